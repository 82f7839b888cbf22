import { Kind } from '../../../types/shape.js';
import { joinLabels, matching, NO_LABELS, onlyMatches, stepped, type Labels, withoutMatches } from '../../domain/taint.js';
import { addLabels, BOTTOM, isBottom, join, ofKinds, reference, UNKNOWN, unknownWith, type Ref, type Value } from '../../domain/value.js';
import { argument, argumentsFrom } from '../calls.js';
import { deepLabels } from '../deep.js';
import type { Machine } from '../machine.js';
import type { NativeCall } from '../native.js';
import type { Args, Site } from '../objects.js';
import { primitive } from '../operators.js';
import { addInside, containerOf, contribute, readStep, slotName, writeStep } from './access.js';
import { notify } from './channels.js';
import { chosenColumns, unknownRow } from './columns.js';
import { columnsOfSql, comparedColumns, recordsOf } from './conditions.js';
import { giveResult, repeat } from './evaluate.js';
import { force, handOut } from './functions.js';
import { isFunction, isLasting, isPort, type Place, type PlannedEdge } from './plan.js';
import { instanceOf } from './results.js';
import { noteQuery, writeRow } from './rows.js';
import { typeArgument } from '../typed.js';
import { comparedInSql } from './sql.js';
import { runOf, type Run } from './run.js';

/** What flows along an edge: the value itself, or an unknown value with all labels in it. */
export function edgeValue(m: Machine, run: Run, e: PlannedEdge): Value {
  if (e.unless && isGiven(valueAt(m, run, e.unless))) return BOTTOM;
  const v = (e.match && comparedInSql(m, run, e)) || valueAt(m, run, e.from);
  const { site } = run.app.call;
  if (e.match) {
    const labels = joinLabels(matchedBy(m, v, e, site), matching(columnLabels(m, run, e, v), site.file, site.s, site.e));
    if (run.channel) noteQuery(m, labels);
    return selected(labels, e);
  }
  const through = e.from.base === 'channel' ? 'received through a channel' : `through ${run.app.call.name ? `${run.app.call.name}()` : 'a library function'}`;
  if (e.exact && e.from.base === 'channel') {
    const records = chosenColumns(m, run.app, v);
    return received(m, run, { ...records, labels: stepped(records.labels, site.file, site.s, site.e, through, true) });
  }
  if (e.exact && e.to?.base === 'return' && (e.from.base === 'arg' || (e.from.base === 'this' && isRows(e)))) return chosenColumns(m, run.app, v);
  if (e.exact) return returned(e) && !isBottom(v) ? received(m, run, chosenColumns(m, run.app, v)) : v;
  const at = e.from.base === 'channel' ? site : run.site;
  const labels = stepped(joinLabels(deepLabels(m, v, site), textLabels(m, run, e, v)), at.file, at.s, at.e, through, e.from.base === 'channel');
  return ofKinds(labels.length > 0 ? Kind.string : 0, labels);
}

/** What tells the rows of a table is what it is a repository of. */
function isRows({ from: { step } }: PlannedEdge): boolean {
  return step?.k === 'element' || (step?.k === 'property' && step.name === '@instance');
}

/** Labels of the primitive that an object of the program's makes of itself, by code of its own, where a library makes a text or number of it. */
function textLabels(m: Machine, { app: { model }, site }: Run, { from }: PlannedEdge, v: Value): Labels {
  const takes = model.result === 'string' || model.result === 'number' || model.instance === 'Date';
  if (!takes || from.parent || (from.base !== 'arg' && from.base !== 'args')) return [];
  const objects: Value = { ...v, refs: v.refs.filter((r) => m.obj(r).kind === 'object'), unknown: false, kinds: 0, consts: [] };
  if (objects.refs.length === 0) return [];
  return m.branch(() => primitive(m, objects, site, model.result === 'string' ? 'string' : 'number'), () => BOTTOM).labels;
}

/**
 * The labels of what is selected by comparing with a value. Of a receiver only what it is itself is compared, and what it
 * was told to compare with before: a query also holds what it writes.
 */
function matchedBy(m: Machine, v: Value, { from }: PlannedEdge, site: Site): Labels {
  const inside = deepLabels(m, v, site);
  return matching(from.base === 'this' ? joinLabels(v.labels, onlyMatches(inside)) : inside, site.file, site.s, site.e);
}

/** Labels of the columns that the condition compares with what is given. */
function columnLabels(m: Machine, { app: { model, call }, channel }: Run, { from }: PlannedEdge, v: Value): Labels {
  if (!model.rows || from.base === 'this') return NO_LABELS;
  const isSql = from.base === 'args';
  const records = recordsOf(m, model, call, channel, isSql ? undefined : v);
  return isSql ? columnsOfSql(m, call, records) : comparedColumns(m, v, records, call.site);
}

/** Nothing but the labels, but what a promise fulfils with is something. */
function selected(labels: Labels, { to }: PlannedEdge): Value {
  return labels.length > 0 && to?.step?.k === 'await' ? unknownWith(labels) : ofKinds(0, labels);
}

/** What is kept outside of the program may be written by others too, or by nobody else: a table that the program only reads. */
function received(m: Machine, run: Run, v: Value): Value {
  if (!run.app.model.channel?.shared) return v;
  return join(v, v.json ? UNKNOWN : (unknownRow(m, run.app, v.labels) ?? unknownWith(v.labels)));
}

/** A row that comes back from the query that wrote it has what its table says, beside what was written. */
function returned({ from }: PlannedEdge): boolean {
  return from.base === 'this' && from.step?.k === 'property' && from.step.name === '@written';
}

function isGiven(v: Value): boolean {
  return !isBottom(v) && !(v.refs.length === 0 && !v.unknown && v.kinds === 0 && v.consts.every((c) => c === undefined));
}

export function rootValue(call: NativeCall, base: string, index: number): Value {
  switch (base) {
    case 'this':
      return call.thisValue;
    case 'arg':
      return given(call.args, index);
    case 'args':
      return argumentsFrom(call.args, index);
    case 'outside':
      return UNKNOWN;
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
    if (p.base === 'new') return created(m, run, p);
    if (p.base === 'type') return typeArgument(m, run.app.call.args, p.index, run.site);
    if (p.base === 'channel') return p.children.size > 0 ? run.channel!.read : readChannel(m, run, 'content');
    return rootValue(run.app.call, p.base, p.index);
  }
  if (p.base === 'channel' && !parent.parent && step.k === 'property') return readChannel(m, run, slotName(step));
  if (isPort(step)) {
    if (!parent.provided) {
      const same = lastArgument(run, p);
      if (same) return valueAt(m, run, same);
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

/** The place by its number of one in the last argument; a callback that is given something as the last one is called as that. */
export function lastArgument(run: Run, p: Place): Place | undefined {
  if (p.base !== 'arg' || p.index >= 0 || run.part.callbacks.get(p.near!)?.length) return undefined;
  const keys: string[] = [];
  for (let at: Place = p; at.parent; at = at.parent) for (const [key, c] of at.parent.children) if (c === at) keys.unshift(key);
  return keys.reduce((at: Place | undefined, key) => at?.children.get(key), run.app.plan.root(`arg${run.app.call.args.list.length - 1}`));
}

/** One object for each place, in each run. */
function created(m: Machine, run: Run, p: Place): Value {
  const known = run.objects.get(p.key);
  if (known !== undefined && m.st?.get(known) !== undefined) return reference(known);
  const v = instanceOf(m, p.instance!, run.site, `${run.tag}${p.key}`, run.app.call.module);
  run.objects.set(p.key, v.refs[0]!);
  return v;
}

function readChannel(m: Machine, run: Run, name: string): Value {
  let out = BOTTOM;
  for (const ref of run.channel!.read.refs) out = join(out, m.slot(ref, name)?.v ?? BOTTOM);
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

export function write(m: Machine, run: Run, to: Place, v: Value, exact: boolean): void {
  if (isBottom(v) && v.labels.length === 0) return;
  if (!isLasting(to)) return handOver(m, run, to, v);
  if (!to.parent || !to.step) return writeRoot(m, run, to, v, exact);
  const { step } = to;
  const inTable = to.base === 'channel' && !to.parent.parent && step.k === 'property' && run.app.model.channel?.shared;
  for (const ref of holders(m, run, to.parent).refs) {
    if (inTable ? writeRow(m, ref, slotName(step), v) : writeStep(m, ref, step, v, run.site)) {
      notify(m, ref, slotName(step));
      notifyHolders(m, run, to.parent);
    }
  }
}

/** Who takes what is in a channel or a hidden slot is told of what is put into it, too. */
function notifyHolders(m: Machine, run: Run, changed: Place): void {
  for (let p: Place | undefined = changed; p?.parent && p.step?.k === 'property'; p = p.parent) {
    const name = slotName(p.step);
    if (name.startsWith('!@') || (p.base === 'channel' && !p.parent.parent)) for (const ref of holders(m, run, p.parent).refs) notify(m, ref, name);
  }
}

/** Puts a value where the run finds it that calls the callback or returns the result; one that has done so before does it again. */
function handOver(m: Machine, run: Run, to: Place, v: Value): void {
  const near = to.near!;
  let owner: Run = run;
  if (near.provided) owner = runOf(run, near) ?? run;
  else for (let r: Run | undefined = run; r; r = r.outer) if (r.part.callbacks.has(near)) owner = r;
  const before = owner.held.get(to);
  put(owner, to, v);
  if (owner === run || owner.held.get(to) === before) return;
  if (!near.provided) repeat(m, owner);
  else if (!owner.active) giveResult(m, owner);
}

function writeRoot(m: Machine, run: Run, to: Place, v: Value, exact: boolean): void {
  const { app } = run;
  if (to.base === 'channel') {
    for (const ref of run.channel!.write.refs) if (writeStep(m, ref, { k: 'property', name: 'content' }, v, run.site)) notify(m, ref, 'content');
  } else if (to.base === 'return') {
    if (exact) app.result = join(app.result, v);
    else {
      // A table's row is one for all queries: that this one found it is no part of it, but of what the query gave.
      for (const r of app.result.refs) addInside(m, r, withoutMatches(v.labels));
      app.result = addLabels(isBottom(app.result) ? UNKNOWN : app.result, v.labels);
    }
  } else {
    const labels = exact ? deepLabels(m, v, run.site) : v.labels;
    for (const r of rootValue(app.call, to.base, to.index).refs) addInside(m, r, labels);
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
      if (c.step!.k === 'await' && m.obj(ref).kind === 'promise') contribute(m, ref, isBottom(inner) ? UNKNOWN : inner, run.site);
      else if (writeStep(m, ref, c.step!, inner, run.site)) notify(m, ref, slotName(c.step!));
    }
  }
  return v;
}
