import { extractFacts } from '../../src/facts/extract.js';
import type { FileFacts, FunctionFacts } from '../../src/facts/ir.js';

const PLACES = new Set(['s', 'e', 'ks', 'ke', 'ns', 'ne']);

/** A copy without offsets, so that a test states shapes only. */
export function bare(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(bare);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).filter(([key, v]) => !PLACES.has(key) && v !== undefined).map(([key, v]) => [key, bare(v)]));
}

export const factsOf = (text: string, file = '/app/a.ts'): FileFacts => extractFacts(file, text);

/** The statements of the module's body, without offsets. */
export const moduleBody = (text: string, file?: string): unknown[] => (bare(factsOf(text, file).functions[0]?.body?.body) ?? []) as unknown[];

/** The expression of the module's last statement, without offsets. */
export const expr = (text: string, file?: string): unknown => {
  const last = moduleBody(text, file).at(-1) as { expr?: unknown; init?: unknown } | undefined;
  return last?.expr ?? last?.init;
};

export function functionNamed(facts: FileFacts, name: string): FunctionFacts {
  const found = facts.functions.find(f => f.name === name);
  if (!found) throw new Error(`no function ${name} among ${facts.functions.map(f => f.name).join(', ')}`);
  return found;
}

export function bindingNamed(facts: FileFacts, name: string): FileFacts['bindings'][number] {
  const found = facts.bindings.find(b => b.name === name);
  if (!found) throw new Error(`no binding ${name}`);
  return found;
}
