import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ClosableChecker } from '../../src/checker/fallback.js';
import { openChecker } from '../../src/project/checker.js';
import { createSources } from '../../src/project/sources.js';
import { ADAPTED, TYPESCRIPTS } from '../project/found.js';

const LIBRARY = `
  export declare class Query<DB, T extends keyof DB, Out> { readonly state: DB; run(): Promise<Row<DB[T], Out>[]> }
  export type Row<From, Out> = { [K in Out & string]: K extends keyof From ? From[K] : never };
  export declare function from<DB, T extends keyof DB, Out>(table: T, columns: Out[]): Query<DB, T, Out>;
  export declare class Column<T> { readonly held: T }
  export type Read<C> = { [K in keyof C as K extends symbol ? never : K]: C[K] extends Column<infer T> ? T : never };
  export interface Logged { all<Out extends string>(...columns: Out[]): Promise<{ [K in Out]: string }[]> }
  export interface Table { all<Out extends string>(...columns: Out[]): Promise<Row<Rows, Out>[]> }
  interface Rows { phone: string; name: string }
  export declare function load<T>(): Promise<{ data: T; status: number }>;
`;
const FILES = {
  'node_modules/lib/index.d.ts': LIBRARY,
  'node_modules/lib/package.json': '{ "types": "index.d.ts" }',
  'tsconfig.json': '{ "compilerOptions": { "strict": true, "target": "es2022", "module": "esnext", "moduleResolution": "bundler", "types": [] } }',
  'use.ts': `
    import { Column, from, load, type Logged, type Query, type Read, type Table } from 'lib';
    interface Users { phone: string; name: string }
    interface Leads { phone: string; score: number }
    interface Database { users: Users; leads: Leads }
    declare const query: Query<Database, 'users', 'phone' | 'name'>;
    export async function rows() {
      const all = await query.run();
      for (const row of all) use(row.phone);
      all.map(({ phone }) => use(phone));
      return all;
    }
    export async function later() { const [first] = await rows(); use(first!.phone); }
    const table = { phone: new Column<string>(), name: new Column<string>() };
    export function columns(user: Read<typeof table>) { use(user.phone); use(table.phone); }
    interface Order { title: string; user: Users; private: { note: () => Leads } }
    export async function orders() { const { data } = await load<Order[]>(); use(data); use(query); use(new Date()); use(await load<Order>()); }
    class Store { readonly #all = new Map<string, Users>(); private held: Users | undefined; count() { return this.#all.size + (this.held ? 1 : 0); } }
    export function hidden(store: Store) { use(store); }
    export function literal(order: Order, phone: string) { use({ note: phone, user: order.user }); use([{ phone }, ...[order.title]]); use({ ...order, phone: () => phone }); use({ title() { return order.user; } }); }
    declare const either: Logged | Table;
    export async function several() { const found = await either.all('phone'); use(found[0]!.phone); }
    declare function use(value: unknown): void;
    void from;
  `,
} as const;

const KINDS = [...TYPESCRIPTS, ADAPTED];
const text = FILES['use.ts'];
let folder: string;
const checkers = new Map<string, ClosableChecker>();
beforeAll(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'data-purpose-contents-')));
  for (const [name, content] of Object.entries(FILES)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), content);
  }
  for (const [version, found] of KINDS) {
    const checker = openChecker({ files: [join(folder, 'use.ts')], tsconfig: join(folder, 'tsconfig.json'), folder, sources: createSources() }, () => undefined, undefined, found)!;
    // The first question makes the program.
    checker.declarations(join(folder, 'use.ts'), 0);
    checkers.set(version, checker);
  }
}, 60_000);
afterAll(() => {
  for (const checker of checkers.values()) checker.close();
  rmSync(folder, { recursive: true, force: true });
});

const lineOf = (offset: number): string => (text.slice(0, offset).split('\n').at(-1) ?? '') + (text.slice(offset).split('\n')[0] ?? '');

/** The declared line of the property whose name follows the text, and whether it holds data. */
function member(version: string, before: string): unknown {
  const found = checkers.get(version)!.member(join(folder, 'use.ts'), text.indexOf(before) + before.length);
  return found && { lines: found.declarations.map(({ s }) => lineOf(s).trim().split(' ').slice(0, 2).join(' ')), primitive: found.primitive };
}

function contents(version: string, call: string, names: readonly string[] = ['phone', 'note', 'title']): string[] {
  const at = text.indexOf(`use(${call})`) + 'use('.length;
  return checkers.get(version)!.contents(join(folder, 'use.ts'), at, at + call.length, new Set(names)).map(({ name }) => name).sort();
}

const VERSIONS = KINDS.map(([version]) => version);

describe.each(VERSIONS)('a property that a library\'s types computed, to TypeScript %s,', (version) => {
  it('comes from the table that the key beside the database names', () => {
    expect(member(version, 'use(row.')).toEqual({ lines: ['interface Users'], primitive: true });
  });

  it('is found from a callback\'s parameter and from what a function of the program returns', () => {
    expect(member(version, 'all.map(({ ')).toEqual({ lines: ['interface Users'], primitive: true });
    expect(member(version, 'use(first!.')).toEqual({ lines: ['interface Users'], primitive: true });
  });

  it('comes from any of the types that the receiver can be of', () => {
    expect(member(version, 'use(found[0]!.')).toMatchObject({ primitive: true });
    const { declarations } = checkers.get(version)!.member(join(folder, 'use.ts'), text.indexOf('use(found[0]!.') + 'use(found[0]!.'.length)!;
    expect(declarations.map(({ s }) => LIBRARY.slice(s).split(':')[0])).toEqual(['phone']);
  });

  it('comes from the object that the written type was computed from', () => {
    expect(member(version, 'use(user.')).toEqual({ lines: ['const table'], primitive: true });
  });

  it('is no data where it is a description of it', () => {
    expect(member(version, 'use(table.')).toEqual({ lines: ['const table'], primitive: false });
  });
});

describe.each(VERSIONS)('contents, to TypeScript %s,', (version) => {
  it('are those of elements, promised values and nested objects', () => {
    expect(contents(version, 'data')).toEqual(['phone', 'title']);
    expect(contents(version, 'await load<Order>()')).toEqual(['phone', 'title']);
  });

  it('tell by which property of the value they are found', () => {
    const at = text.indexOf('use(data)') + 'use('.length;
    const found = checkers.get(version)!.contents(join(folder, 'use.ts'), at, at + 'data'.length, new Set(['phone', 'title']));
    expect(Object.fromEntries(found.map(({ name, via }) => [name, via]))).toEqual({ phone: 'user', title: 'title' });
  });

  it('are those of a literal\'s parts', () => {
    expect(contents(version, '{ note: phone, user: order.user }')).toEqual(['note', 'phone']);
    expect(contents(version, '[{ phone }, ...[order.title]]')).toEqual(['phone']);
    expect(contents(version, '{ ...order, phone: () => phone }')).toEqual(['phone', 'title']);
    expect(contents(version, '{ title() { return order.user; } }')).toEqual([]);
  });

  it('are not those of a client, of a platform\'s object, or of what a function gives', () => {
    expect(contents(version, 'query')).toEqual([]);
    expect(contents(version, 'new Date()', ['phone', 'getTime'])).toEqual([]);
    expect(contents(version, 'store')).toEqual([]);
  });
});
