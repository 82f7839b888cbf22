import { it } from 'vitest';
import { expectMarked, filesIn } from './reach/in-slice.js';

/** Of a record from outside whose type lists no names (`Record<string, TwoFactorPhone>`), all that stands in it is what the type says, however it is read. */
it.each([
  ['values', 'export function f(r: Record<string, TwoFactorPhone>, s: Record<string, string>): void { for (const v of Object.values(r)) track(v); // flow\n  for (const v of Object.values(s)) track(v);\n  track(Object.values(r).length); }\n'],
  ['entries', 'export function f(r: Record<string, TwoFactorPhone>): void { for (const [k, v] of Object.entries(r)) { track(v); // flow\n    track(k); } }\n'],
  ['names of a loop', 'export function f(r: { [name: string]: TwoFactorPhone }): void { for (const k in r) { track(r[k]); // flow\n    track(k); } }\n'],
  ['names that are listed', 'export function f(r: Record<string, TwoFactorPhone>): void { for (const k of Object.keys(r)) { track(r[k]); // flow\n    track(k); } }\n'],
  ['records in it', 'export function f(r: Record<string, User>): void { for (const v of Object.values(r)) { track(v.phone); // flow\n    track(v.city); } }\n'],
  ['copies', 'export function f(r: Record<string, TwoFactorPhone>, k: string): void { track({ ...r }); // flow\n  const copy = { ...r }; track(copy[k]); // flow\n  const { x, ...rest } = r; track(x); // flow\n  track(rest[k]); // flow\n}\n'],
  ['text', 'export function f(r: Record<string, TwoFactorPhone | undefined>, s: Record<string, number>): void { track(JSON.stringify(r)); // flow\n  track(JSON.stringify(s)); }\n'],
  ['what is written to it beside', 'export function f(r: Record<string, string>, k: string): void { r[k] = user.phone; track(r[k]); // flow\n  track(Object.values(r)); // flow\n}\n'],
  ['labelled names', 'export function f(r: Record<TwoFactorPhone, number>, s: Record<string, number>): void { track(Object.keys(r)); // flow\n  for (const k in r) track(k); // flow\n  track(Object.keys(s)); }\n'],
])('%s', (_, text) => {
  const files = filesIn(`--- a.ts\nimport { user, type TwoFactorPhone, type User } from './data.js'; import { track } from './ads/sink.js';\n${text}`);
  expectMarked(files);
});
