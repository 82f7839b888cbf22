import { EMPTY, slot, withSlot } from '../domain/content.js';
import { BOTTOM, equal, isBottom, join, reference, STRING, UNDEFINED, unknownWith, type Ref, type Value } from '../domain/value.js';
import { callValue, plainArgs } from './calls.js';
import type { Machine } from './machine.js';
import { listen, notify } from './model/channels.js';
import type { NativeCall } from './native.js';
import type { Site } from './objects.js';
import { getProperty } from './properties.js';

/** What has been written into a stream, and what can be read from it. */
export const IN = '!@heldIn';
export const OUT = '!@heldOut';
/** A function of the program that makes the stream's data, or takes it: by what it is for. */
const CODE = '!@code ';
const STARTED = '!@started';

/** Adds to what a stream has been given, or gives, and tells who listens. */
export function give(m: Machine, ref: Ref, side: typeof IN | typeof OUT, v: Value): void {
  const data: Value = { ...v, consts: v.consts.filter((c) => c !== null && c !== undefined) };
  if (!m.st || isBottom(data)) return;
  const c = m.content(ref);
  const old = c.props.get(side)?.v;
  const now = old ? join(old, data) : data;
  if (old && equal(old, now)) return;
  m.setContent(ref, withSlot(c, side, slot(now)));
  notify(m, ref, side);
}

/** What can be read from a stream; undefined: it is none of which that is known. */
export function streamData(m: Machine, ref: Ref): Value | undefined {
  if (m.obj(ref).kind !== 'instance') return undefined;
  const c = m.content(ref);
  const out = c.props.get(OUT)?.v;
  if (!out) return undefined;
  return c.inside.length > 0 ? join(out, unknownWith(c.inside)) : out;
}

/** Calls `then` with what can be read from the stream, now and whenever that becomes more. */
export function whenRead(m: Machine, ref: Ref, site: Site, tag: string, then: (m: Machine, v: Value) => void): void {
  const listener = m.alloc('native', site, EMPTY, { native: { name: 'reader', call: (mm) => (read(mm), UNDEFINED) } }, `reader${tag}|${ref}`);
  const read = (mm: Machine): void => {
    const v = streamData(mm, ref);
    if (v) then(mm, v);
  };
  listen(m, ref, OUT, listener);
  read(m);
}

/** The stream's code for a task: given as an option, or a method of the program's own class. */
export function codeOf(m: Machine, ref: Ref, task: string, method: string, site: Site): Value {
  const given = m.slot(ref, CODE + task)?.v ?? BOTTOM;
  const own = m.slot(ref, '!proto') !== undefined ? getProperty(m, reference(ref), method, site) : BOTTOM;
  return { ...join(given, own), refs: join(given, own).refs.filter((r) => ['function', 'native'].includes(m.obj(r).kind)), consts: [], kinds: 0, unknown: false };
}

export function setCode(m: Machine, ref: Ref, task: string, v: Value): void {
  const code: Value = { ...v, consts: [], kinds: 0 };
  if (!isBottom(code)) m.setSlot(ref, CODE + task, slot(code));
}

/** Runs code of the stream perhaps, with it as `this`. */
export function runCode(m: Machine, ref: Ref, code: Value, args: readonly Value[], site: Site, tag: string): void {
  m.branch(() => m.within(tag, true, () => callValue(m, code, reference(ref), plainArgs(site, ...args), site)), () => UNDEFINED);
}

/** Has a stream make its data, once in a run, where it does so when it is read. */
export function start(m: Machine, ref: Ref, site: Site): void {
  const c = m.content(ref);
  const code = codeOf(m, ref, 'read', '_read', site);
  if (isBottom(code) || c.props.has(STARTED)) return;
  m.setContent(ref, withSlot(c, STARTED, slot(UNDEFINED)));
  runCode(m, ref, code, [], site, 'read');
}

/** A function that is told an error, or none and data. */
export function callback(m: Machine, call: NativeCall, ref: Ref, then: (m: Machine, v: Value) => void): Value {
  return reference(m.alloc('native', call.site, EMPTY, { native: { name: 'callback', call: (mm, c) => (then(mm, c.args.list[1]?.v ?? UNDEFINED), UNDEFINED) } }, `callback${ref}`));
}

/** Writes a chunk: the stream's code takes it, or it can be read again. */
export function feed(m: Machine, ref: Ref, chunk: Value, call: NativeCall): void {
  if (!m.st) return;
  const before = m.slot(ref, IN)?.v;
  give(m, ref, IN, chunk);
  const now = m.st ? m.slot(ref, IN)?.v : undefined;
  if (!now || (before && equal(before, now))) return;
  const done = callback(m, call, ref, (mm, v) => give(mm, ref, OUT, v));
  const transform = codeOf(m, ref, 'transform', '_transform', call.site);
  const write = codeOf(m, ref, 'write', '_write', call.site);
  if (!isBottom(transform)) runCode(m, ref, transform, [chunk, STRING, done], call.site, 'transform');
  else if (!isBottom(write)) runCode(m, ref, write, [chunk, STRING, done], call.site, 'write');
  else give(m, ref, OUT, chunk);
}
