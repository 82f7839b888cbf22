import type { Expr, Stmt } from '../../facts/ir.js';
import { Bounds } from '../bounds.js';
import { isEnumerable, isInternal, isSymbolName, textOfName } from '../domain/content.js';
import { State } from '../domain/state.js';
import { BOTTOM, constant, equal, isBottom, join, ofKinds, references, truth, type Ref, type Value } from '../domain/value.js';
import { Kind } from '../../types/shape.js';
import { awaited } from './async.js';
import { declaredKeys, fillIndex } from './declared-objects.js';
import { evaluate, evaluateUse } from './expressions.js';
import { advance, closeIterator, openIterator } from './iteration.js';
import type { Machine } from './machine.js';
import { bind } from './patterns.js';
import { ownContent } from './proxies.js';
import { refine } from './refine.js';
import { select, selectedByList } from './selected.js';
import { exec, innerScope, withJump } from './statements.js';
import { fixed, oneByOne, takenOf, type Taken } from './taken.js';
import type { JumpTarget } from './frame.js';
import { NO_LABELS, joinLabels } from '../domain/taint.js';

/** One pass of a loop: says whether the loop can go on and whether it can end before the pass. */
interface Pass {
  /** Evaluates the condition: the states that go on and that leave. */
  test(): { on: State | null; off: State | null };
  body(): void;
}

/**
 * Runs a loop: pass by pass while its condition is decided by constants, else to a fixpoint over all further passes.
 */
function run(m: Machine, span: { s: number; e: number }, target: JumpTarget, pass: Pass): void {
  let leaving: State | null = null;
  const key = `loop${span.s}`;
  for (let i = 0; m.st; i++) {
    if (i >= Bounds.unrolledIterations || m.unrolled > Bounds.unrolledIterationsPerRoot) break;
    const before = m.st.fork();
    const { on, off } = m.within(`${key}#${i}`, false, () => pass.test());
    if (on && off) {
      // The condition may have effects, as asking an iterator has: it is evaluated anew, from where it was.
      m.st = before;
      break;
    }
    leaving = State.join(leaving, off);
    m.st = on;
    if (!on) break;
    m.unrolled++;
    m.within(`${key}#${i}`, false, () => onePass(m, target, pass));
  }
  if (m.st) leaving = State.join(leaving, fixpoint(m, key, target, pass));
  m.st = leaving;
}

function onePass(m: Machine, target: JumpTarget, pass: Pass): void {
  pass.body();
  m.st = State.join(m.st, target.continued);
  target.continued = null;
}

/** Joins all further passes; the states that leave the loop. */
function fixpoint(m: Machine, key: string, target: JumpTarget, pass: Pass): State | null {
  return m.within(`${key}*`, true, () => {
    let head = m.st;
    let leaving: State | null = null;
    for (let i = 0; i < Bounds.fixpointPasses && head; i++) {
      m.st = head.fork();
      const { on, off } = pass.test();
      leaving = State.join(leaving, off);
      m.st = on;
      if (on) onePass(m, target, pass);
      const next: State | null = State.join(head, m.st);
      if (!next || State.same(head, next)) break;
      head = next;
    }
    return leaving;
  });
}

function condition(m: Machine, test: Expr | undefined): { on: State | null; off: State | null } {
  if (!test) return { on: m.st, off: null };
  const t = truth(evaluate(m, test));
  if (!m.st) return { on: null, off: null };
  const side = (yes: boolean): State | null => {
    const saved = m.st;
    m.st = saved!.fork();
    refine(m, test, yes);
    const out: State | null = m.st;
    m.st = saved;
    return out;
  };
  return { on: t.yes ? side(true) : null, off: t.no ? side(false) : null };
}

export function whileLoop(m: Machine, s: Extract<Stmt, { k: 'while' }>, labels: readonly string[]): void {
  withJump(m, 'loop', labels, (target) => run(m, s, target, { test: () => condition(m, s.test), body: () => exec(m, s.body) }));
}

export function doWhileLoop(m: Machine, s: Extract<Stmt, { k: 'dowhile' }>, labels: readonly string[]): void {
  withJump(m, 'loop', labels, (target) => {
    m.within(`loop${s.s}#first`, false, () => onePass(m, target, { test: () => ({ on: m.st, off: null }), body: () => exec(m, s.body) }));
    if (m.st) run(m, s, target, { test: () => condition(m, s.test), body: () => exec(m, s.body) });
  });
}

export function forLoop(m: Machine, s: Extract<Stmt, { k: 'for' }>, labels: readonly string[]): void {
  const outer = m.frame.env;
  m.frame.env = innerScope(m, s.scope, outer);
  if (s.init) exec(m, s.init);
  withJump(m, 'loop', labels, (target) =>
    run(m, s, target, {
      test: () => condition(m, s.test),
      body: () => {
        renew(m, s.scope, outer);
        exec(m, s.body);
        m.st = State.join(m.st, target.continued);
        target.continued = null;
        if (s.update && m.st) {
          renew(m, s.scope, outer, 'update');
          evaluate(m, s.update);
        }
      },
    }),
  );
  m.frame.env = outer;
}

/** Each iteration has its own copy of the captured loop variables. */
export function renew(m: Machine, scope: readonly number[], outer: Machine['frame']['env'], tag = ''): void {
  if (scope.length === 0 || !m.st) return;
  const values = scope.map((v) => m.readVar(m.frame.env, v));
  m.frame.env = tag ? m.env(m.frame.facts.file, `b${scope.join(',')}${tag}`, outer) : innerScope(m, scope, outer);
  scope.forEach((v, i) => {
    m.declare(m.frame.env, v);
    m.writeVar(m.frame.env, v, values[i]!);
  });
}

/** Runs the body once for each known element, in order; and to a fixpoint over the join of the others. */
function forEach(m: Machine, s: Extract<Stmt, { k: 'forin' | 'forof' }>, taken: Taken, labels: readonly string[], each: (v: Value) => Value = (v) => v, list?: Value): void {
  const outer = m.frame.env;
  const body = (v: Value): void => {
    m.frame.env = innerScope(m, s.scope, outer);
    const element = each(v);
    if (list && s.k === 'forof') selectByElement(m, s.iter, list, element);
    bind(m, s.target, element, 'declare');
    exec(m, s.body);
    m.frame.env = outer;
  };
  withJump(m, 'loop', labels, (target) => {
    const limit = oneByOne(m, taken);
    for (let i = 0; m.st && i < limit; i++) {
      const v = taken.list()![i];
      if (!v) break;
      m.unrolled++;
      m.within(`loop${s.s}#${i}`, false, () => onePass(m, target, { test: () => ({ on: m.st, off: null }), body: () => body(v) }));
    }
    if (!m.st || isBottom(taken.further(limit))) return;
    m.st = fixpoint(m, `loop${s.s}`, target, {
      test: () => ({ on: m.st, off: m.st?.fork() ?? null }),
      body: () => body(taken.further(limit)),
    });
  });
  m.frame.env = outer;
}

export function forOf(m: Machine, s: Extract<Stmt, { k: 'forof' }>, labels: readonly string[]): void {
  const iterable = evaluateUse(m, s.iter);
  const iterator = openIterator(m, iterable, m.site(s.iter), s.await);
  if (!m.st) return;
  if (iterator) return stepped(m, s, iterator, labels);
  forEach(m, s, takenOf(m, iterable, m.site(s.iter)), labels, s.await ? (v) => awaited(m, v, m.site(s.iter)) : undefined, iterable);
}

/** A loop runs for what its list was found by. */
export function selectByElement(m: Machine, iter: Expr, list: Value, element: Value): void {
  if (m.st && (list.labels.length > 0 || element.labels.length > 0)) select(m, selectedByList(m, iter, joinLabels(list.labels, element.labels)));
}

/** Asks an iterator for one element after the other; it is closed where the loop is broken off. */
function stepped(m: Machine, s: Extract<Stmt, { k: 'forof' }>, iterator: Value, labels: readonly string[]): void {
  const outer = m.frame.env;
  const site = m.site(s.iter);
  const each = (v: Value): Value => (s.await ? awaited(m, v, site) : v);
  let value = BOTTOM;
  let ended: State | null = null;
  withJump(m, 'loop', labels, (target) => {
    run(m, s, target, {
      test: () => {
        const r = advance(m, iterator, site);
        if (!m.st) return { on: null, off: null };
        value = each(r.value);
        const off = r.off ? m.st.fork() : null;
        return { on: r.on ? m.st : null, off };
      },
      body: () => {
        m.frame.env = innerScope(m, s.scope, outer);
        selectByElement(m, s.iter, BOTTOM, value);
        bind(m, s.target, value, 'declare');
        exec(m, s.body);
        m.frame.env = outer;
      },
    });
    ended = m.st;
    m.st = target.broken;
    target.broken = null;
    if (m.st) each(closeIterator(m, iterator, site));
    m.st = State.join(ended, m.st);
  });
}

export function forIn(m: Machine, s: Extract<Stmt, { k: 'forin' }>, labels: readonly string[]): void {
  const obj = evaluate(m, s.obj);
  if (!m.st) return;
  const { known, any } = allKeysOf(m, obj);
  forEach(m, s, fixed(known, any), labels);
}

/** Names that `for … in` gives: those of the object and, behind them, those that it inherits. Methods of classes are not among them. */
function allKeysOf(m: Machine, v: Value): ReturnType<typeof keysOf> {
  let { known, any } = keysOf(m, v);
  let holders: readonly Ref[] = v.refs;
  for (let i = 0; i < Bounds.prototypes && holders.length > 0; i++) {
    const protos = references(holders.flatMap((r) => m.slot(r, '!proto')?.v.refs ?? []).filter((r) => isListed(m, r)));
    if (protos.refs.length === 0) break;
    const inherited = keysOf(m, protos);
    any = join(any, inherited.any);
    known = known && inherited.known && [...known, ...inherited.known.filter((k) => !known!.some((old) => equal(old, k)))];
    holders = protos.refs;
  }
  return { known, any };
}

function isListed(m: Machine, ref: Ref): boolean {
  const { kind } = m.obj(ref);
  const made = m.slot(ref, 'constructor')?.v.refs ?? [];
  return kind !== 'builtin' && !made.some((r) => m.obj(r).kind === 'class' && m.obj(r).cls!.prototype === ref);
}

/** Names of an object's own properties, with the labels of those names: of those that are listed, or of `all`. */
export function keysOf(m: Machine, v: Value, all = false): { known: readonly Value[] | undefined; any: Value } {
  let any = BOTTOM;
  let known: Value[] | undefined = [];
  for (const ref of v.refs) {
    const o = m.obj(ref);
    if (o.kind === 'declared') fillIndex(m, ref);
    const c = ownContent(m, ref);
    for (const [name, s] of c.props) {
      if ((all ? isInternal(name) : !isEnumerable(c, name)) || isSymbolName(name)) continue;
      const key = constant(textOfName(name), s.keyLabels ?? NO_LABELS);
      any = join(any, key);
      if (s.maybe) known = undefined;
      else known?.push(key);
    }
    const declared = declaredKeys(m, ref);
    for (const name of declared ?? []) {
      if (c.props.has(name)) continue;
      any = join(any, constant(name));
      known?.push(constant(name));
    }
    const open = c.rest.refs.length + c.rest.consts.length + c.rest.kinds > 0 || c.rest.unknown || c.inside.length > 0 || (!declared && ['declared', 'external', 'instance'].includes(o.kind)) || (o.kind === 'array' && c.length === undefined);
    if (open) {
      known = undefined;
      any = join(any, ofKinds(Kind.string, joinLabels(c.restKeys.labels, c.inside)));
    }
  }
  const texts = v.consts.filter((c) => typeof c === 'string');
  if (texts.length > 0) any = join(any, ofKinds(Kind.string));
  if (v.unknown || texts.length > 0 || v.refs.length !== 1) known = v.refs.length === 0 && !v.unknown && texts.length === 0 && v.kinds === 0 ? [] : undefined;
  if (v.unknown || v.kinds !== 0) any = join(any, ofKinds(Kind.string, v.labels));
  return { known, any };
}

