import { EMPTY, isInternal, slot } from '../../domain/content.js';
import { BOTTOM, NUMBER, UNDEFINED, constant, isBottom, join, onlyObjects, reference, type Ref, type Value } from '../../domain/value.js';
import { fulfil, pending } from '../../machine/async.js';
import { callValue, plainArgs } from '../../machine/calls.js';
import type { Machine } from '../../machine/machine.js';
import { instanceOf } from '../../machine/model/results.js';
import type { Native, NativeCall, Natives } from '../../machine/native.js';
import { getProperty, keyName } from '../../machine/properties.js';
import { setProperty } from '../../machine/property-writes.js';
import { enqueue } from '../../machine/tasks.js';
import { getHeader, setHeader } from '../headers.js';
import { jsonNatives } from '../json.js';
import { arg } from '../support.js';
import { both, creates, handlersOf, named, pathOf, register, VERBS } from './register.js';
import { applies, Routers, type Layer } from './routers.js';
import type { Framework } from './serve.js';

/** Where an application keeps what its routes answered, by path. */
const ANSWER = '!@answer ';

const fastifyFramework: Framework = {
  shared: ['fastify#Request', 'fastify#Reply'],
  root: 'server',
  next: 'none',
  answers: true,
  binds: true,
  sends: {
    by: 1,
    hear: (m, root, path, sent) => {
      const name = `${ANSWER}${path ?? ''}`;
      const old = m.slot(root, name)?.v ?? BOTTOM;
      if (m.st) m.setSlot(root, name, slot(join(old, sent)));
    },
  },
};

/** Hooks that run when the handler has, and those of them that are given what is sent. */
const LATE: Readonly<Record<string, Layer['kind']>> = { onSend: 'sent', preSerialization: 'sent', onResponse: 'done' };

const text = (m: Machine, v: Value, call: NativeCall): Value => jsonNatives['JSON.stringify']!(m, { ...call, args: plainArgs(call.site, v) });

/** `app.inject(url)`, `app.inject({ url })`: what the routes for that path answer. */
const inject: Native = (m, call) => {
  const given = arg(call, 0);
  const url = given.refs.length > 0 ? getProperty(m, onlyObjects(given), 'url', call.site) : given;
  const wanted = pathOf(url)?.split('?')[0];
  let sent = BOTTOM;
  for (const ref of call.thisValue.refs) {
    for (const [name, s] of m.content(ref).props) if (name.startsWith(ANSWER) && applies(name.slice(ANSWER.length) || undefined, wanted)) sent = join(sent, s.v);
  }
  const out = pending(m, call.site, 'answer');
  const answer = reference(m.alloc('object', call.site, EMPTY, {}, 'answer'));
  const body = isBottom(sent) ? UNDEFINED : text(m, sent, call);
  for (const name of ['body', 'payload']) setProperty(m, answer, name, body, call.site);
  setProperty(m, answer, 'statusCode', NUMBER, call.site);
  const json: Native = (mm, c) => jsonNatives['JSON.parse']!(mm, { ...c, args: plainArgs(c.site, body) });
  setProperty(m, answer, 'json', reference(m.alloc('native', call.site, EMPTY, { native: { name: 'json', call: json } }, 'json')), call.site);
  fulfil(m, out, answer, call.site);
  return reference(out);
};

/** A plugin that adds to the instance on which it is registered, not to one of its own. */
const SKIPS = '!@plugin';

const plugin: Native = (m, call) => {
  const f = arg(call, 0);
  for (const r of f.refs) if (m.st) m.setSlot(r, SKIPS, slot(constant(true)));
  return f;
};

/** Hooks apply to the routes of their instance and of those registered on it, wherever they stand. */
const fastifyMembers: Readonly<Record<string, Native>> = {
  ...Object.fromEntries(VERBS.map((v) => [v, (m: Machine, call: NativeCall) => register(m, fastifyFramework, call, { kind: 'route', method: v, path: pathOf(arg(call, 0)), ...described(m, call, arg(call, 1)), handlers: [...inOptions(m, call, arg(call, 1)), ...handlersOf(m, call, 1)] })])),
  route: (m, call) => register(m, fastifyFramework, call, { kind: 'route', ...methodOf(m, call), path: pathOf(getProperty(m, arg(call, 0), 'url', call.site)), ...described(m, call, arg(call, 0)), handlers: [...inOptions(m, call, arg(call, 0)), getProperty(m, arg(call, 0), 'handler', call.site)] }),
  addHook: (m, call) => register(m, fastifyFramework, call, { kind: LATE[keyName(arg(call, 0)).name ?? ''] ?? 'hook', path: '', handlers: handlersOf(m, call, 1) }),
  decorate: (m, call) => {
    for (const ref of call.thisValue.refs) decorate(m, ref, keyName(arg(call, 0)).name, arg(call, 1), call);
    return call.thisValue;
  },
  setErrorHandler: (m, call) => register(m, fastifyFramework, call, { kind: 'error', path: '', handlers: handlersOf(m, call, 0) }),
  inject,
  register: (m, call) => {
    const f = arg(call, 0);
    if (f.refs.length > 0 && f.refs.every((r) => m.slot(r, SKIPS) !== undefined)) {
      callValue(m, f, UNDEFINED, plainArgs(call.site, call.thisValue, arg(call, 1)), call.site);
      return call.thisValue;
    }
    const child = instanceOf(m, 'fastify#Fastify', call.site, 'plugin');
    for (const r of child.refs) {
      Routers.of(m).create(r);
      if (m.st) m.setSlot(r, OUTER, slot(call.thisValue));
    }
    for (const r of call.thisValue.refs) if (m.st) m.setSlot(r, INNER, slot(join(m.slot(r, INNER)?.v ?? BOTTOM, child)));
    register(m, fastifyFramework, call, { kind: 'use', path: '', handlers: [child] });
    enqueue(m, `plugin|${call.site.file}:${call.site.s}`, true, 0, () => (inherit(m, call.thisValue, child), callValue(m, arg(call, 0), UNDEFINED, plainArgs(call.site, child, arg(call, 1)), call.site)));
    return call.thisValue;
  },
};

/** Of an instance that a plugin gets: the one that the plugin is registered on. */
const OUTER = '!@outer';
/** Of an instance: those of the plugins that are registered on it. */
const INNER = '!@inner';

/** What a plugin adds to its instance is there for those who registered it, as `fastify-plugin` has it. */
function decorate(m: Machine, ref: Ref, name: string | null, v: Value, call: NativeCall): void {
  if (!m.st || name === null) return;
  setProperty(m, { ...reference(ref), unknown: true }, name, v, call.site);
  for (const outer of m.slot(ref, OUTER)?.v.refs ?? []) decorate(m, outer, name, v, call);
  // A plugin that waits adds later what those have that are registered after it.
  const below = (r: Ref): void => {
    for (const inner of m.slot(r, INNER)?.v.refs ?? []) {
      if (!m.st || m.slot(inner, name)) continue;
      m.setSlot(inner, name, slot(v));
      below(inner);
    }
  };
  below(ref);
}

/** A plugin's instance has what was added to the one that it is registered on. */
function inherit(m: Machine, from: Value, to: Value): void {
  for (const ref of from.refs) {
    for (const [name, s] of m.content(ref).props) {
      if (isInternal(name)) continue;
      for (const r of to.refs) if (m.st && !m.slot(r, name)) m.setSlot(r, name, s);
    }
  }
}

/** The one method that a route is for. */
function methodOf(m: Machine, call: NativeCall): Pick<Layer, 'method'> {
  const method = pathOf(getProperty(m, arg(call, 0), 'method', call.site));
  return method === undefined ? {} : { method: method.toLowerCase() };
}

/** A route that says how its answers look sends nothing else of them: of a description that is not known, nothing is taken to be sent. */
function described(m: Machine, call: NativeCall, options: Value): Pick<Layer, 'sends'> {
  const inner = (v: Value, name: string): Value => {
    const objects: Value = { ...v, refs: v.refs.filter((r) => m.obj(r).kind === 'object'), consts: [], kinds: 0, unknown: false };
    return objects.refs.length > 0 ? getProperty(m, objects, name, call.site) : BOTTOM;
  };
  const response = inner(inner(options, 'schema'), 'response');
  if (response.refs.length === 0 && !response.unknown && response.kinds === 0) return {};
  const names = new Set<string>();
  const seen = new Set<Ref>();
  const visit = (v: Value): void => {
    for (const r of v.refs) {
      if (seen.has(r) || !['object', 'array'].includes(m.obj(r).kind)) continue;
      seen.add(r);
      for (const [name, s] of m.content(r).props) {
        if (isInternal(name)) continue;
        names.add(name);
        visit(s.v);
      }
    }
  };
  visit(response);
  return { sends: names };
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

export const fastifyNatives: Natives = {
  ...named('fastify', ['Fastify', 'FastifyInstance'], fastifyMembers),
  ...named('fastify', ['Reply', 'FastifyReply'], { header: setHeader, headers: setHeader, getHeader }),
  ...Object.fromEntries(['', 'default', 'fastify'].flatMap((x) => Object.entries(both(`fastify#${x}`, creates('fastify#Fastify'))))),
  ...Object.fromEntries(['', 'default', 'fastifyPlugin'].map((x) => [`fastify-plugin#${x}`, plugin])),
};
