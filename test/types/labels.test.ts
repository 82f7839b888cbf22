import { describe, expect, it } from 'vitest';
import { program, ROOT } from './program.js';

const USER = { TwoFactorPhone: { types: ['TwoFactorPhone'], properties: ['User.phone'], returns: ['src/store.ts#loadPhone', 'Store.load'] } };

describe('labels of types', () => {
  it.each([
    ['an alias of string', 'type TwoFactorPhone = string; type X = TwoFactorPhone;'],
    ['a brand', "type TwoFactorPhone = string & { readonly __brand: 'p' }; type X = TwoFactorPhone;"],
    ['an interface', 'interface TwoFactorPhone { number: string } type X = TwoFactorPhone;'],
    ['a class', 'class TwoFactorPhone { constructor(readonly number: string) {} } type X = TwoFactorPhone;'],
    ['an enum', "enum TwoFactorPhone { None = 'n' } type X = TwoFactorPhone;"],
    ['a sub-interface', 'interface TwoFactorPhone { number: string } interface X extends TwoFactorPhone { ext: 1 }'],
    ['a subclass', 'class TwoFactorPhone {} class X extends TwoFactorPhone {}'],
    ['an alias of an alias', 'type TwoFactorPhone = string; type Y = TwoFactorPhone; type X = Y;'],
    ['a union', 'type TwoFactorPhone = string; type X = number | TwoFactorPhone | null;'],
    ['an intersection', 'type TwoFactorPhone = string; type X = TwoFactorPhone & { b: 1 };'],
    ['a generic', 'type TwoFactorPhone = string; type Id<T> = T | undefined; type X = Id<TwoFactorPhone>;'],
    ['a doc comment on another type', '/** @data TwoFactorPhone */ type Phone = string; type X = Phone;'],
    ['a doc comment on a member of an indexed type', 'interface U { /** @data TwoFactorPhone */ p: string } type X = U["p"];'],
    ['an unresolved import', "import { TwoFactorPhone } from './nowhere'; type X = TwoFactorPhone;"],
    ['a renamed unresolved import', "import { TwoFactorPhone as P } from 'untyped'; type X = P | null;"],
    ['a global that nothing declares', 'type X = TwoFactorPhone;'],
    ['a parameter constrained by it', 'type TwoFactorPhone = string; export function f<T extends TwoFactorPhone>() { type X = T; }'],
  ])('%s', (_, text) => {
    expect(program(text).of('X').labels).toEqual(['TwoFactorPhone']);
  });

  it('a labelled class keeps its members', () => {
    expect(program('class TwoFactorPhone { constructor(readonly number: string) {} } type X = TwoFactorPhone;').show('X')).toBe('class TwoFactorPhone{number: string} !TwoFactorPhone');
  });

  it('elements and members keep theirs to themselves', () => {
    const p = program('type TwoFactorPhone = string; type A = TwoFactorPhone[]; type B = { p: TwoFactorPhone }; type C = Promise<TwoFactorPhone>; type D = () => TwoFactorPhone;');
    for (const name of ['A', 'B', 'C', 'D']) {
      expect(p.of(name).labels, name).toEqual([]);
      expect(p.mentions(name), name).toBe(true);
    }
  });

  it('unknown labels of doc comments are left out', () => {
    expect(program('/** @data Other */ type X = string;').of('X').labels).toEqual([]);
  });

  it('a reference with a module means that declaration only', () => {
    const files = {
      'a.ts': "import { Phone } from './src/ids'; import { Phone as Other } from './src/other'; type A = Phone; type B = Other;",
      'src/ids.ts': "export { P as Phone } from './deep';",
      'src/deep.ts': 'export type P = string;',
      'src/other.ts': 'export type Phone = string;',
    };
    const p = program(files, { TwoFactorPhone: { types: ['src/ids#Phone'] } });
    expect(p.of('A').labels).toEqual(['TwoFactorPhone']);
    expect(p.of('B').labels).toEqual([]);
  });

  it.each<[string, Record<string, string>]>([
    ['with types', { 'node_modules/@acme/identity/index.d.ts': "export { Phone2FA } from './types';", 'node_modules/@acme/identity/types.d.ts': 'export type Phone2FA = string;' }],
    ['without types', { 'node_modules/@acme/identity/index.js': '' }],
    ['not installed', {}],
  ])('a reference to a package %s', (_, files) => {
    const p = program({ 'a.ts': "import type { Phone2FA as P } from '@acme/identity'; import type { Phone2FA as Q } from 'other'; type A = P; type B = Q;", 'node_modules/other/index.d.ts': 'export type Phone2FA = string;', ...files }, { TwoFactorPhone: { types: ['@acme/identity#Phone2FA'] } });
    expect(p.of('A').labels).toEqual(['TwoFactorPhone']);
    expect(p.of('B').labels).toEqual([]);
  });
});

describe('labels of members', () => {
  it.each([
    ['an interface', 'interface User { phone: string; id: number }'],
    ['an alias', 'type User = { phone: string; id: number };'],
    ['a class', 'class User { phone = ""; id = 0 }'],
    ['a parameter property', 'class User { constructor(public phone: string) {} }'],
    ['an accessor', 'class User { get phone(): string { return ""; } }'],
    ['an intersection', 'type User = { id: number } & { phone: string };'],
    ['a mapped type', "type User = { [K in 'phone']: string };"],
    ['an inferred type', 'type User = z.infer<typeof Schema>;'],
    ['a type that leads nowhere', "import { User } from './missing'; type Y = User;"],
  ])('by policy, of %s', (_, text) => {
    const p = program(`${text} type X = User; type Part = Partial<User>; type One = User['phone'];`, USER);
    expect(p.member('X', 'phone')?.labels).toEqual(['TwoFactorPhone']);
    expect(p.member('X', 'id')?.labels ?? []).toEqual([]);
    expect(p.of('One').labels).toEqual(['TwoFactorPhone']);
    expect(p.member('Part', 'phone')?.labels).toEqual(['TwoFactorPhone']);
    expect(p.mentions('X')).toBe(true);
  });

  it('of methods stand for what they return', () => {
    const p = program('class Store { load(): string { return ""; } /** @data TwoFactorPhone */ other() { return ""; } keep(): string { return ""; } }', USER);
    expect(p.member('Store', 'load')?.labels).toEqual(['TwoFactorPhone']);
    expect(p.member('Store', 'other')?.labels).toEqual(['TwoFactorPhone']);
    expect(p.member('Store', 'keep')?.labels).toEqual([]);
  });

  it('hold for what inherits them, and from where the policy names the heir', () => {
    const p = program('interface User { phone: string } interface Admin extends User { level: 1 } class Impl implements User { phone = "" } class Heir extends Impl {}', USER);
    for (const name of ['Admin', 'Impl', 'Heir']) expect(p.member(name, 'phone')?.labels, name).toEqual(['TwoFactorPhone']);
    const q = program('interface Base { phone: string } interface User extends Base { level: 1 }', USER);
    expect(q.member('User', 'phone')?.labels).toEqual(['TwoFactorPhone']);
    expect(q.member('Base', 'phone')?.labels).toEqual([]);
  });

  it('stay where a type is mapped, and go where its values are others', () => {
    const p = program('interface User { phone: string } type Same = { [K in keyof User]: User[K] }; type Flags = { [K in keyof User]: boolean };', USER);
    expect(p.member('Same', 'phone')?.labels).toEqual(['TwoFactorPhone']);
    expect(p.member('Flags', 'phone')?.labels).toEqual([]);
  });

  it('tell of a module', () => {
    const data = { TwoFactorPhone: { properties: ['src/user#User.phone'], types: [] } };
    const p = program({ 'a.ts': "import { User } from './src/user'; type A = User; interface Own { u: User }", 'src/user.ts': 'export interface User { phone: string }', 'b.ts': 'export interface User { phone: string }' }, data);
    expect(p.member('A', 'phone')?.labels).toEqual(['TwoFactorPhone']);
    expect(p.member('User', 'phone', 'b.ts')?.labels).toEqual([]);
  });
});

describe('mentions', () => {
  it.each([
    ['members of members', 'interface A { b: { c: TwoFactorPhone }[] }', true],
    ['callbacks', 'interface A { each(f: (p: TwoFactorPhone) => void): void }', true],
    ['maps and tuples', 'type A = Map<string, [number, Set<TwoFactorPhone>]>', true],
    ['generics', 'interface Box<T> { v: T } type A = Box<Box<TwoFactorPhone>>', true],
    ['cycles', 'interface A { b: B } interface B { a: A; c: C } interface C { b: B; p?: TwoFactorPhone }', true],
    ['what only takes it', 'interface A { send(p: TwoFactorPhone): void }', false],
    ['unlabelled cycles', 'interface A { b: B } interface B { a: A; n: number }', false],
    ['generic class expressions', 'const Box = class<T> { v!: T }; type Plain = Box<string>; type A = Box<TwoFactorPhone>', true],
    ['generics without it', 'interface Box<T> { v: T; w: Box<T[]> } type A = Box<string>', false],
  ])('%s', (_, text, expected) => {
    const p = program(`type TwoFactorPhone = string; ${text};`);
    p.mentions('Plain');
    expect(p.mentions('A')).toBe(expected);
    expect(p.mentions('A')).toBe(expected);
  });
});

describe('indexed types that are given to another type', () => {
  const text = `
    type Deep<T> = { [K in keyof T]?: T[K] extends string ? T[K] : Deep<NonNullable<T[K]>> };
    interface User { role?: Role; posts: Post[]; address: Address | null; contact: Contact; plain: Base }
    interface Role { user: User; name: string } interface Post { author: User; text: string }
    interface Address { street: string; owner: User; phone: TwoFactorPhone }
    interface Base { mail: string } type Contact = Base;
    interface Box<T> { held: T } type Held<T, K extends keyof T> = Box<T[K]>;
    type A = Deep<User>; type B = Deep<Role>['user']; type Clean = Deep<{ one: Other; two?: { one: Other } }>; interface Other { text: string; back?: Other }
    type Relabelled = Held<User, 'contact'>; type Plain = Held<User, 'plain'>;`;
  it.each([['A', true], ['B', true], ['Clean', false], ['Plain', false], ['Relabelled', true]])('%s: %s, asked in any order', (name, expected) => {
    const of = (): ReturnType<typeof program> => program(`type TwoFactorPhone = string; ${text}`, { TwoFactorPhone: {}, SecurityEmail: { properties: ['Contact.mail'] } });
    expect(of().mentions(name)).toBe(expected);
    const later = of();
    for (const other of ['Plain', 'Relabelled', 'Clean', 'A', 'B']) later.mentions(other);
    expect(later.mentions(name)).toBe(expected);
  });
});

describe('a label far from a type that has many', () => {
  const many = Array.from({ length: 2000 }, (_, i) => `interface I${i} { v: string; n: I${i + 1} }`).join('\n');
  const p = program(`type TwoFactorPhone = string; ${many} interface I2000 { p: TwoFactorPhone } interface Near { chain: I0; p: { q: TwoFactorPhone } } interface Far { chain: I0 }`);
  it('is found where it is near, and not past the bound', () => {
    expect(p.mentions('Near')).toBe(true);
    expect(p.types.cutShort()).toEqual([]);
    expect(p.mentions('Far')).toBe(false);
    expect(p.types.cutShort()).toEqual([p.ref('Far')]);
    expect(p.mentions('I1990')).toBe(true);
  });
  it('is told once of each type, whichever way it is asked', () => {
    const once = program(`type TwoFactorPhone = string; ${many} interface I2000 { p: TwoFactorPhone } interface Far { chain: I0 } interface Other { chain: I0; name: string } type Again = Far;`);
    for (const name of ['Far', 'Again', 'Other']) {
      once.mentions(name);
      once.types.takes(once.ref(name));
    }
    expect(once.types.cutShort()).toEqual([once.ref('Far'), once.ref('Other')]);
  });
});

describe('mentions across packages', () => {
  const p = program({
    'a.ts': "import { Page, Client } from 'plain'; import { User } from 'sdk'; type TwoFactorPhone = string; type A = Page<TwoFactorPhone>; type B = Client; type C = User; type D = Page<User>;",
    'node_modules/plain/index.d.ts': 'export interface Page<T> { rows: { data: T[] }; next(): Page<T> } export interface Client { pages: Page<string> }',
    'node_modules/sdk/index.d.ts': "import { Inner } from './inner'; export interface User { inner: Inner } export type { TwoFactorPhone } from './inner';",
    'node_modules/sdk/inner.d.ts': 'export type TwoFactorPhone = string; export interface Inner { phone: TwoFactorPhone }',
  });
  it.each([['A', true], ['B', false], ['C', true], ['D', true]])('%s: %s', (name, expected) => {
    expect(p.mentions(name)).toBe(expected);
  });
});

describe('returns', () => {
  const p = program({
    'src/store.ts': 'export function loadPhone() { return ""; } export class Store { load() { return ""; } } /** @data TwoFactorPhone */ export function tagged() { return ""; }',
    'src/index.ts': "export { loadPhone as get } from './store'; export const x = 1;",
    'b.ts': 'export function loadPhone() { return ""; }',
  }, USER);
  const label = (file: string, name: string, cls?: string) => {
    const fn = p.linker.facts(`${ROOT}/${file}`)!.functions.find((f) => f.name === name)!;
    return p.types.returnsLabel(`${ROOT}/${file}`, fn, cls);
  };

  it('by module and name, class and method, or tag', () => {
    expect(label('src/store.ts', 'loadPhone')).toEqual(['TwoFactorPhone']);
    expect(label('b.ts', 'loadPhone')).toEqual([]);
    expect(label('src/store.ts', 'load', 'Store')).toEqual(['TwoFactorPhone']);
    expect(label('src/store.ts', 'load', 'Other')).toEqual([]);
    expect(label('src/store.ts', 'tagged')).toEqual(['TwoFactorPhone']);
  });

  it('through a re-export under another name', () => {
    const q = program({ 'src/store.ts': 'export function loadPhone() { return ""; }', 'src/index.ts': "export { loadPhone as get } from './store';" }, { TwoFactorPhone: { returns: ['src/index#get'] } });
    const fn = q.linker.facts(`${ROOT}/src/store.ts`)!.functions.find((f) => f.name === 'loadPhone')!;
    expect(q.types.returnsLabel(`${ROOT}/src/store.ts`, fn)).toEqual(['TwoFactorPhone']);
  });

  it('of packages are those of their declarations', () => {
    const q = program({ 'a.ts': "import { load } from 'pkg';", 'node_modules/pkg/index.d.ts': 'export declare function load(): string; export declare function other(): string;' }, { TwoFactorPhone: { returns: ['pkg#load'] } });
    expect(q.types.typeOfImport('/p/a.ts', 'pkg', 'load')?.returns).toEqual(['TwoFactorPhone']);
    expect(q.types.typeOfImport('/p/a.ts', 'pkg', 'other')?.returns).toEqual([]);
  });
});
