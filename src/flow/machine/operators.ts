import type { Expr } from '../../facts/ir.js';
import { joinLabels, matching, negated, onlyMatches, type Labels } from '../domain/taint.js';
import { addLabels, BOOLEAN, BOTTOM, constant, constants, headed, join, isBottom, jsonAs, kindOf, ofKinds, truth, UNDEFINED, type Const, type Ref, type Value } from '../domain/value.js';
import { Kind, memberOf } from '../../types/shape.js';
import { plainArgs, callValue } from './calls.js';
import { evaluateUse, evaluate } from './expressions.js';
import type { Machine } from './machine.js';
import type { Obj, ObjKind, Site } from './objects.js';
import { deepLabels } from './deep.js';
import { getProperty } from './properties.js';
import { knownElements } from './elements.js';
import { hasProperty, instanceOf } from './kinship.js';
import { noteAnswer } from './selected.js';

/** Operators whose answer does not carry the labels of what they compare. */
export const COMPARISONS = new Set(['===', '!==', '==', '!=', '<', '>', '<=', '>=', 'in', 'instanceof']);

export function unary(op: '!' | '-' | '+' | '~' | 'typeof' | 'void', v: Value, kind: (r: Ref) => ObjKind): Value {
  switch (op) {
    case 'void':
      return UNDEFINED;
    case '!': {
      const t = truth(v);
      const answer = t.yes && t.no ? BOOLEAN : t.yes ? constant(false) : t.no ? constant(true) : BOTTOM;
      return addLabels(answer, negated(v.labels));
    }
    case 'typeof':
      return typeOf(v, kind);
    default: {
      const known = constants(v);
      if (known && known.length > 0) return known.map((c) => numeric(op, c, v.labels)).reduce(join);
      return ofKinds(Kind.number | (v.kinds & Kind.bigint), v.labels);
    }
  }
}

function numeric(op: '-' | '+' | '~', c: Const, labels: Labels): Value {
  if (typeof c === 'bigint') return op === '+' ? ofKinds(Kind.number, labels) : constant(op === '-' ? -c : ~c, labels);
  const n = Number(c);
  return constant(op === '-' ? -n : op === '+' ? n : ~n, labels);
}

/** The kind that an object has for `typeof`, where its declared type tells it. */
export function kindByType({ kind, shape }: Obj): ObjKind {
  if (kind !== 'declared' || !shape) return kind;
  if (shape.k === 'function') return 'function';
  return shape.k === 'class' || (shape.k === 'object' && !shape.signatures?.length) ? 'object' : kind;
}

function typeOf(v: Value, kind: (r: Ref) => ObjKind): Value {
  if (v.unknown) return ofKinds(Kind.string);
  let out = BOTTOM;
  const name = (bit: number): string => (bit === Kind.null ? 'object' : (Object.entries(Kind).find(([, b]) => b === bit)?.[0] ?? 'object'));
  for (const c of v.consts) out = join(out, constant(name(kindOf(c))));
  for (const bit of Object.values(Kind)) if (v.kinds & bit) out = join(out, constant(name(bit)));
  for (const r of v.refs) {
    const k = kind(r);
    if (k === 'external' || k === 'builtin' || k === 'declared') return ofKinds(Kind.string);
    out = join(out, constant(k === 'function' || k === 'class' || k === 'native' ? 'function' : 'object'));
  }
  return out;
}

/** Evaluates a binary expression; `left` is given where it is evaluated already. */
export function binary(m: Machine, e: Extract<Expr, { k: 'binary' }>, left?: Value): Value {
  const compares = COMPARISONS.has(e.op);
  const l = left ?? (compares ? evaluate(m, e.l) : evaluateUse(m, e.l));
  const r = compares ? evaluate(m, e.r) : evaluateUse(m, e.r);
  if (!m.st) return BOTTOM;
  if (compares && converts(m, e.op, l, r)) {
    for (const v of [l, r]) primitive(m, { ...v, refs: v.refs.filter((ref) => m.obj(ref).kind === 'object') }, m.site(e), 'number');
    if (!m.st) return BOTTOM;
  }
  if (compares) return noteAnswer(m, e, addLabels(compare(m, e.op, l, r), e.op === 'instanceof' ? [] : matchLabels(l, r, m.site(e))));
  const hint = e.op === '+' ? 'default' : 'number';
  const x = primitive(m, l, m.site(e.l), hint);
  const y = primitive(m, r, m.site(e.r), hint);
  return calculate(e.op, x, y);
}

/** The operator asks an object for a primitive, by code of the program's: the answer has nothing of it, but the code is run. */
function converts(m: Machine, op: string, l: Value, r: Value): boolean {
  const isObject = (v: Value): boolean => v.refs.some((ref) => m.obj(ref).kind === 'object');
  if (op === '==' || op === '!=') return isObject(l) !== isObject(r) && [l, r].some((v) => v.refs.length === 0 && (v.kinds & ~(Kind.null | Kind.undefined)) + v.consts.filter((c) => c !== null && c !== undefined).length > 0);
  return ['<', '>', '<=', '>='].includes(op) && (isObject(l) || isObject(r));
}

/** What a test of whether something was found compares with. */
const NOTHING_FOUND = new Set<Const>([null, undefined, -1, 0, true, false]);

/** Labels of the answer to whether two values are the same; a test against a constant is no match, but may tell that there was one. */
export function matchLabels(l: Value, r: Value, site: Site): Labels {
  const fixed = (v: Value): readonly Const[] | undefined => (v.labels.length === 0 ? constants(v) : undefined);
  const known = fixed(l) ?? fixed(r);
  if (known) return known.every((c) => NOTHING_FOUND.has(c)) ? onlyMatches(joinLabels(l.labels, r.labels)) : [];
  return matching(joinLabels(l.labels, r.labels), site.file, site.s, site.e);
}

export function compare(m: Machine, op: string, l: Value, r: Value): Value {
  const a = constants(l);
  const b = constants(r);
  if (op === 'in') return hasProperty(m, l, r);
  if (op === 'instanceof') return instanceOf(m, l, r);
  if (a && b && a.length * b.length <= 16 && a.length > 0 && b.length > 0) {
    let out = BOTTOM;
    for (const x of a) for (const y of b) out = join(out, constant(comparison(op, x, y)));
    return out;
  }
  const equality = op === '===' || op === '!==' || op === '==' || op === '!=';
  if (equality && neverEqual(m, l, r, op.length === 2)) return constant(op.startsWith('!'));
  if (equality && l.refs.length === 1 && r.refs.length === 1 && l.refs[0] === r.refs[0] && onlyObjects(l) && onlyObjects(r) && !m.obj(l.refs[0]!).several) {
    return constant(!op.startsWith('!'));
  }
  return BOOLEAN;
}

function onlyObjects(v: Value): boolean {
  return v.consts.length === 0 && v.kinds === 0 && !v.unknown;
}

/** No value of `l` can equal one of `r`. */
function neverEqual(m: Machine, l: Value, r: Value, loose: boolean): boolean {
  if (l.unknown || r.unknown) return false;
  const opaque = (v: Value): boolean => v.refs.some((x) => ['external', 'declared', 'builtin'].includes(m.obj(x).kind));
  if (opaque(l) || opaque(r)) return false;
  const kinds = (v: Value): number => v.consts.reduce((k: number, c) => k | kindOf(c), v.kinds);
  if (loose) {
    const nullish = Kind.undefined | Kind.null;
    const objects = (v: Value): boolean => onlyObjects(v) && v.refs.length > 0;
    return (objects(l) && (kinds(r) & ~nullish) === 0 && r.refs.length === 0) || (objects(r) && (kinds(l) & ~nullish) === 0 && l.refs.length === 0);
  }
  if (l.refs.some((x) => r.refs.includes(x))) return false;
  if (l.consts.some((c) => r.consts.some((d) => Object.is(c, d)))) return false;
  return (kinds(l) & kinds(r)) === 0 || (l.kinds === 0 && r.kinds === 0);
}

function comparison(op: string, x: Const, y: Const): boolean {
  // JavaScript compares any two primitives; the types only allow numbers.
  const [a, b] = [x, y] as [number, number];
  switch (op) {
    case '===':
      return a === b;
    case '!==':
      return a !== b;
    case '==':
      return a == b;
    case '!=':
      return a != b;
    case '<':
      return a < b;
    case '>':
      return a > b;
    case '<=':
      return a <= b;
    default:
      return a >= b;
  }
}

function calculate(op: string, l: Value, r: Value): Value {
  const labels = joinLabels(l.labels, r.labels);
  const a = constants(l);
  const b = constants(r);
  if (a && b && a.length * b.length <= 16) {
    let out = BOTTOM;
    for (const x of a) {
      for (const y of b) {
        const c = arithmetic(op, x, y);
        out = join(out, c ? constant(c.c, labels) : ofKinds(Kind.number, labels));
      }
    }
    return addLabels(out, labels);
  }
  if (op !== '+') return ofKinds(Kind.number | ((l.kinds | r.kinds) & Kind.bigint), labels);
  const kinds = (v: Value): number => v.consts.reduce((k: number, c) => k | kindOf(c), v.unknown ? 127 : v.kinds);
  const text = (v: Value): boolean => (kinds(v) & ~Kind.string) === 0 && kinds(v) !== 0;
  const space = (x: readonly Const[] | undefined): boolean => x?.every((c) => typeof c === 'string' && c.trim() === '') === true;
  const first = a?.length === 1 ? String(a[0]) + (r.head ?? '') : (l.head ?? '');
  if (text(l) || text(r)) return jsonAs(space(b) ? l.json : space(a) ? r.json : undefined, headed(first, ofKinds(Kind.string, labels)));
  const couldBeText = ((kinds(l) | kinds(r)) & Kind.string) !== 0;
  return ofKinds(Kind.number | (couldBeText ? Kind.string : 0) | ((kinds(l) & kinds(r)) & Kind.bigint), labels);
}

function arithmetic(op: string, x: Const, y: Const): { c: Const } | undefined {
  if (typeof x === 'bigint' || typeof y === 'bigint') {
    if (typeof x !== 'bigint' || typeof y !== 'bigint') return op === '+' ? { c: `${String(x)}${String(y)}` } : undefined;
    if (op === '+') return { c: x + y };
    if (op === '-') return { c: x - y };
    return op === '*' ? { c: x * y } : undefined;
  }
  // JavaScript calculates with any two primitives; the types only allow numbers.
  const [a, b] = [x, y] as [number, number];
  switch (op) {
    case '+':
      return { c: a + b };
    case '-':
      return { c: a - b };
    case '*':
      return { c: a * b };
    case '/':
      return { c: a / b };
    case '%':
      return { c: a % b };
    case '**':
      return { c: a ** b };
    case '&':
      return { c: a & b };
    case '|':
      return { c: a | b };
    case '^':
      return { c: a ^ b };
    case '<<':
      return { c: a << b };
    case '>>':
      return { c: a >> b };
    case '>>>':
      return { c: a >>> b };
    default:
      return undefined;
  }
}

/** The value as a primitive: what `+` and templates see of an object. */
export function primitive(m: Machine, v: Value, site: Site, hint: Hint): Value {
  if (v.refs.length === 0) return v;
  return textOf(m, v, site, true, hint);
}

/** What kind of primitive an object is asked for. */
type Hint = 'string' | 'number' | 'default';

/** The value as a string, as `String(v)` gives it. */
export function textOf(m: Machine, v: Value, site: Site, keep = false, hint: Hint = 'string'): Value {
  let out = BOTTOM;
  for (const c of v.consts) out = join(out, keep ? constant(c, v.labels) : constant(String(c), v.labels));
  if (v.kinds !== 0) out = join(out, jsonAs(v.json, headed(v.head ?? '', ofKinds(keep ? v.kinds : Kind.string, v.labels))));
  if (v.unknown) out = join(out, ofKinds(Kind.string | (keep ? Kind.number : 0), v.labels));
  for (const ref of v.refs) out = join(out, objectText(m, ref, v, site, hint));
  return addLabels(out, v.labels);
}

/** An error's name and message. */
export function errorText(m: Machine, error: Value, site: Site): Value {
  return ofKinds(Kind.string, joinLabels(getProperty(m, error, 'message', site).labels, getProperty(m, error, 'name', site).labels));
}

/** An instance of a class that derives from `String` or `Number` has the text or number that it is. */
export const PRIMITIVE = '!value primitive';

/** Arrays whose text is being made. */
const written = new Set<Ref>();

function objectText(m: Machine, ref: Ref, v: Value, site: Site, hint: Hint): Value {
  const o = m.obj(ref);
  const self: Value = { ...v, refs: [ref], consts: [], kinds: 0, unknown: false };
  if (o.kind === 'array') {
    // An array inside itself is nothing in its own text.
    if (written.has(ref)) return constant('');
    written.add(ref);
    const parts = knownElements(m, ref)?.map((x) => textOf(m, x, site));
    written.delete(ref);
    const all = parts?.map((p) => (p.consts.length === 1 && p.kinds === 0 ? String(p.consts[0]) : undefined));
    if (parts && all && all.every((x) => x !== undefined)) return constant(all.join(','), parts.reduce((l: Labels, p) => joinLabels(l, p.labels), v.labels));
    return ofKinds(Kind.string, deepLabels(m, self, site));
  }
  if (o.kind === 'object') {
    for (const name of ['@@toPrimitive', ...(hint === 'string' ? ['toString', 'valueOf'] : ['valueOf', 'toString'])]) {
      const f = getProperty(m, self, name, site);
      const own: Value = { ...f, refs: f.refs.filter((r) => m.obj(r).kind === 'function' || m.obj(r).kind === 'native') };
      if (own.refs.length === 0) continue;
      const made = callValue(m, own, self, plainArgs(site, constant(hint)), site);
      const plain: Value = { ...made, refs: [] };
      if (!m.st || !isBottom(plain)) return textOf(m, plain, site, hint !== 'string');
    }
    const boxed = m.slot(ref, PRIMITIVE)?.v;
    if (boxed) return textOf(m, boxed, site, hint !== 'string');
    const tag = getProperty(m, self, '@@toStringTag', site).labels;
    if (tag.length > 0) return ofKinds(Kind.string, tag);
    const c = m.content(ref);
    if (c.props.has('!error')) return errorText(m, self, site);
    return c.inside.length > 0 ? ofKinds(Kind.string, c.inside) : constant('[object Object]');
  }
  if (o.kind === 'declared' && o.shape?.k === 'object' && !['toString', 'valueOf'].some((name) => memberOf([o.shape!], name))) return ofKinds(Kind.string, m.content(ref).inside);
  if (o.kind === 'external' || o.kind === 'instance' || o.kind === 'declared') return ofKinds(Kind.string, deepLabels(m, self, site));
  return ofKinds(Kind.string);
}
