import { EMPTY, slot, withSlot } from '../domain/content.js';
import { BOTTOM, join, reference, UNDEFINED, type Ref, type Value } from '../domain/value.js';
import { callValue } from '../machine/calls.js';
import type { AsyncContext, Frame } from '../machine/frame.js';
import type { Machine } from '../machine/machine.js';
import type { Native, NativeCall, Natives } from '../machine/native.js';
import { arg } from './support.js';

/** What some call made the store of an `AsyncLocalStorage`. */
const STORED = '!@store';

function remember(m: Machine, ref: Ref, v: Value): void {
  const c = m.content(ref);
  m.setContent(ref, withSlot(c, STORED, slot(join(c.props.get(STORED)?.v ?? BOTTOM, v))));
}

function withStores(context: AsyncContext, refs: readonly Ref[], v: Value): AsyncContext {
  return { ...context, stores: new Map([...context.stores, ...refs.map((r): [Ref, Value] => [r, v])]) };
}

/** Runs code under another context; what it starts keeps that context. */
function under(m: Machine, context: AsyncContext, run: () => Value): Value {
  const { frame } = m;
  const before = frame.context;
  frame.context = context;
  const v = run();
  frame.context = before;
  return v;
}

const callback = (m: Machine, call: NativeCall, at: number): Value => callValue(m, arg(call, at), UNDEFINED, { ...call.args, list: call.args.list.slice(at + 1) }, call.site);

const run: Native = (m, call) => {
  const v = arg(call, 0);
  for (const ref of call.thisValue.refs) remember(m, ref, v);
  return under(m, withStores(m.frame.context, call.thisValue.refs, v), () => callback(m, call, 1));
};

const exit: Native = (m, call) => under(m, withStores(m.frame.context, call.thisValue.refs, UNDEFINED), () => callback(m, call, 0));

/** Holds for the rest of the code that runs now. */
const enterWith: Native = (m, call) => {
  const v = arg(call, 0);
  for (const ref of call.thisValue.refs) remember(m, ref, v);
  for (let f: Frame | null = m.frame; f; f = f.caller) f.context = withStores(f.context, call.thisValue.refs, v);
  return UNDEFINED;
};

const getStore: Native = (m, call) => {
  const { stores, open } = m.frame.context;
  return call.thisValue.refs.reduce((out, ref) => {
    const known = stores.get(ref);
    // Whoever calls an entry point can do so under any store that the program makes.
    const any = open ? join(m.slot(ref, STORED)?.v ?? UNDEFINED, UNDEFINED) : UNDEFINED;
    return join(out, known ?? any);
  }, BOTTOM);
};

/** A function that runs another under the context of now. */
function bound(m: Machine, call: NativeCall, f: (c: NativeCall) => { readonly callee: Value; readonly from: number }): Value {
  const { context } = m.frame;
  const native: Native = (mm, c) => {
    const { callee, from } = f(c);
    return under(mm, context, () => callValue(mm, callee, c.thisValue, { ...c.args, list: c.args.list.slice(from) }, c.site));
  };
  return reference(m.alloc('native', call.site, EMPTY, { native: { name: 'bound', call: native } }, 'context'));
}

const bind: Native = (m, call) => bound(m, call, () => ({ callee: arg(call, 0), from: 0 }));
const snapshot: Native = (m, call) => bound(m, call, (c) => ({ callee: arg(c, 0), from: 1 }));

const storage = (path: string): Natives => ({
  [`${path}.prototype.run`]: run,
  [`${path}.prototype.exit`]: exit,
  [`${path}.prototype.enterWith`]: enterWith,
  [`${path}.prototype.getStore`]: getStore,
  [`${path}.bind`]: bind,
  [`${path}.snapshot`]: snapshot,
});

/** `AsyncLocalStorage`: a store belongs to the code that runs under it, and to what that starts. */
export const asyncContextNatives: Natives = {
  ...storage('node:async_hooks#AsyncLocalStorage'),
  'node:async_hooks#AsyncResource.bind': bind,
};
