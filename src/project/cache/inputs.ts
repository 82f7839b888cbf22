import type { Resolution } from '../../facts/link.js';

/** When a file or folder was changed, as the file system tells it; ctime can't be set by whoever changes it. */
export type Stamp = readonly [mtime: number, ctime: number, size: number, inode: number];

/** A program's specifiers that lead outside it, or nowhere, each with one file of the folder that it was resolved for. */
export interface LinkedProgram {
  readonly files: readonly string[];
  readonly tsconfig: string | undefined;
  readonly resolved: readonly (readonly [from: string, specifier: string, answer: Resolution])[];
}

/**
 * All that an answer was computed from, as the questions asked of the file system with what it said. Absence counts: a
 * file that was looked for in vain is an input.
 */
export interface Inputs {
  /** Milliseconds since 1970 at which the first was read: a later change may share its time stamp. */
  begun: number;
  /** Texts by path: digest, null where there is no such file. */
  readonly texts: Record<string, { readonly digest: string | null; stamp: Stamp | null }>;
  /** What is in folders: digest of names and kinds. */
  readonly folders: Record<string, { readonly digest: string; stamp: Stamp | null }>;
  /** What is where, by path. */
  readonly kinds: Record<string, Kind>;
  /** Where links lead, by path. */
  readonly links: Record<string, string>;
  readonly programs: readonly LinkedProgram[];
  /** By folder: the TypeScript that was found from there, its path and version. */
  readonly typescript: Record<string, string>;
}

export type Kind = 'none' | 'file' | 'folder';
