import { EMPTY, slot } from '../domain/content.js';
import { BOTTOM, STRING, UNDEFINED, UNKNOWN, isBottom, join, onlyObjects, reference, type Ref, type Value } from '../domain/value.js';
import { callValue, plainArgs } from '../machine/calls.js';
import { iterate } from '../machine/iteration.js';
import type { Machine } from '../machine/machine.js';
import { applyModel } from '../machine/model.js';
import { instanceOf } from '../machine/model/results.js';
import type { Native, NativeCall, Natives } from '../machine/native.js';
import { copyProperties } from '../machine/patterns.js';
import { getProperty } from '../machine/properties.js';
import { setProperty } from '../machine/property-writes.js';
import { arg, given, runsLater } from './support.js';

/** Of a format: the functions of the program that entries go through. */
const FORMATS = '!@formats';
/** Of a logger: to whom it hands entries. */
const TRANSPORTS = '!@transports';
const LEVELS = 'alert crit critical data debug emerg error fatal help http info input notice prompt silly trace verbose warn warning'.split(' ');

const held = (m: Machine, v: Value, name: string): Value => v.refs.reduce((out, r) => join(out, m.slot(r, name)?.v ?? BOTTOM), BOTTOM);
const hold = (m: Machine, ref: Ref, name: string, v: Value): void => {
  if (m.st) m.setSlot(ref, name, slot(join(m.slot(ref, name)?.v ?? BOTTOM, v)));
};

function formatOf(m: Machine, call: NativeCall, functions: Value): Value {
  const ref = m.alloc('external', call.site, EMPTY, {}, 'format');
  hold(m, ref, FORMATS, functions);
  return reference(ref);
}

/** `format((info) => info)` gives a function that makes the format. */
const format: Native = (m, call) => {
  const f = arg(call, 0);
  return reference(m.alloc('native', call.site, EMPTY, { native: { name: 'format', call: (mm, c) => formatOf(mm, c, f) } }, 'format'));
};
const printf: Native = (m, call) => formatOf(m, call, arg(call, 0));
const combine: Native = (m, call) => formatOf(m, call, call.args.list.reduce((v, a) => join(v, held(m, a.v, FORMATS)), BOTTOM));

/** What is among options as it is, or in a list. */
const listed = (m: Machine, v: Value, call: NativeCall): Value => v.refs.reduce((out, r) => join(out, m.obj(r).kind === 'array' ? iterate(m, reference(r), call.site).any : reference(r)), BOTTOM);

const createLogger: Native = (m, call) => {
  const options = onlyObjects(arg(call, 0));
  const made = instanceOf(m, 'winston#Logger', call.site, 'logger');
  const part = (name: string): Value => (options.refs.length === 0 ? BOTTOM : getProperty(m, options, name, call.site));
  for (const ref of made.refs) {
    const transports = listed(m, part('transports'), call);
    hold(m, ref, TRANSPORTS, isBottom(transports) ? UNDEFINED : transports);
    hold(m, ref, FORMATS, held(m, part('format'), FORMATS));
  }
  return made;
};

const ours = (m: Machine, { thisValue }: NativeCall): boolean => thisValue.refs.length > 0 && thisValue.refs.every((r) => m.slot(r, TRANSPORTS) !== undefined);

/** An entry: its message, and what is written beside it. */
function entry(m: Machine, call: NativeCall, from: number): Value {
  const info = m.alloc('object', call.site, EMPTY, {}, 'entry');
  setProperty(m, reference(info), 'level', STRING, call.site);
  for (const [i, { v }] of call.args.list.slice(from).entries()) {
    const parts = onlyObjects(v);
    if (parts.refs.length > 0) copyProperties(m, parts, info, []);
    else if (i === 0) setProperty(m, reference(info), 'message', v, call.site);
  }
  return reference(info);
}

const write = (name: string): Native => (m, call) => {
  const model = m.setting.models.instance('winston#Logger', name)!;
  if (!ours(m, call)) return applyModel(m, model, { ...call, name });
  const info = entry(m, call, name === 'log' && arg(call, 0).refs.length === 0 ? 1 : 0);
  const done = reference(m.alloc('native', call.site, EMPTY, { native: { name: 'done', call: () => UNDEFINED } }, 'done'));
  const functions = onlyObjects(held(m, call.thisValue, FORMATS));
  if (functions.refs.length > 0) runsLater(m, functions, UNDEFINED, [info, UNKNOWN], call.site);
  for (const ref of held(m, call.thisValue, TRANSPORTS).refs) {
    const own = held(m, getProperty(m, reference(ref), 'format', call.site), FORMATS);
    if (own.refs.length > 0) runsLater(m, onlyObjects(own), UNDEFINED, [info, UNKNOWN], call.site);
    const log = getProperty(m, reference(ref), 'log', call.site);
    const code = { ...onlyObjects(log), refs: log.refs.filter((r) => m.obj(r).kind === 'function') };
    if (code.refs.length > 0) m.branch(() => callValue(m, code, reference(ref), plainArgs(call.site, info, done), call.site), () => UNDEFINED);
  }
  return UNDEFINED;
};

const add: Native = (m, call) => {
  if (ours(m, call) && given(call, 0)) for (const ref of call.thisValue.refs) hold(m, ref, TRANSPORTS, arg(call, 0));
  return call.thisValue;
};

/** Loggers hand entries to formats and transports that the program describes, each to its own. */
export const winstonNatives: Natives = {
  ...Object.fromEntries(['', 'default.', 'winston.'].flatMap((at): [string, Native][] => [
    [`winston#${at}createLogger`, createLogger],
    [`winston#${at}format`, format],
    [`winston#${at}format.printf`, printf],
    [`winston#${at}format.combine`, combine],
  ])),
  ...Object.fromEntries([...LEVELS, 'log'].map((name) => [`winston#Logger.prototype.${name}`, write(name)])),
  'winston#Logger.prototype.add': add,
};
