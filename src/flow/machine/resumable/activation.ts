import type { Context, Env } from '../../domain/context.js';
import { State } from '../../domain/state.js';
import { BOTTOM, type Value } from '../../domain/value.js';
import { addExit, noExit, type Exit, type Frame, type JumpTarget } from '../frame.js';
import type { Machine } from '../machine.js';
import { enqueueMeeting } from '../tasks.js';

/**
 * One call of an async function or a generator. Its code is run in steps, from one `await` or `yield` to the next, by
 * continuations: where code stops, what comes after it is kept as a function, with the state of the path that stopped.
 * Whatever runs in between changes that state before the path goes on ({@link State.rebase}).
 */
export interface Activation {
  readonly frame: Frame;
  /** Paths that meet wait for those that stopped before: the event loop brings them on. Else each step runs on with what it has. */
  readonly waits: boolean;
  readonly depth: number;
  readonly active: Machine['active'];
  /** Uncertain constructs around the current step. */
  base: number;
  /** State in which the current step began. */
  world: State | null;
  /** States in which paths of the current step stopped, joined. */
  stopped: State | null;
  made: Stop[];
  /** All that stopped and didn't go on yet. */
  readonly alive: Set<Stop>;
  /** Some path has come to its end. */
  over: boolean;
  /** Steps of it that are under way. */
  running: number;
  /** Some path of an async generator stands at a `yield`, and nothing was asked of it since. */
  yielded: boolean;
}

/** Where one path stopped. */
export interface Stop {
  readonly st: State;
  /** State of the program when the step that stopped it ended. */
  base: State | null;
}

/** A place in the code where a path stopped. */
export interface Point extends Stop {
  readonly activation: Activation;
  readonly stacks: Stacks;
  gone: boolean;
}

/** What of a frame belongs to a place in its code. */
export interface Stacks {
  readonly env: Env;
  readonly ctx: Context;
  readonly catches: Exit[];
  readonly jumps: JumpTarget[];
  readonly chains: Frame['chains'];
  readonly ret: Exit;
  readonly region: Region | null;
  readonly memo: Frame['memo'];
  readonly uncertain: number;
}

/** One way out of a region: what was collected, and how it goes on. */
export interface Way {
  readonly got: Exit;
  then(v: Value): void;
  waiting?: (Stop & { readonly v: Value }) | undefined;
}

/** A construct in which paths part and meet again. */
export interface Region {
  readonly outer: Stacks;
  readonly depth: number;
  readonly ways: readonly Way[];
  /** Moves what jumps have collected to the ways. */
  readonly collect: (() => void) | undefined;
  /** Paths that stopped inside it. */
  live: number;
  /** How often paths went on from it. */
  passes: number;
}

export function activate(m: Machine, frame: Frame, waits: boolean): Activation {
  const a: Activation = { frame, waits, depth: m.depth, active: m.active, base: m.uncertain, world: null, stopped: null, made: [], alive: new Set(), over: false, running: 0, yielded: false };
  frame.activation = a;
  return a;
}

export function stacksOf(m: Machine): Stacks {
  const { env, ctx, catches, jumps, chains, ret, region, memo, activation } = m.frame;
  return { env, ctx, catches: [...catches], jumps: [...jumps], chains: [...chains], ret, region: region ?? null, memo, uncertain: m.uncertain - activation!.base };
}

function enter(m: Machine, s: Stacks): void {
  const f = m.frame;
  f.env = s.env;
  f.ctx = s.ctx;
  f.catches = [...s.catches];
  f.jumps = [...s.jumps];
  f.chains = [...s.chains];
  f.ret = s.ret;
  f.region = s.region;
  f.memo = s.memo;
  m.uncertain = f.activation!.base + s.uncertain;
}

/** Runs one step of an activation in the current state; `maybe`: perhaps it isn't run at all. */
export function step(m: Machine, a: Activation, maybe: boolean, work: () => void): void {
  const outer = { frame: m.frame, depth: m.depth, uncertain: m.uncertain, active: m.active };
  const inner = { base: a.base, world: a.world, stopped: a.stopped, made: a.made };
  const before = [...a.alive];
  const wasOver = a.over;
  const stacks = a.frame.region === undefined ? undefined : { ...a.frame };
  m.frame = a.frame;
  m.depth = a.waits ? a.depth : Math.max(a.depth, outer.depth + 1);
  a.base = m.uncertain = outer.uncertain + (maybe ? 1 : 0);
  m.active = a.active && { ...a.active, start: a.base };
  a.world = m.st!.fork();
  a.stopped = null;
  a.made = [];
  a.running++;
  work();
  a.running--;
  // In the world of a path that is still stopped, or at its end, nothing has happened.
  const elsewhere = maybe || wasOver || before.some((s) => a.alive.has(s));
  const after: State | null = elsewhere ? State.join(a.stopped, a.world) : a.stopped;
  for (const s of a.made) s.base = after?.fork() ?? null;
  Object.assign(a, inner);
  if (stacks) Object.assign(a.frame, stacks);
  m.frame = outer.frame;
  m.depth = outer.depth;
  m.uncertain = outer.uncertain;
  m.active = outer.active;
  m.st = after;
}

/** The state ends here for this step: the path stops, or has come to its end. */
export function leave(m: Machine): void {
  const a = m.frame.activation!;
  a.stopped = State.join(a.stopped, m.st);
  m.st = null;
}

function stop(a: Activation, st: State): Stop {
  const s: Stop = { st: st.fork(), base: null };
  a.made.push(s);
  a.alive.add(s);
  a.stopped = State.join(a.stopped, st);
  return s;
}

/** The path under evaluation stops; {@link resume} lets it go on. */
export function suspend(m: Machine): Point {
  const activation = m.frame.activation!;
  const point: Point = Object.assign(stop(activation, m.st!), { activation, stacks: stacksOf(m), gone: false });
  for (let r = point.stacks.region; r; r = r.outer.region) r.live++;
  m.st = null;
  return point;
}

/** Lets a path go on, in each of several ways. */
export function resume(m: Machine, point: Point, maybe: boolean, ways: readonly (() => void)[]): void {
  const a = point.activation;
  step(m, a, maybe || a.yielded, () => {
    if (!point.gone) {
      for (let r = point.stacks.region; r; r = r.outer.region) r.live--;
      a.alive.delete(point);
    }
    point.gone = true;
    const from = rebased(a, point);
    for (const way of ways) {
      enter(m, point.stacks);
      if (ways.length > 1) m.uncertain++;
      m.st = from.fork();
      way();
    }
    closeAll(m, point.stacks.region);
  });
}

/** The state of a path, with what the program has done since it stopped. */
function rebased(a: Activation, s: Stop): State {
  return s.base ? State.rebase(s.st, s.base, a.world!) : s.st.fork();
}

/** Lets a path go on from the current state, whatever it was when it stopped. */
export function resumeHere(m: Machine, stacks: Stacks, go: () => void): void {
  enter(m, stacks);
  go();
  closeAll(m, stacks.region);
}

function closeAll(m: Machine, innermost: Region | null): void {
  for (let r = innermost; r; r = r.outer.region) close(m, r, false);
}

/** Runs `inside` as a region. What it adds to the ways' exits goes on from there, once for all paths that meet. */
export function region(m: Machine, ways: readonly Way[], inside: () => void, collect?: () => void): void {
  const outer = stacksOf(m);
  const r: Region = { outer, depth: (outer.region?.depth ?? 0) + 1, ways, collect, live: 0, passes: 0 };
  m.frame.region = r;
  inside();
  close(m, r, false);
}

/** Lets what came to the region's end go on; or wait there, for paths that stopped inside, until all else has been run. */
function close(m: Machine, r: Region, force: boolean): void {
  r.collect?.();
  const a = m.frame.activation!;
  const full = r.ways.filter((w) => w.got.st !== null || w.waiting !== undefined);
  if (full.length === 0) return;
  if (a.waits && r.live > 0 && !force) {
    const arrived = full.filter((w) => w.got.st);
    for (const w of arrived) {
      take(a, w);
      w.waiting = Object.assign(stop(a, w.got.st!), { v: w.got.v });
      clear(w.got);
    }
    if (arrived.length > 0) enqueueMeeting(m, r, a.base > 0, (maybe) => step(m, a, maybe || a.yielded, () => {
      close(m, r, true);
      closeAll(m, r.outer.region);
    }));
    return;
  }
  const going = full.map((w) => {
    take(a, w);
    const { st, v } = w.got;
    clear(w.got);
    return { w, st, v };
  });
  const outer = r.passes++ === 0 ? r.outer : { ...r.outer, ctx: r.outer.ctx.child(`again${Math.min(r.passes, 4)}`, r.passes > 4) };
  const alone = a.alive.size === 0 && !a.over;
  for (const { w, st, v } of going) {
    enter(m, outer);
    if (a.waits && !alone) m.uncertain++;
    m.st = st;
    w.then(v);
  }
}

/** Adds to what arrived what has been waiting. */
function take(a: Activation, w: Way): void {
  if (!w.waiting) return;
  addExit(w.got, rebased(a, w.waiting), w.waiting.v);
  a.alive.delete(w.waiting);
  w.waiting = undefined;
}

function clear(e: Exit): void {
  e.st = null;
  e.v = BOTTOM;
}

/** Runs alternatives, each in a state of its own; `then` goes on from where they meet. */
export function fork(m: Machine, alternatives: readonly ((done: (v: Value) => void) => void)[], then: (v: Value) => void): void {
  const got = noExit();
  const done = (v: Value): void => {
    addExit(got, m.st, v);
    m.st = null;
  };
  const before = m.st!;
  region(m, [{ got, then }], () => {
    const inner = stacksOf(m);
    for (const run of alternatives) {
      enter(m, inner);
      m.uncertain++;
      m.st = before.fork();
      run(done);
    }
  });
}

