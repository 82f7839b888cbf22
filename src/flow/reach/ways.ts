import type { Fact, Hit } from './facts.js';
import { isWhole, ROOT } from './paths.js';
import type { Fn } from './numbers.js';
import type { ProgramGraph } from './program-graph.js';
import type { TypeNames } from './type-names.js';

/** The ways of labels that end where a label must not come. */
export class Ways {
  constructor(
    readonly graph: ProgramGraph,
    readonly types: TypeNames,
    /** Purposes of the function that some label does not allow. */
    readonly forbiddenIn: (fn: Fn) => readonly string[],
  ) {}

  /**
   * A label comes to where it must not: into a function from outside or as a source, or there out of an object that holds it.
   * Where it goes from there is not asked again. An object of a known type that comes in is no crossing: what is read of it is.
   */
  #crosses(f: Fact): boolean {
    const fn = this.graph.holder(f.node);
    if (this.forbiddenIn(fn).length === 0) return false;
    if (!isWhole(f.path) && this.types.namesAt(f.node).length > 0) return false;
    if (f.from.length === 0) return f.path === ROOT;
    return f.from.some(({ fact }) => (isWhole(f.path) && !isWhole(fact.path)) || this.enters(fn, fact));
  }

  /** What stands where the fact is has a purpose to enter when it comes into the function. */
  enters(fn: Fn, { node }: Fact): boolean {
    const into = this.forbiddenIn(fn);
    const before = this.forbiddenIn(this.graph.holder(node));
    return into !== before && into.some((p) => !before.includes(p));
  }

  /**
   * The facts on a way from a source to where a label must not come, those next to it first, each after the function whose code moved it there.
   *
   * @param facts all there are
   * @param given those that code of another purpose and packages of a forbidden one are given
   */
  *to(facts: readonly Fact[], given: readonly Hit[]): Iterable<Hit> {
    const outer = new Set<Fact>();
    const inner = new Set<Fact>();
    const ends: readonly Hit[] = [...facts.filter((f) => this.#crosses(f)).map((fact) => ({ fact })), ...given];
    const open: (Hit & { readonly inside: boolean })[] = ends.map((hit) => ({ ...hit, inside: false }));
    // Grows while it is walked.
    for (const { fact, by, inside } of open) {
      if (outer.has(fact) || (inside && inner.has(fact))) {
        if (by !== undefined) yield { fact, by };
        continue;
      }
      (inside ? inner : outer).add(fact);
      yield { fact, ...(by !== undefined && { by }) };
      for (const link of fact.from) {
        if (link.kind === 'call' && inside) continue;
        open.push({ fact: link.fact, ...(link.by !== undefined && { by: link.by }), inside: link.kind === 'return' ? link.fact.entry !== null : inside && fact.entry !== null });
      }
    }
  }
}
