import { cpSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { BIN, createProject, pack, ROOT, run, runNode, unpack } from './packed.js';
import { readmeFile } from './readme.js';

const unpacked = unpack(pack().tarball);
const PROGRAM = {
  'package.json': '{ "name": "shop", "type": "module" }\n',
  'tsconfig.json': '{ "compilerOptions": { "module": "nodenext", "strict": true, "types": [] }, "include": ["src"] }\n',
  'src/account.ts': readmeFile('src/account.ts'),
  'src/ads/audience.ts': readmeFile('src/ads/audience.ts'),
};

/** The README's table and its rows. */
const ROWS = {
  'src/account.ts': '',
  'data-purpose.jsonc': readmeFile('data-purpose.jsonc, a first one'),
  'src/patients.ts': readmeFile('src/patients.ts'),
  'src/newsletter.ts': readmeFile('src/newsletter.ts'),
  'src/care/remind.ts': readmeFile('src/care/remind.ts'),
};

/** TypeScript 7 without the program that its package for this platform holds. */
function broken(links: Readonly<Record<string, string>>): string {
  const platform = { [`node_modules/@typescript/typescript-${process.platform}-${process.arch}/package.json`]: '{}' };
  const folder = createProject(unpacked, { 'drizzle-orm': 'drizzle-orm', ...links }, { ...PROGRAM, ...ROWS, ...platform });
  cpSync(join(ROOT, 'node_modules/typescript7'), join(folder, 'node_modules/typescript'), { recursive: true });
  return folder;
}

describe('beside TypeScript 7 alone', () => {
  const install = (files: Readonly<Record<string, string>>) => createProject(unpacked, { typescript: 'typescript7', eslint: 'eslint' }, { ...PROGRAM, ...files });

  it('the command works', () => {
    const { status, stdout, stderr } = runNode(install({}), BIN, ['check']);
    expect(stdout).toContain('src/account.ts\n  17:19  error  TwoFactorPhone');
    expect([status, stderr]).toEqual([1, '']);
  });

  it('the command sees labels of rows, from a cache too', () => {
    const folder = createProject(unpacked, { typescript: 'typescript7', 'drizzle-orm': 'drizzle-orm' }, { ...PROGRAM, ...ROWS });
    for (const _ of ['computed', 'remembered']) {
      const { status, stdout, stderr } = runNode(folder, BIN, ['check']);
      expect(stdout).toContain('src/newsletter.ts\n  11:');
      expect(stdout).toContain('✖ 2 violations in 1 file');
      expect(stdout).not.toContain('no TypeScript is installed');
      expect([status, stderr]).toEqual([1, '']);
    }
    writeFileSync(join(folder, 'src/patients.ts'), readmeFile('src/patients.ts').replace('phone: text', 'phone: integer').replace('.$type<PatientPhone>()', ''));
    expect(runNode(folder, BIN, ['check']).stdout).toContain('✖ 1 violation in 1 file');
  });

  it('the command says what it could not ask, where TypeScript 7 fails', () => {
    const { status, stdout, stderr } = runNode(broken({}), BIN, ['check']);
    expect(stdout).toMatch(/src\/newsletter\.ts:11:\d+ {2}TypeScript failed on .*newsletter\.ts: Executable not found: .*labels that only inferred types tell/);
    // What the table's own definition tells is found all the same.
    expect(stdout).toContain('✖ 1 violation in 1 file');
    expect([status, stderr]).toEqual([1, '']);
  });

  it('the command asks TypeScript 6 where TypeScript 7 fails, and says so', () => {
    const { status, stdout, stderr } = runNode(broken({ '@typescript/typescript6': 'typescript' }), BIN, ['check']);
    expect(stdout).toContain('✖ 2 violations in 1 file');
    expect(stderr).toMatch(/^(TypeScript failed on .*newsletter\.ts: Executable not found: .*; the other TypeScript answers.*\n)+$/);
    expect(status).toBe(1);
  });

  it('the command names a tsconfig that it cannot use', () => {
    const { status, stdout, stderr } = runNode(install({ 'tsconfig.json': '{ "extends": "./gone.json" }' }), BIN, ['check']);
    expect(stdout + stderr).toMatch(/tsconfig\.json.*gone\.json/);
    expect(stdout + stderr).not.toMatch(/^\s+at /m);
    expect(status).toBe(2);
  });

  it('the plugin can be imported', () => {
    const { status, stdout, stderr } = run(process.execPath, ['--input-type=module', '-e', "import plugin from 'eslint-plugin-data-purpose'; console.log(Object.keys(plugin.rules).join());"], install({}));
    expect([status, stdout, stderr]).toEqual([0, 'no-forbidden-flow,no-forbidden-import,no-forbidden-match,no-label-erasure,require-justification,require-label\n', '']);
  });

  it('the rule says what to install', () => {
    const folder = install({ 'eslint.config.js': "import dataPurpose from 'eslint-plugin-data-purpose';\nexport default [dataPurpose.configs.recommended];\n", 'src/x.js': 'export {};\n' });
    const { status, stdout } = runNode(folder, 'eslint/bin/eslint.js', ['src/x.js']);
    expect(stdout).toMatch(/1:1 {2}error .*found typescript 7\.0\.2.*\n.*npm:@typescript\/typescript6@\^6/);
    expect(status).toBe(1);
  });
});

describe('beside TypeScript 7 with TypeScript 6 under its name', () => {
  it('the rule works', () => {
    const links = { typescript: 'typescript', '@typescript/native': 'typescript7', eslint: 'eslint', '@typescript-eslint/parser': '@typescript-eslint/parser' };
    const { status, stdout } = runNode(createProject(unpacked, links, { ...PROGRAM, 'eslint.config.js': readmeFile('eslint.config.js') }), 'eslint/bin/eslint.js', ['src']);
    expect(stdout).toContain('17:19  error  TwoFactorPhone');
    expect(status).toBe(1);
  });
});
