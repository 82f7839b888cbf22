import type { Model } from '../../../models/index.js';
import { Bounds } from '../../bounds.js';
import { isInternal } from '../../domain/content.js';
import { joinLabels, NO_LABELS, type Labels } from '../../domain/taint.js';
import { BOTTOM, constants, isBottom, join, reference, references, type Ref, type Value } from '../../domain/value.js';
import { anyElement } from '../elements.js';
import type { Machine } from '../machine.js';
import type { NativeCall } from '../native.js';
import type { Site } from '../objects.js';
import { getProperty } from '../properties.js';
import { typeArgument } from '../typed.js';
import { readStep } from './access.js';
import type { ChannelObjects } from './channels.js';
import { generatedRecord } from './generated-rows.js';
import { rootValue } from './places.js';
import { columnsInSql } from './sql.js';

/** Members of a query's options that compare nothing. */
const OPTIONS = new Set(['select', 'order', 'orderBy', 'relations', 'include', 'attributes', 'projection', 'sort', 'skip', 'take', 'limit', 'offset', 'cache', 'lock']);

/**
 * Labels of the columns that a condition compares with values which the program does not write there as constants: `{ phone: { in: list } }`
 * finds the users whose number is on the list, whatever the list is.
 *
 * @param rows records of the table
 */
export function comparedColumns(m: Machine, condition: Value, rows: Value, site: Site): Labels {
  return isBottom(rows) ? NO_LABELS : inCondition(m, condition, rows, site, 0);
}

function inCondition(m: Machine, condition: Value, rows: Value, site: Site, depth: number): Labels {
  let out = NO_LABELS;
  if (depth > Bounds.conditionDepth && condition.refs.length > 0) m.limit('bound', `conditions nested deeper than ${Bounds.conditionDepth} are not compared with the columns of their tables`, site);
  if (depth > Bounds.conditionDepth) return out;
  for (const ref of condition.refs) {
    const c = m.content(ref);
    const { kind } = m.obj(ref);
    if (kind === 'array') out = joinLabels(out, inCondition(m, anyElement(m, ref), rows, site, depth + 1));
    else if (kind === 'object') {
      for (const [name, s] of c.props) {
        if (isInternal(name) || (depth === 0 && OPTIONS.has(name))) continue;
        out = joinLabels(out, hasColumn(m, rows, name) ? onColumn(m, s.v, columnOf(m, rows, name, site), site, depth) : inCondition(m, s.v, rows, site, depth + 1));
      }
    }
  }
  return out;
}

function onColumn(m: Machine, compared: Value, column: Value, site: Site, depth: number): Labels {
  const elements = column.refs.filter((r) => m.obj(r).kind === 'array').reduce((v, r) => join(v, anyElement(m, r)), BOTTOM);
  const own = joinLabels(column.labels, elements.labels);
  const compares = own.length > 0 && isComputed(m, compared);
  const related = references([...column.refs.filter((r) => m.obj(r).kind !== 'array'), ...elements.refs].sort((a, b) => a - b));
  return joinLabels(compares ? own : NO_LABELS, related.refs.length > 0 ? inCondition(m, compared, related, site, depth + 1) : NO_LABELS);
}

/** Labels of the columns that a constant SQL statement or condition compares with values that it is given. */
export function columnsOfSql(m: Machine, call: NativeCall, rows: Value): Labels {
  if (isBottom(rows)) return NO_LABELS;
  const of = join(rows, references(rows.refs.flatMap((r) => (has(m, r, 'rows') ? recordsIn(m, getProperty(m, reference(r), 'rows', call.site), 0).refs : []))));
  const given = [...call.args.list.slice(1).map(({ v }) => v), ...(call.args.rest ? [call.args.rest.v] : [])];
  return given.some((v) => isComputed(m, v)) ? [...columnsInSql(m, call)].reduce((out, name) => joinLabels(out, columnOf(m, of, name, call.site).labels), NO_LABELS) : NO_LABELS;
}

/** The column of the records, as it is told or was written. */
export function columnOf(m: Machine, rows: Value, name: string, site: Site): Value {
  const columns = rows.refs.filter((r) => has(m, r, name)).map((r) => getProperty(m, reference(r), name, site));
  // What was written into the table can have come far: the trace is the shortest.
  const length = ({ labels }: Value): number => Math.max(0, ...labels.map((t) => t.step.depth));
  return columns.sort((a, b) => length(a) - length(b)).reduce(join, BOTTOM);
}

export function hasColumn(m: Machine, rows: Value, name: string): boolean {
  return rows.refs.some((r) => has(m, r, name));
}

function has(m: Machine, ref: Ref, name: string): boolean {
  const { shape, cls } = m.obj(ref);
  if (cls) return false;
  return m.content(ref).props.has(name) || ((shape?.k === 'object' || shape?.k === 'class') && shape.member(name) !== undefined);
}

/** Something in the value is not written in the program as a constant: a test against one is no match. */
export function isComputed(m: Machine, v: Value, depth: number = Bounds.conditionDepth): boolean {
  if (v.unknown || v.kinds !== 0 || v.labels.length > 0 || v.passage) return true;
  return v.refs.some((r) => {
    const { kind } = m.obj(r);
    if ((kind !== 'object' && kind !== 'array') || depth === 0) return true;
    const c = m.content(r);
    return c.inside.length > 0 || isComputed(m, c.rest, depth - 1) || [...c.props].some(([name, s]) => !isInternal(name) && isComputed(m, s.v, depth - 1));
  });
}

/**
 * The records that a query's condition, or SQL statement, tells apart: those of the model's places, and those that a declaration tells where
 * the condition names a column that some type labels.
 */
export function recordsOf(m: Machine, model: Model, call: NativeCall, channel: ChannelObjects | undefined, condition: Value | undefined): Value {
  const { site } = call;
  const names = new Set<string>(condition ? [] : columnsInSql(m, call));
  if (condition) noteNames(m, condition, names, 0);
  if (names.size === 0) return BOTTOM;
  const labelled = m.setting.declared.labelledMemberNames();
  const isTold = [...names].some((name) => labelled.has(name));
  let out = BOTTOM;
  if (isTold) {
    const table = model.typed ? constants(call.thisValue.refs.reduce((v, r) => join(v, m.slot(r, '!@name')?.v ?? BOTTOM), BOTTOM)) : undefined;
    out = (table ?? []).reduce<Value>((v, name) => join(v, generatedRecord(m, String(name), condition ?? BOTTOM, site)), call.told?.() ?? BOTTOM);
  }
  for (const end of model.rows ?? []) {
    const index = end.index ?? 0;
    if (end.base !== 'channel' && !isTold) continue;
    const root = end.base === 'channel' ? (channel?.read ?? BOTTOM) : end.base === 'type' ? typeArgument(m, call.args, index, site) : rootValue(call, end.base, index);
    out = join(out, end.path.reduce((v, step) => readStep(m, v, step, site), root));
  }
  return recordsIn(m, out, 0);
}

function noteNames(m: Machine, { refs }: Value, names: Set<string>, depth: number): void {
  for (const ref of depth > Bounds.conditionDepth ? [] : refs) {
    const { kind } = m.obj(ref);
    if (kind === 'array') noteNames(m, anyElement(m, ref), names, depth + 1);
    else if (kind === 'object') {
      for (const [name, s] of m.content(ref).props) {
        if (isInternal(name)) continue;
        names.add(name);
        noteNames(m, s.v, names, depth + 1);
      }
    }
  }
}

/** Records in lists, or that promises give. */
function recordsIn(m: Machine, v: Value, depth: number): Value {
  let out = references([]);
  for (const r of v.refs) {
    const { kind } = m.obj(r);
    const inner = depth > 3 ? BOTTOM : kind === 'array' ? anyElement(m, r) : kind === 'promise' ? (m.slot(r, '!value')?.v ?? BOTTOM) : undefined;
    out = join(out, inner ? recordsIn(m, inner, depth + 1) : reference(r));
  }
  return out;
}
