import type { Model, Models } from '../../models/index.js';
import type { Node, SiteId } from './numbers.js';
import type { ProgramGraph } from './program-graph.js';

/** Functions of Node's modules that make functions of functions. */
const HANDING_OUT = /^(?:promisify|callbackify)$/;

/** Library functions as the engine knows them. */
export interface Libraries {
  readonly models: Models;
  /** The engine has more to say of the function than its model: `JSON.parse`, `new Map`, `lodash#pick`. */
  isNative(path: string): boolean;
}

/** Which functions of libraries are called, by the names under which they are imported or global. */
export class LibraryFunctions {
  /** Names of nodes that no file binds. */
  readonly globals = new Map<Node, string>();

  constructor(
    readonly graph: ProgramGraph,
    readonly libraries: Libraries,
  ) {
    for (const g of graph.files) for (const [name, local] of g.globals) this.globals.set(graph.at(g, local), name);
  }

  /** The model of a package's function, or of a global constructor, also where the engine knows more of it. */
  at(id: SiteId): Model | undefined {
    const { file, site } = this.graph.site(id);
    const { at, names } = this.path(this.graph.at(file, site.callee));
    const imported = this.graph.importOf(at);
    if (imported) return imported.module.startsWith('node:') && !HANDING_OUT.test(imported.name === '*' || imported.name === 'default' ? (names[0] ?? '') : imported.name) ? undefined : this.libraries.models.module(imported.module, inModule(imported.name, names));
    const global = site.kind === 'new' && this.graph.isGlobal(at) ? this.globals.get(at) : undefined;
    const model = global === undefined ? undefined : this.libraries.models.global([global, ...names].join('.'));
    // What it does with a callback itself, the language's own objects are known for.
    return model?.flow.some(({ from, to }) => (from.at ?? to.at) !== undefined) ? model : undefined;
  }

  /** The value from which the callee is read, by names. */
  path(callee: Node): { readonly at: Node; readonly names: readonly string[] } {
    const names: string[] = [];
    let at = callee;
    for (let o = this.graph.origin(at); o; o = this.graph.origin(at)) {
      names.unshift(o.name);
      at = o.node;
    }
    // Other names for it.
    for (const seen = new Set<Node>(); !seen.has(at) && !this.graph.importOf(at); ) {
      seen.add(at);
      const { copies, loads } = this.graph.incoming(at);
      if (copies.length === 1 && loads.length === 0) at = copies[0]!;
    }
    return { at, names };
  }
}

export function inModule(imported: string, names: readonly string[]): string {
  return [...(/^[*=]$/.test(imported) ? [] : [imported]), ...names].join('.');
}
