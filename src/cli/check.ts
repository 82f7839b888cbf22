import { createFactsCache, type FactsCache } from '../facts/facts-cache.js';
import { openRepository } from '../git/repository.js';
import { indexSources } from '../git/snapshots.js';
import { openCacheFolder, type CacheFolder } from '../project/cache/folder.js';
import { keptFacts } from '../project/cache/kept-facts.js';
import { createSources, type Sources } from '../project/sources.js';
import { FORMATS } from '../report/index.js';
import { count, countViolations } from '../report/message.js';
import { placeText } from '../report/paths.js';
import type { Comparison, Run } from '../report/run.js';
import { summarise, type Summary } from '../report/summary.js';
import { analysePrograms, type AnalysisRequest } from './analyse-programs.js';
import { compareBaseline, pruneBaseline, readBaseline, updateBaseline } from './baseline.js';
import { compareSince, compareStaged } from './compare-commits.js';
import { errorsOf, without } from './compare.js';
import type { CheckOptions } from './check-options.js';
import { UsageError } from './errors.js';
import { save, wantsColor } from './output.js';
import { withProgress, type Progress } from './progress.js';
import { restrictTo } from './restrict.js';
import { unusedDirectives } from './unused-directives.js';

/**
 * Analyses the programs and writes the report.
 *
 * @param shared facts that earlier checks of this process have read
 * @returns the exit code: 0 none, 1 violations, 2 something was not analysed
 * @throws UsageError, ProjectError, PolicyError, TypeScriptError, GitError
 */
export function check(options: CheckOptions, shared?: FactsCache): number {
  refuseContradictions(options);
  return withProgress(!options.quiet, (progress) => analyseAndReport(options, progress, shared));
}

function analyseAndReport(options: CheckOptions, progress: Progress, shared: FactsCache | undefined): number {
  const { cwd, quiet, format, output, updateBaseline: updates } = options;
  const sources = options.staged ? indexSources(openRepository(cwd), createSources()) : createSources();
  const kept = keptBefore(options);
  const stored = shared ? undefined : kept && keptFacts(kept, { cwd, project: options.project });
  const facts = shared ?? stored ?? createFactsCache();
  const request: AnalysisRequest & { sources: Sources } = { ...options, restriction: restrictTo(options.files, cwd, sources), sources, facts, kept };
  const run = analysePrograms(request, progress);
  if (updates) return update(run, options, request);
  const judged = judge(run, options, request, progress);
  stored?.keep();
  const color = options.color && output === undefined && wantsColor(process.stdout);
  const report = FORMATS[format](judged, { color, quiet, suppressed: options.suppressed });
  const summary = summarise(judged);
  if (output === undefined) process.stdout.write(report);
  else save(output, report, cwd, '--output');
  if (output !== undefined || format !== 'stylish') process.stderr.write(brief(summary, options));
  return exitCode(summary, options);
}

function refuseContradictions({ updateBaseline: updates, pruneBaseline: prunes, baseline, staged, since }: CheckOptions): void {
  if (!updates && !prunes) return;
  const option = updates ? '--update-baseline' : '--prune-baseline';
  if (baseline === undefined) throw new UsageError(`${option} does not say which.`, `Name it: --baseline data-purpose.baseline.json ${option}.`);
  if (staged || since !== undefined) throw new UsageError('A baseline is held against all violations, not against new ones.', 'Leave out --staged and --since.');
}

function keptBefore({ cache, cacheLocation, cwd }: CheckOptions): CacheFolder | undefined {
  return cache ? openCacheFolder(cwd, cacheLocation, (message) => void process.stderr.write(`${message}\n`)) : undefined;
}

/** Takes out what the baseline, HEAD or another commit has already. */
function judge(run: Run, { baseline, pruneBaseline: prunes, since, staged, cwd, quiet, reportUnusedDisableDirectives }: CheckOptions, request: AnalysisRequest, progress: Progress): Run {
  let left = run;
  const comparisons: Comparison[] = [];
  const leaveOut = (comparison: Comparison | undefined): void => {
    if (!comparison) return;
    comparisons.push(comparison);
    left = without(left, comparison.known);
  };
  if (baseline !== undefined) {
    const known = readBaseline(baseline, cwd, false);
    const comparison = compareBaseline(left, known, request.restriction);
    leaveOut(prunes ? pruneBaseline(comparison, known, cwd) : comparison);
  }
  if (since !== undefined) leaveOut(compareSince(left, since, { repository: openRepository(cwd), request, progress }));
  if (staged) leaveOut(compareStaged(left, { repository: openRepository(cwd), request, progress }));
  progress.done();
  return { ...(quiet ? errorsOf(left) : left), comparisons, unusedDirectives: reportUnusedDisableDirectives ? unusedDirectives(run, request.restriction) : [] };
}

function update(run: Run, { baseline = '', cwd }: CheckOptions, { restriction }: AnalysisRequest): number {
  const old = readBaseline(baseline, cwd, true);
  const { added, removed } = updateBaseline(run, old, restriction, new Date().toISOString().slice(0, 10));
  process.stdout.write(`${baseline}: ${count(added, 'violation')} added, ${removed} taken out\n`);
  return 0;
}

function exitCode({ violations, failures, unusedDirectives: unused }: Summary, { allowIncomplete, maxViolations }: CheckOptions): number {
  if (failures.length > 0 && !allowIncomplete) return 2;
  const errors = violations.filter(({ severity }) => severity === 'error').length;
  return errors > maxViolations || unused.length > 0 ? 1 : 0;
}

/** For the log of a job whose report goes elsewhere or is for machines. */
function brief({ violations, failures }: Summary, { cwd, output, quiet }: CheckOptions): string {
  const lines = failures.map(({ place, message }) => `not analysed: ${placeText(place, cwd)}  ${message}`);
  if (output !== undefined && !quiet) lines.push(`${countViolations(violations)}, report in ${output}`);
  return lines.map((line) => `${line}\n`).join('');
}
