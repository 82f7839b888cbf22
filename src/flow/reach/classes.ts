import type { FunctionFacts } from '../../facts/ir.js';
import { namesOf } from '../../types/identity.js';
import type { ProgramTypes } from '../../types/shape.js';
import type { ReadsBuilder } from '../reuse/reads.js';
import { ReachBounds } from './bounds.js';
import type { FileGraph } from './file-graph.js';
import type { Fn, Node } from './numbers.js';
import type { ProgramGraph } from './program-graph.js';
import type { Search } from './search.js';

interface ClassAt {
  readonly file: FileGraph;
  readonly index: number;
  /** What its name means as a type; undefined: it has none. */
  readonly meaning: string | undefined;
  readonly value: Node;
  readonly instance: Node;
  readonly base: Node;
  readonly supers: ClassAt[];
  readonly subs: ClassAt[];
}

/** The program's classes: what they extend, and which types their instances are of. */
export class Classes {
  readonly #all: ClassAt[] = [];
  readonly #ofInstance = new Map<Node, ClassAt>();
  readonly #ofValue = new Map<Node, ClassAt>();
  /** Classes whose instances a type of that meaning can hold. */
  readonly #ofMeaning = new Map<string, ClassAt[]>();
  /** Those whose instances were asked for. */
  readonly #asked = new Set<ClassAt>();

  constructor(
    readonly graph: ProgramGraph,
    { identity }: ProgramTypes,
    readonly search: Search,
  ) {
    for (const g of graph.files) {
      const { file } = g.facts;
      const declarations = new Map(g.facts.types.flatMap((d) => (d.cls === undefined ? [] : [[d.cls, d] as const])));
      g.classes.forEach((c, index) => {
        const declaration = declarations.get(index);
        const at: ClassAt = { file: g, index, meaning: declaration && identity.of(file, declaration), value: graph.at(g, c.value), instance: graph.at(g, c.instance), base: graph.at(g, c.base), supers: [], subs: [] };
        this.#all.push(at);
        this.#ofInstance.set(at.instance, at);
        this.#ofValue.set(at.value, at);
        this.#canBe(at.meaning, at);
        for (const t of g.facts.classes[index]!.implements) if (t.k === 'ref') this.#canBe(identity.meaning(file, t.name, t.s), at);
      });
    }
  }

  /** @param originsOf nodes that a value can come from */
  linkBases(originsOf: (node: Node) => Iterable<Node>): void {
    for (const c of this.#all) {
      if (c.base < 0) continue;
      for (const origin of originsOf(c.base)) {
        const base = this.#ofValue.get(origin);
        if (base === undefined || base === c) continue;
        c.supers.push(base);
        base.subs.push(c);
      }
    }
    for (const c of this.#all) for (const s of c.supers) this.#canBe(s.meaning, c);
  }

  noteReads(reads: ReadsBuilder): void {
    for (const [meaning, classes] of this.#ofMeaning) if (classes.some((c) => this.#asked.has(c))) reads.addNames(namesOf(meaning));
  }

  /** Methods and other functions that the instance's class itself has. */
  functionsOf(instance: Node): readonly FunctionFacts[] {
    const c = this.#ofInstance.get(instance);
    return c ? c.file.facts.functions.filter((f) => f.cls === c.index) : [];
  }

  isInstance(node: Node): boolean {
    return this.#ofInstance.has(node);
  }

  /** Instances of the classes that the instance's class extends. */
  supersOf(instance: Node): readonly Node[] {
    return this.#note(instance)?.supers.map((c) => c.instance) ?? [];
  }

  /** Instances of the classes that extend the instance's class. */
  subsOf(instance: Node): readonly Node[] {
    return this.#note(instance)?.subs.map((c) => c.instance) ?? [];
  }

  #note(instance: Node): ClassAt | undefined {
    const c = this.#ofInstance.get(instance);
    if (c) this.#asked.add(c);
    return c;
  }

  /** The instance's classes up, and down: not those beside it that extend the same. */
  lineage(instance: Node): ReadonlySet<Node> {
    const all = new Set<Node>();
    for (const next of [this.supersOf, this.subsOf]) {
      const seen = new Set<Node>([instance]);
      for (const n of seen) for (const other of next.call(this, n)) {
        if (seen.size < ReachBounds.search) seen.add(other);
        else this.search.meetBound();
      }
      for (const n of seen) all.add(n);
    }
    return all;
  }

  /** Instances of the classes that a type name of that meaning stands for. */
  instancesOf(meaning: string): readonly Node[] {
    return (this.#ofMeaning.get(meaning) ?? []).map((c) => c.instance);
  }

  /** The type name is a class, no interface. */
  isClass(meaning: string): boolean {
    return this.#ofMeaning.get(meaning)?.some((c) => c.meaning === meaning) ?? false;
  }

  valueOf(instance: Node): Node | undefined {
    return this.#ofInstance.get(instance)?.value;
  }

  /** Instances of the class that the value is. */
  madeBy(value: Node): Node | undefined {
    return this.#ofValue.get(value)?.instance;
  }

  /** Constructors that run for a `new` of the class that the value is. */
  constructorsOf(value: Node): readonly Fn[] {
    const seen = new Set<ClassAt>();
    const visit = (c: ClassAt): readonly Fn[] => {
      if (seen.has(c)) return [];
      seen.add(c);
      const own = c.file.facts.classes[c.index]?.members.find((m) => m.kind === 'ctor')?.f;
      return own === undefined ? c.supers.flatMap(visit) : [this.graph.fnOf(c.file, own)];
    };
    const c = this.#ofValue.get(value);
    return c ? visit(c) : [];
  }

  /** The function is a static method. */
  isStatic(fn: Fn): boolean {
    const { file, index, facts } = this.graph.fn(fn);
    return facts.cls !== undefined && facts.kind === 'method' && file.facts.classes[facts.cls]!.members.some((m) => m.f === index && m.static);
  }

  /** All that the class of an instance, or the class, extends is the program's: what it has and they don't declare is put there by code. */
  isClosed(node: Node): boolean {
    const seen = new Set<ClassAt>();
    const visit = (c: ClassAt): boolean => {
      if (seen.has(c)) return true;
      seen.add(c);
      return c.base < 0 || (c.supers.length > 0 && c.supers.every(visit));
    };
    const c = this.#ofInstance.get(node) ?? this.#ofValue.get(node);
    return c !== undefined && visit(c);
  }

  #canBe(meaning: string | undefined, c: ClassAt): void {
    if (meaning === undefined) return;
    const list = this.#ofMeaning.get(meaning);
    if (list) list.push(c);
    else this.#ofMeaning.set(meaning, [c]);
  }
}
