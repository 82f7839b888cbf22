import type { TypeDecl, TypeMember } from '../facts/ir.js';
import { distinct, mergeMember, NEVER } from './combine.js';
import type { Site } from './names.js';
import { partEnv, signature } from './resolver.js';
import type { Resolver } from './resolver.js';
import type { Member, ObjectShape, Shape, Signature, TypeEnv, TypeRef } from './shape.js';

type MemberObject = Extract<ObjectShape, { k: 'object' | 'class' }>;
export const hasMembers = (o: ObjectShape): o is MemberObject => o.k === 'object' || o.k === 'class';

const grouped = new WeakMap<readonly TypeMember[], ReadonlyMap<string, readonly TypeMember[]>>();
const sides = new WeakMap<readonly TypeMember[], Record<'statics' | 'instances', readonly TypeMember[]>>();
const EMPTY: readonly TypeMember[] = [];

function byName(list: readonly TypeMember[]): ReadonlyMap<string, readonly TypeMember[]> {
  let found = grouped.get(list);
  if (!found) {
    const named = list.filter((m) => m.kind !== 'index' && m.kind !== 'call' && m.kind !== 'construct');
    const names = new Map<string, TypeMember[]>();
    for (const m of named) {
      const same = names.get(m.name);
      if (same) same.push(m);
      else names.set(m.name, [m]);
    }
    grouped.set(list, (found = names));
  }
  return found;
}

/** The members of a class's instances, or those of the class itself. */
export function sideOf(decl: TypeDecl, side: 'statics' | 'instances'): readonly TypeMember[] {
  if (!decl.members) return EMPTY;
  let found = sides.get(decl.members);
  if (!found) sides.set(decl.members, (found = { statics: decl.members.filter((m) => m.static), instances: decl.members.filter((m) => !m.static) }));
  return found[side];
}

/** The members that one declaration lists under a name: a property, an accessor or a method with its overloads. */
export function listedMember(r: Resolver, file: string, list: readonly TypeMember[], name: string, owner: string, env: TypeEnv | undefined): Member | undefined {
  const own = byName(list).get(name) ?? EMPTY;
  const first = own.find((m) => m.kind !== 'set') ?? own[0];
  if (!first) return undefined;
  const methods = own.filter((m) => m.kind === 'method' && m.fn);
  const written = first.type ?? (first.kind === 'get' ? first.fn?.ret : first.kind === 'set' ? first.fn?.params[0]?.type : undefined);
  const type = methods.length > 0 ? undefined : (written ?? first.doc?.type);
  return {
    name,
    ...(type ? { type: { file, type, ...(env ? { env } : {}) } } : {}),
    ...(methods.length > 0 ? { signatures: methods.map((m) => signature(file, m.fn!, env, m.doc)) } : {}),
    labels: own.flatMap((m) => r.labels.ofMember(file, m)),
    optional: first.optional === true,
    file,
    s: first.s,
    e: first.e,
    owner,
  };
}

export function listedSignatures(file: string, list: readonly TypeMember[], kind: 'call' | 'construct', env: TypeEnv | undefined): readonly Signature[] {
  return list.flatMap((m) => (m.kind === kind && m.fn ? [signature(file, m.fn, env, m.doc)] : []));
}

function listedIndex(file: string, list: readonly TypeMember[], env: TypeEnv | undefined): TypeRef | undefined {
  const index = list.find((m) => m.kind === 'index' && (m.type ?? m.fn?.ret));
  const type = index && (index.type ?? index.fn?.ret);
  return type && { file, type, ...(env ? { env } : {}) };
}

export const instanceNames = (list: readonly TypeMember[]): readonly string[] => list.filter((m) => m.name !== '').map((m) => m.name);

/** `{ … }`; `owner` names the alias that it stands under, `id` is the alias's. */
export function literalShape(r: Resolver, ref: TypeRef, owner = '', id?: string): Shape {
  if (ref.type.k !== 'object') return NEVER;
  const list = ref.type.members;
  const calls = listedSignatures(ref.file, list, 'call', ref.env);
  const constructs = listedSignatures(ref.file, list, 'construct', ref.env);
  const index = listedIndex(ref.file, list, ref.env);
  const found = new Map<string, Member | undefined>();
  const member = (name: string): Member | undefined => {
    if (!found.has(name)) found.set(name, listedMember(r, ref.file, list, name, owner, ref.env));
    return found.get(name);
  };
  const object: ObjectShape = {
    k: 'object',
    id: id ?? `{${r.keys.of(ref)}}`,
    name: owner,
    member,
    members: () => [...new Set(instanceNames(list))].map((n) => member(n)!),
    ...(index ? { index } : {}),
    ...(calls.length > 0 ? { signatures: calls } : {}),
  };
  const onlyConstructs = constructs.length > 0 && list.every((m) => m.kind === 'construct');
  const objects: ObjectShape[] = onlyConstructs ? [] : [object];
  if (constructs.length > 0) objects.push({ k: 'function', signatures: constructs, construct: true });
  return { kinds: 0, labels: [], objects, unknown: false };
}

/** Members by name, each looked up once, and all of them. */
export function lookedUp(names: () => Iterable<string>, look: (name: string) => Member | undefined): { member(name: string): Member | undefined; members(): readonly Member[] } {
  const found = new Map<string, Member | undefined>();
  const member = (name: string): Member | undefined => {
    if (!found.has(name)) {
      // A base that leads back here finds nothing more.
      found.set(name, undefined);
      found.set(name, look(name));
    }
    return found.get(name);
  };
  let all: readonly Member[] | undefined;
  return {
    member,
    members: () => {
      if (!all) {
        all = [];
        all = [...names()].flatMap((n) => member(n) ?? []);
      }
      return all;
    },
  };
}

/** Interfaces, and classes declared without a body. */
export function declaredShape(r: Resolver, site: Site, args: readonly TypeRef[]): Shape {
  const parts = site.parts.filter((p) => p.decl.kind === 'interface' || p.decl.kind === 'class').map((part) => ({ ...part, env: partEnv(part, args) }));
  const bases = parts.flatMap((p) => (p.decl.extends ?? []).map((type) => r.shape({ file: p.file, type, env: p.env })));
  const inherited = bases.flatMap((b) => b.objects.filter(hasMembers));
  const labels = r.labels.ofMembers(site);
  const list = (p: (typeof parts)[number]): readonly TypeMember[] => sideOf(p.decl, 'instances');
  const look = (name: string): Member | undefined => {
    const own = parts.flatMap((p) => listedMember(r, p.file, list(p), name, site.name, p.env) ?? []);
    const all = [...own, ...inherited.flatMap((o) => o.member(name) ?? [])];
    if (all.length === 0) return undefined;
    const merged = own.length > 1 && own.every((m) => m.signatures) ? [{ ...own[0]!, signatures: own.flatMap((m) => m.signatures!) }, ...all] : all;
    const member = merged.reduce(mergeMember);
    return { ...member, optional: (own[0] ?? member).optional, labels: distinct(member.labels, labels.get(name) ?? []) };
  };
  const names = (): ReadonlySet<string> => new Set([...parts.flatMap((p) => instanceNames(list(p))), ...inherited.flatMap((o) => o.members().map((m) => m.name))]);
  const index = parts.map((p) => listedIndex(p.file, list(p), p.env)).find((i) => i) ?? inherited.flatMap((o) => (o.k === 'object' && o.index) || [])[0];
  const signatures = [
    ...parts.flatMap((p) => listedSignatures(p.file, list(p), 'call', p.env)),
    ...inherited.flatMap((o) => (o.k === 'object' && o.signatures) || []),
  ];
  const constructs = parts.filter((p) => p.decl.kind === 'interface').flatMap((p) => listedSignatures(p.file, list(p), 'construct', p.env));
  const self: ObjectShape = {
    k: 'object',
    id: siteKey(r, site, args),
    name: site.name,
    ...lookedUp(names, look),
    ...(index ? { index } : {}),
    ...(signatures.length > 0 ? { signatures } : {}),
  };
  const others = bases.flatMap((b) => b.objects.filter((o) => !hasMembers(o)));
  return {
    kinds: 0,
    labels: bases.reduce((all, b) => distinct(all, b.labels), r.labels.ofType(site)),
    objects: [self, ...others, ...(constructs.length > 0 ? [{ k: 'function', signatures: constructs, construct: true } as const] : [])],
    unknown: bases.some((b) => b.unknown),
  };
}

export function siteKey(r: Resolver, site: Pick<Site, 'id'>, args: readonly TypeRef[]): string {
  return args.length === 0 ? site.id : `${site.id}<${args.map((a) => r.keys.of(a)).join(',')}>`;
}

/** Labels that the policy puts on members of a type, also on members that its shape doesn't know. */
export function withMemberLabels(shape: Shape, labels: ReadonlyMap<string, readonly string[]>, owner: { readonly id: string; readonly name: string; readonly file: string }): Shape {
  if (labels.size === 0) return shape;
  const added = (name: string, known: Member | undefined, open: boolean): Member | undefined => {
    const more = labels.get(name);
    if (!more) return known;
    if (known) return { ...known, labels: distinct(known.labels, more) };
    return open ? { name, labels: more, optional: false, file: owner.file, s: 0, e: 0, owner: owner.name } : undefined;
  };
  const wrap = (o: MemberObject, open: boolean): ObjectShape => ({
    ...o,
    relabelled: true,
    member: (name) => added(name, o.member(name), open),
    members: () => [
      ...o.members().map((m) => added(m.name, m, open)!),
      ...(open ? [...labels.keys()].filter((name) => !o.member(name)).map((name) => added(name, undefined, true)!) : []),
    ],
  });
  const objects = shape.objects.map((o) => (hasMembers(o) ? wrap(o, shape.unknown) : o));
  if (!shape.unknown || objects.some(hasMembers)) return { ...shape, objects };
  const bare: MemberObject = { k: 'object', id: `?${owner.id}`, name: owner.name, member: () => undefined, members: () => [] };
  return { ...shape, objects: [...objects, wrap(bare, true)] };
}
