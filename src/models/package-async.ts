import { all, none } from './table.js';
import type { Entry, Library } from './table.js';

const both = { result: 'promise', deferred: true } as const;
const mapped = ['arg0[].await => arg1.arg0', 'arg0.await[] => arg1.arg0'] as const;
const limited = ['return.arg1 => return.arg0.arg0', 'return.arg2 => return.arg0.arg1', 'return.arg0.return.await => return.return.await'] as const;
const retried = ['arg0.return.await => return.await', 'arg1.return.await => return.await'] as const;
const same = ['arg0 => return'] as const;

const single = (modules: readonly string[], flow: readonly string[], more: Exclude<Entry, string | readonly string[]> = both): Library => ({
  modules,
  table: () => ({ '': { default: { ...more, flow } } }),
});

/** Packages of one function each. */
export const promiseTools: readonly Library[] = [
  single(['p-map'], [...mapped, 'arg1.return.await => return.await[]']),
  single(['p-map-series'], [...mapped, 'arg1.return.await => return.await[]']),
  single(['p-each-series', 'p-filter'], [...mapped, 'arg1()', 'arg0[].await => return.await[]', 'arg0.await[] => return.await[]']),
  single(
    ['p-reduce'],
    ['arg2 => arg1.arg0', 'arg1.return.await => arg1.arg0', 'arg0[].await => arg1.arg1', 'arg1.return.await => return.await', 'arg2 => return.await'],
  ),
  single(['p-all', 'p-series'], ['arg0[].return.await => return.await[]']),
  single(['p-props'], ['arg0{}.await => return.await{}']),
  single(['p-settle'], ['arg0[].await => return.await[].value', 'arg0[].return.await => return.await[].value']),
  single(['p-limit', 'throat'], limited, { result: 'function', deferred: true }),
  single(['p-retry', 'async-retry', 'promise-retry', 'p-try', 'p-wait-for'], retried),
  single(['p-timeout'], ['arg0.await => return.await']),
  single(
    [
      'p-memoize',
      'p-throttle',
      'p-debounce',
      'memoize-one',
      'memoizee',
      'fast-memoize',
      'moize',
      'mem',
      'debounce',
      'throttle-debounce',
      'lodash.debounce',
      'lodash.memoize',
    ],
    same,
    {},
  ),
  single(['delay'], ['arg1.value => return.await']),
  single(['lodash.clonedeep', 'lodash.merge', 'lodash.pick', 'lodash.omit', 'lodash.get'], ['args -> return'], {}),
];

export const pQueue: Library = {
  modules: ['p-queue', 'async-mutex', 'bottleneck'],
  table: () => ({
    '': all('default Mutex Semaphore', [], { instance: 'Queue' }),
    'Queue.prototype': {
      ...all('add schedule runExclusive', 'arg0.return.await => return.await', both),
      addAll: { flow: 'arg0[].return.await => return.await[]', ...both },
      wrap: same,
      ...none('acquire onEmpty onIdle pause start clear waitForUnlock release', 'promise'),
    },
  }),
};

/** Iteratees may return promises; what they hand to a callback is taken from the collection. */
export const asyncLibrary: Library = {
  modules: ['async'],
  self: ['async'],
  table: () => ({
    '': {
      ...all(
        'each eachSeries forEach forEachSeries eachOf eachOfSeries forEachOf',
        ['arg0[] => arg1.arg0', 'arg0.* => arg1.arg0', 'arg1()', 'arg2()'],
        both,
      ),
      ...all('eachLimit forEachLimit eachOfLimit', ['arg0[] => arg2.arg0', 'arg0.* => arg2.arg0', 'arg2()', 'arg3()'], both),
      ...all(
        'map mapSeries mapValues concat groupBy',
        [
          'arg0[] => arg1.arg0',
          'arg0.* => arg1.arg0',
          'arg1.return.await => return.await[]',
          'arg1.return.await => arg2.arg1[]',
          'arg1.arg1.arg1 => return.await[]',
          'arg1.arg1.arg1 => arg2.arg1[]',
        ],
        both,
      ),
      ...all(
        'mapLimit concatLimit mapValuesLimit',
        [
          'arg0[] => arg2.arg0',
          'arg0.* => arg2.arg0',
          'arg2.return.await => return.await[]',
          'arg2.return.await => arg3.arg1[]',
          'arg2.arg1.arg1 => return.await[]',
          'arg2.arg1.arg1 => arg3.arg1[]',
        ],
        both,
      ),
      ...all('filter filterSeries reject sortBy', ['arg0[] => arg1.arg0', 'arg1()', 'arg0[] => return.await[]', 'arg0[] => arg2.arg1[]'], both),
      ...all('detect detectSeries', ['arg0[] => arg1.arg0', 'arg1()', 'arg0[] => return.await', 'arg0[] => arg2.arg1'], both),
      ...all('every some', ['arg0[] => arg1.arg0', 'arg1()', 'arg2()'], both),
      reduce: {
        flow: [
          'arg1 => arg2.arg0',
          'arg0[] => arg2.arg1',
          'arg2.return.await => arg2.arg0',
          'arg2.return.await => return.await',
          'arg2.arg2.arg1 => arg2.arg0',
          'arg2.arg2.arg1 => return.await',
          'arg2.arg2.arg1 => arg3.arg1',
        ],
        ...both,
      },
      ...all(
        'series parallel',
        [
          'arg0{}.return.await => return.await{}',
          'arg0{}.arg0.arg1 => return.await{}',
          'arg0{}.arg0.arg1 => arg1.arg1{}',
          'arg0{}.arg0.arg0 => arg1.arg0',
        ],
        both,
      ),
      parallelLimit: {
        flow: ['arg0{}.return.await => return.await{}', 'arg0{}.arg0.arg1 => return.await{}', 'arg0{}.arg0.arg1 => arg2.arg1{}', 'arg0{}.arg0.arg0 => arg2.arg0'],
        ...both,
      },
      ...all(
        'retry',
        ['arg0.return.await => return.await', 'arg1.return.await => return.await', 'arg1.arg0.arg1 => return.await', 'arg1.arg0.arg1 => arg2.arg1'],
        both,
      ),
      ...all(
        'queue cargo priorityQueue',
        [
          'return.push.arg0 => arg0.arg0',
          'return.push.arg0[] => arg0.arg0',
          'return.unshift.arg0 => arg0.arg0',
          'return.pushAsync.arg0 => arg0.arg0',
          'arg0()',
        ],
        { result: 'object', deferred: true },
      ),
      ...all('memoize timeout asyncify reflect', same),
    },
  }),
};

/** Loads are gathered, and found by one call of the function that the loader was made with: each gives one of its results. */
export const dataLoader: Library = {
  modules: ['dataloader'],
  table: () => ({
    '': all(
      'default DataLoader',
      [
        'return.load.arg0 => arg0.arg0[]',
        'return.loadMany.arg0[] => arg0.arg0[]',
        ...['arg0.return.await[] =>', 'return.prime.arg1 =>'].flatMap((found) => [`${found} return.load.return.await`, `${found} return.loadMany.return.await[]`]),
        'return.load.arg0 ~> return.load.return.await',
        'return.loadMany.arg0[] ~> return.loadMany.return.await[]',
        'arg0()',
      ],
      { result: 'object', deferred: true },
    ),
  }),
};

const stored = { channel: { medium: 'cache', key: 'arg0', owner: 'this' } } as const;
export const caches: Library = {
  modules: [
    'lru-cache',
    'node-cache',
    'keyv',
    'quick-lru',
    'cache-manager',
    'memory-cache',
    'flat-cache',
    '@isaacs/ttlcache',
    '@nestjs/cache-manager',
  ],
  table: () => ({
    '': all('default LRUCache NodeCache Keyv QuickLRU TTLCache caching createCache', ['arg0.fetchMethod.return.await => return.@fetched'], { instance: 'Cache' }),
    'Cache.prototype': {
      ...all('set put setKey', ['arg1 => channel.value', 'this => return'], stored),
      ...all('get peek take getKey', ['channel.value => return', 'channel.value => return.await', 'arg0 ~> return'], stored),
      ...all('fetch wrap', ['this.@fetched => return.await', 'arg1.return.await => return.await', 'arg1.return.await => channel.value', 'channel.value => return.await'], {
        ...stored,
        ...both,
      }),
      mset: { flow: 'arg0[].val => channel.value', channel: { medium: 'cache', name: '*', owner: 'this' } },
      mget: { flow: 'channel.value => return.*', channel: { medium: 'cache', name: '*', owner: 'this' } },
      ...all('has', 'arg0 ~> return'),
      ...none('delete del clear flushAll reset ttl keys close disconnect on', 'void'),
    },
  }),
};
