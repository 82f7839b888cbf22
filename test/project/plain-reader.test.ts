import { writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { readPlain } from '../../src/project/plain-reader.js';
import { createSources } from '../../src/project/sources.js';
import { randomNumbers } from './random.js';
import { tempFolder } from './temp-folder.js';

const FILES = [
  'a.ts', 'b.tsx', 'b.ts', 'c.d.ts', 'c.js', 'd.min.js', 'e.mts', 'e.d.mts', 'f.cjs', 'f.cts', 'g.json', '.hidden.ts',
  'src/a.ts', 'src/a.d.ts', 'src/a.js', 'src/b.jsx', 'src/b.tsx', 'src/deep/er/x.ts', 'src/deep/er/x.test.ts', 'src/.cache/y.ts', 'src/node_modules/m/z.ts',
  'node_modules/m/index.d.ts', 'out/a.ts', 'out/types/a.d.ts', 'lib.v2/a.ts', 'lib/a.ts', 'lib/index.d.ts', 'lib/index.js', 'lib/[id].ts',
];
const SPECS = ['src', './src', 'src/', 'src/**/*', '**/*', '*', '*.ts', 'src/*', 'src/**/*.test.ts', '**/*.d.ts', 'lib/a.ts', 'l*', 'lib*/*', '?.ts', '.hidden.ts', 'src/.cache', 'lib.v2', 'lib.v2/*', 'out', '../*', 'nowhere', '${configDir}/src', '**/er/*', 'src/**/er', 'lib/[id].ts', '**/x*'];

function byTypeScript(tsconfig: string): { files: string[]; errors: number } {
  const { config } = ts.readConfigFile(tsconfig, ts.sys.readFile);
  const { fileNames, errors } = ts.parseJsonConfigFileContent(config, ts.sys, dirname(tsconfig), undefined, tsconfig);
  return { files: fileNames, errors: errors.length };
}

describe('reading a tsconfig without TypeScript', () => {
  it('gives the files that TypeScript gives, or leaves it to it', () => {
    const random = randomNumbers(7);
    const some = (list: readonly string[], most: number): string[] => Array.from({ length: 1 + random(most) }, () => list[random(list.length)]!);
    // In a folder of its own: `../*` looks at what stands beside it, where other tests come and go.
    const folder = `${tempFolder(Object.fromEntries([...FILES, 'base/x.ts'].map((file) => [`program/${file}`, ''])))}/program`;
    let read = 0;
    for (let round = 0; round < 300; round++) {
      const config = (): object => ({
        ...(random(3) === 0 && { files: some(FILES, 2) }),
        ...(random(3) > 0 && { include: some(SPECS, 3) }),
        ...(random(3) === 0 && { exclude: some(SPECS, 2) }),
        compilerOptions: { ...(random(2) === 0 && { allowJs: random(3) > 0 }), ...(random(4) === 0 && { outDir: 'out' }), ...(random(6) === 0 && { checkJs: true }) },
      });
      writeFileSync(`${folder}/base/tsconfig.base.json`, JSON.stringify(config()));
      writeFileSync(`${folder}/tsconfig.json`, JSON.stringify({ ...config(), ...(random(3) === 0 && { extends: './base/tsconfig.base.json' }) }));
      const tsconfig = `${folder}/tsconfig.json`;
      const plain = readPlain(tsconfig, createSources());
      const { files, errors } = byTypeScript(tsconfig);
      if (!plain) continue;
      read++;
      expect({ files: plain.fileNames, errors: 0 }).toEqual({ files, errors });
    }
    expect(read).toBeGreaterThan(150);
  }, 60_000);

  it.each([
    ['broken syntax', '{ "include": ['],
    ['no files', '{ "include": ["nowhere"] }'],
    ['a specification of a wrong kind', '{ "include": "src" }'],
    ['a pattern that TypeScript refuses', '{ "include": ["src/**"] }'],
    ['a base that does not exist', '{ "extends": "./gone" }'],
  ])('leaves %s to it', (_, text) => {
    const folder = tempFolder({ 'src/a.ts': '', 'tsconfig.json': text });
    expect(readPlain(join(folder, 'tsconfig.json').replaceAll('\\', '/'), createSources())).toBeUndefined();
  });
});
