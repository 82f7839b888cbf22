import { dirname } from 'node:path';
import type { Checker } from '../checker/checker.js';
import { createTypeScriptChecker } from '../checker/typescript.js';
import { TypeScriptError } from './errors.js';
import type { Sources } from './sources.js';
import { fileHost } from './typescript-host.js';
import { foundTypeScript, loadTypeScript } from './typescript.js';

/** A checker over the files of one program, as `sources` has them; undefined where no TypeScript with the classic API is installed. */
export function openChecker(files: readonly string[], tsconfig: string | undefined, folder: string, sources: Sources): Checker | undefined {
  const from = tsconfig === undefined ? folder : dirname(tsconfig);
  sources.witness?.typescript(from, foundTypeScript(from));
  let ts;
  try {
    ts = loadTypeScript(from);
  } catch (error) {
    if (error instanceof TypeScriptError) return undefined;
    throw error;
  }
  const seen = fileHost(ts, sources);
  // Only the options are wanted, not which files there are.
  const system = { ...ts.sys, ...seen, readDirectory: () => [], onUnRecoverableConfigFileDiagnostic: () => undefined };
  const options = (tsconfig === undefined ? undefined : ts.getParsedCommandLineOfConfigFile(tsconfig, {}, system)?.options) ?? { allowJs: true };
  const host = Object.assign(ts.createCompilerHost(options), seen);
  return createTypeScriptChecker(ts, { files, options: { ...options, noEmit: true }, host });
}
