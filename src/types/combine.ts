import { Bounds } from './bounds.js';
import type { Member, ObjectShape, Shape } from './shape.js';
import { Kind } from './shape.js';

export type Literal = string | number | boolean | null;
type MemberShape = Extract<ObjectShape, { k: 'object' | 'class' }>;

export const NEVER: Shape = { kinds: 0, labels: [], objects: [], unknown: false, literals: [] };
export const UNKNOWN: Shape = { kinds: 0, labels: [], objects: [], unknown: true };
export const ALL_KINDS = 127;

export const ofKinds = (kinds: number): Shape => ({ kinds, labels: [], objects: [], unknown: false });
export const ofObject = (...objects: ObjectShape[]): Shape => ({ kinds: 0, labels: [], objects, unknown: false });

export function ofLiteral(value: Literal): Shape {
  return { kinds: kindOf(value), labels: [], objects: [], unknown: false, literals: [value] };
}

export function kindOf(value: Literal): number {
  if (value === null) return Kind.null;
  return typeof value === 'string' ? Kind.string : typeof value === 'number' ? Kind.number : Kind.boolean;
}

export function distinct<T>(a: readonly T[], b: readonly T[]): readonly T[] {
  if (b.length === 0) return a;
  if (a.length === 0) return b;
  return [...new Set([...a, ...b])];
}

export function withLabels(shape: Shape, labels: readonly string[]): Shape {
  return labels.length === 0 ? shape : { ...shape, labels: distinct(shape.labels, labels) };
}

export const withKinds = (shape: Shape, kinds: number): Shape =>
  (shape.kinds | kinds) === shape.kinds ? shape : union([shape, ofKinds(kinds)]);

export function union(shapes: readonly Shape[]): Shape {
  if (shapes.length === 1) return shapes[0]!;
  let kinds = 0;
  let unknown = false;
  let labels: readonly string[] = [];
  const objects: ObjectShape[] = [];
  const known = new Map<unknown, ObjectShape>();
  let literals: Set<Literal> | undefined = new Set();
  for (const shape of shapes) {
    kinds |= shape.kinds;
    unknown ||= shape.unknown;
    labels = distinct(labels, shape.labels);
    for (const o of shape.objects) {
      const one = 'id' in o && o.id !== '' ? o.id : o;
      if (known.get(one)?.k === o.k) continue;
      known.set(one, o);
      objects.push(o);
    }
    literals = shape.literals && literals;
    for (const literal of shape.literals ?? []) literals?.add(literal);
  }
  return { kinds, labels, objects, unknown, ...(literals ? { literals: [...literals] } : {}) };
}

function same(a: ObjectShape, b: ObjectShape): boolean {
  if (a === b) return true;
  return 'id' in a && 'id' in b && a.k === b.k && a.id !== '' && a.id === b.id;
}

/** Constituents that both could be; a primitive wins over the object that brands it. */
export function intersection(shapes: readonly Shape[]): Shape {
  return shapes.reduce(both);
}

function both(a: Shape, b: Shape): Shape {
  const labels = distinct(a.labels, b.labels);
  const kinds = (a.kinds & b.kinds) | branded(a, b) | branded(b, a);
  const tooMany = a.objects.length * b.objects.length > Bounds.intersectionPairs;
  const pairs = tooMany ? [...a.objects, ...b.objects] : a.objects.flatMap((x) => b.objects.flatMap((y) => merge(x, y)));
  if (kinds) {
    const literals = a.objects.length === 0 && b.objects.length === 0 ? (a.literals ?? b.literals) : undefined;
    const unknown = tooMany || (a.kinds !== 0 && a.unknown) || (b.kinds !== 0 && b.unknown);
    return { kinds, labels, objects: pairs, unknown, ...(literals ? { literals } : {}) };
  }
  const objects = a.objects.length === 0 || b.objects.length === 0 ? [...a.objects, ...b.objects] : pairs;
  return { kinds: 0, labels, objects, unknown: tooMany || a.unknown || b.unknown };
}

/** Primitive kinds of `a` that `b` lets through: `b` is unknown, or the object part of a brand (`string & { __brand }`). */
function branded(a: Shape, b: Shape): number {
  if (b.kinds !== 0) return 0;
  if (b.objects.length > 0) return a.kinds & ~(Kind.undefined | Kind.null);
  return b.unknown ? a.kinds : 0;
}

function merge(a: ObjectShape, b: ObjectShape): ObjectShape[] {
  if (same(a, b)) return [a];
  if (a.k === 'object' && b.k === 'object') return [mergeMembers(a, b)];
  if (a.k === 'class' && (b.k === 'object' || b.k === 'class')) return [mergeMembers(a, b)];
  if (b.k === 'class' && a.k === 'object') return [mergeMembers(b, a)];
  if (a.k === 'function' && b.k === 'object') return [a, b];
  if (b.k === 'function' && a.k === 'object') return [b, a];
  if (isBrand(b)) return [a];
  return isBrand(a) ? [b] : [a, b];
}

/** The object type only tells a promise, an array or another holder from others: `Promise<T> & { [brand]: true }`. */
function isBrand(o: ObjectShape): boolean {
  return o.k === 'object' && !o.index && !o.signatures && o.members().every((x) => /^$|^@|^__/.test(x.name) && x.labels.length === 0);
}

function mergeMembers(a: MemberShape, b: MemberShape): ObjectShape {
  // What is merged is merged again with others: without these, each would be made anew at every level.
  const known = new Map<string, Member | null>();
  let all: readonly Member[] | undefined;
  const member = (name: string): Member | undefined => {
    let found = known.get(name);
    if (found === undefined) {
      const x = a.member(name);
      const y = b.member(name);
      known.set(name, (found = (x && y ? mergeMember(x, y) : (x ?? y)) ?? null));
    }
    return found ?? undefined;
  };
  const members = (): readonly Member[] => (all ??= [...new Set([...a.members(), ...b.members()].map((m) => m.name))].map((name) => member(name)!));
  const common = { id: `${a.id}&${b.id}`, name: a.name || b.name, ...(a.relabelled || b.relabelled ? { relabelled: true as const } : {}), member, members };
  if (a.k === 'class') return { ...common, k: 'class', file: a.file, cls: a.cls };
  const index = a.index ?? (b.k === 'object' ? b.index : undefined);
  const names = a.names ?? (b.k === 'object' ? b.names : undefined);
  const signatures = [...(a.signatures ?? []), ...((b.k === 'object' ? b.signatures : undefined) ?? [])];
  return { ...common, k: 'object', ...(index ? { index } : {}), ...(names ? { names } : {}), ...(signatures.length ? { signatures } : {}) };
}

/** One property declared twice: the first declared type stands, labels add up. */
export function mergeMember(a: Member, b: Member): Member {
  const type = a.type ?? b.type;
  const signatures = a.signatures ?? b.signatures;
  return {
    ...a,
    ...(type ? { type } : {}),
    ...(signatures ? { signatures } : {}),
    labels: distinct(a.labels, b.labels),
    optional: a.optional && b.optional,
  };
}
