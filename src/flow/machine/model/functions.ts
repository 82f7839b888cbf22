import { Bounds } from '../../bounds.js';
import { EMPTY } from '../../domain/content.js';
import { BOTTOM, isBottom, join, reference, UNDEFINED, UNKNOWN, type Value } from '../../domain/value.js';
import { callValue } from '../calls.js';
import type { Machine } from '../machine.js';
import type { NativeCall } from '../native.js';
import type { Argument, Args } from '../objects.js';
import { callUnreadable } from '../unreadable.js';
import type { Place, PlannedEdge } from './plan.js';
import { assemble, edgeValue, evaluate, put, valueAt, type Run } from './run.js';

/** Calls of one function that a library handed out, within each other. */
const REENTRY = 3;

/** A function that the library hands out: its call does what the edges say of its parameters and its result. */
export function handOut(m: Machine, run: Run, fn: Place): Value {
  const call = (mm: Machine, c: NativeCall): Value => callHanded(mm, run, fn, c);
  return reference(m.alloc('native', run.site, EMPTY, { native: { name: fn.key, call } }, `${run.tag}${fn.key}`));
}

function callHanded(m: Machine, outer: Run, fn: Place, call: NativeCall): Value {
  if (!m.st) return BOTTOM;
  if (m.depth >= Bounds.callDepth || (outer.app.open.get(fn.key) ?? 0) >= REENTRY) {
    m.limit('bound', 'a function of a library that calls itself is not followed further', call.site);
    return callUnreadable(m, call);
  }
  const from = outer.site;
  const run: Run = {
    app: outer.app, part: outer.app.plan.part(fn), fn, outer, args: call.args, thisValue: call.thisValue, site: call.site, tag: `${outer.tag}${from.file}:${from.s}:${fn.key}|`,
    frame: m.frame, held: new Map(), objects: new Map(), called: new Set(), calls: true, folds: false, active: false, stale: false,
  };
  const key = fn.key;
  const open = outer.app.open;
  open.set(key, (open.get(key) ?? 0) + 1);
  m.depth++;
  evaluate(m, run, true);
  m.depth--;
  open.set(key, open.get(key)! - 1);
  const result = fn.children.get('<result>');
  const v = result && m.st ? assemble(m, run, result) : BOTTOM;
  return m.st && isBottom(v) ? { ...UNKNOWN, labels: v.labels } : v;
}

/** Calls a function of the program, once in a pass, with what the edges to its parameters give. */
export function force(m: Machine, run: Run, fn: Place): void {
  const feeds = run.part.callbacks.get(fn);
  if (!run.calls || !feeds || !m.st) return;
  if (run.called.has(fn)) {
    if (!run.part.always.has(fn)) return;
    run.folds ||= inProgress.has(run) && inProgress.get(run)!.has(fn);
    return;
  }
  run.called.add(fn);
  const open = inProgress.get(run) ?? new Set<Place>();
  inProgress.set(run, open.add(fn));
  callGiven(m, run, fn, feeds);
  open.delete(fn);
}

const inProgress = new WeakMap<Run, Set<Place>>();

function callGiven(m: Machine, run: Run, fn: Place, feeds: readonly PlannedEdge[]): void {
  const callee = callable(m, valueAt(m, run, fn));
  if (isBottom(callee)) return;
  // Kept by the library, it can run when other entry points have changed module state.
  if (run.app.model.deferred) for (const ref of callee.refs) if (m.obj(ref).kind === 'function') m.handedOut.add(ref);
  let fed = false;
  for (const e of feeds) {
    const v = edgeValue(m, run, e);
    if (isBottom(v) && v.labels.length === 0) continue;
    fed = true;
    put(run, e.to!, v);
  }
  if (!fed && feeds.length > 0 && !run.part.always.has(fn)) return;
  const self = fn.children.get('<self>');
  const owner = fn.step?.k === 'property' && fn.parent ? valueAt(m, run, fn.parent) : UNDEFINED;
  const thisValue = self ? assemble(m, run, self) : owner;
  const args = argumentsOf(m, run, fn, feeds);
  const call = (): Value => m.within(`model ${run.tag}${fn.key}`, !isSure(run, fn), () => callValue(m, callee, thisValue, args, run.site));
  let v: Value;
  if (isSure(run, fn)) v = call();
  else {
    v = m.branch(call, () => BOTTOM);
    if (m.st && visitsElements(feeds)) v = join(v, m.branch(call, () => BOTTOM));
  }
  const result = fn.children.get('<result>');
  if (result && m.st) put(run, result, v);
}

function callable(m: Machine, v: Value): Value {
  const data = new Set(['object', 'array', 'map', 'set', 'promise', 'instance', 'generator', 'namespace']);
  return { ...v, consts: [], kinds: 0, refs: v.refs.filter((r) => !data.has(m.obj(r).kind)) };
}

function argumentsOf(m: Machine, run: Run, fn: Place, feeds: readonly PlannedEdge[]): Args {
  const list: Argument[] = [];
  let rest: Value = UNKNOWN;
  for (const c of fn.children.values()) {
    if (c.step?.k !== 'param') continue;
    const v = assemble(m, run, c);
    if (c.step.rest) rest = isBottom(v) ? UNKNOWN : v;
    else list[c.step.index] = { v: isBottom(v) ? { ...UNKNOWN, labels: v.labels } : v, ...spanOf(run, c, feeds) };
  }
  const { s, e } = run.site;
  return { list: Array.from(list, (a) => a ?? { v: rest, s, e }), rest: { v: rest, s, e } };
}

/** Where what the callback gets stands in the call: the argument that it comes from, else the call. */
function spanOf(run: Run, param: Place, feeds: readonly PlannedEdge[]): { s: number; e: number } {
  const from = feeds.find((e) => e.to === param)?.from;
  const a = from?.base === 'arg' && from.near === undefined ? run.app.call.args.list.at(from.index) : undefined;
  return a ?? run.site;
}

/** The model says that its one callback runs, once, before the call returns. */
function isSure(run: Run, fn: Place): boolean {
  const { part, app } = run;
  if (app.model.deferred || part.callbacks.size !== 1 || fn.base === 'args' || fn.step !== undefined) return false;
  const result = fn.children.get('<result>');
  return part.edges.some((e) => e.exact && e.from === result && e.to?.base === 'return' && e.to.parent === undefined) && !visitsElements(part.callbacks.get(fn)!);
}

function visitsElements(feeds: readonly PlannedEdge[]): boolean {
  return feeds.some((e) => {
    for (let p: Place | undefined = e.from; p; p = p.parent) if (p.step?.k === 'element' || p.step?.k === 'any' || p.step?.k === 'value') return true;
    return false;
  });
}
