import { ReachBounds } from './bounds.js';
import { ANY } from './file-graph.js';
import { COLLECTING } from './library-names.js';
import type { Node } from './numbers.js';
import type { ProgramGraph } from './program-graph.js';
import type { Search } from './search.js';

/** Where objects stand that the program makes. */
export class Places {
  readonly #known = new Map<Node, ReadonlySet<Node>>();

  constructor(
    readonly graph: ProgramGraph,
    readonly search: Search,
  ) {}

  /** What is put into the collection by its methods. */
  collected(collection: Node): readonly Node[] {
    const out: Node[] = [];
    for (const n of this.of(collection)) {
      this.graph.uses(n, (id, index) => {
        const { file, site } = this.graph.site(id);
        if (index === -2 && COLLECTING.has(site.name)) for (const arg of site.args) if (arg >= 0) out.push(this.graph.at(file, arg));
      });
    }
    return out;
  }

  /** Where an object stands that is made at the node: where it goes by copies, and where the property is read that it is put under. */
  of(made: Node): ReadonlySet<Node> {
    const known = this.#known.get(made);
    if (known) return known;
    const seen = new Set<Node>([made]);
    this.#known.set(made, seen);
    const look = (n: Node): void => {
      if (seen.size < ReachBounds.aliases) seen.add(n);
      else this.search.meetBound();
    };
    for (const n of seen) {
      this.graph.eachEdge(n, 'out', (e, to) => {
        if (e.op === 'copy' && !e.mutates) look(to);
        else if (e.op === 'store') {
          for (const load of this.#loadsOf(to, e.name)) look(load);
          // An object in a literal stands where that one does.
          if (this.graph.isObjectLiteral(to)) for (const place of this.of(to)) if (place !== to) for (const load of this.#loadsOf(place, e.name)) look(load);
        }
      });
    }
    return seen;
  }

  /** Reads of a property of what stands at the node, or at the `this` of its methods. */
  #loadsOf(object: Node, name: string): readonly Node[] {
    const out: Node[] = [];
    const read = (from: Node, through: boolean): void =>
      this.graph.eachEdge(from, 'out', (e, to) => {
        if (e.op === 'load' && (e.name === name || e.name === ANY || name === ANY)) out.push(to);
        else if (e.op === 'copy' && through && !e.mutates) read(to, false);
      });
    read(object, true);
    return out;
  }
}
