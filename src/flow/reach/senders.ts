import type { Callees } from './callees.js';
import type { LibraryModels } from './library-models.js';
import type { Fn, SiteId } from './numbers.js';
import type { ProgramGraph } from './program-graph.js';

/** Calls between code of a forbidden module and one that sends what it is given: `json(row)` of the program, which calls `Response.json()`. */
const WAYS = 3;

/**
 * Functions that send what they are given, and those that call them, which code of a forbidden module calls that is worth running: what is
 * sent is told by its type alone where no code has read it.
 *
 * @param isUser the function is such code
 */
export function sendersFor(graph: ProgramGraph, callees: Callees, models: LibraryModels, isUser: (fn: Fn) => boolean): ReadonlySet<Fn> {
  const sites = new Map<Fn, SiteId[]>();
  for (const g of graph.files) {
    g.sites.forEach((s, i) => {
      const by = graph.fnOf(g, s.fn);
      const all = sites.get(by);
      if (all) all.push(graph.siteId(g, i));
      else sites.set(by, [graph.siteId(g, i)]);
    });
  }
  const called = (fn: Fn): readonly Fn[] => (sites.get(fn) ?? []).flatMap((id) => callees.targets(id));
  const sends = (fn: Fn): boolean => (sites.get(fn) ?? []).some((id) => models.described(id)?.sends !== undefined);
  const known = new Map<string, boolean>();
  const leads = (fn: Fn, ways: number): boolean => {
    const key = `${fn} ${ways}`;
    let does = known.get(key);
    if (does === undefined) known.set(key, (does = sends(fn) || (ways > 1 && called(fn).some((to) => leads(to, ways - 1)))));
    return does;
  };
  const out = new Set<Fn>();
  const add = (fn: Fn, ways: number): void => {
    if (ways === 0 || isUser(fn) || out.has(fn) || !leads(fn, ways)) return;
    out.add(fn);
    if (!sends(fn)) for (const to of called(fn)) add(to, ways - 1);
  };
  for (const by of sites.keys()) if (isUser(by)) for (const to of called(by)) add(to, WAYS);
  return out;
}
