/** One step of a trace, linked to the step before it. Offsets are into `file`'s text. */
export interface Step {
  readonly file: string;
  readonly s: number;
  readonly e: number;
  readonly message: string;
  readonly parent: Step | null;
  readonly depth: number;
  /** The step reads a value (property, call, import) rather than moves it: a place where a label can come into a module. */
  readonly reads: boolean;
  /** The value is handed to a module here, inside an object. */
  readonly enters?: true;
  /** A declassifier released the label here. */
  readonly release?: Release;
}

/** What a declassifier does: by an entry of the policy, or by a `@declassifies` tag. */
export interface Release {
  /** As the policy names it, or as it is declared. */
  readonly function: string;
  readonly data: ReadonlySet<string>;
  /** Purposes that it grants and all below them, each with a `!` behind. */
  readonly purposes: readonly string[];
  readonly reason: string;
  readonly approver?: string;
  /** Last day on which it holds, as an ISO date. */
  readonly expires?: string;
}

/** A label on a value, with the trace that led here. Equality is by `key` and ignores the trace. */
export interface Taint {
  readonly label: string;
  /** Purposes for which this flow is settled: reported already, or, with a `!` behind, granted by a declassifier. Sorted. */
  readonly settled: readonly string[];
  /** The value was selected by matching on the label; it does not hold the labelled data itself. */
  readonly match: boolean;
  /** Of an answer to such a match: it is true where nothing was found. */
  readonly inverse?: true;
  /** Of a yes or no that a branch of such a match chose: no data, as a constant is none, but what is selected by it is matched. */
  readonly chosen?: true;
  readonly step: Step;
  readonly key: string;
}

/** Sorted by key, no key twice. */
export type Labels = readonly Taint[];
export const NO_LABELS: Labels = [];

export function makeTaint(label: string, step: Step, settled: readonly string[] = [], { match, inverse, chosen }: Pick<Taint, 'match' | 'inverse' | 'chosen'> = { match: false }): Taint {
  return { label, settled, match, ...(inverse && { inverse }), ...(chosen && { chosen }), step, key: `${label}|${match ? 'm' : ''}${inverse ? '!' : ''}${chosen ? '?' : ''}|${settled.join(',')}` };
}

export function step(parent: Step | null, file: string, s: number, e: number, message: string, reads = false): Step {
  return { file, s, e, message, parent, depth: parent ? parent.depth + 1 : 1, reads };
}

/** Union; where both have a key, `a`'s taint and so its trace stands. */
export function joinLabels(a: Labels, b: Labels): Labels {
  if (b.length === 0 || a === b) return a;
  if (a.length === 0) return b;
  const out: Taint[] = [];
  let i = 0;
  let j = 0;
  let same = true;
  while (i < a.length || j < b.length) {
    const x = a[i];
    const y = b[j];
    if (x && (!y || x.key <= y.key)) {
      out.push(x);
      i++;
      if (y && y.key === x.key) j++;
    } else if (y) {
      out.push(y);
      j++;
      same = false;
    }
  }
  return same ? a : out;
}

/** The labels without those that `known` has from the same source. */
export function withoutKnown(labels: Labels, known: Labels): Labels {
  if (known.length === 0) return labels;
  return mapLabels(labels, (t) => (known.some((u) => u.key === t.key && haveSameSource(u.step, t.step)) ? null : t));
}

function haveSameSource(a: Step, b: Step): boolean {
  const [x, y] = [sourceOf(a), sourceOf(b)];
  return x === y || (x.file === y.file && x.s === y.s && x.e === y.e && x.message === y.message);
}

function sourceOf(s: Step): Step {
  let at = s;
  while (at.parent) at = at.parent;
  return at;
}

export function sameLabels(a: Labels, b: Labels): boolean {
  return a === b || (a.length === b.length && a.every((t, i) => t.key === b[i]!.key));
}

/** Rebuilds each taint; the result is sorted and free of doubles again. */
export function mapLabels(labels: Labels, f: (t: Taint) => Taint | null): Labels {
  let out: Labels = NO_LABELS;
  let changed = false;
  for (const t of labels) {
    const u = f(t);
    if (u !== t) changed = true;
    if (u) out = joinLabels(out, [u]);
  }
  return changed ? out : labels;
}

/** Extends every trace by a step; a step at the place of the last one replaces nothing and adds nothing. */
export function stepped(labels: Labels, file: string, s: number, e: number, message: string, reads = false): Labels {
  if (labels.length === 0) return labels;
  return labels.map((t) => {
    if (t.step.file === file && t.step.s === s && t.step.e === e && t.step.message === message) return t;
    return { ...t, step: step(t.step, file, s, e, message, reads) };
  });
}

export function isSettled(t: Taint, purpose: string): boolean {
  return t.settled.includes(purpose) || t.settled.includes(`${purpose}!`);
}

/** The declassifier by which the flow is settled for a purpose. */
export function releaseOf(t: Taint, purpose: string): Release | undefined {
  if (!t.settled.includes(`${purpose}!`)) return undefined;
  for (let s: Step | null = t.step; s; s = s.parent) if (s.release?.purposes.includes(`${purpose}!`)) return s.release;
  return undefined;
}

/** The labels after a declassifier at `s`..`e` released them. */
export function released(labels: Labels, by: Release, file: string, s: number, e: number): Labels {
  return mapLabels(labels, (t) => {
    if (!by.data.has(t.label)) return t;
    const more = by.purposes.filter((p) => !t.settled.includes(p));
    if (more.length === 0) return t;
    return makeTaint(t.label, { ...step(t.step, file, s, e, `released by ${by.function.slice(by.function.indexOf('#') + 1)}()`), release: by }, [...t.settled, ...more].sort(), t);
  });
}

/** The labels, after they left modules of these purposes: the next time they enter one is another crossing. */
export function unsettle(labels: Labels, purposes: readonly string[]): Labels {
  return mapLabels(labels, (t) => {
    const left = t.settled.filter((p) => !purposes.includes(p));
    return left.length === t.settled.length ? t : makeTaint(t.label, t.step, left, t);
  });
}

const MATCHED = 'matched against other values';

/** The step by which the label of a match became one. */
export function matchStep(t: Taint): Step {
  let s = t.step;
  while (s.parent && s.message !== MATCHED) s = s.parent;
  return s;
}

/** The labels of what was selected or answered by comparing a value that has `labels`. */
export function matching(labels: Labels, file: string, s: number, e: number): Labels {
  return mapLabels(labels, (t) => (t.match ? t : makeTaint(t.label, step(t.step, file, s, e, MATCHED), t.settled, { match: true })));
}

export function onlyMatches(labels: Labels): Labels {
  return mapLabels(labels, (t) => (t.match ? t : null));
}

/** The labels of the answer `!x`, where those of `x` are given. */
export function negated(labels: Labels): Labels {
  return mapLabels(labels, (t) => (t.match ? makeTaint(t.label, t.step, t.settled, { match: true, ...(!t.inverse && { inverse: true }), ...(t.chosen && { chosen: true }) }) : null));
}

/** The labels of what is selected where a test's answer has `labels`. */
export function selecting(labels: Labels): Labels {
  return mapLabels(labels, (t) => (!t.match ? null : t.chosen ? makeTaint(t.label, t.step, t.settled, { match: true, ...(t.inverse && { inverse: true }) }) : t));
}

/** The labels of the constant `answer`, which stands in a branch that `labels` decided. */
export function chosenBy(labels: Labels, answer: boolean): Labels {
  return mapLabels(labels, (t) => makeTaint(t.label, t.step, t.settled, { match: true, chosen: true, ...((t.inverse === true) === answer && { inverse: true }) }));
}

export function withoutMatches(labels: Labels): Labels {
  return mapLabels(labels, (t) => (t.match ? null : t));
}

/** The labels, settled for more purposes. */
export function settle(labels: Labels, purposes: readonly string[]): Labels {
  return mapLabels(labels, (t) => {
    const more = purposes.filter((p) => !t.settled.includes(p));
    return more.length === 0 ? t : makeTaint(t.label, t.step, [...t.settled, ...more].sort(), t);
  });
}
