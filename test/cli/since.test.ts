import { describe, expect, it } from 'vitest';
import { commitAll, git, gitEnvironment, run, tempRepository, write } from '../git/temp-repository.js';
import { CLEAN, dataPurpose, LEAK } from './command.js';

const LEAKY = LEAK['src/sync.ts']!;

/** What a check of the work tree finds that was not there where the work left `ref`. */
function since(folder: string, ref: string, args: readonly string[] = []) {
  const { status, stdout, stderr } = dataPurpose(folder, ['check', '--since', ref, '-f', 'json', ...args], gitEnvironment());
  if (stdout === '') throw new Error(stderr);
  type Places = readonly { readonly file: string; readonly line: number }[];
  const { violations, compared } = JSON.parse(stdout) as { violations: Places; compared: [{ with: string; known: string[]; fixed: Places; notes: string[] }] };
  const [{ with: other, known, fixed, notes }] = compared;
  const places = (found: Places) => found.map(({ file, line }) => `${file}:${line}`);
  return { status, new: places(violations), known: known.length, fixed: places(fixed), notes, with: other };
}

describe('data-purpose check --since', () => {
  it('reports what a branch adds, with what it has not committed yet, and tells what it fixes', () => {
    const folder = tempRepository({ ...LEAK, 'src/old.ts': LEAKY.replace('sync', 'old') });
    git(folder, 'checkout', '--quiet', '-b', 'topic');
    write(folder, { 'src/old.ts': undefined, 'src/new.ts': `\n${LEAKY.replace('sync', 'fresh')}` });
    const id = git(folder, 'rev-parse', '--short=7', 'main');
    expect(since(folder, 'main')).toEqual({ status: 1, new: ['src/new.ts:6'], known: 1, fixed: ['src/old.ts:5'], notes: [], with: `main (${id})` });
    commitAll(folder, 'work');
    expect(since(folder, 'main')).toMatchObject({ status: 1, new: ['src/new.ts:6'], known: 1 });
    expect(since(folder, 'HEAD')).toMatchObject({ status: 0, new: [], known: 2, fixed: [] });
  });

  it('compares with the merge base: what others did since does not count', () => {
    const folder = tempRepository(LEAK);
    git(folder, 'checkout', '--quiet', '-b', 'topic');
    write(folder, { 'src/note.ts': 'export {};\n' });
    commitAll(folder, 'topic');
    git(folder, 'checkout', '--quiet', 'main');
    write(folder, { 'src/sync.ts': CLEAN['src/sync.ts'] });
    commitAll(folder, 'fixed on main');
    git(folder, 'checkout', '--quiet', 'topic');
    expect(since(folder, 'main')).toMatchObject({ status: 0, new: [], known: 1 });
  });

  it('knows flows whose file moved, lines shifted and locals have other names', () => {
    const folder = tempRepository(LEAK);
    write(folder, { 'src/sync.ts': undefined, 'src/jobs/nightly.ts': `// moved\n${LEAKY.replaceAll("'./", "'../").replaceAll('user:', 'member:').replaceAll('user.two', 'member.two')}` });
    expect(since(folder, 'HEAD')).toMatchObject({ status: 0, new: [], known: 1, fixed: [] });
  });

  it('reads policy, tsconfig and path aliases as they were', () => {
    const config = (target: string) => `{ "compilerOptions": { "module": "esnext", "moduleResolution": "bundler", "paths": { "@/*": ["${target}/*"] } } }`;
    const code = (folder: string) => ({
      'tsconfig.json': config(folder),
      [`${folder}/user.ts`]: LEAK['src/user.ts']!,
      [`${folder}/ads/audience.ts`]: LEAK['src/ads/audience.ts']!,
      [`${folder}/sync.ts`]: LEAKY.replace('./ads/audience.js', '@/ads/audience').replace('./user.js', '@/user'),
    });
    const folder = tempRepository({ 'package.json': '{}', ...code('lib') });
    git(folder, 'mv', 'lib', 'src');
    write(folder, code('src'));
    expect(since(folder, 'HEAD')).toMatchObject({ status: 0, new: [], known: 1, notes: [] });
    write(folder, { 'data-purpose.jsonc': '{ "extends": "recommended", "data": { "Email": { "allow": [] } } }', 'src/mail.ts': "import { upload } from '@/ads/audience';\n/** @data Email */\nlet mail = 'x';\nupload(mail);\n" });
    expect(since(folder, 'HEAD')).toMatchObject({ status: 1, new: ['src/mail.ts:4'], known: 1 });
  });

  it('counts a project that was not there as new', () => {
    const under = (name: string) => Object.fromEntries(Object.entries(LEAK).map(([path, text]) => [`packages/${name}/${path}`, text]));
    const folder = tempRepository(under('a'));
    write(folder, under('b'));
    expect(since(folder, 'HEAD', ['-p', 'packages/a', 'packages/b'])).toMatchObject({ status: 1, new: ['packages/b/src/sync.ts:5'], known: 1, notes: [] });
    expect(since(folder, 'HEAD', ['-p', 'packages/b'])).toMatchObject({ status: 1, new: ['packages/b/src/sync.ts:5'], known: 0 });
  });

  it('says what it could not analyse there, and counts that as new', () => {
    const folder = tempRepository({ ...LEAK, 'src/sync.ts': `${LEAKY}}` });
    write(folder, { 'src/sync.ts': LEAKY });
    expect(since(folder, 'HEAD')).toMatchObject({ status: 1, new: ['src/sync.ts:5'], notes: [expect.stringMatching(/^1 part of HEAD \(\w{7}\) could not be analysed, so that violations there count as new: src\/sync\.ts:7/)] });
  });

  it('refuses a ref that does not exist or has nothing in common, with a hint for CI', () => {
    const folder = tempRepository(CLEAN);
    const fails = (ref: string) => dataPurpose(folder, ['check', '--since', ref], gitEnvironment());
    expect(fails('origin/main')).toMatchObject({ status: 2, stdout: '', stderr: expect.stringMatching(/^There is no commit origin\/main\.\n {2}.*fetch-depth: 0/) });
    expect(fails('--upload-pack=x')).toMatchObject({ status: 2, stderr: expect.stringMatching(/There is no commit|argument/) });
    git(folder, 'checkout', '--quiet', '--orphan', 'other');
    git(folder, 'commit', '--quiet', '--message', 'other');
    expect(fails('main')).toMatchObject({ status: 2, stderr: expect.stringMatching(/^HEAD and main have no commit in common\.\n.*fetch-depth: 0/) });
    expect(dataPurpose(tempRepository(), ['check', '--since', 'HEAD'], gitEnvironment())).toMatchObject({ status: 2, stdout: '', stderr: expect.stringMatching(/^There is no commit HEAD\./) });
    const clone = `${tempRepository()}/shallow`;
    run('/', 'git', ['clone', '--quiet', '--depth', '1', `file://${folder}`, clone]);
    expect(dataPurpose(clone, ['check', '--since', 'HEAD~1'], gitEnvironment())).toMatchObject({ status: 2, stderr: expect.stringMatching(/^There is no commit HEAD~1\./) });
  });
});
