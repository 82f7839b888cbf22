import type { ParseResult } from 'oxc-parser';
import { parseSync } from 'oxc-parser';
import type { FileFacts } from './ir.js';
import { language } from './parse.js';

/** What is known of a file whose tree nobody has looked at: that it is a program, and what it imports. */
export interface Skim {
  /** Specifiers that it imports or exports from, each once. */
  readonly sources: readonly string[];
}

/** Imports that the parser's list of a module's imports leaves out. */
const UNLISTED = /\bimport\s+(?:type\s+)?[\w$]+\s*=|\bdeclare\s+module\b/;

/**
 * A tenth of the work of extracting facts, nearly all of which goes into the tree.
 *
 * @returns undefined where a closer look is needed
 */
export function skim(file: string, text: string): Skim | undefined {
  if (UNLISTED.test(text)) return undefined;
  const result = parseSync(file, text, { lang: language(file), sourceType: 'unambiguous', astType: 'ts' });
  return result.errors.length > 0 ? undefined : { sources: sourcesIn(result.module) };
}

export function skimOf(facts: FileFacts): Skim {
  return { sources: [...new Set([...facts.imports.map(({ source }) => source), ...facts.exports.flatMap((fact) => (fact.k === 'local' ? [] : [fact.source]))])] };
}

function sourcesIn({ staticImports, staticExports }: ParseResult['module']): readonly string[] {
  const exported = staticExports.flatMap(({ entries }) => entries.flatMap(({ moduleRequest }) => moduleRequest?.value ?? []));
  return [...new Set([...staticImports.map(({ moduleRequest }) => moduleRequest.value), ...exported])];
}
