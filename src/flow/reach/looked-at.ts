import type { ReadsBuilder } from '../reuse/reads.js';
import type { Node, Numbers } from './numbers.js';

/** The nodes of a program's files whose edges, calls and reads were looked at. */
export class LookedAt {
  #nodes: Uint8Array;
  /** Number of files that are the program's. */
  readonly #own: number;

  constructor(readonly numbers: Numbers) {
    this.#nodes = new Uint8Array(numbers.fileOf.length);
    this.#own = numbers.files.length;
  }

  /** Begins anew, with the files that were added. To make the code of libraries every call was looked at: an edit of one is told by the names that labels go by. */
  restart(): void {
    this.#nodes = new Uint8Array(this.numbers.fileOf.length);
  }

  node(node: Node): void {
    this.#nodes[node] = 1;
  }

  /** Adds all that; `find` tells which node stands for a node. */
  noteReads(reads: ReadsBuilder, find: (node: Node) => Node): void {
    const { files, base } = this.numbers;
    files.slice(0, this.#own).forEach(({ facts, fnOf, globals }, i) => {
      const found: number[] = [];
      for (let local = 0; local < fnOf.length; local++) {
        if (this.#nodes[base[i]! + local] === 0) continue;
        found.push(local);
        const binding = facts.bindings[local];
        // A module that exports no such name may come to.
        const imported = binding?.import === undefined ? undefined : facts.imports[binding.import]!.imported;
        if (imported !== undefined && /^[\w$]/.test(imported)) reads.names.add(imported);
      }
      if (found.length > 0) reads.nodes.set(facts.file, Uint32Array.from(found));
      for (const [name, local] of globals) if (this.#nodes[base[i]! + local] === 1) reads.names.add(name);
      // Another module reads it by the name under which it is exported.
      for (const x of facts.exports) if (x.k === 'local' && x.v !== undefined && this.#nodes[find(base[i]! + x.v)] === 1) reads.names.add(x.name);
    });
  }
}
