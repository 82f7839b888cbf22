import { describe, expect, it } from 'vitest';
import { CAPABILITIES } from '../fixtures/programs.js';
import { compared, fixture, generated, WAYS } from './subjects.js';

// All fixtures in all ways take minutes: `main.ts` runs them.
describe.each([
  ...CAPABILITIES.map((topic) => [`capabilities/${topic}`, () => fixture(`capabilities/${topic}`), WAYS] as const),
  ['facebook-2018', () => fixture('facebook-2018'), ['extract', 'forward', 'loop to callback', 'split']] as const,
  ['twitter-2019', () => fixture('twitter-2019'), ['inline', 'async function']] as const,
  ['schemas-zod', () => fixture('schemas-zod'), ['extract', 'wrap']] as const,
  ...Array.from({ length: 8 }, (_, i) => [`random program ${i}`, () => generated(9_000 + i), WAYS] as const),
])('%s: code that is written otherwise has the same violations', (_name, make, ways) => {
  const subject = make();
  const before = subject.violations(subject.files);
  it.each(ways)('%s', { timeout: 60_000 }, (way) => {
    const comparison = compared(subject, before, way);
    if (comparison) expect(comparison.after, comparison.text).toEqual(comparison.before);
  });
});
