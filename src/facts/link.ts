import type { FileFacts, ParseFailure } from './ir.js';
import type { Skim } from './skim.js';

/** What an import specifier leads to. */
export type Resolution =
  | { readonly k: 'file'; readonly file: string }
  /** `name` is the npm package's, `subpath` what follows it ('' or '/sub'); `types`: its declaration file for that subpath. */
  | { readonly k: 'package'; readonly name: string; readonly subpath: string; readonly types?: string }
  /** A Node core module, without `node:`. */
  | { readonly k: 'builtin'; readonly name: string; readonly types?: string }
  | { readonly k: 'unresolved' };

/** The program's files as linked facts; everything is read lazily and once. Files are absolute, with `/`. */
export interface Linker {
  /** The program's own files (no declaration files of packages), sorted. */
  readonly files: readonly string[];
  /** Undefined where the file doesn't exist or can't be parsed; the latter is in {@link failures}. */
  facts(file: string): FileFacts | undefined;
  /** Undefined where {@link facts} are; without looking at the file's tree, where nobody has. */
  skim(file: string): Skim | undefined;
  text(file: string): string | undefined;
  resolve(from: string, specifier: string): Resolution;
  readonly failures: readonly ParseFailure[];
}
