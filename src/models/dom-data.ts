import { all, none, properties } from './table.js';
import type { Library, Members } from './table.js';

const string = { result: 'string' } as const;
const iterator = { result: 'iterator' } as const;
const tag: Members = { '[Symbol.toStringTag]': { flow: [], property: true } };

/** URLSearchParams, FormData and Headers: names and values in a list. */
const pairs: Members = {
  append: { flow: ['arg0 -> this', 'arg1 -> this'], result: 'void' },
  set: { flow: ['arg0 -> this', 'arg1 -> this'], result: 'void' },
  get: 'this -> return',
  ...all('getAll getSetCookie', 'this -> return[]', { result: 'array' }),
  has: { flow: ['arg0 ~> return', 'this ~> return'], result: 'boolean' },
  ...all('entries keys values [Symbol.iterator]', 'this -> return[]', iterator),
  forEach: { flow: ['this -> arg0.arg0', 'this -> arg0.arg1', 'this => arg0.arg2', 'arg0()'], result: 'void' },
  ...all('toString', 'this -> return', string),
  ...none('delete sort', 'void'),
  ...properties('size', [], { result: 'number' }),
  ...tag,
};

/** What is set in the parameters is part of the URL. */
const url = ['arg0 -> return', 'arg1 -> return', 'arg0 -> return.@host', 'arg1 -> return.@host', 'arg0 -> return.@path', 'new URLSearchParams => return.searchParams', 'arg0 -> return.searchParams[]'];

export const domData: Library = {
  bases: { File: 'Blob', webkitURL: 'URL', TextEncoderCommon: 'TextEncoder', TextDecoderCommon: 'TextDecoder' },
  table: () => ({
    '': {
      URL: { flow: url, instance: 'URL' },
      URLSearchParams: { flow: 'arg0 -> return', instance: 'URLSearchParams' },
      FormData: { flow: 'arg0 -> return', instance: 'FormData' },
      Headers: { flow: 'arg0 -> return', instance: 'Headers' },
      TextEncoder: { flow: [], instance: 'TextEncoder' },
      TextDecoder: { flow: [], instance: 'TextDecoder' },
      Blob: { flow: 'arg0[] -> return', instance: 'Blob' },
      File: { flow: ['arg0[] -> return', 'arg1 -> return.@name'], instance: 'File' },
      FileReader: { flow: [], instance: 'FileReader' },
      ...all('atob btoa', 'arg0 -> return', string),
      structuredClone: 'arg0 => return',
    },
    URL: {
      createObjectURL: { flow: 'arg0 -> return', ...string },
      revokeObjectURL: { flow: [], result: 'void' },
      canParse: { flow: [], result: 'boolean' },
      parse: { flow: url, instance: 'URL' },
    },
    'URL.prototype': {
      ...all('toString toJSON', 'this -> return', string),
      ...properties('hash href search'),
      ...properties('host hostname origin password port protocol username', 'this.@host -> return'),
      ...properties('pathname', ['this.@host -> return', 'this.@path -> return']),
      ...properties('searchParams', 'this -> return', { instance: 'URLSearchParams' }),
    },
    'URLSearchParams.prototype': pairs,
    'FormData.prototype': pairs,
    'Headers.prototype': pairs,
    'TextEncoder.prototype': {
      encode: { flow: 'arg0 -> return', instance: 'Uint8Array' },
      encodeInto: { flow: 'arg0 -> arg1', result: 'object' },
      ...properties('encoding', []),
    },
    'TextDecoder.prototype': {
      decode: { flow: ['arg0 -> return', 'this -> return', 'arg0 -> this'], ...string },
      ...properties('encoding fatal ignoreBOM', []),
    },
    'Blob.prototype': {
      arrayBuffer: { flow: 'this -> return.await', result: 'promise', instance: 'ArrayBuffer' },
      bytes: { flow: 'this -> return.await', result: 'promise', instance: 'Uint8Array' },
      text: { flow: 'this -> return.await', result: 'promise' },
      slice: { flow: 'this -> return', instance: 'Blob' },
      stream: { flow: 'this -> return', instance: 'ReadableStream' },
      ...properties('size type', []),
    },
    'File.prototype': { ...properties('name webkitRelativePath', 'this.@name -> return'), ...properties('lastModified', []) },
    'FileReader.prototype': {
      ...all('readAsArrayBuffer readAsBinaryString readAsDataURL readAsText', 'arg0 -> this.result', { result: 'void' }),
      ...properties('result', 'this.result -> return'),
      ...properties('onload onloadend', 'this => arg0.arg0.target', { deferred: true }),
      ...all('addEventListener', ['this => arg1.arg0.target', 'arg1()'], { result: 'void', deferred: true }),
      ...none('abort removeEventListener', 'void'),
      ...properties('error onabort onerror onloadstart onprogress readyState EMPTY LOADING DONE', []),
    },
  }),
};
