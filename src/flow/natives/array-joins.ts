import { BOTTOM, isBottom, join, reference, type Ref, type Value } from '../domain/value.js';
import { anyElement, knownElements } from '../machine/elements.js';
import type { Machine } from '../machine/machine.js';
import type { NativeCall } from '../machine/native.js';
import { map } from './array-callbacks.js';
import { elementOf, elementsOf, newArray, number } from './array-elements.js';
import { arg, given } from './support.js';

export function concat(m: Machine, ref: Ref, call: NativeCall): Value {
  const parts: Value[] = [];
  let exact: Value[] | undefined = [...(elementsOf(m, ref, call) ?? [])];
  if (!elementsOf(m, ref, call)) exact = undefined;
  let any = elementOf(m, ref, call);
  for (const a of call.args.list) {
    const arrays = a.v.refs.filter((r) => m.obj(r).kind === 'array');
    const others: Value = { ...a.v, refs: a.v.refs.filter((r) => !arrays.includes(r)) };
    if (!isBottom(others)) {
      parts.push(others);
      any = join(any, others);
      if (arrays.length === 0) exact?.push(others);
    }
    for (const r of arrays) {
      const known = knownElements(m, r);
      if (known && arrays.length === 1 && isBottom(others)) exact?.push(...known);
      else exact = undefined;
      any = join(any, anyElement(m, r));
    }
  }
  return newArray(m, call, call.args.rest ? undefined : exact, call.args.rest ? join(any, call.args.rest.v) : any);
}

function flatten(m: Machine, v: Value, depth: number): { known: Value[] | undefined; any: Value } {
  const arrays = depth > 0 ? v.refs.filter((r) => m.obj(r).kind === 'array') : [];
  const others: Value = { ...v, refs: v.refs.filter((r) => !arrays.includes(r)) };
  if (arrays.length === 0) return { known: [v], any: v };
  let known: Value[] | undefined = arrays.length === 1 && isBottom(others) ? [] : undefined;
  let any = others;
  for (const r of arrays) {
    const items = knownElements(m, r);
    for (const x of items ?? [anyElement(m, r)]) {
      const inner = flatten(m, x, depth - 1);
      if (inner.known && items) known?.push(...inner.known);
      else known = undefined;
      any = join(any, inner.any);
    }
  }
  return { known, any };
}

export function flat(m: Machine, ref: Ref, call: NativeCall): Value {
  const depth = given(call, 0) ? (number(arg(call, 0)) ?? 8) : 1;
  const { known, any } = flatten(m, reference(ref), depth + 1);
  return newArray(m, call, known, any);
}

export function flatMap(m: Machine, ref: Ref, call: NativeCall): Value {
  const mapped = map(m, ref, call);
  const { known, any } = flatten(m, mapped, 2);
  return m.st ? newArray(m, call, known, any, 'flat') : BOTTOM;
}
