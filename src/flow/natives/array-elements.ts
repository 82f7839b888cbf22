import { EMPTY_ARRAY, isIndex, slot, withSlot } from '../domain/content.js';
import { addLabels, BOTTOM, join, reference, type Ref, type Value } from '../domain/value.js';
import { throughPassage } from '../machine/boundary.js';
import type { Machine } from '../machine/machine.js';
import type { NativeCall } from '../machine/native.js';
import { anyElement, blurElements, knownElements, listContent } from '../machine/elements.js';
import { joinValues } from './support.js';

/** The receiver's elements in order, where they are known. */
export function elementsOf(m: Machine, ref: Ref, call: NativeCall): readonly Value[] | undefined {
  return knownElements(m, ref)?.map((v) => ofReceiver(call, v));
}

/** What was selected as a whole, each element of it was. */
function ofReceiver({ thisValue: { passage, labels } }: NativeCall, v: Value): Value {
  return addLabels(throughPassage(passage, v), labels);
}

/** Any of the receiver's elements. */
export function elementOf(m: Machine, ref: Ref, call: NativeCall): Value {
  return ofReceiver(call, anyElement(m, ref));
}

export function newArray(m: Machine, call: NativeCall, values: readonly Value[] | undefined, any: Value = BOTTOM, tag = 'result'): Value {
  return reference(m.alloc('array', call.site, values ? listContent(values) : { ...EMPTY_ARRAY, rest: any, length: undefined }, {}, tag));
}

/** Replaces all elements of an array. */
export function replace(m: Machine, ref: Ref, values: readonly Value[]): void {
  let c = m.content(ref);
  if (m.obj(ref).several) {
    m.setContent(ref, { ...c, rest: join(c.rest, joinValues(values)), length: undefined });
    return;
  }
  const props = new Map([...c.props].filter(([n]) => !isIndex(n)));
  c = { ...c, props, length: values.length };
  values.forEach((v, i) => (c = withSlot(c, String(i), slot(v))));
  m.setContent(ref, c);
}

/** The array stands in one order no longer: any element can be at any place, or gone. */
export function scramble(m: Machine, ref: Ref, more: Value = BOTTOM): void {
  blurElements(m, ref);
  const c = m.content(ref);
  m.setContent(ref, { ...c, rest: join(c.rest, more), length: undefined });
}

export function number(v: Value): number | undefined {
  const c = v.consts[0];
  return v.consts.length === 1 && v.kinds === 0 && !v.unknown && typeof c === 'number' ? c : undefined;
}
