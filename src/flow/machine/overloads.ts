import type { TypeIR } from '../../facts/ir.js';
import { overloadsOf } from '../../facts/overloads.js';
import type { Signature, TypeRef } from '../../types/shape.js';
import { isBottom, kindOf, type Value } from '../domain/value.js';
import type { Frame } from './frame.js';
import type { Machine } from './machine.js';
import type { Args } from './objects.js';

/** The first overload that takes as many arguments, and these. */
export function overload(m: Machine, signatures: readonly Signature[], args: Args): Signature | undefined {
  const enough = signatures.filter((s) => s.fn.params.filter((p) => !p.optional && !p.rest).length <= args.list.length);
  const fits = (s: Signature): boolean =>
    s.fn.params.every((p, i) => {
      const given = args.list[i];
      return !given || !p.type || p.rest || takes(m, { file: s.file, type: p.type, ...(s.env && { env: s.env }) }, given.v);
    });
  return enough.find(fits) ?? enough[0] ?? signatures[0];
}

/** A value can be of the type: a constant by its literals and kinds, an object where the type has any. */
function takes(m: Machine, type: TypeRef, v: Value): boolean {
  const { unknown, literals, kinds, objects } = m.setting.declared.shape(type);
  if (unknown || v.unknown || isBottom(v) || (v.kinds & kinds) !== 0) return true;
  if (v.refs.length > 0 && objects.length > 0) return true;
  return v.consts.some((c) => (literals ? literals.some((l) => l === c) : (kinds & kindOf(c)) !== 0));
}

/** The return type that stands in the overload which the frame's call takes, where its function's overloads are written before it. */
export function overloadReturn(m: Machine, { facts, fn, args }: Frame): TypeIR | undefined {
  const signatures = overloadsOf(facts, fn).map((one): Signature => ({ file: facts.file, fn: one }));
  return signatures.length === 0 ? undefined : overload(m, signatures, args)?.fn.ret;
}
