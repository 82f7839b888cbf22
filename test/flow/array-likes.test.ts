import { describe, expect, it } from 'vitest';
import { flowsIn, marked } from './harness.js';

const CASES: Readonly<Record<string, string>> = {
  'methods that change them': `const o: any = { length: 0 };
Array.prototype.push.call(o, user.phone); track(o[0]); // flow
track(o.length);
const p: any = { 0: 'a', 1: 'b', length: 2 }; Array.prototype.splice.call(p, 0, 1, user.phone); track(p[0]); // flow
const q: any = { 0: 'a', length: 1 }; Array.prototype.unshift.call(q, user.phone); track(q[0]); // flow
const r: any = { 0: 'a', length: 1 }; [].push.call(r, user.city as never); track(r[1]); track(r[0]);
const s: any = { 0: user.phone, 1: 'b', length: 2 }; Array.prototype.reverse.call(s); track(s[1]); // flow
const t: any = { 0: user.phone, 1: 'b', length: 2 }; track(Array.prototype.pop.call(t)); 
track(Array.prototype.shift.call(t)); // flow
const u: any = { length: 2 }; Array.prototype.fill.call(u, user.phone); track(u[1]); // flow`,
  'methods that read them': `const o: any = { 0: user.phone, 1: 'b', length: 2 };
track(Array.prototype.slice.call(o)[0]); // flow
track(Array.prototype.slice.call(o, 1)[0]);
track(Array.prototype.map.call(o, (x) => x)[0]); // flow
track(Array.prototype.map.call(o, (x) => x)[1]);
track(Array.prototype.filter.call(o, (x) => x)); // flow
Array.prototype.forEach.call(o, (x, i) => { if (i === 1) track(x); else track(x); }); // flow
track(Array.prototype.join.call(o)); // flow
track(Array.prototype.concat.call([], Array.from(o))[0]); // flow
track(Array.from(o)[1]);
track([].concat(o)[0]); // flow
track(Array.prototype.at.call(o, 0)); // flow
track(Array.prototype.at.call(o, 1));
track(Array.prototype.find.call(o, () => true)); // flow
track(Array.prototype.reduce.call(o, (a: any, b: any) => a + b)); // flow
track(Array.prototype.indexOf.call(o, 'b'));`,
  'a class that is one': `class List { length = 0; [i: number]: unknown; push(x: unknown) { Array.prototype.push.call(this, x); return this; } toArray() { return Array.prototype.slice.call(this); } }
const a = new List().push(user.phone); const b = new List().push(user.city);
track(a.toArray()); // flow
track(b.toArray());`,
  'objects that inherit from an array': `function List(this: any) { /**/ } List.prototype = new Array(1, 2, user.phone);
const f: any = new (List as any)(); f.length = null;
track(f.every(() => true)); for (const x of f) void x;
const g: any = Object.create([user.phone]); track(g[0]); // flow`,
};

describe('objects with a length and indexes, which borrow methods of arrays', () => {
  it.each(Object.entries(CASES))('%s', (_name, text) => {
    expect(flowsIn(text)).toEqual(marked(text));
  });
});
