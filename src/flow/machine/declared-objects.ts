import { isTypeOnly } from '../../models/type-only.js';
import { packageOf } from '../../types/identity.js';
import { Kind, type Member, type ObjectShape, type TypeRef } from '../../types/shape.js';
import { Bounds } from '../bounds.js';
import { EMPTY, slot, textOfName, withSlot, type Content } from '../domain/content.js';
import { joinLabels, NO_LABELS, type Labels } from '../domain/taint.js';
import { addLabels, ALL_KINDS, BOTTOM, isBottom, join, ofKinds, reference, UNDEFINED, UNKNOWN, type Ref, type Value } from '../domain/value.js';
import { askedLabels } from './asked.js';
import { conform, conformMember, sourceLabels, tag } from './declared.js';
import { declaredInstance, ofLibrary, libraryType } from './library.js';
import type { ObjInit } from './heap.js';
import { servingPackage } from './imported-types.js';
import type { Machine } from './machine.js';
import type { ObjKind, Site } from './objects.js';
import { opaqueElements } from './opaque.js';
import { getProperty, plainName } from './properties.js';
import { noteStore } from './stores.js';
import { classValue } from './instances.js';

/** Where a value from outside comes into the code, and what it is a part of. */
export interface Origin extends Site {
  /** The object that has it as a member, or the declaration that it is the value of; absent: each time that the code at the site runs gives another. */
  readonly part?: { readonly of: Ref | string; readonly name: string };
  /** It is any of a collection's elements. */
  readonly several?: true;
}

/** Methods of the library's type know what its type arguments say: `@typed` among its members. */
function isKnownByArguments(m: Machine, ref: TypeRef): boolean {
  const type = libraryType(m, ref);
  return type !== undefined && m.setting.models.instance(type, '@typed') !== undefined;
}

/** A value of a declared type that comes from outside the analysed code. */
export function materialise(m: Machine, ref: TypeRef, site: Origin, message: string, depth = 0, labels: Labels = NO_LABELS): Value {
  const types = m.setting.declared;
  const mentions = types.mentions(ref);
  const known = mentions && !isKnownByArguments(m, ref) ? undefined : declaredInstance(m, ref, site);
  if (known) return known;
  const shape = types.shape(ref);
  // In a large program, types from which no label can be read are not worth their cost, but for classes of the program, whose methods are given labels.
  if (m.isSparing && !mentions && !shape.objects.some((o) => o.k === 'class')) return addLabels(ofPackage(m, ref, shape.objects, site, depth) ?? UNKNOWN, labels);
  let out: Value = { labels: joinLabels(labels, sourceLabels(shape.labels, site, message)), consts: shape.literals ?? [], kinds: shape.kinds, refs: [], unknown: shape.unknown };
  if (shape.literals) out = { ...out, kinds: 0 };
  if (shape.unknown) out = shape.objects.length === 0 ? join({ ...out, unknown: false }, addLabels(untyped(m, site, depth, servingPackage(m, ref)), out.labels)) : { ...out, kinds: ALL_KINDS };
  for (const o of shape.objects) out = join(out, addLabels(materialiseObject(m, o, site, message, depth), out.labels));
  return isBottom(out) ? UNKNOWN : mentions ? ofLibrary(m, out, ref) : out;
}

/** A value of a package's type, of which nothing more is wanted than that it is the package's. */
function ofPackage(m: Machine, ref: TypeRef, objects: readonly ObjectShape[], site: Origin, depth: number): Value | undefined {
  const [only] = objects;
  const name = (objects.length === 1 && only && 'id' in only ? packageOf(only.id) : undefined) ?? servingPackage(m, ref);
  return name === undefined ? undefined : { ...reference(fromOutside(m, 'external', site, EMPTY, { depth, module: name }, `package${depth}`)), kinds: ALL_KINDS, unknown: true };
}

/** What an element or promised value is: types that are computed in many ways, one in the other, have too many to make all of them. */
function part(m: Machine, ref: TypeRef, site: Origin, message: string, depth: number): Value {
  if (m.parts.nested === 0) m.parts.made = 0;
  if (m.parts.made > Bounds.declaredParts && !m.setting.declared.mentions(ref)) {
    m.limit('bound', `a type here is computed of more than ${Bounds.declaredParts} parts: not all of them are known`, site);
    return UNKNOWN;
  }
  m.parts.made++;
  m.parts.nested++;
  const v = materialise(m, ref, site, message, depth);
  m.parts.nested--;
  return v;
}

function materialiseObject(m: Machine, shape: ObjectShape, site: Origin, message: string, depth: number): Value {
  const inner = (t: TypeRef | undefined, from: Origin): Value => (t && depth < Bounds.declaredDepth ? part(m, t, from, message, depth + 1) : UNKNOWN);
  const element = (t: TypeRef | undefined, tag = ''): Value => inner(t, within({ ...site, several: true }, tag));
  const made = (kind: ObjKind, content: Content): Value => reference(fromOutside(m, kind, site, content, { depth }, `declared${depth}`));
  switch (shape.k) {
    case 'array':
      return made('array', { ...EMPTY, rest: element(shape.elem) });
    case 'tuple': {
      let c: Content = { ...EMPTY, length: shape.rest ? undefined : shape.elems.length };
      shape.elems.forEach((t, i) => (c = withSlot(c, String(i), slot(inner(t, within(site, String(i)))))));
      return made('array', shape.rest ? { ...c, rest: element(shape.rest) } : c);
    }
    case 'set':
      return made('set', { ...EMPTY, rest: element(shape.elem) });
    case 'map':
      return made('map', { ...EMPTY, rest: element(shape.value), restKeys: element(shape.key, 'key') });
    case 'promise':
      return made('promise', withSlot(EMPTY, '!value', slot(inner(shape.elem, site))));
    case 'class': {
      const { abstract } = m.facts(shape.file)!.classes[shape.cls]!;
      const derived = m.setting.declared.implementations(shape.id).map((c) => classValue(m, c.file, c.cls)).filter((v) => v !== undefined);
      const own = abstract && derived.length > 0 ? undefined : classValue(m, shape.file, shape.cls);
      if (own) derived.push(own);
      return derived.length > 0 ? derived.reduce(join) : declaredObject(m, shape, site, depth);
    }
    case 'object': {
      const classes = shape.signatures?.length ? [] : m.setting.declared.implementations(shape.id);
      const known = classes.map((c) => classValue(m, c.file, c.cls)).filter((v) => v !== undefined);
      const own = declaredObject(m, shape, site, depth);
      return known.length > 0 ? join(known.reduce(join), hasData(m, shape) ? own : BOTTOM) : own;
    }
    default:
      return declaredObject(m, shape, site, depth);
  }
}

/** The interface has members that are no methods: a plain object can be it too. */
function hasData(m: Machine, shape: Extract<ObjectShape, { k: 'object' }>): boolean {
  return shape.members().some((x) => x.type !== undefined && m.setting.declared.mentions(x.type));
}

/**
 * A value from outside of which no type tells anything: what is written to it is read again.
 * @param module package that its type is imported from, where that serves a purpose
 */
export function untyped(m: Machine, site: Origin, depth = 0, module?: string): Value {
  return { ...reference(fromOutside(m, 'external', site, EMPTY, { depth, untyped: true, ...(module !== undefined && { module }) }, `untyped${depth}`)), kinds: ALL_KINDS };
}

function declaredObject(m: Machine, shape: ObjectShape, site: Origin, depth: number): Value {
  const name = 'id' in shape ? shape.id : shape.k;
  return reference(fromOutside(m, 'declared', site, EMPTY, { shape, depth }, `declared${depth}${name}`));
}

/** The origin of a part of it that has no name of its own. */
function within(site: Origin, name: string): Origin {
  return site.part && name !== '' ? { ...site, part: { of: site.part.of, name: `${site.part.name}.${name}` } } : site;
}

/** The object from outside that the origin tells of: the same whoever reads it, where it is a part of something. */
export function fromOutside(m: Machine, kind: ObjKind, { part, several, ...site }: Origin, content: Content, init: ObjInit, tag: string): Ref {
  if (!part) {
    const ref = m.alloc(kind, site, content, init, tag);
    if (several) m.obj(ref).several = true;
    return ref;
  }
  const key = `outside|${part.of}|${part.name}|${kind}|${tag}`;
  if (typeof part.of === 'string') return m.shared(key, kind, site, init, several ?? false, content);
  return m.fresh(key, several ?? m.obj(part.of).several, kind, site, content, { ...init, holder: part.of }, m.entryOf(part.of));
}

/** Reads a member of a value known by its type; it is remembered, so that what is written to it later is seen. */
export function declaredMember(m: Machine, ref: Ref, name: string | null, site: Site): Value {
  const o = m.obj(ref);
  const c = name === null ? m.content(ref) : m.member(ref, name);
  const inside = c.inside.length > 0 ? { ...UNKNOWN, labels: c.inside } : undefined;
  const shape = o.shape;
  if (!shape || (shape.k !== 'object' && shape.k !== 'class')) return inside ?? (shape?.k === 'function' && name !== null ? functionMember(m, name) : UNKNOWN);
  if (name === null) {
    fillIndex(m, ref);
    let out = inside ?? UNKNOWN;
    if (shape.k === 'object' && shape.index) out = join(out, m.content(ref).rest);
    for (const x of shape.members()) if (x.labels.length > 0 || (x.type && m.setting.declared.mentions(x.type))) out = join(out, declaredMember(m, ref, x.name, site));
    return out;
  }
  const member = dataMember(shape, textOfName(name));
  const origin = memberOrigin(m, ref, name, site);
  let v: Value;
  if (member) v = memberValue(m, member, shape.name, origin, (o.depth ?? 0) + 1);
  else if (shape.k === 'object' && shape.index) v = materialise(m, shape.index, origin, `\`${shape.name}\` holds`, (o.depth ?? 0) + 1);
  else v = tag(UNKNOWN, askedLabels(m, name, site));
  if (inside) v = join(v, inside);
  const old = c.props.get(name);
  if (old) v = join(v, old.v);
  if (m.st) m.setSlot(ref, name, slot(v));
  return v;
}

/** The member of the name, unless it is there for the type checker alone. */
function dataMember(shape: Extract<ObjectShape, { k: 'object' | 'class' }>, name: string): Member | undefined {
  const member = shape.member(name);
  return member && isTypeOnly(packageOf(member.file), name) ? undefined : member;
}

/** Names of an object from outside whose declared type lists all that it has: optional ones count as there. Undefined: it can have others. */
export function declaredKeys(m: Machine, ref: Ref): readonly string[] | undefined {
  const { shape, depth = 0 } = m.obj(ref);
  if (!shape || (shape.k !== 'object' && shape.k !== 'class') || depth >= Bounds.declaredDepth || m.content(ref).inside.length > 0) return undefined;
  if (shape.k === 'object' && (shape.index || shape.signatures?.length)) return undefined;
  const names = shape.members().filter((x) => !x.signatures?.length).map((x) => x.name);
  return names.length > 0 && names.length <= Bounds.unrolledIterations && names.every((n) => !/^[@#]/.test(n)) ? names : undefined;
}

/** Past the depth to which members are told apart, one object stands for all of its type. */
function memberOrigin(m: Machine, ref: Ref, name: string, site: Site): Origin {
  const o = m.obj(ref);
  if ((o.depth ?? 0) < Bounds.declaredDepth) return { ...site, part: { of: ref, name } };
  return { ...site, part: { of: o.holder !== undefined && (m.obj(o.holder).depth ?? 0) >= Bounds.declaredDepth ? o.holder : ref, name: '' }, several: true };
}

/** What was read of a declared member before, as it is read here: where its label has not gone anywhere since, its way begins here. */
export function readAgain(m: Machine, ref: Ref, name: string, v: Value, site: Site): Value {
  const { shape } = m.obj(ref);
  if (v.labels.length === 0 || (shape?.k !== 'object' && shape?.k !== 'class')) return v;
  return { ...v, labels: beginning(v.labels, memberMessage(shape.name, name), site) };
}

/** The labels, those that begin with the message as if they began at the place. */
export function beginning(labels: Labels, message: string, site: Site): Labels {
  return labels.map((t) => (t.step.parent === null && t.step.message === `${message} ${t.label}` ? { ...t, step: { ...t.step, file: site.file, s: site.s, e: site.e } } : t));
}

function memberMessage(owner: string, name: string): string {
  return `\`${owner}.${name}\` is`;
}

function functionMember(m: Machine, name: string): Value {
  return getProperty(m, reference(m.shared('builtin|Function.prototype', 'builtin', { file: '', s: 0, e: 0 }, { path: 'Function.prototype' })), name, { file: '', s: 0, e: 0 });
}

/** What a declared member holds, of an object from outside. */
export function memberValue(m: Machine, member: Member, owner: string, site: Origin, depth: number): Value {
  const what = memberMessage(owner, member.name);
  let v: Value;
  if (member.signatures?.length) v = reference(fromOutside(m, 'declared', site, EMPTY, { shape: { k: 'function', name: member.name, signatures: member.signatures }, depth }, `method ${owner}.${member.name}`));
  else if (!member.type) v = UNKNOWN;
  else if (depth >= Bounds.declaredDepth && !m.setting.declared.mentions(member.type)) v = UNKNOWN;
  else v = materialise(m, member.type, site, what, Math.min(depth, Bounds.declaredDepth));
  return member.optional ? join(tag(v, sourceLabels(member.labels, site, what)), UNDEFINED) : tag(v, sourceLabels(member.labels, site, what));
}

/** Names of data members from which a label can be read and that nothing has read or written. */
export function unreadLabelled(m: Machine, ref: Ref): readonly string[] {
  const o = m.obj(ref);
  const { shape } = o;
  if (!shape || (shape.k !== 'object' && shape.k !== 'class')) return [];
  const { props } = m.content(ref);
  // Past the bound, what has a label itself.
  const holds = (o.depth ?? 0) < Bounds.declaredDepth ? (type: TypeRef) => m.setting.declared.mentions(type) : (type: TypeRef) => m.setting.declared.shape(type).labels.length > 0;
  return shape.members().filter((x) => !props.has(x.name) && !isTypeOnly(packageOf(x.file), x.name) && !x.signatures?.length && (x.labels.length > 0 || (x.type && holds(x.type)))).map((x) => x.name);
}

/** Before what stands under names that its declared type does not list, with these names. */
const INDEXED = '!indexed';

/** Gives an object from outside what it holds under names that its declared type does not list, where that can carry a label. */
export function fillIndex(m: Machine, ref: Ref): void {
  const { shape, depth = 0, site } = m.obj(ref);
  if (shape?.k !== 'object' || !shape.index || !m.st || m.slot(ref, INDEXED)) return;
  const types = m.setting.declared;
  const holds = depth < Bounds.declaredDepth ? types.mentions(shape.index) : types.shape(shape.index).labels.length > 0;
  const ofNames = shape.names ? sourceLabels(types.shape(shape.names).labels, site, `a name in \`${shape.name}\` is`) : NO_LABELS;
  if (!holds && ofNames.length === 0) return;
  m.setSlot(ref, INDEXED, slot(UNDEFINED));
  const v = holds ? materialise(m, shape.index, { ...site, part: { of: ref, name: '*' }, several: true }, `\`${shape.name}\` holds`, depth + 1) : UNKNOWN;
  if (!m.st) return;
  const c = m.content(ref);
  m.setContent(ref, { ...c, rest: join(c.rest, v), ...(ofNames.length > 0 && { restKeys: join(c.restKeys, ofKinds(Kind.string, ofNames)) }) });
}

/** Reads all of an object that can carry a label, so that a copy of its content has it. */
export function readLabelled(m: Machine, ref: Ref): void {
  fillIndex(m, ref);
  for (const name of unreadLabelled(m, ref)) declaredMember(m, ref, name, m.obj(ref).site);
}

/** Elements of a value from outside. */
export function materialisedElements(m: Machine, ref: Ref, site: Site): Value {
  const o = m.obj(ref);
  const inside = m.content(ref).inside;
  if (o.shape?.k === 'iterable' && o.shape.elem) return addLabels(materialise(m, o.shape.elem, site, 'an element is', (o.depth ?? 0) + 1), inside);
  return o.kind === 'external' && o.path === undefined ? opaqueElements(m, ref) : addLabels(UNKNOWN, inside);
}

/** A write to a property whose declaration labels it. */
export function onStore(m: Machine, ref: Ref, name: string | null, v: Value, site: Site): Value {
  if (name === null || name.startsWith('!')) return v;
  const o = m.obj(ref);
  if (o.instanceOf !== undefined) {
    const info = m.obj(o.instanceOf).cls;
    if (!info) return v;
    const type = m.frame.fn.kind === 'ctor' ? m.setting.declared.memberOfClass(info.facts.file, info.index, plainName(name))?.type : undefined;
    if (type) noteStore(m, v, type, site);
    return conformMember(m, info.facts.file, info.index, plainName(name), false, v, site);
  }
  let out = v;
  for (const shape of o.kind === 'declared' && o.shape ? [o.shape] : (o.declaredAs ?? [])) {
    const member = shape.k === 'object' || shape.k === 'class' ? shape.member(name) : undefined;
    if (!member) continue;
    const what = `\`${member.owner}.${name}\` is declared`;
    out = tag(out, sourceLabels(member.labels, site, what));
    if (member.type) out = conform(m, out, member.type, site, what, 1);
  }
  return out;
}
