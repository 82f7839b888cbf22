import { isInternal, type Content, type Slot } from '../../domain/content.js';
import { mapLabels, matchStep, type Labels, type Taint } from '../../domain/taint.js';
import { join, reference, withLabels, type Value } from '../../domain/value.js';
import { deepLabels } from '../deep.js';
import type { Machine } from '../machine.js';
import type { Site } from '../objects.js';

/** Levels of objects in a row. */
const DEPTH = 3;

/** What a query's condition matched is known for what it finds is written later. */
export function noteQuery(m: Machine, labels: Labels): void {
  for (const t of labels) if (t.match) m.queries.add(placeOf(t));
}

/**
 * What is written into a table, without what a query said when it found it: a row that was found, changed and saved is the row that it was, and who
 * finds it another time does not know by what it was found before.
 */
export function asRow(m: Machine, v: Value, site: Site, depth = 0): Value {
  if (m.queries.size === 0 || depth > DEPTH || !m.st || !deepLabels(m, v, site).some((t) => wasFound(m, t))) return v;
  let out: Value = withLabels({ ...v, refs: [] }, mapLabels(v.labels, (t) => (wasFound(m, t) ? null : t)));
  for (const ref of v.refs) {
    const { kind, instanceOf } = m.obj(ref);
    const row = kind === 'object' ? m.alloc('object', site, copied(m, m.content(ref), site, depth), instanceOf === undefined ? {} : { instanceOf }, `row of ${ref}`) : ref;
    out = join(out, reference(row));
  }
  return out;
}

function copied(m: Machine, c: Content, site: Site, depth: number): Content {
  const props = new Map<string, Slot>();
  for (const [name, s] of c.props) props.set(name, isInternal(name) || s.get ? s : { ...s, v: asRow(m, s.v, site, depth + 1) });
  return { ...c, props, rest: asRow(m, c.rest, site, depth + 1) };
}

function wasFound(m: Machine, t: Taint): boolean {
  return t.match && m.queries.has(placeOf(t));
}

function placeOf(t: Taint): string {
  const { file, s, e } = matchStep(t);
  return `${file}|${s}|${e}`;
}
