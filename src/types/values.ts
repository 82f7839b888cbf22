import type { Expr, TypeDecl, TypeIR, TypeMember } from '../facts/ir.js';
import { functionType } from './classes.js';
import { ofObject, UNKNOWN, withLabels } from './combine.js';
import { dottedName } from './file-index.js';
import type { FileIndex } from './file-index.js';
import type { ValueSite } from './names.js';
import { signature } from './resolver.js';
import type { Resolver } from './resolver.js';
import type { DeclaredValue, Member, ObjectShape, Shape, Signature } from './shape.js';

/** What a value's declaration says of it, without running anything. */
export function declaredValue(r: Resolver, site: ValueSite): DeclaredValue {
  if (site.k === 'ambient') return ambientValue(r, site);
  const index = r.names.index(site.file)!;
  if (site.k === 'module') return { file: site.file, name: site.name, s: 0, e: 0, labels: [], returns: [] };
  const binding = index.facts.bindings[site.v]!;
  const base = { file: site.file, name: site.name, s: binding.s, e: binding.e };
  const init = index.init(site.v);
  const f = index.functionOf(site.v);
  const cls = classOf(index, site.v, init);
  const doc = r.labels.ofDoc(binding.doc);
  if (cls !== undefined) return { ...base, labels: [], returns: [], cls: { file: site.file, cls } };
  const type = binding.type ?? binding.doc?.type;
  if (f !== undefined && !type) {
    const fn = index.facts.functions[f]!;
    const overloads = index.ambient.get(binding.name)?.flatMap((o) => (o.type?.k === 'fn' ? [signature(site.file, o.type.fn, undefined, o.doc)] : [])) ?? [];
    const signatures = overloads.length > 0 ? overloads : [signature(site.file, functionType(index, f), undefined, fn.doc)];
    const declared = [...doc, ...r.labels.ofDoc(fn.doc), ...r.labels.ofReturn(site.file, binding.name)];
    return { ...base, signatures, labels: [], returns: [...new Set(declared)] };
  }
  const written = type ?? (init && exprType(index, init));
  const returns = r.labels.ofReturn(site.file, binding.name);
  return { ...base, ...(written ? { type: { file: site.file, type: written } } : {}), labels: doc, returns };
}

/** What a value that another file imports is declared to be: of a class without a body, its constructor too. */
export function importedValue(r: Resolver, site: ValueSite): DeclaredValue {
  const value = declaredValue(r, site);
  const { file, name, s, e } = value;
  return !value.type && !value.cls && bodiless(r, site) ? { ...value, type: { file, type: { k: 'typeof', name, s, e } } } : value;
}

/** The declaration of a class without a body. */
function bodiless(r: Resolver, { file, name }: ValueSite): TypeDecl | undefined {
  return r.names.index(file)?.types.get(name)?.find((d) => d.kind === 'class' && d.cls === undefined);
}

function ambientValue(r: Resolver, site: Extract<ValueSite, { k: 'ambient' }>): DeclaredValue {
  const first = site.values[0]!;
  const callable = site.values.some((v) => v.type?.k === 'fn');
  const tagged = site.values.flatMap((v) => r.labels.ofDoc(v.doc));
  const named = [...site.via.map((v) => v.name), site.name].flatMap((name) => r.labels.ofReturn(site.file, name));
  const returns = [...new Set(callable ? [...named, ...tagged] : named)];
  const signatures = site.values.flatMap((v): Signature[] => {
    if (v.type?.k !== 'fn') return [];
    return [signature(site.file, v.type.fn, undefined, returns.length > 0 ? { s: v.s, e: v.e, ...v.doc, data: returns } : v.doc)];
  });
  return {
    file: site.file,
    name: site.name,
    s: first.s,
    e: first.e,
    ...(callable ? { signatures } : first.type ? { type: { file: site.file, type: first.type } } : {}),
    labels: callable ? [] : tagged,
    returns,
  };
}

function classOf(index: FileIndex, v: number, init: Expr | undefined): number | undefined {
  if (init?.k === 'class') return init.c;
  const found = index.facts.classes.findIndex((c) => c.v === v);
  return found < 0 ? undefined : found;
}

/** The type as which a value serves in `typeof x`. */
export function valueShape(r: Resolver, site: ValueSite): Shape {
  if (site.k === 'module') return moduleShape(r, site.file);
  const value = r.value(site);
  if (value.cls) return constructorShape(r, value.cls.file, value.cls.cls);
  if (value.signatures) return ofObject({ k: 'function', signatures: value.signatures });
  const own = bodiless(r, site);
  if (own && !value.type) return declaredConstructor(r, { file: site.file, decl: own });
  return value.type ? withLabels(r.shape(value.type), value.labels) : withLabels(UNKNOWN, value.labels);
}

function constructorShape(r: Resolver, file: string, cls: number): Shape {
  const index = r.names.index(file)!;
  const facts = index.facts.classes[cls]!;
  const ctor = facts.members.find((m) => m.kind === 'ctor' && m.f !== undefined)?.f;
  const params = ctor === undefined ? [] : functionType(index, ctor).params;
  const { s, e } = facts;
  const ret: TypeIR = { k: 'this', s, e };
  const statics: ObjectShape = {
    k: 'object',
    id: `typeof ${file}#class@${s}`,
    name: facts.name,
    member: (name) => r.classMember(file, cls, name, true),
    members: () => facts.members.flatMap((m) => (m.static && 'name' in m.key ? (r.classMember(file, cls, m.key.name, true) ?? []) : [])),
  };
  return ofObject({ k: 'function', construct: true, signatures: [{ file, fn: { params, ret } }] }, statics);
}

/** `typeof C` of a class declared without a body. */
function declaredConstructor(r: Resolver, part: Parameters<Resolver['names']['siteOf']>[0]): Shape {
  const { file, decl } = part;
  const ret: TypeIR = { k: 'ref', name: decl.name, s: decl.s, e: decl.e };
  const listed = (decl.members ?? []).filter((m) => m.static);
  const constructs = (decl.members ?? []).filter((m) => (m.kind === 'construct' || m.name === 'constructor') && m.fn);
  const signatures = constructs.length > 0 ? constructs.map((m) => ({ file, fn: { ...m.fn!, ret } })) : [{ file, fn: { params: [], ret } }];
  const statics: TypeIR = { k: 'object', s: decl.s, e: decl.e, members: listed };
  const objects = listed.length > 0 ? r.shape({ file, type: statics }).objects : [];
  return ofObject({ k: 'function', construct: true, signatures }, ...objects);
}

/** The namespace object of a module: its exports by name. */
function moduleShape(r: Resolver, file: string): Shape {
  const names = (): readonly string[] => r.names.index(file)?.facts.exports.flatMap((e) => (e.k !== 'all' && !e.typeOnly ? [e.name] : [])) ?? [];
  const member = (name: string): Member | undefined => {
    const site = r.names.exportedValue(file, name);
    if (!site) return undefined;
    const { type, signatures, labels, returns, s, e } = r.value(site);
    return { name, ...(type ? { type } : {}), ...(signatures ? { signatures } : {}), labels: signatures ? returns : labels, optional: false, file: site.file, s, e, owner: '' };
  };
  return ofObject({ k: 'object', id: `module ${file}`, name: '', member, members: () => names().flatMap((n) => member(n) ?? []) });
}

/** The declared type of an expression that needs no inference; undefined for others. */
function exprType(index: FileIndex, expr: Expr): TypeIR | undefined {
  const { s, e } = expr;
  const list = (exprs: readonly (Expr | { readonly k: 'spread' } | null)[]): TypeIR[] => exprs.map((x) => (x && x.k !== 'spread' ? exprType(index, x) : undefined) ?? { k: 'other', s, e });
  switch (expr.k) {
    case 'const':
      return { k: 'lit', value: expr.value, s, e };
    case 'template':
      return { k: 'prim', name: 'string', s, e };
    case 'func':
      return { k: 'fn', fn: functionType(index, expr.f), s, e };
    case 'array':
      return expr.elems.some((x) => x?.k === 'spread') ? { k: 'array', type: { k: 'union', types: list(expr.elems), s, e }, s, e } : { k: 'tuple', types: list(expr.elems), s, e };
    case 'object': {
      if (expr.props.some((p) => p.kind === 'spread')) return undefined;
      const members = expr.props.flatMap((p): TypeMember[] => {
        if (p.kind !== 'init' || !('name' in p.key)) return [];
        const type = exprType(index, p.value);
        return [{ kind: 'prop', name: p.key.name, s: p.s, e: p.e, ...(type ? { type } : {}) }];
      });
      return { k: 'object', members, s, e };
    }
    case 'new': {
      const name = dottedName(index.facts, expr.callee);
      return name === undefined ? undefined : { k: 'ref', name, s, e, ...(expr.typeArgs ? { args: expr.typeArgs } : {}) };
    }
    case 'cast':
      return expr.kind === 'as' && expr.type ? expr.type : exprType(index, expr.expr);
    case 'var':
    case 'member': {
      const name = dottedName(index.facts, expr);
      return name === undefined ? undefined : { k: 'typeof', name, s, e };
    }
    default:
      return undefined;
  }
}

