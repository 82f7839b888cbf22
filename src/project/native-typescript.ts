import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { Sources } from './sources.js';

/** The part of TypeScript 7's `unstable/sync` that reads tsconfigs. */
export interface NativeApi {
  /** Errors in the tsconfig are not told. */
  parseConfigFile(file: string): { readonly fileNames: readonly string[]; readonly options: Readonly<Record<string, unknown>> };
  close(): void;
}

/** Its file-system callbacks: `null` says that there is no such file. */
interface NativeFiles {
  readFile(file: string): string | null;
  fileExists(file: string): boolean;
  directoryExists(folder: string): boolean;
  getAccessibleEntries(folder: string): { files: string[]; directories: string[] };
}

interface NativeModule {
  readonly API: new (options: { readonly cwd: string; readonly fs?: NativeFiles }) => NativeApi;
}

/** Starts TypeScript 7's native API, the project's or ours; undefined where there is none. The caller closes it. */
export function startNativeTypeScript(folder: string, sources: Sources, own: string = import.meta.url): NativeApi | undefined {
  for (const from of [join(folder, 'package.json'), own]) {
    const require = createRequire(from);
    for (const name of ['typescript', '@typescript/native']) {
      const path = tryResolve(require, `${name}/unstable/sync`);
      if (path !== undefined) return new (require(path) as NativeModule).API({ cwd: folder, ...(sources.isOverlay ? { fs: nativeFiles(sources) } : {}) });
    }
  }
  return undefined;
}

function nativeFiles(sources: Sources): NativeFiles {
  return {
    readFile: (file) => sources.read(file) ?? null,
    fileExists: (file) => sources.exists(file) && !sources.isFolder(file),
    directoryExists: sources.isFolder,
    getAccessibleEntries(folder) {
      const entries = sources.isFolder(folder) ? sources.list(folder) : [];
      const names = (wanted: boolean) => entries.filter(({ isFolder }) => isFolder === wanted).map(({ name }) => name);
      return { files: names(false), directories: names(true) };
    },
  };
}

/** The module's path; undefined where there is no such package or it exports no such path. */
export function tryResolve(require: NodeJS.Require, specifier: string): string | undefined {
  try {
    return require.resolve(specifier);
  } catch (error) {
    if (error instanceof Error && 'code' in error && (error.code === 'MODULE_NOT_FOUND' || error.code === 'ERR_PACKAGE_PATH_NOT_EXPORTED')) return undefined;
    throw error;
  }
}
