import { basename, dirname } from 'node:path';
import picomatch from 'picomatch';
import { absolute } from './absolute.js';
import { ProjectError } from './errors.js';
import { createSources, type Sources } from './sources.js';
import { expandGlob } from './walk.js';

/** What is to be analysed as one program; paths are absolute. */
export type Target = { readonly kind: 'tsconfig'; readonly file: string } | { readonly kind: 'folder'; readonly folder: string };

const NAMES = ['tsconfig.json', 'jsconfig.json'];

/** The nearest tsconfig.json, else jsconfig.json, from the folder upward; else the folder itself. */
export function nearestTarget(folder: string, sources: Sources = createSources()): Target {
  for (let at = folder; ; at = dirname(at)) {
    const file = configIn(at, sources);
    if (file !== undefined) return { kind: 'tsconfig', file };
    if (dirname(at) === at) return { kind: 'folder', folder };
  }
}

/**
 * The programs that `--project` names: tsconfig files, folders (their tsconfig, else their source files) and globs over
 * both. A glob takes of the files those named like a tsconfig, or any `.json` where it ends so, and of the folders those
 * with a tsconfig.
 *
 * @throws ProjectError where a path does not exist or a glob matches no project
 */
export function findTargets(patterns: readonly string[], cwd: string, sources: Sources = createSources()): Target[] {
  const targets = patterns.flatMap((pattern) => {
    const path = absolute(pattern, cwd);
    if (sources.exists(path)) return [existingTarget(path, sources)];
    const { isGlob, base } = picomatch.scan(pattern);
    const folder = absolute(base, cwd);
    const found = isGlob && sources.exists(folder) ? globTargets(pattern, cwd, sources) : [];
    if (found.length > 0) return found;
    const hint = 'Give a tsconfig file, a folder that holds one, or a glob in quotes.';
    throw new ProjectError(isGlob ? `No project matches ${pattern}.` : `There is no ${pattern}.`, hint, { file: isGlob ? folder : path });
  });
  return [...new Map(targets.map((target) => [targetPath(target), target])).values()];
}

/** The tsconfig, or the folder. */
export function targetPath(target: Target): string {
  return target.kind === 'tsconfig' ? target.file : target.folder;
}

function existingTarget(path: string, sources: Sources): Target {
  if (!sources.isFolder(path)) return { kind: 'tsconfig', file: path };
  const file = configIn(path, sources);
  return file === undefined ? { kind: 'folder', folder: path } : { kind: 'tsconfig', file };
}

function globTargets(pattern: string, cwd: string, sources: Sources): Target[] {
  const anyJson = pattern.endsWith('.json');
  return expandGlob(pattern, cwd, sources).flatMap(({ path, isFolder }): Target[] => {
    const named = anyJson ? path.endsWith('.json') : /^[jt]sconfig.*\.json$/.test(basename(path));
    const file = isFolder ? configIn(path, sources) : named ? path : undefined;
    return file === undefined ? [] : [{ kind: 'tsconfig', file }];
  });
}

function configIn(folder: string, sources: Sources): string | undefined {
  return NAMES.map((name) => absolute(name, folder)).find((file) => sources.exists(file));
}
