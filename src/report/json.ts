import type { Place, Violation } from '../flow/result.js';
import { traceSteps, violationMessage } from './message.js';
import { moduleName, relativePath } from './paths.js';
import type { Format, Run } from './run.js';
import { summarise, type Summary } from './summary.js';

/** Lines and columns are 1-based, columns count UTF-16 code units, the end is exclusive; `file` is relative to the working directory, with `/`. */
export type JsonPlace = Place;

export interface JsonViolation extends JsonPlace {
  /** Fingerprint, 16 hex digits; survives line shifts. */
  readonly id: string;
  readonly rule: 'no-forbidden-flow' | 'no-forbidden-match';
  /** Warnings fail no check: `"severity": "warn"` in the policy. */
  readonly severity: 'error' | 'warning';
  readonly message: string;
  readonly label: string;
  readonly purpose: string;
  readonly allowed: readonly string[];
  readonly direction: 'pushed' | 'pulled';
  /** File relative to the working directory, or a package's name. */
  readonly module: string;
  /** Source first, boundary last. */
  readonly trace: readonly (JsonPlace & { readonly message: string })[];
}

/** A violation that a comment in the source switches off. */
export interface JsonSuppressed extends JsonViolation {
  /** `line` and `column` are the comment's, in the same file; `justification` is what it says after `--`, '' where it says nothing. */
  readonly suppression: { readonly kind: 'directive'; readonly justification: string; readonly line: number; readonly column: number };
}

/** What the violations were compared with: `--staged`, `--since` or `--baseline`. */
export interface JsonComparison {
  readonly kind: 'staged' | 'commit' | 'baseline';
  /** For people: `HEAD`, `main (1a2b3c4)`, the baseline's file. */
  readonly with: string;
  /** Ids of violations that were there already: they are not in `violations`. */
  readonly known: readonly string[];
  readonly fixed: readonly {
    readonly id: string;
    readonly rule: string;
    readonly label: string;
    readonly purpose: string;
    readonly file: string;
    readonly line?: number;
    readonly column?: number;
  }[];
  /** Why some violations may count as new that are not. */
  readonly notes: readonly string[];
}

/** The `json` report, as `report.schema.json` describes it. Fields may be added under one version; none is renamed or dropped. */
export interface JsonReport {
  readonly version: 1;
  /** Sorted by file, line, column, label, purpose. */
  readonly violations: readonly JsonViolation[];
  readonly suppressed: readonly JsonSuppressed[];
  readonly compared: readonly JsonComparison[];
  /** Only with `--report-unused-disable-directives`. */
  readonly unusedDirectives: readonly { readonly message: string; readonly file: string; readonly line?: number; readonly column?: number }[];
  readonly analysed: {
    /** False: something was not analysed, `failures` says what. */
    readonly complete: boolean;
    /** `project`: tsconfig or folder; `policy`: null is the built-in one. */
    readonly projects: readonly { readonly project: string; readonly policy: string | null }[];
    readonly files: number;
    readonly functions: number;
    /** How many violations `eslint-disable` comments switch off. */
    readonly disabled: number;
    readonly failures: readonly {
      readonly kind: 'file' | 'project' | 'crash';
      readonly message: string;
      readonly hint?: string;
      readonly file: string;
      readonly line?: number;
      readonly column?: number;
    }[];
    readonly unresolvedImports: readonly (JsonPlace & { readonly specifier: string })[];
    /** Places past which values were not followed. */
    readonly limits: readonly (JsonPlace & { readonly kind: 'bound' | 'any' | 'dynamic'; readonly message: string })[];
  };
}

/** For programs: one {@link JsonReport}. */
export const json: Format = (run) => JSON.stringify(jsonReport(run, summarise(run)), null, 2) + '\n';

function jsonReport(run: Run, summary: Summary): JsonReport {
  const path = (file: string) => relativePath(file, run.cwd);
  const local = <P extends { readonly file: string }>(place: P): P => ({ ...place, file: path(place.file) });
  return {
    version: 1,
    violations: summary.violations.map((violation) => jsonViolation(violation, run.cwd, local)),
    suppressed: summary.disabled.map((violation) => {
      const { line, column, reason = '' } = violation.disabledBy;
      return { ...jsonViolation(violation, run.cwd, local), suppression: { kind: 'directive', justification: reason, line, column } };
    }),
    compared: summary.comparisons.map(({ kind, with: other, known, fixed, notes }) => ({
      kind,
      with: other,
      known: known.map(({ id }) => id),
      fixed: fixed.map(({ id, rule, label, purpose, place }) => ({ id, rule, label, purpose, ...local(place) })),
      notes,
    })),
    unusedDirectives: summary.unusedDirectives.map(({ message, place }) => ({ message, ...local(place) })),
    analysed: {
      complete: summary.failures.length === 0,
      projects: run.analyses.map(({ project, policy }) => ({ project: path(project), policy: policy && path(policy) })),
      files: summary.files,
      functions: summary.functions,
      disabled: summary.disabled.length,
      failures: summary.failures.map(({ place, ...failure }) => ({ ...failure, ...local(place) })),
      unresolvedImports: summary.unresolvedImports.map(({ specifier, place }) => ({ specifier, ...local(place) })),
      limits: summary.limits.map(({ kind, message, place }) => ({ kind, message, ...local(place) })),
    },
  };
}

/** @param local makes a place's file relative to `cwd` */
export function jsonViolation(violation: Violation, cwd: string, local: (place: Place) => Place): JsonViolation {
  const { id, rule, severity, label, purpose, allowed, direction } = violation;
  return {
    id,
    rule,
    severity,
    message: violationMessage(violation, cwd),
    ...local(violation.place),
    label,
    purpose,
    allowed,
    direction,
    module: moduleName(violation.module, cwd),
    trace: traceSteps(violation, cwd).map(({ place, message }) => ({ ...local(place), message })),
  };
}
