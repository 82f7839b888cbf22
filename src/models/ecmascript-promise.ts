import { all } from './table.js';
import type { Library } from './table.js';

const promise = { result: 'promise' } as const;
const later = { result: 'promise', deferred: true } as const;
const caught = ['this.@reason => arg0.arg0', 'this.await => return.await', 'arg0.return.await => return.await'] as const;

/** `@reason` is what a promise is rejected with. */
export const ecmascriptPromise: Library = {
  bases: { PromiseLike: 'Promise' },
  table: () => ({
    '': {
      Promise: { flow: ['arg0()', 'arg0.arg0.arg0.await => return.await', 'arg0.arg1.arg0 => return.@reason'], ...promise },
    },
    Promise: {
      ...all('all', 'arg0[].await => return.await[]', promise),
      allSettled: { flow: ['arg0[].await => return.await[].value', 'arg0[].@reason => return.await[].reason'], ...promise },
      ...all('any race', ['arg0[].await => return.await', 'arg0[].@reason => return.@reason'], promise),
      resolve: { flow: 'arg0.await => return.await', ...promise },
      reject: { flow: 'arg0 => return.@reason', ...promise },
      try: { flow: ['arg1 => arg0.arg0', 'arg2 => arg0.arg1', 'arg3.. -> arg0.args', 'arg0.return.await => return.await'], ...promise },
      withResolvers: {
        flow: ['return.resolve.arg0.await => return.promise.await', 'return.reject.arg0 => return.promise.@reason'],
        result: 'object',
      },
      '[Symbol.species]': { flow: [], property: true },
    },
    'Promise.prototype': {
      then: {
        flow: ['this.await => arg0.arg0', 'this.@reason => arg1.arg0', 'arg0.return.await => return.await', 'arg1.return.await => return.await'],
        ...later,
      },
      catch: { flow: caught, ...later },
      finally: { flow: ['arg0()', 'this => return'], ...later },
      '[Symbol.toStringTag]': { flow: [], property: true },
    },
    'PromiseFulfilledResult.prototype': { value: { flow: 'this -> return', property: true }, status: { flow: [], property: true } },
    'PromiseRejectedResult.prototype': { reason: { flow: 'this -> return', property: true }, status: { flow: [], property: true } },
    'PromiseWithResolvers.prototype': {
      promise: { flow: 'this.promise => return', property: true },
      resolve: { flow: 'arg0.await => this.promise.await' },
      reject: { flow: 'arg0 => this.promise.@reason' },
    },
  }),
};
