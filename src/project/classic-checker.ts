import type { Checker } from '../checker/checker.js';
import { createTypeScriptChecker } from '../checker/typescript.js';
import { TypeScriptError } from './errors.js';
import type { Sources } from './sources.js';
import { fileHost } from './typescript-host.js';
import type { loadTypeScript } from './typescript.js';

/** What TypeScript makes a program of. */
export interface ClassicProgram {
  /** Absolute. */
  readonly files: readonly string[];
  /** Absolute; undefined: JavaScript is checked, too, and all options have their defaults. */
  readonly tsconfig: string | undefined;
  /** Folder from which TypeScript is looked for, absolute. */
  readonly from: string;
}

/** A checker of TypeScript 5 or 6; undefined where there is none. */
export function openClassic({ files, tsconfig, from }: ClassicProgram, sources: Sources, load: typeof loadTypeScript): Checker | undefined {
  let ts;
  try {
    ts = load(from);
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
