import { existsSync, readdirSync, readFileSync, statSync, type Dirent } from 'node:fs';
import type { Witness } from './cache/recorder.js';

/** What is in a folder. */
export interface Entry {
  readonly name: string;
  /** False for a link to one. */
  readonly isFolder: boolean;
  readonly isLink?: boolean;
}

/** The file system that programs are read from; each file is read once for all projects of a run. Paths are absolute, with `/`. */
export interface Sources {
  /** The file's text without a byte order mark; undefined where there is no such file. */
  read(file: string): string | undefined;
  /** A file or a folder. */
  exists(path: string): boolean;
  isFolder(path: string): boolean;
  /** In no order; nothing where there is no such folder: others can remove one between two looks. */
  list(folder: string): readonly Entry[];
  /** It is not the disk as it is: what reads the disk by itself must be checked against this. */
  readonly isOverlay: boolean;
  /** Present where a record is made of all that is read. */
  readonly witness?: Witness;
}

const ABSENT = new Set(['ENOENT', 'ENOTDIR', 'EISDIR']);

/** The disk as it is. */
export function createSources(): Sources {
  const texts = new Map<string, string | undefined>();
  return {
    read(file) {
      if (!texts.has(file)) texts.set(file, readText(file));
      return texts.get(file);
    },
    exists: existsSync,
    isFolder: (path) => statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false,
    list: (folder) => entriesOf(folder).map((entry) => ({ name: entry.name, isFolder: entry.isDirectory(), ...(entry.isSymbolicLink() && { isLink: true }) })),
    isOverlay: false,
  };
}

/**
 * The disk with some files different.
 *
 * @param changes by absolute path, with `/`: the text, or undefined where there is no such file
 */
export function overlaySources(disk: Sources, changes: ReadonlyMap<string, { text(): string } | undefined>): Sources {
  const folders = new Map<string, Map<string, boolean>>();
  const note = (path: string, isFolder: boolean): void => {
    const at = path.lastIndexOf('/');
    if (at < 0) return;
    const folder = path.slice(0, at) || '/';
    const entries = folders.get(folder) ?? new Map<string, boolean>();
    const known = entries.has(path.slice(at + 1));
    folders.set(folder, entries.set(path.slice(at + 1), isFolder));
    if (!known && folder !== '/') note(folder, true);
  };
  /** Folders on disk some of whose files are not there. */
  const thinned = new Set<string>();
  for (const [file, change] of changes) {
    if (change) note(file, false);
    else for (let at = file.lastIndexOf('/'); at > 0; at = file.lastIndexOf('/', at - 1)) thinned.add(file.slice(0, at));
  }
  const emptied = new Map<string, boolean>();
  /** Nothing is left in the folder: git has no empty ones. */
  const isEmptied = (folder: string): boolean => {
    if (!thinned.has(folder) || folders.has(folder) || !disk.isFolder(folder)) return false;
    const isGone = ({ name, isFolder }: Entry): boolean => (isFolder ? isEmptied(`${folder}/${name}`) : changes.has(`${folder}/${name}`));
    const known = emptied.get(folder) ?? disk.list(folder).every(isGone);
    emptied.set(folder, known);
    return known;
  };

  return {
    read(file) {
      if (folders.has(file)) return undefined;
      if (!changes.has(file)) return disk.read(file);
      return changes.get(file)?.text().replace(/^\ufeff/, '');
    },
    exists: (path) => folders.has(plain(path)) || (changes.has(path) ? changes.get(path) !== undefined : disk.exists(path) && !isEmptied(plain(path))),
    isFolder: (path) => folders.has(plain(path)) || (!changes.has(path) && disk.isFolder(path) && !isEmptied(plain(path))),
    list(folder) {
      const added = folders.get(plain(folder)) ?? new Map<string, boolean>();
      const prefix = folder.endsWith('/') ? folder : `${folder}/`;
      const kept = added.size > 0 && !disk.isFolder(folder) ? [] : disk.list(folder).filter(({ name }) => !added.has(name) && !changes.has(prefix + name));
      return [...kept, ...Array.from(added, ([name, isFolder]) => ({ name, isFolder }))];
    },
    isOverlay: true,
  };
}

/** Without the slash that TypeScript ends some folders with. */
function plain(path: string): string {
  return path.length > 1 && path.endsWith('/') ? path.slice(0, -1) : path;
}

function readText(file: string): string | undefined {
  return ifThere(() => readFileSync(file, 'utf8').replace(/^\ufeff/, ''));
}

function entriesOf(folder: string): readonly Dirent[] {
  return ifThere(() => readdirSync(folder, { withFileTypes: true })) ?? [];
}

/** @throws what the disk says but that there is no such file or folder */
function ifThere<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    if (error instanceof Error && 'code' in error && ABSENT.has(String(error.code))) return undefined;
    throw error;
  }
}
