import type { Violation } from '../flow/result.js';
import { codeFrame, printable } from './frame.js';
import { count, countViolations, leftOut, ruleId, traceLines, violationMessage } from './message.js';
import { placeText, relativePath } from './paths.js';
import type { Format, Run } from './run.js';
import { styler, type Style } from './style.js';
import { summarise, type Summary } from './summary.js';

/** How many unresolved imports and limits are listed; the rest is counted. */
export const LISTED = 5;

/** For people: each file's violations with trace and code frame, then what was analysed and what was not. */
export const stylish: Format = (run, options) => {
  const style = styler(options.color);
  const summary = summarise(run);
  const blocks = [
    ...violationBlocks(summary.violations, run, style),
    ...directiveBlocks(summary, run, style),
    ...failureBlocks(summary, run, style),
    ...comparisonBlocks(summary, run, style),
    [verdict(summary, run, style), ...analysedLines(summary, run, style, options.quiet === true)],
  ];
  return blocks.map((lines) => lines.join('\n')).join('\n\n') + '\n';
};

function violationBlocks(violations: readonly Violation[], run: Run, style: Style): string[][] {
  return violations.map((violation, i) => {
    const { file } = violation.place;
    const header = violations[i - 1]?.place.file === file ? [] : [style('underline', relativePath(file, run.cwd))];
    return [...header, ...violationLines(violation, run, style)];
  });
}

function violationLines(violation: Violation, run: Run, style: Style): string[] {
  const { place, severity } = violation;
  const head = [
    style('dim', `${place.line}:${place.column}`),
    severity === 'warning' ? style('yellow', 'warning') : style('red', 'error'),
    printable(violationMessage(violation, run.cwd)),
    style('dim', ruleId(violation)),
  ];
  const text = run.text(place.file);
  const frame = (text !== undefined && codeFrame(text, place)) || [];
  return [
    `  ${head.join('  ')}`,
    ...traceLines(violation, run.cwd).map((line) => `    ${style('cyan', printable(line))}`),
    ...frame.map((line) => `    ${style('dim', line)}`),
  ];
}

function directiveBlocks({ unusedDirectives }: Summary, run: Run, style: Style): string[][] {
  return unusedDirectives.map(({ place, message }) => [`${style('red', 'error')}  ${printable(placeText(place, run.cwd))}  ${message}`]);
}

/** What is fixed, and what the comparison could not take into account. */
function comparisonBlocks({ comparisons }: Summary, run: Run, style: Style): string[][] {
  return comparisons.flatMap(({ kind, with: other, fixed, takenOut, notes }) => {
    const title = `${count(fixed.length, 'violation')} of ${other} ${fixed.length === 1 ? 'is' : 'are'} fixed${takenOut ? ' and taken out of it' : kind === 'baseline' ? `; --prune-baseline takes ${fixed.length === 1 ? 'it' : 'them'} out` : ''}`;
    const rows = fixed.map(({ place, label, purpose }) => `  ${printable(placeText(place, run.cwd))}  ${label} into ${purpose}`);
    const more = rows.length - LISTED;
    return [
      ...(fixed.length > 0 ? [[style('green', title), ...rows.slice(0, LISTED), ...(more > 0 ? [`  … ${more} more: --format json lists all`] : [])]] : []),
      ...(notes.length > 0 ? [notes.map((note) => `${style('yellow', 'note')}  ${printable(note)}`)] : []),
    ];
  });
}

function failureBlocks(summary: Summary, run: Run, style: Style): string[][] {
  return summary.failures.map(({ place, message, hint }) => [
    `${style('red', 'not analysed')}  ${printable(placeText(place, run.cwd))}  ${message}`,
    ...(hint ? [`  ${style('dim', hint)}`] : []),
  ]);
}

function verdict(summary: Summary, run: Run, style: Style): string {
  const { violations, failures, unusedDirectives } = summary;
  const left = leftOut(summary);
  const off = left.length > 0 ? style('dim', ` (${left.join(', ')})`) : '';
  const files = new Set(violations.map((v) => v.place.file)).size;
  const partial = failures.length > 0 ? `, ${count(failures.length, 'part')} not analysed` : '';
  const unused = unusedDirectives.length > 0 ? `, ${count(unusedDirectives.length, 'unused disable comment')}` : '';
  const found = violations.length > 0 ? `${countViolations(violations)} in ${count(files, 'file')}` : failures.length > 0 ? 'no violations found' : 'no violations';
  const fails = violations.some(({ severity }) => severity === 'error') || unusedDirectives.length > 0 || (failures.length > 0 && !run.allowIncomplete);
  if (fails) return style(['red', 'bold'], `✖ ${found}${unused}${partial}`) + off;
  if (violations.length > 0) return style(['yellow', 'bold'], `⚠ ${found}${partial}`) + off;
  return style('green', `✔ no violations${partial}`) + off;
}

function analysedLines(summary: Summary, run: Run, style: Style, quiet: boolean): string[] {
  const projects = run.analyses.length === 1 ? [] : [count(run.analyses.length, 'project')];
  const { files, functions, unresolvedImports, limits } = summary;
  const line = `analysed: ${[...projects, count(files, 'file'), functions === 0 && files > 0 ? 'no label in them' : count(functions, 'function')].join(', ')}`;
  if (quiet) return [style('dim', line)];
  const at = (place: Summary['limits'][number]['place']) => placeText(place, run.cwd);
  return [
    line,
    ...listed('unresolved import', unresolvedImports.map((i) => `${at(i.place)}  ${i.specifier}`)),
    ...listed('value of type any not followed', limits.filter((l) => l.kind === 'any').map((l) => `${at(l.place)}  ${l.message}`), 'values of type any not followed'),
    ...listed('bound reached', limits.filter((l) => l.kind === 'bound').map((l) => `${at(l.place)}  ${l.message}`), 'bounds reached'),
    ...listed('dynamic place not followed', limits.filter((l) => l.kind === 'dynamic').map((l) => `${at(l.place)}  ${l.message}`), 'dynamic places not followed'),
  ].map((text) => style('dim', printable(text)));
}

function listed(noun: string, lines: readonly string[], plural?: string): string[] {
  if (lines.length === 0) return [];
  const title = plural && lines.length > 1 ? `${lines.length} ${plural}` : count(lines.length, noun);
  const more = lines.length - LISTED;
  return [`  ${title}`, ...lines.slice(0, LISTED).map((line) => `    ${line}`), ...(more > 0 ? [`    … ${more} more: --format json lists all`] : [])];
}
