import { expect, it } from 'vitest';
import { marked } from '../harness.js';
import { inSlice } from './in-slice.js';

const HEAD = "import { some, user, type User } from './data.js'; import { track } from './ads/sink.js';";

it.each([
  [
    'functions that are constructors',
    `function Card(this: any, name: any) { this.name = name; this.phone = user.phone; }
const card = new (Card as any)('x');
track(card.phone); // flow
track(card.name);`,
  ],
  [
    'properties that Reflect reads and writes by name',
    `track(Reflect.get(user, 'phone')); // flow
track(Reflect.get(user, 'city'));
const kept: Record<string, unknown> = {};
Reflect.set(kept, 'key', user.phone);
track(kept.key); // flow`,
  ],
  [
    'constructors of classes',
    `class Plain { constructor(public name: string) {} }
const made = new (Plain as any)(user.phone);
track(made.name); // flow
track(new Plain('x').name);`,
  ],
  [
    'functions among all that a call gives',
    `function each(...fns: ((x: any) => void)[]) { for (const f of fns) f(user.phone); }
function cities(...fns: ((x: any) => void)[]) { for (const f of fns) f(user.city); }
function last() { return arguments[arguments.length - 1](user.phone); }
each(() => 0, (x) => track(x)); // flow
cities(() => 0, (x) => track(x));
(last as any)(() => 0, (x: any) => track(x)); // flow
const more = [() => 0];
(each as any)(...more, (x: any) => track(x)); // flow
(cities as any)(...more, (x: any) => track(x));`,
  ],
  [
    'arguments of functions that a library makes, however many',
    `import { tryCatch } from 'ramda';
const sixth = tryCatch((a: any, b: any, c: any, d: any, e: any, f: any) => f, () => 0);
const none = tryCatch((a: any, b: any, c: any, d: any, e: any, f: any) => 0, () => 0);
track(sixth(1, 2, 3, 4, 5, user.phone)); // flow
track(none(1, 2, 3, 4, 5, user.phone));
track(sixth(1, 2, 3, 4, 5, user.city));`,
  ],
  [
    'listeners in lists by name',
    `class Emitter { private readonly l: Record<string, ((x: any) => void)[]> = {}; on(e: string, f: (x: any) => void) { (this.l[e] ??= []).push(f); } emit(e: string, x: any) { (this.l[e] ?? []).forEach((f) => f(x)); } }
const em = new Emitter();
em.on('p', (x) => track(x)); // flow
em.on('q', (x) => track(x));
em.emit('p', user.phone); em.emit('q', 'x');`,
  ],
  [
    'listeners in a set',
    `class Subject { private s = new Set<(v: any) => void>(); sub(f: (v: any) => void) { this.s.add(f); } next(v: any) { for (const f of [...this.s]) f(v); } }
const a = new Subject(); a.sub((v) => track(v)); a.next(user.phone); // flow
const b = new Subject(); b.sub((v) => track(v)); b.next(user.city);`,
  ],
  [
    'factories in a registry',
    `class Registry { private readonly items = new Map<string, () => any>(); register(n: string, f: () => any) { this.items.set(n, f); return this; } make(n: string) { const f = this.items.get(n); if (!f) throw new Error(n); return f(); } }
const reg = new Registry().register('p', () => user.phone).register('c', () => user.city);
track(reg.make('p')); // flow
track(reg.make('c'));`,
  ],
  [
    'handlers that hand on to the next',
    `function compose(ms: any[]) { return (ctx: any) => { const go = (i: number): any => { const f = ms[i]; return f ? f(ctx, () => go(i + 1)) : undefined; }; return go(0); }; }
compose([(c: any, next: any) => { c.user = user; return next(); }, (c: any) => {
track(c.user.phone); // flow
track(c.user.city);
}])({});`,
  ],
  [
    'methods named like those of the language',
    `interface Store { get(k: string): string } class Phones implements Store { get() { return user.phone; } } class Cities implements Store { get() { return user.city; } }
const use = (s: Store) => s.get('k');
track(use(new Phones())); // flow
track(use(new Cities()));
class Lazy { constructor(private f: () => string) {} get() { return this.f(); } }
track(new Lazy(() => user.phone).get()); // flow
track(new Lazy(() => user.city).get());`,
  ],
  [
    'closures in an array',
    `const fs: any[] = []; for (const v of [user.city, user.phone]) fs.push(() => v);
track(fs[0]());
track(fs[1]()); // flow`,
  ],
  [
    'iterators',
    `const phones = { async *[Symbol.asyncIterator]() { yield user.phone; } }; const cities = { *[Symbol.iterator]() { yield user.city; } };
async function main() {
for await (const x of phones) track(x); // flow
for (const x of cities) track(x);
}
main();`,
  ],
  [
    'implementations of an interface that comes from outside',
    `interface Source { read(): string } class Phones implements Source { read() { return user.phone; } }
export function job(s: Source) { track(s.read()); } // flow
interface Other { fetch(): string } class Cities implements Other { fetch() { return user.city; } }
export function other(s: Other) { track(s.fetch()); }`,
  ],
  [
    'functions that were given arguments by bind, and what promises give',
    `const second = (_a: unknown, b: any) => b;
track(second.bind(null, 'x', user.phone)()); // flow
track(second.bind(null, user.phone, 'x')());
track((() => user.phone).bind(null)()); // flow
Promise.resolve().then(() => (p: any) => { track(p); }).then((f: any) => { f(user.phone); }); // flow
Promise.resolve().then(() => (p: any) => { track(p); }).then((f: any) => { f(user.city); });
(async () => { throw [user.phone]; })().catch((e: any) => e).then((e: any) => { track(e[0]); }); // flow
(async () => { throw [user.city]; })().catch((e: any) => e).then((e: any) => { track(e[0]); });`,
  ],
  [
    'promises that are settled elsewhere',
    `class Queue { waiting: any[] = []; push(v: string) { this.waiting.shift()!(v); } pull() { return new Promise((done) => this.waiting.push(done)); } }
async function main() {
const phones = new Queue(), cities = new Queue();
const phone = phones.pull(); phones.push(user.phone);
track(await phone); // flow
const city = cities.pull(); cities.push(user.city);
track(await city);
let seen = 'x'; setTimeout(() => { seen = user.phone; }, 0);
await new Promise<void>((done) => setTimeout(done, 10));
track(seen); // flow
}
main();`,
  ],
  [
    'classes in a registry of their base, and fields that a constructor fills',
    `abstract class Model { static all = new Map<string, any>(); static register(this: any) { Model.all.set(this.name, this); } static make(n: string): any { return new (Model.all.get(n) as any)(); } }
class Phone extends Model { v = user.phone; } class City extends Model { v = user.city; }
Phone.register(); City.register();
track(Model.make('Phone').v); // flow
track(Model.make('City').v);
class Memo extends Map<string, string> { make; constructor(make: () => string) { super(); this.make = make; } get(k: string) { if (!this.has(k)) this.set(k, this.make()); return super.get(k)!; } }
track(new Memo(() => user.phone).get('a')); // flow
track(new Memo(() => user.city).get('a'));`,
  ],
  [
    'what toJSON gives, what setters keep and what is thrown away by using',
    `track(JSON.stringify({ toJSON: () => user.phone })); // flow
track(JSON.stringify({ toJSON: () => user.city }));
class Kept { held = ''; set value(v: string) { this.held = v; } put(v: string) { this.value = v; } read() { return this.held; } }
const phone = new Kept(), city = new Kept(); phone.put(user.phone); city.put(user.city);
track(phone.read()); // flow
track(city.read());
const out: string[] = [];
class Plain { constructor(private n: string) {} [Symbol.dispose]() { out.push(this.n); } }
class Later { constructor(private n: string) {} async [Symbol.asyncDispose]() { out.push(this.n); } }
async function main() {
{ using a = new Plain(user.phone); }
{ await using b = new Later(user.phone); }
track(out[1]); // flow
track(out.length);
}
main();`,
  ],
  [
    'messages',
    `const { port1, port2 } = new MessageChannel();
port2.onmessage = (e) => track(e.data); // flow
port1.postMessage(user.phone);
const a = new BroadcastChannel('a'), b = new BroadcastChannel('b'), from = new BroadcastChannel('a');
a.addEventListener('message', (e) => track(e.data)); // flow
b.addEventListener('message', (e) => track(e.data));
from.postMessage(user.phone);`,
  ],
  [
    'callbacks whose parameters an interface declares, and collections that nothing fills',
    `interface Handlers { onPhone(p: User['phone']): void; onCity(c: User['city']): void }
export const handlers: Handlers = { onPhone(p) { track(p); }, // flow
onCity(c) { track(c); } };
type Listener = (u: User) => void;
export const listeners: Record<string, Listener> = { a: (u) => track(u.phone) }; // flow
export const others: Listener[] = [(u) => track(u.city)];
const users: User[] = [];
track(users[0]!.phone); // flow
track(users[0]!.city);`,
  ],
  [
    'functions in arrays by computed names',
    `class Core { private hooks: Record<string, ((c: any) => any)[]> = { before: [], after: [] }; tap(h: string, f: (c: any) => any) { this.hooks[h]!.push(f); } run(c: any) { for (const f of this.hooks.before!) c = f(c); return c; } }
const one = new Core(), two = new Core();
one.tap('before', (x) => ({ ...x, dial: user.phone, tag: 't' })); two.tap('before', (x) => ({ ...x, dial: 'x' }));
export function all() {
track(one.run({}).dial); // flow
track(one.run({}).tag);
track(two.run({}).dial);
}
all();`,
  ],
  [
    'an object that its class keeps, and functions that it is given',
    `class Registry { private static instance?: Registry; private readonly m: Record<string, () => string> = {}; static get() { return (this.instance ??= new Registry()); } register(k: string, f: () => string) { this.m[k] = f; return this; } resolve(k: string) { return this.m[k]!(); } }
Registry.get().register('a', () => user.phone).register('b', () => 'x');
track(Registry.get().resolve('a')); // flow
track(Registry.get().resolve('b'));`,
  ],
  [
    'objects that a weak reference holds',
    `class Subject { private readonly all = new Set<WeakRef<{ next(v: string): void }>>(); sub(o: { next(v: string): void }) { this.all.add(new WeakRef(o)); } emit(v: string) { for (const r of this.all) r.deref()?.next(v); } }
const s = new Subject(), t = new Subject();
const o1 = { next(v: string) {
track(v); // flow
} }, o2 = { next(v: string) { track(v); } };
s.sub(o1); t.sub(o2); s.emit(user.phone); t.emit('x');`,
  ],
  [
    'what a generator is sent',
    `const call = (fn: any) => ({ type: 'call', fn }); const put = (action: any) => ({ type: 'put', action });
function* saga(load: any): Generator<any, void, any> { const u = yield call(load); yield put({ dial: u.dial, town: u.town }); }
function run(g: Generator<any, void, any>, out: any[]) { let r = g.next(); while (!r.done) { const e = r.value; if (e.type === 'call') r = g.next(e.fn()); else { out.push(e.action); r = g.next(); } } return out; }
export function main() {
const out = run(saga(() => ({ dial: user.phone, town: user.city })), []);
track(out[0].dial); // flow
track(out[0].town);
}
main();`,
  ],
  [
    'code after a loop that a call ends',
    `class Channel { private list: string[] = []; private done = false; send(v: string) { this.list.push(v); } close() { this.done = true; } *[Symbol.iterator]() { while (!this.done || this.list.length > 0) if (this.list.length > 0) yield this.list.shift()!; } }
export function main() { const c = new Channel(); c.send('a'); c.send(user.phone); c.close(); const got: string[] = []; for (const x of c) got.push(x);
track(got[0]);
track(got[1]); // flow
}
main();`,
  ],
  [
    'functions that unread code made of labelled values',
    `import lib, { curriedly } from 'some-tool';
track(curriedly(user.phone)('x')); // flow
const make = lib.template({ to: user.phone });
track(make('x')); // flow`,
  ],
])('in a slice, %s', (_, text) => {
  expect(inSlice({ 'a.ts': `${HEAD}\n${text}` })).toEqual(marked(text));
});
