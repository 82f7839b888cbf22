import { BOTTOM, constant, isBottom, join, reference, UNDEFINED, type Ref, type Value } from '../domain/value.js';
import { EMPTY } from '../domain/content.js';
import { andFinally, andThen, fulfil, pending, reject, rejecter, rejecting, resolver, settled, whenKnown } from '../machine/async.js';
import { callValue, plainArgs } from '../machine/calls.js';
import { noExit } from '../machine/frame.js';
import { iterate } from '../machine/iteration.js';
import type { Machine } from '../machine/machine.js';
import type { Native, NativeCall, Natives } from '../machine/native.js';
import { setProperty } from '../machine/property-writes.js';
import { newArray } from './array-elements.js';
import { aggregateError } from './errors.js';
import { arg, given } from './support.js';

function newPromise(m: Machine, call: NativeCall): Value {
  const ref = pending(m, call.site, 'new');
  rejecting(m, ref, () => callValue(m, arg(call, 0), UNDEFINED, plainArgs(call.site, resolver(m, ref, call.site), rejecter(m, ref, call.site)), call.site), () => undefined);
  return reference(ref);
}

/** Lets the elements of a combinator settle its result. `exact`: they are all that there are. */
type Combine = (m: Machine, call: NativeCall, of: { readonly all: readonly Value[]; readonly exact: boolean; readonly result: Ref }) => void;

/** A promise made of those that an iterable gives. */
function combine(run: Combine): Native {
  return (m, call) => {
    const thrown = noExit();
    m.frame.catches.push(thrown);
    const items = iterate(m, arg(call, 0), call.site);
    m.frame.catches.pop();
    if (!m.st || thrown.st) return settled(m, BOTTOM, thrown, call.site);
    const result = pending(m, call.site, 'combined');
    const exact = items.known !== undefined && items.known.every((v) => v.refs.length <= 1);
    if (!exact) m.obj(result).several = true;
    run(m, call, { all: items.known ?? (isBottom(items.any) ? [] : [items.any]), exact: items.known !== undefined, result });
    return reference(result);
  };
}

/** The elements, of which one that is no promise is waited for as for one that is fulfilled: what a combinator gives is there a turn later. */
function inTurn(m: Machine, call: NativeCall, all: readonly Value[]): readonly Value[] {
  return all.map((v, i) => {
    if (v.refs.some((r) => m.obj(r).kind === 'promise')) return v;
    const ref = pending(m, call.site, `element${i}`);
    fulfil(m, ref, v, call.site);
    return reference(ref);
  });
}

/** Takes one element after the other, with what `one` makes of it; `fails` gets what one is rejected with. */
function inOrder(one: (m: Machine, call: NativeCall, v: Value, i: number, failed: boolean) => Value, fails: 'reject' | 'collect'): Combine {
  return (m, call, { all, exact, result }) => {
    // The first is waited for; the others are there by then.
    const elements = fails === 'collect' ? all.map(outcome) : [...inTurn(m, call, all.slice(0, 1)), ...all.slice(1)];
    const next = (i: number, got: readonly Value[]): void => {
      if (i === all.length) {
        const any = got.reduce(join, BOTTOM);
        return fulfil(m, result, newArray(m, call, exact ? got : undefined, any), call.site);
      }
      const take = (v: Value): void => next(i + 1, [...got, fails === 'collect' ? v : one(m, call, v, i, false)]);
      whenKnown(m, elements[i]!, call.site, `combined${i}|${result}`, take, (e) => reject(m, result, e));
    };
    /** Of an element that may be fulfilled or rejected, what is made of either: one way goes on from it, not two from each. */
    function outcome(v: Value, i: number): Value {
      const ref = pending(m, call.site, `outcome${i}`);
      const give = (failed: boolean) => (x: Value): void => fulfil(m, ref, one(m, call, x, i, failed), call.site);
      whenKnown(m, v, call.site, `outcome${i}|${ref}`, give(false), give(true));
      return reference(ref);
    }
    next(0, []);
  };
}

const first: Combine = (m, call, { all, result }) => {
  for (const [i, v] of inTurn(m, call, all).entries()) whenKnown(m, v, call.site, `raced${i}|${result}`, (x) => fulfil(m, result, x, call.site), (e) => reject(m, result, e));
};

const firstFulfilled: Combine = (m, call, { all, exact, result }) => {
  for (const [i, v] of inTurn(m, call, all).entries()) whenKnown(m, v, call.site, `any${i}|${result}`, (x) => fulfil(m, result, x, call.site), () => undefined);
  const next = (i: number, errors: readonly Value[]): void => {
    if (i === all.length) return reject(m, result, aggregateError(m, call, newArray(m, call, exact ? errors : undefined, errors.reduce(join, BOTTOM), 'errors')));
    whenKnown(m, all[i]!, call.site, `error${i}|${result}`, () => undefined, (e) => next(i + 1, [...errors, e]));
  };
  next(0, []);
};

/** What an iterable gives is awaited one by one, and so is what the callback makes of it. */
const fromAsync: Native = (m, call) => {
  const thrown = noExit();
  m.frame.catches.push(thrown);
  const { known, any } = iterate(m, arg(call, 0), call.site);
  m.frame.catches.pop();
  if (!m.st) return settled(m, BOTTOM, thrown, call.site);
  const one = (v: Value, tag: string): Value => {
    if (!given(call, 1) || isBottom(v)) return v;
    const item = pending(m, call.site, `item${tag}`);
    fulfil(m, item, v, call.site);
    return andThen(m, reference(item), arg(call, 1), BOTTOM, call.site, `mapped${tag}`);
  };
  const items = newArray(m, call, known?.map((v, i) => one(v, String(i))), known ? BOTTOM : one(any, '*'), 'items');
  return combine(inOrder((_m, _call, v) => v, 'reject'))(m, { ...call, args: plainArgs(call.site, items) });
};

function settledResult(m: Machine, call: NativeCall, v: Value, i: number, failed: boolean): Value {
  const o = reference(m.alloc('object', call.site, EMPTY, {}, `settled${i}${failed}`));
  setProperty(m, o, 'status', constant(failed ? 'rejected' : 'fulfilled'), call.site);
  setProperty(m, o, failed ? 'reason' : 'value', v, call.site);
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
  'Array.fromAsync': fromAsync,
  'Promise.all': combine(inOrder((_m, _call, v) => v, 'reject')),
  'Promise.allSettled': combine(inOrder(settledResult, 'collect')),
  'Promise.race': combine(first),
  'Promise.any': combine(firstFulfilled),
  'Promise.prototype.then': (m, call) => andThen(m, call.thisValue, given(call, 0) ? arg(call, 0) : BOTTOM, given(call, 1) ? arg(call, 1) : BOTTOM, call.site),
  'Promise.prototype.catch': (m, call) => andThen(m, call.thisValue, BOTTOM, arg(call, 0), call.site),
  'Promise.prototype.finally': (m, call) => andFinally(m, call.thisValue, arg(call, 0), call.site),
};
