import { all, none, properties } from './table.js';
import type { Library, Members } from './table.js';

const later = { deferred: true } as const;
const sent = { medium: 'message', name: 'message' } as const;
const heard = { medium: 'message', key: 'arg0' } as const;
const named = { medium: 'BroadcastChannel', key: 'this.name' } as const;

/** Windows, workers and ports: every one that listens for `message` may hear what any sends; ports of one channel hear each other. */
const poster = (out: object = {}, into: object = {}): Members => ({
  postMessage: { flow: ['arg0 => channel.0', 'arg1[] => channel.@ports[]', 'arg1.transfer[] => channel.@ports[]'], channel: { ...sent, ...out }, result: 'void' },
  onmessage: { flow: ['channel.0 => arg0.arg0.data', 'channel.@ports => arg0.arg0.ports'], property: true, channel: { ...sent, ...into } },
  addEventListener: { flow: ['channel.0 => arg1.arg0.data', 'channel.@ports => arg1.arg0.ports', 'channel.@event => arg1.arg0', 'arg1()'], channel: { ...heard, ...into }, result: 'void', ...later },
  dispatchEvent: { flow: 'arg0 => channel.@event', channel: { medium: 'message', key: 'arg0.type' }, result: 'boolean' },
  ...none('removeEventListener close start terminate', 'void'),
  ...properties('onmessageerror onerror', []),
});
const anywhere = poster();

export const domMessages: Library = {
  bases: { CustomEvent: 'Event', MessageEvent: 'Event', DedicatedWorkerGlobalScope: 'Worker', ServiceWorker: 'Worker', SharedWorker: 'Worker' },
  table: () => ({
    '': {
      Worker: { flow: [], instance: 'Worker' },
      SharedWorker: { flow: [], instance: 'SharedWorker' },
      MessageChannel: { flow: [], instance: 'MessageChannel' },
      BroadcastChannel: { flow: 'arg0 => return.name', instance: 'BroadcastChannel' },
      WebSocket: { flow: [], instance: 'WebSocket' },
      EventSource: { flow: [], instance: 'EventSource' },
      EventTarget: { flow: [], instance: 'EventTarget' },
      Event: { flow: 'arg0 => return.type', instance: 'Event' },
      CustomEvent: { flow: ['arg0 => return.type', 'arg1.detail => return.detail'], instance: 'CustomEvent' },
      MessageEvent: { flow: ['arg0 => return.type', 'arg1.data => return.data'], instance: 'MessageEvent' },
      postMessage: anywhere['postMessage'] ?? [],
      onmessage: anywhere['onmessage'] ?? [],
      addEventListener: anywhere['addEventListener'] ?? [],
      dispatchEvent: anywhere['dispatchEvent'] ?? [],
      ...none('removeEventListener', 'void'),
      ...none('importScripts', 'void'),
    },
    'Worker.prototype': anywhere,
    'MessagePort.prototype': poster({ owner: 'this.@out' }, { owner: 'this.@in' }),
    'MessageChannel.prototype': properties('port1 port2', [], { instance: 'MessagePort' }),
    'BroadcastChannel.prototype': {
      postMessage: { flow: 'arg0 => channel', channel: named, result: 'void' },
      onmessage: { flow: 'channel => arg0.arg0.data', property: true, channel: named },
      addEventListener: { flow: ['channel => arg1.arg0.data', 'arg1()'], channel: named, result: 'void', ...later },
      ...none('close removeEventListener', 'void'),
      ...properties('name', 'this.name => return'),
      ...properties('onmessageerror', []),
    },
    'WebSocket.prototype': {
      ...none('close removeEventListener', 'void'),
      send: { flow: [], result: 'void', sends: 'arg0' },
      addEventListener: { flow: 'arg1()', result: 'void', ...later },
      ...properties(
        'binaryType bufferedAmount extensions onclose onerror onmessage onopen protocol readyState url CONNECTING OPEN CLOSING CLOSED',
        [],
      ),
    },
    'EventSource.prototype': {
      ...none('close removeEventListener', 'void'),
      addEventListener: { flow: 'arg1()', result: 'void', ...later },
      ...properties('onerror onmessage onopen readyState url withCredentials CONNECTING OPEN CLOSED', []),
    },
    'EventTarget.prototype': {
      addEventListener: {
        flow: ['channel => arg1.arg0', 'this => arg1.this', 'arg1()'],
        channel: { medium: 'EventTarget', key: 'arg0', owner: 'this' },
        result: 'void',
        ...later,
      },
      dispatchEvent: { flow: 'arg0 => channel', channel: { medium: 'EventTarget', key: 'arg0.type', owner: 'this' }, result: 'boolean' },
      ...none('removeEventListener', 'void'),
    },
    'Event.prototype': {
      ...none('preventDefault stopImmediatePropagation stopPropagation', 'void'),
      composedPath: { flow: [], result: 'array' },
      initEvent: { flow: 'arg0 -> this.type', result: 'void' },
      ...properties('target currentTarget srcElement', 'this -> return', { instance: 'HTMLInputElement' }),
      ...properties(
        'bubbles cancelBubble cancelable composed defaultPrevented eventPhase isTrusted returnValue timeStamp type NONE CAPTURING_PHASE AT_TARGET BUBBLING_PHASE',
        [],
      ),
    },
    'CustomEvent.prototype': { ...properties('detail', 'this.detail => return'), initCustomEvent: { flow: 'arg3 => this.detail', result: 'void' } },
    'MessageEvent.prototype': {
      ...properties('data', 'this.data => return'),
      ...properties('lastEventId origin'),
      ...properties('ports source', [], { instance: 'MessagePort' }),
      ...all('initMessageEvent', 'arg3 => this.data', { result: 'void' }),
    },
  }),
};
