import type { FileFacts } from '../../facts/ir.js';

const assigned = new WeakMap<FileFacts, ReadonlySet<number>>();

/** No code of the file gives the variable a value: whoever does is not seen. */
export function isUnassigned(facts: FileFacts, v: number): boolean {
  let all = assigned.get(facts);
  if (!all) assigned.set(facts, (all = collect(facts)));
  return !all.has(v);
}

/** Variables that are written by a declaration with a value, an assignment, a loop or a parameter. */
function collect(facts: FileFacts): ReadonlySet<number> {
  const out = new Set<number>();
  const walk = (node: unknown): void => {
    if (node === null || typeof node !== 'object') return;
    const { k, v, init } = node as { readonly k?: unknown; readonly v?: unknown; readonly init?: unknown };
    if (k === 'decl' && init === undefined) return;
    if (k === 'pvar' && typeof v === 'number') out.add(v);
    for (const inner of Object.values(node) as unknown[]) walk(inner);
  };
  walk(facts.functions);
  return out;
}
