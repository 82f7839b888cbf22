import { describe, expect, it } from 'vitest';
import { flows, marked, PRELUDE } from './harness.js';

const CASES: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'promises that are handed over before anything settles them': {
    'ads/sink.ts': `import { cityOf, phoneOf } from '../lookup.js';
export function track(x: unknown): void { void x; }
export async function upload(x: Promise<string>) { track(await x); }
export async function pulled(): Promise<string> { return phoneOf(); } // flow
export function handedOn() { return phoneOf(); } // flow
export async function plain() { return cityOf(); }`,
    'lookup.ts': `import { user } from './data.js';
const wait = () => new Promise<void>((done) => setTimeout(done, 1));
export async function phoneOf(): Promise<string> { await wait(); return user.phone; }
export async function cityOf(): Promise<string> { await wait(); return user.city; }`,
    'main.ts': `import { track, upload } from './ads/sink.js';
import { cityOf, phoneOf } from './lookup.js';
export function go() {
  track(phoneOf()); // flow
  track(cityOf());
  track(Promise.all([cityOf(), phoneOf()])); // flow
  track(phoneOf().then((p) => p.length));
}
export const sent = () => upload(phoneOf()); // flow
export const sentPlain = () => upload(cityOf());`,
  },
  'addresses of the web, where a text is taken as well': {
    'ads/sink.ts': `export const beacon = (url: string | URL): void => { navigator.sendBeacon(url); };`,
    'main.ts': `import { beacon } from './ads/sink.js';
import { user } from './data.js';
export function go() {
  const url = new URL('https://ads.example');
  url.searchParams.set('city', user.city);
  beacon(url);
  url.searchParams.set('phone', user.phone);
  beacon(url); // flow
  beacon(url.origin);
}`,
  },
  'a copy of what was handed over came in with it, and of what was released is released': {
    'ads/sink.ts': `export function track(event: string, props: Record<string, unknown>): void { send(JSON.stringify({ event, ...props })); }
export function note({ city, ...rest }: { city?: string; phone: string }): void { send(rest.phone); }
export function send(x: unknown): void { void x; }`,
    'consent.ts': `/** @declassifies TwoFactorPhone for ad-targeting - opt-in */
export function withConsent<T>(value: T): T { return value; }`,
    'main.ts': `import { note, send, track } from './ads/sink.js';
import { withConsent } from './consent.js';
import { found } from 'some-store';
import { user, some, type User } from './data.js';
export function unread(u: User) { const { ...all } = found(u.phone); track('x', all); } // flow
export const pushed = () => track('x', { p: user.phone.trim() }); // flow
export const cleaned = () => track('x', { c: user.city });
export const released = (u: User) => track('x', { ...withConsent(u) });
export const releasedWhole = (u: User) => send(withConsent(u));
export function releasedRest(u: User) { const { city, ...rest } = withConsent(u); send(rest.phone); }
export function rest(u: User) { const { city, ...rest } = u; send(rest.phone); } // flow
export function either(u: User) { const copy = { ...(some ? { phone: 'none' } : u) }; send(copy.phone); } // flow
export function replaced(u: User) { const copy = { ...(some ? { city: 'none' } : u), phone: 'none' }; send(copy.phone); }`,
  },
  'sinks of all shapes': {
    'ads/sink.ts': `export default class Client { static shared = new Client(); last: unknown; constructor(readonly opts: { token?: string } = {}) {} send(x: string) { void x; } get queue(): unknown[] { return []; } static init(x: string) { void x; } }
export const api = { events: { track(x: string, meta?: object) { void x; void meta; } }, log: (x: string) => { void x; } };
export const tag = (s: TemplateStringsArray, ...v: string[]) => { void s; void v; };
export function configure(f: () => string) { void f; }
export async function upload(rows: AsyncIterable<string>) { void rows; }
export function register(h: { onLoad(): string }) { void h; }
export let current: string = 'x';
export function setCurrent(v: string) { current = v; }
export abstract class Base { protected abstract value(): string; run() { sendIt(this.value()); } }
function sendIt(x: string) { void x; }
export const curried = (a: string) => (b: string) => { void a; void b; };
export const $ = { ajax: (o: { data: { p?: string; c?: string } }) => { void o.data.p; } };`,
    'main.ts': `import Client, { api, tag, configure, setCurrent, curried, Base } from './ads/sink.js';
import * as ads from './ads/sink.js';
import { user } from './data.js';
const c = new Client();
c.send(user.phone); // flow
c.send(user.city);
new Client({ token: user.phone });
Client.init(user.phone); // flow
Client.shared.send(user.phone); // flow
c.last = user.phone; // flow
c.last = user.city;
api.events.track(user.phone); // flow
api.events.track('x', { p: user.phone }); // flow
api.log(user.city);
tag\`a \${user.phone} b\`; // flow
tag\`a \${user.city} b\`;
setCurrent(user.phone); // flow
curried('x')(user.phone); // flow
curried('x')(user.city);
ads.api.log(user.phone); // flow
const { send } = Client.prototype;
send.call(c, user.phone); // flow
const bound = c.send.bind(c);
[user.phone, 'x'].forEach(bound); // flow
['x'].forEach(bound);
Reflect.apply(api.log, null, [user.phone]); // flow
setTimeout(api.log, 1, user.phone); // flow
Promise.resolve(user.phone).then(api.log); // flow
Promise.resolve(user.city).then(api.log);
ads['tag']([''] as any, user.phone); // flow
(api as any)['events']['track'](user.phone); // flow
import('./ads/sink.js').then((m) => m.api.log(user.phone)); // flow
const { api: { log: renamed } } = ads;
renamed(user.phone); // flow`,
  },
  'pulled by the module': {
    'store.ts': `import { user } from './data.js';
export const phone = user.phone; export const city = user.city;
export function getPhone() { return user.phone; }
export class Repo { find() { return user; } name() { return 'x'; } }
export const repo = new Repo();
export const bus: { h: ((x: string) => void)[] } = { h: [] };
export const fire = () => bus.h.forEach((f) => f(user.phone)); // flow
export default user;`,
    'ads/job.ts': `import u, { phone, city, getPhone, repo, bus } from '../store.js';
import * as store from '../store.js';
export function a() { return phone; } // flow
export function b() { return city; }
export function c() { return getPhone(); } // flow
export const d = () => repo.find().phone; // flow
export const e = () => repo.find().city;
export const f = () => repo.name();
export const g = () => store.phone; // flow
export const h = () => u.phone; // flow
bus.h.push((x) => { void x.length; send(x); });
function send(x: string) { void x; }`,
    'main.ts': `import { fire } from './store.js'; import './ads/job.js';
fire();`,
  },
  'neutral wrappers': {
    'lib/track.ts': `import { track } from '../ads/sink.js';
export const safe = (x: unknown) => { try { track(x); } catch {} }; // flow
export function maybe(x: string | undefined) { if (x) track(x); } // flow
export function len(x: string) { track(x.length); }
export const mask = (x: string) => track(x ? '***' : '');`,
    'main.ts': `import { user } from './data.js'; import { safe, maybe, len, mask } from './lib/track.js';
safe(user.phone); maybe(user.phone); len(user.phone); mask(user.phone);`,
  },
  'declared purposes in code': {
    'data.ts': `/** @data TwoFactorPhone */
export declare const p: string;
export declare const c: string;
export interface U { /** @data TwoFactorPhone */ tel: string; name: string }
/** @data TwoFactorPhone */
export function lookup(id: string): string { return id; }
export function send(/** @data TwoFactorPhone */ to: string, body: string) { return [to, body]; }`,
    'lib/mixed.ts': `/** @purpose ad-targeting */
export function audience(x: string) { return x; }
export function plain(x: string) { return x; }
/** @purpose ad-targeting */
export class Pixel { fire(x: string) { void x; } }`,
    'main.ts': `import { p, c, lookup, send, type U } from './data.js';
import { audience, plain, Pixel } from './lib/mixed.js';
audience(p); // flow
audience(c);
plain(p);
audience(plain(p)); // flow
audience(lookup('1')); // flow
new Pixel().fire(p); // flow
new Pixel().fire(c);
export function f(u: U) {
audience(u.tel); // flow
audience(u.name); }
audience(send('x', 'y')[0]!); // flow
audience(send('x', 'y')[1]!);`,
  },
  'collections and objects of a module, and parameters that take anything by name': {
    'ads/sink.ts': `export const queue: unknown[] = [];
export const seen = new Set<string>(), byName = new Map<string, string>();
export const options: { phone?: string; city?: string } = {};
export class Pixel { readonly events: unknown[] = []; static all: string[] = []; }
export const list = () => ['x'];
export const flush = () => queue.map((x) => String(x));
export function json(data: Record<string, any>) { return Object.keys(data).length; }
export function fire(name: string, props: { [key: string]: unknown } = {}) { void name; void props; }
export function named(o: { id: string; [key: string]: unknown }) { return o.id; }
export function texts(o: Record<string, string>) { void o; }`,
    'main.ts': `import { byName, fire, json, list, named, options, Pixel, queue, seen, texts } from './ads/sink.js';
import { user } from './data.js';
queue.push(user.phone); // flow
queue.push(user.city);
queue[0] = user.phone; // flow
seen.add(user.phone); // flow
seen.add(user.city);
byName.set('p', user.phone); // flow
byName.set(user.phone, 'p'); // flow
byName.set('c', user.city);
const pixel = new Pixel();
pixel.events.push(user.phone); // flow
pixel.events.push(user.city);
Pixel.all.unshift(user.phone); // flow
Object.assign(options, { phone: user.phone }); // flow
Object.assign(options, { city: user.city });
Reflect.set(options, 'phone', user.phone); // flow
const own = list();
own.push(user.phone);
json(user as any); // flow
json({ user }); // flow
json({ city: user.city });
fire('x', { p: user.phone }); // flow
fire('x', { c: user.city });
named({ id: 'x', p: user.phone });
texts({ p: user.phone });`,
  },
  're-entry and hashing': {
    'main.ts': `import { user } from './data.js'; import { track } from './ads/sink.js';
import { createHash, createHmac, randomUUID } from 'node:crypto';
const h = createHash('sha256').update(user.phone).digest('hex');
track(h); // flow
const hm = createHmac('sha256', 'key').update(user.phone);
track(hm.digest('base64')); // flow
track(createHash('md5').update('x').digest('hex'));
track(createHmac('sha1', user.phone).update('x').digest()); // flow
track(randomUUID());
async function sub() { const d = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(user.phone));
track(Array.from(new Uint8Array(d)).map((b) => b.toString(16).padStart(2, '0')).join('')); // flow
}
sub();
track(Buffer.from(user.phone).toString('base64')); // flow
track(escape(user.phone)); // flow
const cipher = (s: string) => [...s].map((ch) => String.fromCharCode(ch.charCodeAt(0) ^ 7)).join('');
track(cipher(user.phone)); // flow
track(cipher('x'));
const map: Record<string, string> = {}; map[user.phone] = 'v';
track(Object.keys(map)); // flow
track(Object.values(map));`,
  },
  'a module gives what it is given to a package': {
    'ads/sdk.ts': `import sdk from 'some-sdk';
import type { Client } from '../node_modules/typed-sdk/index.js';
import { keep } from '../neutral.js';
interface Message { readonly to: string; readonly body: { readonly text: string } }
export const send = (d: Message) => sdk.send(d.body);
export const make = (d: Message) => new sdk.Message({ d });
export const typed = (client: Client, d: Message) => client.send(d);
export const first = (d: Message) => sdk.send(d.to);
export const store = (d: Message) => keep(d);`,
    'neutral.ts': `const kept: unknown[] = []; export function keep(x: { to: string }) { kept.push(x.to); }`,
    'node_modules/typed-sdk/index.d.ts': 'export interface Client { send(message: object): Promise<void> }',
    'a.ts': `import { user } from './data.js'; import { first, make, send, store, typed } from './ads/sdk.js'; import type { Client } from './node_modules/typed-sdk/index.js';
const message = { to: user.city, body: { text: \`call \${user.phone}\` } };
send(message); // flow
make(message); // flow
first(message);
store(message);
send({ to: user.city, body: { text: user.city } });
export const go = (client: Client) => typed(client, message); // flow`,
  },
  'a type of which a part is not known is read by its members': {
    'base.ts': `import type { Base } from 'unknown-package'; export type Contact = Base & { readonly phone: import('./data.js').TwoFactorPhone; readonly name: string };`,
    'ads/names.ts': `import type { Contact } from '../base.js';
export const name = (c: Contact) => c.name;
export const phone = (c: Contact) => c.phone; // flow`,
    'a.ts': `import { name, phone } from './ads/names.js'; import type { Contact } from './base.js';
export const go = (c: Contact) => [name(c), phone(c)];`,
  },
};

/** Each `// flow` of a file. */
const expected = (files: Readonly<Record<string, string>>): string[] =>
  Object.entries(files).flatMap(([name, text]) => marked(`\n${text}`, name).map((x) => x.replace(/:(\d+)/, (_, n: string) => `:${Number(n) - 2}`)));

describe('boundaries of all shapes', () => {
  it.each(Object.entries(CASES))('%s', (_name, files) => {
    expect(flows({ ...PRELUDE, ...files })).toEqual(expected(files).sort((a, b) => a.localeCompare(b, 'en', { numeric: true })));
  });
});
