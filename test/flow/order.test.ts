import { describe, expect, it } from 'vitest';
import { flowsIn, marked } from './harness.js';

const CASES: Readonly<Record<string, string>> = {
  'kills by overwriting': `let a: string = user.phone; a = 'x';
track(a);
const o: any = { p: user.phone }; o.p = 'x';
track(o.p);
const m = new Map([['k', user.phone]]); m.set('k', 'x');
track(m.get('k'));
let b: string = user.phone; if (some) b = 'x'; else b = 'y';
track(b);
let c: string = user.phone; if (some) c = 'x';
track(c); // flow
let d: string = 'x'; const f = () => { d = user.phone; }; const g = () => { d = 'y'; };
f();
track(d); // flow
g();
track(d);
let e: string = user.phone; ({ e } = { e: 'x' });
track(e);
let h: string = user.phone; [h] = ['z'];
track(h);
let i: string = user.phone; for (i of ['x', 'y']);
track(i);
let j: string = user.phone; for (i of ['x']) j = i;
track(j);`,
  'loops accumulate and reset': `let acc = ''; for (const x of ['a', user.phone]) { acc += x; }
track(acc); // flow
let last = ''; for (const x of [user.phone, 'b']) last = x;
track(last);
let prev: string = 'x'; for (const x of ['a', user.phone, 'c']) { track(prev); prev = x; } // flow
let prev2: string = 'x'; for (const x of ['a', 'b', user.phone]) { track(prev2); prev2 = x; }
let w: string = 'x'; let n = 0; while (n < 2) { if (n === 1) track(w); w = user.phone; n++; } // flow
let w2: string = 'x'; let n2 = 0; while (n2 < 1) { track(w2); w2 = user.phone; n2++; }
let u: string = 'x'; while (Math.random() > 0.5) { track(u); u = user.phone; } // flow
let u2: string = 'x'; while (Math.random() > 0.5) { u2 = user.phone; u2 = 'y'; }
track(u2);
let u3: string = 'x'; while (Math.random() > 0.5) { u3 = user.phone; break; }
track(u3); // flow`,
  'early exits': `function f(x: string | undefined) { if (!x) return 'none'; return x; }
track(f(user.phone)); // flow
track(f(undefined));
function g(flag: boolean) { let v: string = user.phone; if (flag) { v = 'x'; return v; } return v; }
track(g(true));
track(g(false)); // flow
function h(xs: string[]) { for (const x of xs) { if (x.startsWith('+')) return x; } return 'none'; }
track(h([user.phone])); // flow
track(h([]));
function k(n: number) { if (n > 0) throw new Error('x'); return user.phone; }
try { track(k(1)); } catch {}
track(k(0)); // flow
function dead() { return 'x'; track(user.phone); }
dead();
if (false) track(user.phone);
while (false) track(user.phone);
for (;;) { break; track(user.phone); }
const DEBUG = false; if (DEBUG) track(user.phone);
const MODE: 'dev' | 'prod' = 'prod' as any; if (MODE === 'dev') track(user.phone);
true || track(user.phone);
false && track(user.phone);
null ?? track(user.phone); // flow
'x' ?? track(user.phone);
switch (1 as number) { case 2: track(user.phone); }
process.exit(0); track(user.phone);`,
  'exceptions kill and carry': `let v: string = user.phone;
try { v = 'x'; throw new Error(); } catch { track(v); }
let w: string = 'x';
try { w = user.phone; mayThrow(); w = 'y'; } catch { track(w); } // flow
function mayThrow() { if (some) throw new Error('e'); }
let z: string = 'x';
try { throw new Error(); z = user.phone; } catch { track(z); }
function t(): never { throw new Error(user.phone); }
let msg = ''; try { t(); msg = 'no'; } catch (e) { msg = (e as Error).message; }
track(msg); // flow
let q: string = user.phone; try { t(); } catch { q = 'x'; }
track(q);
let r: string = 'x'; try { t(); r = 'y'; } finally { track(r); }`,
  'exceptions past frames': `function a() { b(); } function b() { throw new Error(user.phone); } function c() { throw new Error('x'); }
try { a(); } catch (e: any) { track(e.message); } // flow
try { c(); } catch (e: any) { track(e.message); }
function wrap(f: () => void) { try { f(); return 'ok'; } catch (e: any) { return e.message; } }
track(wrap(a)); // flow
track(wrap(c));
track(wrap(() => {}));
class NotFound extends Error {} class Other extends Error {}
function g(n: number) { if (n === 1) throw new NotFound(user.phone); throw new Other('x'); }
try { g(2); } catch (e: any) { track(e.message); }
try { g(1); } catch (e: any) { if (e instanceof NotFound) track(e.message); // flow
else track(e.message); }`,
  'overwrite after await': `async function m() {
let v: string = user.phone; await null; v = 'x';
track(v);
let w: string = 'x'; const p = (async () => { await null; w = user.phone; })();
track(w);
await p;
track(w); // flow
let y: string = user.phone; const q = (async () => { await null; track(y); })(); y = 'x'; await q;
let z: string = 'x'; const r = (async () => { await null; track(z); })(); z = user.phone; await r; // flow
let s: string = 'x'; setTimeout(() => { s = user.phone; }, 0); await null;
track(s);
await new Promise<void>((res) => setTimeout(res, 10));
track(s); // flow
}
m();`,
  'microtask order': `const log: string[] = [];
let v: string = 'x';
setTimeout(() => track(v), 0); // flow
Promise.resolve().then(() => { v = user.phone; });
let w: string = 'x';
setTimeout(() => { w = user.phone; }, 0);
Promise.resolve().then(() => track(w));
queueMicrotask(() => track(w));
process.nextTick(() => track(w));
let u: string = 'x'; process.nextTick(() => { u = user.phone; }); Promise.resolve().then(() => track(u)); // flow
let a: string = 'x'; setImmediate(() => { track(a); }); setTimeout(() => {}, 0); a = user.phone; // flow
let c: string = 'x'; setTimeout(() => { c = user.phone; }, 10); setTimeout(() => track(c), 100); // flow
const id = setTimeout(() => track(user.phone), 10); clearTimeout(id);`,
  'promise combinators': `const p = Promise.resolve(user.phone), x = Promise.resolve('x');
Promise.all([p, x]).then(([a, b]) => {
track(a); // flow
track(b); });
Promise.allSettled([p, x]).then(([a, b]: any[]) => {
track(a.value); // flow
track(b.value);
track(a.status); });
Promise.race([x, p]).then((v) => track(v));
Promise.race([p, x]).then((v) => track(v)); // flow
Promise.race([x, Promise.resolve('y')]).then((v) => track(v));
Promise.any([Promise.reject('e'), p]).then((v) => track(v)); // flow
Promise.any([Promise.reject(user.phone)]).catch((e) => track(e.errors[0])); // flow
const { promise, resolve, reject } = Promise.withResolvers<string>();
promise.then((v) => track(v)); // flow
resolve(user.phone);
const wr = Promise.withResolvers<string>(); wr.promise.catch((e) => track(e)); wr.reject(user.phone); // flow
wr.promise.then((v) => track(v), () => {});
p.finally(() => 'z').then((v) => track(v)); // flow
p.then(() => 'z').then((v) => track(v));
Promise.reject(user.phone).then((v) => track(v)).catch((e) => track(e)); // flow
x.then(() => { throw user.phone; }).catch((e) => track(e)); // flow
p.then(undefined, () => 'x').then((v) => track(v)); // flow
p.catch(() => 'x').then((v) => track(v)); // flow
Promise.reject('e').catch(() => 'x').then((v) => track(v));
const thenable = { then(ok: any) { ok(user.phone); } }; Promise.resolve(thenable).then((v) => track(v)); // flow
new Promise<string>((res, rej) => { res('x'); res(user.phone); }).then((v) => track(v));
(Promise as any).try?.(() => user.phone).then((v: any) => track(v)); // flow
async function rej() { throw new Error(user.phone); } rej().catch((e) => track(e.message)); // flow
async function seq() { const r = []; for (const f of [async () => 'a', async () => user.phone]) r.push(await f()); 
track(r[0]);
track(r[1]); // flow
}
seq();`,
  'constant conditions': `const n = 3; let v: string = 'x';
if (n > 5) v = user.phone;
track(v);
if (n < 5) v = user.phone;
track(v); // flow
const cfg = { mode: 'a', on: false } as any; let w: string = 'x';
if (cfg.on) w = user.phone;
track(w);
if (cfg.mode === 'a') w = user.phone;
track(w); // flow
let u: string = 'x'; if (typeof u === 'number') u = user.phone;
track(u);
const e = 'abc'.length === 3 ? 'x' : user.phone;
track(e);
const f = ['a', 'b'].includes('a') ? user.phone : 'x';
track(f); // flow
const g = 10 % 3 === 1 && !(2 ** 3 < 7) ? 'x' : user.phone;
track(g);
let s: string = 'x'; const x: any = {}; if ('k' in x) s = user.phone;
track(s);
if (x.k === undefined) s = user.phone;
track(s); // flow
const k = Array.isArray([]) ? 'x' : user.phone;
track(k);
const z = [1, 2].length > 2 ? user.phone : 'x';
track(z);
const q = 'Hello'.toLowerCase() === 'hello' ? user.phone : 'x';
track(q); // flow
const r = Number('5') === 5 ? 'x' : user.phone;
track(r);`,
  'narrowing and null': `function f(x: string | null) { if (x === null) { track(x); return; } track(x); } // flow
f(user.phone);
function g(x: any) { if (typeof x === 'object') track(x.phone); else track(x); } // flow
g(user);
function h(x: any) { if (typeof x === 'object') track('o'); else track(x); }
h({ phone: 'x' });
function k(u: any) { if (u.kind === 'a') track(u.v); else track(u.w); }
k({ kind: 'a', v: 'x', w: user.phone });
k({ kind: 'b', v: user.phone, w: 'x' });
function l(u: any) { if (u.kind === 'a') track(u.v); // flow
else track(u.w); }
l({ kind: 'a', v: user.phone, w: 'x' });`,
  'context two calls': `function id(x: any) { return x; } function twice(x: any) { return id(id(x)); } function wrap(x: any) { return { v: twice(x) }; }
track(wrap(user.phone).v); // flow
track(wrap('x').v);
class Box<T> { constructor(private v: T) {} get() { return this.v; } map<U>(f: (x: T) => U) { return new Box(f(this.v)); } }
track(new Box(user.phone).map((x) => x).get()); // flow
track(new Box('x').map((x) => x).get());
function mk() { let s: any; return { set(v: any) { s = v; }, get() { return s; } }; }
const m1 = mk(), m2 = mk(); m1.set(user.phone); m2.set('x');
track(m1.get()); // flow
track(m2.get());
const apply = (f: any, x: any) => f(x);
track(apply((x: any) => x, user.phone)); // flow
track(apply((x: any) => x, 'y'));
track(apply(() => 'k', user.phone));
const cache = new Map<string, any>(); function memo(k: string, f: () => any) { if (!cache.has(k)) cache.set(k, f()); return cache.get(k); }
track(memo('a', () => user.phone)); // flow
track(memo('b', () => 'x'));
track(memo('a', () => 'never')); // flow
function deep(n: number, x: any): any { return n === 0 ? [x] : deep(n - 1, x); }
track(deep(3, user.phone)[0]); // flow
track(deep(3, 'x')[0]);`,
  'module state': `let state: any = null; export function init(u: any) { state = { ...u }; } export function read() { return state; }
track(read()?.phone);
init(user);
track(read().phone); // flow
track(read().city);
init({ phone: 'x', city: 'y' });
track(read().phone);`,
  'nobody calls: entry points in any order': `let held: string = 'x';
export function put(u: User) { held = u.phone; }
export function get() { track(held); } // flow
let held2: string = 'x';
export function put2(u: User) { held2 = u.city; }
export function get2() { track(held2); }
class S { private v = 'x'; save(u: User) { this.v = u.phone; } send() { track(this.v); } } // flow
export const svc = new S();
class S2 { private v = 'x'; save(u: User) { this.v = u.city; } send() { track(this.v); } }
export const svc2 = new S2();
export class S3 { private v = 'x'; save(u: User) { this.v = u.phone; } send() { track(this.v); } } // flow`,
  'pulled by own module': `import { user as u2 } from './data.js';
const o = { ...u2 }; const { phone, ...rest } = o;
track(rest);
track(o); // flow
track([u2]); // flow
track({ a: { b: u2 } }); // flow
track(Object.keys(u2));
track(u2.city);`,
};

describe('order of what happens', () => {
  it.each(Object.entries(CASES))('%s', (_name, text) => {
    expect(flowsIn(text)).toEqual(marked(text));
  });
});
