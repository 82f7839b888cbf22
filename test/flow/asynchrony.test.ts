import { describe, expect, it } from 'vitest';
import { flowsIn, marked } from './harness.js';

const CASES: Readonly<Record<string, string>> = {
  'an async function that never waits and perhaps throws: who awaits it in a try goes on either way': `async function check(ok: boolean, text = '') { if (!ok) throw new Error(text); return text; }
async function sure() { return 'x'; }
export async function a(ok: boolean) {
  let held = '';
  try {
    held = user.phone;
    await check(ok);
    held = user.city;
  } catch {
    track(held); // flow
  }
  track(held); // flow
}
export async function b(ok: boolean) { try { await check(ok, user.phone); } catch (e: any) { track(e.message); } } // flow
export async function c(ok: boolean) { try { await check(ok, user.city); } catch (e: any) { track(e.message); } }
export async function d() { try { await sure(); } catch { track(user.phone); } }
async function passes(ok: boolean) { if (!ok) throw new Error('no'); return sure(); }
export async function e(ok: boolean) { try { await passes(ok); } catch { track(user.phone); } } // flow
export async function f(ok: boolean) {
  const [one, two] = await Promise.allSettled([check(ok, user.phone), check(ok, user.city)]);
  if (one.status === 'fulfilled') track(one.value); // flow
  else track(one.reason); // flow
  track(two);
}`,
  'what is called of an object with a then, in a turn of its own': `let v = 'x';
Promise.resolve().then(() => { Promise.resolve({ then(f: any) { f(); } } as any).then(() => {
track(v); // flow
}); }).then(() => { v = user.phone; });
Promise.resolve({ then(f: any) { f(user.phone); } } as any).then((x) => {
track(x); // flow
});
Promise.resolve({ then(f: any) { f('x'); } } as any).then((x) => track(x));
Promise.resolve({ then(_f: any, r: any) { r(user.phone); } } as any).catch((x) => {
track(x); // flow
});`,
  'floating async sees later write': `let x: string = user.city;
async function f() { await null; track(x); } // flow
void f();
x = user.phone;`,
  'floating async sees later kill': `let x: string = user.phone;
async function f() {
  track(x); await null; // flow
  track(x); }
void f();
x = user.city;`,
  'await in caller orders': `let x: string = user.phone;
async function f() { await null; x = user.city; }
async function main() { const p = f();
  track(x); await p; // flow
  track(x); }
void main();`,
  'interleaving two': `const log: string[] = [];
let x: string = 'a';
async function a() { x = user.phone; await null; x = 'b'; await null; track(x); }
async function b() {
  track(x); await null; // flow
  track(x); await null; await null;
  track(x); }
void a(); void b();`,
  'microtask before timer': `let x: string = 'a';
setTimeout(() => { track(x); x = 'done'; }, 0); // flow
Promise.resolve().then(() => { x = user.phone; });
setTimeout(() => track(x), 5);`,
  'nextTick, immediate': `let x: string = user.phone;
setTimeout(() => { x = 'c'; track(x) }, 0);
queueMicrotask(() => { track(x); x = 'b'; }); // flow
setTimeout(() => { track(x) }, 10);`,
  'early return before await': `async function find(id: string): Promise<string> { if (id === '') return user.phone; await null; return 'x'; }
async function main() { const a = await find('');
  track(a); const b = await find('q'); // flow
  track(b); const o: any = {}; o.v = user.phone; o.v = '';
  track(o.v); }
void main();`,
  'conditional await keeps locals apart': `async function f(o: { v: string }) { if (some) { o.v = 'x'; await null;
  track(o.v); } else { await null;
  track(o.v); } // flow
  track(o.v); } // flow
void f({ v: user.phone });`,
  'conditional await then overwritten': `const o = { v: user.phone as string };
async function f() { if (some) await null; o.v = 'x'; }
async function main() { await f(); track(o.v); }
void main();`,
  'conditional await with local object': `async function f() { if (some) await null; const o: any = {}; o.v = user.phone;
  track(o.v); o.v = 'x'; // flow
  track(o.v); if (!some) await null;
  track(o.v); const q: any = {}; q.v = user.phone; q.v = '';
  track(q.v); }
void f();`,
  'try catch await rejection': `async function bad(): Promise<string> { await null; throw new Error(user.phone); }
async function main() { try { const v = await bad();
  track(v); } catch (e) {
  track((e as Error).message); } finally { // flow
  track('x'); } let y: string = user.phone; try { y = 'a'; await bad(); y = user.phone; } catch {
  track(y); }
  track(y); }
void main();`,
  'finally runs after await': `let x: string = 'a';
async function f() { try { await null; return 'r'; } finally { x = user.phone; await null; x = 'b'; } }
async function main() { const p = f(); await null;
  track(x); await p; // flow
  track(x);
  track(await f()); }
void main();`,
  'for await over async gen': `async function* g() { yield 'a'; await null; yield user.phone; yield 'c'; }
async function main() { let i = 0; for await (const v of g()) { if (i === 0)
  track(v); if (i === 1)
  track(v); if (i === 2) // flow
  track(v); i++; } }
void main();`,
  'async gen state between': `const s = { v: 'a' as string };
async function* g() { yield s.v; yield s.v; s.v = 'end'; yield s.v; }
async function main() { const it = g(); const a = await it.next();
  track(a.value); s.v = user.phone; const b = await it.next();
  track(b.value); const c = await it.next(); // flow
  track(c.value); const d = await it.next();
  track(d.value); }
void main();`,
  'generator stepping': `function* g() { yield 'a'; yield user.phone; return user.city; }
const it = g();
track(it.next().value);
track(it.next().value); // flow
track(it.next().value);
track(it.next().value);`,
  'generator state between next': `const s = { v: 'a' as string };
function* g() { yield s.v; yield s.v; }
const it = g();
track(it.next().value);
s.v = user.phone;
track(it.next().value); // flow`,
  'generator lazy: nothing runs before next': `let x: string = 'a';
function* g() {
  track(x); yield 1; // flow
  track(x); }
const it = g();
x = user.phone;
it.next();
x = 'b';
it.next();`,
  'next sent': `function* g(): Generator<string, string, string> { const a = yield 'x';
  track(a); const b = yield a; // flow
  track(b); return b; }
const it = g();
it.next(user.phone);
it.next(user.phone);
it.next('b');`,
  'return and finally': `let x: string = 'a';
function* g() { try { yield 'a'; yield user.phone; } finally { x = user.phone; } }
const it = g(); track(it.next().value);
track(it.return('r' as any).value);
  track(x); // flow
track(it.next().value);`,
  'throw into generator': `function* g() { try { yield 'a'; } catch (e) { track(e); yield 'caught'; } } // flow
const it = g(); it.next(); track(it.throw(user.phone).value);`,
  'for of break runs finally': `let x: string = 'a';
function* g() { try { yield 'a'; yield user.phone; yield 'c'; } finally { x = user.phone; } }
for (const v of g()) { track(v); break; }
track(x); x = ''; // flow
for (const v of g()) { track(v); } // flow
track(x); // flow`,
  'infinite generator take': `function* nat() { let i = 0; while (true) yield i++ === 2 ? user.phone : 'n'; }
track(nat().take(2).toArray());
track(nat().take(3).toArray()); // flow
track([...nat().take(3).map((v) => v + '!')][2]); // flow
track([...nat().take(3).map((v) => v + '!')][1]);
const [a, b, c] = nat();
track(a);
  track(b);
track(c); // flow
track(nat().drop(3).take(1).toArray());
track(nat().drop(2).take(1).toArray()); // flow`,
  'yield star': `function* inner() { const r: string = yield 'i1'; track(r); return user.phone; } // flow
function* outer(): any { const v = yield* inner(); track(v); yield* ['x', user.phone]; yield 'z'; } // flow
const it = outer(); it.next();
  track(it.next(user.phone).value);
  track(it.next().value); // flow
  track(it.next().value);`,
  'infinite consumer with break on unknown': `function* g() { let v: string = 'a'; while (true) { yield v; v = user.phone; } }
let k = 0;
for (const v of g()) { track(v); if (some || ++k > 3) break; } // flow
let n = 0;
for (const v of g()) { track(v); if (++n === 1) break; }`,
  'custom iterator': `const it = { i: 0, [Symbol.iterator]() { return this; }, next() { this.i++; return { value: this.i === 2 ? user.phone : 'x', done: this.i > 3 }; }, };
for (const v of it) { track(v); } // flow
const jt = { [Symbol.iterator]() { return { next: () => ({ value: user.phone, done: false }), return() { track('x'); return { value: 1, done: true }; } }; } };
for (const v of jt) { track(v); break; } // flow`,
  'class iterator': `class L { #items: string[] = ['a', user.phone]; *[Symbol.iterator]() { for (const x of this.#items) yield x; } get first() { return this.#items[0]; } }
const l = new L();
track([...l][0]);
  track([...l][1]); // flow
  track(Math.max(...[1])); const [p, q] = l;
  track(p);
  track(q); // flow
track(Array.from(l, (v) => v.length));
  track(new Set(l).has('b'));`,
  'async iterator by hand': `const src = { [Symbol.asyncIterator]() { let i = 0; return { async next() { i++; return i > 2 ? { done: true as const, value: undefined } : { done: false as const, value: i === 1 ? 'a' : user.phone }; } }; } };
async function main() { const out: string[] = []; for await (const v of src) out.push(v);
  track(out[0]);
  track(out[1]); } // flow
void main();`,
  'promise all order': `let x: string = 'a';
const wait = async (v: string) => { await null; x = v; return v; };
async function main() { const p = Promise.all([wait('b'), wait(user.phone)]);
  track(x); const [a, b] = await p;
  track(a);
  track(b); // flow
  track(x); x = 'q'; // flow
  track(x); }
void main();`,
  'race any allSettled': `async function main() {
  const r = await Promise.race([Promise.resolve(user.phone), new Promise<string>(() => {})]); track(r); // flow
  const s = await Promise.allSettled([Promise.reject(new Error(user.phone)), Promise.resolve('v')]); const s0 = s[0] as PromiseRejectedResult;
  track(s0.reason.message); // flow
  track((s[1] as any).value);
  try { await Promise.any([Promise.reject(user.phone)]); } catch (e) { track((e as AggregateError).errors[0]); } // flow
  const { promise, resolve } = Promise.withResolvers<string>(); setTimeout(() => resolve(user.phone), 1); track(await promise); // flow
  track(await Promise.try(() => user.phone)); // flow
  track(await Promise.try(() => 'x'));
  try { await Promise.all([Promise.resolve('x'), Promise.reject(user.phone)]);
  track(user.phone) } catch (e) {
  track(e); } // flow
}
void main();`,
  'then chain': `Promise.resolve(user.phone).then((v) => v + '!').then((v) => {
  track(v); throw new Error(v); }).catch((e) => { // flow
  track(e.message); return 'ok'; }).then((v) => track(v)).finally(() => track('x')); // flow`,
  'promise never resolves': `let x: string = 'a';
async function f() { await new Promise(() => {}); track(user.phone); }
void f(); track(x);`,
  'compound assignment reads before await': `let s: string = user.phone;
const later = async () => { await null; return 'b'; };
async function f() { s += await later(); track(s); } // flow
const p = f(); s = 'a';`,
  'args evaluated before await': `let s: string = user.phone;
const later = async () => 'b';
const both = (a: string, b: string) => track(a); // flow
async function f() { both(s, await later()); }
void f(); s = 'a';`,
  'await in conditions and loops': `const load = async (i: number) => (i === 2 ? user.phone : 'x');
async function main() { const out: string[] = []; for (let i = 0; i < 3; i++) { const v = await load(i); out.push(v); }
  track(out[0]);
  track(out[2]); let i = 0; while ((await load(i)) === 'x') i++; // flow
  track(i); do { i--; } while (await load(i) !== 'x'); for (const k of [0, 1, 2]) { if (k === 1) continue; const v = await load(k); if (k === 0)
  track(v);
  else track(v); } } // flow
void main();`,
  'switch with await': `const k: string = 'b';
const get = async () => user.phone;
async function main() { let v: string = ''; switch (k) { case 'a': v = await get(); break; case 'b': v = 'x'; await null; case 'c': v += '!'; break; default: v = await get(); }
  track(v); switch (some) { case true: v = await get(); break; default: v = 'n'; }
  track(v); } // flow
void main();`,
  'labelled with await': `async function main() { let v: string = 'a'; outer: for (const i of [1, 2, 3]) { for (const j of [1, 2]) { await null; if (j === 2) continue outer; if (i === 2) break outer; v = i === 1 ? 'one' : user.phone; } } track(v); }
void main();`,
  'event loop: class with mutex': `class Store { private v: string = 'a'; async set(x: string) { await null; this.v = x; } get() { return this.v; } }
const st = new Store();
async function main() { const p = st.set(user.phone);
  track(st.get()); await p;
  track(st.get()); } // flow
void main();`,
  'top-level await': `const v = await Promise.resolve(user.phone);
track(v); // flow
const w = await (async () => { await null; return 'x'; })();
track(w);
for await (const q of (async function* () { yield user.phone; })()) track(q); // flow`,
  'async recursion': `async function down(n: number, v: string): Promise<string> { if (n === 0) return v; await null; return down(n - 1, v); }
async function main() {
  track(await down(3, user.phone)); // flow
  track(await down(3, 'x')); }
void main();`,
  'async recursion unbounded': `async function poll(v: string): Promise<string> { await null; if (some) return v; if (Date.now() < 0) return 'x'; return some ? poll(v) : 'y'; }
async function main() { track(await poll(some ? user.phone : 'x')); } // flow
void main();`,
  'forEach async': `const out: string[] = [];
[user.phone, 'x'].forEach(async (v) => { await null; out.push(v); });
track(out);
setTimeout(() => track(out), 5); // flow`,
  'map async all': `async function main() { const r = await Promise.all([user.phone, 'x'].map(async (v) => { await null; return v + '!'; }));
  track(r[0]); // flow
  track(r[1]); }
void main();`,
  'async reduce': `async function main() { const r = await ['a', 'b'].reduce(async (acc, v) => (await acc) + v, Promise.resolve(user.phone as string)); track(r); } // flow
void main();`,
  'using in async': `class R { constructor(readonly n: string) {} [Symbol.dispose]() {
  track(this.n); } async [Symbol.asyncDispose]() { await null;
  track(this.n); } } // flow
async function f() { await using a = new R(user.phone); using b = new R('b'); await null; if (some) return; }
void f();`,
  'queue producer consumer': `const q: string[] = []; let wake: (() => void) | undefined;
async function consume() { for (let i = 0; i < 2; i++) { while (q.length === 0) await new Promise<void>((r) => { wake = r; }); track(q.shift()); } } // flow
void consume(); q.push(user.phone); wake?.();`,
  'async generator return value and pipeline': `async function* src() { yield user.phone; yield 'b'; }
async function* up(it: AsyncIterable<string>) { for await (const v of it) yield v.toUpperCase(); }
async function main() { const out: string[] = []; for await (const v of up(src())) out.push(v);
  track(out[0]); // flow
  track(out[1]); const a = await Array.fromAsync(src());
  track(a[0]); // flow
  track(a[1]); }
void main();`,
  'finally that throws': `async function f() { try { await Promise.resolve(0).finally(() => { throw user.phone; }); } catch (e) { track(e); } } // flow
async function g() { try { await Promise.resolve(0).finally(() => Promise.reject(user.phone)); } catch (e) { track(e); } } // flow
async function h() { try { void Promise.resolve(0).finally(() => { throw user.phone; }); await null; } catch (e) { track(e); } }
void f(); void g(); void h();`,
  'async callback order with catch': `let x: string = user.phone;
async function f() { try { await Promise.reject(new Error('x')); } catch { track(x); x = 'b'; } }
void f().then(() => track(x));
track(x); x = 'a'; // flow`,
  'await of an object with a then that fails or comes late': `const bad: any = { then(_f: any, r: any) { r(user.phone); } };
async function f() { try { await bad; track(user.phone); } catch (e) { track(e); } } // flow
void f();
const late: any = { then(f: any) { setTimeout(() => f(user.phone), 1); } };
async function g() { track(await late); } // flow
void g();
const ok: any = { then(f: any) { f(user.city); } };
async function h() { try { track(await ok); } catch { track(user.phone); } }
void h();
const throws: any = { then() { throw user.phone; } };
async function k() { try { await throws; } catch (e) { track(e); } } // flow
void k();`,
  'allSettled of such an object': `Promise.allSettled([{ then(_: unknown, reject: (x: unknown) => void) { reject(user.phone); } }]).then((all) => { track(all); }); // flow
Promise.allSettled([{ then(_: unknown, reject: (x: unknown) => void) { reject(user.city); } }]).then((all) => { track(all); });`,
  'other combinators of such objects': `Promise.all([{ then(f: any) { f(user.phone); } }, user.city]).then(([a, b]) => { track(a); // flow
track(b); });
Promise.race([{ then(_: any, r: any) { r(user.phone); } }]).catch((e) => track(e)); // flow
Promise.any([{ then(_: any, r: any) { r(user.phone); } }]).catch((e) => track(e.errors)); // flow`,
  'an object whose then can not be read': `Promise.resolve({ get then() { throw user.phone; } } as any).catch((e) => track(e)); // flow
Promise.resolve({ get then() { throw user.city; } } as any).catch((e) => track(e));
async function g() { try { await ({ get then() { throw user.phone; } } as any); } catch (e) { track(e); } } // flow
void g();`,
};

const TIMERS = `import { setTimeout as wait } from 'node:timers/promises';
Promise.race([wait(5, 'late'), Promise.resolve(user.phone)]).then((v) => {
track(v); // flow
});
Promise.race([wait(5, user.phone), Promise.resolve('x')]).then((v) => track(v));
wait(1, user.phone).then((v) => {
track(v); // flow
});`;

it('a promise that a timer fulfils is not the first of several', () => {
  expect(flowsIn(TIMERS)).toEqual(marked(TIMERS));
});

describe('async functions and generators', () => {
  it.each(Object.entries(CASES))('%s', (_name, text) => {
    expect(flowsIn(text)).toEqual(marked(text));
  });
});
