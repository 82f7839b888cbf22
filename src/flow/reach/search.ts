import { ReachBounds } from './bounds.js';

/** What searches found that were cut short, for as long as the question is asked that led to them: to begin them anew would find no more. */
export class CutShort<K, V> {
  readonly #found = new Map<K, { readonly value: V; readonly depth: number }>();
  #question = 0;

  constructor(readonly search: Search) {}

  /** Undefined also where it was found further below other searches than one would be now: there, less is found. */
  get(of: K): V | undefined {
    if (this.#question !== this.search.question) return undefined;
    const known = this.#found.get(of);
    return known && known.depth <= this.search.depth ? known.value : undefined;
  }

  set(of: K, value: V): void {
    if (this.#question !== this.search.question) {
      this.#question = this.search.question;
      this.#found.clear();
    }
    this.#found.set(of, { value, depth: this.search.depth });
  }
}

/** Bounds the searches for callees and for uses, which lead to each other. */
export class Search {
  #depth = 0;
  /** Nodes that the running question may still look at. */
  #left = 0;
  /** Nodes that were looked at for all questions. */
  #spent = 0;
  #cuts = 0;
  #isBounded = false;
  #question = 0;

  /** Searches that are running, each in the course of the one before. */
  get depth(): number {
    return this.#depth;
  }

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
      this.#left = this.#spent < ReachBounds.searchOverall ? ReachBounds.searchInAll : ReachBounds.searchNear;
      this.#question++;
    }
    this.#depth++;
    return true;
  }

  leave(): void {
    this.#depth--;
  }

  /** The running question may look at no more nodes. */
  get isSpent(): boolean {
    return this.#depth > 0 && this.#left <= 0;
  }

  /** One more node may be looked at. */
  step(): boolean {
    if (this.#left-- > 0) {
      this.#spent++;
      return true;
    }
    this.#cuts++;
    this.meetBound();
    return false;
  }
}
