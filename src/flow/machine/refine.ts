import type { Expr } from '../../facts/ir.js';
import { Kind } from '../../types/shape.js';
import { State } from '../domain/state.js';
import { NO_LABELS, type Labels } from '../domain/taint.js';
import { assume, constant, constants, isBottom, kindOf, reference, splitNullish, type Const, type Value } from '../domain/value.js';
import { discriminate, subjects } from './discriminate.js';
import { evaluate } from './expressions.js';
import { applyGuard } from './guards.js';
import { isInstance } from './kinship.js';
import type { Machine } from './machine.js';
import { kindByType } from './operators.js';
import { getProperty } from './properties.js';
import { select, selectedBy } from './selected.js';

/** Narrows what local variables can hold by the outcome of a test that was just evaluated. `labels`: of its answer. */
export function refine(m: Machine, test: Expr, outcome: boolean, labels: Labels = NO_LABELS): void {
  if (!m.st) return;
  const selected = selectedBy(m, test, outcome, labels);
  narrowByTest(m, test, outcome);
  select(m, selected);
}

function narrowByTest(m: Machine, test: Expr, outcome: boolean): void {
  switch (test.k) {
    case 'var':
      return narrow(m, test.v, (v) => assume(v, outcome));
    case 'unary':
      if (test.op === '!') refine(m, test.arg, !outcome);
      return;
    case 'logical':
      if (test.op === '??') return;
      if ((test.op === '&&') === outcome) {
        refine(m, test.l, outcome);
        return refine(m, test.r, outcome);
      }
      return refineEither(m, test, outcome);
    case 'binary':
      refineComparison(m, test, outcome);
      return refineSubjects(m, test, outcome);
    case 'call':
      refineSubjects(m, test, outcome);
      return outcome ? applyGuard(m, test, false) : undefined;
    case 'member':
    case 'chain':
      return refineSubjects(m, test, outcome);
    case 'cast':
      return refine(m, test.expr, outcome);
    default:
      return;
  }
}

/** A variable is not one of those objects with which the test has the other outcome. */
function refineSubjects(m: Machine, test: Expr, outcome: boolean): void {
  for (const v of new Set(subjects(test))) {
    if (m.st) narrow(m, v, (old) => (old.refs.length > 1 || (old.refs.length === 1 && splitNullish(old).nullish) ? discriminate(m, test, outcome, v, old) : old));
  }
}

/** The left side decided the outcome, or the right side did after it. */
function refineEither(m: Machine, test: Extract<Expr, { k: 'logical' }>, outcome: boolean): void {
  const before = m.st!;
  m.st = before.fork();
  refine(m, test.l, outcome);
  const byLeft: State | null = m.st;
  m.st = before.fork();
  refine(m, test.l, !outcome);
  refine(m, test.r, outcome);
  m.st = State.join(byLeft, m.st);
}

function refineComparison(m: Machine, test: Extract<Expr, { k: 'binary' }>, outcome: boolean): void {
  if (test.op === 'instanceof') return refineInstance(m, test, outcome);
  const positive = test.op === '===' || test.op === '==';
  if (!positive && test.op !== '!==' && test.op !== '!=') return;
  const equal = positive === outcome;
  const literal = literalOf(test.r) ?? literalOf(test.l);
  const subject = literalOf(test.r) ? test.l : test.r;
  if (!literal) return;
  if (subject.k === 'unary' && subject.op === 'typeof' && subject.arg.k === 'var' && typeof literal.c === 'string') {
    const name = literal.c;
    return narrow(m, subject.arg.v, (v) => byTypeof(m, v, name, equal));
  }
  if (subject.k !== 'var') return;
  const loose = test.op.length === 2;
  narrow(m, subject.v, (v) => {
    if (loose && (literal.c === null || literal.c === undefined)) {
      const { rest } = splitNullish(v);
      return equal ? { ...v, refs: [], unknown: false, consts: v.consts.filter((c) => c === null || c === undefined), kinds: v.kinds & (Kind.undefined | Kind.null) || (v.unknown ? Kind.undefined | Kind.null : 0) } : rest;
    }
    if (!equal) return without(v, literal.c);
    const kind = kindOf(literal.c);
    const possible = v.unknown || (v.kinds & kind) !== 0 || v.consts.includes(literal.c);
    // It is the literal then, whatever it was compared for.
    return possible ? constant(literal.c) : { ...v, consts: [], kinds: 0, refs: [], unknown: false };
  });
}

/** The value is not that constant; a boolean is the other one then. */
function without(v: Value, c: Const): Value {
  if (typeof c === 'boolean' && v.kinds & Kind.boolean) return { ...v, consts: [...v.consts, !c], kinds: v.kinds & ~Kind.boolean };
  return constants(v) ? { ...v, consts: v.consts.filter((x) => x !== c) } : v;
}

/** A class that a name tells is looked up again; other expressions could do something. */
function refineInstance(m: Machine, test: Extract<Expr, { k: 'binary' }>, outcome: boolean): void {
  if (test.l.k !== 'var' || test.r.k !== 'var') return;
  const of = evaluate(m, test.r);
  if (of.refs.some((r) => getProperty(m, reference(r), '@@hasInstance', m.site(test)).refs.length > 0)) return;
  narrow(m, test.l.v, (v) => {
    const refs = v.refs.filter((r) => isInstance(m, r, of) !== (outcome ? 'no' : 'yes'));
    return outcome ? { ...v, refs, consts: [], kinds: 0 } : refs.length === v.refs.length ? v : { ...v, refs };
  });
}

function byTypeof(m: Machine, v: Value, name: string, equal: boolean): Value {
  const bit = name === 'object' ? Kind.null : (Kind[name as keyof typeof Kind] ?? 0);
  const fits = (ref: number): boolean => {
    const k = kindByType(m.obj(ref));
    if (k === 'external' || k === 'declared' || k === 'builtin') return true;
    return (k === 'function' || k === 'class' || k === 'native') === (name === 'function') && (name === 'function' || name === 'object');
  };
  const unsure = (ref: number): boolean => ['external', 'declared', 'builtin'].includes(kindByType(m.obj(ref)));
  if (equal) {
    return { ...v, consts: v.consts.filter((c) => kindOf(c) === bit), kinds: v.kinds & bit, refs: v.refs.filter(fits), unknown: v.unknown && (name === 'object' || name === 'function') };
  }
  return { ...v, consts: v.consts.filter((c) => kindOf(c) !== bit), kinds: v.kinds & ~bit, refs: v.refs.filter((r) => !fits(r) || unsure(r)) };
}

function literalOf(e: Expr): { readonly c: string | number | boolean | null | undefined } | undefined {
  if (e.k === 'const') return { c: e.value };
  return e.k === 'undef' ? { c: undefined } : undefined;
}

export function narrow(m: Machine, v: number, f: (v: Value) => Value): void {
  const binding = m.frame.facts.bindings[v]!;
  // The variables of these hold nothing: what they mean is looked up elsewhere.
  if (binding.kind === 'import' || binding.ambient) return;
  if (m.joins(m.frame.env, v)) return;
  const { at } = m.cell(m.frame.env, v);
  const old = m.st!.get(at) as Value | undefined;
  if (!old) return;
  const next = f(old);
  if (isBottom(next) && !isBottom(old)) m.st = null;
  else m.st!.set(at, next);
}
