import { loadPolicy } from '../../src/policy/load.js';
import { PolicyError } from '../../src/policy/error.js';
import type { LoadedPolicy, PolicyProblem } from '../../src/policy/policy.js';

export const TODAY = '2026-07-01';

/** Files of memory, by absolute path. */
export function reader(files: Readonly<Record<string, string>>): (file: string) => string {
  return (file) => {
    const text = files[file];
    if (text === undefined) throw Object.assign(new Error(`no such file: ${file}`), { code: 'ENOENT' });
    return text;
  };
}

/** Loads `/p/data-purpose.jsonc` of the given files; a string stands for that file alone. */
export function load(files: string | Readonly<Record<string, string>>): LoadedPolicy {
  const all = typeof files === 'string' ? { '/p/data-purpose.jsonc': files } : files;
  return loadPolicy({ from: '/p', file: '/p/data-purpose.jsonc', readFile: reader(all), today: TODAY });
}

export function problemsOf(files: string | Readonly<Record<string, string>>): readonly PolicyProblem[] {
  try {
    load(files);
  } catch (error) {
    if (error instanceof PolicyError) return error.problems;
    throw error;
  }
  return [];
}

/** The text without its `▸`, and the places of those. */
export function marked(text: string): { text: string; places: readonly { line: number; column: number }[] } {
  const places: { line: number; column: number }[] = [];
  const lines = text.split('\n').map((line, index) => {
    let rest = line;
    for (let at = rest.indexOf('▸'); at >= 0; at = rest.indexOf('▸')) {
      places.push({ line: index + 1, column: at + 1 });
      rest = rest.slice(0, at) + rest.slice(at + 1);
    }
    return rest;
  });
  return { text: lines.join('\n'), places };
}
