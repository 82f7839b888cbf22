import { EMPTY, slot, withSlot } from '../domain/content.js';
import { addLabels, BOOLEAN, BOTTOM, isBottom, join, reference, UNDEFINED, unknownWith, type Ref, type Value } from '../domain/value.js';
import { fulfil, isSettled, pending, settled } from '../machine/async.js';
import { deepLabels } from '../machine/deep.js';
import { noExit } from '../machine/frame.js';
import type { Machine } from '../machine/machine.js';
import { addInside } from '../machine/model.js';
import { instanceOf } from '../machine/model/results.js';
import type { Native, NativeCall, Natives } from '../machine/native.js';
import { getProperty } from '../machine/properties.js';
import { codeOf, feed, give, OUT, runCode, setCode, start, streamData, whenRead } from '../machine/streams.js';
import { enqueue } from '../machine/tasks.js';
import { newArray } from './array-elements.js';
import { arg, fallback } from './support.js';

const STREAM = '!@heldStream';

function optionsOf(call: NativeCall): Value {
  return { ...arg(call, 0), consts: [], kinds: 0 };
}

/** What code of a stream is given to say what the stream gives. */
function controller(m: Machine, call: NativeCall, to: Ref): Value {
  const enqueued: Native = (mm, c) => (give(mm, to, OUT, arg(c, 0)), UNDEFINED);
  const nothing: Native = () => UNDEFINED;
  const made = m.alloc('object', call.site, EMPTY, {}, `controller${to}`);
  for (const [name, run] of [['enqueue', enqueued], ['close', nothing], ['error', nothing], ['terminate', nothing]] as const) {
    const f = reference(m.alloc('native', call.site, EMPTY, { native: { name, call: run } }, `${name}${to}`));
    m.setSlot(made, name, slot(f));
  }
  return reference(made);
}

/** The stream's own code takes one argument more than the engine's tasks tell of: what it says by a controller. */
function coded(m: Machine, ref: Ref, task: string, options: Value, name: string, args: readonly Value[], call: NativeCall): void {
  const f = getProperty(m, options, name, call.site);
  const bound: Native = (mm, c) => {
    runCode(mm, ref, { ...f, consts: [], kinds: 0 }, [...c.args.list.slice(0, 1).map((a) => a.v), ...args], call.site, name);
    return UNDEFINED;
  };
  if (f.refs.length > 0) setCode(m, ref, task, reference(m.alloc('native', call.site, EMPTY, { native: { name, call: bound } }, `${name} of ${ref}`)));
}

const readable: Native = (m, call) => {
  const made = instanceOf(m, 'ReadableStream', call.site, 'readable');
  const options = optionsOf(call);
  for (const ref of isBottom(options) ? [] : made.refs) {
    const control = controller(m, call, ref);
    for (const name of ['start', 'pull']) {
      const f: Value = { ...getProperty(m, options, name, call.site), consts: [], kinds: 0 };
      if (f.refs.length > 0) runCode(m, ref, f, [control], call.site, name);
    }
  }
  return made;
};

const writable: Native = (m, call) => {
  const made = instanceOf(m, 'WritableStream', call.site, 'writable');
  const options = optionsOf(call);
  for (const ref of isBottom(options) ? [] : made.refs) coded(m, ref, 'write', options, 'write', [UNDEFINED], call);
  return made;
};

const transform: Native = (m, call) => {
  const [made, readable_, writable_] = [instanceOf(m, 'TransformStream', call.site, 'transform'), instanceOf(m, 'ReadableStream', call.site, 'readable'), instanceOf(m, 'WritableStream', call.site, 'writable')];
  const [ref, out, into] = [made.refs[0]!, readable_.refs[0]!, writable_.refs[0]!];
  m.setContent(ref, withSlot(withSlot(m.content(ref), 'readable', slot(readable_)), 'writable', slot(writable_)));
  const options = optionsOf(call);
  if (!isBottom(options)) {
    coded(m, into, 'transform', options, 'transform', [controller(m, call, out)], call);
    const flush: Value = { ...getProperty(m, options, 'flush', call.site), consts: [], kinds: 0 };
    if (flush.refs.length > 0) enqueue(m, `flush|${call.site.file}:${call.site.s}`, false, 0, () => runCode(m, into, flush, [controller(m, call, out)], call.site, 'flush'));
  }
  // Without code it passes on what it is given.
  if (isBottom(codeOf(m, into, 'transform', '_transform', call.site))) whenRead(m, into, call.site, 'through', (mm, v) => give(mm, out, OUT, v));
  return made;
};

function streams(m: Machine, v: Value, type: string): readonly Ref[] {
  return v.refs.filter((r) => m.obj(r).kind === 'instance' && m.obj(r).path === type);
}

/** Writes into the target whatever can be read from the stream. */
function flows(m: Machine, ref: Ref, to: Value, call: NativeCall): void {
  start(m, ref, call.site);
  const targets = streams(m, to, 'WritableStream');
  whenRead(m, ref, call.site, `pipe${to.refs.join()}`, (mm, v) => {
    for (const t of to.refs) {
      if (targets.includes(t)) feed(mm, t, v, call);
      else addInside(mm, t, deepLabels(mm, v, call.site));
    }
  });
  const { inside } = m.content(ref);
  if (inside.length > 0) for (const t of to.refs) if (targets.includes(t)) feed(m, t, unknownWith(inside), call);
  else addInside(m, t, inside);
}

/** A stream of which what it gives is known. */
function known(m: Machine, call: NativeCall): Ref | undefined {
  const [ref, ...more] = call.thisValue.refs;
  return ref !== undefined && more.length === 0 && !call.thisValue.unknown && m.obj(ref).kind === 'instance' ? ref : undefined;
}

const pipeTo: Native = (m, call) => {
  const ref = known(m, call);
  if (ref === undefined) return fallback(m, 'ReadableStream.prototype.pipeTo', call);
  flows(m, ref, arg(call, 0), call);
  return settled(m, UNDEFINED, noExit(), call.site);
};

const pipeThrough: Native = (m, call) => {
  const ref = known(m, call);
  const own = streams(m, arg(call, 0), 'TransformStream').filter((r) => m.slot(r, 'writable') !== undefined && m.slot(r, 'readable')?.v.refs.some((x) => m.obj(x).path === 'ReadableStream'));
  if (ref === undefined || own.length === 0 || own.length < arg(call, 0).refs.length) return fallback(m, 'ReadableStream.prototype.pipeThrough', call);
  flows(m, ref, getProperty(m, arg(call, 0), 'writable', call.site), call);
  return m.st ? getProperty(m, arg(call, 0), 'readable', call.site) : BOTTOM;
};

function handle(m: Machine, call: NativeCall, type: string): Value {
  const made = instanceOf(m, type, call.site, type);
  for (const ref of made.refs) m.setSlot(ref, STREAM, slot({ ...call.thisValue, labels: [] }));
  return addLabels(made, call.thisValue.labels);
}

/** `reader.read()`: what the stream gives; where that is nothing so far, what it will give. */
const read: Native = (m, call) => {
  const [stream] = call.thisValue.refs.flatMap((r) => m.slot(r, STREAM)?.v.refs ?? []);
  if (stream === undefined) return fallback(m, 'ReadableStreamDefaultReader.prototype.read', call);
  const { inside } = m.content(stream);
  const p = pending(m, call.site, 'read');
  const result = (mm: Machine, v: Value): Value => {
    const made = mm.alloc('object', call.site, EMPTY, {}, 'read');
    mm.setContent(made, withSlot(withSlot(EMPTY, 'value', slot(addLabels(join(v, UNDEFINED), call.thisValue.labels))), 'done', slot(BOOLEAN)));
    return reference(made);
  };
  whenRead(m, stream, call.site, `read${p}`, (mm, v) => fulfil(mm, p, result(mm, v), call.site));
  if (m.st && !isSettled(m, p)) enqueue(m, `read|${p}`, false, Infinity, () => {
    if (!isSettled(m, p)) fulfil(m, p, result(m, streamData(m, stream) ?? unknownWith(inside)), call.site);
  });
  return reference(p);
};

const writeTo: Native = (m, call) => {
  for (const ref of call.thisValue.refs.flatMap((r) => m.slot(r, STREAM)?.v.refs ?? [])) feed(m, ref, arg(call, 0), call);
  return settled(m, UNDEFINED, noExit(), call.site);
};

const tee: Native = (m, call) => (known(m, call) === undefined ? fallback(m, 'ReadableStream.prototype.tee', call) : newArray(m, call, [call.thisValue, call.thisValue]));

const from: Native = (m, call) => {
  const made = instanceOf(m, 'ReadableStream', call.site, 'readable');
  for (const ref of made.refs) addInside(m, ref, deepLabels(m, arg(call, 0), call.site));
  return made;
};

/** Streams of the web platform, of which what is written is apart from what is read. */
export const webStreamNatives: Natives = Object.fromEntries(
  Object.entries({
    'new ReadableStream': readable,
    'new WritableStream': writable,
    'new TransformStream': transform,
    'ReadableStream.from': from,
    'ReadableStream.prototype.pipeTo': pipeTo,
    'ReadableStream.prototype.pipeThrough': pipeThrough,
    'ReadableStream.prototype.getReader': (m: Machine, call: NativeCall) => handle(m, call, 'ReadableStreamDefaultReader'),
    'ReadableStream.prototype.tee': tee,
    'ReadableStreamDefaultReader.prototype.read': read,
    'WritableStream.prototype.getWriter': (m: Machine, call: NativeCall) => handle(m, call, 'WritableStreamDefaultWriter'),
    'WritableStreamDefaultWriter.prototype.write': writeTo,
  } satisfies Natives),
);
