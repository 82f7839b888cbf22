import { EMPTY } from '../domain/content.js';
import { State } from '../domain/state.js';
import { addLabels, BOTTOM, equal, isBottom, join, reference, UNDEFINED, UNKNOWN, unknownWith, type Ref, type Value } from '../domain/value.js';
import { callValue, plainArgs } from './calls.js';
import { conformReturn } from './declared.js';
import { noExit, throwTarget, addExit, type Exit, type Frame } from './frame.js';
import { awaitedInstance } from './library.js';
import type { Machine } from './machine.js';
import { fulfilledBy } from './thenables.js';
import type { Site } from './objects.js';
import { getProperty } from './properties.js';
import { ERROR, outcome, react, settle, settleAs, VALUE, whenSettled } from './settling.js';
import { activate, leave, region, resume, step, suspend, type Point } from './resumable/activation.js';
import { enqueue, enqueueStep, runNext } from './tasks.js';

/** A new promise without a value yet. */
export function pending(m: Machine, site: Site, tag = ''): Ref {
  return m.alloc('promise', site, EMPTY, {}, `promise${tag}`);
}

/** The promise of an async function's call; `body` runs its code up to where it first stops, and later on from there. */
export function runAsync(m: Machine, frame: Frame, site: Site, body: (done: () => void) => void): Value {
  const promise = pending(m, site);
  const activation = activate(m, frame, true);
  const end = (settleWith: (v: Value) => void) => (v: Value): void => {
    activation.over = true;
    settleWith(v);
    leave(m);
  };
  const fulfils = end((v) => {
    const out = conformReturn(m, frame, v);
    if (m.st) fulfil(m, promise, out, site);
  });
  const rejects = end((v) => reject(m, promise, v));
  step(m, activation, false, () => {
    frame.region = null;
    region(m, [{ got: frame.ret, then: fulfils }, { got: frame.thrown, then: rejects }], () => body(() => {
      addExit(frame.ret, m.st, UNDEFINED);
      m.st = null;
    }));
  });
  return m.st ? reference(promise) : BOTTOM;
}

/** A promise that is fulfilled with `v` and, where something was thrown, rejected with it. Takes over the thrown state. */
export function settled(m: Machine, v: Value, thrown: Exit, site: Site): Value {
  const completes = m.st !== null;
  m.st = State.join(m.st, thrown.st);
  if (!m.st) return BOTTOM;
  const ref = pending(m, site);
  if (completes && thrown.st) settleEither(m, ref, v, thrown.v, site);
  else if (completes) fulfil(m, ref, v, site);
  else reject(m, ref, thrown.v);
  return reference(ref);
}

/** Code that gives `v`, or throws `error`, has settled the promise: which of the two is not known. */
function settleEither(m: Machine, ref: Ref, v: Value, error: Value, site: Site): void {
  const isPlain = v.refs.every((r) => !isPromise(m, r) && !thenOf(m, r, site));
  if (isPlain) settleAs(m, ref, adopted(m, v, site), error);
  else m.branch(() => (fulfil(m, ref, v, site), UNDEFINED), () => (reject(m, ref, error), UNDEFINED));
}

function isPromise(m: Machine, ref: Ref): boolean {
  return m.obj(ref).kind === 'promise';
}

export function holdsPromise(m: Machine, v: Value): boolean {
  return v.refs.some((r) => isPromise(m, r));
}

export function isSettled(m: Machine, ref: Ref): boolean {
  const { props } = m.content(ref);
  return props.has(VALUE) || props.has(ERROR);
}

/** Resolves a promise: with a value, or with what another promise will give. */
export function fulfil(m: Machine, ref: Ref, v: Value, site: Site): void {
  rejecting(m, ref, () => (resolveWith(m, ref, v, site), UNDEFINED), () => undefined);
}

function resolveWith(m: Machine, ref: Ref, v: Value, site: Site): void {
  const promises = v.refs.filter((r) => isPromise(m, r) && r !== ref);
  const jobs = v.refs.flatMap((r) => (isPromise(m, r) ? [] : (thenOf(m, r, site)?.refs.map((f) => [r, f] as const) ?? [])));
  const plain = adopted(m, { ...v, refs: v.refs.filter((r) => !isPromise(m, r) && !jobs.some(([job]) => job === r)) }, site);
  if (!isBottom(plain)) settle(m, ref, VALUE, plain);
  if (!m.st) return;
  for (const [r, f] of jobs) {
    enqueue(m, `thenable|${site.file}:${site.s}|${ref}|${r}|${f}`, true, 0, () => {
      callValue(m, reference(f), reference(r, v.labels), plainArgs(site, resolver(m, ref, site), rejecter(m, ref, site)), site);
    });
  }
  for (const p of promises) {
    whenSettled(m, p, site, `adopt${ref}`, () => {
      const { value, error } = outcome(m, p);
      settleAs(m, ref, value && addLabels(value, v.labels), error);
    });
  }
}

export function reject(m: Machine, ref: Ref, v: Value): void {
  settle(m, ref, ERROR, v);
}

/** Runs everything that is queued, and what that queues. Of a large program, what settles a promise can be in code that is not run: who waits for it goes on all the same. */
export function drain(m: Machine): void {
  for (;;) {
    while (runNext(m, false));
    const open = [...m.awaiting].filter((ref) => m.st && !isSettled(m, ref));
    m.awaiting.clear();
    if (open.length === 0) return;
    for (const ref of open) m.branch(() => (settle(m, ref, VALUE, UNKNOWN), UNDEFINED), () => UNDEFINED);
  }
}

/** `await v` in an async function: the path stops, and goes on with `then` in a later turn of the event loop. */
export function awaitThen(m: Machine, v: Value, site: Site, then: (v: Value) => void): void {
  if (!m.st) return;
  const given = adopted(m, v, site);
  if (!m.st) return;
  const promises = given.refs.filter((r) => isPromise(m, r));
  const plain: Value = { ...given, refs: given.refs.filter((r) => !isPromise(m, r)) };
  const open = v.unknown || plain.refs.some((r) => m.obj(r).kind === 'external');
  const key = `await ${m.taskCount++}`;
  const activation = m.frame.activation!;
  const stopped: { at?: Point } = {};
  let last: { readonly value: Value; readonly error: Value } | undefined;
  const goOn = (maybe: boolean): void => {
    let value = plain;
    let error = BOTTOM;
    for (const ref of promises) {
      const o = outcome(m, ref);
      if (o.value) value = join(value, addLabels(o.value, v.labels));
      if (o.error) error = join(error, o.error);
    }
    if (last && equal(last.value, value) && equal(last.error, error)) return;
    last = { value, error };
    const ways: (() => void)[] = [];
    if (!isBottom(value)) ways.push(() => {
      if (open) m.mayRaise(UNKNOWN);
      then(value);
    });
    if (!isBottom(error)) ways.push(() => m.raise(error));
    if (ways.length > 0) resume(m, stopped.at!, maybe, ways);
  };
  const schedule = (): void => enqueueStep(m, key, activation, m.uncertain > 0, goOn);
  // That the path itself is one of several is seen to when it goes on.
  const { uncertain } = m;
  m.uncertain = activation.base;
  if (!isBottom(plain)) schedule();
  for (const ref of promises) {
    if (m.relevance && !isSettled(m, ref)) m.awaiting.add(ref);
    whenSettled(m, ref, site, 'await', schedule);
  }
  m.uncertain = uncertain;
  stopped.at = suspend(m);
}

/** Runs one of the two with what the value, or the promise that it is, gives. */
export function whenKnown(m: Machine, v: Value, site: Site, tag: string, onValue: (v: Value) => void, onError: (v: Value) => void): void {
  const given = adopted(m, v, site);
  const promises = given.refs.filter((r) => isPromise(m, r));
  const plain: Value = { ...given, refs: given.refs.filter((r) => !isPromise(m, r)) };
  const ways = promises.map((ref) => (): Value => (react(m, ref, site, tag, (x) => onValue(addLabels(x, v.labels)), onError), UNDEFINED));
  if (!isBottom(plain)) ways.push(() => (onValue(plain), UNDEFINED));
  const run = (i: number): Value => (i + 1 < ways.length ? m.branch(ways[i]!, () => run(i + 1)) : ways[i]!());
  if (ways.length > 0) run(0);
}

/** `promise.then(onValue, onError)`; BOTTOM stands for a handler that isn't given. */
export function andThen(m: Machine, promise: Value, onValue: Value, onError: Value, site: Site, tag = 'then'): Value {
  const derived = pending(m, site, tag);
  const handle = (handler: Value, pass: (v: Value) => void) => (v: Value): void => {
    const callable: Value = { ...handler, consts: [], kinds: 0 };
    if (isBottom(callable)) return pass(v);
    rejecting(m, derived, () => m.within(`task${site.s}`, false, () => callValue(m, callable, UNDEFINED, plainArgs(site, v), site)), (result) => fulfil(m, derived, result, site));
  };
  const good = handle(onValue, (v) => settle(m, derived, VALUE, v));
  const bad = handle(onError, (v) => settle(m, derived, ERROR, v));
  for (const ref of promise.refs) {
    if (isPromise(m, ref)) react(m, ref, site, `${tag}${derived}`, (v) => good(addLabels(v, promise.labels)), bad);
    else enqueue(m, `then|${tag}|${site.file}:${site.s}|${ref}`, true, 0, () => {
      const v = addLabels(opaque(m, ref), promise.labels);
      m.branch(() => (good(v), UNDEFINED), () => (bad(UNKNOWN), UNDEFINED));
    });
  }
  if (promise.unknown) enqueue(m, `then|${tag}|${site.file}:${site.s}`, true, 0, () => m.branch(() => (good(unknownWith(promise.labels)), UNDEFINED), () => (bad(UNKNOWN), UNDEFINED)));
  return reference(derived);
}

function opaque(m: Machine, ref: Ref): Value {
  const inside = m.content(ref).inside;
  return addLabels({ ...UNKNOWN, unknown: false, refs: [ref] }, inside);
}

/** `promise.finally(f)`: settled as the promise is, once what `f` returns is fulfilled; what it throws or rejects with takes its place. */
export function andFinally(m: Machine, promise: Value, f: Value, site: Site): Value {
  const derived = pending(m, site, 'finally');
  const callable: Value = { ...f, consts: [], kinds: 0 };
  const then = (kind: typeof VALUE | typeof ERROR) => (v: Value): void => {
    if (isBottom(callable)) return settle(m, derived, kind, v);
    rejecting(m, derived, () => m.within(`task${site.s}`, false, () => callValue(m, callable, UNDEFINED, { list: [] }, site)), (result) =>
      whenKnown(m, result, site, `after${derived}`, () => settle(m, derived, kind, v), (e) => settle(m, derived, ERROR, e)));
  };
  for (const ref of promise.refs) if (isPromise(m, ref)) react(m, ref, site, `finally${derived}`, then(VALUE), then(ERROR));
  if (promise.unknown || promise.refs.some((r) => !isPromise(m, r))) enqueue(m, `finally|${site.file}:${site.s}`, true, 0, () => then(VALUE)(promise));
  return reference(derived);
}

/** Runs code and goes on with its result; a promise is rejected with what it throws. */
export function rejecting(m: Machine, promise: Ref, run: () => Value, then: (v: Value) => void): void {
  const thrown = noExit();
  m.frame.catches.push(thrown);
  const v = run();
  m.frame.catches.pop();
  if (m.st) then(v);
  if (!thrown.st) return;
  const normal: State | null = m.st;
  m.st = thrown.st;
  reject(m, promise, thrown.v);
  m.st = State.join(normal, m.st);
}

/** `await v`: runs the event loop until the promise settles. */
export function awaited(m: Machine, v: Value, site: Site): Value {
  if (!m.st) return BOTTOM;
  const given = adopted(m, v, site);
  const promises = given.refs.filter((r) => isPromise(m, r));
  let out: Value = { ...given, refs: given.refs.filter((r) => !isPromise(m, r)) };
  if (promises.length === 0) {
    if (v.unknown || v.refs.some((r) => m.obj(r).kind === 'external')) m.mayRaise(UNKNOWN);
    return out;
  }
  while (runNext(m, true));
  let rejects = false;
  for (const ref of promises) {
    while (m.st && !m.slot(ref, VALUE) && !m.slot(ref, ERROR) && runNext(m, false));
    if (!m.st) return BOTTOM;
    const value = m.slot(ref, VALUE);
    const error = m.slot(ref, ERROR);
    if (value) out = join(out, addLabels(value.v, v.labels));
    if (error) {
      rejects = true;
      addExit(throwTarget(m.frame), m.st.fork(), error.v);
    }
  }
  // Of a large program, what settles it can be in code that is not run.
  if (isBottom(out) && !rejects && m.relevance) return UNKNOWN;
  if (isBottom(out)) m.st = null;
  else if (rejects) m.frame.implicit = true;
  return out;
}

/** The `then` of an object of the program. */
function thenOf(m: Machine, ref: Ref, site: Site): Value | undefined {
  if (m.obj(ref).kind !== 'object') return undefined;
  const f = getProperty(m, reference(ref), 'then', site);
  return f.refs.some((r) => m.obj(r).kind === 'function') ? { ...f, refs: f.refs.filter((r) => m.obj(r).kind === 'function') } : undefined;
}

/** The promises that objects of the program with a `then` of their own settle, and what a library's give whose models have one: a query runs when it is awaited. */
function adopted(m: Machine, v: Value, site: Site): Value {
  let out: Value = v;
  for (const ref of v.refs) {
    const settled = awaitedInstance(m, ref, site) ?? fulfilledBy(m, ref, site);
    if (settled) out = join({ ...out, refs: out.refs.filter((r) => r !== ref) }, settled);
    const f = thenOf(m, ref, site);
    if (!f) continue;
    const p = pending(m, site, `thenable${ref}`);
    rejecting(m, p, () => callValue(m, f, reference(ref), plainArgs(site, resolver(m, p, site), rejecter(m, p, site)), site), () => undefined);
    out = join({ ...out, refs: out.refs.filter((r) => r !== ref) }, reference(p));
  }
  return out;
}

/** The `resolve` function of a promise. */
export function resolver(m: Machine, ref: Ref, site: Site): Value {
  return reference(m.alloc('native', site, EMPTY, { native: { name: 'resolve', call: (mm, c) => (fulfil(mm, ref, c.args.list[0]?.v ?? c.args.rest?.v ?? UNDEFINED, c.site), UNDEFINED) } }, `resolve${ref}`));
}
export function rejecter(m: Machine, ref: Ref, site: Site): Value {
  return reference(m.alloc('native', site, EMPTY, { native: { name: 'reject', call: (mm, c) => (reject(mm, ref, c.args.list[0]?.v ?? c.args.rest?.v ?? UNDEFINED), UNDEFINED) } }, `reject${ref}`));
}
