import picomatch from 'picomatch';
import { headCommit, mergeBase, mergedCommits, type Commit } from '../git/commits.js';
import type { Repository } from '../git/repository.js';
import { commitSources } from '../git/snapshots.js';
import { stagedLines } from '../git/staged-lines.js';
import type { Violation } from '../flow/result.js';
import { PolicyError } from '../policy/error.js';
import { ProjectError } from '../project/errors.js';
import { absolute } from '../project/absolute.js';
import { createSources, type Sources } from '../project/sources.js';
import { count } from '../report/message.js';
import { placeText } from '../report/paths.js';
import type { Comparison, FixedViolation, Run } from '../report/run.js';
import { summarise } from '../report/summary.js';
import { analysePrograms, type AnalysisRequest } from './analyse-programs.js';
import { match } from './compare.js';
import type { Progress } from './progress.js';
import { ALL_FILES } from './restrict.js';

/** What has to be known to analyse another state of the repository. */
export interface Surroundings {
  readonly repository: Repository;
  readonly request: AnalysisRequest;
  readonly progress: Progress;
}

/**
 * `--since`: the violations that were there where the work left `ref` are known.
 *
 * @throws GitError
 */
export function compareSince(run: Run, ref: string, around: Surroundings): Comparison {
  const commit = mergeBase(around.repository, ref);
  return compareCommit(run, summarise(run).violations, { ...around, commit, kind: 'commit', name: `${ref} (${commit.id.slice(0, 7)})` });
}

/**
 * `--staged`: violations are known whose trace touches no staged line and that HEAD has too. HEAD is analysed only where
 * there are any that touch none. So are, in a merge, those that come with a branch that is merged in. Undefined where there
 * is no HEAD: everything is new.
 *
 * @throws GitError
 */
export function compareStaged(run: Run, around: Surroundings): Comparison | undefined {
  const head = headCommit(around.repository);
  if (!head) return undefined;
  const merged = mergedCommits(around.repository).map((commit) => compareParent(run, commit, commit.id.slice(0, 7), around));
  const parents = [compareParent(run, head, 'HEAD', around), ...merged];
  const known = new Set(parents.flatMap((parent) => parent.known));
  return { kind: 'staged', with: 'HEAD', known: summarise(run).violations.filter((violation) => known.has(violation)), fixed: [], notes: parents.flatMap(({ notes }) => notes) };
}

function compareParent(run: Run, commit: Commit, name: string, around: Surroundings): Pick<Comparison, 'known' | 'notes'> {
  const isStaged = stagedLines(around.repository, commit.id);
  const touches = ({ trace }: Violation): boolean => trace.some(({ place }) => isStaged(place.file, { from: place.line, to: place.endLine }));
  const { violations } = summarise(run);
  const untouched = violations.filter((violation) => !touches(violation));
  if (untouched.length === 0) return { known: [], notes: [] };
  // Of several of one flow, those that are touched are the new ones.
  const ordered = [...untouched, ...violations.filter(touches)];
  const { known, notes } = compareCommit(run, ordered, { ...around, commit, kind: 'staged', name });
  const old = new Set(known);
  return { known: untouched.filter((violation) => old.has(violation)), notes };
}

interface OtherCommit extends Surroundings {
  readonly commit: Commit;
  readonly kind: Comparison['kind'];
  readonly name: string;
}

function compareCommit(run: Run, current: readonly Violation[], { repository, request, progress, commit, kind, name }: OtherCommit): Comparison {
  const { before, notes } = analyseCommit(request, commitSources(repository, commit.id, createSources()), commit, name, progress);
  const { known, gone } = match(current, before);
  const includes = ({ place }: Violation): boolean => request.restriction.includes(place.file);
  const fixed = gone.filter(includes).map(({ id, rule, label, purpose, place: { file, line, column } }): FixedViolation => ({ id, rule, label, purpose, place: { file, line, column } }));
  return { kind, with: name, known, fixed: run.failures.length > 0 ? [] : fixed, notes };
}

/** A commit's violations, by the policy and the projects as they were. What can't be analysed there has none: the rest counts as new. */
function analyseCommit(request: AnalysisRequest, sources: Sources, { date }: Commit, name: string, progress: Progress): { before: readonly Violation[]; notes: string[] } {
  const project = request.project.filter((pattern) => picomatch.scan(pattern).isGlob || sources.exists(absolute(pattern, request.cwd)));
  if (request.project.length > 0 && project.length === 0) return { before: [], notes: [] };
  try {
    const named: Progress = { step: (text) => progress.step(`${name}: ${text}`), note: (text) => progress.note(`${name}: ${text}`), done: () => progress.done() };
    const run = analysePrograms({ ...request, project, sources, today: date, restriction: ALL_FILES }, named);
    const { violations, failures } = summarise(run);
    const [first] = failures;
    const note = first && `${count(failures.length, 'part')} of ${name} could not be analysed, so that violations there count as new: ${placeText(first.place, request.cwd)} ${first.message}`;
    return { before: violations, notes: note === undefined ? [] : [note] };
  } catch (error) {
    if (!(error instanceof PolicyError || error instanceof ProjectError)) throw error;
    return { before: [], notes: [`${name} could not be analysed, so that every violation counts as new: ${error.message.replace(/\s+/g, ' ')}`] };
  }
}
