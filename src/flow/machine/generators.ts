import { Bounds } from '../bounds.js';
import { EMPTY, slot, withSlot } from '../domain/content.js';
import { State } from '../domain/state.js';
import { BOTTOM, constant, isBottom, join, reference, UNDEFINED, UNKNOWN, type Ref, type Value } from '../domain/value.js';
import { awaitThen, fulfil, holdsPromise, isSettled, pending, reject } from './async.js';
import { addExit, noExit, throwTarget, type Exit, type Frame } from './frame.js';
import { yieldedInstance } from './library.js';
import { iterate, iteratorResult, nextResult, openIterator, readResult } from './iteration.js';
import type { Machine } from './machine.js';
import type { Mode, Obj, Site, Stepped } from './objects.js';
import { whenSettled } from './settling.js';
import { activate, fork, leave, region, resumeHere, stacksOf, step, type Activation } from './resumable/activation.js';

/** Where the code stopped: the points from which the next step can go on; null: it has come to its end. */
const AT = '!at';
const REQUEST = '!request';
export const FINISHED = constant(null);
export const NOTHING: Stepped = { value: BOTTOM, end: UNDEFINED };

/** A generator whose code is the program's, during one step. */
export interface Producer {
  readonly ref: Ref;
  readonly activation: Activation;
  yielded: Value;
  returned: Value | undefined;
  readonly thrown: Exit;
  /** All that it has yielded, and all that it has returned. */
  all: Value;
  allReturned: Value;
  running: boolean;
}

/** The object that a call of a generator function gives; `body` runs its code. */
export function makeGenerator(m: Machine, frame: Frame, site: Site, tag: string, body: (done: () => void) => void): Value {
  const { async } = frame.fn;
  const activation = activate(m, frame, async);
  const ref = m.alloc('generator', site, EMPTY, {}, tag);
  const g: Producer = { ref, activation, yielded: BOTTOM, returned: undefined, thrown: noExit(), all: BOTTOM, allReturned: BOTTOM, running: false };
  frame.producer = g;
  m.obj(ref).iterator = { async, step: async ? (mm, self, mode, sent, at) => requested(mm, g, self, mode, sent, at) : (mm, _self, mode, sent) => stepped(mm, g, mode, sent) };
  const start = m.alloc('native', site, EMPTY, { resumes: (mm, mode, sent) => begin(mm, g, mode, sent, body) }, `${tag} start`);
  m.setSlot(ref, AT, slot(reference(start)));
  return reference(ref);
}

function begin(m: Machine, g: Producer, mode: Mode, sent: Value, body: (done: () => void) => void): void {
  const { frame } = g.activation;
  const ends = [
    { got: frame.ret, then: (v: Value) => finish(m, g, v, false) },
    { got: frame.thrown, then: (v: Value) => finish(m, g, v, true) },
  ];
  frame.region = null;
  region(m, ends, () => {
    const done = (): void => {
      addExit(frame.ret, m.st, UNDEFINED);
      m.st = null;
    };
    if (mode === 'next') body(done);
    else if (mode === 'throw') m.raise(sent);
    else addExit(frame.ret, m.st, sent);
    m.st = null;
  });
}

/** The code has come to its end. */
function finish(m: Machine, g: Producer, v: Value, throws: boolean): void {
  g.activation.over = g.activation.frame.fn.async;
  setAt(m, g.ref, FINISHED);
  if (g.activation.frame.fn.async) {
    settleRequest(m, g, v, throws ? 'throw' : 'return');
    return leave(m);
  }
  if (throws) {
    addExit(g.thrown, m.st, v);
    m.st = null;
  } else {
    g.returned = g.returned ? join(g.returned, v) : v;
    leave(m);
  }
}

function setAt(m: Machine, ref: Ref, at: Value): void {
  const c = m.content(ref);
  const old = m.obj(ref).several ? c.props.get(AT)?.v : undefined;
  m.setContent(ref, withSlot(c, AT, slot(old ? join(old, at) : at)));
}

/** `yield v` in the running generator: the path stops, and goes on with what `next` sends. */
export function yieldThen(m: Machine, v: Value, delegate: boolean, site: Site, then: (v: Value) => void): void {
  if (!m.st) return;
  const g = m.frame.producer;
  if (!g) return then(UNKNOWN);
  if (delegate) return delegateThen(m, v, site, then);
  const go = (x: Value): void => stopAt(m, g, x, site, (mode, sent) => proceed(m, mode, sent, site, then));
  if (m.frame.fn.async && holdsPromise(m, v)) awaitThen(m, v, site, go);
  else go(v);
}

function proceed(m: Machine, mode: Mode, sent: Value, site: Site, then: (v: Value) => void): void {
  if (mode === 'next') return then(sent);
  if (mode === 'throw') return m.raise(sent);
  const out = (v: Value): void => {
    addExit(m.frame.ret, m.st, v);
    m.st = null;
  };
  if (m.frame.fn.async && holdsPromise(m, sent)) awaitThen(m, sent, site, out);
  else out(sent);
}

function stopAt(m: Machine, g: Producer, v: Value, site: Site, next: (mode: Mode, sent: Value) => void): void {
  if (!m.st) return;
  const stacks = stacksOf(m);
  const point = m.alloc('native', site, EMPTY, { resumes: (mm, mode, sent) => resumeHere(mm, stacks, () => next(mode, sent)) }, `yield of ${g.ref}`);
  setAt(m, g.ref, reference(point));
  g.activation.yielded = m.frame.fn.async;
  if (m.frame.fn.async) settleRequest(m, g, v, 'next');
  else g.yielded = join(g.yielded, v);
  leave(m);
}

/** `yield* v` */
function delegateThen(m: Machine, v: Value, site: Site, then: (v: Value) => void): void {
  const g = m.frame.producer!;
  const { async } = m.frame.fn;
  const run = yieldedInstance(m, v, site);
  if (run) return then(run);
  const iterator = openIterator(m, v, site, async);
  if (!m.st) return;
  if (!iterator) return eachThen(m, g, v, site, then);
  const { ctx } = m.frame;
  // Once it is not decided whether there is a further element, all further ones are asked for at one place.
  const again = (i: number, joined: boolean, mode: Mode, sent: Value): void => {
    m.frame.ctx = ctx.child(joined ? 'delegate*' : `delegate#${i}`, joined);
    const result = nextResult(m, iterator, site, mode, sent);
    const read = (x: Value): void => {
      const r = readResult(m, x, site);
      if (!m.st) return;
      const further = joined || (r.on && r.off) || i + 1 >= Bounds.unrolledIterations;
      const on = (): void => stopAt(m, g, r.value, site, (next, s) => again(i + 1, further, next, s));
      const off = (): void => {
        m.frame.ctx = ctx;
        if (mode === 'return') proceed(m, mode, r.end, site, then);
        else then(r.end);
      };
      if (r.on && r.off) fork(m, [on, (done) => done(UNDEFINED)], off);
      else if (r.on) on();
      else off();
    };
    if (async) awaitThen(m, result, site, read);
    else if (m.st) read(result);
  };
  again(0, ctx.several, 'next', UNDEFINED);
}

/** Yields the elements of a collection. */
function eachThen(m: Machine, g: Producer, v: Value, site: Site, then: (v: Value) => void): void {
  const { known, any } = iterate(m, v, site);
  const { ctx } = m.frame;
  const next = (i: number): void => {
    if (!m.st) return;
    if (known ? i >= known.length : isBottom(any)) {
      m.frame.ctx = ctx;
      return then(UNDEFINED);
    }
    m.frame.ctx = known ? ctx.child(`delegate#${i}`) : ctx.child('delegate*', true);
    const stop = (): void => stopAt(m, g, known ? known[i]! : any, site, (mode, sent) => proceed(m, mode, sent, site, () => next(i + 1)));
    if (known) stop();
    else fork(m, [stop, (done) => done(UNDEFINED)], () => {
      m.frame.ctx = ctx;
      then(UNDEFINED);
    });
  };
  next(0);
}

/** Every place at which the generator can stand, each in a state of its own. */
function eachPoint(m: Machine, ref: Ref, go: (point: Ref) => void, atEnd: () => void): void {
  const at = m.slot(ref, AT)?.v ?? FINISHED;
  const before = m.st!;
  let after: State | null = null;
  const ways = at.refs.map((point) => () => go(point));
  if (at.consts.length > 0) ways.push(atEnd);
  for (const way of ways) {
    m.st = ways.length > 1 ? before.fork() : before;
    if (ways.length > 1) m.uncertain++;
    way();
    if (ways.length > 1) m.uncertain--;
    after = State.join(after, m.st);
  }
  m.st = after;
}

function stepped(m: Machine, g: Producer, mode: Mode, sent: Value): Stepped {
  // Only where several generators are one, in a recursion, does one ask itself: another one like it.
  if (g.running || m.depth > Bounds.callDepth || m.calls >= Bounds.callsPerRoot) {
    if (!g.running) noteBound(m, g.ref);
    return { value: g.all, end: join(g.allReturned, UNDEFINED) };
  }
  m.calls++;
  let value = BOTTOM;
  let end = BOTTOM;
  eachPoint(m, g.ref, (point) => {
    g.yielded = BOTTOM;
    g.returned = undefined;
    setAt(m, g.ref, BOTTOM);
    g.running = true;
    step(m, g.activation, false, () => m.obj(point).resumes!(m, mode, sent));
    g.running = false;
    const { yielded, returned, thrown } = g;
    value = join(value, yielded);
    end = join(end, returned ?? BOTTOM);
    g.all = join(g.all, value);
    g.allReturned = join(g.allReturned, end);
    addExit(throwTarget(m.frame), thrown.st, thrown.v);
    thrown.st = null;
    thrown.v = BOTTOM;
  }, () => {
    const s = atEnd(m, mode, sent);
    value = join(value, s.value);
    end = join(end, s.end);
  });
  return m.st ? { value, end } : { value: BOTTOM, end: BOTTOM };
}

function noteBound(m: Machine, ref: Ref): void {
  m.limit('bound', m.calls >= Bounds.callsPerRoot ? `more than ${Bounds.callsPerRoot} calls from one entry point: a generator is not followed past here` : `generators nested deeper than ${Bounds.callDepth} are not followed past here`, m.obj(ref).site);
}

function atEnd(m: Machine, mode: Mode, sent: Value): Stepped {
  if (mode === 'throw') m.raise(sent);
  return mode === 'next' ? NOTHING : { value: BOTTOM, end: sent };
}

/** A step of an async generator: its result is a promise, settled when the code yields or ends. One step runs after the other. */
function requested(m: Machine, g: Producer, self: Ref, mode: Mode, sent: Value, site: Site): Stepped {
  const promise = pending(m, site, `request${self}`);
  const last = m.slot(self, REQUEST)?.v.refs[0];
  m.setSlot(self, REQUEST, slot(reference(promise)));
  const go = (): void => {
    const c = m.content(self);
    m.setContent(self, withSlot(c, '!current', slot(reference(promise))));
    g.activation.yielded = false;
    eachPoint(m, self, (point) => {
      setAt(m, self, BOTTOM);
      step(m, g.activation, false, () => m.obj(point).resumes!(m, mode, sent));
    }, () => {
      if (mode === 'throw') reject(m, promise, sent);
      else fulfil(m, promise, iteratorResult(m, { value: BOTTOM, end: mode === 'next' ? UNDEFINED : sent }, site), site);
    });
  };
  if (last === undefined || last === promise || isSettled(m, last)) go();
  else whenSettled(m, last, site, `step${promise}`, go);
  return { value: reference(promise), end: BOTTOM };
}

function settleRequest(m: Machine, g: Producer, v: Value, how: Mode): void {
  const { site } = m.obj(g.ref);
  for (const p of m.slot(g.ref, '!current')?.v.refs ?? []) {
    if (how === 'throw') reject(m, p, v);
    else m.within(`result ${p}`, false, () => fulfil(m, p, iteratorResult(m, how === 'return' ? { value: BOTTOM, end: v } : { value: v, end: BOTTOM }, site), site));
  }
}

export type Source = NonNullable<NonNullable<Obj['iterator']>['source']>;

/** `iterator.next(sent)` and the like: the object with `value` and `done`, or the promise of it. */
export function stepResult(m: Machine, ref: Ref, mode: Mode, sent: Value, site: Site): Value {
  const { async, step: run } = m.obj(ref).iterator!;
  const s = run(m, ref, mode, sent, site);
  if (!m.st) return BOTTOM;
  return async ? s.value : iteratorResult(m, s, site);
}
