import { describe, expect, it } from 'vitest';
import { flowsIn, marked } from './harness.js';

const CASES: Readonly<Record<string, string>> = {
  'map assign': `export const g1 = (us: User[]) => us.map((u) => { const c: any = { ...u }; c.phone = '***'; return c; }).forEach((c) => {
track(c);
});`,
  'for of assign': `export function g2(us: User[]) { for (const u of us) { const c: any = { ...u }; c.phone = '***';
track(c);
} }`,
  'for of push': `export function g3(us: User[]) { const out: any[] = []; for (const u of us) { const c: any = { ...u }; c.phone = '***'; out.push(c); }
track(out);
}`,
  'map builder': `export const g4 = (us: User[]) => us.map((u) => { const r: any = {}; r.v = u.phone; r.v = u.city; return r; }).forEach((c) => {
track(c);
});`,
  'map class': `class Row { v = ''; set(x: string) { this.v = x; return this; } }
export const g5 = (us: User[]) => us.map((u) => new Row().set(u.phone).set(u.city)).forEach((c) => {
track(c.v);
});`,
  'while': `export function g7(it: Iterator<User>) { let r = it.next(); while (!r.done) { const c: any = { ...r.value }; delete c.phone;
track(c);
r = it.next(); } }`,
  'async handler': `export const handler = async (u: User) => { const c: any = { ...u }; delete c.phone;
track(c);
};`,
  'spread override': `export const g8 = (us: User[]) => us.map((u) => ({ ...u, phone: 'x' })).forEach((c) => {
track(c);
});
export const g9 = (us: User[]) => us.map(({ phone, ...r }) => r).forEach((c) => {
track(c);
});`,
  'local overwritten': `export const g10 = (us: User[]) => us.map((u) => { let p: string = u.phone; p = u.city; return p; }).forEach((c) => {
track(c);
});`,
  'former ones stay': `export function h1(us: User[]) { const out: any[] = []; let last: any = null; for (const u of us) { const c: any = {}; c.v = u.phone; if (last) {
track(last.v); // flow
} out.push(c); last = c; } 
track(out[0].v); // flow
if (last) last.v = 'x';
track(out[0].v); // flow
}`,
  'list of nodes': `export function h2(us: User[]) { let head: any = null; let tail: any = null; for (const u of us) { const n: any = { value: u.phone, next: null }; if (tail) tail.next = n; else head = n; tail = n; } 
for (let c = head; c; c = c.next) {
track(c.value); // flow
}
track('end');
const phones: string[] = []; let c = head; while (c) { phones.push(c.value); c = c.next; }
track(phones); // flow
}`,
  'either': `export const h3 = (us: User[]) => us.map((u) => { const c: any = { v: '' }; if (some) c.v = u.phone; return c; }).forEach((c) => {
track(c.v); // flow
});
export const h4 = (us: User[]) => us.map((u) => { const c: any = { v: u.phone }; if (some) c.v = ''; return c; }).forEach((c) => {
track(c.v); // flow
});`,
  'captured': `export const h5 = (us: User[]) => { const fs = us.map((u) => { let p = u.phone; const get = () => p; const clear = () => { p = ''; }; return { get, clear }; }); fs[0]!.clear();
track(fs[1]!.get()); // flow
};`,
  'recursion': `function rec(us: User[], n: number): string { let p = us[n]!.phone; if (n > 0) rec(us, n - 1); const q = p; p = ''; return q; }
export const h6 = (us: User[], n: number) => {
track(rec(us, n)); // flow
};`,
  'async callbacks': `export const h7 = async (us: User[]) => { await Promise.all(us.map(async (u) => { let p = u.phone; const c: any = { p }; await null;
track(p); // flow
track(c.p); // flow
p = ''; c.p = '';
})); };`,
  'generators': `function* gen(us: User[]) { for (const u of us) { let p: string = u.phone; const c: any = { p }; yield c;
track(c.p); // flow
p = ''; c.p = ''; } }
export const h8 = (us: User[]) => { for (const c of gen(us)) {
track(c.p); // flow
} };`,
  'kept and changed later': `const all: any[] = [];
export const h9 = (us: User[]) => us.forEach((u) => { const c: any = { v: u.phone }; all.push(c); const d = all[0]; d.v = 'x'; });
export const h10 = () => {
track(all[0].v); // flow
};`,
  'accumulators': `export const h11 = (us: User[]) => { let acc = ''; us.forEach((u) => { acc += u.phone; });
track(acc); // flow
let n = 0; us.forEach((u) => { n++; });
track(n);
const o: any = {}; us.forEach((u) => { o.last = u.phone; }); us.forEach((u) => { o.first ??= u.city; });
track(o.last); // flow
track(o.first);
};`,
};

describe('what each turn over a list of unknown length makes for itself', () => {
  it.each(Object.entries(CASES))('%s', (_name, text) => {
    expect(flowsIn(text)).toEqual(marked(text));
  });
});
