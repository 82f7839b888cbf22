import { reference, references, UNDEFINED, type Value } from '../../domain/value.js';
import { constructValue, plainArgs } from '../../machine/calls.js';
import { builtin } from '../../machine/library.js';
import { instanceOf } from '../../machine/model/results.js';
import type { Machine } from '../../machine/machine.js';
import type { Native, Natives } from '../../machine/native.js';
import { getProperty, keyName } from '../../machine/properties.js';
import { setProperty } from '../../machine/property-writes.js';
import { getHeader, setHeader } from '../headers.js';
import { arg } from '../support.js';
import { fastifyNatives } from './fastify.js';
import { both, creates, handlersOf, merged, named, pathOf, register, VERBS } from './register.js';
import { Routers, type Layer } from './routers.js';
import type { Framework } from './serve.js';

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

function expressLike(module: string): Natives {
  const framework: Framework = { shared: [`${module}#Request`, `${module}#Response`], store: { of: 1, name: 'locals' }, root: 'app', next: 'after', errorArity: 4 };
  const use = registers(framework, 'use');
  const verbs = Object.fromEntries(VERBS.map((v) => [v, registers(framework, 'route', v)]));
  const members = { ...verbs, use, param: always(framework), route: route(framework, `${module}#IRoute`) };
  return {
    ...named(module, ['Router', 'Application', 'Express', 'IRouter', 'IRoute'], members),
    ...named(module, ['Application', 'Express'], { set, get: getOr(verbs.get!) }),
    ...named(module, ['Response'], { set: setHeader, header: setHeader, setHeader, get: getHeader, getHeader }),
    ...both(`${module}#default`, creates(`${module}#Application`)),
    ...both(`${module}#`, creates(`${module}#Application`)),
    ...both(`${module}#Router`, creates(`${module}#Router`)),
    ...both(`${module}#default.Router`, creates(`${module}#Router`)),
  };
}

/** `app.on('error', (error, ctx) => …)`, `app.onError((error, c) => …)` */
const onErrors = (framework: Framework, from: number): Native => (m, call) => (from === 1 && pathOf(arg(call, 0)) !== 'error' ? call.thisValue : register(m, framework, call, { kind: 'error', path: '', handlers: handlersOf(m, call, from) }));

/** `ctx.throw(status, message)`: an error with the message, or the one that is given. */
const throws: Native = (m, call) => {
  const given = call.args.list.map((a) => a.v);
  const made = given.find((v) => v.refs.length > 0);
  const message = given.find((v) => v.labels.length > 0) ?? given.at(-1) ?? UNDEFINED;
  m.raise(made ?? constructValue(m, reference(builtin(m, 'Error')), plainArgs(call.site, message), call.site));
  return UNDEFINED;
};

function koaLike(modules: readonly string[]): Natives {
  const framework: Framework = { shared: ['koa#Context'], store: { of: 0, name: 'state' }, next: 'nested' };
  const verbs = Object.fromEntries(VERBS.map((v) => [v, registers(framework, 'route', v)]));
  const self: Native = (_m, call) => call.thisValue;
  const make = creates('koa#Koa');
  return {
    ...named('koa', ['Koa'], { ...verbs, use: registers(framework, 'use'), param: registers(framework, 'use'), on: onErrors(framework, 1), routes: self, middleware: self, prefix: self }),
    ...named('koa', ['Context'], { throw: throws }),
    ...merged(modules.flatMap((m) => ['default', '', 'Router'].map((x) => both(`${m}#${x}`, make)))),
  };
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
  ...fastifyNatives,
  ...named('hono', ['Hono'], { openapi: registers(hono, 'route'), ...Object.fromEntries(VERBS.map((v) => [v, registers(hono, 'route', v)])), use: registers(hono, 'use'), onError: onErrors(hono, 0), route: registers(hono, 'use'), mount: registers(hono, 'use') }),
  ...merged(['hono#Hono', 'hono/quick#Hono', 'hono/tiny#Hono', '@hono/zod-openapi#OpenAPIHono'].map((made) => both(made, creates('hono#Hono')))),
  ...named('hono', ['Context'], honoVariables),
};
