import { ReachBounds } from './bounds.js';
import type { Callees } from './callees.js';
import type { Fact, Link } from './facts.js';
import type { FileGraph } from './file-graph.js';
import { MAPPING, STORING } from './library-names.js';
import type { LibraryModels } from './library-models.js';
import { Lifetimes } from './lifetimes.js';
import { ModelFlows, type Search } from './model-flows.js';
import type { Fn, Node, SiteId } from './numbers.js';
import { below, cons, type Path } from './paths.js';
import type { ProgramGraph } from './program-graph.js';
import type { Registrations } from './registrations.js';
import type { Requests } from './requests.js';
import type { Siblings } from './siblings.js';
import { unreadCall } from './unread.js';

/** Under which models have what a context provides. */
const CONTEXT = '@value';

/** Where labels go by calls of code that can't be read: as models say, else as the names of functions do. */
export class UnreadCalls {
  readonly #modelFlows: ModelFlows;
  readonly #lifetimes: Lifetimes;

  constructor(
    readonly graph: ProgramGraph,
    readonly callees: Callees,
    readonly models: LibraryModels,
    readonly registrations: Registrations,
    readonly requests: Requests,
    readonly siblings: Siblings,
    readonly search: Search,
  ) {
    this.#modelFlows = new ModelFlows(graph, callees, models, search);
    this.#lifetimes = new Lifetimes(graph, callees, models.functions.globals);
  }

  /** A call of code that can't be read. */
  of(f: Fact, id: SiteId, index: number): void {
    if (this.models.ends(id, index)) return;
    const { file, site } = this.graph.site(id);
    const link: Link = { fact: f, kind: 'flow', by: this.graph.siteHolder(id) };
    const at = (local: number): Node => this.graph.at(file, local);
    this.#modelFlows.of(f, id, index, link);
    const context = site.kind === 'jsx' ? this.#provided(at(site.callee), f.path) : undefined;
    if (context) this.search.change(context.node, cons(CONTEXT, context.path), f.entry, link);
    // A promise that is rejected throws where it is awaited.
    // Koa's `ctx.throw(status, message)`.
    if (index >= 0 && site.name === 'throw' && site.receiver >= 0) this.search.add(at(file.functions[site.fn]!.thrown), f.path, f.entry, link);
    if (index === 0 && site.name === 'reject' && site.receiver >= 0 && this.models.functions.globals.get(at(site.receiver)) === 'Promise') this.search.add(at(file.functions[site.fn]!.thrown), f.path, f.entry, link);
    const holder = site.receiver < 0 ? 'none' : this.#lifetimes.of(at(site.receiver));
    if (index >= 0 && site.receiver < 0 && site.callee >= 0) for (const param of this.requests.errorsAfter(at(site.callee))) this.search.add(param, f.path, null, link);
    const does = unreadCall(site, f.path, index, holder, (path, name) => this.siblings.has(path, name));
    // What a library's function is given that the library handed to a callback comes out of the call of the library.
    if (index >= 0) for (const handing of this.callees.handing(id)) if (!this.registrations.has(handing)) this.#handedOn(f, id, handing, link);
    if (does.result && !this.#maps(id, index)) this.search.add(at(site.result), does.result, f.entry, link);
    if (index >= 0 && site.name === 'postMessage') this.#message(f, id);
    site.args.forEach((arg, j) => {
      if (arg < 0 || j === index) return;
      if (does.callbacks && !this.registrations.has(id)) {
        const given = does.callbacks(0);
        if (given) for (const param of this.requests.errorsAfter(at(arg))) this.search.add(param, given, null, link);
        for (const fn of this.callees.functionsOf(at(arg))) {
          const to = this.graph.fn(fn);
          to.file.functions[to.index]!.params.forEach((p, n) => {
            const given = does.callbacks!(n);
            if (given) this.search.enter(f, id, fn, this.graph.at(to.file, p), given);
          });
        }
      }
      if (does.written) this.search.change(at(arg), does.written, f.entry, link);
    });
    if (site.receiver >= 0) {
      if (does.stored && this.#lifetimes.keeps(at(site.receiver))) this.search.change(at(site.receiver), does.stored, f.entry, link);
    } else if (does.stored && site.callee >= 0 && (STORING.has(site.name) || !this.#lifetimes.isOfModule(at(site.callee))) && this.#lifetimes.keeps(at(site.callee))) {
      this.search.change(at(site.callee), does.stored, f.entry, link);
    }
  }

  /** Functions that an argument is, or that are the elements of its list. */
  *#functionsIn(file: FileGraph, arg: number): Iterable<Fn> {
    if (arg < 0) return;
    yield* this.callees.functionsOf(this.graph.at(file, arg));
    if (file.literals.get(arg) !== 'array') return;
    for (const e of file.into[arg] ?? []) if (e.op === 'store') yield* this.callees.functionsOf(this.graph.at(file, e.node));
  }

  #paramsOf(fn: Fn): readonly Node[] {
    const { file, index } = this.graph.fn(fn);
    return file.functions[index]!.params.map((p) => this.graph.at(file, p));
  }

  /** A message comes to all that listen: as an event that holds it, or as it is. */
  #message(f: Fact, id: SiteId): void {
    for (const fn of this.callees.storedUnder('onmessage')) {
      const { file, index } = this.graph.fn(fn);
      const [param] = file.functions[index]!.params;
      if (param !== undefined) for (const path of [f.path, cons('data', f.path)]) this.search.enter(f, id, fn, this.graph.at(file, param), path);
    }
  }

  /** The object whose provider the element is, and what is provided there. */
  #provided(element: Node, props: Path): { readonly node: Node; readonly path: Path } | undefined {
    const of = element < 0 ? undefined : this.graph.origin(element);
    const path = of?.name === 'Provider' ? below(props, 'value') : undefined;
    return of && path && { node: of.node, path };
  }

  /** A library's call gives what a callback gave to a function that it got from there; what it rejected a promise with is thrown where that is awaited. */
  #handedOn(f: Fact, id: SiteId, handing: SiteId, link: Link): void {
    const { file, site } = this.graph.site(handing);
    this.search.add(this.graph.at(file, site.result), f.path, null, link);
    const by = this.graph.siteHolder(id);
    for (const arg of site.args) for (const fn of this.#functionsIn(file, arg)) if (fn !== by) for (const param of this.#paramsOf(fn)) this.search.add(param, f.path, null, link);
    if (site.kind !== 'new' || site.name !== 'Promise') return;
    const called = this.graph.site(id);
    const isReject = [...this.callees.originsOf(this.graph.at(called.file, called.site.callee))].some((n) => this.graph.paramOf(n).some((p) => p.index === 1));
    if (isReject) this.search.add(this.graph.at(file, file.functions[site.fn]!.thrown), f.path, null, link);
  }

  /** What the method gives is what a function of the program makes of the receiver. */
  #maps(id: SiteId, index: number): boolean {
    const { file, site } = this.graph.site(id);
    const callback = site.args[0] ?? -1;
    return index === -2 && MAPPING.has(site.name) && callback >= 0 && this.callees.functionsOf(this.graph.at(file, callback)).length > 0 && !(site.name === 'then' && this.#isCaught(this.graph.at(file, site.result), 0));
  }

  /** Further on in the chain of calls a handler is given what the promise is rejected with. */
  #isCaught(promise: Node, depth: number): boolean {
    let is = false;
    if (depth < ReachBounds.changeDepth) this.graph.uses(promise, (id, index) => {
      const { file, site } = this.graph.site(id);
      if (index !== -2 || is) return;
      if (site.name === 'catch' || (site.name === 'then' && site.args.length > 1)) is = true;
      else if (site.name === 'then' || site.name === 'finally') is = this.#isCaught(this.graph.at(file, site.result), depth + 1);
    });
    return is;
  }
}
