import type { Policy } from '../../policy/policy.js';
import type { ReadsBuilder } from '../reuse/reads.js';
import type { Callees } from './callees.js';
import type { Fn, Node } from './numbers.js';
import type { ProgramGraph } from './program-graph.js';

/** Which functions and which packages serve a purpose that some label does not allow. */
export class Boundary {
  readonly #functions = new Map<Fn, readonly string[]>();
  readonly #fromPackage = new Set<Node>();
  /** Properties under which what such a package gives is put away. */
  readonly #stored = new Set<string>();

  constructor(
    readonly graph: ProgramGraph,
    readonly policy: Policy,
    callees: Callees,
  ) {
    const open: Node[] = [];
    const add = (n: Node): void => {
      if (n >= 0 && !this.#fromPackage.has(n)) {
        this.#fromPackage.add(n);
        open.push(n);
      }
    };
    for (const g of graph.files) {
      for (const local of [...g.facts.bindings.keys(), ...g.modules.keys()]) {
        const node = graph.at(g, local);
        const name = graph.packageOf(node);
        if (name !== undefined && this.#forbidden(policy.purposesOfPackage(packageName(name))).length > 0) add(node);
      }
    }
    const loads = new Map<string, Node[]>();
    if (open.length > 0) for (const g of graph.files) for (const [name, nodes] of g.loads) loads.set(name, [...(loads.get(name) ?? []), ...nodes.map((n) => graph.at(g, n))]);
    for (let n = open.pop(); n !== undefined; n = open.pop()) {
      graph.eachEdge(n, 'out', (e, to) => {
        if (e.op === 'copy' || e.op === 'load') add(to);
        else if (e.op === 'store') {
          this.#stored.add(e.name);
          (loads.get(e.name) ?? []).forEach(add);
        }
      });
      graph.uses(n, (id, index) => {
        const { file, site } = graph.site(id);
        if (index < 0) add(graph.at(file, site.result));
        else {
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

  noteReads(reads: ReadsBuilder): void {
    reads.addNames(this.#stored);
  }

  readonly forbiddenCallee = (node: Node): boolean => this.#fromPackage.has(node);

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

function packageName(specifier: string): string {
  return specifier.split('/').slice(0, specifier.startsWith('@') ? 2 : 1).join('/');
}
