import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll } from 'vitest';

export const ROOT = fileURLToPath(new URL('../..', import.meta.url));

interface Manifest {
  readonly version: string;
  readonly dependencies: Readonly<Record<string, string>>;
}

export const manifest = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as Manifest;

/** A folder for all tests of the file. */
function sharedFolder(): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'data-purpose-packed-')));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Packs what is built, as `npm pack` would for a release. */
export function pack(): { readonly tarball: string; readonly files: readonly string[] } {
  const folder = sharedFolder();
  const { stdout } = run('npm', ['pack', '--ignore-scripts', '--json', '--pack-destination', folder], ROOT);
  const [packed] = JSON.parse(stdout) as [{ filename: string; files: { path: string }[] }];
  return { tarball: join(folder, packed.filename), files: packed.files.map(({ path }) => path).sort() };
}

/** Unpacks a tarball; returns the package's folder. */
export function unpack(tarball: string): string {
  const folder = sharedFolder();
  const { status, stderr } = run('tar', ['-xzf', tarball, '-C', folder], ROOT);
  if (status !== 0) throw new Error(`tar failed: ${stderr}`);
  return join(folder, 'package');
}

/**
 * Makes a project with the unpacked package and its runtime dependencies installed, without network: those are links to
 * ours.
 *
 * @param links further packages by name, each with the folder in our node_modules that it stands for
 */
export function createProject(unpacked: string, links: Readonly<Record<string, string>>, files: Readonly<Record<string, string>>): string {
  const folder = join(sharedFolder(), 'project');
  cpSync(unpacked, join(folder, 'node_modules/eslint-plugin-data-purpose'), { recursive: true });
  const own = Object.fromEntries(Object.keys(manifest.dependencies).map((name) => [name, name]));
  for (const [name, target] of Object.entries({ ...own, ...links })) {
    const link = join(folder, 'node_modules', name);
    mkdirSync(dirname(link), { recursive: true });
    symlinkSync(join(ROOT, 'node_modules', target), link, 'junction');
  }
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return folder;
}

/** Runs a process without colours; its paths are those of the real folder. */
export function run(command: string, args: readonly string[], cwd: string) {
  const { FORCE_COLOR: _, DEBUG: __, NODE_OPTIONS: ___, ...inherited } = process.env;
  const { status, stdout, stderr, error } = spawnSync(command, args, { cwd, encoding: 'utf8', env: { ...inherited, NO_COLOR: '1' }, shell: process.platform === 'win32' && command === 'npm' });
  if (error) throw error;
  return { status, stdout, stderr };
}

/** Runs a script of an installed package with Node. */
export function runNode(folder: string, script: string, args: readonly string[]) {
  return run(process.execPath, [join(folder, 'node_modules', script), ...args], folder);
}

export const BIN = 'eslint-plugin-data-purpose/dist/src/cli/main.js';
