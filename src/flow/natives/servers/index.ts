import { EMPTY, isInternal, slot, withSlot } from '../../domain/content.js';
import { constants, reference, references, UNDEFINED, type Ref, type Value } from '../../domain/value.js';
import { iterate } from '../../machine/iteration.js';
import type { Machine } from '../../machine/machine.js';
import { instanceOf } from '../../machine/model/results.js';
import type { Native, NativeCall, Natives } from '../../machine/native.js';
import { enqueue } from '../../machine/tasks.js';
import { callValue, plainArgs } from '../../machine/calls.js';
import { getProperty, keyName } from '../../machine/properties.js';
import { setProperty } from '../../machine/property-writes.js';
import { arg } from '../support.js';
import { Routers, type Layer } from './routers.js';
import { serve, type Framework } from './serve.js';

const VERBS = 'all checkout copy del delete get head link lock merge mkcol move notify opts options patch post propfind put purge report search subscribe trace'.split(' ');

/** Functions and routers among the arguments, those in arrays too. */
function handlersOf(m: Machine, call: NativeCall, from: number): Value[] {
  const out: Value[] = [];
  const add = (v: Value): void => {
    const lists: Value = { ...v, refs: v.refs.filter((r) => m.obj(r).kind === 'array'), consts: [], kinds: 0, unknown: false };
    const others: Value = { ...v, refs: v.refs.filter((r) => m.obj(r).kind !== 'array'), consts: [], kinds: 0 };
    if (lists.refs.length > 0) {
      const { known, any } = iterate(m, lists, call.site);
      for (const x of known ?? [any]) add(x);
    }
    const called = others.refs.filter((r) => !['object', 'map', 'set', 'promise'].includes(m.obj(r).kind));
    if (called.length > 0 || others.unknown) out.push({ ...others, refs: called });
  };
  for (const a of call.args.list.slice(from)) add(a.v);
  if (call.args.rest) add(call.args.rest.v);
  return out;
}

function pathOf(v: Value): string | undefined {
  const c = constants(v);
  return c?.length === 1 && typeof c[0] === 'string' ? c[0] : undefined;
}

/** Registers handlers on the routers that the call is on, and has requests pass through them once all is registered. */
function register(m: Machine, framework: Framework, call: NativeCall, layer: Pick<Layer, 'kind' | 'path' | 'handlers' | 'method'>): Value {
  const routers = Routers.of(m);
  for (const v of layer.handlers) for (const r of v.refs) if (m.obj(r).kind === 'function') m.handedOut.add(r);
  const { file, s, e: end } = call.site;
  for (const ref of call.thisValue.refs) routers.register(ref, { ...layer, key: `${file}:${s}:${end}|${m.frame.ctx.id}|${ref}`, site: call.site });
  enqueue(m, 'serve', false, 0, () => {
    for (const ref of routers.changed()) for (const e of routers.endpoints(ref)) if (m.st && e.handlers.length > 0) serve(m, framework, e, ref);
  });
  return call.thisValue;
}

/** `router.use([path], handler…)` or `router.get(path, handler…)` */
function registers(framework: Framework, kind: Layer['kind'], method?: string): Native {
  return (m, call) => {
    const first = arg(call, 0);
    const named = first.refs.every((r) => m.obj(r).kind !== 'function') && (first.consts.length > 0 || first.kinds !== 0 || (kind === 'route' && call.args.list.length > 1));
    const handlers = handlersOf(m, call, named ? 1 : 0);
    return handlers.length === 0 ? call.thisValue : register(m, framework, call, { kind, path: named ? pathOf(first) : '', handlers, ...(method !== undefined && { method }) });
  };
}

/** `router.param(name, handler)` */
function always(framework: Framework): Native {
  return (m, call) => register(m, framework, call, { kind: 'hook', path: '', handlers: handlersOf(m, call, 1) });
}

/** What an application is told with `set`, and tells with `get`. */
function settings(m: Machine, app: Value): Value {
  return references(app.refs.map((r) => m.shared(`settings|${r}`, 'object', m.obj(r).site, {}, true)));
}

const set: Native = (m, call) => {
  if (call.args.list.length > 1) setProperty(m, settings(m, call.thisValue), keyName(arg(call, 0)).name, arg(call, 1), call.site);
  return call.thisValue;
};

const getOr = (verb: Native): Native => (m, call) => (call.args.list.length === 1 && arg(call, 0).refs.length === 0 ? getProperty(m, settings(m, call.thisValue), keyName(arg(call, 0)).name, call.site) : verb(m, call));

/** `router.route(path)`: what is registered on the result is for that path. */
function route(framework: Framework, type: string): Native {
  return (m, call) => {
    const made = instanceOf(m, type, call.site, 'route');
    for (const r of made.refs) Routers.of(m).create(r);
    register(m, framework, call, { kind: 'use', path: pathOf(arg(call, 0)), handlers: [made] });
    return made;
  };
}

function creates(type: string): Native {
  return (m, call) => {
    const made = instanceOf(m, type, call.site, 'router');
    for (const r of made.refs) {
      Routers.of(m).create(r);
      if (type.endsWith('#Application')) m.setContent(r, withSlot(m.content(r), 'locals', slot(reference(m.alloc('object', call.site, EMPTY, {}, 'locals')))));
    }
    return made;
  };
}

const both = (key: string, native: Native): Natives => ({ [key]: native, [`new ${key}`]: native });
const merged = (parts: readonly Natives[]): Natives => Object.fromEntries(parts.flatMap((p) => Object.entries(p)));
const named = (module: string, types: readonly string[], members: Readonly<Record<string, Native>>): Natives =>
  Object.fromEntries(types.flatMap((type) => Object.entries(members).map(([name, native]) => [`${module}#${type}.prototype.${name}`, native])));

function expressLike(module: string): Natives {
  const framework: Framework = { shared: [`${module}#Request`, `${module}#Response`], store: { of: 1, name: 'locals' }, root: 'app', next: 'after', errorArity: 4 };
  const use = registers(framework, 'use');
  const verbs = Object.fromEntries(VERBS.map((v) => [v, registers(framework, 'route', v)]));
  const members = { ...verbs, use, param: always(framework), route: route(framework, `${module}#IRoute`) };
  return {
    ...named(module, ['Router', 'Application', 'Express', 'IRouter', 'IRoute'], members),
    ...named(module, ['Application', 'Express'], { set, get: getOr(verbs.get!) }),
    ...both(`${module}#default`, creates(`${module}#Application`)),
    ...both(`${module}#`, creates(`${module}#Application`)),
    ...both(`${module}#Router`, creates(`${module}#Router`)),
    ...both(`${module}#default.Router`, creates(`${module}#Router`)),
  };
}

function koaLike(modules: readonly string[]): Natives {
  const framework: Framework = { shared: ['koa#Context'], store: { of: 0, name: 'state' }, next: 'nested' };
  const verbs = Object.fromEntries(VERBS.map((v) => [v, registers(framework, 'route', v)]));
  const self: Native = (_m, call) => call.thisValue;
  const make = creates('koa#Koa');
  return {
    ...named('koa', ['Koa'], { ...verbs, use: registers(framework, 'use'), param: registers(framework, 'use'), routes: self, middleware: self, prefix: self }),
    ...merged(modules.flatMap((m) => ['default', '', 'Router'].map((x) => both(`${m}#${x}`, make)))),
  };
}

const fastifyFramework: Framework = { shared: ['fastify#Request', 'fastify#Reply'], next: 'none' };

/** Hooks apply to the routes of their instance and of those registered on it, wherever they stand. */
const fastifyMembers: Readonly<Record<string, Native>> = {
  ...Object.fromEntries(VERBS.map((v) => [v, (m: Machine, call: NativeCall) => register(m, fastifyFramework, call, { kind: 'route', path: pathOf(arg(call, 0)), handlers: [...inOptions(m, call, arg(call, 1)), ...handlersOf(m, call, 1)] })])),
  route: (m, call) => register(m, fastifyFramework, call, { kind: 'route', path: undefined, handlers: [...inOptions(m, call, arg(call, 0)), getProperty(m, arg(call, 0), 'handler', call.site)] }),
  addHook: (m, call) => register(m, fastifyFramework, call, { kind: 'hook', path: '', handlers: handlersOf(m, call, 1) }),
  decorate: (m, call) => {
    for (const ref of call.thisValue.refs) decorate(m, ref, keyName(arg(call, 0)).name, arg(call, 1), call);
    return call.thisValue;
  },
  setErrorHandler: (m, call) => register(m, fastifyFramework, call, { kind: 'error', path: '', handlers: handlersOf(m, call, 0) }),
  register: (m, call) => {
    const child = instanceOf(m, 'fastify#Fastify', call.site, 'plugin');
    for (const r of child.refs) {
      Routers.of(m).create(r);
      if (m.st) m.setContent(r, withSlot(m.content(r), OUTER, slot(call.thisValue)));
    }
    register(m, fastifyFramework, call, { kind: 'use', path: '', handlers: [child] });
    enqueue(m, `plugin|${call.site.file}:${call.site.s}`, true, 0, () => (inherit(m, call.thisValue, child), callValue(m, arg(call, 0), UNDEFINED, plainArgs(call.site, child, arg(call, 1)), call.site)));
    return call.thisValue;
  },
};

/** Of an instance that a plugin gets: the one that the plugin is registered on. */
const OUTER = '!@outer';

/** What a plugin adds to its instance is there for those who registered it, as `fastify-plugin` has it. */
function decorate(m: Machine, ref: Ref, name: string | null, v: Value, call: NativeCall): void {
  if (!m.st || name === null) return;
  setProperty(m, { ...reference(ref), unknown: true }, name, v, call.site);
  for (const outer of m.content(ref).props.get(OUTER)?.v.refs ?? []) decorate(m, outer, name, v, call);
}

/** A plugin's instance has what was added to the one that it is registered on. */
function inherit(m: Machine, from: Value, to: Value): void {
  for (const ref of from.refs) {
    for (const [name, s] of m.content(ref).props) {
      if (isInternal(name)) continue;
      for (const r of to.refs) if (m.st && !m.content(r).props.has(name)) m.setContent(r, withSlot(m.content(r), name, s));
    }
  }
}

/** Hooks of one route. */
function inOptions(m: Machine, call: NativeCall, options: Value): Value[] {
  const objects: Value = { ...options, refs: options.refs.filter((r) => m.obj(r).kind === 'object'), consts: [], kinds: 0, unknown: false };
  if (objects.refs.length === 0) return [];
  return ['onRequest', 'preValidation', 'preHandler'].flatMap((name) => {
    const v = getProperty(m, objects, name, call.site);
    return handlersOf(m, { ...call, args: plainArgs(call.site, v) }, 0);
  });
}

const hono: Framework = { shared: ['hono#Context'], store: { of: 0, name: 'var' }, next: 'nested' };

/** `c.set(name, value)` and `c.get(name)` are about `c.var`. */
const honoVariables: Readonly<Record<string, Native>> = {
  set: (m, call) => (setProperty(m, getProperty(m, call.thisValue, 'var', call.site), keyName(arg(call, 0)).name, arg(call, 1), call.site), UNDEFINED),
  get: (m, call) => getProperty(m, getProperty(m, call.thisValue, 'var', call.site), keyName(arg(call, 0)).name, call.site),
};

/** Servers that pass a request through a chain of handlers: each route has a request of its own. */
export const serverNatives: Natives = {
  ...merged(['express', 'express-promise-router', 'router', 'polka', 'restify', 'connect'].map(expressLike)),
  ...koaLike(['koa', '@koa/router', 'koa-router']),
  ...named('fastify', ['Fastify'], fastifyMembers),
  ...both('fastify#default', creates('fastify#Fastify')),
  ...both('fastify#fastify', creates('fastify#Fastify')),
  ...both('fastify#', creates('fastify#Fastify')),
  ...named('hono', ['Hono'], { ...Object.fromEntries(VERBS.map((v) => [v, registers(hono, 'route', v)])), use: registers(hono, 'use'), route: registers(hono, 'use'), mount: registers(hono, 'use') }),
  ...both('hono#Hono', creates('hono#Hono')),
  ...named('hono', ['Context'], honoVariables),
};
