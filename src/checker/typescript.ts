import type Ts from 'typescript';
import type { Checker } from './checker.js';
import { createChecker } from './questions.js';
import type { TypeSystem } from './system.js';

/** Where the program comes from: one that exists (ESLint's), or what to make one of at the first question. */
export type ProgramSource =
  | { readonly program: Ts.Program }
  | {
      readonly files: readonly string[];
      readonly options: Ts.CompilerOptions;
      readonly host?: Ts.CompilerHost;
      readonly projectReferences?: readonly Ts.ProjectReference[];
    };

/** A checker over TypeScript's classic API (5.0 to 6.x). `ts` is the module that the program belongs to. */
export function createTypeScriptChecker(ts: typeof Ts, source: ProgramSource): Checker {
  return createChecker(() => systemOf(ts, 'program' in source ? source.program : createProgram(ts, source)));
}

function createProgram(ts: typeof Ts, { files, options, host, projectReferences }: Exclude<ProgramSource, { readonly program: Ts.Program }>): Ts.Program {
  return ts.createProgram({ rootNames: files, options, ...(host ? { host } : {}), ...(projectReferences ? { projectReferences } : {}) });
}

function systemOf(ts: typeof Ts, program: Ts.Program): TypeSystem {
  const checker = program.getTypeChecker();
  return {
    ts,
    checker,
    // Asking for it, typescript-eslint's native back end throws.
    rootsOf: Object.getOwnPropertyDescriptor(checker, 'getRootSymbols')?.get ? (symbol) => [symbol] : (symbol) => checker.getRootSymbols(symbol),
    typesOf: (symbols, at) => symbols.map((symbol) => checker.getTypeOfSymbolAtLocation(symbol, at)),
    sourceFile: (file) => program.getSourceFile(file),
    isLibrary: (file) => program.isSourceFileDefaultLibrary(file),
  };
}
