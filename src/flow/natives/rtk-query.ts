import { EMPTY, isInternal } from '../domain/content.js';
import { BOTTOM, UNDEFINED, UNKNOWN, isBottom, onlyObjects, reference, type Value } from '../domain/value.js';
import { callValue, plainArgs } from '../machine/calls.js';
import type { Machine } from '../machine/machine.js';
import { applyModel } from '../machine/model.js';
import { instanceOf } from '../machine/model/results.js';
import type { Native, Natives } from '../machine/native.js';
import type { Site } from '../machine/objects.js';
import { getProperty, keyName } from '../machine/properties.js';
import { setProperty } from '../machine/property-writes.js';
import { arg } from './support.js';

const MODULE = '@reduxjs/toolkit/query';
const native = (m: Machine, site: Site, name: string, run: Native): Value => reference(m.alloc('native', site, EMPTY, { native: { name, call: run } }, `rtk ${name}`));

/** What an endpoint's hooks are called, and the methods that they are. */
const hooks = (name: string): readonly (readonly [hook: string, method: string])[] => {
  const title = name.charAt(0).toUpperCase() + name.slice(1);
  return [[`use${title}Query`, 'useQuery'], [`useLazy${title}Query`, 'useLazyQuery'], [`use${title}QueryState`, 'useQueryState'], [`use${title}InfiniteQuery`, 'useInfiniteQuery'], [`use${title}Mutation`, 'useMutation']];
};

const methodOf = (endpoint: Value, method: string): Native => (m, call) => applyModel(m, m.setting.models.instance(`${MODULE}#Endpoint`, method)!, { ...call, thisValue: endpoint, name: method });

/** Adds the endpoints that a function makes of a builder. */
function add(m: Machine, api: Value, options: Value, site: Site): void {
  const make = onlyObjects(getProperty(m, onlyObjects(options), 'endpoints', site));
  if (isBottom(make) || !m.st) return;
  const made = onlyObjects(callValue(m, make, UNDEFINED, plainArgs(site, instanceOf(m, `${MODULE}#Endpoints`, site, 'builder')), site));
  for (const ref of m.st ? made.refs : []) {
    for (const [name, { v }] of m.content(ref).props) {
      if (!m.st || isInternal(name)) continue;
      const endpoint = onlyObjects(v);
      setProperty(m, getProperty(m, api, 'endpoints', site), name, endpoint, site);
      for (const [hook, method] of hooks(name)) setProperty(m, api, hook, native(m, site, hook, methodOf(endpoint, method)), site);
    }
  }
}

const createApi: Native = (m, call) => {
  const { site } = call;
  const api = reference(m.alloc('object', site, { ...EMPTY, rest: UNKNOWN }, {}, 'api'));
  const endpoints = reference(m.alloc('object', site, EMPTY, {}, 'endpoints'));
  const util = reference(m.alloc('object', site, { ...EMPTY, rest: UNKNOWN }, {}, 'util'));
  const onEndpoint = (method: string): Native => (mm, c) => {
    const endpoint = onlyObjects(getProperty(mm, endpoints, keyName(arg(c, 0)).name, c.site));
    return mm.st && endpoint.refs.length > 0 ? methodOf(endpoint, method)(mm, c) : UNKNOWN;
  };
  const more: Native = (mm, c) => (add(mm, api, arg(c, 0), c.site), mm.st ? api : BOTTOM);
  const parts: readonly (readonly [Value, string, Value])[] = [
    [api, 'endpoints', endpoints], [api, 'util', util], [api, 'injectEndpoints', native(m, site, 'injectEndpoints', more)], [api, 'enhanceEndpoints', native(m, site, 'enhanceEndpoints', () => api)],
    [util, 'updateQueryData', native(m, site, 'updateQueryData', onEndpoint('update'))], [util, 'upsertQueryData', native(m, site, 'upsertQueryData', onEndpoint('upsert'))],
  ];
  for (const [on, name, v] of parts) setProperty(m, on, name, v, site);
  add(m, api, arg(call, 0), site);
  return m.st ? api : BOTTOM;
};

/** Endpoints of RTK Query, and hooks by their names. */
export const rtkQueryNatives: Natives = Object.fromEntries([MODULE, `${MODULE}/react`].map((module) => [`${module}#createApi`, createApi]));
