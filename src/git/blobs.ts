import { GitError } from './error.js';
import type { Repository } from './repository.js';

/** Texts of blobs. */
export interface Blobs {
  /** Announces a blob that will be read if any is. */
  add(id: string): void;
  /** @throws GitError where the repository doesn't have it */
  text(id: string): string;
}

/** Reads all announced blobs with one process, when the first is asked for. */
export function createBlobs(repository: Repository): Blobs {
  const waiting = new Set<string>();
  const texts = new Map<string, string>();
  const load = (): void => {
    const output = repository.run(['cat-file', '--batch'], [...waiting].map((id) => `${id}\n`).join(''));
    let at = 0;
    for (const id of waiting) {
      const end = output.indexOf('\n', at);
      const [, type, size] = output.toString('utf8', at, end).split(' ');
      if (type !== 'blob') throw new GitError(`The repository has no object ${id}.`, 'Fetch it, or check in a clone that is complete: `git fsck` says what is missing.');
      const start = end + 1;
      at = start + Number(size);
      texts.set(id, output.toString('utf8', start, at));
      at += 1;
    }
    waiting.clear();
  };
  return {
    add(id) {
      if (!texts.has(id)) waiting.add(id);
    },
    text(id) {
      if (!texts.has(id)) {
        waiting.add(id);
        load();
      }
      return texts.get(id)!;
    },
  };
}
