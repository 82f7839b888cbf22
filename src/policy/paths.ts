import { isAbsolute, relative, sep } from 'node:path';

/** Forward slashes on every system. */
export function slashed(path: string): string {
  return sep === '/' ? path : path.replaceAll(sep, '/');
}

/** `file` as seen from `folder`, with forward slashes; undefined where it lies on another drive or outside. */
export function below(folder: string, file: string): string | undefined {
  const path = slashed(relative(folder, file));
  return path === '..' || path.startsWith('../') || isAbsolute(path) ? undefined : path;
}

/** The package of an import specifier: `csv-stringify` for `csv-stringify/sync`, `@acme/a` for `@acme/a/b`. A module of Node's is its name: `fs` for `node:fs/promises`. */
export function packageOf(specifier: string): string {
  return /^(?:node:)?((?:@[^/]+\/)?[^/]+)/.exec(specifier)?.[1] ?? specifier;
}

/** The package that types are for: `lodash` for `@types/lodash`, `@acme/a` for `@types/acme__a`; else the name itself. */
export function typedPackage(name: string): string {
  const typed = /^@types\/(?:(.+?)__)?(.+)$/.exec(name);
  if (!typed) return name;
  return typed[1] === undefined ? typed[2]! : `@${typed[1]}/${typed[2]!}`;
}
