import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { GitError } from './error.js';
import type { Repository } from './repository.js';

export interface Commit {
  readonly id: string;
  /** Of the committer, ISO. */
  readonly date: string;
}

/** The commit that is checked out; undefined where there is none yet. */
export function headCommit(repository: Repository): Commit | undefined {
  return commitAt(repository, 'HEAD');
}

/** The commits that a merge that is not committed yet brings in. */
export function mergedCommits(repository: Repository): Commit[] {
  const file = repository.run(['rev-parse', '--git-path', 'MERGE_HEAD']).toString().trim();
  const path = resolve(repository.root, file);
  const ids = existsSync(path) ? readFileSync(path, 'utf8').split('\n').filter((id) => id !== '') : [];
  return ids.map((id) => commitAt(repository, id)!);
}

/**
 * Where the work of HEAD left that of `ref`: their merge base, so that what others have done on `ref` since does not count.
 *
 * @throws GitError
 */
export function mergeBase(repository: Repository, ref: string): Commit {
  const clone = 'A clone in CI may be shallow: check out with its whole history (`fetch-depth: 0`).';
  const commit = commitAt(repository, ref);
  if (!commit) throw new GitError(`There is no commit ${ref}.`, `Give a branch, tag or commit that is fetched, such as origin/main. ${clone}`);
  if (!headCommit(repository)) throw new GitError('There is no commit yet to compare.', 'Check without --since.');
  const base = repository.ask(['merge-base', commit.id, 'HEAD'])?.toString().trim();
  if (base === undefined) throw new GitError(`HEAD and ${ref} have no commit in common.`, clone);
  return commitAt(repository, base)!;
}

function commitAt(repository: Repository, ref: string): Commit | undefined {
  const id = repository.ask(['rev-parse', '--verify', '--quiet', '--end-of-options', `${ref}^{commit}`])?.toString().trim();
  if (id === undefined) return undefined;
  return { id, date: repository.run(['show', '--no-patch', '--format=%cs', id]).toString().trim() };
}
