import { blurred, EMPTY, isIndex, slot, withSlot, type Content } from '../domain/content.js';
import { BOTTOM, isBottom, join, UNDEFINED, unknownWith, type Ref, type Value } from '../domain/value.js';
import { Bounds } from '../bounds.js';
import type { Machine } from './machine.js';

/** An array's content with these elements; after `rest`, any number of further ones. */
export function listContent(values: readonly Value[], rest?: Value): Content {
  const props = new Map(values.slice(0, Bounds.properties).map((v, i) => [String(i), slot(v)]));
  const more = values.slice(Bounds.properties).reduce(join, rest ?? BOTTOM);
  return { ...EMPTY, props, rest: more, length: rest || values.length > Bounds.properties ? undefined : values.length };
}

/** Appends to an array; the position is exact while its length is. */
export function pushElement(m: Machine, ref: Ref, value: Value): void {
  const o = m.obj(ref);
  const c = m.content(ref);
  if (c.length !== undefined && !o.several && !m.frame.ctx.several) {
    m.setContent(ref, { ...withSlot(c, String(c.length), slot(value)), length: c.length + 1 });
  } else {
    const b = c.length === undefined ? c : { ...c, length: undefined };
    m.setContent(ref, { ...b, rest: join(b.rest, value) });
  }
}

/** An array's elements in order, if its length is known and no element is uncertain. */
export function knownElements(m: Machine, ref: Ref): readonly Value[] | undefined {
  const c = m.content(ref);
  if (c.length === undefined || !isBottom(c.rest) || c.inside.length > 0) return undefined;
  const out: Value[] = [];
  for (let i = 0; i < c.length; i++) {
    const s = c.props.get(String(i));
    if (s?.maybe) return undefined;
    out.push(s ? s.v : UNDEFINED);
  }
  return out;
}

/** The join of an array's elements. */
export function anyElement(m: Machine, ref: Ref): Value {
  const c = m.content(ref);
  let out = c.rest;
  for (const [name, s] of c.props) if (isIndex(name)) out = join(out, s.v);
  if (c.inside.length > 0) out = join(out, unknownWith(c.inside));
  return out;
}

export function blurElements(m: Machine, ref: Ref): void {
  m.setContent(ref, blurred(m.content(ref)));
}
