import { isInternal, slot, without, withSlot } from '../domain/content.js';
import { joinLabels, NO_LABELS, stepped } from '../domain/taint.js';
import { BOTTOM, constant, isBottom, join, single, STRING, UNDEFINED, type Ref, type Value } from '../domain/value.js';
import { throughPassage } from '../machine/boundary.js';
import { callValue, plainArgs } from '../machine/calls.js';
import { knownElements } from '../machine/elements.js';
import { listIterator } from '../machine/list-iterators.js';
import type { Machine } from '../machine/machine.js';
import { applyModel } from '../machine/model.js';
import type { Native, NativeCall, Natives } from '../machine/native.js';
import { ENTRY, KNOWN, markKnown, pairElements, pairsOf, restate } from '../machine/pairs.js';
import { getProperty } from '../machine/properties.js';
import { newArray } from './array-elements.js';
import { arg, fallback, given } from './support.js';

/** Entries that a constructor is given; undefined: not all of their names are known. */
function initial(m: Machine, call: NativeCall, type: string): readonly (readonly [string, Value])[] | undefined {
  const v = arg(call, 0);
  const only = given(call, 0) ? single(v) : { c: undefined };
  if (only && only.c === undefined) return [];
  if (type === 'URLSearchParams' && typeof only?.c === 'string' && v.labels.length === 0) return inText(only.c);
  const [ref] = v.refs;
  if (ref === undefined || v.refs.length > 1 || v.unknown) return undefined;
  if (m.obj(ref).kind === 'array') return listed(m, ref, call);
  if (m.obj(ref).kind !== 'object') return undefined;
  const c = m.content(ref);
  const plain = isBottom(c.rest) && c.inside.length === 0 && [...c.props].every(([name, s]) => !isInternal(name) && !s.maybe && !s.get);
  return plain ? [...c.props].map(([name, s]) => [name, throughPassage(v.passage, s.v)] as const) : undefined;
}

/** Arrays of a name and a value. */
function listed(m: Machine, ref: Ref, call: NativeCall): readonly (readonly [string, Value])[] | undefined {
  const entries = knownElements(m, ref)?.map((v) => [single(getProperty(m, v, '0', call.site))?.c, getProperty(m, v, '1', call.site)] as const);
  return entries?.every((x): x is readonly [string, Value] => typeof x[0] === 'string') ? entries : undefined;
}

function inText(text: string): readonly (readonly [string, Value])[] {
  return [...new URLSearchParams(text)].map(([name, value]) => [name, constant(value)] as const);
}

/** The object, where it surely is one of which the names are known under which it holds labels. */
function known(m: Machine, v: Value): Ref | undefined {
  const [ref] = v.refs;
  return ref !== undefined && v.refs.length === 1 && !v.unknown && pairsOf(m, ref) ? ref : undefined;
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
  const entries = initial(m, call, type);
  const model = m.setting.models.global(type);
  const made = model ? applyModel(m, model, call, { module: undefined, type }) : fallback(m, type, call);
  const [ref] = made.refs;
  if (!entries || ref === undefined || made.refs.length > 1 || !m.st) return made;
  // What is in it can be taken out again: it is inside, and not what the object itself carries.
  m.setContent(ref, { ...m.content(ref), inside: joinLabels(m.content(ref).inside, made.labels) });
  markKnown(m, ref, true);
  for (const [name, v] of entries) put(m, ref, ENTRY + (type === 'Headers' ? name.toLowerCase() : name), v, false);
  return { ...made, labels: NO_LABELS };
};

const write = (type: string, method: 'append' | 'set'): Native => (m, call) => {
  const sure = known(m, call.thisValue);
  const replaces = method === 'set' && sure !== undefined;
  const out = fallback(m, `${type}.prototype.${method}`, call);
  const name = entryOf(type, arg(call, 0));
  for (const ref of m.st ? call.thisValue.refs : []) {
    if (name === undefined) m.setContent(ref, without(m.content(ref), KNOWN));
    else put(m, ref, name, arg(call, 1), replaces);
  }
  if (replaces && name !== undefined && m.st) restate(m, sure);
  return out;
};

const read = (type: string, method: 'get' | 'getAll'): Native => (m, call) => {
  const ref = known(m, call.thisValue);
  const name = entryOf(type, arg(call, 0));
  if (ref === undefined || name === undefined) return fallback(m, `${type}.prototype.${method}`, call);
  const entry = m.slot(ref, name);
  const own = entry ? { ...entry.v, labels: stepped(entry.v.labels, call.site.file, call.site.s, call.site.e, `through ${method}()`) } : BOTTOM;
  const v = pairsOf(m, ref)!.all ? own : join(own, STRING);
  if (method === 'getAll') return newArray(m, call, undefined, v);
  return entry && !entry.maybe ? v : join(v, constant(null));
};

const has = (type: string): Native => (m, call) => {
  const ref = known(m, call.thisValue);
  const name = entryOf(type, arg(call, 0));
  if (ref === undefined || name === undefined || call.args.list.length > 1 || !pairsOf(m, ref)!.all) return fallback(m, `${type}.prototype.has`, call);
  return m.slot(ref, name) !== undefined ? constant(true) : constant(false);
};

const remove = (type: string): Native => (m, call) => {
  const ref = known(m, call.thisValue);
  const name = entryOf(type, arg(call, 0));
  const out = fallback(m, `${type}.prototype.delete`, call);
  if (ref !== undefined && name !== undefined && m.st) {
    m.setContent(ref, without(m.content(ref), name));
    restate(m, ref);
  }
  return out;
};

/** `keys()`, `values()`, `entries()` */
const list = (type: string, what: 'keys' | 'values' | 'entries', method: string = what): Native => (m, call) => {
  const ref = known(m, call.thisValue);
  const found = ref === undefined ? undefined : pairElements(m, ref, what, call.site);
  return found ? listIterator(m, call.site, found.known, found.any, what) : fallback(m, `${type}.prototype.${method}`, call);
};

const forEach = (type: string): Native => (m, call) => {
  const ref = known(m, call.thisValue);
  const values = ref === undefined ? undefined : pairElements(m, ref, 'values', call.site);
  const keys = ref === undefined ? undefined : pairElements(m, ref, 'keys', call.site);
  if (!values?.known || !keys?.known) return fallback(m, `${type}.prototype.forEach`, call);
  for (const [i, v] of values.known.entries()) if (m.st) m.within(`element${i}`, false, () => callValue(m, arg(call, 0), UNDEFINED, plainArgs(call.site, v, keys.known![i]!, call.thisValue), call.site));
  return m.st ? UNDEFINED : BOTTOM;
};

const TYPES = ['URLSearchParams', 'FormData', 'Headers'];

/** Lists of names and values, of which a constant name finds what was put under it. */
const lists: Natives = Object.fromEntries(
  TYPES.flatMap((type): [string, Native][] => [
    [`new ${type}`, make(type)],
    [`${type}.prototype.append`, write(type, 'append')],
    [`${type}.prototype.set`, write(type, 'set')],
    [`${type}.prototype.get`, read(type, 'get')],
    [`${type}.prototype.getAll`, read(type, 'getAll')],
    [`${type}.prototype.has`, has(type)],
    [`${type}.prototype.delete`, remove(type)],
    [`${type}.prototype.keys`, list(type, 'keys')],
    [`${type}.prototype.values`, list(type, 'values')],
    [`${type}.prototype.entries`, list(type, 'entries')],
    [`${type}.prototype.@@iterator`, list(type, 'entries', '[Symbol.iterator]')],
    [`${type}.prototype.forEach`, forEach(type)],
  ]),
);

/** The part of a URL's text that names the host, whole. */
const HOST = /^(?:[a-z][\w+.-]*:)\/\/[^/?#]*[/?#]/i;

/** `new URL(text, base)`: host and path have the labels of the parts of the text that can be in them, parameters those of what is set in them. */
const url = (path: string): Native => (m, call) => {
  const text = arg(call, 0);
  const model = m.setting.models.global(path);
  const made = model ? applyModel(m, model, call, { module: undefined, type: 'URL' }) : fallback(m, path, call);
  const [ref] = made.refs;
  if (ref === undefined || made.refs.length > 1 || !m.st) return made;
  m.setContent(ref, { ...m.content(ref), inside: joinLabels(m.content(ref).inside, made.labels) });
  const base = given(call, 1) ? arg(call, 1) : UNDEFINED;
  const head = text.head ?? '';
  const isBelow = given(call, 1) && /^\/(?!\/)/.test(head);
  const hides = (name: string, labels: Value['labels']): void => m.setSlot(ref, name, slot({ ...STRING, labels }));
  if (HOST.test(head)) hides('!@host', base.labels);
  else if (isBelow) hides('!@host', base.labels);
  if ((HOST.test(head) || isBelow) && /[?#]/.test(head)) hides('!@path', NO_LABELS);
  const [params] = m.slot(ref, 'searchParams')?.v.refs ?? [];
  const constantText = single(text)?.c;
  if (params !== undefined && text.labels.length === 0) {
    markKnown(m, params, typeof constantText === 'string');
    if (typeof constantText === 'string') for (const [name, v] of inText(/\?([^#]*)/.exec(constantText)?.[1] ?? '')) put(m, params, ENTRY + name, v, false);
  }
  return { ...made, labels: NO_LABELS };
};

export const pairNatives: Natives = { ...lists, 'new URL': url('URL'), 'URL.parse': url('URL.parse'), 'new node:url#URL': url('URL') };
