import { EMPTY, isInternal, slot } from '../domain/content.js';
import { BOTTOM, UNDEFINED, UNKNOWN, isBottom, join, onlyObjects, reference, type Ref, type Value } from '../domain/value.js';
import { callValue, plainArgs } from '../machine/calls.js';
import type { Machine } from '../machine/machine.js';
import { applyModel } from '../machine/model.js';
import type { Native, NativeCall, Natives } from '../machine/native.js';
import { copyProperties } from '../machine/patterns.js';
import { getProperty, keyName } from '../machine/properties.js';
import { setProperty } from '../machine/property-writes.js';
import { theStore } from './stores.js';
import { arg, given, runsLater } from './support.js';

const HOOKS = ['beforeCreate', 'created', 'beforeMount', 'mounted', 'beforeUpdate', 'updated', 'beforeUnmount', 'unmounted', 'beforeDestroy', 'destroyed', 'activated', 'render'];

const functions = (m: Machine, v: Value): Value => ({ ...v, consts: [], kinds: 0, unknown: false, refs: v.refs.filter((r) => ['function', 'native'].includes(m.obj(r).kind)) });

function named(m: Machine, v: Value): [string, Value][] {
  return v.refs.flatMap((r) => (m.obj(r).kind === 'object' ? [...m.content(r).props].filter(([n]) => !isInternal(n)).map(([n, s]): [string, Value] => [n, s.v]) : []));
}

/** The instance that a component's options describe: its data, what is computed of it, and its methods, each called with it as `this`. */
const component: Native = (m, call) => {
  const { site } = call;
  const options = onlyObjects(arg(call, 0));
  if (!options.refs.some((r) => m.obj(r).kind === 'object')) return join(arg(call, 0), UNKNOWN);
  const self = m.shared(`component|${site.file}|${site.s}`, 'object', site, {}, true, { ...EMPTY, rest: UNKNOWN });
  const self_ = reference(self);
  const part = (name: string): Value => getProperty(m, options, name, site);
  setProperty(m, self_, '$store', reference(theStore(m)), site);
  const data = functions(m, part('data'));
  copyProperties(m, isBottom(data) ? onlyObjects(part('data')) : onlyObjects(callValue(m, data, self_, { list: [] }, site)), self, []);
  for (const [name, v] of named(m, part('computed'))) compute(m, self, name, v, call);
  for (const [name, v] of named(m, part('methods'))) bind(m, self, name, functions(m, v), call);
  for (const name of HOOKS) runsLater(m, functions(m, part(name)), self_, [UNKNOWN], site);
  for (const [name, v] of named(m, part('watch'))) runsLater(m, functions(m, join(v, v.refs.length > 0 ? getProperty(m, v, 'handler', site) : BOTTOM)), self_, [getProperty(m, self_, name, site)], site);
  return join(options, self_);
};

function native(m: Machine, call: NativeCall, name: string, run: Native): Value {
  return reference(m.alloc('native', call.site, EMPTY, { native: { name, call: run } }, `component ${name}`));
}

function compute(m: Machine, self: Ref, name: string, v: Value, call: NativeCall): void {
  const own = functions(m, v);
  const get = isBottom(own) ? functions(m, v.refs.length > 0 ? getProperty(m, v, 'get', call.site) : BOTTOM) : own;
  const read = native(m, call, name, (mm, c) => (isBottom(get) ? UNKNOWN : callValue(mm, get, reference(self), plainArgs(c.site, reference(self)), c.site)));
  m.setSlot(self, name, slot(BOTTOM, { get: read }));
  runsLater(m, get, reference(self), [reference(self)], call.site);
}

function bind(m: Machine, self: Ref, name: string, f: Value, call: NativeCall): void {
  setProperty(m, reference(self), name, native(m, call, name, (mm, c) => callValue(mm, f, reference(self), c.args, c.site)), call.site);
  runsLater(m, f, reference(self), [UNKNOWN], call.site);
}

/** `computed(f)`, `computed({ get, set })`: a cell that is read by calling. */
const computed: Native = (m, call) => {
  const cell = m.shared(`computed|${call.site.file}|${call.site.s}|${m.frame.ctx.id}`, 'object', call.site, {}, true);
  const options = arg(call, 0);
  const accessors = { ...options, refs: options.refs.filter((r) => m.obj(r).kind === 'object') };
  compute(m, cell, 'value', options, call);
  const set = accessors.refs.length > 0 ? functions(m, getProperty(m, accessors, 'set', call.site)) : BOTTOM;
  if (!isBottom(set) && m.st) m.setSlot(cell, 'value', { ...m.slot(cell, 'value')!, set });
  return reference(cell);
};

/** `toRef(object, name)`: a cell that is that property. */
const toRef: Native = (m, call) => {
  const [of, { name }] = [{ ...arg(call, 0), consts: [], kinds: 0 }, keyName(arg(call, 1))];
  if (!given(call, 1) || name === null || of.refs.length === 0) return applyModel(m, m.setting.models.module('vue', 'toRef')!, call);
  const cell = m.shared(`property|${call.site.file}|${call.site.s}|${m.frame.ctx.id}`, 'object', call.site, {}, true);
  const get = native(m, call, `get ${name}`, (mm, c) => getProperty(mm, of, name, c.site));
  const set = native(m, call, `set ${name}`, (mm, c) => (setProperty(mm, of, name, arg(c, 0), c.site), UNDEFINED));
  if (m.st) m.setSlot(cell, 'value', slot(BOTTOM, { get, set }));
  return reference(cell);
};

const root: Native = (m, call) => {
  component(m, call);
  return UNKNOWN;
};

/** Components that are described by options. */
export const vueNatives: Natives = {
  ...Object.fromEntries(['vue#defineComponent', 'vue#default.extend', 'vue#default.component', 'vue#extend'].map((key) => [key, component])),
  ...Object.fromEntries(['new vue#default', 'new vue#'].map((key) => [key, (m: Machine, call: NativeCall) => ({ ...UNDEFINED, ...component(m, call) })])),
  'vue#createApp': root,
  ...Object.fromEntries(['vue', '@vue/reactivity', '@vue/composition-api'].map((module) => [`${module}#computed`, computed])),
  ...Object.fromEntries(['vue', '@vue/reactivity', '@vue/composition-api'].map((module) => [`${module}#toRef`, toRef])),
};
