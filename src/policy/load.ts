import { dirname, parse, resolve } from 'node:path';
import { formatProblem, PolicyError } from './error.js';
import { findPolicy, folderOf, projectFolder, readFromDisk } from './files.js';
import type { ReadFile } from './files.js';
import { builtInLayer, readLayers } from './layers.js';
import { mergeLayers } from './merge.js';
import type { LoadedPolicy, PolicyProblem } from './policy.js';

export { checkGlobs } from './check-globs.js';
export { findPolicy } from './files.js';

export interface LoadOptions {
  /** An explicit policy file; absent: the nearest one upward from `from`. */
  readonly file?: string;
  /** The tsconfig, linted file or folder that the policy is for. */
  readonly from: string;
  /** Reads policies and package.json files, by absolute path; default: from disk. */
  readonly readFile?: ReadFile;
  /** ISO date by which declassifiers expire; default: today, in UTC. */
  readonly today?: string;
}

/**
 * The policy in force for `from`: an explicit file, else the nearest `data-purpose.jsonc` upward, else the built-in policy.
 *
 * `extends` is merged before the file's own entries, in its order: purposes and labels by name, the later entry replacing
 * the earlier one as a whole; modules, declassifiers and models by appending. A file that extends nothing starts from nothing.
 * Globs and modules in references are relative to the folder of the file that they stand in; those of the built-in policy
 * and of packages, to that of the file that extends them.
 *
 * @throws {PolicyError} with every problem found, by file, line and column.
 */
export function loadPolicy(options: LoadOptions): LoadedPolicy {
  const today = options.today ?? new Date().toISOString().slice(0, 10);
  const readFile = options.readFile ?? readFromDisk;
  const file = options.file === undefined ? findPolicy(options.from, readFile) : resolve(options.file);
  if (file === undefined) return builtInPolicy(folderOf(options.from), today);
  const { layers, sources, incomplete, problems } = readLayers(file, readFile);
  const merged = mergeLayers(layers, { file, root: dirname(file), today, sources, incomplete });
  const all = inOrder([...problems, ...merged.problems]);
  if (all.length > 0) throw new PolicyError(all);
  return merged.policy;
}

/**
 * The built-in policy for a program without one: its globs hold anywhere in the repository, so that two packages of it, and
 * ESLint from any file, see the same purposes. Where there is no repository and no package.json, they hold anywhere at all.
 */
function builtInPolicy(folder: string, today: string): LoadedPolicy {
  const project = projectFolder(folder);
  const layer = builtInLayer(project ?? parse(folder).root);
  const { policy, problems } = mergeLayers([layer], { file: null, root: project ?? folder, today, sources: [], incomplete: false });
  if (problems.length > 0) throw new PolicyError(problems);
  return policy;
}

/** By place, the top file first as read; the same problem once, though its file be extended twice. */
function inOrder(problems: readonly PolicyProblem[]): PolicyProblem[] {
  const unique = new Map(problems.map((problem) => [formatProblem(problem), problem]));
  const files = [...new Set(problems.map((problem) => problem.place.file))];
  return [...unique.values()].sort(
    (a, b) => files.indexOf(a.place.file) - files.indexOf(b.place.file) || a.place.line - b.place.line || a.place.column - b.place.column,
  );
}
