import type { FileFacts, FunctionFacts } from '../../facts/ir.js';
import type { Context, Env } from '../domain/context.js';
import { State } from '../domain/state.js';
import { BOTTOM, join, type Ref, type Value } from '../domain/value.js';
import type { Args, Closure, Home, Site } from './objects.js';
import type { Producer } from './generators.js';
import type { Activation, Region } from './resumable/activation.js';

/** States that leave a construct early, joined, with the value they carry. */
export interface Exit {
  st: State | null;
  v: Value;
}

export function noExit(): Exit {
  return { st: null, v: BOTTOM };
}

export function addExit(exit: Exit, st: State | null, v: Value): void {
  if (!st) return;
  exit.st = State.join(exit.st, st);
  exit.v = join(exit.v, v);
}

export interface JumpTarget {
  readonly kind: 'loop' | 'switch' | 'label';
  readonly labels: readonly string[];
  broken: State | null;
  continued: State | null;
}

/** What code runs under and hands to the code that it starts, later on too. */
export interface AsyncContext {
  /** Stores by their `AsyncLocalStorage`. */
  readonly stores: ReadonlyMap<Ref, Value>;
  /** Code that is not known called the code, under stores that are not known. */
  readonly open: boolean;
}

export const NO_CONTEXT: AsyncContext = { stores: new Map(), open: false };

/** One activation of a function or a module body. */
export interface Frame {
  readonly facts: FileFacts;
  readonly fn: FunctionFacts;
  readonly closure: Closure | undefined;
  env: Env;
  ctx: Context;
  thisValue: Value;
  readonly newTarget: Value;
  readonly home: Home | undefined;
  readonly args: Args;
  /** Purposes that the running code serves. */
  readonly purposes: readonly string[];
  ret: Exit;
  thrown: Exit;
  /** Enclosing `try` blocks, innermost last. */
  catches: Exit[];
  jumps: JumpTarget[];
  /** Open optional chains, innermost last: states in which the chain ended early. */
  chains: { short: State | null }[];
  readonly caller: Frame | null;
  /** Where in the caller's code it was called. */
  readonly at?: Site;
  context: AsyncContext;
  /** Code of the frame can throw an error of the run time or of a library. */
  implicit: boolean;
  /** It stands for code that is not seen: who calls an entry point. */
  readonly isOutside?: true;
  /** Of an async function or generator: how it stops and goes on. */
  activation?: Activation;
  /** Of a generator: what its steps give. */
  producer?: Producer;
  /** The innermost construct around the running code in which paths that stop meet again. */
  region?: Region | null;
  /** Values of parts of the expression under evaluation that were evaluated before it stopped, by their facts. */
  memo?: ReadonlyMap<object, Value> | undefined;
}

/** A call that is running, and those around it. */
export interface Active {
  readonly fn: FunctionFacts;
  /** Frames of the function from here outwards. */
  readonly count: number;
  /** Undecided branches around the code that runs when its body, or the step of it that goes on, begins. */
  readonly start: number;
  /** Undecided branches in the code of `outer` around the call. */
  readonly branches: number;
  /** It and those around it have returned: the code that runs is a reaction that was made there. */
  readonly later?: true;
  readonly outer: Active | null;
}

/** The call of a function in code that runs under `outer`. */
export function activeCall(outer: Active | null, fn: FunctionFacts, uncertain: number): Active {
  return { fn, count: (innermostCall(outer, fn)?.count ?? 0) + 1, start: uncertain, branches: outer ? uncertain - outer.start : 0, outer };
}

/** The innermost running call of the function. */
export function innermostCall(active: Active | null, fn: FunctionFacts): Active | undefined {
  for (let a = active; a; a = a.outer) if (a.fn === fn) return a;
  return undefined;
}

/** The call has returned: the running code is a reaction to a promise that it made, or was called by one. */
export function hasReturned(running: Active | null, call: Active): boolean {
  for (let a = running; a; a = a.outer) {
    if (a.later) return true;
    if (a === call) return false;
  }
  return false;
}

/** Some undecided branch stands between the body of `call`, one of those that run, and the running code. */
export function isBranched(running: Active, call: Active, uncertain: number): boolean {
  if (uncertain > running.start) return true;
  for (let a = running; a !== call; a = a.outer!) if (a.branches > 0) return true;
  return false;
}

/** The exit that a `throw` in the frame reaches. */
export function throwTarget(f: Frame): Exit {
  return f.catches[f.catches.length - 1] ?? f.thrown;
}
