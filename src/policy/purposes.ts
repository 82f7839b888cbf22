import type { PurposeEntry } from './policy.js';

/** Each purpose with itself and everything above it. */
export function purposesAbove(purposes: ReadonlyMap<string, PurposeEntry>): ReadonlyMap<string, ReadonlySet<string>> {
  const above = new Map<string, ReadonlySet<string>>();
  for (const name of purposes.keys()) {
    const reached = new Set([name]);
    for (const purpose of reached) for (const parent of purposes.get(purpose)?.parents ?? []) reached.add(parent);
    above.set(name, reached);
  }
  return above;
}

/** Cycles of the hierarchy, each once, from its first purpose in the order of definition back to it. */
export function purposeCycles(purposes: ReadonlyMap<string, PurposeEntry>): string[][] {
  const cycles: string[][] = [];
  const done = new Set<string>();
  const visit = (name: string, path: readonly string[]): void => {
    const start = path.indexOf(name);
    if (start >= 0) {
      cycles.push([...path.slice(start), name]);
      return;
    }
    if (done.has(name)) return;
    for (const parent of purposes.get(name)?.parents ?? []) visit(parent, [...path, name]);
    done.add(name);
  };
  for (const name of purposes.keys()) visit(name, []);
  return cycles;
}
