import type { Limit, Place, Release, TraceStep, Violation } from '../../flow/result.js';

/** What is asked about; 1-based, `column` in UTF-16 code units. */
export interface Point {
  readonly file: string;
  readonly line: number;
  readonly column?: number;
}

/** Why a label that reaches a place is no violation there. */
export interface Reason {
  readonly kind: 'neutral' | 'allowed' | 'declassified' | 'reported' | 'inside' | 'dropped';
  /** Without the label's name before it: "it enters …". */
  readonly message: string;
  readonly purpose?: string;
  readonly release?: Release;
}

/** A label that reaches the place, by the whole of what carries it there. */
export interface LabelThere {
  readonly label: string;
  readonly allowed: readonly string[];
  readonly match: boolean;
  /** The way to the label inside an object, `.phone` or `[…].phone`; absent: the value itself carries it. */
  readonly inside?: string;
  readonly place: Place;
  /** What stands there, on one line. */
  readonly text: string;
  readonly trace: readonly TraceStep[];
  readonly reasons: readonly Reason[];
  /** Violations that it goes on to. */
  readonly onward: readonly Violation[];
}

/** Why no label is at a place. */
export interface NoLabel {
  readonly kind: 'no-code' | 'not-run' | 'no-label';
  readonly message: string;
  /** What was not followed in the same function, else in the same file, else the bounds that were reached anywhere. */
  readonly limits: readonly Limit[];
  readonly unresolvedImports: readonly { readonly specifier: string; readonly place: Place }[];
  /** The nearest point that a label reached. */
  readonly nearest?: Pick<LabelThere, 'label' | 'match' | 'inside' | 'place' | 'text' | 'trace'> & { readonly sameFunction: boolean };
}

export interface Explanation {
  readonly point: Point;
  readonly violations: readonly Violation[];
  /** Violations there that a disable comment switches off. */
  readonly disabled: readonly Violation[];
  /** Labels there that are no violation there. */
  readonly labels: readonly LabelThere[];
  /** Present where neither violations nor labels are. */
  readonly nothing?: NoLabel;
}
