import { PolicyError } from '../policy/error.js';
import { findPolicy, loadPolicy } from '../policy/load.js';
import type { LoadedPolicy } from '../policy/policy.js';
import { absolute } from '../project/absolute.js';
import { idleGlobs } from '../project/idle-globs.js';
import { policyReader } from '../project/policy-reader.js';
import type { Program } from '../project/programs.js';
import { createSources, type Sources } from '../project/sources.js';

/**
 * Each program's policy: the file given, else the nearest upward from its tsconfig. Programs of one policy file share it,
 * and its globs must match a file of one of them, or one on disk, as the other programs of the repository need not be
 * analysed together.
 *
 * @param today ISO date by which declassifiers expire; default: today
 * @throws PolicyError
 */
export function policiesOf(
  programs: readonly Program[], file: string | undefined, cwd: string, sources: Sources = createSources(), today?: string,
): Map<Program, LoadedPolicy> {
  const readFile = policyReader(sources);
  const named = file === undefined ? undefined : absolute(file, cwd);
  const loaded = new Map<string, LoadedPolicy>();
  const policies = new Map<Program, LoadedPolicy>();
  for (const program of programs) {
    const key = named ?? findPolicy(program.project, readFile) ?? `built-in for ${program.project}`;
    const policy = loaded.get(key) ?? loadPolicy({ file: named, from: program.project, readFile, today });
    loaded.set(key, policy);
    policies.set(program, policy);
  }
  const problems = [...loaded.values()].flatMap((policy) => {
    const files = programs.filter((program) => policies.get(program) === policy).flatMap((program) => program.files);
    return idleGlobs(policy, files, sources);
  });
  if (problems.length > 0) throw new PolicyError(problems);
  return policies;
}
