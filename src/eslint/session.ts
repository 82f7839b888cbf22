import { dirname } from 'node:path';
import type * as Ts from 'typescript';
import type { Checker } from '../checker/checker.js';
import { createTypeScriptChecker } from '../checker/typescript.js';
import type { Linker } from '../facts/link.js';
import { createFactsCache } from '../facts/facts-cache.js';
import { createLinker } from '../facts/program.js';
import { analyse } from '../flow/analyse.js';
import { notingChecker, type Question } from '../flow/reuse/questions.js';
import { ReadsBuilder } from '../flow/reuse/reads.js';
import type { Violation } from '../flow/result.js';
import { PolicyError } from '../policy/error.js';
import type { LoadedPolicy, PolicyProblem } from '../policy/policy.js';
import { absolute } from '../project/absolute.js';
import { idleGlobs } from '../project/idle-globs.js';
import { idleEntries, misfitsOf } from '../project/policy-problems.js';
import { repositoryRoot } from '../project/root.js';
import { createSources } from '../project/sources.js';
import { createDeclaredTypes } from '../types/declared.js';
import type { ProgramTypes } from '../types/shape.js';
import { createExpressionLabels, type ExpressionLabels } from './expression-labels.js';
import { FormerAnswers, type Programmed } from './former-answers.js';
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

/** A program under one policy, with one file's text: what all questions about it share. */
export interface Snapshot {
  readonly policy: LoadedPolicy;
  readonly linker: Linker;
  readonly declared: ProgramTypes;
}

interface State extends Snapshot {
  /** The linted file's text where it is not the program's. */
  readonly overlay: Overlay | undefined;
  outcome?: Outcome;
  expressions?: ExpressionLabels;
}

interface Overlay {
  readonly file: string;
  readonly text: string;
}

/** At module level, as editors make a new ESLint object for each run; weak, so that a state goes with its program. */
const states = new WeakMap<Ts.Program, WeakMap<LoadedPolicy, State>>();
const facts = createFactsCache();
const former = new FormerAnswers(facts);

/**
 * The violations in one file, by an analysis of its whole program that all files of the program share.
 *
 * @throws PolicyError
 */
export function violationsIn(linted: LintedFile): Violation[] {
  const state = stateOf(linted);
  const { problems, violations } = (state.outcome ??= analyseProgram(linted, state));
  if (problems.length > 0) throw new PolicyError(problems);
  const name = programName(linted);
  return violations.filter(({ place }) => place.file === name);
}

/**
 * What the declarations of a file's program say, which takes no analysis.
 *
 * @throws PolicyError where the policy can't be read; what is wrong with its references is for {@link violationsIn} to say
 */
export function snapshotOf(linted: LintedFile): Snapshot {
  return stateOf(linted);
}

/**
 * What the declarations of one file and of those that it leads to say, without a program.
 *
 * @throws PolicyError where the policy can't be read
 */
export function snapshotFrom({ file, text, cwd, policy: setting }: Omit<LintedFile, 'program'>): Snapshot {
  const name = absolute(file, cwd);
  const policy = currentPolicy(name, setting === undefined ? undefined : absolute(setting, cwd));
  const disk = createSources();
  const linker = createLinker({ files: [name], readFile: (other) => (other === name ? text : disk.read(other)), cache: facts });
  return { policy, linker, declared: createDeclaredTypes(linker, policy) };
}

/**
 * Labels of expressions of a file's program, by its type checker.
 *
 * @returns undefined where there is none to be asked
 */
export function expressionLabels({ program, ...linted }: LintedFile): ExpressionLabels | undefined {
  const ts = typescriptOf(program);
  if (!ts) return undefined;
  const state = stateOf({ ...linted, program });
  return (state.expressions ??= createExpressionLabels(ts, program, state.declared));
}

/** The linted file's name in its program. */
export function programName({ file, program, cwd }: Pick<LintedFile, 'file' | 'program' | 'cwd'>): string {
  return program.getSourceFile(file)?.fileName ?? absolute(file, cwd);
}

function stateOf(linted: LintedFile): State {
  const { file, text, program, cwd, policy: setting } = linted;
  const name = programName(linted);
  const overlay = program.getSourceFile(file)?.text === text ? undefined : { file: name, text };
  const policy = currentPolicy(tsconfigOf(program) ?? name, setting === undefined ? undefined : absolute(setting, cwd));
  const byPolicy = states.get(program) ?? new WeakMap<LoadedPolicy, State>();
  states.set(program, byPolicy);
  let state = byPolicy.get(policy);
  if (!state || state.overlay?.file !== overlay?.file || state.overlay?.text !== overlay?.text) {
    const linker = linkerOf(program, overlay);
    state = { overlay, policy, linker, declared: createDeclaredTypes(linker, policy) };
    byPolicy.set(policy, state);
  }
  return state;
}

function linkerOf(program: Ts.Program, overlay: Overlay | undefined): Linker {
  const disk = createSources();
  const readFile = (file: string): string | undefined => (file === overlay?.file ? overlay.text : (program.getSourceFile(file)?.text ?? disk.read(file)));
  return createLinker({ files: ownFiles(program), readFile, tsconfig: tsconfigOf(program), cache: facts });
}

function analyseProgram({ file, program, cwd }: LintedFile, { policy, linker, declared, overlay }: State): Outcome {
  const at: Programmed = { program, policy, cwd };
  const known = overlay ? undefined : former.recall(at, () => checkerOf(program, undefined));
  if (known) return { problems: [], violations: known.violations };
  const sources = createSources();
  const tsconfig = tsconfigOf(program);
  const { idle, tags } = misfitsOf(policy, tsconfig ?? file, linker, sources);
  const problems = [...idleGlobs(policy, linker.files), ...idleEntries(policy, [idle], sources), ...tags];
  if (problems.length > 0) return { problems, violations: [] };
  const root = repositoryRoot(tsconfig === undefined ? cwd : dirname(tsconfig));
  const reads = new ReadsBuilder();
  const questions: Question[] = [];
  const checker = (): Checker | undefined => {
    const opened = checkerOf(program, overlay?.file);
    return opened && notingChecker(opened, questions);
  };
  const analysis = analyse({ root, linker, policy, declared, checker, reads });
  if (!overlay) former.remember(at, { analysis, reads, questions });
  return { problems, violations: analysis.violations };
}

/** Asks the program, but not about a file whose text it doesn't have. */
function checkerOf(program: Ts.Program, changed: string | undefined): Checker | undefined {
  const ts = typescriptOf(program);
  if (!ts) return undefined;
  const checker = createTypeScriptChecker(ts, { program });
  if (changed === undefined) return checker;
  return {
    declarations: (file, offset) => (file === changed ? [] : checker.declarations(file, offset)),
    member: (file, offset) => (file === changed ? undefined : checker.member(file, offset)),
    contents: (file, s, e, names) => (file === changed ? [] : checker.contents(file, s, e, names)),
    typeNames: (file, s, e) => (file === changed ? [] : checker.typeNames(file, s, e)),
    callee: (file, s, e) => (file === changed ? undefined : checker.callee(file, s, e)),
  };
}
