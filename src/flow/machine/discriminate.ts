import type { Expr, FileFacts } from '../../facts/ir.js';
import { isInternal } from '../domain/content.js';
import type { Env } from '../domain/context.js';
import { BOTTOM, constant, isBottom, join, reference, truth, UNDEFINED, type Const, type Ref, type Value } from '../domain/value.js';
import { Kind } from '../../types/shape.js';
import type { Machine } from './machine.js';
import type { Closure } from './objects.js';
import { evaluate } from './expressions.js';
import { compare } from './operators.js';

/** Levels of functions that a test calls (`isDone(x)`, `x.isDone()`) which are looked into. */
const CALLS = 2;

/** Variables in whose objects' properties a test looks (`r.ok`, `e.type === 'made'`, `'data' in r`, `isMade(e)`, `r.isOk()`). */
export function subjects(test: Expr): readonly number[] {
  switch (test.k) {
    case 'var':
      return [test.v];
    case 'member':
      return 'name' in test.key ? subjects(test.obj) : [];
    case 'chain':
    case 'cast':
      return subjects(test.expr);
    case 'unary':
      return test.op === 'typeof' ? subjects(test.arg) : [];
    case 'binary':
      return [...subjects(test.l), ...subjects(test.r)];
    case 'call':
      return [test.callee, ...test.args].flatMap((e) => (e.k === 'spread' ? [] : subjects(e)));
    default:
      return [];
  }
}

/** What of the variable's value lets the test have the outcome. */
export function discriminate(m: Machine, test: Expr, outcome: boolean, v: number, value: Value): Value {
  // What is known of an object that is open to more is not all that it has.
  if (value.unknown) return value;
  const fits = (one: Value): boolean => {
    const t = truth(peek(m, { facts: m.frame.facts, env: m.frame.env, known: new Map([[v, one]]), thisValue: undefined, depth: 0, short: false }, test) ?? ANY);
    return outcome ? t.yes : t.no;
  };
  const nullish = (bit: number, c: Const): number => (value.kinds & bit && !fits(constant(c)) ? bit : 0);
  const refs = value.refs.filter((ref) => fits(reference(ref)));
  const consts = value.consts.filter((c) => (c !== undefined && c !== null) || fits(constant(c)));
  const kinds = value.kinds & ~(nullish(Kind.undefined, undefined) | nullish(Kind.null, null));
  return refs.length === value.refs.length && consts.length === value.consts.length && kinds === value.kinds ? value : { ...value, refs, consts, kinds };
}

const ANY: Value = { ...BOTTOM, kinds: Kind.boolean };

interface View {
  readonly facts: FileFacts;
  readonly env: Env;
  /** What variables are taken to be. */
  readonly known: ReadonlyMap<number, Value>;
  readonly thisValue: Value | undefined;
  readonly depth: number;
  /** An optional access has met null or undefined. */
  short: boolean;
}

/** What an expression gives that does nothing but look; undefined where that is not known. Bottom: it throws. */
function peek(m: Machine, view: View, e: Expr): Value | undefined {
  switch (e.k) {
    case 'const':
      return constant(e.value);
    case 'undef':
      return UNDEFINED;
    case 'this':
      return view.thisValue;
    case 'var':
      return view.known.get(e.v) ?? variable(m, view, e.v);
    case 'cast':
      return peek(m, view, e.expr);
    case 'chain': {
      const inner: View = { ...view, short: false };
      const v = peek(m, inner, e.expr);
      return v && inner.short ? join(v, UNDEFINED) : v;
    }
    case 'member': {
      const obj = 'name' in e.key ? peek(m, view, e.obj) : undefined;
      return obj && property(m, view, obj, (e.key as { readonly name: string }).name, e.opt === true);
    }
    case 'unary': {
      const v = e.op === '!' ? peek(m, view, e.arg) : undefined;
      const t = v && truth(v);
      return t && either(t.no, t.yes);
    }
    case 'logical': {
      const l = e.op === '??' ? undefined : peek(m, view, e.l);
      const r = l && peek(m, view, e.r);
      if (!r) return undefined;
      const [a, b] = [truth(l), truth(r)];
      return e.op === '&&' ? either(a.yes && b.yes, a.no || (a.yes && b.no)) : either(a.yes || (a.no && b.yes), a.no && b.no);
    }
    case 'binary':
      return comparison(m, view, e);
    case 'call':
      return called(m, view, e);
    default:
      return undefined;
  }
}

function either(yes: boolean, no: boolean): Value {
  return { ...BOTTOM, consts: [true, false].filter((c) => (c ? yes : no)) };
}

function comparison(m: Machine, view: View, e: Extract<Expr, { k: 'binary' }>): Value | undefined {
  if (!/^[!=]==?$/.test(e.op) && e.op !== 'in') return undefined;
  const l = peek(m, view, e.l);
  const r = l && peek(m, view, e.r);
  if (!l || !r) return undefined;
  return isBottom(l) || isBottom(r) ? BOTTOM : compare(m, e.op, l, r);
}

function variable(m: Machine, view: View, v: number): Value | undefined {
  const b = view.facts.bindings[v]!;
  if (view.depth === 0) return evaluate(m, { k: 'var', v, s: b.s, e: b.e });
  return b.kind === 'import' || b.ambient ? undefined : m.readVar(view.env, v);
}

/** A property that no getter computes. */
function property(m: Machine, view: View, obj: Value, name: string, opt: boolean): Value | undefined {
  if (obj.unknown || (obj.kinds & ~(Kind.undefined | Kind.null)) !== 0 || obj.consts.some((c) => c !== undefined && c !== null)) return undefined;
  if (opt && (obj.consts.length > 0 || obj.kinds !== 0)) view.short = true;
  let out = BOTTOM;
  for (const ref of obj.refs) {
    const v = held(m, ref, name);
    if (!v) return undefined;
    out = join(out, v);
  }
  return out;
}

function held(m: Machine, ref: Ref, name: string): Value | undefined {
  if (isInternal(name)) return undefined;
  if (m.obj(ref).kind === 'declared') return heldByType(m, ref, name);
  if (m.obj(ref).kind !== 'object') return undefined;
  const c = m.content(ref);
  const own = c.props.get(name);
  if (own?.get || own?.set || c.inside.length > 0 || c.props.has('!get') || (!own && !isBottom(c.rest))) return undefined;
  if (own && !own.maybe) return own.v;
  const protos = c.props.get('!proto')?.v;
  if (protos?.unknown || (protos && protos.refs.length > 1)) return undefined;
  const inherited = protos?.refs.length === 1 ? held(m, protos.refs[0]!, name) : UNDEFINED;
  return inherited && join(own?.v ?? BOTTOM, join(inherited, isBottom(c.rest) ? BOTTOM : c.rest));
}

/** What a value from outside has under a name, where its type says that it is a literal or another primitive, or not there. */
function heldByType(m: Machine, ref: Ref, name: string): Value | undefined {
  const { shape } = m.obj(ref);
  const own = m.slot(ref, name);
  if (own) return own.get || own.set || own.maybe || own.v.refs.length > 0 || own.v.unknown ? undefined : own.v;
  if (!shape || (shape.k !== 'object' && shape.k !== 'class') || (shape.k === 'object' && (shape.index || shape.signatures?.length))) return undefined;
  const member = shape.member(name);
  if (!member) return UNDEFINED;
  if (!member.type || member.signatures?.length) return undefined;
  const { kinds, literals, objects, unknown } = m.setting.declared.shape(member.type);
  if (unknown || objects.length > 0) return undefined;
  const v: Value = { ...BOTTOM, consts: literals ?? [], kinds: literals ? kinds & (Kind.undefined | Kind.null) : kinds };
  return member.optional ? join(v, UNDEFINED) : v;
}

/** A call of a function that is but one expression. */
function called(m: Machine, view: View, e: Extract<Expr, { k: 'call' }>): Value | undefined {
  if (view.depth >= CALLS || e.args.some((a) => a.k === 'spread')) return undefined;
  const receiver = e.callee.k === 'member' ? peek(m, view, e.callee.obj) : UNDEFINED;
  const callee = receiver && peek(m, view, e.callee);
  if (!callee || callee.unknown || callee.kinds !== 0 || callee.consts.length > 0) return undefined;
  const args = e.args.map((a) => peek(m, view, a as Expr));
  let out = BOTTOM;
  for (const ref of callee.refs) {
    const { closure } = m.obj(ref);
    const body = closure && onlyExpression(closure);
    if (!body) return undefined;
    const known = new Map<number, Value>();
    for (const [i, p] of closure.fn.params.entries()) {
      const v = args[i];
      if (p.target.k !== 'pvar' || p.rest) return undefined;
      if (v) known.set(p.target.v, v);
    }
    const inside: View = { facts: closure.facts, env: closure.env, known, thisValue: closure.lexical ? undefined : receiver, depth: view.depth + 1, short: false };
    const v = closure.fn.params.length > args.length || known.size < closure.fn.params.length ? undefined : peek(m, inside, body);
    if (!v) return undefined;
    out = join(out, v);
  }
  return out;
}

function onlyExpression({ fn }: Closure): Expr | undefined {
  const [only, ...others] = fn.body?.body ?? [];
  return others.length === 0 && only?.k === 'return' && !fn.async && !fn.generator ? only.arg : undefined;
}
