import { EMPTY, isInternal, slot, withSlot } from '../domain/content.js';
import { BOTTOM, isBottom, join, reference, UNDEFINED, UNKNOWN, type Ref, type Value } from '../domain/value.js';
import { callValue, constructValue, plainArgs } from '../machine/calls.js';
import { classValue } from '../machine/instances.js';
import type { Machine } from '../machine/machine.js';
import { instanceOf } from '../machine/model/results.js';
import type { Native, NativeCall, Natives } from '../machine/native.js';
import { getProperty, keyName, setProperty } from '../machine/properties.js';
import { arg } from './support.js';

const NOWHERE = { file: '', s: 0, e: 0 };

/** What containers of the program give for tokens: one registry for all. */
function registry(m: Machine): Ref {
  return m.shared('injected', 'object', NOWHERE, {}, true);
}

function tokenOf(m: Machine, token: Value): string | null {
  const { cls } = token.refs.length === 1 ? m.obj(token.refs[0]!) : { cls: undefined };
  return cls ? `class ${cls.facts.file}|${cls.index}` : keyName(token).name;
}

function provide(m: Machine, token: Value, v: Value, call: NativeCall): void {
  if (m.st && !isBottom(v)) setProperty(m, reference(registry(m)), tokenOf(m, token), v, call.site);
}

/** Instances of the classes among the values, as their declarations tell what they are made with. */
function instances(m: Machine, v: Value): Value {
  return v.refs.reduce((out, r) => {
    const { cls } = m.obj(r);
    return cls ? join(out, classValue(m, cls.facts.file, cls.index) ?? BOTTOM) : out;
  }, BOTTOM);
}

const resolve: Native = (m, call) => {
  const token = arg(call, 0);
  const name = tokenOf(m, token);
  const content = m.content(registry(m));
  const known = name === null ? BOTTOM : (content.props.get(name)?.v ?? BOTTOM);
  const v = join(known, isBottom(known) ? instances(m, token) : BOTTOM);
  return isBottom(v) ? (isBottom(content.rest) ? UNKNOWN : content.rest) : v;
};

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
  const gives = (of: (mm: Machine, c: NativeCall) => Value): Native => (mm, c) => (provide(mm, token, of(mm, c), c), UNKNOWN);
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
  const part = (name: string): Value => getProperty(m, { ...provider, unknown: false, kinds: 0, consts: [] }, name, call.site);
  for (const v of [part('useValue'), instances(m, part('useClass')), instances(m, provider), made(m, call, { ...part('useFactory'), unknown: false })]) provide(m, arg(call, 0), { ...v, consts: v.consts.filter((c) => c !== undefined) }, call);
  return call.thisValue;
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
    for (const to of cradle.refs) m.setContent(to, withSlot(m.content(to), name, slot(BOTTOM, { get: getter })));
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

const tsyringe = { register, resolve, registerInstance: ((m, call) => (provide(m, arg(call, 0), arg(call, 1), call), call.thisValue)) as Native, registerSingleton: register };
const section = (prefix: string, members: Readonly<Record<string, Native>>): Natives => Object.fromEntries(Object.entries(members).map(([name, native]) => [`${prefix}.${name}`, native]));

/** Containers that make objects and hand them out by tokens. */
export const injectionNatives: Natives = {
  ...section('inversify#Container.prototype', { bind, rebind: bind, get: resolve, getNamed: resolve, getTagged: resolve }),
  'new inversify#Container': (m, call) => instanceOf(m, 'inversify#Container', call.site, 'container'),
  ...section('tsyringe#container', tsyringe),
  ...section('tsyringe#DependencyContainer.prototype', tsyringe),
  ...section('typedi#Container', { get: resolve, set: tsyringe.registerInstance }),
  'awilix#createContainer': newCradle,
  'awilix#asValue': as(VALUE),
  'awilix#asClass': as(CLASS),
  'awilix#asFunction': as(FACTORY),
  ...section('awilix#Container.prototype', { register: registerAll, resolve: fromCradle }),
  ...section('awilix#Resolver.prototype', Object.fromEntries(['singleton', 'scoped', 'transient', 'inject', 'proxy', 'classic', 'setLifetime', 'setInjectionMode', 'disposer'].map((n): [string, Native] => [n, (_m, call) => call.thisValue]))),
};
