import { describe, expect, it } from 'vitest';
import { flowsIn, marked, run } from './harness.js';
import { Bounds } from '../../src/flow/bounds.js';

const CASES: Readonly<Record<string, string>> = {
  'two calls of one function are two calls': `const same = <T>(x: T): T => x;
track(same(user.phone)); // flow
track(same(user.city));`,
  'fields and instances are kept apart': `class Box { v = ''; other = ''; }
const a = new Box();
const b = new Box();
a.v = user.phone;
track(a.v); // flow
track(a.other);
track(b.v);
a.v = 'gone';
track(a.v);`,
  'an object changed through another name or inside a callee': `const o: { x?: string } = {};
const alias = o;
const put = (target: { x?: string }, x: string): void => { target.x = x; };
put(alias, user.phone);
track(o.x); // flow`,
  'a condition that is constant decides': `const mode: string = 'city';
const x = mode === 'phone' ? user.phone : user.city;
track(x);
if (1 + 1 === 2) track(user.phone); // flow
else track(user.phone);`,
  'a loop is run pass by pass while its test is known': `const list: string[] = [];
for (let i = 0; i < 3; i++) list.push(i === 1 ? user.phone : 'x');
track(list[0]);
track(list[1]); // flow
track(list[2]);`,
  'throw, catch and finally': `let seen = '';
try {
  throw new Error(user.phone);
} catch (e) {
  seen = (e as Error).message;
} finally {
  track(seen); // flow
}
seen = '';
track(seen);`,
  'a task runs after the code that queued it': `let x = user.phone as string;
setTimeout(() => track(x), 1);
x = user.city;
let y = user.city;
void Promise.resolve().then(() => {
  track(y); // flow
});
y = user.phone;`,
  'a getter, a proxy and a bound method': `const o = { get p(): string { return user.phone; } };
track(o.p); // flow
const proxy = new Proxy({ a: 'x' } as Record<string, string>, { get: (_t, k) => (k === 'a' ? user.phone : 'x') });
track(proxy['a']); // flow
track(proxy['b']);
class C { constructor(readonly v: string) {} read(): string { return this.v; } }
const read = new C(user.phone).read.bind(new C(user.city));
track(read());`,
  'groups of a regular expression': `const groups = /(?<digits>\\d+)/.exec(user.phone)?.groups;
track(groups?.['digits']); // flow
track(/\\d/.test(user.phone));`,
  'a function without a body passes labels on, unless its result cannot hold them': `declare function normalise(x: string): string;
declare function check(x: string): boolean;
track(normalise(user.phone)); // flow
track(check(user.phone));
track(normalise(user.city));`,
  'a function that nobody calls is an entry point': `export function handler(given: User): void {
  track(given.phone); // flow
  track(given.city);
}`,
  'writing a constant throws': `const state: any = {};
try { (() => { const a = user.phone; state.a = () => a; (a as any) = 'x'; })(); } catch { /**/ }
track(state.a()); // flow`,
};

describe('what carries a label', () => {
  it.each(Object.entries(CASES))('%s', (_name, text) => {
    expect(flowsIn(text)).toEqual(marked(text));
  });

  it('reports an object at an argument that rest parameters take, where they take anything', () => {
    const { violations } = run({
      'data.ts': 'export type TwoFactorPhone = string; export declare const user: { phone: TwoFactorPhone };',
      'ads/sink.ts': 'export function any(...x: unknown[]): void {} export function one(a: string, ...x: any[]): void {} export function known(...x: { id: string }[]): void {}',
      'a.ts': `import { user } from './data.js';\nimport { any, one, known } from './ads/sink.js';\nany(user);\none('a', 'b', user);\nknown({ id: '', ...user });`,
    });
    expect(violations.map((v) => v.place.line)).toEqual([3, 4]);
  });

  it('leaves a module and enters it again: two crossings', () => {
    const { violations } = run({
      'data.ts': 'export type TwoFactorPhone = string; export declare const phone: TwoFactorPhone;',
      'ads/sink.ts': 'export function echo(x: unknown): unknown { return x; }',
      'a.ts': `import { phone } from './data.js';\nimport { echo } from './ads/sink.js';\nconst back = echo(phone);\necho(back);`,
    });
    expect(violations.map((v) => v.place.line)).toEqual([3, 4]);
  });
});

describe('bounds', () => {
  it('says where a recursion is joined, and still follows the label', () => {
    const text = `function f(x: string, n: number): string { return n === 0 ? x : f(x, n - 1); }
track(f(user.phone, ${Bounds.recursion + 10})); // flow
track(f(user.city, ${Bounds.recursion + 10}));`;
    expect(flowsIn(text)).toEqual(marked(text));
  });

  it('says that code made from a string is not followed', () => {
    const { analysed } = run({
      'data.ts': 'export type TwoFactorPhone = string; export declare const phone: TwoFactorPhone;',
      'ads/sink.ts': 'export function track(x: unknown): void { void x; }',
      'a.ts': `import { phone } from './data.js';\nnew Function('x', 'return x')(phone);`,
    });
    expect(analysed.limits.map((l) => [l.kind, l.place.line])).toEqual([['dynamic', 2]]);
  });

  it('follows a flow in a program too large to be run whole', () => {
    const filler = Object.fromEntries(
      Array.from({ length: 20 }, (_, i) => [`lib/f${i}.ts`, Array.from({ length: Bounds.wholeProgramFunctions / 20 + 1 }, (_x, j) => `export function f${i}_${j}(x: number): number { return x + ${j}; }`).join('\n')]),
    );
    const { violations } = run({
      ...filler,
      'data.ts': 'export type TwoFactorPhone = string; export interface User { phone: TwoFactorPhone; city: string }',
      'ads/sink.ts': 'export function track(x: string): void { void x; }',
      'store.ts': `import type { User } from './data.js';\nexport const numberOf = (u: User): string => u.phone.trim();\nexport const cityOf = (u: User): string => u.city;`,
      'a.ts': `import { cityOf, numberOf } from './store.js';\nimport type { User } from './data.js';\nimport { track } from './ads/sink.js';\nexport function sync(all: User[]): void {\n  for (const u of all) {\n    track(numberOf(u));\n    track(cityOf(u));\n  }\n}`,
    });
    expect(violations.map((v) => `${v.place.file}:${v.place.line}`)).toEqual(['/app/a.ts:6']);
  });
});
