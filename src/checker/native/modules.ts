import type * as Sync from 'typescript7/unstable/sync';
import type * as Is from 'typescript7/unstable/ast/is';

/** The modules of TypeScript 7's package that are used: what answers, and what tells one node from another. */
export interface NativeModules {
  readonly sync: typeof Sync;
  readonly is: typeof Is;
}

/** Where TypeScript 7 reads files. Paths are absolute; `undefined` of `readFile` would mean the disk, `null` is "no such file". */
export interface NativeFiles {
  readFile(file: string): string | null;
  fileExists(file: string): boolean;
  directoryExists(folder: string): boolean;
  getAccessibleEntries(folder: string): { files: string[]; directories: string[] };
  realpath?(path: string): string;
}

/**
 * Ends the process behind an API, which is then to be closed. Asked to end, as closing does, it may say "context canceled" on
 * standard error; so it is not asked.
 */
export function endProcess(api: object): void {
  const { client } = api as { readonly client?: { readonly channel?: { readonly child?: { kill(signal: 'SIGKILL'): boolean } } } };
  client?.channel?.child?.kill('SIGKILL');
}
