import type { TypeIR } from '../../facts/ir.js';
import { freeNames } from '../../types/keys.js';
import type { Member, ObjectShape, ProgramTypes, Shape, Signature, TypeRef } from '../../types/shape.js';
import { ANY, isIndex, type FileGraph } from './file-graph.js';
import { EACH } from './library-names.js';
import type { Fn, Node, SiteId } from './numbers.js';
import type { ProgramGraph } from './program-graph.js';

/** A type as written, or an instance of a class. */
interface Told {
  readonly shape: Shape;
  readonly ref?: TypeRef;
}

/** Levels of holders (promises, arrays) around what has a member, and of calls and copies that are followed to what is written. */
const HOLDERS = 4;
const WAYS = 12;
/** Methods of arrays that give an element, or some of them. */
const ELEMENTS = new Set(['filter', 'slice', 'at', 'find', 'findLast', 'values', 'entries', 'pop', 'shift', 'reverse', 'toReversed', 'sort', 'toSorted', 'splice', 'flat']);

/**
 * The types of values as far as annotations tell them: of variables, parameters, results and members, and of what is read from
 * them, called on them and copied from them. As everywhere in the graph, what promises and collections hold stands for the whole.
 */
export class WrittenTypes {
  /** Null: several. */
  readonly #written = new Map<Node, TypeRef | null>();
  readonly #known = new Map<Node, readonly Told[] | null>();
  readonly #files = new Map<string, FileGraph>();
  readonly #classes = new Map<Node, { readonly file: string; readonly cls: number }>();

  constructor(
    readonly graph: ProgramGraph,
    readonly types: ProgramTypes,
  ) {
    for (const g of graph.files) {
      this.#files.set(g.facts.file, g);
      for (const { node, type } of g.typed) {
        const at = graph.at(g, node);
        const before = this.#written.get(at);
        // A parameter's is that of its variable.
        if (before?.file === g.facts.file && before.type.s === type.s) continue;
        this.#written.set(at, before !== undefined || this.#isGeneric(graph.holder(at), type) ? null : { file: g.facts.file, type });
      }
      g.classes.forEach(({ value }, cls) => this.#classes.set(graph.at(g, value), { file: g.facts.file, cls }));
    }
  }

  /** Shapes of the object's written type; undefined: that is not known, or not all of it. */
  shapesOf(object: Node): readonly ObjectShape[] | undefined {
    const of = this.#of(object, 0);
    return of?.every(({ shape }) => !shape.unknown && shape.objects.length > 0) ? of.flatMap(({ shape }) => shape.objects) : undefined;
  }

  /** What is read from the object under the name is declared, and holds no label by that. */
  isClean(object: Node, name: string): boolean {
    const of = this.#of(object, 0);
    const members = of && this.#members(of, name, 0);
    return members !== undefined && members.length > 0 && members.every((m) => this.#isClear(m));
  }

  /** What is read from the object under the name is declared, and has a label by that. */
  isLabelled(object: Node, name: string): boolean {
    const of = this.#of(object, 0);
    return (of && this.#members(of, name, 0))?.some((m) => m.labels.length > 0) ?? false;
  }

  /** What the call gives is declared, and holds no label by that. */
  givesClean(site: SiteId): boolean {
    return this.#result(site, 0)?.every(({ ref }) => ref !== undefined && !this.types.mentions(ref)) ?? false;
  }

  #isClear(m: Member): boolean {
    if (m.labels.length > 0) return false;
    if (m.type) return !this.types.mentions(m.type);
    return m.signatures?.every((s) => s.fn.ret !== undefined && !this.types.mentions(returned(s)!)) ?? false;
  }

  #of(node: Node, depth: number): readonly Told[] | undefined {
    if (node < 0 || depth > WAYS) return undefined;
    let known = this.#known.get(node);
    if (known === undefined) {
      // In a circle nothing more is told.
      this.#known.set(node, null);
      this.#known.set(node, (known = this.#find(node, depth) ?? null));
    }
    return known ?? undefined;
  }

  #find(node: Node, depth: number): readonly Told[] | undefined {
    const written = this.#written.get(node);
    if (written !== undefined) return written ? [this.#told(written)] : undefined;
    const self = this.graph.selfOf(node);
    if (self !== undefined) return this.#instance(self);
    const origin = this.graph.origin(node);
    if (origin) return this.#read(origin.node, origin.name, depth + 1);
    const site = this.graph.siteOfResult(node);
    if (site !== undefined) return this.#result(site, depth + 1);
    const params = this.graph.paramOf(node);
    if (params.length > 0) return params.length === 1 ? this.#given(params[0]!.fn, params[0]!.index, depth + 1) : undefined;
    return this.#copied(node, depth + 1);
  }

  #copied(node: Node, depth: number): readonly Told[] | undefined {
    const all: Told[] = [];
    let isTold = true;
    this.graph.eachEdge(node, 'into', (e, from) => {
      if (e.mutates || !isTold) return;
      const of = e.op === 'copy' ? this.#of(from, depth) : undefined;
      if (of) all.push(...of);
      else isTold = false;
    });
    return isTold && all.length > 0 ? all : undefined;
  }

  /** `this` of a method. */
  #instance(fn: Fn): readonly Told[] | undefined {
    const { file, index, facts } = this.graph.fn(fn);
    if (facts.cls === undefined || file.facts.classes[facts.cls]!.members.some((m) => m.f === index && m.static)) return undefined;
    return [{ shape: this.types.classShape(file.facts.file, facts.cls) }];
  }

  #read(object: Node, name: string, depth: number): readonly Told[] | undefined {
    const of = this.#of(object, depth);
    if (!of) return undefined;
    if (name === ANY || isIndex(name)) return of.every(({ shape }) => !shape.unknown && shape.objects.every((o) => o.k !== 'object' && o.k !== 'class' && o.k !== 'function')) ? of : undefined;
    const members = this.#members(of, name, 0);
    if (!members || members.length === 0) return undefined;
    const all: Told[] = [];
    for (const m of members) {
      const found = m.type ? [this.#told(m.type)] : m.signatures || m.labels.length > 0 ? undefined : this.#initial(m, depth);
      if (!found) return undefined;
      all.push(...found);
    }
    return all;
  }

  /** What a function is given that is used at one place: in a call of a collection's method, or in a literal whose type is written. */
  #given(fn: Fn, index: number, depth: number): readonly Told[] | undefined {
    const { file, index: at } = this.graph.fn(fn);
    const value = this.graph.at(file, file.functions[at]!.value);
    const uses: (() => readonly Told[] | undefined)[] = [];
    this.graph.eachEdge(value, 'out', (e, to) => uses.push(() => (e.op === 'store' ? this.#parameter(to, e.name, index, depth) : undefined)));
    this.graph.uses(value, (id, argument) => uses.push(() => (argument === 0 && index === 0 ? this.#element(id, depth) : undefined)));
    return uses.length === 1 ? uses[0]!() : undefined;
  }

  /** An element of what a method is called on that gives its callback one first. */
  #element(id: SiteId, depth: number): readonly Told[] | undefined {
    const { file, site } = this.graph.site(id);
    const of = EACH.has(site.name) && site.receiver >= 0 ? this.#of(this.graph.at(file, site.receiver), depth) : undefined;
    return of?.every(({ shape }) => !shape.unknown && shape.objects.length > 0 && shape.objects.every((o) => o.k !== 'function' && !hasMember(o, site.name))) ? of : undefined;
  }

  /** The parameter of a function under a name of a literal. */
  #parameter(literal: Node, name: string, index: number, depth: number): readonly Told[] | undefined {
    const of = this.#expected(literal, depth);
    const members = of && this.#members(of, name, 0);
    if (!members || members.length === 0) return undefined;
    const all: Told[] = [];
    for (const m of members) {
      const signatures = m.signatures ?? (m.type && this.types.shape(m.type).objects.flatMap((o) => (o.k === 'function' ? o.signatures : [])));
      const [s] = signatures ?? [];
      const type = s?.fn.typeParams ? undefined : s?.fn.params[index]?.type;
      if (!s || !type || signatures!.length > 1) return undefined;
      all.push(this.#told({ file: s.file, type, ...(s.env && { env: s.env }) }));
    }
    return all;
  }

  /** The written type of where a literal is put. */
  #expected(literal: Node, depth: number): readonly Told[] | undefined {
    const written = this.#written.get(literal);
    if (written) return [this.#told(written)];
    const to: Node[] = [];
    this.graph.eachEdge(literal, 'out', (e, other) => to.push(e.op === 'copy' ? other : -1));
    return to.length === 1 && to[0]! >= 0 && depth < WAYS ? this.#expected(to[0]!, depth + 1) : undefined;
  }

  #result(id: SiteId, depth: number): readonly Told[] | undefined {
    const { file, site } = this.graph.site(id);
    if (site.callee < 0 || site.kind === 'jsx') return undefined;
    const callee = this.graph.at(file, site.callee);
    if (site.kind === 'new') return this.#made(callee) ?? (site.type && !this.#isGeneric(this.graph.siteHolder(id), site.type) ? [this.#told({ file: file.facts.file, type: site.type })] : undefined);
    const fn = this.#function(callee);
    if (fn !== undefined) return this.#returned(fn, depth);
    const of = site.receiver < 0 || site.name === '' ? undefined : this.#of(this.graph.at(file, site.receiver), depth);
    return of && this.#called(of, site.name, 0, depth + 1);
  }

  #made(callee: Node): readonly Told[] | undefined {
    const at = this.#classes.get(this.#only(callee));
    return at && [{ shape: this.types.classShape(at.file, at.cls) }];
  }

  #function(callee: Node): Fn | undefined {
    return this.graph.valueOf(this.#only(callee));
  }

  /** What a name stands for, where nothing else is assigned to it. */
  #only(node: Node): Node {
    const from: Node[] = [];
    this.graph.eachEdge(node, 'into', (e, other) => {
      from.push(e.op === 'copy' && !e.mutates ? other : -1);
    });
    return from.length === 1 && from[0]! >= 0 ? from[0]! : node;
  }

  #returned(fn: Fn, depth: number): readonly Told[] | undefined {
    const { file, facts } = this.graph.fn(fn);
    // Where the return type is written, that is the node's.
    return this.types.returnsLabel(file.facts.file, facts).length > 0 ? undefined : this.#of(this.graph.returnAt(fn), depth);
  }

  /** What a method of the name gives; undefined: that is not told. */
  #called(of: readonly Told[], name: string, depth: number, ways: number): readonly Told[] | undefined {
    if (depth > HOLDERS) return undefined;
    const all: Told[] = [];
    for (const told of of) {
      if (told.shape.unknown || told.shape.objects.length === 0) return undefined;
      for (const o of told.shape.objects) {
        const found = this.#calledOn(o, told, name, depth, ways);
        if (!found) return undefined;
        all.push(...found);
      }
    }
    return all;
  }

  #calledOn(o: ObjectShape, told: Told, name: string, depth: number, ways: number): readonly Told[] | undefined {
    switch (o.k) {
      case 'object': case 'class': {
        const member = o.member(name);
        // Such objects in an array.
        if (!member && ELEMENTS.has(name)) return [told];
        if (!member?.signatures || member.labels.length > 0) return undefined;
        const all: Told[] = [];
        for (const s of member.signatures) {
          const ref = returned(s);
          const f = ref || s.doc?.data ? undefined : this.#functionOf(member, 'method');
          const found = s.fn.typeParams || s.doc?.data ? undefined : ref ? [this.#told(ref)] : f === undefined ? undefined : this.#returned(f, ways);
          if (!found) return undefined;
          all.push(...found);
        }
        return all;
      }
      case 'map':
        if (name === 'get' || name === 'values') return o.value && [this.#told(o.value)];
        return name === 'entries' && o.value && o.key ? [this.#told(o.key), this.#told(o.value)] : undefined;
      case 'set': case 'array': case 'promise': case 'iterable': {
        if (o.k === 'array' ? ELEMENTS.has(name) : o.k === 'set' && (name === 'values' || name === 'keys')) return [told];
        return o.k === 'promise' && /^(?:then|catch|finally)$/.test(name) ? undefined : o.elem && this.#called([this.#told(o.elem)], name, depth + 1, ways);
      }
      default:
        return undefined;
    }
  }

  /** Members of the name, of the objects or of what they hold; undefined: some may not be known. */
  #members(of: readonly Told[], name: string, depth: number): readonly Member[] | undefined {
    if (depth > HOLDERS) return undefined;
    const all: Member[] = [];
    for (const { shape } of of) {
      if (shape.unknown) return undefined;
      for (const o of shape.objects) {
        if (o.k === 'object' || o.k === 'class') {
          const member = o.member(name);
          if (!member && o.k === 'object' && o.index) return undefined;
          if (member) all.push(member);
          continue;
        }
        if (o.k === 'function') continue;
        const held = o.k === 'map' ? [o.key, o.value] : o.k === 'tuple' ? [...o.elems, ...(o.rest ? [o.rest] : [])] : [o.elem];
        if (held.some((ref) => ref === undefined)) return undefined;
        const below = this.#members(held.map((ref) => this.#told(ref!)), name, depth + 1);
        if (!below) return undefined;
        all.push(...below);
      }
    }
    return all;
  }

  /** A field of which only what it begins as is written: `new Map<K, V>()`. */
  #initial(member: Member, depth: number): readonly Told[] | undefined {
    const fn = this.#functionOf(member, 'field');
    return fn === undefined ? undefined : this.#of(this.graph.returnAt(fn), depth);
  }

  /** The function of a class's member. */
  #functionOf({ file, s }: Member, kind: 'field' | 'method'): Fn | undefined {
    const g = this.#files.get(file);
    const f = g?.facts.classes.flatMap((cls) => cls.members).find((m) => m.s === s && m.kind === kind)?.f;
    return g && f !== undefined ? this.graph.fnOf(g, f) : undefined;
  }

  #told(ref: TypeRef): Told {
    return { shape: this.types.shape(ref), ref };
  }

  /** The type uses a type parameter of the code around it: it is another one for each call, or each instance. */
  #isGeneric(fn: Fn, type: TypeIR): boolean {
    const names = freeNames(type);
    for (let at: Fn | undefined = fn; at !== undefined && names.size > 0; at = this.graph.parent(at)) {
      const { file, facts } = this.graph.fn(at);
      const cls = facts.cls === undefined ? undefined : file.facts.classes[facts.cls];
      if ([...(facts.typeParams ?? []), ...(cls?.typeParams ?? [])].some((p) => names.has(p.name))) return true;
    }
    return false;
  }
}

function returned({ file, fn, env }: Signature): TypeRef | undefined {
  return fn.ret && { file, type: fn.ret, ...(env && { env }) };
}

export function hasMember(o: ObjectShape, name: string): boolean {
  return (o.k === 'object' || o.k === 'class') && o.member(name) !== undefined;
}
