import type { Ref, Value } from '../../domain/value.js';
import type { Machine } from '../../machine/machine.js';
import type { Site } from '../../machine/objects.js';

/** What was registered on a router by one call. */
export interface Layer {
  /** The call that registered it, in its context: run again, it registers the same. */
  readonly key: string;
  /** `use`: code before the routes that follow and after those before it, or routers. `hook`: code before all. `error`: code that is given what others threw. */
  readonly kind: 'use' | 'hook' | 'route' | 'error';
  /** Undefined: any, or not known. */
  readonly path: string | undefined;
  /** Functions and routers, in order. */
  readonly handlers: readonly Value[];
  readonly site: Site;
}

/** One handler on the way of a request. */
export interface Handler {
  readonly v: Value;
  readonly kind: Layer['kind'];
  readonly site: Site;
}

/** A route, with everything that a request for it passes, in order. */
export interface Endpoint {
  readonly key: string;
  readonly handlers: readonly Handler[];
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
      handlers: [...f.before, ...f.own, ...f.after].filter((h) => applies(h.path, f.path)),
    }));
  }

  #collect(router: Ref, prefix: string | undefined, open: Set<Ref>): { found: Found[]; passed: Placed[] } {
    const found: { readonly at: number; readonly f: Found }[] = [];
    const passed: Placed[] = [];
    const hooks: Placed[] = [];
    const errors: Placed[] = [];
    if (open.has(router)) return { found: [], passed };
    open.add(router);
    for (const layer of this.#layers.get(router) ?? []) {
      const path = prefix === undefined || (layer.path === undefined && layer.kind === 'route') ? undefined : prefix + (layer.path ?? '');
      const placed = layer.handlers.map((v): Placed => ({ v: { ...v, refs: v.refs.filter((r) => !this.#layers.has(r)) }, kind: layer.kind, site: layer.site, path: layer.kind === 'route' ? undefined : path }));
      const own = placed.filter(({ v }) => v.refs.length > 0 || v.unknown);
      if (layer.kind === 'route') found.push({ at: passed.length, f: { key: layer.key, path, before: [], own, after: [] } });
      for (const inner of layer.handlers.flatMap((h) => h.refs.filter((r) => this.#layers.has(r)))) {
        for (const f of this.#collect(inner, path, open).found) found.push({ at: passed.length, f });
      }
      if (layer.kind !== 'route') (layer.kind === 'hook' ? hooks : layer.kind === 'error' ? errors : passed).push(...own);
    }
    open.delete(router);
    return { found: found.map(({ at, f }) => ({ ...f, before: [...hooks, ...passed.slice(0, at), ...f.before], after: [...f.after, ...passed.slice(at), ...errors] })), passed: [...hooks, ...passed, ...errors] };
  }
}

/** A handler with the path below which it is called; undefined: everywhere. */
interface Placed extends Handler {
  readonly path: string | undefined;
}

interface Found {
  readonly key: string;
  readonly path: string | undefined;
  readonly before: readonly Placed[];
  readonly own: readonly Placed[];
  readonly after: readonly Placed[];
}

const all = new WeakMap<Machine, Routers>();

/** A request for `path` can be one below `prefix`. Where one has parameters or patterns, only what stands before them tells. */
function applies(prefix: string | undefined, path: string | undefined): boolean {
  if (prefix === undefined || path === undefined) return true;
  const segments = (p: string): string[] => p.split('/').filter(Boolean);
  const wanted = segments(prefix);
  const given = segments(path);
  for (const [i, s] of wanted.entries()) {
    const other = given[i];
    if (isPattern(s) || (other !== undefined && isPattern(other))) return true;
    if (s !== other) return false;
  }
  return true;
}

function isPattern(segment: string): boolean {
  return /[:*?+(){}[\]]/.test(segment);
}
