import { EMPTY } from '../domain/content.js';
import { BOTTOM, reference, UNDEFINED, type Value } from '../domain/value.js';
import { callValue, plainArgs } from '../machine/calls.js';
import { iterate } from '../machine/iteration.js';
import type { Machine } from '../machine/machine.js';
import { applyModel } from '../machine/model.js';
import type { Native, NativeCall, Natives } from '../machine/native.js';
import { arg } from './support.js';

/** `addCase(thunk.fulfilled, reducer)`: what the thunk gives, and nothing of other actions. */
function addCase(module: string): Native {
  return (m, call) => {
    const creator = arg(call, 0);
    const known = creator.refs.length > 0 && !creator.unknown && creator.kinds === 0 && creator.refs.every((r) => m.slot(r, '!@type') !== undefined);
    return applyModel(m, m.setting.models.instance(`${module}#Builder`, known ? 'addThunk' : 'addCase')!, call);
  };
}

/** Input selectors, one by one or in an array, and the function of what they give. */
export const createSelector: Native = (m, call) => {
  const isCode = (v: Value): boolean => v.refs.some((r) => ['function', 'native'].includes(m.obj(r).kind));
  const parts = call.args.list.map((a) => a.v).flatMap((v) => (v.refs.some((r) => m.obj(r).kind === 'array') ? listed(m, v, call) : [v])).filter(isCode);
  const made = parts.at(-1) ?? BOTTOM;
  const select: Native = (mm, c) => {
    const given = parts.slice(0, -1).map((input) => callValue(mm, input, UNDEFINED, c.args, c.site));
    return mm.st ? callValue(mm, made, UNDEFINED, plainArgs(c.site, ...given), c.site) : BOTTOM;
  };
  return reference(m.alloc('native', call.site, EMPTY, { native: { name: 'selector', call: select } }, 'selector'));
};

function listed(m: Machine, v: Value, call: NativeCall): readonly Value[] {
  const { known, any } = iterate(m, v, call.site);
  return known ?? [any];
}

export const reduxNatives: Natives = Object.fromEntries([
  ...['redux', '@reduxjs/toolkit'].map((module) => [`${module}#Builder.prototype.addCase`, addCase(module)]),
  ...['reselect', '@reduxjs/toolkit'].map((module) => [`${module}#createSelector`, createSelector]),
]) as Natives;
