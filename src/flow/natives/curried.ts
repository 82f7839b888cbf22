import { EMPTY } from '../domain/content.js';
import { reference, UNDEFINED, type Value } from '../domain/value.js';
import { callValue } from '../machine/calls.js';
import type { Machine } from '../machine/machine.js';
import type { Native, NativeCall } from '../machine/native.js';
import type { Args } from '../machine/objects.js';
import { callUnreadable } from '../machine/unreadable.js';
import { arg } from './support.js';

/** Called with fewer arguments than `arity`, the function gives one that takes the others. */
export function curried(arity: number, native: Native): Native {
  return (m, call) => (call.args.rest || call.args.list.length >= arity ? native(m, call) : partial(m, call, (mm, c) => curried(arity, native)(mm, { ...c, args: { ...c.args, list: [...call.args.list, ...c.args.list] } })));
}

function partial(m: Machine, call: NativeCall, run: Native): Value {
  return reference(m.alloc('native', call.site, EMPTY, { native: { name: call.name ?? 'curried', call: run } }, `curried ${call.args.list.length}`));
}

/** `curry(f, arity)`: arguments are collected until there are as many as `f` has parameters. */
export const curry: Native = (m, call) => {
  const f = arg(call, 0);
  const given = arg(call, 1).consts[0];
  const declared = f.refs.map((r) => m.obj(r).closure?.fn.params.length);
  const arity = typeof given === 'number' ? given : declared.length === 1 ? declared[0] : undefined;
  if (arity === undefined) return callUnreadable(m, call);
  return collect(m, call, f, arity, []);
};

function collect(m: Machine, call: NativeCall, f: Value, arity: number, before: Args['list']): Value {
  const run: Native = (mm, c) => {
    const list = [...before, ...c.args.list];
    if (!c.args.rest && list.length < arity) return collect(mm, { ...call, site: c.site }, f, arity, list);
    return callValue(mm, f, UNDEFINED, { list, ...(c.args.rest && { rest: c.args.rest }) }, c.site);
  };
  return partial(m, { ...call, name: 'curried' }, run);
}
