import { all, none } from './table.js';
import type { Library, Members, Spec } from './table.js';

/** Curried: with fewer arguments, a function that takes the others. The data comes last. */
const of = (arity: number, names: string, flow: string | readonly string[], more: Omit<Spec, 'flow' | 'arity'> = {}): Members => all(names, flow, { ...more, arity });

const array = { result: 'array' } as const;
const object = { result: 'object' } as const;
const visit = 'arg1[] => arg0.arg0';

export const ramda: Library = {
  modules: ['ramda', 'rambda'],
  self: ['R'],
  table: () => ({
    '': {
      ...of(2, 'map', [visit, 'arg0.return => return[]'], array),
      ...of(2, 'chain', [visit, 'arg0.return[] => return[]'], array),
      ...of(2, 'filter reject takeWhile dropWhile takeLastWhile dropLastWhile', [visit, 'arg0()', 'arg1[] => return[]', 'arg0 ~> return'], array),
      ...of(2, 'find findLast', [visit, 'arg0()', 'arg1[] => return', 'arg0 ~> return']),
      ...of(2, 'findIndex findLastIndex all any none count', [visit, 'arg0 ~> return'], { result: 'number' }),
      ...of(2, 'forEach tap', [visit, 'arg1 => arg0.arg0', 'arg0()', 'arg1 => return']),
      ...of(2, 'sortBy sort uniqBy dropRepeatsWith', [visit, 'arg1[] => arg0.arg1', 'arg0()', 'arg1[] => return[]'], array),
      ...of(2, 'groupBy', [visit, 'arg0.return -> return.key[]', 'arg1[] => return.*[]'], object),
      ...of(2, 'indexBy', [visit, 'arg0.return -> return.key[]', 'arg1[] => return.*'], object),
      ...of(2, 'countBy', [visit, 'arg0.return -> return.key[]'], object),
      ...of(2, 'partition', [visit, 'arg0()', 'arg1[] => return.0[]', 'arg1[] => return.1[]'], array),
      ...of(3, 'reduce reduceRight', ['arg1 => arg0.arg0', 'arg0.return => arg0.arg0', 'arg2[] => arg0.arg1', 'arg0.return => return', 'arg1 => return']),
      ...of(2, 'mapObjIndexed', ['arg1{} => arg0.arg0', 'arg0.return => return.*'], object),
      ...of(2, 'append prepend', ['arg0 => return[]', 'arg1[] => return[]'], array),
      ...of(3, 'insert update adjust', ['arg1 => return[]', 'arg2[] => return[]', 'arg2[] => arg1.arg0', 'arg1.return => return[]'], array),
      ...of(2, 'concat union', ['arg0[] => return[]', 'arg1[] => return[]', 'args -> return']),
      ...of(2, 'take takeLast drop dropLast without difference intersection intersperse splitEvery', ['arg1[] => return[]', 'arg0 ~> return'], array),
      ...of(2, 'join', ['arg0 -> return', 'arg1 -> return'], { result: 'string' }),
      ...of(2, 'split match', 'arg1 -> return[]', array),
      ...of(3, 'replace', ['arg1 -> return', 'arg2 -> return', 'arg2 -> arg1.args', 'arg1.return -> return'], { result: 'string' }),
      ...of(2, 'nth', 'arg1[] => return'),
      ...of(2, 'zip', ['arg0[] => return[].0', 'arg1[] => return[].1'], array),
      ...of(2, 'zipObj', ['arg0[] -> return.key[]', 'arg1[] => return.*'], object),
      ...of(2, 'mergeRight mergeLeft mergeDeepRight mergeDeepLeft merge', ['arg0{} => return{}', 'arg1{} => return{}'], object),
      ...of(2, 'evolve', ['arg1{} => return{}', 'arg1{} => arg0{}.arg0', 'arg0{}.return => return{}'], object),
      ...of(2, 'applySpec', ['arg1 => arg0{}.arg0', 'arg0{}.return => return{}'], object),
      ...of(2, 'dissoc dissocPath', 'arg1 -> return', object),
      ...of(3, 'assocPath', ['arg1 -> return', 'arg2 -> return'], object),
      ...of(2, 'view', 'arg1 -> return'),
      ...of(3, 'set over', ['arg1 -> return', 'arg2 -> return', 'arg2 -> arg1.arg0', 'arg1.return -> return']),
      ...of(3, 'when unless', ['arg2 => arg0.arg0', 'arg2 => arg1.arg0', 'arg0()', 'arg1.return => return', 'arg2 => return']),
      ...of(2, 'tryCatch', ['return.args => arg0.args', 'return.args => arg1.args', 'arg0.return => return.return', 'arg1.return => return.return']),
      ...of(2, 'defaultTo', ['arg0 => return', 'arg1 => return']),
      ...of(2, 'equals includes has hasPath propEq pathEq whereEq where eqProps startsWith endsWith test', 'args ~> return', { result: 'boolean' }),
      ...all('head last', 'arg0[] => return'),
      ...all('tail init reverse uniq flatten unnest dropRepeats values', ['arg0[] => return[]', 'arg0[][] => return[]', 'arg0.* => return[]'], array),
      ...all('keys', 'arg0.key[] -> return[]', array),
      ...all('toPairs', ['arg0.key[] -> return[].0', 'arg0.* => return[].1'], array),
      ...all('fromPairs', ['arg0[].0 -> return.key[]', 'arg0[].1 => return.*'], object),
      ...all('toUpper toLower trim toString', 'arg0 -> return', { result: 'string' }),
      ...all('identity clone', 'arg0 => return'),
      always: 'arg0 => return.return',
      cond: ['return.args => arg0[].0.args', 'return.args => arg0[].1.args', 'arg0[].1.return => return.return'],
      of: { flow: 'arg0 => return[]', ...array },
      ...all('memoizeWith', 'arg1 => return', { arity: 2 }),
      ...none('length sum mean median isEmpty isNil type not complement range times', 'number'),
    },
  }),
};
