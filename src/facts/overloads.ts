import type { FileFacts, FnType, FunctionFacts, TypeIR } from './ir.js';

/** Signatures that are written before a function with a body, in order; none: its own is all. */
export function overloadsOf({ ambient }: FileFacts, { kind, name }: FunctionFacts): readonly FnType[] {
  if (kind !== 'function' || name === '' || ambient.length === 0) return [];
  return ambient.flatMap((a) => (a.name === name && a.module === undefined && a.type?.k === 'fn' ? [a.type.fn] : []));
}

export function overloadReturns(facts: FileFacts, fn: FunctionFacts): readonly TypeIR[] {
  return overloadsOf(facts, fn).flatMap(({ ret }) => ret ?? []);
}
