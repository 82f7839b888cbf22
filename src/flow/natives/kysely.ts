import { EMPTY, slot } from '../domain/content.js';
import { joinLabels, matching, NO_LABELS, onlyMatches, type Labels } from '../domain/taint.js';
import { addLabels, BOTTOM, constant, isBottom, join, reference, single, UNDEFINED, UNKNOWN, type Ref, type Value } from '../domain/value.js';
import { argumentsFrom, callValue } from '../machine/calls.js';
import { deepLabels } from '../machine/deep.js';
import { iterate } from '../machine/iteration.js';
import type { Machine } from '../machine/machine.js';
import { addInside, applyModel } from '../machine/model.js';
import { columnOf, comparedColumns, isComputed } from '../machine/model/conditions.js';
import type { Native, NativeCall, Natives } from '../machine/native.js';
import type { Site } from '../machine/objects.js';
import { getProperty } from '../machine/properties.js';
import { setProperty } from '../machine/property-writes.js';
import { arg, given } from './support.js';

/** Rows of the tables that a query is on, by the names under which it knows them. */
const TABLES = '!@tables';
const CHOSEN = '!@chosen';
const PICKED = '!@picked';
const TYPED = '!@typed';

const byModel = (m: Machine, type: string, name: string, call: NativeCall): Value => applyModel(m, m.setting.models.instance(`kysely#${type}`, name)!, { ...call, name });
const hold = (m: Machine, ref: Ref, name: string, v: Value): void => {
  if (m.st && !isBottom(v)) m.setSlot(ref, name, slot(join(m.slot(ref, name)?.v ?? BOTTOM, v)));
};
const held = (m: Machine, of: Value, name: string): Value => of.refs.reduce((v, r) => join(v, m.slot(r, name)?.v ?? BOTTOM), BOTTOM);

/** `name as alias` */
function named(text: string): { readonly name: string; readonly alias: string } {
  const [name = '', alias] = text.split(/\s+as\s+/);
  return { name, alias: alias ?? name.slice(name.lastIndexOf('.') + 1) };
}

/** Constant texts, one or in a list. */
function texts(m: Machine, v: Value, call: NativeCall): readonly string[] {
  const list = v.refs.some((r) => m.obj(r).kind === 'array') ? (iterate(m, v, call.site).known ?? []) : [v];
  return list.flatMap((x) => (typeof single(x)?.c === 'string' ? [String(single(x)!.c)] : []));
}

/** A query on tables: their rows are what the type of the database says. */
function on(m: Machine, queries: Value, database: Value, call: NativeCall): void {
  for (const ref of queries.refs) {
    const known = held(m, reference(ref), TABLES);
    const tables = known.refs[0] ?? m.alloc('object', call.site, EMPTY, {}, 'tables');
    for (const text of texts(m, arg(call, 0), call)) {
      const { name, alias } = named(text);
      const row = database.refs.length > 0 ? getProperty(m, database, name, call.site) : BOTTOM;
      if (row.refs.length > 0) setProperty(m, reference(tables), alias, row, call.site);
    }
    hold(m, ref, TABLES, reference(tables));
    hold(m, ref, DATABASE, database);
  }
}
const DATABASE = '!@database';

const begin = (name: string): Native => (m, call) => {
  const query = byModel(m, 'Database', name, call);
  on(m, query, call.thisValue.refs.reduce((v, r) => join(v, m.content(r).rest), BOTTOM), call);
  return query;
};

const joins = (name: string): Native => (m, call) => {
  const query = byModel(m, 'Query', name, call);
  on(m, query, held(m, call.thisValue, DATABASE), call);
  const { site } = call;
  const labels = [1, 2].flatMap((i) => texts(m, arg(call, i), call)).reduce((out, text) => joinLabels(out, matching(ofColumn(m, query, text, site), site.file, site.s, site.e)), NO_LABELS);
  for (const ref of query.refs) addInside(m, ref, labels);
  return addLabels(query, labels);
};

const rows = (m: Machine, query: Value): readonly (readonly [table: string, row: Value])[] =>
  held(m, query, TABLES).refs.flatMap((r) => [...m.content(r).props].map(([table, s]) => [table, s.v] as const));

/** Columns by the names that the query gives them. */
/** Labels of a column of the tables that a query is on. */
function ofColumn(m: Machine, query: Value, text: string, site: Site): Labels {
  const { name } = named(text);
  const at = name.lastIndexOf('.');
  const tables = rows(m, query).filter(([table]) => at < 0 || table === name.slice(0, at));
  return tables.reduce((out, [, row]) => joinLabels(out, columnOf(m, row, name.slice(at + 1), site).labels), NO_LABELS);
}

/** Labels of the columns that a condition compares with what is not written there: `('phone', 'in', list)`, `{ phone }`, what a callback makes of expressions. */
function comparedIn(m: Machine, query: Value, call: NativeCall): Labels {
  const { site } = call;
  const [first, compared] = [arg(call, 0), arg(call, given(call, 2) ? 2 : 1)];
  const byName = isComputed(m, compared) ? texts(m, first, call).reduce((out, text) => joinLabels(out, ofColumn(m, query, text, site)), NO_LABELS) : NO_LABELS;
  const byObject = rows(m, query).reduce((out, [, row]) => joinLabels(out, comparedColumns(m, first, row, site)), NO_LABELS);
  return matching(joinLabels(byName, byObject), site.file, site.s, site.e);
}

/** What builds a condition, in the callback of one: `(eb) => eb('phone', 'in', list)`. */
function expressions(m: Machine, query: Value, site: Site): Value {
  const make = (name: string, call: Native): Value => reference(m.alloc('native', site, EMPTY, { native: { name, call } }, name));
  const all: Native = (mm, { args, site: at }) => addLabels(UNKNOWN, onlyMatches(deepLabels(mm, argumentsFrom(args, 0), at)));
  const eb = make('eb', (mm, call) => addLabels(UNKNOWN, joinLabels(comparedIn(mm, query, call), matching(deepLabels(mm, arg(call, 2), call.site), call.site.file, call.site.s, call.site.e))));
  for (const name of ['eb', 'and', 'or', 'not', 'parens', 'exists']) setProperty(m, eb, name, name === 'eb' ? eb : make(name, all), site);
  return eb;
}

const condition = (name: string): Native => (m, call) => {
  const query = byModel(m, 'Query', name, call);
  const { site } = call;
  const callbacks: Value = { ...arg(call, 0), refs: arg(call, 0).refs.filter((r) => m.obj(r).kind === 'function') };
  const made = callbacks.refs.length > 0 && rows(m, query).length > 0 ? m.branch(() => callValue(m, callbacks, UNDEFINED, { list: [{ v: expressions(m, query, site), s: site.s, e: site.e }] }, site), () => BOTTOM) : BOTTOM;
  const labels = joinLabels(comparedIn(m, query, call), onlyMatches(made.labels));
  for (const ref of query.refs) addInside(m, ref, labels);
  return addLabels(query, labels);
};

/** Rows that the program itself has written come with these columns alone, under the names that the query gives them; all of them where some name is computed. */
function note(m: Machine, query: Ref, columns: readonly { readonly name: string; readonly alias: string }[], call: NativeCall): void {
  const known = held(m, reference(query), PICKED).refs[0];
  const select = known === undefined ? undefined : getProperty(m, reference(known), 'select', call.site);
  const wanted = select ?? reference(m.alloc('object', call.site, EMPTY, {}, 'select'));
  if (columns.length === 0) setProperty(m, wanted, null, UNKNOWN, call.site);
  for (const { name, alias } of columns) setProperty(m, wanted, alias, constant(name.slice(name.lastIndexOf('.') + 1)), call.site);
  if (known !== undefined || !m.st) return;
  const picked = m.alloc('object', call.site, EMPTY, {}, 'picked');
  setProperty(m, reference(picked), 'select', wanted, call.site);
  hold(m, query, PICKED, reference(picked));
}

const select = (name: string): Native => (m, call) => {
  const query = byModel(m, 'Query', name, call);
  const columns = texts(m, arg(call, 0), call).map(named);
  const all = rows(m, query);
  for (const ref of query.refs) note(m, ref, columns, call);
  for (const ref of all.length > 0 ? query.refs : []) {
    const chosen = held(m, reference(ref), CHOSEN).refs[0] ?? m.alloc('object', call.site, EMPTY, {}, 'chosen');
    for (const { name: from, alias } of columns) {
      const at = from.lastIndexOf('.');
      const of = at < 0 ? all : all.filter(([table]) => table === from.slice(0, at));
      const v = of.reduce((out, [, row]) => join(out, row.refs.length > 0 ? getProperty(m, row, from.slice(at + 1), call.site) : BOTTOM), BOTTOM);
      if (!isBottom(v)) setProperty(m, reference(chosen), alias, v, call.site);
    }
    hold(m, ref, CHOSEN, reference(chosen));
  }
  return query;
};

const selectAll = (name: string): Native => (m, call) => {
  const query = byModel(m, 'Query', name, call);
  const wanted = texts(m, arg(call, 0), call);
  for (const ref of query.refs) {
    note(m, ref, [], call);
    for (const [table, row] of rows(m, query)) if (wanted.length === 0 || wanted.includes(table)) hold(m, ref, TYPED, row);
  }
  return query;
};

const natives = (type: string, make: (name: string) => Native, names: string): [string, Native][] => names.split(' ').map((name) => [`kysely#${type}.prototype.${name}`, make(name)]);

/** Rows of queries of Kysely are what the type of the database says, by the names that they give to columns. */
export const kyselyNatives: Natives = Object.fromEntries([
  ...['Database', 'Kysely', 'Transaction'].flatMap((type) => natives(type, begin, 'selectFrom insertInto updateTable deleteFrom replaceInto')),
  ...natives('Query', joins, 'innerJoin leftJoin rightJoin fullJoin'),
  ...natives('Query', select, 'select returning'),
  ...natives('Query', condition, 'where andWhere orWhere having whereIn whereNot whereLike whereBetween'),
  ...natives('Query', selectAll, 'selectAll returningAll'),
]);
