import { argumentsFor } from './arguments.js';
import { ReachBounds } from './bounds.js';
import { Classes } from './classes.js';
import { ANY, push, type CallSite, type FileGraph } from './file-graph.js';
import { BUILT_IN, elementAt, GIVING, MAKING } from './library-names.js';
import type { Fn, Node, SiteId } from './numbers.js';
import type { ProgramGraph } from './program-graph.js';
import { Direct } from './direct.js';
import { Search } from './search.js';
import { UsesSearch } from './uses.js';
import { MeantMethods } from './meant-methods.js';
import { Places } from './places.js';
import type { TypeNames } from './type-names.js';
import { WrittenTypes } from './written-types.js';
import type { ReadsBuilder } from '../reuse/reads.js';

/**
 * Which functions a site calls and which sites call a function, on demand and by the graph alone. Objects are followed back to
 * where they are made; where that leads nowhere, a method's name decides.
 */
export class Callees {
  readonly #targets = new Map<SiteId, readonly Fn[]>();
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
  /** Where values come from, as far as that was searched to the end. */
  readonly #origins = new Map<Node, Int32Array>();
  readonly #places: Places;
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
    this.written = new WrittenTypes(graph, types.types);
    this.meant = new MeantMethods(graph, types.types, this.written);
    this.classes = new Classes(graph, types.types, this.search);
    this.#places = new Places(graph, this.search);
    for (const g of graph.files) {
      g.functions.forEach((f, i) => {
        for (const e of g.out[f.value]!) if (e.op === 'store') push(this.#byName, e.name, graph.fnOf(g, i));
      });
    }
    this.uses = new UsesSearch(graph, types, this, this.search);
    this.#direct = new Direct(graph, types, this.classes, this.#places);
    this.classes.linkBases(this.originsOf);
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
    this.#targets.set(site, []);
    this.#running.add(site);
    const { cuts } = this.search;
    const { file, site: s } = this.graph.site(site);
    const out = new Set<Fn>();
    const callee = s.callee < 0 ? -1 : this.graph.at(file, s.callee);
    const direct = callee < 0 || s.name === 'super' || s.isSuper ? undefined : this.#direct.valuesOf(callee);
    if (direct) for (const fn of this.#direct.functionsIn(direct, s.kind === 'new')) out.add(fn);
    else if (callee >= 0) {
      for (const n of s.name === 'super' ? this.#superConstructor(this.graph.at(file, s.receiver)) : this.#back(callee)) {
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
    else this.#targets.delete(site);
    return found;
  }

  /** Those that are no methods of the class in which the site stands. */
  #outside(site: CallSite, file: FileGraph, fns: Iterable<Fn>): readonly Fn[] {
    let at = site.fn;
    while (at > 0 && file.facts.functions[at]!.cls === undefined) at = file.facts.functions[at]!.parent;
    const { cls } = file.facts.functions[Math.max(at, 0)]!;
    return [...fns].filter((fn) => {
      const other = this.graph.fn(fn);
      return other.file !== file || other.facts.cls !== cls;
    });
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
      found = [...this.#back(node)].flatMap((n) => this.graph.valueOf(n) ?? []);
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
      const callees = site.callee < 0 ? [] : [...this.#back(this.graph.at(file, site.callee))];
      found = [...new Set(callees.flatMap((n) => this.graph.paramOf(n).flatMap((p) => this.uses.of(p.fn).callbacks)))];
      this.#handing.set(id, found);
    }
    return found;
  }

  /** Classes that a `new` at the site can make instances of. */
  made(site: SiteId): readonly Node[] {
    const { file, site: s } = this.graph.site(site);
    if (s.kind !== 'new' || s.callee < 0) return [];
    return [...this.#back(this.graph.at(file, s.callee))].flatMap((n) => this.classes.madeBy(n) ?? []);
  }

  /** Instances of classes, classes and literals that the value is, all there are; undefined: that is not told by what is near. */
  holdersOf(node: Node): readonly Node[] | undefined {
    return this.#direct.holdersOf(node);
  }

  /** Nodes from which a node's value can come. */
  readonly originsOf = (node: Node): Iterable<Node> => this.#back(node);

  #superConstructor(self: Node): readonly Node[] {
    return [...this.#back(self)].flatMap((n) => this.classes.supersOf(n)).flatMap((n) => this.classes.valueOf(n) ?? []);
  }

  /** Methods by name alone, where nothing is known of the object; a name that many share or that the language has says nothing. */
  #namedMethods(name: string, receiver: Node): readonly Fn[] {
    this.#asked.add(name);
    const all = this.#byName.get(name) ?? [];
    if (all.length === 0 || all.length > ReachBounds.sharedName || BUILT_IN.has(name)) return [];
    if (this.#direct.isOfClasses(receiver)) return [];
    for (const n of this.#back(receiver)) if (this.#isForeign(n)) return [];
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

  /** Nodes from which a node's value can come, itself included: makers of functions, classes and objects among them. */
  #back(start: Node): Iterable<Node> {
    const known = this.#origins.get(start);
    if (known) return known;
    const seen = new Set<Node>([start]);
    if (!this.search.enter()) return seen;
    const { cuts } = this.search;
    const add = (n: Node): void => {
      if (n >= 0) seen.add(n);
    };
    // Grows while it is walked; the nearest first, so that a search which is cut has found what is near.
    for (const at of seen) {
      if (seen.size >= ReachBounds.search) {
        this.search.cut();
        this.search.meetBound();
        break;
      }
      if (!this.search.step()) break;
      this.eachOrigin(at, add);
    }
    this.search.leave();
    // What a bound cut short may be found when it is asked for alone.
    if (this.search.cuts === cuts) this.#origins.set(start, Int32Array.from(seen));
    return seen;
  }

  /** The nodes from which a node's value comes by one step. */
  eachOrigin(at: Node, add: (n: Node) => void): void {
    if (this.types.isPrimitive(at)) return;
    const told = this.#direct.valuesOf(at);
    if (told) {
      for (const n of told) add(n);
      return;
    }
    // A literal is no other value; what it spreads is looked at where its properties are.
    const { copies, loads } = this.graph.incoming(at);
    if (!this.graph.isObjectLiteral(at)) for (const n of copies) add(n);
    for (const { from, name } of loads) for (const value of this.#property(from, name)) add(value);
    for (const p of this.graph.paramOf(at)) {
      for (const arg of this.#arguments(p.fn, p.index)) add(arg);
      for (const held of this.#handedTo(p.fn, p.index)) add(held);
    }
    const whole = this.graph.allOf(at);
    if (whole !== undefined) for (const arg of this.#arguments(whole)) add(arg);
    const method = this.graph.selfOf(at);
    if (method !== undefined && this.classes.isStatic(method)) for (const receiver of this.#receiversOf(method)) add(receiver);
    const site = this.graph.siteOfResult(at);
    if (site !== undefined) this.#resultOf(site, add);
    if (this.graph.isMade(at)) for (const value of this.#places.collected(at)) add(value);
    for (const name of this.types.namesAt(at)) for (const instance of this.classes.instancesOf(name)) add(instance);
  }

  /** Values that objects at a node hold under a name. */
  #property(object: Node, name: string): readonly Node[] {
    const out: Node[] = [];
    const holders = new Set<Node>();
    const told = this.#direct.holdersOf(object);
    const add = (n: Node): void => {
      holders.add(n);
      if (this.classes.isInstance(n)) for (const other of this.classes.lineage(n)) holders.add(other);
    };
    for (const n of told ? [object, ...told] : this.#back(object)) add(n);
    for (const h of holders) {
      if (this.graph.isObjectLiteral(h)) for (const from of this.graph.incoming(h).copies) if (!holders.has(from)) for (const n of this.#back(from)) add(n);
      const made = name === 'constructor' ? this.classes.valueOf(h) : name === 'prototype' ? this.classes.madeBy(h) : undefined;
      if (made !== undefined) out.push(made);
      if (name === 'value') out.push(...this.#iterated(h));
      for (const place of [...(this.graph.isMade(h) || this.classes.isInstance(h) ? this.#places.of(h) : [h]), ...this.#direct.assignedTo(h, name)]) {
        if (!this.search.step()) return out;
        const { stores } = this.graph.incoming(place);
        if (name === ANY) for (const values of stores.values()) out.push(...values);
        else {
          out.push(...(stores.get(name) ?? []));
          // What stands under computed names is no method of the language's objects.
          if (!BUILT_IN.has(name)) out.push(...(stores.get(ANY) ?? []));
        }
      }
    }
    return out;
  }

  /** The iterator of which a value is what `next` gives: it stands for what it iterates. */
  #iterated(node: Node): readonly Node[] {
    const id = this.graph.siteOfResult(node);
    if (id === undefined) return [];
    const { file, site } = this.graph.site(id);
    return site.name === 'next' && site.receiver >= 0 && this.targets(id).length === 0 ? [this.graph.at(file, site.receiver)] : [];
  }

  #resultOf(site: SiteId, add: (n: Node) => void): void {
    const targets = this.targets(site);
    const { file, site: s } = this.graph.site(site);
    // What is called is being looked for.
    if (this.#running.has(site)) {
      this.search.cut();
      return;
    }
    for (const fn of targets) {
      const f = this.graph.fn(fn);
      add(this.graph.at(f.file, f.file.functions[f.index]!.ret));
    }
    for (const instance of this.made(site)) add(instance);
    if (targets.length === 0 && (s.kind === 'call' || (s.kind === 'new' && s.callee >= 0 && this.graph.isGlobal(this.graph.at(file, s.callee))))) {
      for (const a of s.args) {
        add(this.graph.at(file, a));
        const written = a >= 0 && MAKING.has(s.name) ? this.graph.valueOf(this.graph.at(file, a)) : undefined;
        if (written !== undefined) add(this.graph.returnAt(written));
      }
      if (GIVING.has(s.name) || /^(?:bind|then|catch|finally)$/.test(s.name)) add(this.graph.at(file, s.receiver));
    }
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
      read = [...this.#back(node)].flatMap((n) => {
        const origin = this.graph.origin(n);
        return origin ? this.#namedMethods(origin.name, origin.node) : [];
      });
      this.#read.set(node, read);
    }
    return read.includes(fn);
  }

  /** What a parameter gets; without an index, `arguments`. */
  #arguments(fn: Fn, index?: number): readonly Node[] {
    const { file: of, index: f } = this.graph.fn(fn);
    const nodes = of.functions[f]!;
    return this.uses.of(fn).calls.flatMap((id) => {
      if (this.uses.isGuessed(id) && !this.targets(id).includes(fn)) return [];
      const { file, site } = this.graph.site(id);
      const given = index === undefined ? site.args : argumentsFor(nodes, index, site);
      return given.flatMap((arg) => (arg < 0 ? [] : [this.graph.at(file, arg)]));
    });
  }

  /** Classes whose static method it is called as. */
  #receiversOf(method: Fn): readonly Node[] {
    return this.uses.of(method).calls.flatMap((id) => {
      if (this.uses.isGuessed(id) && !this.targets(id).includes(method)) return [];
      const { file, site } = this.graph.site(id);
      return site.receiver < 0 ? [] : [this.graph.at(file, site.receiver)];
    });
  }

  /** Collections whose elements a method hands to the function as that parameter. */
  #handedTo(fn: Fn, index: number): readonly Node[] {
    if (index > 1) return [];
    return this.uses.of(fn).callbacks.flatMap((id) => {
      const { file, site } = this.graph.site(id);
      return site.receiver < 0 || elementAt(site.name) !== index ? [] : [this.graph.at(file, site.receiver)];
    });
  }
}
