import { describe, expect, it } from 'vitest';
import { flowsIn, marked } from './harness.js';

/** Code that can't be read: packages that are not installed and that no model describes. */
const CASES: Readonly<Record<string, string>> = {
  'a record that comes back is read by the names that went in': `import { db } from 'some-store';
export async function save(u: User) {
  const saved = await db.save(u);
  track(saved.city);
  track(saved.phone); // flow
  track(saved.other); // flow
  track(saved); // flow
  track({ ...saved }.city);
  const nested = await db.user.create({ data: { phone: u.phone, city: u.city } });
  track(nested.city);
  track(nested.phone); // flow
  const rows = await db.insert([u]);
  for (const row of rows) {
    track(row.phone); // flow
    track(row.city);
  }
  track(rows.map((row) => row.city));
  track(rows.map((row) => row.phone)); // flow
}`,
  'what is made of a labelled string is labelled under any name': `import { lookup } from 'some-store';
export const found = await lookup(user.phone);
track(found.anything); // flow
track(lookup(user.city).anything);`,
  'a callback gets what the call was given': `import { process } from 'some-tool';
process(user.phone, (error, text) => {
  track(text); // flow
});
process(user.phone, (count: number) => {
  track(count);
});
process(user.city, (text) => {
  track(text);
});`,
  'what a callback returns comes back, as it is or as an element': `import { mapAll, withSpan } from 'some-tool';
export async function traced(u: User) {
  const same = await withSpan('work', async () => u);
  track(same.phone); // flow
  track(same.city);
  const [first] = await mapAll([1, 2], async () => u);
  track(first.phone); // flow
  track(first.city);
}`,
  'what a method runs then and there is not given what it is given later': `import { createClient } from 'some-store';
const client = createClient();
client.transaction(async (tx) => {
  track(tx);
});
export const all = () => client.transaction([user.phone]);
const bus = createClient();
bus.subscribe((value) => {
  track(value); // flow
});
export const tell = () => bus.publish(user.phone);`,
  'handlers that are kept are called with what comes later': `import { Parser, createReader } from 'some-parser';
const parser = new Parser({
  ontext(text) {
    track(text); // flow
  },
});
parser.write(user.phone);
const reader = createReader();
reader.onvalue = (value) => {
  track(value); // flow
};
reader.feed(user.phone).close();
const clean = createReader();
clean.onvalue = (value) => {
  track(value);
};
clean.feed(user.city);`,
  'a function that unread code makes of a function': `import { debounce, withAuth } from 'some-tool';
const later = debounce((a, b) => {
  track(a); // flow
  track(b);
}, 100);
later(user.phone, user.city);
const handler = withAuth((u: User) => u);
track(handler(user).phone); // flow
track(handler(user).city);`,
  'a list of its own that is mapped and then treated as its own': `import { List } from 'some-collections';
List([user.phone]).map((x) => x).toOther().forEach((x) => {
  track(x); // flow
});`,
  'a plain function that is a constructor nobody calls here': `export function Holder(this: any) {
  this.phone = user.phone;
  const act = () => {
    track(this.phone); // flow
    track(this.city);
  };
  act();
}`,
  'callbacks that unread objects keep and that use those objects': `import db from 'some-db';
export function all(input: any) {
  const conn = db.open();
${Array.from({ length: 4 }, (_, i) => `  conn.connect({}, (err: any) => {
    const text${i} = 'q' + user.phone;
    track(text${i}); // flow
    const stmt = conn.prepare(text${i}); stmt.exec([text${i}], (e: any, rows: any) => { conn.exec(text${i}, (e2: any, r: any) => { stmt.exec(text${i}); }); });
    conn.disconnect();
  });`).join('\n')}
}`,
  'a value that was found to be a literal is that literal': `export function check(u: User) {
  const { phone } = u;
  if (phone === 'none') track(phone);
  if (phone === 'none' || phone === 'off') track(phone);
  else track(phone); // flow
}`,
  'a promise that only a library resolves': `import { op } from 'some-tool';
export async function wait() {
  const value = await new Promise((resolve, reject) => op(user.phone, resolve, reject));
  track(value); // flow
  track(user.phone); // flow
}`,
  'a long-lived client does not carry what it was given once': `import { createClient } from 'some-client';
const client = createClient();
export const identify = (u: User) => client.identify(u.phone);
export const read = () => {
  track(client);
  track(client.version);
  track(client.info());
};`,
  'methods and accessors of an object of the program’s that comes back': `import { Some } from 'some-option';
class Entity {
  constructor(private readonly props: { phone: string; city: string }) {}
  get city() { return this.props.city; }
  get tel() { return this.props.phone; }
  getProps() { return { ...this.props }; }
  name(x: string) { return x; }
}
const find = (u: User) => Some(new Entity({ phone: u.phone, city: u.city }));
export function go(u: User) {
  track(find(u).unwrap().city);
  track(find(u).unwrap().tel); // flow
  track(find(u).unwrap().getProps().phone); // flow
  track(find(u).unwrap().getProps().city);
  track(find(u).unwrap().name(u.city));
  const { phone, ...rest } = find(u).unwrap().getProps();
  track(rest);
}`,
  'a member that a declared primitive lacks': `import type { TwoFactorPhone } from './data.js';
declare const numbers: TwoFactorPhone;
const any: any = numbers;
track(any.pop()); // flow
any.map((one: unknown, index: number) => {
  track(one); // flow
  track(index);
});
const {
  a: { b },
} = any;
track(b); // flow
track(any.length);`,
  'a callee of which nothing is known but that it can’t be called': `let later: any;
later(user.phone);
track(user.city);
track(user.phone); // flow`,
  'a copy of a value from outside, without what is overwritten or left out': `export function copy(u: User) {
  track({ ...u }); // flow
  track({ ...u, phone: undefined });
  track(Object.assign({}, u)); // flow
  const { phone, ...rest } = u;
  track(rest);
}`,
  'a function that it made passes on what it was made with': `import lib, { curriedly } from 'some-tool';
track(curriedly(user.phone)('x')); // flow
track(curriedly(user.city)('x'));
const bound = lib.format.bind(null, user.phone);
track(bound()); // flow
const make = lib.template({ to: user.phone });
track(make('x')); // flow`,
  'a count of what it gave is none of it': `import { chop } from 'some-tool';
track(chop(user.phone, 3).length);
track(chop(user.phone, 3)[0]); // flow`,
  'a constructor under a name says of what type is what it gives there': `import { parse } from 'some-tool';
const options = parse({ to: String }, { argv: [user.phone] });
track(options.to); // flow
track(parse({ to: String }, { argv: [user.city] }).to);`,
};

describe('code that can’t be read', () => {
  it.each(Object.entries(CASES))('%s', (_title, text) => {
    expect(flowsIn(text)).toEqual(marked(text));
  });
});
