import type { FileFacts, Span } from '../../facts/ir.js';
import { GraphBuilder, type CallSite, type Edge, type FileGraph, type Op } from './file-graph.js';
import { Lowering } from './lower.js';

/** A part of a file's code: a function's parameters and body, or some statements in it. */
export interface Stretch {
  /** The function's index. */
  readonly fn: number;
  /** Where the statements stand; undefined: all of the function. */
  readonly statements: Span | undefined;
}

/** Builds a file's graph and notes what of it stands for a stretch. */
class StretchBuilder extends GraphBuilder {
  readonly nodes = new Set<number>();
  readonly siteNumbers = new Set<number>();
  /** Nodes, of the stretch or not, that its code moves values to or from. */
  readonly touched = new Set<number>();
  /** Functions that stand in the stretch. */
  readonly #inner = new Set<number>();
  #isOfFunction = false;
  #isInside = false;

  constructor(
    readonly facts: FileFacts,
    readonly stretch: Stretch,
  ) {
    super();
    facts.functions.forEach(({ parent, s, e }, f) => {
      const isDirect = parent === stretch.fn && this.#holds({ s, e });
      if (isDirect || this.#inner.has(parent)) this.#inner.add(f);
    });
  }

  /** The nodes that are there before any code is looked at. */
  begin({ functions }: Lowering): void {
    this.facts.bindings.forEach((binding, v) => {
      if (this.#inner.has(binding.fn) || (binding.fn === this.stretch.fn && this.#holds(binding))) this.nodes.add(v);
    });
    for (const f of this.#inner) {
      const { value, ret, thrown, self, params, sent } = functions[f]!;
      for (const node of [value, ret, thrown, self, sent, ...params]) this.nodes.add(node);
    }
  }

  #holds({ s, e }: Span): boolean {
    const { statements } = this.stretch;
    return statements === undefined || (s >= statements.s && e <= statements.e);
  }

  override beginFunction(f: number): void {
    this.#isOfFunction = f === this.stretch.fn;
    this.#isInside = this.#inner.has(f) || (this.#isOfFunction && this.stretch.statements === undefined);
  }

  override endFunctions(): void {
    this.#isInside = false;
  }

  override beginStatement(s: Span): boolean {
    const outer = this.#isInside;
    if (this.#isOfFunction) this.#isInside = this.#holds(s);
    return outer;
  }

  override endStatement(outer: boolean): void {
    this.#isInside = outer;
  }

  override node(fn: number): number {
    const node = super.node(fn);
    if (this.#isInside) this.nodes.add(node);
    return node;
  }

  override edge(from: number, to: number, op?: Op, name?: string, mutates?: boolean): void {
    if (this.#isInside) this.touched.add(from).add(to);
    super.edge(from, to, op, name, mutates);
  }

  override site(site: CallSite): void {
    if (this.#isInside) {
      this.siteNumbers.add(this.sites.length);
      for (const node of [site.callee, site.receiver, ...site.args]) this.touched.add(node);
    }
    super.site(site);
  }
}

/** A file's graph, and what of it stands for the code around a stretch, in order. */
interface Around {
  readonly graph: FileGraph;
  /** Names of the globals with which the stretch has to do: some stand for what all files share, and no word tells those. */
  readonly globals: readonly string[];
  readonly nodes: readonly number[];
  readonly sites: readonly number[];
}

function around(facts: FileFacts, stretch: Stretch): Around {
  const builder = new StretchBuilder(facts, stretch);
  const lowering = new Lowering(facts, builder);
  builder.begin(lowering);
  const graph = lowering.run();
  // These come where the first code that mentions them stands.
  const globals = new Set(graph.globals.values());
  return {
    graph,
    globals: [...graph.globals].flatMap(([name, node]) => (builder.touched.has(node) ? [name] : [])),
    nodes: graph.fnOf.flatMap((_, n) => (builder.nodes.has(n) || globals.has(n) ? [] : [n])),
    sites: graph.sites.flatMap((_, i) => (builder.siteNumbers.has(i) ? [] : [i])),
  };
}

/**
 * Of two states of a file that differ in a stretch, and in where things stand: nodes of the graph before, as numbered after, where
 * none of them is of the stretch, and what leads into and out of them is the same.
 *
 * @param functions those outside of the stretch: their indexes before and after
 * @param nodes numbers in the graph before
 * @param names of what was looked at in other files too
 * @returns undefined where some node, or what stands beside it, is another
 */
export function nodesApart(before: FileFacts, after: FileFacts, stretches: { readonly before: Stretch; readonly after: Stretch }, functions: ReadonlyMap<number, number>, nodes: Iterable<number>, names: ReadonlySet<string>): Uint32Array | undefined {
  const [a, b] = [around(before, stretches.before), around(after, stretches.after)];
  if ([...a.globals, ...b.globals].some((name) => names.has(name))) return undefined;
  if (a.nodes.length !== b.nodes.length || a.sites.length !== b.sites.length) return undefined;
  const nodeOf = new Map(a.nodes.map((n, i) => [n, b.nodes[i]!]));
  for (const [name, n] of a.graph.globals) {
    const other = b.graph.globals.get(name);
    if (other !== undefined) nodeOf.set(n, other);
  }
  const siteOf = new Map(a.sites.map((s, i) => [s, b.sites[i]!]));
  const sameEdges = (x: readonly Edge[], y: readonly Edge[]): boolean =>
    x.length === y.length && x.every((e, i) => e.op === y[i]!.op && e.name === y[i]!.name && e.mutates === y[i]!.mutates && nodeOf.get(e.node) === y[i]!.node && functions.get(e.fn) === y[i]!.fn);
  const sameSites = (x: readonly number[] = [], y: readonly number[] = []): boolean => x.length === y.length && x.every((s, i) => siteOf.get(s) === y[i]);
  const isSame = (n: number, m: number): boolean => {
    const [given, givenNow] = [a.graph.givenAt.get(n) ?? [], b.graph.givenAt.get(m) ?? []];
    const [origin, originNow] = [a.graph.origin.get(n), b.graph.origin.get(m)];
    return (
      functions.get(a.graph.fnOf[n]!) === b.graph.fnOf[m] && sameEdges(a.graph.out[n]!, b.graph.out[m]!) && sameEdges(a.graph.into[n]!, b.graph.into[m]!) &&
      sameSites(a.graph.calledAt.get(n), b.graph.calledAt.get(m)) && sameSites(a.graph.receivedAt.get(n), b.graph.receivedAt.get(m)) &&
      sameSites(given.map(({ site }) => site), givenNow.map(({ site }) => site)) && given.every(({ index }, i) => index === givenNow[i]!.index) &&
      origin?.name === originNow?.name && (origin && nodeOf.get(origin.node)) === originNow?.node && a.graph.literals.get(n) === b.graph.literals.get(m)
    );
  };
  const moved: number[] = [];
  for (const n of nodes) {
    const m = nodeOf.get(n);
    if (m === undefined || !isSame(n, m)) return undefined;
    moved.push(m);
  }
  return Uint32Array.from(moved);
}
