import type { Callees } from './callees.js';
import type { LibraryModels } from './library-models.js';
import type { Fn, SiteId } from './numbers.js';
import type { ProgramGraph } from './program-graph.js';
import type { ReadsBuilder } from '../reuse/reads.js';

/** Calls between code of a forbidden module and one that sends what it is given: `json(row)` of the program, which calls `Response.json()`. */
const WAYS = 3;

/** Functions of the program that send what they are given, or call one that does. */
export class Senders {
  #sites: Map<Fn, SiteId[]> | undefined;
  readonly #known = new Map<string, boolean>();
  /** Functions whose calls were looked through. */
  readonly #looked = new Set<Fn>();

  constructor(
    readonly graph: ProgramGraph,
    readonly callees: Callees,
    readonly models: LibraryModels,
  ) {}

  /** What the function is given may be sent by it. */
  leads(fn: Fn, ways = WAYS): boolean {
    const key = `${fn} ${ways}`;
    let does = this.#known.get(key);
    if (does === undefined) this.#known.set(key, (does = this.#sends(fn) || (ways > 1 && this.#called(fn).some((to) => this.leads(to, ways - 1)))));
    return does;
  }

  /** A call that is added to one of those may send. */
  noteReads(reads: ReadsBuilder): void {
    for (const fn of this.#looked) {
      const { file, index } = this.graph.fn(fn);
      reads.body(file.facts.file, index);
    }
  }

  /**
   * Such functions that code of a forbidden module calls that is worth running: what is sent is told by its type alone where no code has read it.
   *
   * @param isUser the function is such code
   */
  calledBy(isUser: (fn: Fn) => boolean): ReadonlySet<Fn> {
    const out = new Set<Fn>();
    const add = (fn: Fn, ways: number): void => {
      if (ways === 0 || isUser(fn) || out.has(fn) || !this.leads(fn, ways)) return;
      out.add(fn);
      if (!this.#sends(fn)) for (const to of this.#called(fn)) add(to, ways - 1);
    };
    for (const by of this.#all().keys()) if (isUser(by)) for (const to of this.#called(by)) add(to, WAYS);
    return out;
  }

  #sends(fn: Fn): boolean {
    return this.#sitesOf(fn).some((id) => this.models.described(id)?.sends !== undefined);
  }

  #called(fn: Fn): readonly Fn[] {
    return this.#sitesOf(fn).flatMap((id) => this.callees.targets(id));
  }

  #sitesOf(fn: Fn): readonly SiteId[] {
    this.#looked.add(fn);
    return this.#all().get(fn) ?? [];
  }

  #all(): ReadonlyMap<Fn, SiteId[]> {
    if (this.#sites) return this.#sites;
    const sites = new Map<Fn, SiteId[]>();
    for (const g of this.graph.files) {
      g.sites.forEach((s, i) => {
        const by = this.graph.fnOf(g, s.fn);
        const all = sites.get(by);
        if (all) all.push(this.graph.siteId(g, i));
        else sites.set(by, [this.graph.siteId(g, i)]);
      });
    }
    return (this.#sites = sites);
  }
}
