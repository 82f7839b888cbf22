import { EMPTY, slot, withSlot, type Slot } from '../domain/content.js';
import { addLabels, join, reference, type Ref, type Value } from '../domain/value.js';
import type { Machine } from '../machine/machine.js';
import type { NativeCall } from '../machine/native.js';
import { copyProperties } from '../machine/patterns.js';
import { getProperty } from '../machine/properties.js';

/** A deep copy. */
export function clone(m: Machine, v: Value, call: NativeCall, depth: number, seen = new Map<Ref, Ref>()): Value {
  let out: Value = { ...v, refs: [] };
  for (const ref of v.refs) {
    const o = m.obj(ref);
    const known = seen.get(ref);
    if (known !== undefined) {
      out = join(out, reference(known));
      continue;
    }
    if (o.kind === 'declared' && o.shape && (o.shape.k === 'object' || o.shape.k === 'class')) {
      const copy = m.alloc('object', call.site, EMPTY, {}, `clone${ref}`);
      seen.set(ref, copy);
      copyProperties(m, reference(ref), copy);
      out = join(out, reference(copy));
      continue;
    }
    if (!['object', 'array', 'map', 'set'].includes(o.kind) || depth > 6) {
      out = join(out, reference(ref));
      continue;
    }
    const copy = m.alloc(o.kind, call.site, EMPTY, {}, `clone${ref}`);
    seen.set(ref, copy);
    const c = m.content(ref);
    let next = { ...c, props: new Map<string, Slot>() };
    for (const [n, s] of c.props) {
      if (n.startsWith('!') && !n.startsWith('!key')) continue;
      const value = s.get ? getProperty(m, reference(ref), n, call.site) : s.v;
      next = withSlot(next, n, slot(clone(m, value, call, depth + 1, seen), { maybe: s.maybe, keyLabels: s.keyLabels })) as typeof next;
    }
    m.setContent(copy, { ...next, rest: clone(m, c.rest, call, depth + 1, seen) });
    out = join(out, reference(copy));
  }
  return addLabels(out, v.labels);
}
