import type { TypeIR } from '../facts/ir.js';
import { ALL_KINDS, ofObject, union, UNKNOWN } from './combine.js';
import { close, freeNames } from './keys.js';
import { hasMembers } from './members.js';
import { OTHER } from './resolver.js';
import type { Resolver } from './resolver.js';
import type { Member, Shape, TypeRef } from './shape.js';
import { keyNames, signaturesOf } from './utility.js';

/** `{ [K in over]: type }` */
export function mapped(r: Resolver, ref: TypeRef): Shape {
  const { type, file, env } = ref;
  if (type.k !== 'mapped') return UNKNOWN;
  const value = type.type ?? OTHER;
  const under = (name: string): TypeRef => {
    const key: TypeIR = { k: 'lit', value: name, s: type.s, e: type.e };
    return { file, type: value, env: new Map(env).set(type.param, { file, type: key }) };
  };
  const id = `{${r.keys.of(ref)}}`;
  const of = type.over.k === 'keyof' ? r.shape(close({ file, type: type.over.type, ...(env ? { env } : {}) })) : undefined;
  const elements = of?.objects.filter((o) => o.k === 'array' || o.k === 'tuple') ?? [];
  if (of && elements.length > 0 && elements.length === of.objects.length) return of;
  const names = keyNames(r.shape({ file, type: type.over, ...(env ? { env } : {}) }));
  const keeps = freeNames(value).has(type.param);
  const sources = of?.objects.filter(hasMembers) ?? [];
  const build = (key: string, name: string): Member => {
    const source = sources.map((o) => o.member(key)).find((m) => m);
    const at = source ?? { file, s: type.s, e: type.e, owner: '', optional: false };
    return { name, type: under(key), labels: keeps ? (source?.labels ?? []) : [], optional: at.optional, file: at.file, s: at.s, e: at.e, owner: at.owner };
  };
  // Neither which names there are nor what they were before is known: any of what is mapped would be under each.
  if (!names && type.as && keeps) return UNKNOWN;
  const renamed = (name: string): readonly string[] | undefined => (type.as ? keyNames(r.shape(close({ ...under(name), type: type.as }))) : [name]);
  const pairs = names?.map((n) => [n, renamed(n)] as const);
  if (!pairs?.every(([, to]) => to !== undefined)) {
    const index = { file, type: value, env: new Map(env).set(type.param, { file, type: { k: 'prim', name: 'string', s: type.s, e: type.e } as const }) };
    const open = ofObject({ k: 'object', id, name: '', member: () => undefined, members: () => [], index });
    return type.as || of?.unknown ? { ...open, unknown: true } : open;
  }
  const once = new Map(pairs.flatMap(([key, to]) => to!.map((name) => [name, build(key, name)] as const)));
  return ofObject({ k: 'object', id, name: sources[0]?.name ?? '', member: (n) => once.get(n), members: () => [...once.values()] });
}

type Answer = 'yes' | 'no' | 'maybe';

/** `check extends ext ? yes : no`: the branch taken where declarations decide it, else both. */
export function conditional(r: Resolver, ref: TypeRef): Shape {
  const { type, file, env } = ref;
  if (type.k !== 'cond') return UNKNOWN;
  const checked = close({ file, type: type.check, ...(env ? { env } : {}) });
  const inferred = new Map<string, TypeRef>();
  const answer = matches(r, checked, { file, type: type.ext, ...(env ? { env } : {}) }, inferred);
  const inner = new Map(env);
  for (const name of inferable(type.ext)) inner.set(name, inferred.get(name) ?? { file, type: OTHER });
  const branches: Shape[] = [];
  if (answer !== 'no') branches.push(r.shape(close({ file, type: type.yes, env: inner })));
  if (answer !== 'yes') branches.push(r.shape(close({ file, type: type.no, ...(env ? { env } : {}) })));
  return union(branches);
}

function inferable(type: TypeIR, found = new Set<string>()): ReadonlySet<string> {
  if (type.k === 'infer') found.add(type.name);
  for (const value of Object.values(type) as unknown[]) {
    for (const part of Array.isArray(value) ? (value as unknown[]) : [value]) {
      if (part !== null && typeof part === 'object') inferable(part as TypeIR, found);
    }
  }
  return found;
}

/** Compares heads only; `infer` names met on the way are bound. */
function matches(r: Resolver, checked: TypeRef, ext: TypeRef, inferred: Map<string, TypeRef>): Answer {
  const { type } = ext;
  if (type.k === 'infer') {
    inferred.set(type.name, checked);
    return 'yes';
  }
  const shape = r.shape(checked);
  const inner = (part: TypeIR): TypeRef => ({ file: ext.file, type: part, ...(ext.env ? { env: ext.env } : {}) });
  const into = (parts: readonly { readonly elem: TypeRef | undefined }[], pattern: TypeIR | undefined): Answer => {
    for (const { elem } of parts) if (elem && pattern) matches(r, elem, inner(pattern), inferred);
    return decided(shape, parts.length);
  };
  if (type.k === 'ref' && (type.name === 'Promise' || type.name === 'PromiseLike')) {
    return into(shape.objects.flatMap((o) => (o.k === 'promise' ? [o] : [])), type.args?.[0]);
  }
  if (type.k === 'array' || (type.k === 'ref' && (type.name === 'Array' || type.name === 'ReadonlyArray'))) {
    const arrays = shape.objects.flatMap((o): { readonly elem: TypeRef | undefined }[] => (o.k === 'array' ? [o] : o.k === 'tuple' ? o.elems.map((elem) => ({ elem })) : []));
    const holders = shape.objects.filter((o) => o.k === 'array' || o.k === 'tuple').length;
    into(arrays, 'type' in type ? type.type : type.args?.[0]);
    return decided(shape, holders);
  }
  if (type.k === 'fn') {
    const signatures = signaturesOf(shape, false);
    const ret = type.fn.ret;
    for (const s of signatures) {
      if (ret?.k === 'infer' && s.fn.ret) inferred.set(ret.name, close({ file: s.file, type: s.fn.ret, ...(s.env ? { env: s.env } : {}) }));
      else if (ret && s.fn.ret) matches(r, { file: s.file, type: s.fn.ret, ...(s.env ? { env: s.env } : {}) }, inner(ret), inferred);
      type.fn.params.forEach((p, i) => {
        const given = s.fn.params[i]?.type;
        if (p.type && given && !p.rest) matches(r, { file: s.file, type: given, ...(s.env ? { env: s.env } : {}) }, inner(p.type), inferred);
      });
    }
    return decided(shape, signatures.length > 0 ? shape.objects.length : 0);
  }
  if (inferable(type).size > 0) return inside(r, shape, ext, inferred);
  return heads(shape, r.shape(ext));
}

/** Object patterns: `{ data: infer D }`. */
function inside(r: Resolver, shape: Shape, ext: TypeRef, inferred: Map<string, TypeRef>): Answer {
  if (ext.type.k === 'object') {
    for (const m of ext.type.members) {
      const known = shape.objects.filter(hasMembers).map((o) => o.member(m.name)).find((x) => x?.type);
      if (known?.type && m.type) matches(r, known.type, { file: ext.file, type: m.type, ...(ext.env ? { env: ext.env } : {}) }, inferred);
    }
  }
  return 'maybe';
}

/** `held` of the object constituents match the pattern. */
function decided(shape: Shape, held: number): Answer {
  if (shape.unknown) return 'maybe';
  if (held === 0) return 'no';
  return held === shape.objects.length && shape.kinds === 0 ? 'yes' : 'maybe';
}

function heads(a: Shape, b: Shape): Answer {
  if (a.unknown || b.unknown) return 'maybe';
  if (a.objects.length > 0 || b.objects.length > 0) {
    const held = a.objects.filter((o) => b.objects.some((x) => x.k === o.k && 'id' in x && 'id' in o && x.id === o.id));
    if (held.length === a.objects.length && a.objects.length > 0 && (a.kinds & ~b.kinds) === 0) return 'yes';
    return a.objects.length === 0 && b.kinds === 0 && a.kinds !== 0 ? 'no' : b.objects.length === 0 && a.kinds === 0 ? 'no' : 'maybe';
  }
  if ((a.kinds & b.kinds) === 0) return a.kinds === 0 ? 'maybe' : 'no';
  if (b.literals) return a.literals?.every((l) => b.literals!.includes(l)) ? 'yes' : a.literals && !a.literals.some((l) => b.literals!.includes(l)) ? 'no' : 'maybe';
  return (a.kinds & ~b.kinds & ALL_KINDS) === 0 ? 'yes' : 'maybe';
}
