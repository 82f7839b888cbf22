import type { FileFacts } from '../../facts/ir.js';

const written = new WeakMap<FileFacts, ReadonlySet<string>>();

/**
 * Names of the properties that a file's code assigns. A property of the global object that the file which reads it also sets, and that
 * neither the platform nor a declaration knows, is the program's own: one instance for all reloads (`globalThis.db ??= new Db()`).
 */
export function assignedIn(facts: FileFacts): ReadonlySet<string> {
  let names = written.get(facts);
  if (!names) written.set(facts, (names = collect(facts)));
  return names;
}

function collect(facts: FileFacts): ReadonlySet<string> {
  const names = new Set<string>();
  const walk = (node: unknown): void => {
    if (node === null || typeof node !== 'object') return;
    const { k, target } = node as { k?: unknown; target?: { k?: unknown; key?: unknown } };
    if (k === 'assign' && target?.k === 'pmember') {
      const { name } = target.key as { name?: string };
      if (name !== undefined) names.add(name);
    }
    for (const inner of Object.values(node) as unknown[]) walk(inner);
  };
  walk(facts.functions);
  return names;
}
