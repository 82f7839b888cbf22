import { spawnSync } from 'node:child_process';
import { readdirSync, rmSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const BUILT = `${ROOT}dist/src/cli/main.js`;

/** Builds `dist` for the tests that run it as a process, unless it is newer than all that it is made from. */
export default function build(): void {
  const built = statSync(BUILT, { throwIfNoEntry: false })?.mtimeMs ?? 0;
  if (newest(['src', 'rules', 'tsconfig.json', 'tsconfig.build.json', 'package.json']) < built) return;
  rmSync(`${ROOT}dist`, { recursive: true, force: true });
  const tsc = createRequire(import.meta.url).resolve('typescript/bin/tsc');
  const { status, stdout, stderr } = spawnSync(process.execPath, [tsc, '-p', 'tsconfig.build.json', '--noEmitOnError'], { cwd: ROOT, encoding: 'utf8' });
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
