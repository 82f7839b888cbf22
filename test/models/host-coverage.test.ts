import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createModels } from '../../src/models/index.js';
import { declaredIn, libFiles } from './declared.js';
import type { Declared } from './declared.js';

const models = createModels([]);
const nodeTypes = dirname(createRequire(import.meta.url).resolve('@types/node/package.json'));

/** They declare globals. */
const GLOBAL_MODULES: readonly string[] = ['buffer', 'process', 'worker_threads'];
/** Modules that carry data, with the share of their functions and methods that must have a model. */
const NODE: readonly string[] = [
  'crypto',
  'util',
  'path',
  'url',
  'querystring',
  'events',
  'stream',
  'stream/promises',
  'stream/consumers',
  'string_decoder',
  'zlib',
  'fs',
  'fs/promises',
  'child_process',
  'http',
  'worker_threads',
  'readline',
  'timers/promises',
  'assert',
  'async_hooks',
  'net',
  'dns',
  'process',
  'buffer',
];
const RECORD =
  /Options$|Option$|Config$|Params$|Import$|Info$|Input$|EventMap$|Args$|Opts$|HookCallbacks$|SecureHeapUsage|JsonWebKey|Details$|Result$|Like$|Usage$|Record$|Headers$/;

function share(declared: Declared, covered: (type: string, member: string) => boolean): { counted: number; missing: string[] } {
  const missing: string[] = [];
  let counted = 0;
  for (const [type, { members }] of declared) {
    if (RECORD.test(type) || type.startsWith("webcrypto.")) continue;
    for (const [member, kind] of members) {
      if (kind !== 'method' || member === '__promisify__' || member === 'prototype') continue;
      counted++;
      if (!covered(type, member)) missing.push(`${type}.${member}`);
    }
  }
  return { counted, missing };
}

function coveredInNode(module: string, type: string, member: string): boolean {
  const at = type
    .replace(/Constructor$/, '')
    .replace(/^(?:Stream|EventEmitter|path|assert|NodeJS|global)\.(?=\w)/, '')
    .replace(/^(?:path|assert|Stream|PlatformPath)$/, '');
  const path = at === '' ? member : `${at}.${member}`;
  return [
    models.module(module, path),
    models.instance(`node:${module}#${at}`, member),
    models.module(`${module}/types`, path),
    at === '' ? undefined : (models.instance(at, member) ?? models.global(path)),
    GLOBAL_MODULES.includes(module) ? models.global(path) : undefined,
  ].some((model) => model !== undefined);
}

describe('models of Node', () => {
  it.each(NODE)('cover most functions and methods of node:%s', (module) => {
    const { counted, missing } = share(declaredIn([join(nodeTypes, `${module}.d.ts`)]), (type, member) => coveredInNode(module, type, member));
    const covered = counted - missing.length;
    console.info(`node:${module}: ${String(covered)} of ${String(counted)}${missing.length > 0 ? `, without ${missing.join(' ')}` : ''}`);
    expect(covered / counted).toBeGreaterThanOrEqual(0.9);
  });
});

const DOM = [
  'URL',
  'URLSearchParams',
  'TextEncoder',
  'TextDecoder',
  'Blob',
  'File',
  'FormData',
  'Headers',
  'Body',
  'Request',
  'Response',
  'Storage',
  'Crypto',
  'SubtleCrypto',
  'BroadcastChannel',
  'MessagePort',
  'MessageEvent',
  'History',
  'Location',
  'Document',
  'Node',
  'Element',
  'HTMLInputElement',
  'HTMLFormElement',
  'HTMLTextAreaElement',
  'EventTarget',
  'Event',
  'CustomEvent',
  'XMLHttpRequest',
  'WebSocket',
  'Worker',
  'FileReader',
  'ReadableStream',
  'ReadableStreamDefaultReader',
  'WritableStream',
  'WritableStreamDefaultWriter',
  'Cache',
  'CacheStorage',
  'Clipboard',
  'Performance',
  'Window',
  'WindowOrWorkerGlobalScope',
  'Console',
  'IDBObjectStore',
  'IDBRequest',
  'IDBDatabase',
  'IDBIndex',
  'IDBTransaction',
  'DOMParser',
  'NodeList',
];

describe('models of the DOM', () => {
  const declared = declaredIn(libFiles(/^lib\.dom(\.iterable)?\.d\.ts$/));

  it.each(DOM)('cover the members of %s', (type) => {
    const members = [...(declared.get(type)?.members.keys() ?? [])].filter((member) => !/^on[a-z]+$/.test(member));
    const at = type === 'WindowOrWorkerGlobalScope' ? 'globalThis' : type;
    const missing = members.filter((member) => (at === 'globalThis' ? models.global(member) : models.instance(at, member)) === undefined);
    expect(members.length).toBeGreaterThan(0);
    expect(missing).toEqual([]);
  });
});
