import { type Content } from '../domain/content.js';
import { joinLabels, NO_LABELS, type Labels } from '../domain/taint.js';
import { constant, isBottom, join, reference, UNKNOWN, type Ref, type Value } from '../domain/value.js';
import { deepLabels } from './deep.js';
import { listContent } from './elements.js';
import type { Machine } from './machine.js';
import type { Site } from './objects.js';

/** All that an object holds stands under names that are known; or, where it is {@link OTHERS}, all that has a label. */
export const KNOWN = '!pairs';
export const OTHERS = constant('others');
export const ENTRY = '!pair ';

/** A list of names and values, as its entries; undefined: not all names under which it holds labels are known. */
export interface Pairs {
  readonly entries: readonly (readonly [name: string, value: Value])[];
  /** It has no others. */
  readonly all: boolean;
}

export function pairsOf(m: Machine, ref: Ref): Pairs | undefined {
  const c = m.content(ref);
  const known = c.props.get(KNOWN);
  if (!known || known.maybe || m.obj(ref).several || hasMore(m, ref, c)) return undefined;
  const entries = [...c.props].filter(([name]) => name.startsWith(ENTRY));
  return { entries: entries.map(([name, s]) => [name.slice(ENTRY.length), s.v] as const), all: known.v.consts.every((x) => x === true) && entries.every(([, s]) => !s.maybe) };
}

/** Code that can't be read has put a label into it, under whatever name. */
function hasMore(m: Machine, ref: Ref, c: Content): boolean {
  const own = new Set<string>();
  for (const [name, s] of c.props) if (name.startsWith(ENTRY)) for (const t of deepLabels(m, s.v, m.obj(ref).site)) own.add(t.label);
  return [...c.inside, ...c.rest.labels].some((t) => !own.has(t.label));
}

/** What the list gives one by one: names, values, or arrays of both; undefined where {@link pairsOf} is. */
export function pairElements(m: Machine, ref: Ref, what: 'keys' | 'values' | 'entries', site: Site): { readonly known: readonly Value[] | undefined; readonly any: Value } | undefined {
  const pairs = pairsOf(m, ref);
  if (!pairs) return undefined;
  const of = ([name, v]: readonly [string, Value]): Value => {
    if (what !== 'entries') return what === 'keys' ? constant(name) : v;
    return reference(m.alloc('array', site, listContent([constant(name), v]), {}, `pair ${name}`));
  };
  const each = pairs.entries.map(of);
  const several = pairs.entries.some(([, v]) => isBottom(v) || v.consts.length > 1);
  const other = what === 'entries' ? reference(m.alloc('array', site, listContent([UNKNOWN, UNKNOWN]), {}, 'pair')) : UNKNOWN;
  return { known: pairs.all && !several ? each : undefined, any: each.reduce(join, pairs.all ? constant(undefined) : other) };
}

/** What is inside the object is what its entries hold, when one of them has been replaced or taken out. */
export function restate(m: Machine, ref: Ref): void {
  const c = m.content(ref);
  const entries = [...c.props].filter(([name]) => name.startsWith(ENTRY));
  m.setContent(ref, { ...c, inside: entries.reduce((all: Labels, [, s]) => joinLabels(all, deepLabels(m, s.v, m.obj(ref).site)), NO_LABELS) });
}

/** From here on the object is known to hold labels under the names of its entries only. */
export function markKnown(m: Machine, ref: Ref, all: boolean): void {
  m.setSlot(ref, KNOWN, { v: all ? constant(true) : OTHERS });
}
