import type { TypeDecl, TypeIR } from '../../facts/ir.js';
import type { Policy } from '../../policy/policy.js';
import type { ProgramTypes } from '../../types/shape.js';
import type { Linker } from '../../facts/link.js';
import type { ReadsBuilder } from '../reuse/reads.js';
import { pathOf, type Path, ROOT, cons } from './paths.js';
import type { Node, ProgramGraph } from './program-graph.js';

/** Names in a written type by which its values come: through unions, holders and their arguments, not members. */
export function namesIn(type: TypeIR, out = new Set<string>()): Set<string> {
  switch (type.k) {
    case 'ref':
    case 'import':
      out.add(type.name.split('.').at(-1)!);
      for (const a of type.args ?? []) namesIn(a, out);
      break;
    case 'union': case 'inter': case 'tuple':
      for (const t of type.types) namesIn(t, out);
      break;
    case 'array': case 'rest': case 'optional':
      namesIn(type.type, out);
      break;
    case 'indexed':
      namesIn(type.obj, out);
      if (type.index.k === 'lit') out.add(`.${String(type.index.value)}`);
      break;
    case 'cond':
      for (const t of [type.yes, type.no]) namesIn(t, out);
      break;
    case 'mapped':
      if (type.type) namesIn(type.type, out);
      namesIn(type.over, out);
      break;
    case 'fn':
      if (type.fn.ret) namesIn(type.fn.ret, out);
      break;
    case 'keyof': case 'object': case 'prim': case 'lit': case 'template': case 'typeof': case 'infer': case 'predicate': case 'this': case 'other':
      break;
  }
  return out;
}

/**
 * Which written types hold a label, and where below their values: by the names of types alone, so that two types of one name are
 * taken for one.
 */
export class TypeNames {
  readonly #paths = new Map<string, Path[]>();
  /** Labelled places below what is read from a property of this name. */
  readonly #members = new Map<string, Path[]>();
  /** The same of what a declared method or function of this name returns. */
  readonly #results = new Map<string, Path[]>();
  readonly #declared = new Set<string>();
  readonly #at = new Map<Node, readonly string[]>();

  constructor(linker: Linker, graph: ProgramGraph, policy: Policy, declared: ProgramTypes) {
    for (const [label, d] of policy.data) {
      this.#add(this.#paths, label, ROOT);
      for (const r of d.types) this.#add(this.#paths, r.name, ROOT);
      for (const r of d.properties) if (r.member) this.#add(this.#paths, r.name, pathOf(r.member));
      for (const r of d.returns) this.#add(this.#results, r.member ?? r.name, ROOT);
    }
    for (const name of declared.labelledMemberNames()) this.#add(this.#members, name, ROOT);
    const files = [...new Set([...graph.files.map((g) => g.facts.file), ...declared.sourceFiles()])];
    const decls = files.flatMap((f) => linker.facts(f)?.types ?? []).filter((d) => d.kind !== 'enum');
    for (const d of decls) this.#declared.add(last(d.name));
    for (let pass = 0; pass < 3; pass++) for (const d of decls) this.#declaration(d);
    for (const f of files) {
      for (const a of linker.facts(f)?.ambient ?? []) if (a.type?.k === 'fn' && a.type.fn.ret) for (const p of this.pathsOf(a.type.fn.ret)) this.#add(this.#results, last(a.name), p);
    }
    for (const g of graph.files) {
      for (const { node, type } of g.typed) this.#at.set(graph.at(g, node), [...namesIn(type)]);
    }
  }

  /** Adds the names that mean a label wherever they stand. */
  noteReads(reads: ReadsBuilder): void {
    for (const names of [this.#paths, this.#members, this.#results]) reads.addNames(names.keys());
  }

  /** Names in the type that is written at a node. */
  namesAt(node: Node): readonly string[] {
    return this.#at.get(node) ?? [];
  }

  /** Labelled places below a value of the type. */
  pathsOf(type: TypeIR): readonly Path[] {
    const out = new Set<Path>();
    const add = (t: TypeIR): void => {
      if (t.k === 'ref' && (t.name === 'Pick' || t.name === 'Omit') && t.args?.length === 2) {
        const keys = literals(t.args[1]!);
        if (keys) {
          for (const p of this.pathsOf(t.args[0]!)) if (!p.tail || keys.has(p.head) === (t.name === 'Pick')) out.add(p);
          return;
        }
      }
      if (t.k === 'object') for (const m of t.members) for (const p of this.#member(m)) out.add(p);
      else if (t.k === 'union' || t.k === 'inter' || t.k === 'tuple') t.types.forEach(add);
      else if (t.k === 'array' || t.k === 'rest' || t.k === 'optional') add(t.type);
      else if (t.k === 'ref') {
        for (const p of this.#paths.get(last(t.name)) ?? []) out.add(p);
        t.args?.forEach(add);
      } else {
        for (const name of namesIn(t)) for (const p of name.startsWith('.') ? this.ofMember(name.slice(1)) : (this.#paths.get(name) ?? [])) out.add(p);
      }
    };
    add(type);
    return [...out];
  }

  ofMember(name: string): readonly Path[] {
    return this.#members.get(name) ?? [];
  }

  ofResult(name: string): readonly Path[] {
    return this.#results.get(name) ?? [];
  }

  /** Some file of the program, or a declaration file that can hold labels, declares a type of the name. */
  isDeclared(name: string): boolean {
    return this.#declared.has(name);
  }

  /** The node is declared to be of types of the program or its packages none of which holds a label. */
  isClean(node: Node): boolean {
    const names = this.#at.get(node);
    return names !== undefined && names.length > 0 && names.some((n) => this.#declared.has(n)) && names.every((n) => !this.#paths.has(n));
  }

  #declaration(d: TypeDecl): void {
    const name = last(d.name);
    if (d.doc?.data) this.#add(this.#paths, name, ROOT);
    for (const t of [...(d.type ? [d.type] : []), ...(d.extends ?? [])]) for (const p of this.pathsOf(t)) this.#add(this.#paths, name, p);
    for (const m of d.members ?? []) {
      for (const p of this.#member(m)) this.#add(this.#paths, name, p);
    }
  }

  #member(m: NonNullable<TypeDecl['members']>[number]): readonly Path[] {
    if (m.name === '') return m.type ? this.pathsOf(m.type) : [];
    const ret = m.fn?.ret ?? (m.type?.k === 'fn' ? m.type.fn.ret : undefined);
    if (ret || m.fn) {
      if (m.kind !== 'get') {
        if (m.doc?.data) this.#add(this.#results, m.name, ROOT);
        for (const p of ret ? this.pathsOf(ret) : []) this.#add(this.#results, m.name, p);
        return [];
      }
    }
    const below = m.doc?.data ? [ROOT] : [...(ret ? this.pathsOf(ret) : m.type ? this.pathsOf(m.type) : [])];
    for (const p of below) this.#add(this.#members, m.name, p);
    if (this.#members.get(m.name)?.includes(ROOT) && below.length === 0 && m.doc?.data) below.push(ROOT);
    return below.map((p) => cons(m.name, p));
  }

  #add(map: Map<string, Path[]>, name: string, path: Path): void {
    const list = map.get(name);
    if (!list) map.set(name, [path]);
    else if (!list.includes(path) && list.length < 12) list.push(path);
  }
}

function last(name: string): string {
  return name.split('.').at(-1)!;
}

/** The strings of a union of literals. */
function literals(type: TypeIR): ReadonlySet<string> | undefined {
  const all = type.k === 'union' ? type.types : [type];
  const names = all.flatMap((t) => (t.k === 'lit' ? [String(t.value)] : []));
  return names.length === all.length ? new Set(names) : undefined;
}
