import type { Arg, Expr, Key, Pattern } from '../../../facts/ir.js';
import { NO_LABELS } from '../../domain/taint.js';
import { assume, isBottom, splitNullish, truth, UNDEFINED, type Value } from '../../domain/value.js';
import { readTarget } from '../assignments.js';
import { awaitThen } from '../async.js';
import { consume } from '../boundary.js';
import { evaluate } from '../expressions.js';
import { yieldThen } from '../generators.js';
import type { Machine } from '../machine.js';
import { refine } from '../refine.js';
import { answerToBoth, noteAnswer } from '../selected.js';
import { fork } from './activation.js';
import { suspends } from './suspends.js';
import { asTested } from '../tested.js';

/** Evaluates an expression that can stop; `then` goes on with its value. */
export function evaluateThen(m: Machine, e: Expr, then: (v: Value) => void): void {
  const outer = m.frame.memo;
  prepare(m, e, () => {
    const v = evaluate(m, e);
    m.frame.memo = outer;
    if (m.st) then(v);
  });
}

/** The same for a value that is stored, passed or combined. */
export function evaluateUseThen(m: Machine, e: Expr, then: (v: Value) => void): void {
  evaluateThen(m, e, (v) => then(consume(m, v, e)));
}

function remember(m: Machine, part: object, v: Value): void {
  m.frame.memo = new Map(m.frame.memo).set(part, v);
}

/** Evaluates what of the expression stops, and what comes before that; the rest then is evaluated in one go. */
function prepare(m: Machine, e: Expr, then: () => void): void {
  if (!m.st) return;
  if (!suspends(e)) return then();
  const known = (v: Value): void => {
    m.observer?.expression(m, e, v);
    remember(m, e, v);
    then();
  };
  switch (e.k) {
    case 'await':
      return prepare(m, e.arg, () => awaitThen(m, evaluate(m, e.arg), m.site(e), (v) => known(noteAnswer(m, e, v))));
    case 'yield':
      if (!e.arg) return yieldThen(m, UNDEFINED, false, m.site(e), known);
      return prepare(m, e.arg, () => yieldThen(m, evaluate(m, e.arg!), e.delegate, m.site(e), known));
    case 'cond':
      return choose(m, e.test, (yes) => (yes ? e.yes : e.no), known);
    case 'logical':
      return e.op === '??' ? coalesce(m, e, known) : shortCircuit(m, e, known);
    default:
      return inOrder(m, parts(e), e.k === 'chain', then);
  }
}

function choose(m: Machine, test: Expr, side: (yes: boolean) => Expr, then: (v: Value) => void): void {
  evaluateThen(m, test, (v) => {
    const t = truth(asTested(m, test, v));
    const run = (yes: boolean) => (done: (v: Value) => void): void => {
      refine(m, test, yes, v.labels);
      evaluateThen(m, side(yes), done);
    };
    if (t.yes && t.no) fork(m, [run(true), run(false)], then);
    else run(t.yes)(then);
  });
}

function shortCircuit(m: Machine, e: Extract<Expr, { k: 'logical' }>, then: (v: Value) => void): void {
  evaluateThen(m, e.l, (given) => {
    const l = asTested(m, e.l, given);
    const t = truth(l);
    const and = e.op === '&&';
    const right = (done: (v: Value) => void): void => {
      refine(m, e.l, and);
      evaluateThen(m, e.r, done);
    };
    const kept = assume(l, !and);
    if (!(and ? t.yes : t.no)) then(l);
    else if (!(and ? t.no : t.yes)) right(then);
    else if (and) fork(m, [(done) => done({ ...kept, labels: NO_LABELS }), (done) => right((r) => done(answerToBoth(l, r)))], then);
    else fork(m, [(done) => done(kept), right], then);
  });
}

function coalesce(m: Machine, e: Extract<Expr, { k: 'logical' }>, then: (v: Value) => void): void {
  evaluateThen(m, e.l, (l) => {
    const { nullish, rest } = splitNullish(l);
    if (!nullish) then(l);
    else if (isBottom(rest)) evaluateThen(m, e.r, then);
    else fork(m, [(done) => done(rest), (done) => evaluateThen(m, e.r, done)], then);
  });
}

/** In a chain, parts are not evaluated apart from what short-circuits them. */
function inOrder(m: Machine, list: readonly (Expr | Pattern)[], chain: boolean, then: () => void): void {
  const last = list.findLastIndex((x) => suspends(x));
  const next = (i: number): void => {
    if (!m.st) return;
    const x = list[i];
    if (!x || i > last) return then();
    if (isPattern(x)) {
      remember(m, x, readTarget(m, x));
      return next(i + 1);
    }
    if (i === last || chain) return prepare(m, x, () => next(i + 1));
    if (suspends(x)) return evaluateThen(m, x, (v) => (remember(m, x, v), next(i + 1)));
    if (x.k !== 'func' && x.k !== 'const' && x.k !== 'super') remember(m, x, evaluate(m, x));
    next(i + 1);
  };
  next(0);
}

const isPattern = (x: Expr | Pattern): x is Pattern => x.k === 'pvar' || x.k === 'pglobal' || x.k === 'pmember' || x.k === 'pobject' || x.k === 'parray' || x.k === 'pdefault';
const argument = (a: Arg | null): Expr[] => (a === null ? [] : [a.k === 'spread' ? a.arg : a]);
const ofKey = (key: Key): Expr[] => ('expr' in key ? [key.expr] : []);

/** What is evaluated of an expression, whatever the values are, in order. A pattern stands for what it holds before. */
function parts(e: Expr): (Expr | Pattern)[] {
  switch (e.k) {
    case 'template':
    case 'seq':
      return [...e.exprs];
    case 'tagged':
      return [...ofCallee(e.tag), ...e.exprs];
    case 'array':
      return e.elems.flatMap(argument);
    case 'object':
      return e.props.flatMap((p) => (p.kind === 'spread' ? [p.value] : [...ofKey(p.key), p.value]));
    case 'member':
      return [e.obj, ...ofKey(e.key)];
    case 'call':
      return [...ofCallee(e.callee), ...e.args.flatMap(argument)];
    case 'new':
      return [e.callee, ...e.args.flatMap(argument)];
    case 'chain':
      return parts(e.expr);
    case 'unary':
      return [e.arg];
    case 'cast':
      return [e.expr];
    case 'binary':
      return [e.l, e.r];
    case 'privatein':
      return [e.r];
    case 'update':
      return ofTarget(e.target);
    case 'assign':
      return [...ofTarget(e.target), ...(e.op === '=' ? [] : [e.target]), e.value];
    case 'import':
    case 'require':
      return [e.source];
    case 'jsx':
      return [...e.attrs.map((a) => ('spread' in a ? a.spread : a.value)), ...e.children.flatMap(argument)];
    default:
      return [];
  }
}

/** A method's function is found in its object when it is called. */
function ofCallee(e: Expr): Expr[] {
  if (e.k === 'member') return [e.obj, ...ofKey(e.key)];
  return e.k === 'cast' || e.k === 'chain' ? ofCallee(e.expr) : e.k === 'super' ? [] : [e];
}

function ofTarget(p: Pattern): Expr[] {
  return p.k === 'pmember' ? [p.obj, ...ofKey(p.key)] : [];
}
