import { EMPTY, EMPTY_ARRAY, slot, withSlot } from '../domain/content.js';
import { BOTTOM, constant, reference, UNDEFINED, type Ref, type Value } from '../domain/value.js';
import { anyElement, knownElements, listContent } from './elements.js';
import { NOTHING, type Source } from './generators.js';
import type { Machine } from './machine.js';
import type { Mode, Site, Stepped } from './objects.js';

const LIST = '!yields';
const POSITION = '!position';

/** An iterator over elements that are known, or of which only their join is. */
export function listIterator(m: Machine, site: Site, known: readonly Value[] | undefined, any: Value, tag: string, source?: Source): Value {
  return iteratorOver(m, site, m.alloc('array', site, known ? listContent(known) : { ...EMPTY_ARRAY, rest: any, length: undefined }, {}, `${tag} list`), tag, source);
}

/** An iterator over an array's elements, as they are when it is asked. */
export function iteratorOver(m: Machine, site: Site, list: Ref, tag: string, source?: Source): Value {
  const ref = m.alloc('generator', site, EMPTY, {}, tag);
  m.obj(ref).iterator = { async: false, step: (mm, self, mode, sent) => fromList(mm, self, mode, sent), ...(source && { source }) };
  m.setSlot(ref, LIST, slot(reference(list)));
  return reference(ref);
}

/** The elements that a list's iterator has not given yet; undefined: the iterator is of another kind. */
export function remaining(m: Machine, ref: Ref): { readonly known: readonly Value[] | undefined; readonly any: Value } | undefined {
  const c = m.content(ref);
  const list = c.props.get(LIST)?.v.refs[0];
  if (list === undefined) return undefined;
  const known = knownElements(m, list);
  const at = position(c.props.get(POSITION)?.v);
  return { known: at === undefined || m.obj(ref).several ? undefined : known?.slice(at), any: anyElement(m, list) };
}

/** Nothing was asked of the iterator of a list yet. */
export function isUnasked(m: Machine, ref: Ref): boolean {
  return !m.slot(ref, POSITION);
}

function position(v: Value | undefined): number | undefined {
  if (!v) return 0;
  return v.kinds === 0 && v.consts.length === 1 && typeof v.consts[0] === 'number' ? v.consts[0] : undefined;
}

function fromList(m: Machine, ref: Ref, mode: Mode, sent: Value): Stepped {
  const c = m.content(ref);
  const at = position(c.props.get(POSITION)?.v);
  if (mode === 'throw') {
    m.raise(sent);
    return NOTHING;
  }
  if (mode === 'return') {
    m.setContent(ref, withSlot(c, POSITION, slot(constant(Infinity))));
    return { value: BOTTOM, end: sent };
  }
  const { known, any } = remaining(m, ref)!;
  if (!known || at === undefined) return { value: any, end: UNDEFINED };
  m.setContent(ref, withSlot(c, POSITION, slot(constant(at + 1))));
  return known.length > 0 ? { value: known[0]!, end: BOTTOM } : NOTHING;
}
