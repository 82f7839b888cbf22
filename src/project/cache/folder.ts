import { existsSync, mkdirSync, readdirSync, rmSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { absolute } from '../absolute.js';
import { sweep, writeAtomically } from '../write-atomically.js';
import { archiveBytes, openArchive, type Archive } from './archive.js';
import { toolKey } from './tool.js';

/** Files kept of each kind; those that were written longest ago go first. */
const KEPT = 16;

/** Files of one folder that may be lost at any time, and are believed only whole: each holds digests of what is in it. */
export interface CacheFolder {
  readonly path: string;
  /** Of whom all files are: see {@link toolKey}. */
  readonly tool: string;
  /** What was written under the name, until that is written again; undefined where there is nothing, or nothing whole: {@link warn} then says so. */
  read(name: string): Kept | undefined;
  /** In one step, so that runs at the same time see the old or the new. What can't be written is not kept. */
  write(name: string, head: unknown, parts: readonly Buffer[]): void;
  /** Says that a file of the folder is ignored, and why. */
  warn(name: string, why: string): void;
}

/** What is kept in one file; each part is read when asked for. */
export type Kept = Omit<Archive, 'close'>;

/**
 * The folder for a run in `cwd`: the one given; else `.cache/data-purpose` in the nearest `node_modules`; else
 * `.data-purpose` where somebody has made one.
 *
 * @param location relative to `cwd`, made where it does not exist
 * @param warn told of each file that is ignored
 * @returns undefined where there is no such folder, or the tool can't tell its own version
 */
export function openCacheFolder(cwd: string, location: string | undefined, warn: (message: string) => void, tool = toolKey()): CacheFolder | undefined {
  const path = location === undefined ? usualFolder(cwd) : absolute(location, cwd);
  return path === undefined || tool === undefined ? undefined : folderAt(path, tool, location !== undefined, warn);
}

function usualFolder(cwd: string): string | undefined {
  for (let at = cwd; ; at = dirname(at)) {
    if (existsSync(join(at, 'node_modules'))) return absolute('node_modules/.cache/data-purpose', at);
    if (existsSync(join(at, '.data-purpose'))) return absolute('.data-purpose', at);
    if (dirname(at) === at || existsSync(join(at, '.git'))) return undefined;
  }
}

function folderAt(path: string, tool: string, isGiven: boolean, tell: (message: string) => void): CacheFolder {
  const warn = (name: string, why: string): void => tell(`cache: ${join(path, name)} ${why}`);
  const damaged = (name: string): undefined => {
    warn(name, 'is damaged, or no cache of data-purpose, and is ignored');
    return undefined;
  };
  /** Windows does not replace files that are open. */
  const open = new Map<string, Archive>();
  return {
    path,
    tool,
    warn,
    read(name) {
      let archive;
      try {
        archive = openArchive(join(path, name));
      } catch (error) {
        if (codeOf(error) !== 'ENOENT' && codeOf(error) !== 'ENOTDIR') warn(name, `cannot be read (${codeOf(error)}) and is ignored`);
        return undefined;
      }
      if (!archive) return damaged(name);
      open.get(name)?.close();
      open.set(name, archive);
      return { head: archive.head, count: archive.count, part: (index) => archive.part(index) ?? damaged(name) };
    },
    write(name, head, parts) {
      try {
        mkdirSync(path, { recursive: true });
        // Found by git and by what walks the repository's files otherwise.
        if (!existsSync(join(path, '.gitignore'))) writeAtomically(join(path, '.gitignore'), '*\n');
        sweep(path, '.');
        const content = archiveBytes(head, parts);
        open.get(name)?.close();
        open.delete(name);
        // What a crash of the machine leaves of it has another digest.
        writeAtomically(join(path, name), content, { mayBeLost: true });
        prune(path, name.replace(/-.*$/, '-'));
      } catch (error) {
        if (codeOf(error) === undefined) throw error;
        // A folder that nobody asked for may be read-only, as in a container.
        if (isGiven) warn(name, `cannot be written (${codeOf(error)})`);
      }
    },
  };
}

function prune(folder: string, prefix: string): void {
  const names = readdirSync(folder).filter((name) => name.startsWith(prefix));
  if (names.length <= KEPT) return;
  const written = (name: string): number => statSync(join(folder, name), { throwIfNoEntry: false })?.mtimeMs ?? 0;
  const byAge = names.map((name) => ({ name, time: written(name) })).sort((a, b) => b.time - a.time);
  for (const { name } of byAge.slice(KEPT)) rmSync(join(folder, name), { force: true });
}

function codeOf(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}
