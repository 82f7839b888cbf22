import { createRequire } from 'node:module';
import { posix } from 'node:path';
import { parse } from 'jsonc-parser';

type Read = (file: string) => string | undefined;

interface Aliases {
  /** Absolute folder of bare specifiers. */
  readonly baseUrl?: string;
  /** Targets are absolute. */
  readonly paths?: readonly { readonly pattern: string; readonly targets: readonly string[] }[];
}

/**
 * Where a tsconfig's `paths` and `baseUrl` send a specifier, for files that are not on disk as they are read.
 *
 * @returns paths without regard to what exists, best first
 */
export function pathAliases(tsconfig: string, read: Read): (specifier: string) => string[] {
  const { baseUrl, paths = [] } = readAliases(tsconfig, read, []);
  return (specifier) => {
    const matches = paths.filter(({ pattern }) => fits(pattern, specifier)).sort((a, b) => rank(b.pattern) - rank(a.pattern));
    const [best] = matches;
    const mapped = best?.targets.map((target) => target.replace('*', captured(best.pattern, specifier))) ?? [];
    return baseUrl === undefined ? mapped : [...mapped, posix.join(baseUrl, specifier)];
  };
}

/** An exact name before patterns, of these the one with the longest start. */
function rank(pattern: string): number {
  const star = pattern.indexOf('*');
  return star < 0 ? Infinity : star;
}

function fits(pattern: string, specifier: string): boolean {
  const star = pattern.indexOf('*');
  if (star < 0) return pattern === specifier;
  return specifier.length >= pattern.length - 1 && specifier.startsWith(pattern.slice(0, star)) && specifier.endsWith(pattern.slice(star + 1));
}

function captured(pattern: string, specifier: string): string {
  const star = pattern.indexOf('*');
  return star < 0 ? '' : specifier.slice(star, specifier.length - (pattern.length - star - 1));
}

/** `paths` and `baseUrl` are each taken from the nearest config that has them, relative to that one's folder. */
function readAliases(file: string, read: Read, above: readonly string[]): Aliases {
  const text = above.includes(file) ? undefined : read(file);
  if (text === undefined) return {};
  const folder = posix.dirname(file);
  const config = (parse(text, [], { allowTrailingComma: true }) ?? {}) as { readonly extends?: unknown; readonly compilerOptions?: { readonly baseUrl?: unknown; readonly paths?: unknown } };
  const bases = (Array.isArray(config.extends) ? (config.extends as unknown[]) : [config.extends]).filter((base) => typeof base === 'string');
  const inherited = bases.reduce<Aliases>((sum, base) => {
    const path = baseConfig(base, file, read);
    return path === undefined ? sum : { ...sum, ...readAliases(path, read, [...above, file]) };
  }, {});
  const { baseUrl: written, paths } = config.compilerOptions ?? {};
  const baseUrl = typeof written === 'string' ? posix.resolve(folder, written) : inherited.baseUrl;
  if (typeof paths !== 'object' || paths === null) return { ...inherited, ...(baseUrl === undefined ? {} : { baseUrl }) };
  const own = Object.entries(paths as Readonly<Record<string, unknown>>).map(([pattern, targets]) => ({
    pattern,
    targets: (Array.isArray(targets) ? (targets as unknown[]) : []).filter((target) => typeof target === 'string').map((target) => posix.resolve(baseUrl ?? folder, target)),
  }));
  return { paths: own, ...(baseUrl === undefined ? {} : { baseUrl }) };
}

function baseConfig(base: string, from: string, read: Read): string | undefined {
  const isPath = /^(?:\.{1,2}(?:\/|$)|\/|[A-Za-z]:)/.test(base);
  if (isPath) return [base, `${base}.json`].map((path) => posix.resolve(posix.dirname(from), path)).find((path) => read(path) !== undefined);
  const require = createRequire(from);
  for (const path of [base, `${base}.json`, `${base}/tsconfig.json`]) {
    try {
      return require.resolve(path).replaceAll('\\', '/');
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && (error.code === 'MODULE_NOT_FOUND' || error.code === 'ERR_PACKAGE_PATH_NOT_EXPORTED'))) throw error;
    }
  }
  return undefined;
}
