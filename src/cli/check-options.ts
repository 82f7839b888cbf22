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
  readonly maxViolations: number;
  readonly allowIncomplete: boolean;
  readonly quiet: boolean;
  /** False: never; true: where the output is a terminal. */
  readonly color: boolean;
}
