import type { Stmt } from '../../facts/ir.js';
import { EMPTY, slot, withSlot, type Slot } from '../domain/content.js';
import { BOTTOM, reference, UNDEFINED, type Ref } from '../domain/value.js';
import { addExit, noExit, throwTarget, type Frame } from './frame.js';
import { runBody } from './functions.js';
import type { Machine } from './machine.js';

export function namespace(m: Machine, s: Extract<Stmt, { k: 'namespace' }>): void {
  const old = m.readVar(m.frame.env, s.v);
  const ref = old.refs[0] ?? m.alloc('object', m.site(s), EMPTY, {}, 'namespace');
  m.writeVar(m.frame.env, s.v, reference(ref));
  const outer = m.frame;
  const fn = outer.facts.functions[s.f]!;
  const closure = { facts: outer.facts, index: s.f, fn, env: outer.env };
  const frame: Frame = { ...outer, fn, closure, env: outer.env, ret: noExit(), catches: [], jumps: [], chains: [], thrown: noExit() };
  m.frame = frame;
  runBody(m, frame, { ref, closure, thisValue: UNDEFINED, args: { list: [] }, site: m.site(s), newTarget: UNDEFINED, ctx: frame.ctx });
  const inner = frame.env;
  m.frame = outer;
  addExit(throwTarget(outer), frame.thrown.st, frame.thrown.v);
  let content = m.content(ref);
  for (const x of s.exports) content = withSlot(content, x.name, exported(m, outer, ref, inner, x));
  if (m.st) m.setContent(ref, content);
}

/** What a namespace exports under a name: a variable that its code can write later is read when it is asked for. */
function exported(m: Machine, frame: Frame, ref: Ref, env: Frame['env'], x: { readonly name: string; readonly v: number }): Slot {
  const { kind, captured } = frame.facts.bindings[x.v]!;
  if (!captured || (kind !== 'let' && kind !== 'var')) return slot(m.readVar(env, x.v));
  const get = m.native(`get|${ref}|${x.name}`, (mm) => mm.readVar(env, x.v));
  const set = m.native(`set|${ref}|${x.name}`, (mm, call) => (mm.writeVar(env, x.v, call.args.list[0]?.v ?? UNDEFINED), UNDEFINED));
  return slot(BOTTOM, { get, set });
}
