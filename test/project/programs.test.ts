import { describe, expect, it } from 'vitest';
import { readPrograms } from '../../src/project/programs.js';
import { createSources } from '../../src/project/sources.js';
import { findTargets, nearestTarget } from '../../src/project/targets.js';
import { tempFolder } from './temp-folder.js';

function read(folder: string, ...patterns: string[]) {
  const { programs, errors } = readPrograms(findTargets(patterns, folder), createSources());
  const short = (path: string) => path.replace(`${folder}/`, '');
  return {
    programs: programs.map(({ project, files }) => [short(project), ...files.map(short)]),
    errors: errors.map(({ message, hint, place }) => ({ message, hint, place: { ...place, file: short(place.file) } })),
  };
}

describe('readPrograms', () => {
  it('lists a tsconfig\'s own files, its declaration files too, sorted', () => {
    const folder = tempFolder({
      'tsconfig.json': '{ // a comment\n "include": ["src", "types", "node_modules/pkg"], "exclude": [], "compilerOptions": { "allowJs": true, "resolveJsonModule": true } }',
      'src/b.tsx': '', 'src/a.ts': '', 'src/c.mjs': '', 'src/data.json': '{}', 'types/env.d.ts': '', 'node_modules/pkg/index.d.ts': '',
    });
    expect(read(folder, 'tsconfig.json').programs).toEqual([['tsconfig.json', 'src/a.ts', 'src/b.tsx', 'src/c.mjs', 'types/env.d.ts']]);
  });

  it('follows the references of a solution, each project once', () => {
    const folder = tempFolder({
      'tsconfig.json': '{ "files": [], "references": [{ "path": "./app" }, { "path": "./lib/tsconfig.lib.json" }, { "path": "./nested" }] }',
      'nested/tsconfig.json': '{ "files": [], "references": [{ "path": "../app" }, { "path": ".." }] }',
      'app/tsconfig.json': '{ "references": [{ "path": "../other" }] }', 'app/a.ts': '',
      'lib/tsconfig.lib.json': '{ "files": ["l.ts"] }', 'lib/l.ts': '', 'lib/unlisted.ts': '',
    });
    expect(read(folder, '.')).toEqual({ programs: [['app/tsconfig.json', 'app/a.ts'], ['lib/tsconfig.lib.json', 'lib/l.ts']], errors: [] });
  });

  it('takes files, folders and globs', () => {
    const folder = tempFolder({
      'packages/a/tsconfig.json': '{}', 'packages/a/a.ts': '', 'packages/b/tsconfig.json': '{}', 'packages/b/b.ts': '',
      'packages/b/tsconfig.test.json': '{ "include": ["test"] }', 'packages/b/test/t.ts': '', 'packages/docs/readme.md': '',
      'packages/node_modules/x/tsconfig.json': '{}', 'plain/p.js': '', 'plain/dist/p.js': '', 'plain/.hidden/h.js': '', 'plain/node_modules/m/m.js': '',
    });
    expect(read(folder, 'packages/*').programs.map(([project]) => project)).toEqual(['packages/a/tsconfig.json', 'packages/b/tsconfig.json']);
    expect(read(folder, 'packages/**/tsconfig*.json').programs.map(([project]) => project)).toEqual([
      'packages/a/tsconfig.json', 'packages/b/tsconfig.json', 'packages/b/tsconfig.test.json',
    ]);
    expect(read(folder, 'packages/a', 'packages/*/tsconfig.json', 'plain').programs).toEqual([
      ['packages/a/tsconfig.json', 'packages/a/a.ts'], ['packages/b/tsconfig.json', 'packages/b/b.ts', 'packages/b/test/t.ts'], [`plain`, 'plain/p.js'],
    ]);
  });

  it('goes on where a folder is gone when it is looked into', () => {
    const folder = tempFolder({ 'a/tsconfig.json': '{}', 'a/a.ts': '', 'a/gone/b.ts': '' });
    const disk = createSources();
    const sources = { ...disk, list: (path: string) => (path.endsWith('/gone') ? disk.list(`${path}/was`) : disk.list(path)) };
    expect(readPrograms(findTargets(['a'], folder), sources).programs.map(({ files }) => files)).toEqual([[`${folder}/a/a.ts`]]);
    expect(disk.list(`${folder}/a/a.ts`)).toEqual([]);
  });

  it('reads configs that several extend and `extends` of packages', () => {
    const base = '{ "compilerOptions": { "allowJs": true }, "exclude": ["**/skip.ts"] }';
    const folder = tempFolder({
      'node_modules/@acme/config/package.json': '{ "name": "@acme/config" }', 'node_modules/@acme/config/base.json': '{ "compilerOptions": { "strict": true } }',
      'base.json': base, 'a/tsconfig.json': '{ "extends": ["@acme/config/base.json", "../base.json"] }', 'a/a.js': '', 'b/tsconfig.json': '{ "extends": "../base.json" }', 'b/b.js': '',
    });
    expect(read(folder, 'a', 'b')).toEqual({ programs: [['a/tsconfig.json', 'a/a.js'], ['b/tsconfig.json', 'b/b.js']], errors: [] });
  });

  it.each([
    ['bad JSON', { 'tsconfig.json': '{\n  "include": [\n' }, 'tsconfig.json', 3],
    ['a missing base', { 'tsconfig.json': '{\n  "extends": "./gone.json"\n}', 'a.ts': '' }, 'tsconfig.json', undefined],
    ['a missing package to extend', { 'tsconfig.json': '{\n\n  "extends": "@acme/gone"\n}', 'a.ts': '' }, 'tsconfig.json', 3],
    ['no inputs', { 'tsconfig.json': '{ "include": ["src"] }' }, 'tsconfig.json', undefined],
    ['a missing reference', { 'tsconfig.json': '{ "files": [], "references": [{ "path": "./gone" }] }' }, 'gone/tsconfig.json', undefined],
    ['a broken base', { 'tsconfig.json': '{ "extends": "./base.json" }', 'base.json': '{ "compilerOptions": {', 'a.ts': '' }, 'base.json', 1],
  ])('tells the place of %s', (_, files, file, line) => {
    const { programs, errors } = read(tempFolder(files), '.');
    expect(programs).toEqual([]);
    expect(errors).toHaveLength(1);
    expect(errors[0]?.place).toMatchObject(line === undefined ? { file } : { file, line });
    expect(errors[0]?.hint).toMatch(/\w+.*\.$/);
  });

  it('goes on beside a broken project, and past options that this TypeScript does not know', () => {
    const folder = tempFolder({ 'a/tsconfig.json': '{', 'b/tsconfig.json': '{ "compilerOptions": { "target": "es2199", "fromTheFuture": true } }', 'b/b.ts': '' });
    const { programs, errors } = read(folder, 'a', 'b');
    expect([programs, errors.length]).toEqual([[['b/tsconfig.json', 'b/b.ts']], 1]);
  });

  it('refuses a folder without source files', () => {
    expect(read(tempFolder({ 'docs/readme.md': '' }), 'docs').errors).toMatchObject([{ place: { file: 'docs' } }]);
  });
});

describe('findTargets', () => {
  it.each([['gone.json', 'There is no gone.json.'], ['packages/*', 'No project matches packages/*.'], ['*/tsconfig.json', 'No project matches */tsconfig.json.']])('refuses %s', (pattern, message) => {
    expect(() => findTargets([pattern], tempFolder({}))).toThrow(message);
  });
});

describe('nearestTarget', () => {
  it('prefers tsconfig to jsconfig, near to far, and falls back to the folder', () => {
    const folder = tempFolder({ 'tsconfig.json': '{}', 'a/jsconfig.json': '{}', 'b/jsconfig.json': '{}', 'b/tsconfig.json': '{}', 'c/d/x.ts': '' });
    expect(nearestTarget(`${folder}/a`)).toEqual({ kind: 'tsconfig', file: `${folder}/a/jsconfig.json` });
    expect(nearestTarget(`${folder}/b`)).toEqual({ kind: 'tsconfig', file: `${folder}/b/tsconfig.json` });
    expect(nearestTarget(`${folder}/c/d`)).toEqual({ kind: 'tsconfig', file: `${folder}/tsconfig.json` });
    const bare = tempFolder({ 'x.ts': '' });
    expect(nearestTarget(bare)).toEqual({ kind: 'folder', folder: bare });
  });
});
