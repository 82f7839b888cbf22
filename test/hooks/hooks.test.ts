import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { LEAK } from '../cli/command.js';
import { fingerprintOf, git, gitEnvironment, run, write } from '../git/temp-repository.js';
import { commit, project, script } from './project.js';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const LEAKY = LEAK['src/sync.ts']!;
const TRACE = [
  '5:10  error  TwoFactorPhone (allowed: security) flows into ad-targeting: src/ads/audience.ts  data-purpose/no-forbidden-flow',
  '1. src/sync.ts:5:10  `User.twoFactorPhone` is TwoFactorPhone',
  '3. src/sync.ts:5:10  enters src/ads/audience.ts (ad-targeting)',
  '> 5 |   upload(user.twoFactorPhone);',
];

const plainHook = (folder: string) => script(join(folder, '.git/hooks/pre-commit'), 'exec npx --no data-purpose check --staged');

/** Each way to run a hook that the README names: sets one up in a new project. */
const MANAGERS: Readonly<Record<string, () => string>> = {
  'plain git'() {
    const folder = project({});
    plainHook(folder);
    return folder;
  },
  husky() {
    const folder = project({}, ['husky']);
    const { status, stderr } = run(folder, process.execPath, [join(ROOT, 'node_modules/husky/bin.js')]);
    expect([status, stderr]).toEqual([0, '']);
    script(join(folder, '.husky/pre-commit'), 'npx --no data-purpose check --staged');
    git(folder, 'add', '.husky/pre-commit');
    git(folder, 'commit', '--quiet', '--no-verify', '--message', 'hook');
    return folder;
  },
  'lint-staged'() {
    const folder = project({ 'lint-staged.config.js': "export default { '*': () => 'data-purpose check --staged' };\n" }, ['lint-staged']);
    script(join(folder, '.git/hooks/pre-commit'), `exec "${process.execPath}" "${join(ROOT, 'node_modules/lint-staged/bin/lint-staged.js')}"`);
    return folder;
  },
  lefthook() {
    const folder = project({ 'lefthook.yml': 'pre-commit:\n  commands:\n    data-purpose:\n      run: npx --no data-purpose check --staged\n' }, ['lefthook']);
    const { status, stderr } = run(folder, process.execPath, [join(ROOT, 'node_modules/lefthook/bin/index.js'), 'install']);
    expect([status, stderr]).toEqual([0, '']);
    return folder;
  },
  'the pre-commit layout'() {
    const folder = project({});
    // As pre-commit does: what is not staged is put away as a patch, files are passed as arguments, all in one process here.
    script(
      join(folder, '.git/hooks/pre-commit'),
      'git diff --binary > .git/unstaged.patch',
      'test -s .git/unstaged.patch && git apply -R .git/unstaged.patch',
      'npx --no data-purpose check --staged $(git diff --cached --name-only --diff-filter=ACMR -- "*.ts")',
      'code=$?',
      'test -s .git/unstaged.patch && git apply .git/unstaged.patch',
      'exit $code',
    );
    return folder;
  },
};

/** Managers that put unstaged changes away and back write the work tree themselves: its bytes count, not its times. */
const contents = (folder: string) => {
  const { [`${folder}/.git/index`]: _, ...files } = fingerprintOf(folder);
  return { files: Object.entries(files).map(([file, text]) => [file, text.split(' ')[1]]), index: git(folder, 'ls-files', '--stage') };
};

describe.each(Object.entries(MANAGERS))('a pre-commit hook of %s', (_, setUp) => {
  it('refuses a commit that adds a flow, with its trace on the terminal, and lets the same commit without it pass', () => {
    const folder = setUp();
    write(folder, { 'src/sync.ts': LEAKY, 'src/note.ts': 'export const note = 1;\n' });
    git(folder, 'add', '--all');
    write(folder, { 'src/note.ts': 'export const note = 2;\n', 'src/untracked.ts': 'export {};\n' });
    const before = contents(folder);
    const head = git(folder, 'rev-parse', 'HEAD');
    const refused = commit(folder);
    for (const line of TRACE) expect(refused.said).toContain(line);
    expect([refused.refused, git(folder, 'rev-parse', 'HEAD')]).toEqual([true, head]);
    expect(contents(folder)).toEqual(before);

    git(folder, 'reset', '--quiet', 'src/sync.ts');
    const staged = contents(folder);
    const passed = commit(folder);
    expect([passed.refused, passed.head]).toEqual([false, 'work']);
    expect(contents(folder)).toEqual(staged);
    expect(git(folder, 'show', 'HEAD:src/note.ts')).toBe('export const note = 1;');
  });
});

it('of lint-staged looks at a commit of the policy alone', () => {
  const folder = MANAGERS['lint-staged']!();
  write(folder, { 'data-purpose.jsonc': '{ "extends": "recommended", "modules": [{ "purpose": "ad-targeting", "files": ["src/gone/**"] }] }' });
  git(folder, 'add', '--all');
  expect(commit(folder)).toMatchObject({ refused: true, said: expect.stringContaining('src/gone/**') });
});

describe('the index that git hands to a hook', () => {
  function committing(...args: readonly string[]) {
    const folder = project({});
    plainHook(folder);
    write(folder, { 'src/sync.ts': LEAKY, 'src/user.ts': `${LEAK['src/user.ts']}export const more = 1;\n` });
    const before = fingerprintOf(folder);
    const result = commit(folder, ...args);
    return { ...result, untouched: () => expect(fingerprintOf(folder)).toEqual(before) };
  }

  it('is that of `commit -a`', () => {
    const { refused, said, untouched } = committing('-a');
    expect([refused, said]).toEqual([true, expect.stringContaining(TRACE[0]!)]);
    untouched();
  });

  it('is that of `commit <file>`, which leaves out the rest', () => {
    expect(committing('src/user.ts')).toMatchObject({ refused: false, head: 'work' });
    expect(committing('src/sync.ts')).toMatchObject({ refused: true, said: expect.stringContaining(TRACE[0]!) });
  });

  it('is that of `commit -p`', () => {
    const folder = project({});
    plainHook(folder);
    write(folder, { 'src/sync.ts': LEAKY });
    const patch = (answers: string) => spawnSync('git', ['commit', '-p', '--message', 'work'], { cwd: folder, encoding: 'utf8', env: gitEnvironment(), input: answers });
    const { status, stdout, stderr } = patch('y\ny\ny\n');
    expect([status, stdout + stderr]).toEqual([1, expect.stringContaining(TRACE[0]!)]);
  });

  it('is that of a commit in a linked work tree', () => {
    const folder = project({});
    const linked = join(folder, 'node_modules/linked');
    git(folder, 'worktree', 'add', '--quiet', linked);
    plainHook(folder);
    write(linked, { 'src/sync.ts': LEAKY });
    git(linked, 'add', '--all');
    expect(commit(linked)).toMatchObject({ refused: true, said: expect.stringContaining(TRACE[0]!) });
    git(linked, 'reset', '--quiet', '--hard');
    write(linked, { 'src/note.ts': 'export {};\n' });
    git(linked, 'add', '--all');
    expect(commit(linked)).toMatchObject({ refused: false, head: 'work' });
  });
});
