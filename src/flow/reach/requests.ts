import type { Callees } from './callees.js';
import { LASTING, OF_ROUTE, ON_ERROR, ROUTING } from '../../models/frameworks.js';
import type { CallSite } from './file-graph.js';
import type { Fn, Node, SiteId } from './numbers.js';
import type { Path } from './paths.js';
import type { ProgramGraph } from './program-graph.js';
import type { ReadsBuilder } from '../reuse/reads.js';
import type { Registrations } from './registrations.js';

/** Parameters of a handler that takes an error before the request. */
const WITH_ERROR = 4;

/** Parameters by what they get: the request, the response. */
type Slots = readonly [Set<Node>, Set<Node>];

interface Handlers {
  readonly all: Slots;
  /** Of handlers that run for requests of any route. */
  readonly shared: Slots;
  readonly byRoute: ReadonlyMap<string, Slots>;
  /** The routes of handlers that run for some alone. */
  readonly routesOf: ReadonlyMap<Fn, ReadonlySet<string>>;
  readonly errors: readonly Node[];
}

/** What handlers of one server have in common: the request and what goes with it, and errors that one leaves to others. */
export class Requests {
  #handlers: Handlers | undefined;
  readonly #isHandler = new Map<Fn, boolean>();

  constructor(
    readonly graph: ProgramGraph,
    readonly callees: Callees,
    readonly registrations: Registrations,
  ) {}

  /** What else is the request, or the response, where the node is: what handlers of one route alone do to it, those of others don't see, but for what a session keeps. */
  sameAs(node: Node, { head }: Path): Iterable<Node> {
    const { all, shared, byRoute, routesOf } = this.#all();
    const found = this.#slot(node);
    if (!found) return [];
    const { slot, fn } = found;
    const routes = fn === undefined || LASTING.has(head) ? undefined : routesOf.get(fn);
    return routes ? [...shared[slot], ...[...routes].flatMap((route) => [...byRoute.get(route)![slot]])] : all[slot];
  }

  /** Parameters that get the errors of handlers, where what is called, or given to be called, is the way to them: `next`. */
  errorsAfter(callee: Node): readonly Node[] {
    for (const { fn, index } of this.graph.paramOf(callee)) {
      if (index >= 2 && index === this.graph.fn(fn).facts.params.length - 1 && this.isHandler(fn)) return this.#all().errors;
    }
    return [];
  }

  /** Parameters that get what the function throws. */
  errorsOf(fn: Fn): readonly Node[] {
    return this.isHandler(fn) ? this.#all().errors : [];
  }

  /** Adds the names under which handlers were looked for. */
  noteReads(reads: ReadsBuilder): void {
    if (this.#handlers) reads.addNames(ROUTING);
  }

  isHandler(fn: Fn): boolean {
    let known = this.#isHandler.get(fn);
    if (known === undefined) this.#isHandler.set(fn, (known = this.callees.callbacksOf(fn).some((id) => this.registrations.has(id))));
    return known;
  }

  /** Which of the two the node is, and of which handler. */
  #slot(node: Node): { readonly slot: 0 | 1; readonly fn?: Fn } | undefined {
    if (this.graph.isRequest(node)) return { slot: 0 };
    for (const { fn, index } of this.graph.paramOf(node)) {
      const slot = index - this.#before(fn);
      if ((slot === 0 || slot === 1) && this.isHandler(fn)) return { slot, fn };
    }
    return undefined;
  }

  /** Parameters before the request. */
  #before(fn: Fn): number {
    return this.graph.fn(fn).facts.params.length === WITH_ERROR ? 1 : 0;
  }

  #all(): Handlers {
    if (this.#handlers) return this.#handlers;
    const requests = this.graph.requests();
    const slots = (): Slots => [new Set(requests), new Set()];
    const [all, shared] = [slots(), slots()];
    const byRoute = new Map<string, Slots>();
    const routesOf = new Map<Fn, Set<string>>();
    const ofAny = new Set<Fn>();
    const errors: Node[] = [];
    for (const { id, site, fn } of this.#registered()) {
      const { file, index } = this.graph.fn(fn);
      const before = ON_ERROR.has(site.name) ? 1 : this.#before(fn);
      const route = routeOf(id, site);
      if (route !== undefined) routesOf.set(fn, (routesOf.get(fn) ?? new Set()).add(route));
      else ofAny.add(fn);
      const own = route === undefined ? shared : (byRoute.get(route) ?? slots());
      if (route !== undefined) byRoute.set(route, own);
      file.functions[index]!.params.forEach((p, n) => {
        const param = this.graph.at(file, p);
        if (n < before) errors.push(param);
        else for (const of of [all, own]) of[n - before]?.add(param);
      });
      const last = file.functions[index]!.params.at(-1);
      // What the next handler throws comes back through the call of `next`.
      if (last !== undefined && this.#isCalled(this.graph.at(file, last))) errors.push(this.graph.at(file, file.functions[index]!.thrown));
    }
    for (const fn of ofAny) routesOf.delete(fn);
    return (this.#handlers = { all, shared, byRoute, routesOf, errors });
  }

  #isCalled(node: Node): boolean {
    let is = false;
    this.graph.uses(node, (_, index) => {
      if (index === -1) is = true;
    });
    return is;
  }

  *#registered(): Iterable<{ readonly id: SiteId; readonly site: CallSite; readonly fn: Fn }> {
    for (const g of this.graph.files) {
      for (const [i, site] of g.sites.entries()) {
        const id = this.graph.siteId(g, i);
        if (site.receiver < 0 || !ROUTING.has(site.name) || site.args.every((a) => a < 0) || !this.registrations.has(id)) continue;
        for (const arg of site.args) for (const fn of arg < 0 ? [] : this.callees.functionsOf(this.graph.at(g, arg))) yield { id, site, fn };
      }
    }
  }
}

/** What the requests have in common for which the call registers handlers; undefined: they are of any route. */
function routeOf(id: SiteId, { name, key }: CallSite): string | undefined {
  return OF_ROUTE.has(name) && !key?.includes('*') ? (key ?? `call ${id}`) : undefined;
}
