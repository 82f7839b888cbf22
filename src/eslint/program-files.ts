import { createRequire } from 'node:module';
import type * as Ts from 'typescript';
import type { TypeScript } from '../project/typescript.js';
import { SOURCE } from '../project/walk.js';

const { cache } = createRequire(import.meta.url);

/** The program's own source files, absolute: neither of packages nor of TypeScript's library. */
export function ownFiles(program: Ts.Program): string[] {
  return program
    .getSourceFiles()
    .filter((file) => isOwnFile(program, file))
    .map((file) => file.fileName);
}

export function isOwnFile(program: Ts.Program, file: Ts.SourceFile): boolean {
  const { fileName } = file;
  return SOURCE.test(fileName) && !fileName.includes('/node_modules/') && !program.isSourceFileDefaultLibrary(file) && !program.isSourceFileFromExternalLibrary(file);
}

/** The program's tsconfig, absolute; undefined where it was made without one. */
export function tsconfigOf(program: Ts.Program): string | undefined {
  const { configFilePath } = program.getCompilerOptions();
  return typeof configFilePath === 'string' ? configFilePath : undefined;
}

/**
 * The TypeScript that made the program, to read its nodes with. A monorepo may hold several, of which the parser has loaded
 * the one that it resolves itself; hence the search among what is loaded.
 *
 * typescript-eslint's experimental native back end makes programs that look as if TypeScript 6.0 had made them, which it loads too.
 *
 * @returns undefined where none of them did
 */
export function typescriptOf(program: Ts.Program): TypeScript | undefined {
  const [file] = program.getSourceFiles();
  if (!file) return undefined;
  const loaded = Object.values(cache).map((module): unknown => module?.exports).filter(isTypeScript);
  const made = loaded.find((ts) => ts.createSourceFile('x.ts', '', ts.ScriptTarget.Latest).constructor === file.constructor);
  return made ?? loaded.find((ts) => ts.versionMajorMinor === '6.0' && ts.isSourceFile(file));
}

function isTypeScript(loaded: unknown): loaded is TypeScript {
  return typeof loaded === 'object' && loaded !== null && 'versionMajorMinor' in loaded && 'createSourceFile' in loaded;
}
