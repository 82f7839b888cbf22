import type { Linker } from '../../facts/link.js';
import type { Policy } from '../../policy/policy.js';
import type { ProgramTypes } from '../../types/shape.js';
import type { Asker } from '../asker.js';
import { STARTING } from '../starting.js';
import type { Callees } from './callees.js';
import { Conditions } from './conditions.js';
import type { GeneratedCalls } from './generated-calls.js';
import type { Node, SiteId } from './numbers.js';
import { ROOT } from './paths.js';
import type { ProgramGraph } from './program-graph.js';
import type { Reach } from './reach.js';
import type { TypeNames } from './type-names.js';

/** Reads of a labelled property's name from objects of which it is not known what they are: only a type checker can tell. */
export class DoubtfulReads {
  readonly #nodes: readonly Node[];
  /** Those whose object is written to be of a type that labels the property. */
  readonly #labelled = new Set<Node>();
  readonly #clear = new Set<Node>();

  constructor(
    readonly graph: ProgramGraph,
    readonly asker: Asker | undefined,
    types: TypeNames,
    { written }: Callees,
    declared: ProgramTypes,
  ) {
    const nodes: Node[] = [];
    for (const g of graph.files) {
      for (const name of declared.labelledMemberNames()) {
        for (const local of g.loads.get(name) ?? []) {
          const node = graph.at(g, local);
          const object = graph.origin(node)?.node;
          if (object !== undefined && (types.isClean(object) || written.isClean(object, name))) continue;
          nodes.push(node);
          if (object !== undefined && written.isLabelled(object, name)) this.#labelled.add(node);
        }
      }
    }
    this.#nodes = nodes;
  }

  /** Those that may have a label, as far as it is known. */
  *open(): Iterable<Node> {
    for (const node of this.#nodes) if (!this.#clear.has(node)) yield node;
  }

  /**
   * Asks a checker about those that matter; true: some of them have no label.
   *
   * @param ways labelled places from which a label comes where it must not; undefined: they are not known
   */
  ask(ways: ReadonlySet<Node> | undefined): boolean {
    if (!this.asker) return false;
    for (const node of this.#nodes) {
      if (this.#labelled.has(node) || ways?.has(node) === false) continue;
      const origin = this.graph.origin(node);
      const { file } = this.graph.fn(this.graph.holder(node)).file.facts;
      if (origin?.at && this.asker.isClear(file, origin.at.s, origin.at.e, origin.name)) this.#clear.add(node);
    }
    return this.#clear.size > 0;
  }
}

/** Where labels come from: what is written to be of a labelled type, reads of labelled properties, results of labelled functions. */
export function seedSources(reach: Reach, graph: ProgramGraph, types: TypeNames, policy: Policy, callees: Callees, reads: DoubtfulReads, generated: GeneratedCalls): void {
  const returning = new Set(returningNames(policy));
  const { written } = callees;
  const conditions = new Conditions(graph, callees, types.types.labelledMemberNames());
  for (const node of reads.open()) reach.seed(node, ROOT);
  for (const g of graph.files) {
    for (const { node, type } of g.typed) for (const p of types.pathsOf(g.facts.file, type)) reach.seed(graph.at(g, node), p);
    for (const node of g.tagged) reach.seed(graph.at(g, node), ROOT);
    g.functions.forEach((f, i) => {
      if (returning.has(g.facts.functions[i]!.name)) reach.seed(graph.at(g, f.ret), ROOT);
    });
    g.sites.forEach((s, i) => {
      // A collection that module state or a field begins with: what fills it may not be seen.
      if (s.type && STARTING.has(g.facts.functions[s.fn]!.kind)) for (const p of types.pathsOf(g.facts.file, s.type)) reach.seed(graph.at(g, s.result), p);
      const on = s.receiver < 0 ? undefined : graph.origin(graph.at(g, s.receiver));
      if (on) for (const p of generated.of(on.name, s.name)) reach.seed(graph.at(g, s.result), p);
      for (const id of conditions.findingBy(g, i)) reach.seed(resultOf(graph, id), ROOT);
      const paths = types.ofResult(s.name);
      if (paths.length > 0 && callees.targets(graph.siteId(g, i)).length === 0 && !written.givesClean(graph.siteId(g, i))) for (const p of paths) reach.seed(graph.at(g, s.result), p);
    });
  }
  seedGlobals(reach, graph, types);
  seedGuarded(reach, graph, types, callees);
  seedGiving(reach, graph, types, callees);
}

function resultOf(graph: ProgramGraph, id: SiteId): Node {
  const { file, site } = graph.site(id);
  return graph.at(file, site.result);
}

/** Globals that a declaration file declares. */
function seedGlobals(reach: Reach, graph: ProgramGraph, types: TypeNames): void {
  for (const g of graph.files) {
    for (const [name, local] of g.globals) {
      const t = types.types.ambientGlobal(name);
      for (const p of t?.labels?.length ? [ROOT] : t?.type ? types.pathsOf(t.type.file, t.type.type) : []) reach.seed(graph.at(g, local), p);
    }
  }
}

/** What type guards for a labelled type are given, which is of that type where they say so. */
function seedGuarded(reach: Reach, graph: ProgramGraph, types: TypeNames, callees: Callees): void {
  const guards = graph.files.flatMap(({ facts }) => facts.functions.filter((fn) => fn.ret?.k === 'predicate' && fn.ret.type && types.pathsOf(facts.file, fn.ret.type).length > 0).map((fn) => fn.name));
  if (guards.length === 0) return;
  const names = new Set(guards);
  for (const g of graph.files) {
    g.sites.forEach((s, i) => {
      if (!names.has(s.name)) return;
      for (const target of callees.targets(graph.siteId(g, i))) {
        const { file, facts } = graph.fn(target);
        if (facts.ret?.k !== 'predicate' || !facts.ret.type) continue;
        const { param, type } = facts.ret;
        const arg = s.args[facts.params.findIndex(({ target: t }) => t.k === 'pvar' && file.facts.bindings[t.v]!.name === param)] ?? -1;
        if (arg >= 0) for (const p of types.pathsOf(file.facts.file, type)) reach.seed(graph.at(g, arg), p);
      }
    });
  }
}

/** Names of globals that files with labels declare: code that mentions one for the first time has a source. */
export function* globalNames(linker: Linker, declared: ProgramTypes): Iterable<string> {
  for (const file of declared.sourceFiles()) {
    const facts = linker.facts(file);
    for (const value of facts?.ambient ?? []) if (value.global) yield value.name;
    if (facts?.style === 'script') for (const binding of facts.bindings) if (binding.fn === 0) yield binding.name;
  }
}

/** Functions without a body that are declared to give what is labelled, as values: where one is called under another name, or by whom it is handed to. */
function seedGiving(reach: Reach, graph: ProgramGraph, types: TypeNames, callees: Callees): void {
  const seed = (node: Node, name: string): void => {
    const paths = types.ofResult(name);
    if (paths.length === 0 || isCalledAs(graph, node, name) || callees.functionsOf(node).length > 0) return;
    for (const p of paths) reach.seed(node, p);
  };
  for (const g of graph.files) {
    g.facts.bindings.forEach((b, v) => {
      if (b.import !== undefined) seed(graph.at(g, v), g.facts.imports[b.import]!.imported);
      else if (b.ambient && !b.doc?.data) seed(graph.at(g, v), b.name);
    });
    for (const name of types.givingNames()) for (const local of g.loads.get(name) ?? []) seed(graph.at(g, local), name);
  }
}

/** All that is done with the value is to call it by the name, which the call tells. */
function isCalledAs(graph: ProgramGraph, node: Node, name: string): boolean {
  let is = true;
  graph.eachEdge(node, 'out', () => (is = false));
  graph.uses(node, (id, index) => {
    if (index !== -1 || graph.site(id).site.name !== name) is = false;
  });
  return is;
}

/** Names of the functions whose results the policy labels. */
export function returningNames(policy: Policy): string[] {
  return [...policy.data.values()].flatMap((d) => d.returns.map((r) => r.member ?? r.name));
}
