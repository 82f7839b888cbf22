import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { MAIN } from '../cli/command.js';
import { BIN, createProject, pack, ROOT, run, runNode, unpack } from './packed.js';
import { missingLines, readmeCalls, readmeFile, readmeLines } from './readme.js';

const TSCONFIG = '{ "compilerOptions": { "module": "nodenext", "strict": true, "skipLibCheck": true }, "include": ["src"] }\n';
const PROGRAM = {
  'package.json': '{ "name": "shop", "type": "module" }\n',
  'tsconfig.json': TSCONFIG,
  'eslint.config.js': readmeFile('eslint.config.js'),
  'src/account.ts': readmeFile('src/account.ts'),
  'src/ads/audience.ts': readmeFile('src/ads/audience.ts'),
};
const LINKS = { typescript: 'typescript', '@typescript-eslint/parser': '@typescript-eslint/parser', '@types/node': '@types/node' };
const unpacked = unpack(pack().tarball);
const install = (eslint: string, files: Readonly<Record<string, string>> = {}) => createProject(unpacked, { ...LINKS, eslint }, { ...PROGRAM, ...files });

describe.each([
  ['10', 'eslint'],
  ['9', 'eslint9'],
])('installed in an empty project with ESLint %s', (major, eslint) => {
  it('reports the README’s program as the README shows', () => {
    const folder = install(eslint);
    expect(runNode(folder, 'eslint/bin/eslint.js', ['--version']).stdout).toMatch(new RegExp(`^v${major}\\.`));
    const { status, stdout, stderr } = runNode(folder, 'eslint/bin/eslint.js', ['src']);
    expect(missingLines(readmeLines('text'), stdout)).toEqual([]);
    expect(stdout).toContain('✖ 1 problem (1 error, 0 warnings)');
    expect([status, stderr]).toEqual([1, '']);
  });

  it('is wired by init into a config that knew nothing of it', () => {
    const folder = install(eslint, { 'eslint.config.js': "import { defineConfig } from 'eslint/config';\n\nexport default defineConfig([\n  { rules: { 'no-var': 'error' } },\n]);\n" });
    expect(runNode(folder, BIN, ['init', '--yes']).stdout).toContain('wrote eslint.config.js\n');
    const { status, stdout } = runNode(folder, 'eslint/bin/eslint.js', ['src']);
    expect(stdout).toContain('17:19  error  TwoFactorPhone');
    expect(status).toBe(1);
  });

  it('offers its config to defineConfig’s extends', () => {
    const config = `import { defineConfig } from 'eslint/config';\n${PROGRAM['eslint.config.js'].replace(/export default .*/, "export default defineConfig({ files: ['**/*.ts'], extends: [dataPurpose.configs.recommended], languageOptions });")}`;
    const { status, stdout } = runNode(install(eslint, { 'eslint.config.js': config }), 'eslint/bin/eslint.js', ['src']);
    expect(stdout).toContain('17:19  error  TwoFactorPhone');
    expect(status).toBe(1);
  });
});

describe('installed without ESLint', () => {
  it('has the command', () => {
    const folder = createProject(unpacked, { typescript: 'typescript' }, PROGRAM);
    const { status, stdout, stderr } = runNode(folder, BIN, ['check']);
    expect(stdout).toContain('src/account.ts\n  17:19  error  TwoFactorPhone');
    expect([status, stderr]).toEqual([1, '']);
  });
});

describe('the README’s', () => {
  const files = {
    'data-purpose.jsonc': readmeFile('data-purpose.jsonc'),
    'src/labelled.ts': readmeFile('src/labelled.ts'),
    // The policy has a model for it.
    'node_modules/@acme/format/package.json': '{ "name": "@acme/format", "version": "1.0.0" }\n',
    'node_modules/@acme/format/index.js': '',
    'src/billing/invoice.ts': 'export const charge = (card: string): string => card;\n',
    'src/growth/leads.ts': "import type { Customer } from '../vault.js';\nimport { loadCard } from '../vault.js';\n\nexport const lead = (customer: Customer): string => customer.card;\nexport const other = (): string => loadCard();\n",
    'src/vault.ts': "import { readFileSync } from 'node:fs';\nimport { charge } from './billing/invoice.js';\n\nexport type CardNumber = string;\n\nexport interface Customer {\n  card: string;\n}\n\nexport const loadCard = (): string => charge(readFileSync('vault', 'utf8'));\n",
    'src/privacy/consent.ts': 'export const withConsent = <T>(value: T): T => value;\n',
    'src/use.ts': "import { addToAudience } from './ads/audience.js';\nimport { loadNumber, type Account, type LoginNumber } from './labelled.js';\nimport { withConsent } from './privacy/consent.js';\n\nexport function use(account: Account, number: LoginNumber): void {\n  addToAudience(account.recovery);\n  addToAudience(number);\n  addToAudience(loadNumber(account.id));\n  addToAudience(withConsent(number));\n}\n",
  };

  it('policy and labels work as they say', () => {
    const folder = createProject(unpacked, { typescript: 'typescript', '@types/node': '@types/node' }, { ...PROGRAM, ...files });
    const { stdout, stderr } = runNode(folder, BIN, ['check', '-f', 'json']);
    expect(stderr).toBe('');
    const { violations } = JSON.parse(stdout) as { violations: { file: string; line: number; label: string; purpose: string }[] };
    expect(violations.map(({ file, line, label, purpose }) => `${file}:${line} ${label} -> ${purpose}`)).toEqual([
      'src/account.ts:17 TwoFactorPhone -> ad-targeting',
      'src/growth/leads.ts:4 CardNumber -> ad-targeting',
      'src/growth/leads.ts:5 CardNumber -> ad-targeting',
      'src/use.ts:6 SecurityEmail -> ad-targeting',
      'src/use.ts:7 TwoFactorPhone -> ad-targeting',
      'src/use.ts:8 TwoFactorPhone -> ad-targeting',
    ]);
  });

  it('walk from nothing to a caught flow of one’s own label', () => {
    const own = {
      'data-purpose.jsonc': readmeFile('data-purpose.jsonc, a first one'),
      'src/patients.ts': readmeFile('src/patients.ts'),
      'src/newsletter.ts': readmeFile('src/newsletter.ts'),
      'src/care/remind.ts': readmeFile('src/care/remind.ts'),
    };
    const { 'src/account.ts': _, ...program } = PROGRAM;
    const folder = createProject(unpacked, { ...LINKS, eslint: 'eslint', 'drizzle-orm': 'drizzle-orm' }, { ...program, ...own });
    const { violations } = JSON.parse(runNode(folder, BIN, ['check', '-f', 'json']).stdout) as { violations: { file: string; line: number; label: string }[] };
    expect(violations.map(({ file, line, label }) => `${file}:${line} ${label}`)).toEqual(['src/newsletter.ts:11 PatientPhone', 'src/newsletter.ts:12 PatientPhone']);
    expect(runNode(folder, 'eslint/bin/eslint.js', ['src']).stdout).toMatch(/11:\d+ +error +PatientPhone[^]*12:\d+ +error +PatientPhone[^]*✖ 2 problems/);
    expect(runNode(folder, BIN, ['policy']).stdout).toMatch(/type PatientPhone +1 declaration\n +@data PatientPhone +1 doc comment\n/);
  });

  it.each(readmeCalls())('output of $args is the real one', ({ folder, args, output }) => {
    const { stdout } = run(process.execPath, [MAIN, ...args], join(ROOT, folder));
    expect(missingLines(output, stdout)).toEqual([]);
  });
});
