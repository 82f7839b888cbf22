import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type * as ts from 'typescript';
import { TypeScriptError } from './errors.js';
import { tryResolve } from './native-typescript.js';

export type TypeScript = typeof ts;

/** The oldest version whose API is known to do, as in package.json. */
const OLDEST = 5;

/** `typescript` 7 has no classic API; the package that brings it back beside 7 comes second. */
const PACKAGES = ['typescript', '@typescript/typescript6'];

const HINT =
  'Install TypeScript 5 or 6: `npm install --save-dev typescript@6`. To keep TypeScript 7 beside it: ' +
  '"typescript": "npm:@typescript/typescript6@^6" and "@typescript/native": "npm:typescript@^7" in package.json.';

/**
 * The TypeScript of the project, else the one that this package finds. Node keeps one instance per installed copy, so
 * that several projects share it.
 *
 * @param folder of the project, absolute
 * @param own file or URL from which the second one is looked for
 * @throws TypeScriptError where there is none, or none with the classic API (`createProgram`)
 */
export function loadTypeScript(folder: string, own: string = import.meta.url): TypeScript {
  const found: string[] = [];
  for (const from of [join(folder, 'package.json'), own]) {
    const require = createRequire(from);
    for (const name of PACKAGES) {
      const path = tryResolve(require, name);
      if (path === undefined) continue;
      // Not import(): looking for TypeScript's export names takes it half a second.
      const module: unknown = require(path);
      if (isClassic(module)) return module;
      found.push(`${name} ${versionOf(module)} at ${path}`);
    }
  }
  throw new TypeScriptError(
    found.length === 0 ? 'TypeScript is not installed.' : `No TypeScript with the classic API is installed; found ${found.join(', ')}.`,
    HINT,
  );
}

/** What {@link loadTypeScript} and `findNativeTypeScript` would look at, without loading it: paths and versions. The same text means the same TypeScript. */
export function foundTypeScript(folder: string, own: string = import.meta.url): string {
  return [join(folder, 'package.json'), own]
    .flatMap((from) => [...PACKAGES, '@typescript/native'].map((name) => tryResolve(createRequire(from), name)))
    .map((path) => (path === undefined ? '' : `${path} ${readFileSync(join(dirname(dirname(path)), 'package.json'), 'utf8')}`))
    .join('\n');
}

function isClassic(module: unknown): module is TypeScript {
  if (typeof module !== 'object' || module === null || !('versionMajorMinor' in module)) return false;
  return 'createProgram' in module && Number.parseFloat(String(module.versionMajorMinor)) >= OLDEST;
}

function versionOf(module: unknown): string {
  return typeof module === 'object' && module !== null && 'version' in module ? String(module.version) : '(no version)';
}
