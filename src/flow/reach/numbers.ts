import type { FunctionFacts } from '../../facts/ir.js';
import type { CallSite, FileGraph } from './file-graph.js';

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

/** What numbers stand for over all files. Each file has one node more than its graph: its namespace object. */
export class Numbers {
  readonly files: FileGraph[];
  readonly fileIndex = new Map<string, number>();
  /** First node, function and call site of each file. */
  readonly base: number[] = [];
  readonly fnBase: number[] = [];
  readonly siteBase: number[] = [];
  /** Namespace objects, by file. */
  readonly namespaces = new Map<string, Node>();
  /** Index of the file that a node is of. */
  fileOf: Int32Array;
  functions = 0;
  #sites = 0;

  constructor(files: readonly FileGraph[]) {
    this.files = [...files];
    let nodes = 0;
    this.files.forEach((g, i) => {
      this.#begin(g, i, nodes);
      nodes += g.fnOf.length;
    });
    this.fileOf = new Int32Array(nodes + this.files.length);
    this.files.forEach((g, i) => {
      this.fileOf.fill(i, this.base[i], this.base[i]! + g.fnOf.length);
      this.fileOf[nodes + i] = i;
      this.namespaces.set(g.facts.file, nodes + i);
    });
  }

  /** Adds a file behind all others, without a namespace object; its index. */
  add(g: FileGraph): number {
    const i = this.files.push(g) - 1;
    const from = this.fileOf.length;
    this.#begin(g, i, from);
    const before = this.fileOf;
    this.fileOf = new Int32Array(from + g.fnOf.length).fill(i, from);
    this.fileOf.set(before);
    return i;
  }

  #begin(g: FileGraph, i: number, node: Node): void {
    this.fileIndex.set(g.facts.file, i);
    this.base.push(node);
    this.fnBase.push(this.functions);
    this.siteBase.push(this.#sites);
    this.functions += g.functions.length;
    this.#sites += g.sites.length;
  }

  at(file: FileGraph, local: number): Node {
    return this.base[this.fileIndex.get(file.facts.file)!]! + local;
  }

  fnOf(file: FileGraph, index: number): Fn {
    return this.fnBase[this.fileIndex.get(file.facts.file)!]! + index;
  }

  siteId(file: FileGraph, site: number): SiteId {
    return this.siteBase[this.fileIndex.get(file.facts.file)!]! + site;
  }

  /** Function that holds the node. */
  holder(node: Node): Fn {
    const i = this.fileOf[node]!;
    return this.fnBase[i]! + (this.files[i]!.fnOf[node - this.base[i]!] ?? 0);
  }

  fn(fn: Fn): FunctionAt {
    const i = upper(this.fnBase, fn);
    const file = this.files[i]!;
    const index = fn - this.fnBase[i]!;
    return { file, index, facts: file.facts.functions[index]! };
  }

  /** The site, and the index of its file. */
  site(id: SiteId): { readonly i: number; readonly site: CallSite } {
    const i = upper(this.siteBase, id);
    return { i, site: this.files[i]!.sites[id - this.siteBase[i]!]! };
  }
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
