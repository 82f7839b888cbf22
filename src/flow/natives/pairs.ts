import { isInternal, slot, without, withSlot } from '../domain/content.js';
import { joinLabels, NO_LABELS, stepped, type Labels } from '../domain/taint.js';
import { BOTTOM, constant, isBottom, join, single, type Ref, type Value } from '../domain/value.js';
import { deepLabels } from '../machine/deep.js';
import type { Machine } from '../machine/machine.js';
import { applyModel } from '../machine/model.js';
import type { Native, NativeCall, Natives } from '../machine/native.js';
import { newArray } from './array-elements.js';
import { arg, fallback, given } from './support.js';

/** All that an object holds stands under names that are known. */
const KNOWN = '!pairs';
const ENTRY = '!pair ';

/** Entries that a constructor is given; undefined: not all of their names are known. */
function initial(m: Machine, call: NativeCall): readonly (readonly [string, Value])[] | undefined {
  const v = arg(call, 0);
  const only = given(call, 0) ? single(v) : { c: undefined };
  if (only && only.c === undefined) return [];
  const [ref] = v.refs;
  if (ref === undefined || v.refs.length > 1 || v.unknown || m.obj(ref).kind !== 'object') return undefined;
  const c = m.content(ref);
  const plain = isBottom(c.rest) && c.inside.length === 0 && [...c.props].every(([name, s]) => !isInternal(name) && !s.maybe && !s.get);
  return plain ? [...c.props].map(([name, s]) => [name, s.v] as const) : undefined;
}

/** The object, where it surely is one all of whose entries are known. */
function known(m: Machine, v: Value): Ref | undefined {
  const [ref] = v.refs;
  if (ref === undefined || v.refs.length > 1 || v.unknown || m.obj(ref).several) return undefined;
  const s = m.content(ref).props.get(KNOWN);
  return s && !s.maybe ? ref : undefined;
}

/** Names of headers are the same in any case. */
function entryOf(type: string, v: Value): string | undefined {
  const c = single(v)?.c;
  return typeof c !== 'string' ? undefined : ENTRY + (type === 'Headers' ? c.toLowerCase() : c);
}

function put(m: Machine, ref: Ref, name: string, v: Value, replaces: boolean): void {
  const c = m.content(ref);
  const old = replaces ? undefined : c.props.get(name)?.v;
  m.setContent(ref, withSlot(c, name, slot(old ? join(old, v) : v)));
}

const make = (type: string): Native => (m, call) => {
  const entries = initial(m, call);
  const model = m.setting.models.global(type);
  const made = model ? applyModel(m, model, call, { module: undefined, type }) : fallback(m, type, call);
  const [ref] = made.refs;
  if (!entries || ref === undefined || made.refs.length > 1 || !m.st) return made;
  // What is in it can be taken out again: it is inside, and not what the object itself carries.
  m.setContent(ref, withSlot({ ...m.content(ref), inside: joinLabels(m.content(ref).inside, made.labels) }, KNOWN, slot(constant(true))));
  for (const [name, v] of entries) put(m, ref, ENTRY + (type === 'Headers' ? name.toLowerCase() : name), v, false);
  return { ...made, labels: NO_LABELS };
};

const write = (type: string, method: 'append' | 'set'): Native => (m, call) => {
  const sure = known(m, call.thisValue);
  const replaces = method === 'set' && sure !== undefined && !hasMore(m, sure);
  const out = fallback(m, `${type}.prototype.${method}`, call);
  const name = entryOf(type, arg(call, 0));
  for (const ref of m.st ? call.thisValue.refs : []) {
    if (name === undefined) m.setContent(ref, without(m.content(ref), KNOWN));
    else put(m, ref, name, arg(call, 1), replaces);
  }
  if (replaces && name !== undefined && m.st) restate(m, sure);
  return out;
};

/** What is inside the object is what its entries hold, when one of them has been replaced or taken out. */
function restate(m: Machine, ref: Ref): void {
  const c = m.content(ref);
  const entries = [...c.props].filter(([name]) => name.startsWith(ENTRY));
  m.setContent(ref, { ...c, inside: entries.reduce((all: Labels, [, s]) => joinLabels(all, deepLabels(m, s.v, m.obj(ref).site)), NO_LABELS) });
}

/** Code that can't be read has put a label into it, under whatever name. */
function hasMore(m: Machine, ref: Ref): boolean {
  const c = m.content(ref);
  const own = new Set<string>();
  for (const [name, s] of c.props) if (name.startsWith(ENTRY)) for (const t of deepLabels(m, s.v, m.obj(ref).site)) own.add(t.label);
  return [...c.inside, ...c.rest.labels].some((t) => !own.has(t.label));
}

const read = (type: string, method: 'get' | 'getAll'): Native => (m, call) => {
  const ref = known(m, call.thisValue);
  const name = entryOf(type, arg(call, 0));
  if (ref === undefined || name === undefined || hasMore(m, ref)) return fallback(m, `${type}.prototype.${method}`, call);
  const entry = m.content(ref).props.get(name);
  const v = entry ? { ...entry.v, labels: stepped(entry.v.labels, call.site.file, call.site.s, call.site.e, `through ${method}()`) } : BOTTOM;
  if (method === 'getAll') return newArray(m, call, undefined, v);
  return entry && !entry.maybe ? v : join(v, constant(null));
};

const remove = (type: string): Native => (m, call) => {
  const ref = known(m, call.thisValue);
  const name = entryOf(type, arg(call, 0));
  const gone = ref !== undefined && name !== undefined && !hasMore(m, ref);
  const out = fallback(m, `${type}.prototype.delete`, call);
  if (gone && m.st) {
    m.setContent(ref, without(m.content(ref), name));
    restate(m, ref);
  }
  return out;
};

const TYPES = ['URLSearchParams', 'FormData', 'Headers'];

/** Lists of names and values, of which a constant name finds what was put under it. */
export const pairNatives: Natives = Object.fromEntries(
  TYPES.flatMap((type): [string, Native][] => [
    [`new ${type}`, make(type)],
    [`${type}.prototype.append`, write(type, 'append')],
    [`${type}.prototype.set`, write(type, 'set')],
    [`${type}.prototype.get`, read(type, 'get')],
    [`${type}.prototype.getAll`, read(type, 'getAll')],
    [`${type}.prototype.delete`, remove(type)],
  ]),
);
