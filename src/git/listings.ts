import { GitError } from './error.js';
import type { Repository } from './repository.js';

/** Modes of git's tree entries that are no files. */
const SYMLINK = '120000';
const SUBMODULE = '160000';

/** A file, symbolic link or submodule; its path is relative to the repository's root. */
export interface TrackedEntry {
  readonly path: string;
  readonly kind: 'file' | 'link' | 'submodule';
  /** Of the blob, or of the submodule's commit. */
  readonly id: string;
}

export interface IndexEntry extends TrackedEntry {
  /** git does not look at the file on disk: sparse check-outs, `assume-unchanged`. */
  readonly unwatched: boolean;
}

const lines = (printed: Buffer): string[] => printed.toString().split('\0').filter((line) => line !== '');

const kindOf = (mode: string): TrackedEntry['kind'] => (mode === SUBMODULE ? 'submodule' : mode === SYMLINK ? 'link' : 'file');

/** @throws GitError where a merge is not resolved */
export function indexEntries(repository: Repository): IndexEntry[] {
  return lines(repository.run(['ls-files', '-z', '-s', '-v'])).map((line) => {
    const tab = line.indexOf('\t');
    const path = line.slice(tab + 1);
    const [tag = '', mode = '', id = '', stage] = line.slice(0, tab).split(' ');
    if (stage !== '0') throw new GitError(`${path} is not merged.`, 'Resolve the conflict and `git add` the file first.');
    return { path, id, kind: kindOf(mode), unwatched: tag === 'S' || tag !== tag.toUpperCase() };
  });
}

/** An entry that differs between two sides. */
export interface Difference {
  readonly path: string;
  /** On the first side; undefined where it has none. */
  readonly before: TrackedEntry | undefined;
}

/** What `diff-files` and `diff-index` tell, without guesses at renames. */
export function differences(repository: Repository, args: readonly string[]): Difference[] {
  const words = lines(repository.run([...args, '-z', '--raw', '--no-renames']));
  const found: Difference[] = [];
  for (let i = 0; i + 1 < words.length; i += 2) {
    const [mode = '', , id = '', , status] = words[i]!.slice(1).split(' ');
    const path = words[i + 1]!;
    found.push({ path, before: status === 'A' ? undefined : { path, id, kind: kindOf(mode) } });
  }
  return found;
}

/** Files that git neither tracks nor ignores. */
export function untracked(repository: Repository): string[] {
  return lines(repository.run(['ls-files', '-z', '--others', '--exclude-standard'])).filter((path) => !path.endsWith('/'));
}
