import { Kind } from '../../../types/shape.js';
import { EMPTY, EMPTY_ARRAY, isIndex, nameLabels, slot, withSlot, type Content } from '../../domain/content.js';
import { joinLabels, type Labels } from '../../domain/taint.js';
import { addLabels, BOTTOM, isBottom, join, ofKinds, reference, UNKNOWN, unknownWith, type Ref, type Value } from '../../domain/value.js';
import { awaited, fulfil } from '../async.js';
import { entriesOf } from '../collections.js';
import { materialisedElements } from '../declared-objects.js';
import { noExit } from '../frame.js';
import { classValue } from '../instances.js';
import { iterate } from '../iteration.js';
import type { Machine } from '../machine.js';
import type { ObjKind, Site } from '../objects.js';
import { getProperty } from '../properties.js';
import { setProperty } from '../property-writes.js';
import { ERROR } from '../settling.js';
import type { Place, Step } from './plan.js';

/** Labels that an object now holds somewhere inside. */
export function addInside(m: Machine, ref: Ref, labels: Labels): void {
  if (!m.st || labels.length === 0) return;
  const c = m.content(ref);
  m.setContent(ref, { ...c, inside: joinLabels(c.inside, labels) });
}

/** Name of the slot that a step reaches, as content and listeners know it. */
export function slotName(step: Step): string {
  return step.k === 'property' ? (step.name.startsWith('@') ? `!${step.name}` : step.name) : step.k;
}

/** The object keeps its elements as one: neither an array nor another collection of the language. */
export function isHolder(kind: ObjKind): boolean {
  return kind === 'instance' || kind === 'native' || kind === 'external' || kind === 'builtin';
}

export function readStep(m: Machine, v: Value, step: Step, site: Site): Value {
  switch (step.k) {
    case 'property':
      return step.name.startsWith('@') ? hidden(m, v, `!${step.name}`) : property(m, v, step.name, site);
    case 'element':
      return elements(m, v, site);
    case 'any':
      return getProperty(m, v, null, site);
    case 'await':
      return fulfilled(m, v, site);
    case 'caught':
      return failed(m, v, site);
    case 'key':
    case 'value':
      return entries(m, v, step.k, site);
    default:
      return BOTTOM;
  }
}

function hidden(m: Machine, v: Value, name: string): Value {
  let out = BOTTOM;
  if (name === '!@instance') return instances(m, v);
  for (const r of v.refs) out = join(out, m.slot(r, name)?.v ?? BOTTOM);
  return out;
}

/** What comes from outside as an instance of a class of the program: a row of an entity. */
function instances(m: Machine, v: Value): Value {
  let out = BOTTOM;
  for (const r of v.refs) {
    const { cls } = m.obj(r);
    if (cls && m.st) out = join(out, classValue(m, cls.facts.file, cls.index) ?? BOTTOM);
  }
  return out;
}

/** What models left in an instance is read as it is: its own properties may be described by models that read them. */
function property(m: Machine, v: Value, name: string, site: Site): Value {
  const instances = v.refs.filter((r) => m.obj(r).kind === 'instance');
  const others: Value = { ...v, refs: v.refs.filter((r) => !instances.includes(r)) };
  let out = isBottom(others) ? BOTTOM : getProperty(m, others, name, site);
  for (const r of instances) {
    const c = m.content(r);
    out = join(out, c.props.get(name)?.v ?? (c.inside.length > 0 ? unknownWith(c.inside) : BOTTOM));
  }
  return isBottom(out) ? out : addLabels(out, v.labels);
}

function elements(m: Machine, v: Value, site: Site): Value {
  const holders = v.refs.filter((r) => isHolder(m.obj(r).kind));
  let out = BOTTOM;
  for (const r of holders) {
    const c = m.content(r);
    out = join(out, c.rest);
    if (m.obj(r).kind === 'external') out = join(out, materialisedElements(m, r, site));
    else if (c.inside.length > 0) out = join(out, unknownWith(c.inside));
  }
  const others: Value = { ...v, refs: v.refs.filter((r) => !holders.includes(r)) };
  if (!isBottom(others)) out = join(out, iterate(m, others, site).any);
  return isBottom(out) ? out : addLabels(out, v.labels);
}

/** Unlike the program's own `await`, one that never settles or fails ends nothing here. */
export function fulfilled(m: Machine, v: Value, site: Site): Value {
  const before = m.st;
  if (!before) return BOTTOM;
  m.frame.catches.push(noExit());
  const out = awaited(m, v, site);
  m.frame.catches.pop();
  if (m.st) return out;
  m.st = before;
  return BOTTOM;
}

/** What promises may be rejected with. */
function failed(m: Machine, v: Value, site: Site): Value {
  fulfilled(m, v, site);
  return m.st ? v.refs.reduce((out, r) => (m.obj(r).kind === 'promise' ? join(out, m.slot(r, ERROR)?.v ?? BOTTOM) : out), BOTTOM) : BOTTOM;
}

function entries(m: Machine, v: Value, what: 'key' | 'value', site: Site): Value {
  let out = BOTTOM;
  for (const r of v.refs) {
    const kind = m.obj(r).kind;
    if (kind === 'map' || kind === 'set') out = join(out, entriesOf(m, r, what === 'key' ? 'keys' : 'values', site).any);
    else if (what === 'value') out = join(out, getProperty(m, reference(r), null, site));
    else out = join(out, namesOf(m.content(r)));
  }
  return v.unknown || v.labels.length > 0 ? join(out, unknownWith(v.labels)) : out;
}

/** Names of properties, with the labels of those that were computed. */
function namesOf(c: Content): Value {
  return ofKinds(Kind.string, joinLabels(nameLabels(c), c.inside));
}

/** Fulfils a promise with the value, or with it too: each edge of a model that ends there tells one of the values that it can have. */
export function contribute(m: Machine, ref: Ref, v: Value, site: Site): void {
  const c = m.content(ref);
  const old = c.props.get('!value');
  const isPromise = v.refs.some((r) => m.obj(r).kind === 'promise');
  if (old && !isPromise) m.setContent(ref, withSlot(c, '!value', { ...old, v: join(old.v, v) }));
  else fulfil(m, ref, v, site);
}

/** Adds a value to what the object holds at the step; true: it holds something new. */
export function writeStep(m: Machine, ref: Ref, step: Step, v: Value, site: Site): boolean {
  if (!m.st) return false;
  const c = m.content(ref);
  const kind = m.obj(ref).kind;
  if (step.k === 'property') {
    const name = slotName(step);
    const old = c.props.get(name);
    if (!old && !name.startsWith('!') && kind !== 'instance') setProperty(m, reference(ref), name, v, site);
    else m.setContent(ref, withSlot(c, name, old ? { ...old, v: join(old.v, v) } : slot(v)));
  } else if (step.k === 'await') {
    if (kind === 'promise') contribute(m, ref, v, site);
    else addInside(m, ref, v.labels);
  } else if (step.k === 'caught') {
    const old = c.props.get(ERROR);
    if (kind === 'promise') m.setContent(ref, withSlot(c, ERROR, old ? { ...old, v: join(old.v, v) } : slot(v, { maybe: true })));
  } else if (step.k === 'key') {
    m.setContent(ref, { ...c, restKeys: join(c.restKeys, v) });
  } else {
    m.setContent(ref, { ...c, rest: join(c.rest, v), ...(kind === 'array' && { length: undefined }) });
  }
  return m.content(ref) !== c;
}

/** Kind and first content of an object that has what the children of a place name. */
export function containerOf(place: Place): { kind: ObjKind; content: Content } {
  const steps = [...place.children.values()].map((c) => c.step!);
  if (steps.some((s) => s.k === 'await' || s.k === 'caught')) return { kind: 'promise', content: EMPTY };
  if (steps.some((s) => s.k === 'element') || steps.some((s) => s.k === 'property' && isIndex(s.name))) return { kind: 'array', content: { ...EMPTY_ARRAY, length: undefined } };
  if (steps.some((s) => s.k === 'any' || s.k === 'key' || s.k === 'value')) return { kind: 'object', content: EMPTY };
  return { kind: 'object', content: OPEN };
}

/** Has other properties than those that are known. */
export const OPEN: Content = { ...EMPTY, rest: UNKNOWN };
