import { columnsCompared, comparedPlaceholders, type Placeholder } from '../../../models/sql.js';
import { BOTTOM, join, type Value } from '../../domain/value.js';
import { argument } from '../calls.js';
import type { Machine } from '../machine.js';
import type { NativeCall } from '../native.js';
import { getProperty } from '../properties.js';
import type { PlannedEdge } from './plan.js';
import type { Run } from './run.js';

/** A constant SQL statement, or condition of one: the call's first argument or, `isPrepared`, what the receiver was made of. */
interface Statement {
  readonly text: string;
  readonly isPrepared: boolean;
  /** The first argument is that of a tagged template, whose values are its placeholders. */
  readonly isTemplate: boolean;
}

function statementOf(m: Machine, { thisValue, args }: NativeCall): Statement | undefined {
  const prepared = getHidden(m, thisValue, '!@sql');
  const first = args.list[0]?.v ?? BOTTOM;
  const template = prepared ? undefined : templateText(m, first);
  const text = template ?? textOf(prepared ?? first);
  return text === undefined ? undefined : { text, isPrepared: prepared !== undefined, isTemplate: template !== undefined };
}

/**
 * The values that a call's SQL statement compares with what is in the tables, where the statement is constant.
 *
 * @returns undefined where the call has no such statement
 */
export function comparedInSql(m: Machine, { app: { call }, site }: Run, { from }: PlannedEdge): Value | undefined {
  const statement = from.base !== 'args' || from.step ? undefined : statementOf(m, call);
  const compared = statement && comparedPlaceholders(statement.text);
  if (!compared) return undefined;
  const values = call.args.list.slice(statement.isPrepared ? 0 : 1).map(({ v }) => v);
  const given = [...compared].map((placeholder) => (statement.isTemplate ? argument(call.args, Number(placeholder) + 1) : parameter(m, values, placeholder, site)));
  return given.reduce(join, call.args.rest?.v ?? BOTTOM);
}

/** Names of the columns that a constant SQL condition or statement compares with values that are given. */
export function columnsInSql(m: Machine, call: NativeCall): ReadonlySet<string> {
  const statement = statementOf(m, call);
  return statement ? columnsCompared(statement.text) : new Set();
}

/** A value by its place in the list, or in the array or object that stands for it. */
function parameter(m: Machine, values: readonly Value[], placeholder: Placeholder, site: Run['site']): Value {
  const holder = values.find((v) => v.refs.some((ref) => m.obj(ref).kind === 'array' || m.obj(ref).kind === 'object'));
  if (holder) return getProperty(m, holder, String(placeholder), site);
  return typeof placeholder === 'number' && values.length > 1 ? (values[placeholder] ?? BOTTOM) : values.reduce(join, BOTTOM);
}

function textOf({ consts, kinds, refs, unknown }: Value): string | undefined {
  const [text] = consts;
  return consts.length === 1 && typeof text === 'string' && kinds === 0 && refs.length === 0 && !unknown ? text : undefined;
}

/** The text of a tagged template, its values as placeholders. */
function templateText(m: Machine, { refs }: Value): string | undefined {
  const [ref] = refs;
  if (ref === undefined || refs.length > 1 || m.obj(ref).kind !== 'array') return undefined;
  const content = m.content(ref);
  if (!content.props.has('raw') || content.length === undefined) return undefined;
  const texts = Array.from({ length: content.length }, (_, i) => textOf(content.props.get(String(i))?.v ?? BOTTOM));
  if (!texts.every((text) => text !== undefined)) return undefined;
  return texts.reduce((all, text, i) => `${all}${i === 0 ? '' : `$${i}`}${text}`, '');
}

function getHidden(m: Machine, of: Value, name: string): Value | undefined {
  for (const ref of of.refs) {
    const found = m.slot(ref, name)?.v;
    if (found) return found;
  }
  return undefined;
}
