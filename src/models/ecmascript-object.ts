import type { ResultKind } from './model.js';
import { all, none, properties } from './table.js';
import type { Library, Members } from './table.js';

const boolean: ResultKind = 'boolean';
const descriptor = ['arg2.value => arg0.*', 'arg2.get.return => arg0.*', 'arg0 => return'] as const;
const errors = 'Error EvalError RangeError ReferenceError SyntaxError TypeError URIError';
const thrown = ['arg0 -> return.message', 'arg0 -> return.stack', 'arg1.cause => return.cause'] as const;
const reflected: Members = {
  getPrototypeOf: 'arg0 -> return',
  getOwnPropertyDescriptor: { flow: 'arg0.* => return.value', result: 'object' },
};

/** Object, Function, Reflect, Proxy and errors. */
export const ecmascriptObject: Library = {
  bases: {
    CallableFunction: 'Function',
    NewableFunction: 'Function',
    ...Object.fromEntries(['AggregateError', 'SuppressedError', ...errors.split(' ').slice(1)].map((name) => [name, 'Error'])),
  },
  table: () => ({
    '': {
      Object: 'arg0 => return',
      Function: 'args -> return',
      Proxy: ['arg0 => return', ...['get', 'set'].map((trap) => `arg0 => arg1.${trap}.arg0`), 'arg1.get.return => return.*', 'return.* => arg1.set.arg2', 'arg0 => arg1.apply.arg0', 'arg1.apply.return => return.return'],
      ...all(errors, thrown, { instance: 'Error' }),
      AggregateError: { flow: ['arg0 => return.errors', 'arg1 -> return.message', 'arg2.cause => return.cause'], instance: 'AggregateError' },
      SuppressedError: { flow: ['arg0 => return.error', 'arg1 => return.suppressed', 'arg2 -> return.message'], instance: 'SuppressedError' },
    },
    Object: {
      assign: ['arg1.. -> arg0', 'arg1.. -> return', 'arg0 => return'],
      ...all('freeze seal preventExtensions', 'arg0 => return'),
      setPrototypeOf: ['arg1 -> arg0', 'arg0 => return'],
      create: ['arg0 -> return', 'arg1.*.value => return.*'],
      defineProperty: descriptor,
      defineProperties: ['arg1.*.value => arg0.*', 'arg1.*.get.return => arg0.*', 'arg0 => return'],
      ...all('keys getOwnPropertyNames', 'arg0.key[] -> return[]', { result: 'array' }),
      ...none('getOwnPropertySymbols', 'array'),
      values: { flow: ['arg0.* => return[]', 'arg0[] => return[]'], result: 'array' },
      entries: { flow: ['arg0.key[] -> return[].0', 'arg0.* => return[].1', 'arg0[] => return[].1'], result: 'array' },
      fromEntries: { flow: ['arg0[].0 -> return.key[]', 'arg0[].1 => return.*'], result: 'object' },
      groupBy: { flow: ['arg0[] => arg1.arg0', 'arg1.return -> return.key[]', 'arg0[] => return.*[]'], result: 'object' },
      ...reflected,
      getOwnPropertyDescriptors: { flow: 'arg0.* => return.*.value', result: 'object' },
      is: { flow: ['arg0 ~> return', 'arg1 ~> return'], result: boolean },
      hasOwn: { flow: ['arg1 ~> return', 'arg0.key[] ~> return'], result: boolean },
      ...none('isExtensible isFrozen isSealed', boolean),
    },
    'Object.prototype': {
      ...all('toString toLocaleString', 'this -> return', { result: 'string' }),
      valueOf: 'this => return',
      ...all('hasOwnProperty propertyIsEnumerable', ['arg0 ~> return', 'this.key[] ~> return'], { result: boolean }),
      ...none('isPrototypeOf', boolean),
      ...properties('constructor', []),
    },
    'Function.prototype': {
      call: ['arg0 -> return', 'arg1 => this.arg0', 'arg2 => this.arg1', 'arg3 => this.arg2', 'arg1.. -> return', 'this.return => return'],
      apply: ['arg0 -> return', 'arg1.0 => this.arg0', 'arg1.1 => this.arg1', 'arg1[] -> this.args', 'arg1[] -> return', 'this.return => return'],
      bind: 'this => return',
      ...none('toString', 'string'),
      '[Symbol.hasInstance]': { flow: [], result: boolean },
      '[Symbol.metadata]': { flow: [], property: true },
      ...properties('name length arguments caller prototype', []),
    },
    Reflect: {
      apply: ['arg1 -> return', 'arg2.0 => arg0.arg0', 'arg2.1 => arg0.arg1', 'arg2[] -> arg0.args', 'arg2[] -> return', 'arg0.return => return'],
      construct: ['arg1[] -> return', 'arg1[] -> arg0.args'],
      defineProperty: { flow: ['arg2.value => arg0.*', 'arg2.get.return => arg0.*'], result: boolean },
      ...none('deleteProperty isExtensible preventExtensions', boolean),
      get: 'arg0.* => return',
      set: { flow: 'arg2 => arg0.*', result: boolean },
      has: { flow: ['arg1 ~> return', 'arg0.key[] ~> return'], result: boolean },
      ownKeys: { flow: 'arg0.key[] -> return[]', result: 'array' },
      setPrototypeOf: { flow: 'arg1 -> arg0', result: boolean },
      ...reflected,
    },
    Proxy: { revocable: { flow: 'arg0 => return.proxy', result: 'object' } },
    Error: { ...none('captureStackTrace isError'), ...properties('stackTraceLimit', []) },
    'Error.prototype': {
      ...properties('message stack cause'),
      ...properties('name', []),
      ...all('toString', 'this -> return', { result: 'string' }),
    },
    'AggregateError.prototype': properties('errors'),
    'SuppressedError.prototype': properties('error suppressed'),
  }),
};
