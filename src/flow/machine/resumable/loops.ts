import type { Expr, Stmt } from '../../../facts/ir.js';
import { Bounds } from '../../bounds.js';
import { State } from '../../domain/state.js';
import { isBottom, truth, UNDEFINED, type Value } from '../../domain/value.js';
import { awaitThen, holdsPromise } from '../async.js';
import { innerScope } from '../statements.js';
import { addExit, noExit, type JumpTarget } from '../frame.js';
import { oneByOne, takenOf } from '../taken.js';
import { closeIterator, openIterator, readResult, nextResult } from '../iteration.js';
import { renew, selectByElement } from '../loops.js';
import type { Machine } from '../machine.js';
import { bind } from '../patterns.js';
import { refine } from '../refine.js';
import { region } from './activation.js';
import { evaluateThen, evaluateUseThen } from './expressions.js';
import { arrive, collectBroken, run, type Then } from './statements.js';

/** One pass of a loop. */
interface Pass {
  /** Finding the states has no effects: it can be done twice. */
  readonly pure?: boolean;
  /** Finds the states that go on and that leave; `i` counts passes. */
  test(then: (on: State | null, off: State | null) => void, i: number): void;
  body(done: Then, i: number): void;
  /** What follows the body, `continue` too. */
  update?(done: Then): void;
  /** Runs where the loop is broken off. */
  broken?(done: Then): void;
  /** Passes that are run one by one. */
  readonly unrolled?: number;
}

/** Runs a loop pass by pass while its condition is decided by constants, else over all further passes until nothing new comes. */
function loop(m: Machine, span: { s: number }, labels: readonly string[], pass: Pass, then: Then): void {
  const target: JumpTarget = { kind: 'loop', labels, broken: null, continued: null };
  const ends = noExit();
  const breaks = noExit();
  const key = `loop${span.s}`;
  const { ctx } = m.frame;
  let head: State | null = null;
  let passes = 0;
  const iteration = (i: number, joined: boolean): void => {
    if (!m.st) return;
    if (joined) {
      const next: State | null = State.join(head, m.st);
      if ((head && State.same(head, next!)) || passes++ > Bounds.fixpointPasses) return void (m.st = null);
      head = next!.fork();
      m.st = next;
    }
    m.frame.ctx = ctx.child(joined ? `${key}*` : `${key}#${i}`, joined);
    pass.test((on, off) => {
      const undecided = on !== null && off !== null;
      if (undecided && !joined && pass.pure) {
        m.st = State.join(on, off);
        return iteration(i, true);
      }
      addExit(ends, off, UNDEFINED);
      m.st = on;
      if (!on) return;
      m.unrolled++;
      const got = noExit();
      const after = joined || undecided || i + 1 >= (pass.unrolled ?? Bounds.unrolledIterations) || m.unrolled > Bounds.unrolledIterationsPerRoot;
      const next = (): void => iteration(i + 1, after);
      region(m, [{ got, then: () => (pass.update ? pass.update(next) : next()) }], () => pass.body(() => arrive(m, got), i), () => {
        addExit(got, target.continued, UNDEFINED);
        target.continued = null;
      });
    }, i);
  };
  const finish = (): void => {
    arrive(m, ends);
  };
  region(m, [{ got: ends, then }], () => {
    region(m, [{ got: breaks, then: () => (pass.broken ? pass.broken(finish) : finish()) }], () => {
      m.frame.jumps = [...m.frame.jumps, target];
      iteration(0, false);
    }, () => collectBroken(target, breaks));
  });
}

/** Evaluating it changes nothing. */
function isPure(e: Expr): boolean {
  switch (e.k) {
    case 'const':
    case 'undef':
    case 'var':
    case 'this':
      return true;
    case 'member':
      return isPure(e.obj) && ('name' in e.key || isPure(e.key.expr));
    case 'binary':
    case 'logical':
      return isPure(e.l) && isPure(e.r);
    case 'unary':
      return e.op !== 'delete' && isPure(e.arg);
    default:
      return false;
  }
}

function condition(m: Machine, test: Extract<Stmt, { k: 'for' }>['test'], then: (on: State | null, off: State | null) => void): void {
  if (!test) return then(m.st, null);
  evaluateThen(m, test, (v) => {
    const t = truth(v);
    const st = m.st!;
    const side = (yes: boolean): State | null => {
      m.st = st.fork();
      refine(m, test, yes);
      return m.st;
    };
    then(t.yes ? side(true) : null, t.no ? side(false) : null);
  });
}

export function whileThen(m: Machine, s: Extract<Stmt, { k: 'while' }>, labels: readonly string[], then: Then): void {
  loop(m, s, labels, { pure: isPure(s.test), test: (go) => condition(m, s.test, go), body: (done) => run(m, s.body, done) }, then);
}

export function doWhileThen(m: Machine, s: Extract<Stmt, { k: 'dowhile' }>, labels: readonly string[], then: Then): void {
  loop(m, s, labels, {
    pure: isPure(s.test),
    test: (go, i) => (i === 0 ? go(m.st, null) : condition(m, s.test, go)),
    body: (done) => run(m, s.body, done),
  }, then);
}

export function forThen(m: Machine, s: Extract<Stmt, { k: 'for' }>, labels: readonly string[], then: Then): void {
  const outer = m.frame.env;
  m.frame.env = innerScope(m, s.scope, outer);
  const start = (): void => loop(m, s, labels, {
    pure: s.test === undefined || isPure(s.test),
    test: (go) => condition(m, s.test, go),
    body: (done) => {
      renew(m, s.scope, outer);
      run(m, s.body, done);
    },
    update: (done) => {
      renew(m, s.scope, outer, 'update');
      if (s.update) evaluateThen(m, s.update, done);
      else done();
    },
  }, () => {
    m.frame.env = outer;
    then();
  });
  if (s.init) run(m, s.init, start);
  else start();
}

export function forOfThen(m: Machine, s: Extract<Stmt, { k: 'forof' }>, labels: readonly string[], then: Then): void {
  const outer = m.frame.env;
  const site = m.site(s.iter);
  let list: Value = UNDEFINED;
  const body = (v: Value, done: Then): void => {
    m.frame.env = innerScope(m, s.scope, outer);
    selectByElement(m, s.iter, list, v);
    bind(m, s.target, v, 'declare');
    if (m.st) run(m, s.body, () => {
      m.frame.env = outer;
      done();
    });
  };
  evaluateUseThen(m, s.iter, (iterable) => {
    const iterator = openIterator(m, iterable, site, s.await);
    if (!m.st) return;
    list = iterable;
    if (iterator) return stepped(m, s, iterator, body, labels, then);
    const taken = takenOf(m, iterable, site);
    // A list's elements are awaited, and so is what an iterator makes of each.
    const each = (v: Value, done: Then): void => (s.await ? awaitThen(m, v, site, (x) => awaitThen(m, x, site, (y) => body(y, done))) : body(v, done));
    const limit = oneByOne(m, taken);
    // Where the loop was broken off, what may have come in past the list is taken too.
    const others = (): void => {
      if (isBottom(taken.further(limit))) return then();
      loop(m, s, labels, { pure: true, test: (go) => go(m.st, m.st?.fork() ?? null), body: (done) => each(taken.further(limit), done) }, then);
    };
    if (limit === 0) return others();
    const pass: Pass = { test: (go, i) => (i < limit && taken.list()![i] ? go(m.st, null) : go(null, m.st)), body: (done, i) => each(taken.list()![i]!, done), unrolled: limit + 1 };
    loop(m, s, labels, pass, others);
  });
}

/** Asks an iterator for one element after the other. */
function stepped(m: Machine, s: Extract<Stmt, { k: 'forof' }>, iterator: Value, body: (v: Value, done: Then) => void, labels: readonly string[], then: Then): void {
  const site = m.site(s.iter);
  let value = UNDEFINED;
  const read = (result: Value, go: (on: State | null, off: State | null) => void): void => {
    const r = readResult(m, result, site);
    value = r.value;
    const off = r.off ? (m.st?.fork() ?? null) : null;
    go(r.on ? m.st : null, off);
  };
  const pass: Pass = {
    test: (go) => {
      const result = nextResult(m, iterator, site);
      if (s.await) awaitThen(m, result, site, (x) => read(x, go));
      else if (m.st) read(result, go);
    },
    body: (done) => (s.await && holdsPromise(m, value) ? awaitThen(m, value, site, (x) => body(x, done)) : body(value, done)),
    broken: (done) => {
      const v = closeIterator(m, iterator, site);
      if (s.await) awaitThen(m, v, site, done);
      else if (m.st) done();
    },
  };
  loop(m, s, labels, pass, then);
}
