import type { ClassFacts, ClassMember, FnType, TypeDecl, TypeIR } from '../facts/ir.js';
import { distinct, mergeMember, UNKNOWN } from './combine.js';
import { dottedName } from './file-index.js';
import type { FileIndex } from './file-index.js';
import { hasMembers, instanceNames, listedMember, lookedUp, sideOf, siteKey } from './members.js';
import type { Site } from './names.js';
import { bind, partEnv, signature } from './resolver.js';
import type { Resolver } from './resolver.js';
import type { Member, ObjectShape, Shape, TypeEnv, TypeRef } from './shape.js';
import { THIS } from './keys.js';

/** A function of the program as a type: what it declares, without what its body would tell. */
export function functionType(index: FileIndex, f: number): FnType {
  const fn = index.facts.functions[f]!;
  const params = fn.params.map((p, i) => {
    const target = p.target.k === 'pdefault' ? p.target.target : p.target;
    const binding = target.k === 'pvar' ? index.facts.bindings[target.v] : undefined;
    const name = binding?.name ?? `arg${i}`;
    const type = p.type ?? binding?.type ?? fn.doc?.params?.[name];
    const optional = p.optional === true || p.target.k === 'pdefault';
    return { name, ...(type ? { type } : {}), ...(optional ? { optional: true as const } : {}), ...(p.rest ? { rest: true as const } : {}) };
  });
  const ret = fn.ret ?? fn.doc?.returns;
  return { params, ...(ret ? { ret } : {}), ...(fn.typeParams ? { typeParams: fn.typeParams } : {}) };
}

interface ClassAt {
  readonly file: string;
  readonly cls: number;
  readonly index: FileIndex;
  readonly facts: ClassFacts;
  readonly decl: TypeDecl | undefined;
  readonly site: Site | undefined;
  readonly env: TypeEnv | undefined;
}

function classAt(r: Resolver, file: string, cls: number, args: readonly TypeRef[] | undefined): ClassAt | undefined {
  const index = r.names.index(file);
  const facts = index?.facts.classes[cls];
  if (!index || !facts) return undefined;
  const decl = index.classDecls.get(cls);
  const site = decl && r.names.siteOf({ file, decl });
  const params = decl?.typeParams ?? facts.typeParams;
  const env = args && decl ? partEnv({ file, decl }, args) : args && bind(file, params, args);
  return { file, cls, index, facts, decl, site, env };
}

/** The type after `extends`. */
export function superRef(index: FileIndex, cls: ClassFacts, decl: TypeDecl | undefined, env?: TypeEnv): TypeRef | undefined {
  const file = index.facts.file;
  const of = (type: TypeIR): TypeRef => ({ file, type, ...(env ? { env } : {}) });
  const name = cls.superClass && dottedName(index.facts, cls.superClass);
  if (cls.superClass && name !== undefined) {
    const { s, e } = cls.superClass;
    return of({ k: 'ref', name, s, e, ...(cls.superTypeArgs ? { args: cls.superTypeArgs } : {}) });
  }
  return decl?.extends?.[0] && of(decl.extends[0]);
}

function superShape(r: Resolver, at: ClassAt): Shape | undefined {
  if (at.facts.superClass?.k === 'class') return r.classShape(at.file, at.facts.superClass.c);
  const ref = superRef(at.index, at.facts, at.decl, at.env);
  return ref ? r.shape(ref) : at.facts.superClass && UNKNOWN;
}

function ownMember(r: Resolver, at: ClassAt, name: string, isStatic: boolean): Member | undefined {
  const member = at.decl ? listedMember(r, at.file, sideOf(at.decl, isStatic ? 'statics' : 'instances'), name, at.facts.name, at.env) : unlistedMember(r, at, name, isStatic);
  const returns = at.facts.name === '' ? [] : r.labels.ofReturn(at.file, name, at.facts.name);
  return member && { ...member, labels: distinct(member.labels, returns) };
}

/** A member of a class expression, which has no type declaration. */
function unlistedMember(r: Resolver, at: ClassAt, name: string, isStatic: boolean): Member | undefined {
  const own = at.facts.members.filter((m) => m.static === isStatic && m.kind !== 'ctor' && m.kind !== 'static' && 'name' in m.key && m.key.name === name);
  const first = own.find((m) => m.kind !== 'set') ?? own[0];
  if (!first) return isStatic ? undefined : paramProperty(r, at, name);
  const method = first.kind === 'method' ? fnOf(at, first) : undefined;
  const type = first.kind === 'field' ? first.type : accessorType(at, first);
  return {
    name,
    ...(type ? { type: { file: at.file, type, ...(at.env ? { env: at.env } : {}) } } : {}),
    ...(method ? { signatures: [signature(at.file, method, at.env, first.doc)] } : {}),
    labels: own.flatMap((m) => r.labels.ofDoc(m.doc)),
    optional: first.optional === true,
    file: at.file,
    s: first.s,
    e: first.e,
    owner: at.facts.name,
  };
}

function fnOf(at: ClassAt, m: ClassMember): FnType | undefined {
  if (m.f !== undefined) return functionType(at.index, m.f);
  return m.type?.k === 'fn' ? m.type.fn : undefined;
}

function accessorType(at: ClassAt, m: ClassMember): TypeIR | undefined {
  if (m.kind === 'get') return fnOf(at, m)?.ret;
  return m.kind === 'set' ? fnOf(at, m)?.params[0]?.type : undefined;
}

function paramProperty(r: Resolver, at: ClassAt, name: string): Member | undefined {
  const prop = at.facts.paramProps.find((p) => p.name === name);
  const f = at.facts.members.find((m) => m.kind === 'ctor' && m.f !== undefined)?.f;
  const param = prop && f !== undefined ? at.index.facts.functions[f]?.params[prop.param] : undefined;
  if (!prop || f === undefined || !param) return undefined;
  const type = functionType(at.index, f).params[prop.param]?.type;
  return {
    name,
    ...(type ? { type: { file: at.file, type, ...(at.env ? { env: at.env } : {}) } } : {}),
    labels: r.labels.ofDoc(param.doc),
    optional: param.optional === true,
    file: at.file,
    s: param.s,
    e: param.e,
    owner: at.facts.name,
  };
}

/** Shapes that stand beside the class: interfaces that merge with it or that it implements. */
function interfaceMembers(r: Resolver, at: ClassAt, name: string): readonly Member[] {
  const merged = (at.site?.parts ?? []).filter((p) => p.decl.kind === 'interface').flatMap((p) => {
    const env = new Map(at.env);
    if (at.env?.has(THIS)) env.set(THIS, at.env.get(THIS)!);
    return listedMember(r, p.file, sideOf(p.decl, 'instances'), name, at.site!.name, env) ?? [];
  });
  const promised = at.facts.implements.flatMap((type) => r.shape({ file: at.file, type, ...(at.env ? { env: at.env } : {}) }).objects);
  return [...merged, ...promised.filter(hasMembers).flatMap((o) => o.member(name) ?? [])];
}

/** A member of a class, its own or inherited; types and labels that it doesn't declare come from its interfaces and its super class. */
export function classMember(r: Resolver, file: string, cls: number, name: string, isStatic: boolean, args?: readonly TypeRef[], depth = 0): Member | undefined {
  const at = classAt(r, file, cls, args);
  if (!at || depth > 32) return undefined;
  const found: Member[] = [];
  const own = ownMember(r, at, name, isStatic);
  if (own) found.push(own);
  if (isStatic) {
    const base = superClass(r, at);
    const inherited = base && classMember(r, base.file, base.cls, name, true, undefined, depth + 1);
    if (inherited) found.push(inherited);
  } else {
    found.push(...interfaceMembers(r, at, name));
    found.push(...(superShape(r, at)?.objects.filter(hasMembers) ?? []).flatMap((o) => o.member(name) ?? []));
  }
  const labels = at.site ? (r.labels.ofMembers(at.site).get(name) ?? []) : [];
  if (found.length === 0) return undefined;
  const typed = found.find((m) => m.signatures?.some((s) => s.fn.ret)) ?? found.find((m) => m.signatures);
  const merged = found.reduce(mergeMember);
  const signatures = merged.signatures && typed?.signatures;
  return { ...merged, ...(signatures ? { signatures } : {}), optional: found[0]!.optional, labels: distinct(merged.labels, labels) };
}

/** The class of the program that a class extends, by name or in place. */
function superClass(r: Resolver, at: ClassAt): { readonly file: string; readonly cls: number } | undefined {
  if (at.facts.superClass?.k === 'class') return { file: at.file, cls: at.facts.superClass.c };
  const base = superShape(r, at)?.objects.find((o) => o.k === 'class');
  return base?.k === 'class' ? base : undefined;
}

function memberNames(at: ClassAt): readonly string[] {
  const own = at.facts.members.flatMap((m) => (!m.static && m.kind !== 'ctor' && m.kind !== 'static' && 'name' in m.key ? [m.key.name] : []));
  const merged = (at.site?.parts ?? []).flatMap((p) => instanceNames(sideOf(p.decl, 'instances')));
  return [...own, ...at.facts.paramProps.map((p) => p.name), ...merged].filter((n) => n !== 'constructor');
}

export function classShape(r: Resolver, file: string, cls: number, args: readonly TypeRef[] = []): Shape {
  const at = classAt(r, file, cls, args);
  if (!at) return UNKNOWN;
  const base = superShape(r, at);
  const inherited = base?.objects ?? [];
  const names = (): ReadonlySet<string> => new Set([...memberNames(at), ...inherited.filter(hasMembers).flatMap((o) => o.members().map((m) => m.name))]);
  const self: ObjectShape = {
    k: 'class',
    file,
    cls,
    id: siteKey(r, at.site ?? { id: `${file}#class@${at.facts.s}` }, args),
    name: at.facts.name,
    ...lookedUp(names, (name) => classMember(r, file, cls, name, false, args)),
  };
  const own = at.site ? r.labels.ofType(at.site) : r.labels.ofDoc(at.facts.doc);
  const promised = at.facts.implements.flatMap((type) => r.shape({ file, type, ...(at.env ? { env: at.env } : {}) }).labels);
  return {
    kinds: 0,
    labels: [base?.labels ?? [], promised].reduce(distinct, own),
    objects: [self, ...inherited.filter((o) => !hasMembers(o) && o.k !== 'function')],
    unknown: base?.unknown ?? false,
  };
}
