import { ReachBounds } from './bounds.js';

/** Bounds the searches for callees and for uses, which lead to each other. */
export class Search {
  #depth = 0;
  /** Nodes that the running question may still look at. */
  #left = 0;

  /** A search begins, in the course of others or not; false: they lead too far already. */
  begin(): boolean {
    if (this.#depth > ReachBounds.searchDepth) return false;
    if (this.#depth === 0) this.#left = ReachBounds.searchInAll;
    this.#depth++;
    return true;
  }

  end(): void {
    this.#depth--;
  }

  /** One more node may be looked at. */
  step(): boolean {
    return this.#left-- > 0;
  }
}
