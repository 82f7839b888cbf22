// Measures `data-purpose` beside what else looks at a program:
//   npm run bench -- [--runs N] [--policy FILE] [--no-eslint] [--jelly MAIN] [tsconfig…]
// One program after the other: each way to look at it is a whole process, in turn with the others; medians, and ratios to
// `tsc --noEmit`, the worst of which are named at the end. `--policy` has labels for the programs. Without a tsconfig: a generated
// program of 6 copies of fixtures/twitter-2019, then how a process starts, many projects, and growth.
//   npm run bench -- --growth [--size N] [--picture]    growth alone, of N copies at a time; writes growth.svg
//   npm run bench -- --lines N                          a program of so many lines, by Node's default heap
//   npm run bench -- --editor [--edits N]               types into the generated program through the editor's ESLint server, with
//                                                       our rule, with a type-aware one and with none
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { filesBelow, linkPackages, writeCopies } from './corpus.js';
import { measureSession, sessionLines } from './editor.js';
import { measureGrowth, measureLines, type Point } from './growth.js';
import { ROOT } from './measure.js';
import { growthPicture } from './picture.js';
import { measureProgram, table, worst, type Labelled } from './program.js';
import { measureProjects, measureStart } from './start.js';

const { values, positionals } = parseArgs({
  options: {
    runs: { type: 'string', default: '5' },
    policy: { type: 'string' },
    eslint: { type: 'boolean', default: true },
    jelly: { type: 'string' },
    editor: { type: 'boolean', default: false },
    edits: { type: 'string', default: '200' },
    growth: { type: 'boolean', default: false },
    picture: { type: 'boolean', default: false },
    size: { type: 'string', default: '1' },
    lines: { type: 'string' },
  },
  allowPositionals: true,
  allowNegative: true,
});
/** Of the program that generated ones are copies of. */
const FILES = 66;
const COPIES = 6;
const PROJECTS = 500;
const runs = Number(values.runs);
const size = Number(values.size);
const say = (lines: readonly string[]): void => void process.stdout.write(`${lines.join('\n')}\n`);

function scratchFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'data-purpose-corpus-'));
  process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

const EDITOR_CONFIG = `import parser from '@typescript-eslint/parser';
import typed from '@typescript-eslint/eslint-plugin';
import ours from 'eslint-plugin-data-purpose';
const of = { ours: { plugins: { 'data-purpose': ours }, rules: { 'data-purpose/no-forbidden-flow': 'error', 'data-purpose/no-forbidden-match': 'error' } }, typed: { plugins: { '@typescript-eslint': typed }, rules: { '@typescript-eslint/no-floating-promises': 'error' } }, none: {} };
export default [{ files: ['**/*.ts'], languageOptions: { parser, parserOptions: { projectService: true } }, ...of[process.env.BENCH_RULE] }];
`;

async function editor(): Promise<void> {
  const folder = scratchFolder();
  writeCopies(folder, 16, 1);
  linkPackages(folder);
  writeFileSync(join(folder, 'eslint.config.mjs'), EDITOR_CONFIG);
  const files = filesBelow(folder).filter((file) => !file.includes('node_modules'));
  const edits = Number(values.edits);
  const none = await measureSession(folder, files, 'none', edits);
  const typed = await measureSession(folder, files, 'typed', edits);
  const ours = await measureSession(folder, files, 'ours', edits);
  say([`editor: ${files.length} files, ${edits} edits`, ...sessionLines({ none, typed, ours })]);
}

function growth(runs: number): void {
  const line = ({ copies, labelled, cpu, megabytes }: Point): string => `${copies * size * FILES} files, labels in ${labelled * size * FILES}: ${cpu.toFixed(2)} s CPU, ${megabytes.toFixed(0)} MB`;
  say(['growth']);
  const points = measureGrowth(runs, size, (point) => say([line(point)]));
  if (values.picture) writeFileSync(join(ROOT, 'test/bench/growth.svg'), growthPicture(points, size * FILES));
}

function programs(tsconfigs: readonly string[], labelledOf: (tsconfig: string) => Labelled | undefined): void {
  const measured = tsconfigs.map((tsconfig) => {
    const rows = measureProgram({ tsconfig, labelled: labelledOf(tsconfig), runs, eslint: values.eslint, jelly: values.jelly });
    say([tsconfig, ...table(rows), '']);
    return { tsconfig, rows };
  });
  say(['the worst', ...worst(measured), '']);
}

if (values.editor) await editor();
else if (values.growth) growth(runs);
else if (values.lines !== undefined) {
  for (const labelled of [0, 1]) {
    const { files, lines, cost } = measureLines(Number(values.lines), labelled);
    say([`${lines} lines in ${files} files, labels in ${labelled * FILES}: ${cost.seconds.toFixed(1)} s wall, ${cost.cpu.toFixed(1)} s CPU, ${cost.megabytes.toFixed(0)} MB, exit code ${cost.status}`]);
  }
} else if (positionals.length > 0) {
  const { policy } = values;
  programs(positionals.map((file) => resolve(file)), (tsconfig) => (policy === undefined ? undefined : { tsconfig, policy: resolve(policy) }));
} else {
  const labelled = { tsconfig: writeCopies(scratchFolder(), COPIES, 1), policy: undefined };
  programs([writeCopies(scratchFolder(), COPIES, 0)], () => labelled);
  say(['start-up', ...measureStart(runs), '', measureProjects(Math.min(runs, 3), PROJECTS), '']);
  // Once, as it takes as long as all the rest.
  growth(1);
}
