import { describe, expect, it } from 'vitest';
import { flowsIn, marked } from './harness.js';

const CASES: Readonly<Record<string, string>> = {
  'a proxy that has its receiver defined': `function observe<T extends object>(o: T, cb: (k: string, v: unknown) => void): T { return new Proxy(o, { set(t, k, v, r) { cb(String(k), v); return Reflect.set(t, k, v, r); } }); }
const seen: any[] = []; const o = observe({ p: '', q: '' }, (k, v) => seen.push([k, v]));
o.p = user.phone; o.q = 'x';
track(seen[0][1]); // flow
track(seen[1][1]);
track(o.p); // flow
track(o.q);`,
  'what decorators leave for a class': `(Symbol as any).metadata ??= Symbol('metadata');
function meta(v: any) { return (_: any, ctx: any) => { ctx.metadata[ctx.name] = v; }; }
class A { @meta(user.phone) a() {} @meta('x') b() {} }
class B extends A { @meta('y') c() {} }
track((A as any)[Symbol.metadata].a); // flow
track((A as any)[Symbol.metadata].b);
track((B as any)[Symbol.metadata].a); // flow
track((B as any)[Symbol.metadata].c);`,
  'arrays by index': `const a: any[] = ['a', user.phone, 'c'];
track(a[0]);
track(a[1]); // flow
track(a.at(-1));
track(a.at(-2)); // flow
track(a.slice(1, 2)[0]); // flow
track(a.slice(2)[0]);
const s = [...a]; const cut = s.splice(1, 1, 'new');
track(cut[0]); // flow
track(s[1]);
const w = a.with(1, 'z');
track(w[1]);
track(a[1]); // flow
track(a.with(0, user.phone)[0]); // flow
track(a.toSpliced(1, 1)[1]);
track(a.toSpliced(0, 1)[0]); // flow
track(a.toReversed()[0]);
track(a.toReversed()[1]); // flow
const cw = ['x', 'y', user.phone]; cw.copyWithin(0, 2);
track(cw[0]); // flow
track(cw[1]);
const f = new Array(3).fill('x'); f.fill(user.phone, 1, 2);
track(f[0]);
track(f[1]); // flow
track(f[2]);
const u = ['b']; u.unshift(user.phone);
track(u[0]); // flow
track(u[1]);
track(u.shift()); // flow
track(u[0]);
const p = ['x']; p.push(user.phone, 'y');
track(p.pop());
track(p.pop()); // flow
track(p.pop());
track(['a', 'b'].concat([user.phone])[2]); // flow
track(['a', 'b'].concat([user.phone])[1]);
track([['a'], [user.phone]].flat()[1]); // flow
track([['a'], [user.phone]].flat()[0]);
const [h, ...t] = a;
track(t[0]); // flow
track(t[1]);
a.length = 1;
track(a[1]);
const r = [user.phone, 'b']; r.reverse();
track(r[0]);
track(r[1]); // flow`,
  'arrays methods with callbacks': `const xs = [{ k: 'a', v: user.phone }, { k: 'b', v: 'x' }];
track(xs.map((x) => x.v)[0]); // flow
track(xs.map((x) => x.v)[1]);
track(xs.map((x) => x.k));
track(xs.find((x) => x.k === 'a')!.v); // flow
track(xs.find((x) => x.k === 'b')!.v);
track(xs.filter((x) => x.k === 'b')[0]!.v);
track(xs.filter((x) => x.k === 'a')[0]!.v); // flow
track(xs.findLast((x) => x.k === 'a')!.v); // flow
track(xs.findIndex((x) => x.v === 'x'));
track(xs.some((x) => x.k === 'a'));
track(xs.reduce((a, x) => a + x.v, '')); // flow
track(xs.reduce((a, x) => a + x.k, ''));
track(xs.reduce<Record<string, string>>((a, x) => ({ ...a, [x.k]: x.v }), {}).a); // flow
track(xs.reduce<Record<string, string>>((a, x) => ({ ...a, [x.k]: x.v }), {}).b);
track(xs.reduceRight((a, x) => a + x.v, '')); // flow
track(xs.flatMap((x) => [x.k, x.v])[1]); // flow
track(xs.flatMap((x) => [x.k, x.v])[0]);
track(Array.from(xs, (x) => x.v)[0]); // flow
track(Array.from({ length: 2 }, (_, i) => i === 0 ? user.phone : 'x')[0]); // flow
track(Array.from({ length: 2 }, (_, i) => i === 0 ? user.phone : 'x')[1]);
track(Array.of(user.phone, 'x')[0]); // flow
track([...xs.entries()][0]![1].v); // flow
track([...xs.keys()]);
xs.forEach(({ k, v }, i, all) => {
track(v); // flow
track(k);
track(all[1]!.v);
});
track(Object.groupBy(xs, (x) => x.k).a![0]!.v); // flow
track(Object.groupBy(xs, (x) => x.k).b![0]!.v);
track(Map.groupBy(xs, (x) => x.k).get('a')![0]!.v); // flow`,
  'sort comparators': `const xs = [user.phone, 'b']; xs.sort((a, b) => {
track(a); // flow
return a.length - b.length; });
track(xs[0]); // flow
const ys = ['x', 'y']; ys.sort((a, b) => { track(a); return 0; });
track(ys[0]);
const zs = xs.toSorted();
track(zs[1]); // flow
track(xs.indexOf('b'));
track(xs.join(',')); // flow
track(ys.join(user.phone)); // flow`,
  'map set weakmap': `const m = new Map<string, any>([['a', user.phone], ['b', 'x']]);
track(m.get('a')); // flow
track(m.get('b'));
m.set('b', user.phone); m.set('a', 'over');
track(m.get('a'));
track(m.get('b')); // flow
m.delete('b');
track(m.get('b'));
m.set(user.phone, 'v');
track([...m.keys()]); // flow
track([...m.values()]);
m.clear();
track([...m.keys()]);
const k1 = {}, k2 = {}; const wm = new WeakMap<object, any>(); wm.set(k1, user.phone).set(k2, 'x');
track(wm.get(k1)); // flow
track(wm.get(k2));
track(wm.has(k1));
const s = new Set<any>([user.phone]); s.add('x');
track([...s][0]); // flow
s.delete(user.phone);
track(s.size);
const s2 = new Set(['a']); const uni = s2.union(new Set([user.phone]));
track([...uni]); // flow
track([...s2]);
const nested = new Map<string, Map<string, any>>(); const inner = new Map<string, any>(); nested.set('i', inner); inner.set('p', user.phone); inner.set('q', 'x');
track(nested.get('i')!.get('p')); // flow
track(nested.get('i')!.get('q'));
track(nested.get('j')?.get('p'));
for (const [k, v] of new Map([['k', user.phone]])) {
track(k);
track(v); } // flow
new Map([['k', user.phone]]).forEach((v, k) => { track(k);
track(v); }); // flow
const cp = new Map(m); cp.set('n', user.phone);
track(m.get('n'));
track(cp.get('n')); // flow
track(Object.fromEntries(new Map([['a', user.phone], ['b', 'x']])).a); // flow
track(Object.fromEntries(new Map([['a', user.phone], ['b', 'x']])).b);
const ref = new WeakRef({ v: user.phone });
track(ref.deref()?.v); // flow`,
  'symbol keys and well-known': `const S = Symbol('s'), T = Symbol('t'); const o: any = { [S]: user.phone, [T]: 'x' };
track(o[S]); // flow
track(o[T]);
track(Object.keys(o));
track(JSON.stringify(o));
track(Object.getOwnPropertySymbols(o).map((s) => o[s])[0]); // flow
const prim = { [Symbol.toPrimitive](hint: string) { return hint === 'number' ? 1 : user.phone; } };
track(\`\${prim}\`); // flow
track(+prim);
const str = { toString() { return user.phone; } }, val = { valueOf() { return user.phone; }, toString() { return 'x'; } };
track('' + str); // flow
track(\`\${str}\`); // flow
track('' + val); // flow
track(\`\${val}\`);
track(String(val));
const iter = { *[Symbol.iterator]() { yield 'a'; yield user.phone; } };
track([...iter][0]);
track([...iter][1]); // flow
const [, second] = iter;
track(second); // flow
track(Math.max(...iter as any)); // flow
class Tagged { get [Symbol.toStringTag]() { return user.phone; } }
track(Object.prototype.toString.call(new Tagged())); // flow
class Even { static [Symbol.hasInstance](x: any) { track(x); return true; } } // flow
track((user.phone as any) instanceof (Even as any));`,
  'species and array subclass': `class Stack<T> extends Array<T> { top() { return this[this.length - 1]; } static get [Symbol.species]() { return Array; } }
const s = new Stack<string>(); s.push('x'); s.push(user.phone);
track(s.top()); // flow
track(s[0]);
track(s.map((x) => x + '!')[1]); // flow
class Log<T> extends Array<T> { extra = user.phone; }
const l = Log.from(['a', 'b']) as Log<string>;
track(l.extra); // flow
track(l[0]);
track((l.map((x) => x) as Log<string>).extra); // flow
track((l.filter(Boolean) as Log<string>)[0]);
class M2 extends Map<string, string> { get(k: string) { return super.get(k) ?? user.phone; } }
const m = new M2([['a', 'x']]);
track(m.get('a'));
track(m.get('b')); // flow
class DefaultMap<K, V> extends Map<K, V> { constructor(private readonly def: () => V) { super(); } get(k: K): V { if (!this.has(k)) this.set(k, this.def()); return super.get(k)!; } }
track(new DefaultMap<string, string>(() => user.phone).get('z')); // flow
track(new DefaultMap<string, string>(() => 'd').get('z'));
class P2 extends Promise<string> {} 
P2.resolve(user.phone).then((x) => track(x)); // flow`,
  'proxy and reflect': `const t: any = { a: user.phone, b: 'x' };
const px = new Proxy(t, { get(o, k, r) { return k === 'v' ? 'virt' : Reflect.get(o, k, r); }, set(o, k, v) { o['_' + String(k)] = v; return true; }, has: () => true, deleteProperty(o, k) { delete o[k]; return true; }, ownKeys: () => ['a'] });
track(px.a); // flow
track(px.b);
track(px.v);
px.n = user.phone;
track(t._n); // flow
track(t.n);
const fn = new Proxy((x: any) => x, { apply(f, th, args) { return f(args[0]) + '!'; } });
track(fn(user.phone)); // flow
track(fn('x'));
const Cl = new Proxy(class { constructor(public v: any) {} }, { construct(C, a) { return new C(a[0] ?? user.phone); } });
track(new Cl('x').v);
track(new (Cl as any)().v); // flow
track(Reflect.get(t, 'a')); // flow
track(Reflect.get(t, 'b'));
Reflect.set(t, 'c', user.phone);
track(t.c); // flow
track(Reflect.ownKeys(t));
track(Reflect.has(t, 'a'));
Reflect.defineProperty(t, 'd', { value: user.phone });
track(t.d); // flow
Reflect.deleteProperty(t, 'd');
track(Reflect.construct(class { constructor(public v: any) {} }, [user.phone]).v); // flow
const { proxy, revoke } = Proxy.revocable({ z: user.phone }, {});
track(proxy.z); // flow
const deep = (o: any): any => new Proxy(o, { get: (t, k) => typeof t[k] === 'object' ? deep(t[k]) : t[k] });
track(deep({ a: { b: user.phone, c: 'x' } }).a.b); // flow
track(deep({ a: { b: user.phone, c: 'x' } }).a.c);
const logp: any = new Proxy({}, { get: (_t, k) => (...a: any[]) => a[0] });
track(logp.anything(user.phone)); // flow
track(logp.anything('x', user.phone));`,
  'prototypes': `function A(this: any, v: any) { this.v = v; } A.prototype.get = function () { return this.v; }; A.prototype.shared = 'x';
const a1 = new (A as any)(user.phone), a2 = new (A as any)('y');
track(a1.get()); // flow
track(a2.get());
A.prototype.shared = user.phone;
track(a2.shared); // flow
a1.shared = 'own';
track(a1.shared);
function B(this: any, v: any) { A.call(this, v); } B.prototype = Object.create(A.prototype, { extra: { value: user.phone }, plain: { value: 'p' } }); B.prototype.constructor = B;
const b = new (B as any)('q');
track(b.extra); // flow
track(b.plain);
track(b.get());
const o = Object.create({ inherited: user.phone, other: 'x' }); o.own = 'y';
track(o.inherited); // flow
track(o.other);
track(JSON.stringify(o));
track(Object.keys(o));
for (const k in o) if (!Object.hasOwn(o, k)) track(o[k]); // flow
track(Object.getPrototypeOf(o).inherited); // flow
class G { get p() { return user.phone; } get q() { return 'x'; } }
track(new G().p); // flow
track(new G().q);
track({ ...new G() });
(String.prototype as any).shout = function () { return this + '!'; };
track((user.phone as any).shout()); // flow
track(('x' as any).shout());
(Array.prototype as any).last = function () { return this[this.length - 1]; };
track(([user.phone, 'b'] as any).last());
track((['b', user.phone] as any).last()); // flow
const mixin: any = { hi() { return this.v; } }; Object.assign(A.prototype, mixin);
track(a1.hi()); // flow
track(a2.hi());
Object.setPrototypeOf(a2, { get() { return user.phone; } });
track(a2.get()); // flow`,
  'for-in inherited': `const o = Object.create(user);
for (const k in o) track(o[k]); // flow
const c = Object.create({ c: 'x' });
for (const k in c) track(c[k]);
const d = Object.create(null); d.a = user.phone; d.b = 'y';
for (const k in d) { if (k === 'b') track(d[k]); if (k === 'a') track(d[k]); } // flow`,
  'Object statics': `const o = Object.assign({ a: 'x' }, { b: user.phone }, { a: 'y' }) as any;
track(o.a);
track(o.b); // flow
track(Object.entries(o).find(([k]) => k === 'b')![1]); // flow
track(Object.entries(o)[0]![1]);
track(Object.values(o)[1]); // flow
track(Object.values(o)[0]);
track(Object.keys(o));
track(Object.fromEntries(Object.entries(o).map(([k, v]) => [k + '1', v])).b1); // flow
track(Object.fromEntries(Object.entries(o).map(([k, v]) => [k + '1', v])).a1);
track((Object.fromEntries(Object.entries(o).filter(([k]) => k !== 'b')) as any).b);
track(Object.freeze({ v: user.phone }).v); // flow
const fr: any = Object.freeze({ v: 'x' }); try { fr.v = user.phone; } catch {}
track(Object.isFrozen(fr));
track(Object.getOwnPropertyDescriptor(o, 'b')!.value); // flow
track(Object.getOwnPropertyDescriptor(o, 'a')!.value);
track(Object.getOwnPropertyNames({ [user.phone]: 1 })); // flow
const d: any = {}; Object.defineProperty(d, 'g', { get() { return this._g; }, set(v) { this._g = v + '!'; } }); d.g = user.phone;
track(d.g); // flow
track(d._g); // flow
const e: any = {}; Object.defineProperty(e, 'x', { get: () => 'x' });
track(e.x);
track(Object.is(user.phone, 'x'));
track(structuredClone({ a: user.phone, b: 'x' }).a); // flow
track(structuredClone({ a: user.phone, b: 'x' }).b);
const omit = (o: any, ...ks: string[]) => { const r = { ...o }; for (const k of ks) delete r[k]; return r; };
track(omit({ a: user.phone, b: 'x' }, 'a').b);
track(omit({ a: user.phone, b: 'x' }, 'a'));
track(omit({ a: user.phone, b: 'x' }, 'b')); // flow
const pick = (o: any, ks: string[]) => Object.fromEntries(ks.map((k) => [k, o[k]]));
track(pick({ a: user.phone, b: 'x' }, ['a'])); // flow
track(pick({ a: user.phone, b: 'x' }, ['b']));`,
  'JSON replacer reviver toJSON': `const o = { a: user.phone, b: 'x' };
track(JSON.stringify(o)); // flow
track(JSON.stringify(o, ['b']));
track(JSON.stringify(o, ['a'])); // flow
track(JSON.stringify(o, (k, v) => k === 'a' ? undefined : v));
track(JSON.stringify(o, (k, v) => k === 'b' ? undefined : v)); // flow
track(JSON.stringify({ toJSON() { return 'x'; }, p: user.phone }));
track(JSON.stringify({ toJSON() { return { q: user.phone }; } })); // flow
track(JSON.parse(JSON.stringify(o)).b);
track(JSON.parse(JSON.stringify(o)).a); // flow
track(JSON.parse('{"a":1}', (k, v) => k === 'a' ? user.phone : v).a); // flow
track(JSON.parse('{"a":1}', (k, v) => v).a);
track(JSON.parse(\`{"a":"\${user.phone}"}\`).a); // flow
JSON.parse(JSON.stringify(o), (k, v) => { if (k === 'b') track(v); return v; });
class Dto { constructor(private p: string, public c: string) {} toJSON() { return { c: this.c }; } }
track(JSON.stringify(new Dto(user.phone, 'x')));
track(JSON.stringify([new Dto('x', user.phone)])); // flow`,
  'strings': `const p = user.phone;
track(p.split('').reverse().join('')); // flow
track(p.split('-').length);
track('a-b'.split('-').join(p)); // flow
track(p.replace(/(\\d+)-(\\d+)/, '$2')); // flow
track('x'.replace('x', p)); // flow
track('abc'.replaceAll('b', () => p)); // flow
track('a'.concat(p, 'b')); // flow
track(p.padStart(20, '0')); // flow
track('1'.padStart(20, p)); // flow
track(p.charCodeAt(0)); // flow
track(p[0]); // flow
track([...p].map((c) => c.charCodeAt(0))); // flow
track(String.fromCharCode(...[...p].map((c) => c.charCodeAt(0)))); // flow
track(p.startsWith('+'));
track(p.includes('1'));
track(p.localeCompare('x'));
track(p.normalize().trim().toUpperCase().slice(1).substring(1).repeat(2)); // flow
track(encodeURIComponent(p)); // flow
track(btoa(p)); // flow
track(atob(btoa(p))); // flow
track(Number(p)); // flow
track(parseInt(p, 10)); // flow
track(+p); // flow
track(isNaN(+p));
track(new URL('https://x/?p=' + p).searchParams.get('p')); // flow
track(new URLSearchParams({ p }).toString()); // flow
track(new TextEncoder().encode(p)); // flow
track(Buffer.from(p).toString('hex')); // flow
track(new Date(p as any)); // flow
track(BigInt(p)); // flow
track(p.at(0)); // flow
track(Symbol(p).description); // flow`,
  'linked list queue lru': `class Nd<T> { next: Nd<T> | null = null; prev: Nd<T> | null = null; constructor(public v: T) {} }
class LL<T> { head: Nd<T> | null = null; tail: Nd<T> | null = null; append(v: T) { const n = new Nd(v); if (!this.tail) this.head = this.tail = n; else { this.tail.next = n; n.prev = this.tail; this.tail = n; } return this; } *[Symbol.iterator]() { let n = this.head; while (n) { yield n.v; n = n.next; } } removeFirst() { const v = this.head?.v; this.head = this.head?.next ?? null; return v; } }
const l = new LL<string>().append('a').append(user.phone).append('c');
track([...l][0]);
track([...l][1]); // flow
track([...l][2]);
track(l.removeFirst());
track(l.removeFirst()); // flow
track(l.removeFirst());
const l2 = new LL<string>().append('x');
track(l2.head!.v);
class Lru { #m = new Map<string, any>(); constructor(private cap: number) {} get(k: string) { const v = this.#m.get(k); if (v !== undefined) { this.#m.delete(k); this.#m.set(k, v); } return v; } set(k: string, v: any) { this.#m.delete(k); this.#m.set(k, v); if (this.#m.size > this.cap) this.#m.delete(this.#m.keys().next().value!); } }
const lru = new Lru(2); lru.set('a', user.phone); lru.set('b', 'x');
track(lru.get('a')); // flow
track(lru.get('b'));
class Q { items: any[] = []; enq(x: any) { this.items.push(x); } deq() { return this.items.shift(); } }
const q = new Q(); q.enq('1'); q.enq(user.phone); q.enq('3');
track(q.deq());
track(q.deq()); // flow
track(q.deq());
class Bst { root: any = null; insert(k: number, v: any) { const n = { k, v, l: null, r: null }; if (!this.root) { this.root = n; return; } let c: any = this.root; for (;;) { if (k < c.k) { if (!c.l) { c.l = n; return; } c = c.l; } else { if (!c.r) { c.r = n; return; } c = c.r; } } } find(k: number) { let c: any = this.root; while (c && c.k !== k) c = k < c.k ? c.l : c.r; return c?.v; } }
const t = new Bst(); t.insert(5, 'five'); t.insert(3, user.phone); t.insert(8, 'eight');
track(t.find(3)); // flow
track(t.find(8));
track(t.find(5));`,
  'aliases and callee mutation': `const a: any = { x: 'x' }, b = a, c = { ...a };
function mut(o: any) { o.x = user.phone; } mut(b);
track(a.x); // flow
track(c.x);
function rebind(o: any) { o = { x: user.phone }; } const d: any = { x: 'd' }; rebind(d);
track(d.x);
const arr = [a]; arr[0].y = user.phone;
track(b.y); // flow
const sw: any = { l: { v: user.phone }, r: { v: 'x' } }; [sw.l, sw.r] = [sw.r, sw.l];
track(sw.l.v);
track(sw.r.v); // flow
const holder: any = { inner: { v: 'x' } }; const { inner } = holder; inner.v = user.phone;
track(holder.inner.v); // flow
holder.inner = { v: 'y' };
track(holder.inner.v);
track(inner.v); // flow
function id<T>(x: T) { return x; } const e: any = { v: 'x' }; id(e).v = user.phone;
track(e.v); // flow
const push = (xs: any[], x: any) => { xs.push(x); }; const l1: any[] = [], l2: any[] = []; push(l1, user.phone); push(l2, 'x');
track(l1[0]); // flow
track(l2[0]);`,
  'object identity apart in loops': `const objs: any[] = []; for (let i = 0; i < 3; i++) objs.push({ i, v: 'x' });
objs[1].v = user.phone;
track(objs[0].v);
track(objs[1].v); // flow
track(objs[2].v);
const made = ['a', 'b'].map((k) => ({ k, v: 'x' as string })); made[0]!.v = user.phone;
track(made[0]!.v); // flow
track(made[1]!.v);
const by = new Map(made.map((m) => [m.k, m]));
track(by.get('a')!.v); // flow
track(by.get('b')!.v);
const grid = Array.from({ length: 2 }, () => Array.from({ length: 2 }, () => 'x')); grid[0]![1] = user.phone;
track(grid[0]![1]); // flow
track(grid[1]![1]);
track(grid[0]![0]);
const same = new Array(2).fill({ v: 'x' }); same[0].v = user.phone;
track(same[1].v); // flow`,
  'typed arrays and buffers': `const b = new Uint8Array(4); b[0] = user.phone.charCodeAt(0);
track(b); // flow
track(b.length);
const view = new DataView(new ArrayBuffer(8)); view.setUint8(0, user.phone.charCodeAt(0));
track(view.getUint8(0)); // flow
const clean = new Uint8Array(4); clean[0] = 1;
track(clean);
track(Uint8Array.from([1, 2]).map((x) => x + 1));
const buf = Buffer.alloc(10); buf.write(user.phone);
track(buf.toString()); // flow
track(Buffer.concat([Buffer.from('x'), Buffer.from(user.phone)])); // flow
track(Buffer.concat([Buffer.from('x'), Buffer.from('y')]));`,
  'prototypes that lead in circles, as one object stands for several': `declare const steps: number[];
let a: any = { phone: user.phone }, b: any = a, c: any = a, d: any = a;
for (const step of steps) {
  const next = [Object.create(a), Object.create(b), Object.create(c), Object.create(d)];
  [a, b, c, d] = [next[step], next[step * 2], next[step * 3], next[step * 4]];
}
track(a.phone); // flow
track(a.city);`,
};

describe('objects and collections', () => {
  it.each(Object.entries(CASES))('%s', (_name, text) => {
    expect(flowsIn(text)).toEqual(marked(text));
  });
});
