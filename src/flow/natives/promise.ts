import { Kind } from '../../types/shape.js';
import { BOTTOM, isBottom, join, ofKinds, reference, UNDEFINED, type Value } from '../domain/value.js';
import { EMPTY } from '../domain/content.js';
import { andFinally, andThen, awaited, fulfil, pending, reject, rejecter, resolver, settled } from '../machine/async.js';
import { callValue, plainArgs } from '../machine/calls.js';
import { noExit } from '../machine/frame.js';
import { iterate } from '../machine/iteration.js';
import type { Machine } from '../machine/machine.js';
import type { NativeCall, Natives } from '../machine/native.js';
import { setProperty } from '../machine/properties.js';
import { State } from '../domain/state.js';
import { newArray } from './array-elements.js';
import { arg, given } from './support.js';

function newPromise(m: Machine, call: NativeCall): Value {
  const ref = pending(m, call.site, 'new');
  const thrown = noExit();
  m.frame.catches.push(thrown);
  callValue(m, arg(call, 0), UNDEFINED, plainArgs(call.site, resolver(m, ref, call.site), rejecter(m, ref, call.site)), call.site);
  m.frame.catches.pop();
  if (thrown.st) {
    const normal: State | null = m.st;
    m.st = thrown.st;
    reject(m, ref, thrown.v);
    m.st = State.join(normal, m.st);
  }
  return reference(ref);
}

function combine(shape: (m: Machine, call: NativeCall, known: readonly Value[] | undefined, any: Value) => Value) {
  return (m: Machine, call: NativeCall): Value => {
    const items = iterate(m, arg(call, 0), call.site);
    const thrown = noExit();
    m.frame.catches.push(thrown);
    const known = items.known?.map((v) => awaited(m, v, call.site));
    const any = known ? known.reduce(join, BOTTOM) : awaited(m, items.any, call.site);
    m.frame.catches.pop();
    const v = m.st ? shape(m, call, known, any) : BOTTOM;
    return settled(m, v, thrown, call.site);
  };
}

function settledResult(m: Machine, call: NativeCall, value: Value, reason: Value, tag: string): Value {
  const o = reference(m.alloc('object', call.site, EMPTY, {}, `settled${tag}`));
  setProperty(m, o, 'status', ofKinds(Kind.string), call.site);
  setProperty(m, o, 'value', value, call.site);
  setProperty(m, o, 'reason', reason, call.site);
  return o;
}


export const promiseNatives: Natives = {
  'new Promise': newPromise,
  'Promise.resolve': (m, call) => {
    const v = arg(call, 0);
    if (v.refs.length > 0 && v.refs.every((r) => m.obj(r).kind === 'promise') && v.consts.length === 0 && v.kinds === 0) return v;
    const ref = pending(m, call.site, 'resolve');
    fulfil(m, ref, v, call.site);
    return reference(ref);
  },
  'Promise.reject': (m, call) => {
    const ref = pending(m, call.site, 'reject');
    reject(m, ref, arg(call, 0));
    return reference(ref);
  },
  'Promise.withResolvers': (m, call) => {
    const ref = pending(m, call.site, 'with');
    const o = reference(m.alloc('object', call.site, EMPTY, {}, 'resolvers'));
    setProperty(m, o, 'promise', reference(ref), call.site);
    setProperty(m, o, 'resolve', resolver(m, ref, call.site), call.site);
    setProperty(m, o, 'reject', rejecter(m, ref, call.site), call.site);
    return o;
  },
  'Promise.try': (m, call) => {
    const thrown = noExit();
    m.frame.catches.push(thrown);
    const v = callValue(m, arg(call, 0), UNDEFINED, { ...call.args, list: call.args.list.slice(1) }, call.site);
    m.frame.catches.pop();
    return settled(m, v, thrown, call.site);
  },
  'Promise.all': combine((m, call, known, any) => newArray(m, call, known, any)),
  'Promise.allSettled': allSettled,
  'Promise.race': combine((_m, _c, _k, any) => any),
  'Promise.any': combine((_m, _c, _k, any) => any),
  'Promise.prototype.then': (m, call) => andThen(m, call.thisValue, given(call, 0) ? arg(call, 0) : BOTTOM, given(call, 1) ? arg(call, 1) : BOTTOM, call.site),
  'Promise.prototype.catch': (m, call) => andThen(m, call.thisValue, BOTTOM, arg(call, 0), call.site),
  'Promise.prototype.finally': (m, call) => andFinally(m, call.thisValue, arg(call, 0), call.site),
};

function allSettled(m: Machine, call: NativeCall): Value {
  const items = iterate(m, arg(call, 0), call.site);
  const one = (v: Value, tag: string): Value => {
    const thrown = noExit();
    m.frame.catches.push(thrown);
    const ok = awaited(m, v, call.site);
    m.frame.catches.pop();
    m.st = State.join(m.st, thrown.st);
    return settledResult(m, call, ok, thrown.v, tag);
  };
  const known = items.known?.map((v, i) => one(v, String(i)));
  const any = known ? known.reduce(join, BOTTOM) : isBottom(items.any) ? BOTTOM : one(items.any, '*');
  return settled(m, newArray(m, call, known, any), noExit(), call.site);
}

