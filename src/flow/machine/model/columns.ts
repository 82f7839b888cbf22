import type { Model } from '../../../models/index.js';
import { EMPTY, EMPTY_ARRAY, isInternal, slot, withSlot } from '../../domain/content.js';
import type { Labels } from '../../domain/taint.js';
import type { ObjectShape } from '../../../types/shape.js';
import { BOTTOM, isBottom, join, objectsOf, reference, references, single, truth, UNDEFINED, UNKNOWN, type Ref, type Value } from '../../domain/value.js';
import { anyElement, knownElements } from '../elements.js';
import { UNTOLD } from '../asked.js';
import { untyped } from '../declared-objects.js';
import type { Machine } from '../machine.js';
import type { NativeCall } from '../native.js';
import { copyProperties } from '../patterns.js';
import { getProperty } from '../properties.js';
import { setProperty } from '../property-writes.js';
import { readStep } from './access.js';
import { withoutNestedWrites } from './nested-writes.js';
import { rootValue } from './places.js';
import type { Application } from './run.js';

/** The records with the columns only that the call asks for (`select`), or without those that it leaves out (`omit`); all where it names none, or computes the names. */
export function chosenColumns(m: Machine, { model, call }: Pick<Application, 'model' | 'call'>, all: Value): Value {
  if (!model.columns) return all;
  const records = withoutNestedWrites(m, model, call, all, optionsOf(m, model, call));
  const chosen = records.refs.length === 0 ? undefined : chosenNames(m, model, call);
  if (!chosen) return records;
  const { site } = call;
  const { wanted, left } = chosen;
  const made = m.alloc('object', site, EMPTY, {}, 'columns');
  // An entity's row has its methods all the same.
  const prototypes = records.refs.flatMap((r) => m.obj(m.obj(r).instanceOf ?? r).cls?.prototype ?? []);
  if (prototypes.length > 0) m.setSlot(made, '!proto', slot(references([...new Set(prototypes)].sort((a, b) => a - b))));
  if (wanted) for (const [name, column] of wanted) setProperty(m, reference(made), name, getProperty(m, records, column, site), site);
  else copyProperties(m, { ...records, consts: [], kinds: 0 }, made, left);
  return join({ ...records, refs: [] }, reference(made));
}

/** A row that others have written, of which the columns are known that the query asks for; undefined: they are not, or the query's own type tells more. */
export function unknownRow(m: Machine, { model, call }: Pick<Application, 'model' | 'call'>, labels: Labels): Value | undefined {
  const wanted = model.columns && !model.typed ? chosenNames(m, model, call)?.wanted : undefined;
  if (!wanted || !m.st) return undefined;
  const made = m.alloc('object', call.site, EMPTY, {}, 'unknown row');
  for (const [name] of wanted) setProperty(m, reference(made), name, UNKNOWN, call.site);
  return { ...reference(made), labels };
}

/** Records of a query, as a declaration tells them or as they were found or written, without the columns that the call does not ask for; in an array, too. */
export function restricted(m: Machine, model: Model, call: NativeCall, all: Value): Value {
  const told = withoutNestedWrites(m, model, call, all, optionsOf(m, model, call));
  if (!chosenNames(m, model, call)) return told;
  let out: Value = { ...told, refs: [] };
  for (const ref of specific(m, model, call, told).refs) {
    const one: Value = { ...reference(ref), labels: told.labels };
    if (m.obj(ref).kind !== 'array') out = join(out, chosenColumns(m, { model, call }, one));
    else {
      const rest = chosenColumns(m, { model, call }, specific(m, model, call, anyElement(m, ref)));
      out = join(out, reference(m.alloc('array', call.site, { ...EMPTY_ARRAY, length: undefined, rest }, {}, 'told rows')));
    }
  }
  return out;
}

/**
 * What a declaration tells of records, without objects that can have any member (`Row & { [P in keyof Include]: … }`): what a client makes of
 * relations that are asked for, where the others tell all that is.
 */
export function specific(m: Machine, model: Model, call: NativeCall, v: Value): Value {
  const hasAny = (r: Ref): boolean => {
    const { shape } = m.obj(r);
    return shape?.k === 'object' && shape.index !== undefined;
  };
  const told = v.refs.filter((r) => !hasAny(r));
  if (told.length === 0 || told.length === v.refs.length) return v;
  const options = optionsOf(m, model, call);
  const related = isBottom(options) ? BOTTOM : getProperty(m, options, 'include', call.site);
  const wanted = (chosenNames(m, model, call)?.wanted ?? []).map(([, column]) => column);
  const isMember = (name: string): boolean => told.some((r) => hasMember(m.obj(r).shape, name));
  return !truth(related).yes && wanted.every(isMember) ? { ...v, refs: told } : v;
}

function hasMember(shape: ObjectShape | undefined, name: string): boolean {
  return (shape?.k === 'object' || shape?.k === 'class') && shape.member(name) !== undefined;
}

function optionsOf(m: Machine, { columns }: Model, call: NativeCall): Value {
  return columns ? columns.path.reduce((v, step) => readStep(m, v, step, call.site), rootValue(call, columns.base, columns.index ?? 0)) : BOTTOM;
}

/** Columns that the call asks for, or leaves out; undefined where it names none, or computes the names. */
function chosenNames(m: Machine, model: Model, call: NativeCall): { readonly wanted: readonly (readonly [name: string, column: string])[] | undefined; readonly left: readonly string[] | undefined } | undefined {
  const { site } = call;
  // Some take an id before what they want of the row.
  for (const options of [optionsOf(m, model, call), ...(model.columns?.base === 'arg' ? [objectsOf(rootValue(call, 'arg', (model.columns.index ?? 0) + 1))] : [])]) {
    if (isBottom(options)) continue;
    const wanted = names(m, getProperty(m, options, 'select', site));
    const left = names(m, getProperty(m, options, 'omit', site))?.map(([name]) => name);
    if (wanted || left) return { wanted, left };
  }
  return undefined;
}

/** What a query gives of which nothing is known but its type: without columns that it says not to ask for (`select: { password: false }`). */
export function untoldRows(m: Machine, model: Model, call: NativeCall): Value {
  const rows = untyped(m, call.site);
  for (const r of rows.refs) for (const name of [UNTOLD, ...refused(m, model, call)]) if (m.st) m.setContent(r, withSlot(m.content(r), name, slot(UNDEFINED)));
  return rows;
}

function refused(m: Machine, model: Model, call: NativeCall): readonly string[] {
  const options = optionsOf(m, model, call);
  const chosen = isBottom(options) ? BOTTOM : getProperty(m, options, 'select', call.site);
  const lists = chosen.unknown ? [] : chosen.refs.map((r) => [...m.content(r).props].filter(([, s]) => !truth(s.v).yes).map(([name]) => name));
  return lists.length === 0 ? [] : lists.reduce((all, list) => all.filter((name) => list.includes(name)));
}

/** Names in a list, or those under which an object has true, more options, or the name of a column; undefined where they are not known. */
function names(m: Machine, v: Value): readonly (readonly [name: string, column: string])[] | undefined {
  const [ref] = v.refs;
  if (ref === undefined || v.refs.length > 1 || v.unknown) return undefined;
  const { kind } = m.obj(ref);
  if (kind === 'array') {
    const listed = knownElements(m, ref)?.map((x) => single(x)?.c);
    return listed?.every((x) => typeof x === 'string') ? listed.map((x) => [x, x] as const) : undefined;
  }
  const c = m.content(ref);
  if (kind !== 'object' || !isBottom(c.rest) || c.inside.length > 0) return undefined;
  return [...c.props].filter(([name, s]) => !isInternal(name) && truth(s.v).yes).map(([name, s]) => [name, columnNamed(s.v) ?? name] as const);
}

function columnNamed(v: Value): string | undefined {
  const only = v.refs.length === 0 && v.kinds === 0 && !v.unknown ? v.consts : [];
  return only.length === 1 && typeof only[0] === 'string' ? only[0] : undefined;
}
