import type { Access, Endpoint, FlowEdge, Model } from '../../../models/index.js';

export type Step = Access | { readonly k: 'self' };
type Port = 'param' | 'result' | 'self';

/** A place that the edges of a model name: a base and the steps from it. One tree for all edges of the model. */
export interface Place {
  readonly key: string;
  readonly parent: Place | undefined;
  readonly step: Step | undefined;
  /** Of a root: where it starts. */
  readonly base: Endpoint['base'];
  readonly index: number;
  readonly instance: string | undefined;
  readonly children: Map<string, Place>;
  /** The library gives what is here to the program; else the program gives it to the library. */
  readonly provided: boolean;
  /** The function that the place is a parameter, the result or `this` of, or inside one. */
  readonly near: Place | undefined;
  readonly port: Port | undefined;
  /** The innermost function on the way that the library hands out: the place exists while that runs. */
  readonly during: Place | undefined;
}

export interface PlannedEdge {
  readonly from: Place;
  /** Undefined: the callback is called and its result dropped. */
  readonly to: Place | undefined;
  readonly exact: boolean;
  /** What `to` gets was selected by comparing with `from`. */
  readonly match: boolean;
  /** Holds where nothing is given here. */
  readonly unless: Place | undefined;
}

/** What one run does: of the modelled function itself, or of a function that it handed out. */
export interface Part {
  readonly edges: readonly PlannedEdge[];
  /** Functions of the program that are called, each with the edges to its parameters. */
  readonly callbacks: ReadonlyMap<Place, readonly PlannedEdge[]>;
  /** Called even where nothing is known of their arguments. */
  readonly always: ReadonlySet<Place>;
}

export interface Plan {
  readonly root: (key: string) => Place | undefined;
  readonly own: Part;
  part(fn: Place): Part;
}

const plans = new WeakMap<Model, Plan>();

export function planOf(model: Model): Plan {
  let plan = plans.get(model);
  if (!plan) plans.set(model, (plan = makePlan(model)));
  return plan;
}

/** The place is a function: something is said of its parameters or its result. */
export function isFunction(p: Place): boolean {
  for (const c of p.children.values()) if (isPort(c.step)) return true;
  return false;
}

export function isPort(step: Step | undefined): boolean {
  return step?.k === 'param' || step?.k === 'result' || step?.k === 'self';
}

/** Writing here changes an object that outlives the run, rather than what is handed over in it. */
export function isLasting(p: Place): boolean {
  return !(p.provided && p.near !== undefined);
}

function makePlan(model: Model): Plan {
  const roots = new Map<string, Place>();
  const planned = (match: boolean) => (e: FlowEdge): PlannedEdge => ({ from: placeOf(roots, e.from), to: e.to.base === 'nothing' ? undefined : placeOf(roots, e.to), exact: e.exact, match, unless: e.unless && placeOf(roots, e.unless) });
  const edges = [...model.flow.map(planned(false)), ...model.matches.map(planned(true))];
  const parts = new Map<Place, Part>();
  return {
    root: (key) => roots.get(key),
    own: ownPart(edges),
    part: (fn) => {
      let part = parts.get(fn);
      if (!part) parts.set(fn, (part = partOf(edges, fn)));
      return part;
    },
  };
}

function placeOf(roots: Map<string, Place>, end: Endpoint): Place {
  const callback = end.base.startsWith('callback');
  const base = callback ? (end.every ? 'args' : 'arg') : end.base;
  const index = (callback ? end.callback : end.index) ?? 0;
  const key = base === 'arg' || base === 'args' || base === 'type' ? `${base}${index}` : end.instance !== undefined ? `new ${end.instance}` : base;
  let at = roots.get(key);
  if (!at) {
    at = { key, parent: undefined, step: undefined, base, index, instance: end.instance, children: new Map(), provided: base === 'return', near: undefined, port: undefined, during: undefined };
    roots.set(key, at);
  }
  for (const step of stepsOf(end)) at = child(at, step);
  return at;
}

function stepsOf(end: Endpoint): readonly Step[] {
  switch (end.base) {
    case 'callback-arg':
      return [...(end.at ?? []), { k: 'param', index: end.index ?? 0, ...(end.rest && { rest: true as const }) }, ...selves(end.path)];
    case 'callback-return':
      return [...(end.at ?? []), { k: 'result' }, ...selves(end.path)];
    case 'callback-this':
      return [...(end.at ?? []), SELF, ...selves(end.path)];
    default:
      return selves(end.path);
  }
}

const SELF: Step = { k: 'self' };

function selves(path: readonly Access[]): readonly Step[] {
  return path.map((s) => (s.k === 'property' && s.name === 'this' ? SELF : s));
}

function child(parent: Place, step: Step): Place {
  const key = stepKey(step);
  let at = parent.children.get(key);
  if (!at) {
    const port = isPort(step);
    at = {
      key: `${parent.key}.${key}`,
      parent,
      step,
      base: parent.base,
      index: parent.index,
      instance: undefined,
      children: new Map(),
      provided: step.k === 'param' || step.k === 'self' ? !parent.provided : parent.provided,
      near: port ? parent : parent.near,
      port: port ? (step.k as Port) : parent.port,
      during: port && parent.provided ? parent : parent.during,
    };
    parent.children.set(key, at);
  }
  return at;
}

function stepKey(step: Step): string {
  switch (step.k) {
    case 'property':
      return step.name;
    case 'param':
      return `(${step.index}${step.rest ? '..' : ''})`;
    default:
      return `<${step.k}>`;
  }
}

/** What the call of the modelled function itself does: everything that isn't said of a function it hands out. */
function ownPart(edges: readonly PlannedEdge[]): Part {
  const now = edges.filter((e) => !e.from.during && !e.to?.during);
  return toPart(now, (fn) => edges.every((e) => calledBy(e) !== fn || !e.from.during || within(e.from.during, fn)));
}

/** What a call of a function that was handed out does: its own edges, and those of the callbacks that it causes to be called. */
function partOf(edges: readonly PlannedEdge[], fn: Place): Part {
  const chosen = new Set(edges.filter((e) => e.from.during === fn || e.to?.during === fn));
  const functions = new Set<Place>();
  for (let size = -1; size !== chosen.size; ) {
    size = chosen.size;
    for (const e of chosen) for (const p of [e.from, e.to]) if (p?.near && !p.near.provided && !within(fn, p.near)) functions.add(p.near);
    for (const e of edges) {
      if (![e.from, e.to].some((p) => p?.near && functions.has(p.near))) continue;
      if ([e.from, e.to].every((p) => !p?.during || within(fn, p.during))) chosen.add(e);
    }
  }
  return toPart(edges.filter((e) => chosen.has(e)), (g) => functions.has(g));
}

function toPart(edges: readonly PlannedEdge[], may: (fn: Place) => boolean): Part {
  const callbacks = new Map<Place, PlannedEdge[]>();
  const always = new Set<Place>();
  for (const e of edges) {
    for (const p of [e.from, e.to]) if (p?.near && !p.near.provided && may(p.near) && !callbacks.has(p.near)) callbacks.set(p.near, []);
    const fed = calledBy(e);
    if (fed) callbacks.get(fed)?.push(e);
    if (e.from.port === 'result' && e.from.near && !e.from.near.provided) always.add(e.from.near);
  }
  const moved = edges.filter((e) => {
    const fed = calledBy(e);
    return !fed || (!callbacks.has(fed) && e.from.during !== undefined);
  });
  return { edges: moved, callbacks, always };
}

/** The callback whose parameters the edge gives. */
function calledBy(e: PlannedEdge): Place | undefined {
  return e.to?.near && !e.to.near.provided && e.to.provided ? e.to.near : undefined;
}

/** `p` is `ancestor` or below it. */
function within(p: Place, ancestor: Place): boolean {
  for (let at: Place | undefined = p; at; at = at.parent) if (at === ancestor) return true;
  return false;
}
