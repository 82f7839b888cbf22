import { dirname } from 'node:path';
import type { Checker } from '../checker/checker.js';
import { withFallback, type ClosableChecker } from '../checker/fallback.js';
import { createNativeChecker } from '../checker/native/native.js';
import { createTypeScriptChecker } from '../checker/typescript.js';
import { TypeScriptError } from './errors.js';
import { findNativeTypeScript, nativeFiles, type NativeTypeScript } from './native-typescript.js';
import type { Sources } from './sources.js';
import { fileHost } from './typescript-host.js';
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

/**
 * A checker over the files of one program, as `sources` has them: TypeScript 7 where a version is there whose API is known, as
 * it is faster, else TypeScript 5 or 6, which also answers what 7 fails on. Undefined where there is neither.
 *
 * @param tell of each failure of TypeScript 7 that the other makes up for
 */
export function openChecker(program: CheckedProgram, tell: (message: string) => void, found: FoundTypeScript = { native: findNativeTypeScript, classic: loadTypeScript }): ClosableChecker | undefined {
  const { tsconfig, folder, sources } = program;
  const from = tsconfig === undefined ? folder : dirname(tsconfig);
  sources.witness?.typescript(from, foundTypeScript(from));
  const native = found.native(from);
  if (!native?.isDriven) {
    const classic = openClassic(program, from, found);
    return classic && { ...classic, close() {} };
  }
  const begin = (): ClosableChecker => createNativeChecker(native.load, { files: program.files, tsconfig, folder: from, host: nativeFiles(sources) });
  return withFallback(begin, () => openClassic(program, from, found), (message, isMended) => {
    // What failed now may not the next time: the answer is not kept.
    sources.witness?.lost();
    if (isMended) tell(message);
  });
}

function openClassic({ files, tsconfig, sources }: CheckedProgram, from: string, { classic }: FoundTypeScript): Checker | undefined {
  let ts;
  try {
    ts = classic(from);
  } catch (error) {
    if (error instanceof TypeScriptError) return undefined;
    throw error;
  }
  const seen = fileHost(ts, sources);
  // Only the options are wanted, not which files there are.
  const system = { ...ts.sys, ...seen, readDirectory: () => [], onUnRecoverableConfigFileDiagnostic: () => undefined };
  const options = (tsconfig === undefined ? undefined : ts.getParsedCommandLineOfConfigFile(tsconfig, {}, system)?.options) ?? { allowJs: true };
  // What comments say no question is about; of JavaScript, whose types stand in them, they are read all the same.
  const host = Object.assign(ts.createCompilerHost(options), seen, { jsDocParsingMode: ts.JSDocParsingMode?.ParseNone });
  return createTypeScriptChecker(ts, { files, options: { ...options, noEmit: true }, host });
}
