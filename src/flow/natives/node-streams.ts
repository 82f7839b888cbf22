import { addLabels, BOOLEAN, BOTTOM, isBottom, join, reference, single, STRING, UNDEFINED, unknownWith, type Ref, type Value } from '../domain/value.js';
import { callValue, plainArgs } from '../machine/calls.js';
import { deepLabels } from '../machine/deep.js';
import { iterate } from '../machine/iteration.js';
import type { Machine } from '../machine/machine.js';
import { addInside, applyModel } from '../machine/model.js';
import { fulfilled } from '../machine/model/access.js';
import { instanceOf } from '../machine/model/results.js';
import type { Native, NativeCall, Natives } from '../machine/native.js';
import { getProperty } from '../machine/properties.js';
import { callback, codeOf, feed, give, OUT, runCode, setCode, start, streamData, whenRead } from '../machine/streams.js';
import { enqueue } from '../machine/tasks.js';
import { settled } from '../machine/async.js';
import { noExit } from '../machine/frame.js';
import { callUnreadable } from '../machine/unreadable.js';
import { newArray } from './array-elements.js';
import { arg, given } from './support.js';

const MODULE = 'node:stream';
const TYPES = ['Readable', 'Writable', 'Duplex', 'Transform', 'PassThrough'];
const TASKS: Readonly<Record<string, string>> = { read: 'read', write: 'write', transform: 'transform', flush: 'flush', final: 'final' };

function isFunction(m: Machine, v: Value): boolean {
  return v.refs.some((r) => ['function', 'native'].includes(m.obj(r).kind));
}

/** Streams that the call is on; of others the model tells. */
function own(m: Machine, call: NativeCall): readonly Ref[] {
  return call.thisValue.refs.filter((r) => m.obj(r).kind === 'instance');
}

function modelled(m: Machine, member: string, call: NativeCall): Value {
  const model = m.setting.models.instance(`${MODULE}#Duplex`, member);
  return model ? applyModel(m, model, { ...call, name: member }) : callUnreadable(m, { ...call, name: member });
}

const make = (type: string): Native => (m, call) => {
  const made = instanceOf(m, `${MODULE}#${type}`, call.site, 'stream');
  const options: Value = { ...arg(call, 0), consts: [], kinds: 0 };
  if (!isBottom(options)) for (const [name, task] of Object.entries(TASKS)) for (const ref of made.refs) setCode(m, ref, task, getProperty(m, options, name, call.site));
  return made;
};

const write: Native = (m, call) => {
  if (given(call, 0) && !isFunction(m, arg(call, 0))) for (const ref of own(m, call)) feed(m, ref, arg(call, 0), call);
  for (const a of call.args.list) if (isFunction(m, a.v)) later(m, a.v, call);
  return BOOLEAN;
};

const end: Native = (m, call) => {
  write(m, call);
  for (const ref of m.st ? own(m, call) : []) {
    for (const task of ['flush', 'final']) {
      const code = codeOf(m, ref, task, `_${task}`, call.site);
      if (!isBottom(code)) runCode(m, ref, code, [callback(m, call, ref, (mm, v) => give(mm, ref, OUT, v))], call.site, task);
    }
  }
  return call.thisValue;
};

const push: Native = (m, call) => {
  for (const ref of own(m, call)) give(m, ref, OUT, arg(call, 0));
  return BOOLEAN;
};

/** Calls a callback later, that is told nothing of the data. */
function later(m: Machine, f: Value, call: NativeCall): void {
  for (const r of f.refs) if (m.obj(r).kind === 'function') m.handedOut.add(r);
  const functions: Value = { ...f, consts: [], kinds: 0 };
  enqueue(m, `stream|${call.site.file}:${call.site.s}|${f.refs.join()}`, false, 0, () => m.branch(() => callValue(m, functions, call.thisValue, { list: [] }, call.site), () => UNDEFINED));
}

/** Events of a stream's life, which tell nothing of its data. */
const SILENT = new Set(['end', 'finish', 'close', 'error', 'drain', 'pause', 'resume', 'pipe', 'unpipe', 'readable']);

const on = (member: string): Native => (m, call) => {
  const name = single(arg(call, 0))?.c;
  const f: Value = { ...arg(call, 1), consts: [], kinds: 0 };
  if (name !== 'data' && !SILENT.has(String(name))) return modelled(m, member, call);
  for (const r of f.refs) if (m.obj(r).kind === 'function') m.handedOut.add(r);
  for (const ref of own(m, call)) {
    start(m, ref, call.site);
    if (name !== 'data') {
      later(m, f, call);
      continue;
    }
    whenRead(m, ref, call.site, `data${f.refs.join()}`, (mm, v) => {
      enqueue(mm, `data|${call.site.file}:${call.site.s}|${ref}`, false, 0, () => mm.branch(() => mm.within('data', true, () => callValue(mm, f, reference(ref), plainArgs(call.site, v), call.site)), () => UNDEFINED));
    });
    // What is known to be somewhere in it, and what others write into it.
    const { inside } = m.content(ref);
    if (inside.length > 0 && m.st && !m.slot(ref, OUT)) enqueue(m, `data|${call.site.file}:${call.site.s}|${ref}`, false, 0, () => m.branch(() => callValue(m, f, reference(ref), plainArgs(call.site, unknownWith(inside)), call.site), () => UNDEFINED));
  }
  return call.thisValue;
};

/** `source.pipe(target)` */
export const pipe: Native = (m, call) => {
  const target = arg(call, 0);
  for (const ref of own(m, call)) {
    start(m, ref, call.site);
    whenRead(m, ref, call.site, `pipe${target.refs.join()}`, (mm, v) => {
      for (const t of target.refs) if (isStream(mm, t)) feed(mm, t, v, call);
      else addInside(mm, t, deepLabels(mm, v, call.site));
    });
    const { inside } = m.content(ref);
    for (const t of target.refs) if (m.st && !m.slot(ref, OUT)) addInside(m, t, inside);
  }
  return target;
};

export function isStream(m: Machine, ref: Ref): boolean {
  const { kind, module, path } = m.obj(ref);
  return kind === 'instance' && module === MODULE && TYPES.includes(path!);
}

/** What is read from the streams, their data where that is known. */
function data(m: Machine, call: NativeCall): Value {
  let out = BOTTOM;
  for (const ref of own(m, call)) {
    start(m, ref, call.site);
    const { inside } = m.content(ref);
    out = join(out, streamData(m, ref) ?? (inside.length > 0 ? unknownWith(inside) : STRING));
  }
  return addLabels(out, call.thisValue.labels);
}

const read: Native = (m, call) => join(data(m, call), UNDEFINED);
const toArray: Native = (m, call) => settled(m, newArray(m, call, undefined, data(m, call)), noExit(), call.site);

/** `Readable.from(iterable)` */
const from: Native = (m, call) => {
  const made = instanceOf(m, `${MODULE}#Readable`, call.site, 'stream');
  const source = arg(call, 0);
  const isText = source.refs.length === 0 && !source.unknown;
  const each = isText ? source : fulfilled(m, iterate(m, source, call.site).any, call.site);
  for (const ref of m.st ? made.refs : []) {
    give(m, ref, OUT, isBottom(each) ? STRING : each);
    if (source.labels.length > 0 && !isText) addInside(m, ref, source.labels);
  }
  return made;
};

const aliases = (member: string): readonly string[] => ['', 'default.', 'Stream.'].map((at) => `${at}${member}`);

/** Streams of node:stream: what is written is apart from what is read, which is what the stream's code makes of it. */
export const nodeStreamNatives: Natives = Object.fromEntries([
  ...TYPES.flatMap((type): [string, Native][] => [
    ...aliases(type).map((path): [string, Native] => [`new ${MODULE}#${path}`, make(type)]),
    ...Object.entries({ write, end, push, unshift: push, pipe, read, toArray, on: on('on'), once: on('once'), addListener: on('addListener') }).map(([name, native]): [string, Native] => [`${MODULE}#${type}.prototype.${name}`, native]),
  ]),
  ...['Readable', 'Duplex'].flatMap((type) => aliases(`${type}.from`).map((path): [string, Native] => [`${MODULE}#${path}`, from])),
]);
