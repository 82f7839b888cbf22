import { argumentsFor } from './arguments.js';
import { ReachBounds } from './bounds.js';
import type { Callees } from './callees.js';
import type { Direct } from './direct.js';
import { ANY } from './file-graph.js';
import { BUILT_IN, elementAt, GIVING, MAKING } from './library-names.js';
import type { Fn, Node, SiteId } from './numbers.js';
import type { Places } from './places.js';
import type { ProgramGraph } from './program-graph.js';
import { CutShort } from './search.js';
import type { TypeNames } from './type-names.js';

/** Where values come from: through variables, properties, calls and arguments, back to the functions, classes and objects that they are. */
export class Origins {
  /** As far as it was searched to the end. */
  readonly #known = new Map<Node, Int32Array>();
  readonly #cutShort: CutShort<Node, ReadonlySet<Node>>;

  constructor(
    readonly graph: ProgramGraph,
    readonly types: TypeNames,
    readonly callees: Callees,
    readonly direct: Direct,
    readonly places: Places,
  ) {
    this.#cutShort = new CutShort(callees.search);
  }

  /** Nodes from which a node's value can come, itself included: makers of functions, classes and objects among them. */
  of(start: Node): Iterable<Node> {
    const known = this.#known.get(start);
    if (known) return known;
    const short = this.#cutShort.get(start);
    if (short) {
      this.callees.search.cut();
      return short;
    }
    const seen = new Set<Node>([start]);
    if (!this.callees.search.enter()) return seen;
    const { cuts } = this.callees.search;
    /** Those of which all that they come from is there. */
    const whole = new Set<Node>();
    const add = (n: Node): void => {
      if (n >= 0) seen.add(n);
    };
    // Grows while it is walked; the nearest first, so that a search which is cut has found what is near.
    for (const at of seen) {
      if (whole.has(at)) continue;
      const before = this.#known.get(at);
      if (before) {
        for (const n of before) {
          seen.add(n);
          whole.add(n);
        }
        continue;
      }
      if (seen.size >= ReachBounds.search) {
        this.callees.search.cut();
        this.callees.search.meetBound();
        break;
      }
      if (!this.callees.search.step()) break;
      this.each(at, add);
    }
    this.callees.search.leave();
    // What a bound cut short may be found when it is asked for alone.
    if (this.callees.search.cuts === cuts) this.#known.set(start, Int32Array.from(seen));
    else this.#cutShort.set(start, seen);
    return seen;
  }

  /** The nodes from which a node's value comes by one step. */
  each(at: Node, add: (n: Node) => void): void {
    if (this.types.isPrimitive(at)) return;
    const told = this.direct.valuesOf(at);
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
    if (method !== undefined && this.callees.classes.isStatic(method)) for (const receiver of this.#receiversOf(method)) add(receiver);
    const site = this.graph.siteOfResult(at);
    if (site !== undefined) this.#resultOf(site, add);
    if (this.graph.isMade(at)) for (const value of this.places.collected(at)) add(value);
    for (const name of this.types.namesAt(at)) for (const instance of this.callees.classes.instancesOf(name)) add(instance);
  }

  /** Values that objects at a node hold under a name. */
  #property(object: Node, name: string): readonly Node[] {
    const out: Node[] = [];
    const holders = new Set<Node>();
    const told = this.direct.holdersOf(object);
    const add = (n: Node): void => {
      holders.add(n);
      if (this.callees.classes.isInstance(n)) for (const other of this.callees.classes.lineage(n)) holders.add(other);
    };
    for (const n of told ? [object, ...told] : this.of(object)) add(n);
    for (const h of holders) {
      if (this.graph.isObjectLiteral(h)) for (const from of this.graph.incoming(h).copies) if (!holders.has(from)) for (const n of this.of(from)) add(n);
      const made = name === 'constructor' ? this.callees.classes.valueOf(h) : name === 'prototype' ? this.callees.classes.madeBy(h) : undefined;
      if (made !== undefined) out.push(made);
      if (name === 'value') out.push(...this.#iterated(h));
      for (const place of [...(this.graph.isMade(h) || this.callees.classes.isInstance(h) ? this.places.of(h) : [h]), ...this.direct.assignedTo(h, name), ...this.#prototypes(h)]) {
        if (!this.callees.search.step()) return out;
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

  /** Prototypes of the functions, which are no classes, that made the object when they were called by `new`. */
  #prototypes(object: Node): readonly Node[] {
    const out: Node[] = [];
    const id = this.graph.siteOfResult(object);
    if (id === undefined || this.graph.site(id).site.kind !== 'new' || this.callees.isSought(id)) return out;
    for (const fn of this.callees.targets(id)) {
      const { file, index, facts } = this.graph.fn(fn);
      if (facts.kind !== 'function') continue;
      for (const place of this.places.of(this.graph.at(file, file.functions[index]!.value))) {
        out.push(...(this.graph.incoming(place).stores.get('prototype') ?? []));
        this.graph.eachEdge(place, 'out', (e, to) => {
          if (e.op === 'load' && e.name === 'prototype') out.push(to);
        });
      }
    }
    return out;
  }

  /** The iterator of which a value is what `next` gives: it stands for what it iterates. */
  #iterated(node: Node): readonly Node[] {
    const id = this.graph.siteOfResult(node);
    if (id === undefined) return [];
    const { file, site } = this.graph.site(id);
    return site.name === 'next' && site.receiver >= 0 && this.callees.targets(id).length === 0 ? [this.graph.at(file, site.receiver)] : [];
  }

  #resultOf(site: SiteId, add: (n: Node) => void): void {
    const targets = this.callees.targets(site);
    const { file, site: s } = this.graph.site(site);
    // What is called is being looked for.
    if (this.callees.isSought(site)) {
      this.callees.search.cut();
      return;
    }
    for (const fn of targets) {
      const f = this.graph.fn(fn);
      add(this.graph.at(f.file, f.file.functions[f.index]!.ret));
    }
    for (const instance of this.callees.made(site)) add(instance);
    if (targets.length === 0 && (s.kind === 'call' || (s.kind === 'new' && s.callee >= 0 && this.graph.isGlobal(this.graph.at(file, s.callee))))) {
      for (const a of s.args) {
        add(this.graph.at(file, a));
        const written = a >= 0 && MAKING.has(s.name) ? this.graph.valueOf(this.graph.at(file, a)) : undefined;
        if (written !== undefined) add(this.graph.returnAt(written));
      }
      if (GIVING.has(s.name) || /^(?:bind|then|catch|finally)$/.test(s.name)) add(this.graph.at(file, s.receiver));
    }
  }

  /** What a parameter gets; without an index, `arguments`. */
  #arguments(fn: Fn, index?: number): readonly Node[] {
    const { file: of, index: f } = this.graph.fn(fn);
    const nodes = of.functions[f]!;
    const { search, uses } = this.callees;
    return uses.of(fn).calls.flatMap((id) => {
      if (uses.isGuessed(id) && ((search.isSpent && !search.step()) || !this.callees.targets(id).includes(fn))) return [];
      const { file, site } = this.graph.site(id);
      const given = index === undefined ? site.args : argumentsFor(nodes, index, site);
      return given.flatMap((arg) => (arg < 0 ? [] : [this.graph.at(file, arg)]));
    });
  }

  /** Classes whose static method it is called as. */
  #receiversOf(method: Fn): readonly Node[] {
    return this.callees.uses.of(method).calls.flatMap((id) => {
      if (this.callees.uses.isGuessed(id) && !this.callees.targets(id).includes(method)) return [];
      const { file, site } = this.graph.site(id);
      return site.receiver < 0 ? [] : [this.graph.at(file, site.receiver)];
    });
  }

  /** Collections whose elements a method hands to the function as that parameter. */
  #handedTo(fn: Fn, index: number): readonly Node[] {
    if (index > 1) return [];
    return this.callees.uses.of(fn).callbacks.flatMap((id) => {
      const { file, site } = this.graph.site(id);
      return site.receiver < 0 || elementAt(site.name) !== index ? [] : [this.graph.at(file, site.receiver)];
    });
  }
}
