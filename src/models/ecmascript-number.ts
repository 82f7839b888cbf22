import { all, none, properties } from './table.js';
import type { Library } from './table.js';

const number = { result: 'number' } as const;
const string = { result: 'string' } as const;
const units = 'Date Day FullYear Hours Milliseconds Minutes Month Seconds';
const named = (prefix: string, names: string): string =>
  names
    .split(' ')
    .map((name) => prefix + name)
    .join(' ');

/** Number, BigInt, Boolean, Math, Date. */
export const ecmascriptNumber: Library = {
  table: () => ({
    '': {
      Number: { flow: 'arg0 -> return', ...number },
      BigInt: 'arg0 -> return',
      Boolean: { flow: [], result: 'boolean' },
      Date: { flow: 'args -> return', instance: 'Date' },
    },
    Number: {
      ...all('parseFloat parseInt', 'arg0 -> return', number),
      ...none('isFinite isInteger isNaN isSafeInteger', 'boolean'),
      ...properties('EPSILON MAX_SAFE_INTEGER MAX_VALUE MIN_SAFE_INTEGER MIN_VALUE NaN NEGATIVE_INFINITY POSITIVE_INFINITY', []),
    },
    'Number.prototype': {
      ...all('toExponential toFixed toLocaleString toPrecision toString', 'this -> return', string),
      valueOf: 'this => return',
    },
    BigInt: all('asIntN asUintN', 'arg1 -> return'),
    'BigInt.prototype': {
      ...all('toLocaleString toString', 'this -> return', string),
      valueOf: 'this => return',
      '[Symbol.toStringTag]': { flow: [], property: true },
    },
    'Boolean.prototype': { ...none('toString', 'string'), ...none('valueOf', 'boolean') },
    Math: {
      ...all(
        `abs acos acosh asin asinh atan atan2 atanh cbrt ceil clz32 cos cosh exp expm1 f16round floor fround hypot imul log log10 log1p
         log2 max min pow round sign sin sinh sqrt tan tanh trunc`,
        'args -> return',
        number,
      ),
      sumPrecise: { flow: 'arg0[] -> return', ...number },
      ...none('random', 'number'),
      ...properties('E LN10 LN2 LOG10E LOG2E PI SQRT1_2 SQRT2 [Symbol.toStringTag]', []),
    },
    Date: {
      parse: { flow: 'arg0 -> return', ...number },
      UTC: { flow: 'args -> return', ...number },
      ...none('now', 'number'),
    },
    'Date.prototype': {
      ...all(`${named('get', units)} ${named('getUTC', units)} getTime getYear valueOf`, 'this -> return', number),
      ...all(
        `${named('set', units.replace(' Day', ''))} ${named('setUTC', units.replace(' Day', ''))} setTime setYear`,
        ['args -> this', 'this -> return', 'args -> return'],
        number,
      ),
      ...all(
        'toDateString toGMTString toISOString toJSON toLocaleDateString toLocaleString toLocaleTimeString toString toTimeString toUTCString',
        'this -> return',
        string,
      ),
      ...none('getTimezoneOffset', 'number'),
      ...all('[Symbol.toPrimitive] getVarDate toTemporalInstant', 'this -> return'),
    },
  }),
};
