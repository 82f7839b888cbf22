import type { Place, TraceStep, Violation } from '../../flow/result.js';
import { jsonViolation, type JsonPlace, type JsonViolation } from '../json.js';
import { relativePath } from '../paths.js';
import type { Run } from '../run.js';
import { summarise } from '../summary.js';
import type { Explanation, NoLabel, Point, Reason } from './explanation.js';

type JsonTrace = readonly (JsonPlace & { readonly message: string })[];

/** What `explain -f json` prints. Fields may be added under one version; none is renamed or dropped. */
export interface JsonExplanation {
  readonly version: 1;
  /** Absent where a violation was asked for by its id. */
  readonly point?: Point;
  readonly violations: readonly (JsonViolation & { readonly disabled: boolean })[];
  /** Labels that reach the place without a violation there, and why there is none. */
  readonly labels: readonly (JsonPlace & {
    readonly label: string;
    readonly allowed: readonly string[];
    readonly match: boolean;
    readonly inside?: string;
    readonly text: string;
    readonly reasons: readonly Reason[];
    /** Ids of the violations that it goes on to. */
    readonly onward: readonly string[];
    readonly trace: JsonTrace;
  })[];
  /** Why no label is there; null where a label is. */
  readonly nothing:
    | (Pick<NoLabel, 'kind' | 'message'> & {
        readonly limits: readonly (JsonPlace & { readonly kind: string; readonly message: string })[];
        readonly unresolvedImports: readonly (JsonPlace & { readonly specifier: string })[];
        readonly nearest: (JsonPlace & { readonly label: string; readonly match: boolean; readonly inside?: string; readonly text: string; readonly sameFunction: boolean; readonly trace: JsonTrace }) | null;
      })
    | null;
  /** False: something was not analysed. */
  readonly complete: boolean;
}

/** For programs: one {@link JsonExplanation}. */
export function explanationJson(explanation: Partial<Explanation>, run: Run): string {
  const { point, violations = [], disabled = [], labels = [], nothing } = explanation;
  const local = <P extends { readonly file: string }>(place: P): P => ({ ...place, file: relativePath(place.file, run.cwd) });
  const steps = (trace: readonly TraceStep[]): JsonTrace => trace.map(({ place, message }) => ({ ...local(place), message }));
  const full = (isDisabled: boolean) => (violation: Violation) => ({ ...jsonViolation(violation, run.cwd, local<Place>), disabled: isDisabled });
  const json: JsonExplanation = {
    version: 1,
    ...(point && { point: local(point) }),
    violations: [...violations.map(full(false)), ...disabled.map(full(true))],
    labels: labels.map(({ place, trace, onward, ...rest }) => ({ ...local(place), ...rest, onward: onward.map(({ id }) => id), trace: steps(trace) })),
    nothing: nothing ? nothingJson(nothing, local, steps) : null,
    complete: summarise(run).failures.length === 0,
  };
  return `${JSON.stringify(json, null, 2)}\n`;
}

function nothingJson({ kind, message, limits, unresolvedImports, nearest }: NoLabel, local: <P extends { readonly file: string }>(place: P) => P, steps: (trace: readonly TraceStep[]) => JsonTrace): NonNullable<JsonExplanation['nothing']> {
  return {
    kind,
    message,
    limits: limits.map(({ place, ...limit }) => ({ ...local(place), ...limit })),
    unresolvedImports: unresolvedImports.map(({ place, specifier }) => ({ ...local(place), specifier })),
    nearest: nearest ? { ...local(nearest.place), label: nearest.label, match: nearest.match, ...(nearest.inside !== undefined && { inside: nearest.inside }), text: nearest.text, sameFunction: nearest.sameFunction, trace: steps(nearest.trace) } : null,
  };
}
