import type { Place, TraceStep, Violation } from '../../flow/result.js';
import { codeFrame, printable } from '../frame.js';
import { count, ruleId, traceSteps, violationMessage } from '../message.js';
import { placeText } from '../paths.js';
import { RULES } from '../rules.js';
import type { ReportOptions, Run } from '../run.js';
import { styler, type Style } from '../style.js';
import type { Explanation, LabelThere, NoLabel } from './explanation.js';

/** Most limits and unresolved imports that are listed. */
const LISTED = 5;
/** Most violations that are named in one line. */
const NAMED = 3;

/** For people: everything found at the place, each trace with the code at its steps. */
export function explanationText({ point, violations, disabled, labels, nothing }: Omit<Explanation, 'point'> & Partial<Explanation>, run: Run, options: ReportOptions): string {
  const style = styler(options.color);
  const reported = [...violations.map((violation) => violationText(violation, run, options)), ...disabled.map((violation) => violationText(violation, run, options, true))];
  if (!point || (labels.length === 0 && !nothing)) return reported.join('\n');
  const place = printable(placeText(point, run.cwd));
  const frame = reported.length === 0 ? frameLines({ ...point, column: point.column ?? 1, endLine: point.line, endColumn: point.column ?? 1 }, run, style, '  ', point.column === undefined) : [];
  const head = reported.length === 0 ? [`${style('bold', place)}  ${style('green', 'no violation')}`, ...frame, ''] : [];
  const body = nothing ? nothingLines(nothing, run, style) : labels.flatMap((label, i) => [...(i > 0 ? [''] : []), ...labelLines(label, run, style)]);
  return [...reported, [...head, ...body].map((line) => `${line}\n`).join('')].join('\n');
}

/** One violation with the code at each step and what can be done about it. */
export function violationText(violation: Violation, run: Run, { color }: ReportOptions, disabled = false): string {
  const style = styler(color);
  const { id, place, direction, rule, severity } = violation;
  const remedies = RULES[rule].help.slice(1, 3);
  return [
    `${style('bold', printable(placeText(place, run.cwd)))}  ${style(disabled ? 'dim' : severity === 'error' ? 'red' : 'yellow', disabled ? 'disabled' : severity)}  ${printable(violationMessage(violation, run.cwd))}  ${style('dim', ruleId(violation))}`,
    style('dim', `  id ${id}, ${direction === 'pushed' ? 'pushed: reported where it is handed over' : 'pulled: reported where the module takes it'}${disabled ? '; a comment in the source switches it off' : ''}`),
    '',
    ...stepLines(traceSteps(violation, run.cwd), run, style),
    '',
    ...remedies.map((text) => `  - ${text}`),
    '',
  ].join('\n');
}

function labelLines({ label, allowed, match, inside, place, text, trace, reasons, onward }: LabelThere, run: Run, style: Style): string[] {
  const name = `${match ? 'Data matched by ' : ''}${label} (allowed: ${allowed.join(', ') || 'none'})`;
  return [
    `${style('bold', printable(name))} ${printable(`${reaches(text, inside)} at ${placeText(place, run.cwd)}, which is no violation:`)}`,
    ...reasons.map(({ message }) => printable(`  - ${message}`)),
    ...(onward.length > 0 ? [printable(`  - from this line it goes on to ${onwardText(onward, run)}`)] : []),
    '',
    ...stepLines(trace, run, style),
  ];
}

function reaches(text: string, inside: string | undefined): string {
  return inside === undefined ? `reaches \`${text}\`` : `is inside \`${text}\`, at ${inside},`;
}

/** The first violations by place and id. */
function onwardText(onward: readonly Violation[], run: Run): string {
  const named = onward.slice(0, NAMED).map(({ id, place }) => `${placeText(place, run.cwd)} (id ${id})`);
  return `${count(onward.length, 'violation')}: ${named.join(', ')}${onward.length > NAMED ? ` and ${onward.length - NAMED} more` : ''}`;
}

function nothingLines({ message, limits, unresolvedImports, nearest }: NoLabel, run: Run, style: Style): string[] {
  const lost = [...limits.map((limit) => ({ place: limit.place, text: limit.message })), ...unresolvedImports.map(({ place, specifier }) => ({ place, text: `the import of ${specifier} leads nowhere` }))];
  const shown = lost.slice(0, LISTED).map(({ place, text }) => printable(`  - ${placeText(place, run.cwd)}  ${text}`));
  const more = lost.length - shown.length;
  return [
    message,
    ...(lost.length > 0 ? ['', 'Labels may have been lost where values were not followed:', ...shown, ...(more > 0 ? [`  - ${more} more: --format json lists all`] : [])] : []),
    ...(nearest ? ['', ...nearestLines(nearest, run, style)] : []),
  ];
}

function nearestLines({ label, match, inside, place, text, trace, sameFunction }: NonNullable<NoLabel['nearest']>, run: Run, style: Style): string[] {
  const name = style('bold', `${match ? 'data matched by ' : ''}${label}`);
  return [`The nearest in the same ${sameFunction ? 'function' : 'file'}: ${name} ${printable(`${reaches(text, inside)} at ${placeText(place, run.cwd)}`)}`, '', ...stepLines(trace, run, style)];
}

/** Numbered steps, each with its code; of steps at one place the last one shows it. */
function stepLines(steps: readonly TraceStep[], run: Run, style: Style): string[] {
  const digits = String(steps.length).length;
  return steps.flatMap(({ place, message }, i) => {
    const number = String(i + 1).padStart(digits);
    const line = `  ${number}. ${style('cyan', printable(placeText(place, run.cwd)))}  ${printable(message)}`;
    const next = steps[i + 1]?.place;
    return samePlace(place, next) ? [line] : [line, ...frameLines(place, run, style, ' '.repeat(digits + 6), false)];
  });
}

function samePlace(a: Place, b: Place | undefined): boolean {
  return b !== undefined && a.file === b.file && a.line === b.line && a.column === b.column && a.endLine === b.endLine && a.endColumn === b.endColumn;
}

function frameLines(place: Place, run: Run, style: Style, indent: string, wholeLine: boolean): string[] {
  const text = run.text(place.file);
  const frame = (text !== undefined && codeFrame(text, place)) || [];
  return (wholeLine ? frame.slice(0, -1) : frame).map((line) => `${indent}${style('dim', line)}`);
}
