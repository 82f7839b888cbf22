import { describe, expect, it } from 'vitest';
import { flowsIn, marked } from './harness.js';

const CASES: Readonly<Record<string, string>> = {
  'aliases and callees': `const put = (o: any, v: string) => { o.a = v; return o; };
const x: any = {}, y: any = {};
put(x, user.phone); put(y, 'x');
track(x.a); // flow
track(y.a);
const z = x; z.a = 'gone';
track(x.a);
const arr = [{ v: 'a' }, { v: user.phone }];
arr.forEach((o, i) => { o.v = i === 0 ? o.v + '!' : 'x'; });
track(arr[0]!.v);
track(arr[1]!.v);
function swap(o: any) { [o.a, o.b] = [o.b, o.a]; }
const s: any = { a: user.phone, b: 'x' }; swap(s);
track(s.a);
track(s.b); // flow`,
  'arrays of which one may have been cut, and pairs of a Set': `const mk = () => ['a'];
const x = mk(), y = mk(), z = some ? x : y;
z.length = 0;
track(z[0] ?? user.phone); // flow
track(x[0] ?? user.phone); // flow
const w = mk(); w.length = 1;
track(w[0] ?? user.phone);
const s = new Set([user.phone]);
track([...s.entries()][0]![1]); // flow
track([...new Set(['b']).entries()][0]![1] ? user.phone : ''); // flow
for (const [k, v] of new Set(['b']).entries()) track(k + v);`,
  'function tables and registries': `const table: Record<string, (x: string) => string> = { keep: (x) => x, drop: () => 'x' };
track(table['keep']!(user.phone)); // flow
track(table['drop']!(user.phone));
class Registry { private m = new Map<string, (x: string) => unknown>(); on(n: string, f: (x: string) => unknown) { this.m.set(n, f); return this; } run(n: string, x: string) { return this.m.get(n)?.(x); } }
const r = new Registry().on('t', (x) => track(x)).on('n', () => track('n')); // flow
r.run('n', user.phone);
r.run('t', 'x');
r.run('t', user.phone);
const mw: ((c: any, next: () => void) => void)[] = []; const use = (f: (c: any, next: () => void) => void) => mw.push(f);
use((c, next) => { c.phone = user.phone; next(); });
use((c, next) => {
  track(c.phone); next(); // flow
  track(c.city); });
const run = (c: any) => { const go = (i: number): void => mw[i]?.(c, () => go(i + 1)); go(0); };
run({ city: 'x' });`,
  'interfaces and injection': `interface Sender { send(x: string): string } 
class A implements Sender { send(x: string) { return x; } } class B implements Sender { send(_x: string) { return 'const'; } }
class Svc { constructor(private readonly s: Sender) {} go(x: string) { return this.s.send(x); } }
track(new Svc(new A()).go(user.phone)); // flow
track(new Svc(new B()).go(user.phone));
abstract class Tmpl { run(x: string) { return this.step(x); } protected abstract step(x: string): string }
class T1 extends Tmpl { protected step(x: string) { return x; } } class T2 extends Tmpl { protected step() { return 'k'; } }
track(new T1().run(user.phone)); // flow
track(new T2().run(user.phone));`,
  'observer and emitter': `import { EventEmitter } from 'node:events';
const e = new EventEmitter();
const h = (x: string) => { track(x); };
e.on('a', h); e.emit('a', 'x'); e.emit('b', user.phone);
e.once('c', (x) => track(x)); e.emit('c', user.phone); // flow
class Subject<T> { #l = new Set<(x: T) => void>(); subscribe(f: (x: T) => void) { this.#l.add(f); return () => this.#l.delete(f); } next(x: T) { for (const f of this.#l) f(x); } }
const sb = new Subject<string>();
const un = sb.subscribe((x) => track(x)); // flow
sb.next(user.phone);
const sc = new Subject<string>(); sc.subscribe((x) => track(x)); sc.next('y');`,
  'removed listener': `import { EventEmitter } from 'node:events';
const e = new EventEmitter();
const h = (x: string) => { track(x); };
e.on('a', h); e.off('a', h); e.emit('a', user.phone);
const sb = new Set<(x: string) => void>(); const f = (x: string) => { track(x); }; sb.add(f); sb.delete(f); for (const g of sb) g(user.phone);`,
  'exceptions through callbacks': `const guard = (f: () => void) => { try { f(); return 'ok'; } catch (x) { return (x as Error).message; } };
track(guard(() => { throw new Error(user.phone); })); // flow
track(guard(() => undefined));
function deep(n: number): void { if (n === 0) throw new Error(user.phone); deep(n - 1); }
try { deep(3); } catch (x) { track((x as Error).message); } // flow
const r = ['a'].map(() => { try { throw user.phone; } catch (x) { return x; } });
track(r[0]); // flow
let v = user.phone as string; try { v = 'x'; JSON.parse('{'); v = user.phone; } catch { track(v); }
Promise.reject(user.phone).catch((x) => track(x)); // flow
new Promise((_ok, no) => no(new Error(user.phone))).catch((x) => track(x.message)); // flow
new Promise(() => { throw user.phone; }).catch((x) => track(x)); // flow`,
  'module state and kills': `let state: string = user.phone; const get = () => state; const reset = () => { state = 'x'; };
track(get()); // flow
reset();
track(get());
const cfg: any = { p: user.phone }; const clear = (o: any) => { for (const k of Object.keys(o)) delete o[k]; };
clear(cfg);
track(cfg.p);
const list = [user.phone]; list.length = 0; list.push('y');
track(list);
const m = new Map([['a', user.phone]]); m.set('a', 'x');
  track(m.get('a')); m.set('b', user.phone); m.delete('b');
  track(m.get('b')); m.set('c', user.phone); m.clear();
  track([...m.values()]);`,
  'generics and polymorphic helpers': `const id = <T>(x: T): T => x; const pair = <A, B>(a: A, b: B): [A, B] => [a, b]; const snd = <A, B>([, b]: [A, B]): B => b;
track(id(user.phone)); // flow
  track(id('x'));
  track(snd(pair(user.phone, 'x')));
  track(snd(pair('x', user.phone))); // flow
class Box<T> { constructor(public v: T) {} map<U>(f: (x: T) => U): Box<U> { return new Box(f(this.v)); } } 
track(new Box(user.phone).map((x) => x + '!').v); // flow
  track(new Box(user.phone).map(() => 'k').v);
  track(new Box('x').map((x) => x).v);
type Res<T> = { ok: true; v: T } | { ok: false; e: string }; const ok = <T>(v: T): Res<T> => ({ ok: true, v }); const er = (e: string): Res<never> => ({ ok: false, e });
const q = ok(user.phone); if (q.ok)
  track(q.v); // flow
  else track(q.e);
const w: Res<string> = er('bad'); if (!w.ok) track(w.e);`,
  'recursion': `const fact = (n: number, acc: string): string => (n <= 0 ? acc : fact(n - 1, acc));
  track(fact(20, user.phone)); // flow
  track(fact(20, 'x'));
const walk = (o: any): string[] => (typeof o === 'string' ? [o] : Object.values(o).flatMap(walk));
  track(walk({ a: { b: user.phone } })); // flow
  track(walk({ a: { b: 'x' } }));
const even = (n: number, x: string): string => (n === 0 ? x : odd(n - 1, x)); const odd = (n: number, x: string): string => (n === 0 ? 'odd' : even(n - 1, x));
  track(even(4, user.phone)); // flow
  track(even(3, user.phone));`,
  'strings': `const p: string = user.phone; let b = ''; for (const c of p) b += c;
  track(b); // flow
  track(p.split('').map((c) => c).join('')); // flow
  track(p.replace(/\\d/g, '*')); // flow
  track(p.padStart(20)); // flow
  track(\`\${'x'}\`);
  track(\`\${p.length}\`);
  track(p.includes('1') ? 'y' : 'n');
  track(btoa(p).length);
  track(escape(p)); // flow
  track(decodeURIComponent(encodeURIComponent(p))); // flow
  track(p.toLowerCase().toUpperCase()); // flow
  track(p.concat('a')); // flow
  track('a'.concat(p)); // flow
  track(new String(p).toString()); // flow
  track(Object(p).toString()); // flow
  track(String(p)); // flow
  track(p.link('x')); // flow`,
  'class static inheritance and instanceof': `class P { static make(v: string) { return new this(v); } constructor(public v: string) {} static all: P[] = []; } class Q extends P { get twice() { return this.v + this.v; } static override make(v: string) { const q = super.make(v) as Q; Q.all.push(q); return q; } }
const q = Q.make(user.phone);
  track((q as Q).twice); // flow
  track(P.make('x').v);
  track(Q.all[0]!.v); // flow
  track(P.all.length);
  track(q instanceof Q);
class Sing { static #i?: Sing; v = 'x'; static get() { return (Sing.#i ??= new Sing()); } } Sing.get().v = user.phone;
  track(Sing.get().v); // flow
  track(new Sing().v);
class Fluent { #p: Record<string, string> = {}; set(k: string, v: string) { this.#p[k] = v; return this; } build() { return { ...this.#p }; } }
  track(new Fluent().set('a', user.phone).set('b', 'x').build()['a']); // flow
  track(new Fluent().set('a', user.phone).set('b', 'x').build()['b']);`,
  'getter on prototype chain and toString in template': `const proto = { get full() { return (this as any).p; } }; const o: any = Object.create(proto); o.p = user.phone;
  track(o.full); const o2: any = Object.create(proto); o2.p = 'x'; // flow
  track(o2.full);
class Ph { constructor(private n: string) {} toString() { return this.n; } valueOf() { return 1; } toJSON() { return { masked: 'x' }; } } const ph = new Ph(user.phone);
  track(\`\${ph}\`); // flow
  track(ph + '');
  track(JSON.stringify(ph));
  track([ph].toString()); // flow
  track([ph, ph].join('-')); // flow
  track({ a: ph } + '');`,
  'with default params and closures over loops': `const fns: Record<string, () => string> = {}; for (const k of ['a', 'b'] as const) fns[k] = () => (k === 'a' ? user.phone : 'x');
  track(fns['a']!()); // flow
  track(fns['b']!());
const later: (() => void)[] = []; for (const v of [user.phone, 'x']) later.push(() => track(v)); later[1]!();
let cnt = 0; const next = () => (cnt++ === 0 ? 'x' : user.phone);
  track(next());
  track(next()); // flow
const once = <T>(f: () => T) => { let d = false, r: T; return () => { if (!d) { r = f(); d = true; } return r; }; }; const g = once(() => user.phone); g(); track(g()); // flow
const deb = (f: (x: string) => void) => { let t: any; return (x: string) => { clearTimeout(t); t = setTimeout(() => f(x), 1); }; }; deb((x) => track(x))(user.phone); deb((x) => track(x))('x'); // flow`,
  'setInterval, immediate, abort': `let n = 0; let v: string = 'a'; const t = setInterval(() => { if (n === 1) track(v); v = user.phone; if (++n === 2) clearInterval(t); }, 1); // flow
setImmediate((x: string) => track(x), user.phone); setTimeout((x: string) => track(x), 1, 'x'); // flow`,
  'streams': `import { Readable, Transform, PassThrough } from 'node:stream'; 
const r = Readable.from([user.phone]); for await (const c of r) track(c); // flow
const t = new Transform({ objectMode: true, transform(c, _e, cb) { cb(null, c + '!'); } }); t.on('data', (c) => track(c)); t.write(user.phone); t.end(); // flow
const pt = new PassThrough(); pt.on('data', (c) => track(String(c))); pt.end('x');`,
  'optional chain with calls': `const o: any = { f: (x: string) => x, g: { h: user.phone } };
  track(o.f?.(user.phone)); // flow
  track(o?.g?.h); // flow
  track(o.x?.y.z.w);
  track(o.g?.['h']); // flow
  track(o.nope?.(user.phone));
  track((o?.f)(user.phone)); const n: any = null; // flow
  track(n?.[user.phone]);
  track(delete o.g?.h);
  track(o.g.h);`,
  'object identity and maps by object': `const a = {}, b = {}; const m = new Map<object, string>([[a, user.phone], [b, 'x']]);
  track(m.get(a)); // flow
  track(m.get(b)); const ws = new WeakMap([[a, { v: user.phone }]]);
  track(ws.get(a)!.v); // flow
  track(ws.get(b));
const objs = [{ id: 1, v: user.phone }, { id: 2, v: 'x' }];
  track(objs.find((o) => o.id === 2)?.v);
  track(objs.find((o) => o.id === 1)?.v); // flow
  track(objs.filter((o) => o.id === 2)[0]?.v);
  track(objs.map((o) => o.id)); const byId = new Map(objs.map((o) => [o.id, o]));
  track(byId.get(2)!.v);
  track(byId.get(1)!.v); const { v, ...rest } = objs[0]!; // flow
  track(rest);
  track(objs.reduce((acc, o) => ({ ...acc, [o.id]: o.v }), {} as any)[2]);
  track(objs.some((o) => o.v === 'x'));
  track(Math.max(...objs.map((o) => o.id)));
  track(objs.toSorted((p, q) => q.id - p.id).map((o) => o.id));
  track(Object.assign({}, ...objs).v);
  track(structuredClone(objs)[1]!.v);`,
  'a property that is defined again keeps what is not named': `const o: any = { a: user.phone, b: user.phone, c: user.city };
Object.defineProperty(o, 'a', { enumerable: false }); track(o.a); // flow
Object.defineProperty(o, 'b', { value: 1 }); track(o.b);
Object.defineProperty(o, 'c', { writable: false }); track(o.c);
const p: any = {}; Object.defineProperty(p, 'x', { get: () => user.phone, configurable: true }); Object.defineProperty(p, 'x', { enumerable: true }); track(p.x); // flow
Object.defineProperty(p, 'x', { value: undefined }); track(p.x);`,
  'a defined property with a labelled name': `const o = {}; Object.defineProperty(o, user.phone, { value: 1, enumerable: true }); track(Object.keys(o)); // flow
const q = {}; Object.defineProperty(q, user.city, { value: 1, enumerable: true }); track(Object.keys(q));
track(Reflect.ownKeys(o)); // flow`,
  'descriptors of properties under symbols': `const k = Symbol('k'); const src = { [k]: user.phone, b: user.city };
const ds = Object.getOwnPropertyDescriptors(src); track(ds[k].value); // flow
track(ds.b.value);`,
  'Object.assign calls setters': `let v1 = 'x', v2 = 'x', v3 = 'x';
const t1 = { set foo(v: string) { v1 = v; } }; Object.assign(t1, { foo: user.phone }); track(v1); // flow
const sym = Symbol(); const t2 = { set [sym](v: string) { v2 = v; } }; Object.assign(t2, { [sym]: user.phone }); track(v2); // flow
class T { set foo(v: string) { v3 = v; } } Object.assign(new T(), { foo: user.phone }); track(v3); // flow
let v4 = 'x'; Object.assign({ set foo(v: string) { v4 = v; } }, { foo: user.city }); track(v4);`,
  'names that objects become': `const o: any = Object.fromEntries([[{ toString: () => 'key' }, user.phone], ['b', user.city]] as any); track(o.key); // flow
track(o.b);`,
  'a property written through super is the own one of the receiver': `class Base {}
class A extends Base { set x(v: any) { (super.x as any) = v; } get x() { return super.x; } }
const a: any = new A(); a.x = user.phone; track(a.x); // flow
class P { _v = ''; set x(v: string) { this._v = v; } get x() { return this._v; } }
class C extends P { set x(v: string) { super.x = v + '!'; } get x() { return super.x; } }
const c = new C(); c.x = user.phone; track(c.x); // flow
track(c._v); // flow
const d = new C(); d.x = user.city; track(d.x);
const r: any = {}; Reflect.set({}, 'k', user.phone, r); track(r.k); // flow
const o: any = { m() { (super.z as any) = user.phone; return this.z; } }; track(o.m()); // flow`,
  'objects made with descriptors': `const o = Object.create(null, { a: { value: user.phone, enumerable: true }, b: { value: user.city } }); track(o.a); // flow
track(o.b); track({ ...o }); // flow
track(JSON.stringify(o)); // flow
const { a, ...rest } = Object.create({ a: 'x' }, { b: { value: user.phone, enumerable: true } }); track(a); track(rest); // flow`,
};

describe('heap, calls and flow order', () => {
  it.each(Object.entries(CASES))('%s', (_name, text) => {
    expect(flowsIn(text)).toEqual(marked(text));
  });
});
