import type { Path } from './paths.js';
import type { Fn, Node, SiteId } from './numbers.js';

/**
 * What came into a function: a labelled value as a parameter, or a function as an argument, which gives labels when it is called.
 * What it leads to is found once for all callers.
 */
export interface Entry {
  readonly id: number;
  readonly fn: Fn;
  /** Calls by which it comes in: with the fact that comes, if it is a label; and what had come into the function of the call. */
  readonly callers: { readonly site: SiteId; readonly fact: Fact | null; readonly entry: Entry | null }[];
  /** Where it leaves the function again: as a result or an exception. */
  readonly exits: Fact[];
}

/** A label can stand at `path` below the value of `node`, if `entry` came into its function. */
export interface Fact {
  readonly node: Node;
  readonly path: Path;
  readonly entry: Entry | null;
  readonly from: Link[];
}

/** How a fact followed from another. */
export interface Link {
  readonly fact: Fact;
  /** `call`: came in from a caller. `return`: left a callee. `up`: what a class keeps, as the code of a class that it extends sees it. */
  readonly kind: 'flow' | 'call' | 'return' | 'up';
  /** Function whose code moves the value, where neither place is its own. */
  readonly by?: Fn;
}

/** A fact where a label must not come. */
export interface Hit {
  readonly fact: Fact;
  /** Function whose code hands it over. */
  readonly by?: Fn;
}
