import { readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { createLinker } from '../../src/facts/program.js';
import { analyse } from '../../src/flow/analyse.js';
import type { Violation } from '../../src/flow/result.js';
import { loadPolicy } from '../../src/policy/load.js';
import { openChecker } from '../../src/project/checker.js';
import { createSources, overlaySources } from '../../src/project/sources.js';
import { filesOf, FIXTURES } from '../fixtures/programs.js';
import { generateProgram } from '../oracle/generate/program.js';
import { numbers } from '../oracle/numbers.js';
import { analyseProgram, type Program } from '../oracle/world.js';
import { REWRITES, rewritten, split, type Files, type Terms } from './transformations.js';

/** A program, and how it is analysed when its files are others. */
export interface Subject {
  readonly files: Files;
  readonly names: Terms['names'];
  readonly isTyped: boolean;
  /** Whether a file's code may stand in another file: it serves no purpose. */
  readonly neutral: (file: string) => boolean;
  readonly violations: (files: Files) => readonly Violation[];
  readonly root: string;
}

/** Ways to write a program otherwise. */
export const WAYS: readonly string[] = [...Object.keys(REWRITES), 'split'];

/** What is reported before and after; undefined: there is nothing in the program that can be written otherwise in this way. */
export interface Comparison {
  readonly before: readonly string[];
  readonly after: readonly string[];
  /** Texts that changed. */
  readonly text: string;
}

/** Up to four of a list, the same in every run. */
function chooser(seed: number): Terms['some'] {
  const below = numbers(seed);
  return (list) => {
    const open = [...list];
    return Array.from({ length: Math.min(4, open.length) }, () => open.splice(below(open.length), 1)[0]!);
  };
}

/** A folder below `fixtures`. What only types tell of a schema's labels is asked of TypeScript. */
export function fixture(name: string): Subject {
  const root = join(FIXTURES, name);
  const tsconfig = join(name.startsWith('capabilities/') ? join(FIXTURES, 'capabilities') : root, 'tsconfig.json');
  const isTyped = name.startsWith('schemas-');
  const policy = loadPolicy({ from: root });
  const disk = createSources();
  const own = filesOf(root).filter((file) => !file.endsWith('.d.ts') && !file.includes('/generated/'));
  const files = Object.fromEntries(own.map((file) => [file, readFileSync(file, 'utf8')]));
  const declared = filesOf(root).filter((file) => !(file in files));
  return {
    root, files, isTyped,
    names: new Set(policy.declassifiers.map((d) => d.function.member ?? d.function.name)),
    neutral: (file) => policy.purposesOfFile(file).length === 0 && !/@purpose|@data|@declassifies/.test(files[file]!),
    violations: (texts) => {
      const sources = overlaySources(disk, new Map(Object.entries(texts).map(([file, text]) => [file, { text: () => text }])));
      const linker = createLinker({ files: [...Object.keys(texts), ...declared], readFile: sources.read, fileExists: (file) => sources.exists(file) && !sources.isFolder(file), tsconfig });
      const checker = isTyped ? openChecker({ files: linker.files, tsconfig, folder: root, sources }, () => undefined) : undefined;
      try {
        return analyse({ root, policy, linker, checker: () => checker }).violations;
      } finally {
        checker?.close();
      }
    },
  };
}

/** A program of the oracle's generator. */
export function generated(seed: number): Subject {
  const program: Program = generateProgram(numbers(seed), { host: 0 });
  return { root: '/app', files: program.files, names: new Set(), isTyped: false, neutral: (file) => /^(?:main|lib)/.test(file) && !program.files[file]!.includes('require('), violations: (files) => analyseProgram({ ...program, files }).violations };
}

const asPair = ({ rule, label, purpose }: Violation): string => `${rule} ${label} -> ${purpose}`;

/** Writes a program otherwise, and compares. Of a split, and of a function that moves to its calls, only rules, labels and purposes: the places are others. */
export function compared({ files, names, isTyped, neutral, root, violations }: Subject, before: readonly Violation[], way: string): Comparison | undefined {
  const terms: Terms = { names, isTyped, some: chooser(way === 'split' ? before.length : way.length) };
  const isSplit = way === 'split';
  const other = isSplit ? split(files, neutral, terms) : rewritten(files, REWRITES[way]!, terms);
  const changed = Object.keys(other).filter((f) => files[f] !== other[f]);
  if (changed.length === 0) return undefined;
  const placed = (v: Violation): string => `${relative(root, v.place.file)}:${v.place.line} ${asPair(v)}`;
  const verdict = (list: readonly Violation[]): string[] => (isSplit ? list.map(asPair).sort() : [...new Set(list.map(way === 'inline' ? asPair : placed))].sort());
  const after = violations(other);
  return { before: verdict(before), after: verdict(after), text: changed.map((f) => `// ${f}\n${other[f]!}`).join('\n') };
}
