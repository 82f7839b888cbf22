import { Bounds } from '../bounds.js';
import { isIndex, isInternal, nameOfText, slot, textOfName, withSlot, without, type Content, type Slot } from '../domain/content.js';
import { joinLabels, NO_LABELS, stepped, withoutMatches, type Labels } from '../domain/taint.js';
import { addLabels, BOTTOM, constant, isBottom, join, kindOf, NUMBER, ofKinds, reference, references, UNDEFINED, UNKNOWN, unknownWith, type Ref, type Value } from '../domain/value.js';
import { Kind } from '../../types/shape.js';
import { builtinMember, externalMember, storedEntry, writeLibraryMember } from './library.js';
import { throughPassage } from './boundary.js';
import { deepLabels } from './deep.js';
import { sizeOf } from './collections.js';
import { callValue, plainArgs } from './calls.js';
import { tag } from './declared.js';
import { askedLabels } from './asked.js';
import { declaredMember, onStore, readAgain } from './declared-objects.js';
import type { Machine } from './machine.js';
import { COUNTS } from '../counts.js';
import { functionPrototype } from './functions.js';
import { namespaceMember } from './modules.js';
import { declaredGlobal } from './globals.js';
import { forgetMember, opaqueMember } from './opaque.js';
import { addedMember, primitiveMember } from './prototypes.js';
import type { Obj, Site } from './objects.js';
import { assignedIn } from './own-globals.js';
import { isCode } from './services.js';

/** An array that may have lost its elements from `n` on. */
function perhapsCut(c: Content, n: number): Content {
  return { ...c, length: undefined, props: new Map([...c.props].map(([name, s]) => [name, isIndex(name) && Number(name) >= n ? { ...s, maybe: true } : s])) };
}

/** A frozen object has it. */
export const FROZEN = '!frozen';

const ABSENT = Symbol('absent');

/** Reads `base[name]`. `name` null: not known. `receiver`: `this` of a getter. */
export function getProperty(m: Machine, base: Value, name: string | null, site: Site, receiver: Value = base): Value {
  let out = BOTTOM;
  for (const ref of base.refs) {
    const found = name === null ? anyProperty(m, ref) : readMember(m, ref, name, receiver, site);
    out = join(out, found);
  }
  if (base.unknown) out = join(out, name !== null && COUNTS.has(name) ? NUMBER : UNKNOWN);
  if (base.consts.length > 0 || base.kinds !== 0) out = join(out, primitiveMember(m, base, name, site));
  if (name !== null && m.st && (base.unknown || base.refs.some((r) => isOpaque(m, r)))) out = tag(out, askedLabels(m, name, site));
  if (base.labels.length > 0 && !(name !== null && COUNTS.has(name)) && carries(m, out)) {
    // Whose method runs is a branch: what the services give that it uses is not selected by the match.
    out = addLabels(out, base === m.frame.thisValue && isCode(m, out) ? withoutMatches(base.labels) : base.labels);
  }
  return throughPassage(base.passage, out);
}

/** A value of which nothing is known but that it comes from code that can't be read. */
function isOpaque(m: Machine, ref: Ref): boolean {
  const o = m.obj(ref);
  return o.kind === 'external' && o.path === undefined;
}

/** Something other than library functions alone. */
function carries(m: Machine, v: Value): boolean {
  return v.unknown || v.kinds !== 0 || v.consts.some((c) => c !== undefined && c !== null) || v.refs.some((r) => m.obj(r).kind !== 'native' && m.obj(r).kind !== 'builtin');
}

/** What a proxy stands before. */
function target(m: Machine, ref: Ref): Value {
  return m.content(ref).props.get('!target')?.v ?? UNDEFINED;
}

/** A named property of one object: own, inherited, or a library method. */
function readMember(m: Machine, ref: Ref, name: string, receiver: Value, site: Site): Value {
  const o = m.obj(ref);
  if (name === '__proto__') return protoOf(m, ref);
  switch (o.kind) {
    case 'namespace':
      return namespaceMember(m, o.file!, name, site);
    case 'builtin': {
      const own = ownOrAbsent(m, ref, name, receiver, site);
      return own === ABSENT ? ((o.path === 'globalThis' ? declaredGlobal(m, name, site) : undefined) ?? builtinMember(m, o.path!, name) ?? storedEntry(m, ref, name, site) ?? unlistedOfBuiltin(m, o.path!, name, site)) : own;
    }
    case 'external':
    case 'instance': {
      const own = ownOrDerived(m, ref, name, receiver, site);
      return own === ABSENT ? externalMember(m, ref, name, site) : own;
    }
    case 'declared': {
      const own = ownOrAbsent(m, ref, name, receiver, site);
      return own === ABSENT ? declaredMember(m, ref, name, site) : readAgain(m, ref, name, own, site);
    }
    default: {
      const trap = m.content(ref).props.get('!get');
      if (trap && !isInternal(name)) return m.within(`get ${name}`, false, () => callValue(m, trap.v, UNDEFINED, plainArgs(site, target(m, ref), constant(name), receiver), site));
      return find(m, ref, name, receiver, site, 0, new Set());
    }
  }
}

/** What no model lists of an object of the platform. */
function unlistedOfBuiltin(m: Machine, path: string, name: string, site: Site): Value {
  const facts = path === 'globalThis' ? m.facts(site.file) : undefined;
  if (path.endsWith('.prototype') || (facts && assignedIn(facts).has(name))) return UNDEFINED;
  return builtinMember(m, 'Function.prototype', name) ?? builtinMember(m, 'Object.prototype', name) ?? UNKNOWN;
}

/** @param seen those that are looked through already: prototypes can lead in circles where one object stands for several */
function find(m: Machine, ref: Ref, name: string, receiver: Value, site: Site, depth: number, seen: Set<Ref>): Value {
  seen.add(ref);
  if (depth > Bounds.prototypes) {
    m.limit('bound', `a chain of more than ${Bounds.prototypes} prototypes is not followed`, site);
    return UNKNOWN;
  }
  const o = m.obj(ref);
  if (depth > 0 && (o.kind === 'external' || o.kind === 'instance' || o.kind === 'builtin' || o.kind === 'declared' || o.kind === 'namespace')) {
    return readMember(m, ref, name, receiver, site);
  }
  const content = m.content(ref);
  const own = content.props.get(name);
  let out = BOTTOM;
  if (own) {
    out = slotValue(m, own, receiver, site);
    if (!own.maybe) return out;
  }
  const array = o.kind === 'array';
  if (array && name === 'length') return content.length !== undefined ? constant(content.length) : NUMBER;
  if (name === 'size' && (o.kind === 'map' || o.kind === 'set')) return sizeOf(m, ref);
  if (!isBottom(content.rest) && !isInternal(name) && !(name.startsWith('@@') && !hasFunction(m, content.rest)) && o.kind !== 'map' && o.kind !== 'set' && (!array || isIndex(name))) {
    out = join(out, content.rest);
  }
  if (content.inside.length > 0 && !isInternal(name) && !(own && isCode(m, own.v))) out = join(out, unknownWith(content.inside));
  if ((o.kind === 'function' || o.kind === 'class') && name === 'prototype') return join(out, functionPrototype(m, ref));
  if (o.kind === 'function' && name === 'name') return join(out, constant(o.closure?.fn.name ?? ''));
  if (o.kind === 'class' && name === 'name') return join(out, constant(o.cls!.facts.classes[o.cls!.index]!.name));
  const proto = content.props.get('!proto');
  if (proto) {
    for (const p of proto.v.refs) if (!seen.has(p)) out = join(out, find(m, p, name, receiver, site, depth + 1, seen));
    if (proto.v.unknown) out = join(out, UNKNOWN);
    if (proto.v.refs.length > 0 || proto.v.unknown) return depth === 0 && isBottom(out) ? UNDEFINED : out;
  }
  const type = prototypeName(o.kind);
  const added = addedMember(m, type, name, receiver, site) ?? addedMember(m, 'Object', name, receiver, site);
  if (added) return join(out, added);
  const inherited = builtinMember(m, `${type}.prototype`, name) ?? builtinMember(m, 'Object.prototype', name);
  return join(out, inherited ?? UNDEFINED);
}

/** What is written under computed names can be one of the language's protocols where it is a function. */
function hasFunction(m: Machine, v: Value): boolean {
  return v.unknown || v.refs.some((r) => m.obj(r).kind === 'function');
}

function prototypeName(kind: string): string {
  const names: Record<string, string> = { array: 'Array', map: 'Map', set: 'Set', promise: 'Promise', generator: 'Generator', function: 'Function', class: 'Function', native: 'Function' };
  return names[kind] ?? 'Object';
}

export function slotValue(m: Machine, s: Slot, receiver: Value, site: Site): Value {
  if (!s.get && !s.set) return s.v;
  let out = s.v;
  if (s.get) out = join(out, callValue(m, s.get, receiver, { list: [] }, site));
  return isBottom(out) && m.st ? UNDEFINED : out;
}

function ownOrAbsent(m: Machine, ref: Ref, name: string, receiver: Value, site: Site): Value | typeof ABSENT {
  const s = m.content(ref).props.get(name);
  if (!s) return ABSENT;
  const v = slotValue(m, s, receiver, site);
  return s.maybe && isBottom(v) ? ABSENT : v;
}

/** Own, or of the program's classes that derive from the library's. */
function ownOrDerived(m: Machine, ref: Ref, name: string, receiver: Value, site: Site): Value | typeof ABSENT {
  const own = ownOrAbsent(m, ref, name, receiver, site);
  if (own !== ABSENT) return own;
  for (const p of m.content(ref).props.get('!proto')?.v.refs ?? []) {
    if (m.obj(p).kind === 'object') return ownOrDerived(m, p, name, receiver, site);
  }
  return ABSENT;
}

/** The join of what the object holds under any name. */
function anyProperty(m: Machine, ref: Ref): Value {
  const o = m.obj(ref);
  const c = m.content(ref);
  let out = join(c.rest, UNDEFINED);
  for (const [name, s] of c.props) {
    if (isInternal(name) || (o.kind === 'array' && !isIndex(name))) continue;
    out = join(out, s.get ? join(s.v, UNKNOWN) : s.v);
  }
  if (c.inside.length > 0) out = join(out, unknownWith(c.inside));
  if (o.kind === 'external' || o.kind === 'instance' || o.kind === 'declared') out = join(out, join(UNKNOWN, declaredMember(m, ref, null, o.site)));
  if (o.untyped) out = join(out, opaqueMember(m, ref, null, o.site));
  if (o.kind === 'namespace') out = join(out, namespaceMember(m, o.file!, null, o.site));
  return out;
}

/** Writes `base[name] = value`. */
export function setProperty(m: Machine, base: Value, name: string | null, value: Value, site: Site, keyLabels: Labels = NO_LABELS): void {
  const sure = base.refs.length === 1 && (base.kinds === 0 || m.obj(base.refs[0]!).untyped === true) && !base.unknown && base.consts.every((c) => c === null || c === undefined);
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
  const isFront = (r: Ref): boolean => m.content(r).props.get('!target')?.v.refs.some((t) => holder.refs.includes(t)) === true;
  return receiver.refs.some(isFront) ? { ...receiver, refs: [...new Set(receiver.refs.flatMap((r) => (isFront(r) ? m.content(r).props.get('!target')!.v.refs : [r])))].sort((a, b) => a - b) } : receiver;
}

function setMember(m: Machine, ref: Ref, name: string | null, written: Value, site: Site, keyLabels: Labels, sure: boolean, receiver: Value): void {
  const o = m.obj(ref);
  const content = m.content(ref);
  if (content.props.has(FROZEN) && !content.props.get(FROZEN)!.maybe && (name === null || !findSetter(m, ref, name, 0))) {
    m.mayRaise(UNKNOWN);
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
  const trap = content.props.get('!set');
  if (trap && !isInternal(name)) {
    callValue(m, trap.v, UNDEFINED, plainArgs(site, target(m, ref), constant(name), written, receiver), site);
    return;
  }
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
  const c = m.content(ref);
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
  const isAccessor = (ref: Ref): boolean => name !== null && (findSetter(m, ref, name, 0) !== undefined || isReadOnly(m, ref, name));
  const sure = base.refs.length === 1 && !base.unknown;
  for (const ref of base.refs) {
    if (name === null || !isAccessor(ref)) setProperty(m, { ...base, refs: [ref], unknown: !sure }, name, value, site, keyLabels);
    else m.setContent(ref, put(m.content(ref), m.obj(ref).kind === 'array', name, value, sure && !m.obj(ref).several, keyLabels));
  }
}

/** A getter without a setter stands under the name: writing it changes nothing. */
function isReadOnly(m: Machine, ref: Ref, name: string, depth = 0): boolean {
  const c = m.content(ref);
  const own = c.props.get(name);
  if (own) return own.get !== undefined && own.set === undefined && isBottom(own.v) && !own.maybe;
  const protos = c.props.get('!proto')?.v.refs ?? [];
  return protos.length === 1 && depth < Bounds.prototypes && isReadOnly(m, protos[0]!, name, depth + 1);
}

/** `delete base[name]` */
export function deleteProperty(m: Machine, base: Value, name: string | null): void {
  const sure = base.refs.length === 1 && !base.unknown;
  for (const ref of base.refs) {
    const o = m.obj(ref);
    const content = m.content(ref);
    if (name === null) continue;
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

export function protoOf(m: Machine, ref: Ref): Value {
  const own = m.content(ref).props.get('!proto');
  if (own) return own.v;
  const o = m.obj(ref);
  return reference(m.shared(`builtin|${prototypeName(o.kind)}.prototype`, 'builtin', { file: '', s: 0, e: 0 }, { path: `${prototypeName(o.kind)}.prototype` }));
}

/** A property's name as a string, where the key's value is known; its labels. */
export function keyName(key: Value): { readonly name: string | null; readonly names?: readonly string[]; readonly labels: Labels } {
  const absent = [undefined, null].filter((c) => key.kinds & kindOf(c));
  if (key.refs.length === 0 && !key.unknown && (key.kinds & ~(Kind.undefined | Kind.null)) === 0 && key.consts.length + absent.length > 0) {
    const names = [...new Set([...key.consts, ...absent].map((c) => nameOfText(String(c))))];
    return { name: names.length === 1 ? names[0]! : null, names, labels: key.labels };
  }
  if (key.refs.length === 1 && key.kinds === 0 && !key.unknown && key.consts.length === 0) return { name: `@${key.refs[0]}`, labels: key.labels };
  return { name: null, labels: key.labels };
}

/** The name under which an object holds a class's member: a private one is another in each class that declares it. */
export function nameInClass(name: string, file: string, cls: number): string {
  return name.startsWith('#') ? `${name} of ${file}|${cls}` : name;
}

/** The name as the code has it. */
export function plainName(name: string): string {
  return name.startsWith('#') ? name.split(' ', 1)[0]! : textOfName(name);
}

export function readStep(v: Value, name: string | null, site: Site): Value {
  if (v.labels.length === 0) return v;
  return { ...v, labels: stepped(v.labels, site.file, site.s, site.e, name === null ? 'read by a computed name' : `read from .${plainName(name)}`, true) };
}
