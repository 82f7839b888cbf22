import { Kind } from '../../types/shape.js';
import { Bounds } from '../bounds.js';
import { isIndex, isInternal, slot, without, withSlot, type Content } from '../domain/content.js';
import { joinLabels, NO_LABELS, type Labels } from '../domain/taint.js';
import { BOTTOM, constant, join, ofKinds, references, UNDEFINED, UNKNOWN, type Ref, type Value } from '../domain/value.js';
import { callValue } from './calls.js';
import { onStore } from './declared-objects.js';
import { deepLabels } from './deep.js';
import { writeLibraryMember } from './library.js';
import type { Machine } from './machine.js';
import type { Obj, Site } from './objects.js';
import { forgetMember } from './opaque.js';
import { FROZEN, isGetter, plainName, target, trapped } from './properties.js';

/** An array that may have lost its elements from `n` on. */
function perhapsCut(c: Content, n: number): Content {
  return { ...c, length: undefined, props: new Map([...c.props].map(([name, s]) => [name, isIndex(name) && Number(name) >= n ? { ...s, maybe: true } : s])) };
}

/** Kinds of values without properties: to write one ends the code. */
const NOTHING = Kind.null | Kind.undefined;

/** Writes `base[name] = value`. */
export function setProperty(m: Machine, base: Value, name: string | null, value: Value, site: Site, keyLabels: Labels = NO_LABELS): void {
  const sure = base.refs.length === 1 && ((base.kinds & ~NOTHING) === 0 || m.obj(base.refs[0]!).untyped === true) && !base.unknown && base.consts.every((c) => c === null || c === undefined);
  for (const ref of base.refs) {
    if (!m.st) return;
    setMember(m, ref, name, value, site, keyLabels, sure, base);
  }
}

/** The value is one object, and no other that is like it. */
function isOne(o: Obj, v: Value): boolean {
  return !o.several || v.recent === o.made;
}

/** Writes `super[name] = value` or `Reflect.set`'s with a receiver: a setter is looked for in `holder` alone, else the value becomes the receiver's own. */
export function setThrough(m: Machine, holder: Value, receiver: Value, name: string | null, value: Value, site: Site): void {
  const setters = name === null ? [] : holder.refs.map((r) => findSetter(m, r, name, 0)).filter((f) => f !== undefined);
  if (setters.length > 0) callValue(m, setters.reduce(join), receiver, { list: [{ v: value, s: site.s, e: site.e }] }, site);
  else defineProperty(m, behind(m, holder, receiver), name, value, site);
}

/** A proxy that passes a write on to its target as its receiver has it defined there, by no trap of its own for writes. */
function behind(m: Machine, holder: Value, receiver: Value): Value {
  const isFront = (r: Ref): boolean => m.slot(r, '!target')?.v.refs.some((t) => holder.refs.includes(t)) === true;
  return receiver.refs.some(isFront) ? { ...receiver, refs: [...new Set(receiver.refs.flatMap((r) => (isFront(r) ? m.slot(r, '!target')!.v.refs : [r])))].sort((a, b) => a - b) } : receiver;
}

function setMember(m: Machine, ref: Ref, name: string | null, written: Value, site: Site, keyLabels: Labels, sure: boolean, receiver: Value): void {
  const o = m.obj(ref);
  const content = name === null ? m.content(ref) : m.member(ref, name);
  if (content.props.has(FROZEN) && !content.props.get(FROZEN)!.maybe && (name === null || !findSetter(m, ref, name, 0))) {
    m.mayRaise(UNKNOWN);
    return;
  }
  // What no trap of a proxy takes goes to its target; a prototype, too.
  const behindIt = name !== null && isInternal(name) ? undefined : target(m, ref);
  if (behindIt) {
    if (name === '__proto__' || !content.props.has('!set')) setProperty(m, behindIt, name, written, site, keyLabels);
    else trapped(m, ref, '!set', site, name === null ? ofKinds(Kind.string, keyLabels) : constant(name), written, receiver);
    return;
  }
  const value = onStore(m, ref, name, written, site);
  if (m.relevance && name !== null && (value.labels.length > 0 || value.refs.length > 0) && deepLabels(m, value, site, 'elements').length > 0) m.relevance.add(plainName(name));
  if (name === null) {
    m.setContent(ref, { ...content, rest: join(content.rest, value), restKeys: join(content.restKeys, ofKinds(Kind.string, keyLabels)) });
    return;
  }
  if (name === '__proto__') {
    // A copy of a value from outside has what it copied, whatever it inherits from.
    const copied = (content.props.get('!proto')?.v.refs ?? []).filter((r) => ['declared', 'external'].includes(m.obj(r).kind));
    m.setContent(ref, withSlot(content, '!proto', slot(copied.length > 0 ? join(value, references(copied)) : value)));
    return;
  }
  if (o.kind === 'builtin' && o.path!.endsWith('.prototype')) m.extendsPlatform = true;
  if ((o.kind === 'instance' || o.kind === 'builtin') && !isInternal(name)) writeLibraryMember(m, ref, name, value, site);
  const accessor = findSetter(m, ref, name, 0);
  if (accessor) {
    callValue(m, accessor, receiver, { list: [{ v: written, s: site.s, e: site.e }] }, site);
    return;
  }
  if (isReadOnly(m, ref, name)) {
    m.mayRaise(UNKNOWN);
    return;
  }
  const strong = sure && isOne(o, receiver);
  if (o.kind === 'array' && name === 'length') {
    const n = value.consts.length === 1 && value.kinds === 0 ? value.consts[0] : undefined;
    const cut = typeof n === 'number' && strong && content.length !== undefined && n <= content.length;
    m.setContent(ref, cut ? { ...content, length: n, rest: BOTTOM, props: new Map([...content.props].filter(([x]) => !isIndex(x) || Number(x) < n)) } : perhapsCut(content, typeof n === 'number' ? n : 0));
    return;
  }
  m.setContent(ref, put(strong ? forgetMember(content, name) : content, o.kind === 'array', name, value, strong, keyLabels));
  const parameter = o.aliases && isIndex(name) ? o.aliases.params[Number(name)] : undefined;
  if (parameter !== undefined) m.writeVar(o.aliases!.env, parameter, value);
}

/** The content after a write; `strong`: it surely replaces what was there. */
export function put(content: Content, array: boolean, name: string, value: Value, strong: boolean, keyLabels: Labels = NO_LABELS): Content {
  const old = content.props.get(name);
  const labels = joinLabels(keyLabels, old?.keyLabels ?? NO_LABELS);
  let out: Content;
  if (strong) out = withSlot(content, name, slot(value, { keyLabels: labels }));
  else out = withSlot(content, name, slot(old ? join(old.v, value) : value, { maybe: !old || old.maybe ? true : undefined, get: old?.get, set: old?.set, keyLabels: labels }));
  if (array && isIndex(name) && out.length !== undefined && Number(name) >= out.length) {
    out = { ...out, length: strong ? Number(name) + 1 : undefined };
  }
  return out;
}

function findSetter(m: Machine, ref: Ref, name: string, depth: number): Value | undefined {
  if (depth > Bounds.prototypes) return undefined;
  const c = m.member(ref, name);
  const own = c.props.get(name);
  if (own) return own.set;
  let out: Value | undefined;
  for (const p of c.props.get('!proto')?.v.refs ?? []) {
    const found = findSetter(m, p, name, depth + 1);
    if (found) out = out ? join(out, found) : found;
  }
  return out;
}

/** Defines `base[name]` anew: an accessor under the name, own or inherited, is not asked. */
export function defineProperty(m: Machine, base: Value, name: string | null, value: Value, site: Site, keyLabels: Labels = NO_LABELS): void {
  const isAccessor = (ref: Ref): boolean => name !== null && (findSetter(m, ref, name, 0) !== undefined || isGetter(m, ref, name));
  const sure = base.refs.length === 1 && !base.unknown;
  for (const ref of base.refs) {
    if (name === null || !isAccessor(ref)) setProperty(m, { ...base, refs: [ref], unknown: !sure }, name, value, site, keyLabels);
    else m.setContent(ref, put(m.content(ref), m.obj(ref).kind === 'array', name, value, sure && !m.obj(ref).several, keyLabels));
  }
}

/** A getter without a setter stands under the name: writing it changes nothing. */
function isReadOnly(m: Machine, ref: Ref, name: string): boolean {
  return isGetter(m, ref, name) && findSetter(m, ref, name, 0) === undefined;
}

/** `delete base[name]` */
export function deleteProperty(m: Machine, base: Value, name: string | null): void {
  const sure = base.refs.length === 1 && !base.unknown;
  for (const ref of base.refs) {
    const o = m.obj(ref);
    const content = m.content(ref);
    if (name === null) continue;
    const behindIt = target(m, ref);
    if (behindIt) {
      deleteProperty(m, behindIt, name);
      continue;
    }
    const strong = sure && isOne(o, base);
    if (content.props.has(FROZEN) && !content.props.get(FROZEN)!.maybe) continue;
    const old = content.props.get(name);
    // What is not there of an object known by its type would be read as declared.
    if ((o.kind === 'declared' || o.untyped || copiesOutside(m, content)) && strong) m.setContent(ref, withSlot(o.untyped ? forgetMember(content, name) : content, name, slot(UNDEFINED)));
    else if (old) m.setContent(ref, strong ? without(content, name) : withSlot(content, name, { ...old, maybe: true }));
  }
}

/** The object is a copy (`{ ...value }`) of a value from outside, which has what was not read yet. */
function copiesOutside(m: Machine, c: Content): boolean {
  return c.props.get('!proto')?.v.refs.some((p) => ['declared', 'external', 'instance'].includes(m.obj(p).kind)) === true;
}
