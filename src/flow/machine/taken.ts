import { Bounds } from '../bounds.js';
import { isIndex } from '../domain/content.js';
import { addLabels, BOTTOM, equal, join, unknownWith, type Ref, type Value } from '../domain/value.js';
import { throughPassage } from './boundary.js';
import { isUnasked } from './list-iterators.js';
import { iterate } from './iteration.js';
import type { Machine } from './machine.js';
import type { Site } from './objects.js';

/** Elements of a collection up to which a loop takes them one by one. */
const ONE_BY_ONE = 4 * Bounds.unrolledIterations;

/** What a loop takes, asked for anew at each pass: its body may change the collection that it runs over. */
export interface Taken {
  /** All elements in order, those taken already too; undefined: they were not known one by one when the loop began. */
  list(): readonly Value[] | undefined;
  /** The join of what is taken beside the first `limit` of the list. */
  further(limit: number): Value;
}

/** Elements that are taken one by one, beside which {@link Taken.further} joins the others: none where the list is long, or loops ran long before. */
export function oneByOne(m: Machine, taken: Taken): number {
  return (taken.list()?.length ?? Infinity) <= ONE_BY_ONE && m.unrolled <= Bounds.unrolledIterationsPerRoot ? ONE_BY_ONE : 0;
}

/** What stays as it is when the loop begins. */
export function fixed(known: readonly Value[] | undefined, any: Value): Taken {
  return { list: () => known, further: (limit) => (known ? known.slice(limit).reduce(join, BOTTOM) : any) };
}

/** What a loop over `iterable` takes, where no iterator of the program's makes it. */
export function takenOf(m: Machine, iterable: Value, site: Site): Taken {
  const source = sourceOf(m, iterable, site);
  const first = iterate(m, iterable, site);
  if (!source || !m.st) return fixed(first.known, first.any);
  const { ref, now } = source;
  const begun = m.content(ref);
  const isSame = (): boolean => !m.st || m.content(ref) === begun;
  const { known } = first;
  if (!known) return { list: () => undefined, further: () => (isSame() ? first.any : now().any) };
  const list = (): readonly Value[] | undefined => (isSame() ? known : now().known);
  return {
    list: () => (m.obj(ref).kind === 'array' ? (list() ?? known) : merged(known, list() ?? known)),
    further: (limit) => {
      const all = list();
      if (all) return all.slice(limit).reduce(join, BOTTOM);
      return iterable.refs[0] === ref && m.obj(ref).kind === 'array' ? past(m, iterable, ref, known.length) : now().any;
    },
  };
}

/** The one array, Map or Set that the value is, or is a new iterator of. */
function sourceOf(m: Machine, iterable: Value, site: Site): { readonly ref: Ref; now(): { readonly known: readonly Value[] | undefined; readonly any: Value } } | undefined {
  const { refs, kinds, consts, unknown, labels, passage } = iterable;
  const [ref] = refs;
  if (ref === undefined || refs.length > 1 || kinds !== 0 || consts.length > 0 || unknown) return undefined;
  if (['array', 'map', 'set'].includes(m.obj(ref).kind)) return { ref, now: () => iterate(m, iterable, site) };
  const from = m.obj(ref).iterator?.source;
  return from && isUnasked(m, ref) && labels.length === 0 && !passage ? { ref: from.ref, now: () => from.now(m) } : undefined;
}

/** Entries that are taken out while the loop runs leave the place of the others as it was. */
function merged(known: readonly Value[], list: readonly Value[]): readonly Value[] {
  return known.every((v, i) => list[i] !== undefined && equal(v, list[i])) ? list : [...known, ...list.filter((v) => !known.some((old) => equal(old, v)))];
}

/** The join of an array's elements from `n` on. */
function past(m: Machine, iterable: Value, ref: Ref, n: number): Value {
  const c = m.content(ref);
  let out = c.rest;
  for (const [name, s] of c.props) if (isIndex(name) && Number(name) >= n) out = join(out, s.v);
  if (c.inside.length > 0) out = join(out, unknownWith(c.inside));
  return addLabels(throughPassage(iterable.passage, out), iterable.labels);
}
