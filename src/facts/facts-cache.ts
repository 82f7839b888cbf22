import { extractFacts } from './extract.js';
import type { FileFacts } from './ir.js';
import { ParseError } from './parse.js';
import { skim, skimOf, type Skim } from './skim.js';

export type FactsOutcome = FileFacts | ParseError;

/** Facts of files by content, shared by the linkers of one process (watch mode, an editor's repeated runs). */
export interface FactsCache {
  /** Undefined where they are not known for this content. */
  get(file: string, text: string): FactsOutcome | undefined;
  set(file: string, text: string, outcome: FactsOutcome): void;
  /** What else is known for this content. */
  getSkim(file: string, text: string): Skim | undefined;
  setSkim(file: string, text: string, skim: Skim): void;
  /** The content of the file that something was known for last. */
  formerText(file: string): string | undefined;
}

/** The facts of a text: those in the cache, else they are extracted and put there. */
export function factsOf(cache: FactsCache, file: string, text: string): FactsOutcome {
  const cached = cache.get(file, text);
  if (cached) return cached;
  let outcome: FactsOutcome;
  try {
    outcome = extractFacts(file, text);
  } catch (error) {
    if (!(error instanceof ParseError)) throw error;
    outcome = error;
  }
  cache.set(file, text, outcome);
  return outcome;
}

/** What a skim of a text shows, by the facts where they are known. */
export function skimIn(cache: FactsCache, file: string, text: string): Skim | ParseError {
  const known = cache.getSkim(file, text);
  if (known) return known;
  const facts = cache.get(file, text);
  const found = facts ? undefined : skim(file, text);
  if (!found) {
    const outcome = facts ?? factsOf(cache, file, text);
    return outcome instanceof ParseError ? outcome : skimOf(outcome);
  }
  cache.setSkim(file, text, found);
  return found;
}

/** In memory; of each file the content that was read last. */
export function createFactsCache(): FactsCache {
  const known = new Map<string, { readonly text: string; readonly outcome: FactsOutcome }>();
  const skims = new Map<string, { readonly text: string; readonly skim: Skim }>();
  return {
    get(file, text) {
      const found = known.get(file);
      return found?.text === text ? found.outcome : undefined;
    },
    set: (file, text, outcome) => void known.set(file, { text, outcome }),
    getSkim(file, text) {
      const found = skims.get(file);
      return found?.text === text ? found.skim : undefined;
    },
    setSkim: (file, text, skim) => void skims.set(file, { text, skim }),
    formerText: (file) => (known.get(file) ?? skims.get(file))?.text,
  };
}
