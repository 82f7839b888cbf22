import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { tempFolder } from '../project/temp-folder.js';

const require = createRequire(import.meta.url);
const PLUGIN = new URL('../../dist/src/index.js', import.meta.url).href;

const FILES = {
  'package.json': '{ "type": "module" }',
  'eslint.config.js': `import plugin from '${PLUGIN}';\nexport default [{ plugins: { 'data-purpose': plugin }, rules: { 'data-purpose/no-forbidden-flow': 'warn' } }];\n`,
  ...Object.fromEntries([1, 2, 3, 4, 5, 6].map((i) => [`f${i}.js`, `export const a = ${i};\n`])),
};

/** Our warnings by ESLint's own process, each by its code. */
function warnings(eslint: string, args: readonly string[]): string[] {
  const main = join(dirname(require.resolve(`${eslint}/package.json`)), 'bin/eslint.js');
  const { status, stderr } = spawnSync(process.execPath, [main, ...args, '.'], { cwd: tempFolder(FILES), encoding: 'utf8' });
  expect(status, stderr).toBe(0);
  return [...stderr.matchAll(/\[(\w+)\] DataPurposeWarning/g)].flatMap(([, code]) => code ?? []).sort();
}

describe.each([['eslint9'], ['eslint']])('%s as a process', (eslint) => {
  it('warns of its cache, once', () => {
    expect(warnings(eslint, ['--cache'])).toEqual(['DATA_PURPOSE_CACHE']);
  });

  it('warns of its cache and its threads, once for all threads', () => {
    expect(warnings(eslint, ['--cache', '--concurrency', '2'])).toEqual(['DATA_PURPOSE_CACHE', 'DATA_PURPOSE_CONCURRENCY']);
  });
});

it('is silent where there is nothing to warn of', () => {
  expect(warnings('eslint', ['--no-cache'])).toEqual([]);
});
