import { describe, expect, it } from 'vitest';
import { PRELUDE, run } from './harness.js';

/** What rules/no-forbidden-flow.md says under "Limits": each kind with its example, and what of it is found or reported as not followed. */
const LIMITS: Readonly<Record<string, { readonly text: string; readonly flows: readonly number[]; readonly said: readonly string[] }>> = {
  'code made from a string': {
    text: `const send = new Function('x', 'globalThis.kept = x');
send(user.phone);
track((globalThis as any).kept);`,
    flows: [],
    said: ['dynamic 2 code made from a string'],
  },
  'a name of a store that is computed': {
    text: `export function keep(key: string) {
  localStorage.setItem(key, user.phone);
}
track(localStorage.getItem('phone'));`,
    flows: [],
    said: ['dynamic 3 a name in Storage that is computed: what is written under constant names is not read here'],
  },
  'a module whose name is computed': {
    text: `export async function load(name: string) {
  const module = await import(name);
  module.go(user.phone);
}`,
    flows: [],
    said: ['dynamic 3 import of a module whose name is computed'],
  },
  'rows that one function makes': {
    text: `import { Repository } from 'typeorm';
class Row { kind = ''; text = ''; }
const row = (kind: string, text: string) => { const made = new Row(); made.kind = kind; made.text = text; return made; };
export async function go(rows: Repository<Row>) {
  await rows.save(row('contact', user.phone));
  const later = new Row();
  await rows.save(later);
  later.kind = user.phone;
  const found = await rows.find();
  for (const one of found) if (one.kind === 'town') track(one.text);
  track(found[0]!.kind);
}`,
    flows: [11],
    said: [],
  },
  'what a long-lived client that can’t be read was given in another function': {
    text: `import { createStore } from 'some-store';
const store = createStore();
export const put = () => store.put(user.phone);
export const take = () => track(store.take());`,
    flows: [],
    said: [],
  },
  'a result that holds a property under the name of one that went in': {
    text: `import { swap } from 'some-tool';
const swapped = swap({ phone: user.phone, city: user.city });
track(swapped.city);
track(swapped.phone);`,
    flows: [5],
    said: [],
  },
  'a recursion that no constant ends': {
    text: `function last(n: number): string { return n > 0 ? last(n - 1) : user.phone; }
export const go = (n: number) => track(last(n));`,
    flows: [3],
    said: ['bound 2 recursion deeper than 6 is joined here'],
  },
  'an async recursion over data of which nothing is known': {
    text: `export async function deep(x: unknown): Promise<unknown> {
  if (x instanceof Promise) return await x;
  if (Array.isArray(x)) return await Promise.all(x.map(deep));
  if (typeof x !== 'object' || x === null) return x;
  const out: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(x)) out[key] = await deep(value);
  return out;
}
export const go = async () => track(await deep({ a: [{ b: user.phone }] }));
export const more = (x: unknown) => deep(x);`,
    flows: [10],
    said: ['bound 4 recursion deeper than 6 is joined here', 'bound 7 recursion deeper than 6 is joined here'],
  },
  'a constant that a label chose': {
    text: `track(user.phone.startsWith('+1') ? 'US' : 'elsewhere');`,
    flows: [],
    said: [],
  },
};

describe('known limits', () => {
  it.each(Object.entries(LIMITS))('%s', (_title, { text, flows, said }) => {
    const { violations, analysed } = run({ ...PRELUDE, 'a.ts': `import { user } from './data.js'; import { track } from './ads/sink.js';\n${text}` });
    expect(violations.filter((v) => v.rule === 'no-forbidden-flow').map((v) => v.place.line)).toEqual(flows);
    expect(analysed.limits.map((l) => `${l.kind} ${l.place.line} ${l.message}`)).toEqual(said);
  });
});
