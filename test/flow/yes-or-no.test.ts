import { describe, expect, it } from 'vitest';
import { kindsIn, markedKinds } from './harness.js';

/** Answers that code of the program gives to whether a label matches, and what they select. `// match` marks the lines. */
const CASES: Readonly<Record<string, string>> = {
  'what a function selects that answers by the branch of a comparison': `function contains(list: string[], x: string) { for (const y of list) if (x === y) return true; return false; }
function lacks(list: string[], x: string) { for (const y of list) { if (x !== y) continue; return false; } return true; }
function flagged(list: string[], x: string) { let found = false; for (const y of list) if (x === y) { found = true; break; } return found; }
async function later(list: string[], x: string) { await null; if (contains(list, x)) return true; return false; }
export async function go(users: User[], list: string[]) {
  track(users.filter((u) => contains(list, u.phone)).map((u) => u.city)); // match
  track(users.filter((u) => !lacks(list, u.phone)).map((u) => u.city)); // match
  track(users.filter((u) => flagged(list, u.phone) ? true : false).map((u) => u.city)); // match
  track(users.filter((u) => contains(list, u.city)).map((u) => u.city));
  track(users.filter((u) => { if (u.phone === '') return false; return true; }).map((u) => u.city));
  for (const u of users) {
    if (contains(list, u.phone)) track(u.city); // match
    if (lacks(list, u.phone)) track(u.city);
    if (!lacks(list, u.phone)) track(u.city); // match
    if (await later(list, u.phone)) track(u.city); // match
    if (u.city && (await later(list, u.phone))) track(u.city); // match
    if (await later(list, u.city)) track(u.city);
    if (contains(list, u.phone)) track('a constant');
  }
}`,
  'an answer that a branch chose is a constant': `export function go(users: User[], list: string[]) {
  let listed = false;
  if (list.includes(user.phone)) listed = true;
  track(listed);
  track({ listed, at: 1 });
  track(list.includes(user.phone) ? true : false);
  track(String(listed));
}`,
  'answers to two questions': `abstract class Rule { abstract holds(u: User): boolean; and(other: Rule): Rule { return new Both(this, other); } }
class Both extends Rule { constructor(readonly a: Rule, readonly b: Rule) { super(); } holds(u: User) { return this.a.holds(u) && this.b.holds(u); } }
class Listed extends Rule { constructor(readonly list: Set<string>) { super(); } holds(u: User) { return this.list.has(u.phone); } }
class In extends Rule { constructor(readonly city: string) { super(); } holds(u: User) { return u.city === this.city; } }
class HasPhone extends Rule { holds(u: User) { return u.phone !== ''; } }
export function go(users: User[], list: string[], city: string) {
  const rule = new Listed(new Set(list)).and(new In(city));
  track(users.filter((u) => rule.holds(u)).map((u) => u.city)); // match
  const other = new HasPhone().and(new In(city));
  track(users.filter((u) => other.holds(u)).map((u) => u.city));
  track(list.includes(user.phone) && 'vip');
}`,
  'cases of a switch': `export async function go(users: User[], vip: string, kind: string) {
  for (const u of users) {
    switch (u.phone) {
      case '': track(u.city); break;
      case vip: track(u.city); break; // match
      default: track(u.city);
    }
    switch (kind) {
      case 'a': track(u.city); break;
      case vip: track(u.city);
    }
    switch (true) {
      case vip === u.phone: track(u.city); break; // match
      default: await null; track(u.city);
    }
  }
}`,
  'elements at positions that two sorted lists share': `export function go(mine: string[], theirs: string[], cities: string[]) {
  const shared = (a: string[], b: string[]) => {
    const out: string[] = [];
    let i = 0, j = 0;
    while (i < a.length && j < b.length) {
      if (a[i] === b[j]) { out.push(b[j]!); i++; j++; } else if (a[i]! < b[j]!) i++; else j++;
    }
    return out;
  };
  track(shared([user.phone, ...mine], theirs)); // match
  track(shared([user.city, ...cities], theirs));
}`,
  'what a loop goes through that was looked up': `export async function go(users: User[], orders: { tel: string; total: number }[]) {
  const byTel = new Map<string, { total: number }[]>();
  for (const o of orders) byTel.set(o.tel, [...(byTel.get(o.tel) ?? []), o]);
  for (const u of users) {
    for (const o of byTel.get(u.phone) ?? []) track([u.city, o.total]); // match
    for (const o of orders.filter((x) => x.tel === u.phone)) { await null; track(u.city); } // match
    for (const o of byTel.get(u.city) ?? []) track([u.city, o.total]);
    for (const o of orders.filter((x) => x.tel !== '')) track(u.city);
    track(u.city);
  }
}`,
  'the list of two that a match chooses to put a record into': `export function go(users: User[], list: string[]) {
  const hits: string[] = [];
  const rest: string[] = [];
  const full: string[] = [];
  const empty: string[] = [];
  for (const u of users) {
    (list.includes(u.phone) ? hits : rest).push(u.city);
    (u.phone !== '' ? full : empty).push(u.city);
  }
  track(hits); // match
  track(rest);
  track(full);
}`,
};

describe('a yes or no', () => {
  it.each(Object.entries(CASES))('%s', (_, text) => {
    expect(kindsIn(text)).toEqual(markedKinds(text));
  });
});
