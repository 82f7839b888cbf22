import { emitter } from './node-events.js';
import { all, none, properties } from './table.js';
import type { Library, Members } from './table.js';

const later = { deferred: true } as const;
const message = { medium: 'message', name: 'message' } as const;
const heard = { medium: 'message', key: 'arg0' } as const;
const child = { medium: 'process', name: 'message' } as const;

/** A command's output may hold what it was given. */
export const nodeChildProcess: Library = {
  modules: ['node:child_process', 'execa', 'cross-spawn'],
  bases: { ChildProcessWithoutNullStreams: 'ChildProcess', ChildProcessByStdio: 'ChildProcess' },
  table: () => ({
    '': {
      spawn: { flow: 'args -> return', instance: 'ChildProcess' },
      fork: { flow: [], instance: 'ChildProcess' },
      exec: { flow: ['arg0 -> arg1.arg1', 'arg0 -> arg2.arg1'], instance: 'ChildProcess', ...later },
      execFile: { flow: ['arg1 -> arg2.arg1', 'arg1 -> arg3.arg1'], instance: 'ChildProcess', ...later },
      ...all('execSync execFileSync spawnSync', 'args -> return'),
    },
    'Control.prototype': none('ref unref', 'void'),
    'ChildProcess.prototype': {
      ...emitter('process'),
      send: { flow: ['arg0 => channel.0', 'arg1()', 'arg2()', 'arg3()'], channel: child, result: 'boolean' },
      ...none('kill', 'boolean'),
      ...none('disconnect ref unref [Symbol.dispose]', 'void'),
      ...properties('stdin', 'this -> return', { instance: 'node:stream#Writable' }),
      ...properties('stdout stderr', 'this -> return', { instance: 'node:stream#Readable' }),
      ...properties('stdio spawnargs'),
      ...properties('channel killed pid connected exitCode signalCode spawnfile', []),
    },
  }),
};

const port: Members = {
  ...emitter('message'),
  postMessage: { flow: 'arg0 => channel.0', channel: message, result: 'void' },
  ...none('close ref unref start', 'void'),
  ...none('terminate getHeapSnapshot', 'promise'),
  ...properties('stdin stdout stderr threadId resourceLimits performance', []),
};

export const nodeWorkerThreads: Library = {
  modules: ['node:worker_threads'],
  globals: ['BroadcastChannel', 'MessageChannel'],
  table: () => ({
    '': {
      Worker: { flow: 'arg1.workerData => channel', instance: 'Worker', channel: { medium: 'workerData' } },
      ...properties('workerData', 'channel => return', { channel: { medium: 'workerData' } }),
      ...properties('parentPort', [], { instance: 'MessagePort' }),
      ...properties('isMainThread resourceLimits SHARE_ENV threadId', []),
      setEnvironmentData: { flow: 'arg1 => channel', channel: { medium: 'environmentData', key: 'arg0' }, result: 'void' },
      getEnvironmentData: { flow: 'channel => return', channel: { medium: 'environmentData', key: 'arg0' } },
      postMessageToThread: { flow: 'arg1 => channel.0', channel: { medium: 'process', name: 'workerMessage' }, result: 'promise' },
      receiveMessageOnPort: { flow: 'channel.0 => return.message', channel: message, result: 'object' },
      moveMessagePortToContext: 'arg0 => return',
      ...none('markAsUntransferable isMarkedAsUntransferable markAsUncloneable'),
    },
    'Worker.prototype': port,
    'MessagePort.prototype': {
      ...port,
      onmessage: { flow: 'channel.0 => arg0.arg0.data', property: true, channel: message },
      addEventListener: { flow: ['channel.0 => arg1.arg0.data'], channel: heard, ...later },
    },
  }),
};

const lines: Members = {
  ...all('on once addListener prependListener prependOnceListener', ['this -> arg1.arg0', 'this => return'], later),
  question: ['arg0 -> return', 'arg1()', 'arg2()'],
  '[Symbol.asyncIterator]': { flow: 'this -> return[]', result: 'iterator' },
  ...all('pause resume', 'this => return'),
  ...none('getPrompt setPrompt prompt close write getCursorPos emit'),
  ...properties('line'),
  ...properties('terminal cursor', []),
};

export const nodeReadline: Library = {
  modules: ['node:readline', 'node:readline/promises'],
  table: () => ({
    '': {
      ...all('createInterface', ['arg0 -> return', 'arg0.input -> return'], { instance: 'Interface' }),
      ...none('emitKeypressEvents clearLine clearScreenDown cursorTo moveCursor'),
      Readline: { flow: [], result: 'object' },
    },
    'Interface.prototype': { ...lines, question: { flow: ['arg1()', 'arg2()'], ...later } },
    'Readline.prototype': { ...all('clearLine clearScreenDown cursorTo moveCursor rollback', 'this => return'), ...none('commit', 'promise') },
  }),
};
