import { UNKNOWN } from '../domain/value.js';
import { isComputed } from '../machine/model/conditions.js';
import { applyModel } from '../machine/model.js';
import type { Native, Natives } from '../machine/native.js';

/** Operators of a column and a value: a column that is held against constants is matched by none. */
const operator = (name: string): Native => (m, call) => {
  const compared = call.args.list.slice(1).map(({ v }) => v);
  if (!call.args.rest && !compared.some((v) => isComputed(m, v))) return UNKNOWN;
  return applyModel(m, m.setting.models.module('drizzle-orm', name)!, { ...call, name });
};

export const drizzleNatives: Natives = Object.fromEntries(
  'eq ne gt gte lt lte like notLike ilike notIlike inArray notInArray between notBetween arrayContains arrayContained arrayOverlaps'.split(' ').map((name) => [`drizzle-orm#${name}`, operator(name)]),
);
