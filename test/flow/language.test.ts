import { describe, expect, it } from 'vitest';
import { flowsIn, marked } from './harness.js';

const CASES: Readonly<Record<string, string>> = {
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
  'that the platform has a member is a question': `
if (window.fetch) track('x'); else track(user.phone); // flow
if (!globalThis.crypto) track(user.phone); // flow
const parse = window.DOMParser ? (x: string) => x.length : (x: string) => x;
track(parse(user.phone)); // flow
const hash = globalThis.btoa || ((x: string) => x);
track(hash(user.phone)); // flow
const once = async () => { await some; if (!navigator.sendBeacon) track(user.phone); }; // flow
once();
if (typeof Math === 'undefined') track(user.city);`,
  'a method by a name that is not known': `
class Actions { tel() { return user.phone; } city() { return user.city; } run(name: string) { return (this as any)[name](); } }
class More extends Actions { other() { return 1; } }
const places: any = new (class { city() { return user.city; } })();
declare const name: string;
const actions: any = new More();
track(actions[name]()); // flow
track(actions.run(name)); // flow
track(places[name]());
class Senders { send(x: string) { track(x); } } // flow
const senders: any = new Senders();
senders[name](user.phone);`,
};

describe('language semantics', () => {
  it.each(Object.entries(CASES))('%s', (_name, text) => {
    expect(flowsIn(text)).toEqual(marked(text));
  });
});
