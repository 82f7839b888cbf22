import { describe, expect, it } from 'vitest';
import { flows, marked, PRELUDE } from './harness.js';

const CJS = `const { user } = require('./data'); const { track } = require('./ads/sink');`;
const ESM = `import { user } from './data.js'; import { track } from './ads/sink.js';`;
const CASES: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'cjs cycle from the entry': { 'a.js': `${CJS}
exports.v = 'early';
const b = require('./b');
exports.v = user.phone;
track(b.seen);
track(b.late()); // flow`, 'b.js': `const a = require('./a');
exports.seen = a.v;
exports.late = () => a.v;`, 'main.js': `require('./a');` },
  'cjs cycle, entry after in the alphabet': { 'a.js': `${CJS}
const z = require('./z');
exports.run = () => track(z.v); // flow
exports.early = z.v;
track(z.v);`, 'z.js': `${CJS}
exports.v = 'x';
const a = require('./a');
exports.v = user.phone;
a.run();` , 'zz.js': `require('./z');` },
  'json module': { 'd.json': '{"a": "x"}', 'a.ts': `${ESM}
import d from './d.json';
track(d.a);
track({ ...d, p: user.phone }); // flow` },
  'json module that code writes to, of more entries than are told apart': { 'd.json': JSON.stringify(Object.fromEntries([...Array(400).keys()].map((i) => [`k${i}`, 'x']))), 'b.ts': `${ESM}
import d from './d.json';
d.k3 = user.phone;
track(d.k4);`, 'c.ts': `${ESM}
import './b.js';
import d from './d.json';
track(d.k3); // flow
track(d.k390);
track(d.k5);` },
  'import = and export =': { 'lib.ts': `class L { constructor(readonly v: string) {} }
export = L;`, 'a.ts': `${ESM}
import L = require('./lib');
track(new L(user.phone).v); // flow
track(new L('x').v);` },
  'worker threads': { 'w.js': `const { parentPort, workerData } = require('node:worker_threads'); ${CJS}
track(workerData.p); // flow
track(workerData.q);
parentPort.on('message', (m) => {
  track(m); // flow
  parentPort.postMessage(m);
});`, 'a.js': `const { Worker } = require('node:worker_threads'); ${CJS}
const w = new Worker('./w.js', { workerData: { p: user.phone, q: 'x' } });
w.on('message', (m) => track(m)); // flow
w.postMessage(user.phone);` },
  'scripts share globals': { 'one.js': `var shared = 'x';
function put(v) { shared = v; }`, 'a.ts': `${ESM}
declare function put(v: string): void; declare const shared: string;
put(user.phone);
track(shared); // flow` },
  're-exports and live bindings': { 'm.ts': `export let v: string = 'x';
export const set = (x: string): void => { v = x; };
export default class { p = 'q'; }`, 'i.ts': `export * from './m.js';
export { default as D, set as put } from './m.js';
export * as ns from './m.js';`, 'a.ts': `${ESM}
import { v, put, D, ns } from './i.js';
track(v);
put(user.phone);
track(v); // flow
track(ns.v); // flow
track(new D().p);
const m = await import('./m.js');
track(m.v); // flow
m.set('y');
track(v);` },
  'esm cycle': { 'a.ts': `${ESM}
import { b } from './b.js';
export const a = (): string => user.phone;
track(b()); // flow`, 'b.ts': `import { a } from './a.js';
export const b = (): string => a();` },
  'require of a module with a default export': {
    'one.js': `export default { phone: require('./data.js').user.phone, city: 'x' };`,
    'two.js': `export default function give() { return require('./data.js').user.phone; }`,
    'b.js': `${CJS}
track(require('./one.js').phone); // flow
track(require('./one.js').city);
track(require('./two.js')()); // flow`,
  },
  'names of the platform that are declared to be anything': {
    'globals.d.ts': `declare var process: any;`,
    'a.ts': `${ESM}
process.env.PHONE = user.phone;
track(process.env.PHONE); // flow
track(process.env.CITY);`,
  },
  'subclasses of a class that is asked for': {
    'ports.ts': `export abstract class Sender { abstract send(x: string): void } export class Store { put(x: string) { void x; } }`,
    'senders.ts': `import { track } from './ads/sink.js'; import { Sender, Store } from './ports.js';
export class Tracker extends Sender { send(x: string) { track(x); } } // flow
export class Kept extends Store { put(x: string) { track(x); } } // flow
export class Other { send(x: string) { track(x); } }`,
    'service.ts': `import { user } from './data.js'; import { Sender, Store } from './ports.js';
export class Service { constructor(private readonly sender: Sender, private readonly store: Store) {} go() { this.sender.send(user.phone); this.store.put(user.phone); } }`,
  },
  'arguments alias': { 'a.js': `${CJS}
function f(a) {
  arguments[0] = user.phone;
  track(a); // flow
  a = 'x';
  track(arguments[0]);
}
f('y');
function g(a) {
  'use strict';
  arguments[0] = user.phone;
  track(a);
}
g('y');` },
  'a module that uses what it declares further down': { 'a.js': `app.get('/a', (req, res) => res.end());
var app = require('express')(); ${CJS}
track(user.phone); // flow
track('x');` },
  'an import that compilers leave out does not say which module runs first': { 'a.ts': `import { value } from './b.js';
export const early = 'x';
export type Late = typeof value;`, 'b.ts': `import { early } from './a.js'; ${ESM}
export const both = [early, user.phone];
track(both[0]);
track(both[1]); // flow
export const value = both;`, 'main.ts': `import { early } from './a.js'; import { value } from './b.js'; ${ESM}
track(early);
track(value[1]); // flow` },
};

/** Each `// flow` of a file, whose first line is its own. */
const expected = (files: Readonly<Record<string, string>>): string[] =>
  Object.entries(files).flatMap(([name, text]) => marked(`\n${text}`, name).map((x) => x.replace(/:(\d+)/, (_, n: string) => `:${Number(n) - 2}`)));

describe('programs of several files', () => {
  it.each(Object.entries(CASES))('%s', (_name, files) => {
    expect(flows({ ...PRELUDE, ...files })).toEqual(expected(files).sort());
  });
});
