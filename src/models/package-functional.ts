import { all, none, properties } from './table.js';
import type { Library, Members } from './table.js';

/** Steps that lead from a computation to its result, and those in front of a function's: `Task` is a function that returns a promise. */
interface Carrier {
  readonly at: string;
}

/** A carrier of one value under `slot`. Most of its functions take it last, in a call of their own: `map(f)(x)`. */
const one = ({ at }: Carrier, slot: string): Members => {
  const x = `${at}${slot}`;
  return {
    ...all('of some right succeed fromIO fromTask rightTask rightIO', [`arg0 => return${x}`, `arg0.return => return${x}`, `arg0.return.await => return${x}`]),
    ...all('map', [`return.arg0${x} => arg0.arg0`, `arg0.return => return.return${x}`]),
    ...all('chain flatMap chainFirst chainW flatMapEither chainEitherK chainOptionK chainTaskK chainIOK', [`return.arg0${x} => arg0.arg0`, `arg0.return${x} => return.return${x}`, `arg0.return${slot} => return.return${x}`]),
    ...all('ap', [`arg0${x} => return.arg0${x}.arg0`, `return.arg0${x}.return => return.return${x}`]),
    ...all('filter filterOrElse tap chainFirstW', [`return.arg0${x} => arg0.arg0`, 'arg0()', `return.arg0${x} => return.return${x}`]),
    ...all('flatten', `arg0${x}${x} => return${x}`),
    bindTo: `return.arg0${x} => return.return${x}.*`,
    bind: [`return.arg0${x} => arg1.arg0`, `return.arg0${x} => return.return${x}`, `arg1.return${x} -> return.return${x}`],
    apS: [`return.arg0${x} => return.return${x}`, `arg1${x} -> return.return${x}`],
  };
};

/** What is carried beside: an error. */
const failing = ({ at }: Carrier): Members => {
  const [l, r] = [`${at}.left`, `${at}.right`];
  return {
    ...one({ at }, '.right'),
    left: `arg0 => return${l}`,
    throwError: `arg0 => return${l}`,
    map: [`return.arg0${r} => arg0.arg0`, `arg0.return => return.return${r}`, `return.arg0${l} => return.return${l}`],
    ...all('mapLeft mapError', [`return.arg0${l} => arg0.arg0`, `arg0.return => return.return${l}`, `return.arg0${r} => return.return${r}`]),
    bimap: [`return.arg0${l} => arg0.arg0`, `return.arg0${r} => arg1.arg0`, `arg0.return => return.return${l}`, `arg1.return => return.return${r}`],
    ...all('orElse orElseW', [`return.arg0${l} => arg0.arg0`, `arg0.return${r} => return.return${r}`, `return.arg0${r} => return.return${r}`]),
    ...all('fold match matchW foldW matchE', [`return.arg0${l} => arg0.arg0`, `return.arg0${r} => arg1.arg0`, `arg0.return => return.return${at}`, `arg1.return => return.return${at}`, `arg0.return${at} => return.return${at}`, `arg1.return${at} => return.return${at}`]),
    ...all('getOrElse getOrElseW', [`return.arg0${l} => arg0.arg0`, `arg0.return => return.return${at}`, `return.arg0${r} => return.return${at}`]),
    ...all('tryCatch tryCatchK', [`arg0.return => return${r}`, `arg0.return.await => return${r}`, `arg1.return => return${l}`]),
    ...all('fromNullable fromOption', [`return.arg0 => return.return${r}`, `return.arg0.value => return.return${r}`, `arg0 => return.return${l}`, `arg0.return => return.return${l}`]),
    fromPredicate: [`return.arg0 => arg0.arg0`, `return.arg0 => return.return${r}`, `arg1.return => return.return${l}`],
    fromEither: [`arg0.right => return${r}`, `arg0.left => return${l}`],
    swap: [`arg0${r} => return${l}`, `arg0${l} => return${r}`],
    toUnion: [`arg0${r} => return${at}`, `arg0${l} => return${at}`],
    ...none('isLeft isRight', 'boolean'),
  };
};

const option: Members = {
  ...one({ at: '' }, '.value'),
  ...all('fromNullable tryCatch fromEither', ['arg0 => return.value', 'arg0.return => return.value', 'arg0.right => return.value']),
  fromPredicate: ['return.arg0 => arg0.arg0', 'return.arg0 => return.return.value'],
  ...all('getOrElse getOrElseW', ['return.arg0.value => return.return', 'arg0.return => return.return']),
  ...all('fold match matchW foldW', ['return.arg0.value => arg1.arg0', 'arg0.return => return.return', 'arg1.return => return.return']),
  ...all('alt orElse', ['return.arg0.value => return.return.value', 'arg0.return.value => return.return.value']),
  ...all('toNullable toUndefined', 'arg0.value => return'),
  ...none('isSome isNone', 'boolean'),
};

const list: Members = {
  map: { flow: ['return.arg0[] => arg0.arg0', 'arg0.return => return.return[]'] },
  mapWithIndex: ['return.arg0[] => arg0.arg1', 'arg0.return => return.return[]'],
  ...all('chain flatMap', ['return.arg0[] => arg0.arg0', 'arg0.return[] => return.return[]']),
  filterMap: ['return.arg0[] => arg0.arg0', 'arg0.return.value => return.return[]'],
  ...all('filter takeLeftWhile dropLeftWhile', ['return.arg0[] => arg0.arg0', 'arg0()', 'return.arg0[] => return.return[]']),
  ...all('reduce reduceRight', ['arg0 => arg1.arg0', 'arg1.return => arg1.arg0', 'return.arg0[] => arg1.arg1', 'arg1.return => return.return']),
  ...all('findFirst findLast', ['return.arg0[] => arg0.arg0', 'arg0()', 'return.arg0[] => return.return.value']),
  ...all('head last lookup', ['arg0[] => return.value', 'return.arg0[] => return.return.value']),
  ...all('append prepend concat', ['return.arg0[] => return.return[]', 'arg0 => return.return[]', 'arg0[] => return.return[]']),
  ...none('isEmpty isNonEmpty size', 'boolean'),
};

const carriers: Readonly<Record<string, readonly [pascal: string, members: Members]>> = {
  option: ['Option', option],
  either: ['Either', failing({ at: '' })],
  taskEither: ['TaskEither', failing({ at: '.return.await' })],
  ioEither: ['IOEither', failing({ at: '.return' })],
  task: ['Task', one({ at: '.return.await' }, '')],
  io: ['IO', one({ at: '.return' }, '')],
  array: ['Array', list],
  readonlyArray: ['ReadonlyArray', list],
};

/** A module for each kind of value; `fp-ts` itself has them all, as namespaces. */
export const fpTs: readonly Library[] = [
  { modules: ['fp-ts'], table: () => Object.fromEntries(Object.entries(carriers).map(([name, [, members]]) => [name, members])) },
  ...Object.values(carriers).map(([name, members]): Library => ({ modules: ['fp-ts', 'fp-ts/lib', 'fp-ts/es6'].map((at) => `${at}/${name}`), table: () => ({ '': members }) })),
];

const made = 'new Effect => return.return';
const kept = 'return.arg0.@value => return.return.@value';
const failed = 'return.arg0.@error => return.return.@error';
const effect: Members = {
  ...all('succeed', 'arg0 => return.@value', { instance: 'Effect' }),
  ...all('fail die', 'arg0 => return.@error', { instance: 'Effect' }),
  ...all('sync suspend try promise tryPromise', ['arg0.return => return.@value', 'arg0.return.await => return.@value', 'arg0.return.@value => return.@value', 'arg0.try.return => return.@value', 'arg0.try.return.await => return.@value', 'arg0.catch.return => return.@error'], { instance: 'Effect' }),
  map: [made, 'return.arg0.@value => arg0.arg0', 'arg0.return => return.return.@value', failed],
  ...all('flatMap andThen', [made, 'return.arg0.@value => arg0.arg0', 'arg0.return.@value => return.return.@value', 'arg0.return.await => return.return.@value', failed, 'arg0.return.@error => return.return.@error']),
  ...all('tap tapError', [made, 'return.arg0.@value => arg0.arg0', 'arg0()', kept, failed]),
  ...all('catchAll catchTag orElse', [made, 'return.arg0.@error => last.arg0', 'last.return.@value => return.return.@value', kept]),
  mapError: [made, 'return.arg0.@error => arg0.arg0', 'arg0.return => return.return.@error', kept],
  ...all('provide provideService retry timeout withSpan delay scoped', [made, kept, failed, 'arg0.@value => return.@value', 'arg0.@error => return.@error']),
  all: { flow: ['arg0{}.@value => return.@value{}', 'arg0[].@error => return.@error'], instance: 'Effect' },
  forEach: { flow: ['arg0[] => arg1.arg0', 'arg1.return.@value => return.@value[]'], instance: 'Effect' },
  ...all('runSync', 'arg0.@value => return'),
  ...all('runPromise', 'arg0.@value => return.await', { result: 'promise' }),
  ...none('log logError logInfo sleep runFork void'),
};

/** Most functions take the option first, or last in a call of their own. */
const effectOption: Members = {
  ...all('some fromNullable', 'arg0 => return.value'),
  ...all('map', ['arg0.value => arg1.arg0', 'arg1.return => return.value', 'return.arg0.value => arg0.arg0', 'arg0.return => return.return.value']),
  ...all('flatMap andThen', ['arg0.value => arg1.arg0', 'arg1.return.value => return.value', 'return.arg0.value => arg0.arg0', 'arg0.return.value => return.return.value']),
  ...all('filter', ['arg0.value => arg1.arg0', 'arg0.value => return.value', 'return.arg0.value => arg0.arg0', 'return.arg0.value => return.return.value']),
  ...all('getOrElse', ['arg0.value => return', 'arg1.return => return', 'return.arg0.value => return.return', 'arg0.return => return.return']),
  ...all('getOrNull getOrUndefined getOrThrow', 'arg0.value => return'),
  match: ['arg0.value => arg1.onSome.arg0', 'arg1.onSome.return => return', 'arg1.onNone.return => return', 'return.arg0.value => arg0.onSome.arg0', 'arg0.onSome.return => return.return', 'arg0.onNone.return => return.return'],
  none: [],
  ...none('isSome isNone isOption', 'boolean'),
};

const result = { instance: 'Result' } as const;
const failedOf = (at: string): string => `${at}.error => return.error`;

/** What succeeds stands under `value`, what fails under `error`, of results that are awaited too. */
export const neverthrow: Library = {
  modules: ['neverthrow'],
  bases: { Ok: 'Result', Err: 'Result', ResultAsync: 'Result' },
  table: () => ({
    '': {
      ...all('ok okAsync', 'arg0 => return.value', result),
      ...all('err errAsync', 'arg0 => return.error', result),
      ...all('fromPromise fromSafePromise', ['arg0.await => return.value', 'arg1.return => return.error'], result),
      fromThrowable: ['return.args => arg0.args', 'arg0.return => return.return.value', 'arg1.return => return.return.error'],
    },
    Result: { fromThrowable: ['return.args => arg0.args', 'arg0.return => return.return.value', 'arg1.return => return.return.error'], combine: { flow: ['arg0[].value => return.value[]', 'arg0[].error => return.error'], ...result } },
    ResultAsync: { ...all('fromPromise fromSafePromise', ['arg0.await => return.value', 'arg1.return => return.error'], result), combine: { flow: ['arg0[].value => return.value[]', 'arg0[].error => return.error'], ...result } },
    'Result.prototype': {
      map: { flow: ['this.value => arg0.arg0', 'arg0.return.await => return.value', failedOf('this')], ...result },
      mapErr: { flow: ['this.error => arg0.arg0', 'arg0.return.await => return.error', 'this.value => return.value'], ...result },
      ...all('andThen asyncAndThen', ['this.value => arg0.arg0', 'arg0.return.await.value => return.value', 'arg0.return.await.error => return.error', failedOf('this')], result),
      orElse: { flow: ['this.error => arg0.arg0', 'arg0.return.await.value => return.value', 'arg0.return.await.error => return.error', 'this.value => return.value'], ...result },
      ...all('andTee', ['this.value => arg0.arg0', 'arg0()', 'this => return']),
      ...all('orTee', ['this.error => arg0.arg0', 'arg0()', 'this => return']),
      unwrapOr: ['this.value => return', 'arg0 => return'],
      _unsafeUnwrap: 'this.value => return',
      _unsafeUnwrapErr: 'this.error => return',
      match: ['this.value => arg0.arg0', 'this.error => arg1.arg0', 'arg0.return => return', 'arg1.return => return'],
      '@await': 'this => return',
      ...properties('value', 'this.value => return'),
      ...properties('error', 'this.error => return'),
      ...none('isOk isErr', 'boolean'),
    },
  }),
};

export const effectLibrary: Library = {
  modules: ['effect', 'effect/Effect', '@effect/io/Effect'],
  table: () => ({ Effect: effect, Option: effectOption, '': effect, 'Effect.prototype': { '@yield': 'this.@value => return' } }),
};
