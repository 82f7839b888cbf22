import { flowOf } from '../flow/fingerprint.js';
import type { Violation } from '../flow/result.js';
import type { ProjectAnalysis, Run } from '../report/run.js';

/** What a violation is matched by. */
interface Matchable extends Pick<Violation, 'id' | 'label' | 'purpose'> {
  readonly place: { readonly file: string };
}

export interface Matched<C, K> {
  /** Those of the current ones that were known. */
  readonly known: readonly C[];
  /** What each of them is known by. */
  readonly pairs: ReadonlyMap<C, K>;
  /** Known ones that are no more. */
  readonly gone: readonly K[];
}

/**
 * Pairs violations with known ones of the same flow: of several, those in the same file first, then any, as files move.
 * There are as many new ones of a flow as it has more than were known.
 *
 * @param current of several of one flow, the last count as new
 */
export function match<C extends Matchable, K extends Matchable>(current: readonly C[], known: readonly K[]): Matched<C, K> {
  const left = new Map<string, K[]>();
  const keyOf = ({ id, label, purpose }: Matchable): string => JSON.stringify([flowOf(id), label, purpose]);
  for (const one of known) {
    const key = keyOf(one);
    const others = left.get(key);
    if (others) others.push(one);
    else left.set(key, [one]);
  }
  const pairs = new Map<C, K>();
  const take = (violation: C, fits: (one: K) => boolean): void => {
    const candidates = left.get(keyOf(violation)) ?? [];
    const i = pairs.has(violation) ? -1 : candidates.findIndex(fits);
    for (const one of i < 0 ? [] : candidates.splice(i, 1)) pairs.set(violation, one);
  };
  for (const violation of current) take(violation, (one) => one.place.file === violation.place.file);
  for (const violation of current) take(violation, () => true);
  const gone = new Set([...left.values()].flat());
  return { known: current.filter((violation) => pairs.has(violation)), pairs, gone: known.filter((one) => gone.has(one)) };
}

/** The run without these violations. */
export function without(run: Run, known: readonly Violation[]): Run {
  const ids = new Set(known.map(({ id }) => id));
  return filtered(run, ({ id }) => !ids.has(id));
}

/** The run without warnings. */
export function errorsOf(run: Run): Run {
  return filtered(run, ({ severity }) => severity === 'error');
}

function filtered(run: Run, keeps: (violation: Violation) => boolean): Run {
  const analyses = run.analyses.map((analysed): ProjectAnalysis => {
    const { analysis } = analysed;
    return { ...analysed, analysis: { ...analysis, violations: analysis.violations.filter(keeps) } };
  });
  return { ...run, analyses };
}
