import type { Callees } from './callees.js';
import type { Entry } from './facts.js';
import type { Fn, SiteId } from './numbers.js';
import type { ProgramGraph } from './program-graph.js';

/** Functions between the one that was given a function and the one in it that calls that. */
const NESTED = 4;

/**
 * Functions that are given a function and call it: what it returns goes on to the calls that gave it, not to all that give
 * theirs (`transaction((t) => …)`, `retry(…)`, `traced(…)(fn)`).
 */
export class GivenFunctions {
  readonly #entries = new Map<string, Entry | null>();
  readonly #made = new Map<SiteId, ReadonlySet<SiteId>>();

  /** @param entry makes a new one */
  constructor(
    readonly graph: ProgramGraph,
    readonly callees: Callees,
    readonly entry: (fn: Fn) => Entry,
  ) {}

  /** What came into the function that holds the site, where the function that is called there was given as an argument; null: it wasn't. */
  entryOf(id: SiteId, called: Fn): Entry | null {
    const { file, site } = this.graph.site(id);
    const callee = site.callee < 0 ? -1 : this.graph.at(file, site.callee);
    const params = callee < 0 ? [] : this.graph.paramOf(callee);
    if (params.length !== 1) return null;
    const { fn, index } = params[0]!;
    const nested = this.#between(this.graph.siteHolder(id), fn);
    return nested ? this.#inner([...nested], fn, index, called) : null;
  }

  /** The function, and those around it, up to the outer one, which is not among them; undefined: it is not in it. */
  #between(inner: Fn, outer: Fn): readonly Fn[] | undefined {
    const out: Fn[] = [];
    for (let at: Fn | undefined = inner; at !== undefined && out.length <= NESTED; at = this.graph.parent(at)) {
      if (at === outer) return out;
      out.push(at);
    }
    return undefined;
  }

  #inner(nested: Fn[], outer: Fn, index: number, called: Fn): Entry | null {
    const fn = nested.shift();
    if (fn === undefined) return this.#outer(outer, index, called);
    const key = `${fn}|${index}|${called}|${outer}`;
    let entry = this.#entries.get(key);
    if (entry === undefined) {
      this.#entries.set(key, null);
      const around = this.#inner(nested, outer, index, called);
      this.#entries.set(key, (entry = around && this.#nested(fn, outer, index, called, around)));
    }
    return entry;
  }

  /** What it leads to goes to the calls that give the function. */
  #outer(fn: Fn, index: number, called: Fn): Entry | null {
    const key = `${fn}|${index}|${called}`;
    let entry = this.#entries.get(key);
    if (entry === undefined) {
      const all = this.callees.callersOf(fn);
      const giving = all.filter((site) => this.#gives(site, index, called));
      entry = giving.length === 0 || giving.length === all.length || this.callees.callbacksOf(fn).length > 0 ? null : this.entry(fn);
      for (const site of giving) entry?.callers.push({ site, fact: null, entry: null });
      this.#entries.set(key, entry);
    }
    return entry;
  }

  #gives(id: SiteId, index: number, called: Fn): boolean {
    const { file, site } = this.graph.site(id);
    if (index >= site.spreadFrom || this.callees.isBound(id)) return true;
    const arg = site.args[index];
    return arg !== undefined && arg >= 0 && this.callees.functionsOf(this.graph.at(file, arg)).includes(called);
  }

  /** A function in it is called there, or where what the giving call returned is. */
  #nested(fn: Fn, outer: Fn, index: number, called: Fn, around: Entry): Entry {
    const entry = this.entry(fn);
    for (const site of [...this.callees.callersOf(fn), ...this.callees.callbacksOf(fn)]) {
      const holder = this.graph.siteHolder(site);
      if (holder === around.fn) entry.callers.push({ site, fact: null, entry: around });
      else if (this.#between(holder, outer) || this.#isOf(site, outer, index, called)) entry.callers.push({ site, fact: null, entry: null });
    }
    return entry;
  }

  /** What is called comes from a call that gave the function, or it is not told from which call it comes. */
  #isOf(id: SiteId, outer: Fn, index: number, called: Fn): boolean {
    let made = this.#made.get(id);
    if (!made) {
      const { file, site } = this.graph.site(id);
      const results = new Set<SiteId>();
      for (const n of site.callee < 0 ? [] : this.callees.originsOf(this.graph.at(file, site.callee))) {
        const of = this.graph.siteOfResult(n);
        if (of !== undefined) results.add(of);
      }
      this.#made.set(id, (made = results));
    }
    const makers = [...made].filter((of) => this.callees.targets(of).includes(outer));
    return makers.length === 0 || makers.some((of) => this.#gives(of, index, called));
  }
}
