import type { CallSite, FunctionNodes } from './file-graph.js';

/** Nodes of a function that get the argument of a call. `isShifted`: other arguments can come before those of the call. */
export function parametersFor({ params, rest, all }: FunctionNodes, index: number, { spreadFrom }: CallSite, isShifted = false): readonly number[] {
  const from = index >= spreadFrom || isShifted ? params.slice(index) : params.slice(index, index + 1);
  const last = from.length === 0 && rest ? params.slice(-1) : from;
  return all < 0 ? last : [...last, all];
}

/** Arguments of a call that a parameter of the function can get; -1 for those that are nothing. */
export function argumentsFor({ params, rest }: FunctionNodes, index: number, { args, spreadFrom }: CallSite): readonly number[] {
  const from = Math.min(index, spreadFrom);
  return from === spreadFrom || (rest && index === params.length - 1) ? args.slice(from) : args.slice(from, from + 1);
}
