import type { TypeDecl, TypeIR } from '../../facts/ir.js';
import type { Policy } from '../../policy/policy.js';
import { namesOf } from '../../types/identity.js';
import type { ProgramTypes } from '../../types/shape.js';
import type { Linker } from '../../facts/link.js';
import type { ReadsBuilder } from '../reuse/reads.js';
import { ANY } from './file-graph.js';
import { below, cons, deeper, isDeeper, isPlain, ofMember, pathOf, ROOT, type Path } from './paths.js';
import type { Node } from './numbers.js';
import type { ProgramGraph } from './program-graph.js';
import { isOfValue, literals, pathsOfShape } from './types-of-values.js';

/** Types of values that are no objects. */
const PRIMITIVES = new Set(['string', 'number', 'boolean', 'bigint', 'symbol', 'undefined', 'null', 'void']);

/** Aliases of aliases that are followed to tell whether a type is one of those. */
const ALIASES = 8;

/** Which written types hold a label, and where below their values. Types are told apart by what their names mean. */
export class TypeNames {
  readonly #paths = new Map<string, Path[]>();
  /** Labelled places below what is read from a property of this name. */
  readonly #members = new Map<string, Path[]>();
  /** The same of what a declared method or function of this name returns. */
  readonly #results = new Map<string, Path[]>();
  /** Declarations of the program and of files that can hold labels; what an alias stands for. */
  readonly #declared = new Map<string, { readonly file: string; readonly alias?: TypeIR; readonly typeParams?: TypeDecl['typeParams'] }>();
  readonly #at = new Map<Node, readonly string[]>();
  readonly #heads = new Map<Node, readonly string[]>();
  readonly #primitive = new Set<Node>();
  /** Of declared properties, by name, over all types that have one; null: not all are of types with names. */
  readonly #memberHeads = new Map<string, Set<string> | null>();
  /** Constraints and defaults of type parameters that are being looked at. */
  readonly #open = new Set<TypeIR>();
  /** Labelled places found so far. */
  #count = 0;

  constructor(
    linker: Linker,
    graph: ProgramGraph,
    policy: Policy,
    readonly types: ProgramTypes,
  ) {
    for (const d of policy.data.values()) for (const r of d.returns) this.#add(this.#results, r.member ?? r.name, ROOT);
    for (const name of types.labelledMemberNames()) this.#add(this.#members, name, ROOT);
    const files = [...new Set([...graph.files.map((g) => g.facts.file), ...types.sourceFiles()])];
    const decls = files.flatMap((file) => (linker.facts(file)?.types ?? []).map((decl) => ({ file, decl, meaning: types.identity.of(file, decl) }))).filter(({ decl }) => decl.kind !== 'enum');
    for (const { file, decl, meaning } of decls) this.#declared.set(meaning, { file, ...(decl.typeParams?.some((p) => p.default) && { typeParams: decl.typeParams }), ...(decl.kind === 'alias' && decl.type && { alias: decl.type }) });
    for (const { file, decl } of decls) for (const m of decl.members ?? []) this.#noteMember(file, m);
    for (let before = -1; before !== this.#count; ) {
      before = this.#count;
      for (const { file, decl, meaning } of decls) this.#declaration(file, decl, meaning);
    }
    for (const file of files) {
      for (const a of linker.facts(file)?.ambient ?? []) {
        if (a.type?.k !== 'fn') continue;
        for (const p of a.doc?.data ? [ROOT] : a.type.fn.ret ? this.pathsOf(file, a.type.fn.ret) : []) this.#add(this.#results, last(a.name), p);
      }
    }
    for (const g of graph.files) {
      for (const { node, type } of g.typed) {
        const at = graph.at(g, node);
        this.#at.set(at, [...this.#namesIn(g.facts.file, type)]);
        if (this.#isPrimitive(g.facts.file, type, 0)) this.#primitive.add(at);
        const heads = this.#headsOf(g.facts.file, type, 0);
        if (heads && heads.length > 0) this.#heads.set(at, heads);
      }
    }
  }

  /** Adds the names that mean a label wherever they stand. */
  noteReads(reads: ReadsBuilder): void {
    for (const names of [this.#members, this.#results]) reads.addNames(names.keys());
    for (const [meaning, paths] of this.#paths) if (paths.length > 0) reads.addNames(namesOf(meaning));
  }

  /** What the names in the type that is written at a node mean. */
  namesAt(node: Node): readonly string[] {
    return this.#at.get(node) ?? [];
  }

  /** Labelled places below a value of the type that is written in the file. */
  pathsOf(file: string, type: TypeIR): readonly Path[] {
    const out = new Set<Path>();
    const add = (t: TypeIR): void => {
      if (t.k === 'ref' && (t.name === 'Pick' || t.name === 'Omit') && t.args?.length === 2) {
        const keys = literals(t.args[1]!);
        if (keys) {
          for (const p of this.pathsOf(file, t.args[0]!)) if (!p.tail || isDeeper(p) || keys.has(p.head) === (t.name === 'Pick')) out.add(p);
          return;
        }
      }
      if (isOfValue(t)) {
        for (const p of pathsOfShape(this.types, file, t)) out.add(p);
        return;
      }
      if (t.k === 'object') for (const m of t.members) for (const p of this.#member(file, m)) out.add(p);
      else if (t.k === 'union' || t.k === 'inter' || t.k === 'tuple' || t.k === 'template') t.types.forEach(add);
      else if (t.k === 'array' || t.k === 'rest' || t.k === 'optional') add(t.type);
      else if (t.k === 'indexed' && [...this.#namesIn(file, t.obj)].some((n) => this.#declared.has(n))) {
        const name = t.index.k === 'lit' ? String(t.index.value) : ANY;
        for (const p of this.pathsOf(file, t.obj)) {
          const held = name === ANY && t.index.k === 'prim' ? p : below(p, name);
          if (held) out.add(held);
        }
      } else if (t.k === 'ref') {
        const meaning = this.types.identity.meaning(file, t.name, t.s);
        for (const p of this.#ofMeaning(meaning)) out.add(p);
        const constraint = meaning === undefined ? this.types.identity.constraint(file, t.name, t.s) : undefined;
        if (constraint) this.#inner(constraint, () => add(constraint));
        const to = meaning === undefined ? undefined : this.#declared.get(meaning);
        for (const { default: d } of to?.typeParams?.slice(t.args?.length ?? 0) ?? []) if (d) this.#inner(d, () => this.pathsOf(to!.file, d).forEach((p) => out.add(this.#isRecord(meaning!) ? deeper(p) : p)));
        if (meaning !== undefined && this.#renames(meaning)) for (const arg of t.args ?? []) for (const p of this.pathsOf(file, arg)) out.add(p.tail && isPlain(p) ? cons(ANY, p.tail) : p);
        else if (meaning === undefined || !this.#isRecord(meaning)) t.args?.forEach(add);
        else for (const arg of t.args ?? []) for (const p of this.pathsOf(file, arg)) out.add(deeper(p));
      } else if (t.k !== 'fn') {
        for (const name of this.#namesIn(file, t)) for (const p of name.startsWith('.') ? this.ofMember(name.slice(1)) : this.#ofMeaning(name)) out.add(p);
      }
    };
    add(type);
    return [...out];
  }

  /** Does it unless it is being done: types are told by themselves (`T extends Comparable<T>`). */
  #inner(type: TypeIR, add: () => void): void {
    if (this.#open.has(type)) return;
    this.#open.add(type);
    add();
    this.#open.delete(type);
  }

  /** A declared type that has members of its own: what it holds of its arguments is below them. */
  #isRecord(meaning: string): boolean {
    const to = this.#declared.get(meaning);
    return to !== undefined && (to.alias === undefined || to.alias.k === 'object');
  }

  /** What it holds of its arguments has other names. */
  #renames(meaning: string): boolean {
    const alias = this.#declared.get(meaning)?.alias;
    return alias?.k === 'mapped' && alias.as !== undefined;
  }

  #ofMeaning(meaning: string | undefined): readonly Path[] {
    if (meaning === undefined) return [];
    let paths = this.#paths.get(meaning);
    if (!paths) {
      this.#paths.set(meaning, (paths = []));
      if (this.types.identity.isLabelled(meaning)) paths.push(ROOT);
      for (const name of this.types.identity.labelledMembers(meaning)) paths.push(pathOf(name));
    }
    return paths;
  }

  /** Meanings of the names in a written type by which its values come: through unions, holders and their arguments, not members. */
  #namesIn(file: string, type: TypeIR, out = new Set<string>()): Set<string> {
    const into = (t: TypeIR): void => void this.#namesIn(file, t, out);
    switch (type.k) {
      case 'ref':
      case 'import': {
        const { identity } = this.types;
        const meaning = type.k === 'ref' ? identity.meaning(file, type.name, type.s) : identity.importedMeaning(file, type.source, type.name);
        const to = meaning === undefined || out.has(meaning) ? undefined : this.#declared.get(meaning);
        if (meaning !== undefined) out.add(meaning);
        if (to?.alias) this.#namesIn(to.file, to.alias, out);
        type.args?.forEach(into);
        break;
      }
      case 'union': case 'inter': case 'tuple': case 'template':
        type.types.forEach(into);
        break;
      case 'array': case 'rest': case 'optional':
        into(type.type);
        break;
      case 'indexed':
        into(type.obj);
        if (type.index.k === 'lit') out.add(`.${String(type.index.value)}`);
        break;
      case 'cond':
        into(type.yes);
        into(type.no);
        break;
      case 'mapped':
        if (type.type) into(type.type);
        into(type.over);
        break;
      case 'fn':
        if (type.fn.ret) into(type.fn.ret);
        break;
      case 'keyof': case 'object': case 'prim': case 'lit': case 'typeof': case 'infer': case 'predicate': case 'this': case 'other':
        break;
    }
    return out;
  }

  /** What the names mean of the types that the node's value is of, or what it is a promise or a list of, all there are; undefined: there is more than names to it. */
  headsAt(node: Node): readonly string[] | undefined {
    return this.#heads.get(node);
  }

  /** What the names mean of the types of which properties of that name are declared, wherever there is one; undefined: there is more to some, or none is. */
  headsOfMember(name: string): ReadonlySet<string> | undefined {
    return this.#memberHeads.get(name) ?? undefined;
  }

  #noteMember(file: string, { name, type, fn }: NonNullable<TypeDecl['members']>[number]): void {
    const before = this.#memberHeads.get(name);
    if (before === null) return;
    const heads = type && !fn ? this.#headsOf(file, type, 0) : undefined;
    this.#memberHeads.set(name, heads ? new Set([...(before ?? []), ...heads]) : null);
  }

  #headsOf(file: string, type: TypeIR, depth: number): readonly string[] | undefined {
    if (type.k === 'prim') return PRIMITIVES.has(type.name) ? [] : undefined;
    if (type.k === 'union') {
      const all = type.types.map((t) => this.#headsOf(file, t, depth));
      return all.every((heads) => heads !== undefined) ? all.flat() : undefined;
    }
    if (type.k === 'array') return this.#headsOf(file, type.type, depth);
    if (type.k !== 'ref' || depth > ALIASES) return undefined;
    const meaning = this.types.identity.meaning(file, type.name, type.s);
    const to = meaning === undefined ? undefined : this.#declared.get(meaning);
    if (!to && type.name === 'Promise' && type.args?.[0]) return this.#headsOf(file, type.args[0], depth);
    if (meaning === undefined) return undefined;
    return to?.alias ? this.#headsOf(to.file, to.alias, depth + 1) : [meaning];
  }

  /** The node is declared to be text, a number or the like: no object, and no function. */
  isPrimitive(node: Node): boolean {
    return this.#primitive.has(node);
  }

  #isPrimitive(file: string, type: TypeIR, depth: number): boolean {
    if (type.k === 'prim') return PRIMITIVES.has(type.name);
    if (type.k === 'union') return type.types.every((t) => this.#isPrimitive(file, t, depth));
    if (type.k !== 'ref' || depth > ALIASES) return type.k === 'lit' || type.k === 'template';
    const meaning = this.types.identity.meaning(file, type.name, type.s);
    const to = meaning === undefined ? undefined : this.#declared.get(meaning);
    return to?.alias !== undefined && this.#isPrimitive(to.file, to.alias, depth + 1);
  }

  ofMember(name: string): readonly Path[] {
    return this.#members.get(name) ?? [];
  }

  ofResult(name: string): readonly Path[] {
    return this.#results.get(name) ?? [];
  }

  /** Names of functions and methods that are declared to give what is labelled. */
  givingNames(): Iterable<string> {
    return this.#results.keys();
  }

  /** Some file of the program, or a declaration file that can hold labels, declares the type. */
  isDeclared(meaning: string): boolean {
    return this.#declared.has(meaning);
  }

  /** The node is declared to be of types of the program or its packages none of which holds a label. */
  isClean(node: Node): boolean {
    const names = this.#at.get(node);
    return names !== undefined && names.length > 0 && names.some((n) => this.#declared.has(n)) && names.every((n) => this.#ofMeaning(n).length === 0);
  }

  #declaration(file: string, d: TypeDecl, meaning: string): void {
    this.#ofMeaning(meaning);
    for (const t of [...(d.type ? [d.type] : []), ...(d.extends ?? [])]) for (const p of this.pathsOf(file, t)) this.#add(this.#paths, meaning, p);
    for (const m of d.members ?? []) {
      for (const p of this.#member(file, m)) this.#add(this.#paths, meaning, p);
    }
  }

  #member(file: string, m: NonNullable<TypeDecl['members']>[number]): readonly Path[] {
    if (m.name === '') return m.type ? this.pathsOf(file, m.type) : [];
    const ret = m.fn?.ret ?? (m.type?.k === 'fn' ? m.type.fn.ret : undefined);
    if (ret || m.fn) {
      if (m.kind !== 'get') {
        if (m.doc?.data) this.#add(this.#results, m.name, ROOT);
        for (const p of ret ? this.pathsOf(file, ret) : []) this.#add(this.#results, m.name, p);
        return [];
      }
    }
    const below = m.doc?.data ? [ROOT] : [...(ret ? this.pathsOf(file, ret) : m.type ? this.pathsOf(file, m.type) : [])];
    for (const p of below) this.#add(this.#members, m.name, p);
    return below.flatMap((p) => (isDeeper(p) ? [] : [ofMember(m.name, p)]));
  }

  #add(map: Map<string, Path[]>, name: string, path: Path): void {
    const list = map.get(name);
    if (list?.includes(path)) return;
    this.#count++;
    if (list) list.push(path);
    else map.set(name, [path]);
  }
}

function last(name: string): string {
  return name.split('.').at(-1)!;
}
