import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { planFor } from '../../../src/cli/init/index.js';
import { lookAt } from '../../../src/cli/init/repository.js';
import { loadPolicy } from '../../../src/policy/load.js';
import { git, run } from '../../git/temp-repository.js';
import { tempFolder } from '../../project/temp-folder.js';
import { dataPurpose, LEAK } from '../command.js';

const CONFIG = 'export default [];\n';
const BASE: Readonly<Record<string, string>> = { ...LEAK, 'eslint.config.js': CONFIG, '.git/config': '' };

/** The plan for a repository with these files: texts of what would be written, by relative path, and the rest. */
function planOf(files: Readonly<Record<string, string>>, below = '') {
  const folder = tempFolder(files);
  const { changes, found, byHand } = planFor(lookAt(join(folder, below)));
  return { written: Object.fromEntries(changes.map(({ file, after }) => [file.slice(folder.length + 1), after])), found, byHand };
}

describe('data-purpose init', () => {
  it('writes policy, ESLint’s config, husky’s hook and a workflow with --yes, and finds nothing to do the second time', () => {
    const folder = tempFolder({ ...LEAK, 'eslint.config.js': CONFIG, '.husky/pre-commit': 'npm test\n', '.github/CODEOWNERS': '' });
    git(folder, 'init', '--quiet');
    const { status, stdout, stderr } = dataPurpose(folder, ['init', '--yes']);
    expect(stdout).toContain('found: npm, ESLint, husky, GitHub\n\n--- /dev/null\n+++ data-purpose.jsonc\n@@ -0,0 +1,');
    expect(stdout).toContain('--- .husky/pre-commit\n+++ .husky/pre-commit\n@@ -1,1 +1,2 @@\n npm test\n+npx --no data-purpose check --staged\n');
    expect(stdout).toMatch(/\n4 files to write\.\nwrote data-purpose\.jsonc\nwrote eslint\.config\.js\nwrote \.husky\/pre-commit\nwrote \.github\/workflows\/data-purpose\.yml\n$/);
    expect([status, stderr]).toEqual([0, '']);
    expect(dataPurpose(folder, ['init'])).toMatchObject({ status: 0, stdout: expect.stringMatching(/^found: npm, the policy data-purpose\.jsonc, ESLint \(eslint\.config\.js\), husky \(\.husky\/pre-commit\), GitHub Actions .*\n[^]*Nothing to write\.\n$/) });
    expect(dataPurpose(folder, ['policy'])).toMatchObject({ status: 0, stdout: expect.stringContaining('TwoFactorPhone') });
  });

  it('shows the plan and writes nothing where nobody can be asked', () => {
    const folder = tempFolder(BASE);
    const { status, stdout, stderr } = dataPurpose(folder, ['init']);
    expect(stdout).toMatch(/\n\+\+\+ data-purpose\.jsonc\n[^]*\n2 files to write\.\n$/);
    expect(stderr).toBe('Nothing was written, as nobody can be asked here.\n  Run `data-purpose init --yes` to write it, or run it on a terminal.\n');
    expect([status, existsSync(`${folder}/data-purpose.jsonc`), readFileSync(`${folder}/eslint.config.js`, 'utf8')]).toEqual([2, false, CONFIG]);
  });

  it.each([
    ['no JSON', '{ "name": ', /^package\.json cannot be read: .*JSON.*\n {2}Mend it first/],
    ['no object', '[]', /^package\.json cannot be read: it is no object\n/],
  ])('refuses a package.json that is %s, and writes nothing', (_, text, message) => {
    const folder = tempFolder({ ...BASE, 'package.json': text });
    const before = readdirSync(folder, { recursive: true });
    expect(dataPurpose(folder, ['init', '--yes'])).toMatchObject({ status: 2, stdout: '', stderr: expect.stringMatching(message) });
    expect(readdirSync(folder, { recursive: true })).toEqual(before);
  });

  it('names what can’t be written, and goes on with the rest when it is mended', () => {
    const folder = tempFolder({ ...BASE, '.husky': 'a file', '.github/CODEOWNERS': '' });
    const { status, stdout, stderr } = dataPurpose(folder, ['init', '--yes']);
    expect(stdout).toMatch(/\nwrote data-purpose\.jsonc\nwrote eslint\.config\.js\n$/);
    expect([status, stderr]).toEqual([2, expect.stringMatching(/^Cannot write \.husky\/pre-commit: .*\n {2}Mend that and run `data-purpose init` once more/)]);
    rmSync(`${folder}/.husky`);
    mkdirSync(`${folder}/.husky`);
    expect(dataPurpose(folder, ['init', '--yes'])).toMatchObject({ status: 0, stdout: expect.stringMatching(/\n2 files to write\.\nwrote \.husky\/pre-commit\nwrote \.github\/workflows\/data-purpose\.yml\n$/) });
  });

  it('keeps line ends, a byte order mark and everything else of what it adds to', () => {
    const folder = tempFolder({ ...BASE, 'package.json': '\ufeff{ "name": "shop" }', 'eslint.config.js': 'import x from "x";\r\n\r\nexport default [\r\n  x,\r\n];\r\n', '.gitlab-ci.yml': 'unit:\r\n  script: [npm test]\r\n' });
    expect(dataPurpose(folder, ['init', '--yes']).status).toBe(0);
    for (const [file, lines] of [['eslint.config.js', ['import x from "x";', 'export default [', '  x,', '];']], ['.gitlab-ci.yml', ['unit:', '  script: [npm test]']]] as const) {
      const text = readFileSync(`${folder}/${file}`, 'utf8');
      for (const line of lines) expect(text).toContain(`${line}\r\n`);
      expect(text.replaceAll('\r\n', '')).not.toContain('\n');
    }
  });

  it('makes a new hook executable', () => {
    const folder = tempFolder({ ...BASE, '.husky/.gitignore': '_\n' });
    expect(dataPurpose(folder, ['init', '--yes']).status).toBe(0);
    expect(statSync(`${folder}/.husky/pre-commit`).mode & 0o111).toBe(0o111);
  });
});

describe('the policy that init writes', () => {
  it('can be used as it is, with the folders that work for security', () => {
    const folder = tempFolder({ ...BASE, 'src/auth/login.ts': 'export {};\n', 'src/auth/mfa/otp.ts': 'export {};\n', 'src/shop/cart.ts': 'export {};\n' });
    const [change] = planFor(lookAt(folder)).changes;
    const policy = loadPolicy({ file: change!.file, from: folder, readFile: () => change!.after });
    expect(policy.modules.filter(({ purposes }) => purposes.includes('security')).flatMap(({ files }) => files.map(({ glob }) => glob))).toEqual(['src/auth/**']);
    expect([...policy.data.keys()]).toEqual(['TwoFactorPhone', 'SecurityEmail']);
  });

  it('is none where one is found upward', () => {
    const { written, found } = planOf({ ...BASE, 'data-purpose.jsonc': '{}', 'packages/a/package.json': '{}' }, 'packages/a');
    expect(Object.keys(written)).not.toContain('packages/a/data-purpose.jsonc');
    expect(found).toContain('the policy data-purpose.jsonc');
  });
});

describe('init finds', () => {
  it.each([
    ['npm', { 'package-lock.json': '' }, 'npx --no data-purpose check --staged'],
    ['pnpm', { 'pnpm-lock.yaml': '' }, 'pnpm exec data-purpose check --staged'],
    ['yarn', { 'yarn.lock': '' }, 'yarn data-purpose check --staged'],
    ['bun', { 'bun.lock': '' }, 'bunx --no-install data-purpose check --staged'],
    ['pnpm', { 'package-lock.json': '', 'package.json': '{ "packageManager": "pnpm@10.1.0" }' }, 'pnpm exec data-purpose check --staged'],
  ] as const)('the package manager %s', (name, files, hook) => {
    const { found, written } = planOf({ ...BASE, '.husky/pre-commit': '', ...files });
    expect(found[0]).toBe(name);
    expect(written['.husky/pre-commit']).toBe(`${hook}\n`);
  });

  it('GitHub and GitLab by files, else by the remote', () => {
    expect(planOf({ ...BASE, '.git/config': '[remote "origin"]\n\turl = git@github.com:acme/shop.git\n' }).written).toHaveProperty(['.github/workflows/data-purpose.yml']);
    expect(planOf({ ...BASE, '.git/config': '[remote "origin"]\n\turl = https://gitlab.acme.org/shop.git\n' }).written).toHaveProperty(['.gitlab-ci.yml']);
    expect(planOf(BASE).byHand).toContainEqual(expect.stringMatching(/^CI: no GitHub or GitLab was found/));
  });

  it('a package below the repository, which the hook and the job name', () => {
    const { 'tsconfig.json': tsconfig, ...rest } = LEAK;
    const under = Object.fromEntries(Object.entries(rest).map(([path, text]) => [`apps/shop/${path}`, text]));
    const { written } = planOf({ ...under, 'apps/shop/tsconfig.json': tsconfig!, 'apps/shop/eslint.config.mjs': CONFIG, '.git/config': '', '.husky/pre-commit': '', '.github/x': '' }, 'apps/shop/src');
    expect(Object.keys(written)).toEqual(['apps/shop/data-purpose.jsonc', 'apps/shop/eslint.config.mjs', '.husky/pre-commit', '.github/workflows/data-purpose.yml']);
    expect(written['.husky/pre-commit']).toBe('npx --no data-purpose check --staged -p apps/shop\n');
  });

  it('what it can’t wire, and says what to do', () => {
    expect(planOf({ ...BASE, '.husky/pre-commit': 'exec npm test\n' }).byHand).toContainEqual(expect.stringContaining('.husky/pre-commit ends early'));
    expect(planOf({ ...BASE, 'package.json': '{ "lint-staged": {} }' }).byHand).toContainEqual(expect.stringContaining("'*': () => 'npx --no data-purpose check --staged'"));
    expect(planOf(BASE).byHand).toContainEqual(expect.stringMatching(/^Hook: neither husky, lefthook nor pre-commit was found\. With plain git: /));
    expect(planOf({ ...BASE, '.git/hooks/pre-commit': '#!/bin/sh\nnpm test\n' }).byHand).toContainEqual(expect.stringContaining('Add to it: npx --no data-purpose check --staged'));
    expect(planOf({ ...BASE, '.git/hooks/pre-commit': '#!/bin/sh\nexec npx --no data-purpose check --staged\n' }).found).toContain('git\'s hook (.git/hooks/pre-commit)');
    expect(planOf({ ...BASE, 'eslint.config.js': 'export default make();\n' }).byHand).toContainEqual(expect.stringMatching(/^ESLint: the shape of eslint\.config\.js is not understood\. Add to it:\n {6}import dataPurpose from/));
    expect(planOf({ ...LEAK, '.git/config': '', '.eslintrc.json': '{}' }).byHand).toContainEqual(expect.stringContaining('need flat config'));
    expect(planOf({ ...LEAK, '.git/config': '', 'package.json': '{ "devDependencies": { "eslint": "^10.0.0" } }' }).byHand).toContainEqual(expect.stringMatching(/^ESLint: no eslint\.config\.js was found here/));
    expect(planOf({ ...LEAK, '.git/config': '' }).byHand).toContainEqual(expect.stringMatching(/^ESLint: it is not used here, and the command needs none/));
    expect(planOf({ ...BASE, 'lefthook.yml': 'pre-commit: [\n' }).byHand).toContainEqual(expect.stringContaining('lefthook.yml could not be edited'));
    expect(planOf(BASE).byHand).toContainEqual('Install: npm install --save-dev eslint-plugin-data-purpose');
  });
});

describe('hook managers get', () => {
  const LEFTHOOK = createRequire(import.meta.url).resolve('lefthook/bin/index.js');

  it.each([
    ['commands', '# ours\npre-commit:\n  parallel: true\n  commands:\n    lint: # fast\n      run: npm run lint\n', { commands: { lint: { run: 'npm run lint' }, 'data-purpose': { run: 'npx --no data-purpose check --staged' } }, parallel: true }],
    ['jobs', 'pre-commit:\n  jobs:\n    - run: npm run lint # fast\n', { jobs: [{ run: 'npm run lint' }, { name: 'data-purpose', run: 'npx --no data-purpose check --staged' }] }],
    ['nothing', '', { commands: { 'data-purpose': { run: 'npx --no data-purpose check --staged' } } }],
  ])('lefthook with %s: one more, comments kept, and lefthook accepts it', (_, text, hook) => {
    const folder = tempFolder({ ...BASE, 'lefthook.yml': text });
    git(folder, 'init', '--quiet');
    expect(dataPurpose(folder, ['init', '--yes']).status).toBe(0);
    const after = readFileSync(`${folder}/lefthook.yml`, 'utf8');
    expect(parse(after)).toEqual({ 'pre-commit': hook });
    for (const comment of text.match(/#.*/g) ?? []) expect(after).toContain(comment);
    expect(run(folder, process.execPath, [LEFTHOOK, 'validate'])).toMatchObject({ status: 0 });
    expect(planFor(lookAt(folder)).found).toContain('lefthook (lefthook.yml)');
  });

  it('pre-commit a local hook, beside those that are there', () => {
    const text = 'repos:\n  # third party\n  - repo: https://github.com/pre-commit/pre-commit-hooks\n    rev: v5.0.0\n    hooks: [{id: trailing-whitespace}]\n';
    const { written } = planOf({ ...BASE, '.pre-commit-config.yaml': text });
    const after = written['.pre-commit-config.yaml'];
    expect(after).toContain(text.trimEnd());
    expect(parse(after!)).toMatchObject({ repos: [{ rev: 'v5.0.0' }, { repo: 'local', hooks: [{ id: 'data-purpose', entry: 'npx --no data-purpose check --staged', language: 'system', always_run: true, pass_filenames: false }] }] });
  });

  it('husky a line that a shell can run', () => {
    const { written } = planOf({ ...BASE, '.husky/pre-commit': '#!/bin/sh\nnpm test' });
    expect(written['.husky/pre-commit']).toBe('#!/bin/sh\nnpm test\nnpx --no data-purpose check --staged\n');
    expect(spawnSync('sh', ['-n'], { input: written['.husky/pre-commit'] }).status).toBe(0);
  });
});

describe('the CI job', () => {
  it.each([
    [{ 'package-lock.json': '' }, ['npm ci', 'npx --no data-purpose check -f sarif --no-suppressed -o data-purpose.sarif']],
    [{ 'pnpm-lock.yaml': '' }, ['corepack enable', 'pnpm install --frozen-lockfile', 'pnpm exec data-purpose check -f sarif --no-suppressed -o data-purpose.sarif']],
  ] as const)('of GitHub installs with the package manager: %j', (files, steps) => {
    const workflow = parse(planOf({ ...BASE, '.github/x': '', ...files }).written['.github/workflows/data-purpose.yml']!) as { jobs: { check: { permissions: unknown; steps: { run?: string }[] } } };
    expect(workflow.jobs.check.steps.flatMap(({ run: line }) => line ?? [])).toEqual(steps);
    expect(workflow.jobs.check.permissions).toEqual({ contents: 'read', 'security-events': 'write' });
  });

  it('of GitLab is added to what is there', () => {
    const before = 'stages: [test]\n\nunit:\n  stage: test\n  script: [npm test] # ours\n';
    const after = planOf({ ...BASE, '.gitlab-ci.yml': before }).written['.gitlab-ci.yml']!;
    expect(after.startsWith(before)).toBe(true);
    expect(parse(after)).toMatchObject({ unit: { stage: 'test' }, 'data-purpose': { stage: '.pre', script: ['npm ci', 'npx --no data-purpose check -f gitlab -o gl-code-quality-report.json'], artifacts: { reports: { codequality: 'gl-code-quality-report.json' } } } });
  });

  it('is none where one names the tool', () => {
    const { written, found } = planOf({ ...BASE, '.github/workflows/ci.yml': 'jobs:\n  x:\n    steps: [{ run: npx data-purpose check }]\n' });
    expect(Object.keys(written)).not.toContain('.github/workflows/data-purpose.yml');
    expect(found).toContain('GitHub Actions (.github/workflows/ci.yml)');
  });
});
