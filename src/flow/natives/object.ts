import { Bounds } from '../bounds.js';
import { EMPTY, hideProperty, isSymbolName, slot, without, withSlot, type Content, type Slot } from '../domain/content.js';
import { addLabels, BOOLEAN, BOTTOM, constant, isBottom, join, NUMBER, objectsOf, ofKinds, reference, references, truth, UNDEFINED, type Ref, type Value } from '../domain/value.js';
import { joinLabels, NO_LABELS, type Labels } from '../domain/taint.js';
import { argumentsFrom, callValue, constructValue, plainArgs } from '../machine/calls.js';
import { entryName, putEntry } from '../machine/collections.js';
import { pushElement } from '../machine/elements.js';
import { defineAccessor } from '../machine/literals.js';
import { iterate } from '../machine/iteration.js';
import { hasProperty } from '../machine/kinship.js';
import { keysOf } from '../machine/loops.js';
import type { Machine } from '../machine/machine.js';
import type { Native, NativeCall, Natives } from '../machine/native.js';
import { errorText, matchLabels } from '../machine/operators.js';
import { copyProperties, propertyKey } from '../machine/patterns.js';
import { FROZEN, getProperty, keyName, protoOf } from '../machine/properties.js';
import { defineProperty, deleteProperty, setProperty, setThrough } from '../machine/property-writes.js';
import { Kind } from '../../types/shape.js';
import { newArray } from './array-elements.js';
import { arg, given } from './support.js';
import { clone } from './clones.js';

function assign(m: Machine, call: NativeCall): Value {
  const target = arg(call, 0);
  for (const a of [...call.args.list.slice(1), ...(call.args.rest ? [call.args.rest] : [])]) {
    for (const ref of target.refs) if (m.st) assignTo(m, ref, a.v, call);
  }
  return target;
}

/** Setters of the target are called. */
function assignTo(m: Machine, to: Ref, from: Value, call: NativeCall): void {
  const before = m.content(to).props;
  copyProperties(m, from, to);
  for (const name of settersOf(m, before)) {
    if (!from.unknown && !from.refs.some((r) => m.slot(r, name) !== undefined || !['object', 'array'].includes(m.obj(r).kind))) continue;
    const old = before.get(name);
    m.setContent(to, old ? withSlot(m.content(to), name, old) : without(m.content(to), name));
    setProperty(m, reference(to), name, getProperty(m, from, name, call.site), call.site);
    if (!m.st) return;
  }
}

/** Names for which an object has or inherits a setter. */
function settersOf(m: Machine, own: Content['props']): Set<string> {
  const names = new Set<string>();
  for (const [name, s] of own) if (s.set) names.add(name);
  let holders = own.get('!proto')?.v.refs ?? [];
  for (let i = 0; i < Bounds.prototypes && holders.length > 0; i++) {
    for (const r of holders) for (const [name, s] of m.content(r).props) if (s.set && !own.has(name)) names.add(name);
    holders = holders.flatMap((r) => m.slot(r, '!proto')?.v.refs ?? []);
  }
  return names;
}

const keys = (all: boolean): Native => (m, call) => {
  const { known, any } = keysOf(m, arg(call, 0), all);
  return newArray(m, call, known, any);
};

function values(m: Machine, call: NativeCall, what: 'values' | 'entries'): Value {
  const v = arg(call, 0);
  const { known, any } = keysOf(m, v);
  const one = (k: Value, tag: string): Value => {
    const { name } = keyName(k);
    const value = getProperty(m, v, name, call.site);
    return what === 'values' ? value : newArray(m, call, [k, value], BOTTOM, `entry${tag}`);
  };
  if (known) return newArray(m, call, known.map((k, i) => one(k, String(i))));
  const rest = ofKinds(Kind.string, any.labels);
  let all = isBottom(any) ? BOTTOM : one(rest, '*');
  for (const c of any.consts) all = join(all, one(constant(c), String(c)));
  return newArray(m, call, undefined, all);
}

function fromEntries(m: Machine, call: NativeCall): Value {
  const o = m.alloc('object', call.site, EMPTY, {}, 'entries');
  const items = iterate(m, arg(call, 0), call.site);
  for (const pair of items.known ?? (isBottom(items.any) ? [] : [items.any])) {
    const key = propertyKey(m, getProperty(m, pair, '0', call.site), call.site);
    setProperty(m, reference(o), items.known ? key.name : null, getProperty(m, pair, '1', call.site), call.site, key.labels);
  }
  return reference(o);
}

function define(m: Machine, target: Value, { name, labels }: { readonly name: string | null; readonly labels: Labels }, descriptor: Value, call: NativeCall): void {
  const get = getProperty(m, descriptor, 'get', call.site);
  const set = getProperty(m, descriptor, 'set', call.site);
  const value = getProperty(m, descriptor, 'value', call.site);
  const isFunction = (v: Value): boolean => v.refs.some((r) => m.obj(r).kind === 'function');
  const before = target.refs[0] === undefined ? undefined : m.content(target.refs[0]).props;
  for (const ref of target.refs) {
    if (isFunction(get)) defineAccessor(m, ref, name, 'get', objectsOf(get), call.site, labels);
    if (isFunction(set)) defineAccessor(m, ref, name, 'set', objectsOf(set), call.site, labels);
  }
  // What the descriptor does not name stays as it is.
  const isNamed = (part: string): boolean => truth(hasProperty(m, constant(part), descriptor)).yes;
  const isThere = name !== null && before?.has(name) === true;
  if (!isFunction(get) && !isFunction(set) && (!isThere || isNamed('value') || isNamed('get'))) defineProperty(m, target, name, value, call.site, labels);
  const [only, ...others] = target.refs;
  const isOne = name !== null && only !== undefined && others.length === 0 && !target.unknown && !m.obj(only).several;
  if (isOne && m.st && (!isThere || isNamed('enumerable')) && !truth(getProperty(m, descriptor, 'enumerable', call.site)).yes) m.setContent(only, hideProperty(m.content(only), name));
}

function defineProperties(m: Machine, target: Value, descriptors: Value, call: NativeCall): Value {
  const { known, any } = keysOf(m, descriptors);
  for (const k of known ?? [any]) {
    const key = keyName(k);
    define(m, target, key, getProperty(m, descriptors, key.name, call.site), call);
  }
  return target;
}

function create(m: Machine, call: NativeCall): Value {
  const o = m.alloc('object', call.site, EMPTY, {}, 'create');
  m.setSlot(o, '!proto', slot(objectsOf(arg(call, 0))));
  return given(call, 1) ? defineProperties(m, reference(o), arg(call, 1), call) : reference(o);
}

function descriptor(m: Machine, v: Value, name: string | null, call: NativeCall): Value {
  const o = m.alloc('object', call.site, EMPTY, {}, `descriptor${name ?? '*'}`);
  let s: Slot | undefined;
  for (const r of v.refs) s = name === null ? undefined : m.slot(r, name);
  setProperty(m, reference(o), 'value', s?.get ? BOTTOM : getProperty(m, v, name, call.site), call.site);
  if (s?.get) setProperty(m, reference(o), 'get', s.get, call.site);
  if (s?.set) setProperty(m, reference(o), 'set', s.set, call.site);
  return reference(o);
}

function groupBy(m: Machine, call: NativeCall, kind: 'object' | 'map'): Value {
  const items = iterate(m, arg(call, 0), call.site);
  const o = m.alloc(kind, call.site, EMPTY, {}, 'groups');
  const ask = (v: Value, i: Value): Value => callValue(m, arg(call, 1), UNDEFINED, { list: [v, i].map((x) => ({ v: x, s: call.site.s, e: call.site.e })) }, call.site);
  const put = (key: Value, v: Value, sure: boolean, tag: string): void => {
    const name = kind === 'map' ? entryName(key, m) : propertyKey(m, key, call.site).name;
    const old = name === null || !sure ? undefined : m.slot(o, name)?.v.refs[0];
    if (old !== undefined && name !== null) return pushElement(m, old, v);
    const group = newArray(m, call, sure && name !== null ? [v] : undefined, v, `group${tag}`);
    if (kind === 'map') putEntry(m, o, key, group);
    else setProperty(m, reference(o), name, group, call.site, key.labels);
  };
  for (const [i, v] of (items.known ?? []).entries()) {
    const key = m.st ? m.within(`element${i}`, false, () => ask(v, constant(i))) : BOTTOM;
    if (m.st) put(key, v, true, String(i));
  }
  if (!items.known && !isBottom(items.any)) m.branch(() => (put(m.within('elements', true, () => ask(items.any, NUMBER)), items.any, false, ''), UNDEFINED), () => UNDEFINED);
  return m.st ? reference(o) : BOTTOM;
}

const name = (m: Machine, call: NativeCall, i: number): string | null => propertyKey(m, arg(call, i), call.site).name;
function accessor(m: Machine, call: NativeCall, kind: 'get' | 'set'): Value {
  const at = name(m, call, 0);
  for (const ref of call.thisValue.refs) defineAccessor(m, ref, at, kind, objectsOf(arg(call, 1)), call.site);
  return UNDEFINED;
}

const holdsName = (m: Machine, call: NativeCall, key: Value, o: Value): Value => addLabels(hasProperty(m, key, o, true), matchLabels(key, o, call.site));
const propertyName = (m: Machine, call: NativeCall, i: number): Value => {
  const { name: known } = propertyKey(m, arg(call, i), call.site);
  const { labels } = arg(call, i);
  return known === null ? ofKinds(Kind.string, labels) : constant(known, labels);
};

/** What is written to a frozen object is lost: where it surely is this one. */
function freeze(m: Machine, call: NativeCall): Value {
  const v = arg(call, 0);
  const [ref] = v.refs;
  if (ref !== undefined && v.refs.length === 1 && !m.obj(ref).several && ['object', 'array'].includes(m.obj(ref).kind)) m.setSlot(ref, FROZEN, slot(constant(true)));
  return v;
}

/** Symbols that are keys of an object's own properties. */
function symbolsOf(m: Machine, v: Value): { known: readonly Value[] | undefined; any: Value } {
  const all = v.refs.flatMap((r) => [...m.content(r).props.keys()].filter(isSymbolName)).map((n) => (n.startsWith('@@') ? constant(n) : reference(Number(n.slice(1)))));
  return { known: v.refs.length === 1 ? all : undefined, any: all.reduce(join, BOTTOM) };
}

function concatenated(m: Machine, call: NativeCall, lists: readonly { known: readonly Value[] | undefined; any: Value }[]): Value {
  const known = lists.every((l) => l.known) ? lists.flatMap((l) => l.known!) : undefined;
  return newArray(m, call, known, lists.reduce((v, l) => join(v, l.any), BOTTOM));
}

const spread = (m: Machine, v: Value, call: NativeCall): NativeCall['args'] => {
  const items = iterate(m, v, call.site);
  const at = call.args.list[call.args.list.length - 1] ?? call.site;
  return items.known ? { list: items.known.map((x) => ({ v: x, s: at.s, e: at.e })) } : { list: [], rest: { v: items.any, s: at.s, e: at.e } };
};

export const objectNatives: Natives = {
  Object: (_m, call) => arg(call, 0),
  'new Object': (m, call) => (given(call, 0) ? arg(call, 0) : reference(m.alloc('object', call.site))),
  'Object.assign': assign,
  'Object.keys': keys(false),
  'Object.getOwnPropertyNames': keys(true),
  'Object.values': (m, call) => values(m, call, 'values'),
  'Object.entries': (m, call) => values(m, call, 'entries'),
  'Object.fromEntries': fromEntries,
  'Object.create': create,
  'Object.freeze': freeze,
  'Object.seal': (_m, call) => arg(call, 0),
  'Object.preventExtensions': (_m, call) => arg(call, 0),
  'Object.groupBy': (m, call) => groupBy(m, call, 'object'),
  'Map.groupBy': (m, call) => groupBy(m, call, 'map'),
  'Object.defineProperty': (m, call) => (define(m, arg(call, 0), propertyKey(m, arg(call, 1), call.site), arg(call, 2), call), arg(call, 0)),
  'Object.defineProperties': (m, call) => defineProperties(m, arg(call, 0), arg(call, 1), call),
  'Object.getOwnPropertyDescriptor': (m, call) => descriptor(m, arg(call, 0), name(m, call, 1), call),
  'Object.getPrototypeOf': (m, call) => arg(call, 0).refs.reduce((v: Value, r) => join(v, protoOf(m, r)), BOTTOM),
  'Object.setPrototypeOf': (m, call) => (setProperty(m, arg(call, 0), '__proto__', arg(call, 1), call.site), arg(call, 0)),
  'Object.prototype.hasOwnProperty': (m, call) => holdsName(m, call, propertyName(m, call, 0), call.thisValue),
  'Object.hasOwn': (m, call) => holdsName(m, call, propertyName(m, call, 1), arg(call, 0)),
  'Object.getOwnPropertyDescriptors': (m, call) => {
    const o = reference(m.alloc('object', call.site, EMPTY, {}, 'descriptors'));
    const { known, any } = keysOf(m, arg(call, 0), true);
    for (const k of [...(known ?? (isBottom(any) ? [] : [any])), ...(symbolsOf(m, arg(call, 0)).known ?? [])]) setProperty(m, o, known ? keyName(k).name : null, descriptor(m, arg(call, 0), known ? keyName(k).name : null, call), call.site);
    return o;
  },
  'Object.prototype.__defineGetter__': (m, call) => accessor(m, call, 'get'),
  'Object.prototype.__defineSetter__': (m, call) => accessor(m, call, 'set'),
  'Object.prototype.valueOf': (_m, call) => call.thisValue,
  'Object.prototype.toString': (m, call) => {
    const errors = call.thisValue.refs.filter((r) => m.slot(r, '!error') !== undefined);
    const message = errors.length > 0 ? errorText(m, references(errors), call.site).labels : NO_LABELS;
    const symbols = call.thisValue.refs.filter((r) => m.slot(r, '!symbol') !== undefined);
    const description = symbols.length > 0 ? joinLabels(call.thisValue.labels, getProperty(m, references(symbols), 'description', call.site).labels) : NO_LABELS;
    return ofKinds(Kind.string, joinLabels(joinLabels(message, description), getProperty(m, call.thisValue, '@@toStringTag', call.site).labels));
  },
  'Reflect.get': (m, call) => getProperty(m, arg(call, 0), name(m, call, 1), call.site, given(call, 2) ? arg(call, 2) : arg(call, 0)),
  'Reflect.set': (m, call) => {
    if (given(call, 3)) setThrough(m, arg(call, 0), arg(call, 3), name(m, call, 1), arg(call, 2), call.site);
    else setProperty(m, arg(call, 0), name(m, call, 1), arg(call, 2), call.site, arg(call, 1).labels);
    return BOOLEAN;
  },
  'Reflect.has': (m, call) => hasProperty(m, propertyName(m, call, 1), arg(call, 0)),
  'Reflect.ownKeys': (m, call) => concatenated(m, call, [keysOf(m, arg(call, 0), true), symbolsOf(m, arg(call, 0))]),
  'Object.getOwnPropertySymbols': (m, call) => concatenated(m, call, [symbolsOf(m, arg(call, 0))]),
  'Reflect.deleteProperty': (m, call) => (deleteProperty(m, arg(call, 0), name(m, call, 1)), BOOLEAN),
  'Reflect.apply': (m, call) => callValue(m, arg(call, 0), arg(call, 1), spread(m, arg(call, 2), call), call.site),
  'Reflect.construct': (m, call) => constructValue(m, arg(call, 0), spread(m, arg(call, 1), call), call.site, given(call, 2) ? arg(call, 2) : undefined),
  'Reflect.defineProperty': (m, call) => (define(m, arg(call, 0), propertyKey(m, arg(call, 1), call.site), arg(call, 2), call), BOOLEAN),
  'Reflect.getPrototypeOf': (m, call) => arg(call, 0).refs.reduce((v: Value, r) => join(v, protoOf(m, r)), BOTTOM),
  'Reflect.setPrototypeOf': (m, call) => (setProperty(m, arg(call, 0), '__proto__', arg(call, 1), call.site), BOOLEAN),
  'Function.prototype.call': (m, call) => callValue(m, call.thisValue, arg(call, 0), { ...call.args, list: call.args.list.slice(1) }, call.site),
  'Function.prototype.apply': (m, call) => callValue(m, call.thisValue, arg(call, 0), given(call, 1) ? spread(m, arg(call, 1), call) : { list: [] }, call.site),
  'Function.prototype.bind': (m, call) => {
    const [self, ...bound] = call.args.list;
    const target = call.thisValue;
    const ref = m.alloc('native', call.site, EMPTY, {
      native: {
        name: 'bound',
        call: (mm, c) => {
          const args = { ...c.args, list: [...bound, ...c.args.list] };
          return c.isNew ? constructValue(mm, target, args, c.site) : callValue(mm, target, self?.v ?? UNDEFINED, args, c.site);
        },
      },
    }, `bound${target.refs.join(',')}`);
    return reference(ref);
  },
  'Function.prototype.toString': () => ofKinds(Kind.string),
  'new Proxy': proxy,
  structuredClone: (m, call) => clone(m, arg(call, 0), call, 0),
};

function proxy(m: Machine, call: NativeCall): Value {
  const [target, handler] = [arg(call, 0), arg(call, 1)];
  const trap = (name: string): Value | undefined => {
    const f = getProperty(m, handler, name, call.site);
    return f.refs.some((r) => ['function', 'native'].includes(m.obj(r).kind)) ? objectsOf(f) : undefined;
  };
  const [get, set, apply, made] = ['get', 'set', 'apply', 'construct'].map(trap);
  if (!get && !set && !apply && !made) return target;
  const called: Native = (mm, c) => {
    const f = c.isNew ? made : apply;
    if (!f) return c.isNew ? constructValue(mm, target, c.args, c.site) : callValue(mm, target, c.thisValue, c.args, c.site);
    const given = newArray(mm, c, c.args.rest ? undefined : c.args.list.map((a) => a.v), argumentsFrom(c.args, 0), 'proxied');
    return callValue(mm, f, handler, plainArgs(c.site, target, ...(c.isNew ? [given, self] : [c.thisValue, given])), c.site);
  };
  const self = reference(apply || made ? m.alloc('native', call.site, EMPTY, { native: { name: 'proxy', call: called } }, 'proxy') : m.alloc('object', call.site, EMPTY, {}, 'proxy'));
  const [o] = self.refs as [Ref];
  let c = withSlot(withSlot(m.content(o), '!target', slot(target)), '!handler', slot(handler));
  if (get) c = withSlot(c, '!get', slot(get));
  if (set) c = withSlot(c, '!set', slot(set));
  m.setContent(o, withSlot(c, '!proto', slot(objectsOf(target))));
  return self;
}
