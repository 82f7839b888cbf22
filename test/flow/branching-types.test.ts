import { describe, expect, it } from 'vitest';
import { PRELUDE, run } from './harness.js';
import { inSlice, markedIn } from './reach/in-slice.js';

const NAMES = Array.from({ length: 12 }, (_, i) => `m${i}`);
const IMPORTS = `import { type User } from './data.js'; import { track } from './ads/sink.js';`;

/** Each member leads to a type of its own, which has as many members. */
const branching = (owner: string): string => `interface Meta<T> { ${NAMES.map((name) => `${name}: Meta<[T, '${name}']>;`).join(' ')} name: string; owner: ${owner}; }
declare const meta: Meta<string>;`;

const CASES: Readonly<Record<string, string>> = {
  'an object that leads to ever further labelled ones is handed over': `${branching('User')}
track(meta); // flow
track(meta.m1.m2.owner); // flow
track(meta.m1.m2.name);
track(meta.owner.city);`,
  'one that leads to ever further ones without a label': `${branching("Pick<User, 'city'>")}
track(meta);
track(meta.m1.m2.owner);`,
};

describe('types that lead to ever further ones', { timeout: 30_000 }, () => {
  it.each(Object.entries(CASES))('%s', (_, text) => {
    const files = { 'a.ts': `${IMPORTS}\n${text}` };
    const { violations, analysed } = run({ ...PRELUDE, ...files });
    expect(violations.filter((v) => v.rule === 'no-forbidden-flow').map((v) => `a.ts:${v.place.line} ${v.label} -> ${v.purpose}`)).toEqual(markedIn(files));
    expect(analysed.limits.every((l) => l.kind === 'bound')).toBe(true);
    expect(analysed.limits.length > 0).toBe(true);
    expect(inSlice(files)).toEqual(markedIn(files));
  });
});
