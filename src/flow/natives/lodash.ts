import { EMPTY, isInternal, textOfName } from '../domain/content.js';
import { constant, isBottom, join, objectsOf, reference, truth, UNDEFINED, type Ref, type Value } from '../domain/value.js';
import { callValue, plainArgs } from '../machine/calls.js';
import { iterate } from '../machine/iteration.js';
import type { Machine } from '../machine/machine.js';
import { applyModel } from '../machine/model.js';
import type { Native, NativeCall, Natives } from '../machine/native.js';
import { copyProperties } from '../machine/patterns.js';
import { getProperty, keyName } from '../machine/properties.js';
import { setProperty } from '../machine/property-writes.js';
import { callUnreadable } from '../machine/unreadable.js';
import { arrayNatives } from './array.js';
import { curried } from './curried.js';
import { objectNatives } from './object.js';
import { arg, given } from './support.js';

/** Levels of objects that `merge` goes into. */
const DEPTH = 4;

function byModel(name: string): Native {
  return (m, call) => {
    const model = m.setting.models.module('lodash', name);
    return model ? applyModel(m, model, { ...call, name }) : callUnreadable(m, { ...call, name });
  };
}

/** A method of arrays that gets the array as its first argument. */
function ofArray(name: string, args: (call: NativeCall) => readonly Value[], fallback: string): Native {
  const native = arrayNatives[`Array.prototype.${name}`]!;
  return (m, call) => {
    const list = arg(call, 0);
    const isArray = list.refs.length > 0 && !list.unknown && list.refs.every((r) => m.obj(r).kind === 'array');
    return isArray ? native(m, { ...call, thisValue: list, args: plainArgs(call.site, ...args(call)) }) : byModel(fallback)(m, call);
  };
}

const isPlain = (m: Machine, v: Value): boolean => v.refs.length > 0 && !v.unknown && v.refs.every((r) => m.obj(r).kind === 'object');

/** `merge`: what both have as objects is merged as well. */
function mergeInto(m: Machine, to: Ref, from: Value, call: NativeCall, depth: number): void {
  if (!isPlain(m, from) || from.refs.length !== 1 || depth > DEPTH) return copyProperties(m, from, to);
  for (const [name, s] of m.content(from.refs[0]!).props) {
    if (!m.st || isInternal(name) || s.get) continue;
    const old = m.slot(to, name)?.v;
    const target = old && isPlain(m, old) && old.refs.length === 1 ? old.refs[0]! : undefined;
    if (isPlain(m, s.v) && !s.maybe) {
      const into = target ?? m.alloc('object', call.site, EMPTY, {}, `merged ${depth} ${name}`);
      mergeInto(m, into, s.v, call, depth + 1);
      if (target === undefined) setProperty(m, reference(to), name, reference(into), call.site);
    } else setProperty(m, reference(to), name, s.maybe && old ? join(old, s.v) : s.v, call.site);
  }
}

const merge: Native = (m, call) => {
  const target = arg(call, 0);
  if (target.refs.length !== 1 || !isPlain(m, target) || call.args.rest) return byModel('merge')(m, call);
  for (const source of call.args.list.slice(1)) mergeInto(m, target.refs[0]!, objectsOf(source.v), call, 0);
  return target;
};

/** `defaults`: what the target has already stays. */
const defaults: Native = (m, call) => {
  const target = arg(call, 0);
  if (target.refs.length !== 1 || !isPlain(m, target) || call.args.rest) return byModel('defaults')(m, call);
  for (const source of call.args.list.slice(1)) {
    const has = [...m.content(target.refs[0]!).props].filter(([name, s]) => !isInternal(name) && !s.maybe && isGiven(s.v)).map(([name]) => name);
    copyProperties(m, source.v, target.refs[0]!, has);
  }
  return target;
};

const isGiven = (v: Value): boolean => !v.unknown && v.kinds === 0 && !v.consts.includes(undefined);

const zipObject: Native = (m, call) => {
  const names = iterate(m, arg(call, 0), call.site).known?.map((v) => keyName(v).name);
  const values = iterate(m, arg(call, 1), call.site);
  if (!names || names.includes(null)) return byModel('zipObject')(m, call);
  const out = reference(m.alloc('object', call.site, EMPTY, {}, 'zipped'));
  names.forEach((name, i) => setProperty(m, out, name, values.known ? (values.known[i] ?? UNDEFINED) : join(values.indexed(i), UNDEFINED), call.site));
  return out;
};

/** One call for each property of an object whose properties are known; else the model holds. */
function eachProperty(name: string, put: (m: Machine, out: Value, name: string, v: Value, result: Value, call: NativeCall) => void): Native {
  return (m, call) => {
    const [from, f] = [arg(call, 0), arg(call, 1)];
    if (!isPlain(m, from) || from.refs.length !== 1 || f.refs.length === 0) return byModel(name)(m, call);
    const c = m.content(from.refs[0]!);
    if (!isBottom(c.rest) || c.inside.length > 0) return byModel(name)(m, call);
    const out = reference(m.alloc('object', call.site, EMPTY, {}, name));
    for (const [key] of [...c.props].filter(([k]) => !isInternal(k))) {
      if (!m.st) break;
      const v = getProperty(m, from, key, call.site);
      const result = m.within(`property ${key}`, false, () => callValue(m, f, UNDEFINED, plainArgs(call.site, v, constant(textOfName(key)), from), call.site));
      if (m.st) put(m, out, key, v, result, call);
    }
    return out;
  };
}

function kept(yes: boolean): Parameters<typeof eachProperty>[1] {
  return (m, out, name, v, result, call) => {
    const t = truth(result);
    if (yes ? t.yes : t.no) setProperty(m, out, name, (yes ? t.no : t.yes) ? join(v, UNDEFINED) : v, call.site);
  };
}

const number = (call: NativeCall, i: number, otherwise: number): Value => (given(call, i) ? arg(call, i) : constant(otherwise));

const LODASH: Readonly<Record<string, Native>> = {
  ...Object.fromEntries(['assign', 'assignIn', 'extend'].map((name) => [name, objectNatives['Object.assign']!])),
  merge,
  defaults,
  zipObject,
  fromPairs: objectNatives['Object.fromEntries']!,
  ...Object.fromEntries(['head', 'first'].map((name) => [name, ofArray('at', () => [constant(0)], name)])),
  last: ofArray('at', () => [constant(-1)], 'last'),
  nth: ofArray('at', (call) => [number(call, 1, 0)], 'nth'),
  tail: ofArray('slice', () => [constant(1)], 'tail'),
  initial: ofArray('slice', () => [constant(0), constant(-1)], 'initial'),
  take: ofArray('slice', (call) => [constant(0), number(call, 1, 1)], 'take'),
  drop: ofArray('slice', (call) => [number(call, 1, 1)], 'drop'),
  pickBy: eachProperty('pickBy', kept(true)),
  omitBy: eachProperty('omitBy', kept(false)),
  mapValues: eachProperty('mapValues', (m, out, name, _v, result, call) => setProperty(m, out, name, result, call.site)),
  mapKeys: eachProperty('mapKeys', (m, out, _name, v, result, call) => {
    const { name, names, labels } = keyName(result);
    for (const key of names ?? [name]) setProperty(m, out, key, v, call.site, labels);
  }),
};

const LODASHES = ['lodash', 'lodash-es', 'underscore', 'es-toolkit/compat'];

const named = (modules: readonly string[], members: Readonly<Record<string, Native>>): Natives =>
  Object.fromEntries(modules.flatMap((module) => Object.entries(members).flatMap(([name, native]) => [`${module}#${name}`, `${module}#default.${name}`, `${module}#_.${name}`, `${module}/${name}#default`, `lodash.${name}#default`].map((key): [string, Native] => [key, native]))));

export const lodashNatives: Natives = named(LODASHES, LODASH);

/** What `lodash/fp` takes the data last for, by the number of arguments; all others are as they are, and change nothing. */
const LAST: Readonly<Record<2 | 3, string>> = {
  2: `map filter reject find findLast findIndex findKey some any every all forEach each flatMap sortBy groupBy keyBy countBy uniqBy sumBy meanBy maxBy minBy partition
    pickBy omitBy mapValues mapKeys includes contains take drop chunk join split startsWith endsWith has nth takeWhile dropWhile get prop path property pick omit result at`,
  3: 'set update reduce orderBy',
};
const SAME: Readonly<Record<string, string>> = { prop: 'get', path: 'get', property: 'get', result: 'get', any: 'some', all: 'every', contains: 'includes' };

/** Functions of lodash that take the data last, of those that take it first. `own`: natives of those, by name. */
export function dataLast(own: Readonly<Record<string, Native>>): Natives {
  const run = (name: string, arity: number): Native => {
    const native = own[SAME[name] ?? name] ?? LODASH[SAME[name] ?? name] ?? byModel(SAME[name] ?? name);
    return curried(arity, (m, call) => {
      const list = call.args.list.slice(0, arity);
      return native(m, { ...call, args: { list: [list.at(-1)!, ...list.slice(0, -1)] } });
    });
  };
  const members: Record<string, Native> = {};
  for (const [arity, names] of Object.entries(LAST)) for (const name of names.split(/\s+/)) members[name] = run(name, Number(arity));
  // These give a new object, and take it first.
  for (const name of ['assign', 'extend', 'merge', 'defaults']) members[name] = curried(2, (m, call) => LODASH[name]!(m, { ...call, args: { list: [...plainArgs(call.site, reference(m.alloc('object', call.site, EMPTY, {}, 'copy'))).list, ...call.args.list] } }));
  for (const name of 'head first last tail initial uniq flatten compact keys values toPairs fromPairs cloneDeep clone identity toUpper toLower trim capitalize camelCase kebabCase snakeCase upperFirst sum mean size isEmpty isNil reverse'.split(' ')) members[name] = LODASH[name] ?? byModel(name);
  return {
    ...named(LODASHES, { property: members.property!, result: own.get! }),
    ...Object.fromEntries(Object.entries(members).flatMap(([name, native]) => [`lodash/fp#${name}`, `lodash/fp#default.${name}`, `lodash/fp#fp.${name}`, `lodash/fp/${name}#default`].map((key): [string, Native] => [key, native]))),
  };
}
