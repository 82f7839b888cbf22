import type { FileFacts } from './ir.js';
import type { ParseError } from './parse.js';

export type FactsOutcome = FileFacts | ParseError;

/** Facts of files by content, shared by the linkers of one process (watch mode, an editor's repeated runs). */
export interface FactsCache {
  /** Undefined where they are not known for this content. */
  get(file: string, text: string): FactsOutcome | undefined;
  set(file: string, text: string, outcome: FactsOutcome): void;
}

/** In memory; of each file the content that was read last. */
export function createFactsCache(): FactsCache {
  const known = new Map<string, { readonly text: string; readonly outcome: FactsOutcome }>();
  return {
    get(file, text) {
      const found = known.get(file);
      return found?.text === text ? found.outcome : undefined;
    },
    set: (file, text, outcome) => void known.set(file, { text, outcome }),
  };
}
