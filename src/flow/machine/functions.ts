import type { Block, FileFacts } from '../../facts/ir.js';
import type { Context, Env } from '../domain/context.js';
import { EMPTY, slot, type Content } from '../domain/content.js';
import { State } from '../domain/state.js';
import { stepped } from '../domain/taint.js';
import { BOTTOM, join, reference, UNDEFINED, type Ref, type Value } from '../domain/value.js';
import { runAsync, settled } from './async.js';
import { purposesOfCode } from './boundary.js';
import { storeParameterProperties } from './classes.js';
import { parameterType } from './contextual.js';
import { conformParam, conformReturn } from './declared.js';
import { innermostCall, noExit, type Frame } from './frame.js';
import { makeGenerator } from './generators.js';
import { builtin } from './library.js';
import type { Machine } from './machine.js';
import type { Args, Closure, Home, Site } from './objects.js';
import { argument } from './calls.js';
import { bind } from './patterns.js';
import { runBlock } from './resumable/statements.js';
import { suspends } from './resumable/suspends.js';
import { execBlock } from './statements.js';
import { listContent } from './elements.js';

/** The function object that evaluating a function expression or declaration gives. */
export function makeClosure(m: Machine, facts: FileFacts, index: number, env: Env, home?: Home): Ref {
  const fn = facts.functions[index]!;
  const f = m.frame;
  const arrow = fn.kind === 'arrow';
  const closure: Closure = {
    facts,
    index,
    fn,
    env,
    ...(arrow && { lexical: { thisValue: f.thisValue, home: f.home, newTarget: f.newTarget, args: f.args } }),
    ...(home && { home }),
  };
  return m.alloc('function', { file: facts.file, s: fn.s, e: fn.e }, EMPTY, { closure }, `f${env.id}`);
}

/** `f.prototype` of a plain function or class, made on first use. */
export function functionPrototype(m: Machine, ref: Ref): Value {
  const o = m.obj(ref);
  if (o.cls) return reference(o.cls.prototype);
  const own = m.slot(ref, 'prototype');
  if (own) return own.v;
  const proto = m.shared(`prototype|${ref}`, 'object', o.site);
  m.setSlot(proto, 'constructor', slot(reference(ref)));
  m.setSlot(ref, 'prototype', slot(reference(proto)));
  return reference(proto);
}

export interface Activation {
  readonly ref: Ref;
  readonly closure: Closure;
  readonly thisValue: Value;
  readonly args: Args;
  readonly site: Site;
  readonly newTarget: Value;
  readonly ctx: Context;
}

/** Runs a function's body. Generators give their object; async functions a promise. Uncaught throws are in the frame. */
export function runFunction(m: Machine, a: Activation): { frame: Frame; value: Value } {
  const { closure } = a;
  const { fn, facts } = closure;
  const key = `${facts.file}|${closure.index}`;
  m.entered.add(key);
  if (!m.isTest) m.called.add(key);
  m.observer?.functions.add(fn);
  const frame = openFrame(m, a);
  const caller = m.frame;
  m.frame = frame;
  try {
    if (fn.generator) {
      openScope(m, frame, a);
      const body = (done: () => void): void => (fn.body ? runBlock(m, fn.body, done, true) : done());
      return { frame, value: m.st ? makeGenerator(m, frame, a.site, `g${a.ref}`, body) : BOTTOM };
    }
    if (fn.async && fn.body && suspends(fn.body)) {
      openScope(m, frame, a);
      if (m.st) return { frame, value: runAsync(m, frame, a.site, (done) => runBlock(m, fn.body!, done, true)) };
    }
    const v = m.st ? runBody(m, frame, a) : BOTTOM;
    if (!fn.async) return { frame, value: v };
    const promise = settled(m, v, frame.thrown, a.site);
    frame.thrown = noExit();
    return { frame, value: promise };
  } finally {
    m.frame = caller;
  }
}

/** The frame of a call, before its parameters are bound. */
export function openFrame(m: Machine, a: Activation): Frame {
  const { closure } = a;
  const caller = m.frame;
  const lexical = closure.lexical;
  const frame: Frame = {
    facts: closure.facts,
    fn: closure.fn,
    closure,
    env: closure.env,
    ctx: a.ctx,
    thisValue: lexical ? lexical.thisValue : sloppyThis(m, closure, a.thisValue),
    newTarget: lexical ? lexical.newTarget : a.newTarget,
    home: lexical ? lexical.home : closure.home,
    args: lexical ? lexical.args : a.args,
    purposes: purposesOfCode(m, closure),
    ret: noExit(),
    thrown: noExit(),
    catches: [],
    jumps: [],
    chains: [],
    caller,
    at: a.site,
    context: caller.context,
    implicit: false,
  };
  return frame;
}

function sloppyThis(m: Machine, closure: Closure, thisValue: Value): Value {
  if (closure.facts.style === 'esm' || closure.fn.cls !== undefined || closure.fn.kind !== 'function') return thisValue;
  const bare = thisValue.refs.length === 0 && !thisValue.unknown && thisValue.kinds === 0 && thisValue.consts.every((c) => c === undefined || c === null);
  return bare ? reference(builtin(m, 'globalThis')) : thisValue;
}

/** Makes the variables of the call's frame and binds its parameters. */
function openScope(m: Machine, frame: Frame, a: Activation): void {
  const { closure } = a;
  const { fn, facts } = closure;
  if (!fn.body) return;
  frame.env = m.env(facts.file, `f${closure.index}`, closure.env);
  const marker = frame.env.id;
  if (m.st!.get(marker) !== undefined && frame.env.run === m.run) frame.env.several = true;
  if ((innermostCall(m.active, fn)?.count ?? 0) > 1) frame.env.recursive = true;
  frame.env.run = m.run;
  m.st!.set(marker, UNDEFINED);
  for (const v of fn.locals) m.declare(frame.env, v);
  if (!frame.env.several) for (const v of fn.locals) m.st!.set(m.declare(frame.env, v), UNDEFINED);
  if (fn.self !== undefined) m.writeVar(frame.env, fn.self, reference(a.ref));
  if (fn.argumentsVar !== undefined) m.writeVar(frame.env, fn.argumentsVar, argumentsObject(m, a));
  hoist(m, fn.body);
  bindParams(m, frame, a);
  if (m.st) storeParameterProperties(m);
}

/** Binds the parameters and runs the body in the current frame; the result is what it returns. */
export function runBody(m: Machine, frame: Frame, a: Activation): Value {
  const { fn } = a.closure;
  if (!fn.body) return BOTTOM;
  openScope(m, frame, a);
  execBlock(m, fn.body, true);
  let st = frame.ret.st;
  let v = frame.ret.v;
  if (m.st) {
    v = join(v, UNDEFINED);
    st = State.join(st, m.st);
  }
  m.st = st;
  return st ? conformReturn(m, frame, fn.kind === 'ctor' ? constructed(frame, a, v) : v) : BOTTOM;
}

/** Where `super()` gave another object than the one that was made for it, a constructor gives that one. */
function constructed({ thisValue }: Frame, a: Activation, v: Value): Value {
  const other = thisValue.refs.some((r) => !a.thisValue.refs.includes(r));
  return other && v.consts.includes(undefined) ? join({ ...v, consts: v.consts.filter((c) => c !== undefined) }, thisValue) : v;
}

function bindParams(m: Machine, frame: Frame, a: Activation): void {
  for (const [i, p] of frame.fn.params.entries()) {
    if (!m.st) return;
    let v: Value;
    if (p.rest) {
      v = reference(m.alloc('array', { file: frame.facts.file, s: p.s, e: p.e }, given(a.args, i), {}, 'rest'));
    } else {
      v = passed(frame, a, i, argument(a.args, i));
    }
    bind(m, p.target, conformParam(m, p, parameterType(frame.facts.file, p, i, m.obj(a.ref)?.signature), v), 'declare');
  }
}

/** The arguments from the index on as a list: each has its place, also where the function is called again and again. */
function given({ list, rest }: Args, from = 0): Content {
  return listContent(list.slice(from).map(({ v }) => v), rest?.v);
}

function passed(frame: Frame, a: Activation, i: number, v: Value): Value {
  if (v.labels.length === 0) return v;
  const p = frame.fn.params[i]!;
  const target = p.target.k === 'pdefault' ? p.target.target : p.target;
  const name = target.k === 'pvar' ? frame.facts.bindings[target.v]!.name : '';
  const at = a.args.list[i] ?? a.args.rest ?? a.site;
  const to = frame.fn.name ? `${frame.fn.name}()` : 'a function';
  return { ...v, labels: stepped(v.labels, a.site.file, at.s, at.e, name ? `passed as \`${name}\` to ${to}` : `passed to ${to}`) };
}

function argumentsObject(m: Machine, a: Activation): Value {
  const ref = m.alloc('array', a.site, given(a.args), {}, 'arguments');
  const aliases = sloppyParameters(a);
  if (aliases) m.obj(ref).aliases = { env: m.frame.env, params: aliases };
  return reference(ref);
}

/** Variables of the parameters that `arguments` shares its elements with: of sloppy functions with plain parameters, those given. */
function sloppyParameters(a: Activation): readonly number[] | undefined {
  const { facts, fn } = a.closure;
  if (facts.style === 'esm' || fn.strict || fn.cls !== undefined || fn.params.length === 0) return undefined;
  if (!fn.params.every((p) => p.target.k === 'pvar' && !p.rest)) return undefined;
  return fn.params.slice(0, a.args.list.length).flatMap((p) => (p.target.k === 'pvar' ? [p.target.v] : []));
}

/** Makes the functions that a block declares. */
export function hoist(m: Machine, block: Pick<Block, 'funcs'>): void {
  for (const { v, f } of block.funcs) {
    if (!m.st) return;
    m.writeVar(m.frame.env, v, reference(makeClosure(m, m.frame.facts, f, m.frame.env)));
  }
}

