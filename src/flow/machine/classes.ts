import type { ClassMember } from '../../facts/ir.js';
import { isTestCode } from '../test-code.js';
import { Bounds } from '../bounds.js';
import type { Env } from '../domain/context.js';
import { EMPTY, slot, withSlot } from '../domain/content.js';
import { NO_LABELS } from '../domain/taint.js';
import { BOTTOM, constant, join, objectsOf, ofKinds, reference, UNDEFINED, UNKNOWN, type Ref, type Value } from '../domain/value.js';
import type { TypeRef } from '../../types/shape.js';
import { conformField, sourceLabels, tag } from './declared.js';
import { materialise } from './declared-objects.js';
import { argument, constructValue, invoke } from './calls.js';
import { decorateAccessor, decorateClass, decorateField, decorateFunction, decorateParameters, initialValue, runInitialisers, storageOf, type Decorated } from './decorators.js';
import { evaluate } from './expressions.js';
import { defineAccessor } from './literals.js';
import { functionPrototype, makeClosure } from './functions.js';
import type { Machine } from './machine.js';
import type { Args, ClassInfo, Closure, Site } from './objects.js';
import { keyOf } from './patterns.js';
import { getProperty, nameInClass, plainName } from './properties.js';
import { setProperty } from './property-writes.js';
import { innerScope } from './statements.js';
import { superInitialise } from './super-calls.js';

/** Evaluates a class expression or declaration: its static side, prototype and decorators. */
export function evaluateClass(m: Machine, index: number): Value {
  const { facts } = m.frame;
  const c = facts.classes[index]!;
  const outer = m.frame.env;
  const superClass = c.superClass ? evaluate(m, c.superClass) : undefined;
  if (!m.st) return BOTTOM;
  const env: Env = c.v === undefined ? outer : classScope(m, c.v, outer);
  const site = { file: facts.file, s: c.s, e: c.e };
  const prototype = m.alloc('object', site, EMPTY, {}, `prototype${env.id}`);
  const cls = m.alloc('class', site, EMPTY, { cls: { facts, index, env, prototype, superClass, keys: new Map(), decorated: { initialisers: new Map(), first: [] }, staticDecorated: { initialisers: new Map(), first: [] } } }, `class${env.id}`);
  let value = reference(cls);
  m.classes.set(`${facts.file}|${index}`, cls);
  m.setSlot(prototype, 'constructor', slot(value));
  if (superClass) {
    m.setSlot(cls, '!proto', slot(objectsOf(superClass)));
    const parent = prototypeOf(m, superClass);
    m.setSlot(prototype, '!proto', slot(parent));
  }
  if (c.v !== undefined) m.writeVar(env, c.v, value);
  m.frame.env = env;
  for (const member of c.members) defineMember(m, member, member.static ? cls : prototype, cls);
  for (const member of c.members) if (member.static) initialiseStatic(m, member, cls);
  m.frame.env = outer;
  const { staticDecorated } = m.obj(cls).cls!;
  runInitialisers(m, staticDecorated.first, value, site);
  const after: Decorated = { initialisers: new Map(), first: [] };
  if (c.decorators.length > 0) value = decorateClass(m, c.decorators, value, { kind: 'class', name: c.name, home: cls, cls, static: false, decorated: after, site });
  runInitialisers(m, after.first, value, site);
  if (c.v !== undefined && value.refs[0] !== cls) m.writeVar(env, c.v, value);
  return value;
}

function classScope(m: Machine, v: number, outer: Env): Env {
  return innerScope(m, [v], outer);
}

function prototypeOf(m: Machine, cls: Value): Value {
  let out = BOTTOM;
  for (const ref of cls.refs) {
    const kind = m.obj(ref).kind;
    if (kind === 'declared') out = join(out, declaredPrototype(m, ref));
    else out = join(out, kind === 'class' || kind === 'function' ? functionPrototype(m, ref) : getProperty(m, reference(ref), 'prototype', m.obj(ref).site));
  }
  return cls.unknown || cls.kinds !== 0 ? join(out, UNKNOWN) : out;
}

/** What instances of a class that is declared without a body inherit from it: all that its type tells. */
function declaredPrototype(m: Machine, ref: Ref): Value {
  const { shape, site } = m.obj(ref);
  const [made] = shape?.k === 'function' ? shape.signatures : [];
  if (!made?.fn.ret) return UNKNOWN;
  const instance: TypeRef = { file: made.file, type: made.fn.ret, ...(made.env && { env: made.env }) };
  return materialise(m, instance, { ...site, part: { of: ref, name: 'prototype' } }, 'the class has');
}

function defineMember(m: Machine, member: ClassMember, home: Ref, cls: Ref): void {
  if (!m.st || member.kind === 'static') return;
  const info = m.obj(cls).cls!;
  const site = m.site(member);
  const fn = member.f === undefined ? undefined : info.facts.functions[member.f]!;
  if (member.kind === 'ctor') {
    if (fn) decorateParameters(m, fn, reference(cls), UNDEFINED, site);
    return;
  }
  const key = memberKey(m, info, member);
  if (!m.st) return;
  info.keys.set(member, key);
  if (member.kind === 'field') return defineField(m, member, home, cls);
  if (!fn) return;
  const f = reference(makeClosure(m, m.frame.facts, member.f!, m.frame.env, { object: home, cls }));
  const name = plainName(key.name ?? '');
  decorateParameters(m, fn, reference(home), constant(name), site);
  const v = decorateFunction(m, member, f, { kind: member.kind, name, home, cls, static: member.static, decorated: decorationsOf(info, member.static), site });
  if (!m.st) return;
  if (member.kind === 'method') {
    const c = m.content(home);
    if (key.name !== null) m.setContent(home, withSlot(c, key.name, slot(v, { keyLabels: key.labels })));
    else m.setContent(home, { ...c, rest: join(c.rest, v), restKeys: join(c.restKeys, ofKinds(0, key.labels)) });
  } else defineAccessor(m, home, key.name, member.kind, v, site, key.labels);
}

function memberKey(m: Machine, info: ClassInfo, member: ClassMember): ReturnType<typeof keyOf> {
  return 'name' in member.key ? { name: nameInClass(member.key.name, info.facts.file, info.index), labels: NO_LABELS } : keyOf(m, member.key);
}

function decorationsOf(info: ClassInfo, isStatic: boolean): Decorated {
  return isStatic ? info.staticDecorated : info.decorated;
}

function defineField(m: Machine, member: ClassMember, home: Ref, cls: Ref): void {
  if (!member.decorators?.length) return;
  const info = m.obj(cls).cls!;
  const name = plainName(info.keys.get(member)!.name ?? '');
  const target = { kind: member.accessor ? 'accessor' : 'field', name, home, cls, static: member.static, decorated: decorationsOf(info, member.static), site: m.site(member) } as const;
  if (member.accessor) m.setSlot(home, nameInClass(name, info.facts.file, info.index), decorateAccessor(m, member, target));
  else decorateField(m, member, target);
}

function initialiseStatic(m: Machine, member: ClassMember, cls: Ref): void {
  if (!m.st || member.f === undefined || (member.kind !== 'field' && member.kind !== 'static')) return;
  runInitialiser(m, member, reference(cls), cls, cls);
}

/** Runs a field's initialiser or a static block with `this`. */
function runInitialiser(m: Machine, member: ClassMember, self: Value, home: Ref, cls: Ref): void {
  const info = m.obj(cls).cls!;
  const fn = info.facts.functions[member.f!]!;
  const closure: Closure = { facts: info.facts, index: member.f!, fn, env: info.env, home: { object: home, cls } };
  const site = { file: info.facts.file, s: member.s, e: member.e };
  const v = invoke(m, cls, closure, self, { list: [] }, site, UNDEFINED);
  if (member.kind === 'field' && m.st) storeField(m, member, self, v, info.facts.file, cls);
}

function storeField(m: Machine, member: ClassMember, self: Value, given: Value, file: string, cls: Ref): void {
  const site = { file, s: member.s, e: member.e };
  const info = m.obj(cls).cls!;
  const { name: plain, labels: keyLabels } = 'name' in member.key ? { name: member.key.name, labels: NO_LABELS } : info.keys.get(member)!;
  const decorated = plain !== null && member.accessor && member.decorators?.length ? storageOf(plain) : undefined;
  const name = decorated ?? (plain === null ? null : nameInClass(plain, file, info.index));
  const v = initialValue(m, info, member.static, decorated ?? plain, given, self, site);
  if (!m.st) return;
  const conformed = conformField(m, cls, member, v);
  for (const ref of self.refs) {
    const c = m.content(ref);
    if (name !== null && !m.obj(ref).several) m.setContent(ref, withSlot(c, name, slot(conformed, { keyLabels })));
    else setProperty(m, reference(ref), name, conformed, site, keyLabels);
  }
}

/** `new` on a class or a plain function. `newTarget`: the class named by `new`, whose prototype the instance gets. */
export function construct(m: Machine, ref: Ref, args: Args, site: Site, newTarget: Value): Value {
  const o = m.obj(ref);
  const root = baseOf(m, ref);
  if (root.native) return constructDerived(m, ref, root.native, args, site, newTarget);
  const self = m.alloc('object', site, EMPTY, { instanceOf: ref }, `new${ref}`);
  m.setSlot(self, '!proto', slot(functionPrototype(m, newTarget.refs[0] ?? ref)));
  const v = m.recent(self);
  remember(m, ref, self);
  if (o.kind === 'function') {
    const result = invoke(m, ref, o.closure!, v, args, site, newTarget);
    return resultOrThis(result, v);
  }
  return labelled(m, ref, m.within(`new ${site.file}:${site.s}`, false, () => initialise(m, ref, v, args, site, newTarget)), site);
}

/** An instance has the labels of its class. */
function labelled(m: Machine, cls: Ref, v: Value, site: Site): Value {
  const { facts, index } = m.obj(cls).cls!;
  const labels = m.setting.declared.classShape(facts.file, index).labels;
  return tag(v, sourceLabels(labels, site, `an instance of \`${facts.classes[index]!.name}\` is`));
}

function remember(m: Machine, cls: Ref, self: Ref): void {
  for (let c: Ref | undefined = cls; c !== undefined; ) {
    const info: ClassInfo | undefined = m.obj(c).cls;
    if (!info) return;
    // What a test makes of the program's classes is made of stubs: who takes such an instance is not given that one.
    if (m.isTest && !isTestCode(info.facts)) return;
    const key = `${info.facts.file}|${info.index}`;
    const all = m.instances.get(key) ?? new Set();
    if (!all.has(self)) m.made.push({ key, instance: self });
    m.instances.set(key, all.add(self));
    if (m.isRunAgain) m.passing.add(self);
    c = info.superClass?.refs.find((r) => m.obj(r).kind === 'class');
  }
}

export function resultOrThis(result: Value, self: Value): Value {
  const objects = objectsOf(result);
  return objects.refs.length > 0 ? (result.consts.length > 0 ? join(self, objects) : objects) : self;
}

/** The library class that a class is derived from, if any. */
function baseOf(m: Machine, ref: Ref): { native: Value | undefined } {
  let superClass = m.obj(ref).cls?.superClass;
  for (let i = 0; superClass && i < Bounds.prototypes; i++) {
    const parent = superClass.refs.find((r) => m.obj(r).kind === 'class');
    if (parent === undefined) {
      const plain = superClass.refs.some((r) => m.obj(r).kind === 'function');
      const bodiless = superClass.refs.every((r) => m.obj(r).kind === 'declared');
      return { native: plain || bodiless ? undefined : superClass };
    }
    superClass = m.obj(parent).cls!.superClass;
  }
  return { native: undefined };
}

/** A class derived from a library's: the library makes the object, the class its own prototype and fields. */
function constructDerived(m: Machine, ref: Ref, base: Value, args: Args, site: Site, newTarget: Value): Value {
  const made = constructValue(m, base, passesOn(m, ref) ? args : { list: [] }, site);
  const self: Value = made.refs.length > 0 ? objectsOf(made) : reference(m.alloc('object', site, EMPTY, { instanceOf: ref }, `new${ref}`));
  for (const r of self.refs) {
    const proto = functionPrototype(m, newTarget.refs[0] ?? ref);
    m.setSlot(r, '!proto', slot(proto));
  }
  return labelled(m, ref, m.within(`new ${site.file}:${site.s}`, false, () => initialise(m, ref, self, args, site, newTarget)), site);
}

function passesOn(m: Machine, ref: Ref): boolean {
  const info = m.obj(ref).cls!;
  return !info.facts.classes[info.index]!.members.some((x) => x.kind === 'ctor');
}

/** Runs constructor and field initialisers of a class, base class first. */
export function initialise(m: Machine, ref: Ref, self: Value, args: Args, site: Site, newTarget: Value): Value {
  const o = m.obj(ref);
  const info = o.cls!;
  const c = info.facts.classes[info.index]!;
  const ctor = c.members.find((x) => x.kind === 'ctor' && x.f !== undefined);
  if (!ctor) {
    const v = info.superClass ? superInitialise(m, info.superClass, self, args, site, newTarget) : self;
    initialiseFields(m, ref, v);
    return v;
  }
  if (!info.superClass && c.paramProps.length === 0) initialiseFields(m, ref, self);
  const closure: Closure = { facts: info.facts, index: ctor.f!, fn: info.facts.functions[ctor.f!]!, env: info.env, home: { object: info.prototype, cls: ref } };
  const result = invoke(m, ref, closure, self, args, site, newTarget);
  return m.st ? resultOrThis(result, self) : BOTTOM;
}

/** Stores parameter properties, when the constructor's parameters are bound. */
export function initialiseFields(m: Machine, cls: Ref, self: Value): void {
  const info = m.obj(cls).cls!;
  runInitialisers(m, info.decorated.first, self, m.obj(cls).site);
  for (const member of info.facts.classes[info.index]!.members) {
    if (member.static || member.kind !== 'field' || !m.st) continue;
    if (member.f !== undefined) runInitialiser(m, member, self, info.prototype, cls);
    else if (!member.abstract && member.type === undefined) storeField(m, member, self, UNDEFINED, info.facts.file, cls);
  }
}

/** Constructor parameters that are fields too: what initialises the others may use them, where TypeScript lets it. */
export function storeParameterProperties(m: Machine): void {
  const { closure, home, facts, thisValue, args } = m.frame;
  if (!closure || closure.fn.kind !== 'ctor' || closure.fn.cls === undefined || home?.cls === undefined) return;
  for (const p of facts.classes[closure.fn.cls]!.paramProps) {
    const target = closure.fn.params[p.param]!.target;
    const inner = target.k === 'pdefault' ? target.target : target;
    const v = inner.k === 'pvar' ? m.readVar(m.frame.env, inner.v) : argument(args, p.param);
    setProperty(m, thisValue, p.name, v, m.site(target));
  }
  if (m.st && facts.classes[closure.fn.cls]!.paramProps.length > 0 && !m.obj(home.cls).cls!.superClass) initialiseFields(m, home.cls, thisValue);
}
