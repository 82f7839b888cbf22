import { expect } from 'vitest';
import { createLinker } from '../../../src/facts/program.js';
import { analyse } from '../../../src/flow/analyse.js';
import { loadPolicy } from '../../../src/policy/load.js';
import { flows, PRELUDE } from '../harness.js';

const POLICY = {
  purposes: { security: null, 'ad-targeting': null },
  data: { TwoFactorPhone: { allow: ['security'], types: ['TwoFactorPhone'] } },
  modules: [{ purpose: 'ad-targeting', files: ['ads/**'] }],
};

/** What is reported of files beside those of the prelude, where only what lies between sources and boundaries is run; `more`: other entries of the policy. */
export function inSlice(texts: Readonly<Record<string, string>>, more: Readonly<Record<string, unknown>> = {}): string[] {
  const files = new Map(Object.entries({ ...PRELUDE, ...texts }).map(([name, t]) => [`/app/${name}`, t]));
  const linker = createLinker({ files: [...files.keys()], readFile: (f) => files.get(f), fileExists: (f) => files.has(f) });
  const policy = loadPolicy({ file: '/app/data-purpose.jsonc', from: '/app', readFile: () => JSON.stringify({ ...POLICY, ...more }), today: '2026-01-01' });
  return analyse({ root: '/app', linker, policy, extent: 'slice' }).violations.map((v) => `${v.place.file.slice(5)}:${v.place.line} ${v.label} -> ${v.purpose}`);
}

/** Files of a text in which `--- name` begins each. */
export function filesIn(text: string): Record<string, string> {
  return Object.fromEntries(text.split(/^--- /m).slice(1).map((part) => [part.slice(0, part.indexOf('\n')), part.slice(part.indexOf('\n') + 1)]));
}

/** The flows that such files expect: one on each line that ends in `// flow`. */
export function markedIn(files: Readonly<Record<string, string>>): string[] {
  return Object.entries(files).flatMap(([name, text]) => text.split('\n').flatMap((line, i) => (line.trimEnd().endsWith('// flow') ? [`${name}:${i + 1} TwoFactorPhone -> ad-targeting`] : [])));
}

/** Exactly the marked lines are reported: where all of the program is run, and where only what lies between sources and boundaries is. */
export function expectMarked(files: Readonly<Record<string, string>>, more: Readonly<Record<string, unknown>> = {}): void {
  expect(flows({ ...PRELUDE, ...files }, more)).toEqual(markedIn(files));
  expect(inSlice(files, more)).toEqual(markedIn(files));
}
