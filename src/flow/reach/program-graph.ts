import type { FunctionFacts } from '../../facts/ir.js';
import type { Linker } from '../../facts/link.js';
import { push, type CallSite, type Edge, type FileGraph } from './file-graph.js';
import { GraphLinks, type PackageImport } from './graph-links.js';
import { channelId } from './code-builder.js';
import type { LibraryCode } from './library-code.js';
import { fileGraph } from './lower.js';
import type { ReadsBuilder } from '../reuse/reads.js';

/** Number of a node over all files. */
export type Node = number;
/** Number of a function over all files. */
export type Fn = number;
/** Number of a call site over all files. */
export type SiteId = number;

export interface FunctionAt {
  readonly file: FileGraph;
  readonly index: number;
  readonly facts: FunctionFacts;
}

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
  readonly files: FileGraph[];
  readonly #base: number[] = [];
  #fileOf: Int32Array;
  #parent: Int32Array;
  readonly #members = new Map<Node, Node[]>();
  readonly #fileIndex = new Map<string, number>();
  readonly #fnBase: number[] = [];
  readonly #siteBase: number[] = [];
  /** Function whose value, and whose parameter, a node is. */
  readonly #valueOf = new Map<Node, Fn>();
  readonly #paramOf = new Map<Node, { readonly fn: Fn; readonly index: number }[]>();
  readonly #returnOf = new Map<Node, Fn>();
  readonly #selfOf = new Map<Node, Fn>();
  readonly #siteOfResult = new Map<Node, SiteId>();
  readonly #packages: ReadonlyMap<Node, PackageImport>;
  readonly #globals = new Set<Node>();
  readonly #requests = new Set<Node>();
  readonly #incoming = new Map<Node, Incoming>();
  /** Nodes that were looked at. */
  #seen: Uint8Array;
  /** Functions whose code moves a value that was looked at. */
  #seenFunctions: Uint8Array;
  readonly functionCount: number;
  /** Functions that stand for libraries', by where they are called, and the other way round. */
  readonly #libraryAt = new Map<SiteId, Fn>();
  readonly #siteOfLibrary = new Map<Fn, SiteId>();
  readonly #channels = new Map<string, Node>();
  /** Number of files that are the program's. */
  readonly #own: number;

  constructor(
    readonly linker: Linker,
    files: readonly string[],
  ) {
    this.files = files.map((f) => fileGraph(linker.facts(f)!));
    let nodes = 0;
    let functions = 0;
    let sites = 0;
    this.files.forEach((g, i) => {
      this.#fileIndex.set(g.facts.file, i);
      this.#base.push(nodes);
      this.#fnBase.push(functions);
      this.#siteBase.push(sites);
      nodes += g.fnOf.length;
      functions += g.functions.length;
      sites += g.sites.length;
    });
    this.functionCount = functions;
    // One node more for each file: its namespace object.
    const namespaces = new Map<string, Node>();
    const total = nodes + this.files.length;
    this.#fileOf = new Int32Array(total);
    this.#seen = new Uint8Array(total);
    this.#seenFunctions = new Uint8Array(functions);
    this.#parent = Int32Array.from({ length: total }, (_, i) => i);
    this.files.forEach((g, i) => {
      this.#fileOf.fill(i, this.#base[i], this.#base[i]! + g.fnOf.length);
      this.#fileOf[nodes + i] = i;
      namespaces.set(g.facts.file, nodes + i);
    });
    this.#packages = new GraphLinks(linker, {
      files: this.files,
      fileIndex: this.#fileIndex,
      base: this.#base,
      fileOf: this.#fileOf,
      namespaces,
      find: (node) => this.find(node),
      members: (node) => this.members(node),
      union: (a, b) => this.#union(a, b),
    }).run();
    this.files.forEach((g, i) => this.#note(g, i));
    this.#own = this.files.length;
  }

  /** Adds code that stands for libraries', with the functions of it that are called at sites. */
  addLibraries({ graph, sites, channels }: LibraryCode): void {
    const i = this.files.push(graph) - 1;
    const base = this.#fileOf.length;
    const total = base + graph.fnOf.length;
    this.#fileIndex.set(graph.facts.file, i);
    this.#base.push(base);
    this.#fnBase.push(this.functionCount);
    this.#siteBase.push(this.files.slice(0, i).reduce((n, g) => n + g.sites.length, 0));
    this.#fileOf = grown(this.#fileOf, total, () => i);
    this.#parent = grown(this.#parent, total, (n) => n);
    // To make it every call was looked at: an edit of one is told by the names that labels go by.
    this.#seen = new Uint8Array(total);
    this.#seenFunctions = new Uint8Array(this.functionCount + graph.functions.length);
    for (const [site, f] of sites) {
      this.#libraryAt.set(site, this.functionCount + f);
      this.#siteOfLibrary.set(this.functionCount + f, site);
    }
    this.#note(graph, i);
    for (const [id, node] of channels) this.#channels.set(id, this.at(graph, node));
  }

  /** What the code of libraries shares under the channel's name. */
  channel(medium: string, key: string | undefined): Node | undefined {
    return this.#channels.get(channelId(medium, key)) ?? this.#channels.get(channelId(medium, undefined));
  }

  /** The function that stands for the library's that is called at a site. */
  libraryAt(site: SiteId): Fn | undefined {
    return this.#libraryAt.get(site);
  }

  /** The one site that calls such a function. */
  siteOfLibrary(fn: Fn): SiteId | undefined {
    return this.#siteOfLibrary.get(fn);
  }

  /** The function is of the program. */
  isOwn(fn: Fn): boolean {
    return fn < this.functionCount;
  }

  /** The node that stands for a local node of a file. */
  at(file: FileGraph, local: number): Node {
    return local < 0 ? -1 : this.find(this.#base[this.#fileIndex.get(file.facts.file)!]! + local);
  }

  find(node: Node): Node {
    const p = this.#parent;
    let root = node;
    while (p[root] !== root) root = p[root]!;
    while (p[node] !== root) [p[node], node] = [root, p[node]!];
    return root;
  }

  fileOf(node: Node): FileGraph {
    return this.files[this.#fileOf[node]!]!;
  }

  #fnAt(node: Node): number {
    const i = this.#fileOf[node]!;
    return this.files[i]!.fnOf[node - this.#base[i]!] ?? 0;
  }

  /** Function that holds the node. */
  holder(node: Node): Fn {
    return this.#fnBase[this.#fileOf[node]!]! + this.#fnAt(node);
  }

  members(node: Node): readonly Node[] {
    return this.#members.get(node) ?? [node];
  }

  /** Edges out of a node or into it, each with the function whose code it stands for. */
  eachEdge(node: Node, direction: 'out' | 'into', visit: (edge: Edge, other: Node, by: Fn) => void): void {
    const all = this.#members.get(node);
    if (all) for (const n of all) this.#edges(n, direction, visit);
    else this.#edges(node, direction, visit);
  }

  #edges(node: Node, direction: 'out' | 'into', visit: (edge: Edge, other: Node, by: Fn) => void): void {
    const i = this.#fileOf[node]!;
    const base = this.#base[i]!;
    this.#seen[node] = 1;
    for (const e of this.files[i]![direction][node - base] ?? []) {
      this.#seen[base + e.node] = 1;
      this.#seenFunctions[this.#fnBase[i]! + e.fn] = 1;
      visit(e, this.find(base + e.node), this.#fnBase[i]! + e.fn);
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
    this.files.slice(0, this.#own).forEach(({ facts, fnOf, globals }, i) => {
      const base = this.#base[i]!;
      facts.functions.forEach((_, f) => {
        if (this.#seenFunctions[this.#fnBase[i]! + f] === 1) reads.body(facts.file, f);
      });
      for (let local = 0; local < fnOf.length; local++) {
        if (this.#seen[base + local] === 0) continue;
        reads.body(facts.file, fnOf[local]!);
        const binding = facts.bindings[local];
        if (binding && (binding.fn === 0 || binding.captured)) reads.variable(facts.file, binding.name);
        // A module that exports no such name may come to.
        const imported = binding?.import === undefined ? undefined : facts.imports[binding.import]!.imported;
        if (imported !== undefined && /^[\w$]/.test(imported)) reads.names.add(imported);
      }
      for (const [name, local] of globals) if (this.#seen[base + local] === 1) reads.names.add(name);
      // Another module reads it by the name under which it is exported.
      for (const x of facts.exports) if (x.k === 'local' && x.v !== undefined && this.#seen[this.find(base + x.v)] === 1) reads.names.add(x.name);
    });
  }

  /** The node is a literal, or a new object of the language. */
  isMade(node: Node): boolean {
    const i = this.#fileOf[node]!;
    if (this.files[i]!.literals.has(node - this.#base[i]!)) return true;
    const made = this.#siteOfResult.get(node);
    if (made === undefined) return false;
    const { file, site } = this.site(made);
    return site.kind === 'new' && site.callee >= 0 && this.isGlobal(this.at(file, site.callee));
  }

  /** The node is an object literal: what it spreads is copied into a new object. */
  isObjectLiteral(node: Node): boolean {
    const i = this.#fileOf[node]!;
    return this.files[i]!.literals.get(node - this.#base[i]!) === 'object';
  }

  origin(node: Node): { readonly node: Node; readonly name: string } | undefined {
    const i = this.#fileOf[node]!;
    this.#seen[node] = 1;
    const found = this.files[i]!.origin.get(node - this.#base[i]!);
    return found && { node: this.find(this.#base[i]! + found.node), name: found.name };
  }

  fn(fn: Fn): FunctionAt {
    const i = upper(this.#fnBase, fn);
    const file = this.files[i]!;
    const index = fn - this.#fnBase[i]!;
    return { file, index, facts: file.facts.functions[index]! };
  }

  fnOf(file: FileGraph, index: number): Fn {
    return this.#fnBase[this.#fileIndex.get(file.facts.file)!]! + index;
  }

  parent(fn: Fn): Fn | undefined {
    const { file, index, facts } = this.fn(fn);
    return index === 0 ? undefined : this.fnOf(file, Math.max(facts.parent, 0));
  }

  site(id: SiteId): { readonly file: FileGraph; readonly site: CallSite } {
    const i = upper(this.#siteBase, id);
    const file = this.files[i]!;
    const site = file.sites[id - this.#siteBase[i]!]!;
    if (site.result >= 0) this.#seen[this.#base[i]! + site.result] = 1;
    return { file, site };
  }

  siteHolder(id: SiteId): Fn {
    const { file, site } = this.site(id);
    return this.fnOf(file, site.fn);
  }

  /** Sites at which a node is called (index -1), is the receiver (-2), and is given as an argument (its index). */
  uses(node: Node, visit: (site: SiteId, index: number) => void): void {
    for (const n of this.members(node)) {
      const i = this.#fileOf[n]!;
      const local = n - this.#base[i]!;
      this.#seen[n] = 1;
      for (const s of this.files[i]!.calledAt.get(local) ?? []) visit(this.#siteBase[i]! + s, -1);
      for (const s of this.files[i]!.receivedAt.get(local) ?? []) visit(this.#siteBase[i]! + s, -2);
      for (const g of this.files[i]!.givenAt.get(local) ?? []) visit(this.#siteBase[i]! + g.site, g.index);
    }
  }

  valueOf(node: Node): Fn | undefined {
    return this.#valueOf.get(node);
  }
  paramOf(node: Node): readonly { readonly fn: Fn; readonly index: number }[] {
    return this.#paramOf.get(node) ?? [];
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
    return this.#siteBase[this.#fileIndex.get(file.facts.file)!]! + site;
  }

  /** Seen by functions other than the one that holds it: a value there has no one calling context. */
  shared(node: Node): boolean {
    if (this.#members.has(node)) return true;
    const i = this.#fileOf[node]!;
    const local = node - this.#base[i]!;
    const { facts, fnOf } = this.files[i]!;
    return (fnOf[local] ?? 0) === 0 || (facts.bindings[local]?.captured ?? false);
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
    const i = this.#fileOf[node]!;
    return this.files[i]!.facts.bindings[node - this.#base[i]!]?.fn === 0;
  }

  #union(a: Node, b: Node): void {
    const [x, y] = [this.find(a), this.find(b)];
    if (x === y) return;
    this.#members.set(x, [...this.members(x), ...this.members(y)]);
    this.#members.delete(y);
    this.#parent[y] = x;
  }

  #note(g: FileGraph, i: number): void {
    const at = (local: number): Node => this.find(this.#base[i]! + local);
    g.functions.forEach((nodes, index) => {
      const fn = this.#fnBase[i]! + index;
      this.#valueOf.set(at(nodes.value), fn);
      this.#returnOf.set(at(nodes.ret), fn);
      this.#selfOf.set(at(nodes.self), fn);
      nodes.params.forEach((p, n) => {
        const node = at(p);
        this.#paramOf.set(node, [...(this.#paramOf.get(node) ?? []), { fn, index: n }]);
      });
    });
    for (const local of g.requests) this.#requests.add(at(local));
    for (const local of g.globals.values()) this.#globals.add(at(local));
    g.sites.forEach((s, n) => this.#siteOfResult.set(at(s.result), this.#siteBase[i]! + n));
  }
}

/** A longer one that begins the same. */
function grown(of: Int32Array, length: number, at: (index: number) => number): Int32Array {
  const out = Int32Array.from({ length }, (_, n) => at(n));
  out.set(of);
  return out;
}

/** Index of the last start that is not behind `at`. */
function upper(starts: readonly number[], at: number): number {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const mid = (low + high + 1) >> 1;
    if (starts[mid]! <= at) low = mid;
    else high = mid - 1;
  }
  return low;
}

