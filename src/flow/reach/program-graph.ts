import type { Linker } from '../../facts/link.js';
import type { ReadsBuilder } from '../reuse/reads.js';
import { push, type CallSite, type Edge, type FileGraph, type Origin } from './file-graph.js';
import { GraphLinks, type PackageImport } from './graph-links.js';
import { LibraryCalls } from './library-calls.js';
import type { LibraryCode } from './library-code.js';
import { LookedAt } from './looked-at.js';
import { fileGraph } from './lower.js';
import { MergedNodes } from './merged-nodes.js';
import { Numbers, type Fn, type FunctionAt, type Node, type SiteId } from './numbers.js';

/** Where a node's value comes from. */
export interface Incoming {
  /** Nodes that it is a copy of. */
  readonly copies: readonly Node[];
  /** Objects that it is read from, each with the property. */
  readonly loads: readonly { readonly from: Node; readonly name: string }[];
  /** What its properties are, by name. */
  readonly stores: ReadonlyMap<string, readonly Node[]>;
}

/**
 * The files' graphs as one. Nodes that stand for the same variable (an import and what it imports, a global name in two
 * files) are one node, named by its representative.
 */
export class ProgramGraph {
  readonly #numbers: Numbers;
  readonly #merged: MergedNodes;
  readonly #lookedAt: LookedAt;
  /** What stands for the code of libraries. */
  readonly libraries = new LibraryCalls();
  /** Function whose value, parameter, all of whose arguments, result and `this` a node is. */
  readonly #valueOf = new Map<Node, Fn>();
  readonly #paramOf = new Map<Node, { readonly fn: Fn; readonly index: number }[]>();
  readonly #allOf = new Map<Node, Fn>();
  readonly #returnOf = new Map<Node, Fn>();
  readonly #selfOf = new Map<Node, Fn>();
  readonly #siteOfResult = new Map<Node, SiteId>();
  readonly #packages: ReadonlyMap<Node, PackageImport>;
  readonly #globals = new Set<Node>();
  readonly #requests = new Set<Node>();
  readonly #incoming = new Map<Node, Incoming>();

  constructor(
    readonly linker: Linker,
    files: readonly string[],
  ) {
    this.#numbers = new Numbers(files.map((f) => fileGraph(linker.facts(f)!)));
    this.#merged = new MergedNodes(this.#numbers.fileOf.length);
    this.#lookedAt = new LookedAt(this.#numbers);
    this.#packages = new GraphLinks(linker, this.#numbers, this.#merged).run();
    this.files.forEach((g, i) => this.#note(g, i));
  }

  get files(): readonly FileGraph[] {
    return this.#numbers.files;
  }

  /** Adds code that stands for libraries', with the functions of it that are called at sites. */
  addLibraries({ graph, sites, channels }: LibraryCode): void {
    const i = this.#numbers.add(graph);
    this.#merged.grow(this.#numbers.fileOf.length);
    this.#lookedAt.restart();
    for (const [site, f] of sites) this.libraries.addFunction(site, this.#numbers.fnOf(graph, f));
    this.#note(graph, i);
    for (const [id, node] of channels) this.libraries.addChannel(id, this.at(graph, node));
  }

  /** The node that stands for a local node of a file. */
  at(file: FileGraph, local: number): Node {
    return local < 0 ? -1 : this.find(this.#numbers.at(file, local));
  }

  find(node: Node): Node {
    return this.#merged.find(node);
  }

  fileOf(node: Node): FileGraph {
    return this.#place(node).g;
  }

  /** The graph of a node's file, and the node's number in it. */
  #place(node: Node): { readonly g: FileGraph; readonly local: number; readonly i: number } {
    const { files, base, fileOf } = this.#numbers;
    const i = fileOf[node]!;
    return { g: files[i]!, local: node - base[i]!, i };
  }

  /** Function that holds the node. */
  holder(node: Node): Fn {
    return this.#numbers.holder(node);
  }

  members(node: Node): readonly Node[] {
    return this.#merged.members(node);
  }

  /** Edges out of a node or into it, each with the function whose code it stands for. */
  eachEdge(node: Node, direction: 'out' | 'into', visit: (edge: Edge, other: Node, by: Fn) => void): void {
    const all = this.#merged.several(node);
    if (all) for (const n of all) this.#edges(n, direction, visit);
    else this.#edges(node, direction, visit);
  }

  #edges(node: Node, direction: 'out' | 'into', visit: (edge: Edge, other: Node, by: Fn) => void): void {
    const { g, local, i } = this.#place(node);
    const base = this.#numbers.base[i]!;
    const fnBase = this.#numbers.fnBase[i]!;
    this.#lookedAt.node(node);
    for (const e of g[direction][local] ?? []) {
      this.#lookedAt.node(base + e.node);
      visit(e, this.find(base + e.node), fnBase + e.fn);
    }
  }

  /** The edges into a node, by what they do. */
  incoming(node: Node): Incoming {
    let known = this.#incoming.get(node);
    if (!known) {
      const copies: Node[] = [];
      const loads: { from: Node; name: string }[] = [];
      const stores = new Map<string, Node[]>();
      this.eachEdge(node, 'into', (e, from) => {
        if (e.op === 'load') loads.push({ from, name: e.name });
        else if (e.op === 'store') push(stores, e.name, from);
        else if (e.op === 'copy' && !e.mutates) copies.push(from);
      });
      this.#incoming.set(node, (known = { copies, loads, stores }));
    }
    return known;
  }

  /** Adds what was looked at since the graph was made. */
  noteReads(reads: ReadsBuilder): void {
    this.#lookedAt.noteReads(reads, (node) => this.find(node));
  }

  /** The node is a literal, or a new object of the language. */
  isMade(node: Node): boolean {
    const { g, local } = this.#place(node);
    if (g.literals.has(local)) return true;
    const made = this.#siteOfResult.get(node);
    if (made === undefined) return false;
    const { file, site } = this.site(made);
    return site.kind === 'new' && site.callee >= 0 && this.isGlobal(this.at(file, site.callee));
  }

  /** The node is an object literal: what it spreads is copied into a new object. */
  isObjectLiteral(node: Node): boolean {
    const { g, local } = this.#place(node);
    return g.literals.get(local) === 'object';
  }

  origin(node: Node): Origin | undefined {
    const { g, local, i } = this.#place(node);
    this.#lookedAt.node(node);
    const found = g.origin.get(local);
    return found && { ...found, node: this.find(this.#numbers.base[i]! + found.node) };
  }

  fn(fn: Fn): FunctionAt {
    return this.#numbers.fn(fn);
  }

  fnOf(file: FileGraph, index: number): Fn {
    return this.#numbers.fnOf(file, index);
  }

  parent(fn: Fn): Fn | undefined {
    const { file, index, facts } = this.fn(fn);
    return index === 0 ? undefined : this.fnOf(file, Math.max(facts.parent, 0));
  }

  site(id: SiteId): { readonly file: FileGraph; readonly site: CallSite } {
    const { i, site } = this.#numbers.site(id);
    if (site.result >= 0) this.#lookedAt.node(this.#numbers.base[i]! + site.result);
    return { file: this.files[i]!, site };
  }

  siteHolder(id: SiteId): Fn {
    const { file, site } = this.site(id);
    return this.fnOf(file, site.fn);
  }

  /** Sites at which a node is called (index -1), is the receiver (-2), and is given as an argument (its index). */
  uses(node: Node, visit: (site: SiteId, index: number) => void): void {
    for (const n of this.members(node)) {
      const { g, local, i } = this.#place(n);
      const first = this.#numbers.siteBase[i]!;
      this.#lookedAt.node(n);
      for (const s of g.calledAt.get(local) ?? []) visit(first + s, -1);
      for (const s of g.receivedAt.get(local) ?? []) visit(first + s, -2);
      for (const { site, index } of g.givenAt.get(local) ?? []) visit(first + site, index);
    }
  }

  valueOf(node: Node): Fn | undefined {
    return this.#valueOf.get(node);
  }
  paramOf(node: Node): readonly { readonly fn: Fn; readonly index: number }[] {
    return this.#paramOf.get(node) ?? [];
  }
  /** Function whose `arguments` a node is. */
  allOf(node: Node): Fn | undefined {
    return this.#allOf.get(node);
  }
  /** Function whose `this` a node is. */
  selfOf(node: Node): Fn | undefined {
    return this.#selfOf.get(node);
  }
  /** What the function returns, and its `this`. */
  returnAt(fn: Fn): Node {
    const { file, index } = this.fn(fn);
    return this.at(file, file.functions[index]!.ret);
  }
  selfAt(fn: Fn): Node {
    const { file, index } = this.fn(fn);
    return this.at(file, file.functions[index]!.self);
  }
  /** What a generator is sent; -1: it is none. */
  sentAt(fn: Fn): Node {
    const { file, index } = this.fn(fn);
    return this.at(file, file.functions[index]!.sent);
  }
  returnOf(node: Node): Fn | undefined {
    return this.#returnOf.get(node);
  }
  siteOfResult(node: Node): SiteId | undefined {
    return this.#siteOfResult.get(node);
  }
  /** npm package that a node is imported from. */
  packageOf(node: Node): string | undefined {
    return this.#packages.get(node)?.module;
  }
  importOf(node: Node): PackageImport | undefined {
    return this.#packages.get(node);
  }
  isGlobal(node: Node): boolean {
    return this.#globals.has(node);
  }
  siteId(file: FileGraph, site: number): SiteId {
    return this.#numbers.siteId(file, site);
  }

  /** Seen by functions other than the one that holds it: a value there has no one calling context. */
  shared(node: Node): boolean {
    if (this.#merged.several(node)) return true;
    const { g, local } = this.#place(node);
    return (g.fnOf[local] ?? 0) === 0 || (g.facts.bindings[local]?.captured ?? false);
  }

  /** Nodes that a framework gives its request. */
  *requests(): Iterable<Node> {
    for (const g of this.files) for (const local of g.requests) yield this.at(g, local);
  }
  isRequest(node: Node): boolean {
    return this.#requests.has(node);
  }

  /** A variable of a module. */
  isOfModule(node: Node): boolean {
    const { g, local } = this.#place(node);
    return g.facts.bindings[local]?.fn === 0;
  }

  #note(g: FileGraph, i: number): void {
    const { base, fnBase, siteBase } = this.#numbers;
    const at = (local: number): Node => this.find(base[i]! + local);
    g.functions.forEach((nodes, index) => {
      const fn = fnBase[i]! + index;
      this.#valueOf.set(at(nodes.value), fn);
      this.#returnOf.set(at(nodes.ret), fn);
      this.#selfOf.set(at(nodes.self), fn);
      if (nodes.all >= 0) this.#allOf.set(at(nodes.all), fn);
      nodes.params.forEach((p, n) => push(this.#paramOf, at(p), { fn, index: n }));
    });
    for (const local of g.requests) this.#requests.add(at(local));
    for (const local of g.globals.values()) this.#globals.add(at(local));
    g.sites.forEach((s, n) => this.#siteOfResult.set(at(s.result), siteBase[i]! + n));
  }
}
