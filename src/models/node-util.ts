import { all, none, properties } from './table.js';
import type { Library } from './table.js';

const string = { result: 'string' } as const;
const tests = `isArray isBoolean isBuffer isDate isDeepStrictEqual isError isFunction isNull isNullOrUndefined isNumber isObject isPrimitive isRegExp
  isString isSymbol isUndefined`;

export const nodeUtil: Library = {
  modules: ['node:util', 'node:sys'],
  globals: ['TextEncoder', 'TextDecoder'],
  table: () => ({
    '': {
      ...all('format inspect formatWithOptions styleText', 'args -> return', string),
      ...all('toUSVString stripVTControlCharacters', 'arg0 -> return', string),
      ...none(tests, 'boolean'),
      isDeepStrictEqual: { flow: ['arg0 ~> return', 'arg1 ~> return'], result: 'boolean' },
      promisify: [
        'return.arg0 => arg0.arg0',
        'return.arg1 => arg0.arg1',
        'return.arg2 => arg0.arg2',
        'return.args -> arg0.args',
        'return.args -> return.return.await',
        'arg0.args.arg1 => return.return.await',
      ],
      callbackify: ['return.arg0 => arg0.arg0', 'return.arg1 => arg0.arg1', 'arg0.return.await => return.args.arg1'],
      deprecate: 'arg0 => return',
      aborted: { flow: [], result: 'promise' },
      ...none('debuglog debug', 'function'),
      ...none('inherits log', 'void'),
      getSystemErrorName: { flow: [], ...string },
      getSystemErrorMap: { flow: [], result: 'map' },
      ...all('parseEnv parseArgs', 'arg0 -> return', { result: 'object' }),
      transferableAbortController: { flow: [], instance: 'AbortController' },
      transferableAbortSignal: 'arg0 => return',
      MIMEType: { flow: 'arg0 -> return', instance: 'MIMEType' },
      MIMEParams: { flow: [], instance: 'MIMEParams' },
    },
    inspect: properties('colors styles defaultOptions replDefaults custom', []),
    promisify: properties('custom', []),
    types: none('*', 'boolean'),
    'MIMEType.prototype': {
      toString: { flow: 'this -> return', ...string },
      ...properties('type subtype essence'),
      ...properties('params', 'this -> return', { instance: 'MIMEParams' }),
    },
    'MIMEParams.prototype': {
      set: { flow: ['arg0 -> this', 'arg1 -> this'], result: 'void' },
      get: 'this -> return',
      has: { flow: ['arg0 ~> return', 'this ~> return'], result: 'boolean' },
      delete: { flow: [], result: 'void' },
      ...all('entries keys values [Symbol.iterator]', 'this -> return[]', { result: 'iterator' }),
    },
  }),
};

export const nodeUtilTypes: Library = {
  modules: ['node:util/types'],
  table: () => ({ '': none('*', 'boolean') }),
};
