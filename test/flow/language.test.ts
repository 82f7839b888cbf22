import { describe, expect, it } from 'vitest';
import { flowsIn, marked } from './harness.js';

const CASES: Readonly<Record<string, string>> = {
  'symbols': `const k = Symbol('k'), k2 = Symbol('k');
const o: any = { [k]: user.phone, [k2]: 'x' };
track(o[k]); // flow
track(o[k2]);
track(Object.getOwnPropertySymbols(o).map((s) => o[s])); // flow
track(Symbol(user.phone).description); // flow
track(Symbol.for(user.phone).toString()); // flow
track(Symbol.keyFor(Symbol.for(user.phone))); // flow
track(Object.keys(o));`,
  'toPrimitive': `const p = { [Symbol.toPrimitive](hint: string) { return hint === 'number' ? 5 : user.phone; } } as any;
track(\`\${p}\`); // flow
track(p + ''); // flow
track(+p);
track(p * 2);
track(String(p)); // flow
track([p].join()); // flow
track(({} as any)[p]);
const q: any = {}; q[p] = 1;
track(Object.keys(q)); // flow
const r: any = { valueOf() { return user.phone; }, toString() { return 'x'; } };
track(r + ''); // flow
track(\`\${r}\`);
track('a'.concat(r));
const d: any = { toString() { return user.phone; } };
track(d + 1); // flow
track(new Error(d).message); // flow`,
  'hasInstance and species': `class E1 { static [Symbol.hasInstance](v: any) { track(v); return true; } } // flow
track((user.phone as any) instanceof E1);
class Arr extends Array<string> { static get [Symbol.species]() { return Array; } first() { return this[0]; } }
const arr = Arr.from([user.phone, 'x']) as Arr;
track(arr.first()); // flow
track(arr.map((x) => x)[0]); // flow
track(arr[1]);`,
  'toStringTag': `const t = { get [Symbol.toStringTag]() { return user.phone; } };
track(Object.prototype.toString.call(t)); // flow
track(String(t)); // flow`,
  'proxy traps': `const calls: any[] = [];
const target: any = { a: 'x' };
const px: any = new Proxy(target, { get: (t, k, r) => Reflect.get(t, k, r), set(t, k, v) { calls.push(v); return Reflect.set(t, k, v); }, has: (t, k) => { calls.push(k); return k in t; }, deleteProperty(t, k) { return Reflect.deleteProperty(t, k); }, ownKeys: () => ['a', 'b'], getOwnPropertyDescriptor: () => ({ value: user.phone, configurable: true, enumerable: true }) });
px.b = user.phone;
track(target.b); // flow
track(px.b); // flow
track(px.a);
track(calls); // flow
track(Object.keys(px));
const cls: any = new Proxy(class { v: string; constructor(v: string) { this.v = v; } }, { construct: (T, args) => new T(args[0] + '!') });
track(new cls(user.phone).v); // flow
track(new cls('x').v);
const fn: any = new Proxy((v: string) => v, { apply: (f, self, args) => Reflect.apply(f, self, args) });
track(fn(user.phone)); // flow
track(fn('x'));
const { proxy, revoke } = Proxy.revocable({ a: user.phone } as any, {});
track(proxy.a); // flow
const deep: any = new Proxy({}, { get: (_t, k) => (k === 'phone' ? user.phone : new Proxy({}, { get: () => 'x' })) });
track(deep.phone); // flow
track(deep.other.thing);`,
  'reflect': `const o: any = { get v() { return this.w; }, w: 'x' };
track(Reflect.get(o, 'v', { w: user.phone })); // flow
track(Reflect.get(o, 'v'));
class A { v: string; constructor(v: string) { this.v = v; } } class B { get p() { return (this as any).v; } }
track((Reflect.construct(A, [user.phone], B) as any).p); // flow
track(Reflect.ownKeys({ [user.phone]: 1 })); // flow
track(Reflect.has({}, 'x'));
Reflect.defineProperty(o, 'z', { value: user.phone, enumerable: false });
track(o.z); // flow
track(Object.keys(o).length);
track(Reflect.getOwnPropertyDescriptor(o, 'z')!.value); // flow`,
  'accessors': `class C { #v = 'x'; get v() { return this.#v; } set v(x: string) { this.#v = x; } static #s = 'y'; static get s() { return C.#s; } static set s(x: string) { C.#s = x; } has(o: any) { return #v in o; } }
const c = new C();
c.v = user.phone;
track(c.v); // flow
C.s = user.phone;
track(C.s); // flow
track(new C().v);
track(c.has(c));
const o: any = { _v: 'x', get v() { return this._v; }, set v(x) { this._v = x; } };
o.v = user.phone;
track(o._v); // flow
track(o.v); // flow
const d: any = {};
let store = 'a';
Object.defineProperty(d, 'p', { get: () => store, set: (x) => { store = x; }, configurable: true });
d.p = user.phone;
track(store); // flow
track(d.p); // flow
Object.defineProperties(d, { q: { value: user.phone }, r: { value: 'x' } });
track(d.q); // flow
track(d.r);
const desc = Object.getOwnPropertyDescriptors(d);
track((desc as any).q.value); // flow
const copy: any = Object.create({}, desc);
track(copy.q); // flow
track(copy.r);
const legacy: any = {};
legacy.__defineGetter__('z', () => user.phone);
track(legacy.z); // flow`,
  'super': `class P { v = 'x'; m() { return this.v; } get g() { return this.v; } set s(x: string) { this.v = x; } static f(x: string) { return x; } }
class Q extends P { m() { return super.m() + '!'; } get g() { return super.g; } put(x: string) { super.s = x; } add(x: string) { (super.constructor as any).last = x; this.m = super.m; } static f(x: string) { return super.f(x) + 'q'; } }
const q = new Q();
track(q.m());
q.put(user.phone);
track(q.m()); // flow
track(q.g); // flow
track(Q.f(user.phone)); // flow
track(Q.f('x'));
q.add('y');
track(q.m()); // flow
const base = { hi() { return user.phone; } };
const derived = { hi() { return super.hi(); } } as any;
Object.setPrototypeOf(derived, base);
track(derived.hi()); // flow
class W extends P { constructor() { super(); super.v = user.phone; } }
track(new W().v); // flow`,
  'mixins': `type Ctor = new (...a: any[]) => any;
const Named = <T extends Ctor>(B: T) => class extends B { name = ''; setName(n: string) { this.name = n; return this; } };
const Tagged = <T extends Ctor>(B: T) => class extends B { tag = 'x'; };
class Thing extends Tagged(Named(Object as any)) {}
const t1: any = new Thing(), t2: any = new Thing();
t1.setName(user.phone);
track(t1.name); // flow
track(t2.name);
track(t1.tag);`,
  'static block, private methods, class fields order': `class S { static v: string; static w = 'x'; static { this.v = user.phone; this.w = 'y'; } #priv() { return S.v; } pub() { return this.#priv(); } a = user.phone; b = this.a; c = 'x'; static of() { return new S(); } }
track(S.v); // flow
track(S.w);
track(new S().pub()); // flow
track(new S().b); // flow
track(new S().c);
track(S.of().a); // flow`,
  'labels, switch fallthrough': `let v: string = 'a';
outer: for (let i = 0; i < 3; i++) { for (;;) { if (i === 0) continue outer; if (i === 1) { v = user.phone; break outer; } v = 'never'; } }
track(v); // flow
block: { if (some) break block; track(v); v = 'z'; } // flow
track(v); // flow
function sw(k: string) { let r = ''; switch (k) { case 'a': r += 'a'; case 'b': r += user.phone; break; default: r += 'd'; case 'c': r += 'c'; } return r; }
track(sw('a')); // flow
track(sw('c'));
track(sw('zzz'));
function sw2(k: string) { switch (k) { default: return 'x'; case 'p': return user.phone; } }
track(sw2('p')); // flow
track(sw2('q'));`,
  'finally overrides': `function a(): string { try { return user.phone; } finally { return 'x'; } }
track(a());
function b(): string { try { throw new Error('x'); } catch { return 'y'; } finally { return user.phone; } }
track(b()); // flow
function c(): string { for (;;) { try { return user.phone; } finally { break; } } return 'x'; }
track(c());
function d(): string { let v = user.phone; try { return v; } finally { v = 'x'; } }
track(d()); // flow
function e(): string { let v: string = 'x'; try { throw v; } catch (x) { v = user.phone; } finally { track(v); v = 'y'; } return v; } // flow
track(e());
function f(): string { try { try { throw new Error(user.phone); } finally { track('x'); } } catch (e) { return (e as Error).message; } }
track(f()); // flow`,
  'using': `const log: string[] = [];
class R { constructor(public n: string) {} [Symbol.dispose]() { log.push(this.n); } }
function f() { using a = new R(user.phone); using b = new R('b'); return log.length; }
f();
track(log[0]);
track(log[1]); // flow
function g() { { using a = new R('q'); }
  track(log[2]); for (const x of [1]) { using z = new R(user.phone); continue; }
  track(log[3]); } // flow
g();
try { using t = new R(user.phone); throw new Error('x'); } catch { track(log[4]); } // flow
const st = new DisposableStack(); st.defer(() => { log.push(user.phone); }); st.use(new R('s')); st.dispose();
track(log.at(-1)); // flow`,
  'tagged templates': `function tag(s: TemplateStringsArray, ...v: string[]) { track(s.raw[0]); return s.reduce((a, x, i) => a + x + (v[i] ?? ''), ''); }
track(tag\`a\${user.phone}b\`); // flow
track(tag\`a\${'x'}b\`);
track(String.raw\`a\${user.phone}\`); // flow
track(String.raw({ raw: ['a', user.phone] }, 1)); // flow
const html = { esc(s: TemplateStringsArray, ...v: string[]) { return v[1]; } };
track(html.esc\`\${user.phone}\${'x'}\`);
track(html.esc\`\${'x'}\${user.phone}\`); // flow`,
  'new.target': `function F(this: any, v: string) { if (!new.target) return new (F as any)(v); this.v = v; this.t = new.target === F ? user.phone : 'x'; }
track((F as any)('a').t); // flow
track(new (F as any)(user.phone).v); // flow
class Abs { kind: string; constructor() { this.kind = new.target === Sub ? user.phone : 'x'; } } class Sub extends Abs {}
track(new Sub().kind); // flow
track(new Abs().kind);`,
  'enums and namespaces': `enum E { A, B = 5, C, S = 'str' }
const table: Record<string, string> = { A: 'x', C: user.phone };
track(table[E[6]!]); // flow
track(table[E[0]!]);
track(E.S);
namespace N { export let v: string = 'x'; export const set = (x: string) => { v = x; }; }
namespace N { export const get = () => v; export namespace M { export const w = 'y'; } }
N.set(user.phone);
track(N.get()); // flow
track(N.v); // flow
track(N.M.w);
import Get = N.get;
track(Get()); // flow
function fn() { return fn.value; } namespace fn { export let value: string = user.phone; }
track(fn()); // flow
class K {} namespace K { export const z = user.phone; }
track((K as any).z); // flow
const enum CE { X = 1 } track(CE.X);`,
  'json': `const o = { a: user.phone, b: 'x', n: { c: user.phone } };
track(JSON.parse(JSON.stringify(o)).a); // flow
track(JSON.stringify(o, ['b']));
track(JSON.stringify(o, (k, v) => (k === 'a' || k === 'n' ? undefined : v)));
track(JSON.stringify({ b: 1 }, (k, v) => (k === 'b' ? user.phone : v))); // flow
track(JSON.parse('{"a":1}', (k, v) => (k === 'a' ? user.phone : v)).a); // flow
track(JSON.parse('{"a":1}', (k, v) => v).a);
class T { secret = user.phone; toJSON() { return { ok: 'x' }; } }
track(JSON.stringify(new T()));
track(JSON.stringify({ t: new T() }));
class U { toJSON() { return user.phone; } }
track(JSON.stringify([new U()])); // flow
track(JSON.stringify({ f: () => user.phone }));
JSON.parse(JSON.stringify({ v: user.phone }), (k, v) => { track(v); return v; }); // flow`,
  'decorators tc39': `function logged(m: any, ctx: ClassMethodDecoratorContext) {
  track(String(ctx.name)); return function (this: any, ...a: any[]) {
  track(a[0]); return m.apply(this, a); }; } // flow
function init(v: undefined, ctx: ClassFieldDecoratorContext) { return (x: string) => x + user.phone; }
function plain(v: undefined, ctx: ClassFieldDecoratorContext) { return (x: string) => x; }
function acc(v: any, ctx: ClassAccessorDecoratorContext) { return { get(this: any) { return v.get.call(this) + '!'; }, set(this: any, x: string) { track(x); v.set.call(this, x); }, init: (x: string) => x }; } // flow
function cls<T extends new (...a: any[]) => any>(C: T, ctx: ClassDecoratorContext) { return class extends C { extra = user.phone; }; }
function ai(_v: any, ctx: ClassMethodDecoratorContext) { ctx.addInitializer(function (this: any) { this.boot = user.phone; }); }
@cls class D { @init f = 'a'; @plain g = 'b'; @acc accessor z = 'c'; @logged m(x: string) { return x; } @ai n() { return 'x'; } }
const d: any = new D();
track(d.f); // flow
track(d.g);
track(d.z);
d.z = user.phone;
track(d.z); // flow
track(d.m(user.phone)); // flow
track(d.m('x'));
track(d.extra); // flow
track(d.boot); // flow`,
  'decorators legacy': `const seen: any[] = [];
function wrap(t: any, k: string, d: PropertyDescriptor) { const f = d.value; d.value = function (this: any, ...a: any[]) { return f.apply(this, a) + user.phone; }; }
function prop(t: any, k: string) { let v: string; Object.defineProperty(t, k, { get: () => v, set: (x: string) => { track(x); v = x + user.phone; }, configurable: true }); }
function param(t: any, k: string | undefined, i: number) { seen.push([k, i]); }
function factory(v: string) { return (t: any, k: string, d: PropertyDescriptor) => { d.value = () => v; }; }
function sealed(C: any) { C.tag = user.phone; }
@sealed class L { declare p: string; constructor() { } @wrap m(@param x: string) { return x; } @factory(user.phone) n() { return 'x'; } @factory('ok') q() { return user.phone; } get w() { return 'x'; } }
const l: any = new L();
track(l.m('a')); // flow
track(l.n()); // flow
track(l.q());
track((L as any).tag); // flow
track(seen);`,
  'iterator helpers': `const it = [user.phone, 'b', 'c'].values();
track(it.map((x) => x + '!').toArray()[0]); // flow
track(it.next().done);
const g = function* () { yield 'a'; yield user.phone; };
track(g().filter((x) => x !== 'a').toArray()); // flow
track(g().flatMap((x) => [x, x]).toArray()[0]);
track(g().flatMap((x) => [x, x]).toArray()[2]); // flow
track(g().reduce((a, b) => a + b)); // flow
track(g().find((x) => x === 'a'));
track(g().some((x) => x === 'a'));
g().forEach((x, i) => { if (i === 0)
  track(x);
  else track(x); }); // flow
track(Iterator.from({ next: () => ({ done: false, value: user.phone }) }).take(1).toArray()); // flow
class It extends Iterator<string> { i = 0; next() { return this.i++ === 0 ? { done: false as const, value: user.phone } : { done: true as const, value: undefined }; } }
track(new It().map((x) => x).toArray()); // flow
const m = new Map([[user.phone, 'v']]);
track(m.keys().next().value); // flow
track(m.values().next().value);
track(m.entries().toArray()[0]![1]);
track([...'ab'][Symbol.iterator]().next().value);`,
  'set methods': `const a = new Set([user.phone, 'x']), b = new Set(['x']);
track([...a.union(b)]); // flow
track([...a.difference(b)]); // flow
track([...b.difference(a)]);
track([...b.symmetricDifference(a)]); // flow
track(a.isSupersetOf(b));
track([...b.union(a)].length);`,
  'regexp': `const t: string = user.phone;
t.replace(/.+/g, (m) => { track(m); return 'x'; }); // flow
track('abc'.replace('b', () => user.phone)); // flow
track('abc'.replace(/b/, user.phone)); // flow
for (const m of t.matchAll(/.+/g)) track(m[0]); // flow
track([...'abc'.matchAll(/b/g)].map((m) => m.index));
track(t.split('-')[0]); // flow
track(t.search(/x/));
track(/x/.test(t));
track(new RegExp(t).source); // flow
track('x'.match(/x/));
track(t.match(/.+/g)?.[0]); // flow
const re = /(\\w)-(\\w)/; re.exec(t); 
track('a-b'.replace(/(?<l>\\w)/g, (...args) => args.at(-1).l));`,
  'errors': `class MyErr extends Error { constructor(public readonly data: string, opts?: ErrorOptions) { super('msg', opts); this.name = 'MyErr'; } }
try { throw new MyErr(user.phone, { cause: new Error('c') }); } catch (e) { if (e instanceof MyErr)
  track(e.data); // flow
  track((e as Error).message);
  track(((e as Error).cause as Error).message); }
try { try { throw new Error(user.phone); } catch (e) { throw new Error('wrapped', { cause: e }); } } catch (e) {
  track(((e as Error).cause as Error).message); // flow
  track((e as Error).message); }
try { throw new AggregateError([new Error(user.phone)], 'all'); } catch (e) {
  track((e as AggregateError).errors[0].message); // flow
  track((e as Error).message); }
try { [1].forEach(() => { throw user.phone; }); } catch (e) { track(e); } // flow
try { [1].map((x) => { if (x) throw new Error(user.phone); return x; });
  track(user.phone); } catch (e) {
  track(String(e)); } // flow
const err = new Error('a'); (err as any).extra = user.phone;
try { throw err; } catch (e) { track((e as any).extra); } // flow
track(new MyErr(user.phone).stack?.length);`,
  'weak': `const wm = new WeakMap<object, string>(), k1 = {}, k2 = {};
wm.set(k1, user.phone); wm.set(k2, 'x');
track(wm.get(k1)); // flow
track(wm.get(k2));
track(wm.has(k1));
const wr = new WeakRef({ v: user.phone });
track(wr.deref()?.v); // flow
const ws = new WeakSet(); ws.add(k1); track(ws.has(k1));
const fr = new FinalizationRegistry((held: string) => track(held));
fr.register({}, 'x');`,
  'typed arrays': `const buf = new SharedArrayBuffer(16); const ta = new Uint8Array(buf); const other = new Uint8Array(buf);
ta[0] = user.phone.charCodeAt(0);
ta.set([...user.phone].map((c) => c.charCodeAt(0)));
const dv = new DataView(new ArrayBuffer(8)); dv.setUint8(0, user.phone.length);
const td = new TextEncoder().encode(user.phone);
track(new TextDecoder().decode(td)); // flow
track(new TextDecoder().decode(td.slice(0))); // flow
track(new TextDecoder().decode(new Uint8Array(td.buffer))); // flow
track(Buffer.from(td).toString()); // flow
track(Buffer.concat([Buffer.from('a'), Buffer.from(user.phone)]).toString()); // flow
track(new TextDecoder().decode(ta)); // flow
track(td.length);
track(new TextDecoder().decode(new TextEncoder().encode('x')));`,
  'structuredClone': `const o = { a: { b: user.phone }, c: 'x', m: new Map([['k', user.phone]]), d: new Date() };
const s = structuredClone(o);
track(s.a.b); // flow
track(s.c);
track(s.m.get('k')); // flow
s.a.b = 'y';
track(s.a.b);
track(o.a.b); // flow`,
  'promisify callbackify': `import { promisify, callbackify } from 'node:util';
const cb = (v: string, done: (e: Error | null, v?: string) => void) => done(null, v + '!');
const pr = promisify(cb);
track(await pr(user.phone)); // flow
track(await pr('x'));
const back = callbackify(async (v: string) => v);
back(user.phone, (e: any, v: any) => {
  track(v); // flow
  track(e); });
back('x', (e: any, v: any) => track(v));
const fail = callbackify(async () => { throw new Error(user.phone); });
fail((e: any) => track(e.message)); // flow
(setTimeout as any)[promisify.custom];`,
  'message channel': `const { port1, port2 } = new MessageChannel();
port2.onmessage = (e) => { track(e.data); port1.close(); }; // flow
port1.postMessage(user.phone);
const ch = new MessageChannel();
ch.port1.onmessage = (e) => { track(e.data.v); ch.port1.close(); }; // flow
ch.port2.postMessage({ v: user.phone, w: 'x' });`,
  'intl temporal date': `track(new Intl.DisplayNames('en', { type: 'region' }).of('US'));
track(new Intl.ListFormat('en').format([user.phone, 'x'])); // flow
track(new Intl.NumberFormat('en').format(user.phone.length));
track(new Date(user.city).getTime());
track(user.phone.localeCompare('a'));
track(user.phone.normalize()); // flow
track(Intl.getCanonicalLocales('en'));`,
  'destructuring': `const { a = user.phone, b: { c = 'x', ...rest } = {} as any, ...others } = { d: user.phone, e: 'e' } as any;
track(a); // flow
track(c);
track(others.d); // flow
track(others.e);
track(rest);
const [x = user.phone, , y, ...zs] = [undefined, 1, 'y', user.phone, 'w'] as any[];
track(x); // flow
track(y);
track(zs[0]); // flow
track(zs[1]);
let p: any, q: any; [p, q] = [user.phone, 'q']; [p, q] = [q, p];
track(p);
track(q); // flow
const o: any = {}; ({ v: o.x, w: o['y'] } = { v: user.phone, w: 'w' });
track(o.x); // flow
track(o.y);
const f = ({ u: { phone } }: any, [h]: any[] = [user.phone]) => [phone, h];
track(f({ u: user })[0]); // flow
track(f({ u: { phone: 'x' } })[0]);
track(f({ u: { phone: 'x' } })[1]); // flow
for (const { k, v } of [{ k: 'a', v: user.phone }]) {
  track(k);
  track(v); } // flow
const key = 'dyn'; const { [key]: dyn } = { dyn: user.phone }; track(dyn); // flow
function dflt(a: string, b = a, c = b + '!') { return c; }
  track(dflt(user.phone)); // flow
  track(dflt(user.phone, 'x'));`,
  'logical assignment': `let a: any = null; a ??= user.phone;
track(a); // flow
let b: any = 'x'; b ??= user.phone;
track(b);
let c: any = ''; c ||= user.phone;
track(c); // flow
let d: any = 'y'; d &&= user.phone;
track(d); // flow
let e: any = ''; e &&= user.phone;
track(e);
const o: any = {}; o.p ??= user.phone; o.q ??= 'x'; o.q ??= user.phone;
track(o.p); // flow
track(o.q);
track(o?.r?.s ?? user.phone); // flow
track(o?.q ?? user.phone);
o.fn?.(user.phone);
delete o.p;
track(o.p);`,
  'spread and objects': `const base = { a: user.phone, b: 'x' };
const s1 = { ...base, a: 'over' };
track(s1.a);
const s2 = { a: 'over', ...base };
track(s2.a); // flow
const s3: any = Object.assign({}, base, { b: 'y' });
track(s3.a); // flow
track(s3.b);
const s4: any = Object.fromEntries(Object.entries(base).map(([k, v]) => [k, v + '!']));
track(s4.a); // flow
track(s4.b);
track(Object.values(base)[1]);
track(Object.entries(base)[0]![1]); // flow
track(Object.groupBy([{ t: 'p', v: user.phone }, { t: 'q', v: 'x' }], (o) => o.t).q);
track(Object.groupBy([{ t: 'p', v: user.phone }, { t: 'q', v: 'x' }], (o) => o.t).p); // flow
const fz = Object.freeze({ a: user.phone }); track(fz.a); // flow
track({ [user.phone]: 1 }); // flow
track({ __proto__: { z: user.phone } }.z); // flow
const inh = Object.create({ z: user.phone }); inh.z = 'x';
  track(inh.z); delete inh.z;
  track(inh.z); // flow
for (const k in { [user.phone]: 1 }) track(k); // flow
track('phone' in user);`,
  'closures': `const mk = () => { let v = 'x'; return { set: (x: string) => { v = x; }, get: () => v }; };
const c1 = mk(), c2 = mk(); c1.set(user.phone);
track(c1.get()); // flow
track(c2.get());
const fs: (() => string)[] = []; for (let i = 0; i < 2; i++) { const v = i === 0 ? user.phone : 'x'; fs.push(() => v); }
track(fs[0]!()); // flow
track(fs[1]!());
const gs: (() => number)[] = []; for (var i = 0; i < 2; i++) gs.push(() => i); track(gs[0]!());
const curry = (a: string) => (b: string) => (c: string) => b;
  track(curry('a')(user.phone)('c')); // flow
  track(curry(user.phone)('b')('c'));
const compose = (...f: ((x: string) => string)[]) => (x: string) => f.reduceRight((a, g) => g(a), x);
track(compose((x) => x + '!', (x) => x.trim())(user.phone)); // flow
  track(compose((x) => 'const')(user.phone));
const memo = <A, R>(f: (a: A) => R) => { const m = new Map<A, R>(); return (a: A) => { if (!m.has(a)) m.set(a, f(a)); return m.get(a)!; }; };
const up = memo((s: string) => s.toUpperCase());
track(memo((s: string) => s)(user.phone)); // flow
const bound = function (this: any, a: string, b: string) { return this.v + b; }.bind({ v: 'x' }, user.phone); track(bound('y'));
const bound2 = function (this: any) { return this.v; }.bind({ v: user.phone }); track(bound2()); // flow
track(((...a: string[]) => a.at(-1)).apply(null, ['a', user.phone])); // flow
  track(((a: string, b: string) => a).call(null, 'a', user.phone));`,
  'linked structures': `interface Nd { v: string; next?: Nd } 
const l3: Nd = { v: 'c' }, l2: Nd = { v: user.phone, next: l3 }, l1: Nd = { v: 'a', next: l2 };
track(l1.v);
  track(l1.next!.v); // flow
  track(l1.next!.next!.v);
let n: Nd | undefined = l1; while (n) { if (!n.next) track(n.v); n = n.next; }
class Tree { kids: Tree[] = []; constructor(public v: string) {} add(t: Tree) { this.kids.push(t); return this; } *walk(): Generator<string> { yield this.v; for (const k of this.kids) yield* k.walk(); } find(p: (t: Tree) => boolean): Tree | undefined { if (p(this)) return this; for (const k of this.kids) { const f = k.find(p); if (f) return f; } return undefined; } }
const tr = new Tree('r').add(new Tree(user.phone)).add(new Tree('z'));
track(tr.v);
  track(tr.kids[0]!.v); // flow
  track(tr.kids[1]!.v);
  track([...tr.walk()][0]);
  track([...tr.walk()][1]); // flow
class Stack<T> { #a: T[] = []; push(x: T) { this.#a.push(x); } pop() { return this.#a.pop(); } } const sa = new Stack<string>(), sb = new Stack<string>(); sa.push(user.phone); sb.push('x');
  track(sa.pop()); // flow
  track(sb.pop());
sa.push(user.phone); sa.push('top');
  track(sa.pop());
  track(sa.pop()); // flow`,
  'eval order and comma': `let v: string = 'a'; const seq = (v = user.phone, 'x');
  track(seq);
  track(v); // flow
let i = 0; const arr = [i++ === 0 ? 'x' : user.phone, i++ === 1 ? user.phone : 'x'];
  track(arr[0]);
  track(arr[1]); // flow
const t = ((v = 'b'), v); track(t);
track(void user.phone);
  track(typeof user.phone);
  track(!user.phone);
  track(user.phone.length);
  track(user.phone === 'a');
  track(user.phone ? 'y' : 'n');
track(user.phone + 1); // flow
track([user.phone].length);
  track([...user.phone].length);
  track(user.phone.indexOf('1'));
  track(BigInt(1) + 1n);`,
  'arrays': `const a = ['x', user.phone, 'y'];
track(a[0]);
  track(a[1]); // flow
  track(a.slice(2));
  track(a.slice(1)); // flow
  track(a.indexOf('y'));
  track(a.toSorted()[0]); // flow
  track(a.toReversed()[1]); // flow
  track(a.toReversed()[0]);
  track(a.with(1, 'z'));
  track(a.toSpliced(1, 1));
  track(a.at(-2)); // flow
  track(a.at(-1));
const b = [...a]; b.splice(1, 1);
  track(b);
  track(a.findLast((x) => true));
  track(a.flatMap((x) => [x])[0]);
  track(a.join('-')); // flow
  track(a.fill('q'));
  track(a[1]);
const m = [[user.phone], ['x']];
  track(m[1]![0]);
  track(m.flat()[1]);
  track(m.flat()[0]); // flow
  track(m.map((r) => r[0])[1]);
  track(m.entries().toArray()[1]![1]);
const w = new Array(3).fill('x'); w[1] = user.phone;
  track(w[0]);
  track(w[1]); w.length = 1; // flow
  track(w);
  track(Array.of('a', user.phone)[0]);
  track(Array.from({ length: 2 }, (_, i) => (i ? user.phone : 'x'))[0]);
  track(Array.from({ length: 2 }, (_, i) => (i ? user.phone : 'x'))[1]); // flow
const un: string[] = []; un.unshift(user.phone); un.unshift('a');
  track(un[0]);
  track(un.shift());
  track(un.shift()); un.push('z'); // flow
  track(un[0]);
  track(un.copyWithin(0, 0));
  track(un.concat([user.phone], 'x')[1]); // flow`,
};

describe('language semantics', () => {
  it.each(Object.entries(CASES))('%s', (_name, text) => {
    expect(flowsIn(text)).toEqual(marked(text));
  });
});
