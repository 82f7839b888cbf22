import type { FunctionFacts } from '../facts/ir.js';
import type { Linker } from '../facts/link.js';
import type { Policy } from '../policy/policy.js';
import type { ProgramTypes } from '../types/shape.js';
import { Bounds } from './bounds.js';
import type { Slice } from './reach/slice.js';

const WORD = /[A-Za-z_$][\w$]*/g;

/**
 * Which functions of a large program can have to do with a label: those whose text holds a name under which a label can come
 * in. The names are those of labelled types and properties at first; a run adds the functions, properties and variables
 * through which it saw a label leave.
 */
export class Relevance {
  readonly #names = new Set<string>();
  readonly #fresh = new Set<string>();
  /** Offsets of the names in each file, in order. */
  readonly #offsets = new Map<string, number[]>();
  readonly #index = new Map<string, { readonly file: string; readonly at: number }[]>();
  readonly #known = new WeakMap<FunctionFacts, { readonly version: number; readonly relevant: boolean }>();
  #version = 0;
  /** Names that occur too often to lead anywhere. */
  readonly skipped = new Set<string>();

  constructor(
    readonly linker: Linker,
    readonly files: readonly string[],
    policy: Policy,
    declared: ProgramTypes,
    readonly slice: Slice,
  ) {
    for (const file of files) {
      if (!slice.touches(file)) continue;
      const text = linker.text(file) ?? '';
      for (const w of text.matchAll(WORD)) {
        const list = this.#index.get(w[0]);
        if (list) list.push({ file, at: w.index });
        else this.#index.set(w[0], [{ file, at: w.index }]);
      }
    }
    for (const [label, d] of policy.data) {
      this.#names.add(label);
      for (const r of [...d.types, ...d.returns]) this.#names.add(r.member ?? r.name);
    }
    for (const name of declared.labelledMemberNames()) this.#names.add(name);
    for (const file of declared.sourceFiles()) {
      for (const t of linker.facts(file)?.types ?? []) {
        if (t.members?.some((x) => this.#names.has(x.name)) || (t.type && declared.mentions({ file, type: t.type }))) this.#names.add(t.name);
      }
    }
    for (const n of this.#names) this.#fresh.add(n);
  }

  /** A label was seen under a name. */
  add(name: string): void {
    if (name === '' || this.#names.has(name)) return;
    if ((this.#index.get(name)?.length ?? 0) > Bounds.commonName) {
      this.skipped.add(name);
      return;
    }
    this.#names.add(name);
    this.#fresh.add(name);
  }

  /** Takes up the names added since; says whether there were any. */
  update(): boolean {
    if (this.#fresh.size === 0) return false;
    for (const name of this.#fresh) {
      for (const { file, at } of this.#index.get(name) ?? []) {
        const list = this.#offsets.get(file) ?? [];
        this.#offsets.set(file, list);
        list.push(at);
      }
    }
    for (const list of this.#offsets.values()) list.sort((a, b) => a - b);
    this.#fresh.clear();
    this.#version++;
    return true;
  }

  touches(file: string): boolean {
    return this.slice.touches(file) && this.#offsets.has(file);
  }

  rank(fn: FunctionFacts): number {
    return this.slice.rank(fn);
  }

  /** A call that hands the function no label is worth following: a label can come out of it. */
  gives(fn: FunctionFacts): boolean {
    return this.slice.gives(fn);
  }

  has(file: string, fn: FunctionFacts): boolean {
    const known = this.#known.get(fn);
    if (known?.version === this.#version) return known.relevant;
    const list = this.#offsets.get(file) ?? [];
    // The variable or property that an arrow function is the value of names it.
    const from = Math.min(fn.s, fn.ns);
    let low = 0;
    let high = list.length;
    while (low < high) {
      const mid = (low + high) >> 1;
      if (list[mid]! < from) low = mid + 1;
      else high = mid;
    }
    const relevant = low < list.length && list[low]! < fn.e && this.slice.has(fn);
    this.#known.set(fn, { version: this.#version, relevant });
    return relevant;
  }
}
