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
  readonly disabled: readonly Violation[];
}

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
  /** A file's text, for code frames. */
  text(file: string): string | undefined;
}

export interface ReportOptions {
  /** Terminal colours; only `stylish` has any. */
  readonly color?: boolean;
  /** Violations and failures only: no list of what was not followed. */
  readonly quiet?: boolean;
}

/** A report format: a whole report as text, with a line feed at its end. */
export type Format = (run: Run, options: ReportOptions) => string;
