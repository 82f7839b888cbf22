import { BOTTOM, isBottom, join, reference, UNDEFINED, type Value } from '../domain/value.js';
import { fulfil, pending, settled, whenKnown } from '../machine/async.js';
import { callValue, plainArgs } from '../machine/calls.js';
import { deepLabels } from '../machine/deep.js';
import { noExit } from '../machine/frame.js';
import { iterate } from '../machine/iteration.js';
import type { Machine } from '../machine/machine.js';
import { addInside, applyModel } from '../machine/model.js';
import type { Native, NativeCall, Natives } from '../machine/native.js';
import { feed } from '../machine/streams.js';
import { isStream, pipe } from './node-streams.js';
import { arg } from './support.js';

function isFunction(m: Machine, v: Value): boolean {
  return v.refs.some((r) => ['function', 'native'].includes(m.obj(r).kind));
}

/** What comes out of a step that gets what came out of the one before it. */
function step(m: Machine, call: NativeCall, from: Value, to: Value, first: boolean): Value {
  if (isFunction(m, to)) return callValue(m, to, UNDEFINED, plainArgs(call.site, ...(first ? [] : [from])), call.site);
  if (first) return to;
  const known: Value = { ...from, refs: from.refs.filter((r) => isStream(m, r)), consts: [], kinds: 0 };
  if (!isBottom(known)) pipe(m, { ...call, thisValue: known, args: plainArgs(call.site, to) });
  from = { ...from, refs: from.refs.filter((r) => !isStream(m, r)) };
  if (isBottom(from)) return to;
  const piped = m.setting.models.instance('node:stream#Readable', 'pipe');
  const streams: Value = { ...from, refs: from.refs.filter((r) => m.obj(r).kind === 'instance'), consts: [], kinds: 0 };
  if (piped && !isBottom(streams)) applyModel(m, piped, { ...call, thisValue: streams, args: plainArgs(call.site, to) });
  const others: Value = { ...from, refs: from.refs.filter((r) => m.obj(r).kind !== 'instance') };
  if (!isBottom(others) && m.st) {
    const each = iterate(m, others, call.site).any;
    const labels = deepLabels(m, each, call.site);
    for (const ref of to.refs) if (isStream(m, ref)) feed(m, ref, each, call);
    else addInside(m, ref, labels);
  }
  return to;
}

/** `pipeline(source, …steps)`, with a callback or, where `promises`, without. */
const pipeline = (promises: boolean): Native => (m, call) => {
  const list = call.args.list.length === 1 && !call.args.rest ? (iterate(m, arg(call, 0), call.site).known ?? []) : call.args.list.map((a) => a.v);
  const last = list.at(-1);
  const done = !promises && last && list.length > 1 && isFunction(m, last) ? last : undefined;
  const steps = done ? list.slice(0, -1) : list;
  const thrown = noExit();
  m.frame.catches.push(thrown);
  let v = BOTTOM;
  for (const [i, s] of steps.entries()) if (m.st) v = step(m, call, v, s, i === 0);
  m.frame.catches.pop();
  if (!promises) {
    if (done && m.st) whenKnown(m, join(v, UNDEFINED), call.site, 'pipeline', (x) => void callValue(m, done, UNDEFINED, plainArgs(call.site, UNDEFINED, x), call.site), (e) => void callValue(m, done, UNDEFINED, plainArgs(call.site, e), call.site));
    return v;
  }
  if (!m.st) return settled(m, BOTTOM, thrown, call.site);
  const p = pending(m, call.site, 'pipeline');
  fulfil(m, p, isBottom(v) ? UNDEFINED : v, call.site);
  return reference(p);
};

export const streamNatives: Natives = {
  'node:stream#pipeline': pipeline(false),
  'node:stream#default.pipeline': pipeline(false),
  'node:stream/promises#pipeline': pipeline(true),
  'node:stream/promises#default.pipeline': pipeline(true),
};
