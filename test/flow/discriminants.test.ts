import { describe, expect, it } from 'vitest';
import { flowsIn, marked } from './harness.js';

const CASES: Readonly<Record<string, string>> = {
  'results by a discriminant': `type R = { ok: true; value: any } | { ok: false; error: string };
const ok = (v: any): R => ({ ok: true, value: v }); const err = (e: any): R => ({ ok: false, error: e });
function find(id: string): R { return some ? ok(user) : err(\`no \${id}\`); }
function map(r: R, f: (x: any) => any): R { return r.ok ? ok(f(r.value)) : r; }
function unwrapOr(r: R, d: any): any { return r.ok ? r.value : d; }
const m: any = map(find('1'), (u) => u.city);
track(m);
track(unwrapOr(m, ''));`,
  'all cases of a boolean, and of literals': `export function f(on: boolean, maybe: boolean | undefined, m: 'a' | 'b') {
let s = user.phone; switch (on) { case true: s = 'a'; break; case false: s = 'b'; break; }
track(s);
let t = user.phone; switch (maybe) { case true: t = 'a'; break; case false: t = 'b'; break; }
track(t); // flow
let u = user.phone; if (on === true) u = 'x'; else if (on === false) u = 'y';
track(u);
let w = user.phone; switch (m) { case 'a': w = 'x'; break; case 'b': w = 'y'; break; }
track(w);
}`,
  'switch over a discriminant': `type S = { tag: 'a'; phone: string } | { tag: 'b'; city: string } | { tag: 'c' };
function pick(): S { return some ? { tag: 'a', phone: user.phone } : { tag: 'b', city: user.city }; }
function show(s: S) { switch (s.tag) { case 'a':
track(s); // flow
break; case 'b':
track(s);
break; default:
track(s);
} }
show(pick());
enum K { A = 'a', B = 'b' }
const e: any = some ? { k: K.A, v: user.phone } : { k: K.B, v: user.city };
switch (e.k) { case K.A:
track(e.v); // flow
break; case K.B:
track(e.v);
}
switch (true) { case e.k === K.B:
track(e.v);
break; default:
track(e.v); // flow
}
async function later(s: S) { await null; switch (s.tag) { case 'b': await 1;
track(s);
break; case 'a':
track(s); // flow
} }
void later(pick());`,
  'guards of the program': `interface A { kind: 'a'; v: string } interface B { kind: 'b'; v: string }
const isA = (x: A | B): x is A => x.kind === 'a'; function isB(x: A | B): x is B { return x.kind === 'b'; }
const x: A | B = some ? { kind: 'a', v: user.phone } : { kind: 'b', v: user.city };
if (isA(x)) {
track(x.v); // flow
} else {
track(x.v);
}
track(isB(x) ? x.v : '');
if (!isB(x)) {
track(x.v); // flow
}`,
  'methods that tell': `class Ok { constructor(readonly value: any) {} isOk() { return true; } isErr() { return !this.isOk(); } } class Err { constructor(readonly value: any) {} isOk() { return false; } isErr() { return !this.isOk(); } }
const r = some ? new Ok(user.phone) : new Err('e');
if (r.isOk()) {
track(r.value); // flow
} else {
track(r.value);
}
if (r.isErr()) {
track(r.value);
}
const q: any = some ? new Ok('v') : new Err(user.phone);
track(q.isOk() ? q.value : '');
track(q.isOk() ? '' : q.value); // flow`,
  'discriminants of what can be absent': `const n: any = some ? { ok: true, v: user.phone } : some ? { ok: false, v: 'x' } : null;
if (n?.ok) {
track(n.v); // flow
} else {
track(n);
}
if (n && !n.ok) {
track(n);
}
if (n?.ok !== true) {
track(n);
}
const list: any[] = [{ t: 'p', v: user.phone }, { t: 'c', v: user.city }];
for (const it of list) {
if (it.t === 'c') {
track(it);
}
}
const cities = list.filter((it) => it.t === 'c');
track(cities.map((c) => c.v));`,
  'names that an object has': `const n: any = some ? { phone: user.phone } : { city: user.city };
if ('phone' in n) {
track(n); // flow
} else {
track(n);
}
if (!('city' in n)) {
track(n); // flow
}`,
  'discriminants written later': `const s: any = some ? { ok: false, v: user.phone } : { ok: false, v: 'x' };
s.ok = true;
if (s.ok) {
track(s.v); // flow
}
const m: any = { ok: false, v: '' };
function set() { m.ok = true; m.v = user.phone; }
export { set };
export function read() { if (m.ok) {
track(m.v); // flow
} else {
track(m); // flow
} }`,
  'getters and values from outside tell nothing': `class G { get ok() { return some; } v = user.phone; } class H { ok = false; v = 'x'; }
const g: any = some ? new G() : new H();
if (g.ok) {
track(g.v); // flow
} else {
track(g.v); // flow
}
export function f(x: any) { const y = some ? x : { ok: false, v: user.phone }; if (y.ok) {
track(y.v);
} else {
track(y.v); // flow
} }`,
  'discriminants further inside': `const z: any = some ? { res: { ok: true }, v: user.phone } : { res: { ok: false }, v: user.city };
if (z.res.ok) {
track(z.v); // flow
} else {
track(z.v);
}
if (z.res?.ok === false) {
track(z.v);
}`,
};

describe('which of its objects a variable is, by a test of a property', () => {
  it.each(Object.entries(CASES))('%s', (_name, text) => {
    expect(flowsIn(text)).toEqual(marked(text));
  });
});
