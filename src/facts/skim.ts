import type { ParseResult, StaticImport } from 'oxc-parser';
import { parseSync } from 'oxc-parser';
import type { FileFacts, Span } from './ir.js';
import { language } from './parse.js';

/** What is known of a file whose tree nobody has looked at: that it is a program, and what it imports. */
export interface Skim {
  /** Specifiers that it imports or exports from, each once. */
  readonly sources: readonly string[];
  /** What it imports for more than types, where it stands. */
  readonly imports: readonly ImportedName[];
}

type ImportedName = Span & { readonly source: string };

/** Imports that the parser's list of a module's imports leaves out. */
const UNLISTED = /\bimport\s+(?:type\s+)?[\w$]+\s*=|\bdeclare\s+module\b/;

/**
 * A tenth of the work of extracting facts, nearly all of which goes into the tree.
 *
 * @returns undefined where a closer look is needed
 */
export function skim(file: string, text: string): Skim | undefined {
  if (UNLISTED.test(text)) return undefined;
  const { errors, module } = parseSync(file, text, { lang: language(file), sourceType: 'unambiguous', astType: 'ts' });
  return errors.length > 0 ? undefined : { sources: sourcesIn(module), imports: module.staticImports.flatMap((found) => importedNames(found, text)) };
}

export function skimOf(facts: FileFacts): Skim {
  return {
    sources: [...new Set([...facts.imports.map(({ source }) => source), ...facts.exports.flatMap((fact) => (fact.k === 'local' ? [] : [fact.source]))])],
    imports: facts.imports.flatMap(({ source, typeOnly, module, s, e }) => (typeOnly || module !== undefined ? [] : [{ source, s, e }])),
  };
}

function sourcesIn({ staticImports, staticExports }: ParseResult['module']): readonly string[] {
  const exported = staticExports.flatMap(({ entries }) => entries.flatMap(({ moduleRequest }) => moduleRequest?.value ?? []));
  return [...new Set([...staticImports.map(({ moduleRequest }) => moduleRequest.value), ...exported])];
}

function importedNames({ moduleRequest, entries, start, end }: StaticImport, text: string): readonly ImportedName[] {
  const source = moduleRequest.value;
  if (entries.length === 0) return /^import\s+type\b/.test(text.slice(start, end)) ? [] : [{ source, s: start, e: end }];
  return entries.flatMap(({ importName, localName, isType }) => (isType ? [] : [{ source, s: importName.start ?? text.lastIndexOf('*', localName.start), e: localName.end }]));
}
