import { all, none } from './table.js';
import type { Library } from './table.js';

const array = { result: 'array' } as const;
const object = { result: 'object' } as const;
const string = { result: 'string' } as const;
const number = { result: 'number' } as const;
const boolean = { result: 'boolean' } as const;
const shorthand = { shorthand: true } as const;

/** Collections are arrays or objects; an iteratee may be a function, a path or a shape to compare with. */
const visit = ['arg0[] => arg1.arg0', 'arg0.* => arg1.arg0', 'arg0.key[] -> arg1.arg1', 'arg0 => arg1.arg2', 'arg1()'] as const;
const visitLast = ['arg0[] => last.arg0', 'arg0.* => last.arg0', 'last()'] as const;
const chosen = ['arg0[] => return', 'arg0.* => return', 'arg1 ~> return'] as const;
const kept = ['arg0[] => return[]', 'arg0.* => return[]', 'arg1 ~> return'] as const;
const fold = [
  'arg2 => arg1.arg0',
  'no arg2: arg0[] => arg1.arg0',
  'arg1.return => arg1.arg0',
  'arg0[] => arg1.arg1',
  'arg0.* => arg1.arg1',
  'arg1.return => return',
  'arg2 => return',
] as const;

/** The data-last `lodash/fp` has other argument orders and no models. */
export const lodashFp: Library = { modules: ['lodash/fp'], table: () => ({}) };

export const lodash: Library = {
  modules: ['lodash', 'lodash-es', 'underscore', 'es-toolkit/compat', 'es-toolkit'],
  self: ['_', 'lodash'],
  table: () => ({
    '': {
      ...all('default chain', 'arg0 -> return', { instance: 'Wrapper' }),
      tap: ['arg0 => return', 'arg0 => arg1.arg0'],
      thru: ['arg0 => arg1.arg0', 'arg1.return => return'],
      ...all('map collect', [...visit, 'arg1.return => return[]'], { ...array, ...shorthand }),
      ...all('flatMap flatMapDeep flatMapDepth', [...visit, 'arg1.return[] => return[]', 'arg1.return => return[]'], { ...array, ...shorthand }),
      ...all('filter reject takeWhile takeRightWhile dropWhile dropRightWhile remove', [...visit, ...kept], array),
      ...all('partition', [...visit, 'arg0[] => return[][]', 'arg0.* => return[][]', 'arg1 ~> return'], array),
      ...all('find findLast detect', [...visit, ...chosen]),
      ...all('findIndex findLastIndex findKey findLastKey', [...visit, 'arg1 ~> return']),
      ...all('every some any', [...visit, 'arg1 ~> return'], boolean),
      ...all('forEach each forEachRight eachRight forIn forInRight forOwn forOwnRight', [...visit, 'arg0 => return']),
      ...all('reduce reduceRight inject foldl foldr transform', fold),
      ...all('sortBy orderBy sortedUniqBy uniqBy', [...visit, 'arg0[] => return[]', 'arg0.* => return[]'], array),
      groupBy: { flow: [...visit, 'arg0[] => return.*[]', 'arg0.* => return.*[]', 'arg1.return -> return.key[]'], ...object, ...shorthand },
      keyBy: { flow: [...visit, 'arg0[] => return.*', 'arg0.* => return.*', 'arg1.return -> return.key[]'], ...object, ...shorthand },
      ...all('countBy', [...visit, 'arg1.return -> return.key[]'], { ...object, ...shorthand }),
      ...all('sumBy meanBy', [...visit, 'arg1.return -> return'], { ...number, ...shorthand }),
      ...all('maxBy minBy', [...visit, 'arg0[] => return']),
      ...all('invokeMap', ['arg0[] -> return[]', 'arg2.. -> return[]'], array),
      ...all('includes contains', ['arg0[] ~> return', 'arg0 ~> return', 'arg1 ~> return'], boolean),
      ...all('indexOf lastIndexOf sortedIndex sortedIndexBy sortedIndexOf sortedLastIndex', ['arg0[] ~> return', 'arg1 ~> return'], number),
      ...all('isEqual isEqualWith isMatch isMatchWith eq', ['arg0 ~> return', 'arg1 ~> return'], boolean),
      ...all(
        'compact drop dropRight take takeRight initial tail rest reverse shuffle sampleSize slice uniq sortedUniq unique toArray values castArray concat union flatten flattenDeep flattenDepth zip unzip',
        ['args[] => return[]', 'args[][] => return[]', 'args.* => return[]', 'args => return[]'],
        array,
      ),
      ...all('unionBy unionWith zipWith unzipWith xor xorBy xorWith', [...visitLast, 'args[] => return[]', 'last.return => return[]'], array),
      ...all(
        'difference differenceBy differenceWith without pull pullAll pullAllBy pullAllWith intersection intersectionBy intersectionWith',
        [...visitLast, 'arg0[] => return[]', 'args[] ~> return'],
        array,
      ),
      chunk: { flow: 'arg0[] => return[][]', ...array },
      ...all('first head last nth sample max min', ['arg0[] => return', 'arg0.* => return']),
      fill: { flow: ['arg1 => arg0[]', 'arg0 => return'], ...array },
      ...all('fromPairs', ['arg0[].0 -> return.key[]', 'arg0[].1 => return.*'], object),
      ...all('zipObject zipObjectDeep', ['arg0[] -> return.key[]', 'arg1[] => return.*'], object),
      ...all('toPairs toPairsIn entries entriesIn', ['arg0.key[] -> return[].0', 'arg0.* => return[].1'], array),
      ...all('keys keysIn allKeys functions functionsIn', 'arg0.key[] -> return[]', array),
      ...all('valuesIn at', ['arg0.* => return[]', 'arg0[] => return[]'], array),
      ...all('get result', ['arg0.* => return', 'arg0 -> return', 'arg2 => return']),
      ...all('set setWith', ['arg2 -> arg0', 'arg0 => return']),
      ...all('update updateWith', ['arg0.* => arg2.arg0', 'arg2.return -> arg0', 'arg0 => return']),
      ...all('unset', [], boolean),
      ...all('has hasIn', 'arg0.key[] ~> return', boolean),
      ...all('pick omit pickAll', 'arg0 -> return', object),
      ...all('pickBy omitBy', [...visit, 'arg0 -> return'], object),
      mapValues: { flow: [...visit, 'arg1.return => return.*'], ...object, ...shorthand },
      mapKeys: { flow: [...visit, 'arg0.* => return.*', 'arg1.return -> return.key[]'], ...object, ...shorthand },
      ...all('invert invertBy', ['arg0.* -> return.key[]', 'arg0.key[] -> return.*'], object),
      ...all('assign assignIn assignWith assignInWith extend extendOwn extendWith defaults defaultsDeep merge mergeWith', [
        'arg1.. -> arg0',
        'arg0 => return',
        ...visitLast,
      ]),
      ...all('clone cloneDeep cloneWith cloneDeepWith toPlainObject identity wrapperValue value create', 'arg0 => return'),
      ...all(
        'camelCase capitalize deburr escape escapeRegExp kebabCase lowerCase lowerFirst repeat snakeCase startCase toLower toString toUpper trim trimEnd trimStart truncate unescape upperCase upperFirst',
        'arg0 -> return',
        string,
      ),
      ...all('pad padEnd padStart', ['arg0 -> return', 'arg2 -> return'], string),
      replace: { flow: ['arg0 -> return', 'arg2 -> return', 'arg0 -> arg2.args', 'arg2.return -> return'], ...string },
      join: { flow: 'args -> return', ...string },
      ...all('split words', ['arg0 -> return[]', 'arg0 -> arg1.arg0'], array),
      template: ['arg0 -> return.return', 'return.arg0 -> return.return'],
      ...all('startsWith endsWith', ['arg0 ~> return', 'arg1 ~> return'], boolean),
      ...all(
        'parseInt toNumber toInteger toFinite toLength toSafeInteger ceil floor round clamp add subtract multiply divide',
        'args -> return',
        number,
      ),
      ...all('sum mean', 'arg0[] -> return', number),
      ...none('size random now inRange gt gte lt lte', 'number'),
      ...none(
        `isArguments isArray isArrayBuffer isArrayLike isArrayLikeObject isBoolean isBuffer isDate isElement isEmpty isError isFinite isFunction
         isInteger isLength isMap isNaN isNative isNil isNull isNumber isObject isObjectLike isPlainObject isRegExp isSafeInteger isSet isString
         isSymbol isTypedArray isUndefined isWeakMap isWeakSet stubTrue stubFalse`,
        'boolean',
      ),
      ...none('noop uniqueId range rangeRight stubArray stubObject stubString runInContext noConflict'),
      ...all('times', 'arg1.return => return[]', array),
      constant: 'arg0 => return.return',
      ...all(
        'debounce throttle memoize once after before ary unary bind bindKey curry curryRight flip negate rest spread wrap rearg overArgs',
        'arg0 => return',
      ),
      ...all('partial', ['arg1 => arg0.arg0', 'arg2 => arg0.arg1', 'return.arg0 => arg0.arg1', 'arg0.return => return.return']),
      ...all('defer', ['arg1 => arg0.arg0', 'arg2 => arg0.arg1', 'arg0()'], { deferred: true }),
      ...all('delay', ['arg2 => arg0.arg0', 'arg3 => arg0.arg1', 'arg0()'], { deferred: true }),
      ...all('attempt', ['arg1 => arg0.arg0', 'arg2 => arg0.arg1', 'arg0.return => return']),
      ...all('invoke', ['arg0.*.return => return', 'arg2.. -> return']),
      ...all('flow', [
        'return.arg0 => arg0.arg0',
        'return.arg1 => arg0.arg1',
        'arg0.return => arg1.arg0',
        'arg1.return => arg2.arg0',
        'arg2.return => arg3.arg0',
        'arg3.return => arg4.arg0',
        'arg4.return => arg5.arg0',
        'last.return => return.return',
      ]),
      ...all('flowRight compose', [
        'return.arg0 => last.arg0',
        'arg3.return => arg2.arg0',
        'arg2.return => arg1.arg0',
        'arg1.return => arg0.arg0',
        'arg0.return => return.return',
      ]),
      ...all('property propertyOf', ['return.arg0.* => return.return', 'arg0.* => return.return']),
      cond: ['return.args => arg0[].0.args', 'return.args => arg0[].1.args', 'arg0[].1.return => return.return'],
      ...all('iteratee matches matchesProperty conforms', ['arg0 => return', 'arg0 ~> return.return', 'return.arg0 ~> return.return']),
    },
    /** What is chained is followed as one value. */
    'Wrapper.prototype': {
      ...all('value valueOf toJSON first last head get find reduce max min sum join', ['this -> return', 'args -> return', 'this -> arg0.args', 'arg0.return -> return']),
      '*': { flow: ['this -> return', 'args -> return', 'this -> arg0.args', 'arg0.return -> return'], instance: 'Wrapper' },
    },
  }),
};
