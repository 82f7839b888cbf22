import { describe, expect, it } from 'vitest';
import type { Linker } from '../../../src/facts/link.js';
import { createLinker } from '../../../src/facts/program.js';
import { findSlice, type Slice } from '../../../src/flow/reach/slice.js';
import { createModels } from '../../../src/models/index.js';
import { loadPolicy } from '../../../src/policy/load.js';
import { createDeclaredTypes } from '../../../src/types/declared.js';
import { PRELUDE } from '../harness.js';

const POLICY = JSON.stringify({
  purposes: { security: null, 'ad-targeting': null },
  data: { TwoFactorPhone: { allow: ['security'], types: ['TwoFactorPhone'] } },
  modules: [{ purpose: 'ad-targeting', files: ['ads/**'] }],
});

function sliceOf(text: string): { readonly linker: Linker; readonly slice: Slice } {
  const files = new Map(Object.entries({ ...PRELUDE, 'a.ts': `import { user, type User } from './data.js'; import { track } from './ads/sink.js';\n${text}` }).map(([name, t]) => [`/app/${name}`, t]));
  const linker = createLinker({ files: [...files.keys()], readFile: (f) => files.get(f), fileExists: (f) => files.has(f) });
  const policy = loadPolicy({ file: '/app/data-purpose.jsonc', from: '/app', readFile: () => POLICY, today: '2026-01-01' });
  const slice = findSlice({ linker, files: [...files.keys()], policy, declared: createDeclaredTypes(linker, policy), libraries: { models: createModels([]), isNative: () => false } });
  return { linker, slice };
}

/** Names of the functions of a text that lie between sources and boundaries. */
function sliced(text: string): string[] {
  const { linker, slice } = sliceOf(text);
  return (linker.facts('/app/a.ts')?.functions ?? []).filter((f) => f.kind !== 'module' && f.name !== '' && slice.has(f)).map((f) => f.name);
}

describe('a slice', () => {
  it('holds what a label goes through, and no more', () => {
    expect(sliced('const pass = (x: unknown) => x; const other = (x: unknown) => x; export function send() { track(pass(user.phone)); track(other(1)); }')).toEqual(['send', 'pass']);
  });

  it('says where a search ended at a bound', () => {
    const chosen = (n: number): string => `let send = (x: unknown) => track(x); ${Array.from({ length: n }, (_, i) => `const f${i} = () => ${i}; send = f${i};`).join(' ')} export const go = () => send(user.phone);`;
    expect(sliceOf(chosen(20)).slice.limits).toEqual([]);
    expect(sliceOf(chosen(700)).slice.limits).toEqual(['what some calls lead to, and where some objects come from, was not searched to the end: labels that go there are not followed']);
  });

  it('tells the columns of what unread code made of a record apart', () => {
    const made = "import { match } from 'some-library'; export function read(u: User) { return match(u).exhaustive(); }";
    expect(sliced(`${made} export function send(u: User) { track(read(u).phone); }`)).toEqual(['read', 'send']);
    expect(sliced(`${made} export function send(u: User) { track(read(u).city); }`)).toEqual([]);
    expect(sliced(`${made} export function send(u: User) { track(read(u)); }`)).toEqual(['read', 'send']);
    expect(sliced(`${made} export function send(u: User) { track(read(u).data.value); }`)).toEqual(['read', 'send']);
  });

  it('keeps the requests of a server apart', () => {
    const app = "import { Hono } from 'hono'; export const app = new Hono().get('/a', function first(c) { return c.json({ phone: user.phone }); })";
    expect(sliced(`${app}.get('/b', function second(c) { track(c.req.query('q')); return c.json({}); });`)).toEqual([]);
    expect(sliced(`${app}.get('/b', function second(c) { track(user.phone); return c.json({}); });`)).toEqual(['second']);
  });

  it('shares what middleware does to a request with all routes, and what a route does with those that run for it', () => {
    const app = "import Koa from 'koa'; import Router from '@koa/router'; const app = new Koa(); const router = new Router();";
    const first = "router.get('/a', function first(ctx) { ctx.body = user.phone; });";
    const second = "router.get('/b', function second(ctx) { track(ctx.body); });";
    expect(sliced(`${app} ${first} ${second}`)).toEqual([]);
    expect(sliced(`${app} ${first} router.get('/a', function other(ctx) { track(ctx.body); });`)).toEqual(['first', 'other']);
    expect(sliced(`${app} ${first} ${second} app.use(function log(ctx) { track(ctx.body); });`)).toEqual(['first', 'log']);
    expect(sliced(`${app} ${second} app.use(function put(ctx) { ctx.body = user.phone; });`)).toEqual(['second', 'put']);
    expect(sliced(`${app} ${first} ${second} app.use(function keep(ctx) { ctx.copy = { of: ctx }; });`)).toEqual([]);
  });

  it('tells of a generic type of the program that what its arguments hold is below its members', () => {
    expect(sliced('interface Event<T> { name: string; changes: { of: T } } export function send(e: Event<User>) { track(e.name); }')).toEqual([]);
    expect(sliced('interface Event<T> { name: string; changes: { of: T } } export function send(e: Event<User>) { track(e.changes.of.phone); }')).toEqual(['send']);
    expect(sliced('interface Box<T> { of: T } export function send(e: Box<User["phone"]>) { track(e.of); }')).toEqual(['send']);
  });

  it('follows what a callback puts into an object that a library gives it', () => {
    expect(sliced("import { produce } from 'immer'; export function send() { const made = produce({}, (draft: { a?: string }) => { draft.a = user.phone; }); track(made.a); }")).toEqual(['send']);
  });

  it('does not take an index for the element beside it', () => {
    expect(sliced('export function send(users: User[]) { users.forEach(function each(u, index) { track(index); }); }')).toEqual([]);
    expect(sliced('export function send(users: User[]) { users.forEach(function each(u, index) { track(u.phone); }); }')).toEqual(['send', 'each']);
  });

  it('knows what a type has under a name', () => {
    expect(sliced("interface Other { readonly user: { readonly city: string } } interface Holder { readonly user: User } export function send(x: Other['user']) { track(x.city); track(x); }")).toEqual([]);
    expect(sliced("interface Holder { readonly user: User } export function send(x: Holder['user']) { track(x); track(x.phone); }")).toEqual(['send']);
  });

  it('does not take a property for a labelled one of the same name where its type is written', () => {
    const guest = 'interface Guest { readonly phone: string; readonly tags: string[] } class Guests { readonly #rows = new Map<string, Guest>(); all(): Promise<readonly Guest[]> { return Promise.resolve([...this.#rows.values()]); } first() { return this.#rows.get("1"); } }';
    expect(sliced(`${guest} export async function send(guests: Guests) { for (const guest of await guests.all()) track(guest.phone); }`)).toEqual([]);
    expect(sliced(`${guest} export async function send(guests: Guests) { track(guests.first()?.phone); track((await guests.all()).filter((g) => g.tags).map((g) => g.phone)); }`)).toEqual([]);
    expect(sliced(`${guest} const columns: { of: (guest: Guest) => string }[] = [{ of: (g) => g.phone }]; export function send(guest: Guest) { track(columns[0].of(guest)); }`)).toEqual([]);
    expect(sliced(`${guest} export async function send(guests: Guests) { for (const guest of await guests.all() as any) track(guest.phone); }`)).toEqual(['send']);
    expect(sliced('class Users { readonly #rows = new Map<string, User>(); all(): Promise<readonly User[]> { return Promise.resolve([...this.#rows.values()]); } } export async function send(users: Users) { for (const u of await users.all()) track(u.phone); }')).toContain('send');
  });

  it('keeps methods of one name apart by what classes declare to implement', () => {
    const stores = 'interface Phones { give(): string } interface Cities { give(): string } class A implements Phones { give() { return user.phone; } } class B implements Cities { give() { return "x"; } }';
    expect(sliced(`${stores} export function send(from: Cities) { track(from.give()); }`)).toEqual([]);
    expect(sliced(`${stores} export function send(from: Phones) { track(from.give()); }`)).toEqual(['send', 'give']);
    // A class that declares nothing can be of any type that has its methods.
    expect(sliced('interface Cities { give(): string } class C { give() { return user.phone; } } export function send(from: Cities) { track(from.give()); }')).toEqual(['send', 'give']);
  });

  it('keeps classes apart that extend the same', () => {
    const classes = "class Base { value?: string; keep(x: string) { this.value = x; } } class A extends Base { secret?: string } class B extends Base { secret?: string }";
    expect(sliced(`${classes} export function send(a: A, b: B) { a.secret = user.phone; track(b.secret); }`)).toEqual([]);
    expect(sliced(`${classes} export function send(a: A) { a.secret = user.phone; track(a.secret); }`)).toEqual(['send']);
    expect(sliced(`${classes} export function put() { new A().keep(user.phone); } export function send(b: B) { track(b.secret); }`)).toEqual([]);
    expect(sliced(`${classes} export function send() { const a = new A(); a.keep(user.phone); track(a.value); }`)).toEqual(['send', 'keep']);
  });

  it('runs the setters of the object that is assigned to', () => {
    const classes = 'let kept: unknown; class A { set name(x: string) { kept = x; } } class B { name = ""; }';
    expect(sliced(`${classes} export function put(a: A) { a.name = user.phone; } export function send() { track(kept); }`)).toEqual(['put', 'send', 'name']);
    expect(sliced(`${classes} export function put(b: B) { b.name = user.phone; } export function send() { track(kept); }`)).toEqual([]);
    expect(sliced(`${classes} export function put() { const o: { name?: string } = {}; o.name = user.phone; } export function send() { track(kept); }`)).toEqual([]);
  });

  it('takes no count for what is counted', () => {
    expect(sliced("import { parse } from 'some-library'; export function send() { track(parse(user.phone).size); }")).toEqual([]);
    expect(sliced("import { parse } from 'some-library'; export function send() { track(parse(user.phone).text); }")).toEqual(['send']);
  });

  it('keeps a copy of an object apart from it', () => {
    expect(sliced('export function send() { const a: Record<string, string> = {}; const b = { ...a }; b.x = user.phone; track(a.x); }')).toEqual([]);
    expect(sliced('export function send() { const a: Record<string, any> = { o: {} }; const b = { ...a }; b.o.x = user.phone; track(a.o.x); }')).toEqual(['send']);
  });

  it('brings what a given function returns to those that gave it', () => {
    const run = 'function run<T>(f: () => T): T { return f(); }';
    expect(sliced(`${run} export function send() { track(run(() => user.phone)); }`)).toEqual(['run', 'send']);
    expect(sliced(`${run} export function other() { run(() => user.phone); } export function send() { track(run(() => 1)); }`)).toEqual([]);
    const inner = "import { within } from 'some-library'; function run<T>(f: () => T): T { return within(() => f()); }";
    expect(sliced(`${inner} export function send() { track(run(() => user.phone)); }`)).toEqual(['run', 'send']);
    expect(sliced(`${inner} export function other() { run(() => user.phone); } export function send() { track(run(() => 1)); }`)).toEqual([]);
    const wrap = 'const wrap = <T>(f: () => T) => function wrapped(): T { return f(); }; const a = wrap(() => user.phone); const b = wrap(() => 1);';
    expect(sliced(`${wrap} export function send() { track(a()); }`)).toEqual(['send', 'wrap', 'wrapped']);
    expect(sliced(`${wrap} export function other() { a(); } export function send() { track(b()); }`)).toEqual([]);
  });

  it('keeps what each call made apart, where no one else holds it', () => {
    const make = 'function make() { const o: Record<string, string> = {}; return o; }';
    expect(sliced(`${make} export function put() { make().x = user.phone; } export function send() { track(make().x); }`)).toEqual([]);
    expect(sliced(`${make} export function send() { const o = make(); o.x = user.phone; track(o.x); }`)).toEqual(['send']);
    const kept = 'const all: Record<string, string>[] = []; function make() { const o: Record<string, string> = {}; all.push(o); return o; }';
    expect(sliced(`${kept} export function put() { make().x = user.phone; } export function send() { for (const o of all) track(o.x); }`)).toEqual(['make', 'put', 'send']);
    const held = 'const one: Record<string, string> = {}; function get() { return one; }';
    expect(sliced(`${held} export function put() { get().x = user.phone; } export function send() { track(get().x); }`)).toEqual(['get', 'put', 'send']);
  });

  it('tells records of classes that a library finds for them', () => {
    const models = "import { Model } from 'some-orm'; class Base extends Model { stored() { return this.save(); } } class A extends Base { secret?: string } class B extends Base { secret?: string }";
    expect(sliced(`${models} export async function put() { const a = await A.findOne(); a.secret = user.phone; await a.stored(); } export async function send() { let b = await B.findOne(); b = await b.stored(); track(b.secret); }`)).toEqual([]);
    expect(sliced(`${models} export async function send() { let a = await A.findOne(); a.secret = user.phone; a = await a.stored(); track(a.secret); }`)).toEqual(['send', 'stored']);
    expect(sliced(`${models} export async function send() { const all = await A.findAll(); for (const a of all) a.secret = user.phone; track(all[0].secret); }`)).toEqual(['send']);
  });

  it('takes an object of a known type for a holder of what its members hold', () => {
    const order = 'interface Order { readonly id: string; readonly buyer: User }';
    expect(sliced(`${order} export function send(o: Order) { track(o); }`)).toEqual(['send']);
    expect(sliced(`${order} export function send(o: Order) { track(o.buyer.phone); }`)).toEqual(['send']);
    expect(sliced(`${order} export function send(o: Order) { track(o.id); track(o.buyer.city); }`)).toEqual([]);
  });

  it('finds nothing of a key in what is found by it', () => {
    expect(sliced('export function send(counts: Map<unknown, number>) { track(counts.get(user)); }')).toEqual([]);
    expect(sliced('export function send(names: Map<string, string>) { track(names.get(user.phone)); }')).toEqual(['send']);
  });

  it('keeps what the code that classes share makes of one of them apart', () => {
    const classes = "import { Model } from 'some-orm'; class Base extends Model { copy?: unknown; remember() { this.copy = this.previous(); return this; } } class A extends Base { secret = user.phone; } class B extends Base { secret?: string }";
    expect(sliced(`${classes} export function send(b: B) { track(b.copy); track(b.remember()); }`)).toEqual([]);
    expect(sliced(`${classes} export function send(a: A) { track(a.remember().secret); }`)).toContain('send');
  });

  it('takes a method that a class has from a library for no method of another class', () => {
    const classes = "import { Model } from 'some-orm'; class Phone extends Model {} export class Store { async keep(x: string) { track(x); } }";
    expect(sliced(`${classes} export function send() { Phone.keep(user.phone); }`)).toEqual([]);
    expect(sliced(`${classes} export function send(store: Store) { store.keep(user.phone); }`)).toEqual(['send', 'keep']);
  });

  it('reads what a record gives under a constant name', () => {
    const model = "import { Model } from 'some-orm'; class Person extends Model { phone = user.phone; city = 'x'; }";
    expect(sliced(`${model} export function send(p: Person) { track(p.getDataValue('city')); }`)).toEqual([]);
    expect(sliced(`${model} export function send(p: Person) { track(p.getDataValue('phone')); }`)).toContain('send');
    expect(sliced(`${model} export function send(p: Person, key: string) { track(p.getDataValue(key)); }`)).toContain('send');
  });

  it('takes a key that is no name of what is kept for none of its names', () => {
    const cache = "import { LRUCache } from 'lru-cache'; const cache = new LRUCache(); export function put(u: User) { cache.set('last', { number: u.phone, place: u.city }); }";
    expect(sliced(`${cache} export function send() { track(cache.get('last').number); }`)).toContain('send');
    expect(sliced(`${cache} export function send() { track(cache.get('last').place); }`)).toEqual([]);
    expect(sliced("export function send(u: User) { const all = new Map(); all.set('last', { number: u.phone }); track(all.get('last').number); }")).toEqual(['send']);
  });

  it('takes what a method of a record gives for made of all of it, unless its name says that it is the record again', () => {
    const model = "import { Model } from 'some-orm'; class Person extends Model { number = user.phone; place = 'x'; }";
    expect(sliced(`${model} export function send(p: Person) { track(p.contact()); }`)).toContain('send');
    expect(sliced(`${model} export async function send(p: Person) { track((await p.save()).place); }`)).toEqual([]);
    expect(sliced(`${model} export async function send(p: Person) { track((await p.save()).number); }`)).toContain('send');
  });

  it('follows methods of those that implement a class, and methods put into a literal later', () => {
    const sources = 'abstract class Source { abstract read(): string } class Own implements Source { read() { return user.phone; } }';
    expect(sliced(`${sources} export function send(s: Source) { track(s.read()); }`)).toEqual(expect.arrayContaining(['read', 'send']));
    expect(sliced("const api: any = {}; Object.assign(api, { read: function read() { return user.phone; } }); export function send() { track(api.read()); }")).toEqual(expect.arrayContaining(['read', 'send']));
  });

  it('follows what functions return that are known by their written type alone', () => {
    expect(sliced('export function send(get: () => User) { track(get().phone); }')).toEqual(['send']);
    expect(sliced('export function send(get: () => User) { track(get().city); }')).toEqual([]);
  });

  it('gives what a callback makes of elements, not the elements', () => {
    expect(sliced('export function send(users: User[]) { track(users.map((u) => u.city)[0]); }')).toEqual([]);
    expect(sliced('export function send(users: User[]) { track(users.map((u) => u.phone)[0]); }')).toEqual(['send']);
  });

  it('asks models where what a library is given goes', () => {
    expect(sliced("export async function send() { const answer = await fetch('/', { body: user.phone }); track(await answer.text()); }")).toEqual([]);
    expect(sliced("export function put() { localStorage.setItem('a', user.phone); } export function send() { track(localStorage.getItem('a')); }")).toEqual(expect.arrayContaining(['send']));
    expect(sliced("import { pick } from 'lodash'; export function send() { track(pick(user, 'phone')); }")).toEqual(['send']);
  });

  it('finds a field that is assigned anew by its name', () => {
    const emitter = 'class Emitter { handler = (x: unknown) => {}; on(handler: (x: unknown) => void) { this.handler = handler; } emit(x: unknown) { this.handler(x); } }';
    expect(sliced(`${emitter} export function send() { const e = new Emitter(); e.on(function listen(x) { track(x); }); e.emit(user.phone); }`)).toEqual(expect.arrayContaining(['emit', 'send', 'listen']));
  });
});
