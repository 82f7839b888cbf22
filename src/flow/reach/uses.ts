import type { Classes } from './classes.js';
import { parametersFor } from './arguments.js';
import { LIBRARY_FILE } from './code-builder.js';
import { ReachBounds } from './bounds.js';
import { ANY, isIndex, push, type FileGraph } from './file-graph.js';
import { BUILT_IN, COLLECTING, elementAt, GIVING } from './library-names.js';
import type { Fn, Node, SiteId } from './numbers.js';
import type { ProgramGraph } from './program-graph.js';
import { CutShort, type Search } from './search.js';
import type { TypeNames } from './type-names.js';
import type { MeantMethods } from './meant-methods.js';
import type { ReadsBuilder } from '../reuse/reads.js';

/** Where a function is used as a value. */
export interface Uses {
  /** Sites that call it. */
  readonly calls: readonly SiteId[];
  /** Sites of unread code that are given it, which may call it. */
  readonly callbacks: readonly SiteId[];
  /** Functions through which it is handed on, apart from those that call a method of a class by its name. */
  readonly through: readonly Fn[];
}

const NO_USES: Uses = { calls: [], callbacks: [], through: [] };
/** They are being looked for. */
const RUNNING: Uses = { ...NO_USES };

/** What the search for uses asks of that for callees. */
export interface Targets {
  readonly classes: Classes;
  readonly meant: MeantMethods;
  targets(site: SiteId): readonly Fn[];
  functionsOf(node: Node): readonly Fn[];
  holdersOf(node: Node): readonly Node[] | undefined;
}

/** Where functions go: forward from where they are made, by what they are stored under and given to. */
export class UsesSearch {
  readonly #uses = new Map<Node, Uses>();
  readonly #cutShort: CutShort<Node, Uses>;
  readonly #sitesByName = new Map<string, SiteId[]>();
  /** Calls of methods whose names are computed, where they are read or later. */
  readonly #computed: SiteId[] = [];
  readonly #loadsByName = new Map<string, Node[]>();
  /** Sites that were found by the name of what they call alone. */
  readonly #guessed = new Set<SiteId>();
  /** Names by which calls and properties were looked for in all files. */
  readonly #asked = new Set<string>();

  constructor(
    readonly graph: ProgramGraph,
    readonly types: TypeNames,
    readonly callees: Targets,
    readonly search: Search,
  ) {
    this.#cutShort = new CutShort(search);
    for (const g of graph.files) {
      g.sites.forEach((s, i) => {
        if (s.name !== '') push(this.#sitesByName, s.name, graph.siteId(g, i));
        if (isComputed(g, s.callee)) this.#computed.push(graph.siteId(g, i));
      });
      for (const [name, nodes] of g.loads) for (const n of nodes) push(this.#loadsByName, name, graph.at(g, n));
    }
  }

  noteReads(reads: ReadsBuilder): void {
    reads.addNames(this.#asked);
  }

  /** Calls of what is read under computed names: any function that is stored under a name can be called there. */
  get computedCalls(): readonly SiteId[] {
    return this.#computed.length > ReachBounds.computedCalls ? [] : this.#computed;
  }

  isGuessed(site: SiteId): boolean {
    return this.#guessed.has(site);
  }

  /** Where a function of the program is used. */
  of(fn: Fn): Uses {
    const library = this.graph.libraries.siteOf(fn);
    if (library !== undefined) return { calls: [library], callbacks: [], through: [this.graph.siteHolder(library)] };
    const { file, index } = this.graph.fn(fn);
    const cls = file.facts.functions[index]!.kind === 'ctor' ? file.facts.functions[index]!.cls : undefined;
    return this.ofNode(this.graph.at(file, cls === undefined ? file.functions[index]!.value : file.classes[cls]!.value));
  }

  ofNode(start: Node): Uses {
    const known = this.#uses.get(start);
    if (known) {
      if (known === RUNNING) this.search.cut();
      return known;
    }
    const { cuts } = this.search;
    const short = this.#cutShort.get(start);
    if (short) {
      this.search.cut();
      return short;
    }
    if (!this.search.enter()) return NO_USES;
    this.#uses.set(start, RUNNING);
    const calls = new Set<SiteId>();
    const callbacks = new Set<SiteId>();
    const method = this.graph.valueOf(start);
    const seen = new Set<Node>([start]);
    const add = (n: Node): void => {
      if (n >= 0) seen.add(n);
    };
    // Grows while it is walked.
    for (const at of seen) {
      if (seen.size >= ReachBounds.search) {
        this.search.meetBound();
        break;
      }
      if (!this.search.step()) break;
      this.graph.eachEdge(at, 'out', (e, to) => {
        if (e.op === 'copy') add(to);
        else if (e.op === 'store' && e.mutates && (e.name === ANY || isIndex(e.name))) this.#into(to, calls, add);
        else if (e.op === 'store') this.#named(e.name, calls, add, this.callees.classes.isInstance(to) ? { method, owner: to } : undefined);
      });
      this.graph.uses(at, (site, index) => {
        if (index === -1) calls.add(site);
        else if (index >= 0) this.#given(site, index, calls, callbacks, add);
        else this.#held(site, add);
      });
      const fn = this.graph.returnOf(at);
      if (fn !== undefined) {
        const { calls: called, callbacks: handed } = this.of(fn);
        for (const id of [...called, ...handed]) {
          const { file, site } = this.graph.site(id);
          add(this.graph.at(file, site.result));
        }
      }
    }
    this.search.leave();
    const uses = { calls: [...calls], callbacks: [...callbacks], through: [...new Set([...seen].map((n) => this.graph.holder(n)))] };
    if (this.search.isDone(cuts)) this.#uses.set(start, uses);
    else {
      this.#uses.delete(start);
      this.#cutShort.set(start, uses);
    }
    return uses;
  }

  /**
   * A function stored under a name is what is read and called under it.
   *
   * @param of where it is stored in the instances of a class; `method`: the function, where it stands in the class under the name
   */
  #named(name: string, calls: Set<SiteId>, add: (n: Node) => void, of?: { readonly method: Fn | undefined; readonly owner: Node }): void {
    if (name === ANY) return;
    this.#asked.add(name);
    if (this.#computed.length > ReachBounds.computedCalls) this.search.meetBound();
    else {
      for (const site of this.#computed) {
        calls.add(site);
        this.#guessed.add(site);
      }
    }
    const canBe = (object: Node): boolean => of === undefined || object < 0 || (!this.#isOfOthers(object, of.owner) && (of.method === undefined || this.callees.meant.canBe(object, name, of.method)));
    const isBuiltIn = BUILT_IN.has(name);
    const sites = this.#sitesByName.get(name) ?? [];
    const isCommon = isBuiltIn && sites.length > ReachBounds.builtInName;
    for (const site of sites) {
      const { file, site: s } = this.graph.site(site);
      const receiver = s.receiver < 0 ? -1 : this.graph.at(file, s.receiver);
      // A library calls it as a function that it was given: a proxy's trap.
      const isGiven = receiver < 0 && file.facts.file === LIBRARY_FILE;
      if (receiver < 0 ? isBuiltIn && !isGiven : !s.isSuper && !canBe(receiver)) continue;
      // Of a value of the program's types, it can be the program's method.
      if (isCommon && !isGiven && !this.#isOwn(receiver)) continue;
      calls.add(site);
      this.#guessed.add(site);
    }
    // What is called as a method is found above.
    const loads = (this.#loadsByName.get(name) ?? []).filter((n) => (!isBuiltIn && !of) || !this.#isMethod(n, name));
    if (loads.length > ReachBounds.sharedName) return;
    for (const n of loads) if (canBe(this.graph.origin(n)?.node ?? -1)) add(n);
  }

  /** The object is told to be of classes that have nothing to do with the instance's. */
  #isOfOthers(object: Node, owner: Node): boolean {
    const { classes } = this.callees;
    const holders = this.callees.holdersOf(object);
    return holders !== undefined && holders.length > 0 && holders.every((h) => classes.isInstance(h) && classes.isClosed(h) && !classes.lineage(h).has(owner));
  }

  /** The node is what a call of a method of the name calls. */
  #isMethod(node: Node, name: string): boolean {
    let is = false;
    this.graph.uses(node, (site, index) => {
      if (index === -1 && this.graph.site(site).site.name === name) is = true;
    });
    return is;
  }

  /** A method of a collection that holds the function gives it, or hands it to a callback. */
  #held(site: SiteId, add: (n: Node) => void): void {
    const { file, site: s } = this.graph.site(site);
    if (GIVING.has(s.name) || s.name === 'bind') add(this.graph.at(file, s.result));
    for (const fn of this.callees.targets(site)) if (this.callees.classes.isStatic(fn)) add(this.graph.selfAt(fn));
    const element = elementAt(s.name);
    if (element === undefined) return;
    for (const fn of s.args[0] === undefined || s.args[0] < 0 ? [] : this.callees.functionsOf(this.graph.at(file, s.args[0]))) {
      const f = this.graph.fn(fn);
      add(this.graph.at(f.file, f.file.functions[f.index]!.params[element] ?? -1));
    }
  }

  #isOwn(node: Node): boolean {
    return this.callees.classes.isInstance(node) || this.graph.selfOf(node) !== undefined || this.types.namesAt(node).some((n) => this.callees.classes.instancesOf(n).length > 0 || this.types.isDeclared(n));
  }

  /** The function is put into the collection: it is what comes out of it, also where that is read from the property again that holds it. */
  #into(collection: Node, calls: Set<SiteId>, add: (n: Node) => void): void {
    add(collection);
    const open = [collection];
    const seen = new Set(open);
    /** It is one of several collections in an object. */
    let isMember = false;
    const found = (n: Node): void => {
      add(n);
      if (isMember) this.#members(n, add);
    };
    for (let n = open.pop(); n !== undefined; n = open.pop()) {
      if (seen.size >= ReachBounds.aliases) return this.search.meetBound();
      const origin = this.graph.origin(n);
      if (origin) {
        if (origin.name === ANY || isIndex(origin.name)) {
          isMember = true;
          this.#members(origin.node, add);
          open.push(origin.node);
        } else this.#named(origin.name, calls, found);
        continue;
      }
      // It came out of another one.
      const made = this.graph.siteOfResult(n);
      if (made !== undefined) {
        const { file, site } = this.graph.site(made);
        if (GIVING.has(site.name) && site.receiver >= 0) open.push(this.graph.at(file, site.receiver));
      }
      this.graph.eachEdge(n, 'into', (e, from) => {
        if (e.op !== 'copy' || e.mutates || seen.has(from)) return;
        seen.add(from);
        add(from);
        open.push(from);
      });
    }
  }

  /** What is read from the object by names. */
  #members(object: Node, add: (n: Node) => void): void {
    this.graph.eachEdge(object, 'out', (e, to) => {
      if (e.op === 'load') add(to);
      else if (e.op === 'copy' && !e.mutates) this.graph.eachEdge(to, 'out', (inner, held) => inner.op === 'load' && add(held));
    });
  }

  #given(site: SiteId, index: number, calls: Set<SiteId>, callbacks: Set<SiteId>, add: (n: Node) => void): void {
    const targets = this.callees.targets(site);
    const { file, site: s } = this.graph.site(site);
    if (targets.length === 0) {
      callbacks.add(site);
      add(this.graph.at(file, s.result));
      if (COLLECTING.has(s.name) && s.receiver >= 0) this.#into(this.graph.at(file, s.receiver), calls, add);
      return;
    }
    for (const fn of targets) {
      const f = this.graph.fn(fn);
      for (const param of parametersFor(f.file.functions[f.index]!, index, s)) add(this.graph.at(f.file, param));
    }
  }
}

/** The function is read under a computed name: right there, or where a variable got it. */
function isComputed(g: FileGraph, callee: number): boolean {
  if (callee < 0) return false;
  const isRead = (n: number): boolean => g.origin.get(n)?.name === ANY;
  return isRead(callee) || g.into[callee]!.some((e) => e.op === 'copy' && isRead(e.node));
}
