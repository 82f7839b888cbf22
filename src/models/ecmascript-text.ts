import { all, none, properties } from './table.js';
import type { Library } from './table.js';

const string = { result: 'string' } as const;

/** String, RegExp, Symbol, JSON and the global functions. */
export const ecmascriptText: Library = {
  bases: { RegExpExecArray: 'RegExpMatchArray', TemplateStringsArray: 'Array' },
  table: () => ({
    '': {
      String: { flow: 'arg0 -> return', ...string },
      RegExp: { flow: 'arg0 -> return', instance: 'RegExp' },
      Symbol: 'arg0 -> return',
      ...all('parseInt parseFloat', 'arg0 -> return', { result: 'number' }),
      ...all('encodeURI encodeURIComponent decodeURI decodeURIComponent escape unescape', 'arg0 -> return', string),
      eval: 'arg0 -> return',
      ...none('isNaN isFinite', 'boolean'),
      ...properties('NaN Infinity', []),
      globalThis: { flow: [], property: true, instance: 'Window' },
    },
    String: {
      ...all('fromCharCode fromCodePoint', 'args -> return', string),
      raw: { flow: ['arg0 -> return', 'arg1.. -> return'], ...string },
    },
    'String.prototype': {
      ...all(
        `at charAt normalize repeat slice substr substring toLowerCase toLocaleLowerCase toUpperCase toLocaleUpperCase toWellFormed
         trim trimStart trimEnd trimLeft trimRight big blink bold fixed italics small strike sub sup`,
        'this -> return',
        string,
      ),
      ...all('toString valueOf', 'this => return', string),
      ...all('anchor fontcolor fontsize link', ['this -> return', 'arg0 -> return'], string),
      ...all('padStart padEnd', ['this -> return', 'arg1 -> return'], string),
      concat: { flow: ['this -> return', 'args -> return'], ...string },
      ...all('replace replaceAll', ['this -> return', 'arg1 -> return', 'this -> arg1.args', 'arg1.return -> return'], string),
      ...all('charCodeAt codePointAt', 'this -> return', { result: 'number' }),
      ...all('includes startsWith endsWith', ['this ~> return', 'arg0 ~> return'], { result: 'boolean' }),
      ...all('indexOf lastIndexOf localeCompare', ['this ~> return', 'arg0 ~> return'], { result: 'number' }),
      ...none('isWellFormed', 'boolean'),
      ...none('search', 'number'),
      split: { flow: 'this -> return[]', result: 'array' },
      match: { flow: 'this -> return[]', result: 'array', instance: 'RegExpMatchArray' },
      matchAll: { flow: 'this -> return[]', result: 'iterator', instance: 'RegExpMatchArray' },
      '[Symbol.iterator]': { flow: 'this -> return[]', result: 'iterator' },
      ...properties('length', [], { result: 'number' }),
    },
    'RegExpMatchArray.prototype': {
      ...properties('0 groups input'),
      ...properties('index indices', []),
    },
    'TemplateStringsArray.prototype': properties('raw'),
    RegExp: {
      escape: { flow: 'arg0 -> return', ...string },
      ...properties("$1 $2 $3 $4 $5 $6 $7 $8 $9 input $_ lastMatch $& lastParen $+ leftContext $` rightContext $'", []),
      '[Symbol.species]': { flow: [], property: true },
    },
    'RegExp.prototype': {
      exec: { flow: 'arg0 -> return[]', result: 'array', instance: 'RegExpExecArray' },
      ...none('test', 'boolean'),
      compile: ['arg0 -> this', 'this => return'],
      ...all('toString', 'this -> return', string),
      ...properties('source'),
      ...properties('dotAll flags global hasIndices ignoreCase lastIndex multiline sticky unicode unicodeSets', []),
      '[Symbol.match]': { flow: 'arg0 -> return[]', result: 'array' },
      '[Symbol.matchAll]': { flow: 'arg0 -> return[]', result: 'iterator', instance: 'RegExpMatchArray' },
      '[Symbol.replace]': { flow: ['arg0 -> return', 'arg1 -> return', 'arg0 -> arg1.args', 'arg1.return -> return'], ...string },
      '[Symbol.search]': { flow: [], result: 'number' },
      '[Symbol.split]': { flow: 'arg0 -> return[]', result: 'array' },
    },
    Symbol: {
      ...all('for keyFor', 'arg0 -> return'),
      ...properties(
        `asyncDispose asyncIterator dispose hasInstance isConcatSpreadable iterator match matchAll metadata replace search species split
         toPrimitive toStringTag unscopables`,
        [],
      ),
    },
    'Symbol.prototype': {
      toString: { flow: 'this -> return', ...string },
      valueOf: 'this => return',
      ...properties('description'),
      '[Symbol.toPrimitive]': 'this => return',
      '[Symbol.toStringTag]': { flow: [], property: true },
    },
    JSON: {
      parse: ['arg0 -> return', 'arg0 -> arg1.args', 'arg1.return -> return'],
      stringify: { flow: ['arg0 -> return', 'arg0 -> arg1.args', 'arg1.return -> return'], ...string },
      rawJSON: 'arg0 -> return',
      ...none('isRawJSON', 'boolean'),
      '[Symbol.toStringTag]': { flow: [], property: true },
    },
  }),
};
