import type { Policy } from '../../policy/policy.js';
import type { ProgramTypes } from '../../types/shape.js';
import type { Callees } from './callees.js';
import { ROOT } from './paths.js';
import type { ProgramGraph } from './program-graph.js';
import type { Reach } from './reach.js';
import type { TypeNames } from './type-names.js';

/** Where labels come from: what is written to be of a labelled type, reads of labelled properties, results of labelled functions. */
export function seedSources(reach: Reach, graph: ProgramGraph, types: TypeNames, policy: Policy, callees: Callees, declared: ProgramTypes): void {
  const returning = new Set(returningNames(policy));
  const { written } = callees;
  for (const g of graph.files) {
    for (const { node, type } of g.typed) for (const p of types.pathsOf(g.facts.file, type)) reach.seed(graph.at(g, node), p);
    for (const node of g.tagged) reach.seed(graph.at(g, node), ROOT);
    for (const name of declared.labelledMemberNames()) {
      for (const local of g.loads.get(name) ?? []) {
        const node = graph.at(g, local);
        const object = graph.origin(node)?.node;
        if (object === undefined || !(types.isClean(object) || written.isClean(object, name))) reach.seed(node, ROOT);
      }
    }
    g.functions.forEach((f, i) => {
      if (returning.has(g.facts.functions[i]!.name)) reach.seed(graph.at(g, f.ret), ROOT);
    });
    g.sites.forEach((s, i) => {
      const paths = types.ofResult(s.name);
      if (paths.length > 0 && callees.targets(graph.siteId(g, i)).length === 0 && !written.givesClean(graph.siteId(g, i))) for (const p of paths) reach.seed(graph.at(g, s.result), p);
    });
  }
}

/** Names of the functions whose results the policy labels. */
export function returningNames(policy: Policy): string[] {
  return [...policy.data.values()].flatMap((d) => d.returns.map((r) => r.member ?? r.name));
}
