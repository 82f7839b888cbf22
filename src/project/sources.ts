import { readFileSync } from 'node:fs';

/** Reads files once for all projects of a run. */
export interface Sources {
  /** The file's text without a byte order mark; undefined where there is no such file. */
  read(file: string): string | undefined;
}

const ABSENT = new Set(['ENOENT', 'ENOTDIR', 'EISDIR']);

export function createSources(): Sources {
  const texts = new Map<string, string | undefined>();
  return {
    read(file) {
      if (!texts.has(file)) texts.set(file, readText(file));
      return texts.get(file);
    },
  };
}

function readText(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8').replace(/^\ufeff/, '');
  } catch (error) {
    if (error instanceof Error && 'code' in error && ABSENT.has(String(error.code))) return undefined;
    throw error;
  }
}
