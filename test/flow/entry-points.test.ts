import { describe, expect, it } from 'vitest';
import { flows, flowsIn, marked, PRELUDE, run } from './harness.js';

const HEAD = `import { user } from './data.js'; import { track } from './ads/sink.js';\n`;
const CASES: Readonly<Record<string, string>> = {
  'a function that a prototype holds is called on what its constructor makes': `function Foo() { this.x = user.phone; this.c = 'c'; }
Foo.prototype.bar = function () { track(this.x); }; // flow
Foo.prototype.baz = function () { track(this.c); };
function Bar() { this.x = user.phone; }
Bar.prototype = {
  m: function () { track(this.x); }, // flow
};
function Qux() { this.x = user.phone; }
Object.assign(Qux.prototype, { bar() { track(this.x); } }); // flow
class K { constructor() { this.p = user.phone; } }
K.prototype.later = function () { track(this.p); }; // flow
export const all = [Foo, Bar, Qux, K];`,
  'a function that an object holds is called on that object': `function Baz() {
  this.foo = user.phone;
  Object.assign(this, { bar: function () { track(this.foo); } }); // flow
}
const o = {
  a: user.phone, b: 'b',
  f: function () { track(this.a); }, // flow
};
o.g = function () { track(this.b); };
const heir = Object.create({ m() { track(this.a); } }); // flow
heir.a = user.phone;
export const all = [Baz, o, heir];`,
};

describe('this of a function that nobody calls', () => {
  it.each(Object.entries(CASES))('%s', (_name, text) => {
    expect(flows({ ...PRELUDE, 'a.js': HEAD + text })).toEqual(marked(text, 'a.js'));
  });
});

describe('an instance that an entry point takes', () => {
  const makers = (n: number): string => Array.from({ length: n }, (_, i) => `export function make${i}() { const note = new Note(); note.text = ${i === 0 ? 'user.phone' : "'text'"}; return note; }`).join('\n');
  const text = (n: number): string => `class Note { text = ''; }\n${makers(n)}\nexport const show = (note: Note) => track(note.text);`;
  const said = (n: number): string[] => run({ ...PRELUDE, 'a.ts': HEAD + text(n) }).analysed.limits.map((l) => l.message);

  it('is each that others make later, too', () => {
    expect(flowsIn(`class Note { text = ''; }
export const show = (note: Note) => track(note.text); // flow
export function make() { const note = new Note(); note.text = user.phone; return note; }
class Other { text = ''; }
export const showOther = (other: Other) => track(other.text);
export function makeOther() { const other = new Other(); other.text = user.city; return other; }`)).toEqual(['a.ts:3 TwoFactorPhone -> ad-targeting']);
  });

  it('can be each that others make, up to a bound, which is told', () => {
    expect(flowsIn(text(8))).toEqual(['a.ts:11 TwoFactorPhone -> ad-targeting']);
    expect(said(8)).toEqual([]);
    expect(flowsIn(text(9))).toEqual([]);
    expect(said(9)).toEqual(['more than 8 instances of a class are made by functions that nothing calls: what takes one is given what the class declares']);
  });
});

describe('a function that another one calls', () => {
  const DEEP = `export function deep(x: unknown): unknown {
  if (Array.isArray(x)) return x.map(deep);
  return typeof x === 'object' && x !== null ? Object.fromEntries(Object.entries(x).map(([key, value]) => [key, deep(value)])) : x;
}`;
  const said = (text: string): string[] => run({ ...PRELUDE, 'a.ts': `${HEAD}${DEEP}\n${text}` }).analysed.limits.map((l) => l.message);

  it('is not run with what its parameters are declared to be, wherever it stands', () => {
    expect(said('export const go = () => track(deep({ a: [{ b: user.city }] }));')).toEqual([]);
    expect(said('export const go = (x: unknown) => track(deep(x));')).not.toEqual([]);
  });
});

describe('a function that only tests call', () => {
  const SERVICE = `import { track } from './ads/sink.js'; import type { User } from './data.js';
export interface Store { load(id: string): Promise<User> }
export class Service {
  constructor(private readonly store: Store) {}
  async tell(id: string) { const found = await this.store.load(id); track(found.phone); track(found.city); }
}`;
  const calls = "import { Service } from './service.js';\nnew Service({ load: async () => ({ phone: 'x', city: 'y' }) }).tell('1');";

  it.each(['service.test.ts', 'service.spec.ts'])('is an entry point beside %s, on an instance of its own', (name) => {
    expect(flows({ ...PRELUDE, 'service.ts': SERVICE, [name]: calls })).toEqual(['service.ts:5 TwoFactorPhone -> ad-targeting']);
    expect(flows({ ...PRELUDE, 'service.ts': SERVICE, 'check.ts': `import { it } from 'vitest';\n${calls}\nit('works', () => undefined);` })).toEqual(['service.ts:5 TwoFactorPhone -> ad-targeting']);
  });

  it('is none where other code calls it', () => {
    expect(flows({ ...PRELUDE, 'service.ts': SERVICE, 'main.ts': calls })).toEqual([]);
  });
});
