import { emitter } from './node-events.js';
import { all, none, properties } from './table.js';
import type { Library, Members } from './table.js';

const later = { deferred: true } as const;
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
      ...all('execSync execFileSync', 'args -> return'),
      spawnSync: { flow: ['args -> return.stdout', 'args -> return.stderr', 'args -> return.output'], result: 'object' },
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

/** What is heard under a medium, and sent under another one; `wires`: only between the two ports of one channel. */
const port = (hears: string, sends: string, wires = false): Members => ({
  ...emitter(hears, wires ? 'this.@in' : undefined),
  postMessage: { flow: 'arg0 => channel.0', channel: { medium: sends, name: 'message', ...(wires && { owner: 'this.@out' }) }, result: 'void' },
  onmessage: { flow: 'channel.0 => arg0.arg0.data', property: true, channel: { medium: hears, name: 'message', ...(wires && { owner: 'this.@in' }) } },
  addEventListener: { flow: ['channel.0 => arg1.arg0.data'], channel: { medium: hears, key: 'arg0', ...(wires && { owner: 'this.@in' }) }, ...later },
  ...none('close ref unref start', 'void'),
  ...none('terminate getHeapSnapshot', 'promise'),
  ...properties('stdin stdout stderr threadId resourceLimits performance', []),
});

export const nodeWorkerThreads: Library = {
  modules: ['node:worker_threads'],
  globals: ['BroadcastChannel', 'MessageChannel'],
  table: () => ({
    '': {
      Worker: { flow: 'arg1.workerData => channel', instance: 'Worker', channel: { medium: 'workerData' } },
      ...properties('workerData', 'channel => return', { channel: { medium: 'workerData' } }),
      ...properties('parentPort', [], { instance: 'ParentPort' }),
      ...properties('isMainThread resourceLimits SHARE_ENV threadId', []),
      setEnvironmentData: { flow: 'arg1 => channel', channel: { medium: 'environmentData', key: 'arg0' }, result: 'void' },
      getEnvironmentData: { flow: 'channel => return', channel: { medium: 'environmentData', key: 'arg0' } },
      postMessageToThread: { flow: 'arg1 => channel.0', channel: { medium: 'process', name: 'workerMessage' }, result: 'promise' },
      receiveMessageOnPort: { flow: 'channel.0 => return.message', channel: { medium: 'message', name: 'message', owner: 'arg0.@in' }, result: 'object' },
      moveMessagePortToContext: 'arg0 => return',
      ...none('markAsUntransferable isMarkedAsUntransferable markAsUncloneable'),
    },
    'Worker.prototype': port('from worker', 'to worker'),
    'ParentPort.prototype': port('to worker', 'from worker'),
    'MessagePort.prototype': port('message', 'message', true),
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
