import { EMPTY, isIndex, isInternal, slot } from '../domain/content.js';
import { BOTTOM, constant, isBottom, join, NUMBER, reference, UNDEFINED, UNKNOWN, unknownWith, type Value } from '../domain/value.js';
import { callValue, plainArgs } from '../machine/calls.js';
import { iterate } from '../machine/iteration.js';
import type { Machine } from '../machine/machine.js';
import { instanceOf } from '../machine/model/results.js';
import type { Native, NativeCall, Natives } from '../machine/native.js';
import { copyProperties } from '../machine/patterns.js';
import { getProperty, keyName } from '../machine/properties.js';
import { setProperty } from '../machine/property-writes.js';
import { newArray } from './array-elements.js';
import { arrayNatives } from './array.js';
import { arg, given } from './support.js';

/** A collection holds an object, or an array, of its own with its entries; each change makes another collection. */
const ENTRIES = '!@entries';
/** It is changed itself, until the callback that got it has returned. */
const DRAFT = '!@draft';
const KEYED = 'immutable#Map';
const INDEXED = 'immutable#List';

function collection(m: Machine, type: string, entries: Value, call: NativeCall, tag = 'collection'): Value {
  const made = instanceOf(m, type, call.site, tag);
  for (const r of made.refs) m.setSlot(r, ENTRIES, slot(entries));
  return made;
}

/** Entries of the collections among the values. */
function entriesOf(m: Machine, v: Value): Value {
  return v.refs.reduce((out, r) => join(out, m.slot(r, ENTRIES)?.v ?? BOTTOM), BOTTOM);
}

const isKeyed = (m: Machine, v: Value): boolean => v.refs.some((r) => m.obj(r).kind === 'instance' && m.obj(r).path === 'Map');

/** Plain objects among the values, and what collections of names hold. */
function records(m: Machine, v: Value): Value {
  const plain = { ...v, consts: [], kinds: 0, refs: v.refs.filter((r) => m.obj(r).kind !== 'instance') };
  return isKeyed(m, v) ? join(isBottom(plain) ? BOTTOM : plain, entriesOf(m, v)) : plain;
}

function copy(m: Machine, from: readonly Value[], call: NativeCall, tag = 'entries'): Value {
  const out = m.alloc('object', call.site, EMPTY, {}, tag);
  for (const v of from) if (v.refs.length > 0 || v.unknown) copyProperties(m, v, out, []);
  return reference(out);
}

/** `Map(object)`, `Map([[key, value]…])` */
const map: Native = (m, call) => {
  const from = arg(call, 0);
  const arrays = from.refs.filter((r) => m.obj(r).kind === 'array' || m.obj(r).kind === 'map');
  const out = copy(m, [records(m, { ...from, refs: from.refs.filter((r) => !arrays.includes(r)) })], call);
  const pairs = arrays.length > 0 ? iterate(m, { ...from, refs: arrays, unknown: false }, call.site) : undefined;
  for (const pair of pairs?.known ?? (pairs ? [pairs.any] : [])) setProperty(m, out, keyName(getProperty(m, pair, '0', call.site)).name, getProperty(m, pair, '1', call.site), call.site);
  return collection(m, KEYED, out, call);
};

function toList(m: Machine, v: Value, call: NativeCall): Value {
  const lists = entriesOf(m, v);
  const own = v.refs.filter((r) => m.slot(r, ENTRIES) !== undefined);
  const others = { ...v, refs: v.refs.filter((r) => !own.includes(r)) };
  const all = [lists, others].filter((x) => !isBottom(x)).map((x) => iterate(m, { ...x, consts: [], kinds: 0 }, call.site));
  return newArray(m, call, all.length === 1 ? all[0]!.known : undefined, all.reduce((out, x) => join(out, x.any), BOTTOM), 'list');
}

const list: Native = (m, call) => collection(m, INDEXED, toList(m, arg(call, 0), call), call);
const listOf: Native = (m, call) => collection(m, INDEXED, newArray(m, call, call.args.rest ? undefined : call.args.list.map((a) => a.v), call.args.rest?.v, 'list'), call);

/** Plain objects and arrays as collections, at all levels. */
function deep(m: Machine, v: Value, call: NativeCall, depth: number): Value {
  if (depth > 4) return v;
  let out: Value = { ...v, refs: v.refs.filter((r) => !['object', 'array'].includes(m.obj(r).kind)) };
  for (const r of v.refs) {
    const { kind } = m.obj(r);
    const c = m.content(r);
    if (kind === 'array') out = join(out, collection(m, INDEXED, newArray(m, call, [...c.props].filter(([n]) => isIndex(n)).map(([, s]) => deep(m, s.v, call, depth + 1)), deep(m, c.rest, call, depth + 1), `deep${depth}${r}`), call, `deep${depth}${r}`));
    if (kind !== 'object') continue;
    const entries = reference(m.alloc('object', call.site, { ...EMPTY, rest: c.rest, inside: c.inside }, {}, `deep${depth}${r}`));
    for (const [name, s] of c.props) if (!isInternal(name)) setProperty(m, entries, name, deep(m, s.v, call, depth + 1), call.site);
    out = join(out, collection(m, KEYED, entries, call, `deep${depth}${r}`));
  }
  return out;
}

/** The other way: collections as plain objects and arrays. */
function plain(m: Machine, v: Value, call: NativeCall, depth: number): Value {
  if (depth > 4) return v;
  let out: Value = { ...v, refs: v.refs.filter((r) => !m.slot(r, ENTRIES)) };
  for (const r of v.refs) {
    const entries = m.slot(r, ENTRIES)?.v;
    if (!entries) continue;
    for (const e of entries.refs) {
      const c = m.content(e);
      if (m.obj(e).kind === 'array') out = join(out, newArray(m, call, c.length === undefined ? undefined : [...c.props].filter(([n]) => isIndex(n)).map(([, s]) => plain(m, s.v, call, depth + 1)), plain(m, c.rest, call, depth + 1), `plain${depth}${e}`));
      else {
        const o = reference(m.alloc('object', call.site, { ...EMPTY, rest: c.rest, inside: c.inside }, {}, `plain${depth}${e}`));
        for (const [name, s] of c.props) if (!isInternal(name)) setProperty(m, o, name, plain(m, s.v, call, depth + 1), call.site);
        out = join(out, o);
      }
    }
  }
  return out;
}

const self = (m: Machine, call: NativeCall): Value => entriesOf(m, call.thisValue);

function get(m: Machine, from: Value, key: Value, call: NativeCall): Value {
  const entries = entriesOf(m, from);
  if (isBottom(entries)) return unknownWith(from.labels);
  return getProperty(m, entries, keyName(key).name, call.site);
}

function put(m: Machine, from: Value, key: Value, v: Value, call: NativeCall, tag = 'entries'): Value {
  const entries = entriesOf(m, from);
  const lists = entries.refs.some((r) => m.obj(r).kind === 'array');
  if (from.refs.some((r) => m.slot(r, DRAFT) !== undefined)) {
    setProperty(m, entries, keyName(key).name, v, call.site);
    return from;
  }
  const out = lists ? toList(m, from, call) : copy(m, [entries], call, tag);
  setProperty(m, out, keyName(key).name, v, call.site);
  return collection(m, lists ? INDEXED : KEYED, out, call, tag);
}

const path = (m: Machine, v: Value, call: NativeCall): readonly Value[] => iterate(m, v, call.site).known ?? [UNKNOWN];
const getIn = (m: Machine, from: Value, keys: readonly Value[], call: NativeCall): Value => keys.reduce((v, key) => (isBottom(entriesOf(m, v)) ? getProperty(m, v, keyName(key).name, call.site) : get(m, v, key, call)), from);

function putIn(m: Machine, from: Value, keys: readonly Value[], v: (old: Value) => Value, call: NativeCall): Value {
  const [first, ...more] = keys;
  if (!first) return v(from);
  const inner = isBottom(entriesOf(m, from)) ? UNDEFINED : get(m, from, first, call);
  const base = isBottom(entriesOf(m, from)) ? collection(m, KEYED, copy(m, [], call, `in${more.length}`), call, `in${more.length}`) : from;
  return put(m, base, first, putIn(m, inner, more, v, call), call, `in${more.length}`);
}

const updated = (m: Machine, call: NativeCall, i: number) => (old: Value): Value => callValue(m, call.args.list.at(-1)?.v ?? arg(call, i), UNDEFINED, plainArgs(call.site, old), call.site);

/** Calls the function with each value, by name. */
function each(m: Machine, call: NativeCall, then: (name: string | null, v: Value, result: Value) => void): void {
  for (const r of self(m, call).refs) {
    const c = m.content(r);
    const visit = (name: string | null, v: Value): void => {
      const result = m.within(`entry ${name ?? '*'}`, name === null, () => callValue(m, arg(call, 0), UNDEFINED, plainArgs(call.site, v, name === null ? UNKNOWN : constant(name)), call.site));
      if (m.st) then(name, v, result);
    };
    for (const [name, s] of c.props) if (m.st && !isInternal(name)) visit(name, s.v);
    if (m.st && !isBottom(c.rest)) visit(null, c.rest);
  }
}

function mapped(result: (v: Value, r: Value) => Value): Native {
  return (m, call) => {
    const out = copy(m, [], call);
    each(m, call, (name, v, r) => setProperty(m, out, name, result(v, r), call.site));
    return collection(m, KEYED, out, call);
  };
}

/** The array method of the name, on the list's elements; `changes`: it changes the array that it is called on. */
function ofArray(name: string, changes: boolean): Native {
  return (m, call) => {
    const elements = toList(m, call.thisValue, call);
    const result = arrayNatives[`Array.prototype.${name}`]!(m, { ...call, thisValue: elements });
    if (!m.st) return BOTTOM;
    if (changes) return collection(m, INDEXED, elements, call);
    const lists = { ...result, refs: result.refs.filter((r) => m.obj(r).kind === 'array') };
    return lists.refs.length > 0 ? collection(m, INDEXED, lists, call) : result;
  };
}

const keyed: Readonly<Record<string, Native>> = {
  delete: (m, call) => {
    const out = m.alloc('object', call.site, EMPTY, {}, 'entries');
    const { name } = keyName(arg(call, 0));
    copyProperties(m, self(m, call), out, name === null ? [] : [name]);
    return collection(m, KEYED, reference(out), call);
  },
  ...Object.fromEntries(['merge', 'mergeDeep', 'mergeWith', 'concat'].map((name): [string, Native] => [name, (m, call) => collection(m, KEYED, copy(m, [self(m, call), ...call.args.list.map((a) => records(m, a.v))], call), call)])),
  map: mapped((_v, r) => r),
  filter: mapped((v) => v),
  filterNot: mapped((v) => v),
  sortBy: mapped((v) => v),
  forEach: (m, call) => (each(m, call, () => undefined), NUMBER),
  ...Object.fromEntries(['valueSeq', 'toList', 'toSet', 'values', 'toArray'].map((name): [string, Native] => [name, (m, call) => collection(m, INDEXED, newArray(m, call, undefined, getProperty(m, self(m, call), null, call.site), 'values'), call)])),
};

const both: Readonly<Record<string, Native>> = {
  get: (m, call) => (given(call, 1) ? join(get(m, call.thisValue, arg(call, 0), call), arg(call, 1)) : get(m, call.thisValue, arg(call, 0), call)),
  set: (m, call) => put(m, call.thisValue, arg(call, 0), arg(call, 1), call),
  update: (m, call) => (given(call, 1) ? put(m, call.thisValue, arg(call, 0), updated(m, call, 1)(get(m, call.thisValue, arg(call, 0), call)), call) : updated(m, call, 0)(call.thisValue)),
  getIn: (m, call) => getIn(m, call.thisValue, path(m, arg(call, 0), call), call),
  setIn: (m, call) => putIn(m, call.thisValue, path(m, arg(call, 0), call), () => arg(call, 1), call),
  updateIn: (m, call) => putIn(m, call.thisValue, path(m, arg(call, 0), call), updated(m, call, 1), call),
  toJS: (m, call) => plain(m, call.thisValue, call, 0),
  toJSON: (m, call) => plain(m, call.thisValue, call, 3),
  toObject: (m, call) => plain(m, call.thisValue, call, 3),
  withMutations: (m, call) => {
    const draft = isKeyed(m, call.thisValue) ? collection(m, KEYED, copy(m, [self(m, call)], call), call, 'draft') : collection(m, INDEXED, toList(m, call.thisValue, call), call, 'draft');
    for (const r of draft.refs) m.setSlot(r, DRAFT, slot(UNDEFINED));
    callValue(m, arg(call, 0), UNDEFINED, plainArgs(call.site, draft), call.site);
    return collection(m, isKeyed(m, draft) ? KEYED : INDEXED, entriesOf(m, draft), call);
  },
  ...Object.fromEntries(['asMutable', 'asImmutable', 'toMap', 'toOrderedMap', 'toSeq'].map((name): [string, Native] => [name, (_m, call) => call.thisValue])),
};

const indexed: Readonly<Record<string, Native>> = {
  ...Object.fromEntries(['map', 'filter', 'concat', 'slice', 'flatMap', 'reduce', 'find', 'findLast', 'some', 'every', 'join', 'forEach', 'includes', 'indexOf'].map((name): [string, Native] => [name, ofArray(name, false)])),
  ...Object.fromEntries(['push', 'unshift', 'pop', 'shift', 'splice', 'reverse', 'sort'].map((name): [string, Native] => [name, ofArray(name, true)])),
  add: ofArray('push', true),
  insert: ofArray('push', true),
  first: (m, call) => get(m, call.thisValue, constant(0), call),
  ...Object.fromEntries(['last', 'peek', 'max', 'min'].map((name): [string, Native] => [name, (m, call) => iterate(m, self(m, call), call.site).any])),
  ...Object.fromEntries(['toList', 'toSet', 'toOrderedSet', 'toIndexedSeq', 'values'].map((name): [string, Native] => [name, (m, call) => collection(m, INDEXED, toList(m, call.thisValue, call), call)])),
  toArray: (m, call) => toList(m, call.thisValue, call),
};

/** `Record(defaults)` makes makers of maps whose entries are properties too. */
const record: Native = (m, call) => {
  const defaults = records(m, arg(call, 0));
  const make: Native = (mm, c) => {
    const entries = copy(mm, [defaults, records(mm, arg(c, 0))], c);
    const made = collection(mm, KEYED, entries, c, 'record');
    for (const r of made.refs) copyProperties(mm, entries, r, []);
    return made;
  };
  return reference(m.alloc('native', call.site, EMPTY, { native: { name: 'record', call: make } }, 'record'));
};

const members = (type: string, list_: Readonly<Record<string, Native>>): Natives => Object.fromEntries(Object.entries(list_).map(([name, native]) => [`${type}.prototype.${name}`, native]));
const top = (list_: Readonly<Record<string, Native>>): Natives => Object.fromEntries(Object.entries(list_).flatMap(([name, native]) => [`immutable#${name}`, `immutable#default.${name}`, `new immutable#${name}`].map((key): [string, Native] => [key, native])));

export const immutableNatives: Natives = {
  ...top({ Map: map, OrderedMap: map, 'Map.of': map, Record: record }),
  ...top(Object.fromEntries(['List', 'Set', 'OrderedSet', 'Stack', 'Seq'].flatMap((name) => [[name, list], [`${name}.of`, listOf]]))),
  ...top({
    fromJS: (m, call) => deep(m, arg(call, 0), call, 0),
    merge: (m, call) => collection(m, KEYED, copy(m, call.args.list.map((a) => records(m, a.v)), call), call),
    get: (m, call) => get(m, arg(call, 0), arg(call, 1), call),
    getIn: (m, call) => getIn(m, arg(call, 0), path(m, arg(call, 1), call), call),
    set: (m, call) => put(m, arg(call, 0), arg(call, 1), arg(call, 2), call),
  }),
  ...members(KEYED, { ...both, ...keyed }),
  ...members(INDEXED, { ...both, ...indexed }),
};
