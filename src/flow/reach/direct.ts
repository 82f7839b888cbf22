import { ANY, isIndex, push } from './file-graph.js';
import type { Classes } from './classes.js';
import type { Places } from './places.js';
import { CallResults } from './call-results.js';
import type { Fn, Node, SiteId } from './numbers.js';
import type { ProgramGraph } from './program-graph.js';
import type { TypeNames } from './type-names.js';
import type { ReadsBuilder } from '../reuse/reads.js';

/** Where properties of one name are assigned to. */
interface Assignments {
  /** What stands for the object there, by the instances, classes and literals that it is. */
  readonly to: ReadonlyMap<Node, readonly Node[]>;
  /** Of some object it is not told what it is. */
  readonly untold: boolean;
}

/**
 * What is called where that can be told from what is near: names of functions, methods of classes by the object's written type,
 * members of literals. Most calls of a program are of that kind, and need no search through their callers.
 */
export class Direct {
  readonly #values = new Map<Node, readonly Node[] | null>();
  /** Objects to which something is assigned under a name, beside what their class or literal says. */
  readonly #assigned = new Map<string, Node[]>();
  readonly #assignmentsTo = new Map<string, Assignments>();
  readonly #found = new Map<string, readonly Node[]>();
  readonly #objects = new Map<Node, readonly Node[] | null>();
  /** Names that were looked for there. */
  readonly #asked = new Set<string>();
  readonly #results: CallResults;

  constructor(
    readonly graph: ProgramGraph,
    readonly types: TypeNames,
    readonly classes: Classes,
    readonly places: Places,
  ) {
    this.#results = new CallResults(graph, classes, this);
    for (const g of graph.files) {
      g.into.forEach((edges, local) => {
        for (const e of edges) {
          if (e.op !== 'store' || !e.mutates) continue;
          push(this.#assigned, e.name, graph.at(g, local));
        }
      });
    }
  }

  noteReads(reads: ReadsBuilder): void {
    reads.addNames(this.#asked);
  }

  /** Functions and classes that the node is, all there are; undefined: it takes a search to tell. */
  valuesOf(node: Node): readonly Node[] | undefined {
    let known = this.#values.get(node);
    if (known === undefined) {
      // In a circle it takes a search.
      this.#values.set(node, null);
      this.#values.set(node, (known = this.#find(node) ?? null));
    }
    return known ?? undefined;
  }

  #find(node: Node): readonly Node[] | undefined {
    if (this.graph.valueOf(node) !== undefined || this.classes.madeBy(node) !== undefined) return this.#only(node);
    if (this.graph.paramOf(node).length > 0 || this.graph.siteOfResult(node) !== undefined || this.graph.packageOf(node) !== undefined || this.graph.isGlobal(node)) return undefined;
    const all = new Set<Node>();
    let isTold = true;
    this.graph.eachEdge(node, 'into', (e, from) => {
      const values = !isTold || e.mutates ? undefined : e.op === 'copy' ? this.valuesOf(from) : e.op === 'load' && e.name !== ANY ? this.#member(from, e.name) : undefined;
      if (values) for (const v of values) all.add(v);
      else isTold = false;
    });
    return isTold && all.size > 0 ? [...all] : undefined;
  }

  /** A function's name or a class's is that alone, where nothing else is assigned to it. */
  #only(node: Node): readonly Node[] | undefined {
    let others = false;
    this.graph.eachEdge(node, 'into', (e, from) => {
      if (e.op === 'copy' && !e.mutates && this.graph.valueOf(from) === undefined && this.classes.madeBy(from) === undefined) others = true;
    });
    return others ? undefined : [node];
  }

  #member(object: Node, name: string): readonly Node[] | undefined {
    const holders = this.holdersOf(object);
    if (!holders || holders.length === 0) return undefined;
    const all = new Set<Node>();
    for (const h of holders) {
      const values = this.#held(h, name);
      if (!values) return undefined;
      for (const v of values) all.add(v);
    }
    return [...all];
  }

  /** What an object of a class, a class, or a literal has under the name: its own, else what it inherits; and what classes that extend it have. */
  #held(holder: Node, name: string): readonly Node[] | undefined {
    if (!this.graph.isMade(holder) && this.#isAssigned(holder, name)) return undefined;
    const all: Node[] = [];
    const found = this.#inherited(holder, name, all, new Set());
    if (!found) return undefined;
    if (this.classes.isInstance(holder)) {
      const below = new Set(this.classes.subsOf(holder));
      for (const sub of below) {
        if (!this.#own(sub, name, all)) return undefined;
        for (const s of this.classes.subsOf(sub)) below.add(s);
      }
    }
    return all.length > 0 ? all : undefined;
  }

  /** Something can be assigned to the property of the instances, or of the class. */
  #isAssigned(holder: Node, name: string): boolean {
    return this.assignedTo(holder, name).length > 0 || this.#assignments(name).untold;
  }

  /** Where the property of instances or of a class, or a computed one, is assigned to: what stands for the object there. */
  assignedTo(holder: Node, name: string): readonly Node[] {
    const made = this.classes.madeBy(holder);
    if (made === undefined && !this.classes.isInstance(holder)) return [];
    const to = [this.#assignments(name).to, this.#assignments(ANY).to].filter((objects) => objects.size > 0);
    if (to.length === 0) return [];
    const key = `${holder}|${name}`;
    let found = this.#found.get(key);
    if (!found) {
      const lineage = [...this.classes.lineage(made ?? holder)].map((n) => (made === undefined ? n : (this.classes.valueOf(n) ?? -1)));
      this.#found.set(key, (found = to.flatMap((objects) => lineage.flatMap((n) => objects.get(n) ?? []))));
    }
    return found;
  }

  #assignments(name: string): Assignments {
    let found = this.#assignmentsTo.get(name);
    if (!found) {
      this.#asked.add(name);
      const to = new Map<Node, Node[]>();
      let untold = false;
      for (const object of this.#assigned.get(name) ?? []) {
        const holders = this.holdersOf(object);
        if (!holders) untold = true;
        for (const h of holders ?? []) push(to, h, object);
      }
      this.#assignmentsTo.set(name, (found = { to, untold }));
    }
    return found;
  }

  #inherited(holder: Node, name: string, out: Node[], seen: Set<Node>): boolean {
    if (seen.has(holder)) return true;
    seen.add(holder);
    const before = out.length;
    if (!this.#own(holder, name, out)) return false;
    if (out.length > before) return true;
    const made = this.classes.madeBy(holder);
    const supers = made === undefined ? this.classes.supersOf(holder) : this.classes.supersOf(made).flatMap((s) => this.classes.valueOf(s) ?? []);
    return supers.every((s) => this.#inherited(s, name, out, seen));
  }

  /** False: something is stored under the name of which it is not told what it is. */
  #own(holder: Node, name: string, out: Node[]): boolean {
    let isTold = true;
    for (const place of this.graph.isMade(holder) ? this.places.of(holder) : [holder]) {
      const { stores } = this.graph.incoming(place);
      for (const from of [...(stores.get(name) ?? []), ...(stores.get(ANY) ?? [])]) {
        const values = isTold ? this.valuesOf(from) : undefined;
        if (values) out.push(...values);
        else isTold = false;
      }
    }
    return isTold;
  }

  /** The value is an object of classes of the program, or a class: what has no method of the name there has it from a library. */
  isOfClasses(object: Node): boolean {
    return this.holdersOf(object)?.every((h) => !this.graph.isMade(h)) ?? false;
  }

  /** Instances of classes, classes and literals that the value is, all there are; undefined: it takes a search to tell. */
  holdersOf(object: Node): readonly Node[] | undefined {
    let known = this.#objects.get(object);
    if (known === undefined) {
      // In a circle it takes a search.
      this.#objects.set(object, null);
      this.#objects.set(object, (known = this.#holders(object, 0) ?? null));
    }
    return known ?? undefined;
  }

  #holders(object: Node, depth: number): readonly Node[] | undefined {
    if (this.classes.isInstance(object) || this.classes.madeBy(object) !== undefined || this.graph.isMade(object)) return [object];
    const names = this.types.headsAt(object) ?? this.types.namesAt(object);
    // An object of any make can stand for an interface; for a class, those of it and of classes that implement it.
    if (names.some((n) => this.classes.isClass(n))) return names.every((n) => this.classes.isClass(n)) ? names.flatMap((n) => this.classes.instancesOf(n)) : undefined;
    if (depth > 8 || this.graph.packageOf(object) !== undefined || this.graph.isGlobal(object)) return undefined;
    const params = this.graph.paramOf(object);
    if (params.length > 0) return params.length === 1 && params[0]!.index === 0 ? this.#results.elementsFor(params[0]!.fn) : undefined;
    const made = this.graph.siteOfResult(object);
    if (made !== undefined) return this.#given(made, (callee) => this.valuesOf(callee));
    const all = new Set<Node>();
    const own: Node[] = [];
    let isTold = true;
    this.graph.eachEdge(object, 'into', (e, from) => {
      if (e.op === 'copy' && !e.mutates && this.#isCalledOn(from, object)) {
        own.push(from);
        return;
      }
      const holders = e.mutates || !isTold ? undefined : e.op === 'copy' || (e.op === 'load' && isIndex(e.name)) ? this.#holders(from, depth + 1) : e.op === 'load' && e.name === 'prototype' ? this.#instancesOf(from) : undefined;
      if (holders) for (const h of holders) all.add(h);
      else if (e.op !== 'store') isTold = false;
    });
    return isTold && all.size > 0 && this.#isClosedUnder(own, object, all) ? [...all] : undefined;
  }

  /** What stands for instances of the classes that the value is: their methods are those of the prototype. */
  #instancesOf(value: Node): readonly Node[] | undefined {
    const instances = this.valuesOf(value)?.map((v) => this.classes.madeBy(v));
    return instances?.every((n) => n !== undefined) ? instances : undefined;
  }

  /** The value is what a method gives that is called on the object: `order = order.paid()`. */
  #isCalledOn(value: Node, object: Node): boolean {
    const id = this.graph.siteOfResult(value);
    if (id === undefined) return false;
    const { file, site } = this.graph.site(id);
    return site.receiver >= 0 && this.graph.at(file, site.receiver) === object;
  }

  #given(id: SiteId, valuesOf: (callee: Node) => readonly Node[] | undefined): readonly Node[] | undefined {
    const { file, site } = this.graph.site(id);
    return site.callee < 0 || site.isSuper || site.name === 'super' ? undefined : this.#results.of(id, valuesOf(this.graph.at(file, site.callee)));
  }

  /** Methods called on one of these objects give one of them. */
  #isClosedUnder(results: readonly Node[], object: Node, holders: ReadonlySet<Node>): boolean {
    if (results.length === 0) return true;
    const memos: readonly Map<unknown, unknown>[] = [this.#values, this.#objects, this.#found, this.#assignmentsTo];
    const sizes = memos.map((memo) => memo.size);
    this.#objects.set(object, [...holders]);
    if (results.every((r) => this.#given(this.graph.siteOfResult(r)!, (callee) => this.#find(callee))?.every((h) => holders.has(h)))) return true;
    // What was told of it meanwhile is not so.
    memos.forEach((memo, i) => {
      for (const key of [...memo.keys()].slice(sizes[i])) memo.delete(key);
    });
    this.#objects.set(object, null);
    return false;
  }

  /** Functions among values; of a class, its constructors. */
  functionsIn(values: readonly Node[], isNew: boolean): readonly Fn[] {
    return [...new Set(values.flatMap((v) => {
      const fn = this.graph.valueOf(v);
      return fn === undefined ? (isNew ? this.classes.constructorsOf(v) : []) : [fn];
    }))];
  }
}
