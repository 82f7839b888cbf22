import { LAYERS, type Layer } from '../../models/frameworks.js';
import { EMPTY, isInternal, slot, withSlot } from '../domain/content.js';
import { BOTTOM, UNDEFINED, UNKNOWN, isBottom, join, onlyObjects, reference, type Value } from '../domain/value.js';
import { settled } from '../machine/async.js';
import { callValue, constructValue, plainArgs } from '../machine/calls.js';
import { noExit } from '../machine/frame.js';
import { injected, injectParameter, instances, provide } from '../machine/injected.js';
import { iterate } from '../machine/iteration.js';
import type { Machine } from '../machine/machine.js';
import { fulfilled } from '../machine/model/access.js';
import { instanceOf } from '../machine/model/results.js';
import { standAround } from '../machine/nest-layers.js';
import type { Native, NativeCall, Natives } from '../machine/native.js';
import { getProperty, keyName } from '../machine/properties.js';
import { setProperty } from '../machine/property-writes.js';
import { arg } from './support.js';

const resolve: Native = (m, call) => injected(m, arg(call, 0));

function made(m: Machine, call: NativeCall, factory: Value, given: Value = UNKNOWN): Value {
  const f: Value = { ...factory, consts: [], kinds: 0 };
  return isBottom(f) ? BOTTOM : callValue(m, f, UNDEFINED, plainArgs(call.site, given), call.site);
}

function methods(m: Machine, call: NativeCall, list: Readonly<Record<string, Native>>): Value {
  const o = reference(m.alloc('object', call.site, EMPTY, {}, 'binding'));
  for (const [name, run] of Object.entries(list)) setProperty(m, o, name, reference(m.alloc('native', call.site, EMPTY, { native: { name, call: run } }, `binding ${name}`)), call.site);
  return o;
}

/** `container.bind(token).to…()` */
const bind: Native = (m, call) => {
  const token = arg(call, 0);
  const gives = (of: (mm: Machine, c: NativeCall) => Value): Native => (mm, c) => (provide(mm, token, of(mm, c), c.site), UNKNOWN);
  return methods(m, call, {
    to: gives((mm, c) => instances(mm, arg(c, 0))),
    toSelf: gives((mm) => instances(mm, token)),
    toService: gives((mm, c) => resolve(mm, c)),
    toConstantValue: gives((_mm, c) => arg(c, 0)),
    toFunction: gives((_mm, c) => arg(c, 0)),
    toDynamicValue: gives((mm, c) => made(mm, c, arg(c, 0))),
    toFactory: gives((mm, c) => made(mm, c, arg(c, 0))),
  });
};

/** `container.register(token, provider)` */
const register: Native = (m, call) => {
  const provider = arg(call, 1);
  const part = (name: string): Value => getProperty(m, onlyObjects(provider), name, call.site);
  for (const v of [part('useValue'), instances(m, part('useClass')), instances(m, provider), made(m, call, { ...part('useFactory'), unknown: false })]) provide(m, arg(call, 0), { ...v, consts: v.consts.filter((c) => c !== undefined) }, call.site);
  return call.thisValue;
};

/** Providers of a module: `{ provide: token, useValue | useClass | useFactory | useExisting, inject }`. */
function provideAll(m: Machine, providers: Value, call: NativeCall): void {
  const lists: Value = { ...providers, refs: providers.refs.filter((r) => m.obj(r).kind === 'array'), consts: [], kinds: 0, unknown: false };
  if (isBottom(lists)) return;
  const { known, any } = iterate(m, lists, call.site);
  for (const provider of known ?? [any]) {
    if (!m.st) return;
    provideAll(m, provider, call);
    const objects: Value = { ...provider, refs: provider.refs.filter((r) => m.obj(r).kind === 'object'), consts: [], kinds: 0, unknown: false };
    if (isBottom(objects)) continue;
    const part = (name: string): Value => {
      const v = getProperty(m, objects, name, call.site);
      return { ...v, consts: v.consts.filter((c) => c !== undefined) };
    };
    const token = part('provide');
    const layer = layerOf(m, token);
    if (layer) standAround(m, layer, ['useClass', 'useValue', 'useExisting'].map(part).reduce(join));
    for (const v of [part('useValue'), instances(m, part('useClass')), fromFactory(m, part('useFactory'), join(part('inject'), part('deps')), call)]) provide(m, token, v, call.site);
    const other = part('useExisting');
    if (!isBottom(other)) provide(m, token, injected(m, other), call.site);
  }
}

/** The token by which classes stand around all handlers. */
function layerOf(m: Machine, token: Value): Layer | undefined {
  const names = token.refs.map((r) => m.obj(r)).flatMap(({ module, path }) => (module === '@nestjs/core' ? [path] : []));
  return (Object.keys(LAYERS) as Layer[]).find((kind) => names.includes(LAYERS[kind].token));
}

/** A factory is given what it asks for, and may give a promise of what it makes. */
function fromFactory(m: Machine, factory: Value, asked: Value, call: NativeCall): Value {
  const f = onlyObjects(factory);
  if (isBottom(f)) return BOTTOM;
  const tokens = asked.refs.length > 0 ? (iterate(m, { ...asked, consts: [], kinds: 0 }, call.site).known ?? []) : [];
  return fulfilled(m, callValue(m, f, UNDEFINED, plainArgs(call.site, ...tokens.map((t) => injected(m, t))), call.site), call.site);
}

const decorator = (m: Machine, call: NativeCall, name: string, run: Native): Value => reference(m.alloc('native', call.site, EMPTY, { native: { name, call: run } }, name));

/** `@Module({ providers, imports })`, and what such a description is found in: dynamic modules, `bootstrapApplication`. */
const described: Native = (m, call) => {
  const visit = (options: Value, depth: number): void => {
    const objects: Value = { ...options, refs: options.refs.filter((r) => m.obj(r).kind === 'object'), consts: [], kinds: 0, unknown: false };
    if (isBottom(objects) || depth > 3) return;
    provideAll(m, getProperty(m, objects, 'providers', call.site), call);
    const imports = getProperty(m, objects, 'imports', call.site);
    const lists: Value = { ...imports, refs: imports.refs.filter((r) => m.obj(r).kind === 'array'), consts: [], kinds: 0, unknown: false };
    if (isBottom(lists)) return;
    const { known, any } = iterate(m, lists, call.site);
    for (const x of known ?? [any]) visit(fulfilled(m, x, call.site), depth + 1);
  };
  for (const a of call.args.list) visit(a.v, 0);
  return decorator(m, call, 'Module', () => UNDEFINED);
};

/** `@Inject(token)` at a parameter of a constructor or at a field. */
const inject: Native = (m, call) => {
  const token = arg(call, 0);
  return decorator(m, call, 'Inject', (mm, c) => {
    const [index] = arg(c, 2).consts;
    const { name } = keyName(arg(c, 1));
    if (isBottom(token) || call.args.list.length === 0) return UNDEFINED;
    for (const r of arg(c, 0).refs) {
      if (typeof index === 'number') injectParameter(mm, r, index, token);
      else if (name !== null) mm.setSlot(r, name, slot(BOTTOM, { get: decorator(mm, c, `get ${name}`, (x) => injected(x, token)) }));
    }
    return UNDEFINED;
  });
};

const VALUE = '!@value';
const CLASS = '!@class';
const FACTORY = '!@factory';

const as = (name: string): Native => (m, call) => reference(m.alloc('instance', call.site, withSlot(EMPTY, name, slot(arg(call, 0))), { module: 'awilix', path: 'Resolver' }, 'resolver'));

/** awilix: what is registered is made with the cradle, an object that has all that is registered. */
const newCradle: Native = (m, call) => {
  const container = instanceOf(m, 'awilix#Container', call.site, 'container');
  setProperty(m, container, 'cradle', reference(m.alloc('object', call.site, EMPTY, {}, 'cradle')), call.site);
  return container;
};

function registerResolver(m: Machine, call: NativeCall, cradle: Value, name: string, resolver: Value): void {
  for (const r of resolver.refs) {
    const { props } = m.content(r);
    const value = props.get(VALUE)?.v;
    if (value) setProperty(m, cradle, name, value, call.site);
    const get: Native = (mm, c) => join(
      props.has(CLASS) ? constructValue(mm, props.get(CLASS)!.v, plainArgs(c.site, cradle), c.site) : BOTTOM,
      props.has(FACTORY) && mm.st ? made(mm, c, props.get(FACTORY)!.v, cradle) : BOTTOM,
    );
    if (value) continue;
    const getter = reference(m.alloc('native', call.site, EMPTY, { native: { name, call: get } }, `resolve ${name}`));
    for (const to of cradle.refs) m.setSlot(to, name, slot(BOTTOM, { get: getter }));
  }
}

const registerAll: Native = (m, call) => {
  const cradle = getProperty(m, call.thisValue, 'cradle', call.site);
  const first = arg(call, 0);
  const { name } = keyName(first);
  if (first.refs.length === 0 && name !== null) registerResolver(m, call, cradle, name, arg(call, 1));
  for (const r of first.refs) for (const [key, s] of m.content(r).props) if (!isInternal(key)) registerResolver(m, call, cradle, key, s.v);
  return call.thisValue;
};

const fromCradle: Native = (m, call) => getProperty(m, getProperty(m, call.thisValue, 'cradle', call.site), keyName(arg(call, 0)).name, call.site);

const tsyringe = { register, resolve, registerInstance: ((m, call) => (provide(m, arg(call, 0), arg(call, 1), call.site), call.thisValue)) as Native, registerSingleton: register };
const section = (prefix: string, members: Readonly<Record<string, Native>>): Natives => Object.fromEntries(Object.entries(members).map(([name, native]) => [`${prefix}.${name}`, native]));

/** Containers that make objects and hand them out by tokens. */
export const injectionNatives: Natives = {
  ...section('inversify#Container.prototype', { bind, rebind: bind, get: resolve, getNamed: resolve, getTagged: resolve }),
  'new inversify#Container': (m, call) => instanceOf(m, 'inversify#Container', call.site, 'container'),
  ...section('tsyringe#container', tsyringe),
  ...section('tsyringe#DependencyContainer.prototype', tsyringe),
  ...section('typedi#Container', { get: resolve, set: tsyringe.registerInstance }),
  ...Object.fromEntries(['@nestjs/common#Module', '@angular/core#NgModule', '@angular/core#Component', '@angular/core#Directive', '@angular/platform-browser#bootstrapApplication'].map((key) => [key, described])),
  ...Object.fromEntries(['@nestjs/common#Inject', '@angular/core#Inject', 'inversify#inject', 'tsyringe#inject', 'typedi#Inject'].map((key) => [key, inject])),
  ...Object.fromEntries(['@nestjs/core#App.prototype', '@nestjs/core#ModuleRef.prototype', '@angular/core#Injector.prototype'].map((at) => [`${at}.get`, resolve])),
  '@nestjs/core#ModuleRef.prototype.resolve': (m, call) => settled(m, resolve(m, call), noExit(), call.site),
  '@angular/core#inject': resolve,
  'awilix#createContainer': newCradle,
  'awilix#asValue': as(VALUE),
  'awilix#asClass': as(CLASS),
  'awilix#asFunction': as(FACTORY),
  ...section('awilix#Container.prototype', { register: registerAll, resolve: fromCradle }),
  ...section('awilix#Resolver.prototype', Object.fromEntries(['singleton', 'scoped', 'transient', 'inject', 'proxy', 'classic', 'setLifetime', 'setInjectionMode', 'disposer'].map((n): [string, Native] => [n, (_m, call) => call.thisValue]))),
};
