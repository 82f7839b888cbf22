import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { endProcess, type NativeFiles, type NativeModules } from '../checker/native/modules.js';
import { kindOf, realPath } from './cache/disk.js';
import type { Kind } from './cache/inputs.js';
import type { Entry, Sources } from './sources.js';

/** The part of TypeScript 7's `unstable/sync` that reads tsconfigs. */
export interface NativeApi {
  /** Errors in the tsconfig are not told. */
  parseConfigFile(file: string): { readonly fileNames: readonly string[]; readonly options: Readonly<Record<string, unknown>> };
  close(): void;
}

interface NativeModule {
  readonly API: new (options: { readonly cwd: string; readonly fs?: NativeFiles }) => NativeApi;
}

/** TypeScript 7, as a project or this package finds it. */
export interface NativeTypeScript {
  readonly version: string;
  /** Its types can be asked for: the API says of itself that it is not stable, so only of versions that it was tried with. */
  readonly isDriven: boolean;
  load(): NativeModules;
}

/** The second name is what README proposes for TypeScript 7 beside 6. */
const PACKAGES = ['typescript', '@typescript/native'];

/** Versions whose types are asked for. Patches mend, and change no API. */
const DRIVEN = /^7\.0\.\d+$/;

/** TypeScript 7 for a folder, the project's or ours; undefined where there is none. */
export function findNativeTypeScript(folder: string, own: string = import.meta.url): NativeTypeScript | undefined {
  const path = syncPath(folder, own);
  if (path === undefined) return undefined;
  // Node warns of an ES module that is loaded so, but not in the name of a package.
  const require = createRequire(path);
  const version = versionOf(path);
  return { version, isDriven: DRIVEN.test(version), load: () => ({ sync: require('typescript/unstable/sync') as NativeModules['sync'], is: require('typescript/unstable/ast/is') as NativeModules['is'] }) };
}

/** Starts TypeScript 7's native API, the project's or ours; undefined where there is none. The caller closes it. */
export function startNativeTypeScript(folder: string, sources: Sources, own: string = import.meta.url): NativeApi | undefined {
  const path = syncPath(folder, own);
  if (path === undefined) return undefined;
  const api = new (createRequire(path)(path) as NativeModule).API({ cwd: folder, ...(sources.isOverlay ? { fs: nativeFiles(sources) } : {}) });
  return {
    parseConfigFile: (file) => api.parseConfigFile(file),
    close() {
      endProcess(api);
      api.close();
    },
  };
}

function syncPath(folder: string, own: string): string | undefined {
  for (const from of [join(folder, 'package.json'), own]) {
    for (const name of PACKAGES) {
      const path = tryResolve(createRequire(from), `${name}/unstable/sync`);
      if (path !== undefined) return path;
    }
  }
  return undefined;
}

/** Of the package that a module belongs to. */
function versionOf(module: string): string {
  for (let at = dirname(module); at !== dirname(at); at = dirname(at)) {
    if (existsSync(join(at, 'package.json'))) return (JSON.parse(readFileSync(join(at, 'package.json'), 'utf8')) as { readonly version?: string }).version ?? '';
  }
  return '';
}

/** How TypeScript 7 is to see the file system. What it asks is recorded where a record is kept. */
export function nativeFiles(sources: Sources): NativeFiles {
  const { witness, isOverlay } = sources;
  const overlaid = (path: string): Kind => (sources.isFolder(path) ? 'folder' : sources.exists(path) ? 'file' : 'none');
  const kind = witness ? witness.kind : isOverlay ? overlaid : kindOf;
  return {
    readFile: (file) => sources.read(file) ?? null,
    fileExists: (file) => kind(file) === 'file',
    directoryExists: (folder) => kind(folder) === 'folder',
    realpath: witness ? witness.realPath : realPath,
    getAccessibleEntries(folder) {
      const entries = kind(folder) === 'folder' ? sources.list(folder) : [];
      const isFolder = ({ name, isFolder: is, isLink }: Entry): boolean => is || (isLink === true && kind(`${folder}/${name}`) === 'folder');
      const names = (wanted: boolean) => entries.filter((entry) => isFolder(entry) === wanted).map(({ name }) => name);
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
