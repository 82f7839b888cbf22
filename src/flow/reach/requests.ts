import type { Callees } from './callees.js';
import { ON_ERROR, ROUTING } from '../../models/frameworks.js';
import type { Fn, Node } from './numbers.js';
import type { ProgramGraph } from './program-graph.js';
import type { ReadsBuilder } from '../reuse/reads.js';
import type { Registrations } from './registrations.js';

/** Parameters of a handler that takes an error before the request. */
const WITH_ERROR = 4;

interface Handlers {
  /** By what a parameter gets: the request, the response. */
  readonly slots: readonly (readonly Node[])[];
  readonly errors: readonly Node[];
}

/** What handlers of one server have in common: the request and what goes with it, and errors that one leaves to others. */
export class Requests {
  #handlers: Handlers | undefined;
  readonly #isHandler = new Map<Fn, boolean>();

  constructor(
    readonly graph: ProgramGraph,
    readonly callees: Callees,
    readonly registrations: Registrations,
  ) {}

  /** What else is the request, or the response, where the node is. */
  sameAs(node: Node): readonly Node[] {
    const slot = this.#slot(node);
    return slot === undefined ? [] : (this.#all().slots[slot] ?? []);
  }

  /** Parameters that get the errors of handlers, where what is called, or given to be called, is the way to them: `next`. */
  errorsAfter(callee: Node): readonly Node[] {
    for (const { fn, index } of this.graph.paramOf(callee)) {
      if (index >= 2 && index === this.graph.fn(fn).facts.params.length - 1 && this.isHandler(fn)) return this.#all().errors;
    }
    return [];
  }

  /** Parameters that get what the function throws. */
  errorsOf(fn: Fn): readonly Node[] {
    return this.isHandler(fn) ? this.#all().errors : [];
  }

  /** Adds the names under which handlers were looked for. */
  noteReads(reads: ReadsBuilder): void {
    if (this.#handlers) reads.addNames(ROUTING);
  }

  isHandler(fn: Fn): boolean {
    let known = this.#isHandler.get(fn);
    if (known === undefined) this.#isHandler.set(fn, (known = this.callees.callbacksOf(fn).some((id) => this.registrations.has(id))));
    return known;
  }

  #slot(node: Node): number | undefined {
    if (this.graph.isRequest(node)) return 0;
    for (const { fn, index } of this.graph.paramOf(node)) {
      const slot = index - this.#before(fn);
      if (slot >= 0 && slot < 2 && this.isHandler(fn)) return slot;
    }
    return undefined;
  }

  /** Parameters before the request. */
  #before(fn: Fn): number {
    return this.graph.fn(fn).facts.params.length === WITH_ERROR ? 1 : 0;
  }

  #all(): Handlers {
    if (this.#handlers) return this.#handlers;
    const slots: Node[][] = [[...this.graph.requests()], []];
    const errors: Node[] = [];
    const seen = new Set<Fn>();
    for (const g of this.graph.files) {
      g.sites.forEach((s, i) => {
        if (s.receiver < 0 || !ROUTING.has(s.name) || s.args.every((a) => a < 0)) return;
        if (!this.registrations.has(this.graph.siteId(g, i))) return;
        for (const arg of s.args) {
          for (const fn of arg < 0 ? [] : this.callees.functionsOf(this.graph.at(g, arg))) {
            if (seen.has(fn)) continue;
            seen.add(fn);
            const { file, index } = this.graph.fn(fn);
            const before = ON_ERROR.has(s.name) ? 1 : this.#before(fn);
            file.functions[index]!.params.forEach((p, n) => {
              if (n < before) errors.push(this.graph.at(file, p));
              else slots[n - before]?.push(this.graph.at(file, p));
            });
          }
        }
      });
    }
    return (this.#handlers = { slots, errors });
  }
}
