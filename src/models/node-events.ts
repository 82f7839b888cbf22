import { all, none, properties } from './table.js';
import type { Library, Members } from './table.js';

/** What an emitter with channel `medium` does; listeners get the emitted arguments by position. */
export function emitter(medium: string, owner?: string, wildcards?: true): Members {
  const channel = { medium, key: 'arg0', ...(owner === undefined ? {} : { owner }), ...(wildcards && { wildcards }) };
  const heard = ['channel.0 => arg1.arg0', 'channel.1 => arg1.arg1', 'channel.2 => arg1.arg2', 'channel.3 => arg1.arg3'];
  return {
    emit: { flow: ['arg1 => channel.0', 'arg2 => channel.1', 'arg3 => channel.2', 'arg4 => channel.3'], result: 'boolean', channel },
    ...all('on once addListener prependListener prependOnceListener', [...heard, 'arg1()', 'this => return'], { deferred: true, channel }),
    ...all('off removeListener removeAllListeners setMaxListeners', 'this => return'),
    ...none('listenerCount getMaxListeners', 'number'),
    ...none('eventNames listeners rawListeners', 'array'),
    '[EventEmitter.captureRejectionSymbol]': [],
    emitDestroy: [],
  };
}

export const nodeEvents: Library = {
  modules: ['node:events'],
  self: ['EventEmitter'],
  bases: {
    EventEmitter: 'default',
    EventEmitterAsyncResource: 'default',
    NodeEventTarget: 'default',
    'EventEmitter.EventEmitterAsyncResource': 'default',
    'EventEmitter.NodeEventTarget': 'default',
    'NodeJS.EventEmitter': 'default',
  },
  table: () => ({
    '': {
      default: { flow: [], instance: 'EventEmitter' },
      EventEmitterAsyncResource: { flow: [], instance: 'EventEmitter' },
      once: {
        flow: ['channel.0 => return.await[]', 'channel.1 => return.await[]'],
        result: 'promise',
        channel: { medium: 'node:events', key: 'arg1', owner: 'arg0' },
      },
      on: {
        flow: ['channel.0 => return[][]', 'channel.1 => return[][]'],
        result: 'iterator',
        channel: { medium: 'node:events', key: 'arg1', owner: 'arg0' },
      },
      addAbortListener: { flow: 'arg1()', deferred: true },
      ...none('listenerCount getMaxListeners', 'number'),
      getEventListeners: { flow: [], result: 'array' },
      setMaxListeners: { flow: [], result: 'void' },
      ...properties('errorMonitor captureRejectionSymbol captureRejections defaultMaxListeners', []),
    },
    'default.prototype': emitter('node:events', 'this'),
  }),
};
