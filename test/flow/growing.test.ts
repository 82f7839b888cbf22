import { describe, expect, it } from 'vitest';
import { flowsIn, marked } from './harness.js';

const CASES: Readonly<Record<string, string>> = {
  'what a loop adds to the list that it runs over is taken too': `const q = [{ v: user.city, next: { v: user.phone } as any }];
for (const x of q) { track(x.v); // flow
 if (x.next) q.push(x.next); }`,
  'a Set': `const q = new Set<any>([{ v: user.city, next: { v: user.phone } as any }]);
for (const x of q) { track(x.v); // flow
 if (x.next) q.add(x.next); }`,
  'a Map': `const q = new Map<string, any>([['a', user.city]]);
for (const [k, x] of q) { track(x); // flow
 if (k === 'a') q.set('b', user.phone); }`,
  'a Map and its forEach': `const q = new Map<string, any>([['a', user.city]]);
q.forEach((x, k) => { track(x); // flow
 if (k === 'a') q.set('b', user.phone); });`,
  'where it is not known whether something is added': `const q: any[] = [{ v: user.city, next: { v: user.phone } }];
for (const x of q) { track(x.v); // flow
 if (some && x.next) q.push(x.next); }`,
  'in an async function': `async function f() { const q: any[] = [{ v: user.city, next: { v: user.phone } }];
for (const x of q) { await 1; track(x.v); // flow
 if (x.next) q.push(x.next); } }
void f();`,
  'in an async function, where it is not known': `async function f() { const q: any[] = [{ v: user.city, next: { v: user.phone } }];
for (const x of q) { await 1; track(x.v); // flow
 if (some && x.next) q.push(x.next); } }
void f();`,
  'in a generator': `function* f() { const q: any[] = [{ v: user.city, next: { v: user.phone } }];
for (const x of q) { yield x.v; if (some && x.next) q.push(x.next); } }
track([...f()]); // flow`,
  'what is added to another list is not': `const q: any[] = [{ v: user.city, next: { v: 'x', p: user.phone } }];
for (const x of q) { track(x.v);
 if (x.next) q.push(x.next); }
const r: any[] = [user.city]; const s: any[] = [];
for (const x of r) { track(x); s.push(user.phone); }
for (const x of s) track(x); // flow`,
  'a loop that is broken off takes nothing more': `const q: any[] = [{ v: user.city }];
for (const x of q) { track(x.v); if (x.v) { q.push({ v: user.phone }); break; } track(x.v); }
track(q.length);`,
  'an element that is replaced before its turn': `const q: any[] = [user.city, 'x', 'y'];
for (const x of q) { track(x); // flow
 q[1] = user.phone; }
const r: any[] = [user.city, user.phone];
for (const x of r) { track(x);
 r[1] = 'x'; }
const t: any[] = [user.phone, 'x'];
for (const x of t) { t[0] = x; }
track(t[1]);`,
  'an element that is taken out before its turn': `const q: any[] = [user.city, user.phone];
for (const x of q) { track(x); q.length = 1; }`,
  'keys that bring further keys': `const seen = new Set<string>(); const todo = new Set<string>(['a']);
for (const k of todo) { if (seen.has(k)) continue; seen.add(k); if (k === 'a') todo.add('b'); if (k === 'b') track(user.phone); } // flow`,
  'entries that are taken out': `const m = new Map<string, any>([['a', 1], ['b', user.phone], ['c', 2]]);
for (const [k, v] of m) { m.delete(k); track(v); } // flow
const n = new Map<string, any>([['a', 1], ['b', user.city], ['c', 2]]);
for (const [k, v] of n) { n.delete(k); n.set(k + 'x', v); track(v); }`,
  'a list of unknown length': `function f(list: any[]) { for (const x of list) { track(x); // flow
 if (x === 1) list.push(user.phone); } }
f(JSON.parse('[1]'));`,
  'a list that grows without end': `const q: any[] = [1]; for (const x of q) { q.push(x); if (q.length > 1000) break; } track(q);
const r: any[] = [user.phone]; for (const x of r) { r.push(x); if (some) break; } track(r); // flow`,
  'an iterator shows its list as it is when it is asked': `const a: string[] = []; const it = a.values(); a.push(user.phone); track(it.next().value); // flow
const b: string[] = []; const jt = b.values(); b.push(user.city); track(jt.next().value);`,
  'iterators of collections': `const q = new Set<any>([{ v: user.city, next: { v: user.phone } }]);
for (const x of q.values()) { track(x.v); // flow
 if (x.next) q.add(x.next); }
const m = new Map<string, any>([['a', user.city]]);
for (const [k, x] of m.entries()) { track(x); // flow
 if (k === 'a') m.set('b', user.phone); }
const a: any[] = [user.city];
for (const [i, x] of a.entries()) { track(x); // flow
 if (i === 0) a.push(user.phone); }
const b: any[] = [user.phone, 'x'];
for (const [i, x] of b.entries()) { if (i === 1) track(x); b.push('y'); if (i > 1) break; }
const s = new Set<any>([user.city]);
for (const x of s.values()) { track(x); s.add('k'); }`,
};

describe('collections that change while they are run over', () => {
  it.each(Object.entries(CASES))('%s', (_name, text) => {
    expect(flowsIn(text)).toEqual(marked(text));
  });
});
