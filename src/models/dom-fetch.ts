import { all, none, properties } from './table.js';
import type { Library, Members } from './table.js';

const promise = { result: 'promise' } as const;

/** A body read: what the message holds. A response holds what an in-process handler put there, not what a server sends. */
const body: Members = {
  json: { flow: 'this -> return.await', ...promise },
  text: { flow: 'this -> return.await', ...promise },
  arrayBuffer: { flow: 'this -> return.await', ...promise, instance: 'ArrayBuffer' },
  bytes: { flow: 'this -> return.await', ...promise, instance: 'Uint8Array' },
  blob: { flow: 'this -> return.await', ...promise, instance: 'Blob' },
  formData: { flow: 'this -> return.await', ...promise, instance: 'FormData' },
  clone: 'this => return',
  ...properties('body', 'this -> return', { instance: 'ReadableStream' }),
  ...properties('headers', 'this -> return', { instance: 'Headers' }),
  ...properties('url', ['this.@heldUrl -> return', 'no this.@heldUrl: this -> return']),
  ...properties('bodyUsed redirected', []),
};
const heard: Members = {
  ...all('addEventListener', 'arg1()', { result: 'void', deferred: true }),
  ...none('removeEventListener', 'void'),
};

/** Requests: what is sent does not come back with the answer. */
export const domFetch: Library = {
  bases: { Body: 'Response', NextRequest: 'Request', NextResponse: 'Response' },
  table: () => ({
    '': {
      fetch: { flow: [], ...promise, instance: 'Response', sends: ['arg0', 'arg1'] },
      Request: { flow: ['arg0 -> return', 'arg1 -> return'], instance: 'Request' },
      Response: { flow: ['arg0 -> return', 'arg1.headers -> return'], instance: 'Response' },
      XMLHttpRequest: { flow: [], instance: 'XMLHttpRequest' },
      ReadableStream: {
        flow: ['arg0.start.arg0.enqueue.arg0 -> return', 'arg0.pull.arg0.enqueue.arg0 -> return', 'arg0.start()', 'arg0.pull()'],
        instance: 'ReadableStream',
      },
      WritableStream: { flow: ['return.@written -> arg0.write.arg0', 'arg0.write()', 'arg0.close()'], instance: 'WritableStream', deferred: true },
      ...all('TransformStream', ['return.writable -> arg0.transform.arg0', 'arg0.transform.arg1.enqueue.arg0 -> return.readable', 'arg0.flush()'], {
        instance: 'TransformStream',
        deferred: true,
      }),
      ...all('TextEncoderStream TextDecoderStream CompressionStream DecompressionStream', 'return.writable -> return.readable', {
        instance: 'TransformStream',
      }),
      AbortController: { flow: [], instance: 'AbortController' },
      ...properties('caches', [], { instance: 'CacheStorage' }),
    },
    Response: {
      json: { flow: 'arg0 -> return', instance: 'Response', sends: 'arg0' },
      redirect: { flow: 'arg0 -> return', instance: 'Response' },
      error: { flow: [], instance: 'Response' },
    },
    AbortSignal: none('abort any timeout', 'object'),
    'Response.prototype': { ...body, ...properties('ok status statusText type', []) },
    'Request.prototype': {
      ...body,
      ...properties('cache credentials destination integrity keepalive method mode redirect referrer referrerPolicy signal', []),
    },
    'XMLHttpRequest.prototype': {
      ...none('abort getAllResponseHeaders getResponseHeader open overrideMimeType setRequestHeader', 'void'),
      send: { flow: [], result: 'void', sends: 'arg0' },
      ...heard,
      ...properties(
        `onreadystatechange readyState response responseText responseType responseURL responseXML status statusText timeout upload
         withCredentials UNSENT OPENED HEADERS_RECEIVED LOADING DONE`,
        [],
      ),
    },
    'ReadableStream.prototype': {
      getReader: { flow: 'this -> return', instance: 'ReadableStreamDefaultReader' },
      pipeThrough: { flow: ['this -> arg0.writable', 'this -> arg0.readable', 'arg0.readable => return'], instance: 'ReadableStream' },
      pipeTo: { flow: 'this -> arg0', ...promise },
      tee: { flow: 'this => return[]', result: 'array', instance: 'ReadableStream' },
      ...all('values [Symbol.asyncIterator]', 'this -> return[]', { result: 'iterator' }),
      cancel: { flow: [], ...promise },
      ...properties('locked', []),
    },
    'ReadableStreamDefaultReader.prototype': {
      read: { flow: 'this -> return.await.value', ...promise },
      ...none('cancel', 'promise'),
      ...none('releaseLock', 'void'),
      ...properties('closed', []),
    },
    'WritableStream.prototype': {
      getWriter: { flow: 'this => return.@stream', instance: 'WritableStreamDefaultWriter' },
      ...none('abort close', 'promise'),
      ...properties('locked', []),
    },
    'WritableStreamDefaultWriter.prototype': {
      write: { flow: ['arg0 -> this.@stream', 'arg0 -> this.@stream.@written'], ...promise },
      ...none('abort close', 'promise'),
      ...none('releaseLock', 'void'),
      ...properties('closed desiredSize ready', []),
    },
    'TransformStream.prototype': {
      ...properties('readable', 'this.readable => return', { instance: 'ReadableStream' }),
      ...properties('writable', 'this.writable => return', { instance: 'WritableStream' }),
    },
    'AbortController.prototype': {
      abort: { flow: 'arg0 => this.signal.reason', result: 'void' },
      ...properties('signal', 'this.signal => return', { instance: 'AbortSignal' }),
    },
    'AbortSignal.prototype': {
      ...heard,
      ...none('throwIfAborted', 'void'),
      ...properties('aborted onabort', []),
      ...properties('reason', 'this.reason => return'),
    },
    'CacheStorage.prototype': {
      open: { flow: [], ...promise, instance: 'Cache' },
      match: { flow: 'arg0 ~> return.await', ...promise, instance: 'Response' },
      ...none('delete has keys', 'promise'),
    },
    'Cache.prototype': {
      put: { flow: 'arg1 -> this', ...promise },
      ...none('add addAll delete', 'promise'),
      match: { flow: ['this -> return.await', 'arg0 ~> return.await'], ...promise, instance: 'Response' },
      ...all('keys matchAll', 'this -> return.await[]', promise),
    },
  }),
};
