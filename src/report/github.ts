import type { Violation } from '../flow/result.js';
import { count, countViolations, leftOut, ruleId, traceLines, violationMessage } from './message.js';
import { placeText, relativePath } from './paths.js';
import type { Failure, Format } from './run.js';
import { summarise } from './summary.js';

/**
 * GitHub's workflow commands: one annotation a violation, with its trace, and one a failure; then a line of log.
 * Files are relative to the repository's root.
 */
export const github: Format = (run, options) => {
  const summary = summarise(run);
  const { violations, unusedDirectives, failures, files, functions, unresolvedImports, limits, comparisons } = summary;
  const counts = [
    countViolations(violations),
    ...leftOut(summary),
    ...comparisons.filter(({ fixed }) => fixed.length > 0).map(({ with: other, fixed }) => `${fixed.length} of ${other} fixed`),
    `analysed ${count(files, 'file')} and ${count(functions, 'function')}`,
    ...(options.quiet ? [] : [count(unresolvedImports.length, 'unresolved import'), count(limits.length, 'limit')]),
  ];
  return [
    ...violations.map((violation) => violationCommand(violation, run.root)),
    ...unusedDirectives.map(({ message, place }) => command('error', { file: relativePath(place.file, run.root), line: place.line, col: place.column, title: 'data-purpose: unused disable comment' }, message)),
    ...comparisons.flatMap(({ notes }) => notes).map((note) => command('notice', { title: 'data-purpose' }, note)),
    ...failures.map((failure) => failureCommand(failure, run.root, run.allowIncomplete)),
    `data-purpose: ${counts.join(', ')}`,
    '',
  ].join('\n');
};

function violationCommand(violation: Violation, root: string): string {
  const { file, line, column, endLine, endColumn } = violation.place;
  // GitHub takes columns only where both are on one line, and its end column is inclusive.
  const columns = line === endLine ? { col: column, endColumn: Math.max(column, endColumn - 1) } : {};
  const message = [violationMessage(violation, root), ...traceLines(violation, root)].join('\n');
  return command(violation.severity, { file: relativePath(file, root), line, endLine, ...columns, title: ruleId(violation) }, message);
}

function failureCommand({ place, message, hint }: Failure, root: string, allowed: boolean): string {
  const properties = { file: relativePath(place.file, root), line: place.line, col: place.column, title: 'data-purpose: not analysed' };
  return command(allowed ? 'warning' : 'error', properties, [`${placeText(place, root)} was not analysed: ${message}`, ...(hint ? [hint] : [])].join('\n'));
}

function command(name: string, properties: Readonly<Record<string, string | number | undefined>>, message: string): string {
  const pairs = Object.entries(properties).flatMap(([key, value]) => (value === undefined ? [] : [`${key}=${escapeProperty(String(value))}`]));
  return `::${name} ${pairs.join(',')}::${escapeData(message)}`;
}

function escapeData(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
