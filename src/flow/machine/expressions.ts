import type { Arg, Expr } from '../../facts/ir.js';
import { EMPTY, slot, withSlot } from '../domain/content.js';
import { State } from '../domain/state.js';
import { joinLabels, NO_LABELS } from '../domain/taint.js';
import { assume, BOTTOM, constant, join, ofKinds, reference, splitNullish, truth, UNDEFINED, UNKNOWN, type Value } from '../domain/value.js';
import { Kind } from '../../types/shape.js';
import { assignment, update } from './assignments.js';
import { awaited } from './async.js';
import { consume } from './boundary.js';
import { callValue, constructValue } from './calls.js';
import { callOfChoice } from './choices.js';
import { evaluateClass } from './classes.js';
import { superCall } from './super-calls.js';
import { conformCast, tagVariable, describeSchema } from './declared.js';
import { readGlobal } from './globals.js';
import { makeClosure } from './functions.js';
import { computedNames, lookedUp } from './lookups.js';
import { iterate } from './iteration.js';
import { evaluateJsx } from './jsx.js';
import type { Machine } from './machine.js';
import { importModule, readImport, requireModule } from './modules.js';
import type { Args, Argument } from './objects.js';
import { binary, kindByType, unary, primitive } from './operators.js';
import { keyOf } from './patterns.js';
import { getProperty, protoOf, readStep } from './properties.js';
import { deleteProperty } from './property-writes.js';
import { refine } from './refine.js';
import { applyGuard } from './guards.js';
import { answerToBoth, chosen, noteAnswer, readSelected } from './selected.js';
import { noteStore, startsState } from './stores.js';
import { typedResult } from './typed.js';
import { arrayLiteral, enumObject, objectLiteral, tagged, template } from './literals.js';
import { asTested } from './tested.js';

/** Evaluates an expression in the current frame and state. */
export function evaluate(m: Machine, e: Expr): Value {
  if (!m.st) return BOTTOM;
  if (m.observer !== undefined && m.observer.takes(e)) return m.observer.evaluate(m, e, evaluate);
  const before = m.frame.memo?.get(e);
  if (before) return before;
  switch (e.k) {
    case 'undef':
      return UNDEFINED;
    case 'const':
      return typeof e.value === 'boolean' ? chosen(m, e.value) : constant(e.value);
    case 'bigint':
      return constant(BigInt(e.value));
    case 'regex':
      return reference(m.alloc('instance', m.site(e), withSlot(EMPTY, '!regexp', slot(constant(`/${e.pattern}/${e.flags}`))), { path: 'RegExp' }));
    case 'template':
      return template(m, e);
    case 'tagged':
      return tagged(m, e);
    case 'var': {
      const b = m.frame.facts.bindings[e.v]!;
      if (b.kind === 'import') return readImport(m, m.frame.facts, b, e);
      return tagVariable(m, m.frame.facts, e.v, readSelected(m.readVar(m.frame.env, e.v)), e);
    }
    case 'global':
      return readGlobal(m, e.name, m.site(e));
    case 'this':
      return m.frame.thisValue;
    case 'super':
      return m.frame.home ? protoOf(m, m.frame.home.object) : UNKNOWN;
    case 'newtarget':
      return m.frame.newTarget;
    case 'importmeta':
      return UNKNOWN;
    case 'func':
      return reference(makeClosure(m, m.frame.facts, e.f, m.frame.env));
    case 'class':
      return evaluateClass(m, e.c);
    case 'array':
      return arrayLiteral(m, e);
    case 'object':
      return objectLiteral(m, e);
    case 'enum':
      return enumObject(m, e);
    case 'member':
      return member(m, e).value;
    case 'call':
      return call(m, e);
    case 'new': {
      const callee = evaluate(m, e.callee);
      const { file } = m.frame.facts;
      const args: Args = { ...evaluateArgs(m, e.args), ...(e.typeArgs && { types: e.typeArgs.map((type) => ({ file, type })) }) };
      const made = m.st ? constructValue(m, callee, args, m.site(e)) : BOTTOM;
      if (e.typeArgs && e.callee.k === 'global' && startsState(m)) noteStore(m, made, { file: m.frame.facts.file, type: { k: 'ref', name: e.callee.name, args: e.typeArgs, s: e.s, e: e.e } }, m.site(e));
      return made;
    }
    case 'chain':
      return chain(m, e.expr);
    case 'unary':
      if (e.op === 'delete') return deletion(m, e.arg);
      return unary(e.op, e.op === '-' || e.op === '+' || e.op === '~' ? primitive(m, evaluate(m, e.arg), m.site(e.arg), 'number') : asTested(m, e.arg, evaluate(m, e.arg)), (r) => kindByType(m.obj(r)));
    case 'binary':
      return binary(m, e);
    case 'privatein':
      evaluate(m, e.r);
      return ofKinds(Kind.boolean);
    case 'logical':
      return logical(m, e.op, asTested(m, e.l, evaluate(m, e.l)), () => evaluate(m, e.r), e.l);
    case 'cond':
      return conditional(m, e);
    case 'update':
      return update(m, e);
    case 'assign':
      return assignment(m, e);
    case 'seq': {
      let v = UNDEFINED;
      for (const x of e.exprs) v = evaluate(m, x);
      return v;
    }
    case 'await':
      return noteAnswer(m, e, awaited(m, evaluate(m, e.arg), m.site(e)));
    case 'yield':
      // Only where the function's code isn't run in steps: in a parameter's default, which syntax forbids.
      return UNKNOWN;
    case 'import':
      return importModule(m, evaluate(m, e.source), m.site(e));
    case 'require':
      return requireModule(m, evaluate(m, e.source), m.site(e));
    case 'cast':
      return conformCast(m, evaluate(m, e.expr), e);
    case 'jsx':
      return evaluateJsx(m, e);
  }
}

/** Evaluates an expression whose value is stored, passed or combined: where a label can come into the running module. */
export function evaluateUse(m: Machine, e: Expr): Value {
  return consume(m, evaluate(m, e), e);
}

export function evaluateArgs(m: Machine, args: readonly Arg[]): Args {
  const list: Argument[] = [];
  let rest: Argument | undefined;
  for (const a of args) {
    if (!m.st) break;
    if (a.k === 'spread') {
      const items = iterate(m, evaluateUse(m, a.arg), m.site(a));
      if (items.known && !rest) for (const v of items.known) list.push({ v, s: a.s, e: a.e });
      else if (items.atMost !== undefined && !rest && a === args.at(-1)) for (let i = 0; i < items.atMost; i++) list.push({ v: items.indexed(i), s: a.s, e: a.e });
      else rest = { v: join(rest?.v ?? BOTTOM, items.any), s: a.s, e: a.e };
    } else {
      const v = evaluateUse(m, a);
      if (rest) rest = { ...rest, v: join(rest.v, v) };
      else list.push({ v, s: a.s, e: a.e });
    }
  }
  return rest ? { list, rest } : { list };
}

/** Reads a member; `thisValue` is its receiver. */
export function member(m: Machine, e: Extract<Expr, { k: 'member' }>): { value: Value; thisValue: Value } {
  let obj = evaluate(m, e.obj);
  if (!m.st) return { value: BOTTOM, thisValue: obj };
  if (e.opt) obj = shortCircuit(m, obj);
  const key = keyOf(m, e.key);
  if (!m.st) return { value: BOTTOM, thisValue: obj };
  const nullish = splitNullish(obj);
  if (nullish.nullish && e.obj.k !== 'this') {
    m.frame.implicit = true;
    m.mayRaise(UNKNOWN);
  }
  const thisValue = e.obj.k === 'super' ? m.frame.thisValue : obj;
  let value = BOTTOM;
  for (const name of key.names ?? [key.name]) {
    value = join(value, readStep(getProperty(m, obj, name, m.site(e), e.obj.k === 'super' ? m.frame.thisValue : obj), name, m.site(e)));
  }
  const labels = joinLabels(key.labels, key.names || key.name !== null ? NO_LABELS : computedNames(m, obj));
  if (labels.length > 0) value = lookedUp(m, value, labels, m.site(e));
  return { value, thisValue };
}

/** Leaves the optional chain where the value is null or undefined. */
function shortCircuit(m: Machine, v: Value): Value {
  const { nullish, rest } = splitNullish(v);
  if (!nullish) return v;
  const open = m.frame.chains[m.frame.chains.length - 1];
  if (open) open.short = State.join(open.short, m.st!.fork());
  if (rest.refs.length === 0 && rest.consts.length === 0 && rest.kinds === 0 && !rest.unknown) m.st = null;
  return rest;
}

function chain(m: Machine, e: Expr): Value {
  const frame = m.frame;
  const open = { short: null as State | null };
  frame.chains.push(open);
  const v = evaluate(m, e);
  frame.chains.pop();
  if (!open.short) return v;
  const out = m.st ? join(v, UNDEFINED) : UNDEFINED;
  m.st = State.join(m.st, open.short);
  return out;
}

export interface Callee {
  readonly value: Value;
  readonly thisValue: Value;
  readonly name: string;
}

export function calleeOf(m: Machine, e: Expr): Callee {
  if (e.k === 'member') {
    const { value, thisValue } = member(m, e);
    return { value, thisValue, name: 'name' in e.key ? e.key.name : 'a computed member' };
  }
  if (e.k === 'cast') return calleeOf(m, e.expr);
  if (e.k === 'chain') {
    const open = { short: null as State | null };
    m.frame.chains.push(open);
    const c = calleeOf(m, e.expr);
    m.frame.chains.pop();
    if (!open.short) return c;
    m.st = State.join(m.st, open.short);
    return { ...c, value: join(c.value, UNDEFINED) };
  }
  const value = evaluate(m, e);
  const name = e.k === 'var' ? m.frame.facts.bindings[e.v]!.name : e.k === 'global' ? e.name : 'a function';
  return { value, thisValue: UNDEFINED, name };
}

function call(m: Machine, e: Extract<Expr, { k: 'call' }>): Value {
  const choice = m.frame.memo ? undefined : callOfChoice(e);
  if (choice) return conditional(m, choice);
  if (e.callee.k === 'super') return superCall(m, evaluateArgs(m, e.args), m.site(e));
  const callee = calleeOf(m, e.callee);
  if (!m.st) return BOTTOM;
  const f = e.opt ? shortCircuit(m, callee.value) : callee.value;
  const { file } = m.frame.facts;
  const args: Args = { ...evaluateArgs(m, e.args), ...(e.typeArgs && { types: e.typeArgs.map((type) => ({ file, type })) }) };
  if (!m.st) return BOTTOM;
  if (m.relevance && e.callee.k === 'member' && args.list.some((a) => a.v.labels.length > 0)) m.relevance.add(holderName(m, e.callee.obj));
  if (e.callee.k === 'member') describeSchema(m, callee.thisValue, e.callee.obj);
  const v = callValue(m, f, callee.thisValue, args, m.site(e), callee.name);
  // A schema can be part of another one that is asked.
  if (e.callee.k === 'member') describeSchema(m, v, e);
  applyGuard(m, e, true);
  return m.st ? noteAnswer(m, e, typedResult(m, f, v, args, m.site(e))) : BOTTOM;
}

/** The name under which code finds the object that an expression gives. */
function holderName(m: Machine, e: Expr): string {
  if (e.k === 'member') return 'name' in e.key ? e.key.name : '';
  return e.k === 'var' ? m.frame.facts.bindings[e.v]!.name : '';
}

/** `l && r`, `l || r`, `l ?? r`: what is decided by a branch carries no label of the test. */
export function logical(m: Machine, op: '&&' | '||' | '??', l: Value, right: () => Value, test?: Expr): Value {
  if (!m.st) return BOTTOM;
  if (op === '??') {
    const { nullish, rest } = splitNullish(l);
    if (!nullish) return l;
    if (rest.refs.length === 0 && rest.consts.length === 0 && rest.kinds === 0 && !rest.unknown) return right();
    return m.branch(() => rest, right);
  }
  const t = truth(l);
  const goes = op === '&&' ? t.yes : t.no;
  const stays = op === '&&' ? t.no : t.yes;
  if (!goes) return l;
  const run = (): Value => {
    if (test) refine(m, test, op === '&&');
    return right();
  };
  if (!stays) return run();
  const kept = assume(l, op === '||');
  if (op === '||') return m.branch(() => kept, run);
  return m.branch(() => ({ ...kept, labels: NO_LABELS }), () => answerToBoth(l, run()));
}

function conditional(m: Machine, e: Extract<Expr, { k: 'cond' }>): Value {
  const answer = asTested(m, e.test, evaluate(m, e.test));
  const t = truth(answer);
  if (!m.st) return BOTTOM;
  const side = (yes: boolean, x: Expr) => (): Value => {
    refine(m, e.test, yes, answer.labels);
    return evaluate(m, x);
  };
  if (!t.no) return side(true, e.yes)();
  if (!t.yes) return side(false, e.no)();
  return m.branch(side(true, e.yes), side(false, e.no));
}

function deletion(m: Machine, e: Expr): Value {
  const inner = e.k === 'chain' ? e.expr : e;
  if (inner.k === 'member') {
    const obj = evaluate(m, inner.obj);
    const key = keyOf(m, inner.key);
    if (m.st) deleteProperty(m, obj, key.name);
  } else evaluate(m, inner);
  return ofKinds(Kind.boolean);
}
