import type { FileFacts, FunctionFacts } from '../../facts/ir.js';
import type { Context, Env } from '../domain/context.js';
import { State } from '../domain/state.js';
import { BOTTOM, join, type Value } from '../domain/value.js';
import type { Args, Closure, Home } from './objects.js';

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

/** One activation of a function or a module body. */
export interface Frame {
  readonly facts: FileFacts;
  readonly fn: FunctionFacts;
  readonly closure: Closure | undefined;
  env: Env;
  readonly ctx: Context;
  thisValue: Value;
  readonly newTarget: Value;
  readonly home: Home | undefined;
  readonly args: Args;
  /** Purposes that the running code serves. */
  readonly purposes: readonly string[];
  ret: Exit;
  thrown: Exit;
  /** Enclosing `try` blocks, innermost last. */
  readonly catches: Exit[];
  readonly jumps: JumpTarget[];
  /** Open optional chains, innermost last: states in which the chain ended early. */
  readonly chains: { short: State | null }[];
  readonly caller: Frame | null;
  /** Code of the frame can throw an error of the run time or of a library. */
  implicit: boolean;
  /** Generators: what it yields, and what `next(v)` sends. */
  generator?: { yielded: number; sent: Value; exits: State | null };
}

/** The exit that a `throw` in the frame reaches. */
export function throwTarget(f: Frame): Exit {
  return f.catches[f.catches.length - 1] ?? f.thrown;
}
