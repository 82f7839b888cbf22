import { COUNTS } from '../counts.js';
import { parametersFor } from './arguments.js';
import type { Callees } from './callees.js';
import { Changes } from './changes.js';
import type { Entry, Fact, Hit, Link } from './facts.js';
import { ANY } from './file-graph.js';
import { GivenFunctions } from './given.js';
import type { LibraryModels } from './library-models.js';
import { below, cons, holdsDeeper, isDeeper, isLoose, isWhole, ofMember, ROOT, type Path } from './paths.js';
import { Registrations } from './registrations.js';
import { Requests } from './requests.js';
import { Risen } from './risen.js';
import type { Senders } from './senders.js';
import { Setters } from './setters.js';
import { Siblings } from './siblings.js';
import type { Fn, Node, SiteId } from './numbers.js';
import type { ProgramGraph } from './program-graph.js';
import type { TypeNames } from './type-names.js';
import type { ReadsBuilder } from '../reuse/reads.js';
import { UnreadCalls } from './unread-calls.js';
import { Ways } from './ways.js';

/** Calls of functions that a promise waits for, by name. */
const REACTING = new Set(['then', 'catch', 'finally', 'Promise']);

/** More than there are calling contexts. */
const CONTEXTS = 4_194_304;

/**
 * Finds where labels can come, over the whole program: forward from sources along the graph's edges, matching calls with
 * returns. It takes conditions, order and most objects' identity for open, so it finds more than there is, and is cheap.
 */
export class Reach {
  readonly #facts = new Map<Node, Map<number, Fact>>();
  readonly #entries = new Map<string, Entry>();
  #entryCount = 0;
  readonly #givenFunctions: GivenFunctions;
  readonly #open: Fact[] = [];
  /** Of those, how many have been gone on from. */
  #done = 0;
  readonly #risen: Risen;
  readonly #instances = new Map<Node, Node[]>();
  /** What code of another purpose and packages of a forbidden one are given. */
  readonly #given: Hit[] = [];
  readonly #setters: Setters;
  readonly #changes: Changes;
  readonly #siblings: Siblings;
  readonly #registrations: Registrations;
  readonly #requests: Requests;
  readonly #unreadCalls: UnreadCalls;
  readonly #ways: Ways;
  count = 0;

  constructor(
    readonly graph: ProgramGraph,
    readonly callees: Callees,
    readonly types: TypeNames,
    models: LibraryModels,
    readonly senders: Senders,
    /** Purposes of the function that some label does not allow. */
    readonly forbiddenIn: (fn: Fn) => readonly string[],
    /** A label must not be given to a function that comes from here, nor put into an object. */
    readonly isForeign: (node: Node) => boolean,
  ) {
    this.#risen = new Risen(graph, callees.classes);
    this.#ways = new Ways(graph, types, forbiddenIn);
    this.#siblings = new Siblings(graph, types.types.sourceFiles());
    this.#setters = new Setters(graph, callees.classes, (object) => callees.holdersOf(object));
    this.#givenFunctions = new GivenFunctions(graph, callees, (fn) => this.#entry(fn));
    this.#registrations = new Registrations(graph, callees, types, models.functions);
    this.#requests = new Requests(graph, callees, this.#registrations);
    this.#unreadCalls = new UnreadCalls(graph, callees, models, this.#registrations, this.#requests, this.#siblings, {
      add: (...fact) => void this.#add(...fact),
      change: (node, path, entry, link) => this.#changes.at(node, path, entry, link),
      enter: (...entered) => this.#enter(...entered),
    });
    this.#changes = new Changes(graph, callees, types, this.#risen, {
      add: (...fact) => void this.#add(...fact),
      known: (node, path, entry) => this.#known(node, path, entry),
      stored: (path, name) => this.#stored(path, name),
      receiver: (site) => this.#receiver(site),
      isRegistration: (site) => this.#registrations.has(site),
      sameRequest: (node, path) => this.#requests.sameAs(node, path),
    });
    for (const g of graph.files) {
      for (const { node } of g.typed) {
        const at = graph.at(g, node);
        for (const name of types.namesAt(at)) {
          for (const instance of callees.classes.instancesOf(name)) {
            const list = this.#instances.get(instance);
            if (list) list.push(at);
            else this.#instances.set(instance, [at]);
          }
        }
      }
    }
  }

  /** A source. */
  seed(node: Node, path: Path): void {
    if (node >= 0) this.#add(node, path, null);
  }

  /** Goes on until there is nothing new, or so many labelled places; false: those were met first. */
  run(facts: number): boolean {
    while (this.#done < this.#open.length && this.count < facts) this.#step(this.#open[this.#done++]!);
    return this.#done === this.#open.length;
  }

  noteReads(reads: ReadsBuilder): void {
    this.#siblings.noteReads(reads);
    this.#requests.noteReads(reads);
  }

  /** A label on the whole says all that one below it does. */
  #known(node: Node, path: Path, entry: Entry | null): Fact | undefined {
    const context = entry ? entry.id + 1 : 0;
    const atNode = this.#facts.get(node);
    return atNode?.get(path.id * CONTEXTS + context) ?? atNode?.get(ROOT.id * CONTEXTS + context);
  }

  /** The fact, if it is new. */
  #add(node: Node, path: Path, entry: Entry | null, ...links: readonly Link[]): Fact | undefined {
    if (node < 0) return undefined;
    const at = entry && (this.graph.shared(node) || this.graph.holder(node) !== entry.fn) ? null : entry;
    let atNode = this.#facts.get(node);
    if (!atNode) this.#facts.set(node, (atNode = new Map<number, Fact>()));
    const context = at ? at.id + 1 : 0;
    const key = path.id * CONTEXTS + context;
    const known = this.#known(node, path, at);
    if (known) {
      for (const link of links) if (link.fact !== known) known.from.push(link);
      if (this.#risen.widen(known, links)) this.#open.push(known);
      return undefined;
    }
    const fact: Fact = { node, path, entry: at, from: [...links] };
    atNode.set(key, fact);
    this.#risen.note(fact, links);
    this.count++;
    this.#open.push(fact);
    return fact;
  }

  #step(f: Fact): void {
    const { node, path, entry } = f;
    const link: Link = { fact: f, kind: 'flow' };
    const holder = this.graph.holder(node);
    this.graph.eachEdge(node, 'out', (e, to, by) => {
      const p = e.op === 'copy' ? path : e.op === 'load' ? this.#read(path, e.name) : e.op === 'store' ? this.#stored(path, e.name) : blurred(path);
      if (!p) return;
      const moved = by === holder || by === this.graph.holder(to) ? link : { ...link, by };
      if (e.op === 'store' && e.mutates && this.isForeign(to)) this.#given.push({ fact: f, by });
      if (e.op === 'store' && e.mutates) for (const setter of this.#setters.paramsOf(to, e.name)) this.#add(setter, path, null, moved);
      if (e.mutates) this.#changes.at(to, p, entry, moved);
      else this.#add(to, p, entry, moved);
    });
    this.graph.uses(node, (site, index) => {
      if (index === -1) this.#call(f, site);
      else this.#use(f, site, index);
    });
    this.#leave(f);
    const { classes } = this.callees;
    for (const other of classes.supersOf(node)) this.#add(other, path, null, { ...link, kind: 'up' });
    for (const other of classes.subsOf(node)) if (this.#risen.descends(f, other)) this.#add(other, path, null, link);
    // What declared types tell is known of each place by its own type.
    if (!holdsDeeper(path)) for (const typed of this.#instances.get(node) ?? []) this.#add(typed, path, null, link);
    const value = classes.valueOf(node);
    if (value !== undefined) {
      for (const id of this.callees.uses.ofNode(value).calls) {
        const { file, site } = this.graph.site(id);
        if (site.kind === 'new' && this.callees.made(id).includes(node)) this.#add(this.graph.at(file, site.result), path, null, link);
      }
    }
  }

  #read(path: Path, name: string): Path | undefined {
    const p = below(path, name);
    if (p !== path || name === ANY) return p;
    if (COUNTS.has(name)) return undefined;
    if (isDeeper(path)) return this.types.ofMember(name).length > 0 ? p : undefined;
    return isLoose(path) && this.#siblings.has(path, name) ? undefined : p;
  }

  /** Where declared types lead from the property to the place anyway, the way there needs no names. */
  #stored(path: Path, name: string): Path {
    return path.tail && !isLoose(path) && this.types.ofMember(name).length > 0 ? ofMember(name, path) : cons(name, path);
  }

  /** Results and exceptions go to those who called. */
  #leave(f: Fact): void {
    const fn = this.graph.holder(f.node);
    const { file, index } = this.graph.fn(fn);
    const nodes = file.functions[index]!;
    const returns = this.graph.at(file, nodes.ret) === f.node;
    if (!returns && this.graph.at(file, nodes.thrown) !== f.node) return;
    // What nothing in the program calls a server may, and send all that is in what it gives.
    if (returns && !isWhole(f.path) && this.forbiddenIn(fn).length > 0 && this.callees.callersOf(fn).every((id) => this.graph.site(id).site.served)) this.#given.push({ fact: f });
    if (!returns) for (const param of this.#requests.errorsOf(fn)) this.#add(param, f.path, null, { fact: f, kind: 'return' });
    if (f.entry) {
      f.entry.exits.push(f);
      for (const c of f.entry.callers) this.#returned(f, c.site, c.fact, c.entry);
      return;
    }
    for (const site of this.callees.callersOf(fn)) if (this.#concerns(f, site)) this.#returned(f, site, null, this.#givenFunctions.entryOf(site, fn));
    for (const site of this.callees.callbacksOf(fn)) if (!this.#registrations.has(site)) this.#returned(f, site, null, null);
  }

  /** What is known of some class by one that extends it is given by its methods to those who call them on such an object. */
  #concerns(f: Fact, id: SiteId): boolean {
    const receiver = this.#receiver(id);
    const receivers = receiver < 0 ? undefined : this.callees.holdersOf(receiver);
    return !receivers || this.#risen.concerns(f, receivers);
  }

  #returned(exit: Fact, id: SiteId, caller: Fact | null, entry: Entry | null): void {
    const { file, site } = this.graph.site(id);
    const callee = this.graph.fn(this.graph.holder(exit.node));
    const returns = this.graph.at(callee.file, callee.file.functions[callee.index]!.ret) === exit.node;
    const back: Link = { fact: exit, kind: 'return' };
    const give = (local: number): void => {
      const to = this.graph.at(file, local);
      if (caller) this.#add(to, exit.path, entry, back, { fact: caller, kind: 'flow' });
      else this.#add(to, exit.path, entry, back);
    };
    if (!returns) give(file.functions[site.fn]!.thrown);
    // What an async function or a reaction throws, the promise that comes of it is rejected with.
    if (returns || callee.facts.async || REACTING.has(site.name)) give(site.result);
    if (site.bound === undefined || !returns) return;
    for (const call of this.callees.uses.ofNode(this.graph.at(file, site.bound)).calls) {
      const at = this.graph.site(call);
      this.#add(this.graph.at(at.file, at.site.result), exit.path, null, back);
    }
  }

  /** The value is called: a function that unread code made passes on what it was made with. */
  #call(f: Fact, id: SiteId): void {
    const { file, site } = this.graph.site(id);
    if (site.receiver >= 0 || holdsDeeper(f.path) || this.callees.targets(id).length > 0) return;
    this.#add(this.graph.at(file, site.result), f.path, f.entry, { fact: f, kind: 'flow', by: this.graph.siteHolder(id) });
  }

  /** The value is an argument (by index) or the receiver (-2) of a call. */
  #use(f: Fact, id: SiteId, index: number): void {
    const { file, site } = this.graph.site(id);
    const targets = this.callees.targets(id);
    const by = this.graph.siteHolder(id);
    if (this.#ways.enters(by, f) || (index >= 0 && site.callee >= 0 && this.isForeign(this.graph.at(file, site.callee)))) this.#given.push({ fact: f, by });
    const shifted = this.callees.isBound(id);
    for (const fn of targets) {
      const to = this.graph.fn(fn);
      const nodes = to.file.functions[to.index]!;
      for (const p of index === -2 ? [nodes.self] : parametersFor(nodes, index, site, shifted)) this.#enter(f, id, fn, this.graph.at(to.file, p), f.path);
    }
    if (site.kind === 'jsx') for (const instance of this.callees.made(id)) this.#add(instance, cons('props', f.path), null, { fact: f, kind: 'flow', by });
    const isClosed = targets.length > 0 && !this.callees.isOpen(id);
    if (index >= 0 && !isWhole(f.path) && this.forbiddenIn(by).length > 0 && (!isClosed || targets.some((fn) => this.senders.leads(fn)))) this.#given.push({ fact: f, by });
    if (isClosed) return;
    this.#unreadCalls.of(f, id, index);
  }

  #enter(f: Fact, site: SiteId, fn: Fn, param: Node, path: Path): void {
    const key = `${fn}|${param}|${path.id}`;
    let entry = this.#entries.get(key);
    if (!entry) this.#entries.set(key, (entry = this.#entry(fn)));
    entry.callers.push({ site, fact: f, entry: f.entry });
    this.#add(param, path, entry, { fact: f, kind: 'call', by: this.graph.siteHolder(site) });
    for (const exit of entry.exits) this.#returned(exit, site, f, f.entry);
  }

  #entry(fn: Fn): Entry {
    return { id: this.#entryCount++, fn, callers: [], exits: [] };
  }

  /** What `this` is in the called function; of one that is no class, called by `new`, the object that comes of it. */
  #receiver(id: SiteId): Node {
    const { file, site } = this.graph.site(id);
    if (site.receiver >= 0) return this.graph.at(file, site.receiver);
    return site.kind === 'new' && this.callees.made(id).length === 0 ? this.graph.at(file, site.result) : -1;
  }

  /** The facts on a way from a source to where a label must not come, those next to it first, each after the function whose code moved it there. */
  onTheWay(): Iterable<Hit> {
    return this.#ways.to(this.#open, this.#given);
  }

  /** The caller sees what stands at the node: a result, an exception, an argument. */
  isOutside(fn: Fn, node: Node): boolean {
    const { file, index } = this.graph.fn(fn);
    const { ret, thrown, self, params } = file.functions[index]!;
    return [ret, thrown, self, ...params].some((n) => this.graph.at(file, n) === node);
  }
}

/** What is made of the value; text of an object does not say what is below its members. */
function blurred(path: Path): Path | undefined {
  return holdsDeeper(path) ? undefined : ROOT;
}
