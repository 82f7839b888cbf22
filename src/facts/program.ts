import { existsSync } from 'node:fs';
import { declaredModules } from './declared-modules.js';
import { createFactsCache, factsOf, skimIn, type FactsCache } from './facts-cache.js';
import type { FileFacts, ParseFailure } from './ir.js';
import type { Linker, Resolution } from './link.js';
import { ParseError } from './parse.js';
import { createResolver } from './resolve.js';
import { skimOf, type Skim } from './skim.js';
import type { ListFolder } from './workspace.js';

export interface LinkerOptions {
  /** The program's files: absolute, with `/`. */
  readonly files: readonly string[];
  /** Decides a file's content, of files that are not on disk too; undefined where there is no such file. */
  readonly readFile: (file: string) => string | undefined;
  /** Default: on disk. */
  readonly fileExists?: (file: string) => boolean;
  /** Names and kinds of what is in a folder, where that and the files' contents are not those on disk. */
  readonly listFolder?: ListFolder;
  /** For its `paths` and `references`. */
  readonly tsconfig?: string | undefined;
  readonly cache?: FactsCache;
}

const CODE = /\.[cm]?[jt]sx?$/;

/** Links one program. Reads nothing before it is asked, then everything once: a linker is a snapshot. */
export function createLinker({ files: given, readFile, fileExists = existsSync, listFolder, tsconfig, cache = createFactsCache() }: LinkerOptions): Linker {
  const files = [...new Set(given)].sort();
  const program = new Set(files);
  const texts = new Map<string, string | undefined>();
  const known = new Map<string, FileFacts | undefined>();
  const failures: ParseFailure[] = [];

  function text(file: string): string | undefined {
    if (!texts.has(file)) texts.set(file, readFile(file));
    return texts.get(file);
  }

  function facts(file: string): FileFacts | undefined {
    if (known.has(file)) return known.get(file);
    const content = CODE.test(file) ? text(file) : undefined;
    const outcome = content === undefined ? undefined : factsOf(cache, file, content);
    if (outcome instanceof ParseError) failures.push(outcome.failure);
    const result = outcome instanceof ParseError ? undefined : outcome;
    known.set(file, result);
    return result;
  }

  function skim(file: string): Skim | undefined {
    const content = CODE.test(file) && !known.has(file) ? text(file) : undefined;
    const found = content === undefined ? undefined : skimIn(cache, file, content);
    if (found && !(found instanceof ParseError)) return found;
    const read = facts(file);
    return read && skimOf(read);
  }

  const exists = (file: string): boolean => program.has(file) || fileExists(file);
  const resolver = createResolver({ program, exists, read: text, listFolder, tsconfig, declared: declaredModules(files, text, facts) });
  const resolutions = new Map<string, Map<string, Resolution>>();

  return {
    files, facts, skim, text, failures,
    resolve(from, specifier) {
      const folder = from.slice(0, from.lastIndexOf('/'));
      let inFolder = resolutions.get(folder);
      if (!inFolder) resolutions.set(folder, (inFolder = new Map<string, Resolution>()));
      let found = inFolder.get(specifier);
      if (!found) inFolder.set(specifier, (found = resolver(from, specifier)));
      return found;
    },
  };
}
