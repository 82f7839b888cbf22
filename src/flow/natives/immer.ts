import { EMPTY } from '../domain/content.js';
import { isBottom, join, reference, splitNullish, UNDEFINED, type Value } from '../domain/value.js';
import { callValue } from '../machine/calls.js';
import type { Machine } from '../machine/machine.js';
import { applyModel } from '../machine/model.js';
import type { Native, NativeCall, Natives } from '../machine/native.js';
import type { Args } from '../machine/objects.js';
import { isFunction } from '../machine/properties.js';
import { clone } from './clones.js';
import { arg } from './support.js';

/** What a recipe makes of a base, which stays as it is: what it returns, or the draft where that is nothing. */
function made(m: Machine, recipe: Value, base: Value, more: Args['list'], call: NativeCall): Value {
  const draft = clone(m, base, call, 0);
  const returned = callValue(m, recipe, UNDEFINED, { list: [{ v: draft, s: call.site.s, e: call.site.e }, ...more] }, call.site);
  if (!m.st) return draft;
  const { nullish, rest } = splitNullish(returned);
  return isBottom(rest) ? draft : nullish || returned.unknown ? join(draft, rest) : rest;
}

const isRecipe = (m: Machine, v: Value): boolean => v.refs.length > 0 && !v.unknown && isFunction(m, v);

/** `produce(base, recipe)`; `produce(recipe)` is a function of the base. */
const produce: Native = (m, call) => {
  const [first, second] = [arg(call, 0), arg(call, 1)];
  if (isRecipe(m, second) && call.args.list.length > 1) return made(m, second, first, [], call);
  if (!isRecipe(m, first)) return applyModel(m, m.setting.models.module('immer', 'produce')!, call);
  const initial = call.args.list.length > 1 ? second : undefined;
  const run: Native = (mm, c) => {
    const given = arg(c, 0);
    const base = initial && splitNullish(given).nullish ? join(splitNullish(given).rest, initial) : given;
    return made(mm, first, base, c.args.list.slice(1), c);
  };
  return reference(m.alloc('native', call.site, EMPTY, { native: { name: 'produce', call: run } }, 'produce'));
};

const createDraft: Native = (m, call) => clone(m, arg(call, 0), call, 0);

/** Drafts are copies: what a recipe does to one leaves the base alone. */
export const immerNatives: Natives = { 'immer#produce': produce, 'immer#default': produce, 'immer#createDraft': createDraft };
