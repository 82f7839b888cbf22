import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { repositoryRoot } from '../project/root.js';
import { GitError } from './error.js';

/** A work tree of a git repository. Nothing that is run through it changes the work tree or the index. */
export interface Repository {
  /** The work tree's folder, absolute, with `/`. */
  readonly root: string;
  /**
   * Runs git in the root.
   *
   * @returns what it prints; undefined where it ends with exit code 1 and says nothing, as questions do that git answers with no
   * @throws GitError
   */
  ask(args: readonly string[], input?: string): Buffer | undefined;
  /** The same, where no is no answer. */
  run(args: readonly string[], input?: string): Buffer;
  /** A submodule that is checked out at this path; undefined where none is. */
  submodule(path: string): Repository | undefined;
}

/**
 * The repository that the folder belongs to. The environment that git gives its hooks (`GIT_INDEX_FILE`, `GIT_DIR`) is
 * heeded: its relative paths are relative to the root, where git runs hooks and where it is run here too.
 *
 * @throws GitError where there is none, or no git
 */
export function openRepository(folder: string): Repository {
  const root = repositoryRoot(folder);
  if (existsSync(`${root}/.git`)) return repositoryAt(root, process.env);
  const found = repositoryAt(folder, process.env).run(['rev-parse', '--show-toplevel']).toString().trim();
  return repositoryAt(found.replaceAll('\\', '/'), process.env);
}

function repositoryAt(root: string, env: NodeJS.ProcessEnv): Repository {
  const ask = (args: readonly string[], input = ''): Buffer | undefined => {
    // Without optional locks git does not refresh the index on the way.
    const { error, status, signal, stdout, stderr } = spawnSync('git', ['-c', 'core.quotePath=false', ...args], {
      cwd: root,
      input,
      env: { ...env, GIT_OPTIONAL_LOCKS: '0', LC_ALL: 'C' },
      maxBuffer: Infinity,
      windowsHide: true,
    });
    if (error && 'code' in error && error.code === 'ENOENT') throw new GitError('git is not installed, or the folder is gone.', 'Install git, or check without --staged and --since.');
    if (error) throw error;
    if (status === 0) return stdout;
    const said = stderr.toString().trim();
    if (status === 1 && said === '' && stdout.length === 0) return undefined;
    throw new GitError(`git ${args[0] ?? ''} failed: ${said || (signal ?? `exit code ${status}`)}`, `It was run in ${root}.`);
  };
  const run = (args: readonly string[], input?: string): Buffer => {
    const printed = ask(args, input);
    if (printed === undefined) throw new GitError(`git ${args[0] ?? ''} failed: exit code 1`, `It was run in ${root}.`);
    return printed;
  };
  return {
    root,
    ask,
    run,
    submodule(path) {
      if (!existsSync(`${root}/${path}/.git`)) return undefined;
      const local = new Set(run(['rev-parse', '--local-env-vars']).toString().split('\n'));
      return repositoryAt(`${root}/${path}`, Object.fromEntries(Object.entries(env).filter(([name]) => !local.has(name))));
    },
  };
}
