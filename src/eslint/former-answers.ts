import { existsSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type * as Ts from 'typescript';
import type { Checker } from '../checker/checker.js';
import { factsOf, type FactsCache } from '../facts/facts-cache.js';
import type { Analysis } from '../flow/result.js';
import { reused, type Change, type Former } from '../flow/reuse/reuse.js';
import type { LoadedPolicy } from '../policy/policy.js';
import { isOwnFile, tsconfigOf } from './program-files.js';

/** A program under a policy. */
export interface Programmed {
  readonly program: Ts.Program;
  readonly policy: LoadedPolicy;
  /** ESLint's working folder. */
  readonly cwd: string;
}

interface Remembered {
  readonly files: readonly Ts.SourceFile[];
  readonly options: string;
  /** Of what decides where packages are found. */
  readonly installed: string;
  readonly former: Former;
}

/** Written by package managers when they have changed something. */
const INSTALLED = ['node_modules', 'node_modules/.package-lock.json', 'node_modules/.modules.yaml', 'node_modules/.yarn-state.yml', 'package.json', 'pnpm-workspace.yaml'];

/** The last answer for each tsconfig, for the next program that TypeScript makes of it, as it does after each edit. */
export class FormerAnswers {
  readonly #byPolicy = new WeakMap<LoadedPolicy, Map<string, Remembered>>();

  constructor(readonly facts: FactsCache) {}

  /** The analysis of the program as it is, where the last one still says it. */
  recall(at: Programmed, open: () => Checker | undefined): Analysis | undefined {
    const known = this.#byPolicy.get(at.policy)?.get(keyOf(at));
    if (!known) return undefined;
    const changes = this.#changes(known.files, at.program);
    if (!changes || known.options !== optionsOf(at.program) || known.installed !== installedFor(at)) return undefined;
    const former = reused(known.former, changes, open);
    if (former) this.remember(at, former);
    return former?.analysis;
  }

  remember(at: Programmed, former: Former): void {
    const known = this.#byPolicy.get(at.policy) ?? new Map<string, Remembered>();
    this.#byPolicy.set(at.policy, known);
    known.set(keyOf(at), { files: at.program.getSourceFiles(), options: optionsOf(at.program), installed: installedFor(at), former });
  }

  /** The files whose text is another; undefined where more than texts of own files differ. */
  #changes(before: readonly Ts.SourceFile[], program: Ts.Program): Change[] | undefined {
    const after = program.getSourceFiles();
    if (after.length !== before.length) return undefined;
    const changes: Change[] = [];
    for (const [i, file] of after.entries()) {
      const old = before[i]!;
      if (file === old) continue;
      if (file.fileName !== old.fileName) return undefined;
      if (file.text === old.text) continue;
      if (!isOwnFile(program, file)) return undefined;
      const [x, y] = [factsOf(this.facts, old.fileName, old.text), factsOf(this.facts, file.fileName, file.text)];
      if (x instanceof Error || y instanceof Error) return undefined;
      changes.push({ before: { text: old.text, facts: x }, after: { text: file.text, facts: y } });
    }
    return changes;
  }
}

function keyOf({ program, cwd }: Programmed): string {
  return `${tsconfigOf(program) ?? ''}\n${cwd}`;
}

function optionsOf(program: Ts.Program): string {
  return JSON.stringify(program.getCompilerOptions());
}

/** Stamps of what package managers write, from the tsconfig's folder upward. */
function installedFor({ program, cwd }: Programmed): string {
  const stamps: string[] = [];
  for (let at = dirname(tsconfigOf(program) ?? join(cwd, 'x')); ; at = dirname(at)) {
    for (const name of INSTALLED) {
      const stat = statSync(join(at, name), { throwIfNoEntry: false });
      stamps.push(stat ? `${stat.mtimeMs} ${stat.size}` : '');
    }
    if (dirname(at) === at || existsSync(join(at, '.git'))) return stamps.join();
  }
}
