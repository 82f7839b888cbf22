import { existsSync, readdirSync, realpathSync } from 'node:fs';
import { posix } from 'node:path';

interface Manifest {
  readonly name?: string;
  readonly source?: string;
  readonly types?: string;
  readonly typings?: string;
  readonly module?: string;
  readonly main?: string;
  readonly exports?: unknown;
  readonly workspaces?: readonly string[] | { readonly packages?: readonly string[] };
}

const SOURCE_EXTENSIONS = ['.ts', '.tsx', '.mts', '.cts', '.js', '.jsx', '.mjs', '.cjs'];
const CODE = /(?:\.d)?\.[cm]?[jt]sx?$/;
const OUTPUT = /^(?:dist|build|out|output|lib|esm|cjs|types|dist-\w+|\.output)$/;

export interface Workspace {
  /** The source of a workspace package's built file. */
  source(built: string): string | undefined;
  /** A package of the workspace by name, installed or not, built or not: the source of its entry. */
  find(from: string, wanted: { readonly name: string; readonly subpath: string }): string | undefined;
}

const isList = (workspaces: Manifest['workspaces']): workspaces is readonly string[] => Array.isArray(workspaces);

/** The first target under a condition that leads to code. */
function target(entry: unknown): string | undefined {
  if (typeof entry === 'string') return entry;
  if (Array.isArray(entry)) return entry.map(target).find(t => t !== undefined);
  if (entry === null || typeof entry !== 'object') return undefined;
  const conditions = entry as Readonly<Record<string, unknown>>;
  for (const name of ['source', 'types', 'import', 'node', 'require', 'default']) {
    const found = target(conditions[name]);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** What `exports` maps a subpath to; patterns with one star too. */
function exported(exports: unknown, subpath: string): string | undefined {
  if (exports === undefined) return undefined;
  const key = `.${subpath}`;
  const map = exports !== null && typeof exports === 'object' && !Array.isArray(exports) ? (exports as Readonly<Record<string, unknown>>) : {};
  if (!Object.keys(map).some(k => k.startsWith('.'))) return subpath === '' ? target(exports) : undefined;
  if (key in map) return target(map[key]);
  for (const [pattern, entry] of Object.entries(map)) {
    const star = pattern.indexOf('*');
    if (star < 0 || !key.startsWith(pattern.slice(0, star)) || !key.endsWith(pattern.slice(star + 1))) continue;
    return target(entry)?.replace('*', key.slice(star, key.length - (pattern.length - star - 1)));
  }
  return undefined;
}

/** In no order; throws where there is no such folder. */
export type ListFolder = (folder: string) => readonly { readonly name: string; readonly isFolder: boolean }[];

/** Where packages are looked for. */
export interface WorkspaceFiles {
  readonly exists: (path: string) => boolean;
  readonly read: (file: string) => string | undefined;
  /** Default: on disk. */
  readonly listFolder?: ListFolder | undefined;
}

const listOnDisk: ListFolder = folder => readdirSync(folder, { withFileTypes: true }).map(entry => ({ name: entry.name, isFolder: entry.isDirectory() }));

/** The packages of the repository that the program is part of; reads manifests once, when first asked. */
export function createWorkspace(program: ReadonlySet<string>, { exists, read, listFolder = listOnDisk }: WorkspaceFiles): Workspace {
  const manifests = new Map<string, Manifest | undefined>();
  let byName: Map<string, string> | undefined;

  function manifest(folder: string): Manifest | undefined {
    if (!manifests.has(folder)) {
      const text = read(`${folder}/package.json`);
      manifests.set(folder, text === undefined ? undefined : parseManifest(text));
    }
    return manifests.get(folder);
  }

  function ancestors(file: string): string[] {
    const all: string[] = [];
    for (let folder = posix.dirname(file); ; folder = posix.dirname(folder)) {
      all.push(folder);
      if (folder === posix.dirname(folder)) return all;
    }
  }

  const packageFolder = (file: string): string | undefined => ancestors(file).find(f => manifest(f)?.name !== undefined);

  /** Folders that the `workspaces` of a root name; one star stands for one folder. */
  function members(root: string): string[] {
    const { workspaces } = manifest(root) ?? {};
    const patterns = (isList(workspaces) ? workspaces : workspaces?.packages) ?? pnpmPackages(root, read);
    return patterns.filter(p => !p.startsWith('!')).flatMap(p => {
      const [base = '', ...rest] = p.replace(/\/+$/, '').split('/*');
      const folder = posix.join(root, base);
      if (rest.length === 0) return [folder];
      return exists(folder) ? listFolder(folder).filter(d => d.isFolder && d.name !== 'node_modules').map(d => `${folder}/${d.name}`) : [];
    });
  }

  function names(): Map<string, string> {
    const found = new Map<string, string>();
    const seen = new Set<string>();
    const add = (folder: string): void => {
      const name = manifest(folder)?.name;
      if (name !== undefined && !found.has(name)) found.set(name, folder);
    };
    for (const file of program) {
      for (const folder of ancestors(file)) {
        if (seen.has(folder)) break;
        seen.add(folder);
        add(folder);
        for (const member of members(folder)) add(member);
      }
    }
    return found;
  }

  function sourceBelow(root: string, path: string): string | undefined {
    const whole = path.replace(/^\.?\//, '').replace(CODE, '');
    const segments = whole.split('/');
    while (segments.length > 1 && OUTPUT.test(segments[0] ?? '')) segments.shift();
    const stem = segments.join('/');
    const stems = [`${root}/src/${stem}`, `${root}/${stem}`, `${root}/src/${stem}/index`, `${root}/${stem}/index`, `${root}/${whole}`];
    const files = stems.flatMap(s => SOURCE_EXTENSIONS.map(x => s + x));
    return files.find(f => program.has(f)) ?? files.find(exists);
  }

  /** The installed folder of a package, where it is a link to the workspace. */
  function linked(from: string, name: string): string | undefined {
    const found = ancestors(from).map(f => `${f}/node_modules/${name}`).find(exists);
    const real = found !== undefined && existsSync(found) && realpathSync(found).replaceAll('\\', '/');
    return real !== false && !real.includes('/node_modules/') ? real : undefined;
  }

  return {
    source(built) {
      const root = packageFolder(built);
      return root === undefined ? undefined : sourceBelow(root, built.slice(root.length + 1));
    },
    find(from, { name, subpath }) {
      byName ??= names();
      const root = linked(from, name) ?? byName.get(name);
      const found = root === undefined ? undefined : manifest(root);
      if (root === undefined || !found) return undefined;
      const entries = subpath === ''
        ? [found.source, exported(found.exports, ''), found.types, found.typings, found.module, found.main, 'index']
        : [exported(found.exports, subpath), subpath];
      return entries.flatMap(entry => (entry === undefined ? [] : (sourceBelow(root, entry) ?? []))).at(0);
    },
  };
}

function parseManifest(text: string): Manifest | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return value !== null && typeof value === 'object' ? (value) : undefined;
  } catch (error) {
    // A broken manifest names no package; whoever runs the package sees the error.
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** The folders in `pnpm-workspace.yaml`, whose list is the only part that is read. */
function pnpmPackages(root: string, read: WorkspaceFiles['read']): string[] {
  const list = /^packages:\s*\n((?:[ \t]*-.*(?:\n|$)|[ \t]*#.*(?:\n|$)|[ \t]*\n)+)/m.exec(read(`${root}/pnpm-workspace.yaml`) ?? '')?.[1] ?? '';
  return [...list.matchAll(/^[ \t]*-[ \t]*['"]?([^'"#\n]+?)['"]?[ \t]*(?:#.*)?$/gm)].map(m => m[1] ?? '');
}
