import { withoutExtension } from '../../models/index.js';
import type { ExportFact, FileFacts } from '../../facts/ir.js';
import type { Linker, Resolution } from '../../facts/link.js';
import { ANY } from './file-graph.js';
import type { MergedNodes } from './merged-nodes.js';
import type { Node, Numbers } from './numbers.js';

/** What is imported from an npm package; `*` and `=`: all of it. */
export interface PackageImport {
  readonly module: string;
  readonly name: string;
}

/** Makes one node of an import and what it imports, of the uses of a global, and of a module and those who import all of it. */
export class GraphLinks {
  readonly #packages = new Map<Node, PackageImport>();

  constructor(
    readonly linker: Linker,
    readonly nodes: Numbers,
    readonly merged: MergedNodes,
  ) {}

  /** Returns what nodes are imported from npm packages. */
  run(): ReadonlyMap<Node, PackageImport> {
    const globals = new Map<string, Node>();
    const scripts = new Map<string, Node>();
    const packages = new Map<string, Node>();
    const toPackage = (node: Node, name: string, imported: string): void => {
      const key = `${name}#${imported}`;
      const first = packages.get(key);
      if (first === undefined) packages.set(key, node);
      else this.merged.union(first, node);
      this.#packages.set(this.merged.find(node), { module: withoutExtension(name), name: imported });
    };
    this.nodes.files.forEach(({ facts }, i) => {
      if (facts.style !== 'script' || facts.declaration) return;
      for (const v of facts.functions[0]!.locals) scripts.set(facts.bindings[v]!.name, this.nodes.base[i]! + v);
    });
    this.nodes.files.forEach((g, i) => {
      const { facts } = g;
      const base = this.nodes.base[i]!;
      for (const [name, local] of g.globals) {
        const known = scripts.get(name) ?? globals.get(name);
        if (known === undefined) globals.set(name, base + local);
        else this.merged.union(known, base + local);
      }
      for (const [local, source] of g.modules) {
        const r = this.linker.resolve(facts.file, source);
        const whole = r.k === 'file' ? this.#whole(r.file) : undefined;
        if (whole !== undefined) this.merged.union(whole, base + local);
        else if (r.k !== 'file') toPackage(base + local, packageKey(r, source), '*');
      }
      facts.bindings.forEach((b, v) => {
        if (b.import === undefined || g.modules.has(v)) return;
        const imp = facts.imports[b.import]!;
        const r = this.linker.resolve(facts.file, imp.source);
        if (r.k !== 'file') return toPackage(base + v, packageKey(r, imp.source), imp.imported);
        const target = this.#export(r.file, imp.imported, new Set());
        if (target !== undefined) this.merged.union(target, base + v);
      });
    });
    // An export can be a namespace object itself, which then has more members.
    while ([...this.nodes.namespaces].filter(([file, node]) => this.#linkNamespace(file, node)).length > 0);
    return this.#packages;
  }

  /** What is read from a namespace object is the module's export; a variable that holds nothing else is the object. Says whether that was new. */
  #linkNamespace(file: string, node: Node): boolean {
    let found = false;
    const join = (a: Node, b: Node): void => {
      if (this.merged.find(a) === this.merged.find(b)) return;
      this.merged.union(a, b);
      found = true;
    };
    for (const n of [...this.merged.members(this.merged.find(node))]) {
      const i = this.nodes.fileOf[n]!;
      const g = this.nodes.files[i]!;
      for (const e of g.out[n - this.nodes.base[i]!] ?? []) {
        const to = this.nodes.base[i]! + e.node;
        if (e.op === 'copy' && !e.mutates && g.facts.bindings[e.node]?.kind === 'const' && g.into[e.node]!.length === 1) join(node, to);
        if (e.op !== 'load' || e.name === ANY) continue;
        const target = this.#export(file, e.name, new Set());
        if (target !== undefined) join(target, to);
        else if (e.name !== 'default') {
          // Compilers have `require` and `import()` reach into the default export of a module that has nothing else of the name.
          const whole = this.#export(file, 'default', new Set());
          if (whole !== undefined) join(whole, n);
        }
      }
    }
    return found;
  }

  /** A module as a whole: its namespace, or what CommonJS code exports. */
  #whole(file: string): Node | undefined {
    const i = this.nodes.fileIndex.get(file);
    if (i === undefined) return undefined;
    return exportsOne(this.nodes.files[i]!.facts) ? this.nodes.base[i]! + this.nodes.files[i]!.exports : this.nodes.namespaces.get(file);
  }

  #export(file: string, name: string, seen: Set<string>): Node | undefined {
    const key = `${file}|${name}`;
    const i = this.nodes.fileIndex.get(file);
    if (i === undefined || seen.has(key)) return undefined;
    seen.add(key);
    const { facts } = this.nodes.files[i]!;
    if (exportsOne(facts)) return name === 'default' || name === '=' ? this.#whole(file) : this.#read(i, name);
    const own = facts.exports.find((x): x is Exclude<ExportFact, { k: 'all' }> => x.k !== 'all' && x.name === name);
    if (own?.k === 'local') {
      if (own.v === undefined) return undefined;
      const b = facts.bindings[own.v]!;
      const imp = b.import === undefined ? undefined : facts.imports[b.import]!;
      if (imp && !/^[*=]$/.test(imp.imported)) {
        const r = this.linker.resolve(file, imp.source);
        if (r.k === 'file') return this.#export(r.file, imp.imported, seen);
      }
      return this.nodes.base[i]! + own.v;
    }
    if (own) {
      const r = this.linker.resolve(file, own.source);
      return r.k !== 'file' ? undefined : own.imported === '*' ? this.#whole(r.file) : this.#export(r.file, own.imported, seen);
    }
    for (const x of facts.exports) {
      if (x.k !== 'all') continue;
      const r = this.linker.resolve(file, x.source);
      const found = r.k === 'file' ? this.#export(r.file, name, seen) : undefined;
      if (found !== undefined) return found;
    }
    return undefined;
  }

  /** A property of what a CommonJS module exports, where its own code stores it under one name. */
  #read(i: number, name: string): Node | undefined {
    const g = this.nodes.files[i]!;
    const stored = g.into[g.exports]!.find((e) => e.op === 'store' && e.name === name);
    if (stored) return this.nodes.base[i]! + stored.node;
    for (const e of g.into[g.exports]!) {
      const inner = e.op === 'copy' ? g.into[e.node]?.find((x) => x.op === 'store' && x.name === name) : undefined;
      if (inner) return this.nodes.base[i]! + inner.node;
    }
    return undefined;
  }
}

/** The module's exports are one value that its code makes: CommonJS, `export =`. */
function exportsOne(facts: FileFacts): boolean {
  return facts.style === 'cjs' || (facts.functions[0]!.body?.body.some((s) => s.k === 'exportassign') ?? false);
}

function packageKey(r: Resolution, source: string): string {
  return r.k === 'package' ? r.name : r.k === 'builtin' ? `node:${r.name}` : source;
}
