import picomatch from 'picomatch';
import { absolute } from './absolute.js';
import { createSources, type Sources } from './sources.js';

/** Source files that facts can be read from, declaration files too. */
export const SOURCE = /\.[cm]?[jt]sx?$/;

/** Folders that hold no source of one's own. */
const SKIPPED = new Set(['node_modules', 'dist']);

/** All JavaScript and TypeScript files below a folder, absolute and sorted; skips node_modules, dist and what is hidden. */
export function sourceFiles(folder: string, sources: Sources = createSources()): string[] {
  const files: string[] = [];
  walk(sources, folder, Infinity, (path, isFolder) => {
    if (!isFolder && SOURCE.test(path)) files.push(path);
  });
  return files.sort();
}

/** Files and folders that a glob matches, absolute and sorted; node_modules, dist and what is hidden are left out. */
export function expandGlob(pattern: string, cwd: string, sources: Sources = createSources()): { path: string; isFolder: boolean }[] {
  const { base, glob } = picomatch.scan(pattern);
  const folder = absolute(base, cwd);
  const matches = picomatch(glob);
  const depth = glob.includes('**') ? Infinity : glob.split('/').length;
  const found: { path: string; isFolder: boolean }[] = [];
  walk(sources, folder, depth, (path, isFolder) => {
    if (matches(path.slice(folder.length + (folder.endsWith('/') ? 0 : 1)))) found.push({ path, isFolder });
  });
  return found.sort((a, b) => (a.path < b.path ? -1 : 1));
}

function walk(sources: Sources, folder: string, depth: number, visit: (path: string, isFolder: boolean) => void): void {
  for (const { name, isFolder } of sources.list(folder)) {
    if (name.startsWith('.') || SKIPPED.has(name)) continue;
    const path = folder.endsWith('/') ? folder + name : `${folder}/${name}`;
    visit(path, isFolder);
    if (isFolder && depth > 1) walk(sources, path, depth - 1, visit);
  }
}
