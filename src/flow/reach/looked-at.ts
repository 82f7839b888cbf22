import type { ReadsBuilder } from '../reuse/reads.js';
import type { Node, Numbers } from './numbers.js';

/** What was looked at in the files of a program, which an edit of can change what was found. */
export class LookedAt {
  #nodes: Uint8Array;
  /** Functions whose code moves a value that was looked at. */
  #functions: Uint8Array;
  /** Number of files that are the program's. */
  readonly #own: number;

  constructor(readonly numbers: Numbers) {
    this.#nodes = new Uint8Array(numbers.fileOf.length);
    this.#functions = new Uint8Array(numbers.functions);
    this.#own = numbers.files.length;
  }

  /** Begins anew, with the files that were added. To make the code of libraries every call was looked at: an edit of one is told by the names that labels go by. */
  restart(): void {
    this.#nodes = new Uint8Array(this.numbers.fileOf.length);
    this.#functions = new Uint8Array(this.numbers.functions);
  }

  node(node: Node): void {
    this.#nodes[node] = 1;
  }

  /** A function's code moves the value. */
  moved(fn: number): void {
    this.#functions[fn] = 1;
  }

  /** Adds all that; `find` tells which node stands for a node. */
  noteReads(reads: ReadsBuilder, find: (node: Node) => Node): void {
    const { files, base, fnBase } = this.numbers;
    files.slice(0, this.#own).forEach(({ facts, fnOf, globals }, i) => {
      facts.functions.forEach((_, f) => {
        if (this.#functions[fnBase[i]! + f] === 1) reads.body(facts.file, f);
      });
      for (let local = 0; local < fnOf.length; local++) {
        if (this.#nodes[base[i]! + local] === 0) continue;
        reads.body(facts.file, fnOf[local]!);
        const binding = facts.bindings[local];
        if (binding && (binding.fn === 0 || binding.captured)) reads.variable(facts.file, binding.name);
        // A module that exports no such name may come to.
        const imported = binding?.import === undefined ? undefined : facts.imports[binding.import]!.imported;
        if (imported !== undefined && /^[\w$]/.test(imported)) reads.names.add(imported);
      }
      for (const [name, local] of globals) if (this.#nodes[base[i]! + local] === 1) reads.names.add(name);
      // Another module reads it by the name under which it is exported.
      for (const x of facts.exports) if (x.k === 'local' && x.v !== undefined && this.#nodes[find(base[i]! + x.v)] === 1) reads.names.add(x.name);
    });
  }
}
