import { dirname } from 'node:path';
import { withFallback, type ClosableChecker } from '../checker/fallback.js';
import { createNativeChecker } from '../checker/native/native.js';
import { openClassic } from './classic-checker.js';
import { findNativeTypeScript, nativeFiles, type NativeTypeScript } from './native-typescript.js';
import type { Sources } from './sources.js';
import { startCheckerThread, type CheckerThread } from './thread.js';
import { foundTypeScript, loadTypeScript } from './typescript.js';

/** A program whose types are asked for. */
export interface CheckedProgram {
  readonly files: readonly string[];
  readonly tsconfig: string | undefined;
  /** Absolute. */
  readonly folder: string;
  readonly sources: Sources;
}

/** Where the two kinds of TypeScript come from. */
export interface FoundTypeScript {
  native(folder: string): NativeTypeScript | undefined;
  classic: typeof loadTypeScript;
}

/** Begins to read a program that will probably be asked about, beside what else is done until then; undefined: there is nothing to begin. */
export function prepareChecker({ files, tsconfig, folder, sources }: CheckedProgram): CheckerThread | undefined {
  const from = tsconfig === undefined ? folder : dirname(tsconfig);
  return findNativeTypeScript(from)?.isDriven ? undefined : startCheckerThread({ files, tsconfig, from }, sources);
}

/**
 * A checker over the files of one program, as `sources` has them: TypeScript 7 where a version is there whose API is known, as
 * it is faster, else TypeScript 5 or 6, which also answers what 7 fails on. Undefined where there is neither.
 *
 * @param tell of each failure of TypeScript 7 that the other makes up for
 * @param prepared what {@link prepareChecker} began
 */
export function openChecker(program: CheckedProgram, tell: (message: string) => void, prepared?: CheckerThread, found: FoundTypeScript = { native: findNativeTypeScript, classic: loadTypeScript }): ClosableChecker | undefined {
  const { tsconfig, folder, sources } = program;
  const from = tsconfig === undefined ? folder : dirname(tsconfig);
  sources.witness?.typescript(from, foundTypeScript(from));
  const native = found.native(from);
  if (!native?.isDriven) {
    if (prepared) return prepared.checker();
    const classic = openClassic({ ...program, from }, sources, found.classic);
    return classic && { ...classic, close() {} };
  }
  const begin = (): ClosableChecker => createNativeChecker(native.load, { files: program.files, tsconfig, folder: from, host: nativeFiles(sources) });
  return withFallback(begin, () => openClassic({ ...program, from }, sources, found.classic), (message, isMended) => {
    // What failed now may not the next time: the answer is not kept.
    sources.witness?.lost();
    if (isMended) tell(message);
  });
}
