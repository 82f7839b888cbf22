import { relative } from 'node:path';
import picomatch from 'picomatch';
import { slashed } from './paths.js';
import type { GlobEntry, PolicyPlace, PolicyProblem } from './policy.js';

const options = { dot: true, strictBrackets: true } as const;

/** What is wrong with a glob, or undefined. */
export function globProblem(glob: string): Omit<PolicyProblem, 'place'> | undefined {
  const message = `"${glob}" is no glob that can match a file.`;
  const pattern = glob.replace(/^!/, '');
  if (pattern.trim() === '') return { message, hint: 'Write a glob such as "src/ads/**".' };
  if (/^\/|^[A-Za-z]:/.test(pattern)) return { message, hint: "Write it relative to the policy's folder, without the leading slash." };
  if (/\\[\p{L}\p{N}]/u.test(pattern)) return { message, hint: 'Write forward slashes: a backslash makes the next character literal.' };
  if (pattern.endsWith('/')) return { message, hint: `Write "${glob}**" for every file below the folder.` };
  try {
    picomatch.makeRe(pattern, options);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return { message, hint: `${error.message}. A bracket that is part of a name is written with a backslash before it.` };
  }
  return undefined;
}

/**
 * Compiles a sound glob. It does not reach into `node_modules` unless it says so: packages serve purposes by name.
 *
 * @param base absolute folder that it is relative to.
 */
export function compileGlob(glob: string, base: string, general: boolean, place: PolicyPlace): GlobEntry {
  const pattern = routeGroupsTaken(glob.replace(/^!/, '').replace(/^(?:\.\/)+/, ''));
  const test = picomatch(pattern, { ...options, nocase: general });
  const installed = pattern.includes('node_modules');
  return {
    glob,
    general,
    place,
    matches(file) {
      const path = slashed(relative(base, file));
      return (installed || !/(?:^|\/)node_modules\//.test(path)) && test(path);
    },
  };
}

/** A folder whose whole name stands in parentheses (`app/(shop)/page.tsx`) is one of a router, and no group of the glob: that has alternatives. */
function routeGroupsTaken(pattern: string): string {
  return pattern.replace(/(?<=^|\/)\(([\w.-]+)\)(?=\/|$)/g, '\\($1\\)');
}

/** Whether a list of globs takes a file in: one matches, and none of those that start with `!` does. */
export function globsMatch(globs: readonly GlobEntry[], file: string): boolean {
  let taken = false;
  for (const entry of globs) {
    if (!entry.matches(file)) continue;
    if (entry.glob.startsWith('!')) return false;
    taken = true;
  }
  return taken;
}
