import type { TypeIR } from '../facts/ir.js';
import { kindOf, NEVER, ofKinds, ofObject, union, UNKNOWN, withLabels } from './combine.js';
import type { Literal } from './combine.js';
import { hasMembers } from './members.js';
import { memberShape, OTHER } from './resolver.js';
import type { Resolver } from './resolver.js';
import type { Member, ObjectShape, Shape, Signature, TypeRef } from './shape.js';
import { Kind } from './shape.js';

const MAX_AWAITED = 8;

/** What `await` makes of it: promises give what they promise, thenables what they pass to their callback. */
export function awaited(r: Resolver, shape: Shape, depth = 0): Shape {
  if (depth > MAX_AWAITED || !shape.objects.some((o) => o.k === 'promise')) return shape;
  const rest: Shape = { ...shape, objects: shape.objects.filter((o) => o.k !== 'promise') };
  const inner = shape.objects.flatMap((o) => (o.k === 'promise' ? [o.elem ? awaited(r, r.shape(o.elem), depth + 1) : UNKNOWN] : []));
  return withLabels(union([rest, ...inner]), shape.labels);
}

/** Property names that a type of keys stands for; undefined where they are open. */
export function keyNames(shape: Shape): readonly string[] | undefined {
  return shape.literals && !shape.unknown ? shape.literals.map(String) : undefined;
}

export function record(r: Resolver, args: readonly TypeRef[], ref: TypeRef): Shape {
  const [key, value] = args;
  const names = key && keyNames(r.shape(key));
  const id = `lib#Record<${args.map((a) => r.keys.of(a)).join(',')}>`;
  const any = value ?? { file: ref.file, type: OTHER };
  if (!names) return ofObject({ k: 'object', id, name: 'Record', member: () => undefined, members: () => [], index: any, ...(key && { names: key }) });
  const members = names.map((name): Member => ({ name, type: any, labels: [], optional: false, file: ref.file, s: ref.type.s, e: ref.type.e, owner: 'Record' }));
  return ofObject({ k: 'object', id, name: 'Record', member: (n) => members.find((m) => m.name === n), members: () => members });
}

type MemberObject = Extract<ObjectShape, { k: 'object' | 'class' }>;

/** The object with other members; a class becomes a plain object, since it is an instance no more. */
export function remade(o: MemberObject, tag: string, change: (m: Member) => Member | undefined): ObjectShape {
  const once = new Map<string, Member | undefined>();
  const member = (name: string): Member | undefined => {
    if (!once.has(name)) {
      const known = o.member(name);
      once.set(name, known && change(known));
    }
    return once.get(name);
  };
  return {
    k: 'object',
    id: `${tag}<${o.id}>`,
    name: o.name,
    ...(o.relabelled ? { relabelled: true } : {}),
    member,
    members: () => o.members().flatMap((m) => member(m.name) ?? []),
    ...(o.k === 'object' && o.index ? { index: o.index } : {}),
    ...(o.k === 'object' && o.names ? { names: o.names } : {}),
  };
}

export function optionalMembers(shape: Shape, optional: boolean): Shape {
  const tag = optional ? 'Partial' : 'Required';
  return { ...shape, objects: shape.objects.map((o) => (hasMembers(o) ? remade(o, tag, (m) => ({ ...m, optional })) : o)) };
}

export function filtered(r: Resolver, [of, key]: readonly TypeRef[], keep: boolean): Shape {
  if (!of) return UNKNOWN;
  const shape = r.shape(of);
  const names = key && keyNames(r.shape(key));
  if (!names) return shape;
  const tag = `${keep ? 'Pick' : 'Omit'}<${names.join('|')}>`;
  return { ...shape, objects: shape.objects.map((o) => (hasMembers(o) ? remade(o, tag, (m) => (names.includes(m.name) === keep ? m : undefined)) : o)) };
}

/** `Exclude<T, U>`: what of T is certainly in U goes; objects stay. */
export function excluded(r: Resolver, [of, out]: readonly TypeRef[]): Shape {
  if (!of) return UNKNOWN;
  const shape = r.shape(of);
  if (!out) return shape;
  const gone = r.shape(out);
  const wide = gone.literals ? gone.kinds & (Kind.undefined | Kind.null) : gone.kinds;
  return narrowed(shape, shape.literals?.filter((l) => !(gone.literals?.includes(l) ?? false) && !(wide & kindOf(l))), shape.kinds & ~wide, (o) => !gone.objects.some((g) => 'id' in g && 'id' in o && g.id === o.id));
}

export function extracted(r: Resolver, [of, into]: readonly TypeRef[]): Shape {
  if (!of) return UNKNOWN;
  const shape = r.shape(of);
  if (!into) return shape;
  const kept = r.shape(into);
  if (kept.unknown) return shape;
  const wide = kept.literals ? 0 : kept.kinds;
  return narrowed(shape, shape.literals?.filter((l) => (kept.literals?.includes(l) ?? false) || (wide & kindOf(l)) !== 0), shape.kinds & kept.kinds, () => kept.objects.length > 0);
}

function narrowed(shape: Shape, literals: readonly Literal[] | undefined, kinds: number, keep: (o: ObjectShape) => boolean): Shape {
  const { literals: _, ...open } = shape;
  const nullish = kinds & (Kind.undefined | Kind.null);
  return {
    ...open,
    kinds: literals ? literals.reduce<number>((all, l) => all | kindOf(l), nullish) : kinds,
    objects: shape.objects.filter(keep),
    ...(literals ? { literals } : {}),
  };
}

export function signaturesOf(shape: Shape, construct: boolean): readonly Signature[] {
  return shape.objects.flatMap((o) => {
    if (o.k === 'function') return (o.construct ?? false) === construct ? o.signatures : [];
    return o.k === 'object' && !construct ? (o.signatures ?? []) : [];
  });
}

export function resultOf(r: Resolver, s: Signature): Shape {
  const ret = s.fn.ret ?? s.doc?.returns;
  const shape = ret ? r.shape({ file: s.file, type: ret, ...(s.env ? { env: s.env } : {}) }) : UNKNOWN;
  return withLabels(shape, r.labels.ofDoc(s.doc));
}

export function results(r: Resolver, shape: Shape, construct: boolean): Shape {
  const found = signaturesOf(shape, construct);
  return found.length === 0 ? UNKNOWN : union(found.map((s) => resultOf(r, s)));
}

export const instances = (r: Resolver, shape: Shape): Shape => results(r, shape, true);

/** The parameters of the last signature, as TypeScript takes them. */
export function parameters(shape: Shape, construct: boolean): Shape {
  const s = signaturesOf(shape, construct).at(-1);
  if (!s) return UNKNOWN;
  const of = (type: TypeIR | undefined): TypeRef => ({ file: s.file, type: type ?? OTHER, ...(s.env ? { env: s.env } : {}) });
  const plain = s.fn.params.filter((p) => !p.rest && p.name !== 'this').map((p) => of(p.type));
  const last = s.fn.params.find((p) => p.rest);
  const rest = last && of(last.type?.k === 'array' ? last.type.type : last.type?.k === 'ref' && last.type.args?.[0] ? last.type.args[0] : undefined);
  return ofObject({ k: 'tuple', elems: plain, ...(rest ? { rest } : {}) });
}

/** `keyof T` */
export function keysOf(shape: Shape): Shape {
  const objects = shape.objects.filter(hasMembers);
  if (shape.unknown || shape.kinds !== 0 || objects.length !== shape.objects.length) return ofKinds(Kind.string | Kind.number | Kind.symbol);
  const open = objects.some((o) => o.k === 'object' && o.index);
  const names = [...new Set(objects.flatMap((o) => o.members().map((m) => m.name)))];
  if (open) return ofKinds(Kind.string | Kind.number);
  return names.length === 0 ? NEVER : { kinds: Kind.string, labels: [], objects: [], unknown: false, literals: names };
}

/** `T[K]` */
export function indexed(r: Resolver, shape: Shape, key: Shape): Shape {
  const names = keyNames(key);
  // A constructor beside its statics says nothing of them.
  const holders = shape.objects.some((o) => o.k !== 'function') ? shape.objects.filter((o) => o.k !== 'function') : shape.objects;
  const parts = holders.map((o) => (names ? union([NEVER, ...names.map((n) => named(r, o, n))]) : every(r, o)));
  if (shape.unknown) parts.push(UNKNOWN);
  if (shape.kinds & ~(Kind.undefined | Kind.null)) parts.push(UNKNOWN);
  return parts.length === 0 ? UNKNOWN : union(parts);
}

function named(r: Resolver, o: ObjectShape, name: string): Shape {
  if (hasMembers(o)) {
    const member = o.member(name);
    if (member) return memberShape(r, member);
    return o.k === 'object' && o.index ? r.shape(o.index) : UNKNOWN;
  }
  if (/^\d+$/.test(name)) {
    if (o.k === 'array') return o.elem ? r.shape(o.elem) : UNKNOWN;
    if (o.k === 'tuple') {
      const elem = o.elems[Number(name)] ?? o.rest;
      return elem ? r.shape(elem) : ofKinds(Kind.undefined);
    }
  }
  return name === 'length' ? ofKinds(Kind.number) : UNKNOWN;
}

function every(r: Resolver, o: ObjectShape): Shape {
  if (hasMembers(o)) {
    const index = o.k === 'object' && o.index ? [r.shape(o.index)] : [];
    const all = [...o.members().map((m) => memberShape(r, m)), ...index];
    return all.length === 0 ? UNKNOWN : union(all);
  }
  if (o.k === 'array') return o.elem ? r.shape(o.elem) : UNKNOWN;
  if (o.k === 'tuple') return union([NEVER, ...[...o.elems, ...(o.rest ? [o.rest] : [])].map((e) => r.shape(e))]);
  return UNKNOWN;
}
