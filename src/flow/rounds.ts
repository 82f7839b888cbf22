import { Bounds } from './bounds.js';
import type { Changes } from './changes.js';
import type { State } from './domain/state.js';
import { boundsReached, type Ref } from './domain/value.js';
import type { EntryOrder } from './entry-order.js';
import type { Machine } from './machine/machine.js';
import type { Reads } from './machine/reads.js';
import type { Holders } from './receivers.js';

/** A function run as an entry point, with what its last run saw. */
export interface Root {
  readonly ref: Ref;
  /** Nothing in the program calls it: whoever does is not known. */
  readonly uncalled: boolean;
  /** Number of its last run. */
  ran: number;
  /** What it saw there. */
  reads: Reads;
}

/** A program that is run: its entry points, and how much was run of it. */
export interface Rounds {
  readonly m: Machine;
  global: State;
  readonly roots: Map<Ref, Root>;
  /** Function objects that nothing has called so far, and classes. */
  readonly waiting: Set<Ref>;
  /** Objects looked through for them. */
  scanned: number;
  readonly order: EntryOrder;
  /** Runs of entry points so far. */
  clock: number;
  /** Entry points that were not run, or not again, as there were too many calls. */
  readonly left: Set<string>;
  /** What tells an entry point's `this`. */
  readonly holders: Holders;
  callsOfTests: number;
  round: number;
  /** Calls that the bodies of modules led to. */
  afterModules: number;
  readonly changes: Changes;
}

/** What its last run saw is otherwise now. */
export const isAffected = ({ m, changes }: Rounds, { ref, reads, ran }: Root): boolean => changes.affect(m, reads, ran, key(m, ref));

/** As many calls of a large program were followed as are followed in all. */
export function isSpent({ m, afterModules }: Rounds): boolean {
  return m.relevance !== undefined && m.total + m.calls - afterModules > Bounds.callsOfLarge;
}

/** As many calls of a large program's tests were followed as are followed of them. */
export function areTestsSpent({ m, callsOfTests }: Rounds): boolean {
  return m.relevance !== undefined && callsOfTests > Bounds.callsOfTests;
}

/** Says which bounds on the run were met. */
export function noteReached({ m, left }: Rounds, file: string): void {
  if (left.size > 0) m.limit('bound', `labels reach so much of the program that ${left.size} functions were not followed to the end`, { file, s: 0, e: 0 });
  if (boundsReached.references) m.limit('bound', `some value can be more than ${Bounds.references} objects: not all of them are followed`, { file, s: 0, e: 0 });
}

/** Names an entry point, whatever object it is. */
export function key(m: Machine, ref: Ref): string {
  const { closure, cls } = m.obj(ref);
  return closure ? `${closure.facts.file}|${closure.index}` : `class ${cls!.facts.file}|${cls!.index}`;
}
