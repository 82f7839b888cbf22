import { Bounds } from './bounds.js';
import { EMPTY, isInternal, slot, type Content } from './domain/content.js';
import type { State } from './domain/state.js';
import { BOTTOM, isBottom, join, joinAll, reference, UNDEFINED, type Ref, type Value } from './domain/value.js';
import { constructValue } from './machine/calls.js';
import { materialise } from './machine/declared-objects.js';
import { functionPrototype } from './machine/functions.js';
import { classValue } from './machine/instances.js';
import type { Machine } from './machine/machine.js';
import type { Args, Closure } from './machine/objects.js';

/** Which objects hold a function under a name, which inherit from an object, and which function has it for its prototype. */
export class Holders {
  readonly #holders = new Map<Ref, Ref[]>();
  readonly #heirs = new Map<Ref, Ref[]>();
  readonly #makers = new Map<Ref, Ref>();

  /** Looks through all objects for those that hold one of the functions. */
  find(m: Machine, state: State, functions: readonly Ref[]): void {
    const wanted = new Set(functions.filter((ref) => takesThis(m.obj(ref).closure!)));
    if (wanted.size === 0) return;
    this.#heirs.clear();
    for (let id = 0; id < m.objectCount; id++) {
      const kind = m.obj(id)?.kind;
      if (kind !== 'object' && kind !== 'function' && kind !== 'class') continue;
      const content = state.get(id);
      if (!content || !('props' in content)) continue;
      for (const p of content.props.get('!proto')?.v.refs ?? []) note(this.#heirs, p, id);
      for (const p of prototypesOf(m, id, content)) this.#makers.set(p, id);
      for (const [name, s] of content.props) {
        if (isInternal(name) || name === 'constructor' || name === 'prototype') continue;
        for (const v of [s.v, s.get, s.set]) for (const r of v?.refs ?? []) if (wanted.has(r)) note(this.#holders, r, id);
      }
    }
  }

  holdersOf(ref: Ref): readonly Ref[] {
    return this.#holders.get(ref) ?? [];
  }

  heirsOf(ref: Ref): readonly Ref[] {
    return this.#heirs.get(ref) ?? [];
  }

  /** The class or function that makes objects with this prototype. */
  makerOf(ref: Ref): Ref | undefined {
    return this.#makers.get(ref);
  }
}

function prototypesOf(m: Machine, id: Ref, content: Content): readonly Ref[] {
  const { cls, kind } = m.obj(id);
  if (cls) return [cls.prototype];
  return kind === 'function' ? (content.props.get('prototype')?.v.refs ?? []) : [];
}

/** One object more than a value can be is kept, so that a value which is all of them reaches that bound. */
function note(map: Map<Ref, Ref[]>, key: Ref, id: Ref): void {
  const list = map.get(key);
  if (!list) map.set(key, [id]);
  else if (list.length <= Bounds.references && !list.includes(id)) list.push(id);
}

/** Has a `this` of its own, and its class does not tell what it is. */
function takesThis({ fn, home }: Closure): boolean {
  return fn.kind !== 'arrow' && !home?.cls;
}

/** `this` of a function that runs as an entry point: an instance of its class, the objects that hold it, or what it may construct. */
export function receiver(m: Machine, ref: Ref, holders: Holders, argsOf: (closure: Closure) => Args): Value {
  const closure = m.obj(ref).closure!;
  const { home, fn, facts } = closure;
  if (home?.cls) {
    if (home.object === home.cls) return reference(home.cls);
    const info = m.obj(home.cls).cls!;
    return classValue(m, info.facts.file, info.index) ?? UNDEFINED;
  }
  if (!takesThis(closure)) return UNDEFINED;
  const held = [...(home ? [home.object] : []), ...holders.holdersOf(ref)];
  const out = [...new Set(held)].reduce((v, h) => join(v, instance(m, h, holders, argsOf)), BOTTOM);
  if (isBottom(out) && fn.thisType) return materialise(m, { file: facts.file, type: fn.thisType }, { file: facts.file, s: fn.thisType.s, e: fn.thisType.e }, '`this` is declared');
  if (!isBottom(out) || fn.kind !== 'function') return isBottom(out) ? UNDEFINED : out;
  const made = m.alloc('object', { file: facts.file, s: fn.s, e: fn.e }, EMPTY, {}, 'receiver');
  m.setSlot(made, '!proto', slot(functionPrototype(m, ref)));
  return reference(made);
}

/** The objects on which a function is called that `holder` holds: itself, or where it is a prototype, what inherits from it. */
function instance(m: Machine, holder: Ref, holders: Holders, argsOf: (closure: Closure) => Args): Value {
  const maker = holders.makerOf(holder);
  const made = maker === undefined ? undefined : m.obj(maker);
  if (made?.cls) return classValue(m, made.cls.facts.file, made.cls.index) ?? UNDEFINED;
  const heirs = joinAll(holders.heirsOf(holder).filter((r) => m.st?.get(r) !== undefined).map((r) => reference(r)));
  if (!made?.closure) return join(reference(holder), heirs);
  return isBottom(heirs) && m.st ? constructValue(m, reference(made.id), argsOf(made.closure), made.site) : heirs;
}
