import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

export const MAIN = fileURLToPath(new URL('../../dist/src/cli/main.js', import.meta.url));

/** Runs the built command; colours are off unless `env` says otherwise. */
export function dataPurpose(cwd: string, args: readonly string[], env: NodeJS.ProcessEnv = {}) {
  const { FORCE_COLOR: _, NO_COLOR: __, DEBUG: ___, ...inherited } = process.env;
  const { status, stdout, stderr } = spawnSync(process.execPath, [MAIN, ...args], { cwd, encoding: 'utf8', env: { ...inherited, ...env } });
  return { status, stdout, stderr };
}

/** A program with one violation under the built-in policy: a labelled phone number is pushed to src/ads/audience.ts. */
export const LEAK: Readonly<Record<string, string>> = {
  'package.json': '{ "name": "shop", "type": "module" }',
  'tsconfig.json': '{ "compilerOptions": { "module": "nodenext", "strict": true, "types": [] }, "include": ["src"] }',
  'src/user.ts': 'export type TwoFactorPhone = string;\nexport interface User {\n  twoFactorPhone: TwoFactorPhone;\n}\n',
  'src/ads/audience.ts': 'export function upload(phone: string): void {\n  void phone;\n}\n',
  'src/sync.ts': "import { upload } from './ads/audience.js';\nimport type { User } from './user.js';\n\nexport function sync(user: User): void {\n  upload(user.twoFactorPhone);\n}\n",
};

export const CLEAN: Readonly<Record<string, string>> = { ...LEAK, 'src/sync.ts': "import { upload } from './ads/audience.js';\n\nupload('fixed');\n" };
