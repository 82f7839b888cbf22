import { Kind } from '../../types/shape.js';
import { BOTTOM, join, ofKinds, type Ref, type Value } from '../domain/value.js';
import { argument, callValue, plainArgs } from '../machine/calls.js';
import type { Machine } from '../machine/machine.js';
import { applyModel } from '../machine/model.js';
import type { Native, NativeCall } from '../machine/native.js';
import type { ObjKind, Site } from '../machine/objects.js';
import { enqueue } from '../machine/tasks.js';
import { callUnreadable } from '../machine/unreadable.js';

export function arg(call: NativeCall, i: number): Value {
  return argument(call.args, i);
}

export function given(call: NativeCall, i: number): boolean {
  return call.args.list.length > i || call.args.rest !== undefined;
}

/** A native for one kind of receiver; other receivers take the library model of `path`. */
export function method(path: string, kind: ObjKind, run: (m: Machine, ref: Ref, call: NativeCall) => Value): Native {
  return (m, call) => {
    const own = call.thisValue.refs.filter((r) => m.obj(r).kind === kind);
    const foreign = call.thisValue.refs.length > own.length || call.thisValue.unknown || own.length === 0;
    const work = own.map((r) => () => run(m, r, { ...call, thisValue: { ...call.thisValue, refs: [r], unknown: false, kinds: 0, consts: [] } }));
    if (foreign) {
      const others: Value = { ...call.thisValue, refs: call.thisValue.refs.filter((r) => !own.includes(r)) };
      work.push(() => fallback(m, path, { ...call, thisValue: others }));
    }
    return inTurn(m, work);
  };
}

/** Runs alternatives, each in a state of its own, and joins them. */
export function inTurn(m: Machine, work: readonly (() => Value)[]): Value {
  if (work.length === 0) return BOTTOM;
  const [first, ...more] = work;
  return more.length === 0 ? first!() : m.branch(first!, () => inTurn(m, more));
}

export function fallback(m: Machine, path: string, call: NativeCall): Value {
  const model = m.setting.models.global(path);
  return model ? applyModel(m, model, call) : callUnreadable(m, { ...call, name: path.split('.').at(-1)! });
}

/** A library calls the functions some time, perhaps; and again when what they read has changed. */
export function runsLater(m: Machine, functions: Value, self: Value, args: readonly Value[], site: Site): void {
  runsWith(m, functions, () => callValue(m, functions, self, plainArgs(site, ...args), site), site);
}

/** The same, as `call` calls them. */
export function runsWith(m: Machine, functions: Value, call: () => Value, site: Site): void {
  if (functions.refs.length === 0 && !functions.unknown) return;
  const run = (): void => void m.branch(call, () => BOTTOM);
  enqueue(m, `later|${site.file}|${site.s}|${functions.refs.join()}`, false, 0, () => (run(), BOTTOM));
  for (const r of functions.refs) {
    if (m.obj(r).kind !== 'function') continue;
    m.handedOut.add(r);
    m.served.set(r, new Map([[`${site.file}|${site.s}`, run]]));
  }
}

export const STRINGS = ofKinds(Kind.string);

export function joinValues(values: readonly Value[]): Value {
  return values.reduce(join, BOTTOM);
}
