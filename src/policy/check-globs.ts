import type { LoadedPolicy, PolicyProblem } from './policy.js';
import { compileGlob } from './globs.js';

/**
 * Globs of the policy's files that match none of a program's files. The built-in policy's and packages' globs suit many
 * programs and never complain; nor does one that takes files out.
 *
 * @param files the program's files, absolute.
 */
export function checkGlobs(policy: Pick<LoadedPolicy, 'modules' | 'root'>, files: readonly string[]): PolicyProblem[] {
  const globs = policy.modules.flatMap((entry) => entry.files);
  return globs
    .filter((entry) => !entry.general && !entry.glob.startsWith('!') && !files.some((file) => entry.matches(file)))
    .map((entry) => ({ message: `"${entry.glob}" matches no file of the program.`, hint: hint(entry.glob, policy.root, files), place: entry.place }));
}

function hint(glob: string, root: string, files: readonly string[]): string {
  const suggestions = [`${glob}/**`, `${glob.replace(/\.\w+$/, '')}.*`, `**/${glob}`, `**/${glob}/**`];
  const place = { file: null, line: 1, column: 1 };
  const found = suggestions.find((suggestion) => {
    const entry = compileGlob(suggestion, root, false, place);
    return files.some((file) => entry.matches(file));
  });
  return found === undefined ? "Correct it or remove it. Globs are relative to the policy's folder." : `Did you mean "${found}"?`;
}
