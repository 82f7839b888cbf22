import { ReachBounds } from './bounds.js';
import { Classes } from './classes.js';
import { push, type CallSite, type FileGraph } from './file-graph.js';
import { BUILT_IN } from './library-names.js';
import type { Fn, Node, SiteId } from './numbers.js';
import type { ProgramGraph } from './program-graph.js';
import { Direct } from './direct.js';
import { Origins } from './origins.js';
import { CutShort, Search } from './search.js';
import { UsesSearch } from './uses.js';
import { MeantMethods } from './meant-methods.js';
import { Places } from './places.js';
import type { TypeNames } from './type-names.js';
import { WrittenTypes } from './written-types.js';
import type { ReadsBuilder } from '../reuse/reads.js';

/** The method that the site stands in, by its index; 0: in none. */
function methodAround(site: CallSite, file: FileGraph): number {
  let at = site.fn;
  while (at > 0 && file.facts.functions[at]!.cls === undefined) at = file.facts.functions[at]!.parent;
  return Math.max(at, 0);
}

/**
 * Which functions a site calls and which sites call a function, on demand and by the graph alone. Objects are followed back to
 * where they are made; where that leads nowhere, a method's name decides.
 */
export class Callees {
  readonly #targets = new Map<SiteId, readonly Fn[]>();
  readonly #cutShort: CutShort<SiteId, readonly Fn[]>;
  /** Sites whose targets are being looked for. */
  readonly #running = new Set<SiteId>();
  readonly #functions = new Map<Node, readonly Fn[]>();
  /** Functions stored under a property name, anywhere. */
  readonly #byName = new Map<string, Fn[]>();
  readonly classes: Classes;
  readonly #callers = new Map<Fn, readonly SiteId[]>();
  readonly #handing = new Map<SiteId, readonly SiteId[]>();
  readonly #callbacks = new Map<Fn, readonly SiteId[]>();
  /** Functions that a value can be by the name of the property from which it is read. */
  readonly #read = new Map<Node, readonly Fn[]>();
  readonly #bound = new Set<SiteId>();
  readonly #origins: Origins;
  /** Names by which functions were looked for in all files. */
  readonly #asked = new Set<string>();
  readonly #direct: Direct;
  readonly search = new Search();
  readonly uses: UsesSearch;
  readonly written: WrittenTypes;
  readonly meant: MeantMethods;

  constructor(
    readonly graph: ProgramGraph,
    readonly types: TypeNames,
  ) {
    this.#cutShort = new CutShort(this.search);
    this.written = new WrittenTypes(graph, types.types);
    this.meant = new MeantMethods(graph, types.types, this.written);
    this.classes = new Classes(graph, types.types, this.search);
    const places = new Places(graph, this.search);
    for (const g of graph.files) {
      g.functions.forEach((f, i) => {
        for (const e of g.out[f.value]!) if (e.op === 'store') push(this.#byName, e.name, graph.fnOf(g, i));
      });
    }
    this.uses = new UsesSearch(graph, types, this, this.search);
    this.#direct = new Direct(graph, types, this.classes, places);
    this.#origins = new Origins(graph, types, this, this.#direct, places);
    this.classes.linkBases(this.originsOf);
    // Most searches come to them: what is found in the course of another one is less, and would be looked for again each time.
    for (const site of this.uses.computedCalls) this.targets(site);
  }

  noteReads(reads: ReadsBuilder): void {
    reads.addNames(this.#asked);
    this.classes.noteReads(reads);
    this.#direct.noteReads(reads);
    this.uses.noteReads(reads);
  }

  /** Functions of the program that the site can call; none: its code can't be read. */
  targets(site: SiteId): readonly Fn[] {
    const library = this.graph.libraries.at(site);
    if (library !== undefined) return [library];
    const known = this.#targets.get(site);
    if (known) {
      // It is being looked for.
      if (this.#running.has(site)) this.search.cut();
      return known;
    }
    const short = this.#cutShort.get(site);
    if (short) {
      this.search.cut();
      return short;
    }
    this.#targets.set(site, []);
    this.#running.add(site);
    const { cuts } = this.search;
    const { file, site: s } = this.graph.site(site);
    const out = new Set<Fn>();
    const callee = s.callee < 0 ? -1 : this.graph.at(file, s.callee);
    const direct = callee < 0 || s.name === 'super' || s.isSuper ? undefined : this.#direct.valuesOf(callee);
    const above = s.isSuper ? this.#above(s, file) : [];
    if (above.length > 0) for (const fn of above) out.add(fn);
    else if (direct) for (const fn of this.#direct.functionsIn(direct, s.kind === 'new')) out.add(fn);
    else if (callee >= 0) {
      for (const n of s.name === 'super' ? this.#superConstructor(this.graph.at(file, s.receiver)) : this.#origins.of(callee)) {
        const fn = this.graph.valueOf(n);
        if (fn !== undefined) out.add(fn);
        for (const f of this.classes.constructorsOf(n)) out.add(f);
        const made = this.graph.siteOfResult(n);
        if (made !== undefined && this.graph.site(made).site.name === 'bind') this.#bound.add(site);
      }
      if (out.size === 0 && s.receiver >= 0 && s.name !== '') for (const f of this.#namedMethods(s.name, this.graph.at(file, s.receiver))) out.add(f);
    }
    this.#running.delete(site);
    const found = s.isSuper ? this.#outside(s, file, out) : [...out];
    if (this.search.isDone(cuts)) this.#targets.set(site, found);
    else {
      this.#targets.delete(site);
      this.#cutShort.set(site, found);
    }
    return found;
  }

  /** Those that are no methods of the class in which the site stands. */
  #outside(site: CallSite, file: FileGraph, fns: Iterable<Fn>): readonly Fn[] {
    const { cls } = file.facts.functions[methodAround(site, file)]!;
    return [...fns].filter((fn) => {
      const other = this.graph.fn(fn);
      return other.file !== file || other.facts.cls !== cls;
    });
  }

  /** The methods that `super.name` means: those next above the class in which the site stands, whatever the class itself has under the name. */
  #above(site: CallSite, file: FileGraph): readonly Fn[] {
    const around = methodAround(site, file);
    const { cls } = file.facts.functions[around]!;
    if (cls === undefined || site.name === '') return [];
    const isStatic = this.classes.isStatic(this.graph.fnOf(file, around));
    const seen = new Set<Node>();
    const visit = (instance: Node): readonly Fn[] =>
      this.classes.supersOf(instance).flatMap((above) => {
        if (seen.has(above)) return [];
        seen.add(above);
        const home = isStatic ? this.classes.valueOf(above) : above;
        const stored = home === undefined ? undefined : this.graph.incoming(home).stores.get(site.name);
        if (stored) return stored.flatMap((n) => this.functionsOf(n));
        return visit(above);
      });
    return visit(this.graph.at(file, file.classes[cls]!.instance));
  }

  /** Functions stored under the name, anywhere. */
  storedUnder(name: string): readonly Fn[] {
    this.#asked.add(name);
    return this.#byName.get(name) ?? [];
  }

  /** What the site calls can have arguments already: those of the site come behind them. */
  isBound(site: SiteId): boolean {
    return this.#bound.has(site);
  }

  /** Functions of the program that a value can be. */
  functionsOf(node: Node): readonly Fn[] {
    let found = this.#functions.get(node);
    if (!found) {
      const { cuts } = this.search;
      found = [...this.#origins.of(node)].flatMap((n) => this.graph.valueOf(n) ?? []);
      if (this.search.isDone(cuts)) this.#functions.set(node, found);
    }
    return found;
  }

  /** Unread code can be called at the site too: a function that a library handed in. */
  isOpen(id: SiteId): boolean {
    return this.graph.site(id).site.callee < 0 || this.handing(id).length > 0;
  }

  /** Calls of unread code that handed a callback the function which is called at the site. */
  handing(id: SiteId): readonly SiteId[] {
    let found = this.#handing.get(id);
    if (!found) {
      const { file, site } = this.graph.site(id);
      const callees = site.callee < 0 ? [] : [...this.#origins.of(this.graph.at(file, site.callee))];
      found = [...new Set(callees.flatMap((n) => this.graph.paramOf(n).flatMap((p) => this.uses.of(p.fn).callbacks)))];
      this.#handing.set(id, found);
    }
    return found;
  }

  /** Classes that a `new` or an element at the site can make instances of. */
  made(site: SiteId): readonly Node[] {
    const { file, site: s } = this.graph.site(site);
    if (s.kind === 'call' || s.callee < 0) return [];
    return [...this.#origins.of(this.graph.at(file, s.callee))].flatMap((n) => this.classes.madeBy(n) ?? []);
  }

  /** Instances of classes, classes and literals that the value is, all there are; undefined: that is not told by what is near. */
  holdersOf(node: Node): readonly Node[] | undefined {
    return this.#direct.holdersOf(node);
  }

  /** Nodes from which a node's value can come. */
  readonly originsOf = (node: Node): Iterable<Node> => this.#origins.of(node);

  /** The nodes from which a node's value comes by one step. */
  eachOrigin(at: Node, add: (n: Node) => void): void {
    this.#origins.each(at, add);
  }

  /** What the site calls is being looked for. */
  isSought(site: SiteId): boolean {
    return this.#running.has(site);
  }

  #superConstructor(self: Node): readonly Node[] {
    return [...this.#origins.of(self)].flatMap((n) => this.classes.supersOf(n)).flatMap((n) => this.classes.valueOf(n) ?? []);
  }

  /** Methods by name alone, where nothing is known of the object; a name that many share or that the language has says nothing. */
  #namedMethods(name: string, receiver: Node): readonly Fn[] {
    this.#asked.add(name);
    const all = this.#byName.get(name) ?? [];
    if (all.length === 0 || all.length > ReachBounds.sharedName || BUILT_IN.has(name)) return [];
    if (this.#direct.isOfClasses(receiver)) return [];
    for (const n of this.#origins.of(receiver)) if (this.#isForeign(n)) return [];
    const owners = this.#declaredOwners(receiver);
    return all.filter((fn) => (!owners || owners.has(this.#ownerOf(fn))) && this.meant.canBe(receiver, name, fn));
  }

  /** Where all properties of the name, from which the value is read, are declared to be of classes: instances of those, of what they extend and what extends them. */
  #declaredOwners(value: Node): ReadonlySet<Node> | undefined {
    const name = this.graph.origin(value)?.name ?? this.graph.incoming(value).loads[0]?.name;
    const heads = name === undefined ? undefined : this.types.headsOfMember(name);
    if (!heads || heads.size === 0 || ![...heads].every((h) => this.classes.isClass(h))) return undefined;
    this.#asked.add(name!);
    return new Set([...heads].flatMap((h) => this.classes.instancesOf(h)).flatMap((n) => [...this.classes.lineage(n)]));
  }

  /** Instances of the class whose method the function is; -1: it is none. */
  #ownerOf(fn: Fn): Node {
    const { file, facts } = this.graph.fn(fn);
    return facts.cls === undefined ? -1 : this.graph.at(file, file.classes[facts.cls]!.instance);
  }

  /** The value comes from a library, or is declared to be of a type of one; or a class is known, which has the method from one then. */
  #isForeign(node: Node): boolean {
    if (this.graph.packageOf(node) !== undefined || this.graph.isGlobal(node)) return true;
    if (this.classes.isInstance(node) || this.classes.madeBy(node) !== undefined) return !this.classes.isClosed(node);
    const site = this.graph.siteOfResult(node);
    if (site !== undefined && this.targets(site).length === 0 && this.made(site).length === 0) return true;
    const names = this.types.namesAt(node);
    return names.length > 0 && !names.some((n) => this.types.isDeclared(n));
  }

  /** Sites that can call a function of the program. */
  callersOf(fn: Fn): readonly SiteId[] {
    let found = this.#callers.get(fn);
    if (!found) {
      found = this.uses.of(fn).calls.filter((site) => this.targets(site).includes(fn));
      this.#callers.set(fn, found);
    }
    return found;
  }

  /** Sites of unread code that can be given the function, which it may call. */
  callbacksOf(fn: Fn): readonly SiteId[] {
    let found = this.#callbacks.get(fn);
    if (!found) {
      found = this.uses.of(fn).callbacks.filter((id) => {
        const { file, site } = this.graph.site(id);
        return site.args.some((arg) => arg >= 0 && this.#canBe(this.graph.at(file, arg), fn));
      });
      this.#callbacks.set(fn, found);
    }
    return found;
  }

  /** The value can be the function; one read from an object of which nothing is known, by the property's name. */
  #canBe(node: Node, fn: Fn): boolean {
    if (this.functionsOf(node).includes(fn)) return true;
    let read = this.#read.get(node);
    if (!read) {
      read = [...this.#origins.of(node)].flatMap((n) => {
        const origin = this.graph.origin(n);
        return origin ? this.#namedMethods(origin.name, origin.node) : [];
      });
      this.#read.set(node, read);
    }
    return read.includes(fn);
  }
}
