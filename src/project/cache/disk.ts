import { createHash } from 'node:crypto';
import { realpathSync, statSync, type Stats } from 'node:fs';
import type { Entry } from '../sources.js';
import type { Kind, Stamp } from './inputs.js';

export function stampOf(path: string): Stamp | null {
  const stat = statOf(path);
  return stat ? [stat.mtimeMs, stat.ctimeMs, stat.size, stat.ino] : null;
}

export function kindOf(path: string): Kind {
  const stat = statOf(path);
  return !stat ? 'none' : stat.isDirectory() ? 'folder' : 'file';
}

/** Itself where there is nothing. */
export function realPath(path: string): string {
  return statOf(path) ? realpathSync(path).replaceAll('\\', '/') : path;
}

export function digestOf(text: string): string {
  return createHash('sha1').update(text).digest('base64');
}

export function digestOfEntries(entries: readonly Entry[]): string {
  return digestOf(entries.map(({ name, isFolder, isLink }) => `${name}${isFolder ? '/' : isLink === true ? '@' : ''}`).sort().join('\n'));
}

function statOf(path: string): Stats | undefined {
  try {
    return statSync(path, { throwIfNoEntry: false });
  } catch (error) {
    // A part of the path is a file, or a link to itself: nothing is there.
    if (error instanceof Error && 'code' in error && (error.code === 'ENOTDIR' || error.code === 'ELOOP')) return undefined;
    throw error;
  }
}
