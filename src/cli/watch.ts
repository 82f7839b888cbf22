import { dirname } from 'node:path';
import { watch } from 'chokidar';
import { createFactsCache } from '../facts/facts-cache.js';
import { findPolicy } from '../policy/load.js';
import { absolute } from '../project/absolute.js';
import { findTargets, nearestTarget, targetPath } from '../project/targets.js';
import { check } from './check.js';
import type { CheckOptions } from './check-options.js';
import { explainError } from './errors.js';

/** What an analysis may read: code, tsconfigs, manifests, policies. */
const READ = /\.(?:[cm]?[jt]sx?|jsonc?)$/;
/** Folders that no program's own source is in. */
const SKIPPED = /(?:^|\/)(?:node_modules|dist|\.[^/]*)(?:\/|$)/;
/** Editors write several files at once; in milliseconds. */
const QUIET_FOR = 100;

/**
 * Checks, and again whenever a file of the projects or the policy changes, until the process is ended. What goes wrong on
 * the way is shown, and the next change tries again.
 *
 * @throws ProjectError
 */
export async function watchCheck(options: CheckOptions): Promise<never> {
  const { cwd, project, policy, output, baseline } = options;
  const targets = project.length > 0 ? findTargets(project, cwd) : [nearestTarget(cwd)];
  const folders = targets.map((target) => (target.kind === 'tsconfig' ? dirname(target.file) : target.folder));
  const policies = targets.flatMap((target) => (policy === undefined ? (findPolicy(targetPath(target)) ?? []) : absolute(policy, cwd)));
  const written = output === undefined ? [] : [absolute(output, cwd)];
  const facts = createFactsCache();

  const run = (): void => {
    if (process.stdout.isTTY && output === undefined) process.stdout.write('\u001b[2J\u001b[3J\u001b[H');
    try {
      check(options, facts);
    } catch (error) {
      process.stderr.write(`${explainError(error, cwd)}\n`);
    }
    process.stderr.write('watching for changes\n');
  };

  const watcher = watch([...folders, ...policies, ...(baseline === undefined ? [] : [absolute(baseline, cwd)])], {
    ignoreInitial: true,
    ignored(path, stats) {
      const file = path.replaceAll('\\', '/');
      if (written.includes(file)) return true;
      const folder = folders.find((at) => file.startsWith(`${at}/`));
      return (folder !== undefined && SKIPPED.test(file.slice(folder.length + 1))) || (stats?.isFile() === true && !READ.test(file));
    },
  });
  await new Promise<void>((resolve) => watcher.once('ready', () => resolve()));
  run();
  let timer: NodeJS.Timeout | undefined;
  watcher.on('all', () => {
    clearTimeout(timer);
    timer = setTimeout(run, QUIET_FOR);
  });
  return new Promise((_, reject) => watcher.on('error', reject));
}
