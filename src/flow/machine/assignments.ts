import type { Expr, Pattern } from '../../facts/ir.js';
import { Kind } from '../../types/shape.js';
import { BOTTOM, constant, ofKinds, UNKNOWN, type Value } from '../domain/value.js';
import { evaluate, evaluateUse, logical, member } from './expressions.js';
import { readGlobal } from './globals.js';
import type { Machine } from './machine.js';
import { binary, primitive } from './operators.js';
import { sourceLabels, tag } from './declared.js';
import { bind } from './patterns.js';

/** What an assignment's target holds before. */
export function readTarget(m: Machine, target: Extract<Expr, { k: 'assign' }>['target']): Value {
  const before = m.frame.memo?.get(target);
  if (before) return before;
  switch (target.k) {
    case 'pvar':
      return m.readVar(m.frame.env, target.v);
    case 'pglobal':
      return readGlobal(m, target.name, m.site(target));
    case 'pmember':
      return member(m, { ...target, k: 'member' }).value;
    default:
      return UNKNOWN;
  }
}

/** Runs `run` with the object and the key of a target evaluated before it, as they are: once, and before what is assigned. */
function onceEvaluated(m: Machine, target: Pattern, run: () => Value): Value {
  if (target.k !== 'pmember') return run();
  const outer = m.frame.memo;
  const memo = new Map(outer);
  for (const part of [target.obj, ...('expr' in target.key ? [target.key.expr] : [])]) if (part.k !== 'super' && !memo.has(part)) memo.set(part, evaluate(m, part));
  if (!m.st) return BOTTOM;
  m.frame.memo = memo;
  const v = run();
  m.frame.memo = outer;
  return v;
}

/** Evaluating it changes nothing. */
function isPlain(e: Expr): boolean {
  return e.k === 'const' || e.k === 'undef' || e.k === 'var' || e.k === 'this' || e.k === 'func' || (e.k === 'cast' && isPlain(e.expr)) || (e.k === 'member' && 'name' in e.key && isPlain(e.obj));
}

export function update(m: Machine, e: Extract<Expr, { k: 'update' }>): Value {
  return onceEvaluated(m, e.target, () => updated(m, e));
}

function updated(m: Machine, e: Extract<Expr, { k: 'update' }>): Value {
  const old = primitive(m, readTarget(m, e.target), m.site(e.target), 'number');
  if (!m.st) return BOTTOM;
  const n = old.consts.length === 1 && old.kinds === 0 && typeof old.consts[0] === 'number' ? constant(old.consts[0] + (e.op === '++' ? 1 : -1), old.labels) : ofKinds(Kind.number, old.labels);
  bind(m, e.target, n, 'assign');
  return e.prefix ? n : old;
}

export function assignment(m: Machine, e: Extract<Expr, { k: 'assign' }>): Value {
  return e.op === '=' && isPlain(e.value) ? assigned(m, e) : onceEvaluated(m, e.target, () => assigned(m, e));
}

function assigned(m: Machine, e: Extract<Expr, { k: 'assign' }>): Value {
  if (e.op === '=') {
    const given = evaluateUse(m, e.value);
    const v = e.data ? tag(given, sourceLabels(e.data, m.site(e.target), 'the property is declared')) : given;
    if (m.st) bind(m, e.target, v, 'assign');
    return v;
  }
  const old = readTarget(m, e.target);
  if (!m.st) return BOTTOM;
  if (e.op === '&&' || e.op === '||' || e.op === '??') {
    return logical(m, e.op, old, () => {
      const v = evaluateUse(m, e.value);
      if (m.st) bind(m, e.target, v, 'assign');
      return v;
    });
  }
  const v = binary(m, { k: 'binary', op: e.op, l: { k: 'undef', s: e.target.s, e: e.target.e }, r: e.value, s: e.s, e: e.e }, old);
  if (m.st) bind(m, e.target, v, 'assign');
  return v;
}
