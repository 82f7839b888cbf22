import { Kind } from '../../../types/shape.js';
import { Bounds } from '../../bounds.js';
import { EMPTY } from '../../domain/content.js';
import { BOTTOM, isBottom, join, reference, UNDEFINED, UNKNOWN, type Value } from '../../domain/value.js';
import type { ObjectShape } from '../../../types/shape.js';
import { callValue } from '../calls.js';
import { classValue } from '../instances.js';
import { keepForLater } from '../kept-functions.js';
import type { Machine } from '../machine.js';
import type { NativeCall } from '../native.js';
import type { Argument, Args } from '../objects.js';
import { getProperty } from '../properties.js';
import { callUnreadable, ofPackage } from '../unreadable.js';
import type { Place, PlannedEdge } from './plan.js';
import { evaluate, giveResult } from './evaluate.js';
import { assemble, edgeValue, lastArgument, put, valueAt } from './places.js';
import { newRun, type Run } from './run.js';

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
  const tag = `${outer.tag}${from.file}:${from.s}:${fn.key}|`;
  const run = newRun({ app: outer.app, part: outer.app.plan.part(fn), fn, outer, args: call.args, thisValue: call.thisValue, site: call.site, tag }, m.frame);
  const key = fn.key;
  const open = outer.app.open;
  open.set(key, (open.get(key) ?? 0) + 1);
  m.depth++;
  evaluate(m, run, true);
  m.depth--;
  open.set(key, open.get(key)! - 1);
  const v = giveResult(m, run);
  return m.st && isBottom(v) ? { ...UNKNOWN, labels: v.labels } : v;
}

/** Calls a function of the program, once in a pass, with what the edges to its parameters give. */
export function force(m: Machine, run: Run, fn: Place): void {
  const feeds = run.part.callbacks.get(fn);
  if (!run.calls || !feeds || !m.st) return;
  const result = fn.children.get('<result>');
  if (result && lastArgument(run, result)) return;
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

/** Callbacks of a run that have not returned yet. */
const inProgress = new WeakMap<Run, Set<Place>>();

function callGiven(m: Machine, run: Run, fn: Place, feeds: readonly PlannedEdge[]): void {
  const found = valueAt(m, run, fn);
  const callee = callable(m, found);
  const short = run.app.model.shorthand && (found.kinds !== 0 || found.consts.length > 0) ? found : undefined;
  if (isBottom(callee) && !short) return;
  let fed = false;
  for (const e of feeds) {
    const v = edgeValue(m, run, e);
    if (isBottom(v) && v.labels.length === 0) continue;
    fed = true;
    put(run, e.to!, v);
  }
  if (!fed && feeds.length > 0 && !run.part.always.has(fn)) return;
  const self = fn.children.get('<self>');
  const thisValue = self ? assemble(m, run, self) : receiver(m, run, fn, callee);
  const args = argumentsOf(m, run, fn, feeds);
  if (run.app.model.deferred) keepForLater(m, callee, args);
  const call = (): Value => m.within(`model ${run.tag}${fn.key}`, !isSure(run, fn), () => callValue(m, callee, thisValue, args, run.site));
  let v = short ? member(m, run, fn, short) : BOTTOM;
  if (!isBottom(callee)) {
    if (isSure(run, fn)) v = join(v, call());
    else {
      v = join(v, m.branch(call, () => BOTTOM));
      if (m.st && visitsElements(feeds)) v = join(v, m.branch(call, () => BOTTOM));
    }
  }
  const result = fn.children.get('<result>');
  if (result && m.st) put(run, result, v);
}

/** What a property's name in place of a callback gives: that property of what the callback would get. */
function member(m: Machine, run: Run, fn: Place, name: Value): Value {
  const first = fn.children.get('(0)');
  const from = first ? (run.held.get(first) ?? BOTTOM) : BOTTOM;
  if (name.kinds & Kind.string) return getProperty(m, from, null, run.site);
  let out = BOTTOM;
  for (const c of name.consts) {
    if (typeof c !== 'string' && typeof c !== 'number') continue;
    out = join(out, String(c).split('.').reduce((v, n) => getProperty(m, v, n, run.site), from));
  }
  return out;
}

/** `this` of a method: the object that it was found in; of one that is handed over alone, any instance of its class. */
function receiver(m: Machine, run: Run, fn: Place, callee: Value): Value {
  const owner = fn.step?.k === 'property' && fn.parent ? valueAt(m, run, fn.parent) : UNDEFINED;
  const home = callee.refs.length === 1 ? m.obj(callee.refs[0]!).closure?.home : undefined;
  if (home?.cls === undefined || owner.refs.some((r) => m.obj(r).instanceOf !== undefined)) return owner;
  const { facts, index } = m.obj(home.cls).cls!;
  return classValue(m, facts.file, index) ?? owner;
}

/** A declared type whose values can't be called. */
function isRecord(shape: ObjectShape | undefined): boolean {
  return shape?.k === 'class' || (shape?.k === 'object' && !shape.signatures?.length);
}

function callable(m: Machine, v: Value): Value {
  const data = new Set(['object', 'array', 'map', 'set', 'promise', 'instance', 'generator', 'namespace']);
  return { ...v, consts: [], kinds: 0, refs: v.refs.filter((r) => !data.has(m.obj(r).kind) && !isRecord(m.obj(r).shape)) };
}

function argumentsOf(m: Machine, run: Run, fn: Place, feeds: readonly PlannedEdge[]): Args {
  const params = [...fn.children.values()].flatMap((place) => (place.step?.k === 'param' ? [{ place, ...place.step, v: assemble(m, run, place) }] : []));
  const own = ofPackage(m, run.app.call.module, run.site);
  const known = (v: Value): Value => (isBottom(v) ? { ...join(UNKNOWN, own), labels: v.labels } : v);
  const from = (i: number): Value => params.reduce((v, p) => (p.rest && p.index <= i ? join(v, p.v) : v), BOTTOM);
  const list: Argument[] = [];
  for (const p of params) if (!p.rest) list[p.index] = { v: known(join(p.v, from(p.index))), ...spanOf(run, p.place, feeds) };
  const { s, e } = run.site;
  return { list: Array.from(list, (a, i) => a ?? { v: known(from(i)), s, e }), rest: { v: known(from(list.length)), s, e } };
}

/** Where what the callback gets stands in the call: the argument that it comes from, else the call. */
function spanOf(run: Run, param: Place, feeds: readonly PlannedEdge[]): { s: number; e: number } {
  const from = feeds.find((e) => e.to === param)?.from;
  const a = from?.base === 'arg' && from.near === undefined ? run.app.call.args.list.at(from.index) : undefined;
  const { s, e } = a ?? run.site;
  return { s, e };
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
