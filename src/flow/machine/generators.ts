import { EMPTY_ARRAY, slot, withSlot, without } from '../domain/content.js';
import { State } from '../domain/state.js';
import { BOTTOM, constant, join, ofKinds, reference, UNDEFINED, UNKNOWN, type Ref, type Value } from '../domain/value.js';
import { Kind } from '../../types/shape.js';
import { awaited } from './async.js';
import { addExit, throwTarget } from './frame.js';
import { openFrame, runBody } from './functions.js';
import { iterate } from './iteration.js';
import type { Machine } from './machine.js';
import type { Site } from './objects.js';
import { setProperty } from './properties.js';
import { anyElement, knownElements, pushElement } from './elements.js';

const YIELDS = '!yields';
const RETURN = '!yield returned';
const SENT = '!yield sent';
const POSITION = '!position';

/** Runs a generator's body to its end, once; all that it yields. */
export function runGenerator(m: Machine, ref: Ref): { readonly known: readonly Value[] | undefined; readonly any: Value } {
  const done = m.content(ref).props.get(YIELDS);
  if (!done) execute(m, ref);
  const list = m.content(ref).props.get(YIELDS)?.v.refs[0];
  if (list === undefined) return { known: undefined, any: BOTTOM };
  return { known: knownElements(m, list), any: anyElement(m, list) };
}

function execute(m: Machine, ref: Ref): void {
  if (!m.st) return;
  const call = m.obj(ref).generator!;
  const closure = m.obj(call.fn).closure;
  if (!closure) return;
  const list = m.alloc('array', call.site, EMPTY_ARRAY, {}, `yields${ref}`);
  m.setContent(ref, withSlot(m.content(ref), YIELDS, slot(reference(list))));
  const activation = { ref: call.fn, closure, thisValue: call.thisValue, args: call.args, site: call.site, newTarget: UNDEFINED, ctx: m.frame.ctx.child(`generator ${call.site.file}:${call.site.s}`) };
  const frame = openFrame(m, activation);
  frame.generator = { yielded: list, sent: m.content(ref).props.get(SENT)?.v ?? UNDEFINED, exits: null };
  const caller = m.frame;
  if (m.depth > 60) return;
  m.depth++;
  m.frame = frame;
  const returned = runBody(m, frame, activation);
  m.frame = caller;
  m.depth--;
  addExit(throwTarget(caller), frame.thrown.st, frame.thrown.v);
  m.st = State.join(m.st, frame.generator.exits);
  if (m.st) m.setContent(ref, withSlot(m.content(ref), RETURN, slot(returned)));

}

/** `yield v` in the running generator; its value is what `next` sends. */
export function yieldValue(m: Machine, v: Value, delegate: boolean, site: Site): Value {
  const g = m.frame.generator;
  if (!g || !m.st) return UNKNOWN;
  if (delegate) {
    const items = iterate(m, v, site);
    if (items.known) for (const x of items.known) pushElement(m, g.yielded, x);
    else m.setContent(g.yielded, { ...m.content(g.yielded), rest: join(m.content(g.yielded).rest, items.any), length: undefined });
    const inner = v.refs.filter((r) => m.obj(r).kind === 'generator').map((r) => m.content(r).props.get(RETURN)?.v ?? UNDEFINED);
    g.exits = State.join(g.exits, m.st?.fork() ?? null);
    return inner.reduce(join, BOTTOM);
  }
  pushElement(m, g.yielded, m.frame.fn.async ? awaited(m, v, site) : v);
  if (m.st) g.exits = State.join(g.exits, m.st.fork());
  return g.sent;
}

/** `generator.next(sent)` */
export function nextOf(m: Machine, ref: Ref, sent: Value | undefined, site: Site): Value {
  if (sent && !(sent.consts.length === 1 && sent.consts[0] === undefined)) {
    const c = m.content(ref);
    const old = c.props.get(SENT)?.v ?? UNDEFINED;
    m.setContent(ref, withSlot(without(c, YIELDS), SENT, slot(join(old, sent))));
  }
  const { known, any } = runGenerator(m, ref);
  if (!m.st) return BOTTOM;
  const c = m.content(ref);
  const at = c.props.get(POSITION)?.v ?? constant(0);
  const i = at.consts.length === 1 && typeof at.consts[0] === 'number' && at.kinds === 0 ? at.consts[0] : undefined;
  const returned = c.props.get(RETURN)?.v ?? UNDEFINED;
  let value: Value;
  let done: Value;
  if (known && i !== undefined && !m.obj(ref).several) {
    value = i < known.length ? known[i]! : returned;
    done = constant(i >= known.length);
    m.setContent(ref, withSlot(c, POSITION, slot(constant(i + 1))));
  } else {
    value = join(any, returned);
    done = ofKinds(Kind.boolean);
    m.setContent(ref, withSlot(c, POSITION, slot(ofKinds(Kind.number))));
  }
  return iteratorResult(m, value, done, site);
}

export function iteratorResult(m: Machine, value: Value, done: Value, site: Site): Value {
  const result = reference(m.alloc('object', site, undefined, {}, 'iterator result'));
  setProperty(m, result, 'value', value, site);
  setProperty(m, result, 'done', done, site);
  return result;
}
