import { absolute } from '../project/absolute.js';
import { FORMATS } from '../report/index.js';
import { count } from '../report/message.js';
import { placeText } from '../report/paths.js';
import { summarise, type Summary } from '../report/summary.js';
import { analysePrograms } from './analyse-programs.js';
import type { CheckOptions } from './check-options.js';
import { UsageError } from './errors.js';
import { wantsColor, writeAtomically } from './output.js';
import { createProgress } from './progress.js';
import { restrictTo } from './restrict.js';

/**
 * Analyses the programs and writes the report.
 *
 * @returns the exit code: 0 none, 1 violations, 2 something was not analysed
 * @throws UsageError, ProjectError, PolicyError, TypeScriptError
 */
export function check(options: CheckOptions): number {
  const restriction = restrictTo(options.files, options.cwd);
  const progress = createProgress(process.stderr, !options.quiet);
  const run = analysePrograms({ ...options, restriction }, progress);
  const { quiet, format, output } = options;
  const color = options.color && output === undefined && wantsColor(process.stdout);
  const report = FORMATS[format](run, { color, quiet });
  const summary = summarise(run);
  if (output === undefined) process.stdout.write(report);
  else save(output, report, options.cwd);
  if (output !== undefined || format !== 'stylish') process.stderr.write(brief(summary, options));
  return exitCode(summary, options);
}

function save(output: string, report: string, cwd: string): void {
  try {
    writeAtomically(absolute(output, cwd), report);
  } catch (error) {
    if (!(error instanceof Error && 'syscall' in error)) throw error;
    throw new UsageError(`Cannot write ${output}: ${error.message}`, 'Give --output a file in a folder that can be written to.');
  }
}

function exitCode({ violations, failures }: Summary, { allowIncomplete, maxViolations }: CheckOptions): number {
  if (failures.length > 0 && !allowIncomplete) return 2;
  return violations.length > maxViolations ? 1 : 0;
}

/** For the log of a job whose report goes elsewhere or is for machines. */
function brief({ violations, failures }: Summary, { cwd, output, quiet }: CheckOptions): string {
  const lines = failures.map(({ place, message }) => `not analysed: ${placeText(place, cwd)}  ${message}`);
  if (output !== undefined && !quiet) lines.push(`${count(violations.length, 'violation')}, report in ${output}`);
  return lines.map((line) => `${line}\n`).join('');
}
