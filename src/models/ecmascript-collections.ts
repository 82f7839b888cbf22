import { all, none, properties } from './table.js';
import type { Library, Members } from './table.js';

const iterator = { result: 'iterator' } as const;
const tag: Members = { '[Symbol.toStringTag]': { flow: [], property: true } };
const size = properties('size', [], { result: 'number' });
const lookups: Members = {
  get: ['this.value[] => return', 'arg0 ~> return', 'this.key[] ~> return'],
  has: { flow: ['arg0 ~> return', 'this.key[] ~> return'], result: 'boolean' },
  set: ['arg0 => this.key[]', 'arg1 => this.value[]', 'this => return'],
  getOrInsert: ['arg0 => this.key[]', 'arg1 => this.value[]', 'this.value[] => return'],
  getOrInsertComputed: ['arg0 => this.key[]', 'arg0 => arg1.arg0', 'arg1.return => this.value[]', 'arg1.return => return', 'this.value[] => return'],
  ...none('delete', 'boolean'),
};
const membership: Members = {
  has: { flow: ['arg0 ~> return', 'this[] ~> return'], result: 'boolean' },
  add: ['arg0 => this[]', 'this => return'],
  ...none('delete', 'boolean'),
};

export const ecmascriptCollections: Library = {
  bases: { ReadonlyMap: 'Map', ReadonlySet: 'Set', ReadonlySetLike: 'Set' },
  table: () => ({
    '': {
      ...all('Map WeakMap', ['arg0[].0 => return.key[]', 'arg0[].1 => return.value[]'], { result: 'map' }),
      ...all('Set WeakSet', 'arg0[] => return[]', { result: 'set' }),
      WeakRef: { flow: 'arg0 => return.@target', instance: 'WeakRef' },
      FinalizationRegistry: { flow: 'arg0 => return.@cleanup', instance: 'FinalizationRegistry' },
      DisposableStack: { flow: [], instance: 'DisposableStack' },
      AsyncDisposableStack: { flow: [], instance: 'AsyncDisposableStack' },
    },
    Map: {
      groupBy: { flow: ['arg0[] => arg1.arg0', 'arg1.return => return.key[]', 'arg0[] => return.value[][]'], result: 'map' },
      '[Symbol.species]': { flow: [], property: true },
    },
    'Map.prototype': {
      ...lookups,
      forEach: { flow: ['this.value[] => arg0.arg0', 'this.key[] => arg0.arg1', 'this => arg0.arg2', 'arg1 => arg0.this', 'arg0()'], result: 'void' },
      keys: { flow: 'this.key[] => return[]', ...iterator },
      values: { flow: 'this.value[] => return[]', ...iterator },
      ...all('entries [Symbol.iterator]', ['this.key[] => return[].0', 'this.value[] => return[].1'], iterator),
      ...none('clear', 'void'),
      ...size,
      ...tag,
    },
    'WeakMap.prototype': { ...lookups, ...tag },
    Set: { '[Symbol.species]': { flow: [], property: true } },
    'Set.prototype': {
      ...membership,
      forEach: { flow: ['this[] => arg0.arg0', 'this[] => arg0.arg1', 'this => arg0.arg2', 'arg1 => arg0.this', 'arg0()'], result: 'void' },
      ...all('keys values [Symbol.iterator]', 'this[] => return[]', iterator),
      entries: { flow: ['this[] => return[].0', 'this[] => return[].1'], ...iterator },
      ...all('union symmetricDifference', ['this[] => return[]', 'arg0[] => return[]'], { result: 'set' }),
      intersection: { flow: ['this[] => return[]', 'this[] ~> return', 'arg0[] ~> return'], result: 'set' },
      difference: { flow: ['this[] => return[]', 'this[] ~> return', 'arg0[] ~> return'], result: 'set' },
      ...all('isSubsetOf isSupersetOf isDisjointFrom', ['this[] ~> return', 'arg0[] ~> return'], { result: 'boolean' }),
      ...none('clear', 'void'),
      ...size,
      ...tag,
    },
    'WeakSet.prototype': { ...membership, ...tag },
    'WeakRef.prototype': { deref: 'this.@target => return', ...tag },
    'FinalizationRegistry.prototype': { register: 'arg1 => this.@cleanup.arg0', ...none('unregister'), ...tag },
    'DisposableStack.prototype': {
      use: 'arg0 => return',
      adopt: ['arg0 => arg1.arg0', 'arg0 => return'],
      defer: { flow: 'arg0()', deferred: true },
      move: 'this => return',
      ...none('dispose [Symbol.dispose]', 'void'),
      ...properties('disposed', []),
      ...tag,
    },
    'AsyncDisposableStack.prototype': {
      use: 'arg0 => return',
      adopt: ['arg0 => arg1.arg0', 'arg0 => return'],
      defer: { flow: 'arg0()', deferred: true },
      move: 'this => return',
      ...none('disposeAsync [Symbol.asyncDispose]', 'promise'),
      ...properties('disposed', []),
      ...tag,
    },
  }),
};
