import { describe, expect, it } from 'vitest';
import { program } from './program.js';

const P = 'string !TwoFactorPhone';
const DECLARES = 'export type TwoFactorPhone = string;';

describe('names lead to declarations', () => {
  it.each<[string, Record<string, string>]>([
    ['a named import', { 'a.ts': "import { TwoFactorPhone } from './b'; type X = TwoFactorPhone;", 'b.ts': DECLARES }],
    ['a renamed type-only import', { 'a.ts': "import type { TwoFactorPhone as T } from './b.js'; type X = T;", 'b.ts': DECLARES }],
    ['a namespace import', { 'a.ts': "import * as ids from './b'; type X = ids.TwoFactorPhone;", 'b.ts': DECLARES }],
    ['export from', { 'a.ts': "import { Phone } from './i'; type X = Phone;", 'i.ts': "export { TwoFactorPhone as Phone } from './b';", 'b.ts': DECLARES }],
    ['import, then export', { 'a.ts': "import { Phone } from './i'; type X = Phone;", 'i.ts': "import { TwoFactorPhone } from './b'; export { TwoFactorPhone as Phone };", 'b.ts': DECLARES }],
    ['export star, twice', { 'a.ts': "import { TwoFactorPhone } from './i'; type X = TwoFactorPhone;", 'i.ts': "export * from './j';", 'j.ts': "export * from './i'; export * from './b';", 'b.ts': DECLARES }],
    ['export star as', { 'a.ts': "import { ids } from './i'; type X = ids.TwoFactorPhone;", 'i.ts': "export * as ids from './b';", 'b.ts': DECLARES }],
    ['a default export', { 'a.ts': "import Phone from './b'; type X = Phone;", 'b.ts': 'type TwoFactorPhone = string; export default TwoFactorPhone;' }],
    ['export default as', { 'a.ts': "import { P } from './i'; type X = P;", 'i.ts': "export { default as P } from './b';", 'b.ts': 'type TwoFactorPhone = string; export { TwoFactorPhone as default };' }],
    ['an import type', { 'a.ts': "type X = import('./b').TwoFactorPhone;", 'b.ts': DECLARES }],
    ['import = require', { 'a.ts': "import ids = require('./b'); type X = ids.TwoFactorPhone;", 'b.ts': DECLARES }],
    ['export =', { 'a.ts': "import ids from './b'; type X = ids.TwoFactorPhone;", 'b.d.ts': 'declare namespace ids { type TwoFactorPhone = string; } export = ids;' }],
    ['a package', { 'a.ts': "import { TwoFactorPhone } from '@acme/identity'; type X = TwoFactorPhone;", 'node_modules/@acme/identity/index.d.ts': "export * from './types';", 'node_modules/@acme/identity/types.d.ts': 'export declare type TwoFactorPhone = string;' }],
    ['a declaration file without export', { 'a.ts': "import { TwoFactorPhone } from 'ids'; type X = TwoFactorPhone;", 'node_modules/ids/index.d.ts': 'export declare const a: 1; type TwoFactorPhone = string;' }],
    ['declare module', { 'a.ts': "import { TwoFactorPhone } from 'untyped'; type X = TwoFactorPhone;", 'shims.d.ts': "declare module 'other' { export type TwoFactorPhone = number; } declare module 'untyped' { export type TwoFactorPhone = string; }" }],
    ['declare global', { 'a.ts': 'export {}; type X = TwoFactorPhone;', 'g.ts': 'export {}; declare global { type TwoFactorPhone = string }' }],
    ['a script', { 'a.ts': 'export {}; type X = TwoFactorPhone;', 'g.ts': 'type TwoFactorPhone = string;' }],
    ['a namespace that runs', { 'a.ts': 'namespace Ids { export type TwoFactorPhone = string; export const n = 1; } type X = Ids.TwoFactorPhone;' }],
    ['its own namespace', { 'a.ts': 'declare namespace Ids { type TwoFactorPhone = string; type Y = TwoFactorPhone; } type X = Ids.Y;' }],
    ['an aliased namespace', { 'a.ts': "import { Ids } from './b'; import T = Ids.TwoFactorPhone; type X = T;", 'b.ts': 'export namespace Ids { export type TwoFactorPhone = string }' }],
    ['a local declaration', { 'a.ts': 'export function f() { type TwoFactorPhone = string; type X = TwoFactorPhone; }' }],
  ])('%s', (_, files) => {
    expect(program(files).show('X')).toBe(P);
  });

  it('the innermost scope wins', () => {
    const p = program('type T = string; export function f() { type T = number; type X = T; } type Y = T;');
    expect(p.show('X')).toBe('number');
    expect(p.show('Y')).toBe('string');
  });

  it('typedefs and imports of JavaScript count', () => {
    const files = {
      'a.js': "/** @typedef {import('./b').User} User */\n/** @typedef {{ inner: TwoFactorPhone, list: Array.<string> }} Own */\n/** @typedef {Store} S */\nconst { Store } = require('./c');",
      'b.ts': `${DECLARES} export interface User { phone: TwoFactorPhone }`,
      'c.js': 'class Store { /** @type {number} */ size; }\nmodule.exports = { Store };',
    };
    const p = program(files);
    expect(p.show('User', 'a.js')).toBe(`User{phone: ${P}}`);
    expect(p.show('Own', 'a.js')).toBe('Own{inner: string !TwoFactorPhone, list: array<string>}'.replace('string !TwoFactorPhone', '!TwoFactorPhone ?'));
    expect(p.show('S', 'a.js')).toBe('class Store{size: number}');
  });

  it('declarations merge: interfaces, augmentations, globals', () => {
    const p = program({
      'a.ts': "import { User } from './b'; type X = User; type R = Request;",
      'b.ts': 'export interface User { id: number } export interface User { phone: string }',
      'c.ts': "export {}; declare module './b' { interface User { extra: boolean } } declare global { interface Request { a: 1 } }",
      'd.ts': 'export {}; declare global { interface Request { b: 2 } }',
    });
    expect(p.show('X')).toBe('User{id: number, phone: string, extra: boolean}');
    expect(p.show('R')).toBe('Request{a: 1, b: 2}');
  });

  it('interfaces inherit, with arguments and from several', () => {
    const p = program(`
      interface Base<T> { value: T; id: string } interface Named { name: string }
      interface User extends Base<TwoFactorPhone>, Named { id: 'u' }
      type TwoFactorPhone = string; type X = User;
      interface Open extends Missing { a: 1 } interface List extends Array<User> { total: number }`);
    expect(p.show('X')).toBe(`User{id: "u", value: ${P}, name: string}`);
    expect(p.of('Open').unknown).toBe(true);
    expect(p.of('List').objects.map((o) => o.k)).toEqual(['object', 'array']);
  });

  it('what leads nowhere is unknown', () => {
    const p = program({ 'a.ts': "import { User } from './missing'; import { X as Y } from 'none'; type A = User; type B = Y; type C = Nope.Nothing;" });
    expect([p.show('A'), p.show('B'), p.show('C')]).toEqual(['?', '?', '?']);
  });
});

describe('declared values', () => {
  const files = {
    'a.ts': "export { loadPhone as load } from './b'; export * from 'pkg'; import { client } from 'pkg'; export { client };",
    'b.ts': 'export function loadPhone(id: number): TwoFactorPhone { return id; } export const other: number = 1; type TwoFactorPhone = string; export default class Store {}',
    'node_modules/pkg/index.d.ts': 'export declare function send(to: string): void; export declare function send(to: number): boolean; export declare const client: Client; export interface Client { call(): string } export declare namespace ns { function f(): number }',
    'g.d.ts': "export {}; declare global { /** @data TwoFactorPhone */ function srcCall(...args: unknown[]): string; var x: TwoFactorPhone; /** @data TwoFactorPhone */ const y: string; }",
    's.js': 'var legacy = 1; /** @type {string} */ var typed = read();',
  };
  const p = program(files);
  const value = (name: string, file = 'a.ts') => p.types.typeOfExport(`/p/${file}`, name);

  it('follow re-exports', () => {
    expect(value('load')).toMatchObject({ file: '/p/b.ts', name: 'loadPhone', signatures: [{ fn: { ret: { name: 'TwoFactorPhone' } } }] });
    expect(value('send')).toMatchObject({ file: '/p/node_modules/pkg/index.d.ts' });
    expect(value('send')!.signatures).toHaveLength(2);
    expect(value('client')!.type).toMatchObject({ type: { name: 'Client' } });
    expect(value('other', 'b.ts')!.type).toMatchObject({ type: { k: 'prim', name: 'number' } });
    expect(value('default', 'b.ts')!.cls).toEqual({ file: '/p/b.ts', cls: 0 });
    expect(value('nothing')).toBeUndefined();
  });

  it('are found from an import, below namespaces too', () => {
    expect(p.types.typeOfImport('/p/a.ts', 'pkg', 'ns.f')!.signatures).toHaveLength(1);
    expect(p.types.typeOfImport('/p/a.ts', 'none', 'f')).toBeUndefined();
  });

  it('can be global', () => {
    expect(p.types.ambientGlobal('srcCall')).toMatchObject({ labels: [], returns: ['TwoFactorPhone'] });
    expect(p.types.shape(p.types.ambientGlobal('x')!.type!)).toMatchObject({ labels: ['TwoFactorPhone'] });
    expect(p.types.ambientGlobal('y')).toMatchObject({ labels: ['TwoFactorPhone'], returns: [] });
    expect(p.types.ambientGlobal('typed')!.type).toMatchObject({ type: { name: 'string' } });
    expect(p.types.ambientGlobal('none')).toBeUndefined();
  });
});
