import { EMPTY, isInternal, slot } from '../domain/content.js';
import { BOTTOM, STRING, UNDEFINED, UNKNOWN, constants, isBottom, join, onlyObjects, reference, type Ref, type Value } from '../domain/value.js';
import { callValue, plainArgs } from '../machine/calls.js';
import { iterate } from '../machine/iteration.js';
import type { Machine } from '../machine/machine.js';
import type { Native, NativeCall, Natives } from '../machine/native.js';
import { copyProperties } from '../machine/patterns.js';
import { getProperty, keyName } from '../machine/properties.js';
import { setProperty } from '../machine/property-writes.js';
import type { Site } from '../machine/objects.js';
import { arg, runsLater, runsWith } from './support.js';

const NOWHERE = { file: '', s: 0, e: 0 };

const native = (m: Machine, site: Site, name: string, run: Native): Value => reference(m.alloc('native', site, EMPTY, { native: { name, call: run } }, `store ${name}`));
const part = (m: Machine, v: Value, name: string, site: Site): Value => (v.refs.length === 0 ? BOTTOM : getProperty(m, onlyObjects(v), name, site));
const code = (m: Machine, v: Value): Value => ({ ...v, consts: [], kinds: 0, unknown: false, refs: v.refs.filter((r) => ['function', 'native'].includes(m.obj(r).kind)) });

/** What a function gives, or the value itself. */
function made(m: Machine, v: Value, self: Value, args: readonly Value[], site: Site): Value {
  const f = code(m, v);
  const own = { ...v, refs: v.refs.filter((r) => !f.refs.includes(r)) };
  return isBottom(f) ? own : join(callValue(m, f, self, plainArgs(site, ...args), site), own.refs.length > 0 ? own : BOTTOM);
}

function defineGetter(m: Machine, on: Ref, name: string, get: Value): void {
  m.setSlot(on, name, slot(BOTTOM, { get }));
}

/** Properties of the program's own objects among the values. */
function named(m: Machine, v: Value): [name: string, v: Value][] {
  return v.refs.flatMap((r) => (m.obj(r).kind === 'object' ? [...m.content(r).props].filter(([n]) => !isInternal(n)).map(([n, s]): [string, Value] => [n, s.v]) : []));
}

/** Pinia: a function that gives the one store, made on first use of its state, getters and actions, or by a function that returns refs. */
const defineStore: Native = (m, call) => {
  const { site } = call;
  const options = call.args.list.at(-1)?.v ?? UNDEFINED;
  const store = m.shared(`pinia|${site.file}|${site.s}`, 'object', site, {}, true);
  const self = reference(store);
  const setup = code(m, options);
  if (!isBottom(setup)) {
    for (const [name, v] of named(m, callValue(m, setup, UNDEFINED, { list: [] }, site))) exposed(m, store, name, v, site);
  } else {
    const state = made(m, part(m, options, 'state', site), UNDEFINED, [], site);
    copyProperties(m, onlyObjects(state), store, []);
    for (const [name, f] of named(m, part(m, options, 'getters', site))) defineGetter(m, store, name, native(m, site, `getter ${name}`, (mm, c) => callValue(mm, f, self, plainArgs(c.site, self), c.site)));
    for (const [name, f] of named(m, part(m, options, 'actions', site))) setProperty(m, self, name, native(m, site, `action ${name}`, (mm, c) => callValue(mm, f, self, c.args, c.site)), site);
  }
  setProperty(m, self, '$state', self, site);
  setProperty(m, self, '$patch', native(m, site, '$patch', (mm, c) => {
    const change = arg(c, 0);
    const f = code(mm, change);
    if (!isBottom(f)) callValue(mm, f, UNDEFINED, plainArgs(c.site, self), c.site);
    copyProperties(mm, { ...change, consts: [], kinds: 0, unknown: false, refs: change.refs.filter((r) => !f.refs.includes(r)) }, store, []);
    return UNDEFINED;
  }), site);
  const later = (args: readonly Value[]): Native => (mm, c) => {
    runsLater(mm, code(mm, arg(c, 0)), UNDEFINED, args, c.site);
    return UNKNOWN;
  };
  setProperty(m, self, '$subscribe', native(m, site, '$subscribe', later([UNKNOWN, self])), site);
  return native(m, site, 'useStore', () => self);
};

/** A ref that a store gives is read and written as the value that it holds. */
function exposed(m: Machine, store: Ref, name: string, v: Value, site: Site): void {
  const refs = v.refs.filter((r) => ['object', 'instance'].includes(m.obj(r).kind) && m.slot(r, 'value') !== undefined);
  if (refs.length === 0) return setProperty(m, reference(store), name, v, site);
  const cell: Value = { ...v, refs };
  const get = native(m, site, name, (mm, c) => getProperty(mm, cell, 'value', c.site));
  const set = native(m, site, `set ${name}`, (mm, c) => (setProperty(mm, cell, 'value', arg(c, 0), c.site), UNDEFINED));
  m.setSlot(store, name, slot(BOTTOM, { get, set }));
}

const storeToRefs: Native = (m, call) => {
  const out = m.alloc('object', call.site, EMPTY, {}, 'refs');
  for (const r of arg(call, 0).refs) {
    for (const name of [...m.content(r).props.keys()].filter((n) => !isInternal(n))) {
      const cell = m.alloc('object', call.site, EMPTY, {}, `ref ${name}`);
      const from = reference(r);
      const get = native(m, call.site, name, (mm, c) => getProperty(mm, from, name, c.site));
      const set = native(m, call.site, `set ${name}`, (mm, c) => (setProperty(mm, from, name, arg(c, 0), c.site), UNDEFINED));
      m.setSlot(cell, 'value', slot(BOTTOM, { get, set }));
      setProperty(m, reference(out), name, reference(cell), call.site);
    }
  }
  return reference(out);
};

/** The Vuex store of the program: `useStore()` and `this.$store` find it. */
export function theStore(m: Machine): Ref {
  return m.shared('vuex', 'object', NOWHERE, {}, true);
}

/** Before what is told of each change of a kind. */
const TOLD = '!told of ';

/** Calls who asked to be told of changes. */
function tell(m: Machine, store: Ref, kind: string, names: readonly string[] | undefined, payload: Value, site: Site): void {
  const told = m.st ? [...m.content(store).props].filter(([n]) => n.startsWith(TOLD + kind)) : [];
  for (const [, { v }] of told) {
    if (!m.st) return;
    const change = reference(m.alloc('object', site, EMPTY, {}, 'change'));
    setProperty(m, change, 'type', names ? { ...UNDEFINED, consts: [...new Set(names)] } : STRING, site);
    setProperty(m, change, 'payload', payload, site);
    m.branch(() => callValue(m, v, UNDEFINED, plainArgs(site, change, getProperty(m, reference(store), 'state', site)), site), () => BOTTOM);
  }
}

/** State, getters and what changes them, of a module and those inside it, whose names stand before theirs where it says so. */
function install(m: Machine, store: Ref, options: Value, state: Value, prefix: string, site: Site): void {
  const get = (name: string): Value => part(m, options, name, site);
  const getters = getProperty(m, reference(store), 'getters', site);
  const all: Readonly<Record<string, Value>> = { mutations: getProperty(m, reference(store), '!mutations', site), actions: getProperty(m, reference(store), '!actions', site) };
  const context = reference(m.alloc('object', site, EMPTY, {}, `context ${prefix}`));
  const call = (kind: 'mutations' | 'actions'): Native => (mm, c) => {
    // `commit({ type, … })`: the object is what is given, too.
    const options = arg(c, 0);
    const isObject = options.refs.length > 0;
    const { name } = keyName(isObject ? part(mm, options, 'type', c.site) : options);
    const payload = isObject ? [options] : c.args.list.slice(1, 2).map((a) => a.v);
    const f = name === null ? getProperty(mm, all[kind]!, null, c.site) : join(getProperty(mm, all[kind]!, prefix + name, c.site), prefix === '' ? BOTTOM : getProperty(mm, all[kind]!, name, c.site));
    const given = callValue(mm, code(mm, f), UNDEFINED, plainArgs(c.site, ...payload), c.site);
    tell(mm, store, kind, name === null ? undefined : [prefix + name, name], payload[0] ?? UNDEFINED, c.site);
    return given;
  };
  for (const [name, v] of [['commit', native(m, site, `commit ${prefix}`, call('mutations'))], ['dispatch', native(m, site, `dispatch ${prefix}`, call('actions'))], ['state', state], ['getters', getters], ['rootState', getProperty(m, reference(store), 'state', site)]] as const) {
    setProperty(m, context, name, v, site);
    if (prefix === '' && name !== 'rootState') setProperty(m, reference(store), name, v, site);
  }
  for (const [name, f] of named(m, get('mutations'))) setProperty(m, all.mutations!, prefix + name, native(m, site, `mutation ${prefix}${name}`, (mm, c) => callValue(mm, f, UNDEFINED, plainArgs(c.site, state, arg(c, 0)), c.site)), site);
  for (const [name, f] of named(m, get('actions'))) setProperty(m, all.actions!, prefix + name, native(m, site, `action ${prefix}${name}`, (mm, c) => callValue(mm, code(mm, join(f, part(mm, f, 'handler', site))), UNDEFINED, plainArgs(c.site, context, arg(c, 0)), c.site)), site);
  for (const [name, f] of named(m, get('getters'))) {
    runsLater(m, code(m, f), UNDEFINED, [state, getters], site);
    for (const holder of getters.refs) defineGetter(m, holder, prefix + name, native(m, site, `getter ${prefix}${name}`, (mm, c) => callValue(mm, f, UNDEFINED, plainArgs(c.site, state, getters), c.site)));
  }
  for (const [name, inner] of named(m, get('modules'))) {
    const innerState = stateOf(m, inner, site, name);
    setProperty(m, state, name, innerState, site);
    const apart = (constants(part(m, inner, 'namespaced', site)) ?? []).includes(true);
    install(m, store, inner, innerState, apart ? `${prefix}${name}/` : prefix, site);
    // Helpers that name a module that is not apart read what stands in it all the same.
    if (!apart) for (const [g] of named(m, part(m, inner, 'getters', site))) for (const holder of getters.refs) defineGetter(m, holder, `${prefix}${name}/${g}`, native(m, site, `getter ${prefix}${name}/${g}`, (mm, c) => callValue(mm, part(mm, part(mm, inner, 'getters', site), g, site), UNDEFINED, plainArgs(c.site, innerState, getters), c.site)));
  }
}

function stateOf(m: Machine, options: Value, site: Site, tag: string): Value {
  const out = m.alloc('object', site, EMPTY, {}, `state ${tag}`);
  const given = made(m, part(m, options, 'state', site), UNDEFINED, [], site);
  copyProperties(m, onlyObjects(given), out, []);
  return reference(out);
}

const createStore: Native = (m, call) => {
  const store = theStore(m);
  for (const name of ['getters', '!mutations', '!actions']) {
    if (!m.slot(store, name)) m.setSlot(store, name, slot(reference(m.shared(`vuex ${name}`, 'object', NOWHERE, {}, true))));
  }
  install(m, store, arg(call, 0), stateOf(m, arg(call, 0), call.site, ''), '', call.site);
  const self = reference(store);
  const of = (mm: Machine, name: string, c: NativeCall): Value => getProperty(mm, self, name, c.site);
  /** `store.watch((state, getters) => …, callback)` */
  const watch: Native = (mm, c) => {
    const [watched, callback] = [code(mm, arg(c, 0)), code(mm, arg(c, 1))];
    runsWith(mm, callback, () => {
      const now = callValue(mm, watched, UNDEFINED, plainArgs(c.site, of(mm, 'state', c), of(mm, 'getters', c)), c.site);
      return mm.st ? callValue(mm, callback, UNDEFINED, plainArgs(c.site, now, now), c.site) : BOTTOM;
    }, c.site);
    return UNKNOWN;
  };
  /** What is told of each change, by the change's name and what it was given. */
  const subscribe = (kind: 'mutations' | 'actions'): Native => (mm, c) => {
    const f = code(mm, join(arg(c, 0), part(mm, arg(c, 0), 'before', c.site)));
    for (const r of f.refs) mm.setSlot(store, `${TOLD}${kind} ${r}`, slot(reference(r)));
    return UNKNOWN;
  };
  for (const [name, run] of [['watch', watch], ['subscribe', subscribe('mutations')], ['subscribeAction', subscribe('actions')]] as const) setProperty(m, self, name, native(m, call.site, name, run), call.site);
  return self;
};

type Helper = (m: Machine, store: Value, name: string, how: Value, call: NativeCall) => Value;
const readers: Readonly<Record<string, Helper>> = {
  mapState: (m, store, name, how, c) => (isBottom(code(m, how)) ? getProperty(m, getProperty(m, store, 'state', c.site), name, c.site) : callValue(m, code(m, how), c.thisValue, plainArgs(c.site, getProperty(m, store, 'state', c.site)), c.site)),
  mapGetters: (m, store, name, _how, c) => getProperty(m, getProperty(m, store, 'getters', c.site), name, c.site),
  mapMutations: (m, store, name, _how, c) => callValue(m, getProperty(m, store, 'commit', c.site), store, plainArgs(c.site, ...callArguments(name, c)), c.site),
  mapActions: (m, store, name, _how, c) => callValue(m, getProperty(m, store, 'dispatch', c.site), store, plainArgs(c.site, ...callArguments(name, c)), c.site),
};
const callArguments = (name: string, c: NativeCall): Value[] => [{ ...UNDEFINED, consts: [name] }, ...c.args.list.map((a) => a.v)];

/** `mapX(['a'])`, `mapX({ local: 'a' })`, `mapX('module', …)`: functions by name. */
const mapper = (helper: Helper): Native => (m, call) => {
  const space = call.args.list.length > 1 ? `${String(constants(arg(call, 0))?.[0] ?? '')}/` : '';
  const what = call.args.list.at(-1)?.v ?? UNDEFINED;
  const out = reference(m.alloc('object', call.site, EMPTY, {}, 'mapped'));
  const lists = { ...what, refs: what.refs.filter((r) => m.obj(r).kind === 'array') };
  const strings = lists.refs.length > 0 ? (iterate(m, lists, call.site).known ?? []).map((v): [string, Value] => [String(constants(v)?.[0] ?? ''), v]) : [];
  for (const [local, how] of [...strings, ...named(m, what)]) {
    const name = constants({ ...how, refs: [] })?.[0];
    const at = `${space}${typeof name === 'string' ? name : local}`;
    setProperty(m, out, local, native(m, call.site, local, (mm, c) => helper(mm, reference(theStore(mm)), at, how, c)), call.site);
  }
  return out;
};

const helpers: readonly [string, Native][] = Object.entries(readers).map(([name, helper]) => [name, mapper(helper)]);

const createNamespacedHelpers: Native = (m, call) => {
  const out = reference(m.alloc('object', call.site, EMPTY, {}, 'helpers'));
  for (const [name, run] of helpers) setProperty(m, out, name, native(m, call.site, name, (mm, c) => run(mm, { ...c, args: { list: [call.args.list[0]!, ...c.args.list] } })), call.site);
  return out;
};

const everywhere = (module: string, list: readonly (readonly [string, Native])[]): Natives => Object.fromEntries(list.flatMap(([name, run]) => [`${module}#${name}`, `${module}#default.${name}`, `new ${module}#${name}`, `new ${module}#default.${name}`].map((key): [string, Native] => [key, run])));

export const storeNatives: Natives = {
  ...everywhere('pinia', [['defineStore', defineStore], ['storeToRefs', storeToRefs]]),
  ...everywhere('vuex', [['createStore', createStore], ['Store', createStore], ['useStore', (m) => reference(theStore(m))], ['createNamespacedHelpers', createNamespacedHelpers], ...helpers]),
};
