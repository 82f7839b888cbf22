import { EMPTY, slot, without, withSlot } from '../domain/content.js';
import { BOOLEAN, BOTTOM, constant, join, reference, UNDEFINED, UNKNOWN, type Ref, type Value } from '../domain/value.js';
import { fulfil, isSettled, pending, reject, settled, whenKnown } from '../machine/async.js';
import { argumentsFrom, callValue, plainArgs } from '../machine/calls.js';
import { requireModule } from '../machine/modules.js';
import type { Machine } from '../machine/machine.js';
import type { Native, NativeCall, Natives } from '../machine/native.js';
import { getProperty } from '../machine/properties.js';
import { setProperty } from '../machine/property-writes.js';
import { enqueue, withdraw } from '../machine/tasks.js';
import { callUnreadable } from '../machine/unreadable.js';
import { addExit, noExit } from '../machine/frame.js';
import { newArray } from './array-elements.js';
import { arg, given } from './support.js';

function delayOf(v: Value): number {
  const c = v.consts.length === 1 && v.kinds === 0 ? v.consts[0] : undefined;
  return typeof c === 'number' ? c : c === undefined && v.kinds === 0 ? 0 : 1e6;
}

/** Runs a callback later; `times`: how often it is run at most. */
function later(micro: boolean, delayAt: number | null, from: number, times = 1): Native {
  return (m, call) => {
    const callback: Value = { ...arg(call, 0), consts: [], kinds: 0 };
    const args = { ...call.args, list: call.args.list.slice(from) };
    const delay = delayAt === null ? (micro ? 0 : -1) : delayOf(given(call, delayAt) ? arg(call, delayAt) : constant(0));
    // A timer can run when other entry points have changed module state.
    if (!micro) for (const ref of callback.refs) if (m.obj(ref).kind === 'function') m.handedOut.add(ref);
    const timer = m.alloc('object', call.site, EMPTY, {}, 'timer');
    for (let i = 0; i < times; i++) {
      enqueue(m, `later${i}|${call.site.file}:${call.site.s}|${callback.refs.join(',')}`, micro, delay + i, () => {
        m.within(`task${call.site.s}#${i}`, false, () => callValue(m, callback, UNDEFINED, args, call.site));
      }, { ...m.frame }, micro ? undefined : { timer, callback: callback.refs });
    }
    return reference(timer);
  };
}

/** A promise that a timer fulfils with an argument. */
function wait(delayAt: number | null, valueAt: number): Native {
  return (m, call) => {
    const p = pending(m, call.site, 'wait');
    const value = given(call, valueAt) ? arg(call, valueAt) : UNDEFINED;
    const delay = delayAt === null ? -1 : delayOf(given(call, delayAt) ? arg(call, delayAt) : constant(0));
    enqueue(m, `wait|${call.site.file}:${call.site.s}|${p}`, false, delay, () => fulfil(m, p, value, call.site));
    return reference(p);
  };
}

/** A timer that surely is this one doesn't run. */
const cancel: Native = (m, call) => {
  const timer = only(m, arg(call, 0));
  if (timer !== undefined && m.uncertain === 0) withdraw(m, timer);
  return UNDEFINED;
};

/** No code runs after it; nothing catches it. */
const exit: Native = (m) => {
  addExit(m.frame.thrown, m.st, BOTTOM);
  m.st = null;
  return BOTTOM;
};

const EVENT = '!on ';
const ONCE = '!once ';
const EMITTED = '!emitted ';

function eventName(v: Value): string | null {
  const c = v.consts.length === 1 && v.kinds === 0 && v.refs.length === 0 ? v.consts[0] : undefined;
  if (c !== undefined) return String(c);
  return v.refs.length === 1 && v.kinds === 0 ? `@${v.refs[0]}` : null;
}

/** Registers a listener on an emitter. */
const listen = (kept: string): Native => (m, call) => {
  const name = eventName(arg(call, 0));
  if (name === null) m.limit('dynamic', 'an event whose name is computed', call.site);
  for (const ref of call.thisValue.refs) {
    const c = m.content(ref);
    const key = `${kept}${name ?? '*'}`;
    const old = c.props.get(key);
    const listener: Value = { ...arg(call, 1), consts: [], kinds: 0 };
    m.setContent(ref, withSlot(c, key, slot(old ? join(old.v, listener) : listener)));
  }
  return call.thisValue;
};
const on = listen(EVENT);
const once = listen(ONCE);

/** The emitter, where it is surely this one object. */
function only(m: Machine, emitter: Value): Ref | undefined {
  const [ref, ...more] = emitter.refs;
  return ref === undefined || more.length > 0 || m.obj(ref).several ? undefined : ref;
}

/** Removes a listener, where it is known which; else it can still be called. */
const off: Native = (m, call) => {
  const name = given(call, 0) ? eventName(arg(call, 0)) : null;
  const ref = only(m, call.thisValue);
  const listener = only(m, arg(call, 1));
  if (name === null || ref === undefined || listener === undefined) return call.thisValue;
  for (const key of [`${EVENT}${name}`, `${ONCE}${name}`]) {
    const c = m.content(ref);
    const old = c.props.get(key);
    if (old) m.setContent(ref, withSlot(c, key, { ...old, v: { ...old.v, refs: old.v.refs.filter((r) => r !== listener) } }));
  }
  return call.thisValue;
};

/** Removes all listeners of an event, or all there are. */
const offAll: Native = (m, call) => {
  const name = given(call, 0) ? eventName(arg(call, 0)) : '*';
  const ref = only(m, call.thisValue);
  if (name === null || ref === undefined) return call.thisValue;
  const gone = (key: string): boolean => (name === '*' ? key.startsWith(EVENT) || key.startsWith(ONCE) : key === `${EVENT}${name}` || key === `${ONCE}${name}`);
  const c = m.content(ref);
  m.setContent(ref, { ...c, props: new Map([...c.props].filter(([key]) => !gone(key))) });
  return call.thisValue;
};

/** Calls the listeners of an event. */
const emit: Native = (m, call) => {
  const name = eventName(arg(call, 0));
  const args = { ...call.args, list: call.args.list.slice(1) };
  for (const ref of call.thisValue.refs) {
    const given = newArray(m, call, args.rest ? undefined : args.list.map((a) => a.v), argumentsFrom(args, 0), 'emitted');
    const key = `${EMITTED}${name ?? '*'}`;
    m.setSlot(ref, key, slot(join(m.slot(ref, key)?.v ?? BOTTOM, given)));
    let listeners = BOTTOM;
    for (const [key, s] of m.content(ref).props) {
      const kept = [EVENT, ONCE].find((x) => key.startsWith(x));
      if (kept === undefined) continue;
      const event = key.slice(kept.length);
      if (name === null || event === name || event === '*') listeners = join(listeners, s.v);
    }
    // Who listens once has gone before it is called.
    if (name !== null && only(m, call.thisValue) !== undefined) m.setContent(ref, without(m.content(ref), `${ONCE}${name}`));
    for (const l of listeners.refs) {
      if (!m.st) break;
      m.branch(() => callValue(m, { ...listeners, refs: [l] }, reference(ref), args, call.site), () => UNDEFINED);
    }
  }
  return BOOLEAN;
};

/** What was emitted: an array of the arguments, or any. */
function emitted(m: Machine, call: NativeCall): Value {
  const name = eventName(arg(call, 1));
  let out = newArray(m, call, undefined, UNKNOWN, 'event');
  for (const ref of arg(call, 0).refs) {
    for (const [key, s] of m.content(ref).props) if (key.startsWith(EMITTED) && (name === null || [name, '*'].includes(key.slice(EMITTED.length)))) out = join(out, s.v);
  }
  return out;
}

/** `once(emitter, name)`: what its listener gets. Where nothing is emitted in this run, what others emitted, or anything. */
const waitOnce: Native = (m, call) => {
  const p = pending(m, call.site, 'once');
  const heard: Native = (mm, c) => {
    fulfil(mm, p, newArray(mm, c, c.args.rest ? undefined : c.args.list.map((a) => a.v), argumentsFrom(c.args, 0), 'heard'), c.site);
    return UNDEFINED;
  };
  const listener = reference(m.alloc('native', call.site, EMPTY, { native: { name: 'once', call: heard } }, `once${p}`));
  once(m, { ...call, thisValue: arg(call, 0), args: plainArgs(call.site, arg(call, 1), listener) });
  enqueue(m, `once|${p}`, false, Infinity, () => {
    if (!isSettled(m, p)) fulfil(m, p, emitted(m, call), call.site);
  });
  return reference(p);
};
/** `for await (const [value] of on(emitter, name))` */
const waitEach: Native = (m, call) => newArray(m, call, undefined, emitted(m, call));

const newEmitter: Native = (m, call) => reference(m.alloc('instance', call.site, EMPTY, { module: 'node:events', path: 'EventEmitter' }, 'emitter'));

const emitter = (base: string): Natives => ({
  [`new ${base}`]: newEmitter,
  ...Object.fromEntries(['on', 'addListener', 'prependListener'].map((n) => [`${base}.prototype.${n}`, on])),
  ...Object.fromEntries(['once', 'prependOnceListener'].map((n) => [`${base}.prototype.${n}`, once])),
  ...Object.fromEntries(['off', 'removeListener'].map((n) => [`${base}.prototype.${n}`, off])),
  [`${base}.prototype.removeAllListeners`]: offAll,
  [`${base}.prototype.setMaxListeners`]: (_m, call) => call.thisValue,
  [`${base}.prototype.emit`]: emit,
});

/** `util.inherits(constructor, superConstructor)` */
const inherits: Native = (m, call) => {
  setProperty(m, getProperty(m, arg(call, 0), 'prototype', call.site), '__proto__', getProperty(m, arg(call, 1), 'prototype', call.site), call.site);
  return UNDEFINED;
};

/** `util.promisify(f)`: the result calls `f` with a callback that settles a promise. */
const promisify: Native = (m, call) => {
  const f = arg(call, 0);
  const ref = m.alloc('native', call.site, EMPTY, {
    native: {
      name: 'promisified',
      call: (mm, c) => {
        if (!f.refs.some((r) => callsBack(mm, r))) return settled(mm, callUnreadable(mm, { ...c, ...(f.refs[0] !== undefined && { ref: f.refs[0] }) }), noExit(), c.site);
        const p = pending(mm, c.site, 'promisified');
        const done = reference(mm.alloc('native', c.site, EMPTY, { native: { name: 'callback', call: (m3, c3) => (settleFromCallback(m3, p, c3), UNDEFINED) } }, `callback${p}`));
        callValue(mm, f, c.thisValue, { ...c.args, list: [...c.args.list, { v: done, s: c.site.s, e: c.site.e }] }, c.site);
        return reference(p);
      },
    },
  }, `promisified${f.refs.join(',')}`);
  return reference(ref);
};

/** What it is given to call back is called: by code of the program, or as the function is declared. */
function callsBack(m: Machine, ref: Ref): boolean {
  const { kind, shape } = m.obj(ref);
  return kind === 'function' || kind === 'native' || (kind === 'declared' && shape?.k === 'function' && shape.signatures.some((s) => s.fn.params.at(-1)?.type?.k === 'fn'));
}

function settleFromCallback(m: Machine, p: Ref, call: NativeCall): void {
  const error = arg(call, 0);
  const none = error.kinds === 0 && error.refs.length === 0 && !error.unknown && error.consts.every((c) => !c);
  const sure = !none && error.consts.length === 0 && error.kinds === 0 && !error.unknown;
  if (none) fulfil(m, p, arg(call, 1), call.site);
  else if (sure) reject(m, p, error);
  else m.branch(() => (fulfil(m, p, arg(call, 1), call.site), UNDEFINED), () => (reject(m, p, error), UNDEFINED));
}

/** `util.callbackify(f)`: the result's last argument is called with what the promise of `f` gives. */
const callbackify: Native = (m, call) => {
  const f = arg(call, 0);
  return reference(m.alloc('native', call.site, EMPTY, {
    native: {
      name: 'callbackified',
      call: (mm, c) => {
        const done: Value = { ...(c.args.list.at(-1)?.v ?? UNDEFINED), consts: [], kinds: 0 };
        const promise = callValue(mm, f, c.thisValue, { ...c.args, list: c.args.list.slice(0, -1) }, c.site);
        const tell = (...values: Value[]): void => void callValue(mm, done, UNDEFINED, plainArgs(c.site, ...values), c.site);
        whenKnown(mm, promise, c.site, 'callbackified', (v) => tell(constant(null), v), (e) => tell(e));
        return UNDEFINED;
      },
    },
  }, `callbackified${f.refs.join(',')}`));
};

/** `new Function(...)`, `eval`: code that only exists at run time. */
const dynamicCode: Native = (m, call) => {
  m.limit('dynamic', 'code made from a string', call.site);
  return callUnreadable(m, { ...call, name: 'eval' });
};

export const platformNatives: Natives = {
  setTimeout: later(false, 1, 2),
  setImmediate: later(false, null, 1),
  setInterval: later(false, 1, 2, 2),
  queueMicrotask: later(true, null, 1),
  'process.nextTick': later(true, null, 1),
  'node:timers#setTimeout': later(false, 1, 2),
  'node:timers#setInterval': later(false, 1, 2, 2),
  'node:timers#setImmediate': later(false, null, 1),
  'node:timers/promises#setTimeout': wait(0, 1),
  'node:timers/promises#default.setTimeout': wait(0, 1),
  'node:timers/promises#setImmediate': wait(null, 0),
  'node:timers/promises#scheduler.wait': wait(0, 1),
  clearTimeout: cancel,
  clearInterval: cancel,
  clearImmediate: cancel,
  'node:timers#clearTimeout': cancel,
  'node:timers#clearInterval': cancel,
  'node:timers#clearImmediate': cancel,
  'process.exit': exit,
  'process.abort': exit,
  'node:process#exit': exit,
  'node:process#default.exit': exit,
  requestAnimationFrame: later(false, null, 1),
  ...emitter('node:events#EventEmitter'),
  ...emitter('node:events#default'),
  'node:events#once': waitOnce,
  'node:events#on': waitEach,
  'node:util#promisify': promisify,
  'node:util#default.promisify': promisify,
  'node:module#createRequire': (m, call) => m.native(`require|${call.site.file}`, (mm, c) => requireModule(mm, arg(c, 0), call.site)),
  'node:module#default.createRequire': (m, call) => m.native(`require|${call.site.file}`, (mm, c) => requireModule(mm, arg(c, 0), call.site)),
  'node:util#inherits': inherits,
  'node:util#default.inherits': inherits,
  'node:util#callbackify': callbackify,
  'node:util#default.callbackify': callbackify,
  'node:events#default.once': waitOnce,
  eval: dynamicCode,
  Function: dynamicCode,
  'new Function': dynamicCode,
  'new WeakRef': (m, call) => {
    const o = m.alloc('object', call.site, EMPTY, {}, 'weakref');
    const target = arg(call, 0);
    setProperty(m, reference(o), 'deref', m.native(`deref|${o}`, (mm) => getProperty(mm, reference(o), '!target', call.site)), call.site);
    m.setSlot(o, '!target', slot(target));
    return reference(o);
  },
};
