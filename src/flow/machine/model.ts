import type { Model } from '../../models/index.js';
import { BOTTOM, isBottom, join, UNKNOWN, type Ref, type Value } from '../domain/value.js';
import { isSettled } from './async.js';
import type { Machine } from './machine.js';
import { contribute, writeStep } from './model/access.js';
import { untoldRows } from './model/columns.js';
import { handOut } from './model/functions.js';
import { isFunction, isPort, planOf, type Place } from './model/plan.js';
import { startResult, type Made } from './model/results.js';
import { evaluate } from './model/evaluate.js';
import { named } from './model/each.js';
import { sendAll } from './model/sends.js';
import { isPartial, partial } from './model/partial.js';
import { holders } from './model/places.js';
import { newRun, type Application, type Run } from './model/run.js';
import type { NativeCall } from './native.js';
import { enqueue } from './tasks.js';

export { addInside } from './model/access.js';

/** Does to a call what its model says. `made`: the type of which a constructor call makes an instance. */
export function applyModel(m: Machine, described: Model, call: NativeCall, made?: Made): Value {
  if (!m.st) return BOTTOM;
  if (isPartial(described, call)) return partial(m, described, call, made);
  const model = named(m, described, call);
  const plan = planOf(model);
  const root = plan.root('return');
  const app: Application = { model, plan, call, open: new Map(), result: startResult(m, model, call, root, made) };
  const promise = app.result;
  const run = newRun({ app, part: plan.own, fn: undefined, outer: undefined, args: call.args, thisValue: call.thisValue, site: call.site, tag: '' }, m.frame);
  if (root) install(m, run, root);
  if (model.sends) sendAll(m, model, call);
  const later = model.deferred === true && plan.own.callbacks.size > 0;
  evaluate(m, run, !later);
  const end = (): void => {
    if (model.result !== 'promise') return;
    for (const ref of promise.refs) {
      if (m.st && (model.open || !isSettled(m, ref))) contribute(m, ref, UNKNOWN, call.site);
      if (m.st && model.typed) addUntold(m, model, call, ref);
    }
  };
  if (later) {
    enqueue(m, `model|${call.site.file}:${call.site.s}:${call.site.e}`, model.result === 'promise', 0, () => {
      evaluate(m, run, true);
      end();
    });
  } else end();
  if (!m.st) return BOTTOM;
  return isBottom(app.result) ? { ...UNKNOWN, labels: app.result.labels } : app.result;
}

/** What a query of a typed client finds, in a list or alone, of which the program knows nothing. */
function addUntold(m: Machine, model: Model, call: NativeCall, promise: Ref): void {
  const found = m.content(promise).props.get('!value')?.v;
  const lists = found?.refs.filter((r) => m.obj(r).kind === 'array' && (isBottom(m.content(r).rest) || m.content(r).rest.unknown)) ?? [];
  if (!found || (!found.unknown && lists.length === 0)) return;
  const rows = untoldRows(m, model, call);
  if (found.unknown) contribute(m, promise, rows, call.site);
  for (const r of lists) if (m.st) m.setContent(r, { ...m.content(r), rest: join(m.content(r).rest, rows) });
}

/** Puts the functions that the library hands out into the result. */
function install(m: Machine, run: Run, p: Place): void {
  const inner = [...p.children.values()].filter((c) => !isPort(c.step));
  if (isFunction(p)) place(m, run, p, handOut(m, run, p));
  for (const c of inner) if (hands(c)) install(m, run, c);
}

function hands(p: Place): boolean {
  return isFunction(p) || [...p.children.values()].some((c) => !isPort(c.step) && hands(c));
}

function place(m: Machine, run: Run, p: Place, v: Value): void {
  if (!p.parent) run.app.result = join(run.app.result, v);
  else for (const ref of holders(m, run, p.parent).refs) writeStep(m, ref, p.step!, v, run.site);
}
