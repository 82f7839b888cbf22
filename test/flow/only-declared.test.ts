import { describe, it } from 'vitest';
import { expectMarked } from './reach/in-slice.js';

/** What only declarations tell: nothing in the program gives it. */
const CASES: Readonly<Record<string, string>> = {
  'a variable that nothing assigns': `let one!: User;
export let two: User;
let perhaps: User | undefined;
let late: User;
export const setLate = (u: User) => { late = u; };
setLate({ phone: '', city: '' });
export const f = () => track(one.phone); // flow
export const g = () => track(one.city);
export const h = () => track(two.phone); // flow
export const i = () => track(perhaps?.phone);
export const j = () => { let inner!: TwoFactorPhone;
  track(inner); }; // flow`,
  'collections whose type arguments stand where they are made': `const phones = new Map<string, TwoFactorPhone>();
const cities = new Map<string, string>();
const set = new Set<TwoFactorPhone>();
export const f = (k: string) => track(phones.get(k)); // flow
export const g = (k: string) => track(cities.get(k));
export const h = () => { for (const p of set) track(p); }; // flow
class Cache { readonly #all = new Map<string, User>();
  one(k: string) { track(this.#all.get(k)?.phone); // flow
    track(this.#all.get(k)?.city); } }
new Cache().one('x');`,
  'callbacks of declared functions that libraries pass': `import { promisify } from 'node:util';
import { series, waterfall } from 'async';
interface Repo { load(id: string, done: (e: Error | null, u: User) => void): void }
declare const repo: Repo;
declare const step: (done: (e: Error | null, u?: User) => void) => void;
const load = promisify(repo.load);
const bound = promisify(repo.load.bind(repo));
export const f = async () => track((await load('x')).phone); // flow
export const g = async () => track((await bound('x')).phone); // flow
export const h = async () => track((await bound('x')).city);
export const i = () => series([step], (e: Error, all: User[]) => { track(all[0]!.phone); }); // flow
export const j = () => waterfall([step, (u: User, done: (e: null, x: string) => void) => done(null, u.phone)], (e: Error, x: string) => { track(x); }); // flow`,
  'what is promisified of the program’s own': `import { promisify } from 'node:util';
class Store { load(id: string, done: (e: Error | null, u: User) => void) { done(null, user); } }
const store = new Store();
const load = promisify(store.load.bind(store));
export const f = async () => track((await load('x')).phone); // flow
export const g = async () => track((await load('x')).city);`,
  'members that a mapped type renames': `type Prefixed<T> = { [K in keyof T as \`my_\${string & K}\`]: T[K] };
type Getters<T> = { [K in keyof T as \`get\${Capitalize<string & K>}\`]: () => T[K] };
type Without<T, X> = { [K in keyof T as Exclude<K, X>]: T[K] };
type Only<T, X> = { [K in keyof T as K extends X ? K : never]: T[K] };
export const f = (x: Prefixed<User>) => track(x.my_phone); // flow
export const g = (x: Prefixed<User>) => track(x.my_city);
export const h = (x: Getters<User>) => track(x.getPhone()); // flow
export const i = (x: Getters<User>) => track(x.getCity());
export const j = (x: Without<User, 'phone'>) => track(x);
export const k = (x: Only<User, 'phone'>) => track(x.phone); // flow`,
  'a text of a labelled type': `type Link = \`tel:\${TwoFactorPhone}\`;
export const f = (x: Link) => track(x); // flow
export const g = (x: \`city:\${string}\`) => track(x);`,
};

describe('what only declarations tell', () => {
  it.each(Object.entries(CASES))('%s', (_, text) => {
    const files = { 'a.ts': `import { user, type TwoFactorPhone, type User } from './data.js'; import { track } from './ads/sink.js';\n${text}` };
    expectMarked(files);
  });
});
