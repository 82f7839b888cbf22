import type { Analysis, Violation } from '../flow/result.js';

/** One program that was analysed. */
export interface ProjectAnalysis {
  /** The tsconfig, or the folder where there is none; absolute, with `/`. */
  readonly project: string;
  /** The policy in force; null: the built-in one. */
  readonly policy: string | null;
  /** The program's own files, absolute. */
  readonly files: readonly string[];
  readonly analysis: Analysis;
  /** Violations that a disable comment switches off; they are not in `analysis`. */
  readonly disabled: readonly DisabledViolation[];
}

export interface DisabledViolation extends Violation {
  readonly disabledBy: {
    /** Of the comment's start, 1-based. */
    readonly line: number;
    readonly column: number;
    /** What it says after `--`; undefined where it gives no reason. */
    readonly reason: string | undefined;
  };
}

/** A disable comment that names rules of ours and switches off none of their violations: `--report-unused-disable-directives`. */
export interface UnusedDirective {
  readonly message: string;
  readonly place: FailurePlace;
}

/** What the violations were compared with, and what that leaves out of the report. */
export interface Comparison {
  /** `staged`: HEAD, by `--staged`; `commit`: by `--since`; `baseline`: a file. */
  readonly kind: 'staged' | 'commit' | 'baseline';
  /** For people: `HEAD`, `main (1a2b3c4)`, a file's path relative to the working directory. */
  readonly with: string;
  /** Violations that were there already; they are in no analysis of the run. */
  readonly known: readonly Violation[];
  /** What was there and is no more. */
  readonly fixed: readonly FixedViolation[];
  /** What is fixed was taken out of the baseline. */
  readonly takenOut?: true;
  /** Why some violations may count as new that are not, in sentences. */
  readonly notes: readonly string[];
}

export type FixedViolation = Pick<Violation, 'id' | 'rule' | 'label' | 'purpose'> & { readonly place: FailurePlace };

/** Something that was to be analysed and was not. The gate fails closed on it. */
export interface Failure {
  readonly kind: 'file' | 'project' | 'crash';
  readonly message: string;
  readonly hint?: string;
  readonly place: FailurePlace;
}

/** Lines and columns are 1-based; absent where only the file, or folder, is known. */
export interface FailurePlace {
  readonly file: string;
  readonly line?: number;
  readonly column?: number;
}

/** What every report is made from. Paths are absolute, with `/`. */
export interface Run {
  /** This tool's version. */
  readonly version: string;
  readonly cwd: string;
  /** The repository's root; the working directory where there is no repository. */
  readonly root: string;
  readonly analyses: readonly ProjectAnalysis[];
  /** Failures other than unparsed files, which each analysis holds itself. */
  readonly failures: readonly Failure[];
  /** Failures don't fail the gate: `--allow-incomplete`. */
  readonly allowIncomplete: boolean;
  /** In the order in which they were made. */
  readonly comparisons?: readonly Comparison[];
  readonly unusedDirectives?: readonly UnusedDirective[];
  /** A file's text, for code frames. */
  text(file: string): string | undefined;
}

export interface ReportOptions {
  /** Terminal colours; only `stylish` has any. */
  readonly color?: boolean;
  /** Whether `sarif` lists what comments switch off, as suppressed; default: yes. */
  readonly suppressed?: boolean;
  /** Violations and failures only: no list of what was not followed. */
  readonly quiet?: boolean;
}

/** A report format: a whole report as text, with a line feed at its end. */
export type Format = (run: Run, options: ReportOptions) => string;
