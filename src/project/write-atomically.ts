import { randomBytes } from 'node:crypto';
import { chmodSync, closeSync, fsyncSync, mkdirSync, openSync, readdirSync, realpathSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

/** A temporary file older than this, in milliseconds, belongs to a process that was killed. */
const STALE = 10 * 60_000;

/**
 * Writes the file whole or not at all; makes its folder. A link is followed, and what is no file (`/dev/stdout`, a pipe) is
 * written to as it is. What a process that was killed while it wrote has left behind is swept up.
 *
 * @param mayBeLost what a crash of the machine leaves may be the new name with no content
 */
export function writeAtomically(path: string, content: string | Buffer, { mayBeLost = false }: { readonly mayBeLost?: boolean } = {}): void {
  mkdirSync(dirname(path), { recursive: true });
  const old = statSync(path, { throwIfNoEntry: false });
  if (old && !old.isFile() && !old.isDirectory()) return writeFileSync(path, content);
  const file = old ? realpathSync(path) : path;
  const prefix = `.${basename(file)}.`;
  sweep(dirname(file), prefix);
  const temporary = join(dirname(file), `${prefix}${randomBytes(6).toString('hex')}.tmp`);
  try {
    const handle = openSync(temporary, 'wx');
    try {
      writeFileSync(handle, content);
      if (!mayBeLost) fsyncSync(handle);
    } finally {
      closeSync(handle);
    }
    if (old) chmodSync(temporary, old.mode);
    renameSync(temporary, file);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
}

/** Removes the temporary files of processes that were killed, as far as their names begin so. */
export function sweep(folder: string, prefix: string): void {
  for (const name of readdirSync(folder)) {
    if (!name.startsWith(prefix) || !/\.[0-9a-f]{12}\.tmp$/.test(name)) continue;
    const modified = statSync(join(folder, name), { throwIfNoEntry: false })?.mtimeMs ?? Infinity;
    if (Date.now() - modified > STALE) rmSync(join(folder, name), { force: true });
  }
}
