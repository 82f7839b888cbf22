import type { Classes } from './classes.js';
import type { Direct } from './direct.js';
import type { Node } from './numbers.js';
import type { ProgramGraph } from './program-graph.js';

interface Setter {
  readonly param: Node;
  /** Instances, the class or the literal that has it. */
  readonly owners: readonly Node[];
}

/** The program's setters, by the names of their properties. */
export class Setters {
  readonly #byName = new Map<string, Setter[]>();

  constructor(
    readonly graph: ProgramGraph,
    readonly classes: Classes,
    readonly holdersOf: Direct['holdersOf'],
  ) {
    for (const g of graph.files) {
      g.facts.functions.forEach((fn, i) => {
        const local = fn.kind === 'set' ? g.functions[i]!.params[0] : undefined;
        if (local === undefined) return;
        const param = graph.at(g, local);
        const owners: Node[] = [];
        graph.eachEdge(param, 'into', (e, from) => {
          if (e.op === 'load') owners.push(from);
        });
        const list = this.#byName.get(fn.name);
        if (list) list.push({ param, owners });
        else this.#byName.set(fn.name, [{ param, owners }]);
      });
    }
  }

  /** Parameters of setters that an assignment to the object's property can run. */
  paramsOf(object: Node, name: string): readonly Node[] {
    const setters = this.#byName.get(name);
    if (!setters) return [];
    const holders = this.holdersOf(object);
    const all = holders && new Set(holders.flatMap((h) => (this.classes.isInstance(h) ? [...this.classes.lineage(h)] : [h])));
    return setters.filter(({ owners }) => !all || owners.some((o) => all.has(o))).map(({ param }) => param);
  }
}
