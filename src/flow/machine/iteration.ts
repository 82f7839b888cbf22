import { pairElements } from './pairs.js';
import { Bounds } from '../bounds.js';
import { EMPTY, isIndex, slot, withSlot } from '../domain/content.js';
import { addLabels, BOTTOM, constant, isBottom, join, NUMBER, ofKinds, onlyRef, reference, truth, UNDEFINED, UNKNOWN, unknownWith, type Ref, type Value } from '../domain/value.js';
import { Kind } from '../../types/shape.js';
import { throughPassage } from './boundary.js';
import { callValue, plainArgs } from './calls.js';
import { materialisedElements } from './declared-objects.js';
import { remaining } from './list-iterators.js';
import { instanceElements } from './library.js';
import type { Machine } from './machine.js';
import type { Mode, Site, Stepped } from './objects.js';
import { getProperty } from './properties.js';
import { start, streamData } from './streams.js';
import { anyElement, knownElements } from './elements.js';
import { entriesOf } from './collections.js';
import { awaited } from './async.js';

/** What iterating over a value gives: all elements in order where they are known, else their join. */
export interface Elements {
  readonly known: readonly Value[] | undefined;
  /** How many there are at most, where it is one of several lists: what `indexed` gives past the end of one is undefined. */
  readonly atMost?: number | undefined;
  readonly any: Value;
  indexed(i: number): Value;
}

function elements(known: readonly Value[] | undefined, any: Value, indexed?: (i: number) => Value): Elements {
  return { known, any, indexed: indexed ?? ((i) => (known ? (known[i] ?? UNDEFINED) : any)) };
}

/** Elements of any iterable: array, string, Map, Set, generator, an object with an iterator method. No more than `limit` are asked for. */
export function iterate(m: Machine, value: Value, site: Site, limit: number = Bounds.iteratorElements): Elements {
  const parts: Elements[] = value.refs.map((ref) => passedElements(value, elementsOf(m, ref, site, limit)));
  if (value.consts.length > 0 || value.kinds & Kind.string) parts.push(ofString(value));
  if (value.unknown) parts.push(elements(undefined, unknownWith(value.labels)));
  if (parts.length === 1) {
    const p = parts[0]!;
    if (value.labels.length === 0) return p;
    return elements(p.known?.map((v) => addLabels(v, value.labels)), addLabels(p.any, value.labels), (i) => addLabels(p.indexed(i), value.labels));
  }
  let any = BOTTOM;
  for (const p of parts) any = join(any, p.any);
  any = addLabels(any, value.labels);
  const all = elements(parts.length === 0 ? [] : undefined, any, (i) => parts.reduce((v, p) => join(v, p.indexed(i)), BOTTOM));
  return parts.every((p) => p.known) ? { ...all, atMost: Math.max(...parts.map((p) => p.known!.length)) } : all;
}

function passedElements(from: Value, e: Elements): Elements {
  const p = from.passage;
  if (!p) return e;
  return elements(e.known?.map((v) => throughPassage(p, v)), throughPassage(p, e.any), (i) => throughPassage(p, e.indexed(i)));
}

function ofString(v: Value): Elements {
  const text = v.consts.length === 1 && v.kinds === 0 && typeof v.consts[0] === 'string' ? v.consts[0] : undefined;
  if (text !== undefined && text.length <= 64) {
    const chars = Array.from(text, (c) => constant(c, v.labels));
    return elements(chars, chars.reduce(join, BOTTOM));
  }
  if (v.kinds === 0 && v.consts.every((c) => typeof c !== 'string')) return elements([], BOTTOM);
  return elements(undefined, ofKinds(Kind.string, v.labels));
}

function elementsOf(m: Machine, ref: Ref, site: Site, limit: number): Elements {
  const o = m.obj(ref);
  switch (o.kind) {
    case 'array': {
      const known = knownElements(m, ref);
      return elements(known, anyElement(m, ref), (i) => {
        const c = m.content(ref);
        const s = c.props.get(String(i));
        return s ? join(s.v, s.maybe || !isBottom(c.rest) ? c.rest : BOTTOM) : join(c.rest, c.inside.length ? unknownWith(c.inside) : BOTTOM);
      });
    }
    case 'map':
    case 'set':
      return fromList(entriesOf(m, ref, o.kind === 'map' ? 'entries' : 'values', site));
    case 'generator':
      return fromIterator(m, ref, site, limit);
    case 'instance': {
      start(m, ref, site);
      const data = streamData(m, ref);
      if (data) return elements(undefined, data);
      const pairs = pairElements(m, ref, 'entries', site);
      return pairs ? fromList(pairs) : elements(undefined, orSome(instanceElements(m, ref, site), /^(?:\w+Array|Buffer)$/.test(o.path ?? '') ? NUMBER : UNKNOWN));
    }
    case 'builtin':
      return elements(undefined, orSome(m.content(ref).rest, UNKNOWN));
    case 'external':
    case 'declared':
      return elements(undefined, materialisedElements(m, ref, site));
    case 'object': {
      const iterator = openIterator(m, reference(ref), site);
      if (!m.st) return elements([], BOTTOM);
      if (iterator) return iterator.refs.length === 1 && m.obj(iterator.refs[0]!).kind === 'generator' ? fromIterator(m, iterator.refs[0]!, site, limit) : drained(m, iterator, site, limit);
      const c = m.content(ref);
      return elements(undefined, c.inside.length > 0 ? unknownWith(c.inside) : [...c.props].some(([n]) => isIndex(n)) ? anyElement(m, ref) : UNDEFINED);
    }
    default:
      return elements([], BOTTOM);
  }
}

/** A collection from outside of which nothing is known has elements all the same: the loop over it runs. */
function orSome(any: Value, some: Value): Value {
  return isBottom(any) ? { ...some, labels: any.labels } : any;
}

function fromIterator(m: Machine, ref: Ref, site: Site, limit: number): Elements {
  const rest = remaining(m, ref);
  return rest ? elements(rest.known, rest.any) : drained(m, reference(ref), site, limit);
}

function fromList(list: { readonly known: readonly Value[] | undefined; readonly any: Value }): Elements {
  return elements(list.known, list.any);
}

/** The iterator of a value whose elements come one by one, as code makes them; undefined: a collection. */
export function openIterator(m: Machine, value: Value, site: Site, async = false): Value | undefined {
  const { refs } = value;
  if (refs.length === 0 || value.unknown || value.kinds !== 0 || value.consts.length > 0 || value.passage) return undefined;
  if (refs.every((r) => m.obj(r).kind === 'generator' && !remaining(m, r))) return value;
  if (refs.length > 1 || !iterableObject(m, refs[0]!)) return undefined;
  const method = methodOf(m, refs[0]!, site, async);
  if (!method) return undefined;
  const iterator = callValue(m, method, reference(refs[0]!), { list: [] }, site);
  if (!m.st) return undefined;
  return addLabels(iterator, value.labels);
}

function iterableObject(m: Machine, ref: Ref): boolean {
  const { kind } = m.obj(ref);
  return kind === 'object' || kind === 'class' || kind === 'function';
}

function methodOf(m: Machine, ref: Ref, site: Site, async: boolean): Value | undefined {
  for (const name of async ? ['@@asyncIterator', '@@iterator'] : ['@@iterator', '@@asyncIterator']) {
    const f = getProperty(m, reference(ref), name, site);
    if (f.refs.length > 0) return f;
  }
  return undefined;
}

/** What the iterator's method gives: an object with `value` and `done`, or a promise of one. */
export function nextResult(m: Machine, iterator: Value, site: Site, mode: Mode = 'next', sent: Value = UNDEFINED): Value {
  const f = getProperty(m, iterator, mode, site);
  if (!m.st) return BOTTOM;
  const callable = f.refs.length > 0 || f.unknown;
  if (mode === 'return' && !callable) return iteratorResult(m, { value: BOTTOM, end: sent }, site);
  return addLabels(callValue(m, f, iterator, sent === UNDEFINED ? { list: [] } : plainArgs(site, sent), site), iterator.labels);
}

/** One step of an iterator: the element, what comes with the end, and whether there can be the one and the other. */
export interface Asked extends Stepped {
  readonly on: boolean;
  readonly off: boolean;
}

/** One step of an iterator that is run without turns of the event loop. */
export function advance(m: Machine, iterator: Value, site: Site, mode: Mode = 'next', sent: Value = UNDEFINED): Asked {
  const ref = iterator.refs[0];
  const own = iterator.refs.length === 1 && !iterator.unknown && ref !== undefined ? m.obj(ref).iterator : undefined;
  if (!own || own.async || m.slot(ref!, mode) !== undefined) return readResult(m, awaited(m, nextResult(m, iterator, site, mode, sent), site), site);
  const s = own.step(m, ref!, mode, sent, site);
  const [value, end] = [s.value, s.end].map((v) => addLabels(v, iterator.labels)) as [Value, Value];
  return { value, end, on: m.st !== null && !isBottom(value), off: m.st !== null && !isBottom(end) };
}

/** What the result says; of several, each speaks for itself. */
export function readResult(m: Machine, result: Value, site: Site): Asked {
  let [value, end] = [BOTTOM, BOTTOM];
  let [on, off] = [false, false];
  const parts = result.refs.length > 1 && !result.unknown && result.refs.every((r) => m.obj(r).kind === 'object') ? result.refs.map((r) => onlyRef(result, r)) : [result];
  for (const part of parts) {
    if (!m.st) break;
    const t = truth(getProperty(m, part, 'done', site));
    const v = getProperty(m, part, 'value', site);
    if (t.no) value = join(value, v);
    if (t.yes) end = join(end, v);
    on ||= t.no;
    off ||= t.yes;
  }
  return m.st ? { value, end, on, off } : { value: BOTTOM, end: BOTTOM, on: false, off: false };
}

/** Tells an iterator that no more is asked of it. */
export function closeIterator(m: Machine, iterator: Value, site: Site): Value {
  return nextResult(m, iterator, site, 'return');
}

/** The object with `value` and `done`: one that has an element, one that is the end, or either. */
export function iteratorResult(m: Machine, s: Stepped, site: Site): Value {
  const made = (v: Value, done: boolean): Value =>
    isBottom(v) ? BOTTOM : reference(m.alloc('object', site, withSlot(withSlot(EMPTY, 'value', slot(v)), 'done', slot(constant(done))), {}, done ? 'iterator end' : 'iterator result'));
  return join(made(s.value, false), made(s.end, true));
}

/** Runs an iterator to its end, or until it has given `limit` elements. */
function drained(m: Machine, iterator: Value, site: Site, limit: number): Elements {
  const known: Value[] = [];
  let any = BOTTOM;
  let sure = true;
  const one = (i: number): boolean => {
    const r = m.within(sure ? `next${i}` : 'next*', !sure, () => advance(m, iterator, site));
    if (!m.st || !r.on) return false;
    const value = awaited(m, r.value, site);
    if (r.off) sure = false;
    known.push(value);
    any = join(any, value);
    return true;
  };
  for (let i = 0; i < limit && m.st && sure; i++) if (!one(i)) return elements(known, any);
  if (sure && known.length === limit && limit < Bounds.iteratorElements) {
    if (m.st) awaited(m, closeIterator(m, iterator, site), site);
    return elements(known, any);
  }
  for (let i = 0; m.st; i++) {
    const before = any;
    sure = false;
    m.branch(() => (one(i), UNDEFINED), () => UNDEFINED);
    if (any === before && i > 0) break;
    if (i < Bounds.fixpointPasses) continue;
    m.limit('bound', `an iterator whose elements still change after ${Bounds.fixpointPasses} joined passes is not followed further`, site);
    break;
  }
  return elements(undefined, any);
}
