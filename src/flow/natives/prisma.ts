import { applyModel } from '../machine/model.js';
import type { Natives } from '../machine/native.js';
import { promiseNatives } from './promise.js';
import { arg } from './support.js';

const TRANSACTION = '$transaction';

/** Queries in an array: what each gives stands where it does. The other form, a callback, is as its model says. */
export const prismaNatives: Natives = {
  [`@prisma/client#PrismaClient.prototype.${TRANSACTION}`]: (m, call) => {
    const queries = arg(call, 0);
    if (queries.refs.length > 0 && queries.refs.every((r) => m.obj(r).kind === 'array')) return promiseNatives['Promise.all']!(m, call);
    return applyModel(m, m.setting.models.instance('@prisma/client#PrismaClient', TRANSACTION)!, { ...call, name: TRANSACTION });
  },
};
