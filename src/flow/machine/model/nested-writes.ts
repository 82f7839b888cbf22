import type { Model } from '../../../models/index.js';
import { EMPTY, EMPTY_ARRAY, isInternal } from '../../domain/content.js';
import { BOTTOM, isBottom, join, reference, truth, type Ref, type Value } from '../../domain/value.js';
import { anyElement } from '../elements.js';
import type { Machine } from '../machine.js';
import type { NativeCall } from '../native.js';
import { copyProperties } from '../patterns.js';
import { getProperty } from '../properties.js';
import { setProperty } from '../property-writes.js';

/** What a row is written with that goes into another table: `{ password: { create: { hash } } }`. */
const WRITES: ReadonlySet<string> = new Set(['create', 'createMany', 'connect', 'connectOrCreate', 'disconnect', 'delete', 'deleteMany', 'update', 'updateMany', 'upsert']);

/** The rows without what was written into other tables with them; where the query asks for those, with what they were written with. */
export function withoutNestedWrites(m: Machine, { columns }: Model, call: NativeCall, rows: Value, options: Value): Value {
  if (!columns || !m.st) return rows;
  let out: Value = { ...rows, refs: [] };
  let changed = false;
  for (const ref of rows.refs) {
    const nested = nestedIn(m, ref);
    const made = nested.length > 0 ? own(m, ref, nested, call, options) : ref;
    changed ||= made !== ref;
    out = join(out, reference(made));
  }
  return changed ? out : rows;
}

function nestedIn(m: Machine, ref: Ref): readonly string[] {
  if (m.obj(ref).kind !== 'object') return [];
  return [...m.content(ref).props].flatMap(([name, { v }]) => (!isInternal(name) && v.refs.length > 0 && !v.unknown && v.refs.every((r) => isWrite(m, r)) ? [name] : []));
}

function isWrite(m: Machine, ref: Ref): boolean {
  if (m.obj(ref).kind !== 'object') return false;
  const names = [...m.content(ref).props.keys()].filter((name) => !isInternal(name));
  return names.length > 0 && names.every((name) => WRITES.has(name));
}

function own(m: Machine, ref: Ref, nested: readonly string[], call: NativeCall, options: Value): Ref {
  const { site } = call;
  const made = m.alloc('object', site, EMPTY, {}, `own columns of ${ref}`);
  m.obj(made).several = m.obj(ref).several;
  copyProperties(m, reference(ref), made, nested);
  for (const name of nested) {
    const asked = isBottom(options) ? BOTTOM : ['include', 'select'].reduce((all, key) => join(all, getProperty(m, getProperty(m, options, key, site), name, site)), BOTTOM);
    if (!m.st || !truth(asked).yes) continue;
    const row = written(m, getProperty(m, reference(ref), name, site), site);
    const list = m.alloc('array', site, { ...EMPTY_ARRAY, length: undefined, rest: row }, {}, `${name} of ${ref}`);
    setProperty(m, reference(made), name, join(row, reference(list)), site);
  }
  return made;
}

/** The rows that a nested write makes or changes. */
function written(m: Machine, write: Value, site: NativeCall['site']): Value {
  const under = (v: Value, ...path: readonly string[]): Value => path.reduce((at, name) => getProperty(m, at, name, site), v);
  const all = [under(write, 'create'), under(write, 'createMany', 'data'), under(write, 'connectOrCreate', 'create'), under(write, 'update'), under(write, 'update', 'data'), under(write, 'upsert', 'create'), under(write, 'upsert', 'update')];
  return all.reduce((out, v) => v.refs.reduce((rows, r) => join(rows, m.obj(r).kind === 'array' ? anyElement(m, r) : reference(r)), out), BOTTOM);
}
