import { dirname } from 'node:path';
import type { Checker } from '../checker/checker.js';
import { createTypeScriptChecker } from '../checker/typescript.js';
import { TypeScriptError } from './errors.js';
import type { Sources } from './sources.js';
import { loadTypeScript } from './typescript.js';

/** A checker over the files of one program, as `sources` has them; undefined where no TypeScript with the classic API is installed. */
export function openChecker(files: readonly string[], tsconfig: string | undefined, folder: string, sources: Sources): Checker | undefined {
  let ts;
  try {
    ts = loadTypeScript(tsconfig === undefined ? folder : dirname(tsconfig));
  } catch (error) {
    if (error instanceof TypeScriptError) return undefined;
    throw error;
  }
  const system = { ...ts.sys, readFile: (file: string) => sources.read(file) ?? ts.sys.readFile(file), onUnRecoverableConfigFileDiagnostic: () => undefined };
  const options = (tsconfig === undefined ? undefined : ts.getParsedCommandLineOfConfigFile(tsconfig, {}, system)?.options) ?? { allowJs: true };
  const host = ts.createCompilerHost(options);
  const read = host.readFile.bind(host);
  host.readFile = (file) => sources.read(file) ?? read(file);
  return createTypeScriptChecker(ts, { files, options: { ...options, noEmit: true }, host });
}
