import { existsSync, realpathSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { posix } from 'node:path';
import { ResolverFactory } from 'oxc-resolver';
import type { Resolution } from './link.js';
import { pathAliases } from './path-aliases.js';
import { createWorkspace, type ListFolder } from './workspace.js';

const EXTENSIONS = ['.ts', '.tsx', '.mts', '.cts', '.d.ts', '.d.mts', '.d.cts', '.js', '.jsx', '.mjs', '.cjs'];

/** What a written extension may stand for: TypeScript code imports the name of its output. */
const ALIASES: Readonly<Record<string, readonly string[]>> = {
  '.js': ['.ts', '.tsx', '.d.ts', '.js', '.jsx'],
  '.jsx': ['.tsx', '.d.ts', '.jsx'],
  '.mjs': ['.mts', '.d.mts', '.mjs'],
  '.cjs': ['.cts', '.d.cts', '.cjs'],
};

const MODULES = '/node_modules/';

const BUILTINS = new Set(builtinModules);

export interface ResolverOptions {
  readonly program: ReadonlySet<string>;
  readonly exists: (file: string) => boolean;
  readonly read: (file: string) => string | undefined;
  /** Given where the program is not read from the disk as it is; what is found there is then checked by `exists`. */
  readonly listFolder: ListFolder | undefined;
  readonly tsconfig: string | undefined;
  readonly declared: (specifier: string) => string | undefined;
}

/** `@scope/name/sub` in its package's name and what follows. */
export function packageParts(specifier: string): { name: string; subpath: string } {
  const parts = specifier.split('/');
  const length = specifier.startsWith('@') ? 2 : 1;
  const name = parts.slice(0, length).join('/');
  return { name, subpath: specifier.slice(name.length) };
}

const isRelative = (specifier: string): boolean => /^\.{1,2}(?:\/|$)/.test(specifier) || specifier.startsWith('/') || /^[A-Za-z]:[\\/]/.test(specifier);
const slashed = (path: string): string => path.replaceAll('\\', '/');
const isTypeScript = (file: string): boolean => /\.[cm]?tsx?$/.test(file);

/** The files that a path without regard to disk may mean, in TypeScript's order. */
function candidates(path: string): string[] {
  const extension = posix.extname(path);
  const stem = path.slice(0, path.length - extension.length);
  const aliases = (ALIASES[extension] ?? []).map(x => stem + x);
  return [...aliases, path, ...EXTENSIONS.map(x => path + x), ...EXTENSIONS.map(x => `${path}/index${x}`)];
}

function factories(tsconfig: string | undefined): { own: ResolverFactory; other: ResolverFactory } {
  const options = {
    extensions: [...EXTENSIONS, '.json'],
    extensionAlias: Object.fromEntries(Object.entries(ALIASES).map(([x, to]) => [x, [...to]])),
    conditionNames: ['types', 'import', 'require', 'node', 'default'],
    mainFields: ['types', 'typings', 'module', 'main'],
  };
  const own = new ResolverFactory({ ...options, ...(tsconfig !== undefined && { tsconfig: { configFile: tsconfig, references: 'auto' } }) });
  return { own, other: new ResolverFactory({ ...options, tsconfig: 'auto' }) };
}

/** Resolves specifiers to files of the program, else as TypeScript and Node find them on disk. */
export function createResolver({ program, exists, read, listFolder, tsconfig, declared }: ResolverOptions): (from: string, specifier: string) => Resolution {
  const { own, other } = factories(tsconfig);
  const workspace = createWorkspace(program, { exists, read, listFolder });
  const aliases = listFolder === undefined || tsconfig === undefined ? undefined : pathAliases(tsconfig, read);
  let realPaths: Map<string, string> | undefined;

  /** The program's own name of a file that is reached by its real path. */
  function programName(path: string): string {
    if (program.has(path)) return path;
    if (!realPaths) {
      const folders = new Map<string, string>();
      realPaths = new Map();
      for (const file of program) {
        const folder = posix.dirname(file);
        let real = folders.get(folder);
        if (real === undefined) folders.set(folder, (real = existsSync(folder) ? slashed(realpathSync(folder)) : folder));
        if (real !== folder) realPaths.set(`${real}/${posix.basename(file)}`, file);
      }
    }
    return realPaths.get(path) ?? path;
  }

  const inProgram = (path: string): string | undefined => candidates(path).find(c => program.has(c));

  /** A file of the overlay that the disk need not have. */
  const unlisted = (path: string): string | undefined => listFolder && (inProgram(path) ?? candidates(path).find(c => exists(c) && read(c) !== undefined));

  function onDisk(from: string, specifier: string): string | undefined {
    const resolver = program.has(from) ? own : other;
    const aliased = isRelative(specifier) ? undefined : aliases?.(specifier).map(unlisted).find(path => path !== undefined);
    if (aliased !== undefined) return aliased;
    const types = resolver.resolveDtsSync(from, specifier).path;
    // The declaration file that a package's `exports` name need not be built.
    if (types !== undefined && exists(slashed(types))) return slashed(types);
    const found = program.has(from) ? resolver.sync(posix.dirname(from), specifier).path : resolver.resolveFileSync(from, specifier).path;
    return found === undefined || (listFolder && !exists(slashed(found))) ? undefined : slashed(found);
  }

  function builtin(from: string, name: string): Resolution {
    const manifest = own.sync(posix.dirname(from), '@types/node/package.json').path;
    if (manifest === undefined) return { k: 'builtin', name };
    const folder = posix.dirname(slashed(manifest));
    const types = [`${folder}/${name}.d.ts`, `${folder}/index.d.ts`].find(exists);
    return { k: 'builtin', name, ...(types !== undefined && { types }) };
  }

  function declaredHere(specifier: string): Resolution | undefined {
    const types = declared(specifier);
    if (types === undefined) return undefined;
    return isRelative(specifier) ? { k: 'package', name: specifier, subpath: '', types } : { k: 'package', ...packageParts(specifier), types };
  }

  function file(path: string, from: string): Resolution {
    const name = programName(path);
    const at = name.lastIndexOf(MODULES);
    // From outside, even a path into an installed package means that package.
    if (at < 0 || program.has(name) || from.includes(MODULES)) return { k: 'file', file: name };
    return { k: 'package', ...packageParts(name.slice(at + MODULES.length)), ...(isTypeScript(name) && { types: name }) };
  }
  const isCode = (path: string): boolean => isTypeScript(path) || /\.(?:[cm]?jsx?|json)$/.test(path);

  function relative(from: string, specifier: string): Resolution {
    const path = specifier.startsWith('.') ? posix.join(posix.dirname(from), specifier) : slashed(specifier);
    const known = inProgram(path);
    if (known !== undefined) return { k: 'file', file: known };
    const found = unlisted(path) ?? onDisk(from, specifier);
    if (found !== undefined && isCode(found)) return file(found, from);
    const shim = declaredHere(specifier);
    if (shim) return shim;
    if (found !== undefined) return file(found, from);
    return exists(path) && posix.extname(path) !== '' ? file(path, from) : { k: 'unresolved' };
  }

  function bare(from: string, specifier: string): Resolution {
    const found = onDisk(from, specifier);
    if (found !== undefined && !found.includes(MODULES)) {
      const path = programName(found);
      return isCode(path) ? { k: 'file', file: program.has(path) ? path : (workspace.source(path) ?? path) } : (declaredHere(specifier) ?? file(path, from));
    }
    if (found !== undefined) return { k: 'package', ...packageParts(specifier), ...(isTypeScript(found) && { types: found }) };
    const linked = workspace.find(from, packageParts(specifier));
    if (linked !== undefined) return file(linked, from);
    return declaredHere(specifier) ?? { k: 'unresolved' };
  }

  return (from, written) => {
    // Bundlers read what follows as their own options: `./logo.svg?url`.
    const specifier = written.replace(/^([^?]+)\?.*$/, '$1');
    if (specifier.startsWith('node:')) return builtin(from, specifier.slice('node:'.length));
    if (BUILTINS.has(specifier)) return builtin(from, specifier);
    return isRelative(specifier) ? relative(from, specifier) : bare(from, specifier);
  };
}
