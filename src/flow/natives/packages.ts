import { EMPTY } from '../domain/content.js';
import { BOOLEAN, BOTTOM, constants, isBottom, join, reference, single, UNDEFINED, type Value } from '../domain/value.js';
import { argumentsFrom, plainArgs } from '../machine/calls.js';
import { iterate } from '../machine/iteration.js';
import type { Machine } from '../machine/machine.js';
import { applyModel } from '../machine/model.js';
import type { Native, NativeCall, Natives } from '../machine/native.js';
import { copyProperties } from '../machine/patterns.js';
import { getProperty, keyName } from '../machine/properties.js';
import { setProperty } from '../machine/property-writes.js';
import { callUnreadable } from '../machine/unreadable.js';
import { newArray } from './array-elements.js';
import { curried, curry } from './curried.js';
import { dataLast } from './lodash.js';
import { arg, given } from './support.js';

/** Names of properties that are given as strings or arrays of them; undefined where some is not known. */
function names(m: Machine, v: Value, call: NativeCall): readonly string[] | undefined {
  const lists: Value = { ...v, consts: [], kinds: 0 };
  const { any } = isBottom(lists) ? { any: BOTTOM } : iterate(m, lists, call.site);
  const known = constants(join({ ...v, refs: [], unknown: v.unknown }, any));
  return known && known.length > 0 ? known.map(String) : undefined;
}

type Select = (m: Machine, call: NativeCall, names: readonly string[]) => Value;

const pick: Select = (m, call, list) => {
  const out = reference(m.alloc('object', call.site, EMPTY, {}, 'picked'));
  for (const name of list) setProperty(m, out, name, path(m, arg(call, 0), name, call), call.site);
  return out;
};

const omit: Select = (m, call, list) => {
  const out = m.alloc('object', call.site, EMPTY, {}, 'rest');
  copyProperties(m, arg(call, 0), out, list);
  return reference(out);
};

const get: Select = (m, call, list) => {
  let out = BOTTOM;
  for (const name of list) out = join(out, path(m, arg(call, 0), name, call));
  return given(call, 2) ? join(out, arg(call, 2)) : out;
};

/** `a.b[0]`, `[0].a` */
function parts(text: string): readonly string[] {
  return text.replace(/\[["']?(\w+)["']?\]/g, '.$1').split('.').filter((part) => part !== '');
}

function path(m: Machine, from: Value, text: string, call: NativeCall): Value {
  return parts(text).reduce((v, name) => (isBottom(v) ? UNDEFINED : getProperty(m, v, name, call.site)), from);
}

/** Where a name is computed, the function's model holds. */
function byName(name: string, select: Select): Native {
  return (m, call) => {
    const list = call.args.rest ? undefined : names(m, name === 'get' ? arg(call, 1) : argumentsFrom(call.args, 1), call);
    const isPath = name === 'get' && arg(call, 1).refs.length > 0;
    if (list && !isPath) return select(m, call, list);
    const inOrder = isPath ? iterate(m, arg(call, 1), call.site).known?.map((v) => single(v)?.c) : undefined;
    if (inOrder?.every((x) => x !== undefined)) {
      const found = steps(m, call, inOrder.map(String));
      return given(call, 2) ? join(found, arg(call, 2)) : found;
    }
    const model = m.setting.models.module('lodash', name);
    return model ? applyModel(m, model, call) : callUnreadable(m, { ...call, name });
  };
}

/** Ramda takes the data last. */
const swapped = (select: Select): Native => curried(2, (m, call) => {
  const [first, second] = [call.args.list[0], call.args.list[1]];
  const list = first && names(m, first.v, call);
  if (!list || !second) return callUnreadable(m, { ...call, name: 'prop' });
  return select(m, { ...call, args: { list: [second, first] } }, list);
});

/** A path in an array of names. */
const steps: Select = (m, call, list) => list.reduce((v, name) => (isBottom(v) ? UNDEFINED : getProperty(m, v, name, call.site)), arg(call, 0));

const pluck: Select = (m, call, list) => {
  const { any, known } = iterate(m, arg(call, 0), call.site);
  const of = (v: Value): Value => steps(m, { ...call, args: plainArgs(call.site, v) }, list.slice(0, 1));
  return newArray(m, call, known?.map(of), of(any));
};

const orElse = (select: Select): Native => curried(3, (m, call) => join(swapped(select)(m, { ...call, args: { list: call.args.list.slice(1) } }), arg(call, 0)));

/** `assoc(name, value, object)` */
const assoc: Native = curried(3, (m, call) => {
  const out = m.alloc('object', call.site, EMPTY, {}, 'copy');
  const { name } = keyName(arg(call, 0));
  copyProperties(m, arg(call, 2), out, []);
  setProperty(m, reference(out), name, arg(call, 1), call.site);
  return reference(out);
});

const RAMDA: Readonly<Record<string, Native>> = {
  prop: swapped(steps), path: swapped(steps), pick: swapped(pick), pickAll: swapped(pick), omit: swapped(omit), props: swapped((m, call, list) => newArray(m, call, list.map((name) => steps(m, call, [name])))),
  pluck: swapped(pluck), propOr: orElse(steps), pathOr: orElse(steps), assoc,
};

const SELECTORS: Readonly<Record<string, Select>> = { pick, omit, get, at: (m, call, list) => newArray(m, call, list.map((name) => path(m, arg(call, 0), name, call))) };

/** The parts of a path that is a constant text or a list of constants. */
function pathIn(m: Machine, v: Value, call: NativeCall): readonly string[] | undefined {
  const text = single(v);
  if (text) return parts(String(text.c));
  const list = v.refs.length > 0 && !v.unknown ? iterate(m, v, call.site).known?.map((x) => single(x)?.c) : undefined;
  return list?.every((x) => x !== undefined) ? list.map(String) : undefined;
}

/** `set(object, path, value)`: objects on the way are made where there are none. */
const set: Native = (m, call) => {
  const [target, way] = [arg(call, 0), pathIn(m, arg(call, 1), call)];
  const known = target.refs.length > 0 && !target.unknown && target.refs.every((r) => ['object', 'array'].includes(m.obj(r).kind));
  if (!way || way.length === 0 || !known) {
    const model = m.setting.models.module('lodash', 'set');
    return model ? applyModel(m, model, call) : callUnreadable(m, { ...call, name: 'set' });
  }
  let at = target;
  for (const [i, name] of way.slice(0, -1).entries()) {
    let next = getProperty(m, at, name, call.site);
    if (next.refs.length === 0) setProperty(m, at, name, (next = reference(m.alloc('object', call.site, EMPTY, {}, `on the way ${i}`))), call.site);
    at = { ...next, consts: [], kinds: 0 };
  }
  setProperty(m, at, way.at(-1)!, arg(call, 2), call.site);
  return target;
};

/** The same of a copy: `lodash/fp` changes nothing. Objects on the way are copies, too. */
const setInCopy: Native = (m, call) => {
  const way = pathIn(m, arg(call, 1), call);
  const copy = (of: Value, tag: string): Value => {
    const out = m.alloc('object', call.site, EMPTY, {}, tag);
    copyProperties(m, { ...of, consts: [], kinds: 0 }, out, []);
    return reference(out);
  };
  if (!way || way.length === 0 || arg(call, 0).refs.some((r) => m.obj(r).kind === 'array')) return set(m, call);
  const whole = copy(arg(call, 0), 'copy');
  let at = whole;
  for (const [i, name] of way.slice(0, -1).entries()) {
    const next = copy(getProperty(m, at, name, call.site), `copy ${i}`);
    setProperty(m, at, name, next, call.site);
    at = next;
  }
  setProperty(m, at, way.at(-1)!, arg(call, 2), call.site);
  return whole;
};

/** `isEqual(value, 'literal')` is a test, not a match. */
const isEqual: Native = (m, call) => {
  const isLiteral = [0, 1].some((i) => constants(arg(call, i))?.length === 1 && arg(call, i).labels.length === 0);
  const model = isLiteral ? undefined : m.setting.models.module('lodash', 'isEqual');
  return model ? applyModel(m, model, call) : BOOLEAN;
};

/** `curryN(arity, f)` */
const curryN: Native = (m, call) => curry(m, { ...call, args: { list: [...call.args.list.slice(1, 2), ...call.args.list.slice(0, 1)] } });

const in_ = (modules: readonly string[], members: Readonly<Record<string, Native>>): Natives =>
  Object.fromEntries(modules.flatMap((module) => Object.entries(members).flatMap(([name, native]) => [`${module}#${name}`, `${module}#default.${name}`, `${module}#_.${name}`].map((key): [string, Native] => [key, native]))));
const alone = (name: string, native: Native): Natives =>
  Object.fromEntries([...['lodash', 'lodash-es', 'underscore', 'es-toolkit', 'es-toolkit/compat'].map((module) => `${module}/${name}#default`), `lodash.${name}#default`].map((key) => [key, native]));
const selectors = { ...Object.fromEntries(Object.entries(SELECTORS).map(([name, select]) => [name, byName(name, select)])), result: byName('get', get), isEqual };

/** Functions of packages whose result depends on which properties are named, and curried ones. */
export const packageNatives: Natives = {
  ...in_(['ramda', 'rambda'], { ...RAMDA, curry, curryN }),
  ...in_(['lodash', 'lodash-es', 'lodash/fp', 'es-toolkit'], { curry }),
  ...in_(['lodash', 'lodash-es', 'underscore', 'es-toolkit', 'es-toolkit/compat'], selectors),
  ...dataLast({ ...selectors, set: setInCopy }),
  ...in_(['lodash', 'lodash-es', 'es-toolkit/compat'], { set }),
  ...Object.entries({ ...selectors, set }).reduce((out, [name, native]) => ({ ...out, ...alone(name, native) }), {}),
};
