import type { FnType, TypeIR } from '../../facts/ir.js';
import type { Callees } from './callees.js';
import type { Path } from './paths.js';
import type { Fn, Node } from './numbers.js';
import type { ProgramGraph } from './program-graph.js';
import type { Reach } from './reach.js';
import type { TypeNames } from './type-names.js';

/** A labelled place below a parameter, by its index, of a function that a type describes; `member`: that stands in a property of the type's values. */
interface Given {
  readonly member?: string;
  readonly index: number;
  readonly path: Path;
}

/**
 * Seeds what declared types say of functions that are written without types themselves: listeners and handlers in a literal, a
 * variable or a property whose type gives their parameters labelled data.
 */
export class Contextual {
  readonly #ofMeaning = new Map<string, readonly Given[]>();

  constructor(
    readonly graph: ProgramGraph,
    readonly types: TypeNames,
    readonly callees: Callees,
  ) {
    for (const g of graph.files) {
      for (const decl of g.facts.types) {
        const given = [...(decl.type ? this.#ofType(g.facts.file, decl.type) : []), ...(decl.members ?? []).flatMap((m) => this.#ofMember(g.facts.file, m))];
        if (given.length === 0) continue;
        const meaning = types.types.identity.of(g.facts.file, decl);
        this.#ofMeaning.set(meaning, [...(this.#ofMeaning.get(meaning) ?? []), ...given]);
      }
    }
  }

  seed(reach: Reach): void {
    for (const g of this.graph.files) {
      for (const { node, type } of g.typed) {
        const at = this.graph.at(g, node);
        const all = [...this.#ofType(g.facts.file, type), ...this.types.namesAt(at).flatMap((name) => this.#ofMeaning.get(name) ?? [])];
        for (const given of all) for (const fn of this.#functions(at, given.member)) this.#give(reach, fn, given);
      }
    }
  }

  /** Functions that a value can be, or hold, itself or under a name. */
  #functions(node: Node, member: string | undefined): readonly Fn[] {
    const out: Fn[] = [];
    for (const n of this.callees.originsOf(node)) {
      const own = this.graph.valueOf(n);
      if (own !== undefined && member === undefined) out.push(own);
      this.graph.eachEdge(n, 'into', (e, from) => {
        const held = e.op === 'store' && !e.mutates && (member === undefined || e.name === member) ? this.graph.valueOf(from) : undefined;
        if (held !== undefined) out.push(held);
      });
    }
    return out;
  }

  #give(reach: Reach, fn: Fn, { index, path }: Given): void {
    const { file, index: f, facts } = this.graph.fn(fn);
    const param = file.functions[f]!.params[index];
    if (param !== undefined && !facts.params[index]!.type) reach.seed(this.graph.at(file, param), path);
  }

  #ofType(file: string, type: TypeIR): readonly Given[] {
    if (type.k === 'fn') return this.#ofFunction(file, type.fn);
    if (type.k === 'object') return type.members.flatMap((m) => this.#ofMember(file, m));
    return type.k === 'array' ? this.#ofType(file, type.type) : [];
  }

  #ofMember(file: string, m: { readonly name: string; readonly kind: string; readonly fn?: FnType; readonly type?: TypeIR }): readonly Given[] {
    const fn = m.kind === 'method' ? m.fn : m.type?.k === 'fn' ? m.type.fn : undefined;
    if (!fn && m.name === '' && m.type?.k === 'ref') return this.#ofMeaning.get(this.types.types.identity.meaning(file, m.type.name, m.type.s) ?? '') ?? [];
    if (!fn) return [];
    return this.#ofFunction(file, fn).map((given) => ({ ...given, ...(m.name !== '' && { member: m.name }) }));
  }

  #ofFunction(file: string, fn: FnType): readonly Given[] {
    return fn.params.flatMap(({ type }, index) => (type ? this.types.pathsOf(file, type).map((path) => ({ index, path })) : []));
  }
}
