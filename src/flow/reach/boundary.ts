import type { TypeIR } from '../../facts/ir.js';
import type { Policy } from '../../policy/policy.js';
import { freeNames } from '../../types/keys.js';
import type { ProgramTypes } from '../../types/shape.js';
import type { ReadsBuilder } from '../reuse/reads.js';
import type { Callees } from './callees.js';
import { ReachBounds } from './bounds.js';
import { push, type FileGraph } from './file-graph.js';
import { BUILT_IN } from './library-names.js';
import type { Fn, Node } from './numbers.js';
import type { ProgramGraph } from './program-graph.js';

/** Names of the global object, whose properties are globals. */
const GLOBAL_OBJECT = new Set(['window', 'globalThis', 'self', 'global']);

/** Which functions and which packages serve a purpose that some label does not allow. */
export class Boundary {
  readonly #functions = new Map<Fn, readonly string[]>();
  /** Values that come from such packages, or that such files declare without a body. */
  readonly #foreign = new Set<Node>();
  /** Properties under which what such a package gives is put away. */
  readonly #stored = new Set<string>();

  constructor(
    readonly graph: ProgramGraph,
    readonly policy: Policy,
    callees: Callees,
    declared: ProgramTypes,
  ) {
    const open: Node[] = [];
    const add = (n: Node): void => {
      if (n >= 0 && !this.#foreign.has(n)) {
        this.#foreign.add(n);
        open.push(n);
      }
    };
    for (const g of graph.files) {
      for (const local of [...g.facts.bindings.keys(), ...g.modules.keys()]) {
        const node = graph.at(g, local);
        const name = graph.packageOf(node);
        if (name !== undefined && this.#forbidden(policy.purposesOfPackage(name)).length > 0) add(node);
      }
      for (const node of this.#bodiless(g, declared)) add(node);
      for (const node of this.#owned(g)) add(node);
    }
    const bases = new Map<Node, Node[]>();
    for (const g of graph.files) {
      for (const { base, instance } of g.classes) if (base >= 0) push(bases, graph.at(g, base), graph.at(g, instance));
    }
    const members = new Set<string>();
    const methods = new Set<string>();
    for (const g of graph.files) this.#declared(g, add, members, methods);
    for (const name of methods) this.#stored.add(name);
    if (methods.size > 0) for (const g of graph.files) for (const s of g.sites) if (methods.has(s.name)) add(graph.at(g, s.result));
    const given = (arg: Node, depth: number): Node[] => this.#given(callees, arg, depth);
    const loads = new Map<string, Node[]>();
    if (open.length > 0 || members.size > 0) for (const g of graph.files) for (const [name, nodes] of g.loads) for (const n of nodes) push(loads, name, graph.at(g, n));
    for (const name of members) {
      this.#stored.add(name);
      (loads.get(name) ?? []).forEach(add);
    }
    for (let n = open.pop(); n !== undefined; n = open.pop()) {
      // What a class has from one of the package's is the package's.
      for (const instance of bases.get(n) ?? []) add(instance);
      graph.eachEdge(n, 'out', (e, to) => {
        if (e.op === 'copy' || e.op === 'load') add(to);
        else if (e.op === 'store') {
          this.#stored.add(e.name);
          (loads.get(e.name) ?? []).forEach(add);
        }
      });
      graph.uses(n, (id, index) => {
        const { file, site } = graph.site(id);
        // Nothing is called on an element, and what its component gives to others it gives to functions that stand there.
        if (index < 0 && site.kind === 'jsx') for (const arg of site.args) { if (arg >= 0) this.#written(graph.at(file, arg)).forEach(add); }
        else if (index < 0) {
          add(graph.at(file, site.result));
          for (const arg of site.args) if (arg >= 0) for (const param of given(graph.at(file, arg), 0)) add(param);
        } else {
          for (const fn of callees.targets(id)) {
            const f = graph.fn(fn);
            const param = f.file.functions[f.index]!.params[index];
            if (param !== undefined) add(graph.at(f.file, param));
          }
        }
      });
      const fn = graph.returnOf(n);
      if (fn !== undefined) {
        for (const id of callees.uses.of(fn).calls) {
          const { file, site } = graph.site(id);
          add(graph.at(file, site.result));
        }
      }
    }
  }

  /** Parameters of the functions that a package is given: what it gives to them is its own. */
  #given(callees: Callees, arg: Node, depth: number): Node[] {
    const { graph } = this;
    const out = callees.functionsOf(arg).flatMap((fn) => {
      const f = graph.fn(fn);
      return f.file.functions[f.index]!.params.map((p) => graph.at(f.file, p));
    });
    if (depth < ReachBounds.givenDepth) {
      graph.eachEdge(arg, 'into', (e, from) => {
        if (e.op === 'store') out.push(...this.#given(callees, from, depth + 1));
      });
    }
    return out;
  }

  /** Parameters of the functions that stand in attributes or as children, as they are written or by their names. */
  #written(arg: Node, depth = 0): Node[] {
    const { graph } = this;
    const { copies, stores } = graph.incoming(arg);
    const out = [arg, ...copies].flatMap((n) => {
      const fn = graph.valueOf(n);
      if (fn === undefined) return [];
      const { file, index } = graph.fn(fn);
      return file.functions[index]!.params.map((p) => graph.at(file, p));
    });
    return depth < ReachBounds.givenDepth ? [...out, ...[...stores.values()].flat().flatMap((n) => this.#written(n, depth + 1))] : out;
  }

  /** What packages make for the module of such a purpose, not for one call of its functions. */
  *#owned(g: FileGraph): Iterable<Node> {
    if (this.#forbidden([...this.policy.purposesOfFile(g.facts.file), ...(g.facts.doc?.purpose ?? [])]).length === 0) return;
    for (const site of g.sites) {
      if (site.fn !== 0 || site.callee < 0) continue;
      const origin = this.graph.origin(this.graph.at(g, site.callee));
      if (this.graph.packageOf(origin?.node ?? this.graph.at(g, site.callee)) !== undefined) yield this.graph.at(g, site.result);
    }
  }

  /**
   * Values that are declared to be of a type which is imported from such a package: a client that is injected.
   *
   * @param members gets the names under which such values stand
   * @param methods gets the names of those that give such values
   */
  #declared(g: FileGraph, add: (n: Node) => void, members: Set<string>, methods: Set<string>): void {
    const { facts, typed } = g;
    const isOf = (source: string): boolean => !source.startsWith('.') && this.#forbidden(this.policy.purposesOfPackage(source)).length > 0;
    const names = new Set(facts.imports.filter((i) => isOf(i.source)).map((i) => i.local));
    if (names.size === 0) return;
    const isForeign = (type: TypeIR | undefined): boolean => type !== undefined && [...freeNames(type)].some((name) => names.has(name));
    for (const { kind, name, type } of facts.types) if (kind === 'alias' && type?.k !== 'object' && isForeign(type)) names.add(name);
    for (const { node, type } of typed) if (isForeign(type)) add(this.graph.at(g, node));
    for (const { members: own, type } of facts.types) {
      for (const x of [...(own ?? []), ...(type?.k === 'object' ? type.members : [])]) {
        if (x.name === '') continue;
        if (isForeign(x.type)) members.add(x.name);
        if (isForeign(x.fn?.ret) && !BUILT_IN.has(x.name)) methods.add(x.name);
      }
    }
  }

  /** What a file uses that a file of such a purpose only declares: a global, or an import from a declaration file. */
  *#bodiless(g: FileGraph, declared: ProgramTypes): Iterable<Node> {
    const isForeign = (file: string | undefined): boolean => file !== undefined && this.#forbidden(this.policy.purposesOfFile(file)).length > 0;
    for (const [name, local] of g.globals) {
      const node = this.graph.at(g, local);
      if (isForeign(declared.ambientGlobal(name)?.file)) yield node;
      if (!GLOBAL_OBJECT.has(name)) continue;
      const members: Node[] = [];
      this.graph.eachEdge(node, 'out', (e, to) => {
        if (e.op === 'load' && isForeign(declared.ambientGlobal(e.name)?.file)) members.push(to);
      });
      yield* members;
    }
    for (const { source, imported, v, typeOnly } of g.facts.imports) {
      if (v === undefined || typeOnly) continue;
      const to = this.graph.linker.resolve(g.facts.file, source);
      if (to.k === 'file' && this.graph.linker.facts(to.file)?.declaration && isForeign(declared.typeOfExport(to.file, imported)?.file ?? to.file)) yield this.graph.at(g, v);
    }
  }

  noteReads(reads: ReadsBuilder): void {
    reads.addNames(this.#stored);
  }

  readonly isForeign = (node: Node): boolean => this.#foreign.has(node);

  readonly forbiddenIn = (fn: Fn): readonly string[] => {
    let known = this.#functions.get(fn);
    if (known === undefined) this.#functions.set(fn, (known = this.#find(fn)));
    return known;
  };

  #find(fn: Fn): readonly string[] {
    const { file, facts } = this.graph.fn(fn);
    const own = [...(facts.doc?.purpose ?? []), ...(facts.cls === undefined ? [] : (file.facts.classes[facts.cls]!.doc?.purpose ?? []))];
    const outer = this.graph.parent(fn);
    if (outer === undefined) return this.#forbidden([...own, ...this.policy.purposesOfFile(file.facts.file), ...(file.facts.doc?.purpose ?? [])]);
    const around = this.forbiddenIn(outer);
    return own.length === 0 ? around : [...new Set([...around, ...this.#forbidden(own)])];
  }

  #forbidden(purposes: readonly string[]): readonly string[] {
    return purposes.filter((p) => [...this.policy.data.keys()].some((label) => !this.policy.allows(label, p)));
  }
}
