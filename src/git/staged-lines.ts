import { GitError } from './error.js';
import type { Repository } from './repository.js';

/** Lines of a file from `from` to `to`, both inclusive, 1-based. */
interface Lines {
  readonly from: number;
  readonly to: number;
}

/**
 * What a new file has to have in common with a deleted one to be held against it. git's usual half is too much for a small
 * file whose imports change as it moves; and held against the wrong one, lines are only taken for old that are in it.
 */
const RENAMED = '1%';

/**
 * The lines that the index adds to or changes in a commit; a file that is only renamed has none.
 *
 * @param commit id
 * @returns tests whether one of these lines of a file, absolute, is changed
 * @throws GitError
 */
export function stagedLines(repository: Repository, commit: string): (file: string, lines: Lines) => boolean {
  const format = ['--cached', '--patch', '--unified=0', `--find-renames=${RENAMED}`, '--no-color', '--no-ext-diff', '--no-textconv', '--src-prefix=a/', '--dst-prefix=b/'];
  const changed = readPatch(repository.run(['diff-index', ...format, commit]).toString());
  const prefix = `${repository.root}/`;
  return (file, { from, to }) => file.startsWith(prefix) && (changed.get(file.slice(prefix.length)) ?? []).some((lines) => lines.from <= to && from <= lines.to);
}

/** The new side's lines of a patch without context, by path. */
export function readPatch(patch: string): Map<string, Lines[]> {
  const changed = new Map<string, Lines[]>();
  const lines = patch.split('\n');
  let file: Lines[] = [];
  for (let i = 0; i < lines.length; i++) {
    const line = lines[i]!;
    if (line.startsWith('+++ ')) {
      const path = unquoted(line.slice('+++ '.length).replace(/\t$/, '')).replace(/^b\//, '');
      changed.set(path, (file = changed.get(path) ?? []));
    }
    const [, removed, start, added] = /^@@ -\d+(?:,(\d+))? \+(\d+)(?:,(\d+))? @@/.exec(line) ?? [];
    if (start === undefined) continue;
    const count = Number(added ?? 1);
    if (count > 0) file.push({ from: Number(start), to: Number(start) + count - 1 });
    // Their text may look like a header.
    i += Number(removed ?? 1) + count;
  }
  return changed;
}

const ESCAPES: Readonly<Record<string, string>> = { a: '\x07', b: '\b', t: '\t', n: '\n', v: '\v', f: '\f', r: '\r' };

/** A path as git quotes it where it holds quotes, backslashes or control characters. */
function unquoted(path: string): string {
  if (!path.startsWith('"')) return path;
  if (!path.endsWith('"')) throw new GitError(`git quotes the path ${path} in a way that is not known.`, 'Rename the file.');
  return path.slice(1, -1).replace(/\\(?:([0-7]{3})|(.))/g, (_, octal: string | undefined, c: string) => (octal === undefined ? (ESCAPES[c] ?? c) : String.fromCharCode(Number.parseInt(octal, 8))));
}
