import { describe, expect, it } from 'vitest';
import { BIN, createProject, pack, run, runNode, unpack } from './packed.js';
import { readmeFile } from './readme.js';

const unpacked = unpack(pack().tarball);
const PROGRAM = {
  'package.json': '{ "name": "shop", "type": "module" }\n',
  'tsconfig.json': '{ "compilerOptions": { "module": "nodenext", "strict": true, "types": [] }, "include": ["src"] }\n',
  'src/account.ts': readmeFile('src/account.ts'),
  'src/ads/audience.ts': readmeFile('src/ads/audience.ts'),
};

describe('beside TypeScript 7 alone', () => {
  const install = (files: Readonly<Record<string, string>>) => createProject(unpacked, { typescript: 'typescript7', eslint: 'eslint' }, { ...PROGRAM, ...files });

  it('the command works', () => {
    const { status, stdout, stderr } = runNode(install({}), BIN, ['check']);
    expect(stdout).toContain('src/account.ts\n  17:19  error  TwoFactorPhone');
    expect([status, stderr]).toEqual([1, '']);
  });

  it('the command says that it sees no labels of rows', () => {
    const { status, stdout } = runNode(
      createProject(unpacked, { typescript: 'typescript7', eslint: 'eslint', 'drizzle-orm': 'drizzle-orm' }, {
        ...PROGRAM,
        'src/account.ts': "import { pgTable, text } from 'drizzle-orm/pg-core';\nexport type TwoFactorPhone = string;\nexport const accounts = pgTable('accounts', { phone: text('phone').$type<TwoFactorPhone>() });\n",
        'src/ads/audience.ts': "import { drizzle } from 'drizzle-orm/node-postgres';\nimport { accounts } from '../account.js';\ndeclare function upload(phone: unknown): void;\nfor (const row of await drizzle('').select().from(accounts)) upload(row.phone);\n",
      }),
      BIN,
      ['check'],
    );
    expect(stdout).toMatch(/src\/ads\/audience\.ts:4:\d+ {2}no TypeScript with a type API is installed/);
    expect(status).toBe(0);
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
