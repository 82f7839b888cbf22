import { describe, expect, it } from 'vitest';
import { program, show } from './program.js';

const P = 'string !TwoFactorPhone';

describe('classes', () => {
  const p = program({
    'a.ts': `
      import { Base } from './base';
      type TwoFactorPhone = string;
      interface Contact { phone: TwoFactorPhone; reach(): TwoFactorPhone }
      export class Box<T> { value!: T; static size: number; static make<U>(u: U): Box<U> { return null!; } get all(): T[] { return []; } set raw(v: T) {} #secret: T; self(): this { return this; } }
      export class User extends Base<TwoFactorPhone> implements Contact {
        phone; own?: number;
        constructor(private readonly key: TwoFactorPhone, plain: string, public level = 1) { super(); }
        reach() { return this.phone; }
        find(a: string): number; find(a: number): string; find(a: unknown): never { throw a; }
      }
      export interface Box<T> { merged: T }
      export const Named = class { declared: TwoFactorPhone = ''; constructor(public prop: TwoFactorPhone) {} run(): TwoFactorPhone { return ''; } static shared: TwoFactorPhone; };
      export abstract class Shape { abstract area(): TwoFactorPhone }
      type B = Box<TwoFactorPhone>; type U = User; type N = InstanceType<typeof Named>; type S = Shape; type M = ReturnType<typeof Box.make>;
    `,
    'base.ts': 'export class Base<T> { id: T; static origin: string; protected list(): T[] { return []; } }',
  });
  const member = (cls: number, name: string, isStatic = false) => p.types.memberOfClass('/p/a.ts', cls, name, isStatic);
  const index = (name: string): number => p.linker.facts('/p/a.ts')!.classes.findIndex((c) => c.name === name);

  it('have fields, accessors, methods and merged members under their arguments', () => {
    expect(p.show('B')).toContain(`value: ${P}`);
    expect(p.show('B')).toContain(`all: array<${P}>`);
    expect(p.show('B')).toContain(`raw: ${P}`);
    expect(p.show('B')).toContain(`merged: ${P}`);
    expect(p.show('B')).toContain('self: fn(class Box{');
    expect(p.show('B')).not.toContain('size');
  });

  it('inherit, take parameter properties and what interfaces promise', () => {
    const shown = (name: string): string => {
      const m = member(index('User'), name)!;
      const s = m.signatures?.[0];
      return show(p.types, p.types.shape(m.type ?? { file: s!.file, type: s!.fn.ret!, ...(s!.env ? { env: s!.env } : {}) }));
    };
    expect(shown('id')).toBe(P);
    expect(shown('list')).toBe(`array<${P}>`);
    expect(shown('key')).toBe(P);
    expect(shown('phone')).toBe(P);
    expect(shown('reach')).toBe(P);
    expect(member(index('User'), 'own')).toMatchObject({ optional: true, owner: 'User' });
    expect(member(index('User'), 'plain')).toBeUndefined();
    expect(member(index('User'), 'find')!.signatures).toHaveLength(2);
  });

  it('have statics, inherited ones too', () => {
    expect(member(index('Box'), 'size', true)).toBeDefined();
    expect(member(index('Box'), 'size')).toBeUndefined();
    expect(member(index('User'), 'origin', true)?.file).toBe('/p/base.ts');
  });

  it('can be expressions or abstract', () => {
    expect(p.show('N')).toBe(`class Named{declared: ${P}, run: fn(${P}), prop: ${P}}`);
    expect(member(index('Named'), 'shared', true)).toBeDefined();
    expect(p.show('S')).toBe(`class Shape{area: fn(${P})}`);
    expect(p.of('M').objects[0]).toMatchObject({ k: 'class', name: 'Box' });
  });

  it('of a base that leads nowhere are open', () => {
    const q = program("import { Model } from 'orm'; class User extends Model { id = 1 } class Mixed extends mix(User) {}");
    expect(q.of('User').unknown).toBe(true);
    expect(q.of('Mixed').unknown).toBe(true);
  });

  it('declared in packages are plain objects, with statics and constructor', () => {
    const q = program({
      'a.ts': "import { Client } from 'pkg'; type C = Client<string>; type T = InstanceType<typeof Client>; type V = typeof Client.version; class Own extends Client<number> { mine = 1 }",
      'node_modules/pkg/index.d.ts': 'export declare class Client<T> { constructor(n: number); static version: string; get(): T; protected hidden: T; }',
    });
    expect(q.show('C')).toBe('Client{get: fn(string), hidden: string}');
    expect(q.show('T')).toContain('Client{get: ');
    expect(q.show('V')).toBe('string');
    expect(q.member('Own', 'get')?.owner).toBe('Client');
  });
});

describe('implementations', () => {
  const p = program({
    'a.ts': `
      export interface Repo<T> { find(): T } export interface SubRepo extends Repo<string> {}
      export abstract class Base { abstract run(): void } export type Alias = { go(): void }; export interface small { come(): void }
      type R = Repo<string>; class First extends Second {} class Second implements Repo<number> { find() { return 1; } }`,
    'b.ts': "import { SubRepo as Renamed, Base, Alias } from './a'; export class Third implements Renamed { find() { return ''; } } export class Fourth extends Base { run() {} } class Fifth extends Fourth {} class Sixth implements Alias { go() {} }",
    'c.ts': "import * as a from './a'; import { Third as T } from './b'; class Seventh extends a.Base {} class Eighth extends T {} const Ninth = class implements a.Repo<1> {}; class Tenth extends Ninth {}",
    'e.ts': "import type { small } from './a'; class Lower implements small { come() {} }",
    'd.ts': 'interface Repo { other: 1 } class Stranger implements Repo { other = 1 as const }',
  });
  const names = (alias: string): string[] => {
    const o = p.of(alias).objects[0] as { id: string };
    return p.types.implementations(o.id).map((c) => p.linker.facts(c.file)!.classes[c.cls]!.name);
  };

  it('are found through interfaces, classes, imports and aliases', () => {
    expect(names('Repo')).toEqual(['First', 'Second', 'Third', 'Eighth', 'Ninth', 'Tenth']);
    expect(names('R')).toEqual(names('Repo'));
    expect(names('SubRepo')).toEqual(['Third', 'Eighth']);
    expect(names('Base')).toEqual(['Fourth', 'Fifth', 'Seventh']);
    expect(names('Alias')).toEqual(['Sixth']);
    expect(names('small')).toEqual(['Lower']);
  });
});
