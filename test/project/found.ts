import type * as Ts from 'typescript';
import type { FoundTypeScript } from '../../src/project/checker.js';
import { TypeScriptError } from '../../src/project/errors.js';
import { findNativeTypeScript } from '../../src/project/native-typescript.js';
import { loadTypeScript } from '../../src/project/typescript.js';

/** From where TypeScript 7 is found under its own name: it is installed under another one here. */
export const SEVEN = new URL('../../node_modules/typescript7/package.json', import.meta.url).href;

/** As where only TypeScript 6 is installed, and where only 7 is. */
export const TYPESCRIPTS: readonly (readonly [string, FoundTypeScript])[] = [
  ['6', { native: () => undefined, classic: loadTypeScript }],
  ['7', { native: (folder) => findNativeTypeScript(folder, SEVEN), classic: () => { throw new TypeScriptError('There is none.', ''); } }],
];

/** TypeScript 6 with a checker as typescript-eslint makes it over TypeScript 7: asked for some methods, it throws. */
export const ADAPTED: readonly [string, FoundTypeScript] = [
  '6, adapted',
  {
    native: () => undefined,
    classic(folder) {
      const ts = loadTypeScript(folder);
      const createProgram = (options: Ts.CreateProgramOptions): Ts.Program => {
        const program = ts.createProgram(options);
        const checker = Object.defineProperty({ ...program.getTypeChecker() }, 'getRootSymbols', { get: () => { throw new Error('It is not available.'); } });
        return { ...program, getTypeChecker: () => checker };
      };
      return { ...ts, createProgram: createProgram as typeof ts.createProgram };
    },
  },
];
