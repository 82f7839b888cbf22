import { emitter } from './node-events.js';
import { all, none, properties } from './table.js';
import type { Library, Members } from './table.js';

const ipc = { medium: 'process', name: 'message' } as const;
const timers: Members = {
  ...all('setTimeout setInterval', ['arg2 => arg0.arg0', 'arg3 => arg0.arg1', 'arg4 => arg0.arg2', 'arg0()'], {
    deferred: true,
    instance: 'Timeout',
  }),
  setImmediate: { flow: ['arg1 => arg0.arg0', 'arg2 => arg0.arg1', 'arg3 => arg0.arg2', 'arg0()'], deferred: true, instance: 'Timeout' },
  queueMicrotask: { flow: 'arg0()', result: 'void', deferred: true },
  ...none('clearTimeout clearInterval clearImmediate', 'void'),
};
const handle: Members = {
  ...all('ref unref refresh close', 'this => return'),
  ...none('hasRef', 'boolean'),
  ...none('[Symbol.toPrimitive] [Symbol.dispose] _onTimeout _onImmediate'),
};
const process: Members = {
  ...emitter('process'),
  send: { flow: ['arg0 => channel.0', 'arg1()', 'arg2()', 'arg3()'], channel: ipc, result: 'boolean' },
  nextTick: { flow: ['arg1 => arg0.arg0', 'arg2 => arg0.arg1', 'arg3 => arg0.arg2', 'arg0()'], result: 'void', deferred: true },
  emitWarning: { flow: [], result: 'void' },
  ...none(
    `abort chdir cwd dlopen exit kill disconnect getActiveResourcesInfo getBuiltinModule getgid getuid setgid setuid geteuid seteuid getegid setegid
     getgroups setgroups initgroups hasUncaughtExceptionCaptureCallback setSourceMapsEnabled loadEnvFile memoryUsage constrainedMemory
     availableMemory cpuUsage umask uptime hrtime resourceUsage binding assert openStdin`,
  ),
  setUncaughtExceptionCaptureCallback: { flow: 'arg0()', deferred: true },
  ...properties('stdout stderr', [], { instance: 'node:stream#Writable' }),
  ...properties('stdin', [], { instance: 'node:stream#Readable' }),
  ...properties(
    `argv argv0 execArgv execPath debugPort env exitCode sourceMapsEnabled version versions config pid ppid title arch platform mainModule
     noDeprecation permission release features channel connected allowedNodeEnvironmentFlags report throwDeprecation traceDeprecation
     traceProcessWarnings stdio`,
    [],
  ),
};

/** Globals of Node that browsers lack. */
export const nodeGlobals: Library = {
  bases: {
    Immediate: 'Timeout',
    Timer: 'Timeout',
    'NodeJS.Timeout': 'Timeout',
    'NodeJS.Immediate': 'Timeout',
    'NodeJS.Timer': 'Timeout',
    'NodeJS.Process': 'Process',
  },
  table: () => ({
    '': { ...timers, ...properties('process', [], { instance: 'Process' }), ...properties('__dirname __filename', []), gc: [] },
    process,
    'process.hrtime': none('bigint'),
    'process.stdout': none('write', 'boolean'),
    'process.stderr': none('write', 'boolean'),
    'process.memoryUsage': none('rss', 'number'),
    'Process.prototype': process,
    'Timeout.prototype': handle,
    'HRTime.prototype': none('bigint'),
    'MemoryUsageFn.prototype': none('rss', 'number'),
    'ProcessReport.prototype': none('getReport writeReport'),
    'ProcessPermission.prototype': none('has', 'boolean'),
  }),
};

export const nodeProcess: Library = { modules: ['node:process'], self: ['process'], table: () => ({ '': process }) };

export const nodeTimers: Library = { modules: ['node:timers'], table: () => ({ '': timers }) };

export const nodeTimersPromises: Library = {
  modules: ['node:timers/promises'],
  table: () => ({
    '': {
      setTimeout: { flow: 'arg1 => return.await', result: 'promise' },
      setImmediate: { flow: 'arg0 => return.await', result: 'promise' },
      setInterval: { flow: 'arg1 => return[]', result: 'iterator' },
      ...properties('scheduler', []),
    },
    scheduler: none('wait yield', 'promise'),
    'Scheduler.prototype': none('wait yield', 'promise'),
  }),
};

export const nodeAsyncHooks: Library = {
  modules: ['node:async_hooks'],
  table: () => ({
    '': {
      AsyncLocalStorage: { flow: [], instance: 'AsyncLocalStorage' },
      AsyncResource: { flow: [], instance: 'AsyncResource' },
      createHook: { flow: ['arg0.init()', 'arg0.before()', 'arg0.after()', 'arg0.destroy()'], result: 'object', deferred: true },
      ...none('executionAsyncId triggerAsyncId', 'number'),
      executionAsyncResource: [],
    },
    AsyncLocalStorage: { bind: 'arg0 => return', snapshot: ['return.arg0.return => return.return', 'return.arg1 => return.arg0.arg0'] },
    AsyncResource: { bind: 'arg0 => return' },
    'AsyncLocalStorage.prototype': {
      run: ['arg0 => this.@store', 'arg2 => arg1.arg0', 'arg3 => arg1.arg1', 'arg1.return => return'],
      exit: ['arg1 => arg0.arg0', 'arg0.return => return'],
      enterWith: { flow: 'arg0 => this.@store', result: 'void' },
      getStore: 'this.@store => return',
      ...none('disable', 'void'),
    },
    'AsyncResource.prototype': {
      bind: 'arg0 => return',
      runInAsyncScope: ['arg1 => arg0.this', 'arg2 => arg0.arg0', 'arg3 => arg0.arg1', 'arg0.return => return'],
      emitDestroy: 'this => return',
      ...none('asyncId triggerAsyncId', 'number'),
    },
    'AsyncHook.prototype': all('enable disable', 'this => return'),
  }),
};
