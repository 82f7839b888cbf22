import { existsSync, readFileSync } from 'node:fs';

/** This package's version; the code runs from `dist/src/cli` and, in tests, from `src/cli`. */
export function packageVersion(): string {
  const file = ['../../package.json', '../../../package.json'].map((path) => new URL(path, import.meta.url)).find((url) => existsSync(url));
  if (!file) throw new Error('package.json of eslint-plugin-data-purpose is missing');
  const { version } = JSON.parse(readFileSync(file, 'utf8')) as { version: string };
  return version;
}
