import { mkdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { commitAll, fingerprintOf, git, gitEnvironment, tempRepository, write } from '../git/temp-repository.js';
import { CLEAN, dataPurpose, LEAK } from './command.js';

const LEAKY = LEAK['src/sync.ts']!;
const PUSHED = "export function push(user: User): void {\n  upload(user.twoFactorPhone);\n}\n";

interface Found {
  readonly status: number | null;
  readonly at: readonly string[];
  readonly known: number;
  readonly notes: readonly string[];
}

/** What a check of the index finds; what it must not touch is as it was. */
function staged(folder: string, args: readonly string[] = [], env: NodeJS.ProcessEnv = {}, cwd = folder): Found {
  const before = fingerprintOf(folder);
  const { status, stdout, stderr } = dataPurpose(cwd, ['check', '--staged', '-f', 'json', ...args], { ...gitEnvironment(), ...env });
  expect(fingerprintOf(folder)).toEqual(before);
  if (stdout === '') throw new Error(stderr);
  const { violations, compared } = JSON.parse(stdout);
  return {
    status,
    at: violations.map(({ file, line }: { file: string; line: number }) => `${file}:${line}`),
    known: compared.flatMap(({ known }: { known: string[] }) => known).length,
    notes: compared.flatMap(({ notes }: { notes: string[] }) => notes),
  };
}

const NONE = { status: 0, at: [], known: 0, notes: [] };

describe('data-purpose check --staged', () => {
  it('finds what is staged, and not what is only in the work tree', () => {
    const folder = tempRepository(CLEAN);
    write(folder, { 'src/sync.ts': LEAKY });
    expect(staged(folder)).toEqual(NONE);
    git(folder, 'add', 'src/sync.ts');
    expect(staged(folder)).toMatchObject({ status: 1, at: ['src/sync.ts:5'] });
    write(folder, { 'src/sync.ts': CLEAN['src/sync.ts'] });
    expect(staged(folder)).toMatchObject({ status: 1, at: ['src/sync.ts:5'] });
  });

  it('takes a partially staged file as it is staged', () => {
    const folder = tempRepository(LEAK);
    const two = LEAKY + '\n'.repeat(5) + PUSHED;
    write(folder, { 'src/sync.ts': two });
    git(folder, 'add', '--all');
    write(folder, { 'src/sync.ts': `${two}\nexport function again(user: User): void {\n  upload(user.twoFactorPhone);\n}\n` });
    expect(staged(folder)).toMatchObject({ status: 1, at: ['src/sync.ts:13'], known: 1 });
  });

  it('reports an old violation whose trace a staged line touches, and no other', () => {
    const folder = tempRepository({ ...LEAK, 'src/push.ts': `import { upload } from './ads/audience.js';\nimport type { User } from './user.js';\n${PUSHED}` });
    write(folder, { 'README.md': 'x', 'src/other.ts': 'export {};\n' });
    git(folder, 'add', '--all');
    expect(staged(folder)).toEqual({ ...NONE, known: 2 });
    write(folder, { 'src/sync.ts': LEAKY.replace('upload(user', 'upload(/* as before */ user') });
    git(folder, 'add', '--all');
    expect(staged(folder)).toMatchObject({ status: 1, at: ['src/sync.ts:5'], known: 1 });
  });

  it('reports what a staged deletion of lines makes, although it touches no line', () => {
    const guarded = LEAKY.replace('  upload', "  user = { twoFactorPhone: '' };\n  upload");
    const folder = tempRepository({ ...LEAK, 'src/sync.ts': guarded });
    write(folder, { 'src/sync.ts': LEAKY });
    git(folder, 'add', '--all');
    expect(staged(folder)).toMatchObject({ status: 1, at: ['src/sync.ts:5'] });
  });

  it('reports what a staged policy makes, and reads neither policy nor tsconfig from the work tree', () => {
    const policy = (folder: string) => `{ "extends": "recommended", "modules": [{ "purpose": "ad-targeting", "files": ["${folder}/**"] }] }`;
    const files = { ...CLEAN, 'src/lists/add.ts': 'export function add(phone: string): void {\n  void phone;\n}\n', 'src/sync.ts': LEAKY.replaceAll('./ads/audience.js', './lists/add.js').replaceAll('upload', 'add') };
    const folder = tempRepository(files);
    write(folder, { 'data-purpose.jsonc': policy('src/lists'), 'tsconfig.json': '{ broken' });
    expect(staged(folder)).toEqual(NONE);
    git(folder, 'add', 'data-purpose.jsonc');
    expect(staged(folder)).toMatchObject({ status: 1, at: ['src/sync.ts:5'] });
    write(folder, { 'data-purpose.jsonc': policy('src/gone') });
    expect(staged(folder)).toMatchObject({ status: 1, at: ['src/sync.ts:5'] });
    write(folder, { 'data-purpose.jsonc': '{ broken' });
    git(folder, 'add', 'data-purpose.jsonc');
    expect(() => staged(folder)).toThrow('The policy cannot be used');
  });

  it('knows a renamed file by its flows', () => {
    const rest = Array.from({ length: 20 }, (_, i) => `export const limit${i} = ${i};\n`).join('');
    const folder = tempRepository({ ...LEAK, 'src/sync.ts': LEAKY + rest });
    mkdirSync(`${folder}/src/jobs`);
    git(folder, 'mv', 'src/sync.ts', 'src/jobs/nightly.ts');
    write(folder, { 'src/jobs/nightly.ts': LEAKY.replaceAll("'./", "'../") + rest });
    git(folder, 'add', '--all');
    expect(staged(folder)).toEqual({ ...NONE, known: 1 });
  });

  it('knows a moved file of which git makes two, by the lines that are the same', () => {
    const folder = tempRepository({ ...LEAK, 'src/other.ts': 'export const other = 1;\n' });
    git(folder, 'rm', '--quiet', 'src/sync.ts', 'src/other.ts');
    write(folder, { 'src/jobs/nightly.ts': `${'// What this does, and why it has come here.\n'.repeat(20)}${LEAKY.replaceAll("'./", "'../")}`, 'src/jobs/other.ts': 'export {};\n' });
    git(folder, 'add', '--all');
    expect(git(folder, 'diff', '--cached', '--name-status', '--find-renames').split('\n').map((line) => line[0]).sort()).toEqual(['A', 'A', 'D', 'D']);
    expect(staged(folder)).toEqual({ ...NONE, known: 1 });
    write(folder, { 'src/jobs/nightly.ts': `${LEAKY.replaceAll("'./", "'../")}${PUSHED}` });
    git(folder, 'add', '--all');
    expect(staged(folder)).toMatchObject({ status: 1, at: ['src/jobs/nightly.ts:8'], known: 1 });
  });

  it('knows in a merge what comes with the other branch, and reports what only the two make together', () => {
    const folder = tempRepository({ ...CLEAN, 'src/conflict.ts': 'export const x = 1;\n' });
    git(folder, 'checkout', '--quiet', '-b', 'topic');
    write(folder, { 'src/user.ts': LEAK['src/user.ts']!.replace('}', '  phone: string;\n}'), 'src/conflict.ts': 'export const x = 2;\n', 'src/two.ts': "import { send } from './send.js';\nimport type { User } from './user.js';\n\nexport const two = (user: User) => send(user.twoFactorPhone);\n", 'src/send.ts': 'export const send = (text: string): void => void text;\n' });
    commitAll(folder, 'topic');
    git(folder, 'checkout', '--quiet', 'main');
    write(folder, { 'src/sync.ts': LEAKY, 'src/conflict.ts': 'export const x = 3;\n' });
    commitAll(folder, 'main');
    git(folder, 'checkout', '--quiet', 'topic');
    expect(() => git(folder, 'merge', '--quiet', 'main')).toThrow();
    write(folder, { 'src/conflict.ts': 'export const x = 4;\n' });
    git(folder, 'add', '--all');
    expect(staged(folder)).toEqual({ ...NONE, known: 1 });
    write(folder, { 'src/send.ts': "import { upload } from './ads/audience.js';\n\nexport const send = (text: string): void => upload(text);\n" });
    git(folder, 'add', '--all');
    expect(staged(folder)).toMatchObject({ status: 1, at: ['src/send.ts:3'], known: 1 });
  });

  it('does without what is staged as deleted or not tracked at all, and sees ignored files', () => {
    const folder = tempRepository({ ...LEAK, '.gitignore': 'src/generated\n' });
    git(folder, 'rm', '--quiet', '--cached', 'src/sync.ts');
    expect(staged(folder)).toEqual(NONE);
    git(folder, 'reset', '--quiet');
    write(folder, { 'src/new.ts': LEAKY.replace('sync', 'fresh') });
    git(folder, 'add', '--intent-to-add', 'src/new.ts');
    expect(staged(folder)).toEqual({ ...NONE, known: 1 });
    write(folder, { 'src/new.ts': undefined, 'src/generated/client.ts': LEAKY.replaceAll("'./", "'../") });
    expect(staged(folder)).toEqual({ ...NONE, known: 2 });
  });

  it('does not look at files that a sparse check-out leaves out', () => {
    const folder = tempRepository(CLEAN);
    write(folder, { 'src/sync.ts': LEAKY });
    git(folder, 'add', '--all');
    git(folder, 'update-index', '--skip-worktree', 'src/sync.ts', 'src/user.ts');
    write(folder, { 'src/sync.ts': undefined, 'src/user.ts': undefined });
    expect(staged(folder)).toMatchObject({ status: 1, at: ['src/sync.ts:5'] });
  });

  it('reports everything in a repository without a commit', () => {
    const folder = tempRepository();
    write(folder, LEAK);
    git(folder, 'add', '--all');
    expect(staged(folder)).toMatchObject({ status: 1, at: ['src/sync.ts:5'] });
    git(folder, 'rm', '--quiet', '--cached', 'src/sync.ts');
    expect(staged(folder)).toEqual(NONE);
  });

  it('reads the index that git gives a hook, from any folder of the work tree', () => {
    const folder = tempRepository(CLEAN);
    write(folder, { 'src/sync.ts': LEAKY });
    git(folder, 'update-index', '--index-version', '2');
    const env = { GIT_INDEX_FILE: '.git/next-index-1.lock', GIT_DIR: '.git' };
    write(folder, { '.git/next-index-1.lock': '' });
    git(folder, '-c', `alias.fill=!cp .git/index .git/next-index-1.lock && GIT_INDEX_FILE=.git/next-index-1.lock git add src/sync.ts`, 'fill');
    expect(staged(folder)).toEqual(NONE);
    expect(staged(folder, [], env)).toMatchObject({ status: 1, at: ['src/sync.ts:5'] });
    expect(staged(folder, [], env, `${folder}/src`)).toMatchObject({ status: 1, at: ['sync.ts:5'] });
  });

  it('works in a linked work tree', () => {
    const folder = tempRepository(CLEAN);
    const linked = `${tempRepository()}/linked`;
    git(folder, 'worktree', 'add', '--quiet', linked);
    write(linked, { 'src/sync.ts': LEAKY });
    expect(staged(linked)).toEqual(NONE);
    git(linked, 'add', '--all');
    expect(staged(linked)).toMatchObject({ status: 1, at: ['src/sync.ts:5'] });
    expect(staged(folder)).toEqual(NONE);
  });

  it('takes a submodule as it is committed', () => {
    const { 'src/user.ts': user = '', ...rest } = LEAK;
    const library = tempRepository({ 'user.ts': user.replace(': TwoFactorPhone', ': string') });
    const folder = tempRepository({ ...rest, 'src/sync.ts': LEAKY.replace('./user.js', './library/user.js') });
    git(folder, '-c', 'protocol.file.allow=always', 'submodule', '--quiet', 'add', library, 'src/library');
    git(folder, 'commit', '--quiet', '--message', 'library');
    const submodule = `${folder}/src/library`;
    write(submodule, { 'user.ts': user });
    expect(staged(folder)).toEqual(NONE);
    commitAll(submodule, 'labelled');
    expect(staged(folder)).toEqual(NONE);
    git(folder, 'add', 'src/library');
    write(submodule, { 'user.ts': 'export interface User {}\n' });
    expect(staged(folder, [], { GIT_DIR: '.git', GIT_INDEX_FILE: '.git/index' })).toMatchObject({ status: 1, at: ['src/sync.ts:5'] });
  });

  it('takes a submodule in a submodule as it is committed, and does without one that is not checked out', () => {
    const { 'src/user.ts': user = '', ...rest } = LEAK;
    const add = (folder: string, from: string, path: string) => {
      git(folder, '-c', 'protocol.file.allow=always', 'submodule', '--quiet', 'add', from, path);
      git(folder, 'commit', '--quiet', '--message', path);
    };
    const inner = tempRepository({ 'user.ts': user });
    const outer = tempRepository({ 'x.ts': 'export {};\n' });
    add(outer, inner, 'inner');
    const folder = tempRepository({ ...rest, 'src/sync.ts': 'export {};\n' });
    add(folder, outer, 'src/outer');
    git(folder, '-c', 'protocol.file.allow=always', 'submodule', '--quiet', 'update', '--init', '--recursive');
    write(folder, { 'src/sync.ts': LEAKY.replace('./user.js', './outer/inner/user.js') });
    git(folder, 'add', '--all');
    write(`${folder}/src/outer/inner`, { 'user.ts': 'export interface User { twoFactorPhone: string }\n' });
    expect(staged(folder)).toMatchObject({ status: 1, at: ['src/sync.ts:5'] });
    git(folder, 'submodule', '--quiet', 'deinit', '--force', 'src/outer');
    expect(staged(folder)).toEqual(NONE);
  });

  it('counts everything as new where HEAD cannot be analysed, and says so', () => {
    const folder = tempRepository({ ...LEAK, 'data-purpose.jsonc': '{ broken' });
    write(folder, { 'data-purpose.jsonc': '{ "extends": "recommended" }' });
    git(folder, 'add', '--all');
    expect(staged(folder)).toMatchObject({ status: 1, at: ['src/sync.ts:5'], notes: [expect.stringMatching(/^HEAD could not be analysed, so that every violation counts as new: /)] });
  });

  it('refuses an index that is not merged, and a folder without a repository', () => {
    const folder = tempRepository(CLEAN);
    git(folder, 'checkout', '--quiet', '-b', 'other');
    write(folder, { 'src/sync.ts': LEAKY });
    commitAll(folder, 'leak');
    git(folder, 'checkout', '--quiet', 'main');
    write(folder, { 'src/sync.ts': 'export {};\n' });
    commitAll(folder, 'nothing');
    expect(() => git(folder, 'merge', '--quiet', 'other')).toThrow();
    expect(dataPurpose(folder, ['check', '--staged'], gitEnvironment())).toMatchObject({ status: 2, stdout: '', stderr: 'src/sync.ts is not merged.\n  Resolve the conflict and `git add` the file first.\n' });
    expect(dataPurpose('/', ['check', '--staged'], gitEnvironment())).toMatchObject({ status: 2, stderr: expect.stringContaining('not a git repository') });
  });
});
