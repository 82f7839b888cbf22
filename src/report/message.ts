import type { TraceStep, Violation } from '../flow/result.js';
import { moduleName, placeText } from './paths.js';
import type { Summary } from './summary.js';

/**
 * A violation in one line, enough on its own: the label, what it allows, the purpose and the module entered.
 * Files are named relative to `cwd`.
 */
export function violationMessage(violation: Violation, cwd: string): string {
  const { label, allowed, purpose, rule } = violation;
  const permission = `(allowed: ${allowed.length > 0 ? allowed.join(', ') : 'none'})`;
  const into = `${purpose}: ${moduleName(violation.module, cwd)}`;
  return rule === 'no-forbidden-match'
    ? `Data matched by ${label} ${permission} flows into ${into}`
    : `${label} ${permission} flows into ${into}`;
}

/** The trace, its boundary naming the module relative to `cwd`. */
export function traceSteps({ trace, module, purpose }: Violation, cwd: string): TraceStep[] {
  return trace.map((step, i) => (i < trace.length - 1 ? step : { ...step, message: `enters ${moduleName(module, cwd)} (${purpose})` }));
}

/** The trace, one numbered line a step: place relative to `cwd`, then what happens there. Places are padded to one width. */
export function traceLines(violation: Violation, cwd: string): string[] {
  const steps = traceSteps(violation, cwd);
  const places = steps.map((step) => placeText(step.place, cwd));
  const width = Math.max(...places.map((place) => place.length));
  const digits = String(places.length).length;
  return steps.map((step, i) => `${String(i + 1).padStart(digits)}. ${(places[i] ?? '').padEnd(width)}  ${step.message}`);
}

/** ESLint's name of the rule that reports the violation. */
export function ruleId(violation: Violation): string {
  return `data-purpose/${violation.rule}`;
}

/** `1 file`, `2 files`, `0 functions`. */
export function count(n: number, noun: string): string {
  return `${n.toLocaleString('en-US')} ${noun}${n === 1 ? '' : 's'}`;
}

/** What the report leaves out and why, each in a few words: `2 more disabled by comments`. */
export function leftOut({ disabled, comparisons }: Pick<Summary, 'disabled' | 'comparisons'>): string[] {
  return [
    ...(disabled.length > 0 ? [`${disabled.length} more disabled by comments`] : []),
    ...comparisons.filter(({ known }) => known.length > 0).map(({ kind, with: other, known }) => `${known.length} ${known.length === 1 ? 'was' : 'were'} ${kind === 'baseline' ? 'in' : 'there at'} ${other}`),
  ];
}

/** `2 violations`, or `2 violations and 1 warning`: warnings are no violations that fail a check. */
export function countViolations(violations: readonly Violation[]): string {
  const warnings = violations.filter(({ severity }) => severity === 'warning').length;
  const errors = violations.length - warnings;
  return [...(errors > 0 || warnings === 0 ? [count(errors, 'violation')] : []), ...(warnings > 0 ? [count(warnings, 'warning')] : [])].join(' and ');
}
