import { ReachBounds } from './bounds.js';

/** Bounds the searches for callees and for uses, which lead to each other. */
export class Search {
  #depth = 0;
  /** Nodes that the running question may still look at. */
  #left = 0;
  #cuts = 0;

  /** Times that a search met a bound: what was found meanwhile is not all there is. */
  get cuts(): number {
    return this.#cuts;
  }

  /** What was found since then is all there is, or all that will be found. */
  isDone(cuts: number): boolean {
    return this.#cuts === cuts || this.#depth === 0;
  }

  cut(): void {
    this.#cuts++;
  }

  /** A search begins, in the course of others or not; false: they lead too far already. */
  begin(): boolean {
    if (this.#depth > ReachBounds.searchDepth) {
      this.#cuts++;
      return false;
    }
    if (this.#depth === 0) this.#left = ReachBounds.searchInAll;
    this.#depth++;
    return true;
  }

  end(): void {
    this.#depth--;
  }

  /** One more node may be looked at. */
  step(): boolean {
    if (this.#left-- > 0) return true;
    this.#cuts++;
    return false;
  }
}
