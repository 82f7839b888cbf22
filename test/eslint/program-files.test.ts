import { join } from 'node:path';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { ownFiles, tsconfigOf, typescriptOf } from '../../src/eslint/program-files.js';
import { readProject } from '../fixtures/programs.js';
import { tempFolder } from '../project/temp-folder.js';

function createProgram() {
  const folder = tempFolder({
    'tsconfig.json': '{ "compilerOptions": { "module": "nodenext", "resolveJsonModule": true, "types": [] }, "files": ["a.ts", "types.d.ts"] }',
    'a.ts': "import 'dep';\nimport './b.js';\nimport './c.json' with { type: 'json' };\n",
    'b.ts': 'export {};\n',
    'c.json': '{}',
    'types.d.ts': 'declare const here: string;\n',
    'node_modules/dep/package.json': '{ "name": "dep", "types": "index.d.ts" }',
    'node_modules/dep/index.d.ts': 'export {};\n',
  });
  const { fileNames, options } = readProject(folder);
  return { folder, program: ts.createProgram(fileNames, options) };
}

describe('a program of ESLint', () => {
  it('has its own files, those imported and declared too, and none of packages and libraries', () => {
    const { folder, program } = createProgram();
    expect(program.getSourceFiles().length).toBeGreaterThan(4);
    expect(ownFiles(program).sort()).toEqual(['a.ts', 'b.ts', 'types.d.ts'].map((file) => join(folder, file)));
  });

  it('knows its tsconfig', () => {
    const { folder, program } = createProgram();
    expect(tsconfigOf(program)).toBe(join(folder, 'tsconfig.json'));
    expect(tsconfigOf(ts.createProgram([], {}))).toBeUndefined();
  });

  it('leads to the TypeScript that made it, and to none that did not', () => {
    const { program } = createProgram();
    expect(typescriptOf(program)?.version).toBe(ts.version);
    const foreign = { getSourceFiles: () => [{ fileName: 'x.ts' }] } as unknown as ts.Program;
    expect(typescriptOf(foreign)).toBeUndefined();
  });

  it('leads to TypeScript 6.0 where it only looks as if made by that', () => {
    const alike = { getSourceFiles: () => [{ fileName: 'x.ts', kind: ts.SyntaxKind.SourceFile }] } as unknown as ts.Program;
    expect(typescriptOf(alike)?.versionMajorMinor).toBe('6.0');
  });
});
