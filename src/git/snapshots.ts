import { overlaySources, type Sources } from '../project/sources.js';
import { createBlobs, type Blobs } from './blobs.js';
import { differences, indexEntries, untracked, type IndexEntry, type TrackedEntry } from './listings.js';
import type { Repository } from './repository.js';

/** Files that an analysis reads: they are fetched together. */
const READ = /\.(?:[cm]?[jt]sx?|jsonc?)$|\/pnpm-workspace\.yaml$/;

type Changes = Map<string, { text(): string } | undefined>;

/**
 * What would be committed: the files of git's index, by what differs on disk. Ignored files (packages, generated code)
 * are as on disk; files that git neither tracks nor ignores are not there; submodules are as committed.
 *
 * @throws GitError
 */
export function indexSources(repository: Repository, disk: Sources): Sources {
  const entries = indexEntries(repository);
  const byPath = new Map(entries.map((entry) => [entry.path, entry]));
  const changed = differences(repository, ['diff-files']).map(({ path, before }) => ({ path, entry: before && byPath.get(path) }));
  return overlaySources(disk, changesOf(repository, entries, changed));
}

/**
 * The files of a commit, as {@link indexSources} has those of the index.
 *
 * @param commit id
 * @throws GitError
 */
export function commitSources(repository: Repository, commit: string, disk: Sources): Sources {
  return overlaySources(disk, commitChanges(repository, commit));
}

function commitChanges(repository: Repository, commit: string): Changes {
  const changed = differences(repository, ['diff-index', commit]).map(({ path, before }) => ({ path, entry: before }));
  return changesOf(repository, indexEntries(repository), changed);
}

/** @param changed where the snapshot has something else than the disk; no entry: nothing */
function changesOf(repository: Repository, index: readonly IndexEntry[], changed: readonly { path: string; entry: TrackedEntry | undefined }[]): Changes {
  const blobs = createBlobs(repository);
  const changes: Changes = new Map();
  const submodules = new Map<string, string>();
  const set = (path: string, entry: TrackedEntry | undefined): void => {
    submodules.delete(path);
    const file = `${repository.root}/${path}`;
    if (!entry) changes.set(file, undefined);
    else if (entry.kind === 'submodule') submodules.set(path, entry.id);
    else if (entry.kind === 'file') changes.set(file, content(blobs, path, entry.id));
  };
  for (const path of untracked(repository)) set(path, undefined);
  for (const entry of index) if (entry.unwatched || entry.kind === 'submodule') set(entry.path, entry);
  for (const { path, entry } of changed) set(path, entry);
  for (const [path, commit] of submodules) {
    const submodule = repository.submodule(path);
    if (submodule) for (const [file, change] of commitChanges(submodule, commit)) changes.set(file, change);
  }
  return changes;
}

function content(blobs: Blobs, path: string, id: string): { text(): string } {
  if (READ.test(`/${path}`)) blobs.add(id);
  return { text: () => blobs.text(id) };
}
