import type { AmbientValue, Binding, ExportFact, Expr, FileFacts, FunctionFacts, ImportFact, Stmt, TypeDecl, TypeIR, TypeParam } from '../facts/ir.js';
import type { Linker } from '../facts/link.js';
import { join } from './keys.js';

/** A type parameter and the extent in which its name means it. */
export interface ScopedParam {
  readonly s: number;
  readonly e: number;
  readonly param: TypeParam;
}

/** What a file, or one `declare module` in it, exports. */
export interface ExportTable {
  /** By exported name; `export = f` has the name `=`. */
  readonly named: ReadonlyMap<string, readonly Named[]>;
  /** Sources of `export * from`. */
  readonly all: readonly string[];
}

type Named = Exclude<ExportFact, { readonly k: 'all' }>;

/** Name tables of one file. */
export interface FileIndex {
  readonly facts: FileFacts;
  readonly types: ReadonlyMap<string, readonly TypeDecl[]>;
  readonly ambient: ReadonlyMap<string, readonly AmbientValue[]>;
  /** By local name; `const { a: b } = require('x')` counts. */
  readonly imports: ReadonlyMap<string, Pick<ImportFact, 'source' | 'imported'>>;
  readonly bindings: ReadonlyMap<string, readonly { readonly v: number; readonly binding: Binding }[]>;
  readonly typeParams: ReadonlyMap<string, readonly ScopedParam[]>;
  /** By the name of the `declare module` that they stand in; undefined: the file's own. */
  readonly exports: ReadonlyMap<string | undefined, ExportTable>;
  /** Names of the file's `declare module`s. */
  readonly modules: readonly string[];
  /** `a.b` of `export = a.b` with a value. */
  readonly assigned: string | undefined;
  /** Classes' declarations by index into {@link FileFacts.classes}. */
  readonly classDecls: ReadonlyMap<number, TypeDecl>;
  /** Initial value of a binding declared with `const`, `let` or `var`, at the top of the module or of a function. */
  init(v: number): Expr | undefined;
  /** Function declared under a binding. */
  functionOf(v: number): number | undefined;
  /** Dotted names of the namespaces that hold the offset, innermost first. */
  namespacesAt(offset: number): readonly string[];
}

export function createFileIndexes(linker: Linker): (file: string) => FileIndex | undefined {
  const known = new Map<string, FileIndex | undefined>();
  return (file) => {
    if (!known.has(file)) {
      const facts = linker.facts(file);
      known.set(file, facts && indexFile(facts));
    }
    return known.get(file);
  };
}

function push<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}

function indexFile(facts: FileFacts): FileIndex {
  const types = new Map<string, TypeDecl[]>();
  const ambient = new Map<string, AmbientValue[]>();
  const bindings = new Map<string, { v: number; binding: Binding }[]>();
  const typeParams = new Map<string, ScopedParam[]>();
  const classDecls = new Map<number, TypeDecl>();
  const namespaces: { name: string; s: number; e: number }[] = [];
  const scoped = (at: { s: number; e: number }, params: readonly TypeParam[] | undefined): void => {
    for (const param of params ?? []) push(typeParams, param.name, { s: at.s, e: at.e, param });
  };
  for (const decl of facts.types) {
    push(types, decl.name, decl);
    const at = { s: decl.s, e: endOf(decl) };
    scoped(at, decl.typeParams);
    for (const m of decl.members ?? []) scoped(m, m.fn?.typeParams);
    if (decl.cls !== undefined) classDecls.set(decl.cls, decl);
    addNamespace(decl.name, at);
  }
  for (const value of facts.ambient) {
    push(ambient, value.name, value);
    const at = { s: value.s, e: Math.max(value.e, value.type ? endOf(value.type) : 0) };
    if (value.type?.k === 'fn') scoped(at, value.type.fn.typeParams);
    addNamespace(value.name, at);
  }
  facts.bindings.forEach((binding, v) => push(bindings, binding.name, { v, binding }));
  for (const fn of facts.functions) {
    scoped(fn, fn.typeParams);
    if (fn.kind === 'namespace') namespaces.push({ name: namespacePath(facts, fn), s: fn.s, e: fn.e });
  }
  for (const cls of facts.classes) scoped(cls, cls.typeParams);

  function addNamespace(name: string, at: { s: number; e: number }): void {
    const end = name.lastIndexOf('.');
    if (end > 0) namespaces.push({ name: name.slice(0, end), ...at });
  }

  const inits = new Map<number, Map<number, Expr>>();
  const functions = new Map<number, number>();
  for (const fn of facts.functions) for (const { v, f } of fn.body?.funcs ?? []) functions.set(v, f);
  const init = (v: number): Expr | undefined => {
    const fn = facts.bindings[v]?.fn;
    if (fn === undefined) return undefined;
    let found = inits.get(fn);
    if (!found) inits.set(fn, (found = initials(facts, fn)));
    return found.get(v);
  };
  return {
    facts,
    types,
    ambient,
    imports: importsOf(facts),
    bindings,
    typeParams,
    exports: exportTables(facts),
    modules: [...new Set([...facts.types, ...facts.ambient, ...facts.exports].flatMap((d) => d.module ?? []))],
    assigned: assignedName(facts),
    classDecls,
    init,
    functionOf: (v) => {
      const direct = functions.get(v);
      if (direct !== undefined) return direct;
      const value = init(v);
      return value?.k === 'func' ? value.f : undefined;
    },
    namespacesAt: (offset) => {
      const holding = namespaces.filter((n) => n.s <= offset && offset < n.e).sort((a, b) => b.s - a.s || b.name.length - a.name.length);
      return [...new Set(holding.flatMap((n) => prefixes(n.name)))];
    },
  };
}

function exportTables(facts: FileFacts): ReadonlyMap<string | undefined, ExportTable> {
  const tables = new Map<string | undefined, { named: Map<string, Named[]>; all: string[] }>();
  for (const fact of facts.exports) {
    const table = tables.get(fact.module) ?? { named: new Map<string, Named[]>(), all: [] };
    tables.set(fact.module, table);
    if (fact.k === 'all') table.all.push(fact.source);
    else push(table.named, fact.name, fact);
  }
  return tables;
}

const ends = new WeakMap<object, number>();

/** The last offset of anything below a declaration, whose own span is its name's. */
export function endOf(node: object): number {
  let end = ends.get(node);
  // Not of all that is below: packages with large declarations have millions of nodes, and a table of these takes longer than the search.
  if (end === undefined) ends.set(node, (end = lastBelow(node)));
  return end;
}

function lastBelow(node: object): number {
  let end = 'e' in node && typeof node.e === 'number' ? node.e : 0;
  for (const value of Object.values(node) as unknown[]) if (value !== null && typeof value === 'object') end = Math.max(end, lastBelow(value));
  return end;
}

/** Namespaces run as functions, one in the other. */
function namespacePath(facts: FileFacts, fn: FunctionFacts): string {
  const outer = facts.functions[fn.parent];
  return outer?.kind === 'namespace' ? join(namespacePath(facts, outer), fn.name) : fn.name;
}

/** `A.B.C` gives `A.B.C`, `A.B`, `A`. */
function prefixes(name: string): readonly string[] {
  const parts = name.split('.');
  return parts.map((_, i) => parts.slice(0, parts.length - i).join('.'));
}

function initials(facts: FileFacts, fn: number): Map<number, Expr> {
  const found = new Map<number, Expr>();
  const body: readonly Stmt[] = facts.functions[fn]?.body?.body ?? [];
  for (const stmt of body) {
    if (stmt.k === 'exportdefault' && facts.defaultBinding !== undefined) found.set(facts.defaultBinding, stmt.expr);
    if (stmt.k === 'decl' && stmt.target.k === 'pvar' && stmt.init) found.set(stmt.target.v, stmt.init);
  }
  return found;
}

function importsOf(facts: FileFacts): Map<string, Pick<ImportFact, 'source' | 'imported'>> {
  const imports = new Map<string, Pick<ImportFact, 'source' | 'imported'>>();
  for (const stmt of facts.functions[0]?.body?.body ?? []) {
    if (stmt.k !== 'decl' || stmt.init?.k !== 'require' || stmt.init.source.k !== 'const') continue;
    const source = String(stmt.init.source.value);
    if (stmt.target.k === 'pvar') imports.set(facts.bindings[stmt.target.v]!.name, { source, imported: '=' });
    if (stmt.target.k !== 'pobject') continue;
    for (const prop of stmt.target.props) {
      if (!('name' in prop.key) || prop.target.k !== 'pvar') continue;
      imports.set(facts.bindings[prop.target.v]!.name, { source, imported: prop.key.name });
    }
  }
  for (const fact of facts.imports) if (fact.local && fact.module === undefined) imports.set(fact.local, fact);
  for (const fact of facts.imports) if (fact.local && fact.module !== undefined && !imports.has(fact.local)) imports.set(fact.local, fact);
  return imports;
}

function assignedName(facts: FileFacts): string | undefined {
  for (const stmt of facts.functions[0]?.body?.body ?? []) {
    if (stmt.k === 'exportassign') return dottedName(facts, stmt.expr);
  }
  return undefined;
}

/** `a.b.c` as written; undefined for other expressions. */
export function dottedName(facts: FileFacts, expr: Expr): string | undefined {
  if (expr.k === 'var') return facts.bindings[expr.v]?.name;
  if (expr.k === 'global') return expr.name;
  if (expr.k === 'cast' || expr.k === 'chain') return dottedName(facts, expr.expr);
  if (expr.k !== 'member' || !('name' in expr.key)) return undefined;
  const object = dottedName(facts, expr.obj);
  return object === undefined ? undefined : join(object, expr.key.name);
}

/** The declarations a name means at an offset: those of the innermost function that holds it, else the module's. */
export function declarationsAt(index: FileIndex, name: string, offset: number): readonly TypeDecl[] {
  for (const ns of index.namespacesAt(offset)) {
    const inside = visible(index, join(ns, name), offset);
    if (inside.length > 0) return inside;
  }
  return visible(index, name, offset);
}

function visible(index: FileIndex, name: string, offset: number): readonly TypeDecl[] {
  const all = index.types.get(name);
  if (!all) return [];
  const module = all.some((d) => d.module === undefined) ? undefined : all[0]!.module;
  const own = all.filter((d) => d.module === module);
  if (own.every((d) => d.fn === own[0]!.fn)) return holds(index, own[0]!.fn, offset) ? own : [];
  const reachable = own.filter((d) => holds(index, d.fn, offset));
  const extent = (d: TypeDecl): number => (d.fn <= 0 ? Infinity : index.facts.functions[d.fn]!.e - index.facts.functions[d.fn]!.s);
  const least = Math.min(...reachable.map(extent));
  return reachable.filter((d) => extent(d) === least);
}

function holds(index: FileIndex, fn: number, offset: number): boolean {
  const f = index.facts.functions[fn];
  return fn <= 0 || !f || f.kind === 'namespace' || (f.s <= offset && offset < f.e);
}

/** Constraint of the unbound type parameter that a name means at an offset; `null`: it is one, without constraint. */
export function paramAt(index: FileIndex, name: string, offset: number): TypeIR | null | undefined {
  const found = index.typeParams.get(name)?.filter((p) => p.s <= offset && offset < p.e).sort((a, b) => b.s - a.s)[0];
  return found && (found.param.constraint ?? null);
}

