import { EMPTY, slot } from '../../domain/content.js';
import { constants, reference, type Value } from '../../domain/value.js';
import { iterate } from '../../machine/iteration.js';
import type { Machine } from '../../machine/machine.js';
import { answerWith } from '../../machine/model/answering.js';
import { instanceOf } from '../../machine/model/results.js';
import type { Native, NativeCall, Natives } from '../../machine/native.js';
import { enqueue } from '../../machine/tasks.js';
import { Routers, type Layer } from './routers.js';
import { serve, type Framework } from './serve.js';

export const VERBS = 'all checkout copy del delete get head link lock merge mkcol move notify opts options patch post propfind put purge report search subscribe trace'.split(' ');

/** Functions and routers among the arguments, those in arrays too. */
export function handlersOf(m: Machine, call: NativeCall, from: number): Value[] {
  const out: Value[] = [];
  const add = (v: Value): void => {
    const lists: Value = { ...v, refs: v.refs.filter((r) => m.obj(r).kind === 'array'), consts: [], kinds: 0, unknown: false };
    const others: Value = { ...v, refs: v.refs.filter((r) => m.obj(r).kind !== 'array'), consts: [], kinds: 0 };
    if (lists.refs.length > 0) {
      const { known, any } = iterate(m, lists, call.site);
      for (const x of known ?? [any]) add(x);
    }
    const called = others.refs.filter((r) => !['object', 'map', 'set', 'promise'].includes(m.obj(r).kind));
    if (called.length > 0 || others.unknown) out.push({ ...others, refs: called });
  };
  for (const a of call.args.list.slice(from)) add(a.v);
  if (call.args.rest) add(call.args.rest.v);
  return out;
}

/** A path that is constant. */
export function pathOf(v: Value): string | undefined {
  const c = constants(v);
  return c?.length === 1 && typeof c[0] === 'string' ? c[0] : undefined;
}

/** Registers handlers on the routers that the call is on, and has requests pass through them once all is registered. */
export function register(m: Machine, framework: Framework, call: NativeCall, layer: Pick<Layer, 'kind' | 'path' | 'handlers' | 'method' | 'sends'>): Value {
  const routers = Routers.of(m);
  for (const v of layer.handlers) for (const r of v.refs) if (m.obj(r).kind === 'function') m.handedOut.add(r);
  if (framework.answers && layer.kind === 'route') layer.handlers.forEach((v) => answerWith(m, v, layer.sends));
  const { file, s, e: end } = call.site;
  for (const ref of call.thisValue.refs) routers.register(ref, { ...layer, key: `${file}:${s}:${end}|${m.frame.ctx.id}|${ref}`, site: call.site });
  enqueue(m, 'serve', false, 0, () => {
    for (const ref of routers.changed()) for (const e of routers.endpoints(ref)) if (m.st && e.handlers.length > 0) serve(m, framework, e, ref);
  });
  return call.thisValue;
}

/** Makes a router of the type. */
export function creates(type: string): Native {
  return (m, call) => {
    const made = instanceOf(m, type, call.site, 'router');
    for (const r of made.refs) {
      Routers.of(m).create(r);
      if (type.endsWith('#Application')) m.setSlot(r, 'locals', slot(reference(m.alloc('object', call.site, EMPTY, {}, 'locals'))));
    }
    return made;
  };
}

export const both = (key: string, native: Native): Natives => ({ [key]: native, [`new ${key}`]: native });
export const merged = (parts: readonly Natives[]): Natives => Object.fromEntries(parts.flatMap((p) => Object.entries(p)));
export const named = (module: string, types: readonly string[], members: Readonly<Record<string, Native>>): Natives =>
  Object.fromEntries(types.flatMap((type) => Object.entries(members).map(([name, native]) => [`${module}#${type}.prototype.${name}`, native])));
