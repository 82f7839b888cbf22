import { HANDLE, LAYERS, type Layer } from '../../models/frameworks.js';
import { EMPTY, slot } from '../domain/content.js';
import { BOTTOM, constant, isBottom, join, reference, UNDEFINED, type Ref, type Value } from '../domain/value.js';
import { whenKnown } from './async.js';
import type { Exit } from './frame.js';
import { isInstance } from './kinship.js';
import type { Machine } from './machine.js';
import { applyModel } from './model.js';
import { answerWith } from './model/answering.js';
import type { Native } from './native.js';
import { handParameter } from './nest.js';
import type { Closure, Site } from './objects.js';
import { setProperty } from './property-writes.js';

const NOWHERE = { file: '', s: 0, e: 0 };
const HANDLER = '!@handles ';
const AROUND = '!@around';
const CATCHES = '!@catches';
/** In place of a handler: all of the program. */
const ALL = '*';

type Kept = 'answers' | 'errors';

/** What handlers of NestJS have given or thrown, by handler. */
function kept(m: Machine, what: Kept): Value {
  return reference(m.shared(`nest ${what}`, 'object', NOWHERE, {}, true));
}

const keyOf = (prototype: Ref, method: string): string => `${prototype} ${method}`;

/** The method of the prototype handles requests. */
export function noteHandler(m: Machine, prototype: Ref, method: string): void {
  if (m.st) m.setSlot(prototype, HANDLER + method, slot(UNDEFINED));
}

/** Keeps what a handler has given and thrown for those that stand around it. */
export function keepOutcome(m: Machine, { fn, home, facts }: Closure, given: Value, thrown: Exit): void {
  if (!home || !m.st || !m.slot(home.object, HANDLER + fn.name)) return;
  const site: Site = { file: facts.file, s: fn.ns, e: fn.ne };
  const keep = (what: Kept) => (v: Value): void => {
    if (m.st && !isBottom(v)) setProperty(m, kept(m, what), keyOf(home.object, fn.name), v, site);
  };
  if (thrown.st) keep('errors')(thrown.v);
  if (!isBottom(given)) whenKnown(m, given, site, 'outcome', keep('answers'), keep('errors'));
}

/** Prototypes of the classes, or of what they are instances of. */
function prototypesOf(m: Machine, layers: Value): readonly Ref[] {
  return layers.refs.flatMap((r) => {
    const { cls, instanceOf } = m.obj(r);
    return cls?.prototype ?? (instanceOf === undefined ? undefined : m.obj(instanceOf).cls?.prototype) ?? [];
  });
}

/** Interceptors or filters stand around a handler, all of a class, or all of the program. */
export function standAround(m: Machine, kind: Layer, layers: Value, prototype?: Ref, method?: string): void {
  const { name, parameter } = LAYERS[kind];
  for (const layer of prototypesOf(m, layers)) {
    if (!m.st) return;
    const around = constant(prototype === undefined ? ALL : keyOf(prototype, method ?? ALL));
    const known = m.slot(layer, AROUND)?.v ?? BOTTOM;
    m.setSlot(layer, AROUND, slot(join(known, around)));
    const give: Native = kind === 'interceptors' ? (mm, call) => next(mm, layer, call.site) : (mm) => caught(mm, layer, outcomes(mm, 'errors', layer));
    // What an interceptor gives is what the handler's answer becomes.
    if (kind === 'interceptors') answerWith(m, m.slot(layer, name)?.v ?? BOTTOM);
    handParameter(m, layer, name, parameter, reference(m.shared(`nest ${kind} ${layer}`, 'native', NOWHERE, { native: { name: kind, call: give } })));
  }
}

/** What the handlers have given, or thrown, around which the layer stands. */
function outcomes(m: Machine, what: Kept, layer: Ref): Value {
  const around = m.slot(layer, AROUND)?.v;
  if (!around || !m.st) return BOTTOM;
  const all = around.kinds !== 0 || around.consts.includes(ALL);
  const is = (key: string): boolean => all || around.consts.some((c) => c === key || c === `${key.slice(0, key.indexOf(' '))} ${ALL}`);
  return kept(m, what).refs.reduce((out, r) => [...m.content(r).props].reduce((v, [key, s]) => (is(key) ? join(v, s.v) : v), out), BOTTOM);
}

/** `next`: its `handle()` gives an observable of what the handlers give. */
function next(m: Machine, layer: Ref, site: Site): Value {
  const handle: Native = (mm, call) => {
    const given = outcomes(mm, 'answers', layer);
    const isStream = (r: Ref): boolean => mm.obj(r).kind === 'instance' && mm.obj(r).module === 'rxjs';
    const plain: Value = { ...given, refs: given.refs.filter((r) => !isStream(r)) };
    const args = { list: isBottom(plain) ? [] : [{ v: plain, s: call.site.s, e: call.site.e }] };
    const stream = applyModel(mm, mm.setting.models.module('rxjs', 'of')!, { ...call, args });
    return join(stream, { ...given, refs: given.refs.filter(isStream), consts: [], kinds: 0, labels: [], unknown: false });
  };
  const o = reference(m.alloc('object', site, EMPTY, {}, 'next'));
  setProperty(m, o, HANDLE, reference(m.alloc('native', site, EMPTY, { native: { name: 'handle', call: handle } }, 'handle')), site);
  return o;
}

/** The filter catches errors of these classes alone; of none: all. */
export function catches(m: Machine, filter: Value, classes: Value): void {
  for (const prototype of prototypesOf(m, filter)) if (m.st && !isBottom(classes)) m.setSlot(prototype, CATCHES, slot(classes));
}

function caught(m: Machine, filter: Ref, errors: Value): Value {
  const classes = m.slot(filter, CATCHES)?.v;
  return classes ? { ...errors, refs: errors.refs.filter((r) => classes.unknown || classes.refs.some((c) => isInstance(m, r, reference(c)) !== 'no')) } : errors;
}
