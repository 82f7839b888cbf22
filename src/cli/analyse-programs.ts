import { dirname } from 'node:path';
import type { Checker } from '../checker/checker.js';
import type { ClosableChecker } from '../checker/fallback.js';
import { createFactsCache, type FactsCache } from '../facts/facts-cache.js';
import { analyse } from '../flow/analyse.js';
import { notingChecker, type Question } from '../flow/reuse/questions.js';
import { ReadsBuilder } from '../flow/reuse/reads.js';
import { numbered } from '../flow/fingerprint.js';
import type { Analysis, Violation, Wanted } from '../flow/result.js';
import { formatProblem, PolicyError } from '../policy/error.js';
import type { LoadedPolicy, PolicyProblem } from '../policy/policy.js';
import { absolute } from '../project/absolute.js';
import { rememberedAnswer, type Answer, type Finding } from '../project/cache/answers.js';
import type { CacheFolder } from '../project/cache/folder.js';
import type { Edited } from '../project/cache/verify.js';
import { disabledIn } from '../project/disable.js';
import { openChecker, prepareChecker } from '../project/checker.js';
import { TypeScriptError, type ProjectError } from '../project/errors.js';
import { importedFiles } from '../project/imported-files.js';
import { linkerOf } from '../project/linker.js';
import { idleEntries, misfitsOf, type Misfits } from '../project/policy-problems.js';
import { readPrograms, type Program } from '../project/programs.js';
import { repositoryRoot } from '../project/root.js';
import { createSources, type Sources } from '../project/sources.js';
import type { CheckerThread } from '../project/thread.js';
import { findTargets, nearestTarget } from '../project/targets.js';
import type { DisabledViolation, Failure, ProjectAnalysis, Run } from '../report/run.js';
import { createDeclaredTypes } from '../types/declared.js';
import { afterEdits, type ProgramTrail, type Trail } from './after-edits.js';
import { crashMessage } from './errors.js';
import { policiesOf } from './policies.js';
import type { Progress } from './progress.js';
import type { Restriction } from './restrict.js';
import { packageVersion } from './version.js';

export interface AnalysisRequest {
  readonly cwd: string;
  /** tsconfigs, folders and globs; none: the nearest. */
  readonly project: readonly string[];
  readonly policy: string | undefined;
  readonly allowIncomplete: boolean;
  readonly restriction: Restriction;
  /** Where the programs and their policies are read from; default: the disk. */
  readonly sources?: Sources;
  /** ISO date by which declassifiers expire; default: today. */
  readonly today?: string | undefined;
  /** What is wanted beside violations. */
  readonly wanted?: Wanted;
  /** Facts of files that other runs of this process have read. */
  readonly facts?: FactsCache | undefined;
  /** Where answers and facts of former runs are kept; default: nowhere. */
  readonly kept?: CacheFolder | undefined;
}

/** All that is found in the programs, before anything is left out of the report. */
interface Findings {
  readonly found: readonly (Pick<ProjectAnalysis, 'project' | 'policy' | 'files' | 'analysis'> & Pick<Program, 'tsconfig'>)[];
  readonly failures: readonly Failure[];
}

/** What the analysis of one program gives. */
interface Analysed extends Pick<ProjectAnalysis, 'files' | 'analysis'> {
  readonly misfits: Misfits;
  readonly trail: ProgramTrail;
}

/**
 * Analyses the programs one after the other and gathers what a report needs. A project that can't be read or whose
 * analysis crashes becomes a failure of the run and does not hide the others.
 *
 * @throws UsageError, ProjectError for `project`, PolicyError, TypeScriptError
 */
export function analysePrograms(request: AnalysisRequest, progress: Progress): Run {
  const { cwd, project, policy, restriction, wanted, sources = createSources(), today = new Date().toISOString().slice(0, 10), kept } = request;
  const finding: Finding<Findings, Trail> = { compute: (from) => findAll(request, from, today, progress), revise: (former, edited, from) => revise(former, edited, from, request, progress) };
  const { found, failures } = kept ? rememberedAnswer(kept, { cwd, project, policy, wanted }, today, sources, finding) : finding.compute(sources).value;
  progress.done();
  const idOf = idsOver(found.flatMap(({ analysis }) => analysis.violations));
  const analyses = found.map(({ project: of, policy, files, analysis }): ProjectAnalysis => {
    const violations = analysis.violations.map((violation) => ({ ...violation, id: idOf(violation) }));
    return { project: of, policy, files, ...applyFilters({ ...analysis, violations }, restriction, sources) };
  });
  const analysed = new Set(analyses.flatMap((analysis) => analysis.files));
  const stray = restriction.named.filter((file) => !analysed.has(file)).map(strayFile);
  return { version: packageVersion(), cwd, root: repositoryRoot(cwd), analyses, failures: [...failures, ...stray], allowIncomplete: request.allowIncomplete, text: sources.read };
}

function findAll(request: AnalysisRequest, disk: Sources, today: string, progress: Progress): Answer<Findings, Trail> {
  const { cwd, project, wanted = {} } = request;
  const { sources, texts: read } = noted(disk);
  const cache = request.facts ?? createFactsCache();
  const root = repositoryRoot(cwd);
  progress.step('reading the projects');
  const targets = project.length > 0 ? findTargets(project, cwd, sources) : [nearestTarget(cwd, sources)];
  const { programs, errors } = readPrograms(targets, sources);
  const policies = policiesOf(programs, request.policy, cwd, sources, today);
  const found: (Analysed & Findings['found'][number])[] = [];
  const failures: Failure[] = errors.map(projectFailure);
  const misfits = new Map<LoadedPolicy, Misfits[]>();
  for (const [program, policy] of policies) {
    progress.step(`analysing ${program.project} (${found.length + 1} of ${programs.length})`);
    try {
      const analysed = analyseProgram(program, policy, root, disk, cache, wanted, progress.note);
      misfits.set(policy, [...(misfits.get(policy) ?? []), analysed.misfits]);
      found.push({ project: program.project, tsconfig: program.tsconfig, policy: policy.file, ...analysed });
    } catch (error) {
      if (error instanceof PolicyError) throw error;
      failures.push(failureOf(error, program.project));
    }
  }
  const problems = [...misfits].flatMap(([policy, of]): PolicyProblem[] => [...idleEntries(policy, of.map(({ idle }) => idle), sources), ...of.flatMap(({ tags }) => tags)]);
  if (problems.length > 0) throw new PolicyError([...new Map(problems.map((problem) => [formatProblem(problem), problem])).values()]);
  askForRoots([cwd, ...programs.map((program) => program.project)], sources);
  const expiries = [...new Set(policies.values())].flatMap(({ declassifiers }) => declassifiers.flatMap(({ expires }) => (expires !== undefined && expires >= today ? [expires] : [])));
  return {
    value: { found: found.map(({ misfits: _, trail: _t, ...rest }) => rest), failures },
    // A program that failed has no trail.
    trail: failures.length > 0 ? undefined : { programs: found.map(({ trail }) => trail), common: within(read, found.flatMap(({ files }) => files)) },
    until: expiries.sort()[0],
    isLasting: failures.every(({ kind }) => kind !== 'crash'),
  };
}

function revise({ value, trail }: { readonly value: Findings; readonly trail: Trail }, edited: readonly Edited[], sources: Sources, { facts }: AnalysisRequest, progress: Progress): ReturnType<Finding<Findings, Trail>['revise']> {
  if (!facts || value.found.length !== trail.programs.length) return undefined;
  const known = value.found.map(({ files, analysis, project, tsconfig }, i) => ({
    files,
    analysis,
    trail: trail.programs[i]!,
    open: () => openChecker({ files, tsconfig, folder: project, sources }, progress.note),
  }));
  const now = afterEdits(known, trail, edited, sources, facts);
  return now && { value: { ...value, found: value.found.map((of, i) => ({ ...of, analysis: now[i]!.analysis })) }, trail: { ...trail, programs: now.map(({ trail: of }) => of) }, isLasting: true };
}

/** Sources that note which texts are read. */
function noted(sources: Sources): { readonly sources: Sources; readonly texts: ReadonlySet<string> } {
  const texts = new Set<string>();
  const read = (file: string): string | undefined => {
    texts.add(file);
    return sources.read(file);
  };
  return { sources: { ...sources, read }, texts };
}

function within(files: ReadonlySet<string>, of: readonly string[]): ReadonlySet<string> {
  return new Set(of.filter((file) => files.has(file)));
}

/** The roots of repositories and packages that were looked for from these places, on the disk itself, are inputs too. */
function askForRoots(places: readonly string[], sources: Sources): void {
  const asked = new Set<string>();
  for (const place of places) {
    for (let at = place; !asked.has(at); at = dirname(at)) {
      asked.add(at);
      for (const name of ['.git', 'package.json']) sources.exists(absolute(name, at));
    }
  }
}

function analyseProgram({ files, project, tsconfig }: Program, policy: LoadedPolicy, root: string, disk: Sources, cache: FactsCache, wanted: Wanted, tell: Progress['note']): Analysed {
  const { sources, texts } = noted(disk);
  const link = (of: readonly string[]) => linkerOf(sources, { files: of, tsconfig, cache });
  const listed = link(files);
  const imported = importedFiles(listed, tsconfig === undefined ? project : dirname(tsconfig), policy);
  const linker = imported.length === 0 ? listed : link([...files, ...imported]);
  const declared = createDeclaredTypes(linker, policy);
  let opened: ClosableChecker | undefined;
  const reads = new ReadsBuilder();
  const questions: Question[] = [];
  const checked = { files: linker.files, tsconfig, folder: project, sources };
  let prepared: CheckerThread | undefined;
  const prepare = (): void => void (prepared = prepareChecker(checked));
  const checker = (): Checker | undefined => (opened = openChecker(checked, tell, prepared)) && notingChecker(opened, questions);
  try {
    const analysis = analyse({ root, linker, policy, declared, checker, prepare, wanted, reads });
    const misfits = misfitsOf(policy, project, linker, sources);
    const own = new Set(linker.files);
    return { files: linker.files, analysis, misfits, trail: { reads, questions, others: new Set([...texts].filter((file) => !own.has(file))) } };
  } finally {
    opened?.close();
    if (!opened) prepared?.end();
  }
}

/** Ids that count the violations of one flow over all programs. */
function idsOver(violations: readonly Violation[]): (violation: Violation) => string {
  const sorted = [...violations].sort(({ place: a }, { place: b }) => (a.file < b.file ? -1 : a.file > b.file ? 1 : a.line - b.line || a.column - b.column));
  const ids = new Map(numbered(sorted).map(({ id }, i) => [sorted[i], id]));
  return (violation) => ids.get(violation)!;
}

/** Leaves the violations in the files asked for, those that comments switch off apart. */
function applyFilters(analysis: Analysis, restriction: Restriction, sources: Sources): Pick<ProjectAnalysis, 'analysis' | 'disabled'> {
  const finders = new Map<string, ReturnType<typeof disabledIn>>();
  const disabled: DisabledViolation[] = [];
  const kept = analysis.violations.filter((violation) => {
    const { file } = violation.place;
    if (!restriction.includes(file)) return false;
    const find = finders.get(file) ?? disabledIn(file, sources.read(file) ?? '');
    finders.set(file, find);
    const by = find(violation);
    if (by) disabled.push({ ...violation, disabledBy: { line: by.line, column: by.column, reason: by.reason } });
    return !by;
  });
  return { analysis: { ...analysis, violations: kept }, disabled };
}

function projectFailure({ message, hint, place }: ProjectError): Failure {
  return { kind: 'project', message, hint, place };
}

function failureOf(error: unknown, project: string): Failure {
  const place = { file: project };
  if (error instanceof TypeScriptError) return { kind: 'project', message: error.message, hint: error.hint, place };
  return { kind: 'crash', message: crashMessage(error), hint: 'This is a bug in data-purpose, please report it.', place };
}

function strayFile(file: string): Failure {
  return { kind: 'file', message: 'No analysed project has this file.', hint: 'Add it to the "include" of a tsconfig, or give its project with --project.', place: { file } };
}
