import type { TypeIR } from '../facts/ir.js';
import { Bounds } from './bounds.js';
import { BUILTINS } from './builtins.js';
import { intersection, NEVER, ofKinds, ofLiteral, ofObject, union, UNKNOWN, withKinds, withLabels } from './combine.js';
import { createCanonical } from './canonical.js';
import { close, rest, THIS } from './keys.js';
import { declaredShape, literalShape, siteKey, withMemberLabels } from './members.js';
import type { Site, TypeName, Via } from './names.js';
import { conditional, mapped } from './operators.js';
import { template } from './texts.js';
import { partEnv, signature } from './resolver.js';
import type { Resolver } from './resolver.js';
import type { Shape, TypeRef } from './shape.js';
import { Kind } from './shape.js';
import { indexed, keysOf } from './utility.js';

const PRIMITIVES: Readonly<Record<string, number>> = {
  string: Kind.string, number: Kind.number, boolean: Kind.boolean, bigint: Kind.bigint, symbol: Kind.symbol,
  'unique symbol': Kind.symbol, undefined: Kind.undefined, void: Kind.undefined, null: Kind.null, intrinsic: Kind.string,
};

/** Resolves a type to its head; memoised, and cut where an alias leads back to itself. */
export function createShapes(r: Resolver): Pick<Resolver, 'shape' | 'siteShape'> {
  const known = new Map<string, Shape>();
  const running = new Set<string>();
  const canonical = createCanonical(r.keys);
  /** What is resolved before its time, while something is. */
  let ahead: string[] | undefined;
  let cuts = 0;

  function shape(given: TypeRef): Shape {
    const ref = close(given);
    const key = r.keys.of(ref);
    const memo = known.get(key);
    if (memo) return memo;
    if (running.has(key) || running.size >= Bounds.shapeDepth) {
      cuts++;
      return UNKNOWN;
    }
    running.add(key);
    const found = resolve(ref);
    running.delete(key);
    known.set(key, found);
    ahead?.push(key);
    return found;
  }

  /** Of an argument, which is looked at before its time: what leads back to what is being resolved is left for then. */
  function early(ref: TypeRef): Shape | undefined {
    const outer = ahead;
    const own: string[] = [];
    const cutsBefore = cuts;
    ahead = own;
    const found = shape(ref);
    ahead = outer;
    if (cuts !== cutsBefore) {
      for (const key of own) known.delete(key);
      return undefined;
    }
    outer?.push(...own);
    return found;
  }

  function resolve(ref: TypeRef): Shape {
    const { type, file, env } = ref;
    const part = (t: TypeIR): TypeRef => close({ file, type: t, ...(env ? { env } : {}) });
    switch (type.k) {
      case 'ref':
        return reference(ref, type.name, (type.args ?? []).map((t) => canonical(part(t), early)));
      case 'union':
        return union([NEVER, ...type.types.map((t) => shape(part(t)))]);
      case 'inter':
        return intersection(type.types.map((t) => shape(part(t))));
      case 'tuple': {
        const last = type.types.find((t) => t.k === 'rest');
        const spread = last?.k === 'rest' ? (last.type.k === 'array' ? last.type.type : last.type.k === 'ref' ? last.type.args?.[0] : undefined) : undefined;
        const elems = type.types.flatMap((t) => (t.k === 'rest' ? [] : [part(t)]));
        return ofObject({ k: 'tuple', elems, ...(spread ? { rest: part(spread) } : {}) });
      }
      case 'array':
        return ofObject({ k: 'array', elem: part(type.type) });
      case 'rest':
        return shape(part(type.type));
      case 'optional':
        return withKinds(shape(part(type.type)), Kind.undefined);
      case 'keyof':
        return keysOf(shape(part(type.type)));
      case 'object':
        return literalShape(r, ref);
      case 'fn':
        return ofObject({ k: 'function', signatures: [signature(file, type.fn, env)] });
      case 'prim':
        if (type.name === 'never') return NEVER;
        return PRIMITIVES[type.name] === undefined ? UNKNOWN : ofKinds(PRIMITIVES[type.name]!);
      case 'lit':
        return ofLiteral(type.value);
      case 'template':
        return template(type.quasis, type.types.map((t) => shape(part(t))));
      case 'typeof':
        return typeQuery(ref, type.name);
      case 'indexed':
        return indexed(r, shape(part(type.obj)), shape(part(type.index)));
      case 'import':
        return imported(ref, type.source, type.name, type.isTypeof === true, (type.args ?? []).map(part));
      case 'cond':
        return conditional(r, ref);
      case 'mapped':
        return mapped(r, ref);
      case 'infer':
        return env?.has(type.name) ? shape(env.get(type.name)!) : UNKNOWN;
      case 'predicate':
        return ofKinds(Kind.boolean | Kind.undefined);
      case 'this':
        return thisShape(ref);
      default:
        return UNKNOWN;
    }
  }

  function reference(ref: TypeRef, name: string, args: readonly TypeRef[]): Shape {
    const bound = ref.env?.get(name);
    if (bound) return shape(bound);
    return named(ref, name, r.names.type(ref.file, name, ref.type.s), args, true);
  }

  function named(ref: TypeRef, name: string, found: TypeName, args: readonly TypeRef[], local: boolean): Shape {
    if (found.k === 'site') return siteShape(found.site, args);
    if (found.k === 'param') {
      const constraint = found.constraint ? shape({ file: ref.file, type: found.constraint }) : UNKNOWN;
      return constraint.unknown ? constraint : { ...constraint, unknown: true };
    }
    const builtin = found.via.length === 0 ? BUILTINS.get(name.replace(/^globalThis\./, '')) : undefined;
    if (builtin) return builtin(r, args, ref);
    return (local ? valueType(ref, name, args) : undefined) ?? unresolved(name, found.via);
  }

  /** Classes held by variables, constructor functions and enum members serve as types too. */
  function valueType(ref: TypeRef, name: string, args: readonly TypeRef[]): Shape | undefined {
    const site = r.names.value(ref.file, name, ref.type.s);
    const cls = site && site.k !== 'module' ? r.value(site).cls : undefined;
    if (cls) return r.classShape(cls.file, cls.cls, args);
    const end = name.lastIndexOf('.');
    if (end < 0) return undefined;
    const outer = r.names.type(ref.file, name.slice(0, end), ref.type.s);
    if (outer.k !== 'site' || outer.site.parts[0]!.decl.kind !== 'enum') return undefined;
    return withLabels(enumShape(outer.site, name.slice(end + 1)), r.labels.ofType(outer.site));
  }

  function unresolved(name: string, via: readonly Via[]): Shape {
    const shape = withLabels(UNKNOWN, r.labels.ofName(name, via));
    const members = r.labels.ofMembers({ name, via });
    return withMemberLabels(shape, members, { id: name, name, file: '' });
  }

  function siteShape(site: Site, args: readonly TypeRef[]): Shape {
    const { parts } = site;
    const alias = parts.find((p) => p.decl.kind === 'alias');
    const cls = parts.find((p) => p.decl.kind === 'class' && p.decl.cls !== undefined && r.names.index(p.file)?.facts.declaration === false);
    const labels = r.labels.ofType(site);
    if (alias) {
      const env = partEnv(alias, args);
      const type = alias.decl.type ?? { k: 'other', s: alias.decl.s, e: alias.decl.e };
      const ref: TypeRef = { file: alias.file, type, env };
      const stands = type.k === 'object' ? literalShape(r, close(ref), site.name, siteKey(r, site, args)) : shape(ref);
      return withMemberLabels(withLabels(stands, labels), r.labels.ofMembers(site), { id: site.id, name: site.name, file: alias.file });
    }
    if (cls) return withLabels(r.classShape(cls.file, cls.decl.cls!, args), labels);
    if (parts.every((p) => p.decl.kind === 'enum')) return withLabels(enumShape(site), labels);
    const declared = declaredShape(r, site, args);
    return declared.unknown ? withMemberLabels(declared, r.labels.ofMembers(site), { id: site.id, name: site.name, file: parts[0]!.file }) : declared;
  }

  function imported(ref: TypeRef, source: string, name: string, isTypeof: boolean, args: readonly TypeRef[]): Shape {
    if (!isTypeof) return named(ref, name, r.names.importedType(ref.file, source, name), args, false);
    const value = r.names.importedValue(ref.file, source, name);
    return value ? r.valueShape(value) : UNKNOWN;
  }

  /** `typeof a.b.c` */
  function typeQuery(ref: TypeRef, name: string): Shape {
    for (let end = name.length; end > 0; end = name.lastIndexOf('.', end - 1)) {
      const site = r.names.value(ref.file, name.slice(0, end), ref.type.s);
      const path = rest(`.${name.slice(end)}`.replace(/^\.\./, '.'));
      if (!site || (site.k === 'module' && path !== '')) continue;
      return path.split('.').filter((p) => p !== '').reduce((of, key) => indexed(r, of, ofLiteral(key)), r.valueShape(site));
    }
    return UNKNOWN;
  }

  /** `this` where no declaration binds it: the class or declaration around it. */
  function thisShape(ref: TypeRef): Shape {
    const bound = ref.env?.get(THIS);
    if (bound) return shape(bound);
    const facts = r.names.index(ref.file)?.facts;
    const holds = (x: { s: number; e: number }): boolean => x.s <= ref.type.s && ref.type.s < x.e;
    const cls = facts?.classes.findLastIndex(holds) ?? -1;
    return cls >= 0 ? r.classShape(ref.file, cls) : UNKNOWN;
  }

  return { shape, siteShape };
}

/** The values of an enum's members, or of one of them. */
function enumShape(site: Site, only?: string): Shape {
  const members = site.parts.flatMap((p) => p.decl.members ?? []).filter((m) => only === undefined || m.name === only);
  const shapes = members.map((m) => (m.type?.k === 'lit' ? ofLiteral(m.type.value) : ofKinds(Kind.string | Kind.number)));
  return shapes.length === 0 ? ofKinds(Kind.string | Kind.number) : union(shapes);
}
