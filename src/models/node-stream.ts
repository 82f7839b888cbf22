import { all, none, properties } from './table.js';
import type { Library, Members } from './table.js';

const array = 'return.await[]';
const emits: Members = {
  ...all('on once addListener prependListener prependOnceListener', ['this -> arg1.args', 'this => return'], { deferred: true }),
  emit: { flow: 'arg1.. -> this', result: 'boolean' },
  ...all('off removeListener removeAllListeners', 'this => return'),
};
const states = properties(
  `allowHalfOpen closed destroyed errored readable readableAborted readableDidRead readableEncoding readableEnded readableFlowing
   readableHighWaterMark readableLength readableObjectMode writable writableAborted writableCorked writableEnded writableFinished
   writableHighWaterMark writableLength writableNeedDrain writableObjectMode`,
  [],
);
const controls: Members = {
  ...all('destroy pause resume setEncoding setDefaultEncoding unpipe', 'this => return'),
  ...none('_construct _destroy _final _read cork uncork', 'void'),
  ...none('isPaused', 'boolean'),
  '[Symbol.asyncDispose]': { flow: [], result: 'promise' },
};
const readable: Members = {
  pipe: ['this -> arg0', 'arg0 => return'],
  compose: ['this -> return', 'this -> arg0', 'arg0 -> return'],
  read: 'this -> return',
  push: { flow: 'arg0 -> this', result: 'boolean' },
  unshift: { flow: 'arg0 -> this', result: 'void' },
  wrap: ['arg0 -> this', 'this => return'],
  ...all('iterator [Symbol.asyncIterator]', 'this -> return[]', { result: 'iterator' }),
  asIndexedPairs: 'this -> return',
  ...all('drop take', 'this => return'),
  map: ['this -> arg0.arg0', 'arg0.return.await -> return'],
  flatMap: ['this -> arg0.arg0', 'arg0.return -> return'],
  filter: ['this -> arg0.arg0', 'arg0()', 'this => return'],
  forEach: { flow: ['this -> arg0.arg0', 'arg0()'], result: 'promise' },
  toArray: { flow: `this -> ${array}`, result: 'promise' },
  ...all('every some', ['this -> arg0.arg0', 'arg0()'], { result: 'promise' }),
  find: { flow: ['this -> arg0.arg0', 'arg0()', 'this -> return.await'], result: 'promise' },
  reduce: { flow: ['this -> arg0.args', 'arg1 => arg0.arg0', 'arg0.return.await => return.await', 'arg1 => return.await'], result: 'promise' },
};
const writable: Members = {
  write: { flow: ['arg0 -> this', 'arg1()', 'arg2()'], result: 'boolean' },
  end: ['arg0 -> this', 'arg0()', 'arg1()', 'arg2()', 'this => return'],
  _write: ['arg0 -> this', 'arg2()'],
  _writev: ['arg0[].chunk -> this', 'arg1()'],
};
const transform: Members = {
  _transform: ['arg0 -> this', 'arg2()'],
  _flush: ['this -> arg0.arg1'],
};
const options = [
  'arg0.read()',
  'return -> arg0.write.arg0',
  'return -> arg0.writev.arg0',
  'return -> arg0.transform.arg0',
  'arg0.transform.arg2.arg1 -> return',
  'arg0.transform.this.push.arg0 -> return',
  'arg0.read.this.push.arg0 -> return',
];
const create: Members = {
  from: 'arg0[] -> return',
  ...all('fromWeb toWeb', 'arg0 -> return'),
  ...none('isDisturbed', 'boolean'),
};
const pipeline = [
  'arg0 -> arg1',
  'arg0 -> arg2',
  'arg0 -> arg3',
  'arg1 -> arg2',
  'arg1 -> arg3',
  'arg2 -> arg3',
  'arg0.return -> arg1',
  'arg1.return -> arg2',
  'arg0 -> arg1.arg0',
  'arg1 -> arg2.arg0',
];
const types = 'Readable Writable Duplex Transform PassThrough';

export const nodeStream: Library = {
  modules: ['node:stream'],
  self: ['Stream'],
  bases: {
    Stream: 'Duplex',
    PassThrough: 'Transform',
    'Stream.Readable': 'Readable',
    'Stream.Writable': 'Writable',
    'Stream.Duplex': 'Duplex',
    'Stream.Transform': 'Transform',
    'Stream.PassThrough': 'Transform',
  },
  table: () => ({
    '': {
      ...Object.fromEntries(types.split(' ').map((name) => [name, { flow: options, instance: name, deferred: true }])),
      default: { flow: [], instance: 'Stream' },
      pipeline: { flow: [...pipeline, 'arg2()', 'arg3()', 'arg4()'], deferred: true },
      finished: { flow: ['arg1()', 'arg2()'], deferred: true },
      compose: [...pipeline, 'args -> return'],
      duplexPair: { flow: ['return[] -> return[]'], result: 'array', instance: 'Duplex' },
      addAbortSignal: 'arg1 => return',
      ...none('getDefaultHighWaterMark setDefaultHighWaterMark', 'number'),
      ...none('isErrored isReadable', 'boolean'),
    },
    Readable: create,
    Writable: create,
    Duplex: create,
    'Readable.prototype': { ...readable, ...controls, ...states, ...emits },
    'Writable.prototype': { ...writable, ...controls, ...states, ...emits, pipe: ['this -> arg0', 'arg0 => return'] },
    'Duplex.prototype': { ...readable, ...writable, ...controls, ...states, ...emits },
    'Transform.prototype': { ...readable, ...writable, ...transform, ...controls, ...states, ...emits },
    'Pipe.prototype': none('close hasRef ref unref'),
  }),
};

export const nodeStreamPromises: Library = {
  modules: ['node:stream/promises'],
  table: () => ({ '': { pipeline: { flow: pipeline, result: 'promise' }, finished: { flow: [], result: 'promise' } } }),
};

export const nodeStreamConsumers: Library = {
  modules: ['node:stream/consumers'],
  table: () => ({ '': all('arrayBuffer blob buffer json text', 'arg0 -> return.await', { result: 'promise' }) }),
};

export const nodeStringDecoder: Library = {
  modules: ['node:string_decoder'],
  table: () => ({
    '': { StringDecoder: { flow: [], instance: 'StringDecoder' } },
    'StringDecoder.prototype': all('write end', ['arg0 -> this', 'this -> return', 'arg0 -> return'], { result: 'string' }),
  }),
};
