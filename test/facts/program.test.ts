import { existsSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createLinker, type LinkerOptions } from '../../src/facts/program.js';
import { createFactsCache } from '../../src/facts/facts-cache.js';
import type { Linker, Resolution } from '../../src/facts/link.js';

let root: string;
beforeEach(() => { root = realpathSync(mkdtempSync(join(tmpdir(), 'facts-'))).replaceAll('\\', '/'); });
afterEach(() => { rmSync(root, { recursive: true }); });

function write(files: Readonly<Record<string, string>>): void {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, name)), { recursive: true });
    writeFileSync(join(root, name), text);
  }
}

function linker(files: readonly string[], options: Partial<LinkerOptions> = {}): Linker {
  const readFile = (file: string): string | undefined => (existsSync(file) ? readFileSync(file, 'utf8') : undefined);
  return createLinker({ files: files.map(f => `${root}/${f}`), readFile, ...options });
}

const from = (l: Linker, file: string, specifier: string): Resolution => {
  const to = l.resolve(`${root}/${file}`, specifier);
  if (to.k === 'file') return { ...to, file: to.file.replace(`${root}/`, '') };
  return 'types' in to && to.types !== undefined ? { ...to, types: to.types.replace(`${root}/`, '') } : to;
};

describe('relative specifiers', () => {
  it('lead to the program\'s files in TypeScript\'s order', () => {
    const files = { 'src/a.ts': '', 'src/b.ts': '', 'src/b.js': '', 'src/c.d.ts': '', 'src/c.js': '', 'src/d.tsx': '', 'src/e/index.ts': '', 'src/f.mts': '', 'src/g.js': '' };
    write(files);
    for (const l of [linker(Object.keys(files)), linker(['src/a.ts'])]) {
      for (const [specifier, file] of [
        ['./b', 'src/b.ts'], ['./b.js', 'src/b.ts'], ['./b.ts', 'src/b.ts'], ['./c', 'src/c.d.ts'], ['./c.js', 'src/c.d.ts'], ['./d.jsx', 'src/d.tsx'], ['./d', 'src/d.tsx'],
        ['./e', 'src/e/index.ts'], ['./e/index.js', 'src/e/index.ts'], ['./f.mjs', 'src/f.mts'], ['./g.js', 'src/g.js'], ['../src/b', 'src/b.ts'],
      ] as const) expect(from(l, 'src/a.ts', specifier), specifier).toEqual({ k: 'file', file });
      expect(from(l, 'src/a.ts', './nothing')).toEqual({ k: 'unresolved' });
    }
    expect(from(linker(Object.keys(files)), 'src/e/index.ts', '..')).toEqual({ k: 'unresolved' });
  });

  it('lead to files that are not on disk', () => {
    const texts: Readonly<Record<string, string>> = { [`${root}/a.ts`]: 'import "./b.js"', [`${root}/lib/index.ts`]: '', [`${root}/b.ts`]: 'export const b = 1' };
    const l = createLinker({ files: Object.keys(texts), readFile: file => texts[file] });
    expect(from(l, 'a.ts', './b.js')).toEqual({ k: 'file', file: 'b.ts' });
    expect(from(l, 'a.ts', './lib')).toEqual({ k: 'file', file: 'lib/index.ts' });
    expect(l.facts(`${root}/b.ts`)?.exports).toMatchObject([{ name: 'b' }]);
  });

  it('lead to JSON and assets without a failure', () => {
    write({ 'a.ts': '', 'x.json': '{', 'y.css': '{', 'z.svg': '<svg>', 'shims.d.ts': 'declare module "*.svg" { const url: string; export default url }\ndeclare module "virtual:x";' });
    const l = linker(['a.ts', 'shims.d.ts']);
    expect(from(l, 'a.ts', './x.json')).toEqual({ k: 'file', file: 'x.json' });
    expect(from(l, 'a.ts', './y.css')).toEqual({ k: 'file', file: 'y.css' });
    expect(from(l, 'a.ts', './z.svg')).toEqual({ k: 'package', name: './z.svg', subpath: '', types: 'shims.d.ts' });
    expect(from(l, 'a.ts', './none.svg?url')).toMatchObject({ k: 'package', types: 'shims.d.ts' });
    expect(from(l, 'a.ts', 'virtual:x')).toEqual({ k: 'package', name: 'virtual:x', subpath: '', types: 'shims.d.ts' });
    expect(l.facts(`${root}/x.json`)).toBeUndefined();
    expect(l.facts(`${root}/y.css`)).toBeUndefined();
    expect(l.failures).toEqual([]);
  });
});

describe('packages', () => {
  it('have their declaration file, their own or of @types', () => {
    write({
      'a.ts': '',
      'node_modules/own/package.json': '{ "name": "own", "main": "main.js", "types": "types.d.ts" }', 'node_modules/own/main.js': '', 'node_modules/own/types.d.ts': '',
      'node_modules/new/package.json': '{ "name": "new", "exports": { ".": { "types": "./i.d.ts", "default": "./i.js" }, "./sub": { "import": "./s.mjs" } } }',
      'node_modules/new/i.d.ts': '', 'node_modules/new/i.js': '', 'node_modules/new/s.mjs': '', 'node_modules/new/s.d.mts': '',
      'node_modules/old/package.json': '{ "name": "old" }', 'node_modules/old/index.js': '', 'node_modules/old/pick.js': '',
      'node_modules/@types/old/package.json': '{ "name": "@types/old" }', 'node_modules/@types/old/index.d.ts': '', 'node_modules/@types/old/pick.d.ts': '',
      'node_modules/@s/bare/package.json': '{ "name": "@s/bare", "main": "index.js" }', 'node_modules/@s/bare/index.js': '',
    });
    const l = linker(['a.ts']);
    expect(from(l, 'a.ts', 'own')).toEqual({ k: 'package', name: 'own', subpath: '', types: 'node_modules/own/types.d.ts' });
    expect(from(l, 'a.ts', 'new')).toEqual({ k: 'package', name: 'new', subpath: '', types: 'node_modules/new/i.d.ts' });
    expect(from(l, 'a.ts', 'new/sub')).toEqual({ k: 'package', name: 'new', subpath: '/sub', types: 'node_modules/new/s.d.mts' });
    expect(from(l, 'a.ts', 'old')).toEqual({ k: 'package', name: 'old', subpath: '', types: 'node_modules/@types/old/index.d.ts' });
    expect(from(l, 'a.ts', 'old/pick')).toEqual({ k: 'package', name: 'old', subpath: '/pick', types: 'node_modules/@types/old/pick.d.ts' });
    expect(from(l, 'a.ts', '@s/bare')).toEqual({ k: 'package', name: '@s/bare', subpath: '' });
    expect(from(l, 'a.ts', './node_modules/new/i.js')).toEqual({ k: 'package', name: 'new', subpath: '/i.d.ts', types: 'node_modules/new/i.d.ts' });
    expect(from(l, 'node_modules/new/i.d.ts', './s.mjs')).toEqual({ k: 'file', file: 'node_modules/new/s.d.mts' });
    expect(from(l, 'a.ts', 'not-installed')).toEqual({ k: 'unresolved' });
  });

  it('of Node have @types/node', () => {
    write({ 'a.ts': '' });
    expect(from(linker(['a.ts']), 'a.ts', 'node:fs/promises')).toEqual({ k: 'builtin', name: 'fs/promises' });
    write({ 'node_modules/@types/node/package.json': '{ "name": "@types/node" }', 'node_modules/@types/node/index.d.ts': '', 'node_modules/@types/node/fs.d.ts': '' });
    expect(from(linker(['a.ts']), 'a.ts', 'fs')).toEqual({ k: 'builtin', name: 'fs', types: 'node_modules/@types/node/fs.d.ts' });
    expect(from(linker(['a.ts']), 'a.ts', 'node:test')).toEqual({ k: 'builtin', name: 'test', types: 'node_modules/@types/node/index.d.ts' });
  });
});

describe('tsconfig paths', () => {
  it('lead to files', () => {
    write({ 'tsconfig.json': '{ "compilerOptions": { "paths": { "~/*": ["./src/*"], "@ads": ["./src/ads/index.ts"] } } }', 'src/a.ts': '', 'src/ads/index.ts': '' });
    const l = linker(['src/a.ts', 'src/ads/index.ts'], { tsconfig: `${root}/tsconfig.json` });
    expect(from(l, 'src/a.ts', '~/ads')).toEqual({ k: 'file', file: 'src/ads/index.ts' });
    expect(from(l, 'src/a.ts', '@ads')).toEqual({ k: 'file', file: 'src/ads/index.ts' });
    expect(from(l, 'src/a.ts', '~/none')).toEqual({ k: 'unresolved' });
  });
});

describe('workspace packages', () => {
  const built = '{ "name": "@acme/ads", "main": "./dist/index.js", "types": "./dist/index.d.ts", "exports": { ".": { "types": "./dist/index.d.ts", "default": "./dist/index.js" }, "./send": "./dist/send.js", "./x/*": "./dist/x/*.js" } }';
  const sources = { 'apps/web/a.ts': '', 'packages/ads/package.json': built, 'packages/ads/src/index.ts': '', 'packages/ads/src/send.ts': '', 'packages/ads/src/x/y.ts': '' };
  const expectSources = (l: Linker): void => {
    expect(from(l, 'apps/web/a.ts', '@acme/ads')).toEqual({ k: 'file', file: 'packages/ads/src/index.ts' });
    expect(from(l, 'apps/web/a.ts', '@acme/ads/send')).toEqual({ k: 'file', file: 'packages/ads/src/send.ts' });
    expect(from(l, 'apps/web/a.ts', '@acme/ads/x/y')).toEqual({ k: 'file', file: 'packages/ads/src/x/y.ts' });
  };
  const link = (): void => {
    mkdirSync(join(root, 'node_modules/@acme'), { recursive: true });
    symlinkSync(join(root, 'packages/ads'), join(root, 'node_modules/@acme/ads'), 'dir');
  };

  it('lead to their sources where nothing is built', () => {
    write(sources);
    link();
    expectSources(linker(['apps/web/a.ts']));
  });

  it('lead to their sources where they are built', () => {
    write({ ...sources, 'packages/ads/dist/index.js': '', 'packages/ads/dist/index.d.ts': '', 'packages/ads/dist/send.js': '', 'packages/ads/dist/x/y.js': '' });
    link();
    expectSources(linker(['apps/web/a.ts']));
  });

  it('lead to their sources where nothing is installed', () => {
    write({ ...sources, 'package.json': '{ "name": "root", "workspaces": ["apps/*", "packages/*"] }' });
    expectSources(linker(['apps/web/a.ts']));
    write({ 'package.json': '{ "name": "root" }', 'pnpm-workspace.yaml': "packages:\n  - 'apps/*'\n  # all\n  - packages/*\n" });
    expectSources(linker(['apps/web/a.ts']));
  });

  it('lead to plain JavaScript', () => {
    write({ 'a.js': '', 'package.json': '{ "name": "root", "workspaces": { "packages": ["lib"] } }', 'lib/package.json': '{ "name": "lib", "main": "lib/main.js" }', 'lib/lib/main.js': '' });
    expect(from(linker(['a.js']), 'a.js', 'lib')).toEqual({ k: 'file', file: 'lib/lib/main.js' });
  });
});

describe('facts', () => {
  it('are read lazily and once, and a broken file is a failure', () => {
    const read: string[] = [];
    const texts: Readonly<Record<string, string>> = { [`${root}/a.ts`]: 'const a = 1', [`${root}/b.ts`]: 'const a = ;' };
    const l = createLinker({ files: [`${root}/b.ts`, `${root}/a.ts`, `${root}/a.ts`], readFile: file => { read.push(file); return texts[file]; } });
    expect(l.files).toEqual([`${root}/a.ts`, `${root}/b.ts`]);
    expect(read).toEqual([]);
    expect(l.facts(`${root}/a.ts`)).toBe(l.facts(`${root}/a.ts`));
    expect(l.facts(`${root}/b.ts`)).toBeUndefined();
    expect(l.facts(`${root}/b.ts`)).toBeUndefined();
    expect(l.facts(`${root}/none.ts`)).toBeUndefined();
    expect(l.failures).toMatchObject([{ file: `${root}/b.ts`, line: 1 }]);
    expect(read).toEqual([`${root}/a.ts`, `${root}/b.ts`, `${root}/none.ts`]);
  });

  it('are kept for the next linker while the text is the same', () => {
    const cache = createFactsCache();
    let text = 'const a = 1';
    const once = (): Linker => createLinker({ files: ['/app/a.ts'], readFile: () => text, cache });
    const first = once().facts('/app/a.ts');
    expect(once().facts('/app/a.ts')).toBe(first);
    text = 'const b = 1';
    expect(once().facts('/app/a.ts')?.bindings[0]?.name).toBe('b');
    text = 'const b = ;';
    for (const l of [once(), once()]) {
      l.facts('/app/a.ts');
      expect(l.failures).toHaveLength(1);
    }
  });
});
