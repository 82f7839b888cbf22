import { all, none, properties } from './table.js';
import type { Library, Members } from './table.js';

/** What an observable emits is its elements: `return[]`. An operator is a function from observable to observable. */
const observable = { instance: 'Observable' } as const;
const caught = (...flow: readonly string[]): readonly string[] => ['new Observable => return.return', ...flow];
/** Errors come through, but for what catches them. */
const piped = (...flow: readonly string[]): readonly string[] => caught(...flow, 'return.arg0.@error => return.return.@error');
const through = piped('return.arg0[] => return.return[]');
const flattened = piped('return.arg0[] => arg0.arg0', 'arg0.return[] => return.return[]', 'arg0.return.await => return.return[]', 'arg0.return.@error => return.return.@error', 'arg0.return.caught => return.return.@error');
const predicate = piped('return.arg0[] => arg0.arg0', 'arg0()', 'return.arg0[] => return.return[]');
const folded = piped(
  'arg1 => arg0.arg0',
  'arg0.return => arg0.arg0',
  'return.arg0[] => arg0.arg0',
  'return.arg0[] => arg0.arg1',
  'arg0.return => return.return[]',
);

const subscribe: Members = {
  subscribe: {
    flow: ['this[] => arg0.arg0', 'this[] => arg0.next.arg0', 'this.@error => arg0.error.arg0', 'this.@error => arg1.arg0', 'arg0.complete()', 'arg1()', 'arg2()'],
    instance: 'Subscription',
    deferred: true,
  },
  forEach: { flow: ['this[] => arg0.arg0', 'arg0()'], result: 'promise', deferred: true },
  toPromise: { flow: 'this[] => return.await', result: 'promise' },
  pipe: [
    'this => arg0.arg0',
    ...[0, 1, 2, 3, 4, 5, 6, 7].map((at) => `arg${String(at)}.return => arg${String(at + 1)}.arg0`),
    'last.return => return',
  ],
  lift: 'this => return',
};

export const rxjs: Library = {
  modules: ['rxjs', 'rxjs/operators'],
  bases: {
    Subject: 'Observable',
    BehaviorSubject: 'Subject',
    ReplaySubject: 'Subject',
    AsyncSubject: 'Subject',
    ConnectableObservable: 'Observable',
  },
  table: () => ({
    '': {
      Observable: { flow: ['arg0.arg0.next.arg0 => return[]', 'arg0.arg0.error.arg0 => return.@error', 'arg0()'], ...observable, deferred: true },
      ...all('Subject ReplaySubject AsyncSubject', [], { instance: 'Subject' }),
      BehaviorSubject: { flow: 'arg0 => return[]', instance: 'BehaviorSubject' },
      of: { flow: 'args => return[]', ...observable },
      ...all('from scheduled', ['arg0[] => return[]', 'arg0.await => return[]', 'arg0.caught => return.@error'], observable),
      ...all('defer using', ['arg0.return[] => return[]', 'arg0.return.await => return[]', 'arg0.return.@error => return.@error', 'arg0.return.caught => return.@error'], observable),
      fromEvent: { flow: ['arg2.return => return[]'], ...observable },
      fromEventPattern: { flow: ['arg0[] => return[]', 'arg2.return => return[]'], ...observable },
      ...all('merge concat race', ['args[] => return[]', 'args[][] => return[]', 'args.@error => return.@error', 'return => return.return'], observable),
      ...all(
        'forkJoin combineLatest zip',
        ['no arg1: arg0{}[] => return[]{}', ...[0, 1, 2, 3, 4, 5].map((at) => `no arg0.0: arg${String(at)}[] => return[].${String(at)}`)],
        observable,
      ),
      // They emit numbers.
      ...all('interval timer range', 'arg0 => return[]', observable),
      ...properties('EMPTY NEVER', [], observable),
      ...all('empty never', [], observable),
      throwError: { flow: ['arg0 => return.@error', 'arg0.return => return.@error'], ...observable },
      ...all('firstValueFrom lastValueFrom', ['arg0[] => return.await', 'arg0.@error => return.caught'], { result: 'promise' }),
      iif: { flow: ['arg0()', 'arg1[] => return[]', 'arg2[] => return[]'], ...observable },
      map: piped('return.arg0[] => arg0.arg0', 'arg0.return => return.return[]'),
      mapTo: piped('arg0 => return.return[]'),
      pluck: { flow: piped('return.arg0[] => arg0.arg0', 'arg0.return => return.return[]'), shorthand: true },
      ...all('switchMap mergeMap concatMap exhaustMap flatMap expand', flattened),
      ...all('switchAll mergeAll concatAll exhaustAll combineLatestAll zipAll', piped('return.arg0[][] => return.return[]')),
      ...all('filter takeWhile skipWhile find', [...predicate, 'arg0 ~> return.return']),
      ...all('first last single', predicate),
      ...all('tap', piped('return.arg0[] => arg0.arg0', 'return.arg0[] => arg0.next.arg0', 'return.arg0.@error => arg0.error.arg0', 'arg0()', 'return.arg0[] => return.return[]')),
      ...all('scan reduce mergeScan switchScan', folded),
      ...all(
        `take takeLast skip skipLast takeUntil skipUntil delay delayWhen debounce debounceTime throttle throttleTime audit auditTime sample
         sampleTime distinct distinctUntilChanged distinctUntilKeyChanged share shareReplay publish publishReplay refCount observeOn subscribeOn
         retry retryWhen repeat repeatWhen timeout finalize ignoreElements elementAt defaultIfEmpty throwIfEmpty timestamp timeInterval materialize
         dematerialize multicast connect`,
        [...through, 'return.arg0[] => arg0.args'],
      ),
      ...all('startWith endWith', [...through, 'args => return.return[]']),
      ...all(
        'withLatestFrom combineLatestWith zipWith',
        piped('return.arg0[] => return.return[].0', ...[0, 1, 2, 3, 4].map((at) => `arg${String(at)}[] => return.return[].${String(at + 1)}`)),
      ),
      ...all('mergeWith concatWith raceWith', piped('return.arg0[] => return.return[]', 'args[] => return.return[]')),
      ...all(
        'pairwise toArray buffer bufferCount bufferTime bufferToggle bufferWhen window windowCount windowTime groupBy partition',
        piped('return.arg0[] => return.return[][]', 'return.arg0[] => arg0.arg0'),
      ),
      ...all('catchError', caught('return.arg0[] => return.return[]', 'return.arg0.@error => arg0.arg0', 'arg0.return[] => return.return[]', 'arg0.return.await => return.return[]', 'arg0.return.@error => return.return.@error')),
      ...all('count every isEmpty findIndex', piped('return.arg0[] => arg0.arg0', 'arg0()')),
      ...all('max min', through),
      pipe: [
        'return.arg0 => arg0.arg0',
        'arg0.return => arg1.arg0',
        'arg1.return => arg2.arg0',
        'arg2.return => arg3.arg0',
        'last.return => return.return',
      ],
      identity: 'arg0 => return',
      ...none('noop isObservable'),
      Subscription: { flow: [], instance: 'Subscription' },
    },
    'Observable.prototype': subscribe,
    'Subject.prototype': {
      next: { flow: 'arg0 => this[]', result: 'void' },
      error: { flow: 'arg0 => this.@error', result: 'void' },
      asObservable: 'this => return',
      ...none('complete unsubscribe', 'void'),
      ...properties('closed observed observers', []),
    },
    'BehaviorSubject.prototype': { getValue: 'this[] => return', ...properties('value', 'this[] => return') },
    'Subscription.prototype': {
      ...none('unsubscribe remove', 'void'),
      add: { flow: 'arg0()', result: 'void', deferred: true },
      ...properties('closed', []),
    },
  }),
};
