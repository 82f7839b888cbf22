import type { Key, Pattern } from '../../facts/ir.js';
import { EMPTY, EMPTY_ARRAY, isEnumerable, isInternal, slot, withSlot, type Content } from '../domain/content.js';
import { joinLabels } from '../domain/taint.js';
import { addLabels, BOTTOM, isBottom, join, reference, UNDEFINED, UNKNOWN, unknownWith, withLabels, type Ref, type Value } from '../domain/value.js';
import { handedIn, throughPassage } from './boundary.js';
import { conformVariable } from './declared.js';
import { readLabelled } from './declared-objects.js';
import { evaluate } from './expressions.js';
import { iterate } from './iteration.js';
import { builtin } from './library.js';
import type { Machine } from './machine.js';
import { assignExports } from './modules.js';
import type { Obj, Site } from './objects.js';
import { textOf } from './operators.js';
import { getProperty, keyName, nameInClass, readStep } from './properties.js';
import { setProperty, setThrough } from './property-writes.js';
import { ownContent } from './proxies.js';
import { pushElement } from './elements.js';
import { checkStore } from './storing.js';
import { Kind } from '../../types/shape.js';

/** Assigns `value` to a pattern. `declare`: its variables are declared here, else they are written. */
export function bind(m: Machine, p: Pattern, value: Value, mode: 'declare' | 'assign'): void {
  if (!m.st) return;
  switch (p.k) {
    case 'pvar':
      if (mode === 'assign' && m.frame.facts.bindings[p.v]!.kind === 'const') return m.raise(UNKNOWN);
      m.writeVar(m.frame.env, p.v, conformVariable(m, p.v, value));
      return;
    case 'pglobal':
      if (p.name === 'exports' && m.frame.facts.style === 'cjs') return assignExports(m, m.frame.facts.file, value);
      setProperty(m, reference(builtin(m, 'globalThis')), p.name, value, m.site(p));
      return;
    case 'pmember': {
      const obj = evaluate(m, p.obj);
      const key = keyOf(m, p.key);
      if (!m.st) return;
      if (p.obj.k === 'super') return setThrough(m, obj, m.frame.thisValue, key.name, value, m.site(p));
      for (const name of key.names ?? [key.name]) setProperty(m, obj, name, checkStore(m, obj, name, value, m.site(p)), m.site(p), key.labels);
      return;
    }
    case 'pdefault': {
      const d = withDefault(m, value, () => evaluate(m, p.value));
      bind(m, p.target, d, mode);
      return;
    }
    case 'pobject':
      bindObject(m, p, value, mode);
      return;
    case 'parray':
      bindArray(m, p, value, mode);
  }
}

/** The value, or the default where it is undefined. */
export function withDefault(m: Machine, value: Value, fallback: () => Value): Value {
  const absent = value.unknown || (value.kinds & Kind.undefined) !== 0 || value.consts.includes(undefined);
  if (!absent) return value;
  const rest: Value = { ...value, consts: value.consts.filter((c) => c !== undefined), kinds: value.kinds & ~Kind.undefined };
  if (isBottom(rest)) return fallback();
  return m.branch(() => rest, fallback);
}

/** A private name is another one in each class that declares it: the innermost class around the running code does. */
function privateName(m: Machine, name: string): string {
  const { facts, closure } = m.frame;
  for (let i = closure?.index ?? 0; i > 0; i = facts.functions[i]!.parent) {
    const { cls } = facts.functions[i]!;
    if (cls !== undefined && facts.classes[cls]!.members.some((x) => 'name' in x.key && x.key.name === name)) return nameInClass(name, facts.file, cls);
  }
  return name;
}

export function keyOf(m: Machine, key: Key): ReturnType<typeof keyName> {
  if ('name' in key) return { name: key.name.startsWith('#') ? privateName(m, key.name) : key.name, labels: [] };
  return propertyKey(m, evaluate(m, key.expr), m.site(key.expr));
}

/** The name that a value is as a property's key: an object's is its text, a symbol's its own. */
export function propertyKey(m: Machine, v: Value, site: Site): ReturnType<typeof keyName> {
  return keyName(v.refs.length > 0 && v.refs.every((r) => !isSymbol(m, r)) ? textOf(m, v, site) : v);
}

/** A symbol, or something from outside that can be one: its identity is the key. */
function isSymbol(m: Machine, ref: Ref): boolean {
  return ['external', 'builtin', 'declared'].includes(m.obj(ref).kind) || m.slot(ref, '!symbol') !== undefined;
}

function bindObject(m: Machine, p: Extract<Pattern, { k: 'pobject' }>, value: Value, mode: 'declare' | 'assign'): void {
  const taken: string[] = [];
  for (const prop of p.props) {
    const key = keyOf(m, prop.key);
    if (!m.st) return;
    let v = BOTTOM;
    for (const name of key.names ?? [key.name]) {
      v = join(v, readStep(getProperty(m, value, name, m.site(prop)), name, m.site(prop)));
      if (name !== null) taken.push(name);
    }
    bind(m, prop.target, v, mode);
  }
  if (p.rest) bind(m, p.rest, restObject(m, p.rest, value, taken), mode);
}

function restObject(m: Machine, p: Pattern, value: Value, taken: readonly string[]): Value {
  const ref = m.alloc('object', m.site(p), EMPTY, {}, 'rest');
  copyProperties(m, value, ref, taken);
  return reference(ref);
}

/** Copies own properties into an object, as spread and `Object.assign` do. */
export function copyProperties(m: Machine, from: Value, to: number, except: readonly string[] = []): void {
  let target = m.content(to);
  const before = target;
  const sources = from.refs.map((r) => m.obj(r));
  // A whole copy of what was handed over takes all of it: what is in it came in where it was handed over.
  const through = (v: Value): Value => (from.passage ? throughPassage(from.passage, withLabels(v, handedIn(m, from.passage, v.labels))) : v);
  let merged: Content | undefined;
  for (const o of sources) {
    if (o.kind === 'declared') readLabelled(m, o.id);
    const c = ownContent(m, o.id);
    let next = before;
    for (const [name, s] of c.props) {
      if (!isEnumerable(c, name) || except.includes(name)) continue;
      const v = through(s.get ? getProperty(m, reference(o.id), name, o.site) : s.v);
      const old = next.props.get(name);
      next = withSlot(next, name, s.maybe && old ? { v: join(old.v, v) } : s.maybe ? { v, maybe: true } : { v: addLabels(v, from.labels), ...(s.keyLabels && { keyLabels: s.keyLabels }) });
    }
    next = { ...next, rest: join(next.rest, through(c.rest)), restKeys: join(next.restKeys, c.restKeys) };
    if (o.kind === 'declared' || o.kind === 'external' || o.kind === 'instance') {
      if (from.labels.length > 0) next = coverLabelled(m, next, o, through(unknownWith(from.labels)), except);
      next = inheritDeclared(next, through(reference(o.id)), except);
    }
    if (o.kind !== 'external') next = { ...next, inside: joinLabels(next.inside, from.passage ? handedIn(m, from.passage, c.inside) : c.inside) };
    merged = merged ? joinContents(merged, next) : next;
  }
  target = merged ?? before;
  if (from.unknown) {
    if (merged) target = joinContents(target, before);
    target = { ...target, rest: join(target.rest, through(UNKNOWN)) };
  }
  if (from.labels.length > 0 && from.refs.length === 0) target = { ...target, rest: addLabels(join(target.rest, UNKNOWN), from.labels) };
  m.setContent(to, target);
}

/** What a value from outside that is labelled as a whole has under any name, it gives its copy: beside what stands there, or in place of it. */
function coverLabelled(m: Machine, c: Content, o: Obj, member: Value, except: readonly string[]): Content {
  let out = c;
  for (const [name, s] of c.props) {
    if (isInternal(name) || except.includes(name) || m.content(o.id).props.has(name)) continue;
    const known = o.shape?.k === 'object' || o.shape?.k === 'class' ? o.shape : undefined;
    if (!known || known.member(name)) out = withSlot(out, name, { ...s, v: join(s.v, member) });
  }
  return { ...out, rest: join(out.rest, member) };
}

/** Members of a value from outside that were not read yet are found through it: it becomes the copy's prototype. */
function inheritDeclared(c: Content, from: Value, except: readonly string[]): Content {
  const old = c.props.get('!proto')?.v;
  const without = except.reduce((all, name) => (all.props.has(name) ? all : withSlot(all, name, slot(UNDEFINED))), c);
  return withSlot(without, '!proto', { v: old ? join(old, from) : from });
}

/** What one copy or the other holds; what only one of them has is perhaps there. */
function joinContents(a: Content, b: Content): Content {
  let out = a;
  for (const [name, s] of a.props) if (!s.maybe && !isInternal(name) && !b.props.has(name)) out = withSlot(out, name, { ...s, maybe: true });
  for (const [name, s] of b.props) {
    const old = out.props.get(name);
    out = withSlot(out, name, old ? { ...old, v: join(old.v, s.v) } : { ...s, maybe: true });
  }
  return { ...out, rest: join(out.rest, b.rest), restKeys: join(out.restKeys, b.restKeys) };
}

function bindArray(m: Machine, p: Extract<Pattern, { k: 'parray' }>, value: Value, mode: 'declare' | 'assign'): void {
  const items = iterate(m, value, m.site(p), p.rest ? undefined : p.elems.length);
  for (const [i, target] of p.elems.entries()) {
    if (!target || !m.st) continue;
    const v = items.known ? (items.known[i] ?? UNDEFINED) : join(items.indexed(i), UNDEFINED);
    bind(m, target, v, mode);
  }
  if (!p.rest || !m.st) return;
  const ref = m.alloc('array', m.site(p.rest), EMPTY_ARRAY, {}, 'rest');
  if (items.known) for (const v of items.known.slice(p.elems.length)) pushElement(m, ref, v);
  else m.setContent(ref, { ...m.content(ref), rest: items.any, length: undefined });
  bind(m, p.rest, reference(ref), mode);
}
