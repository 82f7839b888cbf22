import type { Model } from '../../../models/index.js';
import { Kind } from '../../../types/shape.js';
import { EMPTY, EMPTY_ARRAY } from '../../domain/content.js';
import { joinLabels } from '../../domain/taint.js';
import { BOTTOM, isBottom, join, reference, references, type Ref, type Value } from '../../domain/value.js';
import { fulfil, pending } from '../async.js';
import { untyped } from '../declared-objects.js';
import { anyElement } from '../elements.js';
import type { Machine } from '../machine.js';
import type { NativeCall } from '../native.js';
import { fulfilledBy } from '../thenables.js';
import { copyProperties } from '../patterns.js';
import { restricted, specific } from './columns.js';

/**
 * What a query gives, of which the database's declarations say something and its model the rest: a row of both, made for
 * this query. What the program then deletes or overwrites in it is gone from it.
 */
export function queryRows(m: Machine, declared: Value, got: Value, model: Model, call: NativeCall): Value {
  const [told, found] = [promised(m, declared, call), promised(m, got, call)];
  if (!told || !found || !m.st) return join(declared, got);
  const rows = merged(m, model, restricted(m, model, call, told), restricted(m, model, call, found), call, 0);
  if (!rows || !m.st) return join(declared, got);
  const p = pending(m, call.site, 'rows');
  fulfil(m, p, rows, call.site);
  return { ...reference(p), labels: joinLabels(declared.labels, got.labels) };
}

/** What the promises that the value can be hold, or awaiting it gives; undefined: it is something else, or holds nothing yet. */
function promised(m: Machine, v: Value, call: NativeCall): Value | undefined {
  if (v.refs.length === 0 || v.unknown || v.passage) return undefined;
  const all = v.refs.map((ref) => (m.obj(ref).kind === 'promise' ? m.slot(ref, '!value')?.v : fulfilledBy(m, ref, call.site)));
  return all.every((x) => x !== undefined) ? all.reduce(join) : undefined;
}

/** One row, or array of rows, of what the declaration tells and what was found; undefined: there is something else among them. */
function merged(m: Machine, model: Model, told: Value, found: Value, call: NativeCall, depth: number): Value | undefined {
  if (told.passage || found.passage || (told.refs.length === 0 && !told.unknown)) return undefined;
  const isArray = (r: Ref): boolean => m.obj(r).kind === 'array';
  const isList = told.refs.length > 0 && told.refs.every(isArray);
  // What was written as a list of rows, each of them is found.
  const refs = [...specific(m, model, call, told).refs, ...found.refs.filter((r) => isArray(r) === isList)];
  if (!isList && !refs.every((r) => isRow(m, r))) return undefined;
  let made: Ref;
  if (isList) {
    const elements = (list: readonly Ref[]): Value => list.reduce((out, r) => join(out, anyElement(m, r)), BOTTOM);
    const [a, b] = [elements(told.refs), elements(refs.filter((r) => !told.refs.includes(r)))];
    const row = depth > 0 ? undefined : isBottom(a) ? b : merged(m, model, a, b, call, depth + 1);
    if (!row || !m.st) return undefined;
    made = m.alloc('array', call.site, { ...EMPTY_ARRAY, length: undefined, rest: row }, {}, 'rows');
  } else {
    made = m.alloc('object', call.site, EMPTY, {}, 'row');
    // Of a list it is any.
    if (depth > 0) m.obj(made).several = true;
    // What its type does not tell, a checker does.
    copyProperties(m, references([...refs, ...(told.unknown ? untyped(m, call.site).refs : [])]), made);
  }
  const nothing = Kind.null | Kind.undefined;
  return { ...reference(made), labels: joinLabels(told.labels, found.labels), consts: told.consts.filter((c) => c === null || c === undefined), kinds: told.kinds & nothing };
}

/** A plain object, or one of which a declaration tells the members. */
function isRow(m: Machine, ref: Ref): boolean {
  const { kind, shape, instanceOf, path } = m.obj(ref);
  return kind === 'object' ? instanceOf === undefined : kind === 'declared' ? shape?.k === 'object' : kind === 'external' && path === undefined;
}
