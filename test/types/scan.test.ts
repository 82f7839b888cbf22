import { describe, expect, it } from 'vitest';
import { parseReference } from '../../src/policy/references.js';
import { policyOf, program, type Data } from './program.js';

const sources = (files: Record<string, string>, data?: Record<string, Data>): string[] => program(files, data).types.sourceFiles().map((f) => f.slice(3));
const members = (files: Record<string, string>, data?: Record<string, Data>): string[] => [...program(files, data).types.labelledMemberNames()].sort();

describe('source files', () => {
  it('are those that mention a label word, an alias of one or a tag', () => {
    expect(sources({
      'a.ts': 'export type TwoFactorPhone = string; export type Phone = TwoFactorPhone;',
      'b.ts': "import { Phone } from './a'; export type Reach = Phone | null; export { Phone as Number2 } from './a';",
      'c.ts': "import { Reach } from './b'; let r: Reach;",
      'd.ts': "import { Number2 } from './b'; let r: Number2;",
      'e.ts': '/** @data SecurityEmail */ let e = 1;',
      'f.ts': 'export const phones = 1; let TwoFactorPhones = 2;',
    })).toEqual(['a.ts', 'b.ts', 'c.ts', 'd.ts', 'e.ts']);
  });

  it('mention properties and functions of the policy', () => {
    const data = { TwoFactorPhone: { properties: ['User.mobile'], returns: ['src/s#load', 'Store.fetchPhone'] } };
    expect(sources({ 'a.ts': 'u.mobile;', 'b.ts': 'load();', 'c.ts': 's.fetchPhone();', 'd.ts': 'User' }, data)).toEqual(['a.ts', 'b.ts', 'c.ts']);
  });

  it('import packages whose declarations hold labels', () => {
    const files = {
      'a.ts': "import { getUser } from 'sdk';",
      'b.ts': "import { getUser } from 'plain';",
      'node_modules/sdk/index.d.ts': "export * from './models'; export declare function getUser(): User;",
      'node_modules/sdk/models.d.ts': 'export interface User { /** @data TwoFactorPhone */ phone: string }',
      'node_modules/plain/index.d.ts': 'export declare function getUser(): string;',
    };
    expect(sources(files)).toEqual(['a.ts', 'node_modules/sdk/index.d.ts', 'node_modules/sdk/models.d.ts']);
    expect(members(files)).toEqual(['phone']);
  });

  it('are looked for in so many declaration files of a package', () => {
    const chain = (n: number): Record<string, string> => ({
      'a.ts': "import x from 'big';",
      'node_modules/big/index.d.ts': "export * from './f1';",
      ...Object.fromEntries(Array.from({ length: n }, (_, i) => [`node_modules/big/f${i + 1}.d.ts`, i + 1 < n ? `export * from './f${i + 2}';` : 'export type TwoFactorPhone = string;'])),
    });
    expect(sources(chain(60))).toContain('a.ts');
    expect(sources(chain(70))).toEqual([]);
  });

  it('import packages that declare a property with its owner, not the property alone, nor what a file of the program declares', () => {
    const files = {
      'user.ts': 'export interface User { email: string } export interface Member { email: string }',
      'a.ts': "import x from 'sdk';",
      'b.ts': "import y from 'mailer';",
      'node_modules/sdk/index.d.ts': 'export interface User { email: string }',
      'node_modules/mailer/index.d.ts': 'export interface Options { email: string }',
    };
    expect(sources(files, { SecurityEmail: { properties: ['User.email'] } })).toEqual(['a.ts', 'node_modules/sdk/index.d.ts', 'user.ts']);
    expect(sources(files, { SecurityEmail: { properties: ['user#User.email'] } })).toEqual(['user.ts']);
  });

  it('import packages that the policy names, with types or without', () => {
    const data = { TwoFactorPhone: { types: ['sdk#Phone'], returns: ['bare#load'] } };
    const files = { 'a.ts': "import x from 'sdk';", 'b.ts': "const y = require('bare');", 'c.ts': "import z from 'other';", 'node_modules/sdk/index.d.ts': 'export type Phone = string;' };
    expect(sources(files, data)).toEqual(['a.ts', 'b.ts', 'node_modules/sdk/index.d.ts']);
  });

  it('are none where nothing is labelled', () => {
    expect(sources({ 'a.ts': 'export const a = 1;' })).toEqual([]);
  });
});

describe('labelled member names', () => {
  it('come from types, tags, classes and the policy', () => {
    expect(members({
      'a.ts': `type TwoFactorPhone = string; type Phone = TwoFactorPhone;
        interface A { direct: TwoFactorPhone; list: Phone[]; later: Promise<Phone>; plain: string; load(): Phone; nested: { deep?: Phone } }
        class B { field: Phone; constructor(private prop: Phone, plain2: Phone) {} method(): Promise<Phone> { return null!; } }
        const C = class { inside: Phone };
        interface D { /** @data SecurityEmail */ mail: string }
        export function f(options: { to: Phone }) {}`,
    }, { TwoFactorPhone: { properties: ['User.mobile'] }, SecurityEmail: {} })).toEqual(['deep', 'direct', 'field', 'inside', 'later', 'list', 'load', 'mail', 'method', 'mobile', 'prop', 'to']);
  });
});

describe('schemas that are values', () => {
  const files = {
    'labels.ts': `export type TwoFactorPhone = string;
      export const LoginPhone = s.string().brand<'TwoFactorPhone'>();`,
    'tables.ts': `import { LoginPhone, type TwoFactorPhone } from './labels.js';
      export const users = table('users', { direct: text('a').$type<TwoFactorPhone>().notNull(), plain: text('b'), shared: s.optional(LoginPhone), /** @data TwoFactorPhone */ tagged: text('c') });
      export const made = table('made', (t) => ({ inner: t.text().$type<TwoFactorPhone>() }));
      export const picked = { renamed: users.direct, other: users.plain };
      const nested = { whole: s.object({ deep: LoginPhone }) };`,
  };
  const p = program(files);

  it('label the members that they describe', () => {
    expect([...p.types.labelledMemberNames()].sort()).toEqual(['deep', 'direct', 'inner', 'renamed', 'shared', 'tagged']);
  });

  it.each(['direct', 'shared', 'tagged', 'inner', 'renamed', 'deep'])('%s is described at its place', (name) => {
    const s = files['tables.ts'].indexOf(`${name}:`);
    expect(p.types.labelsAt({ file: '/p/tables.ts', s, e: s + name.length })).toEqual({ value: [], returns: [], describes: ['TwoFactorPhone'] });
  });

  it.each(['plain', 'other', 'whole'])('%s is not', (name) => {
    const s = files['tables.ts'].indexOf(`${name}:`);
    expect(p.types.labelsAt({ file: '/p/tables.ts', s, e: s + name.length }).describes).toEqual([]);
  });
});

describe('labels at a place', () => {
  const text = `type TwoFactorPhone = string;
    interface A { direct: TwoFactorPhone; plain: string; load(): TwoFactorPhone; nested: { deep: TwoFactorPhone; flat: 1 } }
    class B { field = ''; constructor(readonly prop: TwoFactorPhone) {} /** @data TwoFactorPhone */ method() { return ''; } }
    const C = class { inside: TwoFactorPhone; own(): TwoFactorPhone { return ''; } };
    /** @data TwoFactorPhone */ let tagged = ''; let typed: TwoFactorPhone; let free = '';
    function loader(arg: TwoFactorPhone, other: { to: TwoFactorPhone }): TwoFactorPhone { return arg; }
    const arrow = (): TwoFactorPhone => '';
    type Row<T> = { cell: T };`;
  const p = program(text, { TwoFactorPhone: { properties: ['B.field'] } });
  const at = (name: string) => {
    const s = text.search(new RegExp(`\\b${name}\\b`));
    return p.types.labelsAt({ file: '/p/a.ts', s, e: s + name.length });
  };
  const L = ['TwoFactorPhone'];

  it.each(['direct', 'deep', 'field', 'prop', 'inside', 'tagged', 'typed', 'arg', 'to'])('%s holds one', (name) => {
    expect(at(name)).toEqual({ value: L, returns: [], describes: [] });
  });
  it.each(['load', 'method', 'own', 'loader', 'arrow'])('%s returns one', (name) => {
    expect(at(name)).toEqual({ value: [], returns: L, describes: [] });
  });
  it.each(['plain', 'flat', 'free', 'cell', 'other', 'Row'])('%s has none', (name) => {
    expect(at(name)).toEqual({ value: [], returns: [], describes: [] });
  });
  it('a labelled type is its own label', () => {
    expect(at('TwoFactorPhone')).toEqual({ value: L, returns: [], describes: [] });
    expect(p.types.labelsAt({ file: '/p/none.ts', s: 0, e: 1 })).toEqual({ value: [], returns: [], describes: [] });
  });
});

describe('references of the policy that mean nothing', () => {
  const files = {
    'src/store.ts': 'export function loadPhone() {} export class Store { load() {} } export interface User { phone: string } export const arrow = () => 1; export type Made = z.infer<typeof S>;',
    'node_modules/pkg/index.d.ts': 'export declare function load(): string; export type T = string;',
    'node_modules/bare/index.js': '',
  };
  const problems = (data: Data) => program(files, { TwoFactorPhone: data }).types.idleEntries().map((x) => x.message);

  it('none where each is declared', () => {
    expect(problems({
      types: ['User', 'src/store#User', 'pkg#T', 'bare#Anything'],
      properties: ['User.phone', 'src/store.ts#User.phone', 'Made.phone', 'Store.load'],
      returns: ['loadPhone', 'src/store#loadPhone', 'src/store#arrow', 'Store.load', 'pkg#load', 'src/store.ts#Store.load'],
    })).toEqual([]);
  });

  it('none where a package that is imported declares it', () => {
    const found = program({ 'a.ts': "import { load } from 'pkg';", ...files }, { TwoFactorPhone: { types: ['T'], returns: ['load'] } });
    expect(found.types.idleEntries()).toEqual([]);
  });

  it.each<[string, Data]>([
    ['type `Missing`', { types: ['Missing'] }],
    ['type `TwoFactorPhone`', { types: ['TwoFactorPhone'] }],
    ['type `src/store#Missing`', { types: ['src/store#Missing'] }],
    ['type `src/none#User`', { types: ['src/none#User'] }],
    ['type `pkg#Missing`', { types: ['pkg#Missing'] }],
    ['property `User.missing`', { properties: ['User.missing'] }],
    ['property `Missing.phone`', { properties: ['Missing.phone'] }],
    ['function `loadMissing`', { returns: ['loadMissing'] }],
    ['function `src/store#missing`', { returns: ['src/store#missing'] }],
    ['function `Store.missing`', { returns: ['Store.missing'] }],
  ])('%s', (what, data) => {
    expect(problems(data)).toEqual([expect.stringContaining(`${what} resolves to nothing: `)]);
  });

  it('none where a package puts its declarations together by itself', () => {
    const lodash = {
      'node_modules/lodash/index.d.ts': '/// <reference path="./common/object.d.ts" />\nexport = _;\ndeclare const _: _.LoDashStatic;',
      'node_modules/lodash/common/object.d.ts': 'declare module "../index" { interface LoDashStatic { pick(x: object): object } }',
    };
    expect(program({ ...files, ...lodash }, { TwoFactorPhone: { returns: ['lodash#pick'] } }).types.idleEntries()).toEqual([]);
  });

  it('names models: of packages that are not installed, and of functions that nothing mentions', () => {
    const model = (text: string) => {
      const place = { file: '/p/data-purpose.jsonc', line: 1, column: 1 };
      return program({ 'a.ts': "import { send } from 'pkg'; send(declaredNowhere());", ...files }, {}, { models: [{ function: parseReference(text, place), flow: [], place }] }).types.idleEntries().map((x) => x.message);
    };
    for (const text of ['pkg#load', 'bare#anything', 'declaredNowhere', 'Store.load']) expect(model(text)).toEqual([]);
    for (const text of ['none#load', 'pkg#missing', 'missing', 'Store.missing']) expect(model(text)).toEqual([expect.stringContaining(`modelled function \`${text}\` resolves to nothing: `)]);
  });

  it('names declassifiers, with a hint and a place', () => {
    const place = { file: '/p/data-purpose.jsonc', line: 7, column: 3 };
    const declassifiers = [{ function: { name: 'release', text: 'release', place }, data: [], grants: [], reason: 'x', place }];
    const [problem] = program(files, {}, { declassifiers }).types.idleEntries();
    expect(problem).toMatchObject({ message: expect.stringContaining('declassifier `release`'), place });
    expect(problem!.hint).not.toBe('');
  });

  it('leaves the built-in policy alone', () => {
    const data = policyOf({ TwoFactorPhone: { types: ['Missing'] } }).data.get('TwoFactorPhone')!;
    const builtin = { ...data, types: data.types.map((t) => ({ ...t, place: { ...t.place, file: null } })) };
    expect(program(files, {}, { data: new Map([['TwoFactorPhone', builtin]]) }).types.idleEntries()).toEqual([]);
  });
});

describe('references of the policy to the columns of a table', () => {
  const files = {
    'schema.ts': "export const users = pgTable('users', { id: integer('id'), phone: text('phone'), city: text('city') });\nexport const plain = { phone: '' };",
    'index.ts': "export { users as people } from './schema';",
  };
  const labelled = (property: string): unknown[] => {
    const { types } = program(files, { TwoFactorPhone: { properties: [property] } });
    const at = files['schema.ts'].indexOf('phone:');
    return [types.idleEntries().map(({ message, hint }) => `${message} ${hint}`), types.labelsAt({ file: '/p/schema.ts', s: at, e: at + 5 }).describes, [...types.labelledMemberNames()]];
  };

  it.each(['users.phone', 'schema.ts#users.phone', 'index#people.phone'])('%s labels the column', (property) => {
    expect(labelled(property)).toEqual([[], ['TwoFactorPhone'], ['phone']]);
  });

  it('mean no property of an object, and no other column', () => {
    expect(labelled('plain.phone').slice(0, 2)).toEqual([[expect.stringContaining('no file of the program declares plain.phone')], []]);
    expect(labelled('users.city').slice(0, 2)).toEqual([[], []]);
  });
});

describe('a reference that means nothing has a hint', () => {
  const files = {
    'a.ts': "export interface Customer { card: string; iban: string }\nexport class Vault { loadCard() {} }\nexport function openVault() {}\nexport const cards = pgTable('cards', { number: text('number') });",
  };
  it.each<[Data, string]>([
    [{ types: ['Custmer'] }, 'Did you mean `Customer`?'],
    [{ types: ['a.ts#Custmer'] }, 'Did you mean `a.ts#Customer`?'],
    [{ properties: ['Customer.crad'] }, 'Did you mean `Customer.card`?'],
    [{ properties: ['Customer.telephone'] }, 'Customer has: card, iban.'],
    [{ properties: ['Custmer.card'] }, 'Did you mean `Customer.card`?'],
    [{ properties: ['cards.numbr'] }, 'Did you mean `cards.number`?'],
    [{ properties: ['a#cards.numbr'] }, 'Did you mean `a#cards.number`?'],
    [{ returns: ['opnVault'] }, 'Did you mean `openVault`?'],
    [{ returns: ['Vault.loadCrad'] }, 'Did you mean `Vault.loadCard`?'],
    [{ returns: ['wibble'] }, 'Check the spelling, or name the module that declares it: `module#Name`.'],
    [{ returns: ['a#wibble'] }, 'Check the spelling, and that the module exports it.'],
  ])('%j', (data, hint) => {
    expect(program(files, { TwoFactorPhone: data }).types.idleEntries().map((problem) => problem.hint)).toEqual([hint]);
  });
});

it('a generic method gives what its condition can, but for what its calls decide', () => {
  const found = members({
    'a.ts': `export type Phone = string;
export interface Store {
  direct<T>(of: T): T extends true ? Phone : string;
  promised<T>(of: T): T extends true ? Promise<Phone> : Promise<string>;
  decided<T>(of: T): T extends true ? Promise<T> : string;
  clean<T>(of: T): T extends true ? Promise<string> : string;
}`,
  }, { Phone: { types: ['Phone'] } });
  expect(found).toEqual(['direct', 'promised']);
});
