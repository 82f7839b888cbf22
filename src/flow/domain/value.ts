import { Kind } from '../../types/shape.js';
import { Bounds } from '../bounds.js';
import { joinLabels, NO_LABELS, released, sameLabels, settle, type Labels, type Release } from './taint.js';

export type Const = string | number | boolean | bigint | null | undefined;

/** Object identity: index into the machine's object table. */
export type Ref = number;

/** Abstract value: any of its constants, any primitive of its kinds, any of its objects, or (unknown) any object from outside. */
export interface Value {
  readonly labels: Labels;
  readonly consts: readonly Const[];
  /** Primitive kinds of which any value is possible (`Kind` bits). */
  readonly kinds: number;
  /** Sorted. */
  readonly refs: readonly Ref[];
  readonly unknown: boolean;
  /** The objects came into a module by this way. */
  readonly passage?: Passage;
  /** The value is a text that was made of this by `JSON.stringify`. */
  readonly json?: Value;
  /** The value is a text that begins with this. */
  readonly head?: string;
  /** The object is the one that was made when its site was run for this time, and not one that was made there before. Dropped where the value is kept in an object. */
  readonly recent?: number;
  /** Of a variable: the running branch has found what it holds by a match on these labels. Where branches meet, only what all of them found is. */
  readonly selected?: Labels;
}

/** How an object was handed over a boundary, or released. What is read through a value with a passage is settled by it. */
export interface Passage {
  /** Purposes for which what the object holds was reported when it was handed over. Sorted. */
  readonly settled: readonly string[];
  /** Where it was handed over; absent: it was not. */
  readonly at?: Place | undefined;
  /** Declassifiers that gave it, when it was not known what it holds. */
  readonly releases?: readonly ReleasedAt[];
}

interface Place {
  readonly file: string;
  readonly s: number;
  readonly e: number;
}

export interface ReleasedAt extends Place {
  readonly by: Release;
}

export const ALL_KINDS = 127;
const NONE: readonly never[] = [];

function make(labels: Labels, consts: readonly Const[], kinds: number, refs: readonly Ref[], unknown: boolean, passage?: Passage): Value {
  return passage ? { labels, consts, kinds, refs, unknown, passage } : { labels, consts, kinds, refs, unknown };
}

/** Bounds of values that were reached since the flag was last cleared. */
export const boundsReached = { references: false };

/** No value: the result of code that does not complete. */
export const BOTTOM = make(NO_LABELS, NONE, 0, NONE, false);
export const UNKNOWN = make(NO_LABELS, NONE, ALL_KINDS, NONE, true);
export const UNDEFINED = constant(undefined);
export const BOOLEAN = ofKinds(Kind.boolean);
export const NUMBER = ofKinds(Kind.number);
export const STRING = ofKinds(Kind.string);

export function constant(c: Const, labels: Labels = NO_LABELS): Value {
  if (typeof c === 'string' && c.length > Bounds.constantLength) return make(labels, NONE, Kind.string, NONE, false);
  return make(labels, [c], 0, NONE, false);
}
export function ofKinds(kinds: number, labels: Labels = NO_LABELS): Value {
  return make(labels, NONE, kinds, NONE, false);
}
export function reference(ref: Ref, labels: Labels = NO_LABELS): Value {
  return make(labels, NONE, 0, [ref], false);
}
export function references(refs: Iterable<Ref>): Value {
  return make(NO_LABELS, NONE, 0, [...new Set(refs)].sort((a, b) => a - b), false);
}
export function unknownWith(labels: Labels): Value {
  return labels.length === 0 ? UNKNOWN : make(labels, NONE, ALL_KINDS, NONE, true);
}

export function kindOf(c: Const): number {
  if (c === null) return Kind.null;
  return Kind[typeof c as keyof typeof Kind];
}

function sameConst(a: Const, b: Const): boolean {
  return Object.is(a, b);
}

export function isBottom(v: Value): boolean {
  return v.consts.length === 0 && v.kinds === 0 && v.refs.length === 0 && !v.unknown;
}

export function equal(a: Value, b: Value): boolean {
  return (
    a === b ||
    (a.kinds === b.kinds &&
      a.unknown === b.unknown &&
      a.consts.length === b.consts.length &&
      a.refs.length === b.refs.length &&
      sameLabels(a.labels, b.labels) &&
      samePassage(a.passage, b.passage) &&
      sameJson(a.json, b.json) &&
      a.head === b.head &&
      a.refs.every((r, i) => r === b.refs[i]) &&
      a.consts.every((c) => b.consts.some((d) => sameConst(c, d))))
  );
}

export function join(a: Value, b: Value): Value {
  if (a === b || b === BOTTOM) return a;
  if (a === BOTTOM) return b;
  const labels = joinLabels(a.labels, b.labels);
  let kinds = a.kinds | b.kinds;
  let consts: readonly Const[] = a.consts;
  for (const c of b.consts) if (!consts.some((d) => sameConst(c, d))) consts = [...consts, c];
  if (consts.length > 0) {
    if (consts.length > Bounds.constants) {
      for (const c of consts) kinds |= kindOf(c);
      consts = NONE;
    } else if (kinds !== 0) {
      const left = consts.filter((c) => (kindOf(c) & kinds) === 0);
      if (left.length !== consts.length) consts = left;
    }
  }
  let refs = joinRefs(a.refs, b.refs);
  let unknown = a.unknown || b.unknown;
  if (refs.length > Bounds.references && refs !== a.refs) {
    refs = a.refs.length >= Bounds.references ? a.refs : refs.slice(0, Bounds.references);
    unknown = true;
    kinds = ALL_KINDS;
    consts = NONE;
    boundsReached.references = true;
  }
  const passage = joinPassages(a, b);
  const json = joinJson(a, b);
  const head = a.head === b.head || isBottom(b) ? a.head : isBottom(a) ? b.head : undefined;
  const recent = a.recent === b.recent || isBottom(b) ? a.recent : isBottom(a) ? b.recent : undefined;
  const selected = isBottom(b) ? a.selected : isBottom(a) ? b.selected : a.selected && b.selected && joinLabels(a.selected, b.selected);
  if (labels === a.labels && kinds === a.kinds && consts === a.consts && refs === a.refs && unknown === a.unknown && passage === a.passage && json === a.json && head === a.head && recent === a.recent && selected === a.selected) return a;
  const out = make(labels, consts, kinds, refs, unknown, passage);
  if (selected) return { ...out, ...(recent !== undefined && { recent }), ...(json && { json }), ...(head !== undefined && { head }), selected };
  return recent !== undefined ? { ...out, recent } : json || head !== undefined ? { ...out, ...(json && { json }), ...(head !== undefined && { head }) } : out;
}

/** The text as one that was made of the value by `JSON.stringify`, where there is such a value. */
export function jsonAs(json: Value | undefined, text: Value): Value {
  return json ? { ...text, json } : text;
}

/** The text as one that begins with `head`. */
export function headed(head: string, text: Value): Value {
  return head === '' ? text : { ...text, head };
}

function sameJson(a: Value | undefined, b: Value | undefined): boolean {
  return a === b || (a !== undefined && b !== undefined && equal(a, b));
}

/** What has no label has none that the text's parts would have to account for. */
function joinJson(a: Value, b: Value): Value | undefined {
  if (sameJson(a.json, b.json) || isBottom(b)) return a.json;
  if (a.json && b.json) return join(a.json, b.json);
  if (isBottom(a)) return b.json;
  return a.json && b.labels.length === 0 && b.refs.length === 0 ? a.json : b.json && a.labels.length === 0 && a.refs.length === 0 ? b.json : undefined;
}

/** What came in on one way only is settled for what both ways settled. */
function joinPassages(a: Value, b: Value): Passage | undefined {
  if (a.passage === b.passage || (b.refs.length === 0 && !b.unknown)) return a.passage;
  if (a.refs.length === 0 && !a.unknown) return b.passage;
  if (!a.passage || !b.passage) return undefined;
  const settled = a.passage.settled.filter((p) => b.passage!.settled.includes(p));
  const releases = a.passage.releases?.filter((r) => b.passage!.releases?.includes(r)) ?? [];
  if (settled.length === a.passage.settled.length && releases.length === (a.passage.releases?.length ?? 0)) return a.passage;
  return { settled, at: a.passage.at, ...(releases.length > 0 && { releases }) };
}

function samePassage(a: Passage | undefined, b: Passage | undefined): boolean {
  if (a === b) return true;
  if (!a || !b || a.settled.join() !== b.settled.join() || a.releases?.length !== b.releases?.length) return false;
  return (a.releases ?? []).every((r) => b.releases!.includes(r));
}

function joinRefs(a: readonly Ref[], b: readonly Ref[]): readonly Ref[] {
  if (a === b || b.length === 0) return a;
  if (a.length === 0) return b;
  let i = 0;
  let j = 0;
  while (j < b.length && i < a.length) {
    if (a[i] === b[j]) j++;
    i++;
  }
  if (j === b.length) return a;
  const out: Ref[] = [];
  i = j = 0;
  while (i < a.length || j < b.length) {
    const x = a[i] ?? Infinity;
    const y = b[j] ?? Infinity;
    out.push(Math.min(x, y));
    if (x <= y) i++;
    if (y <= x) j++;
  }
  return out;
}

export function joinAll(values: Iterable<Value>): Value {
  let out = BOTTOM;
  for (const v of values) out = join(out, v);
  return out;
}

export function withLabels(v: Value, labels: Labels): Value {
  return labels === v.labels ? v : make(labels, v.consts, v.kinds, v.refs, v.unknown, v.passage);
}
/** The value with the same labels, which came one step further: what it is the text of stays told. */
export function withSteps(v: Value, labels: Labels): Value {
  const out = withLabels(v, labels);
  return out === v ? v : { ...out, ...(v.json && { json: v.json }), ...(v.head !== undefined && { head: v.head }) };
}
export function addLabels(v: Value, labels: Labels): Value {
  if (labels.length === 0) return v;
  const out = withLabels(v, joinLabels(v.labels, labels));
  return (v.json || v.head !== undefined) && out !== v ? { ...out, ...(v.json && { json: v.json }), ...(v.head !== undefined && { head: v.head }) } : v.recent !== undefined && out !== v ? { ...out, recent: v.recent } : out;
}
/** The value as one that objects, and other activations, can hold. */
export function kept(v: Value): Value {
  return v.recent === undefined ? v : make(v.labels, v.consts, v.kinds, v.refs, v.unknown, v.passage);
}
/** The value without its objects. */
export function primitives(v: Value): Value {
  return v.refs.length === 0 && !v.unknown ? v : jsonAs(v.json, make(v.labels, v.consts, v.kinds, NONE, false));
}
/** The value without its primitives. */
export function objectsOf(v: Value): Value {
  return make(v.labels, NONE, 0, v.refs, v.unknown, v.passage);
}
/** The objects that the value is known to be: neither its primitives, nor what is not told. */
export function onlyObjects(v: Value): Value {
  return { ...v, consts: [], kinds: 0, unknown: false };
}
export function onlyRef(v: Value, ref: Ref): Value {
  return make(v.labels, NONE, 0, [ref], false, v.passage);
}

/** The labels of what is read through a passage. */
export function settlePassage(labels: Labels, { settled, releases = [] }: Passage): Labels {
  return releases.reduce((out, { by, file, s, e }) => released(out, by, file, s, e), settle(labels, settled));
}

/** The single constant that the value is, or undefined. */
export function single(v: Value): { readonly c: Const } | undefined {
  return v.consts.length === 1 && v.kinds === 0 && v.refs.length === 0 && !v.unknown ? { c: v.consts[0] } : undefined;
}
/** All constants, if the value is nothing else. */
export function constants(v: Value): readonly Const[] | undefined {
  return v.kinds === 0 && v.refs.length === 0 && !v.unknown ? v.consts : undefined;
}

/** What a truth test of the value can say. */
export function truth(v: Value): { readonly yes: boolean; readonly no: boolean } {
  let yes = v.refs.length > 0 || v.unknown;
  let no = v.unknown;
  for (const c of v.consts) {
    if (c) yes = true;
    else no = true;
  }
  if (v.kinds & (Kind.undefined | Kind.null)) no = true;
  if (v.kinds & Kind.symbol) yes = true;
  if (v.kinds & (Kind.boolean | Kind.number | Kind.string | Kind.bigint)) yes = no = true;
  return { yes, no };
}

const isNullish = (c: Const): boolean => c === undefined || c === null;

/** The part of the value that is null or undefined, and the rest. Labels stay with the rest. */
export function splitNullish(v: Value): { readonly nullish: boolean; readonly rest: Value } {
  const bits = Kind.undefined | Kind.null;
  const nullish = v.unknown || (v.kinds & bits) !== 0 || v.consts.some(isNullish);
  if (!nullish) return { nullish, rest: v };
  return { nullish, rest: jsonAs(v.json, make(v.labels, v.consts.filter((c) => !isNullish(c)), v.kinds & ~bits, v.refs, v.unknown, v.passage)) };
}

/** Narrows the value by the outcome of a truth test. */
export function assume(v: Value, outcome: boolean): Value {
  const consts = v.consts.filter((c) => Boolean(c) === outcome);
  if (outcome) return jsonAs(v.json, make(v.labels, consts, v.kinds & ~(Kind.undefined | Kind.null), v.refs, v.unknown, v.passage));
  const kinds = v.unknown ? ALL_KINDS : v.kinds;
  return make(v.labels, consts, kinds & ~Kind.symbol, NONE, false);
}
