import { describe, expect, it } from 'vitest';
import { kindsIn, markedKinds } from './harness.js';

/** What is matched by a label is data; code that a match chooses is a branch. `// match` and `// flow` mark the lines. */
const CASES: Readonly<Record<string, string>> = {
  'a record that is found, by its fields and by its methods': `class Account {
  constructor(readonly id: string, readonly phone: string) {}
  name() { return 'account ' + this.id; }
}
export function go(accounts: Account[]) {
  const found = accounts.find((a) => a.phone === user.phone)!;
  track(found.id); // match
  track(found.name()); // match
  track(accounts.filter((a) => a.phone === user.phone).map((a) => a.name())); // match
  track(accounts.find((a) => a.id === user.city)!.name());
}`,
  'what a record that is found holds': `class Place {
  constructor(readonly town: string) {}
  text() { return 'in ' + this.town; }
}
class Account {
  constructor(readonly phone: string, readonly place: Place) {}
}
export function go(accounts: Account[]) {
  const found = accounts.find((a) => a.phone === user.phone)!;
  track(found.place.town); // match
  track(found.place.text()); // match
}`,
  'a service that is found: what it fetches is not selected by the match': `class Store {
  constructor(private readonly items: string[]) {}
  async rows() { return this.items; }
}
class Provider {
  constructor(private readonly store: Store, readonly prefix: string) {}
  handles(number: string) { return number === this.prefix; }
  async load() { return await this.store.rows(); }
}
export async function go(prefixes: string[], items: string[]) {
  const store = new Store(items);
  const providers = prefixes.map((p) => new Provider(store, p));
  const found = providers.find((p) => p.handles(user.phone))!;
  track(await found.load());
  track(found.prefix); // match
}`,
  'what a service is told by a call that is not followed is in its data, not in the services that it holds': `class Store { rows() { return [some]; } }
class Service {
  declare store: Store;
  constructor(store: Store) { if (some) this.store = store; }
  list() { return this.store.rows(); }
}
const service = new Service(new Store());
export function go() {
  (service as any).learn(user.phone);
  track(service.list());
  track((service as any).learnt); // flow
}`,
  'what a call that is not followed compares is in no field of a service': `class Service { recent() { return (this as any).last; } }
const service = new Service();
export function go(accounts: { id: string; phone: string }[]) {
  const found = accounts.find((a) => a.phone === user.phone)!;
  track(found.id); // match
  track((service as any).describe(found.id)); // match
  track(service.recent());
}`,
};

describe('matched, and what is not', () => {
  it.each(Object.entries(CASES))('%s', (_, text) => {
    expect(kindsIn(text)).toEqual(markedKinds(text));
  });
});
