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
  'what a loop or a branch finds': `export function go(users: User[], ads: { hash: string; uid: string }[], list: string[], hash: (s: string) => string) {
  const hits: string[] = [];
  const rest: string[] = [];
  for (const u of users) for (const a of ads) if (hash(u.phone) === a.hash) hits.push(a.uid); else rest.push(a.uid);
  track(hits); // match
  track(rest);
  for (const { phone, city } of users) {
    const key = hash(phone);
    if (!list.includes(key)) continue;
    track(city); // match
    track('found');
  }
  for (let i = 0; i < ads.length; i++) if (ads[i]!.hash === user.phone) track(ads[i]!.uid); // match
  for (const u of users) {
    const known = ads.some((a) => a.hash === u.phone);
    track(known ? u.city : ''); // match
    track(u.city);
    if (u.phone !== '' && u.phone.length > 3) track(u.city);
  }
  for (const u of users) if (list.indexOf(u.phone) >= 0) track(u.city); // match
  for (const u of users) if (list.indexOf(u.phone) === -1) track(u.city);
}`,
  'a document that one query finds, whose store keeps others: another query finds it by what it asks for': `import { Model } from 'mongoose';
export class Lead { _id!: string; tel!: string; name!: string }
export class Leads {
  constructor(private readonly leads: Model<Lead>) {}
  async byTel(tel: string) { return this.leads.findOne({ tel }); }
  async byId(id: string) { return this.leads.findById(id); }
  async change(id: string, lead: any) { await this.leads.findOneAndUpdate({ _id: id }, lead); }
  async rename() {
    const found = (await this.byTel(user.phone))!;
    track(found.name); // match
    await this.change('5', { ...found, name: 'new' });
  }
  async one(id: string) {
    const lead = (await this.byId(id))!;
    track(lead.name);
    track(lead._id);
  }
}`,
  'what an answer selects that stands for nothing found': `export function go(users: User[], blocked: Record<string, true>, list: string[]) {
  const isAllowed = (phone: string) => !blocked[phone];
  const isListed = (phone: string) => !!list.includes(phone);
  for (const u of users) {
    if (!isAllowed(u.phone)) continue;
    track(u.city);
    if (!isListed(u.phone)) track(u.city);
    else track(u.city); // match
    const isNew = !list.includes(u.phone);
    if (isNew) track(u.city);
    if (!isNew) track(u.city); // match
    track(isNew); // match
  }
}`,
  'what an awaited answer selects': `export async function go(users: User[], listed: (phone: string) => Promise<boolean>) {
  const asked = async (u: User) => (await listed('x')) && u.phone === user.phone;
  for (const u of users) {
    if (await asked(u)) track(u.city); // match
    track(u.city);
  }
}`,
  'what a branch selects is that no more where branches meet': `export function go(users: User[], list: string[]) {
  for (const u of users) {
    let at = u.city;
    if (list.includes(u.phone)) at = 'listed';
    track(at);
    track(u.city);
  }
}`,
  'positions, and entries of objects': `export function go(list: string[], rows: { phone: string; id: string }[], byPhone: Record<string, string>, text: string) {
  const at = list.indexOf(user.phone);
  track(at); // match
  track(at !== -1); // match
  track(rows[at]); // match
  track(rows[list.indexOf(user.city)]);
  track(byPhone[user.phone]); // match
  track(byPhone[user.city]);
  track(Object.hasOwn(byPhone, user.phone)); // match
  track(text.includes(user.phone)); // match
  track(user.phone.startsWith('+49'));
  const found = rows.find((r) => r.phone === user.phone);
  track(found === undefined); // match
  track(user.phone === undefined);
}`,
  'a row that a query found, changed and saved: later it is a row like others, and an answer that is saved is one': `import { Column, Entity, PrimaryColumn, Repository } from 'typeorm';
@Entity() class Lead { @PrimaryColumn() id!: string; @Column() tel!: string; @Column() name!: string; @Column() listed!: boolean }
export class Leads {
  constructor(private readonly leads: Repository<Lead>, private readonly tels: string[]) {}
  async rename() {
    const hit = (await this.leads.findOneBy({ tel: user.phone }))!;
    track(hit.name); // match
    hit.name = 'new';
    await this.leads.save(hit);
    await this.leads.save({ ...hit, name: 'newer' });
  }
  async mark(lead: Lead) {
    lead.listed = this.tels.includes(user.phone);
    await this.leads.save(lead);
  }
  async one(id: string) {
    const lead = (await this.leads.findOneBy({ id }))!;
    track(lead.id);
    track(lead.name);
    track(lead.listed); // match
  }
}`,
};

describe('matched, and what is not', () => {
  it.each(Object.entries(CASES))('%s', (_, text) => {
    expect(kindsIn(text)).toEqual(markedKinds(text));
  });
});
