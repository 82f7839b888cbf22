import { SERVERS } from '../../models/frameworks.js';
import { packageOf } from '../../types/identity.js';
import type { Callees } from './callees.js';
import type { LibraryFunctions } from './library-functions.js';
import type { TypeNames } from './type-names.js';
import type { Node, SiteId } from './numbers.js';
import type { ProgramGraph } from './program-graph.js';

/** Which calls register handlers at a server: what a handler is given and returns is not what the call is given and gives. */
export class Registrations {
  readonly #known = new Map<SiteId, boolean>();

  constructor(
    readonly graph: ProgramGraph,
    readonly callees: Callees,
    readonly types: TypeNames,
    readonly functions: LibraryFunctions,
  ) {}

  has(id: SiteId): boolean {
    let known = this.#known.get(id);
    if (known === undefined) {
      // A chain of calls ends where it began.
      this.#known.set(id, false);
      const { file, site } = this.graph.site(id);
      known = site.receiver >= 0 && this.#isServer(this.graph.at(file, site.receiver));
      this.#known.set(id, known);
    }
    return known;
  }

  #isServer(node: Node): boolean {
    for (const n of this.callees.originsOf(node)) {
      if (this.types.namesAt(n).some((name) => SERVERS.has(packageOf(name) ?? ''))) return true;
      // A plugin gets the server that it is registered at.
      if (this.graph.paramOf(n).some(({ fn, index }) => index === 0 && this.callees.callbacksOf(fn).some((id) => this.graph.site(id).site.name === 'register' && this.has(id)))) return true;
      const made = this.graph.siteOfResult(n);
      if (made === undefined) continue;
      const { file, site } = this.graph.site(made);
      const from = site.callee < 0 ? undefined : this.graph.packageOf(this.functions.path(this.graph.at(file, site.callee)).at);
      if (from === undefined ? this.has(made) : SERVERS.has(from)) return true;
    }
    return false;
  }
}
