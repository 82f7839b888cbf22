import type { Classes } from './classes.js';
import type { Fact, Link } from './facts.js';
import type { Node } from './numbers.js';
import type { ProgramGraph } from './program-graph.js';

/** Classes from which a fact rose; past it, it counts as known of all that extend the class. */
const ORIGINS = 4;

/**
 * What a class knows only by the instances of classes that extend it, and what its own code makes of that, is not known of
 * the other classes that extend it.
 */
export class Risen {
  readonly #origins = new Map<Fact, ReadonlySet<Node>>();
  readonly #above = new Map<Node, ReadonlySet<Node>>();

  constructor(
    readonly graph: ProgramGraph,
    readonly classes: Classes,
  ) {}

  /** Notes how a new fact came. */
  note(fact: Fact, links: readonly Link[]): void {
    const origins = this.#of(fact.node, links);
    if (origins) this.#origins.set(fact, origins);
  }

  /** A fact came in more ways; true: it is known of more classes than before. */
  widen(fact: Fact, links: readonly Link[]): boolean {
    const before = this.#origins.get(fact);
    if (!before) return false;
    const origins = this.#of(fact.node, links);
    const all = origins && new Set([...before, ...origins]);
    if (all?.size === before.size) return false;
    if (all && all.size <= ORIGINS) this.#origins.set(fact, all);
    else this.#origins.delete(fact);
    return true;
  }

  /** Number of classes from which the fact rose. */
  breadth(fact: Fact): number {
    return this.#origins.get(fact)?.size ?? Infinity;
  }

  /** What is known of instances of a class is known of those of the class below it, too. */
  descends(fact: Fact, below: Node): boolean {
    const origins = this.#origins.get(fact);
    return !origins || [...origins].some((o) => this.#isAbove(below, o));
  }

  /** What a method of a class made of it comes to a call on one of these objects. */
  concerns(fact: Fact, receivers: readonly Node[]): boolean {
    const origins = this.#origins.get(fact);
    return !origins || receivers.some((r) => !this.classes.isInstance(r) || [...origins].some((o) => this.#isAbove(r, o) || this.#isAbove(o, r)));
  }

  #of(node: Node, links: readonly Link[]): ReadonlySet<Node> | undefined {
    if (links.length === 0) return undefined;
    const isInstance = this.classes.isInstance(node);
    // All code of a module shares what stands at its top.
    if (!isInstance && this.graph.fn(this.graph.holder(node)).index === 0) return undefined;
    const all = new Set<Node>();
    for (const { fact, kind } of links) {
      const origins = this.#origins.get(fact);
      if (origins) for (const o of origins) all.add(o);
      else if (kind === 'up') all.add(fact.node);
      else return undefined;
    }
    if (isInstance) {
      if (all.has(node)) return undefined;
      for (const o of all) if (!this.#isAbove(node, o)) return undefined;
    }
    return all.size <= ORIGINS ? all : undefined;
  }

  /** The class is the other one, or that extends it. */
  #isAbove(node: Node, other: Node): boolean {
    let above = this.#above.get(other);
    if (!above) {
      const all = new Set([other]);
      for (const n of all) for (const s of this.classes.supersOf(n)) all.add(s);
      this.#above.set(other, (above = all));
    }
    return above.has(node);
  }
}
