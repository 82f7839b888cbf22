import type { Model } from '../../../models/index.js';
import { EMPTY } from '../../domain/content.js';
import { reference, type Value } from '../../domain/value.js';
import type { Machine } from '../machine.js';
import { applyModel } from '../model.js';
import type { NativeCall } from '../native.js';
import type { Made } from './results.js';

/** The call of a curried function that lacks arguments. */
export function isPartial({ arity }: Model, { args }: NativeCall): boolean {
  return arity !== undefined && !args.rest && args.list.length > 0 && args.list.length < arity;
}

/** A function that takes the arguments that the call lacks. */
export function partial(m: Machine, model: Model, first: NativeCall, made?: Made): Value {
  const call = (mm: Machine, then: NativeCall): Value => {
    const { list, rest } = then.args;
    return applyModel(mm, model, { ...first, site: then.site, args: { list: [...first.args.list, ...list], ...(rest && { rest }) } }, made);
  };
  return reference(m.alloc('native', first.site, EMPTY, { native: { name: first.name ?? 'curried', call } }, `curried ${first.args.list.length}`));
}
