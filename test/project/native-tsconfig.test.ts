import { describe, expect, it } from 'vitest';
import { TypeScriptError } from '../../src/project/errors.js';
import { createSources } from '../../src/project/sources.js';
import { createTsConfigReader } from '../../src/project/tsconfig.js';
import { tempFolder } from './temp-folder.js';

/** Stands for TypeScript 7: as there, errors in a tsconfig give no files and are not told. */
const NATIVE = `
const fs = require('node:fs'), path = require('node:path');
exports.API = class {
  parseConfigFile(file) {
    const names = JSON.parse(fs.readFileSync(file, 'utf8')).files ?? [];
    return { fileNames: names.map((name) => path.join(path.dirname(file), name)), options: {} };
  }
  close() {}
};`;

function read(files: Readonly<Record<string, string>>) {
  const folder = tempFolder({
    'node_modules/typescript/package.json': '{ "name": "typescript", "version": "7.0.2", "exports": { "./unstable/sync": "./sync.cjs" } }',
    'node_modules/typescript/sync.cjs': NATIVE,
    ...files,
  });
  const reader = createTsConfigReader(createSources(), () => new TypeScriptError('none', 'Install it.'));
  const { files: own, references } = reader.read(`${folder}/tsconfig.json`);
  reader.close();
  return [...own, ...references].map((path) => path.replace(`${folder}/`, ''));
}

describe('createTsConfigReader, with TypeScript 7 alone', () => {
  it('reads files and references', () => {
    expect(read({ 'tsconfig.json': '{ "files": ["b.ts", "a.ts", "c.json"], "references": [{ "path": "lib" }, { "path": "./x.json" }] }' })).toEqual([
      'a.ts', 'b.ts', 'lib/tsconfig.json', 'x.json',
    ]);
  });

  it('follows what it extends', () => {
    expect(read({ 'tsconfig.json': '{ "extends": ["./base", "@acme/config"], "files": ["a.ts"] }', 'base.json': '{}', 'node_modules/@acme/config/tsconfig.json': '{}' })).toEqual(['a.ts']);
  });

  it.each([
    ['bad syntax', { 'tsconfig.json': '{\n  "files" ["a.ts"]\n}' }, { line: 2, column: 11 }],
    ['a missing base', { 'tsconfig.json': '{ "extends": "./gone.json", "files": ["a.ts"] }' }, { line: 1, column: 14 }],
    ['a cycle', { 'tsconfig.json': '{ "extends": "./base.json", "files": ["a.ts"] }', 'base.json': '{ "extends": "./tsconfig.json" }' }, { line: 1, column: 14 }],
    ['no files', { 'tsconfig.json': '{ "files": [] }' }, {}],
  ])('refuses %s', (_, files, place) => {
    expect(() => read(files as unknown as Record<string, string>)).toThrow(expect.objectContaining({ name: 'ProjectError', place: expect.objectContaining(place) }));
  });

  it('asks to install TypeScript where there is none at all', () => {
    const folder = tempFolder({ 'tsconfig.json': '{}' });
    const none = { read: createTsConfigReader(createSources(), () => new TypeScriptError('none', 'Install it.'), () => undefined).read };
    expect(() => none.read(`${folder}/tsconfig.json`)).toThrow(TypeScriptError);
  });
});
