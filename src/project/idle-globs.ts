import { dirname } from 'node:path';
import { checkGlobs } from '../policy/load.js';
import type { LoadedPolicy, PolicyProblem } from '../policy/policy.js';
import { createSources, type Sources } from './sources.js';
import { sourceFiles } from './walk.js';

/**
 * The policy's globs that match none of these files, nor one on disk below their policy file's folder, as the other programs of the repository need not be
 * analysed together with these.
 *
 * @param files absolute
 */
export function idleGlobs(policy: LoadedPolicy, files: readonly string[], sources: Sources = createSources()): PolicyProblem[] {
  const folders = new Set(checkGlobs(policy, files).map(({ place }) => dirname(place.file!)));
  return folders.size === 0 ? [] : checkGlobs(policy, [...files, ...[...folders].flatMap((folder) => sourceFiles(folder, sources))]);
}
