import { posix } from 'node:path';
import { readPlainConfig, type PlainConfig } from './plain-config.js';
import type { Sources } from './sources.js';

/** Best first in each group: of files that differ in these only, TypeScript takes the best. */
const TS_GROUPS = [['.ts', '.tsx', '.d.ts'], ['.cts', '.d.cts'], ['.mts', '.d.mts']];
const JS_GROUPS = [['.ts', '.tsx', '.d.ts', '.js', '.jsx'], ['.cts', '.d.cts', '.cjs'], ['.mts', '.d.mts', '.mjs']];
const ANY_EXTENSION = /(?:\.d\.[cm]?ts|\.[cm]?[jt]s|\.[jt]sx)$/;

const PACKAGE_FOLDER = /^(?:node_modules|bower_components|jspm_packages)$/;
const NOT_PACKAGES = '(?!(?:node_modules|bower_components|jspm_packages)(?:/|$))';

const CASE = process.platform === 'win32' || process.platform === 'darwin' ? 'i' : '';

/**
 * The files and references of a tsconfig that is written in the usual way, by TypeScript's rules for `files`, `include` and
 * `exclude`, without loading it: that takes it longer than a small program takes to analyse.
 *
 * @returns undefined where only TypeScript itself can tell: something is wrong, or unusual
 */
export function readPlain(tsconfig: string, sources: Sources): { fileNames: readonly string[]; references: readonly string[] } | undefined {
  const config = readPlainConfig(tsconfig, sources);
  if (!config) return undefined;
  const { files, references = [] } = config;
  const folder = posix.dirname(tsconfig);
  const include = config.include ?? (files ? [] : [`${folder}/**/*`]);
  const exclude = config.exclude ?? [config.outDir, config.declarationDir].filter((path) => path !== undefined);
  if (![...include, ...exclude].every(isPlain) || !include.every(isOrdinary)) return undefined;
  const matched = matching(include.map(withImplicitGlob), exclude, groupsOf(config), sources);
  if (!matched) return undefined;
  const fileNames = best(files ?? [], matched, groupsOf(config));
  return fileNames.length === 0 && references.length === 0 ? undefined : { fileNames, references };
}

function groupsOf({ allowJs, checkJs }: PlainConfig): string[][] {
  return (allowJs ?? checkJs) === true ? JS_GROUPS : TS_GROUPS;
}

/** TypeScript refuses these: `**` at the end, and `..` after it. */
function isPlain(spec: string): boolean {
  return !/(?:^|\/)\*\*\/?$/.test(spec) && !/(?:^|\/)\*\*\/(?:.*\/)?\.\.(?:$|\/)/.test(spec);
}

/** Leads into no folder of packages, nor from a wildcard into a hidden one: such folders need not be walked. */
function isOrdinary(spec: string): boolean {
  return !spec.split('/').some((part) => PACKAGE_FOLDER.test(part)) && !/[*?].*\/\.[^/]/.test(spec);
}

/** A folder stands for all that is below it. */
function withImplicitGlob(spec: string): string {
  return /[.*?]/.test(posix.basename(spec)) ? spec : `${spec.replace(/\/$/, '')}/**/*`;
}

/** Files that match, in the order in which TypeScript sees them; undefined where a link leads to a folder. */
function matching(include: readonly string[], exclude: readonly string[], groups: readonly (readonly string[])[], sources: Sources): string[] | undefined {
  const wanted = include.map(includeRegExp);
  const excluded = exclude.map(excludeRegExp);
  const isExcluded = (path: string): boolean => excluded.some((test) => test.test(path));
  const extensions = groups.flat();
  const found: string[][] = include.map(() => []);
  const seen = new Set<string>();
  let hasLinkedFolder = false;

  const visit = (folder: string): void => {
    if (seen.has(folder)) return;
    seen.add(folder);
    const entries = [...sources.list(folder)].sort((a, b) => (a.name < b.name ? -1 : 1));
    const prefix = folder.endsWith('/') ? folder : `${folder}/`;
    for (const { name, isFolder, isLink } of entries) {
      const path = prefix + name;
      if (isLink === true && sources.isFolder(path)) hasLinkedFolder ||= !name.startsWith('.') && !PACKAGE_FOLDER.test(name) && !isExcluded(path);
      if (isFolder || !extensions.some((extension) => name.endsWith(extension) && name.length > extension.length) || isExcluded(path)) continue;
      const index = wanted.findIndex((test) => test.test(path));
      if (index >= 0) found[index]!.push(path);
    }
    for (const { name, isFolder } of entries) {
      if (isFolder && !name.startsWith('.') && !PACKAGE_FOLDER.test(name) && !isExcluded(prefix + name)) visit(prefix + name);
    }
  };

  // Shorter first, so that a folder is walked in the order of the one above it.
  const bases = include.map(literalFolder).sort((a, b) => a.length - b.length);
  for (const base of bases) if (sources.isFolder(base)) visit(base);
  return hasLinkedFolder ? undefined : found.flat();
}

function literalFolder(spec: string): string {
  const parts = spec.split('/');
  const wild = parts.findIndex((part) => /[*?]/.test(part));
  return parts.slice(0, wild < 0 ? -1 : wild).join('/') || '/';
}

function includeRegExp(spec: string): RegExp {
  const parts = spec.split('/').slice(1).map((part) => {
    if (part === '**') return `(?:/${NOT_PACKAGES}[^/.][^/]*)*?`;
    const many = '(?:[^./]|(?:\\.(?!min\\.js$))?)*';
    const [start, rest] = part.startsWith('*') ? [`(?:[^./]${many})?`, part.slice(1)] : part.startsWith('?') ? ['[^./]', part.slice(1)] : ['', part];
    return `/${/[*?]/.test(part) ? NOT_PACKAGES : ''}${start}${escaped(rest, many)}`;
  });
  return new RegExp(`^${escaped(spec.split('/')[0]!, '')}${parts.join('')}$`, CASE);
}

function excludeRegExp(spec: string): RegExp {
  const parts = spec.replace(/\/$/, '').split('/').slice(1).map((part) => (part === '**' ? '(?:/.+?)?' : `/${escaped(part, '[^/]*')}`));
  return new RegExp(`^${escaped(spec.split('/')[0]!, '')}${parts.join('')}(?:$|/)`, CASE);
}

function escaped(part: string, many: string): string {
  return part.replace(/[-\\^$+.()|[\]{}*?]/g, (c) => (c === '*' ? many : c === '?' ? '[^/]' : `\\${c}`));
}

/** Leaves out files beside which there is a better one: `a.ts` before `a.tsx`, `a.d.ts` and `a.js`. */
function best(literal: readonly string[], matched: readonly string[], groups: readonly (readonly string[])[]): string[] {
  const kept = new Set<string>();
  const listed = new Set(literal);
  for (const file of matched) {
    const group = groups.find((extensions) => extensions.some((extension) => file.endsWith(extension)))!;
    const rank = group.findIndex((extension) => extensionOf(file) === extension);
    const stem = file.slice(0, file.length - extensionOf(file).length);
    // TypeScript keeps a `.js` file beside its `.d.ts`, as it meets that first.
    const isBeaten = group.slice(0, rank).some((extension) => (listed.has(stem + extension) || kept.has(stem + extension)) && !(extension === '.d.ts' && /\.jsx?$/.test(file)));
    if (isBeaten) continue;
    for (const extension of group.slice(rank + 1)) kept.delete(stem + extension);
    kept.add(file);
  }
  return [...new Set([...literal, ...kept])];
}

function extensionOf(file: string): string {
  return ANY_EXTENSION.exec(file)?.[0] ?? '';
}
