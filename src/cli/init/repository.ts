import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { absolute } from '../../project/absolute.js';
import { repositoryRoot } from '../../project/root.js';
import { relativePath } from '../../report/paths.js';
import { UsageError } from '../errors.js';

export type PackageManager = 'npm' | 'pnpm' | 'yarn' | 'bun';

/** What `init` finds; paths are absolute, with `/`. */
export interface Repository {
  /** Where hooks and CI stand. */
  readonly root: string;
  /** The package: where the policy and ESLint's config stand; `root` where there is no package.json. */
  readonly folder: string;
  readonly packageManager: PackageManager;
  /** The package's and the root's package.json, as far as they are there. */
  readonly manifests: readonly Manifest[];
  /** The file's text; undefined where there is none. */
  read(file: string): string | undefined;
  has(file: string): boolean;
}

export interface Manifest {
  readonly scripts?: Readonly<Record<string, string>>;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
  readonly packageManager?: string;
  readonly [key: string]: unknown;
}

const LOCKFILES: readonly (readonly [string, PackageManager])[] = [
  ['pnpm-lock.yaml', 'pnpm'],
  ['yarn.lock', 'yarn'],
  ['bun.lock', 'bun'],
  ['bun.lockb', 'bun'],
  ['package-lock.json', 'npm'],
];

/**
 * Looks at the repository that a folder belongs to.
 *
 * @throws UsageError for a package.json that is none
 */
export function lookAt(cwd: string): Repository {
  const root = repositoryRoot(cwd);
  const read = (file: string): string | undefined => (existsSync(file) ? readFileSync(file, 'utf8') : undefined);
  const folder = packageFolder(cwd, root);
  const manifests = [...new Set([folder, root])].flatMap((at) => manifestOf(relativePath(absolute('package.json', at), root), read(absolute('package.json', at))));
  return { root, folder, manifests, packageManager: packageManagerOf(manifests, [folder, root]), read, has: existsSync };
}

function packageFolder(cwd: string, root: string): string {
  for (let at = cwd; ; at = dirname(at)) {
    if (existsSync(absolute('package.json', at))) return at;
    if (at === root || dirname(at) === at) return root;
  }
}

function manifestOf(name: string, text: string | undefined): Manifest[] {
  if (text === undefined) return [];
  const fail = (why: string): never => {
    throw new UsageError(`${name} cannot be read: ${why}`, 'Mend it first: it says which package manager and which hooks there are.');
  };
  try {
    const value: unknown = JSON.parse(text.replace(/^\ufeff/, ''));
    return isRecord(value) ? [value] : fail('it is no object');
  } catch (error) {
    if (error instanceof SyntaxError) return fail(error.message);
    throw error;
  }
}

function isRecord(value: unknown): value is Manifest {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function packageManagerOf(manifests: readonly Manifest[], folders: readonly string[]): PackageManager {
  const named = manifests.map(({ packageManager }) => /^(npm|pnpm|yarn|bun)@/.exec(packageManager ?? '')?.[1]).find((name) => name !== undefined);
  if (named !== undefined) return named as PackageManager;
  return LOCKFILES.find(([file]) => folders.some((folder) => existsSync(absolute(file, folder))))?.[1] ?? 'npm';
}

/** Some package.json depends on the package. */
export function dependsOn({ manifests }: Repository, name: string): boolean {
  return manifests.some(({ dependencies = {}, devDependencies = {} }) => name in dependencies || name in devDependencies);
}

/** How the package manager runs the installed command, which it does not fetch, in the repository's root; with `-p` where the package stands deeper. */
export function command({ packageManager, root, folder }: Repository, args: string): string {
  const run = { npm: 'npx --no data-purpose', pnpm: 'pnpm exec data-purpose', yarn: 'yarn data-purpose', bun: 'bunx --no-install data-purpose' }[packageManager];
  return `${run} check ${args}${folder === root ? '' : ` -p ${folder.slice(root.length + 1)}`}`;
}

/** Files of a folder; none where there is no such folder. */
export function filesIn(folder: string): string[] {
  return existsSync(folder) ? readdirSync(folder).map((name) => absolute(name, folder)) : [];
}

/** The host of the repository: by its files, else by git's remotes. */
export function hostOf({ root, read, has }: Repository): 'github' | 'gitlab' | undefined {
  if (has(absolute('.github', root))) return 'github';
  if (has(absolute('.gitlab-ci.yml', root))) return 'gitlab';
  // In a worktree or submodule `.git` is a file, and nothing is told.
  const config = has(absolute('.git/config', root)) ? (read(absolute('.git/config', root)) ?? '') : '';
  return /url\s*=.*\bgithub\./.test(config) ? 'github' : /url\s*=.*\bgitlab\./.test(config) ? 'gitlab' : undefined;
}
