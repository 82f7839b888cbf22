import { all, none } from './table.js';
import type { Library } from './table.js';

const later = { deferred: true } as const;
const hook = { result: 'object', kept: true, ...later } as const;
/** An endpoint gives what its type says and what its functions make; all that asks it gets that, in `@data`. */
const endpoint = {
  flow: ['type0 => return.@data', 'return.@arg => arg0.queryFn.arg0', 'arg0.queryFn.return.await.data => return.@data', 'arg0.transformResponse.return.await => return.@data', 'return.@arg => arg0.query.arg0', 'return.@arg => arg0.onQueryStarted.arg0', 'return.@data => arg0.onQueryStarted.arg1.queryFulfilled.await.data'],
  instance: 'Endpoint',
  ...later,
} as const;
const asked = ['arg0 => this.@arg', 'this.@data => return.data', 'this.@data => return.currentData', 'this.@data => arg1.selectFromResult.arg0.data', 'arg1.selectFromResult.return => return'];
/** What the function `at` gives, which asks the endpoint. */
const triggered = (at: string): readonly string[] => [`${at}.arg0 => this.@arg`, `this.@data => ${at}.return.data`, `this.@data => ${at}.return.await.data`, `this.@data => ${at}.return.unwrap.return.await`];
const everything = ['return.*.return.data', 'return.*.return.1.data', 'return.*.return.0.return.unwrap.return.await', 'return.endpoints.*.useQuery.return.data'];

export const rtkQuery: Library = {
  modules: ['@reduxjs/toolkit/query', '@reduxjs/toolkit/query/react'],
  table: () => ({
    '': {
      // Hooks have the names of endpoints (`natives/rtk-query`).
      createApi: { flow: ['new Endpoints => arg0.endpoints.arg0', ...everything.map((to) => `arg0.endpoints.return.*.@data => ${to}`)], ...later },
      retry: 'arg0 => return',
      ...all('fetchBaseQuery fakeBaseQuery', [], { result: 'function' }),
      ...none('setupListeners'),
    },
    'Endpoints.prototype': { query: endpoint, mutation: endpoint, infiniteQuery: endpoint },
    'Endpoint.prototype': {
      ...all('useQuery useQueryState useInfiniteQuery', asked, hook),
      ...all('useLazyQuery useMutation', [...triggered('return.0'), 'this.@data => return.1.data'], { result: 'array', kept: true, ...later }),
      initiate: triggered('return.return').concat('arg0 => this.@arg'),
      select: 'this.@data => return.return.data',
      update: ['this.@data => arg2.arg0', 'arg2.return => this.@data'],
      upsert: 'arg2 => this.@data',
    },
  }),
};
