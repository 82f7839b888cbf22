import { dirname } from 'node:path';
import { findPolicy } from '../policy/load.js';
import type { LoadedPolicy, PolicyProblem } from '../policy/policy.js';
import { createDeclaredTypes } from '../types/declared.js';
import type { ProgramTypes } from '../types/shape.js';
import { linkerOf } from './linker.js';
import { policyReader } from './policy-reader.js';
import type { Sources } from './sources.js';
import { sourceFiles } from './walk.js';

/** What of a policy does not fit one program. */
export interface Misfits {
  /** References that mean nothing in it, and declassifiers that nothing there calls: another program may have what they mean. */
  readonly idle: readonly PolicyProblem[];
  /** Tags of doc comments that name what the policy doesn't know. */
  readonly tags: readonly PolicyProblem[];
}

/** @param project the program's tsconfig or folder */
export function misfitsOf(policy: LoadedPolicy, project: string, declared: ProgramTypes, sources: Sources): Misfits {
  return { idle: idleIn(declared), tags: wrongTagsIn(policy, project, declared, sources) };
}

/** A package's policy suits many programs: its entries may be idle. */
function idleIn(declared: ProgramTypes): PolicyProblem[] {
  return declared.idleEntries().filter(({ place }) => place.file?.includes('/node_modules/') !== true);
}

/**
 * The policy's entries that are idle in all of the programs that share it, and in the source files below their policy file's
 * folder, as the other programs of the repository need not be analysed together with these.
 *
 * @param idle of each program, by {@link misfitsOf}
 */
export function idleEntries(policy: LoadedPolicy, idle: readonly (readonly PolicyProblem[])[], sources: Sources): PolicyProblem[] {
  const [first = [], ...others] = idle;
  const everywhere = first.filter((problem) => others.every((problems) => includes(problems, problem)));
  const folders = new Set(everywhere.map(folderOf));
  const onDisk = new Map([...folders].map((folder) => [folder, idleIn(createDeclaredTypes(linkerOf(sources, { files: sourceFiles(folder, sources) }), policy))]));
  return everywhere.filter((problem) => includes(onDisk.get(folderOf(problem))!, problem));
}

const folderOf = ({ place }: PolicyProblem): string => dirname(place.file!);

/** The same entry is meant: the messages of two programs may differ. */
function includes(problems: readonly PolicyProblem[], { place }: PolicyProblem): boolean {
  return problems.some((other) => other.place.file === place.file && other.place.line === place.line && other.place.column === place.column);
}

/** A file that another policy is nearer to than this one is for that one to judge. */
function wrongTagsIn(policy: LoadedPolicy, project: string, declared: ProgramTypes, sources: Sources): PolicyProblem[] {
  const readFile = policyReader(sources);
  const nearestTo = (from: string): string | null => findPolicy(from, readFile) ?? null;
  const explicit = nearestTo(project) !== policy.file;
  return declared.wrongTags().filter(({ place }) => explicit || nearestTo(place.file!) === policy.file);
}
