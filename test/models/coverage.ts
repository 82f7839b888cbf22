import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { createModels } from '../../src/models/index.js';
import { declaredIn, libFiles, type Declared } from './declared.js';

/** Members that a declaration file declares, and those of them that have no model. */
export interface Coverage {
  readonly of: string;
  readonly counted: number;
  readonly missing: readonly string[];
}

const models = createModels([]);

/** Interfaces of ECMAScript without run-time members of their own, and why they have no models. */
const WITHOUT: Readonly<Record<string, string>> = {
  ProxyHandler: 'implemented by the program, not by the library',
  PropertyDescriptor: 'a plain record',
  ArrayBufferTypes: 'exists at the type level only',
  WeakKeyTypes: 'exists at the type level only',
  RegExpIndicesArray: 'positions carry no label',
  GeneratorFunction: 'a function value: its call is what matters',
  GeneratorFunctionConstructor: 'a function value: its call is what matters',
  AsyncGeneratorFunction: 'a function value: its call is what matters',
  AsyncGeneratorFunctionConstructor: 'a function value: its call is what matters',
  TypedPropertyDescriptor: 'a plain record',
};
const LANGUAGE_RECORD = /Options$|Part$|Parts$|Types$|Registry$|Overrides$|PartTypesRegistry$/;
const NAMESPACES = new Set(['Math', 'JSON', 'Reflect', 'Atomics', 'Intl']);

/** Every member that lib.es5 to lib.es2025 declare. */
export function ecmascriptCoverage(): Coverage {
  const declared = declaredIn(libFiles(/^lib\.es(5|20(1[5-9]|2[0-5])\..+)\.d\.ts$/));
  return count('ECMAScript', declared, (type) => !Object.hasOwn(WITHOUT, type) && (type === 'FinalizationRegistry' || !LANGUAGE_RECORD.test(type)), (member) => member !== 'prototype' && member !== 'constructor', (type, member) => {
    if (type === '') return models.global(member) !== undefined || NAMESPACES.has(member);
    if (type.endsWith('Constructor')) return models.global(`${type.slice(0, -'Constructor'.length)}.${member}`) !== undefined;
    return NAMESPACES.has(type) ? models.global(`${type}.${member}`) !== undefined : models.instance(type, member) !== undefined;
  });
}

const nodeTypes = dirname(createRequire(import.meta.url).resolve('@types/node/package.json'));
/** They declare globals. */
const GLOBAL_MODULES: readonly string[] = ['buffer', 'process', 'worker_threads'];
/** Node's core modules that carry data. */
export const NODE: readonly string[] = [
  'crypto', 'util', 'path', 'url', 'querystring', 'events', 'stream', 'stream/promises', 'stream/consumers', 'string_decoder', 'zlib', 'fs', 'fs/promises', 'child_process',
  'http', 'https', 'http2', 'net', 'tls', 'dgram', 'dns', 'dns/promises', 'worker_threads', 'cluster', 'process', 'os', 'readline', 'readline/promises', 'timers', 'timers/promises',
  'assert', 'async_hooks', 'buffer', 'console', 'diagnostics_channel', 'domain', 'module', 'punycode', 'repl', 'tty', 'v8', 'vm',
];
/** Records of options and results: their properties are the program's own. */
const NODE_RECORD = /Options$|Option$|Config$|Params$|Import$|Info$|Input$|EventMap$|Args$|Opts$|HookCallbacks$|SecureHeapUsage|JsonWebKey|Details$|Result$|Like$|Usage$|Record$|Headers$|Stylized$/;

/** Functions and methods of one of Node's core modules. */
export function nodeCoverage(module: string): Coverage {
  const declared = declaredIn([join(nodeTypes, `${module}.d.ts`)]);
  const isMethod = (member: string, kind: string): boolean => kind === 'method' && member !== '__promisify__' && member !== 'prototype';
  return count(`node:${module}`, declared, (type) => !NODE_RECORD.test(type) && !type.startsWith('webcrypto.'), isMethod, (type, member) => {
    const at = type.replace(/Constructor$/, '').replace(/^(?:Stream|EventEmitter|path|assert|NodeJS|global)\.(?=\w)/, '').replace(/^(?:path|assert|Stream|PlatformPath)$/, '');
    const path = at === '' ? member : `${at}.${member}`;
    return [
      models.module(module, path),
      models.instance(`node:${module}#${at}`, member),
      models.instance(`node:${module}#${type}`, member),
      models.module(`${module}/types`, path),
      at === '' ? undefined : (models.instance(at, member) ?? models.global(path)),
      GLOBAL_MODULES.includes(module) ? models.global(path) : undefined,
    ].some((model) => model !== undefined);
  });
}

/** Interfaces of the DOM that carry data. */
export const DOM: readonly string[] = [
  'URL', 'URLSearchParams', 'TextEncoder', 'TextDecoder', 'Blob', 'File', 'FormData', 'Headers', 'Body', 'Request', 'Response', 'Storage', 'Crypto', 'SubtleCrypto',
  'BroadcastChannel', 'MessagePort', 'MessageEvent', 'History', 'Location', 'Document', 'Node', 'Element', 'HTMLInputElement', 'HTMLFormElement', 'HTMLTextAreaElement',
  'EventTarget', 'Event', 'CustomEvent', 'XMLHttpRequest', 'WebSocket', 'Worker', 'FileReader', 'ReadableStream', 'ReadableStreamDefaultReader', 'WritableStream',
  'WritableStreamDefaultWriter', 'Cache', 'CacheStorage', 'Clipboard', 'Performance', 'Window', 'WindowOrWorkerGlobalScope', 'Console', 'IDBObjectStore', 'IDBRequest',
  'IDBDatabase', 'IDBIndex', 'IDBTransaction', 'DOMParser', 'NodeList',
];

let dom: Declared | undefined;

/** Members of one interface of the DOM, without handlers of events. */
export function domCoverage(type: string): Coverage {
  dom ??= declaredIn(libFiles(/^lib\.dom(\.iterable)?\.d\.ts$/));
  return count(type, new Map([[type, dom.get(type)!]]), () => true, (member) => !/^on[a-z]+$/.test(member), (_type, member) => (type === 'WindowOrWorkerGlobalScope' ? models.global(member) : models.instance(type, member)) !== undefined);
}

function count(of: string, declared: Declared, hasMembers: (type: string) => boolean, counts: (member: string, kind: string) => boolean, covered: (type: string, member: string) => boolean): Coverage {
  const missing: string[] = [];
  let counted = 0;
  for (const [type, { members }] of declared) {
    if (!hasMembers(type)) continue;
    for (const [member, kind] of members) {
      if (!counts(member, kind)) continue;
      counted++;
      if (!covered(type, member)) missing.push(`${type || 'global'}.${member}`);
    }
  }
  return { of, counted, missing };
}
