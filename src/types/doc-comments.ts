import type { Doc, FileFacts } from '../facts/ir.js';

/** The doc comments of a file that stand at declarations, or that are the file's own: each once, in their order. */
export function docsIn(facts: FileFacts): Doc[] {
  const found = new Map<number, Doc>();
  const walk = (node: unknown): void => {
    if (Array.isArray(node)) {
      for (const inner of node as unknown[]) walk(inner);
      return;
    }
    if (node === null || typeof node !== 'object') return;
    for (const [key, inner] of Object.entries(node) as [string, unknown][]) {
      if (key === 'doc' && inner !== undefined) found.set((inner as Doc).s, inner as Doc);
      else walk(inner);
    }
  };
  walk(facts);
  return [...found.values()].sort((a, b) => a.s - b.s);
}
