import { describe, expect, it } from 'vitest';
import { flowsIn, marked } from './harness.js';

const CASES: Readonly<Record<string, string>> = {
  'callbacks through frames': `function a(cb: (x: string) => void) { b((y) => cb(y)); } function b(cb: (x: string) => void) { c({ on: cb }); } function c(o: { on(x: string): void }) { o.on(user.phone); o.on('x'); }
a((v) => track(v)); // flow
a((v) => track(v.length));
function each<T>(xs: T[], f: (x: T, i: number) => void) { for (let i = 0; i < xs.length; i++) f(xs[i]!, i); }
each([user.phone], (x, i) => {
track(x); // flow
track(i); });
each(['x'], (x) => track(x));`,
  'currying and partial': `const curry = (fn: any) => function curried(this: any, ...args: any[]): any { return args.length >= fn.length ? fn.apply(this, args) : (...more: any[]) => curried.apply(this, args.concat(more)); };
const second = curry((a: any, b: any, c: any) => b);
track(second('a')(user.phone)('c')); // flow
track(second(user.phone)('b')('c'));
track(second('a', user.phone)('c')); // flow
track(second(user.phone, 'b', 'c'));
const partial = (f: any, ...a: any[]) => (...b: any[]) => f(...a, ...b);
track(partial((x: any, y: any) => x, user.phone)('y')); // flow
track(partial((x: any, y: any) => y, user.phone)('y'));
const flip = (f: any) => (a: any, b: any) => f(b, a);
track(flip((a: any, b: any) => a)(user.phone, 'x'));
track(flip((a: any, b: any) => b)(user.phone, 'x')); // flow`,
  'bind call apply': `function show(this: any, a?: any, b?: any) { return [this.v, a, b]; }
const b1 = show.bind({ v: user.phone }, 'a');
track(b1('b')[0]); // flow
track(b1('b')[1]);
track(b1(user.phone)[2]); // flow
track(b1.call({ v: 'other' })[0]); // flow
track(show.call({ v: 'x' }, user.phone)[1]); // flow
track(show.call({ v: 'x' }, user.phone)[2]);
track(show.apply({ v: 'x' }, ['a', user.phone])[2]); // flow
track(show.apply({ v: 'x' }, ['a', user.phone])[1]);
track(Reflect.apply(show, { v: user.phone }, [])[0]); // flow
track(Function.prototype.call.call(show, { v: user.phone })[0]); // flow
track(Function.prototype.apply.call(show, { v: 'x' }, [user.phone])[1]); // flow
track((show.call as any).bind(show, { v: 'x' })(user.phone)[1]); // flow
const unbound = Function.prototype.call.bind(Array.prototype.slice) as any;
track(unbound(['a', user.phone], 1)[0]); // flow
track(unbound([user.phone, 'a'], 1)[0]);
class K { constructor(public x: any) {} } const Bd = K.bind(null, user.phone) as any;
track(new Bd().x); // flow`,
  'method extraction and this loss': `class C { v = user.phone; get = () => this.v; m() { return this?.v; } }
const { get } = new C(); const m = new C().m;
track(get()); // flow
track(m.call({ v: 'x' } as any));
track(m.call(new C())); // flow
const o = { v: 'x', m: new C().m, get: new C().get };
track(o.m());
track(o.get()); // flow
(0, o.get)();
const p = { v: user.phone, f() { return () => this.v; }, g: function () { return function (this: any) { return this?.v; }; } };
track(p.f()()); // flow`,
  'interfaces abstract structural': `interface Store { get(k: string): string } class Mem implements Store { get(k: string) { return k === 'p' ? user.phone : 'x'; } } class Nul implements Store { get(_k: string) { return 'none'; } }
function use(s: Store, k: string) { return s.get(k); }
track(use(new Mem(), 'p')); // flow
track(use(new Nul(), 'p'));
track(use(new Mem(), 'z'));
track(use({ get: () => user.phone }, 'q')); // flow
abstract class Base { abstract load(): string; run() { return this.load() + '!'; } } class L1 extends Base { load() { return user.phone; } } class L2 extends Base { load() { return 'x'; } }
track(new L1().run()); // flow
track(new L2().run());
const list: Base[] = [new L2(), new L1()];
track(list[0]!.run());
track(list[1]!.run()); // flow
for (const b of list) track(b.run()); // flow`,
  'interface parameter of nobody-called function': `interface Src { read(): string } class PhoneSrc implements Src { read() { return user.phone; } } class CitySrc implements Src { read() { return 'x'; } }
export function job(s: Src) { track(s.read()); } // flow
interface Other { fetch(): string } class O1 implements Other { fetch() { return 'x'; } }
export function job2(s: Other) { track(s.fetch()); }
export class Service { constructor(private readonly src: Src, private readonly other: Other) {} run() {
track(this.src.read()); // flow
track(this.other.fetch()); } }`,
  'function tables and registries': `const handlers: Record<string, (x: any) => any> = { id: (x) => x, drop: () => 'x', len: (x) => x.length };
track(handlers['id']!(user.phone)); // flow
track(handlers['drop']!(user.phone));
track(handlers.len!(user.phone));
const dyn: string = some ? 'id' : 'drop';
track(handlers[dyn]!(user.phone)); // flow
const ops = new Map<string, (x: any) => any>([['a', (x) => x], ['b', () => 'b']]);
track(ops.get('a')!(user.phone)); // flow
track(ops.get('b')!(user.phone));
class Registry { private readonly items = new Map<string, () => any>(); register(n: string, f: () => any) { this.items.set(n, f); return this; } make(n: string) { const f = this.items.get(n); if (!f) throw new Error(n); return f(); } }
const reg = new Registry().register('p', () => user.phone).register('x', () => 'x');
track(reg.make('p')); // flow
track(reg.make('x'));
const arr = [(x: any) => 'no', (x: any) => x];
track(arr[1]!(user.phone)); // flow
track(arr[0]!(user.phone));`,
  'DI container': `type Token<T> = { readonly name: string; readonly _t?: T };
class Container { #f = new Map<Token<any>, (c: Container) => any>(); #cache = new Map<Token<any>, any>(); bind<T>(t: Token<T>, f: (c: Container) => T) { this.#f.set(t, f); return this; } get<T>(t: Token<T>): T { if (this.#cache.has(t)) return this.#cache.get(t); const v = this.#f.get(t)!(this); this.#cache.set(t, v); return v; } }
const PHONE: Token<string> = { name: 'phone' }, CITY: Token<string> = { name: 'city' }, SVC: Token<{ read(): string; city(): string }> = { name: 'svc' };
const c = new Container().bind(PHONE, () => user.phone).bind(CITY, () => 'x').bind(SVC, (c) => ({ read: () => c.get(PHONE), city: () => c.get(CITY) }));
track(c.get(PHONE)); // flow
track(c.get(CITY));
track(c.get(SVC).read()); // flow
track(c.get(SVC).city());
class ByClass { #m = new Map<Function, any>(); register(C: any, v: any) { this.#m.set(C, v); } resolve<T>(C: new (...a: any[]) => T): T { return this.#m.get(C); } } class A1 { constructor(readonly v: string) {} } class A2 { constructor(readonly v: string) {} }
const bc = new ByClass(); bc.register(A1, new A1(user.phone)); bc.register(A2, new A2('x'));
track(bc.resolve(A1).v); // flow
track(bc.resolve(A2).v);
const sc = new Map<symbol, () => any>(); const S1 = Symbol('a'), S2 = Symbol.for('b'); sc.set(S1, () => user.phone); sc.set(S2, () => 'x');
track(sc.get(S1)!()); // flow
track(sc.get(S2)!());
track(sc.get(Symbol.for('b'))!());`,
  'own event emitter': `class Emitter { private readonly l: Record<string, ((x: any) => void)[]> = {}; on(e: string, f: (x: any) => void) { (this.l[e] ??= []).push(f); return () => { this.l[e] = this.l[e]!.filter((g) => g !== f); }; } emit(e: string, x: any) { (this.l[e] ?? []).forEach((f) => f(x)); } }
const em = new Emitter();
em.on('p', (x) => track(x)); // flow
em.on('q', (x) => track(x));
const off = em.on('p', (x) => track(x));
off();
em.emit('p', user.phone); em.emit('q', 'x');
class Typed<E extends Record<string, any>> { #h = new Map<keyof E, Set<(x: any) => void>>(); on<K extends keyof E>(k: K, f: (x: E[K]) => void) { let s = this.#h.get(k); if (!s) this.#h.set(k, (s = new Set())); s.add(f); } emit<K extends keyof E>(k: K, x: E[K]) { for (const f of this.#h.get(k) ?? []) f(x); } }
const t = new Typed<{ a: string; b: string }>();
t.on('a', (x) => track(x)); // flow
t.on('b', (x) => track(x));
t.emit('a', user.phone); t.emit('b', 'x');`,
  'subjects and observables': `class Subject<T> { #o: ((x: T) => void)[] = []; next(x: T) { for (const o of this.#o) o(x); } subscribe(o: (x: T) => void) { this.#o.push(o); } map<U>(f: (x: T) => U) { const s = new Subject<U>(); this.subscribe((x) => s.next(f(x))); return s; } filter(p: (x: T) => boolean) { const s = new Subject<T>(); this.subscribe((x) => { if (p(x)) s.next(x); }); return s; } }
const s1 = new Subject<string>(), s2 = new Subject<string>();
s1.map((x) => x + '!').subscribe((x) => track(x)); // flow
s1.map((x) => x.length).subscribe((x) => track(x));
s2.map((x) => x + '!').subscribe((x) => track(x));
s1.filter((x) => x !== '').subscribe((x) => track(x)); // flow
s1.next(user.phone); s2.next('x');
class Behavior<T> { constructor(private v: T) {} get value() { return this.v; } next(v: T) { this.v = v; } }
const bh = new Behavior<string>('x');
track(bh.value);
bh.next(user.phone);
track(bh.value); // flow
bh.next('y');
track(bh.value);`,
  'middleware chains': `type Mw = (ctx: any, next: () => any) => any;
function compose(ms: Mw[]) { return (ctx: any) => { const go = (i: number): any => { const f = ms[i]; return f ? f(ctx, () => go(i + 1)) : undefined; }; return go(0); }; }
const app = compose([(c, n) => { c.user = user; return n(); }, (c, n) => { c.x = 'x'; return n(); }, (c) => { 
track(c.user.phone); // flow
track(c.x);
}]); app({});
const app2 = compose([(c, n) => { n(); track(c.late); }, (c, n) => { c.late = user.phone; n(); }]); app2({}); // flow
const app3 = compose([(c, n) => { track(c.late); n(); }, (c, n) => { c.late = user.phone; n(); }]); app3({});
const app4 = compose([async (c, n) => { await n(); 
track(c.v); // flow
}, async (c, n) => { await n(); }, async (c) => { await null; c.v = user.phone; }]); app4({});
const pipe = (...fs: ((x: any) => any)[]) => (x: any) => fs.reduce((a, f) => f(a), x);
track(pipe((u: any) => u.phone, (p: string) => p.trim())(user)); // flow
track(pipe((u: any) => u.city, (p: string) => p.trim())(user));`,
  'factories and builders': `function makeUser(over: Partial<User> = {}): any { return { phone: 'x', city: 'y', ...over }; }
track(makeUser({ phone: user.phone }).phone); // flow
track(makeUser({ phone: user.phone }).city);
track(makeUser().phone);
class B { private o: any = {}; with(k: string, v: any) { this.o[k] = v; return this; } build() { return { ...this.o }; } }
const b = new B().with('a', user.phone).with('b', 'x').build();
track(b.a); // flow
track(b.b);
class Ib { constructor(private readonly o: any = {}) {} with(k: string, v: any) { return new Ib({ ...this.o, [k]: v }); } build() { return this.o; } }
const base = new Ib().with('a', 'x'); const d1 = base.with('b', user.phone);
track(d1.build().b); // flow
track(d1.build().a);
track(base.build().b);
const counter = (() => { let n: any = 0; return { inc: (by: any) => (n += by), get: () => n }; })();
counter.inc(1);
track(counter.get());`,
  'recursion': `const walk = (t: any): any[] => [t.v, ...(t.kids ?? []).flatMap(walk)];
const tree = { v: 'a', kids: [{ v: 'b', kids: [{ v: user.phone }] }, { v: 'c' }] };
track(walk(tree)[2]); // flow
track(walk(tree)[0]);
track(walk({ v: 'a', kids: [{ v: 'b' }] })[1]);
function even(n: number, x: string): string { return n === 0 ? x : odd(n - 1, x); } function odd(n: number, x: string): string { return n === 0 ? 'x' : even(n - 1, x); }
track(even(4, user.phone)); // flow
track(even(3, user.phone));
const fix = (f: any): any => ((x: any) => x(x))((x: any) => f((y: any) => x(x)(y)));
const id = fix((self: any) => (n: any) => n.k === 0 ? n.v : self({ k: n.k - 1, v: n.v }));
track(id({ k: 2, v: user.phone })); // flow
track(id({ k: 2, v: 'x' }));
function trampoline(f: any) { let r = f; while (typeof r === 'function') r = r(); return r; }
const go = (n: number, x: any): any => n === 0 ? x : () => go(n - 1, x);
track(trampoline(() => go(3, user.phone))); // flow
track(trampoline(() => go(3, 'x')));`,
  'visitor and double dispatch': `interface Node { accept<T>(v: Vis<T>): T } interface Vis<T> { num(n: Num): T; add(n: Add): T }
class Num implements Node { constructor(public v: any) {} accept<T>(v: Vis<T>) { return v.num(this); } } class Add implements Node { constructor(public l: Node, public r: Node) {} accept<T>(v: Vis<T>) { return v.add(this); } }
class Print implements Vis<string> { num(n: Num) { return String(n.v); } add(n: Add) { return n.l.accept(this) + '+' + n.r.accept(this); } } class Count implements Vis<number> { num() { return 1; } add(n: Add): number { return n.l.accept(this) + n.r.accept(this); } }
track(new Add(new Num(user.phone), new Num(1)).accept(new Print())); // flow
track(new Add(new Num(2), new Num(1)).accept(new Print()));
track(new Add(new Num(user.phone), new Num(1)).accept(new Count()));`,
  'strategy, template, chain of responsibility': `abstract class Handler { private next?: Handler; set(n: Handler) { this.next = n; return n; } handle(r: any): any { return this.next?.handle(r); } }
class Auth extends Handler { handle(r: any) { if (!r.ok) return 'denied'; return super.handle(r); } } class End extends Handler { handle(r: any) { return r.v; } }
const a = new Auth(); a.set(new End());
track(a.handle({ ok: true, v: user.phone })); // flow
track(a.handle({ ok: false, v: user.phone }));
track(a.handle({ ok: true, v: 'x' }));`,
  'callbacks stored then called later': `class Btn { private cbs: (() => void)[] = []; onClick(f: () => void) { this.cbs.push(f); } click() { this.cbs.forEach((f) => f()); } }
const b = new Btn(); let s: string = 'x'; b.onClick(() => track(s)); b.click(); s = user.phone; 
const b2 = new Btn(); let s2: string = 'x'; b2.onClick(() => track(s2)); s2 = user.phone; b2.click(); // flow`,
  'node style callbacks and promisify': `function load(id: string, cb: (e: Error | null, v?: string) => void) { setTimeout(() => cb(null, id === 'p' ? user.phone : 'x'), 1); }
load('p', (e, v) => {
track(e);
track(v); }); // flow
load('q', (e, v) => track(v));
import { promisify } from 'node:util';
promisify(load)('p').then((v) => track(v)); // flow
promisify(load)('q').then((v) => track(v));`,
  'spread calls': `function three(a: any, b: any, c: any) { return b; }
const args = ['a', user.phone, 'c'] as const;
track(three(...args)); // flow
track(three(...(['a', 'b', user.phone] as const)));
track(three(...['a'], ...[user.phone], 'c')); // flow
track(Math.max(...[1, 2]));
const unk: string[] = some ? [user.phone] : ['x', 'y', 'z'];
track(three(...(unk as [any, any, any])));
class K { constructor(public a: any, public b: any) {} }
track(new K(...(['a', user.phone] as const)).b); // flow
track(new K(...(['a', user.phone] as const)).a);`,
  'callable objects and functions with properties': `const f: any = () => f.v; f.v = 'x';
track(f());
f.v = user.phone;
track(f()); // flow
function fn() {} fn.store = {} as any; fn.put = (k: string, v: any) => { fn.store[k] = v; };
fn.put('a', user.phone); fn.put('b', 'x');
track(fn.store.a); // flow
track(fn.store.b);
const cal = Object.assign((x: any) => x, { meta: user.phone, other: 'x' });
track(cal('y'));
track(cal.meta); // flow
track(cal.other);`,
  'IIFE module pattern': `const Mod = (function () { let priv: any = 'x'; function set(v: any) { priv = v; } return { set, get: () => priv, snapshot: priv }; })();
Mod.set(user.phone);
track(Mod.get()); // flow
track(Mod.snapshot);
(async () => { const v = await (async () => user.phone)();
track(v); // flow
})();
(() => { track('x'); })();
!function (x: any) { track(x); }(user.phone); // flow
+function (x: any, y: any) { track(y); }(user.phone, 'y');`,
  'default params referencing functions and earlier': `function f(a: any, b: any = () => a, c: any = b()) { return c; }
track(f(user.phone)); // flow
track(f('x'));
track(f(user.phone, () => 'x'));
function g({ a = user.phone, b = a }: any = {}) { return b; }
track(g()); // flow
track(g({ a: 'x' }));
track(g({ b: 'x' }));
let n = 0; function h(x: any = n++ === 0 ? 'first' : user.phone) { return x; }
track(h());
track(h()); // flow`,
  'getter-based lazies and once': `function once<T>(f: () => T) { let done = false; let v: T; return () => { if (!done) { v = f(); done = true; } return v!; }; }
let k = 0; const o1 = once(() => k++ === 0 ? 'x' : user.phone); o1();
track(o1());
const o2 = once(() => user.phone);
track(o2()); // flow
class Lazy { #v?: string; constructor(private f: () => string) {} get v() { return (this.#v ??= this.f()); } }
track(new Lazy(() => user.phone).v); // flow
track(new Lazy(() => 'x').v);
const lz: any = { get v() { const v = user.phone; Object.defineProperty(this, 'v', { value: 'fixed' }); return v; } };
track(lz.v); // flow
track(lz.v);`,
  'function from conditional and logical': `const f = some ? (x: any) => x : (x: any) => 'n';
track(f(user.phone)); // flow
const g: any = null; const h = g ?? ((x: any) => x);
track(h(user.phone)); // flow
track((false ? (x: any) => x : () => 'x')(user.phone));
const pick = (n: number) => [() => 'a', () => user.phone][n]!;
track(pick(0)());
track(pick(1)()); // flow`,
  'continuation passing': `const cps = (x: any, k: (v: any) => any): any => k(x);
track(cps(user.phone, (a) => cps('x', (b) => a))); // flow
track(cps(user.phone, (a) => cps('x', (b) => b)));
const church = { pair: (a: any, b: any) => (s: any) => s(a, b), fst: (p: any) => p((a: any, b: any) => a), snd: (p: any) => p((a: any, b: any) => b) };
const p = church.pair(user.phone, 'x');
track(church.fst(p)); // flow
track(church.snd(p));`,
  'maybe / either monads': `class Maybe<T> { static some<T>(v: T) { return new Maybe<T>(v); } static none<T>() { return new Maybe<T>(null); } private constructor(private v: T | null) {} map<U>(f: (x: T) => U): Maybe<U> { return this.v === null ? Maybe.none<U>() : Maybe.some(f(this.v)); } flatMap<U>(f: (x: T) => Maybe<U>): Maybe<U> { return this.v === null ? Maybe.none<U>() : f(this.v); } or(d: T) { return this.v ?? d; } }
track(Maybe.some(user.phone).map((x) => x + '!').or('d')); // flow
track(Maybe.some('x').map((x) => x + '!').or('d'));
track(Maybe.none<string>().or(user.phone)); // flow
track(Maybe.some('v').or(user.phone));
track(Maybe.some(user).map((u) => u.city).or('d'));
type Res = { ok: true; v: string } | { ok: false; e: string };
const r: Res = { ok: true, v: user.phone } as Res; if (r.ok) track(r.v); // flow
else track(r.e);
const match = <T>(r: Res, h: { ok: (v: string) => T; no: (e: string) => T }) => r.ok ? h.ok(r.v) : h.no(r.e);
track(match({ ok: true, v: user.phone }, { ok: (v) => v, no: (e) => e })); // flow
track(match({ ok: false, e: 'x' }, { ok: (v) => v, no: (e) => e }));`,
  'lenses': `const lens = (k: string) => ({ get: (o: any) => o[k], set: (o: any, v: any) => ({ ...o, [k]: v }) });
const L = lens('a'); const o = L.set({ a: 'x', b: 'y' }, user.phone);
track(L.get(o)); // flow
track(lens('b').get(o));
const over = (l: any, f: any, o: any) => l.set(o, f(l.get(o)));
track(over(L, (x: any) => x + '!', o).a); // flow
track(over(L, () => 'x', o).a);
const get = (o: any, path: string) => path.split('.').reduce((a, k) => a?.[k], o);
track(get({ a: { b: user.phone, c: 'x' } }, 'a.b')); // flow
track(get({ a: { b: user.phone, c: 'x' } }, 'a.c'));
const set = (o: any, path: string[], v: any): any => { const [h, ...t] = path; return t.length ? { ...o, [h!]: set(o[h!] ?? {}, t, v) } : { ...o, [h!]: v }; };
const so = set({}, ['x', 'y'], user.phone);
track(so.x.y); // flow
track(set(so, ['x', 'z'], 'q').x.z);
track(set(so, ['x', 'y'], 'q').x.y);`,
  'commands with undo history': `class Doc { text: any = 'x'; #h: any[] = []; set(v: any) { this.#h.push(this.text); this.text = v; } undo() { this.text = this.#h.pop(); } }
const d = new Doc(); d.set(user.phone);
track(d.text); // flow
d.undo();
track(d.text);
const d2 = new Doc(); d2.set(user.phone); d2.set('y');
track(d2.text);
d2.undo();
track(d2.text); // flow`,
  'reducers and stores': `type A = { type: 'set'; v: string } | { type: 'clear' };
const reducer = (s: { v: string; n: number } = { v: '', n: 0 }, a: A) => { switch (a.type) { case 'set': return { ...s, v: a.v, n: s.n + 1 }; case 'clear': return { ...s, v: '' }; default: return s; } };
function createStore<S>(r: (s: S | undefined, a: any) => S) { let s = r(undefined, { type: '@@init' }); const ls = new Set<() => void>(); return { getState: () => s, dispatch(a: any) { s = r(s, a); ls.forEach((l) => l()); }, subscribe(l: () => void) { ls.add(l); return () => ls.delete(l); } }; }
const st = createStore(reducer as any) as any; 
track(st.getState().v);
st.dispatch({ type: 'set', v: user.phone });
track(st.getState().v); // flow
track(st.getState().n);
st.dispatch({ type: 'clear' });
track(st.getState().v);
const st2 = createStore(reducer as any) as any; st2.dispatch({ type: 'set', v: 'x' });
track(st2.getState().v);
const combine = (rs: any) => (s: any = {}, a: any) => Object.fromEntries(Object.entries(rs).map(([k, r]: any) => [k, r(s[k], a)]));
const st3 = createStore(combine({ a: (s = 'i', a: any) => a.type === 'a' ? a.v : s, b: (s = 'i', a: any) => a.type === 'b' ? a.v : s })) as any; st3.dispatch({ type: 'a', v: user.phone }); st3.dispatch({ type: 'b', v: 'x' });
track(st3.getState().a); // flow
track(st3.getState().b);`,
};

describe('calls', () => {
  it.each(Object.entries(CASES))('%s', (_name, text) => {
    expect(flowsIn(text)).toEqual(marked(text));
  });
});
