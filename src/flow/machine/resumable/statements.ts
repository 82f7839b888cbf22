import type { Block, Stmt } from '../../../facts/ir.js';
import { State } from '../../domain/state.js';
import { truth, UNDEFINED, type Value } from '../../domain/value.js';
import { awaitThen } from '../async.js';
import { callValue } from '../calls.js';
import { conformDeclaration } from '../declared.js';
import { evaluate } from '../expressions.js';
import { addExit, noExit, throwTarget, type Exit, type JumpTarget } from '../frame.js';
import { hoist } from '../functions.js';
import type { Machine } from '../machine.js';
import { sendReturned } from '../model/sends.js';
import { bind } from '../patterns.js';
import { refine } from '../refine.js';
import { byCase, disposer, exec, innerScope, isUsing } from '../statements.js';
import { fork, region, type Way } from './activation.js';
import { evaluateThen, evaluateUseThen } from './expressions.js';
import { doWhileThen, forOfThen, forThen, whileThen } from './loops.js';
import { suspends } from './suspends.js';
import { asTested } from '../tested.js';

/** What comes after: runs in the current state. */
export type Then = () => void;

/** Runs a statement that can stop; `then` goes on after it. */
export function run(m: Machine, s: Stmt, then: Then, labels: readonly string[] = []): void {
  if (!m.st) return;
  if (!suspends(s)) {
    exec(m, s, labels);
    if (m.st) then();
    return;
  }
  switch (s.k) {
    case 'expr':
      return evaluateThen(m, s.expr, then);
    case 'decl':
      return evaluateUseThen(m, s.init ?? { k: 'undef', s: s.s, e: s.e }, (v) => {
        bind(m, s.target, s.type ? conformDeclaration(m, s.type, v, s) : v, 'declare');
        if (m.st) then();
      });
    case 'return':
      return evaluateUseThen(m, s.arg!, (v) => {
        sendReturned(m, v, s.arg!);
        addExit(m.frame.ret, m.st, v);
        m.st = null;
      });
    case 'throw':
      return evaluateUseThen(m, s.arg, (v) => m.raise(v));
    case 'labeled':
      return run(m, s.body, then, [...labels, s.label]);
    case 'block':
      return labelled(m, labels, (done) => runBlock(m, s.block, done), then);
    case 'if':
      return labelled(m, labels, (done) => runIf(m, s, done), then);
    case 'switch':
      return runSwitch(m, s, labels, then);
    case 'try':
      return labelled(m, labels, (done) => runTry(m, s, done), then);
    case 'for':
      return forThen(m, s, labels, then);
    case 'forof':
      return forOfThen(m, s, labels, then);
    case 'while':
      return whileThen(m, s, labels, then);
    case 'dowhile':
      return doWhileThen(m, s, labels, then);
    default:
      exec(m, s, labels);
      if (m.st) then();
  }
}

/** Runs a block's statements. `own`: the block is a function's body, whose scope is the frame's. */
export function runBlock(m: Machine, b: Block, then: Then, own = false): void {
  if (!m.st) return;
  const outer = m.frame.env;
  if (!own) {
    m.frame.env = innerScope(m, b.scope, outer);
    hoist(m, b);
  }
  runFrom(m, b.body, 0, () => {
    m.frame.env = outer;
    then();
  });
}

function runFrom(m: Machine, list: readonly Stmt[], from: number, then: Then): void {
  for (let i = from; i < list.length; i++) {
    const s = list[i]!;
    if (!m.st) return;
    if (isUsing(s)) {
      return runUsing(m, s, (done) => runFrom(m, list, i + 1, done), then);
    }
    if (suspends(s)) return run(m, s, () => runFrom(m, list, i + 1, then));
    exec(m, s);
  }
  if (m.st) then();
}

/** What follows a `using` declaration in its block, and then the disposal, on every way out. */
function runUsing(m: Machine, s: Extract<Stmt, { k: 'decl' }>, rest: (done: Then) => void, then: Then): void {
  const declare = (done: Then): void => {
    if (suspends(s) && s.init && suspends(s.init)) evaluateUseThen(m, s.init, (v) => (bind(m, s.target, v, 'declare'), done()));
    else {
      exec(m, s);
      if (m.st) done();
    }
  };
  declare(() => finallyThen(m, rest, (done) => {
    const d = disposer(m, s);
    if (!d) return done();
    const v = callValue(m, d.f, d.self, { list: [] }, m.site(s));
    if (!m.st) return;
    if (s.kind === 'awaitusing') awaitThen(m, v, m.site(s), done);
    else done();
  }, then));
}

function labelled(m: Machine, labels: readonly string[], inside: (done: Then) => void, then: Then): void {
  if (labels.length === 0) return inside(then);
  const target: JumpTarget = { kind: 'label', labels, broken: null, continued: null };
  const got = noExit();
  region(m, [{ got, then }], () => {
    m.frame.jumps = [...m.frame.jumps, target];
    inside(() => arrive(m, got));
  }, () => collectBroken(target, got));
}

/** The path has come to the end of a region, on the way of that exit. */
export function arrive(m: Machine, got: Exit): void {
  addExit(got, m.st, UNDEFINED);
  m.st = null;
}

export function collectBroken(t: JumpTarget, got: Exit): void {
  addExit(got, t.broken, UNDEFINED);
  t.broken = null;
}

function runIf(m: Machine, s: Extract<Stmt, { k: 'if' }>, then: Then): void {
  evaluateThen(m, s.test, (v) => {
    const t = truth(asTested(m, s.test, v));
    const side = (yes: boolean) => (done: Then): void => {
      refine(m, s.test, yes, v.labels);
      const body = yes ? s.yes : s.no;
      if (body) run(m, body, done);
      else if (m.st) done();
    };
    if (t.yes && t.no) fork(m, [true, false].map((yes) => (done: (v: Value) => void) => side(yes)(() => done(UNDEFINED))), then);
    else side(t.yes)(then);
  });
}

function runSwitch(m: Machine, s: Extract<Stmt, { k: 'switch' }>, labels: readonly string[], then: Then): void {
  evaluateThen(m, s.disc, (disc) => {
    const target: JumpTarget = { kind: 'switch', labels, broken: null, continued: null };
    const got = noExit();
    region(m, [{ got, then }], () => {
      m.frame.jumps = [...m.frame.jumps, target];
      m.frame.env = innerScope(m, s.block.scope, m.frame.env);
      hoist(m, s.block);
      let open: State | null = m.st;
      const entries = s.cases.map((c) => {
        if (!c.test || !open) return null;
        m.st = open;
        const [entering, passed] = byCase(m, s.disc, c.test, disc, evaluate(m, c.test));
        open = passed;
        return entering;
      });
      const fallback = s.cases.findIndex((c) => !c.test);
      if (fallback >= 0) entries[fallback] = open;
      else addExit(got, open, UNDEFINED);
      const from = (i: number): void => {
        const c = s.cases[i];
        if (!c) return arrive(m, got);
        runFrom(m, c.body, 0, () => from(i + 1));
      };
      let entering: State | null = null;
      const ways: ((done: (v: Value) => void) => void)[] = [];
      for (const [i, c] of s.cases.entries()) {
        const st: State | null = State.join(entering, entries[i]!);
        entering = c.body.length === 0 ? st : null;
        if (st && !entering) ways.push(() => ((m.st = st), from(i)));
      }
      addExit(got, entering, UNDEFINED);
      const before = m.st ?? open;
      if (ways.length === 1) ways[0]!(() => undefined);
      else if (ways.length > 1) fork(m, ways.map((w) => (done) => ((m.st = before), w(done))), () => undefined);
    }, () => collectBroken(target, got));
  });
}

function runTry(m: Machine, s: Extract<Stmt, { k: 'try' }>, then: Then): void {
  const guarded = (done: Then): void => {
    if (!s.handler) return runBlock(m, s.block, done);
    const normal = noExit();
    const thrown = noExit();
    region(m, [{ got: normal, then: done }], () => {
      const handle = (v: Value): void => {
        m.frame.env = innerScope(m, s.handler!.scope, m.frame.env);
        if (s.param) bind(m, s.param, v, 'declare');
        runBlock(m, s.handler!, () => arrive(m, normal));
      };
      region(m, [{ got: thrown, then: handle }], () => {
        m.frame.catches = [...m.frame.catches, thrown];
        runBlock(m, s.block, () => arrive(m, normal));
      });
    });
  };
  if (!s.finalizer) return guarded(then);
  finallyThen(m, guarded, (done) => runBlock(m, s.finalizer!, done), then);
}

/** Runs `finalizer` on every way out of `inside`; each goes on where it went. */
function finallyThen(m: Machine, inside: (done: Then) => void, finalizer: (done: Then) => void, then: Then): void {
  const frame = m.frame;
  const normal = noExit();
  const thrown = noExit();
  const ret = noExit();
  const outerRet = frame.ret;
  const targets = frame.jumps;
  const inner = targets.map((t): JumpTarget => ({ ...t, broken: null, continued: null }));
  const jumps = targets.flatMap((t, i) => (['broken', 'continued'] as const).map((kind) => ({ got: noExit(), kind, t, inner: inner[i]! })));
  const ways: Way[] = [
    { got: normal, then: () => finalizer(then) },
    { got: ret, then: (v) => finalizer(() => (addExit(outerRet, m.st, v), void (m.st = null))) },
    { got: thrown, then: (v) => finalizer(() => (addExit(throwTarget(m.frame), m.st, v), void (m.st = null))) },
    ...jumps.map((j): Way => ({ got: j.got, then: () => finalizer(() => ((j.t[j.kind] = State.join(j.t[j.kind], m.st)), void (m.st = null))) })),
  ];
  region(m, ways, () => {
    frame.ret = ret;
    frame.jumps = inner;
    frame.catches = [...frame.catches, thrown];
    inside(() => arrive(m, normal));
  }, () => {
    for (const j of jumps) {
      addExit(j.got, j.inner[j.kind], UNDEFINED);
      j.inner[j.kind] = null;
    }
  });
}

