import { EMPTY } from '../../domain/content.js';
import { isBottom, join, reference, single, truth, type Value } from '../../domain/value.js';
import { knownElements } from '../elements.js';
import type { Machine } from '../machine.js';
import { copyProperties } from '../patterns.js';
import { getProperty } from '../properties.js';
import { setProperty } from '../property-writes.js';
import { readStep } from './access.js';
import { rootValue } from './places.js';
import type { Run } from './run.js';

/** The records with the columns only that the call asks for (`select`), or without those that it leaves out (`omit`); all where it names none, or computes the names. */
export function chosenColumns(m: Machine, run: Run, records: Value): Value {
  const { columns } = run.app.model;
  if (!columns || records.refs.length === 0) return records;
  const { site } = run.app.call;
  const options = columns.path.reduce((v, step) => readStep(m, v, step, site), rootValue(run.app, columns.base, columns.index ?? 0));
  if (isBottom(options)) return records;
  const wanted = names(m, getProperty(m, options, 'select', site));
  const left = names(m, getProperty(m, options, 'omit', site));
  if (!wanted && !left) return records;
  const made = m.alloc('object', site, EMPTY, {}, 'columns');
  if (wanted) for (const name of wanted) setProperty(m, reference(made), name, getProperty(m, records, name, site), site);
  else copyProperties(m, { ...records, consts: [], kinds: 0 }, made, left);
  return join({ ...records, refs: [] }, reference(made));
}

/** Names in a list, or those under which an object has true or more options; undefined where they are not known. */
function names(m: Machine, v: Value): readonly string[] | undefined {
  const [ref] = v.refs;
  if (ref === undefined || v.refs.length > 1 || v.unknown) return undefined;
  const { kind } = m.obj(ref);
  if (kind === 'array') {
    const listed = knownElements(m, ref)?.map((x) => single(x)?.c);
    return listed?.every((x) => typeof x === 'string') ? listed : undefined;
  }
  const c = m.content(ref);
  if (kind !== 'object' || !isBottom(c.rest) || c.inside.length > 0) return undefined;
  return [...c.props].filter(([, s]) => truth(s.v).yes).map(([name]) => name);
}
