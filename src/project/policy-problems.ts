import { dirname } from 'node:path';
import type { Linker } from '../facts/link.js';
import { findPolicy } from '../policy/load.js';
import type { LoadedPolicy, PolicyProblem } from '../policy/policy.js';
import { createDeclaredTypes } from '../types/declared.js';
import { absolute } from './absolute.js';
import { linkerOf } from './linker.js';
import { policyReader } from './policy-reader.js';
import { unreadSchemas } from './prisma-schemas.js';
import { repositoryRoot } from './root.js';
import type { Sources } from './sources.js';
import { sourceFiles } from './walk.js';

/** Something that one program has no use for: another program below `folder` may have. */
export interface Idle extends PolicyProblem {
  readonly folder: string;
}

/** What of a policy does not fit one program. */
export interface Misfits {
  /** Entries of the policy, `@declassifies` tags and labels in schemas that are idle in it. */
  readonly idle: readonly Idle[];
  /** Tags of doc comments that name what the policy doesn't know. */
  readonly tags: readonly PolicyProblem[];
}

/** @param project the program's tsconfig or folder */
export function misfitsOf(policy: LoadedPolicy, project: string, linker: Linker, sources: Sources): Misfits {
  return { idle: idleIn(policy, [project], linker, sources), tags: wrongTagsIn(policy, project, linker, sources) };
}

/** @param from files or folders that lie in the packages whose schemas count */
function idleIn(policy: LoadedPolicy, from: readonly string[], linker: Linker, sources: Sources): Idle[] {
  const declared = createDeclaredTypes(linker, policy);
  const inRepository = (problem: PolicyProblem): Idle => ({ ...problem, folder: folderAround(problem.place.file!, policy, sources) });
  // A package's policy suits many programs: its entries may be idle.
  const entries = declared.idleEntries().filter(({ place }) => place.file?.includes('/node_modules/') !== true);
  const tags = declared.unusedTags().filter(({ place, isExported }) => !isExported || !isOfLibrary(place.file!, sources));
  return [
    ...entries.map((problem) => ({ ...problem, folder: dirname(problem.place.file!) })),
    ...tags.map(({ isExported: _, ...problem }) => inRepository(problem)),
    ...unreadSchemas(policy, from, linker, declared, sources).map(inRepository),
  ];
}

/** Where other programs that may have use for something in a file lie: its repository, else below the policy. */
function folderAround(file: string, policy: LoadedPolicy, sources: Sources): string {
  const folder = dirname(file);
  const root = repositoryRoot(folder);
  return policy.file !== null && !sources.exists(absolute('.git', root)) && folder.startsWith(`${policy.root}/`) ? policy.root : root;
}

/** The file's package is made for others, who may call what it exports. */
function isOfLibrary(file: string, sources: Sources): boolean {
  for (let at = dirname(file); ; at = dirname(at)) {
    const manifest = sources.read(absolute('package.json', at));
    if (manifest !== undefined) return /"(?:exports|types|typings)"\s*:/.test(manifest) && !/"private"\s*:\s*true/.test(manifest);
    if (dirname(at) === at) return false;
  }
}

/**
 * What is idle in the programs that share a policy, and in the source files of the folder that other programs lie in which
 * may have use for it, as these need not be analysed together. An entry of the policy is idle where it is so in all programs.
 *
 * @param idle of each program, by {@link misfitsOf}
 */
export function idleEntries(policy: LoadedPolicy, idle: readonly (readonly Idle[])[], sources: Sources): PolicyProblem[] {
  const isEntry = ({ place }: Idle): boolean => policy.sources.includes(place.file!);
  const found = unique(idle.flat()).filter((problem) => !isEntry(problem) || idle.every((problems) => includes(problems, problem)));
  const folders = new Set(found.map(({ folder }) => folder));
  const from = found.flatMap(({ place }) => place.file!);
  const onDisk = new Map([...folders].map((folder) => [folder, idleIn(policy, from, linkerOf(sources, { files: sourceFiles(folder, sources) }), sources)]));
  return found.filter((problem) => includes(onDisk.get(problem.folder)!, problem)).map(({ folder: _, ...problem }) => problem);
}

function unique(problems: readonly Idle[]): Idle[] {
  return problems.filter((problem, i) => problems.findIndex((other) => isSame(other, problem)) === i);
}

/** The same entry is meant: the messages of two programs may differ. */
const isSame = ({ place: a }: PolicyProblem, { place: b }: PolicyProblem): boolean => a.file === b.file && a.line === b.line && a.column === b.column;

function includes(problems: readonly PolicyProblem[], problem: PolicyProblem): boolean {
  return problems.some((other) => isSame(other, problem));
}

/** A file that another policy is nearer to than this one is for that one to judge. */
function wrongTagsIn(policy: LoadedPolicy, project: string, linker: Linker, sources: Sources): PolicyProblem[] {
  const readFile = policyReader(sources);
  const nearestTo = (from: string): string | null => findPolicy(from, readFile) ?? null;
  const explicit = nearestTo(project) !== policy.file;
  return createDeclaredTypes(linker, policy).wrongTags().filter(({ place }) => explicit || nearestTo(place.file!) === policy.file);
}
