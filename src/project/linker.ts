import type { Linker } from '../facts/link.js';
import { createLinker, type LinkerOptions } from '../facts/program.js';
import type { Sources } from './sources.js';

/** Links a program that is read from `sources`. */
export function linkerOf(sources: Sources, program: Pick<LinkerOptions, 'files' | 'tsconfig' | 'cache'>): Linker {
  return createLinker({ ...program, readFile: sources.read, fileExists: sources.exists, ...(sources.isOverlay ? { listFolder: sources.list } : {}) });
}
