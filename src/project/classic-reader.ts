import { dirname } from 'node:path';
import type { Diagnostic, ExtendedConfigCacheEntry } from 'typescript';
import { absolute } from './absolute.js';
import { NO_INPUTS_HINT, ProjectError } from './errors.js';
import type { Sources } from './sources.js';
import { fileHost } from './typescript-host.js';
import type { TypeScript } from './typescript.js';

/** Diagnostics on options that this TypeScript doesn't know, or values of them: they don't say which files there are. */
const UNKNOWN_OPTION = new Set([5023, 5025, 6046]);
/** "The 'files' list is empty", "No inputs were found": right for a tsconfig that only references others. */
const NO_INPUTS = new Set([18002, 18003]);

/** Reads existing tsconfigs with TypeScript 5 or 6; throws a ProjectError for one that doesn't resolve. */
export function createClassicReader(sources: Sources) {
  // By TypeScript: the entries hold its nodes.
  const extended = new Map<TypeScript, Map<string, ExtendedConfigCacheEntry>>();
  return (ts: TypeScript, tsconfig: string): { fileNames: readonly string[]; references: readonly string[] } => {
    const folder = dirname(tsconfig);
    const cache = extended.get(ts) ?? new Map<string, ExtendedConfigCacheEntry>();
    extended.set(ts, cache);
    const { fileExists, readDirectory } = fileHost(ts, sources);
    const host = { useCaseSensitiveFileNames: ts.sys.useCaseSensitiveFileNames, fileExists, readDirectory, readFile: sources.read };
    const source = ts.readJsonConfigFile(tsconfig, sources.read);
    const parsed = ts.parseJsonSourceFileConfigFileContent(source, host, folder, undefined, tsconfig, undefined, undefined, cache);
    const references = (parsed.projectReferences ?? []).map((reference) => absolute(ts.resolveProjectReferencePath(reference), folder));
    // TypeScript does not declare a JSON source file's `parseDiagnostics`.
    const syntax = 'parseDiagnostics' in source ? (source.parseDiagnostics as Diagnostic[]) : [];
    const error = [...syntax, ...parsed.errors].find(({ code }) => !UNKNOWN_OPTION.has(code) && !(references.length > 0 && NO_INPUTS.has(code)));
    if (error) throw asProjectError(ts, error, tsconfig);
    return { fileNames: parsed.fileNames, references };
  };
}

function asProjectError(ts: TypeScript, error: Diagnostic, tsconfig: string): ProjectError {
  const message = ts.flattenDiagnosticMessageText(error.messageText, '\n');
  const hint = NO_INPUTS.has(error.code) ? NO_INPUTS_HINT : `Correct it until \`npx tsc --showConfig -p ${tsconfig}\` accepts it.`;
  if (!error.file || error.start === undefined) return new ProjectError(message, hint, { file: tsconfig });
  const { line, character } = error.file.getLineAndCharacterOfPosition(error.start);
  return new ProjectError(message, hint, { file: absolute(error.file.fileName, dirname(tsconfig)), line: line + 1, column: character + 1 });
}
