import { ReachBounds } from './bounds.js';
import type { Callees } from './callees.js';
import type { Fn, Node, SiteId } from './numbers.js';
import type { ProgramGraph } from './program-graph.js';

/** Places that make what a package's method is called on, of which the ways are looked for. */
const MAKINGS = 4;
/** Variables through which one value is copied in one step of a way. */
const COPIES = 3;

/** The functions through which a called function, or the object whose method it is, comes to where it is called: what is run has to make and hand on both. */
export class Trails {
  readonly #walked = new Set<SiteId>();

  constructor(
    readonly graph: ProgramGraph,
    readonly callees: Callees,
  ) {}

  /** Those of a call, but for what was asked for before. */
  of(site: SiteId): ReadonlySet<Fn> {
    const out = new Set<Fn>();
    this.#walk(site, out);
    return out;
  }

  /** Those of a call of what a package makes, or of its method: what makes that, and hands it on. */
  ofForeign(id: SiteId, isForeign: (node: Node) => boolean): ReadonlySet<Fn> {
    const out = new Set<Fn>();
    if (this.#walked.has(id)) return out;
    this.#walked.add(id);
    const { file, site } = this.graph.site(id);
    const isMade = (n: Node): boolean => isForeign(n) && (this.graph.packageOf(n) !== undefined || this.graph.siteOfResult(n) !== undefined || this.graph.paramOf(n).length > 0);
    this.#back(this.graph.at(file, site.receiver >= 0 ? site.receiver : site.callee), isMade, MAKINGS, out);
    return out;
  }

  #walk(id: SiteId, out: Set<Fn>): void {
    if (this.#walked.has(id)) return;
    this.#walked.add(id);
    const { file, site } = this.graph.site(id);
    const targets = site.callee < 0 || site.name === 'super' ? [] : this.callees.targets(id);
    if (targets.length === 0) return;
    const values = new Set(targets.map((fn) => this.#valueAt(fn)));
    this.#back(this.graph.at(file, site.callee), (n) => values.has(n), values.size, out);
    if (site.receiver < 0) return;
    const owners = new Set([...values].flatMap((v) => this.#owners(v)));
    if (owners.size > 0) this.#back(this.graph.at(file, site.receiver), (n) => owners.has(n) || this.#isOf(n, owners), owners.size, out);
  }

  #valueAt(fn: Fn): Node {
    const { file, index, facts } = this.graph.fn(fn);
    return this.graph.at(file, facts.kind === 'ctor' && facts.cls !== undefined ? file.classes[facts.cls]!.value : file.functions[index]!.value);
  }

  /** Instances, classes and literals that have the function. */
  #owners(value: Node): readonly Node[] {
    const out: Node[] = [];
    this.graph.eachEdge(value, 'out', (e, to) => {
      if (e.op === 'store') out.push(to, ...(this.callees.holdersOf(to) ?? []));
    });
    return out;
  }

  /** It is an instance of a class that extends one of them. */
  #isOf(n: Node, owners: ReadonlySet<Node>): boolean {
    return this.callees.classes.isInstance(n) && [...this.callees.classes.lineage(n)].some((other) => owners.has(other));
  }

  /** Goes back from a node to what it can be, until that many were found, and notes the ways there. */
  #back(start: Node, isEnd: (n: Node) => boolean, ends: number, out: Set<Fn>): void {
    const from = new Map<Node, Node>([[start, -1]]);
    const noted = new Set<Node>();
    /** Instances that only a declared type leads to: they come here by no way that would have to run, and are the last that is asked. */
    const typed = new Map<Node, Node>();
    let found = 0;
    // Grows while it is walked; the nearest first.
    for (const at of from.keys()) {
      if (isEnd(at)) {
        this.#note(at, from, noted, out);
        if (++found === ends) return;
        continue;
      }
      if (from.size >= ReachBounds.search) {
        this.callees.search.meetBound();
        continue;
      }
      const add = (n: Node): void => {
        if (n < 0 || from.has(n)) return;
        if (this.callees.classes.isInstance(n) && this.graph.siteOfResult(at) === undefined) typed.set(n, at);
        else from.set(n, at);
      };
      this.callees.eachOrigin(at, add);
      for (const { from: object } of this.graph.incoming(at).loads) add(object);
    }
    for (const [n, at] of typed) {
      if (!from.has(n) && isEnd(n)) this.#note(n, from.set(n, at), noted, out);
    }
  }

  #note(end: Node, from: ReadonlyMap<Node, Node>, noted: Set<Node>, out: Set<Fn>): void {
    for (let n = end; n >= 0 && !noted.has(n); n = from.get(n) ?? -1) {
      noted.add(n);
      out.add(this.graph.holder(n));
      this.#movers(n, from.get(n) ?? -1, out);
      const made = this.graph.siteOfResult(n);
      if (made !== undefined) this.#walk(made, out);
    }
  }

  /** Functions whose code puts the one where the other is read: neither need be theirs (`client = made` of a module's variable). */
  #movers(from: Node, to: Node, out: Set<Fn>): void {
    if (to < 0) return;
    this.#copying(from, to, COPIES, out);
    const names = new Set(this.graph.incoming(to).loads.map(({ name }) => name));
    if (names.size === 0) return;
    this.graph.eachEdge(from, 'out', (e, _, by) => {
      if (e.op === 'store' && names.has(e.name)) out.add(by);
    });
  }

  #copying(from: Node, to: Node, depth: number, out: Set<Fn>): boolean {
    let found = false;
    this.graph.eachEdge(to, 'into', (e, before, by) => {
      if (e.op !== 'copy' || before === to || !(before === from || (depth > 1 && this.#copying(from, before, depth - 1, out)))) return;
      out.add(by);
      found = true;
    });
    return found;
  }
}
