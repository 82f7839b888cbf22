import type { Violation } from '../flow/result.js';
import { nearest } from '../policy/suggest.js';
import { createSources } from '../project/sources.js';
import type { Explanation, Point } from '../report/explain/explanation.js';
import { explanationJson } from '../report/explain/json.js';
import { explainPoint } from '../report/explain/point.js';
import { explanationText } from '../report/explain/text.js';
import { violationMessage } from '../report/message.js';
import { placeText, relativePath } from '../report/paths.js';
import type { Failure, Run } from '../report/run.js';
import { summarise } from '../report/summary.js';
import { analysePrograms } from './analyse-programs.js';
import { UsageError } from './errors.js';
import { readTarget } from './explain-target.js';
import { wantsColor } from './output.js';
import { withProgress, type Progress } from './progress.js';
import { restrictTo } from './restrict.js';

/** By name, as the help needs them without loading this file's imports. */
export type ExplainFormat = 'text' | 'json';

export interface ExplainOptions {
  readonly cwd: string;
  /** A violation's id or the beginning of one, or `file:line[:column]`. */
  readonly target: string;
  /** tsconfigs, folders and globs; none: the nearest. */
  readonly project: readonly string[];
  readonly policy: string | undefined;
  readonly format: ExplainFormat;
  readonly quiet: boolean;
  readonly color: boolean;
}

/** How many violations are listed for an id that is none. */
const LISTED = 5;

/**
 * Prints {@link explanation}.
 *
 * @returns the exit code: 0 explained, 2 explained by an analysis that is not complete
 * @throws UsageError, ProjectError, PolicyError, TypeScriptError
 */
export function explain(options: ExplainOptions): number {
  const { text, failures } = withProgress(!options.quiet, (progress) => explanation({ ...options, color: options.color && wantsColor(process.stdout) }, progress));
  process.stdout.write(text);
  for (const { place, message } of failures) process.stderr.write(`not analysed: ${placeText(place, options.cwd)}  ${message}\n`);
  return failures.length > 0 ? 2 : 0;
}

/**
 * Explains one violation, or what there is at a place and why it is no violation.
 *
 * @throws UsageError, ProjectError, PolicyError, TypeScriptError
 */
export function explanation(options: ExplainOptions, progress: Progress): { readonly text: string; readonly failures: readonly Failure[] } {
  const { cwd, format, color } = options;
  const sources = createSources();
  const target = readTarget(options.target, cwd, sources);
  const wanted = target.kind === 'point' ? { permitted: true, sightingsIn: target.point.file } : {};
  const run = analysePrograms({ ...options, sources, wanted, allowIncomplete: false, restriction: restrictTo([], cwd) }, progress);
  const found = target.kind === 'id' ? byId(target.id, run) : byPlace(target.point, run);
  return { text: format === 'json' ? explanationJson(found, run) : explanationText(found, run, { color }), failures: summarise(run).failures };
}

function byId(id: string, run: Run): Omit<Explanation, 'point'> {
  const { violations, disabled } = summarise(run);
  const all = [...violations, ...disabled];
  const matches = all.filter((violation) => violation.id.startsWith(id));
  if (new Set(matches.map((violation) => violation.id)).size === 1) {
    return { violations: violations.filter((v) => matches.includes(v)), disabled: disabled.filter((v) => matches.includes(v)), labels: [] };
  }
  if (matches.length > 1) throw new UsageError(`${matches.length} violations have ids that begin with ${id}.`, listed('Give more of it', matches, run));
  if (all.length === 0) throw new UsageError(`There is no violation ${id}: there is none at all.`, 'Its flow may be mended; `data-purpose check` shows what there is.');
  const near = nearest(id, all.map((violation) => violation.id.slice(0, Math.max(id.length, 4))));
  const meant = near === undefined ? [] : all.filter((violation) => violation.id.startsWith(near));
  throw new UsageError(`There is no violation ${id}.`, meant.length > 0 ? listed('Did you mean', meant, run) : listed('Its flow may be mended. There are', all, run));
}

function byPlace(point: Point, run: Run): Explanation {
  const found = explainPoint(run, point);
  if (found) return found;
  const name = relativePath(point.file, run.cwd);
  const [failure] = summarise(run).failures;
  if (failure) throw new UsageError(`${name} was not analysed: ${placeText(failure.place, run.cwd)}  ${failure.message}`, failure.hint ?? 'Mend that first.');
  throw new UsageError(`No analysed project has ${name}.`, 'Add it to the "include" of a tsconfig, or give its project with --project.');
}

function listed(title: string, violations: readonly Violation[], run: Run): string {
  const lines = violations.slice(0, LISTED).map((violation) => `    ${violation.id}  ${placeText(violation.place, run.cwd)}  ${violationMessage(violation, run.cwd)}`);
  const more = violations.length - lines.length;
  return [`${title}:`, ...lines, ...(more > 0 ? [`    … ${more} more: data-purpose check -f json lists all`] : [])].join('\n');
}
