import type { Expr } from '../../facts/ir.js';
import type { TypeRef } from '../../types/shape.js';
import { conform } from './declared.js';
import type { Machine } from './machine.js';
import { narrow } from './refine.js';
import type { Closure, Site } from './objects.js';

/** What a call of a type guard (`x is T`, `asserts x is T`) says of one of its arguments. */
export interface Guard {
  readonly index: number;
  readonly type: TypeRef;
  readonly asserts: boolean;
}

const keyOf = ({ file, s, e }: Site): string => `${file}|${s}|${e}`;

/** Keeps what a function that is called at the place, a type guard for a labelled type, says there. */
export function noteGuard(m: Machine, { facts, fn }: Closure, at: Site): void {
  if (fn.ret?.k !== 'predicate' || !fn.ret.type) return;
  const { param, type, asserts } = fn.ret;
  const ref: TypeRef = { file: facts.file, type };
  const index = fn.params.findIndex(({ target: t }) => t.k === 'pvar' && facts.bindings[t.v]!.name === param);
  if (index >= 0 && m.setting.declared.mentions(ref)) m.guards.set(keyOf(at), { index, type: ref, asserts: asserts === true });
}

/** The variable that a type guard was given is of the type where the guard has said so: in the branch that it decides, or after it. */
export function applyGuard(m: Machine, e: Extract<Expr, { k: 'call' }>, asserts: boolean): void {
  const guard = m.guards.size > 0 ? m.guards.get(keyOf(m.site(e))) : undefined;
  const arg = guard?.asserts === asserts ? e.args[guard.index] : undefined;
  if (!guard || !m.st || arg?.k !== 'var') return;
  narrow(m, arg.v, (v) => conform(m, v, guard.type, m.site(arg), 'the value is asserted to be'));
}
