import { single } from '../domain/value.js';
import { applyModel } from '../machine/model.js';
import type { Native, Natives } from '../machine/native.js';
import { arg } from './support.js';

/** mitt's `on('*', (type, event) => …)` hears whatever is emitted. */
const on: Native = (m, call) => {
  const every = single(arg(call, 0))?.c === '*';
  const model = m.setting.models.instance('mitt#Mitt', every ? 'onAny' : 'on')!;
  return applyModel(m, model, every ? { ...call, args: { ...call.args, list: call.args.list.slice(1) } } : call);
};

export const wildcardNatives: Natives = { 'mitt#Mitt.prototype.on': on };
