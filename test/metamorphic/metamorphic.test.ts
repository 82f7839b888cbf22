import { readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createLinker } from '../../src/facts/program.js';
import { analyse } from '../../src/flow/analyse.js';
import type { Violation } from '../../src/flow/result.js';
import { loadPolicy } from '../../src/policy/load.js';
import { createSources } from '../../src/project/sources.js';
import { CAPABILITIES, filesOf, FIXTURES } from '../fixtures/programs.js';
import { generateProgram } from '../oracle/generate/program.js';
import { analyseProgram, type Program } from '../oracle/world.js';
import { numbers } from '../oracle/numbers.js';
import { REWRITES, rewritten, split, type Files, type Terms } from './transformations.js';

/** A program, and how it is analysed when its files are others. */
interface Subject {
  readonly files: Files;
  readonly names: ReadonlySet<string>;
  readonly neutral: (file: string) => boolean;
  readonly violations: (files: Files) => readonly Violation[];
  readonly root: string;
}

/** Up to four of a list, the same in every run. */
function chooser(seed: number): Terms['some'] {
  const below = numbers(seed);
  return (list) => {
    const open = [...list];
    return Array.from({ length: Math.min(4, open.length) }, () => open.splice(below(open.length), 1)[0]!);
  };
}

function fixture(name: string): Subject {
  const root = join(FIXTURES, name);
  const tsconfig = join(name.startsWith('capabilities/') ? join(FIXTURES, 'capabilities') : root, 'tsconfig.json');
  const policy = loadPolicy({ from: root });
  const sources = createSources();
  const files = Object.fromEntries(filesOf(root).map((file) => [file, readFileSync(file, 'utf8')]));
  return {
    root, files,
    names: new Set(policy.declassifiers.map((d) => d.function.member ?? d.function.name)),
    neutral: (file) => policy.purposesOfFile(file).length === 0 && !/@purpose|@data|@declassifies/.test(files[file]!),
    violations: (texts) => analyse({ root, policy, linker: createLinker({ files: Object.keys(texts), readFile: (file) => texts[file] ?? sources.read(file), fileExists: (file) => file in texts, tsconfig }) }).violations,
  };
}

function generated(seed: number): Subject {
  const program: Program = generateProgram(numbers(seed), { host: 0 });
  return { root: '/app', files: program.files, names: new Set(), neutral: (file) => /^(?:main|lib)/.test(file) && !program.files[file]!.includes('require('), violations: (files) => analyseProgram({ ...program, files }).violations };
}

const asPair = ({ rule, label, purpose }: Violation): string => `${rule} ${label} -> ${purpose}`;
const placed = (root: string) => (v: Violation): string => `${relative(root, v.place.file)}:${v.place.line} ${asPair(v)}`;

const verdict = (violations: readonly Violation[], as: (v: Violation) => string): string[] => [...new Set(violations.map(as))].sort();

describe.each([
  ...CAPABILITIES.map((topic) => [topic, () => fixture(`capabilities/${topic}`)] as const),
  ...Array.from({ length: 8 }, (_, i) => [`random program ${i}`, () => generated(9_000 + i)] as const),
])('%s: code that is written otherwise has the same violations', (_name, make) => {
  const subject = make();
  const before = subject.violations(subject.files);
  const terms: Terms = { names: subject.names, some: chooser(before.length) };
  it.each(Object.keys(REWRITES))('%s', (how) => {
    const files = rewritten(subject.files, REWRITES[how]!, { ...terms, some: chooser(how.length) });
    const changed = Object.keys(files).filter((f) => files[f] !== subject.files[f]);
    if (changed.length === 0) return;
    expect(verdict(subject.violations(files), placed(subject.root)), changed.map((f) => files[f]).join('\n')).toEqual(verdict(before, placed(subject.root)));
  });
  it('split', () => {
    const files = split(subject.files, subject.neutral, terms);
    if (Object.keys(files).length === Object.keys(subject.files).length) return;
    expect(subject.violations(files).map(asPair).sort(), [...subject.violations(files).map(placed(subject.root)), ...Object.values(files)].join('\n')).toEqual(before.map(asPair).sort());
  });
});
