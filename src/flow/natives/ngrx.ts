import { EMPTY, isInternal } from '../domain/content.js';
import { BOTTOM, UNDEFINED, UNKNOWN, constant, isBottom, join, onlyObjects, reference, single, type Value } from '../domain/value.js';
import { callValue, plainArgs } from '../machine/calls.js';
import type { Machine } from '../machine/machine.js';
import { applyModel } from '../machine/model.js';
import type { Native, NativeCall, Natives } from '../machine/native.js';
import type { Site } from '../machine/objects.js';
import { copyProperties } from '../machine/patterns.js';
import { getProperty, keyName } from '../machine/properties.js';
import { setProperty } from '../machine/property-writes.js';
import { callUnreadable } from '../machine/unreadable.js';
import { createSelector } from './redux.js';
import { arg } from './support.js';

const STORE = '@ngrx/store';
const byModel = (m: Machine, module: string, name: string, call: NativeCall): Value => applyModel(m, m.setting.models.module(module, name)!, { ...call, name });
const empty = (m: Machine, site: Site, tag: string): Value => reference(m.alloc('object', site, EMPTY, {}, tag));
const capital = (name: string): string => name.charAt(0).toUpperCase() + name.slice(1);

/** `Set Theme` as the name of a creator: `setTheme`. */
function camelCase(name: string): string {
  const words = name.split(/[^A-Za-z0-9]+/).filter(Boolean);
  return words.map((w, i) => (i === 0 ? w.charAt(0).toLowerCase() : w.charAt(0).toUpperCase()) + (words.length > 1 ? w.slice(1).toLowerCase() : w.slice(1))).join('');
}

/** Names of an object's own properties. */
const namesOf = (m: Machine, v: Value): readonly string[] => [...new Set(v.refs.flatMap((r) => [...m.content(r).props.keys()].filter((n) => !isInternal(n))))];

/** `createActionGroup({ source, events })`: a creator for each event. */
const createActionGroup: Native = (m, call) => {
  const events = onlyObjects(getProperty(m, onlyObjects(arg(call, 0)), 'events', call.site));
  const names = namesOf(m, events);
  if (names.length === 0) return callUnreadable(m, call);
  const out = empty(m, call.site, 'group');
  for (const name of names) {
    if (!m.st) return BOTTOM;
    const props = getProperty(m, events, name, call.site);
    setProperty(m, out, camelCase(name), m.within(`event ${name}`, false, () => byModel(m, STORE, 'createAction', { ...call, args: plainArgs(call.site, constant(name), props) })), call.site);
  }
  return out;
};

/** Of the state of a store, that of one feature. */
function featureSelector(m: Machine, name: string | null, site: Site): Value {
  const run: Native = (mm, c) => {
    const state = onlyObjects(arg(c, 0));
    const found = state.refs.length > 0 ? getProperty(mm, state, name, c.site) : BOTTOM;
    return isBottom(found) ? UNKNOWN : found;
  };
  return reference(m.alloc('native', site, EMPTY, { native: { name: 'feature', call: run } }, `feature ${name}`));
}

const createFeatureSelector: Native = (m, call) => featureSelector(m, keyName(arg(call, 0)).name, call.site);

const selector = (m: Machine, parts: readonly Value[], site: Site): Value => createSelector(m, { thisValue: UNDEFINED, args: plainArgs(site, ...parts), site, isNew: false });
const reads = (m: Machine, name: string, site: Site): Value =>
  reference(m.alloc('native', site, EMPTY, { native: { name, call: (mm, c) => getProperty(mm, arg(c, 0), name, c.site) } }, `reads ${name}`));

/** `createFeature({ name, reducer, extraSelectors })`: selectors of its state and of each property that the state begins with. */
const createFeature: Native = (m, call) => {
  const { site } = call;
  const options = onlyObjects(arg(call, 0));
  const feature = byModel(m, STORE, 'createFeature', call);
  const name = single(getProperty(m, options, 'name', site))?.c;
  const reducer = onlyObjects(getProperty(m, options, 'reducer', site));
  if (typeof name !== 'string' || !m.st) return feature;
  const whole = featureSelector(m, name, site);
  const out = onlyObjects(feature);
  const put = (to: string, v: Value): void => {
    if (m.st) setProperty(m, out, to, v, site);
  };
  put(`select${capital(name)}State`, whole);
  const state = reducer.refs.reduce((v, r) => join(v, m.slot(r, '!@state')?.v ?? BOTTOM), BOTTOM);
  for (const property of namesOf(m, onlyObjects(state))) put(`select${capital(property)}`, m.within(`select ${property}`, false, () => selector(m, [whole, reads(m, property, site)], site)));
  const more = onlyObjects(getProperty(m, options, 'extraSelectors', site));
  if (more.refs.length === 0 || !m.st) return feature;
  const extra = onlyObjects(callValue(m, more, UNDEFINED, plainArgs(site, out), site));
  for (const property of namesOf(m, extra)) put(property, getProperty(m, extra, property, site));
  return feature;
};

/** `provideStore(reducers)`, `StoreModule.forRoot(token)`: what has names that are known; a function is given the state of its own name alone. */
const provideStore: Native = (m, call) => {
  const given = onlyObjects(arg(call, 0));
  const map = given.refs.reduce((v, r) => join(v, m.obj(r).kind === 'object' ? reference(r) : (m.slot(r, '!@provided')?.v ?? BOTTOM)), BOTTOM);
  return onlyObjects(map).refs.length > 0 ? byModel(m, STORE, 'provideStore', { ...call, args: plainArgs(call.site, onlyObjects(map)) }) : UNKNOWN;
};

/** `provideState(name, reducer)`, `provideState(feature)`: a reducer, or several by their names, under the feature's. */
const provideState: Native = (m, call) => {
  const { site } = call;
  const feature = onlyObjects(arg(call, 0));
  const name = feature.refs.length > 0 ? keyName(getProperty(m, feature, 'name', site)).name : keyName(arg(call, 0)).name;
  const given = onlyObjects(feature.refs.length > 0 ? getProperty(m, feature, 'reducer', site) : arg(call, 1));
  if (!m.st) return BOTTOM;
  const isMap = given.refs.some((r) => m.obj(r).kind === 'object');
  const reducer = isMap ? byModel(m, STORE, 'combineReducers', { ...call, args: plainArgs(site, given) }) : given;
  const map = empty(m, site, 'feature');
  setProperty(m, map, name, reducer, site);
  return byModel(m, STORE, 'provideStore', { ...call, args: plainArgs(site, map) });
};

/** Action creators tell what comes of the stream; other names of types do not. */
const ofType: Native = (m, call) => {
  const known = call.args.list.length > 0 && !call.args.rest && call.args.list.every(({ v }) => v.refs.length > 0 && !v.unknown && v.refs.every((r) => m.slot(r, '!@type') !== undefined));
  return byModel(m, '@ngrx/effects', known ? '@ofCreators' : '@ofTypes', call);
};

/** Of the store, or of its actions, as the stream that it is. */
const streamed = (type: string, method: string): Native => (m, call) => {
  const source = applyModel(m, m.setting.models.instance(type, '@source')!, call);
  return m.st ? applyModel(m, m.setting.models.instance('rxjs#Observable', method)!, { ...call, thisValue: source, name: method }) : BOTTOM;
};

/** Functions of an adapter change a copy of the state, and of the table in it. */
const changes = (name: string): Native => (m, call) => {
  const { site } = call;
  const state = onlyObjects(arg(call, 1));
  const out = m.alloc('object', site, EMPTY, {}, 'state');
  const entities = m.alloc('object', site, EMPTY, {}, 'entities');
  copyProperties(m, arg(call, 1), out, ['entities']);
  if (state.refs.length > 0) copyProperties(m, onlyObjects(getProperty(m, state, 'entities', site)), entities, []);
  setProperty(m, reference(out), 'entities', reference(entities), site);
  return applyModel(m, m.setting.models.instance('@ngrx/entity#EntityAdapter', name)!, { ...call, name, args: plainArgs(site, arg(call, 0), reference(out)) });
};
const CHANGES = 'addOne setOne upsertOne addMany setMany setAll addAll upsertMany updateOne updateMany map mapOne removeOne removeMany removeAll';

export const ngrxNatives: Natives = {
  [`${STORE}#createActionGroup`]: createActionGroup,
  [`${STORE}#createSelector`]: createSelector,
  [`${STORE}#createFeatureSelector`]: createFeatureSelector,
  [`${STORE}#createFeature`]: createFeature,
  [`${STORE}#provideStore`]: provideStore,
  [`${STORE}#StoreModule.forRoot`]: provideStore,
  [`${STORE}#provideState`]: provideState,
  [`${STORE}#StoreModule.forFeature`]: provideState,
  '@ngrx/effects#ofType': ofType,
  ...Object.fromEntries(CHANGES.split(' ').map((name) => [`@ngrx/entity#EntityAdapter.prototype.${name}`, changes(name)])),
  ...Object.fromEntries([`${STORE}#Store`, '@ngrx/effects#Actions'].flatMap((type) => ['pipe', 'subscribe', 'forEach'].map((method) => [`${type}.prototype.${method}`, streamed(type, method)]))),
};
