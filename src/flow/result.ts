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
  /** By the policy: a warning is reported and fails nothing. */
  readonly severity: 'error' | 'warning';
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

/** What of an analysis is wanted beside violations; each costs time. */
export interface Wanted {
  /** Crossings that are no violations, and the policy's words: {@link Analysis.permitted}, {@link Analysis.terms}. */
  readonly permitted?: boolean;
  /** What labels reach in this file (absolute): {@link Analysis.sightings}. */
  readonly sightingsIn?: string;
}

/** What a declassifier released a label by. */
export interface Release {
  /** As the policy names it, or as it is declared. */
  readonly function: string;
  readonly reason: string;
  readonly approver?: string;
  /** Last day on which it holds, as an ISO date. */
  readonly expires?: string;
}

/** A boundary crossed by a label that allows the purpose, or that a declassifier released for it. */
export interface Permitted extends Pick<Violation, 'label' | 'purpose' | 'place' | 'direction' | 'module' | 'trace'> {
  /** What enters was found by matching on the label. */
  readonly match: boolean;
  /** Absent: the label allows the purpose. */
  readonly release?: Release;
}

/** The policy's words, for a record of what it governs. In the policy's order. */
export interface Terms {
  readonly labels: readonly { readonly label: string; readonly allow: readonly string[]; readonly dpv?: string; readonly fides?: string }[];
  readonly purposes: readonly { readonly name: string; readonly parents: readonly string[]; readonly dpv?: string; readonly fides?: string }[];
}

/** What one file's code was seen to hold. */
export interface Sightings {
  /** Absolute. */
  readonly file: string;
  /** All statements with code, outer before inner, whether they ran or not. */
  readonly statements: readonly Place[];
  /** All functions with a body, outer before inner, without the module's own. `name` may be ''. */
  readonly functions: readonly { readonly name: string; readonly place: Place; readonly ran: boolean }[];
  /** Sorted by place, outer before inner. */
  readonly points: readonly Sighting[];
}

/** An expression or variable that was run, with the labels that were seen there. */
export interface Sighting {
  readonly place: Place;
  /** A variable where it is written; else an expression. */
  readonly variable: boolean;
  /** Purposes that the code there serves. */
  readonly purposes: readonly string[];
  /** What the label could be lost by: a comparison, `typeof`, a truth test, a count. */
  readonly drops?: 'comparison' | 'typeof' | 'truth test' | 'count';
  /** Sorted by label; empty: none was seen. */
  readonly labels: readonly SeenLabel[];
}

export interface SeenLabel {
  readonly label: string;
  /** What is there was found by matching on the label. */
  readonly match: boolean;
  /** Absent: the value itself carries it. Else the way to what does, inside an object: `.phone`, `[…].phone`. */
  readonly inside?: string;
  /** Purposes for which it is released, each with the declassifier. */
  readonly releases: readonly (Release & { readonly purpose: string })[];
  /** Source first, this place last. */
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
  /** Sorted as violations are. Only where {@link Wanted} asks for it. */
  readonly permitted?: readonly Permitted[];
  /** Only where {@link Wanted} asks for permitted crossings. */
  readonly terms?: Terms;
  /** Only where {@link Wanted} asks for it. */
  readonly sightings?: Sightings;
}
