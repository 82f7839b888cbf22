import type { Limit, Place, Violation } from '../flow/result.js';
import type { Comparison, DisabledViolation, Failure, Run, UnusedDirective } from './run.js';

/** A run's results over all its projects: without repetitions, in a fixed order. */
export interface Summary {
  /** Errors and warnings. */
  readonly violations: readonly Violation[];
  readonly disabled: readonly DisabledViolation[];
  readonly comparisons: readonly Comparison[];
  readonly unusedDirectives: readonly UnusedDirective[];
  /** Unparsed files first, each named once. */
  readonly failures: readonly Failure[];
  readonly files: number;
  /** Over all projects: a function that two projects share counts twice. */
  readonly functions: number;
  readonly unresolvedImports: readonly { readonly specifier: string; readonly place: Place }[];
  readonly limits: readonly Limit[];
}

/** Merges the projects of a run. Of a violation that several projects find, the shortest trace is kept. */
export function summarise(run: Run): Summary {
  const analysed = run.analyses.map((project) => project.analysis.analysed);
  const unparsed = unique(analysed.flatMap((a) => a.unparsed), (u) => u.place.file).map(
    ({ message, place }): Failure => ({ kind: 'file', message, place }),
  );
  return {
    violations: mergeViolations(run.analyses.flatMap((project) => project.analysis.violations)),
    disabled: mergeViolations(run.analyses.flatMap((project) => project.disabled)),
    comparisons: run.comparisons ?? [],
    unusedDirectives: [...(run.unusedDirectives ?? [])].sort(byPlace),
    failures: unique([...unparsed.sort(byPlace), ...run.failures], (f) => `${f.kind}\n${f.place.file}\n${f.message}`),
    files: new Set(run.analyses.flatMap((project) => project.files)).size,
    functions: analysed.reduce((sum, a) => sum + a.functions, 0),
    unresolvedImports: unique(analysed.flatMap((a) => a.unresolvedImports), (i) => placeKey(i.place) + i.specifier).sort(byPlace),
    limits: unique(analysed.flatMap((a) => a.limits), (l) => placeKey(l.place) + l.kind + l.message).sort(byPlace),
  };
}

function mergeViolations<V extends Violation>(violations: readonly V[]): V[] {
  const kept = new Map<string, V>();
  for (const violation of violations) {
    const key = violation.id + placeKey(violation.place);
    const other = kept.get(key);
    if (!other || violation.trace.length < other.trace.length) kept.set(key, violation);
  }
  return [...kept.values()].sort(
    (a, b) => byPlace(a, b) || compare(a.label, b.label) || compare(a.purpose, b.purpose) || compare(a.rule, b.rule) || compare(a.id, b.id),
  );
}

interface Placed {
  readonly place: { readonly file: string; readonly line?: number; readonly column?: number };
}

function byPlace({ place: a }: Placed, { place: b }: Placed): number {
  return compare(a.file, b.file) || (a.line ?? 0) - (b.line ?? 0) || (a.column ?? 0) - (b.column ?? 0);
}

/** By code unit: the same in every locale. */
function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function placeKey(place: Place): string {
  return `\n${place.file}:${place.line}:${place.column}\n`;
}

function unique<T>(items: readonly T[], key: (item: T) => string): T[] {
  const kept = new Map<string, T>();
  for (const item of items) if (!kept.has(key(item))) kept.set(key(item), item);
  return [...kept.values()];
}
