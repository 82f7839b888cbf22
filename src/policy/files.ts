import { existsSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, parse, resolve } from 'node:path';

/** Reads a file as text, or throws an error with Node's `code`, `ENOENT` where there is none. */
export type ReadFile = (file: string) => string;

export const POLICY_FILE = 'data-purpose.jsonc';

export const readFromDisk: ReadFile = (file) => readFileSync(file, 'utf8');

/** A file's text; the system's error code where it can't be read. */
export function attempt(readFile: ReadFile, file: string): { text: string } | { code: string } {
  try {
    return { text: readFile(file) };
  } catch (error) {
    const code: unknown = error instanceof Error && 'code' in error ? error.code : undefined;
    if (typeof code !== 'string') throw error;
    return { code };
  }
}

/** No such file, as opposed to one that can't be read. */
export const isAbsent = (code: string): boolean => code === 'ENOENT' || code === 'ENOTDIR';

/** The folder itself, or the one that holds the file. */
export function folderOf(from: string): string {
  const path = resolve(from);
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ? path : dirname(path);
}

/** A folder and those above it, nearest first. */
export function* upward(folder: string): Generator<string> {
  for (let at = folder; ; at = dirname(at)) {
    yield at;
    if (at === parse(at).root) return;
  }
}

/**
 * The policy file that is in force for a file or folder: the nearest `data-purpose.jsonc`, looking upward.
 *
 * @returns an absolute path; undefined where there is none, and the built-in policy holds.
 */
export function findPolicy(from: string, readFile: ReadFile = readFromDisk): string | undefined {
  for (const folder of upward(folderOf(from))) {
    const file = join(folder, POLICY_FILE);
    const found = attempt(readFile, file);
    if ('text' in found || !isAbsent(found.code)) return file;
  }
  return undefined;
}

/** The program's outermost folder, as far as it can be told: the repository, else the outermost folder with a package.json. */
export function projectFolder(folder: string): string | undefined {
  const folders = [...upward(folder)];
  return folders.find((at) => existsSync(join(at, '.git'))) ?? folders.findLast((at) => existsSync(join(at, 'package.json')));
}
