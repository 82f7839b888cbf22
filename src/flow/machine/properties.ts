import { augmentedMember } from './augmented.js';
import { Bounds } from '../bounds.js';
import { isIndex, isInternal, nameOfText, textOfName, type Slot } from '../domain/content.js';
import { stepped, withoutMatches, type Labels } from '../domain/taint.js';
import { addLabels, BOTTOM, constant, isBottom, join, kindOf, NUMBER, reference, STRING, UNDEFINED, UNKNOWN, unknownWith, type Ref, type Value } from '../domain/value.js';
import { Kind } from '../../types/shape.js';
import { builtinMember, externalMember, storedEntry } from './library.js';
import { throughPassage } from './boundary.js';
import { sizeOf } from './collections.js';
import { callValue, plainArgs } from './calls.js';
import { tag } from './declared.js';
import { askedLabels } from './asked.js';
import { declaredMember, readAgain } from './declared-objects.js';
import type { Machine } from './machine.js';
import { COUNTS } from '../counts.js';
import { functionPrototype } from './functions.js';
import { namespaceMember } from './modules.js';
import { declaredGlobal } from './globals.js';
import { opaqueMember } from './opaque.js';
import { addedMember, primitiveMember } from './prototypes.js';
import type { ObjKind, Site } from './objects.js';
import { assignedIn } from './own-globals.js';
import { isCode } from './services.js';

/** A frozen object has it. */
export const FROZEN = '!frozen';

const ABSENT = Symbol('absent');

/** Reads `base[name]`. `name` null: not known. `receiver`: `this` of a getter. */
export function getProperty(m: Machine, base: Value, name: string | null, site: Site, receiver: Value = base): Value {
  let out = BOTTOM;
  for (const ref of base.refs) {
    const found = name === null ? (trapped(m, ref, '!get', site, STRING, receiver) ?? anyProperty(m, ref)) : readMember(m, ref, name, receiver, site);
    out = join(out, found);
  }
  if (base.unknown) out = join(out, name !== null && COUNTS.has(name) ? NUMBER : UNKNOWN);
  if (base.consts.length > 0 || base.kinds !== 0) {
    const primitive = primitiveMember(m, base, name, site);
    // What has the method is no primitive that lacks it.
    out = join(out, primitive.unknown && isFunction(m, out) ? { ...primitive, unknown: false } : primitive);
  }
  if (name !== null && m.st && (base.unknown || base.refs.some((r) => isOpaque(m, r) || copiesOpaque(m, r, name)))) out = tag(out, askedLabels(m, name, site));
  if (base.labels.length > 0 && !(name !== null && (COUNTS.has(name) || isReplaced(m, base, name))) && carries(m, out) && !(isYesOrNo(out) && isComputed(m, base, name))) {
    // Whose method runs is a branch: what the services give that it uses is not selected by the match.
    out = addLabels(out, base === m.frame.thisValue && isCode(m, out) ? withoutMatches(base.labels) : base.labels);
  }
  return throughPassage(base.passage, out);
}

/** What stands under the name in a value from outside, of which nothing else is known, the program has put there. */
function isReplaced(m: Machine, base: Value, name: string): boolean {
  return base.refs.length > 0 && !base.unknown && base.refs.every((r) => m.obj(r).untyped === true && m.content(r).props.has(name) && !m.content(r).props.get(name)!.maybe);
}

/** A value of which nothing is known but that it comes from code that can't be read. */
function isOpaque(m: Machine, ref: Ref): boolean {
  const o = m.obj(ref);
  return o.kind === 'external' && o.path === undefined;
}

/** The member is that of a value of which nothing is known, of which the object is a copy. */
function copiesOpaque(m: Machine, ref: Ref, name: string): boolean {
  if (m.obj(ref).kind !== 'object') return false;
  const { props, rest } = m.member(ref, name);
  const own = props.get(name);
  return (!own || own.maybe === true) && (rest.unknown || props.get('!proto')?.v.refs.some((r) => isOpaque(m, r)) === true);
}

/** Functions that the program or a model knows, and nothing else. */
export function isFunction(m: Machine, { refs, unknown, kinds, consts }: Value): boolean {
  return refs.length > 0 && !unknown && kinds === 0 && consts.length === 0 && refs.every((r) => m.obj(r).kind === 'function' || m.obj(r).kind === 'native');
}

/** Something other than library functions alone. */
function carries(m: Machine, v: Value): boolean {
  return v.unknown || v.kinds !== 0 || v.consts.some((c) => c !== undefined && c !== null) || v.refs.some((r) => m.obj(r).kind !== 'native' && m.obj(r).kind !== 'builtin');
}

function isYesOrNo({ refs, unknown, kinds, consts }: Value): boolean {
  return refs.length === 0 && !unknown && (kinds & ~(Kind.boolean | Kind.undefined | Kind.null)) === 0 && consts.every((c) => c === undefined || c === null || typeof c === 'boolean');
}

/** Code of the program tells what stands under the name: what it says of the data that the object stands for has the labels that it gives. */
function isComputed(m: Machine, { refs, unknown, kinds, consts }: Value, name: string | null): boolean {
  return name !== null && !unknown && kinds === 0 && consts.every((c) => c === undefined || c === null) && refs.every((r) => isGetter(m, r, name));
}

/** A getter stands under the name, own or inherited, and nothing else. */
export function isGetter(m: Machine, ref: Ref, name: string, depth = 0): boolean {
  const { props } = m.member(ref, name);
  const own = props.get(name);
  if (own) return own.get !== undefined && isBottom(own.v) && !own.maybe;
  const protos = props.get('!proto')?.v.refs ?? [];
  return protos.length === 1 && depth < Bounds.prototypes && isGetter(m, protos[0]!, name, depth + 1);
}

/** What a proxy stands before; undefined: the object is none. */
export function target(m: Machine, ref: Ref): Value | undefined {
  return m.slot(ref, '!target')?.v;
}

/** Calls a proxy's trap, whose `this` is the handler; undefined: it has none of the name, or the object is no proxy. */
export function trapped(m: Machine, ref: Ref, trap: '!get' | '!set', site: Site, ...args: readonly Value[]): Value | undefined {
  const of = m.slot(ref, trap);
  return of && callValue(m, of.v, m.slot(ref, '!handler')?.v ?? UNDEFINED, plainArgs(site, target(m, ref) ?? UNDEFINED, ...args), site);
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
      return own === ABSENT ? ((o.path === 'globalThis' ? declaredGlobal(m, name, site) : undefined) ?? augmentedMember(m, o.path!, name, site) ?? builtinMember(m, o.path!, name) ?? storedEntry(m, ref, name, site) ?? unlistedOfBuiltin(m, o.path!, name, site)) : own;
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
      if (m.slot(ref, '!get') && !isInternal(name)) return m.within(`get ${name}`, false, () => trapped(m, ref, '!get', site, constant(name), receiver) ?? BOTTOM);
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
  const content = m.member(ref, name);
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
    for (const p of proto.v.refs) if (!seen.has(p)) out = join(out, throughPassage(proto.v.passage, find(m, p, name, receiver, site, depth + 1, seen)));
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
  const s = m.slot(ref, name);
  if (!s) return ABSENT;
  const v = slotValue(m, s, receiver, site);
  return s.maybe && isBottom(v) ? ABSENT : v;
}

/** Own, or of the program's classes that derive from the library's. */
function ownOrDerived(m: Machine, ref: Ref, name: string, receiver: Value, site: Site): Value | typeof ABSENT {
  const own = ownOrAbsent(m, ref, name, receiver, site);
  if (own !== ABSENT) return own;
  for (const p of m.slot(ref, '!proto')?.v.refs ?? []) {
    if (m.obj(p).kind === 'object') return ownOrDerived(m, p, name, receiver, site);
  }
  return ABSENT;
}

/** The join of what the object has under any name, what it inherits from objects of the program included: methods of its class. */
function anyProperty(m: Machine, ref: Ref): Value {
  const seen = new Set([ref]);
  let out = BOTTOM;
  for (const r of seen) {
    out = join(out, anyOwn(m, r, r !== ref));
    for (const p of seen.size > Bounds.prototypes ? [] : (m.slot(r, '!proto')?.v.refs ?? [])) if (isOfProgram(m.obj(p).kind)) seen.add(p);
  }
  return out;
}

function isOfProgram(kind: ObjKind): boolean {
  return kind === 'object' || kind === 'class' || kind === 'function';
}

function anyOwn(m: Machine, ref: Ref, isInherited: boolean): Value {
  const o = m.obj(ref);
  const c = m.content(ref);
  let out = join(c.rest, UNDEFINED);
  for (const [name, s] of c.props) {
    if (isInternal(name) || (isInherited && name === 'constructor') || (o.kind === 'array' && !isIndex(name))) continue;
    out = join(out, s.get ? join(s.v, UNKNOWN) : s.v);
  }
  if (c.inside.length > 0) out = join(out, unknownWith(c.inside));
  if (o.kind === 'external' || o.kind === 'instance' || o.kind === 'declared') out = join(out, join(UNKNOWN, declaredMember(m, ref, null, o.site)));
  if (o.untyped) out = join(out, opaqueMember(m, ref, null, o.site));
  if (o.kind === 'namespace') out = join(out, namespaceMember(m, o.file!, null, o.site));
  return out;
}

export function protoOf(m: Machine, ref: Ref): Value {
  const own = m.slot(ref, '!proto');
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
