import type { Linker } from '../facts/link.js';
import { createLinker, type LinkerOptions } from '../facts/program.js';
import type { Sources } from './sources.js';

/** Links a program that is read from `sources`. */
export function linkerOf(sources: Sources, program: Pick<LinkerOptions, 'files' | 'tsconfig' | 'cache'>): Linker {
  const { read, exists, list, isOverlay, witness } = sources;
  // What is recorded is where specifiers lead, not how that was found out.
  const linker = createLinker({ ...program, readFile: read, ...(witness ? {} : { fileExists: exists }), ...(isOverlay ? { listFolder: list } : {}) });
  return witness?.linker(linker, program.tsconfig) ?? linker;
}
