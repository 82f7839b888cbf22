import type { Project } from '../../src/flow/analyse.js';
import type { Violation } from '../../src/flow/result.js';
import { execute, functionsOf, type Observation } from './execute.js';
import { analyseProgram, ROOT, type Program } from './world.js';

/** The analysis of a program beside what its runs showed. Flows are `label -> purpose`, with ` (match)` behind where the value was found by the label. */
export interface Verdict {
  /** Happened, and were not reported. */
  readonly missed: readonly string[];
  /** Were reported, and never happened, though all code on their way was run. */
  readonly wrong: readonly string[];
  /** Reported at a place that is not where the value enters. */
  readonly misplaced: readonly string[];
  readonly reported: number;
  /** The program does not run to its end. */
  readonly error?: unknown;
}

/** Runs and analyses a program. `repeat`: how many times more often it is run where something reported was not seen. */
export async function judge(program: Program, runs = 16, options: Partial<Project> & { readonly repeat?: number } = {}): Promise<Verdict> {
  const seen = await execute(program, runs);
  const { violations, analysed } = analyseProgram(program, options);
  if (analysed.unparsed.length > 0) throw new Error(`can't be parsed: ${analysed.unparsed[0]!.message}`);
  const verdict = compare(program, seen, violations);
  // Few runs don't take every way: what seems never to happen gets more.
  return verdict.wrong.length > 0 ? compare(program, await execute(program, (options.repeat ?? 20) * runs, true), violations) : verdict;
}

function flowOf(v: Violation): string {
  return `${v.label} -> ${v.purpose}`;
}

function compare(program: Program, seen: Observation, violations: readonly Violation[]): Verdict {
  const flows = new Map(violations.filter((v) => v.rule === 'no-forbidden-flow').map((v) => [flowOf(v), v]));
  const matches = new Map(violations.filter((v) => v.rule === 'no-forbidden-match').map((v) => [flowOf(v), v]));
  // A module that reads something itself may not look at it.
  const pulled = new Set(program.sinks.filter((s) => s.host === 'pulled').map((s) => `p${s.n}`));
  const unexplained = (reported: ReadonlyMap<string, Violation>, by: readonly ReadonlySet<string>[], mark: string): string[] => {
    const open = [...reported].filter(([flow, v]) => !by.some((set) => set.has(flow)) && !pulled.has(v.purpose));
    return open.filter(([, v]) => !seen.entered || wasRun(program, v, seen.entered)).map(([flow]) => flow + mark);
  };
  return {
    missed: [...[...seen.arrived].filter((flow) => !flows.has(flow)), ...[...seen.matched].filter((flow) => !flows.has(flow) && !matches.has(flow)).map((flow) => `${flow} (match)`)].sort(),
    wrong: seen.error === undefined ? [...unexplained(flows, [seen.tolerated], ''), ...unexplained(matches, [seen.tolerated, seen.among], ' (match)')].sort() : [],
    misplaced: [...flows.values(), ...matches.values()].filter((v) => !isPlaced(program, v)).map((v) => `${flowOf(v)} at ${v.place.file.slice(ROOT.length + 1)}:${v.place.line}`),
    reported: flows.size + matches.size,
    ...(seen.error !== undefined && { error: seen.error }),
  };
}

/** Every function on the way of the flow was entered: one that nobody calls is an entry point to the analysis. */
function wasRun(program: Program, v: Violation, entered: ReadonlySet<string>): boolean {
  return [...v.trace.map((s) => s.place), v.place].every((place) => {
    const file = place.file.slice(ROOT.length + 1);
    const text = program.files[file];
    if (text === undefined) return true;
    const at = offsetOf(text, place.line, place.column);
    return functionsOf(file, text).every((f) => !(f.s <= at && at < f.e) || entered.has(f.id));
  });
}

function offsetOf(text: string, line: number, column: number): number {
  let at = 0;
  for (let i = 1; i < line; i++) at = text.indexOf('\n', at) + 1;
  return at + column - 1;
}

/** A value pushed into a sink that is named in the code is reported on the line that names it. */
function isPlaced(program: Program, v: Violation): boolean {
  const n = v.purpose.slice(1);
  const mentions = Object.entries(program.files).flatMap(([name, text]) => text.split('\n').flatMap((line, i) => (new RegExp(`\\b[sS]ink${n}\\b`).test(line) && !line.startsWith('import') ? [`${ROOT}/${name}:${i + 1}`] : [])));
  return mentions.length === 0 || mentions.includes(`${v.place.file}:${v.place.line}`);
}
