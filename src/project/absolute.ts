import { resolve } from 'node:path';

/** The path as all of this program writes it: absolute, with `/`. */
export function absolute(path: string, cwd: string): string {
  return resolve(cwd, path).replaceAll('\\', '/');
}
