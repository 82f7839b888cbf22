import { readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { performance } from 'node:perf_hooks';
import { openEditor } from '../package/language-client.js';
import { randomNumbers } from '../project/random.js';
import { median, quantile } from './measure.js';

/** Typed letter by letter, as the name of a variable: each keystroke leaves a program, as no rule runs where there is none. */
const WORD = 'typedInTheEditor';

/** What one rule costs in the editor, in milliseconds. */
export interface Session {
  readonly first: number;
  readonly edits: readonly number[];
  /** The server's memory after a tenth of the edits and at the end, megabytes. */
  readonly memory: readonly [early: number, late: number];
}

/**
 * Types into files of a project through the ESLint server of Visual Studio Code, one keystroke after the other.
 *
 * @param folder with an `eslint.config.mjs` that takes the rule from the environment variable `BENCH_RULE`
 * @param files absolute
 */
export async function measureSession(folder: string, files: readonly string[], rule: 'ours' | 'typed' | 'none', edits: number): Promise<Session> {
  const random = randomNumbers(7);
  const editor = await openEditor(folder, { BENCH_RULE: rule });
  const opened = new Map<string, string>();
  const times: number[] = [];
  let early = 0;
  const timed = async (file: string): Promise<number> => {
    const begun = performance.now();
    await editor.diagnostics(file);
    return performance.now() - begun;
  };
  const open = async (file: string): Promise<number> => {
    const text = readFileSync(join(folder, file), 'utf8');
    opened.set(file, text);
    await editor.open(file, text);
    return timed(file);
  };
  const names = files.map((file) => relative(folder, file));
  let file = names[0] ?? '';
  const first = await open(file);
  for (let i = 0; i < edits; i++) {
    if (i % WORD.length === 0) {
      file = names[random(names.length)] ?? file;
      if (!opened.has(file)) await open(file);
    }
    const text = opened.get(file) ?? '';
    const at = bodyOf(text);
    await editor.change(file, `${text.slice(0, at)}  const ${WORD.slice(0, (i % WORD.length) + 1)} = [1, 2].length;\n${text.slice(at)}`);
    times.push(await timed(file));
    if (i === Math.floor(edits / 10)) early = megabytesOf(editor.pid);
  }
  const late = megabytesOf(editor.pid);
  editor.close();
  return { first, edits: times, memory: [early, late] };
}

/** Behind the opening brace of the first function's body, else the end of the file. */
function bodyOf(text: string): number {
  const found = /\)(?:: [\w<>[\], |]+)? (?:=> )?\{\n/.exec(text);
  return found ? found.index + found[0].length : text.length;
}

function megabytesOf(pid: number): number {
  try {
    return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1024;
  } catch {
    return NaN;
  }
}

export function sessionLines(sessions: Readonly<Record<string, Session>>): string[] {
  return Object.entries(sessions).map(([rule, { first, edits, memory }]) => `${rule.padEnd(8)} first ${first.toFixed(0)} ms, an edit ${median(edits).toFixed(0)} ms in the median, ${quantile(edits, 0.95).toFixed(0)} ms at the 95th percentile, ${memory[0].toFixed(0)} MB early, ${memory[1].toFixed(0)} MB late`);
}
