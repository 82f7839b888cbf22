import { Bounds } from '../bounds.js';
import { COUNTS } from '../counts.js';
import { EMPTY, isIndex, isInternal, slot, without, withSlot, type Content } from '../domain/content.js';
import { joinLabels, NO_LABELS, type Labels } from '../domain/taint.js';
import { addLabels, ALL_KINDS, BOTTOM, isBottom, join, NUMBER, objectsOf, reference, unknownWith, type Ref, type Value } from '../domain/value.js';
import { deepLabels } from './deep.js';
import { declaredMember } from './declared-objects.js';
import { anyElement } from './elements.js';
import { addInside, fulfilled } from './model/access.js';
import type { Machine } from './machine.js';
import { callValue } from './calls.js';
import type { Native, NativeCall } from './native.js';
import { getProperty, isFunction } from './properties.js';
import type { Site } from './objects.js';
import { typedElements, typedMember } from './typed.js';

/** Names under which services give what they make themselves. */
const GIVEN = /^(?:_?id|uuid|status|statusCode|statusText|ok|created|updated|created_?at|updated_?at|createdTimestamp|count|total|rowCount|affectedRows|insertId|insertedId|sid)$/i;

/** The objects that code that can't be read was given when it made this one. */
const FROM = '!from';
/** Before a method's name: functions, and objects that hold some, which it was given, and which the code keeps and can call later. */
const KEPT = '!kept ';
/** What the callbacks given to it return: any of its elements. */
const RETURNED = '!returned';
/** Before a name: what an instance has under it, though no model says so. Part of what is inside the instance. */
export const MEMBER = '!value under ';
/** Levels of objects in which a property is looked for by its name. */
const DEPTH = 3;

/** What a call of code that can't be read gives: an object that may hold all that it was given, and what its callbacks return. */
export function opaqueResult(m: Machine, call: NativeCall, module: string | undefined, held: Labels, values: readonly Value[], returned: Value): Ref {
  const ref = m.alloc('external', call.site, undefined, { ...(module !== undefined && { module }) }, 'result');
  addInside(m, ref, held);
  const from = values.reduce((all, v) => join(all, objectsOf(v)), BOTTOM);
  if (!isBottom(from) && m.st) m.setSlot(ref, FROM, slot({ ...from, labels: NO_LABELS }));
  if (!isBottom(returned) && m.st) {
    const each = join(returned, fulfilled(m, returned, call.site));
    m.setSlot(ref, RETURNED, slot(join(m.slot(ref, RETURNED)?.v ?? BOTTOM, each)));
  }
  return ref;
}

/** The object keeps the functions among the values, which its method `name` was given. */
export function keep(m: Machine, ref: Ref, values: readonly Value[], name = ''): void {
  for (const v of values) {
    if (!m.st || v.refs.length === 0 || !v.refs.some((r) => callsBack(m, r))) continue;
    const c = m.content(ref);
    const old = c.props.get(KEPT + name);
    m.setContent(ref, withSlot(c, KEPT + name, slot(old ? join(old.v, objectsOf(v)) : objectsOf(v))));
  }
}

/**
 * What the object keeps, and functions that the program has put into it; not what the method `except` was given. A method that takes
 * data or a function runs the function then and there (`transaction`): what it is given later that function does not get.
 */
export function keptBy(m: Machine, ref: Ref, except?: string): readonly Value[] {
  return [...m.content(ref).props].flatMap(([name, s]) => ((name.startsWith(KEPT) && (except === undefined || name !== KEPT + except)) || !isInternal(name) ? [s.v] : []));
}

function callsBack(m: Machine, ref: Ref): boolean {
  const { kind } = m.obj(ref);
  return kind === 'function' || ((kind === 'object' || kind === 'array') && [...m.content(ref).props.values()].some((s) => s.v.refs.some((r) => m.obj(r).kind === 'function')));
}

/**
 * A property of an object of unknown structure. Where what the object was made from has a property of that name, it is that one:
 * a record that comes back from a store, a copy, a validated input. Else the object stands for what is read from it.
 */
export function opaqueMember(m: Machine, ref: Ref, name: string | null, site: Site): Value {
  const c = name === null ? m.content(ref) : m.member(ref, name);
  const typed = typedMember(m, ref, name, site);
  if (typed) return typed;
  const itself: Value = { labels: c.inside, consts: [], kinds: ALL_KINDS, refs: membersOf(m, ref, name), unknown: false };
  const returned = name === null || isIndex(name) ? (m.slot(ref, RETURNED)?.v ?? BOTTOM) : BOTTOM;
  const from = m.slot(ref, FROM)?.v;
  const named = from && name !== null ? sameName(m, from, name, site, DEPTH, new Set()) : BOTTOM;
  // What a service makes for a record that it is given is nothing of the record.
  if (from && isBottom(named) && name !== null && GIVEN.test(name)) return unknownWith(NO_LABELS);
  if (isBottom(named)) return name !== null && COUNTS.has(name) ? NUMBER : join(itself, returned);
  // A constructor there says of what type what stands under that name elsewhere is: `{ phone: String }`.
  if (named.refs.some((r) => isConstructor(m, r))) return join(join(itself, named), returned);
  // A method of an object of the program's that is given back is run as that.
  if (isFunction(m, named)) return named;
  return join({ ...join(named, unknownWith(NO_LABELS)), refs: named.refs }, returned);
}

/** Of a value from outside, and of a client that is given no data when it is made, what stands under one name is apart from what stands under another. */
function membersOf(m: Machine, ref: Ref, name: string | null): readonly Ref[] {
  const { untyped, depth = 0, site, several, module } = m.obj(ref);
  if (!untyped && name === null) return [ref];
  if ((!untyped && m.slot(ref, FROM) !== undefined) || depth >= Bounds.declaredDepth) return [ref];
  const under = (x: string): Value | undefined => m.slot(ref, MEMBER + x)?.v;
  const key = name ?? '';
  if (m.st && !under(key)) {
    const member = m.shared(`untyped|${ref}|${key}`, 'external', site, { ...(untyped && { untyped }), ...(module !== undefined && { module }), depth: depth + 1, of: ref }, several || name === null);
    m.setSlot(ref, MEMBER + key, slot(reference(member)));
  }
  const found = name === null ? [...m.content(ref).props].filter(([x]) => x.startsWith(MEMBER)).map(([, x]) => x.v) : [under(name), under('')];
  return found.reduce((all: Value, v) => (v ? join(all, v) : all), BOTTOM).refs;
}

/** The content without what stood under the name until it was written. */
export function forgetMember(c: Content, name: string): Content {
  return without(c, MEMBER + name);
}

/** A property of an instance that no model describes: an object of unknown structure, apart from what stands under other names. */
export function unlistedMember(m: Machine, ref: Ref, name: string): Value {
  const c = m.member(ref, MEMBER + name);
  const { module, site } = m.obj(ref);
  const typed = typedMember(m, ref, name, site);
  if (typed) return typed;
  const member = m.shared(`member|${ref}|${name}`, 'external', site, { of: ref, ...(module !== undefined && { module }) });
  if (m.st && !c.props.has(MEMBER + name)) m.setContent(ref, withSlot(c, MEMBER + name, slot(reference(member))));
  return { labels: c.inside, consts: [], kinds: ALL_KINDS, refs: [member], unknown: false };
}

/** Elements of an object of unknown structure. */
export function opaqueElements(m: Machine, ref: Ref): Value {
  const c = m.content(ref);
  const typed = typedElements(m, ref);
  if (typed) return typed;
  const from = c.props.get(FROM)?.v;
  const lists = from?.refs.filter((r) => m.obj(r).kind === 'array') ?? [];
  const copied = lists.reduce((v, r) => join(v, anyElement(m, r)), BOTTOM);
  return join(isBottom(copied) ? unknownWith(c.inside) : join(copied, unknownWith(NO_LABELS)), c.props.get(RETURNED)?.v ?? BOTTOM);
}

function isConstructor(m: Machine, ref: Ref): boolean {
  const { kind, path } = m.obj(ref);
  return kind === 'class' || (kind === 'builtin' && path !== undefined && /^[A-Z]\w*$/.test(path));
}

function sameName(m: Machine, v: Value, name: string, site: Site, depth: number, seen: Set<Ref>): Value {
  let out = BOTTOM;
  for (const ref of v.refs) {
    if (seen.has(ref)) continue;
    seen.add(ref);
    out = join(out, ownNamed(m, ref, name, site) ?? (depth > 0 ? addLabels(inner(m, ref, name, site, depth - 1, seen), NO_LABELS) : BOTTOM));
  }
  return out;
}

function ownNamed(m: Machine, ref: Ref, name: string, site: Site): Value | undefined {
  const o = m.obj(ref);
  if (o.kind === 'array' && isIndex(name)) return anyElement(m, ref);
  const own = o.kind === 'object' || o.kind === 'declared' ? m.slot(ref, name) : undefined;
  if (own) return own.get ? undefined : own.v;
  if (o.kind === 'object') return inherited(m, ref, name, site);
  if (o.kind === 'declared' && (o.shape?.k === 'object' || o.shape?.k === 'class') && o.shape.member(name)) return declaredMember(m, ref, name, site);
  return undefined;
}

/** What an instance of a class of the program's has by its class: what an accessor gives, a method that runs on it. */
function inherited(m: Machine, ref: Ref, name: string, site: Site): Value | undefined {
  let at = m.slot(ref, '!proto')?.v.refs ?? [];
  for (let depth = 0; depth < Bounds.prototypes && at.length > 0; depth++) {
    const protos = at.filter((p) => m.obj(p).kind === 'object');
    const slots = protos.flatMap((p) => m.slot(p, name) ?? []);
    if (slots.some((s) => s.get)) return getProperty(m, reference(ref), name, site);
    const methods = slots.reduce((all, { v }) => join(all, { ...objectsOf(v), refs: v.refs.filter((r) => m.obj(r).kind === 'function') }), BOTTOM);
    if (methods.refs.length > 0 && name !== 'constructor') return method(m, ref, name, methods, site);
    at = protos.flatMap((p) => m.slot(p, '!proto')?.v.refs ?? []);
  }
  return undefined;
}

function method(m: Machine, ref: Ref, name: string, methods: Value, site: Site): Value {
  const call: Native = (mm, { args, site: where }) => callValue(mm, methods, reference(ref), args, where, name);
  return reference(m.alloc('native', site, EMPTY, { native: { name, call } }, `method ${name} of ${ref}`));
}

function inner(m: Machine, ref: Ref, name: string, site: Site, depth: number, seen: Set<Ref>): Value {
  const o = m.obj(ref);
  const c = m.content(ref);
  let out = BOTTOM;
  if (o.kind !== 'object' && o.kind !== 'array' && o.kind !== 'external') return out;
  for (const [key, s] of c.props) if (key === FROM || !isInternal(key)) out = join(out, sameName(m, s.v, name, site, depth, seen));
  return o.kind === 'array' ? join(out, sameName(m, c.rest, name, site, depth, seen)) : out;
}

/** Labels of the values themselves and of elements of arrays: not of what stands under a name. */
export function bareLabels(m: Machine, values: readonly Value[], site: Site): Labels {
  let out = NO_LABELS;
  for (const v of values) {
    const arrays = { ...v, refs: v.refs.filter((r) => m.obj(r).kind === 'array') };
    out = joinLabels(out, deepLabels(m, arrays, site, 'elements'));
  }
  return out;
}
