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
 * @returns undefined where no classic TypeScript made it, as with typescript-eslint's native back end
 */
export function typescriptOf(program: Ts.Program): TypeScript | undefined {
  const [file] = program.getSourceFiles();
  if (!file) return undefined;
  return Object.values(cache)
    .map((module): unknown => module?.exports)
    .find((loaded): loaded is TypeScript => isTypeScript(loaded) && loaded.createSourceFile('x.ts', '', loaded.ScriptTarget.Latest).constructor === file.constructor);
}

function isTypeScript(loaded: unknown): loaded is TypeScript {
  return typeof loaded === 'object' && loaded !== null && 'versionMajorMinor' in loaded && 'createSourceFile' in loaded;
}
