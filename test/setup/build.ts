import { spawnSync } from 'node:child_process';
import { readdirSync, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const BUILT = `${ROOT}dist/src/cli/main.js`;

/** Builds `dist` for the tests that run it as a process, unless it is newer than all that it is made from. */
export default function build(): void {
  const built = statSync(BUILT, { throwIfNoEntry: false })?.mtimeMs ?? 0;
  if (newest(['src', 'rules', '.config', 'tsconfig.json', 'tsconfig.build.json', 'package.json']) < built) return;
  const { status, stdout, stderr } = spawnSync('npm', ['run', 'build'], { cwd: ROOT, encoding: 'utf8', shell: process.platform === 'win32' });
  if (status !== 0) throw new Error(`the build failed:\n${stdout}${stderr}`);
}

function newest(paths: readonly string[]): number {
  const times = paths.flatMap((path) => {
    const stat = statSync(ROOT + path, { throwIfNoEntry: false });
    if (!stat?.isDirectory()) return [stat?.mtimeMs ?? 0];
    return readdirSync(ROOT + path, { recursive: true, encoding: 'utf8' }).map((name) => statSync(`${ROOT}${path}/${name}`).mtimeMs);
  });
  return Math.max(...times);
}
