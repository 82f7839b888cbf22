import { describe, expect, it } from 'vitest';
import { program } from './program.js';

const HEAD = `
  export type TwoFactorPhone = string;
  interface User { id: number; phone: TwoFactorPhone; name?: string }
  type Loader = (id: number, user: User) => Promise<TwoFactorPhone>;
  class Store { constructor(readonly key: TwoFactorPhone) {} }
  type Maker = new (n: number) => User;
`;
const P = 'string !TwoFactorPhone';
const USER = `User{id: number, phone: ${P}, name?: string}`;

describe('built-in types', () => {
  it.each([
    ...['Array<TwoFactorPhone>', 'ReadonlyArray<TwoFactorPhone>', 'TwoFactorPhone[]', 'readonly TwoFactorPhone[]', 'ArrayLike<TwoFactorPhone>'].map((t) => [t, `array<${P}>`]),
    ...['Set', 'ReadonlySet', 'WeakSet'].map((t) => [`${t}<TwoFactorPhone>`, `set<${P}>`]),
    ...['Map', 'ReadonlyMap', 'WeakMap'].map((t) => [`${t}<TwoFactorPhone, number>`, `map<${P}, number>`]),
    ...['Promise', 'PromiseLike'].map((t) => [`${t}<TwoFactorPhone>`, `promise<${P}>`]),
    ...['Iterable', 'Iterator', 'IterableIterator', 'Generator', 'AsyncGenerator', 'AsyncIterable', 'AsyncIterableIterator'].map((t) => [`${t}<TwoFactorPhone>`, `iterable<${P}>`]),
    ['Awaited<Promise<Promise<TwoFactorPhone>>>', P],
    ['Awaited<TwoFactorPhone | Promise<number>>', 'number|string !TwoFactorPhone'],
    ['Record<string, TwoFactorPhone>', `Record{[]: ${P}}`],
    ["Record<'a' | 'b', TwoFactorPhone>", `Record{a: ${P}, b: ${P}}`],
    ['Partial<User>', `User{id?: number, phone?: ${P}, name?: string}`],
    ['Required<User>', `User{id: number, phone: ${P}, name: string}`],
    ['Readonly<User>', USER],
    ["Pick<User, 'phone'>", `User{phone: ${P}}`],
    ["Omit<User, 'phone' | 'id'>", 'User{name?: string}'],
    ['NoInfer<TwoFactorPhone>', P],
    ['Uppercase<TwoFactorPhone>', P],
    ["Exclude<'a' | 'b' | 1, 'a'>", '"b"|1'],
    ['Exclude<string | undefined, undefined>', 'string'],
    ['Exclude<User | null, null>', USER],
    ["Extract<'a' | 'b' | 1, string>", '"a"|"b"'],
    ['Extract<User | string, string>', 'string'],
    ['NonNullable<TwoFactorPhone | null | undefined>', P],
    ['ReturnType<Loader>', `promise<${P}>`],
    ['Awaited<ReturnType<Loader>>', P],
    ['Parameters<Loader>', `[number, ${USER}]`],
    ['Parameters<Loader>[1]', USER],
    ['InstanceType<typeof Store>', `class Store{key: ${P}}`],
    ['ConstructorParameters<typeof Store>', `[${P}]`],
    ['InstanceType<Maker>', USER],
    ['Function', 'fn()'],
    ['Date', 'Date{}'],
    ['RegExp', 'RegExp{}'],
    ['Error', 'Error{name: string, message: string, stack: string, cause: ?}'],
    ['String', 'string'],
    ['Number', 'number'],
    ['Boolean', 'boolean'],
    ['PropertyKey', 'number|string|symbol'],
    ['IteratorResult<TwoFactorPhone>', `IteratorResult{value: ${P}, done: boolean}`],
    ['PromiseSettledResult<TwoFactorPhone>', `PromiseSettledResult{status: string, value: ${P}, reason: ?}`],
    ['WeakRef<User>', `WeakRef{deref: fn(${USER})}`],
    ['TemplateStringsArray', 'array<string>'],
    ['globalThis.Promise<TwoFactorPhone>', `promise<${P}>`],
  ])('%s', (written, shown) => {
    expect(program(`${HEAD} type X = ${written};`).show('X')).toBe(shown);
  });

  it('give way to declarations of the same name', () => {
    expect(program('interface Map { phone: string } type X = Map;').show('X')).toBe('Map{phone: string}');
    expect(program({ 'a.ts': "import { Set } from './b'; type X = Set;", 'b.ts': 'export type Set = number;' }).show('X')).toBe('number');
  });
});
