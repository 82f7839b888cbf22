import type { FormatName } from '../report/index.js';

/** What `data-purpose check` was asked to do. */
export interface CheckOptions {
  readonly cwd: string;
  /** The report is restricted to these files, folders and globs. */
  readonly files: readonly string[];
  /** tsconfigs, folders and globs; none: the nearest. */
  readonly project: readonly string[];
  readonly policy: string | undefined;
  readonly format: FormatName;
  /** Relative to `cwd`; absent: standard output. */
  readonly output: string | undefined;
  /** Analyse git's index, and report what its changes touch or make. */
  readonly staged: boolean;
  /** A git ref: report what was not there where the work left it. */
  readonly since: string | undefined;
  /** Relative to `cwd`: report what is not in it. */
  readonly baseline: string | undefined;
  /** Make the baseline say what is found, instead of a report. */
  readonly updateBaseline: boolean;
  /** Take what is fixed out of the baseline. */
  readonly pruneBaseline: boolean;
  readonly reportUnusedDisableDirectives: boolean;
  /** Whether SARIF lists what comments switch off. */
  readonly suppressed: boolean;
  readonly maxViolations: number;
  readonly allowIncomplete: boolean;
  /** Errors only, no progress, no list of what was not followed. */
  readonly quiet: boolean;
  /** Use what former runs kept, and keep what this one finds. */
  readonly cache: boolean;
  /** Folder for that, relative to `cwd`; absent: the usual one. */
  readonly cacheLocation: string | undefined;
  /** False: never; true: where the output is a terminal. */
  readonly color: boolean;
}
