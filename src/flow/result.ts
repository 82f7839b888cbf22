/** Lines and columns are 1-based; columns count UTF-16 code units; the end column is exclusive. Files are absolute, with `/`. */
export interface Place {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
}

export interface TraceStep {
  readonly place: Place;
  /** What happens to the value here, in one line: "read from User.twoFactorPhone", "passed as `to` to sendSms()". */
  readonly message: string;
}

export interface Violation {
  /** Fingerprint, 16 hex digits: survives line shifts, other names of locals and moves of the file. See `fingerprint.ts`. */
  readonly id: string;
  readonly rule: 'no-forbidden-flow' | 'no-forbidden-match';
  readonly label: string;
  readonly purpose: string;
  /** Purposes that the label allows. */
  readonly allowed: readonly string[];
  /** Where the value enters the module. */
  readonly place: Place;
  /** Pushed: reported in the calling file. Pulled: in the module's own file. */
  readonly direction: 'pushed' | 'pulled';
  /** The module entered: a file (absolute) or a package's name. */
  readonly module: string;
  /** Source first, boundary last; at least two steps. */
  readonly trace: readonly TraceStep[];
}

/** A place past which the analysis did not follow values, and why. */
export interface Limit {
  readonly kind: 'bound' | 'any' | 'dynamic';
  readonly message: string;
  readonly place: Place;
}

export interface Analysed {
  readonly files: number;
  readonly functions: number;
  readonly unresolvedImports: readonly { readonly specifier: string; readonly place: Place }[];
  /** Files that could not be parsed: the gate fails closed on them. */
  readonly unparsed: readonly { readonly message: string; readonly place: Place }[];
  readonly limits: readonly Limit[];
}

export interface Analysis {
  /** Sorted by file, line, column, label, purpose. */
  readonly violations: readonly Violation[];
  readonly analysed: Analysed;
}
