import { Env } from '../domain/context.js';
import { EMPTY, joinObjects, withSlot, type Content, type Slot } from '../domain/content.js';
import { State } from '../domain/state.js';
import { reference, UNDEFINED, type Ref, type Value } from '../domain/value.js';
import type { Frame } from './frame.js';
import { Holding } from './holding.js';
import { Reads } from './reads.js';
import type { Obj, ObjKind, Site } from './objects.js';
import type { Stores } from './stores.js';

export type ObjInit = Omit<Obj, 'id' | 'kind' | 'site' | 'several' | 'run' | 'made'>;

/** Objects and variables: what they are, and what they hold in the current state. */
export class Heap {
  /** Current state; null where the code under evaluation can't be reached. */
  st: State | null = new State();
  /** State in which the current run began. */
  base: State | null = null;
  frame!: Frame;
  /** Number of the current run of a root. */
  run = 0;
  /** Locations of the current run's first state that it has read. */
  reads = new Reads();
  readonly holding = new Holding();

  /** Times that some object was made. */
  #made = 0;

  readonly #objects: (Obj | undefined)[] = [undefined];
  /** Of locations that are made in an entry point's calls, its key. */
  readonly #entries: (string | undefined)[] = [];
  readonly #byKey = new Map<string, Ref>();
  readonly #envs = new Map<string, Env>();

  constructor(readonly stores: Stores) {}

  /**
   * A new location of the state.
   *
   * @param entry key of the entry point whose calls make it; undefined: others can make it too
   */
  location(entry?: string): number {
    const at = this.#objects.push(undefined) - 1;
    if (entry !== undefined) this.#entries[at] = entry;
    return at;
  }

  /** Key of the entry point in whose calls alone the location is made. */
  entryOf(location: number): string | undefined {
    return this.#entries[location];
  }

  obj(ref: Ref): Obj {
    return this.#objects[ref]!;
  }

  /** The object was there before the current run: other code can reach it. */
  persistent(ref: Ref): boolean {
    const { of } = this.obj(ref);
    return this.base !== null && (this.base.get(ref) !== undefined || (of !== undefined && this.persistent(of)));
  }

  get objectCount(): number {
    return this.#objects.length;
  }

  /** The object of this kind, site and tag in the current context, fresh with `content`. */
  alloc(kind: ObjKind, site: Site, content: Content = EMPTY, init: ObjInit = {}, tag = ''): Ref {
    const ctx = this.frame.ctx;
    return this.fresh(`${kind}|${site.file}|${site.s}|${site.e}|${tag}|${ctx.id}`, ctx.several, kind, site, content, init, ctx.entry);
  }

  /**
   * The object of this key, fresh with `content`.
   *
   * @param entry key of the entry point to which the object's key belongs
   */
  fresh(key: string, several: boolean, kind: ObjKind, site: Site, content: Content, init: ObjInit, entry?: string): Ref {
    let id = this.#byKey.get(key);
    if (id === undefined) {
      id = this.location(entry);
      this.#byKey.set(key, id);
      this.#objects[id] = { id, kind, site, several, run: -1, made: 0, ...init };
    } else if (init.closure || init.cls || init.resumes || init.native) {
      Object.assign(this.#objects[id]!, init);
    }
    const o = this.#objects[id]!;
    o.made = ++this.#made;
    const old = this.st?.get(id) as Content | undefined;
    if (old && o.run === this.run) o.several = true;
    o.run = this.run;
    const now = old && o.several ? joinObjects(old, content) : content;
    this.st?.set(id, now);
    this.#noteHeld(id, now, old);
    return id;
  }

  /** The object that has just been made. */
  recent(ref: Ref): Value {
    return { ...reference(ref), recent: this.obj(ref).made };
  }

  /** An object that exists once in the program, whatever the context. */
  shared(key: string, kind: ObjKind, site: Site, init: ObjInit = {}, several = false, content: Content = EMPTY): Ref {
    let id = this.#byKey.get(key);
    if (id === undefined) {
      id = this.location(init.of === undefined ? undefined : this.entryOf(init.of));
      this.#byKey.set(key, id);
      this.#objects[id] = { id, kind, site, several, run: -1, made: 0, ...init };
    }
    if (this.st && this.st.get(id) === undefined) {
      this.st.set(id, content);
      this.#noteHeld(id, content, undefined);
    }
    return id;
  }

  content(ref: Ref): Content {
    this.noteRead(ref);
    return this.#now(ref);
  }

  /** One of the object's slots; all else that it holds is not looked at. */
  slot(ref: Ref, name: string): Slot | undefined {
    return this.member(ref, name).props.get(name);
  }

  /** What the object holds, of which only what concerns the name is looked at: its slot, the prototype, what stands under any name. */
  member(ref: Ref, name: string): Content {
    this.noteRead(ref, name);
    return this.#now(ref);
  }

  /** Puts one slot in the place of what stands there. */
  setSlot(ref: Ref, name: string, s: Slot): void {
    this.setContent(ref, withSlot(this.#now(ref), name, s));
  }

  #now(ref: Ref): Content {
    return (this.st?.get(ref) as Content | undefined) ?? EMPTY;
  }

  /**
   * The object is read.
   *
   * @param name undefined: all of it
   */
  noteRead(ref: Ref, name?: string): void {
    const o = this.#objects[ref];
    if (o?.run !== this.run || this.#isOld(ref, o.several)) this.reads.note(ref, name);
  }

  /** The object is not looked into, as it can hold no label so far. */
  notePassed(ref: Ref): void {
    const o = this.#objects[ref];
    if (o?.run !== this.run || this.#isOld(ref, o.several)) this.reads.passed.add(ref);
  }

  /**
   * What stands at the location, which the current run has made (anew), is from before it, or joined with that. All else the run
   * has put there itself: what others do to it the run can see when it is done again only by what leads there, which it has read.
   */
  #isOld(location: number, several: boolean): boolean {
    if (!this.base) return true;
    const before = this.base.get(location);
    return before !== undefined && (several || before === this.st?.get(location));
  }

  setContent(ref: Ref, content: Content): void {
    if (!this.st) return;
    this.stores.wrote(ref, content);
    this.#noteHeld(ref, content, this.st.get(ref) as Content | undefined);
    this.st.set(ref, content);
  }

  /** An object known by its declared type gives labels that nothing has read yet. */
  #noteHeld(ref: Ref, content: Content, old: Content | undefined): void {
    if (this.obj(ref).kind === 'declared') this.holding.add(ref);
    else this.holding.wrote(ref, content, old);
    if (content !== old && this.holding.has(ref)) this.st?.touch();
  }

  env(file: string, scope: string, parent: Env | null): Env {
    const ctx = this.frame.ctx;
    const key = `${file}|${scope}|${ctx.id}|${parent?.id ?? -1}`;
    let env = this.#envs.get(key);
    if (!env) {
      env = new Env(this.location(ctx.entry), file, parent, ctx.several, ctx.entry);
      this.#envs.set(key, env);
    }
    return env;
  }

  /** Location of a variable: in the innermost scope that has it, else new in `env`. */
  cell(env: Env, v: number): { at: number; of: Env } {
    for (let e: Env | null = env; e; e = e.parent) {
      const at = e.locations.get(v);
      if (at !== undefined) return { at, of: e };
    }
    return { at: this.declare(env, v), of: env };
  }

  declare(env: Env, v: number): number {
    let at = env.locations.get(v);
    if (at === undefined) {
      at = this.location(env.entry);
      env.locations.set(v, at);
    }
    return at;
  }

  readVar(env: Env, v: number): Value {
    const { at, of } = this.cell(env, v);
    if (of.run !== this.run || this.#isOld(at, of.several)) this.reads.note(at);
    return (this.st?.get(at) as Value | undefined) ?? UNDEFINED;
  }
}
