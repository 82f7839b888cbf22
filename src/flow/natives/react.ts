import { BOTTOM, constant, isBottom, join, reference, UNDEFINED, type Value } from '../domain/value.js';
import { EMPTY } from '../domain/content.js';
import { callValue, plainArgs } from '../machine/calls.js';
import { createElement } from '../machine/jsx.js';
import type { Machine } from '../machine/machine.js';
import { applyModel } from '../machine/model.js';
import type { Native, NativeCall, Natives } from '../machine/native.js';
import { copyProperties } from '../machine/patterns.js';
import { getProperty } from '../machine/properties.js';
import { setProperty } from '../machine/property-writes.js';
import { enqueue } from '../machine/tasks.js';
import { arg, given } from './support.js';

/** The component's state object; one is made where there is none. */
function stateOf(m: Machine, call: NativeCall): Value {
  const known = getProperty(m, call.thisValue, 'state', call.site);
  const objects: Value = { ...known, refs: known.refs.filter((r) => m.obj(r).kind === 'object'), consts: [], kinds: 0, unknown: false };
  if (!isBottom(objects)) return objects;
  const made = reference(m.alloc('object', call.site, EMPTY, {}, 'state'));
  setProperty(m, call.thisValue, 'state', made, call.site);
  return made;
}

/** `setState(change, done)`: merges an object, or what a function of state and props gives. */
const setState: Native = (m, call) => {
  const state = stateOf(m, call);
  const change = arg(call, 0);
  const updater: Value = { ...change, refs: change.refs.filter((r) => ['function', 'native'].includes(m.obj(r).kind)), consts: [], kinds: 0, unknown: false };
  const props = getProperty(m, call.thisValue, 'props', call.site);
  const computed = isBottom(updater) ? BOTTOM : callValue(m, updater, UNDEFINED, plainArgs(call.site, state, props), call.site);
  const changes = join({ ...change, refs: change.refs.filter((r) => !updater.refs.includes(r)) }, computed);
  // It is not known whether the code that reads the state runs before or after.
  m.branch(() => (state.refs.forEach((r) => copyProperties(m, changes, r)), UNDEFINED), () => UNDEFINED);
  const done: Value = given(call, 1) ? { ...arg(call, 1), consts: [], kinds: 0 } : BOTTOM;
  if (!isBottom(done)) enqueue(m, `setState|${call.site.file}:${call.site.s}`, true, 0, () => callValue(m, done, call.thisValue, { list: [] }, call.site));
  return constant(undefined);
};

/** An element of a component of the program; of others, and of what is cloned, the model tells. */
const element: Native = (m, call) => {
  const { list, rest } = call.args;
  const isOwn = !rest && list.length > 0 && list[0]!.v.refs.some((r) => m.obj(r).closure !== undefined || m.obj(r).cls !== undefined);
  if (!isOwn) return applyModel(m, m.setting.models.module('react', 'createElement')!, call);
  return createElement(m, list.map((a) => a.v), list.map(({ s, e }) => ({ file: call.site.file, s, e })), call.site);
};

export const reactNatives: Natives = Object.fromEntries(
  ['react', 'preact', 'preact/compat'].flatMap((module) => [
    ...['Component', 'PureComponent'].flatMap((c) => [c, `default.${c}`].map((path): [string, Native] => [`${module}#${path}.prototype.setState`, setState])),
    ...['createElement', 'default.createElement', 'h'].map((path): [string, Native] => [`${module}#${path}`, element]),
  ]),
);
