import type { Model } from '../../../models/index.js';
import { EMPTY } from '../../domain/content.js';
import { stepped } from '../../domain/taint.js';
import { addLabels, BOTTOM, isBottom, join, ofKinds, reference, UNKNOWN, type Ref, type Value } from '../../domain/value.js';
import { Kind } from '../../../types/shape.js';
import { fulfil } from '../async.js';
import { argument, argumentsFrom } from '../calls.js';
import { deepLabels } from '../deep.js';
import type { Frame } from '../frame.js';
import type { Machine } from '../machine.js';
import type { NativeCall } from '../native.js';
import type { Args, Site } from '../objects.js';
import { addInside, containerOf, isHolder, readStep, slotName, writeStep } from './access.js';
import { channelObjects, listen, notify, runApart, type ChannelObjects } from './channels.js';
import { force, handOut } from './functions.js';
import { isFunction, isLasting, isPort, type Part, type Place, type Plan, type PlannedEdge } from './plan.js';
import { instanceOf } from './results.js';

/** One call of a modelled function. */
export interface Application {
  readonly model: Model;
  readonly plan: Plan;
  readonly call: NativeCall;
  /** The call's frame: callbacks that something causes later run as its. */
  readonly frame: Frame;
  /** Calls that are under way of functions that were handed out, by their place. */
  readonly open: Map<string, number>;
  result: Value;
}

/** One run of a part of a model: the call itself, or the call of a function that it handed out. */
export interface Run {
  readonly app: Application;
  readonly part: Part;
  /** The function that was handed out and is called now, and the run that handed it out. */
  readonly fn: Place | undefined;
  readonly outer: Run | undefined;
  readonly args: Args;
  readonly thisValue: Value;
  readonly site: Site;
  /** Tells its objects from those of other runs at the same site. */
  readonly tag: string;
  readonly frame: Frame;
  /** What the run has put into places that are handed over in it. */
  readonly held: Map<Place, Value>;
  readonly objects: Map<string, Ref>;
  readonly called: Set<Place>;
  channel?: ChannelObjects;
  /** Callbacks are run; else only what needs none of them. */
  calls: boolean;
  /** A callback needs its own result. */
  folds: boolean;
  active: boolean;
  /** What it reads has changed while it ran. */
  stale: boolean;
}

/** Passes over callbacks that are given what they, or each other, returned before. */
const PASSES = 3;

export function evaluate(m: Machine, run: Run, calls: boolean): void {
  run.calls = calls;
  run.channel = channelOf(m, run);
  register(m, run);
  run.active = true;
  for (let pass = 0; pass < PASSES && m.st; pass++) {
    run.called.clear();
    run.folds = run.stale = false;
    for (const e of run.part.edges) {
      if (!m.st) break;
      if (!e.to) force(m, run, e.from.near!);
      else write(m, run, e.to, edgeValue(m, run, e), e.exact);
    }
    for (const fn of run.part.callbacks.keys()) if (m.st) force(m, run, fn);
    if (!run.folds && !run.stale) break;
  }
  run.active = false;
}

function channelOf(m: Machine, run: Run): ChannelObjects | undefined {
  const c = run.app.model.channel;
  if (!c) return undefined;
  const at = (end: NonNullable<typeof c.key>): Value => end.path.reduce((v, s) => readStep(m, v, s, run.site), rootValue(run.app, end.base, end.index ?? 0));
  return channelObjects(m, c, c.key && at(c.key), c.owner && at(c.owner));
}

/** Has the run repeated when what it reads from channels and observables changes. */
function register(m: Machine, run: Run): void {
  const wanted = new Map<string, readonly [Ref, string]>();
  const want = (from: Place): void => {
    for (let p: Place | undefined = from; p; p = p.parent) {
      if (isPort(p.step)) continue;
      const channel = p.base === 'channel' && (p.parent?.parent === undefined ? p.parent !== undefined || p.children.size === 0 : false);
      const reactive = p.step?.k === 'element' || (p.step?.k === 'property' && p.step.name.startsWith('@'));
      if (!channel && !(reactive && p.parent && available(run, p.parent))) continue;
      const refs = channel ? run.channel!.read.refs : valueAt(m, run, p.parent!).refs.filter((r) => isHolder(m.obj(r).kind));
      const name = p.step ? slotName(p.step) : 'content';
      for (const ref of refs) wanted.set(`${ref}|${name}`, [ref, name]);
    }
  };
  for (const e of run.part.edges) want(e.from);
  for (const feeds of run.part.callbacks.values()) for (const e of feeds) want(e.from);
  if (wanted.size === 0) return;
  const again = m.alloc('native', run.site, EMPTY, { native: { name: 'listener', call: (mm) => (repeat(mm, run), UNKNOWN) } }, `${run.tag}listener`);
  for (const [ref, name] of wanted.values()) listen(m, ref, name, again);
}

/** Can be read without calling anything. */
function available(run: Run, p: Place): boolean {
  for (let at: Place | undefined = p; at; at = at.parent) if (isPort(at.step) && !(at.step!.k === 'param' && at.parent!.provided && runOf(run, at.parent!))) return false;
  return true;
}

function repeat(m: Machine, run: Run): void {
  if (run.active) run.stale = true;
  else runApart(m, run.frame, () => evaluate(m, run, true));
}

export function runOf(run: Run, fn: Place): Run | undefined {
  for (let r: Run | undefined = run; r; r = r.outer) if (r.fn === fn) return r;
  return undefined;
}

/** What flows along an edge: the value itself, or an unknown value with all labels in it. */
export function edgeValue(m: Machine, run: Run, e: PlannedEdge): Value {
  const v = valueAt(m, run, e.from);
  const { site } = run.app.call;
  const through = e.from.base === 'channel' ? 'received through a channel' : 'through a library function';
  if (e.exact) return e.from.base === 'channel' && v.labels.length > 0 ? { ...v, labels: stepped(v.labels, site.file, site.s, site.e, through, true) } : v;
  const at = e.from.base === 'channel' ? site : run.site;
  const labels = stepped(deepLabels(m, v, site), at.file, at.s, at.e, through, e.from.base === 'channel');
  return ofKinds(labels.length > 0 ? Kind.string : 0, labels);
}

function rootValue(app: Application, base: string, index: number): Value {
  const { call } = app;
  switch (base) {
    case 'this':
      return call.thisValue;
    case 'arg':
      return given(call.args, index);
    case 'args':
      return argumentsFrom(call.args, index);
    default:
      return BOTTOM;
  }
}

/** Argument `i`, -1 for the last; none where the call has none. */
function given(args: Args, i: number): Value {
  const at = i < 0 ? args.list.length + i : i;
  return args.list.length > at || args.rest ? argument(args, Math.max(at, 0)) : BOTTOM;
}

export function valueAt(m: Machine, run: Run, p: Place): Value {
  const { step, parent } = p;
  if (!parent || !step) {
    if (p.base === 'return') return run.app.result;
    if (p.base === 'new') return instanceOf(m, p.instance!, run.site, `${run.tag}new ${p.instance!}`);
    if (p.base === 'channel') return p.children.size > 0 ? run.channel!.read : readChannel(m, run, 'content');
    return rootValue(run.app, p.base, p.index);
  }
  if (p.base === 'channel' && !parent.parent && step.k === 'property') return readChannel(m, run, slotName(step));
  if (isPort(step)) {
    if (!parent.provided) {
      force(m, run, parent);
      return held(run, p);
    }
    const active = runOf(run, parent);
    if (!active) return BOTTOM;
    if (step.k === 'self') return active.thisValue;
    if (step.k === 'param') return step.rest ? argumentsFrom(active.args, step.index) : given(active.args, step.index);
    return held(run, p);
  }
  return join(held(run, p), readStep(m, valueAt(m, run, parent), step, run.site));
}

function readChannel(m: Machine, run: Run, name: string): Value {
  let out = BOTTOM;
  for (const ref of run.channel!.read.refs) out = join(out, m.content(ref).props.get(name)?.v ?? BOTTOM);
  return out;
}

function held(run: Run, p: Place): Value {
  for (let r: Run | undefined = run; r; r = r.outer) {
    const v = r.held.get(p);
    if (v) return v;
  }
  return BOTTOM;
}

export function put(run: Run, p: Place, v: Value): void {
  run.held.set(p, join(run.held.get(p) ?? BOTTOM, v));
}

function write(m: Machine, run: Run, to: Place, v: Value, exact: boolean): void {
  if (isBottom(v) && v.labels.length === 0) return;
  if (!isLasting(to)) return handOver(m, run, to, v);
  if (!to.parent || !to.step) return writeRoot(m, run, to, v, exact);
  const { step } = to;
  for (const ref of holders(m, run, to.parent).refs) if (writeStep(m, ref, step, v, run.site)) notify(m, ref, slotName(step));
}

/** Puts a value where the run that calls the callback finds it; a run that has called it before does so again. */
function handOver(m: Machine, run: Run, to: Place, v: Value): void {
  let owner: Run = run;
  if (!to.near!.provided) for (let r: Run | undefined = run; r; r = r.outer) if (r.part.callbacks.has(to.near!)) owner = r;
  const before = owner.held.get(to);
  put(owner, to, v);
  if (owner !== run && owner.held.get(to) !== before) repeat(m, owner);
}

function writeRoot(m: Machine, run: Run, to: Place, v: Value, exact: boolean): void {
  const { app } = run;
  if (to.base === 'channel') {
    for (const ref of run.channel!.write.refs) if (writeStep(m, ref, { k: 'property', name: 'content' }, v, run.site)) notify(m, ref, 'content');
  } else if (to.base === 'return') {
    if (exact) app.result = join(app.result, v);
    else {
      for (const r of app.result.refs) addInside(m, r, v.labels);
      app.result = addLabels(isBottom(app.result) ? UNKNOWN : app.result, v.labels);
    }
  } else {
    const labels = exact ? deepLabels(m, v, run.site) : v.labels;
    for (const r of rootValue(app, to.base, to.index).refs) addInside(m, r, labels);
  }
}

/** Objects at a place that can take what is written into them; of what the library gives, one is made where there is none. */
export function holders(m: Machine, run: Run, p: Place): Value {
  if (p.base === 'channel' && !p.parent) return run.channel!.write;
  const v = p.base === 'channel' && !p.parent!.parent ? channelSlot(m, run, p) : valueAt(m, run, p);
  if (v.refs.length > 0 || !p.provided) return v;
  const made = reference(container(m, run, p));
  if (p.parent) for (const ref of holders(m, run, p.parent).refs) writeStep(m, ref, p.step!, made, run.site);
  else run.app.result = join(run.app.result, made);
  return made;
}

function channelSlot(m: Machine, run: Run, p: Place): Value {
  const v = readChannel(m, run, slotName(p.step!));
  if (v.refs.length > 0) return v;
  const made = reference(container(m, run, p));
  for (const ref of run.channel!.write.refs) writeStep(m, ref, p.step!, made, run.site);
  return made;
}

function container(m: Machine, run: Run, p: Place): Ref {
  const known = run.objects.get(p.key);
  if (known !== undefined && m.st?.get(known) !== undefined) return known;
  const { kind, content } = containerOf(p);
  const ref = m.alloc(kind, run.site, content, {}, `${run.tag}${p.key}`);
  run.objects.set(p.key, ref);
  return ref;
}

/** The value that the run has built for a place: what was put there, with what was put into places inside it. */
export function assemble(m: Machine, run: Run, p: Place): Value {
  let v = run.held.get(p) ?? BOTTOM;
  if (isFunction(p)) v = join(v, handOut(m, run, p));
  for (const c of p.children.values()) {
    if (isPort(c.step)) continue;
    const inner = assemble(m, run, c);
    if (isBottom(inner) && inner.labels.length === 0 && c.step!.k !== 'await') continue;
    if (v.refs.length === 0) v = join(v, reference(container(m, run, p)));
    for (const ref of v.refs) {
      if (c.step!.k === 'await' && m.obj(ref).kind === 'promise') fulfil(m, ref, isBottom(inner) ? UNKNOWN : inner, run.site);
      else if (writeStep(m, ref, c.step!, inner, run.site)) notify(m, ref, slotName(c.step!));
    }
  }
  return v;
}
