import { EMPTY } from '../domain/content.js';
import { BOTTOM, join, reference, UNDEFINED, type Value } from '../domain/value.js';
import { argumentsFrom, callValue } from '../machine/calls.js';
import { iterate } from '../machine/iteration.js';
import type { Machine } from '../machine/machine.js';
import type { Native, NativeCall, Natives } from '../machine/native.js';
import type { Argument, Args } from '../machine/objects.js';
import { arg, given } from './support.js';

/** What a step of a waterfall hands to its callback, joined over its calls. */
interface Handed {
  error: Value;
  list: Value[];
  rest: Value;
}

/** `waterfall([step…], done)`: each step gets what the one before handed to its callback, and a callback of its own. */
const waterfall: Native = (m, call) => {
  const steps = iterate(m, arg(call, 0), call.site);
  let passed: Handed = { error: BOTTOM, list: [], rest: BOTTOM };
  let error = BOTTOM;
  for (const [i, step] of (steps.known ?? [steps.any]).entries()) {
    if (!m.st) return BOTTOM;
    const next: Handed = { error: BOTTOM, list: [], rest: BOTTOM };
    const args = [...passed.list, callback(m, call, i, next)].map((v) => at(v, call));
    m.branch(() => callValue(m, step, UNDEFINED, withRest(args, passed, call), call.site), () => UNDEFINED);
    error = join(error, next.error);
    passed = next;
  }
  if (!m.st || !given(call, 1)) return UNDEFINED;
  callValue(m, arg(call, 1), UNDEFINED, withRest([join(error, UNDEFINED), ...passed.list].map((v) => at(v, call)), passed, call), call.site);
  return UNDEFINED;
};

function callback(m: Machine, call: NativeCall, step: number, next: Handed): Value {
  const hand: Native = (_m, c) => {
    next.error = join(next.error, arg(c, 0));
    c.args.list.slice(1).forEach((a, i) => (next.list[i] = join(next.list[i] ?? BOTTOM, a.v)));
    if (c.args.rest) next.rest = join(next.rest, argumentsFrom(c.args, c.args.list.length));
    return UNDEFINED;
  };
  return reference(m.alloc('native', call.site, EMPTY, { native: { name: 'callback', call: hand } }, `waterfall${step}`));
}

function at(v: Value, call: NativeCall): Argument {
  return { v, s: call.site.s, e: call.site.e };
}

function withRest(list: readonly Argument[], passed: Handed, call: NativeCall): Args {
  return passed.rest === BOTTOM ? { list } : { list, rest: at(passed.rest, call) };
}

export const waterfallNatives: Natives = {
  'async#waterfall': waterfall,
  'async#default.waterfall': waterfall,
  'async/waterfall#default': waterfall,
  ...Object.fromEntries(['a-sync-waterfall', 'async-waterfall', 'run-waterfall'].flatMap((name) => [[`${name}#default`, waterfall], [`${name}#`, waterfall]])),
};
