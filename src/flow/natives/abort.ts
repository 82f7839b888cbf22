import { EMPTY, slot, withSlot } from '../domain/content.js';
import { BOTTOM, isBottom, join, reference, UNDEFINED, type Ref, type Value } from '../domain/value.js';
import { callValue, plainArgs } from '../machine/calls.js';
import { iterate } from '../machine/iteration.js';
import type { Machine } from '../machine/machine.js';
import { instanceOf } from '../machine/model/results.js';
import type { Native, NativeCall, Natives } from '../machine/native.js';
import { getProperty } from '../machine/properties.js';
import { setProperty } from '../machine/property-writes.js';
import { arg, given } from './support.js';

const LISTENERS = '!on abort';
const FOLLOWERS = '!aborts';

function newSignal(m: Machine, call: NativeCall, reason?: Value): Value {
  const signal = instanceOf(m, 'AbortSignal', call.site, 'signal');
  if (reason) setProperty(m, signal, 'reason', reason, call.site);
  return signal;
}

const reasonOf = (m: Machine, call: NativeCall): Value => (given(call, 0) ? arg(call, 0) : reference(m.alloc('object', call.site, EMPTY, {}, 'reason')));

function add(m: Machine, ref: Ref, name: string, v: Value): void {
  const c = m.content(ref);
  m.setContent(ref, withSlot(c, name, slot(join(c.props.get(name)?.v ?? BOTTOM, v))));
}

/** The signal gets its reason, tells its listeners, and so do those that were made of it. */
function abort(m: Machine, signal: Value, reason: Value, call: NativeCall, depth = 0): void {
  for (const ref of signal.refs) {
    if (!m.st) return;
    const self = reference(ref);
    const old = m.slot(ref, 'reason')?.v;
    setProperty(m, self, 'reason', old ? join(old, reason) : reason, call.site);
    const { props } = m.content(ref);
    const handler = props.get('onabort')?.v ?? BOTTOM;
    const listeners = join(props.get(LISTENERS)?.v ?? BOTTOM, { ...handler, consts: [], kinds: 0 });
    const event = reference(m.alloc('object', call.site, EMPTY, {}, 'aborted'));
    setProperty(m, event, 'target', self, call.site);
    for (const l of listeners.refs) if (m.st) m.branch(() => callValue(m, { ...listeners, refs: [l] }, self, plainArgs(call.site, event), call.site), () => UNDEFINED);
    const followers = props.get(FOLLOWERS)?.v;
    if (followers && depth < 3) abort(m, followers, reason, call, depth + 1);
  }
}

const listen: Native = (m, call) => {
  const listener: Value = { ...arg(call, 1), consts: [], kinds: 0 };
  if (!isBottom(listener)) for (const ref of call.thisValue.refs) add(m, ref, LISTENERS, listener);
  return UNDEFINED;
};

/** `AbortSignal.any(signals)` */
const any: Native = (m, call) => {
  const signals = iterate(m, arg(call, 0), call.site).any;
  const made = newSignal(m, call);
  for (const ref of signals.refs) {
    const reason = m.slot(ref, 'reason')?.v;
    if (reason) abort(m, made, reason, call);
    add(m, ref, FOLLOWERS, made);
  }
  return made;
};

export const abortNatives: Natives = {
  'new AbortController': (m, call) => {
    const controller = instanceOf(m, 'AbortController', call.site, 'controller');
    setProperty(m, controller, 'signal', newSignal(m, call), call.site);
    return controller;
  },
  'AbortController.prototype.abort': (m, call) => (abort(m, getProperty(m, call.thisValue, 'signal', call.site), reasonOf(m, call), call), UNDEFINED),
  'AbortSignal.abort': (m, call) => newSignal(m, call, reasonOf(m, call)),
  'AbortSignal.any': any,
  'AbortSignal.prototype.addEventListener': listen,
  'AbortSignal.prototype.throwIfAborted': (m, call) => {
    for (const ref of call.thisValue.refs) {
      const reason = m.slot(ref, 'reason')?.v;
      if (reason) m.mayRaise(reason);
    }
    return UNDEFINED;
  },
};
