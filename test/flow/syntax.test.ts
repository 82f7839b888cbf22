import { describe, expect, it } from 'vitest';
import { flowsIn, marked } from './harness.js';

const CASES: Readonly<Record<string, string>> = {
  'labelled continue skips the write': `let v: string = 'x';
outer: for (const a of [1, 2, 3]) { for (const b of [1, 2]) { if (a === 1) continue outer; if (a === 2) break outer; v = user.phone; } }
track(v);
let w: string = 'x';
outer: for (const a of [1, 2, 3]) { for (const b of [1, 2]) { if (b === 2) continue outer; w = user.phone; } w = w + '!'; }
track(w); // flow`,
  'do while and labelled block': `let v: string = user.phone;
a: { b: { if (some) break a; break b; } v = 'x'; }
track(v); // flow
let z: string = user.phone;
a2: { b2: { if (some) break b2; z = 'p'; break a2; } z = 'x'; }
track(z);
do { z = user.phone; } while (false);
track(z); // flow
let i = 0; do { z = 'q'; i++; if (i < 3) continue; z = 'done'; } while (i < 5);
track(z);`,
  'switch on true and fallthrough default in the middle': `function f(n: number) { let r = 'a'; switch (true) { case n > 10: r = user.phone; break; case n > 5: r = 'mid'; default: r += '!'; case n < 0: r += '?'; } return r; }
track(f(20)); // flow
track(f(7));
track(f(1));
function g(k: string) { switch (k) { case 'a': case 'b': { const t = user.phone; return t; } case 'c': { const t = 'x'; return t; } } return 'none'; }
track(g('b')); // flow
track(g('c'));
track(g('d'));`,
  'switch fallthrough overwrites': `function f(k: number) { let r = 'x'; switch (k) { case 0: r = user.phone; case 1: r = 'over'; break; case 2: r = user.phone; } return r; }
track(f(0));
track(f(1));
track(f(2)); // flow`,
  'finally overrides throw and return': `function f() { try { throw user.phone; } catch (e) { return e; } finally { log(); } }
function log() {}
track(f()); // flow
function g(): any { try { throw user.phone; } finally { return 'x'; } }
track(g());
function h(): any { l: try { return user.phone; } finally { break l; } return 'x'; }
track(h());
function k(): any { for (const x of [1, 2]) { try { if (x === 1) return user.phone; return 'y'; } finally { if (x === 1) continue; } } }
track(k());
function q() { let x: any = 'a'; try { x = user.phone; throw 0; } catch { } finally { x = x + '!'; } return x; }
track(q()); // flow
function r() { let x: any = user.phone; try { return x; } finally { x = 'b'; } }
track(r()); // flow
function s() { let o: any = { v: user.phone }; try { return o; } finally { o.v = 'b'; } }
track(s().v);`,
  'nested catch rethrow with cause': `function risky() { throw new Error('outer', { cause: user.phone }); }
try { risky(); } catch (e: any) {
track(e.cause); // flow
track(e.message);
}
class AppError extends Error { constructor(public code: string, public detail: string) { super(code); this.name = 'AppError'; } }
try { throw new AppError('c', user.phone); } catch (e: any) {
track(e.detail); // flow
track(e.code);
track(e.message);
track(e.name);
if (e instanceof AppError) track(e.detail); // flow
}
try { try { throw { v: user.phone }; } catch (e: any) { throw { w: e.v, c: 'x' }; } } catch (e: any) {
track(e.w); // flow
track(e.c);
track(e.v);
}`,
  'catch without binding and never-thrown': `let x: string = 'a';
try { x = 'b'; } catch { x = user.phone; }
track(x);
try { JSON.parse('{'); } catch { x = user.phone; }
track(x); // flow`,
  'generators with next(value), return, throw': `function* echo(): any { let got: any = yield 'first'; while (true) got = yield got; }
const g = echo();
track(g.next().value);
track(g.next(user.phone).value); // flow
track(g.next('x').value);
function* closing(): any { try { yield 'a'; yield 'b'; } finally { yield user.phone; } }
const c = closing();
track(c.next().value);
track(c.return('r').value); // flow
track(c.next().value);
function* catcher(): any { for (;;) { try { yield 'ok'; } catch (e) { yield e; } } }
const t = catcher(); t.next();
track(t.throw(user.phone).value); // flow
track(t.next().value);
const t2 = catcher(); t2.next();
track(t2.throw('z').value);
const d = echo(); d.next();
track(d.return(user.phone).value); // flow
track(d.next().value);`,
  'generator delegation and return value': `function* inner(): any { const got = yield 'q'; return got; }
function* outer(): any { const r: any = yield* inner(); yield r; }
const o = outer(); o.next(); 
track(o.next(user.phone).value); // flow
const o2 = outer(); o2.next();
track(o2.next('x').value);
function* ret(): any { yield 'a'; return user.phone; }
track([...ret()]);
const it = ret(); it.next();
track(it.next().value); // flow
function* lazy(): any { track('x'); state = user.phone; yield 1; state = 'after'; }
let state: string = 'x';
const l = lazy();
track(state);
l.next();
track(state); // flow
l.next();
track(state);`,
  'spread and destructuring stop generators early': `function* gen(): any { yield 'a'; yield user.phone; yield 'c'; }
const [a, b] = gen();
track(a);
track(b); // flow
const [p, , q] = gen();
track(p);
track(q);
const [h, ...rest] = gen();
track(h);
track(rest[0]); // flow
track(rest[1]);
let seen: string = 'x'; function* fin() { try { yield 1; yield 2; } finally { seen = user.phone; } }
const [only] = fin();
track(seen); // flow
let seen2: string = 'x'; function* fin2() { yield 1; seen2 = user.phone; yield 2; }
const [only2] = fin2();
track(seen2);
for (const x of fin2()) { break; }
track(seen2);
for (const x of fin2()) { }
track(seen2); // flow`,
  'infinite generator taken': `function* nat(): any { let i = 0; while (true) yield i++ === 2 ? user.phone : 'n'; }
function* take(n: number, it: Iterable<any>) { let i = 0; for (const x of it) { if (i++ >= n) return; yield x; } }
const two = [...take(2, nat())];
track(two);
const three = [...take(3, nat())];
track(three[0]);
track(three[2]); // flow
const lazyMap = <T, U>(f: (x: T) => U) => function* (it: Iterable<T>) { for (const x of it) yield f(x); };
track([...lazyMap((x: string) => x + '!')([user.phone])][0]); // flow
track([...lazyMap((x: string) => x.length)([user.phone])][0]);`,
  'async iteration': `async function* pages(): any { yield ['a', 'b']; yield [user.phone, 'c']; }
async function main() {
for await (const page of pages()) { for (const p of page) { track(p); } } // flow
const it = pages(); const p1 = await it.next(); const p2 = await it.next();
track(p1.value[0]);
track(p2.value[0]); // flow
track(p2.value[1]);
for await (const x of [Promise.resolve(user.phone), 'z']) track(x); // flow
const src = { async *[Symbol.asyncIterator]() { yield user.phone; } };
for await (const x of src) track(x); // flow
const manual = { i: 0, [Symbol.asyncIterator]() { return this; }, async next() { return { done: this.i++ > 0, value: 'x' }; } };
for await (const x of manual) track(x);
const all: string[] = []; for await (const x of src) all.push(x);
track(all[0]); // flow
}
main();`,
  'using and await using': `const out: string[] = [];
class Res { constructor(private n: string) {} [Symbol.dispose]() { out.push(this.n); } }
{ using r = new Res(user.phone); track(out[0]); }
track(out[0]); // flow
class ARes { constructor(private n: string) {} async [Symbol.asyncDispose]() { out.push(this.n); } }
async function m() {
  { await using a = new ARes('x'); await using b = new ARes(user.phone); }
  track(out[1]); // flow
  track(out[2]);
}
m();
function mk(v: string) { return { v, [Symbol.dispose]() { this.v = 'gone'; } }; }
let keep: any; { using k = mk(user.phone); keep = k; 
track(keep.v); // flow
}
track(keep.v);
for (using q of [mk('a')]) { track(q.v); }`,
  'tagged templates': `function sql(strings: TemplateStringsArray, ...vals: unknown[]) { return { text: strings.join('?'), values: vals }; }
const q = sql\`select \${user.phone} from \${'t'}\`;
track(q.text);
track(q.values[0]); // flow
track(q.values[1]);
const css = (s: TemplateStringsArray, ...fns: ((p: any) => string)[]) => (props: any) => s.reduce((a, x, i) => a + x + (fns[i]?.(props) ?? ''), '');
track(css\`color: \${(p: any) => p.c};\`({ c: user.phone, d: 'x' })); // flow
track(css\`color: \${(p: any) => p.d};\`({ c: user.phone, d: 'x' }));
const obj = { tag(s: TemplateStringsArray, v: string) { return this.p + v; }, p: 'x' };
track(obj.tag\`\${user.phone}\`); // flow
obj.p = user.phone;
track(obj.tag\`\${'a'}\`); // flow
track(((s: TemplateStringsArray) => s[0])\`static\`);
track(\`\${user.phone}\`.length);
track(\`a\${\`b\${user.phone}\`}\`); // flow`,
  'class private, static, blocks, accessor keyword': `class A { static #count = 'x'; static #reg = new Map<string, string>(); #p: string; static { A.#reg.set('k', user.phone); A.#reg.set('j', 'y'); }
  constructor(p: string) { this.#p = p; } static get(k: string) { return A.#reg.get(k); } #m() { return this.#p; } run() { return this.#m(); } static isA(o: any) { return #p in o; } get #acc() { return this.#p; } set #acc(v: string) { this.#p = v; } swap(o: A) { [this.#acc, o.#acc] = [o.#acc, this.#acc]; } }
track(A.get('k')); // flow
track(A.get('j'));
const a = new A(user.phone), b = new A('b');
track(a.run()); // flow
track(b.run());
a.swap(b);
track(a.run());
track(b.run()); // flow
class Acc { accessor v: string = 'x'; static accessor s: string = 'y'; }
const c = new Acc(), d = new Acc(); c.v = user.phone;
track(c.v); // flow
track(d.v);
Acc.s = user.phone;
track(Acc.s); // flow
class Sub extends Acc { get v() { return super.v + '!'; } set v(x: string) { super.v = x; } }
const e = new Sub(); e.v = user.phone;
track(e.v); // flow
const e2 = new Sub();
track(e2.v);`,
  'static inheritance and this in static': `class P { static reg: string[] = []; static of(v: string) { const o = new this(v); return o; } constructor(public v: string) {} static tag = 'p'; static describe() { return this.tag; } }
class Q extends P { static tag = user.phone; }
track(P.describe());
track(Q.describe()); // flow
track(Q.of('x').v);
track(Q.of(user.phone).v); // flow
P.reg.push(user.phone);
track(Q.reg[0]); // flow
(Q as any).own = user.phone;
track((P as any).own);`,
  'field initialisers see ctor params and this': `class A { a = this.mk(); b: string; constructor(p: string) { this.b = p; } mk() { return 'base'; } }
class B extends A { c = user.phone; constructor() { super('x'); this.d = this.c; } d: string; mk() { return this.c ?? 'undef'; } }
const b = new B();
track(b.a);
track(b.d); // flow
track(b.b);
class C { constructor(public readonly x: string, private y = user.phone, protected z = 'z') {} getY() { return this.y; } getZ() { return this.z; } }
track(new C('x').getY()); // flow
track(new C('x', 'y').getY());
track(new C(user.phone).x); // flow
track(new C(user.phone).getZ());`,
  'mixins': `type Ctor<T = {}> = new (...args: any[]) => T;
function Serial<T extends Ctor>(B: T) { return class extends B { data: any = {}; set(k: string, v: any) { this.data[k] = v; return this; } ser() { return JSON.stringify(this.data); } }; }
function Stamped<T extends Ctor>(B: T, stamp: string) { return class extends B { stamp = stamp; }; }
class Base { id = 'id'; }
const M1 = Stamped(Serial(Base), user.phone); const M2 = Stamped(Serial(Base), 'x');
track(new M1().stamp); // flow
track(new M2().stamp);
track(new M1().id);
track(new M2().set('a', user.phone).ser()); // flow
track(new M1().set('a', 'b').ser());
const copyMethods = (t: any, ...s: any[]) => s.forEach((c) => Object.getOwnPropertyNames(c.prototype).forEach((n) => { if (n !== 'constructor') Object.defineProperty(t.prototype, n, Object.getOwnPropertyDescriptor(c.prototype, n)!); }));
class Jump { jump() { return user.phone; } } class Duck { duck() { return 'quack'; } } class Sprite {}
copyMethods(Sprite, Jump, Duck);
track((new Sprite() as any).jump()); // flow
track((new Sprite() as any).duck());`,
  'super property access in objects and static': `class P { greet() { return 'p' + this.n; } n = 'x'; static s() { return 'ps'; } }
class Q extends P { greet() { const f = () => super.greet(); return f(); } static s() { return super.s() + user.phone; } }
const q = new Q();
track(q.greet());
q.n = user.phone;
track(q.greet()); // flow
track(Q.s()); // flow
track(P.s());
const base = { hi() { return this.v; }, v: 'b' }; const kid = { __proto__: base, hi() { return super.hi() + '!'; }, v: user.phone } as any;
track(kid.hi()); // flow
track(base.hi());
async function am() { class R extends P { async x() { return super.greet(); } *y() { yield super.greet(); } } const r = new R(); r.n = user.phone;
track(await r.x()); // flow
track([...r.y()][0]); // flow
} am();`,
  'decorators stage 3': `function bound(_: any, ctx: ClassMethodDecoratorContext) { const name = ctx.name; ctx.addInitializer(function (this: any) { this[name] = this[name].bind(this); }); }
class A { constructor(public v: string) {} @bound get() { return this.v; } }
const { get } = new A(user.phone); const { get: get2 } = new A('x');
track(get()); // flow
track(get2());
const registry = new Map<string, any>();
function register(name: string) { return (c: any, _ctx: ClassDecoratorContext) => { registry.set(name, c); }; }
@register('a') class Svc { run() { return user.phone; } }
@register('b') class Svc2 { run() { return 'x'; } }
track(new (registry.get('a'))().run()); // flow
track(new (registry.get('b'))().run());`,
  'legacy decorators with metadata': `const META = new WeakMap<any, any>();
function Col(opts: any): any { return (t: any, k: string) => { const m = META.get(t.constructor) ?? {}; m[k] = opts; META.set(t.constructor, m); }; }
class E { @Col({ def: user.phone }) a!: string; @Col({ def: 'x' }) b!: string; }
track(META.get(E).a.def); // flow
track(META.get(E).b.def);
function cache(_t: any, _k: string, d: PropertyDescriptor) { const f = d.value; const m = new Map(); d.value = function (x: any) { if (!m.has(x)) m.set(x, f.call(this, x)); return m.get(x); }; return d; }
class Rep { @cache find(id: string) { return id === 'p' ? user.phone : 'none'; } @cache other(id: string) { return 'x' + id; } }
track(new Rep().find('p')); // flow
track(new Rep().find('q'));
track(new Rep().other('q'));`,
  'enums and merging': `enum Color { Red = 'r', Green = 'g' } enum Num { A, B, C = A + 10, D = 1 << 3 }
const table: Record<string, string> = { [Color.Red]: user.phone, [Color.Green]: 'x' };
track(table[Color.Red]); // flow
track(table.g);
track(Num[10]);
const byNum: any = { 0: 'a', 10: user.phone };
track(byNum[Num.C]); // flow
track(byNum[Num.A]);
interface Box { a: string } interface Box { b: string } namespace Box { export const mk = (v: string): Box => ({ a: v, b: 'x' }); }
track(Box.mk(user.phone).a); // flow
track(Box.mk(user.phone).b);
namespace Deep.Inner.Most { export let v = user.phone; export function f() { return v; } export class K { static z = 'x'; } }
track(Deep.Inner.Most.f()); // flow
track(Deep.Inner.Most.K.z);
import Most = Deep.Inner.Most;
track(Most.v); // flow
enum Fl { X = 1, Y = 2 } namespace Fl { export function label(f: Fl) { return f === Fl.X ? user.phone : 'y'; } }
track(Fl.label(Fl.X)); // flow
track(Fl.label(Fl.Y));`,
  'arguments aliasing esm strict': `function f(a: string) { arguments[0] = user.phone; return a; }
track(f('x'));
function g(a: any) { a = user.phone; return arguments[0]; }
track(g('x'));
function h() { return Array.prototype.slice.call(arguments, 1); }
track(h(user.phone, 'x')[0]);
track((h as any)('x', user.phone)[0]); // flow
function k() { const [a, b] = arguments as any; return b; }
track((k as any)('a', user.phone)); // flow
track((k as any)(user.phone, 'b'));
function sum() { let s = ''; for (let i = 0; i < arguments.length; i++) s += arguments[i]; return s; }
track((sum as any)('a', user.phone)); // flow
track((sum as any)('a', 'b'));
track((function () { return arguments.length; } as any)(user.phone));
const outer = function () { return (() => arguments[1])(); } as any;
track(outer('a', user.phone)); // flow
track(outer(user.phone, 'a'));`,
  'new.target and constructor returning object': `class A { kind = 'x'; constructor() { if (new.target.name === 'B') this.kind = user.phone; } } class B extends A {}
track(new B().kind); // flow
class C { v = user.phone; constructor() { return { v: 'other' } as any; } }
track(new C().v);
class D { constructor() { return { v: user.phone } as any; } }
track((new D() as any).v); // flow
class E extends D { w = 'w'; constructor() { super(); (this as any).u = 'u'; } }
const e: any = new E();
track(e.v); // flow
track(e.w);
track(e.u);
function F(this: any) { this.v = user.phone; } 
track(Reflect.construct(F as any, [], A).v); // flow`,
  'computed keys and methods': `const k = 'dyn' + 'amic'; const sym = Symbol('s');
const o: any = { [k]: user.phone, [sym]: 'x', [\`m\${1}\`]() { return user.phone; }, get [k + '2']() { return 'y'; } };
track(o.dynamic); // flow
track(o[sym]);
track(o.m1()); // flow
track(o.dynamic2);
class C { [k] = user.phone; static [sym] = 'z'; ['say' + 'Hi']() { return user.phone; } }
track((new C() as any).dynamic); // flow
track((C as any)[sym]);
track((new C() as any).sayHi()); // flow
let n = 0; const p: any = { ['a' + n++]: 'x', ['a' + n++]: user.phone };
track(p.a0);
track(p.a1); // flow`,
  'optional chaining short-circuits': `const o: any = { a: { f(x: string) { return x; } }, n: null };
track(o.a?.f?.(user.phone)); // flow
track(o.n?.f(user.phone));
let side = 'x'; o.n?.[(side = user.phone)];
track(side);
o.a?.[(side = user.phone)];
track(side); // flow
track(o.n?.a.b.c ?? user.phone); // flow
track(delete o?.a);
const f: any = undefined; f?.(side = 'y');
track(side); // flow`,
  'sequence, void, in, instanceof, delete': `track((user.phone, 'x'));
track(('x', user.phone)); // flow
track('phone' in user);
track(user instanceof Object);
const o: any = { a: user.phone, b: 'x' }; delete o.a;
track(o.a);
track(JSON.stringify(o));
o['c'] = user.phone;
track(JSON.stringify(o)); // flow
delete o['c'];
track(Object.values(o));`,
  'closures in loops and var capture': `const fs: any[] = []; for (const v of ['a', user.phone, 'c']) fs.push(() => v);
track(fs[0]());
track(fs[1]()); // flow
track(fs[2]());
var hs: any[] = []; for (var v2 of ['a', user.phone, 'c']) hs.push(() => v2);
track(hs[0]());
const gs: any[] = []; for (let i = 0, s = 'x' as string; i < 3; i++) { gs.push(() => s); if (i === 1) s = user.phone; }
track(gs[0]());
track(gs[1]()); // flow
track(gs[2]()); // flow`,
  'hoisting and tdz': `track(early()); // flow
function early() { return user.phone; }
var hoisted: any; track(hoisted); hoisted = user.phone;
track(hoisted); // flow
track(typeof later); var later = user.phone;
{ function inner() { return 'x'; } track(inner()); }
const self = function fact(n: number): string { return n <= 0 ? user.phone : fact(n - 1); };
track(self(3)); // flow`,
  'comma in for, several declarators': `for (let i = 0, s: string = user.phone; i < 2; i++, s = 'x') { if (i === 0) track(s); // flow
if (i === 1) track(s);
}
let a = 'x', b = user.phone, c = (a = b, a);
track(c); // flow
[a, b] = ['p', 'q'];
track(a);`,
  'chained assignment and compound': `let a: any, b: any, c: any; a = b = c = user.phone;
track(a); // flow
b = 'x';
track(b);
track(c); // flow
let s = 'a'; s += user.phone; 
track(s); // flow
s = 'b'; s += 'c';
track(s);
let n: any = 1; n += user.phone; 
track(n); // flow
n = 5; n **= 2;
track(n);
const o: any = { l: [] }; o.l[o.l.length] = user.phone;
track(o.l[0]); // flow
let z: any = { p: 'x' }; const y = z; z.q = z = { p: user.phone };
track(y.p);
track(y.q.p); // flow`,
  'satisfies, as const, non-null, angle casts': `const o = { a: user.phone, b: 'x' } satisfies Record<string, string>;
track(o.a); // flow
track(o.b);
const t = [user.phone, 'x'] as const;
track(t[0]); // flow
track(t[1]);
track(<any>user.phone); // flow
track((user as any)!.phone!); // flow
track(((user as unknown) as { city: string }).city);`,
  'typed overloads and assertion functions': `function pick(k: 'p'): string; function pick(k: 'c'): string; function pick(k: string) { return k === 'p' ? user.phone : user.city; }
track(pick('p')); // flow
track(pick('c'));
function assertStr(x: unknown): asserts x is string { if (typeof x !== 'string') throw new Error('no'); }
const u: unknown = user.phone; assertStr(u);
track(u); // flow
function isS(x: unknown): x is string { return typeof x === 'string'; }
const w: unknown = user.phone; if (isS(w)) track(w); // flow
const num: unknown = 5; if (isS(num)) track(user.phone);`,
  'regexp lastIndex, named groups, symbols': `const re = /(?<a>\\d)(\\d)/g; let m: any; while ((m = re.exec(user.phone))) track(m.groups.a); // flow
track(re.source);
track(user.phone.match(/\\d/)?.index);
track(user.phone.match(/\\d/)?.[0]); // flow
for (const x of user.phone.matchAll(/\\d/g)) track(x[0]); // flow
track(user.phone.search(/\\d/));
track('abc'.replace(/b/, user.phone)); // flow
track('abc'.replace(/b/, () => user.phone)); // flow
track(user.phone.replace(/.(?=..)/g, (c) => c)); // flow`,
};

describe('syntax', () => {
  it.each(Object.entries(CASES))('%s', (_name, text) => {
    expect(flowsIn(text)).toEqual(marked(text));
  });
});
