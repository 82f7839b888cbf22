import { dirname } from 'node:path';
import type * as Ts from 'typescript';
import type { Checker } from '../checker/checker.js';
import { createTypeScriptChecker } from '../checker/typescript.js';
import { createLinker, type FactsCache } from '../facts/program.js';
import { analyse } from '../flow/analyse.js';
import type { Violation } from '../flow/result.js';
import { PolicyError } from '../policy/error.js';
import type { LoadedPolicy, PolicyProblem } from '../policy/policy.js';
import { absolute } from '../project/absolute.js';
import { idleGlobs } from '../project/idle-globs.js';
import { idleReferences, unresolvedIn } from '../project/idle-references.js';
import { repositoryRoot } from '../project/root.js';
import { createSources } from '../project/sources.js';
import { currentPolicy } from './policies.js';
import { ownFiles, tsconfigOf, typescriptOf } from './program-files.js';

/** One file as ESLint hands it over. */
export interface LintedFile {
  readonly file: string;
  /** As ESLint has it, without a byte order mark; it may differ from what the program was made of. */
  readonly text: string;
  readonly program: Ts.Program;
  /** ESLint's working folder, absolute. */
  readonly cwd: string;
  /** The setting `data-purpose.policy`, relative to `cwd`. */
  readonly policy: string | undefined;
}

/** What is wrong with the policy for a program, or else what is found in it. */
interface Outcome {
  readonly problems: readonly PolicyProblem[];
  readonly violations: readonly Violation[];
}

/** What was last asked of a program under one policy. */
interface Answer extends Outcome {
  /** The linted file's text where it is not the program's. */
  readonly overlay: Overlay | undefined;
}

interface Overlay {
  readonly file: string;
  readonly text: string;
}

/** At module level, as editors make a new ESLint object for each run; weak, so that an answer goes with its program. */
const answers = new WeakMap<Ts.Program, WeakMap<LoadedPolicy, Answer>>();
const facts: FactsCache = new Map();

/**
 * The violations in one file, by an analysis of its whole program that all files of the program share.
 *
 * @throws PolicyError
 */
export function violationsIn({ file, text, program, cwd, policy: setting }: LintedFile): Violation[] {
  const source = program.getSourceFile(file);
  const name = source?.fileName ?? absolute(file, cwd);
  const overlay = source?.text === text ? undefined : { file: name, text };
  const named = setting === undefined ? undefined : absolute(setting, cwd);
  const policy = currentPolicy(tsconfigOf(program) ?? name, named);
  const byPolicy = answers.get(program) ?? new WeakMap<LoadedPolicy, Answer>();
  answers.set(program, byPolicy);
  let answer = byPolicy.get(policy);
  if (!answer || answer.overlay?.file !== overlay?.file || answer.overlay?.text !== overlay?.text) {
    answer = { overlay, ...analyseProgram(program, policy, cwd, overlay) };
    byPolicy.set(policy, answer);
  }
  if (answer.problems.length > 0) throw new PolicyError(answer.problems);
  return answer.violations.filter(({ place }) => place.file === name);
}

function analyseProgram(program: Ts.Program, policy: LoadedPolicy, cwd: string, overlay: Overlay | undefined): Outcome {
  const files = ownFiles(program);
  const disk = createSources();
  const readFile = (file: string): string | undefined => (file === overlay?.file ? overlay.text : (program.getSourceFile(file)?.text ?? disk.read(file)));
  const tsconfig = tsconfigOf(program);
  const linker = createLinker({ files, readFile, tsconfig, cache: facts });
  const problems = [...idleGlobs(policy, files), ...idleReferences(policy, [unresolvedIn(policy, linker)], disk)];
  if (problems.length > 0) return { problems, violations: [] };
  const root = repositoryRoot(tsconfig === undefined ? cwd : dirname(tsconfig));
  return { problems, violations: analyse({ root, linker, policy, checker: () => checkerOf(program, overlay?.file) }).violations };
}

/** Asks the program, but not about a file whose text it doesn't have. */
function checkerOf(program: Ts.Program, changed: string | undefined): Checker | undefined {
  const ts = typescriptOf(program);
  if (!ts) return undefined;
  const checker = createTypeScriptChecker(ts, { program });
  if (changed === undefined) return checker;
  return {
    declarations: (file, offset) => (file === changed ? [] : checker.declarations(file, offset)),
    typeNames: (file, s, e) => (file === changed ? [] : checker.typeNames(file, s, e)),
    callee: (file, s, e) => (file === changed ? undefined : checker.callee(file, s, e)),
  };
}
