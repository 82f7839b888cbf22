import { describe, expect, it } from 'vitest';
import { flows, marked, PRELUDE } from './harness.js';

const CASES: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'cjs shapes': {
    'lib/fn.js': `module.exports = function (x) { return x; };
module.exports.drop = function () { return 'x'; };`,
    'lib/named.js': `exports.id = (x) => x; exports.drop = (x) => 'x';
Object.defineProperty(exports, '__esModule', { value: true });
exports.default = (x) => x;`,
    'lib/obj.js': `const priv = (x) => x;
module.exports = { id: priv, drop() { return 'x'; }, ['comp' + 'uted']: priv };`,
    'lib/cls.js': `class Store { constructor(v) { this.v = v; } get() { return this.v; } }
module.exports = Store; module.exports.Store = Store;`,
    'lib/chain.js': `exports = module.exports = {}; exports.id = function id(x) { return x; };`,
    'lib/reexp.js': `module.exports = { ...require('./obj'), extra: require('./named').id };`,
    'lib/lost.js': `exports = { id: (x) => x };`,
    'lib/state.js': `let s = 'x'; module.exports = { set(v) { s = v; }, get() { return s; } };`,
    'lib/this.js': `this.id = (x) => x;`,
    'main.js': `const { user } = require('./data'); const { track } = require('./ads/sink');
const fn = require('./lib/fn');
track(fn(user.phone)); // flow
track(fn.drop(user.phone));
const { id, drop } = require('./lib/named');
track(id(user.phone)); // flow
track(drop(user.phone));
track(require('./lib/named').default(user.phone)); // flow
const o = require('./lib/obj');
track(o.id(user.phone)); // flow
track(o.drop(user.phone));
track(o.computed(user.phone)); // flow
const Store = require('./lib/cls'); const { Store: S2 } = require('./lib/cls');
track(new Store(user.phone).get()); // flow
track(new S2('x').get());
track(require('./lib/chain').id(user.phone)); // flow
const r = require('./lib/reexp');
track(r.id(user.phone)); // flow
track(r.extra(user.phone)); // flow
track(r.drop(user.phone));
function lazy() { return require('./lib/state'); }
lazy().set(user.phone);
track(require('./lib/state.js').get()); // flow
lazy().set('x');
track(lazy().get());
track(require('./lib/this').id(user.phone)); // flow
const mod = './lib/fn'; const dyn = require(mod);
track(dyn(user.phone)); // flow
track(module.exports);
exports.out = user.phone;`,
  },
  'cjs cycles': {
    'ads/sink.js': `exports.track = function (x) {};`,
    'a.js': `exports.early = 'x';
const b = require('./b');
const { user } = require('./data');
exports.late = user.phone;
exports.fromB = b.seen;
exports.call = () => b.readLate();`,
    'b.js': `const a = require('./a');
exports.seen = a.late;
exports.seenEarly = a.early;
exports.readLate = () => a.late;`,
    'main.js': `const { track } = require('./ads/sink');
const a = require('./a'); const b = require('./b');
track(a.late); // flow
track(a.fromB);
track(b.seen);
track(b.readLate()); // flow
track(a.call()); // flow
track(b.seenEarly);`,
  },
  'esm cycles and live bindings': {
    'a.ts': `import { readB, setB } from './b.js';
import { user } from './data.js';
export let live: string = 'x';
export function put(v: string) { live = v; }
export { live as renamed };
export function go() { setB(user.phone); return readB(); }`,
    'b.ts': `import { live } from './a.js';
let b: string = 'x';
export const setB = (v: string) => { b = v; }; export const readB = () => b; export const readLive = () => live;`,
    'barrel.ts': `export * from './a.js'; export * as bns from './b.js'; export { default } from './def.js'; export { default as cls } from './def.js'; export type { User } from './data.js';`,
    'def.ts': `import { user } from './data.js';
export default class { static v = user.phone; static w = 'x'; }`,
    'main.ts': `import D, { live, put, renamed, go, bns, cls } from './barrel.js';
import * as ns from './barrel.js';
import { track } from './ads/sink.js';
import { user } from './data.js';
track(live);
track(bns.readB());
put(user.phone);
track(live); // flow
track(renamed); // flow
track(ns.live); // flow
track(bns.readLive()); // flow
track(go()); // flow
track(D.v); // flow
track(D.w);
track(cls.v); // flow
put('y');
track(ns['live']);
async function m() { const d = await import('./barrel.js'); 
track(d.default.v); // flow
track(d.default.w);
const { bns: b2 } = await import('./barrel.js'); b2.setB(user.phone); 
track(b2.readB()); // flow
}
m();
import('./def.js').then(({ default: X }) => track(X.v)); // flow`,
  },
  'import equals and export equals': {
    'legacy.ts': `class Legacy { constructor(public v: any) {} static make(v: any) { return new Legacy(v); } }
namespace Legacy { export const id = (x: any) => x; }
export = Legacy;`,
    'main.ts': `import Legacy = require('./legacy.js');
import { user } from './data.js';
import sink = require('./ads/sink.js');
import track = sink.track;
track(new Legacy(user.phone).v); // flow
sink.track(Legacy.make('x').v);
sink.track(Legacy.id(user.phone)); // flow
sink.track(Legacy.make(user.phone).v); // flow`,
  },
  'default interop and json': {
    'ads/sink.ts': `export default function track(x: unknown): void { void x; }`,
    'conf.json': `{ "key": "phone", "other": "city", "list": ["a"] }`,
    'util.cjs': `module.exports = { id: (x) => x, drop: () => 'x' };`,
    'main.ts': `import conf from './conf.json' with { type: 'json' };
import track from './ads/sink.js';
import { user } from './data.js';
import util from './util.cjs';
import { id } from './util.cjs';
import * as U from './util.cjs';
track((user as any)[conf.key]); // flow
track((user as any)[conf.other]);
track(conf.list[0]);
track(util.id(user.phone)); // flow
track(util.drop(user.phone));
track(id(user.phone)); // flow
track(U.id(user.phone)); // flow
track(U.default.id(user.phone)); // flow
if (conf.key === 'phone') track(user.phone); // flow
if (conf.key === 'nope') track(user.phone);`,
  },
  'types that a doc comment imports': {
    'data.js': `/** @typedef {string} TwoFactorPhone */
/** @typedef {{ phone: TwoFactorPhone, city: string }} User */
/** @typedef {{ city: string, phone: string }} Place */
export {};`,
    'ads/sink.js': `export function track(x) {}`,
    'main.js': `import { track } from './ads/sink.js';
/**
 * @import { User, Place as Shop,
 *   TwoFactorPhone } from './data.js'
 */
/** @type {Map<string, User>} */
const rows = new Map();
/** @returns {IterableIterator<User>} */
export function all() { return rows.values(); }
export function a() {
for (const { phone, city } of all()) {
track(phone); // flow
track(city); } }
/** @param {Shop} s @param {TwoFactorPhone} p */
export function b(s, p) {
track(s.phone);
track(p); } // flow`,
  },
  'jsdoc typed js': {
    'data.js': `/** @typedef {string} TwoFactorPhone */
/** @typedef {{ phone: TwoFactorPhone, city: string }} User */
export {};`,
    'ads/sink.js': `export function track(x) {}`,
    'main.js': `import { track } from './ads/sink.js';
/** @typedef {import('./data.js').User} User */
/** @param {User} u */
export function a(u) {
track(u.phone); // flow
track(u.city);
}
/** @type {import('./data.js').TwoFactorPhone} */
export let p = load();
track(p); // flow
/** @returns {import('./data.js').TwoFactorPhone} */
function load() { return fetchIt(); }
track(load()); // flow
/** @param {{ user: User, n: number }} opts */
export const b = ({ user, n }) => {
track(user.phone); // flow
track(n); };
class K {
/** @type {import('./data.js').TwoFactorPhone} */ v = '';
/** @type {string} */ w = '';
/** @param {User[]} us @returns {void} */
all(us) { for (const u of us) track(u.phone); } // flow
run() {
track(this.v); // flow
track(this.w); } }
export { K };
/** @template T @param {T} x @returns {T} */
const id = (x) => x;
export const c = /** @param {User} u */ (u) => track(id(u).phone); // flow
const cast = /** @type {User} */ (JSON.parse(raw()));
track(cast.phone); // flow
track(cast.city);
/** @callback Cb @param {User} u @returns {void} */
/** @type {Cb} */
export const d = (u) => track(u.phone); // flow
/** @type {Record<string, User>} */ export const byId = {};
track(byId['a'].phone); // flow
track(byId['a'].city);
/**
 * @param {object} o
 * @param {import('./data.js').TwoFactorPhone} o.p
 * @param {string} o.c
 */
export function e(o) {
track(o.p); // flow
track(o.c); }
/** @param {import('./data.js').TwoFactorPhone} [opt] @param {...User} rest */
export function f(opt, ...rest) {
track(opt); // flow
track(rest[0].phone); // flow
}
/** @enum {string} */ const E = { A: 'a' };
track(E.A);`,
  },
  'ambient globals and sloppy scripts': {
    'types.d.ts': `type TwoFactorPhone = string;
declare var currentUser: { phone: TwoFactorPhone; city: string };
declare function loadPhone(): TwoFactorPhone;
declare namespace App { const user: { phone: TwoFactorPhone }; }
interface Window { me: { phone: TwoFactorPhone; city: string } }`,
    'state.js': `var shared = 'x';
function setShared(v) { shared = v; }
implicit = 'q';`,
    'ads/pixel.js': `function pixel(x) { return 1; }`,
    'page.js': `setShared(currentUser.phone);
pixel(shared); // flow
pixel(currentUser.city);
pixel(loadPhone()); // flow
window.stash = currentUser.phone;
pixel(window.stash); // flow
pixel(stash); // flow
globalThis.other = 'x';
pixel(other);
implicit = currentUser.phone;
pixel(window.implicit); // flow
function dup(a, b) { arguments[0] = currentUser.phone; return a; }
pixel(dup('x', 'y')); // flow
function dup2(a, b) { a = currentUser.phone; return arguments[0]; }
pixel(dup2('x', 'y')); // flow
function dup3(a, b) { 'use strict'; a = currentUser.phone; return arguments[0]; }
pixel(dup3('x', 'y'));
function dup4(a, b) { arguments[1] = currentUser.phone; return b; }
pixel(dup4('x'));
pixel(dup4('x', 'y')); // flow
var self = this; self.viaThis = currentUser.phone;
pixel(viaThis); // flow`,
  },
  'declare global': {
    'data.ts': `export type TwoFactorPhone = string;
export declare const user: { phone: TwoFactorPhone; city: string };
declare global { var gUser: { phone: TwoFactorPhone; city: string }; interface Array<T> { mine(): T } namespace NodeJS { interface Global { x: string } } }`,
    'a.ts': `import { user } from './data.js';
export function put() { (globalThis as any).stored = user.phone; (globalThis as any).clean = 'x'; (global as any).g2 = user.phone; }
put();`,
    'main.ts': `import './a.js';
import { track } from './ads/sink.js';
track(gUser.phone); // flow
track(gUser.city);
track(globalThis.gUser.phone); // flow
track((globalThis as any).stored); // flow
track((globalThis as any).clean);
track((globalThis as any).g2); // flow`,
  },
  'worker threads': {
    'w.ts': `import { workerData, parentPort } from 'node:worker_threads';
import { track } from './ads/sink.js';
track(workerData.phone); // flow
track(workerData.city);
parentPort!.on('message', (m) => {
track(m.p); // flow
track(m.c); });
parentPort!.postMessage({ back: workerData.phone, ok: 'x' });`,
    'main.ts': `import { Worker } from 'node:worker_threads';
import { user } from './data.js';
import { track } from './ads/sink.js';
const w = new Worker(new URL('./w.ts', import.meta.url), { workerData: { phone: user.phone, city: 'x' } });
w.postMessage({ p: user.phone, c: 'x' });
w.on('message', (m) => {
track(m.back); // flow
track(m.ok); });`,
  },
  'web worker': {
    'w.js': `import { track } from './ads/sink.js';
self.onmessage = (e) => {
track(e.data.p); // flow
track(e.data.c);
self.postMessage({ r: e.data.p }); };`,
    'main.ts': `import { user } from './data.js';
import { track } from './ads/sink.js';
const w = new Worker(new URL('./w.js', import.meta.url), { type: 'module' });
w.postMessage({ p: user.phone, c: 'x' });
w.onmessage = (e) => { track(e.data.r); }; // flow`,
  },
  'message channel and broadcast': {
    'main.ts': `import { user } from './data.js';
import { track } from './ads/sink.js';
const { port1, port2 } = new MessageChannel();
port2.onmessage = (e) => track(e.data); // flow
port1.postMessage(user.phone);
const b1 = new BroadcastChannel('a'), b2 = new BroadcastChannel('a'), b3 = new BroadcastChannel('b');
b2.onmessage = (e) => track(e.data); // flow
b3.onmessage = (e) => track(e.data);
b1.postMessage(user.phone);`,
  },
  'brand type and class sources': {
    'data.ts': `declare const brand: unique symbol;
export type TwoFactorPhone = string & { readonly [brand]: 'TwoFactorPhone' };
export const asPhone = (s: string): TwoFactorPhone => s as TwoFactorPhone;
export class Account { constructor(readonly phone: TwoFactorPhone, readonly city: string) {} get masked() { return '***'; } }
export async function find(id: string): Promise<Account> { return db.query(id); }
declare const db: any;
export const all: Account[] = [];
export type Maybe = { p?: TwoFactorPhone; c: string };
export const list = async (): Promise<ReadonlyArray<Pick<Account, 'phone'>>> => db.all();
export interface Repo { byId(id: string): Promise<Account | null>; names(): Promise<string[]> }`,
    'main.ts': `import { asPhone, Account, find, all, list, type Maybe, type Repo, type TwoFactorPhone } from './data.js';
import { track } from './ads/sink.js';
track(asPhone('+1')); // flow
const acc = new Account(asPhone('1'), 'x');
track(acc.phone); // flow
track(acc.city);
track(acc.masked);
export async function a(r: Repo, m: Maybe, ps: Map<string, TwoFactorPhone>) {
const f = await find('1');
track(f.phone); // flow
track(f.city);
track((await list())[0]!.phone); // flow
track((await r.byId('1'))?.phone); // flow
track((await r.names())[0]);
track(m.p); // flow
track(m.c);
track(ps.get('a')); // flow
track([...ps.keys()]);
track(ps.size);
for (const x of all) track(x.phone); // flow
for (const { city } of all) track(city);
const u: unknown = JSON.parse(String(r)); const t = u as Maybe;
track(t.p); // flow
track(t.c);
}
track(all.map((x) => x.phone)); // flow
track(all.map((x) => x.city));
type Fn = (p: TwoFactorPhone, c: string) => void;
export const fn: Fn = (p, c) => {
track(p); // flow
track(c); };
export const handlers: { [k: string]: Fn } = { a: (p) => track(p) }; // flow
export function gen<T extends Account>(x: T) { track(x.phone); } // flow
export function gen2<T extends { city: string }>(x: T) { track(x.city); }`,
  },
  'instances of labelled classes, and overloads': {
    'data.ts': `export class TwoFactorPhone {
  constructor(readonly digits: string) {}
  format() { return '+' + this.digits; }
  static parse(text: string) { return new TwoFactorPhone(text); }
}
export class Landline extends TwoFactorPhone {}
export class City { constructor(readonly name: string) {} }
export interface Load { (what: 'phone'): TwoFactorPhone; (what: 'city'): string; on(what: 'phone', f: (p: TwoFactorPhone) => void): void; on(what: 'city', f: (c: string) => void): void }`,
    'main.ts': `import { City, Landline, TwoFactorPhone, type Load } from './data.js';
import { track } from './ads/sink.js';
track(new TwoFactorPhone('1')); // flow
track(new TwoFactorPhone('1').format()); // flow
track(TwoFactorPhone.parse('1').digits); // flow
track(new Landline('1')); // flow
track(new City('x').name);
export function go(load: Load) {
track(load('phone')); // flow
track(load('city'));
load.on('phone', (p) => {
track(p); // flow
});
load.on('city', (c) => track(c));
}`,
  },
  'with statements, and properties that are declared where they are assigned': {
    'store.js': `/** @data TwoFactorPhone */
exports.phone = JSON.parse(process.argv[2]);
exports.city = JSON.parse(process.argv[2]);`,
    'main.js': `const store = require('./store'), { track } = require('./ads/sink');
const o = { a: store.phone, b: store.city, inner: { c: store.phone } };
var c = 'outer';
with (o) {
track(a); // flow
track(b);
track(c);
with (inner) {
track(c); // flow
track(b);
}
var f = function (a) { track(a); };
f('x');
}
track(c);`,
  },
  'namespace objects as values': {
    'm.ts': `import { user } from './data.js';
export const a = user.phone; export const b = 'x'; export function f() { return user.phone; } export default 'd';`,
    'n.ts': `export * from './m.js'; export const c = 'c';`,
    'main.ts': `import * as ns from './m.js'; import * as nn from './n.js'; import { track } from './ads/sink.js';
track(Object.values(ns).length);
const copy: any = { ...ns };
track(copy.a); // flow
track(copy.b);
track(Object.entries(ns).find(([k]) => k === 'a')![1]); // flow
for (const k in ns) if (k === 'b') track((ns as any)[k]);
const { a, ...rest } = ns;
track(a); // flow
track(rest.b);
track((rest as any).default);
track(Object.keys(nn));
track((nn as any).a); // flow
track(Reflect.get(nn, 'c'));
const key: string = ['a', 'b'][0]!;
track((ns as any)[key]); // flow`,
  },
};

/** Each `// flow` of a file. */
const expected = (files: Readonly<Record<string, string>>): string[] =>
  Object.entries(files).flatMap(([name, text]) => marked(`\n${text}`, name).map((x) => x.replace(/:(\d+)/, (_, n: string) => `:${Number(n) - 2}`)));

describe('modules, scripts and what types they declare', () => {
  it.each(Object.entries(CASES))('%s', (_name, files) => {
    expect(flows({ ...PRELUDE, ...files })).toEqual(expected(files).sort((a, b) => a.localeCompare(b, 'en', { numeric: true })));
  });
});
