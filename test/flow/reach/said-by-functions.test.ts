import { describe, it } from 'vitest';
import { expectMarked, filesIn } from './in-slice.js';

const CASES: Readonly<Record<string, string>> = {
  'an overload says what the call that takes it gives, where the code says less': `--- fetch.ts
import type { TwoFactorPhone } from './data.js';
export function fetchOne(kind: 'phone'): Promise<TwoFactorPhone>;
export function fetchOne(kind: 'name'): Promise<string>;
export async function fetchOne(kind: string): Promise<string> { return (await fetch(kind)).text(); }
export function pick(n: number): string;
export function pick(n: string): TwoFactorPhone;
export function pick(n: unknown): string { return String(process.env[String(n)]); }
--- a.ts
import { track } from './ads/sink.js';
import { fetchOne, pick } from './fetch.js';
export async function go() {
  track(await fetchOne('phone')); // flow
  track(await fetchOne('name'));
  track(pick('x')); // flow
  track(pick(3));
}`,
  'a type guard makes what it is given labelled where it says so': `--- guards.ts
import type { TwoFactorPhone } from './data.js';
export function isPhone(x: unknown): x is TwoFactorPhone { return typeof x === 'string' && x.length > 5; }
export function assertPhone(x: unknown): asserts x is TwoFactorPhone { if (typeof x !== 'string') throw new TypeError('none'); }
export function isName(x: unknown): x is string { return typeof x === 'string'; }
--- a.ts
import { track } from './ads/sink.js';
import { assertPhone, isName, isPhone } from './guards.js';
export function go(a: unknown, b: unknown, c: unknown) {
  if (isPhone(a)) track(a); // flow
  else track(a);
  track(b);
  assertPhone(b);
  track(b); // flow
  if (isName(c)) track(c);
}
export async function later(a: unknown) {
  if (!isPhone(a)) { track(a); return; }
  track(a); // flow
}`,
  'a function is called on what its first parameter declares': `--- a.ts
import type { User } from './data.js';
import { track } from './ads/sink.js';
export function show(this: User, n: number) {
  track(this.phone); // flow
  track(this.city);
  track(n);
}`,
  'classes and namespaces of a declared module are values': `--- types.d.ts
declare module '@acme/identity' {
  import type { TwoFactorPhone } from './data.js';
  export class Client { phone(): TwoFactorPhone; ping(): string; static one(): Client }
  export namespace admin { const hotline: TwoFactorPhone; const motd: string; function call(): TwoFactorPhone }
}
--- a.ts
import { admin, Client } from '@acme/identity';
import { track } from './ads/sink.js';
track(new Client().phone()); // flow
track(new Client().ping());
track(Client.one().phone()); // flow
track(admin.hotline); // flow
track(admin.motd);
track(admin.call()); // flow`,
};

describe('what signatures say of functions', () => {
  it.each(Object.entries(CASES))('%s', (_, text) => {
    const files = filesIn(text);
    expectMarked(files);
  });
});
