import { randomBytes } from 'node:crypto';
import { chmodSync, closeSync, fsyncSync, mkdirSync, openSync, readdirSync, realpathSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { absolute } from '../project/absolute.js';
import { UsageError } from './errors.js';

/** A temporary file older than this, in milliseconds, belongs to a process that was killed. */
const STALE = 10 * 60_000;

/**
 * Writes the file whole or not at all; makes its folder. A link is followed, and what is no file (`/dev/stdout`, a pipe) is
 * written to as it is. What a process that was killed while it wrote has left behind is swept up.
 */
export function writeAtomically(path: string, text: string): void {
  mkdirSync(dirname(path), { recursive: true });
  const old = statSync(path, { throwIfNoEntry: false });
  if (old && !old.isFile() && !old.isDirectory()) return writeFileSync(path, text);
  const file = old ? realpathSync(path) : path;
  const prefix = `.${basename(file)}.`;
  sweep(dirname(file), prefix);
  const temporary = join(dirname(file), `${prefix}${randomBytes(6).toString('hex')}.tmp`);
  try {
    const handle = openSync(temporary, 'wx');
    try {
      writeFileSync(handle, text);
      // Else a crash of the machine can leave the new name with no content.
      fsyncSync(handle);
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

function sweep(folder: string, prefix: string): void {
  for (const name of readdirSync(folder)) {
    if (!name.startsWith(prefix) || !/\.[0-9a-f]{12}\.tmp$/.test(name)) continue;
    const modified = statSync(join(folder, name), { throwIfNoEntry: false })?.mtimeMs ?? Infinity;
    if (Date.now() - modified > STALE) rmSync(join(folder, name), { force: true });
  }
}

/**
 * {@link writeAtomically} for a file that the user named.
 *
 * @param what is written: "the baseline"
 * @throws UsageError where it can't be written
 */
export function save(path: string, text: string, cwd: string, what: string): void {
  try {
    writeAtomically(absolute(path, cwd), text);
  } catch (error) {
    if (!(error instanceof Error && 'syscall' in error)) throw error;
    throw new UsageError(`Cannot write ${path}: ${error.message}`, `Give ${what} a file in a folder that can be written to, on a disk with space.`);
  }
}

/** A reader that goes away early (`| head`) is no error; the exit code stays. */
export function survivesClosedPipe(stream: NodeJS.WriteStream): void {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
    process.exit();
  });
}

/** Whether to colour, in the manner of Node and its tools: NO_COLOR and FORCE_COLOR before what the stream is. */
export function wantsColor(stream: NodeJS.WriteStream): boolean {
  const { NO_COLOR, FORCE_COLOR, TERM } = process.env;
  if (NO_COLOR) return false;
  if (FORCE_COLOR) return FORCE_COLOR !== '0' && FORCE_COLOR !== 'false';
  return stream.isTTY && TERM !== 'dumb';
}
