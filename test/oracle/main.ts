// Runs random programs beside their analysis.
//   npm run oracle -- [--programs N] [--seed N] [--weights async=0,classes=300] [--extent slice] [--wrong] [--no-shrink]
// --extent slice analyses only what lies between sources and boundaries. Prints each miss, shrunk; with --wrong also what was reported and never happened. Exit status 1 after a miss, 2 after a crash of the analysis.
import { parseArgs } from 'node:util';
import type { Weights } from './generate/choices.js';
import { generateProgram } from './generate/program.js';
import { numbers } from './numbers.js';
import { judge, type Verdict } from './judge.js';
import { printed } from './print.js';
import { shrink } from './shrink.js';
import { undeclared } from './undeclared.js';
import type { Program } from './world.js';

const { values } = parseArgs({
  options: {
    programs: { type: 'string', default: '1000' },
    seed: { type: 'string', default: '1' },
    weights: { type: 'string', default: '' },
    wrong: { type: 'boolean', default: false },
    extent: { type: 'string', default: 'all' },
    'no-shrink': { type: 'boolean', default: false },
  },
});
const extent = values.extent === 'slice' ? 'slice' : 'all';
const weights: Weights = Object.fromEntries(values.weights.split(',').filter(Boolean).map((w) => [w.split('=')[0]!, Number(w.split('=')[1])]));
const first = Number(values.seed);
const count = Number(values.programs);
type Kind = 'missed' | 'wrong' | 'misplaced';

async function smallest(program: Program, kind: Kind, flow: string): Promise<Program> {
  return shrink(program, async (p) => {
    try {
      if (undeclared(p).length > 0) return false;
      const v = await judge(p, 12, { repeat: 3, extent });
      return v[kind].includes(flow) && (kind === 'missed' || v.error === undefined);
    } catch {
      return false;
    }
  });
}

async function report(seed: number, program: Program, verdict: Verdict): Promise<void> {
  for (const kind of values.wrong ? (['missed', 'misplaced', 'wrong'] as const) : (['missed', 'misplaced'] as const)) {
    const [flow] = verdict[kind];
    if (flow === undefined) continue;
    console.log(`\n${kind} in program ${seed}: ${verdict[kind].join(', ')}`);
    console.log(printed(values['no-shrink'] ? program : await smallest(program, kind, flow)));
  }
}

async function run(): Promise<void> {
  const sum = { programs: 0, missed: 0, misplaced: 0, wrong: 0, reported: 0, errors: 0 };
  for (let seed = first; seed < first + count; seed++) {
    const program = generateProgram(numbers(seed), weights);
    const verdict = await judge(program, 16, { extent });
    sum.programs++;
    sum.reported += verdict.reported;
    sum.missed += verdict.missed.length;
    sum.misplaced += verdict.misplaced.length;
    sum.wrong += verdict.wrong.length;
    if (verdict.error !== undefined) sum.errors++;
    await report(seed, program, verdict);
    if (sum.programs % 1000 === 0) console.error(JSON.stringify({ seed, ...sum }));
  }
  console.log(`${sum.programs} programs, ${sum.errors} of which throw; ${sum.reported} flows reported, ${sum.missed} missed, ${sum.misplaced} at a wrong place, ${sum.wrong} never seen: precision ${((1 - sum.wrong / Math.max(1, sum.reported)) * 100).toFixed(2)} %`);
  process.exitCode = sum.missed > 0 ? 1 : 0;
}

// What a program throws in a later turn, and rejects, ends nothing here; what the analysis throws ends the run.
process.on('unhandledRejection', () => undefined);
process.on('uncaughtException', () => undefined);
run().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 2;
});
