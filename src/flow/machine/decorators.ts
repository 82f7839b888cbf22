import type { ClassMember, Expr } from '../../facts/ir.js';
import { EMPTY, slot, withSlot, type Slot } from '../domain/content.js';
import { BOTTOM, constant, isBottom, reference, references, UNDEFINED, type Ref, type Value } from '../domain/value.js';
import { callValue, plainArgs } from './calls.js';
import { evaluate } from './expressions.js';
import type { Machine } from './machine.js';
import type { ClassInfo, Site } from './objects.js';
import { getProperty } from './properties.js';
import { setProperty } from './property-writes.js';

/** What decorators leave for each new instance: by a member's name, what its initial value goes through; and what runs first. */
export interface Decorated {
  readonly initialisers: Map<string, readonly Value[]>;
  readonly first: Value[];
}

type Kind = 'class' | 'method' | 'get' | 'set' | 'field' | 'accessor';

/** Which of the two kinds of decorators a function is; undefined: it can be either. */
function isLegacy(m: Machine, decorator: Value, kind: Kind): boolean | undefined {
  for (const r of decorator.refs) {
    const c = m.obj(r).closure;
    // Libraries' decorators are of the older kind.
    if (!c) return true;
    const { params } = c.fn;
    const second = params[1];
    if (params.some((p) => p.type?.k === 'ref' && p.type.name.endsWith('DecoratorContext'))) return false;
    if (params.length === 3) return true;
    if (!second || kind === 'class') return kind === 'class' ? params.length < 2 : undefined;
    const name = second.target.k === 'pvar' ? c.facts.bindings[second.target.v]!.name : '';
    if (/^c(?:on)?te?xt$/i.test(name)) return false;
    if (/key|name|prop/i.test(name)) return true;
    if (kind !== 'field') return false;
  }
  return undefined;
}

/** The functions that a decorator can be. */
function known(m: Machine, decorator: Value): Value {
  return { ...decorator, refs: decorator.refs.filter((r) => ['function', 'native'].includes(m.obj(r).kind)), unknown: false, kinds: 0, consts: [] };
}

function replacing(m: Machine, result: Value): Value {
  return { ...result, refs: result.refs.filter((r) => ['function', 'native', 'class', 'object'].includes(m.obj(r).kind)), consts: [], kinds: 0, unknown: false };
}

interface Target {
  readonly kind: Kind;
  readonly name: string;
  readonly home: Ref;
  readonly cls: Ref;
  readonly static: boolean;
  readonly decorated: Decorated;
  readonly site: Site;
}

/** What a class and its decorators share, under `Symbol.metadata`; that of a derived class inherits from its base's. */
function metadataOf(m: Machine, cls: Ref): Value {
  const known = m.slot(cls, METADATA);
  if (known) return known.v;
  const made = m.alloc('object', m.obj(cls).site, EMPTY, {}, 'metadata');
  const bases = (m.slot(cls, '!proto')?.v.refs ?? []).flatMap((r) => m.slot(r, METADATA)?.v.refs ?? []);
  if (bases.length > 0) m.setContent(made, withSlot(EMPTY, '!proto', slot(references(bases))));
  m.setSlot(cls, METADATA, slot(reference(made)));
  return reference(made);
}

const METADATA = '@@metadata';

/** The second argument of a standard decorator. */
function contextOf(m: Machine, t: Target): Value {
  const { site } = t;
  const o = reference(m.alloc('object', site, EMPTY, {}, `context ${t.name}`));
  const put = (name: string, v: Value): void => setProperty(m, o, name, v, site);
  put('kind', constant(t.kind === 'get' ? 'getter' : t.kind === 'set' ? 'setter' : t.kind));
  put('name', constant(t.name));
  put('static', constant(t.static));
  put('private', constant(t.name.startsWith('#')));
  put('metadata', metadataOf(m, t.cls));
  const native = (name: string, call: (mm: Machine, args: readonly Value[]) => Value): Value =>
    reference(m.alloc('native', site, EMPTY, { native: { name, call: (mm, c) => call(mm, c.args.list.map((a) => a.v)) } }, `${name} ${t.name}`));
  put('addInitializer', native('addInitializer', (_mm, [f]) => {
    if (f) t.decorated.first.push(f);
    return UNDEFINED;
  }));
  const access = reference(m.alloc('object', site, EMPTY, {}, `access ${t.name}`));
  setProperty(m, access, 'get', native('get', (mm, [self]) => getProperty(mm, self ?? UNDEFINED, t.name, site)), site);
  setProperty(m, access, 'set', native('set', (mm, [self, v]) => (setProperty(mm, self ?? UNDEFINED, t.name, v ?? UNDEFINED, site), UNDEFINED)), site);
  put('access', access);
  return o;
}

/** Decorators are evaluated first to last, and applied last to first. */
function applied(m: Machine, decorators: readonly Expr[] | undefined, apply: (decorator: Value) => void): void {
  const values = (decorators ?? []).map((d) => evaluate(m, d));
  for (const v of values.reverse()) {
    const f = known(m, v);
    if (f.refs.length > 0 && m.st) apply(f);
  }
}

/** A method or accessor function, as its decorators leave it. */
export function decorateFunction(m: Machine, member: ClassMember, f: Value, t: Target): Value {
  let out = f;
  applied(m, member.decorators, (d) => {
    if (isLegacy(m, d, t.kind)) {
      const part = t.kind === 'method' ? 'value' : t.kind;
      const descriptor = reference(m.alloc('object', t.site, EMPTY, {}, 'descriptor'));
      setProperty(m, descriptor, part, out, t.site);
      const result = replacing(m, callValue(m, d, UNDEFINED, plainArgs(t.site, reference(t.home), constant(t.name), descriptor), t.site));
      if (!m.st) return;
      const v = replacing(m, getProperty(m, result.refs.length > 0 ? result : descriptor, part, t.site));
      if (v.refs.length > 0) out = v;
    } else {
      const result = replacing(m, callValue(m, d, UNDEFINED, plainArgs(t.site, out, contextOf(m, t)), t.site));
      if (m.st && result.refs.length > 0) out = result;
    }
  });
  return out;
}

/** A field's decorators: what they return gets its initial value; older ones define what they like on the prototype. */
export function decorateField(m: Machine, member: ClassMember, t: Target): void {
  applied(m, member.decorators, (d) => {
    const legacy = isLegacy(m, d, 'field');
    if (legacy !== false) callValue(m, d, UNDEFINED, plainArgs(t.site, reference(t.home), constant(t.name), UNDEFINED), t.site);
    if (legacy === true || !m.st) return;
    const init = known(m, callValue(m, d, UNDEFINED, plainArgs(t.site, UNDEFINED, contextOf(m, t)), t.site));
    if (init.refs.length > 0) addInitialiser(t, init);
  });
}

function addInitialiser(t: Target, f: Value): void {
  const { initialisers } = t.decorated;
  initialisers.set(t.name, [f, ...(initialisers.get(t.name) ?? [])]);
}

/** Where an `accessor` keeps its value. */
export const storageOf = (name: string): string => `#accessor ${name}`;

/** `accessor name`, whose get and set can be replaced by its decorators. */
export function decorateAccessor(m: Machine, member: ClassMember, t: Target): Slot {
  const storage = storageOf(t.name);
  const native = (name: string, call: (mm: Machine, self: Value, v: Value) => Value): Value =>
    reference(m.alloc('native', t.site, EMPTY, { native: { name, call: (mm, c) => call(mm, c.thisValue, c.args.list[0]?.v ?? UNDEFINED) } }, `${name} accessor ${t.name}`));
  let get = native('get', (mm, self) => getProperty(mm, self, storage, t.site));
  let set = native('set', (mm, self, v) => (setProperty(mm, self, storage, v, t.site), UNDEFINED));
  applied(m, member.decorators, (d) => {
    const target = m.alloc('object', t.site, withSlot(withSlot(EMPTY, 'get', slot(get)), 'set', slot(set)), {}, `accessor ${t.name}`);
    const result = replacing(m, callValue(m, d, UNDEFINED, plainArgs(t.site, reference(target), contextOf(m, t)), t.site));
    if (!m.st || result.refs.length === 0) return;
    const part = (name: string): Value => known(m, getProperty(m, result, name, t.site));
    const [newGet, newSet, init] = [part('get'), part('set'), part('init')];
    if (newGet.refs.length > 0) get = newGet;
    if (newSet.refs.length > 0) set = newSet;
    if (init.refs.length > 0) addInitialiser({ ...t, name: storage }, init);
  });
  return slot(BOTTOM, { get, set });
}

/** Parameter decorators are called with the object, the method's name and the parameter's number. */
export function decorateParameters(m: Machine, fn: { readonly params: readonly { readonly decorators?: readonly Expr[] }[] }, home: Value, name: Value, site: Site): void {
  for (const [i, p] of fn.params.entries()) {
    applied(m, p.decorators, (d) => callValue(m, d, UNDEFINED, plainArgs(site, home, name, constant(i)), site));
  }
}

export function decorateClass(m: Machine, decorators: readonly Expr[], cls: Value, t: Target): Value {
  let out = cls;
  applied(m, decorators, (d) => {
    const args = isLegacy(m, d, 'class') ? [out] : [out, contextOf(m, t)];
    const result = replacing(m, callValue(m, d, UNDEFINED, plainArgs(t.site, ...args), t.site));
    if (m.st && result.refs.length > 0) out = result;
  });
  return out;
}

/** A field's initial value, after what its decorators returned. */
export function initialValue(m: Machine, info: ClassInfo, isStatic: boolean, name: string | null, v: Value, self: Value, site: Site): Value {
  let out = v;
  const { initialisers } = isStatic ? info.staticDecorated : info.decorated;
  for (const f of name === null ? [] : (initialisers.get(name) ?? [])) {
    if (!m.st) return BOTTOM;
    out = callValue(m, f, self, plainArgs(site, out), site);
  }
  return isBottom(out) && m.st ? UNDEFINED : out;
}

/** Runs what decorators added with `addInitializer`. */
export function runInitialisers(m: Machine, list: readonly Value[], self: Value, site: Site): void {
  for (const f of list) if (m.st) callValue(m, f, self, { list: [] }, site);
}
