import { EMPTY } from '../domain/content.js';
import { reference, UNDEFINED, type Value } from '../domain/value.js';
import { callValue, plainArgs } from '../machine/calls.js';
import { iterate } from '../machine/iteration.js';
import type { Machine } from '../machine/machine.js';
import type { Native, NativeCall, Natives } from '../machine/native.js';
import { callUnreadable } from '../machine/unreadable.js';

/** The functions among the arguments, those in arrays too; undefined where their order is not known. */
function functions(m: Machine, call: NativeCall, from = 0): Value[] | undefined {
  if (call.args.rest) return undefined;
  const out: Value[] = [];
  for (const { v } of call.args.list.slice(from)) {
    const arrays = v.refs.filter((r) => m.obj(r).kind === 'array');
    const { known } = arrays.length > 0 ? iterate(m, { ...v, refs: arrays }, call.site) : { known: [v] };
    if (!known) return undefined;
    out.push(...known);
  }
  return out;
}

/** Each gets what the one before returned; what they make at this one place is told apart. */
function inTurn(m: Machine, list: readonly Value[], first: Value, call: NativeCall): Value {
  return list.reduce((v, f, i) => (m.st ? m.within(`step ${i}`, false, () => callValue(m, f, UNDEFINED, plainArgs(call.site, v), call.site)) : v), first);
}

/** `flow(f, g)(…)` is `g(f(…))`; `compose` the other way round. */
function composed(order: 'first to last' | 'last to first'): Native {
  return (m, call) => {
    const given = functions(m, call);
    if (!given || given.length === 0) return callUnreadable(m, call);
    const [first, ...others] = order === 'first to last' ? given : given.reverse();
    const run: Native = (mm, c) => inTurn(mm, others, callValue(mm, first!, c.thisValue, c.args, c.site), c);
    return reference(m.alloc('native', call.site, EMPTY, { native: { name: 'composed', call: run } }, 'composed'));
  };
}

/** `pipe(x, f, g)` is `g(f(x))`. */
const applied: Native = (m, call) => {
  const list = functions(m, call, 1);
  return list ? inTurn(m, list, call.args.list[0]?.v ?? UNDEFINED, call) : callUnreadable(m, call);
};

const in_ = (modules: readonly string[], names: readonly string[], native: Native): Natives => Object.fromEntries(modules.flatMap((module) => names.flatMap((name) => [`${module}#${name}`, `${module}#default.${name}`]).map((key): [string, Native] => [key, native])));
const LODASH = ['lodash', 'lodash-es', 'lodash/fp', 'es-toolkit', 'es-toolkit/compat'];
const RAMDA = ['ramda', 'rambda', 'ramda-adjunct'];
const FP_TS = ['fp-ts/function', 'fp-ts/lib/function', 'fp-ts/es6/function', '@effect/data/Function', 'effect', 'effect/Function', 'lodash/fp'];
const alone = (name: string, native: Native): Natives => ({ [`lodash/${name}#default`]: native, [`lodash.${name}#default`]: native });

/** Functions that are made of functions, one after the other. */
export const compositionNatives: Natives = {
  ...in_(LODASH, ['flow', '_.flow'], composed('first to last')),
  ...in_([...LODASH, 'underscore'], ['flowRight', 'compose'], composed('last to first')),
  ...in_(RAMDA, ['pipe'], composed('first to last')),
  ...in_(RAMDA, ['compose'], composed('last to first')),
  ...in_(['redux', '@reduxjs/toolkit', 'recompose'], ['compose'], composed('last to first')),
  ...in_(FP_TS, ['flow'], composed('first to last')),
  ...in_([...FP_TS.filter((x) => x !== 'lodash/fp'), 'remeda'], ['pipe'], applied),
  ...alone('flow', composed('first to last')),
  ...alone('flowRight', composed('last to first')),
};
