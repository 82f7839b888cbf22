import { joinLabels, NO_LABELS, selecting } from '../domain/taint.js';
import { addLabels, BOOLEAN, BOTTOM, constant, isBottom, join, NUMBER, reference, truth, UNDEFINED, type Ref, type Value } from '../domain/value.js';
import { callValue } from '../machine/calls.js';
import type { Machine } from '../machine/machine.js';
import type { NativeCall } from '../machine/native.js';
import { arg, given, joinValues } from './support.js';
import { elementOf, elementsOf, newArray } from './array-elements.js';

type Each = (v: Value, i: Value, result: Value) => void;

/** Calls the callback for each element; `each` gets its results in order. False: the elements are not known one by one. */
export function visit(m: Machine, ref: Ref, call: NativeCall, each: Each, stop?: (result: Value) => boolean, backwards = false): boolean {
  const known = elementsOf(m, ref, call);
  const f = arg(call, 0);
  const self = given(call, 1) ? arg(call, 1) : UNDEFINED;
  const once = (v: Value, i: Value): Value => callValue(m, f, self, { list: [v, i, reference(ref)].map((x) => ({ v: x, s: call.site.s, e: call.site.e })) }, call.site);
  if (known && known.length <= 128) {
    const begun = m.content(ref);
    const entries = [...known.entries()];
    for (const [i, old] of backwards ? entries.reverse() : entries) {
      if (!m.st) break;
      const v = m.content(ref) === begun ? old : (elementsOf(m, ref, call)?.[i] ?? old);
      const result = m.within(`element${i}`, false, () => once(v, constant(i)));
      each(v, constant(i), result);
      if (stop?.(result)) break;
    }
    return true;
  }
  const any = elementOf(m, ref, call);
  if (isBottom(any)) return false;
  for (let pass = 0; pass < 2; pass++) {
    m.branch(
      () => {
        const result = m.within('elements', true, () => once(any, NUMBER));
        if (m.st) each(any, NUMBER, result);
        return UNDEFINED;
      },
      () => UNDEFINED,
    );
  }
  return false;
}

const definitely = (v: Value): boolean => !truth(v).no && truth(v).yes;

const never = (v: Value): boolean => !truth(v).yes;

export function map(m: Machine, ref: Ref, call: NativeCall): Value {
  const out: Value[] = [];
  const exact = visit(m, ref, call, (_v, _i, r) => out.push(r));
  return m.st ? newArray(m, call, exact ? out : undefined, joinValues(out)) : BOTTOM;
}

export function filter(m: Machine, ref: Ref, call: NativeCall): Value {
  const kept: Value[] = [];
  let sure = true;
  const exact = visit(m, ref, call, (v, _i, r) => {
    if (never(r)) return;
    if (!definitely(r)) sure = false;
    kept.push(addLabels(v, selecting(r.labels)));
  });
  return m.st ? newArray(m, call, exact && sure ? kept : undefined, joinValues(kept)) : BOTTOM;
}

export function find(what: 'value' | 'index', last = false) {
  return (m: Machine, ref: Ref, call: NativeCall): Value => {
    let out = BOTTOM;
    let found = false;
    const exact = visit(
      m,
      ref,
      call,
      (v, i, r) => {
        if (never(r)) return;
        out = join(out, addLabels(what === 'value' ? v : i, selecting(r.labels)));
        if (definitely(r)) found = true;
      },
      definitely,
      last,
    );
    if (!m.st) return BOTTOM;
    return exact && found ? out : join(out, what === 'value' ? UNDEFINED : constant(-1));
  };
}

export function test(every: boolean) {
  return (m: Machine, ref: Ref, call: NativeCall): Value => {
    let yes = false;
    let no = false;
    let labels = NO_LABELS;
    const exact = visit(m, ref, call, (_v, _i, r) => {
      const t = truth(r);
      labels = joinLabels(labels, selecting(r.labels));
      yes ||= t.yes;
      no ||= t.no;
    }, every ? never : definitely);
    return addLabels(!exact || (yes && no) ? BOOLEAN : constant(every ? !no : yes), labels);
  };
}

export function reduce(right: boolean) {
  return (m: Machine, ref: Ref, call: NativeCall): Value => {
    const known = elementsOf(m, ref, call);
    const f = arg(call, 0);
    const step = (acc: Value, v: Value, i: Value): Value => callValue(m, f, UNDEFINED, { list: [acc, v, i, reference(ref)].map((x) => ({ v: x, s: call.site.s, e: call.site.e })) }, call.site);
    if (known && known.length <= 128) {
      const list = right ? [...known].reverse() : [...known];
      let acc = given(call, 1) ? arg(call, 1) : (list.shift() ?? UNDEFINED);
      for (const [i, v] of list.entries()) {
        if (!m.st) break;
        acc = m.within(`element${i}`, false, () => step(acc, v, constant(i)));
      }
      return acc;
    }
    const any = elementOf(m, ref, call);
    let acc = given(call, 1) ? arg(call, 1) : any;
    for (let pass = 0; pass < 4; pass++) {
      const next = join(acc, m.branch(() => m.within('elements', true, () => step(acc, any, NUMBER)), () => acc));
      if (next === acc) break;
      acc = next;
    }
    return acc;
  };
}
