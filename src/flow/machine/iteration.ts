import { isIndex } from '../domain/content.js';
import { addLabels, BOTTOM, constant, isBottom, join, ofKinds, UNDEFINED, UNKNOWN, unknownWith, type Value } from '../domain/value.js';
import { Kind } from '../../types/shape.js';
import { throughPassage } from './boundary.js';
import { callValue } from './calls.js';
import { materialisedElements } from './declared-objects.js';
import { runGenerator } from './generators.js';
import { instanceElements } from './library.js';
import type { Machine } from './machine.js';
import type { Site } from './objects.js';
import { getProperty } from './properties.js';
import { anyElement, knownElements } from './elements.js';
import { entriesOf } from './collections.js';
import { awaited } from './async.js';

/** What iterating over a value gives: all elements in order where they are known, else their join. */
export interface Elements {
  readonly known: readonly Value[] | undefined;
  readonly any: Value;
  indexed(i: number): Value;
}

function elements(known: readonly Value[] | undefined, any: Value, indexed?: (i: number) => Value): Elements {
  return { known, any, indexed: indexed ?? ((i) => (known ? (known[i] ?? UNDEFINED) : any)) };
}

/** Elements of any iterable: array, string, Map, Set, generator, an object with an iterator method. */
export function iterate(m: Machine, value: Value, site: Site): Elements {
  const parts: Elements[] = value.refs.map((ref) => passedElements(value, elementsOf(m, ref, site)));
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
  return elements(parts.length === 0 ? [] : undefined, any, (i) => parts.reduce((v, p) => join(v, p.indexed(i)), BOTTOM));
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

function elementsOf(m: Machine, ref: number, site: Site): Elements {
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
      return fromList(runGenerator(m, ref));
    case 'instance':
      return elements(undefined, instanceElements(m, ref, site));
    case 'external':
    case 'declared':
      return elements(undefined, materialisedElements(m, ref, site));
    case 'object': {
      const method = getProperty(m, { labels: [], consts: [], kinds: 0, refs: [ref], unknown: false }, '@@iterator', site);
      const asyncMethod = getProperty(m, { labels: [], consts: [], kinds: 0, refs: [ref], unknown: false }, '@@asyncIterator', site);
      const found = method.refs.length > 0 ? method : asyncMethod;
      if (found.refs.length > 0) return byProtocol(m, ref, found, site);
      const c = m.content(ref);
      return elements(undefined, c.inside.length > 0 ? unknownWith(c.inside) : [...c.props].some(([n]) => isIndex(n)) ? anyElement(m, ref) : UNDEFINED);
    }
    default:
      return elements([], BOTTOM);
  }
}

function fromList(list: { readonly known: readonly Value[] | undefined; readonly any: Value }): Elements {
  return elements(list.known, list.any);
}

/** Calls the iterator method, and `next` until it is done or nothing new comes. */
function byProtocol(m: Machine, ref: number, method: Value, site: Site): Elements {
  const self: Value = { labels: [], consts: [], kinds: 0, refs: [ref], unknown: false };
  const iterator = callValue(m, method, self, { list: [] }, site);
  if (iterator.refs.length === 1 && m.obj(iterator.refs[0]!).kind === 'generator') return fromList(runGenerator(m, iterator.refs[0]!));
  if (iterator.refs.length > 0 && iterator.refs.every((r) => m.obj(r).kind === 'array' || m.obj(r).kind === 'generator')) return iterate(m, iterator, site);
  const known: Value[] = [];
  let any = BOTTOM;
  for (let i = 0; i < 16 && m.st; i++) {
    const result = m.within(`next${i}`, false, () => awaited(m, callValue(m, getProperty(m, iterator, 'next', site), iterator, { list: [] }, site), site));
    const done = getProperty(m, result, 'done', site);
    const value = getProperty(m, result, 'value', site);
    const ends = done.consts.length === 1 && done.kinds === 0 && !done.unknown;
    if (ends && done.consts[0] === true) return elements(known, any);
    known.push(value);
    any = join(any, value);
    if (!ends) return elements(undefined, any);
  }
  return elements(undefined, join(any, any.labels.length > 0 ? any : UNKNOWN));
}
