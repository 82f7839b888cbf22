import type { Access, Endpoint, FlowEdge, Model } from '../../models/index.js';
import { Kind } from '../../types/shape.js';
import { EMPTY, EMPTY_ARRAY } from '../domain/content.js';
import { joinLabels, stepped, type Labels } from '../domain/taint.js';
import { addLabels, ALL_KINDS, BOTTOM, isBottom, join, ofKinds, reference, UNDEFINED, UNKNOWN, unknownWith, type Ref, type Value } from '../domain/value.js';
import { awaited, fulfil, pending } from './async.js';
import { argument, argumentsFrom, callValue } from './calls.js';
import { deepLabels } from './deep.js';
import type { Machine } from './machine.js';
import type { NativeCall } from './native.js';
import type { Args, Site } from './objects.js';
import { anyElement, getProperty, setProperty } from './properties.js';
import { iterate } from './iteration.js';
import { entriesOf } from './collections.js';

/** Labels that an object now holds somewhere inside. */
export function addInside(m: Machine, ref: Ref, labels: Labels): void {
  if (!m.st || labels.length === 0) return;
  const c = m.content(ref);
  m.setContent(ref, { ...c, inside: joinLabels(c.inside, labels) });
}

interface Application {
  readonly m: Machine;
  readonly model: Model;
  readonly call: NativeCall;
  readonly results: Map<string, Value>;
  result: Value;
}

/** Does to a call what its model says. `made`: the type of which a constructor call makes an instance. */
export function applyModel(m: Machine, model: Model, call: NativeCall, made?: { module: string | undefined; type: string }): Value {
  const a: Application = { m, model, call, results: new Map(), result: startResult(m, model, call, made) };
  for (const key of callbacksOf(model)) runCallback(a, key);
  for (const e of model.flow) if (!e.match && e.to.base !== 'callback-arg' && e.to.base !== 'callback-this' && e.to.base !== 'nothing') transfer(a, e);
  return a.result;
}

function startResult(m: Machine, model: Model, call: NativeCall, made?: { module: string | undefined; type: string }): Value {
  const { site } = call;
  const type = model.instance ?? (call.isNew && made ? (made.module ? `${made.module}#${made.type}` : made.type) : undefined);
  const instance = (): Value => {
    const hash = type!.lastIndexOf('#');
    return reference(m.alloc('instance', site, EMPTY, { path: type!.slice(hash + 1), ...(hash > 0 && { module: type!.slice(0, hash) }) }, 'instance'));
  };
  switch (model.result) {
    case 'promise': {
      const p = pending(m, site, 'model');
      if (type) fulfil(m, p, instance(), site);
      return reference(p);
    }
    case 'array':
    case 'iterator':
      return reference(m.alloc('array', site, { ...EMPTY_ARRAY, length: undefined, rest: type ? instance() : BOTTOM }, {}, 'model'));
    case 'map':
    case 'set':
      return reference(m.alloc(model.result, site, EMPTY, {}, 'model'));
    case 'object':
      return type ? instance() : reference(m.alloc('object', site, EMPTY, {}, 'model'));
    case 'string':
      return ofKinds(Kind.string);
    case 'number':
      return ofKinds(Kind.number);
    case 'boolean':
      return ofKinds(Kind.boolean);
    case 'void':
      return UNDEFINED;
    case 'function':
      return reference(m.alloc('native', site, EMPTY, { native: { name: 'model', call: () => UNKNOWN } }, 'model'));
    case undefined:
      if (type) return instance();
      return model.flow.some((e) => e.to.base === 'return') ? (model.flow.every((e) => e.to.base !== 'return' || (e.exact && e.to.path.length === 0)) ? BOTTOM : ofKinds(ALL_KINDS)) : ofKinds(ALL_KINDS);
  }
}

interface CallbackKey {
  readonly key: string;
  readonly end: Endpoint;
}

function callbacksOf(model: Model): CallbackKey[] {
  const out = new Map<string, CallbackKey>();
  for (const e of model.flow) {
    for (const end of [e.from, e.to]) if (end.base.startsWith('callback')) out.set(callbackKey(end), { key: callbackKey(end), end });
  }
  return [...out.values()];
}

function callbackKey(end: Endpoint): string {
  return `${end.callback ?? ''}${end.every ? '..' : ''}${JSON.stringify(end.at ?? [])}`;
}

/** Calls one callback, with what the edges to its parameters give; perhaps it isn't called. */
function runCallback(a: Application, { key, end }: CallbackKey): void {
  const { m, call, model } = a;
  let callee = end.every ? argumentsFrom(call.args, end.callback ?? 0) : argument(call.args, end.callback ?? 0);
  for (const step of end.at ?? []) callee = read(a, callee, step);
  callee = { ...callee, consts: [], kinds: 0 };
  if (isBottom(callee)) return;
  const params: Value[] = [];
  let self = UNDEFINED;
  for (const e of model.flow) {
    if (e.match || callbackKey(e.to) !== key) continue;
    const v = e.from.base === 'return' ? a.result : valueOf(a, e);
    if (e.to.base === 'callback-this') self = join(self, v);
    if (e.to.base !== 'callback-arg') continue;
    const i = e.to.index ?? 0;
    params[i] = join(params[i] ?? BOTTOM, wrap(a, v, e.to.path));
  }
  const list = Array.from(params, (v) => ({ v: v ?? UNKNOWN, s: call.site.s, e: call.site.e }));
  const args: Args = { list };
  const result = m.branch(
    () => m.within(`model callback ${key}`, true, () => callValue(m, callee, self, args, call.site)),
    () => BOTTOM,
  );
  a.results.set(key, result);
}

function transfer(a: Application, e: FlowEdge): void {
  const v = valueOf(a, e);
  if (isBottom(v) && v.labels.length === 0) return;
  write(a, e.to, v, e.exact);
}

/** What flows along an edge: the value itself, or an unknown value with all labels in it. */
function valueOf(a: Application, e: FlowEdge): Value {
  const { m, call } = a;
  let v = base(a, e.from);
  for (const step of e.from.path) v = read(a, v, step);
  if (e.exact) return v;
  const labels = stepped(deepLabels(m, v, call.site), call.site.file, call.site.s, call.site.e, 'through a library function');
  return ofKinds(labels.length > 0 ? Kind.string : 0, labels);
}

function base(a: Application, end: Endpoint): Value {
  const { m, call } = a;
  switch (end.base) {
    case 'this':
      return call.thisValue;
    case 'arg':
      return argument(call.args, end.index ?? 0);
    case 'args':
      return argumentsFrom(call.args, end.index ?? 0);
    case 'return':
      return a.result;
    case 'callback-return':
      return a.results.get(callbackKey(end)) ?? BOTTOM;
    case 'channel':
      return getProperty(m, reference(channel(a)), 'content', call.site);
    case 'new': {
      const type = end.instance ?? '';
      const hash = type.lastIndexOf('#');
      return reference(m.alloc('instance', call.site, EMPTY, { path: type.slice(hash + 1), ...(hash > 0 && { module: type.slice(0, hash) }) }, `new ${type}`));
    }
    default:
      return BOTTOM;
  }
}

/** The object that all calls on the same channel share. Where its name is not known, one object stands for the whole medium. */
function channel(a: Application): Ref {
  const { m, call, model } = a;
  const c = model.channel!;
  const key = c.key ? base(a, c.key) : undefined;
  const known = c.name ?? (key && key.consts.length === 1 && key.kinds === 0 && !key.unknown && key.refs.length === 0 ? String(key.consts[0]) : undefined);
  const name = known ?? '*';
  if (key && known === undefined) m.limit('dynamic', `${c.medium} with a computed name`, call.site);
  const owner = c.owner ? base(a, c.owner).refs.join(',') : '';
  return m.shared(`channel|${c.medium}|${name}|${owner}`, 'object', { file: '', s: 0, e: 0 }, {}, true);
}

function read(a: Application, v: Value, step: Access): Value {
  const { m, call } = a;
  switch (step.k) {
    case 'property':
      return getProperty(m, v, step.name.startsWith('@') ? `!${step.name}` : step.name, call.site);
    case 'element':
      return addLabels(iterate(m, v, call.site).any, v.labels);
    case 'any':
      return getProperty(m, v, null, call.site);
    case 'await':
      return awaited(m, v, call.site);
    case 'key':
    case 'value': {
      let out = BOTTOM;
      for (const r of v.refs) if (m.obj(r).kind === 'map' || m.obj(r).kind === 'set') out = join(out, entriesOf(m, r, step.k === 'key' ? 'keys' : 'values', call.site).any);
      return v.unknown || v.labels.length > 0 ? join(out, unknownWith(v.labels)) : out;
    }
    default:
      return UNKNOWN;
  }
}

/** A value as the element, property or promise that a path asks for. */
function wrap(a: Application, v: Value, path: readonly Access[]): Value {
  if (path.length === 0) return v;
  const { m, call } = a;
  const [first, ...more] = path;
  const inner = wrap(a, v, more);
  if (first!.k === 'element') return reference(m.alloc('array', call.site, { ...EMPTY_ARRAY, length: undefined, rest: inner }, {}, 'wrapped'));
  if (first!.k === 'await') {
    const p = pending(m, call.site, 'wrapped');
    fulfil(m, p, inner, call.site);
    return reference(p);
  }
  const o = m.alloc('object', call.site, EMPTY, {}, 'wrapped');
  setProperty(m, reference(o), first!.k === 'property' ? first!.name : null, inner, call.site);
  return reference(o);
}

function write(a: Application, end: Endpoint, v: Value, exact: boolean): void {
  const { m, call } = a;
  if (end.base === 'return' && end.path.length === 0) {
    a.result = exact ? join(a.result, v) : addLabels(isBottom(a.result) ? ofKinds(ALL_KINDS) : a.result, v.labels);
    if (!exact) for (const r of a.result.refs) addInside(m, r, v.labels);
    return;
  }
  const target = end.base === 'return' ? resultObject(a, end.path[0]!) : end.base === 'channel' ? reference(channel(a)) : base(a, end);
  if (end.base === 'channel') {
    setProperty(m, target, 'content', v, call.site);
    return;
  }
  if (end.path.length === 0) {
    const labels = exact ? deepLabels(m, v, call.site) : v.labels;
    for (const r of target.refs) addInside(m, r, labels);
    return;
  }
  writePath(m, target, end.path, v, call.site);
}

/** The result as an object that can take what the path names. */
function resultObject(a: Application, first: Access): Value {
  if (a.result.refs.length > 0) return a.result;
  const { m, call } = a;
  if (first.k === 'await') a.result = reference(pending(m, call.site, 'result'));
  else if (first.k === 'element') a.result = reference(m.alloc('array', call.site, { ...EMPTY_ARRAY, length: undefined }, {}, 'result'));
  else if (first.k === 'key' || first.k === 'value') a.result = reference(m.alloc('map', call.site, EMPTY, {}, 'result'));
  else if (first.k === 'param' || first.k === 'result') a.result = reference(m.alloc('native', call.site, EMPTY, { native: { name: 'model', call: () => UNKNOWN } }, 'result'));
  else a.result = reference(m.alloc('object', call.site, EMPTY, {}, 'result'));
  return a.result;
}

function writePath(m: Machine, target: Value, path: readonly Access[], v: Value, site: Site): void {
  const [first, ...more] = path;
  if (more.length > 0) {
    const next = first!.k === 'property' ? getProperty(m, target, first!.name, site) : first!.k === 'element' ? target.refs.map((r) => anyElement(m, r)).reduce(join, BOTTOM) : getProperty(m, target, null, site);
    if (next.refs.length > 0) return writePath(m, next, more, v, site);
  }
  for (const r of target.refs) {
    const c = m.content(r);
    switch (first!.k) {
      case 'property':
        setProperty(m, reference(r), first!.name.startsWith('@') ? `!${first!.name}` : first!.name, v, site);
        break;
      case 'await':
        if (m.obj(r).kind === 'promise') fulfil(m, r, v, site);
        else addInside(m, r, v.labels);
        break;
      case 'key':
        m.setContent(r, { ...c, restKeys: join(c.restKeys, v) });
        break;
      default:
        m.setContent(r, { ...c, rest: join(c.rest, v), ...(m.obj(r).kind === 'array' && { length: undefined }) });
    }
  }
}

