import type { Ref, Value } from '../../domain/value.js';
import type { Machine } from '../../machine/machine.js';
import type { Site } from '../../machine/objects.js';

/** What was registered on a router by one call. */
export interface Layer {
  /** The call that registered it, in its context: run again, it registers the same. */
  readonly key: string;
  /** `use`: code before the routes that follow and after those before it, or routers. `hook`: code before all. `error`: code that is given what others threw. `done`, `sent`: code after all, which is given what was sent. */
  readonly kind: 'use' | 'hook' | 'route' | 'error' | 'done' | 'sent';
  /** Undefined: any, or not known. */
  readonly path: string | undefined;
  /** The requests that a route answers, `all` for any. */
  readonly method?: string;
  /** Functions and routers, in order. */
  readonly handlers: readonly Value[];
  /** Of what they send, properties of these names alone. */
  readonly sends?: ReadonlySet<string>;
  readonly site: Site;
}

/** One handler on the way of a request. */
export interface Handler {
  readonly v: Value;
  readonly kind: Layer['kind'];
  readonly sends?: ReadonlySet<string>;
  readonly site: Site;
}

/** A route, with everything that a request for it passes, in order. */
export interface Endpoint {
  readonly key: string;
  readonly path: string | undefined;
  readonly handlers: readonly Handler[];
  /** Those of them that are registered with the route. */
  readonly own: readonly Handler[];
}

/** Routers of one program and what was registered on them. */
export class Routers {
  readonly #layers = new Map<Ref, Layer[]>();
  readonly #mounted = new Set<Ref>();
  /** Of a router, what changed last: served again where something was registered since. */
  readonly #changed = new Set<Ref>();

  static of(m: Machine): Routers {
    let known = all.get(m);
    if (!known) all.set(m, (known = new Routers()));
    return known;
  }

  register(router: Ref, layer: Layer): void {
    const layers = this.#layers.get(router) ?? [];
    this.#layers.set(router, layers);
    const at = layers.findIndex((l) => l.key === layer.key);
    if (at >= 0) layers[at] = layer;
    else layers.push(layer);
    this.#changed.add(router);
    for (const h of layer.handlers) for (const r of h.refs) if (this.#layers.has(r)) this.#mounted.add(r);
  }

  /** A router that is part of another from the start. */
  create(router: Ref): void {
    if (!this.#layers.has(router)) this.#layers.set(router, []);
  }

  /** Routers that no other holds, and that something was registered on, or inside, since this was last asked. */
  changed(): readonly Ref[] {
    const out = [...this.#layers.keys()].filter((r) => !this.#mounted.has(r) && this.#isChanged(r, new Set()));
    this.#changed.clear();
    return out;
  }

  #isChanged(router: Ref, seen: Set<Ref>): boolean {
    if (seen.has(router)) return false;
    seen.add(router);
    return this.#changed.has(router) || (this.#layers.get(router) ?? []).some((l) => l.handlers.some((h) => h.refs.some((r) => this.#layers.has(r) && this.#isChanged(r, seen))));
  }

  /** The routes of a router and those inside it; one more for requests that none answers. */
  endpoints(router: Ref): readonly Endpoint[] {
    const { found, passed } = this.#collect(router, '', new Set());
    const plain = { key: '', path: undefined, before: passed, own: [], after: [] };
    return [...found, ...(passed.length > 0 ? [plain] : [])].map((f) => ({
      key: f.key,
      path: f.path,
      own: f.own,
      handlers: [...f.before, ...f.own, ...f.after].filter((h) => applies(h.path, f.path)),
    }));
  }

  #collect(router: Ref, prefix: string | undefined, open: Set<Ref>): { found: Found[]; passed: Placed[] } {
    const hooks: Placed[] = [];
    const errors: Placed[] = [];
    /** Code that requests pass, and routes, in the order in which they stand. */
    const items: (Placed | Found)[] = [];
    if (open.has(router)) return { found: [], passed: [] };
    open.add(router);
    for (const layer of this.#layers.get(router) ?? []) {
      const path = prefix === undefined || layer.path === undefined ? undefined : prefix + layer.path;
      const placed = layer.handlers.map((v): Placed => ({ v: { ...v, refs: v.refs.filter((r) => !this.#layers.has(r)) }, kind: layer.kind, ...(layer.sends && { sends: layer.sends }), site: layer.site, path: layer.kind === 'route' ? undefined : path }));
      const own = placed.filter(({ v }) => v.refs.length > 0 || v.unknown);
      if (layer.kind === 'route') items.push({ key: layer.key, path, method: layer.method, before: [], own, after: [] });
      for (const inner of layer.handlers.flatMap((h) => h.refs.filter((r) => this.#layers.has(r)))) {
        const { found, passed } = this.#collect(inner, path, open);
        items.push(...found, ...passed.filter((p) => p.kind === 'use'));
      }
      if (layer.kind === 'hook') hooks.push(...own);
      else if (layer.kind === 'error' || layer.kind === 'done' || layer.kind === 'sent') errors.push(...own);
      else if (layer.kind === 'use') items.push(...own);
    }
    open.delete(router);
    const passed = items.filter(isPlaced);
    return {
      passed: [...hooks, ...passed, ...errors],
      found: items.flatMap((f, at): Found[] => {
        if (isPlaced(f)) return [];
        const later = items.slice(at + 1).flatMap((x) => (isPlaced(x) ? [x] : answers(x, f) && !f.after.some((y) => x.own.includes(y)) ? x.own : []));
        return [{ ...f, before: [...hooks, ...items.slice(0, at).filter(isPlaced), ...f.before], after: [...f.after, ...later, ...errors] }];
      }),
    };
  }
}

/** A handler with the path below which it is called; undefined: everywhere. */
interface Placed extends Handler {
  readonly path: string | undefined;
}

interface Found {
  readonly key: string;
  readonly path: string | undefined;
  readonly method: string | undefined;
  readonly before: readonly Placed[];
  readonly own: readonly Placed[];
  readonly after: readonly Placed[];
}

function isPlaced(x: Placed | Found): x is Placed {
  return 'v' in x;
}

/** A request that one route passes on can be one for the other. */
function answers(other: Found, f: Found): boolean {
  if (other.path === undefined || f.path === undefined) return false;
  if (other.method !== f.method && other.method !== 'all' && f.method !== 'all') return false;
  return segments(other.path).length === segments(f.path).length ? applies(other.path, f.path) : [other.path, f.path].some((p) => p.includes('*'));
}

const all = new WeakMap<Machine, Routers>();

/** A request for `path` can be one below `prefix`. Where one has parameters or patterns, only what stands before them tells. */
export function applies(prefix: string | undefined, path: string | undefined): boolean {
  if (prefix === undefined || path === undefined) return true;
  const wanted = segments(prefix);
  const given = segments(path);
  for (const [i, s] of wanted.entries()) {
    const other = given[i];
    if (isPattern(s) || (other !== undefined && isPattern(other))) return true;
    if (s !== other) return false;
  }
  return true;
}

function segments(path: string): string[] {
  return path.split('/').filter(Boolean);
}

function isPattern(segment: string): boolean {
  return /[:*?+(){}[\]]/.test(segment);
}
