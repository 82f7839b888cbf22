import { EMPTY, isInternal } from '../domain/content.js';
import { BOTTOM, constant, join, reference, single, UNDEFINED, type Value } from '../domain/value.js';
import { fulfil, pending } from '../machine/async.js';
import { plainArgs } from '../machine/calls.js';
import { iterate } from '../machine/iteration.js';
import type { Machine } from '../machine/machine.js';
import { applyModel } from '../machine/model.js';
import type { Native, NativeCall, Natives } from '../machine/native.js';
import { getProperty, keyName } from '../machine/properties.js';
import { setProperty } from '../machine/property-writes.js';
import { newArray } from './array-elements.js';
import { arg, given } from './support.js';

const byModel = (m: Machine, name: string, call: NativeCall): Value => applyModel(m, m.setting.models.instance('ioredis#Redis', name)!, { ...call, name });

/** Fields one by one, `hset(key, field, value, …)`, are what an object of them is. */
const write: Native = (m, call) => {
  const [, ...fields] = call.args.list;
  if (call.args.rest || fields.length < 2 || !fields.every((f, i) => i % 2 === 1 || typeof single(f.v)?.c === 'string')) return byModel(m, 'hset', call);
  const hash = reference(m.alloc('object', call.site, EMPTY, {}, 'hash'));
  for (let i = 0; i + 1 < fields.length; i += 2) setProperty(m, hash, keyName(fields[i]!.v).name, fields[i + 1]!.v, call.site);
  return byModel(m, 'hset', { ...call, args: plainArgs(call.site, arg(call, 0), hash) });
};

/** One field of the hash, or several in their order. */
const read: Native = (m, call) => {
  const whole = byModel(m, 'hgetall', { ...call, args: plainArgs(call.site, arg(call, 0)) });
  const field = arg(call, 1);
  if (!m.st || !given(call, 1) || single(field) === undefined) return whole;
  const out = pending(m, call.site, 'field');
  for (const ref of whole.refs) {
    const found = m.slot(ref, '!value')?.v;
    if (found) fulfil(m, out, join(found.refs.length > 0 ? getProperty(m, found, keyName(field).name, call.site) : { ...UNDEFINED, labels: found.labels }, UNDEFINED), call.site);
  }
  return reference(out);
};

/** Keys that the arguments name, one by one or in a list; undefined: some is computed. */
function keysOf(m: Machine, call: NativeCall): readonly Value[] | undefined {
  const keys = call.args.rest ? undefined : call.args.list.flatMap(({ v }): readonly (Value | undefined)[] => (v.refs.some((r) => m.obj(r).kind === 'array') ? (iterate(m, v, call.site).known ?? [undefined]) : [v]));
  return keys?.every((k): k is Value => k !== undefined && single(k) !== undefined) ? keys : undefined;
}

/** Several keys, each as it is read alone. */
const readSeveral: Native = (m, call) => {
  const keys = keysOf(m, call);
  if (!keys) return byModel(m, 'mget', call);
  const values = keys.map((key, i) => {
    const one = m.st ? m.within(`key ${i}`, false, () => byModel(m, 'get', { ...call, args: plainArgs(call.site, key) })) : BOTTOM;
    return one.refs.reduce((v, r) => join(v, m.slot(r, '!value')?.v ?? BOTTOM), BOTTOM);
  });
  if (!m.st) return BOTTOM;
  const out = pending(m, call.site, 'several');
  fulfil(m, out, newArray(m, call, values, BOTTOM, 'values'), call.site);
  return reference(out);
};

/** Keys and values in turn, or by the names of an object: each as it is written alone. */
const writeSeveral: Native = (m, call) => {
  const [first, ...others] = call.args.list;
  const isObject = first !== undefined && others.length === 0 && first.v.refs.length === 1 && m.obj(first.v.refs[0]!).kind === 'object';
  const pairs = isObject
    ? [...m.content(first.v.refs[0]!).props].filter(([name]) => !isInternal(name)).map(([name, s]) => [constant(name), s.v] as const)
    : call.args.list.flatMap((a, i) => (i % 2 === 0 && i + 1 < call.args.list.length ? [[a.v, call.args.list[i + 1]!.v] as const] : []));
  if (call.args.rest || pairs.length === 0 || pairs.some(([key]) => single(key) === undefined)) return byModel(m, 'mset', call);
  return pairs.reduce((_, [key, v]) => (m.st ? byModel(m, 'set', { ...call, args: plainArgs(call.site, key, v) }) : BOTTOM), BOTTOM);
};

/** Fields of hashes are kept apart by their names, and keys that one command names. */
export const redisNatives: Natives = Object.fromEntries([
  ...['hset', 'hSet', 'hmset', 'hsetnx', 'hSetNX'].map((name) => [`ioredis#Redis.prototype.${name}`, write]),
  ...['hget', 'hGet'].map((name) => [`ioredis#Redis.prototype.${name}`, read]),
  ...['mget', 'mGet'].map((name) => [`ioredis#Redis.prototype.${name}`, readSeveral]),
  ...['mset', 'mSet', 'msetnx', 'mSetNX'].map((name) => [`ioredis#Redis.prototype.${name}`, writeSeveral]),
]) as Natives;
