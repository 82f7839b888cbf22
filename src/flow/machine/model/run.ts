import type { Model } from '../../../models/index.js';
import type { Ref, Value } from '../../domain/value.js';
import type { Frame } from '../frame.js';
import type { NativeCall } from '../native.js';
import type { Args, Site } from '../objects.js';
import type { ChannelObjects } from './channels.js';
import type { Part, Place, Plan } from './plan.js';

/** One call of a modelled function. */
export interface Application {
  readonly model: Model;
  readonly plan: Plan;
  readonly call: NativeCall;
  /** Calls that are under way of functions that were handed out, by their place. */
  readonly open: Map<string, number>;
  result: Value;
}

/** One run of a part of a model: the call itself, or the call of a function that it handed out. */
export interface Run {
  readonly app: Application;
  readonly part: Part;
  /** The function that was handed out and is called now, and the run that handed it out. */
  readonly fn: Place | undefined;
  readonly outer: Run | undefined;
  readonly args: Args;
  readonly thisValue: Value;
  readonly site: Site;
  /** Tells its objects from those of other runs at the same site. */
  readonly tag: string;
  /** The frame that it began in: what something causes later runs as its. */
  readonly frame: Frame;
  /** What the run has put into places that are handed over in it. */
  readonly held: Map<Place, Value>;
  readonly objects: Map<string, Ref>;
  readonly called: Set<Place>;
  channel?: ChannelObjects;
  /** Callbacks are run; else only what needs none of them. */
  calls: boolean;
  /** A callback needs its own result. */
  folds: boolean;
  active: boolean;
  /** What it reads has changed while it ran. */
  stale: boolean;
}

/** A new run, with nothing in it yet. */
export function newRun(of: Pick<Run, 'app' | 'part' | 'fn' | 'outer' | 'args' | 'thisValue' | 'site' | 'tag'>, frame: Frame): Run {
  return { ...of, frame: { ...frame }, held: new Map(), objects: new Map(), called: new Set(), calls: true, folds: false, active: false, stale: false };
}

/** The run of the function, of this one and those that handed it out. */
export function runOf(run: Run, fn: Place): Run | undefined {
  for (let r: Run | undefined = run; r; r = r.outer) if (r.fn === fn) return r;
  return undefined;
}
