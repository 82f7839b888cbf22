import { all, none, properties } from './table.js';
import type { Library, Members } from './table.js';

const number = { result: 'number' } as const;
const boolean = { result: 'boolean' } as const;
const array = { result: 'array' } as const;
const visits = ['this[] => arg0.arg0', 'this => arg0.arg2', 'arg1 => arg0.this'] as const;
const folds = [
  'arg1 => arg0.arg0',
  'this[] => arg0.arg0',
  'arg0.return => arg0.arg0',
  'this[] => arg0.arg1',
  'this => arg0.arg3',
  'arg0.return => return',
  'arg1 => return',
  'this[] => return',
] as const;

/** Members that arrays and typed arrays share. */
export const sequence: Members = {
  ...all('every some', [...visits, 'arg0()'], boolean),
  ...all('findIndex findLastIndex', [...visits, 'arg0()'], number),
  forEach: { flow: [...visits, 'arg0()'], result: 'void' },
  ...all('find findLast', [...visits, 'arg0()', 'this[] => return']),
  filter: { flow: [...visits, 'arg0()', 'this[] => return[]'], ...array },
  map: { flow: [...visits, 'arg0.return => return[]'], ...array },
  ...all('reduce reduceRight', folds),
  ...all('reverse copyWithin', 'this => return', array),
  sort: { flow: ['this[] => arg0.arg0', 'this[] => arg0.arg1', 'arg0()', 'this => return'], ...array },
  toSorted: { flow: ['this[] => arg0.arg0', 'this[] => arg0.arg1', 'arg0()', 'this[] => return[]'], ...array },
  ...all('slice toReversed', 'this[] => return[]', array),
  with: { flow: ['this[] => return[]', 'arg1 => return[]'], ...array },
  fill: { flow: ['arg0 => this[]', 'this => return'], ...array },
  at: 'this[] => return',
  includes: { flow: ['arg0 ~> return', 'this[] ~> return'], ...boolean },
  ...all('indexOf lastIndexOf', ['arg0 ~> return', 'this[] ~> return'], number),
  ...all('join toString toLocaleString', ['this[] -> return', 'arg0 -> return'], { result: 'string' }),
  ...all('values [Symbol.iterator]', 'this[] => return[]', { result: 'iterator' }),
  entries: { flow: 'this[] => return[].1', result: 'iterator' },
  ...none('keys', 'iterator'),
  ...properties('length', [], number),
};

/** What an iterator's helpers do; of async iterators, the elements are awaited. */
const iterator: Members = {
  next: { flow: 'this[] => return.value', result: 'object' },
  ...all('return throw', 'arg0 => return.value', { result: 'object' }),
  ...all('drop take [Symbol.iterator]', 'this[] => return[]', { result: 'iterator' }),
  filter: { flow: ['this[] => arg0.arg0', 'arg0()', 'this[] => return[]'], result: 'iterator' },
  map: { flow: ['this[] => arg0.arg0', 'arg0.return => return[]'], result: 'iterator' },
  flatMap: { flow: ['this[] => arg0.arg0', 'arg0.return[] => return[]'], result: 'iterator' },
  ...all('every some', ['this[] => arg0.arg0', 'arg0()'], boolean),
  forEach: { flow: ['this[] => arg0.arg0', 'arg0()'], result: 'void' },
  find: ['this[] => arg0.arg0', 'arg0()', 'this[] => return'],
  reduce: folds.filter((flow) => !flow.startsWith('this =>')),
  toArray: { flow: 'this[] => return[]', ...array },
  '[Symbol.toStringTag]': { flow: [], property: true },
  '[Symbol.dispose]': { flow: [], result: 'void' },
};

export const ecmascriptArray: Library = {
  bases: {
    ReadonlyArray: 'Array',
    ConcatArray: 'Array',
    ArrayLike: 'Array',
    IteratorObject: 'Iterator',
    IterableIterator: 'Iterator',
    Generator: 'Iterator',
    ArrayIterator: 'Iterator',
    MapIterator: 'Iterator',
    SetIterator: 'Iterator',
    StringIterator: 'Iterator',
    RegExpStringIterator: 'Iterator',
    AsyncIteratorObject: 'AsyncIterator',
    AsyncIterableIterator: 'AsyncIterator',
    AsyncGenerator: 'AsyncIterator',
  },
  table: () => ({
    '': {
      Array: { flow: 'args => return[]', ...array },
      Iterator: { flow: [], result: 'iterator' },
    },
    Array: {
      from: { flow: ['arg0[] => arg1.arg0', 'arg0[] => return[]', 'arg1.return => return[]'], ...array },
      fromAsync: { flow: ['arg0[].await => arg1.arg0', 'arg0[].await => return.await[]', 'arg1.return.await => return.await[]'], result: 'promise' },
      of: { flow: 'args => return[]', ...array },
      ...none('isArray', 'boolean'),
      '[Symbol.species]': { flow: [], property: true },
    },
    'Array.prototype': {
      ...sequence,
      concat: { flow: ['this[] => return[]', 'args[] => return[]', 'args -> return[]'], ...array },
      flat: { flow: ['this[] => return[]', 'this[][] => return[]'], ...array },
      flatMap: { flow: [...visits, 'arg0.return => return[]', 'arg0.return[] => return[]'], ...array },
      ...all('pop shift', 'this[] => return'),
      ...all('push unshift', 'args => this[]', number),
      splice: { flow: ['this[] => return[]', 'arg2.. => this[]'], ...array },
      toSpliced: { flow: ['this[] => return[]', 'arg2.. => return[]'], ...array },
      '[Symbol.unscopables]': { flow: [], property: true },
    },
    Iterator: { from: { flow: 'arg0[] => return[]', result: 'iterator' } },
    'Iterator.prototype': iterator,
    'AsyncIterator.prototype': {
      next: { flow: 'this[] => return.await.value', result: 'promise' },
      ...all('return throw', 'arg0.await => return.await.value', { result: 'promise' }),
      '[Symbol.asyncIterator]': 'this => return',
      '[Symbol.toStringTag]': { flow: [], property: true },
      '[Symbol.asyncDispose]': { flow: [], result: 'promise' },
    },
    'IArguments.prototype': { '[Symbol.iterator]': { flow: 'this[] => return[]', result: 'iterator' }, ...properties('length callee', []) },
    'Iterable.prototype': { '[Symbol.iterator]': { flow: 'this[] => return[]', result: 'iterator' } },
    'AsyncIterable.prototype': { '[Symbol.asyncIterator]': { flow: 'this[] => return[]', result: 'iterator' } },
    'IteratorYieldResult.prototype': { value: { flow: 'this -> return', property: true }, done: { flow: [], property: true } },
    'IteratorReturnResult.prototype': { value: { flow: 'this -> return', property: true }, done: { flow: [], property: true } },
  }),
};
