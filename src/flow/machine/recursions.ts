import { Bounds } from '../bounds.js';
import { State } from '../domain/state.js';
import { BOTTOM, equal, join, UNDEFINED, UNKNOWN, type Ref, type Value } from '../domain/value.js';
import { addExit, noExit, throwTarget, type Exit } from './frame.js';
import { runFunction } from './functions.js';
import type { Machine } from './machine.js';
import type { Args, Closure, Site } from './objects.js';

/** What a recursion past its bound is joined into. */
export interface Recursion {
  input: { st: State; thisValue: Value; args: Args };
  output: Exit;
  thrown: Exit;
}

export function invokeRecursive(m: Machine, ref: Ref, key: string, closure: Closure, thisValue: Value, args: Args, site: Site, newTarget: Value): Value {
  const open = m.recursions.get(key);
  if (open) {
    open.input = { st: State.join(open.input.st, m.st)!, thisValue: join(open.input.thisValue, thisValue), args: joinArgs(open.input.args, args) };
    addExit(throwTarget(m.frame), open.thrown.st?.fork() ?? null, open.thrown.v);
    m.st = open.output.st?.fork() ?? null;
    return open.output.v;
  }
  if (closure.fn.async || closure.fn.generator) return invokeSuspended(m, ref, key, closure, { st: m.st!, thisValue, args }, site, newTarget);
  m.limit('bound', `recursion deeper than ${Bounds.recursion} is joined here`, site);
  const rec: Recursion = { input: { st: m.st!.fork(), thisValue, args }, output: noExit(), thrown: noExit() };
  m.recursions.set(key, rec);
  const ctx = m.frame.ctx.child(`recursion ${key}`, true);
  try {
    for (let pass = 0; pass < Bounds.fixpointPasses; pass++) {
      const before = { ...rec, output: { ...rec.output }, thrown: { ...rec.thrown } };
      m.st = rec.input.st.fork();
      const { frame, value } = runFunction(m, { ref, closure, thisValue: rec.input.thisValue, args: rec.input.args, site, newTarget, ctx: ctx });
      addExit(rec.output, m.st, value);
      addExit(rec.thrown, frame.thrown.st, frame.thrown.v);
      if (stable(before, rec)) break;
    }
  } finally {
    m.recursions.delete(key);
  }
  // One that never comes back ends in an error where the stack does.
  if (!rec.output.st && !rec.thrown.st) addExit(rec.thrown, rec.input.st, UNKNOWN);
  m.st = rec.output.st?.fork() ?? null;
  addExit(throwTarget(m.frame), rec.thrown.st, rec.thrown.v);
  return m.st ? rec.output.v : BOTTOM;
}

/**
 * A recursion of code that stops and goes on later: all its calls past the bound are one, with one promise or generator. It
 * is run again while more comes in.
 */
export function invokeSuspended(m: Machine, ref: Ref, key: string, closure: Closure, input: Recursion['input'], site: Site, newTarget: Value): Value {
  const name = `recursion ${key}`;
  const ctx = m.frame.ctx.within(name) ?? m.frame.ctx.child(name, true);
  const known = m.suspended.get(ctx);
  if (known?.run === m.run) {
    const st = State.join(known.st, input.st)!;
    const args = joinArgs(known.args, input.args);
    const nothingNew = State.same(st, known.st) && args.list.every((a, i) => equal(a.v, known.args.list[i]?.v ?? UNDEFINED));
    if (nothingNew || known.passes >= Bounds.fixpointPasses) return known.value;
    Object.assign(known, { st: st.fork(), args, passes: known.passes + 1 });
    input = { ...input, args };
  } else {
    m.limit('bound', `recursion deeper than ${Bounds.recursion} is joined here`, site);
    m.suspended.set(ctx, { run: m.run, st: input.st.fork(), args: input.args, passes: 0, value: BOTTOM });
  }
  const { frame, value } = runFunction(m, { ref, closure, thisValue: input.thisValue, args: input.args, site, newTarget, ctx });
  addExit(throwTarget(m.frame), frame.thrown.st, frame.thrown.v);
  const all = m.suspended.get(ctx)!;
  all.value = join(all.value, value);
  return m.st ? all.value : BOTTOM;
}

/** A joined recursion of code that stops: what came in, and the promise or generator that its calls give. */
export interface Suspended {
  readonly run: number;
  st: State;
  args: Args;
  passes: number;
  value: Value;
}

function stable(a: Recursion, b: Recursion): boolean {
  const same = (x: State | null, y: State | null): boolean => x === y || (x !== null && y !== null && State.same(x, y));
  return same(a.input.st, b.input.st) && same(a.output.st, b.output.st) && same(a.thrown.st, b.thrown.st) && join(a.output.v, b.output.v) === a.output.v;
}

export function joinArgs(a: Args, b: Args): Args {
  const n = Math.max(a.list.length, b.list.length);
  const list = Array.from({ length: n }, (_, i) => {
    const x = a.list[i] ?? a.rest;
    const y = b.list[i] ?? b.rest;
    const at = a.list[i] ?? b.list[i]!;
    return { v: join(x?.v ?? UNDEFINED, y?.v ?? UNDEFINED), s: at.s, e: at.e };
  });
  const rest = a.rest && b.rest ? { ...a.rest, v: join(a.rest.v, b.rest.v) } : (a.rest ?? b.rest);
  return rest ? { list, rest } : { list };
}
