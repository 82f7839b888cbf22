import { all, none, properties } from './table.js';
import type { Library, Members } from './table.js';

const string = { result: 'string' } as const;
const paths: Members = {
  ...all('join resolve relative', 'args -> return', string),
  ...all('normalize dirname basename extname toNamespacedPath', 'arg0 -> return', string),
  format: { flow: 'arg0 -> return', ...string },
  parse: { flow: 'arg0 -> return', result: 'object' },
  ...none('isAbsolute matchesGlob', 'boolean'),
  ...properties('sep delimiter', []),
};

export const nodePath: Library = {
  modules: ['node:path', 'node:path/posix', 'node:path/win32', 'path-browserify', 'pathe', 'upath'],
  self: ['posix', 'win32', 'path'],
  table: () => ({ '': paths }),
};

export const nodeUrl: Library = {
  modules: ['node:url'],
  globals: ['URL', 'URLSearchParams'],
  table: () => ({
    '': {
      parse: { flow: 'arg0 -> return', instance: 'Url' },
      ...all('format fileURLToPath domainToASCII domainToUnicode', 'arg0 -> return', string),
      resolve: { flow: 'args -> return', ...string },
      pathToFileURL: { flow: 'arg0 -> return', instance: 'URL' },
      urlToHttpOptions: { flow: 'arg0 -> return', result: 'object' },
    },
    'URLSearchParamsIterator.prototype': { '[Symbol.iterator]': 'this => return' },
    'Url.prototype': properties('auth hash host hostname href path pathname protocol search slashes port query'),
  }),
};

export const nodeQuerystring: Library = {
  modules: ['node:querystring', 'qs', 'query-string', 'picoquery', 'fast-querystring'],
  table: () => ({
    '': {
      ...all('stringify encode escape unescape stringifyUrl', 'arg0 -> return', string),
      ...all('parse decode parseUrl extract pick exclude', 'arg0 -> return', { result: 'object' }),
    },
  }),
};

export const nodePunycode: Library = {
  modules: ['node:punycode'],
  table: () => ({
    '': { ...all('decode encode toASCII toUnicode', 'arg0 -> return', string), ...properties('version', []) },
    ucs2: all('decode encode', 'arg0 -> return'),
  }),
};

/** An assertion throws where the answer is no; nothing is returned. */
const assertions: Members = {
  ...none(
    'default ok equal notEqual deepEqual notDeepEqual strictEqual notStrictEqual deepStrictEqual notDeepStrictEqual partialDeepStrictEqual match doesNotMatch ifError',
    'void',
  ),
  fail: [],
  ...all('throws doesNotThrow', ['arg0()', 'arg1()'], { result: 'void' }),
  ...all('rejects doesNotReject', ['arg0()', 'arg1()'], { result: 'promise' }),
  AssertionError: {
    flow: ['arg0.message -> return.message', 'arg0.actual => return.actual', 'arg0.expected => return.expected'],
    instance: 'AssertionError',
  },
};

export const nodeAssert: Library = {
  modules: ['node:assert', 'node:assert/strict'],
  self: ['strict', 'assert'],
  bases: { AssertionError: 'Error' },
  table: () => ({
    '': { ...assertions, CallTracker: { flow: [], instance: 'CallTracker' } },
    'CallTracker.prototype': { calls: 'arg0 => return', ...none('getCalls report reset verify') },
    'AssertionError.prototype': { ...properties('actual expected'), ...properties('operator generatedMessage code', []) },
  }),
};
