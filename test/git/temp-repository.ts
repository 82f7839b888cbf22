import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { tempFolder } from '../project/temp-folder.js';

/** What a git of its own sees of the environment: no configuration of the machine, and nothing of a git that runs the tests. */
export function gitEnvironment(): NodeJS.ProcessEnv {
  const inherited = Object.entries(process.env).filter(([name]) => !name.startsWith('GIT_') && name !== 'FORCE_COLOR' && name !== 'NO_COLOR');
  return {
    ...Object.fromEntries(inherited),
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_CONFIG_GLOBAL: '/dev/null',
    GIT_AUTHOR_NAME: 'A',
    GIT_AUTHOR_EMAIL: 'a@example.org',
    GIT_COMMITTER_NAME: 'A',
    GIT_COMMITTER_EMAIL: 'a@example.org',
  };
}

/** Runs a command in the folder as a user's shell would; throws unless `mayFail`. */
export function run(folder: string, command: string, args: readonly string[], env: NodeJS.ProcessEnv = {}) {
  const { status, stdout, stderr, error } = spawnSync(command, args, { cwd: folder, encoding: 'utf8', env: { ...gitEnvironment(), ...env } });
  if (error) throw error;
  return { status, stdout, stderr };
}

/** Runs git; throws where it fails. */
export function git(folder: string, ...args: readonly string[]): string {
  const { status, stdout, stderr } = run(folder, 'git', args);
  if (status !== 0) throw new Error(`git ${args.join(' ')}: ${stderr}`);
  return stdout.trim();
}

/** Writes files; undefined deletes one. */
export function write(folder: string, files: Readonly<Record<string, string | undefined>>): void {
  for (const [path, text] of Object.entries(files)) {
    const file = join(folder, path);
    if (text === undefined) rmSync(file);
    else {
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, text);
    }
  }
}

/** Makes a repository for the running test, with these files committed; none: without a commit. */
export function tempRepository(files: Readonly<Record<string, string>> = {}): string {
  const folder = tempFolder(files);
  git(folder, 'init', '--quiet', '--initial-branch=main');
  if (Object.keys(files).length > 0) commitAll(folder, 'first');
  return folder;
}

export function commitAll(folder: string, message: string): void {
  git(folder, 'add', '--all');
  git(folder, 'commit', '--quiet', '--no-verify', '--message', message);
}

/** Every file of the work tree and the index, byte for byte, with its time: what a hook must leave alone. */
export function fingerprintOf(folder: string): Readonly<Record<string, string>> {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => !/(?:^|[\\/])(?:\.git|node_modules)[\\/]/.test(name));
  const index = git(folder, 'rev-parse', '--path-format=absolute', '--git-path', 'index');
  const read = (file: string): string => `${statSync(file).mtimeMs} ${readFileSync(file, 'base64')}`;
  const own = files.map((name) => join(folder, name)).filter((file) => statSync(file).isFile());
  return Object.fromEntries([index, ...own].filter((file) => statSync(file, { throwIfNoEntry: false })).map((file) => [file, read(file)]));
}
