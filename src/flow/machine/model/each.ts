import type { Access, Endpoint, FlowEdge, Model } from '../../../models/index.js';
import { isInternal } from '../../domain/content.js';
import { isBottom, type Value } from '../../domain/value.js';
import type { Machine } from '../machine.js';
import type { NativeCall } from '../native.js';
import { argument } from '../calls.js';
import { readStep } from './access.js';

/** Models in which flows go from each property to the one of the same name, by what they were asked for. */
const expanded = new WeakMap<Model, Map<string, Model> | null>();

/** The model for this call: of a flow between properties of the same name (`{}`), one for each name that there is, and one for those that are not known. */
export function named(m: Machine, model: Model, call: NativeCall): Model {
  let known = expanded.get(model);
  if (known === undefined) expanded.set(model, (known = [...model.flow, ...model.matches].some(hasEach) ? new Map() : null));
  if (known === null) return model;
  const lists = new Map<FlowEdge, readonly Access[]>();
  const edges = [...model.flow, ...model.matches].filter(hasEach);
  const found = edges.map((e) => stepsAt(m, e, call));
  // What is said of the result alone holds for the names that arguments have.
  const all = [...new Map(found.flatMap((steps) => steps ?? []).map((step) => [JSON.stringify(step), step])).values()];
  edges.forEach((e, i) => lists.set(e, found[i] ?? (all.length > 0 ? all : [{ k: 'any' }])));
  const key = JSON.stringify([...lists.values()]);
  let out = known.get(key);
  const each = (e: FlowEdge): FlowEdge[] => lists.get(e)?.map((step) => withStep(e, step)) ?? [e];
  if (!out) known.set(key, (out = { ...model, flow: model.flow.flatMap(each), matches: model.matches.flatMap(each) }));
  return out;
}

const stepsOf = ({ at = [], path }: Endpoint): readonly Access[] => [...at, ...path];
const ofArgument = (end: Endpoint): boolean => end.base === 'this' || end.base === 'arg' || end.base.startsWith('callback');
const hasEach = ({ from, to }: FlowEdge): boolean => [from, to].some((end) => stepsOf(end).some((s) => s.k === 'each'));

/** What an argument has where the flow says "each": properties by name, and what is not known by name; undefined: no argument says so. */
function stepsAt(m: Machine, { from, to }: FlowEdge, call: NativeCall): readonly Access[] | undefined {
  const end = [from, to].find((x) => ofArgument(x) && stepsOf(x).some((s) => s.k === 'each'));
  if (!end) return undefined;
  const steps = stepsOf(end);
  const at = end.base.startsWith('callback') ? end.callback! : (end.index ?? 0);
  let v: Value = end.base === 'this' ? call.thisValue : argument(call.args, at < 0 ? call.args.list.length + at : at);
  for (const step of steps.slice(0, steps.findIndex((s) => s.k === 'each'))) v = readStep(m, v, step, call.site);
  const names = new Set<string>();
  let elements = false;
  let others = v.unknown || v.labels.length > 0;
  for (const ref of v.refs) {
    const { kind } = m.obj(ref);
    const { props, rest } = m.content(ref);
    for (const name of props.keys()) if (!isInternal(name)) names.add(name);
    elements ||= kind === 'array' && !isBottom(rest);
    others ||= kind !== 'array' && (kind !== 'object' || !isBottom(rest));
  }
  return [...[...names].sort().map((name): Access => ({ k: 'property', name })), ...(elements ? [{ k: 'element' } as const] : []), ...(others ? [{ k: 'any' } as const] : [])];
}

function withStep(e: FlowEdge, step: Access): FlowEdge {
  const replaced = (s: Access): Access => (s.k === 'each' ? step : s);
  const end = (x: Endpoint): Endpoint => ({ ...x, path: x.path.map(replaced), ...(x.at && { at: x.at.map(replaced) }) });
  return { ...e, from: end(e.from), to: end(e.to) };
}
