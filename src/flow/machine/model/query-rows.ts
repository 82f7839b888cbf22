import type { Model } from '../../../models/index.js';
import { EMPTY, EMPTY_ARRAY } from '../../domain/content.js';
import { joinLabels } from '../../domain/taint.js';
import { BOTTOM, isBottom, join, reference, references, type Ref, type Value } from '../../domain/value.js';
import { fulfil, pending } from '../async.js';
import { anyElement } from '../elements.js';
import type { Machine } from '../machine.js';
import type { NativeCall } from '../native.js';
import { copyProperties } from '../patterns.js';
import { restricted } from './columns.js';

/**
 * What a query gives, of which the database's declarations say something and its model the rest: a row of both, made for
 * this query. What the program then deletes or overwrites in it is gone from it.
 */
export function queryRows(m: Machine, declared: Value, got: Value, model: Model, call: NativeCall): Value {
  const [told, found] = [promised(m, declared), promised(m, got)];
  if (!told || !found || !m.st) return join(declared, got);
  const rows = merged(m, restricted(m, model, call, told), found, call, 0);
  if (!rows || !m.st) return join(declared, got);
  const p = pending(m, call.site, 'rows');
  fulfil(m, p, rows, call.site);
  return { ...reference(p), labels: joinLabels(declared.labels, got.labels) };
}

/** What the one promise that the value is holds; undefined: it is something else, or holds nothing yet. */
function promised(m: Machine, v: Value): Value | undefined {
  const [ref] = v.refs;
  if (ref === undefined || v.refs.length > 1 || v.unknown || v.passage || m.obj(ref).kind !== 'promise') return undefined;
  return m.content(ref).props.get('!value')?.v;
}

/** One row, or array of rows, of what the declaration tells and what was found; undefined: there is something else among them. */
function merged(m: Machine, told: Value, found: Value, call: NativeCall, depth: number): Value | undefined {
  if (told.unknown || told.refs.length === 0 || told.passage || found.passage) return undefined;
  const refs = references([...told.refs, ...found.refs]).refs;
  const isList = refs.every((r) => m.obj(r).kind === 'array');
  if (!isList && !refs.every((r) => isRow(m, r))) return undefined;
  let made: Ref;
  if (isList) {
    const elements = (list: readonly Ref[]): Value => list.reduce((out, r) => join(out, anyElement(m, r)), BOTTOM);
    const [a, b] = [elements(told.refs), elements(found.refs)];
    const row = depth > 0 ? undefined : isBottom(a) ? b : merged(m, a, b, call, depth + 1);
    if (!row || !m.st) return undefined;
    made = m.alloc('array', call.site, { ...EMPTY_ARRAY, length: undefined, rest: row }, {}, 'rows');
  } else {
    made = m.alloc('object', call.site, EMPTY, {}, 'row');
    // Of a list it is any.
    if (depth > 0) m.obj(made).several = true;
    copyProperties(m, references(refs), made);
  }
  return { ...reference(made), labels: joinLabels(told.labels, found.labels), consts: told.consts, kinds: told.kinds };
}

/** A plain object, or one of which a declaration tells the members. */
function isRow(m: Machine, ref: Ref): boolean {
  const { kind, shape, instanceOf } = m.obj(ref);
  return kind === 'object' ? instanceOf === undefined : kind === 'declared' && shape?.k === 'object';
}
