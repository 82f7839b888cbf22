import { describe, expect, it } from 'vitest';
import { kindsIn, markedKinds } from './harness.js';

const CASES: Readonly<Record<string, string>> = {
  'what stands in an object under labelled names is found by them': `export function find(users: User[], list: string[]) {
  const by: Record<string, User> = {};
  const cities: Record<string, string> = {};
  for (const u of users) { by[u.phone] = u; cities[u.city] = u.city; }
  track(list.map((p) => by[p]?.city)); // match
  track(list.map((c) => cities[c]));
  track(Object.values(cities));
  track(by.none?.city);
  const made = Object.fromEntries(users.map((u) => [u.phone, u.city]));
  track(made[list[0]]); // match
  const grouped = Object.groupBy(users, (u) => u.phone);
  track(grouped[list[0]]?.[0]?.city); // match
  track(Object.keys(by).length);
}`,
  'a pattern that is not written in the program is compared with': `const us = /^\\\\+1/;
const made = new RegExp('^\\\\+44');
export function find(users: User[], pattern: string) {
  track(users.filter((u) => us.test(u.phone)).map((u) => u.city));
  track(users.filter((u) => made.test(u.phone)).map((u) => u.city));
  track(users.filter((u) => new RegExp(us, 'i').test(u.phone)).map((u) => u.city));
  track(users.filter((u) => new RegExp(pattern).test(u.phone)).map((u) => u.city)); // match
  track(users.filter((u) => u.phone.search(new RegExp(pattern)) >= 0).map((u) => u.city)); // match
  track(users.filter((u) => new RegExp(pattern).test(u.city)).map((u) => u.city));
  track(new RegExp(user.phone).test(pattern)); // match
}`,
  'objects of Intl and Temporal do what their models say': `const collator = new Intl.Collator();
export function find(users: User[], given: string) {
  track(users.filter((u) => collator.compare(u.phone, given) === 0).map((u) => u.city)); // match
  track(new Intl.NumberFormat('de').format(Number(user.phone))); // flow
  track(new Intl.PluralRules('de').select(Number(user.phone)));
  track(Temporal.Now.instant());
  track(Temporal.PlainDate.from(user.phone).toString()); // flow
}`,
};

describe('looked up', () => {
  it.each(Object.entries(CASES))('%s', (_, text) => {
    expect(kindsIn(text)).toEqual(markedKinds(text));
  });
});
