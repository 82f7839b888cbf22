import { Kind } from '../../types/shape.js';
import { blurred } from '../domain/content.js';
import { stepped } from '../domain/taint.js';
import { addLabels, BOOLEAN, BOTTOM, constant, join, NUMBER, ofKinds, reference, single, truth, UNDEFINED, type Ref, type Value } from '../domain/value.js';
import { argumentsFrom, callValue } from '../machine/calls.js';
import { iteratorOver, listIterator } from '../machine/list-iterators.js';
import { iterate } from '../machine/iteration.js';
import type { Obj } from '../machine/objects.js';
import type { Machine } from '../machine/machine.js';
import type { NativeCall, Natives } from '../machine/native.js';
import { compare, matchLabels, textOf } from '../machine/operators.js';
import { getProperty } from '../machine/properties.js';
import { pushElement } from '../machine/elements.js';
import { arg, given, joinValues, method } from './support.js';
import { borrowed, elementsLike } from './array-likes.js';
import { madeBy, ofSpecies } from './array-species.js';
import { elementOf, elementsOf, newArray, number, replace, scramble } from './array-elements.js';
import { filter, find, map, reduce, test, visit } from './array-callbacks.js';
import { concat, flat, flatMap } from './array-joins.js';

function slice(m: Machine, ref: Ref, call: NativeCall): Value {
  const known = elementsOf(m, ref, call);
  const [from, to] = [bound(call, 0, 0), bound(call, 1, Infinity)];
  if (known && from !== undefined && to !== undefined) return newArray(m, call, known.slice(from, to === Infinity ? undefined : to));
  return newArray(m, call, undefined, elementOf(m, ref, call));
}

function splice(m: Machine, ref: Ref, call: NativeCall): Value {
  const known = elementsOf(m, ref, call);
  const from = number(arg(call, 0));
  const count = given(call, 1) ? number(arg(call, 1)) : Infinity;
  const added = call.args.list.slice(2).map((a) => a.v);
  if (known && from !== undefined && count !== undefined && !call.args.rest) {
    const list = [...known];
    const removed = list.splice(from, count === Infinity ? list.length : count, ...added);
    replace(m, ref, list);
    return newArray(m, call, removed);
  }
  const any = elementOf(m, ref, call);
  scramble(m, ref, argumentsFrom(call.args, 2));
  return newArray(m, call, undefined, any);
}

function push(m: Machine, ref: Ref, call: NativeCall): Value {
  for (const a of call.args.list) pushElement(m, ref, stored(a.v, call));
  if (call.args.rest) scramble(m, ref, call.args.rest.v);
  const n = m.content(ref).length;
  return n === undefined ? NUMBER : constant(n);
}

function stored(v: Value, call: NativeCall): Value {
  return v.labels.length === 0 ? v : { ...v, labels: stepped(v.labels, call.site.file, call.site.s, call.site.e, 'stored in a collection') };
}

function take(end: 'first' | 'last') {
  return (m: Machine, ref: Ref, call: NativeCall): Value => {
    const known = elementsOf(m, ref, call);
    if (known && !m.obj(ref).several) {
      const list = [...known];
      const v = end === 'first' ? list.shift() : list.pop();
      replace(m, ref, list);
      return v ?? UNDEFINED;
    }
    const any = elementOf(m, ref, call);
    scramble(m, ref);
    return join(any, UNDEFINED);
  };
}

function joinText(m: Machine, ref: Ref, call: NativeCall): Value {
  const known = elementsOf(m, ref, call);
  const separator = given(call, 0) ? textOf(m, arg(call, 0), call.site) : constant(',');
  const parts = (known ?? [elementOf(m, ref, call)]).map((v) => (v.consts.every((c) => c === undefined || c === null) && v.kinds === 0 && v.refs.length === 0 && !v.unknown ? constant('') : textOf(m, v, call.site)));
  const labels = joinValues(parts).labels;
  const texts = known && parts.every((p) => p.consts.length === 1 && p.kinds === 0) && separator.consts.length === 1 && separator.kinds === 0;
  const all = addLabels(ofKinds(Kind.string, labels), parts.length > 1 || !known ? separator.labels : []);
  const out = texts ? constant(parts.map((p) => String(p.consts[0])).join(String(separator.consts[0])), all.labels) : all;
  return { ...out, labels: stepped(out.labels, call.site.file, call.site.s, call.site.e, 'joined to a string') };
}

function reorder(copy: boolean, order: (list: Value[]) => Value[] | undefined, calls = false) {
  return (m: Machine, ref: Ref, call: NativeCall): Value => {
    if (calls && given(call, 0)) {
      const any = elementOf(m, ref, call);
      m.branch(() => m.within('elements', true, () => callValue(m, { ...arg(call, 0), consts: [], kinds: 0 }, UNDEFINED, { list: [any, any].map((x) => ({ v: x, s: call.site.s, e: call.site.e })) }, call.site)), () => UNDEFINED);
    }
    const known = elementsOf(m, ref, call);
    const next = known && order([...known]);
    if (copy) return newArray(m, call, next, elementOf(m, ref, call));
    if (next) replace(m, ref, next);
    else scramble(m, ref);
    return reference(ref);
  };
}

/** As many elements as before, each of which can be any of them. */
function anyOrder(list: Value[]): Value[] {
  const any = joinValues(list);
  return list.map(() => any);
}

export function at(m: Machine, ref: Ref, call: NativeCall): Value {
  const i = number(arg(call, 0));
  const known = elementsOf(m, ref, call);
  if (i !== undefined && known) return known.at(i) ?? UNDEFINED;
  return join(elementOf(m, ref, call), UNDEFINED);
}

/** The answer to a question for an element, as matched. */
function matched(m: Machine, ref: Ref, call: NativeCall, found: Value): Value {
  return addLabels(found, matchLabels(elementOf(m, ref, call), arg(call, 0), call.site));
}

function answer(m: Machine, ref: Ref, call: NativeCall): Value {
  const known = elementsOf(m, ref, call);
  if (!known) return BOOLEAN;
  let maybe = false;
  for (const v of known) {
    const t = truth(compare(m, '===', v, arg(call, 0)));
    if (!t.no) return constant(true);
    maybe ||= t.yes;
  }
  return maybe ? BOOLEAN : constant(false);
}

function indexOf(m: Machine, ref: Ref, call: NativeCall, last = false): Value {
  const known = elementsOf(m, ref, call);
  if (!known || given(call, 1)) return NUMBER;
  const entries = [...known.entries()];
  for (const [i, v] of last ? entries.reverse() : entries) {
    const t = truth(compare(m, '===', v, arg(call, 0)));
    if (t.yes) return t.no ? NUMBER : constant(i);
  }
  return constant(-1);
}

function fill(m: Machine, ref: Ref, call: NativeCall): Value {
  const known = elementsOf(m, ref, call);
  const [from, to] = [bound(call, 1, 0), bound(call, 2, Infinity)];
  if (m.obj(ref).several || from === undefined || to === undefined) scramble(m, ref, arg(call, 0));
  else if (known) replace(m, ref, [...known].fill(arg(call, 0), from, to));
  else if (!given(call, 1)) m.setContent(ref, { ...blurred(m.content(ref)), rest: arg(call, 0) });
  else scramble(m, ref, arg(call, 0));
  return reference(ref);
}

function copyWithin(m: Machine, ref: Ref, call: NativeCall): Value {
  const known = elementsOf(m, ref, call);
  const [to, from, end] = [bound(call, 0, 0), bound(call, 1, 0), bound(call, 2, Infinity)];
  if (known && to !== undefined && from !== undefined && end !== undefined && !m.obj(ref).several) replace(m, ref, [...known].copyWithin(to, from, end));
  else scramble(m, ref);
  return reference(ref);
}

/** An index among the arguments, where it is known; `absent`: what it is where it isn't given. */
function bound(call: NativeCall, i: number, absent: number): number | undefined {
  const only = given(call, i) ? single(arg(call, i)) : { c: undefined };
  return only && only.c === undefined ? absent : number(arg(call, i));
}

function from(m: Machine, call: NativeCall): Value {
  const source = arg(call, 0);
  const { known, any } = arrayLike(m, source, call) ?? iterate(m, source, call.site);
  const plain = newArray(m, call, known, any, given(call, 1) ? 'source' : undefined);
  const out = given(call, 1) ? map(m, plain.refs[0]!, { ...call, args: { list: call.args.list.slice(1) } }) : plain;
  return m.st ? madeBy(m, call.thisValue, out, call) : BOTTOM;
}

/** Elements of an object with a length and no iterator. */
function arrayLike(m: Machine, source: Value, call: NativeCall): { known: readonly Value[] | undefined; any: Value } | undefined {
  const ref = source.refs[0];
  if (source.refs.length !== 1 || m.obj(ref!).kind !== 'object' || getProperty(m, source, '@@iterator', call.site).refs.length > 0) return undefined;
  return elementsLike(m, source, call);
}

const P = 'Array.prototype';

/** Methods that change their receiver. */
const CHANGING = new Set(['push', 'pop', 'shift', 'unshift', 'splice', 'reverse', 'sort', 'fill', 'copyWithin']);

const own = (name: string, run: (m: Machine, ref: Ref, call: NativeCall) => Value): Natives => ({ [`${P}.${name}`]: borrowed(method(`${P}.${name}`, 'array', run), run, CHANGING.has(name)) });

const pairs = (m: Machine, ref: Ref, call: NativeCall): Value => {
  const now = (mm: Machine): { known: readonly Value[] | undefined; any: Value } => ({
    known: elementsOf(mm, ref, call)?.map((v, i) => newArray(mm, call, [constant(i), v], BOTTOM, `pair${i}`)),
    any: newArray(mm, call, [NUMBER, elementOf(mm, ref, call)], BOTTOM, 'pair'),
  });
  const { known, any } = now(m);
  return listIterator(m, call.site, known, any, 'entries', { ref, now });
};

const valuesOf = (m: Machine, ref: Ref, call: NativeCall): Value => call.thisValue.passage === undefined ? iteratorOver(m, call.site, ref, 'values', { ref, now: (mm) => ({ known: elementsOf(mm, ref, call), any: elementOf(mm, ref, call) }) }) : listIterator(m, call.site, elementsOf(m, ref, call), elementOf(m, ref, call), 'values');

const copyOf = (m: Machine, ref: Ref, call: NativeCall): Value => newArray(m, call, elementsOf(m, ref, call), elementOf(m, ref, call));

export const arrayNatives: Natives = {
  ...own('push', push),
  ...own('pop', take('last')),
  ...own('shift', take('first')),
  ...own('unshift', (m, ref, call) => {
    const known = elementsOf(m, ref, call);
    if (known && !call.args.rest) replace(m, ref, [...call.args.list.map((a) => stored(a.v, call)), ...known]);
    else scramble(m, ref, argumentsFrom(call.args, 0));
    return NUMBER;
  }),
  ...own('splice', ofSpecies(splice)),
  ...own('toSpliced', (m, ref, call) => {
    const copy = copyOf(m, ref, call);
    splice(m, copy.refs[0]!, { ...call, site: { ...call.site, e: call.site.e + 1 } });
    return copy;
  }),
  ...own('slice', ofSpecies(slice)),
  ...own('concat', ofSpecies(concat)),
  ...own('map', ofSpecies(map)),
  ...own('filter', ofSpecies(filter)),
  ...own('forEach', (m, ref, call) => (visit(m, ref, call, () => undefined), m.st ? UNDEFINED : BOTTOM)),
  ...own('find', find('value')),
  ...own('findIndex', find('index')),
  ...own('findLast', find('value', true)),
  ...own('findLastIndex', find('index', true)),
  ...own('some', test(false)),
  ...own('every', test(true)),
  ...own('reduce', reduce(false)),
  ...own('reduceRight', reduce(true)),
  ...own('flat', ofSpecies(flat)),
  ...own('flatMap', ofSpecies(flatMap)),
  ...own('join', joinText),
  ...own('toString', joinText),
  ...own('reverse', reorder(false, (l) => l.reverse())),
  ...own('toReversed', reorder(true, (l) => l.reverse())),
  ...own('sort', reorder(false, anyOrder, true)),
  ...own('toSorted', reorder(true, anyOrder, true)),
  ...own('at', at),
  ...own('includes', (m, ref, call) => matched(m, ref, call, answer(m, ref, call))),
  ...own('indexOf', (m, ref, call) => matched(m, ref, call, indexOf(m, ref, call))),
  ...own('lastIndexOf', (m, ref, call) => matched(m, ref, call, indexOf(m, ref, call, true))),
  ...own('fill', fill),
  ...own('copyWithin', copyWithin),
  ...own('with', (m, ref, call) => {
    const i = number(arg(call, 0));
    const known = elementsOf(m, ref, call);
    return newArray(m, call, known && i !== undefined ? known.with(i < 0 ? i + known.length : i, arg(call, 1)) : undefined, join(elementOf(m, ref, call), arg(call, 1)));
  }),
  ...own('keys', (m, ref, call) => listIterator(m, call.site, elementsOf(m, ref, call)?.map((_, i) => constant(i)), NUMBER, 'keys')),
  ...own('values', valuesOf),
  ...own('@@iterator', valuesOf),
  ...own('entries', pairs),
  'Array.from': from,
  'Array.of': (m, call) => madeBy(m, call.thisValue, newArray(m, call, call.args.rest ? undefined : call.args.list.map((a) => a.v), argumentsFrom(call.args, 0)), call),
  'Array.isArray': (m, call) => {
    const v = arg(call, 0);
    if (v.unknown || v.refs.some((r) => ['external', 'declared', 'instance'].includes(m.obj(r).kind) && !isRecord(m.obj(r)))) return BOOLEAN;
    const yes = v.refs.some((r) => m.obj(r).kind === 'array');
    const no = v.kinds !== 0 || v.consts.length > 0 || v.refs.some((r) => m.obj(r).kind !== 'array');
    return yes && no ? BOOLEAN : constant(yes);
  },
  Array: construct,
  'new Array': construct,
};

/** It is declared to have members, and none that lists have. */
function isRecord({ shape }: Obj): boolean {
  return shape?.k === 'object' && !shape.index && !shape.signatures && shape.members().length > 0 && !shape.member('length');
}

function construct(m: Machine, call: NativeCall): Value {
  const n = call.args.list.length === 1 && !call.args.rest ? arg(call, 0) : undefined;
  if (n && (number(n) !== undefined || (n.kinds & Kind.number) !== 0)) {
    const size = number(n);
    return newArray(m, call, size !== undefined && size <= 64 ? Array.from({ length: size }, () => UNDEFINED) : undefined, UNDEFINED);
  }
  return newArray(m, call, call.args.rest ? undefined : call.args.list.map((a) => a.v), argumentsFrom(call.args, 0));
}
