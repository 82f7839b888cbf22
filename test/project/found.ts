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
