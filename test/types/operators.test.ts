import { describe, expect, it } from 'vitest';
import { program } from './program.js';

const HEAD = `
  export type TwoFactorPhone = string;
  interface User { id: number; phone: TwoFactorPhone; tags: string[]; address?: { zip: string } }
  interface Box<T> { value: T; wrap(): Box<T[]>; map<U>(f: (t: T) => U): Box<U> }
  type Opt<T, D = number> = T | D | undefined;
  type Branded = string & { readonly __brand: 'phone' };
  const ROLES = ['admin', 'user'] as const;
  const CONFIG = { retries: 3, name: 'x', load: (): TwoFactorPhone => '' };
  declare const current: User;
  function loadUser(id: number): User { return null!; }
`;
const P = 'string !TwoFactorPhone';

describe('shapes of written types', () => {
  it.each([
    ['string | number | null', 'null|number|string'],
    ["'a' | 1 | true", '"a"|1|true'],
    ["'a' | string", 'string'],
    ['void', 'undefined'],
    ['never', 'never'],
    ['unknown', '?'],
    ['any', '?'],
    ['`x${string}`', 'string'],
    ['[TwoFactorPhone, number?]', `[${P}, undefined|number]`],
    ['[a: number, ...rest: TwoFactorPhone[]]', `[number, ...${P}]`],
    ['(a: number) => TwoFactorPhone', `fn(${P})`],
    ['new () => User', 'new fn(User{id: number, phone: string !TwoFactorPhone, tags: array<string>, address?: {zip: string}})'],
    ['(x: unknown) => x is string', 'fn(undefined|boolean)'],
    ['{ [key: string]: TwoFactorPhone }', `X{[]: ${P}}`],
    ['Branded', 'string'],
    ['TwoFactorPhone & { readonly __brand: 1 }', P],
    ['(string | undefined) & {}', 'string'],
    ['{ a: 1 } & { b: TwoFactorPhone }', `{a: 1, b: ${P}}`],
    ['User & { extra: number }', `User{id: number, phone: ${P}, tags: array<string>, address?: {zip: string}, extra: number}`],
    ['({ a: 1 } | string) & { b: 2 }', 'string {a: 1, b: 2}'],
    ['Opt<TwoFactorPhone>', 'undefined|number|string !TwoFactorPhone'],
    ['Opt<TwoFactorPhone, boolean>', 'undefined|boolean|string !TwoFactorPhone'],
    ["Box<TwoFactorPhone>['value']", P],
    ["ReturnType<Box<TwoFactorPhone>['wrap']>['value']", `array<${P}>`],
    ["User['phone']", P],
    ["User['address']", 'undefined {zip: string}'],
    ["User['phone' | 'id']", 'number|string !TwoFactorPhone'],
    ["User['tags'][number]", 'string'],
    ['User[keyof User]', `undefined|number|string array<string> {zip: string} !TwoFactorPhone`],
    ['keyof User', '"id"|"phone"|"tags"|"address"'],
    ['keyof Record<string, 1>', 'number|string'],
    ['{ [K in keyof User]: User[K] }', `User{id: number, phone: ${P}, tags: array<string>, address?: undefined {zip: string}}`],
    ['{ [K in keyof User]?: boolean }', 'User{id: boolean, phone: boolean, tags: boolean, address?: boolean}'],
    ["{ [K in 'a' | 'b']: TwoFactorPhone }", `{a: ${P}, b: ${P}}`],
    ['{ [K in string]: TwoFactorPhone }', `{[]: ${P}}`],
    ['{ [K in keyof Pick<User, "id" | "phone"> as `get${Capitalize<K>}`]: User[K] }', `User{getId: number, getPhone: ${P}}`],
    ["{ [K in keyof Pick<User, 'id' | 'phone'> as Exclude<K, 'phone'>]: User[K] }", 'User{id: number}'],
    ["{ [K in keyof Pick<User, 'id' | 'phone'> as K extends 'phone' ? never : K]: User[K] }", 'User{id: number}'],
    ['{ [K in keyof User as `${K}-${string}`]: User[K] }', `{[]: undefined|number|string array<string> {zip: string} !TwoFactorPhone} ?`],
    ["`${'a' | 'b'}-${1 | 2}`", '"a-1"|"a-2"|"b-1"|"b-2"'],
    ['`tel:${TwoFactorPhone}`', P],
    ["Uppercase<'a' | 'b'>", '"A"|"B"'],
    ['{ [K in keyof Missing as `get${K}`]: User[K & keyof User] }', '?'],
    ['typeof ROLES[number]', '"admin"|"user"'],
    ['typeof CONFIG', `{retries: 3, name: "x", load: fn(${P})}`],
    ['typeof CONFIG.retries', '3'],
    ['typeof current.phone', P],
    ["ReturnType<typeof loadUser>['phone']", P],
    ['typeof missing', '?'],
    ['string extends string ? TwoFactorPhone : number', P],
    ['string extends number ? TwoFactorPhone : number', 'number'],
    ['User extends { id: infer I } ? I : never', 'number'],
    ['Promise<TwoFactorPhone> extends Promise<infer V> ? V : never', P],
    ['User[] extends (infer E)[] ? E : never', `User{id: number, phone: ${P}, tags: array<string>, address?: {zip: string}}`],
    ['typeof loadUser extends (...args: never[]) => infer R ? R : never', `User{id: number, phone: ${P}, tags: array<string>, address?: {zip: string}}`],
    ['Missing extends string ? TwoFactorPhone : number', 'number|string !TwoFactorPhone'],
    ['z.infer<typeof UserSchema>', '?'],
  ])('%s', (written, shown) => {
    expect(program(`${HEAD} type X = ${written};`).show('X')).toBe(shown);
  });

  it('distinguish values of enums', () => {
    const p = program("enum Kind { A, B = 'b', C = f() } enum Plain { X, Y } type E = Kind; type A = Kind.B; type Y = Plain;");
    expect(p.show('E')).toBe('number|string');
    expect(p.show('A')).toBe('"b"');
    expect(p.show('Y')).toBe('0|1');
  });

  it('take the type parameters of the function around them as their constraint or worse', () => {
    const p = program('interface User { phone: string } export function f<T extends User, U>() { type A = T; type B = U; }');
    expect(p.show('A')).toBe('User{phone: string} ?');
    expect(p.show('B')).toBe('?');
  });

  it('end where types lead back to themselves', () => {
    const p = program(`
      type Json = string | Json[] | { [k: string]: Json };
      type Loop = Loop | string;
      type Deep<T> = T extends (infer U)[] ? Deep<U> : T;
      type Grow<T> = T extends never ? 1 : Grow<[T]>;
      type D = Deep<string[][][]>; type G = Grow<string>;
      interface Tree { left?: Tree; right: Tree; value: number }`);
    expect(p.show('Json')).toContain('string');
    expect(p.of('Loop')).toMatchObject({ kinds: 16, unknown: true });
    expect(p.show('D')).toBe('string');
    expect(p.of('G').unknown).toBe(true);
    expect(p.mentions('Tree')).toBe(false);
    expect(p.mentions('Json')).toBe(false);
  });

  it('end where declarations extend themselves', () => {
    const p = program('class A extends B { a = 1 } class B extends A { b = 2 } interface I extends J { i: 1 } interface J extends I { j: 2 }');
    expect(p.member('A', 'b')).toBeDefined();
    expect(p.member('I', 'j')).toBeDefined();
    expect(p.of('A').unknown).toBe(true);
    expect(p.types.memberOfClass('/p/a.ts', 0, 'nothing', true)).toBeUndefined();
  });

  it('are unknown where an intersection has too many pairs', () => {
    const objects = (name: string, n: number): string => Array.from({ length: n }, (_, i) => `{ ${name}${i}: 1 }`).join(' | ');
    const p = program(`type X = (${objects('a', 16)}) & (${objects('b', 16)}); type Y = (${objects('a', 17)}) & (${objects('b', 17)});`);
    expect(p.of('X')).toMatchObject({ unknown: false });
    expect(p.of('X').objects).toHaveLength(256);
    expect(p.of('Y')).toMatchObject({ unknown: true });
  });

  it('give one declaration under the same arguments one id', () => {
    const p = program({
      'a.ts': "import type { Box } from './b'; type A = Box<number>; type B = Box<string>; type Plain = User; interface User { id: 1 }",
      'b.ts': 'export interface Box<T> { v: T }',
    });
    const id = (name: string): string => (p.of(name).objects[0] as { id: string }).id;
    expect(id('A')).not.toBe(id('B'));
    expect(id('Plain')).toBe(id('User'));
  });
});

describe('signatures', () => {
  it('leave their own type parameters to the call', () => {
    const p = program('interface Api { get<T extends { id: number }>(k: string): Promise<T> }');
    const [s] = p.member('Api', 'get')!.signatures!;
    const ret = { file: s!.file, type: s!.fn.ret!, env: s!.env! };
    expect(p.types.shape(ret).objects[0]).toMatchObject({ k: 'promise' });
    const bound = new Map(s!.env).set('T', { file: s!.file, type: { k: 'prim', name: 'string', s: 0, e: 0 } as const });
    const promise = p.types.shape({ ...ret, env: bound }).objects[0];
    expect(promise?.k === 'promise' && p.types.shape(promise.elem!).kinds).toBe(16);
  });
});
