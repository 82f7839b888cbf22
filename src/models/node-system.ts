import { emitter } from './node-events.js';
import { all, none, properties } from './table.js';
import type { Library, Members } from './table.js';

const later = { deferred: true } as const;
const outside: Members = { ...all('on once addListener prependListener prependOnceListener', ['arg1()', 'this => return'], later), ...none('emit', 'boolean') };

/** Datagrams leave the program, and come from outside. */
export const nodeDgram: Library = {
  modules: ['node:dgram'],
  table: () => ({
    '': { createSocket: { flow: 'arg1()', instance: 'Socket', ...later } },
    'Socket.prototype': {
      ...outside,
      ...all('bind connect send close', ['arg1()', 'arg2()', 'last()', 'this => return'], later),
      ...none(
        `addMembership dropMembership addSourceSpecificMembership dropSourceSpecificMembership disconnect setBroadcast setMulticastInterface setMulticastLoopback
         setMulticastTTL setRecvBufferSize setSendBufferSize setTTL`,
        'void',
      ),
      ...none('getRecvBufferSize getSendBufferSize getSendQueueSize getSendQueueCount', 'number'),
      ...none('address remoteAddress', 'object'),
      ...none('[Symbol.asyncDispose]', 'promise'),
      ...all('ref unref', 'this => return'),
    },
  }),
};

const messages = { medium: 'process', name: 'message' } as const;

/** Workers are copies of the program: what one sends, the others hear as `process` messages. */
export const nodeCluster: Library = {
  modules: ['node:cluster'],
  self: ['cluster'],
  table: () => ({
    '': { fork: { flow: [], instance: 'Worker' }, ...outside, ...none('disconnect setupMaster setupPrimary'), ...properties('isMaster isPrimary isWorker settings workers worker', []) },
    'Worker.prototype': { ...outside, send: { flow: ['arg0 => channel', 'last()'], result: 'boolean', channel: messages, ...later }, ...none('kill destroy disconnect'), ...none('isConnected isDead', 'boolean') },
    'Cluster.prototype': { fork: { flow: [], instance: 'Worker' }, ...outside, ...none('disconnect setupMaster setupPrimary') },
  }),
};

export const nodeDomain: Library = {
  modules: ['node:domain'],
  table: () => ({
    '': { create: { flow: [], instance: 'Domain' } },
    'Domain.prototype': {
      ...emitter('domain', 'this'),
      run: ['arg1 => arg0.arg0', 'arg2 => arg0.arg1', 'arg0.return => return'],
      ...all('bind', 'arg0 => return'),
      intercept: ['return.arg1 => arg0.arg0', 'arg0.return => return.return'],
      ...none('add remove enter exit', 'void'),
    },
  }),
};

/** What a program finds out about itself. */
export const nodeModule: Library = {
  modules: ['node:module'],
  table: () => ({
    '': { ...none('createRequire isBuiltin register syncBuiltinESMExports findSourceMap runMain'), wrap: 'arg0 -> return', ...properties('builtinModules', []) },
    Module: { ...none('createRequire isBuiltin register syncBuiltinESMExports findSourceMap runMain'), wrap: 'arg0 -> return' },
    'Module.SourceMap': none('findEntry findOrigin', 'object'),
    'SourceMap.prototype': none('findEntry findOrigin', 'object'),
    'Module.SourceMap.prototype': none('findEntry findOrigin', 'object'),
    ...Object.fromEntries(['Module', 'RequireResolve'].map((type) => [`${type}.prototype`, none('require paths')])),
    ImportMeta: { resolve: 'arg0 -> return' },
  }),
};

export const nodeRepl: Library = {
  modules: ['node:repl'],
  table: () => ({
    '': { start: { flow: [], instance: 'REPLServer' } },
    'REPLServer.prototype': { ...outside, defineCommand: { flow: ['arg1()', 'arg1.action()'], ...later }, setupHistory: { flow: 'arg1()', ...later }, ...none('displayPrompt clearBufferedCommand'), ...properties('context', 'this.@context => return') },
  }),
};

export const nodeTty: Library = {
  modules: ['node:tty'],
  bases: { ReadStream: 'node:stream#Readable', WriteStream: 'node:stream#Writable' },
  table: () => ({
    '': none('isatty', 'boolean'),
    'ReadStream.prototype': { setRawMode: 'this => return' },
    'WriteStream.prototype': {
      ...outside,
      ...all('clearLine clearScreenDown cursorTo moveCursor', 'last()', { result: 'boolean', ...later }),
      ...none('getColorDepth', 'number'),
      ...none('hasColors', 'boolean'),
      ...none('getWindowSize', 'array'),
    },
  }),
};
