import type { Linker } from '../facts/link.js';
import type { LoadedPolicy, PolicyProblem } from '../policy/policy.js';
import { createDeclaredTypes } from '../types/declared.js';
import { linkerOf } from './linker.js';
import type { Sources } from './sources.js';
import { sourceFiles } from './walk.js';

/** The policy's references that mean nothing in one program. Those of a package's policy suit many programs: they may mean nothing. */
export function unresolvedIn(policy: LoadedPolicy, linker: Linker): PolicyProblem[] {
  return createDeclaredTypes(linker, policy)
    .unresolvedReferences()
    .filter(({ place }) => place.file?.includes('/node_modules/') !== true);
}

/**
 * The policy's references that mean nothing in any of the programs that share it, nor in the source files on disk, as the
 * other programs of the repository need not be analysed together with these.
 *
 * @param unresolved of each program, by {@link unresolvedIn}
 */
export function idleReferences(policy: LoadedPolicy, unresolved: readonly (readonly PolicyProblem[])[], sources: Sources): PolicyProblem[] {
  const [first = [], ...others] = unresolved;
  const idle = first.filter((problem) => others.every((problems) => includes(problems, problem)));
  if (idle.length === 0) return [];
  const onDisk = unresolvedIn(policy, linkerOf(sources, { files: sourceFiles(policy.root, sources) }));
  return idle.filter((problem) => includes(onDisk, problem));
}

/** The same reference is meant: the messages of two programs may differ. */
function includes(problems: readonly PolicyProblem[], { place }: PolicyProblem): boolean {
  return problems.some((other) => other.place.file === place.file && other.place.line === place.line && other.place.column === place.column);
}
