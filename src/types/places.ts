import type { TypeDecl, TypeIR, TypeMember } from '../facts/ir.js';
import { classMember, functionType } from './classes.js';
import { distinct } from './combine.js';
import { endOf } from './file-index.js';
import type { FileIndex } from './file-index.js';
import { partEnv } from './resolver.js';
import type { Resolver } from './resolver.js';
import { eachMember } from './scan.js';
import type { PlaceLabels, Shape, TypeEnv } from './shape.js';

interface At {
  readonly file: string;
  readonly s: number;
  readonly e: number;
}
const NONE: PlaceLabels = { value: [], returns: [], describes: [] };
type Found = Pick<PlaceLabels, 'value' | 'returns'>;
const holds = (x: { readonly s: number; readonly e: number }, at: At): boolean => x.s <= at.s && at.s < x.e;

/** Labels of the innermost declaration at a place: a member, a parameter or variable, a function, a class, a type. */
export function labelsAt(r: Resolver, at: At): PlaceLabels {
  const index = r.names.index(at.file);
  if (!index) return NONE;
  const declared = inTypes(r, index, at) ?? ofValue(r, index, at) ?? inClasses(r, index, at);
  const described = declared ? undefined : r.schemas.entries(at.file).get(at.s)?.labels;
  return { ...NONE, ...declared, ...(described && { describes: described }) };
}

function labelsOf(r: Resolver, file: string, type: TypeIR | undefined, env?: TypeEnv): Shape['labels'] {
  return type ? r.shape({ file, type, ...(env ? { env } : {}) }).labels : [];
}

function inTypes(r: Resolver, index: FileIndex, at: At): Found | undefined {
  const { file } = at;
  for (const decl of index.facts.types) {
    if (at.s < Math.min(decl.s, decl.doc?.s ?? decl.s) || at.s >= endOf(decl)) continue;
    const site = r.names.siteOf({ file, decl });
    const env = partEnv({ file, decl }, []);
    const member = innermost(membersIn(decl), at);
    if (member && decl.kind !== 'enum') {
      const named = r.labels.ofMembers(site).get(member.name) ?? [];
      const inherited = decl.cls === undefined ? [] : (classMember(r, file, decl.cls, member.name, member.static === true)?.labels ?? []);
      const declared = [named, inherited].reduce(distinct, r.labels.ofMember(file, member));
      return memberLabels(r, file, member, declared, env);
    }
    if (holds(decl, at)) return { value: r.siteShape(site, []).labels, returns: [] };
  }
  const members: TypeMember[] = [];
  const types = [...index.facts.bindings.map((b) => b.type), ...index.facts.ambient.map((a) => a.type), ...index.facts.functions.flatMap((f) => [f.ret, ...f.params.map((p) => p.type)])];
  for (const type of types) if (type && type.s <= at.s && at.s < endOf(type)) members.push(...membersIn(type));
  const member = innermost(members, at);
  return member && memberLabels(r, file, member, r.labels.ofMember(file, member), undefined);
}

function memberLabels(r: Resolver, file: string, m: TypeMember, declared: readonly string[], env: TypeEnv | undefined): Found {
  if (m.kind === 'method' || m.fn) return { value: [], returns: distinct(declared, labelsOf(r, file, m.fn?.ret, env)) };
  return { value: distinct(declared, labelsOf(r, file, m.type, env)), returns: m.type?.k === 'fn' ? labelsOf(r, file, m.type.fn.ret, env) : [] };
}

function membersIn(type: TypeIR | TypeDecl): readonly TypeMember[] {
  const found: TypeMember[] = [];
  eachMember(type, (m) => found.push(m));
  return found;
}

function innermost(members: readonly TypeMember[], at: At): TypeMember | undefined {
  return members.filter((m) => m.name !== '' && holds(m, at)).sort((a, b) => a.e - a.s - (b.e - b.s))[0];
}

function ofValue(r: Resolver, index: FileIndex, at: At): Found | undefined {
  const { file } = at;
  const ambient = index.facts.ambient.find((a) => holds(a, at));
  if (ambient) {
    const value = r.value({ k: 'ambient', file, name: ambient.name, via: [], values: [ambient] });
    const result = ambient.type?.k === 'fn' ? labelsOf(r, file, ambient.type.fn.ret) : [];
    return { value: distinct(value.labels, ambient.type?.k === 'fn' ? [] : labelsOf(r, file, ambient.type)), returns: distinct(value.returns, result) };
  }
  const v = index.facts.bindings.findIndex((b) => b.kind !== 'import' && holds(b, at));
  if (v >= 0) {
    const binding = index.facts.bindings[v]!;
    const value = r.value({ k: 'binding', file, name: binding.name, via: [], v });
    const results = (value.signatures ?? []).flatMap((s) => labelsOf(r, s.file, s.fn.ret, s.env));
    return { value: distinct(value.labels, value.type ? r.shape(value.type).labels : []), returns: distinct(value.returns, results) };
  }
  const f = index.facts.functions.findIndex((fn) => fn.kind !== 'field' && fn.kind !== 'module' && (at.s === fn.ns || at.s === fn.s));
  const fn = index.facts.functions[f];
  if (!fn || fn.cls !== undefined) return undefined;
  return { value: [], returns: [...new Set([...r.labels.ofDoc(fn.doc), ...r.labels.ofReturn(file, fn.name), ...labelsOf(r, file, functionType(index, f).ret)])] };
}

/** Members of class expressions, which have no type declaration. */
function inClasses(r: Resolver, index: FileIndex, at: At): Found | undefined {
  const cls = index.facts.classes.findLastIndex((c) => holds(c, at));
  const member = index.facts.classes[cls]?.members.find((m) => holds(m, at));
  if (!member || !('name' in member.key)) return undefined;
  const found = classMember(r, at.file, cls, member.key.name, member.static);
  if (!found) return undefined;
  if (!found.signatures) return { value: distinct(found.labels, found.type ? r.shape(found.type).labels : []), returns: [] };
  return { value: [], returns: [...new Set([...found.labels, ...found.signatures.flatMap((s) => labelsOf(r, s.file, s.fn.ret, s.env))])] };
}
