import { EMPTY } from '../domain/content.js';
import { isBottom, reference, UNDEFINED, type Value } from '../domain/value.js';
import { callValue } from '../machine/calls.js';
import { iterate } from '../machine/iteration.js';
import type { Machine } from '../machine/machine.js';
import { applyModel } from '../machine/model.js';
import type { Native, NativeCall, Natives } from '../machine/native.js';
import type { Args } from '../machine/objects.js';
import { getProperty, keyName } from '../machine/properties.js';
import { callUnreadable } from '../machine/unreadable.js';
import { newArray } from './array-elements.js';
import { arg } from './support.js';

type List = Args['list'];

/** What is called, by the arguments with which the adapter was made. */
interface Adapter {
  readonly callee: Value;
  readonly self?: Value;
  /** The callee's arguments; undefined where they are not known one by one. */
  readonly args: (m: Machine, given: Args, call: NativeCall) => Args | undefined;
}

/** A function that calls another one with other arguments. Where the order of arguments is not known, it is what its model says. */
function adapting(name: string, adapter: (m: Machine, call: NativeCall) => Adapter | undefined): Native {
  return (m, call) => {
    const made = call.args.rest ? undefined : adapter(m, call);
    if (!made || isBottom(made.callee)) {
      const model = m.setting.models.module('lodash', name);
      return model ? applyModel(m, model, call) : callUnreadable(m, { ...call, name });
    }
    const run: Native = (mm, c) => {
      const args = made.args(mm, c.args, c);
      return args ? callValue(mm, made.callee, made.self ?? UNDEFINED, args, c.site) : callUnreadable(mm, { ...c, name });
    };
    return reference(m.alloc('native', call.site, EMPTY, { native: { name, call: run } }, name));
  };
}

const first = (bound: List) => (_: Machine, given: Args): Args => ({ ...given, list: [...bound, ...given.list] });
const last = (bound: List) => (_: Machine, given: Args): Args | undefined => (given.rest ? undefined : { list: [...given.list, ...bound] });
const only = (n: number | undefined) => (_: Machine, given: Args): Args | undefined => (n === undefined || (given.rest && given.list.length < n) ? undefined : { list: given.list.slice(0, n) });

const after = (call: NativeCall, n: number): List => call.args.list.slice(n);
const count = (v: Value): number | undefined => (typeof v.consts[0] === 'number' ? v.consts[0] : undefined);

/** Elements of an array as arguments. */
function elements(m: Machine, v: Value, { site }: NativeCall): List | undefined {
  return iterate(m, v, site).known?.map((x) => ({ v: x, s: site.s, e: site.e }));
}

const partial = adapting('partial', (_, call) => ({ callee: arg(call, 0), args: first(after(call, 1)) }));
const partialRight = adapting('partialRight', (_, call) => ({ callee: arg(call, 0), args: last(after(call, 1)) }));
const unary = adapting('unary', (_, call) => ({ callee: arg(call, 0), args: only(1) }));

const LODASH: Natives = {
  partial,
  partialRight,
  unary,
  bind: adapting('bind', (_, call) => ({ callee: arg(call, 0), self: arg(call, 1), args: first(after(call, 2)) })),
  bindKey: adapting('bindKey', (m, call) => {
    const { name } = keyName(arg(call, 1));
    return name === null ? undefined : { callee: getProperty(m, arg(call, 0), name, call.site), self: arg(call, 0), args: first(after(call, 2)) };
  }),
  ary: adapting('ary', (_, call) => ({ callee: arg(call, 0), args: only(count(arg(call, 1))) })),
  flip: adapting('flip', (_, call) => ({ callee: arg(call, 0), args: (_m, given) => (given.rest ? undefined : { list: [...given.list].reverse() }) })),
  spread: adapting('spread', (_, call) => ({
    callee: arg(call, 0),
    args: (m, given, c) => {
      const list = given.list[0] && elements(m, given.list[0].v, c);
      return list && { list };
    },
  })),
  wrap: adapting('wrap', (_, call) => ({ callee: arg(call, 1), args: first(after(call, 0).slice(0, 1)) })),
};

const listed = (name: string, place: typeof first): Native => adapting(name, (m, call) => {
  const bound = elements(m, arg(call, 1), call);
  return bound && { callee: arg(call, 0), args: place(bound) };
});

/** Calls each of the functions in a list with the arguments; what they give, as a list. */
const each: Native = (m, call) => {
  const list = elements(m, arg(call, 0), call);
  if (!list) return callUnreadable(m, { ...call, name: 'juxt' });
  const run: Native = (mm, c) => newArray(mm, c, list.map(({ v }) => callValue(mm, v, UNDEFINED, c.args, c.site)));
  return reference(m.alloc('native', call.site, EMPTY, { native: { name: 'juxt', call: run } }, 'juxt'));
};

const RAMDA: Natives = {
  partial: listed('partial', first),
  partialRight: listed('partialRight', last as typeof first),
  unary,
  nAry: adapting('nAry', (_, call) => ({ callee: arg(call, 1), args: only(count(arg(call, 0))) })),
  bind: adapting('bind', (_, call) => ({ callee: arg(call, 0), self: arg(call, 1), args: first([]) })),
  flip: adapting('flip', (_, call) => ({ callee: arg(call, 0), args: (_m, given) => ({ ...given, list: [...given.list.slice(0, 2).reverse(), ...given.list.slice(2)] }) })),
  converge: adapting('converge', (m, call) => {
    const branches = elements(m, arg(call, 1), call);
    return branches && { callee: arg(call, 0), args: (mm, given, c) => ({ list: branches.map(({ v }) => ({ v: callValue(mm, v, UNDEFINED, given, c.site), s: c.site.s, e: c.site.e })) }) };
  }),
  juxt: each,
};

const under = (modules: readonly string[], members: Natives): Natives =>
  Object.fromEntries(modules.flatMap((module) => Object.entries(members).flatMap(([name, native]) => [`${module}#${name}`, `${module}#default.${name}`, `${module}#_.${name}`].map((key): [string, Native] => [key, native]))));
const alone = (members: Natives): Natives => Object.fromEntries(Object.entries(members).flatMap(([name, native]) => [`lodash/${name}#default`, `lodash-es/${name}#default`, `lodash.${name}#default`].map((key): [string, Native] => [key, native])));

/** Functions that apply others to some of their arguments, or to other ones. */
export const partialNatives: Natives = {
  ...under(['lodash', 'lodash-es', 'underscore', 'es-toolkit', 'es-toolkit/compat'], { ...LODASH, over: each }),
  ...under(['ramda', 'rambda'], RAMDA),
  ...alone(LODASH),
};
