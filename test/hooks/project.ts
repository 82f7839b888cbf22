import { chmodSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { stripVTControlCharacters } from 'node:util';
import { commitAll, git, run, tempRepository } from '../git/temp-repository.js';
import { CLEAN } from '../cli/command.js';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/**
 * A repository whose clean program is committed, with the command as installed: `npx data-purpose` and what a hook manager
 * looks for in node_modules find what is built here.
 *
 * @param packages further ones to link from our node_modules
 */
export function project(files: Readonly<Record<string, string>>, packages: readonly string[] = []): string {
  const folder = tempRepository();
  const modules = join(folder, 'node_modules');
  mkdirSync(join(modules, '.bin'), { recursive: true });
  for (const name of packages) {
    mkdirSync(dirname(join(modules, name)), { recursive: true });
    symlinkSync(join(ROOT, 'node_modules', name), join(modules, name));
  }
  symlinkSync(join(ROOT, 'node_modules/typescript'), join(modules, 'typescript'));
  script(join(modules, '.bin/data-purpose'), `exec "${process.execPath}" "${join(ROOT, 'dist/src/cli/main.js')}" "$@"`);
  for (const [path, text] of Object.entries({ ...CLEAN, '.gitignore': 'node_modules\n', ...files })) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  commitAll(folder, 'clean');
  return folder;
}

/** Writes an executable shell script. */
export function script(file: string, ...lines: readonly string[]): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, ['#!/bin/sh', ...lines, ''].join('\n'));
  chmodSync(file, 0o755);
}

/** Commits as a user does, hooks and all. */
export function commit(folder: string, ...args: readonly string[]): { refused: boolean; said: string; head: string } {
  const { status, stdout, stderr } = run(folder, 'git', ['commit', '--message', 'work', ...args], { PATH: `${dirname(process.execPath)}:${process.env['PATH'] ?? ''}` });
  return { refused: status !== 0, said: stripVTControlCharacters(stdout + stderr), head: git(folder, 'log', '--format=%s', '-1') };
}

