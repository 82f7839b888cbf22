import { expect, it } from 'vitest';
import { createLinker } from '../../../src/facts/program.js';
import { analyse } from '../../../src/flow/analyse.js';
import { loadPolicy } from '../../../src/policy/load.js';
import { marked, PRELUDE } from '../harness.js';

const POLICY = JSON.stringify({
  purposes: { security: null, 'ad-targeting': null },
  data: { TwoFactorPhone: { allow: ['security'], types: ['TwoFactorPhone'] } },
  modules: [{ purpose: 'ad-targeting', files: ['ads/**'] }],
});

/** What is reported where only what lies between sources and boundaries is run. */
function inSlice(text: string): string[] {
  const files = new Map(Object.entries({ ...PRELUDE, 'a.ts': `import { some, user, type User } from './data.js'; import { track } from './ads/sink.js';\n${text}` }).map(([name, t]) => [`/app/${name}`, t]));
  const linker = createLinker({ files: [...files.keys()], readFile: (f) => files.get(f), fileExists: (f) => files.has(f) });
  const policy = loadPolicy({ file: '/app/data-purpose.jsonc', from: '/app', readFile: () => POLICY, today: '2026-01-01' });
  return analyse({ root: '/app', linker, policy, extent: 'slice' }).violations.map((v) => `${v.place.file.slice(5)}:${v.place.line} ${v.label} -> ${v.purpose}`);
}

it.each([
  [
    'functions that are constructors',
    `function Card(this: any, name: any) { this.name = name; this.phone = user.phone; }
const card = new (Card as any)('x');
track(card.phone); // flow
track(card.name);`,
  ],
  [
    'constructors of classes',
    `class Plain { constructor(public name: string) {} }
const made = new (Plain as any)(user.phone);
track(made.name); // flow
track(new Plain('x').name);`,
  ],
  [
    'listeners in lists by name',
    `class Emitter { private readonly l: Record<string, ((x: any) => void)[]> = {}; on(e: string, f: (x: any) => void) { (this.l[e] ??= []).push(f); } emit(e: string, x: any) { (this.l[e] ?? []).forEach((f) => f(x)); } }
const em = new Emitter();
em.on('p', (x) => track(x)); // flow
em.on('q', (x) => track(x));
em.emit('p', user.phone); em.emit('q', 'x');`,
  ],
  [
    'listeners in a set',
    `class Subject { private s = new Set<(v: any) => void>(); sub(f: (v: any) => void) { this.s.add(f); } next(v: any) { for (const f of [...this.s]) f(v); } }
const a = new Subject(); a.sub((v) => track(v)); a.next(user.phone); // flow
const b = new Subject(); b.sub((v) => track(v)); b.next(user.city);`,
  ],
  [
    'factories in a registry',
    `class Registry { private readonly items = new Map<string, () => any>(); register(n: string, f: () => any) { this.items.set(n, f); return this; } make(n: string) { const f = this.items.get(n); if (!f) throw new Error(n); return f(); } }
const reg = new Registry().register('p', () => user.phone).register('c', () => user.city);
track(reg.make('p')); // flow
track(reg.make('c'));`,
  ],
  [
    'handlers that hand on to the next',
    `function compose(ms: any[]) { return (ctx: any) => { const go = (i: number): any => { const f = ms[i]; return f ? f(ctx, () => go(i + 1)) : undefined; }; return go(0); }; }
compose([(c: any, next: any) => { c.user = user; return next(); }, (c: any) => {
track(c.user.phone); // flow
track(c.user.city);
}])({});`,
  ],
  [
    'methods named like those of the language',
    `interface Store { get(k: string): string } class Phones implements Store { get() { return user.phone; } } class Cities implements Store { get() { return user.city; } }
const use = (s: Store) => s.get('k');
track(use(new Phones())); // flow
track(use(new Cities()));
class Lazy { constructor(private f: () => string) {} get() { return this.f(); } }
track(new Lazy(() => user.phone).get()); // flow
track(new Lazy(() => user.city).get());`,
  ],
  [
    'closures in an array',
    `const fs: any[] = []; for (const v of [user.city, user.phone]) fs.push(() => v);
track(fs[0]());
track(fs[1]()); // flow`,
  ],
  [
    'iterators',
    `const phones = { async *[Symbol.asyncIterator]() { yield user.phone; } }; const cities = { *[Symbol.iterator]() { yield user.city; } };
async function main() {
for await (const x of phones) track(x); // flow
for (const x of cities) track(x);
}
main();`,
  ],
  [
    'implementations of an interface that comes from outside',
    `interface Source { read(): string } class Phones implements Source { read() { return user.phone; } }
export function job(s: Source) { track(s.read()); } // flow
interface Other { fetch(): string } class Cities implements Other { fetch() { return user.city; } }
export function other(s: Other) { track(s.fetch()); }`,
  ],
])('in a slice, %s', (_, text) => {
  expect(inSlice(text)).toEqual(marked(text));
});
