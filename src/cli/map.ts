import { MAP_FORMATS, type MapFormat } from '../report/map/index.js';
import { processingRecord } from '../report/map/record.js';
import { placeText } from '../report/paths.js';
import type { Failure } from '../report/run.js';
import { summarise } from '../report/summary.js';
import { analysePrograms } from './analyse-programs.js';
import { save, wantsColor } from './output.js';
import { withProgress, type Progress } from './progress.js';
import { restrictTo } from './restrict.js';

export interface MapOptions {
  readonly cwd: string;
  /** tsconfigs, folders and globs; none: the nearest. */
  readonly project: readonly string[];
  readonly policy: string | undefined;
  readonly format: MapFormat;
  /** Relative to `cwd`; absent: standard output. */
  readonly output: string | undefined;
  readonly allowIncomplete: boolean;
  readonly quiet: boolean;
  readonly color: boolean;
}

/**
 * Writes the record of processing.
 *
 * @returns the exit code: 0 whatever the record says, 2 something was not analysed
 * @throws UsageError, ProjectError, PolicyError, TypeScriptError
 */
export function map(options: MapOptions): number {
  const { cwd, output, format, allowIncomplete, quiet } = options;
  const color = options.color && output === undefined && wantsColor(process.stdout);
  const { text, failures } = withProgress(!quiet, (progress) => mapReport({ ...options, color }, progress));
  if (output === undefined) process.stdout.write(text);
  else save(output, text, cwd, '--output');
  if (output !== undefined || format !== 'text') for (const { place, message } of failures) process.stderr.write(`not analysed: ${placeText(place, cwd)}  ${message}\n`);
  if (output !== undefined && !quiet) process.stderr.write(`record of processing in ${output}\n`);
  return failures.length > 0 && !allowIncomplete ? 2 : 0;
}

/**
 * The record of processing as text in the format asked for.
 *
 * @throws UsageError, ProjectError, PolicyError, TypeScriptError
 */
export function mapReport(options: MapOptions, progress: Progress): { readonly text: string; readonly failures: readonly Failure[] } {
  const run = analysePrograms({ ...options, wanted: { permitted: true }, restriction: restrictTo([], options.cwd) }, progress);
  return { text: MAP_FORMATS[options.format](processingRecord(run), run, { color: options.color }), failures: summarise(run).failures };
}
