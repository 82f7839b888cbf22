import { isInternal } from '../domain/content.js';
import { joinLabels, NO_LABELS, stepped, withoutKnown, withoutMatches, type Labels } from '../domain/taint.js';
import { addLabels, ALL_KINDS, BOTTOM, join, onlyRef, reference, UNDEFINED, unknownWith, type Ref, type Value } from '../domain/value.js';
import { andThen } from './async.js';
import { argumentLabels } from './asked.js';
import { entered, useWhole } from './boundary.js';
import { callValue } from './calls.js';
import { deepLabels } from './deep.js';
import { canHold } from './declared-calls.js';
import { declaredResult } from './declared-values.js';
import type { Machine } from './machine.js';
import type { NativeCall } from './native.js';
import type { Args, Closure, Site } from './objects.js';
import { ofTypeParameter } from './parametric.js';
import { typedAs, typedObjects } from './typed.js';
import { addInside, applyModel } from './model.js';
import { builtinMember } from './library.js';
import { isService } from './services.js';
import { bareLabels, keep, keptBy, opaqueResult } from './opaque.js';

export interface UnreadableCall extends NativeCall {
  /** The callee, where it is one known object. */
  readonly ref?: Ref;
  /** Labels of the callee itself, where it is no known object. */
  readonly labels?: Labels;
  /** It is known that neither the arguments nor what the receiver holds bring a label: their types are not asked. */
  readonly isClear?: true;
}

/**
 * A function whose body can't be read and that no model describes: labels pass from the arguments and the receiver to the
 * result, to the callbacks and to the objects it is given, unless their declared types can't hold them.
 */
export function callUnreadable(m: Machine, call: UnreadableCall): Value {
  if (!m.st) return BOTTOM;
  const { args, site } = call;
  m.frame.implicit = true;
  m.mayRaise(unknownWith(NO_LABELS));
  const known = byName(m, call);
  if (known) return known;
  const given = [...args.list, ...(args.rest ? [args.rest] : [])];
  const values = given.map((a) => a.v);
  const each = given.map((a) => (call.isClear ? NO_LABELS : argumentLabels(m, a, site)));
  const into = each.reduce(joinLabels, NO_LABELS);
  const o = call.ref === undefined ? undefined : m.obj(call.ref);
  // What a module gives to a package it has used, whatever the package reads of it.
  if (o?.module !== undefined) for (const [i, a] of given.entries()) useWhole(m, each[i]!, { file: site.file, s: a.s, e: a.e });
  const name = call.name ?? o?.path?.split('.').at(-1) ?? 'a function that can not be read';
  const through = (labels: Labels): Labels => stepped(labels, site.file, site.s, site.e, `through ${name}()`);
  const typed = typedObjects(m, call.thisValue);
  const receiver = call.isClear ? NO_LABELS : receiverLabels(m, { ...call, thisValue: { ...call.thisValue, refs: call.thisValue.refs.filter((r) => !typed.refs.includes(r)) } });
  const labels = through(joinLabels(joinLabels(into, receiver), boundLabels(m, call)));
  let returned = callWrapped(m, call);
  const returns: Value[] = [];
  const handed = join(typed, ofPackage(m, o?.module, site));
  for (const [i, v] of values.entries()) {
    returns.push(passToCallbacks(m, v, labels, call, 0, handed));
    returned = join(returned, returns[i]!);
    const others = each.reduce((all: Labels, l, j) => (j === i ? all : joinLabels(all, l)), NO_LABELS);
    // What another argument was given before of this one does not come back to all of it.
    const foreign = withoutKnown(others, each[i]!);
    if (foreign.length > 0) for (const ref of v.refs) receive(m, ref, foreign);
  }
  passToReceiver(m, call, through(into), values);
  const same = o && !call.isNew && !args.rest ? ofTypeParameter(m, o, values, returns, site) : undefined;
  if (same) return same;
  const declared = o ? declaredResult(m, o, call) : undefined;
  if (declared) return declared.holds ? addLabels(declared.v, labels) : declared.v;
  if (!m.st) return BOTTOM;
  const fresh = opaqueResult(m, call, o?.module, labels, [...values, local(m, call.thisValue)], returned);
  keep(m, fresh, values);
  typedAs(m, fresh, typed);
  const bare = through(joinLabels(bareLabels(m, values, site), call.thisValue.labels));
  return { ...join({ labels: bare, consts: [], kinds: ALL_KINDS, refs: [fresh], unknown: false }, returned), unknown: returned.unknown };
}

/** What a package that serves another purpose gives to callbacks is the package's: what is put into it, or given to its methods, enters it. */
export function ofPackage(m: Machine, module: string | undefined, site: Site): Value {
  const purposes = module === undefined ? [] : m.setting.policy.purposesOfPackage(module);
  return entered(m, purposes).length > 0 ? reference(m.alloc('external', site, undefined, { module: module! }, 'given')) : BOTTOM;
}

/** A function that unread code made of functions (debounced, memoised, wrapped in a check) calls them with its arguments. */
function callWrapped(m: Machine, call: UnreadableCall): Value {
  const { ref, thisValue, args, site } = call;
  if (ref === undefined || !isOpaque(m, ref) || thisValue.refs.includes(ref) || (m.isSparing && !args.list.some((a) => deepLabels(m, a.v, site).length > 0))) return BOTTOM;
  const functions = keptBy(m, ref).flatMap((v) => v.refs.filter((r) => m.obj(r).kind === 'function'));
  return functions.reduce((out, f) => join(out, perhaps(m, reference(f), args, site)), BOTTOM);
}

/** Methods of collections that keep what they are given. What comes from outside is rather a client or a service, which does not. */
const PUTS = /^(?:push|unshift|splice|fill|set|add|append|put|store|save|enqueue|setItem)$/;

/** The receiver holds what it was given, and gives it to the callbacks that it keeps. */
function passToReceiver(m: Machine, call: NativeCall, labels: Labels, values: readonly Value[]): void {
  for (const ref of call.thisValue.refs) {
    if (!isOpaque(m, ref)) {
      // What one call of a service compares is in none of its fields.
      receive(m, ref, m.persistent(ref) && isService(m, ref) ? withoutMatches(labels) : labels);
      continue;
    }
    if (labels.length > 0) passToKept(m, ref, labels, call);
    if (!m.persistent(ref) && (!isClient(m, ref) || PUTS.test(call.name ?? ''))) receive(m, ref, labels);
    keep(m, ref, values, call.name);
  }
}

/** From outside, or what a library's object has as a member: a client or a service rather than a collection. */
function isClient(m: Machine, ref: Ref): boolean {
  const { untyped, of } = m.obj(ref);
  return untyped === true || (of !== undefined && m.obj(of).kind === 'instance');
}

/** What an object keeps is not called by what such a call does in turn: each runs as an entry point all the same. */
function passToKept(m: Machine, ref: Ref, labels: Labels, call: NativeCall): void {
  if (m.callsKept) return;
  m.callsKept = true;
  const passed = new Map<Ref, number>();
  for (const v of keptBy(m, ref, call.name)) passAll(m, v, labels, call, 0, BOTTOM, passed);
  m.callsKept = false;
}

/** Made by code that can't be read. */
function isOpaque(m: Machine, ref: Ref): boolean {
  const o = m.obj(ref);
  return o.kind === 'external' && o.path === undefined;
}

/** Methods of texts and arrays that answer with a number, or yes or no: no library has others by these names. */
const ANSWERS = /^(?:includes|startsWith|endsWith|indexOf|lastIndexOf|localeCompare|hasOwnProperty)$/;

const TAKES_CALLBACK = /^(?:map|filter|forEach|flatMap|find|findLast|findIndex|findLastIndex|some|every|reduce|reduceRight|toSorted|sort)$/;

/** A method that is named like an array's or a promise's and is given a function does what theirs do, whatever the receiver is. */
function byName(m: Machine, call: UnreadableCall): Value | undefined {
  const first = call.args.list[0]?.v;
  if (call.name && ANSWERS.test(call.name) && call.thisValue.refs.length > 0) {
    const answer = builtinMember(m, 'String.prototype', call.name) ?? builtinMember(m, 'Object.prototype', call.name);
    if (answer) return callValue(m, answer, call.thisValue, call.args, call.site);
  }
  if (!call.name || !first?.refs.some((r) => isCallback(m, r)) || (call.thisValue.refs.length === 0 && !call.thisValue.unknown && call.thisValue.kinds === 0)) return undefined;
  if (call.name === 'then') return andThen(m, call.thisValue, first, call.args.list[1]?.v ?? BOTTOM, call.site);
  if (call.name === 'catch') return andThen(m, call.thisValue, BOTTOM, first, call.site);
  const type = TAKES_CALLBACK.test(call.name) ? 'Array' : undefined;
  const model = type ? m.setting.models.global(`${type}.prototype.${call.name}`) : call.name === 'pipe' ? m.setting.models.instance('rxjs#Observable', 'pipe') : undefined;
  // What has such methods may have others beside those of an array.
  return model && join(applyModel(m, model, call), unknownWith(NO_LABELS));
}

function isCallback(m: Machine, ref: Ref): boolean {
  const { kind } = m.obj(ref);
  return kind === 'function' || kind === 'native';
}

/** A receiver passes on what it holds while it is local; of a long-lived client or service that would join every use of it. */
function receiverLabels(m: Machine, call: NativeCall): Labels {
  const own = local(m, call.thisValue);
  return own.refs.length > 0 || own.labels.length > 0 ? deepLabels(m, own, call.site) : NO_LABELS;
}

/** A function that unread code made (curried, bound, configured) passes on what it was made with. */
function boundLabels(m: Machine, { ref, labels = NO_LABELS, thisValue, site }: UnreadableCall): Labels {
  return ref === undefined || !isOpaque(m, ref) || m.persistent(ref) || thisValue.refs.includes(ref) ? labels : deepLabels(m, reference(ref), site);
}

function local(m: Machine, v: Value): Value {
  return { ...v, refs: v.refs.filter((r) => !m.persistent(r)) };
}

function receive(m: Machine, ref: Ref, labels: Labels): void {
  const { kind, path } = m.obj(ref);
  if (kind === 'function' || kind === 'class' || kind === 'native' || kind === 'builtin' || kind === 'namespace') return;
  if (kind === 'external' && path !== undefined) return;
  if ((kind === 'external' || kind === 'instance') && m.persistent(ref)) return;
  addInside(m, ref, labels);
}

/** Calls functions found in an argument, as the unread body may: perhaps, with what it was given; what they return. */
export function passToCallbacks(m: Machine, v: Value, labels: Labels, call: NativeCall, depth: number, typed = BOTTOM): Value {
  return passAll(m, v, labels, call, depth, typed, new Map());
}

/** @param passed objects that were looked through, each with the depth at which that was: by another way they give the same */
function passAll(m: Machine, v: Value, labels: Labels, call: NativeCall, depth: number, typed: Value, passed: Map<Ref, number>): Value {
  let out = BOTTOM;
  for (const ref of v.refs) {
    if ((passed.get(ref) ?? Infinity) <= depth) continue;
    const o = m.obj(ref);
    if (o.kind === 'function') {
      m.handedOut.add(ref);
      out = join(out, perhaps(m, onlyRef({ ...v, passage: undefined }, ref), callbackArguments(m, o.closure!, labels, call.site, typed), call.site));
    } else if (o.kind === 'native' && labels.length > 0) {
      const given = { v: unknownWith(labels), s: call.site.s, e: call.site.e };
      perhaps(m, reference(ref), { list: [given, given] }, call.site);
    } else if ((o.kind === 'object' || o.kind === 'array') && depth < 2) {
      passed.set(ref, depth);
      for (const [name, s] of m.content(ref).props) if (!isInternal(name)) out = join(out, passAll(m, s.v, labels, call, depth + 1, typed, passed));
    }
  }
  return out;
}

function perhaps(m: Machine, callee: Value, args: Args, site: Site): Value {
  return m.branch(() => m.within('callback', true, () => callValue(m, callee, UNDEFINED, args, site)), () => BOTTOM);
}

/** A parameter whose declared type can't hold a label gets none. */
function callbackArguments(m: Machine, closure: Closure, labels: Labels, site: Site, typed: Value): Args {
  const { fn, facts } = closure;
  const list = fn.params.map((p) => {
    const holds = !p.type || labels.length === 0 || canHold(m, { file: facts.file, type: p.type });
    return { v: join(unknownWith(holds ? labels : NO_LABELS), typed), s: site.s, e: site.e };
  });
  return { list: list.length > 0 ? list : [{ v: join(unknownWith(labels), typed), s: site.s, e: site.e }] };
}
