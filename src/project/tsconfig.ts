import { dirname } from 'node:path';
import { absolute } from './absolute.js';
import { createClassicReader } from './classic-reader.js';
import { checkConfigText } from './config-text.js';
import { NO_INPUTS_HINT, ProjectError, TypeScriptError } from './errors.js';
import { startNativeTypeScript, type NativeApi } from './native-typescript.js';
import type { Sources } from './sources.js';
import { loadTypeScript, type TypeScript } from './typescript.js';
import { readPlain } from './plain-reader.js';
import { SOURCE } from './walk.js';

/** What a tsconfig says; paths are absolute, with `/`. */
export interface TsConfig {
  readonly tsconfig: string;
  /** Sorted; no declaration files of packages, no JSON. Empty only where there are references. */
  readonly files: readonly string[];
  /** The tsconfigs that it references. */
  readonly references: readonly string[];
}

export interface TsConfigReader {
  /** @throws ProjectError, TypeScriptError */
  read(tsconfig: string): TsConfig;
  /** Ends what reading has started. */
  close(): void;
}

/**
 * Reads tsconfigs with TypeScript 5 or 6 where it can be had, else with TypeScript 7; what several of them extend, and
 * TypeScript itself, is loaded once.
 *
 * @param load gives the classic TypeScript for a folder, or why there is none
 * @param start starts the native one for a folder
 */
export function createTsConfigReader(sources: Sources, load = classicOrError, start = startNativeTypeScript): TsConfigReader {
  const readClassic = createClassicReader(sources);
  let native: NativeApi | undefined;
  return {
    read(tsconfig) {
      const folder = dirname(tsconfig);
      if (sources.read(tsconfig) === undefined) {
        throw new ProjectError('There is no such tsconfig.', 'Give a tsconfig file, or a folder that holds one, with --project.', { file: tsconfig });
      }
      const plain = readPlain(tsconfig, sources);
      if (plain) return ownFiles(tsconfig, plain);
      sources.witness?.lost();
      const ts = load(folder);
      if (!(ts instanceof TypeScriptError)) return ownFiles(tsconfig, readClassic(ts, tsconfig));
      native ??= start(folder, sources);
      if (!native) throw ts;
      const references = checkConfigText(tsconfig, sources);
      const { fileNames } = native.parseConfigFile(tsconfig);
      if (fileNames.length === 0 && references.length === 0) {
        throw new ProjectError('It includes no files.', NO_INPUTS_HINT, { file: tsconfig });
      }
      return ownFiles(tsconfig, { fileNames, references });
    },
    close: () => native?.close(),
  };
}

function classicOrError(folder: string): TypeScript | TypeScriptError {
  try {
    return loadTypeScript(folder);
  } catch (error) {
    if (error instanceof TypeScriptError) return error;
    throw error;
  }
}

function ownFiles(tsconfig: string, { fileNames, references }: { readonly fileNames: readonly string[]; readonly references: readonly string[] }): TsConfig {
  const files = fileNames.map((file) => absolute(file, dirname(tsconfig))).filter(isOwnSource).sort();
  return { tsconfig, files, references };
}

function isOwnSource(file: string): boolean {
  return SOURCE.test(file) && !(file.includes('/node_modules/') && /\.d\.[cm]?ts$/.test(file));
}
