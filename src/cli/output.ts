import { absolute } from '../project/absolute.js';
import { writeAtomically } from '../project/write-atomically.js';
import { UsageError } from './errors.js';

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
