import { EMPTY, slot } from '../domain/content.js';
import { BOTTOM, isBottom, join, reference, UNDEFINED, type Value } from '../domain/value.js';
import { callValue } from '../machine/calls.js';
import { noExit } from '../machine/frame.js';
import { advance, openIterator } from '../machine/iteration.js';
import type { Machine } from '../machine/machine.js';
import type { Native, NativeCall, Natives } from '../machine/native.js';
import type { Args } from '../machine/objects.js';
import { instanceOf } from '../machine/model/results.js';

const STEPS = 8;

/** Runs a generator of computations: what each `yield*` gives is what the computation gives; what it returns or throws is the result. */
function ran(m: Machine, body: Value, args: Args, call: NativeCall): Value {
  const out = instanceOf(m, 'effect#Effect', call.site, 'gen');
  const thrown = noExit();
  m.frame.catches.push(thrown);
  const iterator = openIterator(m, callValue(m, body, UNDEFINED, args, call.site), call.site);
  let returned = BOTTOM;
  for (let i = 0, on = iterator !== undefined; on && i < STEPS && m.st; i++) {
    const step = advance(m, iterator!, call.site);
    if (step.off) returned = join(returned, step.end);
    on = step.on;
  }
  m.frame.catches.pop();
  m.st ??= thrown.st;
  for (const [name, v] of [['!@value', returned], ['!@error', thrown.v]] as const) for (const r of out.refs) if (m.st && !isBottom(v)) m.setSlot(r, name, slot(v));
  return out;
}

const generator = (m: Machine, call: NativeCall): Value => ({ ...BOTTOM, refs: call.args.list.flatMap((a) => a.v.refs.filter((r) => m.obj(r).kind === 'function')).slice(-1) });

const gen: Native = (m, call) => ran(m, generator(m, call), { list: [] }, call);

/** `Effect.fn(function* (…) {…})` */
const fn: Native = (m, call) => {
  const body = generator(m, call);
  return reference(m.alloc('native', call.site, EMPTY, { native: { name: 'effect', call: (mm, c) => ran(mm, body, c.args, c) } }, 'effect'));
};

const pipe: Native = (m, call) => call.args.list.reduce((v, f) => callValue(m, f.v, UNDEFINED, { list: [{ v, s: call.site.s, e: call.site.e }] }, call.site), call.thisValue);

export const effectNatives: Natives = {
  ...Object.fromEntries(['effect#Effect', 'effect/Effect#'].flatMap((at) => [['gen', gen], ['fn', fn]].map(([name, native]) => [`${at}${at.endsWith('#') ? '' : '.'}${name as string}`, native as Native]))),
  'effect#Effect.prototype.pipe': pipe,
};
