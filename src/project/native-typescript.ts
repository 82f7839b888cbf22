import { createRequire } from 'node:module';
import { join } from 'node:path';

/** The part of TypeScript 7's `unstable/sync` that reads tsconfigs. */
export interface NativeApi {
  /** Errors in the tsconfig are not told. */
  parseConfigFile(file: string): { readonly fileNames: readonly string[]; readonly options: Readonly<Record<string, unknown>> };
  close(): void;
}

interface NativeModule {
  readonly API: new (options: { readonly cwd: string }) => NativeApi;
}

/** Starts TypeScript 7's native API, the project's or ours; undefined where there is none. The caller closes it. */
export function startNativeTypeScript(folder: string, own: string = import.meta.url): NativeApi | undefined {
  for (const from of [join(folder, 'package.json'), own]) {
    const require = createRequire(from);
    for (const name of ['typescript', '@typescript/native']) {
      const path = tryResolve(require, `${name}/unstable/sync`);
      if (path !== undefined) return new (require(path) as NativeModule).API({ cwd: folder });
    }
  }
  return undefined;
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
