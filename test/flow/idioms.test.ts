import { describe, expect, it } from 'vitest';
import { flowsIn, marked } from './harness.js';

const CASES: Readonly<Record<string, string>> = {
  'private names via in and static privates across instances': `class A { #p; static #inst: A[] = []; constructor(p: any) { this.#p = p; A.#inst.push(this); } static leak(i: number) { return A.#inst[i]!.#p; } static peek(o: any) { return #p in o ? o.#p : 'none'; } eq(o: A) { return o.#p; } }
const a = new A(user.phone), b = new A('x');
track(A.leak(0)); // flow
track(A.leak(1));
track(A.peek(a)); // flow
track(A.peek(b));
track(A.peek({}));
track(b.eq(a)); // flow
track(a.eq(b));`,
  'labelled break from try finally in loop': `function f(xs: string[]) { let r = 'init'; outer: for (const x of xs) { try { for (const c of x) { if (c === '!') break outer; r = x; } } finally { if (r === 'stop') r = 'x'; } } return r; }
track(f([user.phone])); // flow
track(f([]));
function g() { let v: any = user.phone; do { try { continue; } finally { v = 'x'; } } while (false); return v; }
track(g());
function h() { for (let i = 0; ; i++) { try { if (i === 1) return user.phone; } finally { if (i === 1) break; } } return 'x'; }
track(h());`,
  'switch with expressions and shared scope': `function f(k: number) { switch (k) { case 1: let v: any = user.phone; case 2: v = v ?? 'y'; return v; default: return 'd'; } }
track(f(1)); // flow
track(f(3));
function g(o: any) { switch (typeof o) { case 'string': return o; case 'object': return 'obj'; default: return 'x'; } }
track(g(user.phone)); // flow
track(g({ p: user.phone }));
function h(k: string) { let out: any; switch (k) { case 'a': out = user.phone; break; case 'b': out = 'b'; } return out; }
track(h('a')); // flow
track(h('b'));
track(h('zzz'));`,
  'generators as coroutines and state': `function* co(): Generator<any, any, any> { const req = yield 'need'; const ans = yield { asked: req }; return ans; }
function run(g: any, replies: any[]) { let r = g.next(); for (const x of replies) { if (r.done) break; r = g.next(x); } return r.value; }
track(run(co(), ['q', user.phone])); // flow
track(run(co(), [user.phone, 'x']));
track(run(co(), [user.phone]).asked); // flow
function* pipeline(src: Iterable<any>) { for (const x of src) { if (x === null) continue; yield { v: x, n: 1 }; } }
for (const r of pipeline([user.phone, null])) {
track(r.v); // flow
track(r.n); }
class Coll { *[Symbol.iterator]() { yield* this.items; } constructor(private items: any[]) {} static from(it: Iterable<any>) { return new Coll([...it]); } map(f: any) { const s = this; return Coll.from((function* () { for (const x of s) yield f(x); })()); } }
track([...new Coll([user.phone]).map((x: any) => x + '!')][0]); // flow
track([...new Coll(['x']).map((x: any) => x + '!')][0]);`,
  'async error paths': `async function load(ok: boolean) { if (!ok) throw Object.assign(new Error('m'), { p: user.phone, c: 'x' }); return 'fine'; }
async function main() { try { await load(false); } catch (e: any) {
track(e.p); // flow
track(e.c);
track(e.message); }
const r = await load(true).catch((e) => e.p);
track(r);
const r2 = await load(false).catch((e) => e.p);
track(r2); // flow
const r3 = await load(false).then((v) => v, (e) => 'handled');
track(r3);
let st: any = 'x'; try { await load(false); st = user.phone; } catch { }
track(st);
try { await Promise.all([load(true), load(false)]); } catch (e: any) { track(e.p); } // flow
await using res = { v: user.phone, async [Symbol.asyncDispose]() { track(this.v); } }; // flow
}
main();`,
  'event target and abort': `const et = new EventTarget(); et.addEventListener('a', (e: any) => track(e.detail)); // flow
et.addEventListener('b', (e: any) => track(e.detail));
et.dispatchEvent(new CustomEvent('a', { detail: user.phone })); et.dispatchEvent(new CustomEvent('b', { detail: 'x' }));
const ac = new AbortController(); ac.abort(user.phone);
track(ac.signal.reason); // flow
import { EventEmitter } from 'node:events';
class Bus extends EventEmitter { pub(t: string, v: any) { return this.emit(t, v); } }
const bus = new Bus(), other = new Bus(); bus.on('x', (v) => track(v)); // flow
other.on('x', (v) => track(v)); bus.on('y', (v) => track(v));
bus.pub('x', user.phone); other.pub('x', 'clean'); bus.pub('y', 'clean');`,
  'function properties and static caches': `function next(): any { next.last = next.cur; next.cur = user.phone; return next.last; } next.last = 'a' as any; next.cur = 'b' as any;
track(next());
track(next()); // flow
const counter: any = function () { return (counter.calls = (counter.calls ?? 0) + 1); };
track(counter());
track(counter.calls);`,
  'deep callbacks with this': `class Svc { private h: any[] = []; constructor(private name: string) {} on(f: (this: Svc, v: any) => void) { this.h.push(f.bind(this)); return this; } fire(v: any) { this.h.forEach((f) => f(v)); } who() { return this.name; } }
const s = new Svc(user.phone); s.on(function (v) {
track(v);
track(this.who()); }); // flow
s.fire('x');
const t = new Svc('n'); t.on(function (v) {
track(v); // flow
track(this.who()); });
t.fire(user.phone);`,
  'array destructuring swaps and sorting by key': `let xs: any[] = ['a', user.phone]; [xs[0], xs[1]] = [xs[1], xs[0]];
track(xs[0]); // flow
track(xs[1]);
const rows = [{ k: 2, v: user.phone }, { k: 1, v: 'x' }]; 
track(rows.map(({ k }) => k).sort()[0]);
track(rows.toSorted((a, b) => a.k - b.k)[0]!.v); // flow
const idx = Object.fromEntries(rows.map((r) => [r.k, r]));
track(idx[2]!.v); // flow
track(idx[1]!.v);
const zip = (a: any[], b: any[]) => a.map((x, i) => [x, b[i]]);
track(zip(['k'], [user.phone])[0]![1]); // flow
track(zip(['k'], [user.phone])[0]![0]);
const chunk = (a: any[], n: number): any[][] => a.length ? [a.slice(0, n), ...chunk(a.slice(n), n)] : [];
track(chunk(['a', 'b', user.phone], 2)[1]![0]); // flow
track(chunk(['a', 'b', user.phone], 2)[0]![1]);
const part = (a: any[], p: any) => a.reduce(([y, n], x) => p(x) ? [[...y, x], n] : [y, [...n, x]], [[], []]);
track(part(['a', 'b'], (x: any) => x === 'a')[0][0]);`,
  'computed property access by const maps': `const FIELD = { primary: 'phone', secondary: 'city' } as const;
track((user as any)[FIELD.primary]); // flow
track((user as any)[FIELD.secondary]);
const pick = <K extends keyof User>(k: K) => user[k];
track(pick('phone')); // flow
track(pick('city'));
const keys: (keyof User)[] = ['city'];
for (const k of keys) track(user[k]);
for (const k of ['phone'] as const) track(user[k]); // flow
const proj = (o: any, ...ks: string[]) => ks.map((k) => o[k]);
track(proj(user, 'city')[0]);
track(proj(user, 'city', 'phone')[1]); // flow
track(Object.values(user).length);
track(Object.entries(user).map(([k]) => k));`,
  'template literal types and tagged enums at runtime': `type Ev = \`user:\${string}\`; const on: Record<Ev, (x: any) => void> = { 'user:a': (x) => track(x), 'user:b': (x) => track(x) }; // flow
const ev = 'a'; on[\`user:\${ev}\`]!(user.phone);`,
  'deferred init and late binding': `let impl: ((x: any) => any) | undefined; const call = (x: any) => impl!(x); impl = (x) => x;
track(call(user.phone)); // flow
impl = () => 'const';
track(call(user.phone));
const svc = {} as { get(): any }; svc.get = () => user.phone;
track(svc.get()); // flow
svc.get = () => 'x';
track(svc.get());`,
};

describe('idioms', () => {
  it.each(Object.entries(CASES))('%s', (_name, text) => {
    expect(flowsIn(text)).toEqual(marked(text));
  });
});
