import type { Access, Channel, Endpoint, Model } from '../../models/index.js';
import type { Callees } from './callees.js';
import type { Entry, Fact, Link } from './facts.js';
import type { LibraryModels } from './library-models.js';
import { below, cons, holdsDeeper, ROOT, type Path } from './paths.js';
import type { Fn, Node, SiteId } from './numbers.js';
import type { ProgramGraph } from './program-graph.js';

/** What following models asks of the search. */
export interface Search {
  add(node: Node, path: Path, entry: Entry | null, link: Link): void;
  /** The object at the node is changed. */
  change(node: Node, path: Path, entry: Entry | null, link: Link): void;
  /** A function gets it as a parameter. */
  enter(fact: Fact, site: SiteId, fn: Fn, param: Node, path: Path): void;
}

/** A call that takes something up from a channel. */
interface Reader {
  readonly id: SiteId;
  readonly model: Model;
  readonly key: string | undefined;
}

/**
 * Where the models of libraries' functions say that labels go, beside what the names of the functions tell: into the one object
 * of a provider and its users, and through channels, of which one call puts in and another takes out.
 */
export class ModelFlows {
  #readers: ReadonlyMap<string, readonly Reader[]> | undefined;

  constructor(
    readonly graph: ProgramGraph,
    readonly callees: Callees,
    readonly models: LibraryModels,
    readonly search: Search,
  ) {}

  /** The fact stands in an argument of the call, or its receiver (-2). */
  of(f: Fact, id: SiteId, index: number, link: Link): void {
    const model = this.models.described(id);
    if (!model || model.property) return;
    const { site } = this.graph.site(id);
    for (const { from, to, exact } of model.flow) {
      if (!isAt(from, index, site.args.length) || !isSpecial(from, to)) continue;
      const inside = takeUp(from.path, f.path, exact);
      if (inside) this.#put(to, id, model, inside, f, link);
    }
  }

  #put(to: Endpoint, id: SiteId, model: Model, inside: Path, f: Fact, link: Link): void {
    const { file, site } = this.graph.site(id);
    const path = put(to.path, inside);
    if (!path) return;
    const at = (local: number | undefined): Node => (local === undefined ? -1 : this.graph.at(file, local));
    switch (to.base) {
      case 'return':
        return this.search.add(at(site.result), path, f.entry, link);
      case 'this':
        return this.search.change(at(site.receiver), path, f.entry, link);
      case 'arg':
        return this.search.change(at(site.args.at(to.index ?? 0)), path, f.entry, link);
      case 'callback-arg': {
        const node = at(site.args.at(to.callback ?? 0));
        for (const fn of this.#inLiteral(node, to.at ?? []).flatMap((n) => this.callees.functionsOf(n))) {
          const { file: g, index } = this.graph.fn(fn);
          const param = g.functions[index]!.params[to.index ?? 0];
          if (param !== undefined) this.search.enter(f, id, fn, this.graph.at(g, param), path);
        }
        return;
      }
      case 'channel':
        return this.#send(id, model, path, f, link);
      case 'args': case 'callback-return': case 'callback-this': case 'new': case 'type': case 'nothing':
        return;
    }
  }

  /** What stands in a literal at the place: a callback among options. */
  #inLiteral(node: Node, way: readonly Access[]): readonly Node[] {
    return way.reduce<readonly Node[]>((nodes, a) => (a.k === 'property' ? nodes.flatMap((n) => this.graph.incoming(n).stores.get(a.name) ?? []) : []), node < 0 ? [] : [node]);
  }

  /** What is in a channel comes to all who take it up. */
  #send(id: SiteId, { channel }: Model, path: Path, f: Fact, link: Link): void {
    // Of the channels of one object only those with a name of their own are taken up by others than its methods.
    if (!channel || (channel.owner && channel.name === undefined)) return;
    const key = this.#key(id, channel);
    const shared = channel.owner ? undefined : this.graph.libraries.channel(channel.medium, key);
    if (shared !== undefined) this.search.add(shared, path, null, link);
    for (const reader of this.#allReaders().get(channel.medium) ?? []) {
      // What methods of one object do is told by the object; that some are of a part of it is not.
      if (channel.owner && reader.model.channel?.owner?.path.length === 0) continue;
      if (key !== undefined && reader.key !== undefined && key !== reader.key) continue;
      for (const { from, to, exact } of reader.model.flow) {
        const inside = from.base === 'channel' ? takeUp(from.path, path, exact) : undefined;
        if (inside) this.#put(to, reader.id, reader.model, inside, { ...f, entry: null }, link);
      }
    }
  }

  /** The channel's name, where it is written at the call. */
  #key(id: SiteId, channel: Channel): string | undefined {
    if (channel.name !== undefined) return channel.name === '*' ? undefined : channel.name;
    return channel.key?.base === 'arg' && channel.key.index === 0 && channel.key.path.length === 0 ? this.graph.site(id).site.key : undefined;
  }

  #allReaders(): ReadonlyMap<string, readonly Reader[]> {
    if (this.#readers) return this.#readers;
    const all = new Map<string, Reader[]>();
    for (const g of this.graph.files) {
      g.sites.forEach((s, i) => {
        if (s.callee < 0) return;
        const id = this.graph.siteId(g, i);
        const model = this.models.described(id);
        if (!model?.channel || model.property || !model.flow.some(({ from }) => from.base === 'channel')) return;
        const { medium } = model.channel;
        all.set(medium, [...(all.get(medium) ?? []), { id, model, key: this.#key(id, model.channel) }]);
      });
    }
    return (this.#readers = all);
  }
}

/** Names of functions tell the rest: how an argument comes into the result, the receiver and callbacks. */
function isSpecial(from: Endpoint, to: Endpoint): boolean {
  return to.base === 'channel' || [from, to].some(({ path }) => path.some((a) => a.k === 'property' && a.name.startsWith('@')));
}

function isAt({ base, index = 0 }: Endpoint, argument: number, count: number): boolean {
  if (base === 'this') return argument === -2;
  if (argument < 0) return false;
  return base === 'args' ? argument >= index : base === 'arg' && argument === (index < 0 ? count + index : index);
}

/** The place in what is found along the way into the value; undefined: none there. */
function takeUp(way: readonly Access[], path: Path, exact: boolean): Path | undefined {
  let at: Path | undefined = path;
  for (const a of way) {
    if (a.k === 'param' || a.k === 'result') return undefined;
    if (a.k === 'property') at = below(at, a.name);
    else if (a.k === 'any') at = at.tail ?? at;
    if (!at) return undefined;
  }
  return exact ? at : holdsDeeper(at) ? undefined : ROOT;
}

/** The place as seen from the value into which it is put; undefined: it goes to a function that the library hands out. */
function put(way: readonly Access[], inside: Path): Path | undefined {
  return way.reduceRight<Path | undefined>((path, a) => (path === undefined || a.k === 'param' || a.k === 'result' ? undefined : a.k === 'property' ? cons(a.name, path) : path), inside);
}
