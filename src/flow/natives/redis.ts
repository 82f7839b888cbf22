import { EMPTY } from '../domain/content.js';
import { join, reference, single, UNDEFINED, type Value } from '../domain/value.js';
import { fulfil, pending } from '../machine/async.js';
import { plainArgs } from '../machine/calls.js';
import type { Machine } from '../machine/machine.js';
import { applyModel } from '../machine/model.js';
import type { Native, NativeCall, Natives } from '../machine/native.js';
import { getProperty, keyName } from '../machine/properties.js';
import { setProperty } from '../machine/property-writes.js';
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

/** Fields of hashes are kept apart by their names. */
export const redisNatives: Natives = Object.fromEntries([
  ...['hset', 'hSet', 'hmset', 'hsetnx', 'hSetNX'].map((name) => [`ioredis#Redis.prototype.${name}`, write]),
  ...['hget', 'hGet'].map((name) => [`ioredis#Redis.prototype.${name}`, read]),
]) as Natives;
