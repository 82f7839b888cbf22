import type { FileFacts, FunctionFacts, TypeIR } from '../facts/ir.js';
import type { Linker } from '../facts/link.js';
import type { Policy } from '../policy/policy.js';
import type { ProgramTypes } from '../types/shape.js';
import { Bounds } from './bounds.js';
import type { Slice } from './reach/slice.js';
import type { ReadsBuilder } from './reuse/reads.js';

const WORD = /[A-Za-z_$][\w$]*/g;

/**
 * Which functions of a large program can have to do with a label: those whose text holds a name under which a label can come
 * in. The names are those of labelled types and properties at first; a run adds the functions, properties and variables
 * through which it saw a label leave.
 */
export class Relevance {
  readonly #names = new Set<string>();
  readonly #fresh = new Set<string>();
  /** Names of declarations that no code of the slice mentions so far. */
  readonly #absent = new Set<string>();
  /** Offsets of the names in each file, in order. */
  readonly #offsets = new Map<string, number[]>();
  readonly #index = new Map<string, { readonly file: string; readonly at: number }[]>();
  readonly #known = new WeakMap<FunctionFacts, { readonly version: number; readonly relevant: boolean }>();
  readonly #aliases = new Map<string, readonly string[]>();
  #version = 0;
  /** The slice is small enough to be run whole. */
  readonly isWhole: boolean;
  /** Names that occur too often to lead anywhere. */
  readonly skipped = new Set<string>();

  constructor(
    readonly linker: Linker,
    readonly files: readonly string[],
    policy: Policy,
    declared: ProgramTypes,
    readonly slice: Slice,
  ) {
    this.isWhole = slice.size <= Bounds.wholeSliceFunctions;
    // No name decides what is run of it.
    if (this.isWhole) return;
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
    for (const file of declared.sourceFiles()) for (const { name, isLabelled } of candidates(linker.facts(file), declared, this.#names)) {
      // Names that no code here mentions lead nowhere: their types are not looked at.
      if (!this.#index.has(name)) this.#absent.add(name);
      else if (isLabelled()) this.#names.add(name);
    }
    for (const n of this.#names) this.#fresh.add(n);
    this.#noteAliases();
  }

  /** Imports and exports under another name. */
  #noteAliases(): void {
    const note = (name: string, alias: string): void => {
      if (name !== alias && name !== '' && alias !== '' && alias !== 'default') this.#aliases.set(name, [...(this.#aliases.get(name) ?? []), alias]);
    };
    for (const file of this.files) {
      if (!this.slice.touches(file)) continue;
      const facts = this.linker.facts(file)!;
      for (const x of facts.exports) if (x.k === 'local') note(x.local, x.name);
      for (const i of facts.imports) {
        if (i.imported !== 'default') note(i.imported, i.local);
        else {
          const r = this.linker.resolve(file, i.source);
          const made = r.k === 'file' ? this.linker.facts(r.file)?.exports.find((x) => x.k === 'local' && x.name === 'default') : undefined;
          if (made?.k === 'local') note(made.local, i.local);
        }
      }
    }
  }

  /** Adds the names that decide what is run. */
  noteReads(reads: ReadsBuilder): void {
    reads.addNames(this.#names);
    reads.addNames(this.skipped);
    reads.addNames(this.#absent);
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
    // Grows while it is walked.
    for (const name of this.#fresh) {
      for (const alias of this.#aliases.get(name) ?? []) this.add(alias);
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
    return this.slice.touches(file) && (this.isWhole || this.#offsets.has(file));
  }

  rank(fn: FunctionFacts): number {
    return this.slice.rank(fn);
  }

  /** A call that hands the function no label is worth following: a label can come out of it, or it does no more than what it is to follow it. */
  gives(fn: FunctionFacts): boolean {
    return this.slice.isBrief(fn) || (this.isWhole ? this.slice.has(fn) : this.slice.gives(fn));
  }

  has(file: string, fn: FunctionFacts): boolean {
    if (this.isWhole) return this.slice.has(fn);
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

interface Candidate {
  readonly name: string;
  readonly isLabelled: () => boolean;
}

/** Types, values and functions that a file's declarations may label; types with one of the names among their members are. */
function* candidates(facts: FileFacts | undefined, declared: ProgramTypes, names: ReadonlySet<string>): Iterable<Candidate> {
  if (!facts) return;
  const mentions = (type: TypeIR | undefined): boolean => type !== undefined && declared.mentions({ file: facts.file, type });
  for (const t of facts.types) yield { name: t.name, isLabelled: () => t.members?.some((x) => names.has(x.name)) || mentions(t.type) };
  for (const a of facts.ambient) yield { name: a.name, isLabelled: () => a.doc?.data !== undefined || mentions(a.type) };
  for (const b of facts.bindings) if (b.fn === 0 && b.kind !== 'import') yield { name: b.name, isLabelled: () => b.doc?.data !== undefined || mentions(b.type) };
  for (const f of facts.functions) yield { name: f.name, isLabelled: () => f.doc?.data !== undefined || mentions(f.ret) };
}
