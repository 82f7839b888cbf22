import type { TypeIR } from '../../facts/ir.js';
import type { ReadsBuilder } from '../reuse/reads.js';
import type { Path } from './paths.js';
import type { ProgramGraph } from './program-graph.js';

/** Which property names stand beside each other in the objects of the program, by the types that it declares and the literals that it writes. */
export class Siblings {
  /** The objects that have a property of the name. */
  readonly #objects = new Map<string, ReadonlySet<string>[]>();
  /** Names that were looked for. */
  readonly #asked = new Set<string>();

  /** @param declaring files that declare labels, of libraries too */
  constructor(graph: ProgramGraph, declaring: readonly string[]) {
    const files = new Set([...graph.files.map((g) => g.facts.file), ...declaring]);
    for (const file of files) {
      for (const { members, type } of graph.linker.facts(file)?.types ?? []) {
        if (members) this.#note(members.map((m) => m.name));
        if (type) this.#type(type);
      }
    }
    for (const { into } of graph.files) {
      for (const edges of into) {
        if (edges.length > 1) this.#note(edges.flatMap((e) => (e.op === 'store' && !e.mutates ? [e.name] : [])));
      }
    }
  }

  /** An object with a property of the path has one of this name beside it. */
  has(path: Path, name: string): boolean {
    this.#asked.add(name);
    for (let at: Path | undefined = path; at?.tail; at = at.tail) if (this.#objects.get(at.head)?.some((names) => names.has(name))) return true;
    return false;
  }

  noteReads(reads: ReadsBuilder): void {
    reads.addNames(this.#asked);
  }

  #type(type: TypeIR): void {
    if (type.k === 'object') this.#note(type.members.map((m) => m.name));
    else if (type.k === 'union' || type.k === 'inter') type.types.forEach((t) => this.#type(t));
    else if (type.k === 'array') this.#type(type.type);
  }

  #note(names: readonly string[]): void {
    if (names.length < 2) return;
    const all = new Set(names);
    for (const name of all) {
      const list = this.#objects.get(name);
      if (list) list.push(all);
      else this.#objects.set(name, [all]);
    }
  }
}
