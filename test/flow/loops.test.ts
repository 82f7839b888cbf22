import { describe, expect, it } from 'vitest';
import { flowsIn, marked } from './harness.js';

const CASES: Readonly<Record<string, string>> = {
  'an iterator that perhaps has no element': `function* g() { if (some) yield user.phone; }
for (const x of g()) track(x); // flow
function* h() { if (some) yield user.city; }
for (const x of h()) track(x);
function* k() { if (some) yield user.phone; yield 'x'; }
for (const x of k()) track(x); // flow
function* l() { yield 'x'; if (some) { yield user.phone; yield 'y'; } }
for (const x of l()) track(x); // flow
track([...g()]); // flow
track([...h()]);`,
  'such iterators in async functions, and async ones': `function* g() { if (some) yield user.phone; }
async function* h() { if (some) yield user.phone; }
async function* n() { if (some) { yield user.phone; } else { await 1; } }
async function f() {
  for (const x of g()) { await 1; track(x); } // flow
  for await (const x of h()) track(x); // flow
  for await (const x of n()) track(x); // flow
}
void f();
async function* c() { if (some) yield user.city; else await 1; }
async function e() { for await (const x of c()) { await 1; track(x); } }
void e();`,
  'a path of an async generator that yields where another one awaits': `async function* g() { if (some) { yield user.phone; } else { await 1; yield 'x'; } }
async function f() { const it = g(); track(await it.next()); // flow
track((await it.next()).done); }
void f();
async function* t() { try { yield user.phone; } catch { await 1; yield 'x'; } finally { await 2; } return 5; }
async function e() { const it = t(); track(await it.next()); } // flow
void e();
async function* c() { yield 'a'; await 1; const x = user.phone; yield 'b'; await 2; yield x; }
async function d() { const it = c(); track(await it.next()); track(await it.next());
track(await it.next()); // flow
track(await it.next()); }
void d();`,
  'a condition that takes something out of a list': `const q = [user.phone]; let x;
while ((x = q.shift())) track(x); // flow
const s: string[] = [user.city]; let y;
while ((y = s.pop())) { track(y); }
const r = [user.phone, 'x']; let z;
do { z = r.shift(); track(z); } while (z); // flow
async function f() { const q2 = [user.phone]; let v; while ((v = q2.shift())) { await 1; track(v); } } // flow
void f();
const re = /a/g; let m2; while ((m2 = re.exec(user.phone))) track(m2[0]); // flow`,
  'an iterator of the program that perhaps has an element': `const o = { [Symbol.iterator]() { let n = 0; return { next() { return n++ === 0 && some ? { value: user.phone, done: false } : { value: undefined, done: true }; } }; } };
for (const x of o as any) track(x); // flow`,
  'what a pass leaves for the next': `let last = 'x'; let n = 0;
while (some) { track(last); last = n++ > 2 ? user.phone : 'y'; } // flow
let w = 'x'; while (some) { track(w); w = user.city; }`,
  'a condition that changes nothing, in an async function': `export async function f(list: string[]) { let i = 0; let got = ''; while (i < list.length) { await 1; got += list[i]; i++; } track(got); }
export async function g(list: User[]) { let i = 0; let got = ''; while (i < list.length) { await 1; got += list[i]!.phone; i++; } track(got); } // flow`,
  'what a generator yields after it was told to return': `async function* g() { try { yield user.city; } finally { await Promise.resolve(2); yield user.phone; } return 5; }
async function f() { const it = g(); track(await it.next());
track(await it.return(1 as never)); // flow
track(await it.next()); }
void f();`,
  'collections of the platform, of whose elements nothing is known': `for (const b of new Uint8Array([1, 2])) track(user.phone); // flow
for (const b of new Uint8Array(4)) { void b; track(user.phone); } // flow
for (const b of Buffer.from('x')) track(user.phone); // flow
for (const el of document.querySelectorAll('a')) track(user.phone); // flow
for (const [k] of new URLSearchParams(location.search)) track(user.phone); // flow
for (const [k] of new URL(location.href).searchParams) track(user.phone); // flow
for (const k of Array.from(new Uint8Array([1]))) track(user.phone); // flow
for (const k of [...new Uint8Array([1])]) track(user.phone); // flow
for (const m of 'abc'.matchAll(/a/g)) track(user.phone); // flow
for (const c of 'abc') track(user.phone); // flow
for (const s of new Intl.Segmenter('en').segment('a b')) track(user.phone); // flow
new Uint8Array([1]).forEach(() => track(user.phone)); // flow
document.querySelectorAll('a').forEach(() => track(user.phone)); // flow
Array.from(document.querySelectorAll('a')).forEach(() => track(user.phone)); // flow
Array.from(document.querySelectorAll('a'), () => track(user.phone)); // flow
[...document.querySelectorAll('a')].map(() => track(user.phone)); // flow
Array.from({ length: 3 }, () => track(user.phone)); // flow
Array.from({ length: Number(location.hash) }, () => track(user.phone)); // flow
new Headers().forEach(() => track(user.phone)); // flow
for (const [k, v] of new Headers({ a: 'b' })) { track(v); track(user.phone); } // flow
for (const x of new FormData(document.forms[0])) { track(user.phone); } // flow
for (const f of (document.getElementById('f') as any).files) { track(user.phone); } // flow
for (const b of new Uint8Array([1, 2])) track(b);`,
  'collections and streams of Node': `import { readdirSync } from 'node:fs'; import { createInterface } from 'node:readline'; import { createReadStream } from 'node:fs';
for (const f of readdirSync('.')) track(user.phone); // flow
async function g() { for await (const l of createInterface({ input: createReadStream('x') })) track(user.phone); // flow
for await (const c of process.stdin) track(user.phone); // flow
for await (const c of (await fetch('x')).body as any) track(user.phone); } // flow
void g();
for (const a of process.argv.slice(2)) track(user.phone); // flow
for (const k in process.env) track(user.phone); // flow
for (const k of Object.keys(process.env)) track(user.phone); // flow
for (const x of JSON.parse('[1]')) track(user.phone); // flow`,
};

describe('loops whose condition is not known, or does something', () => {
  it.each(Object.entries(CASES))('%s', (_name, text) => {
    expect(flowsIn(text)).toEqual(marked(text));
  });
});
