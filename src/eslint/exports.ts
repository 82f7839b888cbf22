import type { Linker } from '../facts/link.js';

/** The names that a module exports, those of `export *` too; sorted. `default` is among them only where it is the module's own. */
export function exportedNames(linker: Linker, file: string): readonly string[] {
  const names = new Set<string>();
  const seen = new Set<string>();
  const visit = (at: string, own: boolean): void => {
    if (seen.has(at)) return;
    seen.add(at);
    for (const fact of linker.facts(at)?.exports ?? []) {
      if (fact.module !== undefined) continue;
      if (fact.k !== 'all') {
        if (own || fact.name !== 'default') names.add(fact.name);
        continue;
      }
      const to = linker.resolve(at, fact.source);
      const next = to.k === 'file' ? to.file : to.k === 'package' ? to.types : undefined;
      if (next !== undefined) visit(next, false);
    }
  };
  visit(file, true);
  return [...names].sort();
}
