import { argumentsFor } from './arguments.js';
import { ReachBounds } from './bounds.js';
import type { Callees } from './callees.js';
import type { Entry, Fact, Link } from './facts.js';
import { ANY, isIndex } from './file-graph.js';
import type { Path } from './paths.js';
import type { Node, SiteId } from './numbers.js';
import type { ProgramGraph } from './program-graph.js';
import type { Risen } from './risen.js';
import type { TypeNames } from './type-names.js';

/** What following changes asks of the search. */
export interface Facts {
  add(node: Node, path: Path, entry: Entry | null, ...links: readonly Link[]): void;
  known(node: Node, path: Path, entry: Entry | null): Fact | undefined;
  /** The path of a property's labelled place, as seen from the object. */
  stored(path: Path, name: string): Path;
  receiver(site: SiteId): Node;
  isRegistration(site: SiteId): boolean;
  /** What else is the request of a server that the node is. */
  sameRequest(node: Node, path: Path): Iterable<Node>;
}

/** Objects that are changed, as those see it who hold them. */
export class Changes {
  /** Changes that all who hold the object have seen, with the classes that they concerned. */
  readonly #mutated = new Map<string, number>();

  constructor(
    readonly graph: ProgramGraph,
    readonly callees: Callees,
    readonly types: TypeNames,
    readonly risen: Risen,
    readonly reach: Facts,
  ) {}

  /**
   * The object at the node is changed: all who hold it see that.
   *
   * @param inner it is an object in that one which is changed
   */
  at(node: Node, path: Path, entry: Entry | null, link: Link, depth = 0, inner = false): void {
    if (node < 0) return;
    const here = entry && (this.graph.shared(node) || this.graph.holder(node) !== entry.fn) ? null : entry;
    const key = `${node}|${path.id}|${here?.id ?? -1}|${inner}`;
    if (depth > ReachBounds.changeDepth) return this.callees.search.meetBound();
    this.reach.add(node, path, here, link);
    const fact = this.reach.known(node, path, here);
    const classes = fact ? this.risen.breadth(fact) : Infinity;
    if ((this.#mutated.get(key) ?? 0) >= classes || this.types.isPrimitive(node)) return;
    this.#mutated.set(key, classes);
    const next: Link = fact ? { fact, kind: 'flow' } : link;
    const up = (n: Node, p: Path, e: Entry | null, isInner = inner): void => this.at(n, p, e, next, depth + 1, isInner);
    const origin = this.graph.origin(node);
    if (origin) up(origin.node, origin.name === ANY || isIndex(origin.name) ? path : this.reach.stored(path, origin.name), here, true);
    if (origin) for (const held of this.#heldBy(origin.node, origin.name)) up(held, path, null, true);
    // A method changes what it was called on, not all that is of its class.
    const receivers = here && this.graph.selfOf(node) === here.fn ? here.callers.map((c) => ({ node: this.reach.receiver(c.site), entry: c.entry })) : [];
    if (receivers.length > 0 && receivers.every((r) => r.node >= 0)) for (const r of receivers) up(r.node, path, r.entry);
    else if (inner || !this.graph.isObjectLiteral(node)) {
      this.graph.eachEdge(node, 'into', (e, from) => {
        if (e.op === 'copy' && !e.mutates && !origin) up(from, path, here);
      });
    }
    // A function that is no class makes the object for which it is called by `new`, or which it is given by `call`.
    const maker = here ? undefined : this.graph.selfOf(node);
    if (maker !== undefined && this.graph.fn(maker).facts.kind === 'function' && !this.callees.classes.isInstance(node)) {
      for (const site of this.callees.callersOf(maker)) up(this.reach.receiver(site), path, null);
    }
    for (const { fn, index } of this.graph.paramOf(node)) {
      const callers: readonly { readonly site: SiteId; readonly entry: Entry | null }[] = here ? here.callers : this.callees.callersOf(fn).map((site) => ({ site, entry: null }));
      for (const c of callers) {
        const { file, site } = this.graph.site(c.site);
        const { file: of, index: f } = this.graph.fn(fn);
        for (const arg of argumentsFor(of.functions[f]!, index, site)) if (arg >= 0) up(this.graph.at(file, arg), path, c.entry);
      }
    }
    // Nobody hands it over: it is what stands for all objects of its class.
    if (this.graph.paramOf(node).every(({ fn }) => this.callees.callersOf(fn).length === 0)) for (const instance of this.#injected(node)) up(instance, path, null, true);
    // What a library's function is given, which the library handed to a callback: it comes out of the library's call.
    for (const { fn } of this.graph.paramOf(node)) {
      for (const id of this.callees.callbacksOf(fn)) {
        const { file, site } = this.graph.site(id);
        if (!this.reach.isRegistration(id)) this.reach.add(this.graph.at(file, site.result), path, null, next);
      }
    }
    // All who see the request know, by each way on which it came there: those of another server have no other.
    for (const other of this.reach.sameRequest(node, path)) if (other !== node) this.reach.add(other, path, null, next);
    const made = this.graph.siteOfResult(node);
    if (made !== undefined) this.#throughResult(made, path, inner, new Set(), (n, p, isInner, shared) => up(n, p, shared ? null : here, isInner));
  }

  /** What parameters of constructors and variables of modules a field holds. */
  #heldBy(object: Node, name: string): readonly Node[] {
    const out: Node[] = [];
    for (const holder of this.callees.holdersOf(object) ?? []) {
      if (!this.callees.classes.isInstance(holder)) continue;
      for (const n of this.callees.classes.lineage(holder)) {
        for (const from of this.graph.incoming(n).stores.get(name) ?? []) this.#handed(from, out, 0);
      }
    }
    return out;
  }

  /** Parameters and variables of modules that the value is a copy of. */
  #handed(node: Node, out: Node[], depth: number): void {
    if (this.graph.paramOf(node).length > 0 || this.graph.isOfModule(node)) out.push(node);
    else {
      const { copies } = this.graph.incoming(node);
      if (depth < ReachBounds.fieldCopies) for (const from of copies) this.#handed(from, out, depth + 1);
      else if (copies.length > 0) this.callees.search.meetBound();
    }
  }

  /** Instances that a parameter of a constructor gets by its type, as a container of services has it. */
  #injected(param: Node): readonly Node[] {
    const isOfConstructor = this.graph.paramOf(param).some(({ fn }) => this.graph.fn(fn).facts.kind === 'ctor');
    return isOfConstructor ? this.types.namesAt(param).flatMap((name) => this.callees.classes.instancesOf(name)) : [];
  }

  /**
   * An object that a call gave is changed: what the callee made for that call is no other call's. Goes back to what the callee
   * took it from.
   *
   * @param visit what is changed: values of the function that calls, or such that calls share
   */
  #throughResult(id: SiteId, path: Path, inner: boolean, seen: Set<string>, visit: (node: Node, path: Path, inner: boolean, shared: boolean) => void): void {
    const { file, site } = this.graph.site(id);
    for (const fn of this.callees.targets(id)) {
      // What a generator object is given, its code gets.
      if (this.graph.fn(fn).facts.generator) visit(this.graph.sentAt(fn), path, inner, true);
      const isLibrary = this.graph.libraries.siteOf(fn) !== undefined;
      const walk = (n: Node, p: Path, isInner: boolean): void => {
        const key = `${id}|${n}|${p.id}|${isInner}`;
        if (n < 0 || seen.has(key)) return;
        if (seen.size > ReachBounds.aliases) return this.callees.search.meetBound();
        seen.add(key);
        // What a library made is what its other functions know.
        if (isLibrary) visit(n, p, isInner, true);
        else if (this.graph.shared(n) || this.graph.holder(n) !== fn || this.#isHandedOn(n)) {
          visit(n, p, isInner, true);
          return;
        }
        for (const param of this.graph.paramOf(n)) {
          const { file: of, index } = this.graph.fn(param.fn);
          for (const arg of argumentsFor(of.functions[index]!, param.index, site)) if (arg >= 0) visit(this.graph.at(file, arg), p, isInner, false);
        }
        if (this.graph.selfOf(n) === fn && site.receiver >= 0) visit(this.graph.at(file, site.receiver), p, isInner, false);
        const origin = this.graph.origin(n);
        if (origin) walk(origin.node, origin.name === ANY || isIndex(origin.name) ? p : this.reach.stored(p, origin.name), true);
        else if (isInner || !this.graph.isObjectLiteral(n)) {
          this.graph.eachEdge(n, 'into', (e, from) => {
            if (e.op === 'copy' && !e.mutates) walk(from, p, isInner);
          });
        }
        const made = this.graph.siteOfResult(n);
        if (made !== undefined) this.#throughResult(made, p, isInner, seen, (m, q, i, shared) => (shared ? visit(m, q, i, true) : walk(m, q, i)));
      };
      walk(this.graph.returnAt(fn), path, inner);
    }
  }

  /** The callee gave it to others, or put it into something, too. */
  #isHandedOn(node: Node): boolean {
    let isGiven = false;
    this.graph.uses(node, (_, index) => {
      if (index >= 0) isGiven = true;
    });
    this.graph.eachEdge(node, 'out', (e) => {
      if (e.op === 'store') isGiven = true;
    });
    return isGiven;
  }
}
