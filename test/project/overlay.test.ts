import { describe, expect, it } from 'vitest';
import { createSources, overlaySources } from '../../src/project/sources.js';
import { readPrograms } from '../../src/project/programs.js';
import { startNativeTypeScript } from '../../src/project/native-typescript.js';
import { createTsConfigReader } from '../../src/project/tsconfig.js';
import { TypeScriptError } from '../../src/project/errors.js';
import { linkerOf } from '../../src/project/linker.js';
import { tempFolder } from './temp-folder.js';

function overlay(folder: string, changes: Readonly<Record<string, string | undefined>>) {
  return overlaySources(
    createSources(),
    new Map(Object.entries(changes).map(([path, text]) => [`${folder}/${path}`, text === undefined ? undefined : { text: () => text }])),
  );
}

const DISK = { 'src/a.ts': 'disk', 'src/gone.ts': '', 'src/deep/b.ts': '' };

describe('an overlay', () => {
  it('has other texts, files and folders than the disk', () => {
    const folder = tempFolder(DISK);
    const sources = overlay(folder, { 'src/a.ts': '\ufeffindex', 'src/gone.ts': undefined, 'lib/new/c.ts': 'c' });
    expect(['a.ts', 'gone.ts', 'deep/b.ts'].map((name) => sources.read(`${folder}/src/${name}`))).toEqual(['index', undefined, '']);
    expect(['src/a.ts', 'src/gone.ts', 'lib', 'lib/new/c.ts', 'lib/other'].map((path) => sources.exists(`${folder}/${path}`))).toEqual([true, false, true, true, false]);
    expect(['src', 'lib/new', 'src/a.ts', 'lib/new/c.ts'].map((path) => sources.isFolder(`${folder}/${path}`))).toEqual([true, true, false, false]);
    const names = (path: string) => sources.list(`${folder}/${path}`).map(({ name, isFolder }) => (isFolder ? `${name}/` : name)).sort();
    expect([names('src'), names('lib'), names('')]).toEqual([['a.ts', 'deep/'], ['new/'], ['lib/', 'src/']]);
    expect(sources.list(`${folder}/nowhere`)).toEqual([]);
    const emptied = overlay(folder, { 'src/deep/b.ts': undefined, 'src/gone.ts': undefined });
    expect(['src', 'src/deep'].map((path) => [emptied.exists(`${folder}/${path}`), emptied.isFolder(`${folder}/${path}/`)])).toEqual([[true, true], [false, false]]);
  });

  const CONFIG = JSON.stringify({ extends: './base.json', include: ['src'], exclude: ['src/deep'] });

  it('decides which files a tsconfig names, by TypeScript 6 and by 7', () => {
    const folder = tempFolder({ ...DISK, 'tsconfig.json': '{ "files": ["nothing.ts"] }', 'base.json': '{}' });
    const sources = overlay(folder, { 'tsconfig.json': CONFIG, 'src/gone.ts': undefined, 'src/new.ts': '', 'src/deep/new.ts': '', 'base.json': '{ "compilerOptions": { "strict": true } }' });
    const expected = ['src/a.ts', 'src/new.ts'].map((file) => `${folder}/${file}`);
    const { programs, errors } = readPrograms([{ kind: 'tsconfig', file: `${folder}/tsconfig.json` }], sources);
    expect([programs.map(({ files }) => files), errors]).toEqual([[expected], []]);
    const native = createTsConfigReader(sources, () => new TypeScriptError('none', ''), (at, seen) => startNativeTypeScript(at, seen, new URL('../../node_modules/typescript7/package.json', import.meta.url).href));
    expect(native.read(`${folder}/tsconfig.json`).files).toEqual(expected);
    native.close();
  });

  it('decides what imports lead to', () => {
    const onDisk = { 'tsconfig.json': '{}', 'src/a.ts': '', 'src/gone.ts': '', 'packages/p/package.json': '{ "name": "@acme/p", "main": "old.ts" }', 'packages/p/old.ts': '', 'package.json': '{ "workspaces": ["packages/*"] }' };
    const folder = tempFolder(onDisk);
    const sources = overlay(folder, {
      'tsconfig.json': '{ "compilerOptions": { "baseUrl": ".", "paths": { "@/*": ["src/*"], "@/exact": ["lib/exact.ts"] } } }',
      'src/gone.ts': undefined,
      'src/new/index.ts': '',
      'lib/exact.ts': '',
      'packages/p/package.json': '{ "name": "@acme/p", "main": "new.ts" }',
      'packages/p/new.ts': '',
      'packages/p/old.ts': undefined,
      'packages/q/package.json': '{ "name": "@acme/q", "main": "q.ts" }',
      'packages/q/q.ts': '',
    });
    const linker = linkerOf(sources, { files: [`${folder}/src/a.ts`], tsconfig: `${folder}/tsconfig.json` });
    const target = (specifier: string) => {
      const found = linker.resolve(`${folder}/src/a.ts`, specifier);
      return found.k === 'file' ? found.file.slice(folder.length + 1) : found.k;
    };
    expect(['./new/index.js', './new', '@/new', '@/exact', 'lib/exact', '@acme/p', '@acme/q'].map(target)).toEqual(['src/new/index.ts', 'src/new/index.ts', 'src/new/index.ts', 'lib/exact.ts', 'lib/exact.ts', 'packages/p/new.ts', 'packages/q/q.ts']);
    expect(['./gone.js', './gone', '@/gone'].map(target)).toEqual(['unresolved', 'unresolved', 'unresolved']);
  });
});
