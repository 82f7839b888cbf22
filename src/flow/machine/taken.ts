import { Bounds } from '../bounds.js';
import { isIndex } from '../domain/content.js';
import { addLabels, BOTTOM, equal, join, unknownWith, type Ref, type Value } from '../domain/value.js';
import { throughPassage } from './boundary.js';
import { iterate } from './iteration.js';
import type { Machine } from './machine.js';
import type { Site } from './objects.js';

/** Elements of a collection up to which a loop takes them one by one. */
export const ONE_BY_ONE = 4 * Bounds.unrolledIterations;

/** What a loop takes, asked for anew at each pass: its body may change the collection that it runs over. */
export interface Taken {
  /** All elements in order, those taken already too; undefined: they were not known one by one when the loop began. */
  list(): readonly Value[] | undefined;
  /** The join of what is taken beside the first `limit` of the list. */
  further(limit: number): Value;
}

/** What stays as it is when the loop begins. */
export function fixed(known: readonly Value[] | undefined, any: Value): Taken {
  return { list: () => known, further: (limit) => (known ? known.slice(limit).reduce(join, BOTTOM) : any) };
}

/** What a loop over `iterable` takes, where no iterator of the program's makes it. */
export function takenOf(m: Machine, iterable: Value, site: Site): Taken {
  const first = iterate(m, iterable, site);
  const ref = collectionOf(m, iterable);
  if (ref === undefined || !m.st) return fixed(first.known, first.any);
  const begun = m.content(ref);
  const isSame = (): boolean => !m.st || m.content(ref) === begun;
  const { known } = first;
  if (!known) return { list: () => undefined, further: () => (isSame() ? first.any : iterate(m, iterable, site).any) };
  const now = (): readonly Value[] | undefined => (isSame() ? known : iterate(m, iterable, site).known);
  return {
    list: () => {
      const list = now() ?? known;
      return m.obj(ref).kind === 'array' ? list : merged(known, list);
    },
    further: (limit) => {
      const list = now();
      if (list) return list.slice(limit).reduce(join, BOTTOM);
      return m.obj(ref).kind === 'array' ? past(m, iterable, ref, known.length) : iterate(m, iterable, site).any;
    },
  };
}

/** The one array, Map or Set that the value is. */
function collectionOf(m: Machine, { refs, kinds, consts, unknown }: Value): Ref | undefined {
  const [ref] = refs;
  return ref !== undefined && refs.length === 1 && kinds === 0 && consts.length === 0 && !unknown && ['array', 'map', 'set'].includes(m.obj(ref).kind) ? ref : undefined;
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
