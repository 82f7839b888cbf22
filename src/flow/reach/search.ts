import { ReachBounds } from './bounds.js';

/** Bounds the searches for callees and for uses, which lead to each other. */
export class Search {
  #depth = 0;
  /** Nodes that the running question may still look at. */
  #left = 0;
  #cuts = 0;
  #isBounded = false;
  #question = 0;

  /** Number of the question that no other one led to: while it is asked, what was cut short of others stands. */
  get question(): number {
    return this.#question;
  }

  /** Times that a search met a bound: what was found meanwhile is not all there is. */
  get cuts(): number {
    return this.#cuts;
  }

  /** What was found since then is all there is, or all that will be found. */
  isDone(cuts: number): boolean {
    return this.#cuts === cuts || this.#depth === 0;
  }

  /** A bound ended some search before it had all. */
  get isBounded(): boolean {
    return this.#isBounded;
  }

  cut(): void {
    this.#cuts++;
  }

  /** A bound ends a search. */
  meetBound(): void {
    this.#isBounded = true;
  }

  /** A search begins, in the course of others or not; false: they lead too far already. */
  enter(): boolean {
    if (this.#depth > ReachBounds.searchDepth) {
      this.#cuts++;
      this.meetBound();
      return false;
    }
    if (this.#depth === 0) {
      this.#left = ReachBounds.searchInAll;
      this.#question++;
    }
    this.#depth++;
    return true;
  }

  leave(): void {
    this.#depth--;
  }

  /** One more node may be looked at. */
  step(): boolean {
    if (this.#left-- > 0) return true;
    this.#cuts++;
    this.meetBound();
    return false;
  }
}
