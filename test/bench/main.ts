// Measures `data-purpose` beside what else looks at a program:
//   npm run bench -- [--runs N] [--eslint] [--editor FOLDER] [--growth [--size N]] [--projects N] [tsconfig…]
// Each run is a whole process, in turn with the others; medians, and ratios to `tsc --noEmit`. Without a tsconfig, on a generated
// program of 16 copies of fixtures/twitter-2019. `--editor` types into the files of a folder that has an eslint.config.mjs, with
// our rule, with a type-aware one and with none; without a value, into the generated program.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { filesBelow, linkPackages, writeCopies, writeProjects } from './corpus.js';
import { measureSession, sessionLines } from './editor.js';
import { measureGrowth, writePicture } from './growth.js';
import { ROOT, run } from './measure.js';
import { measureProgram, table } from './program.js';

const { values, positionals } = parseArgs({
  options: {
    runs: { type: 'string', default: '5' },
    eslint: { type: 'boolean', default: false },
    editor: { type: 'boolean', default: false },
    edits: { type: 'string', default: '200' },
    growth: { type: 'boolean', default: false },
    size: { type: 'string', default: '1' },
    projects: { type: 'string' },
  },
  allowPositionals: true,
});
/** Of the program that generated ones are copies of. */
const FILES = 65;
const runs = Number(values.runs);
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

if (values.editor) {
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
} else if (values.growth) {
  const points = measureGrowth(runs, Number(values.size));
  writePicture(points, Number(values.size) * FILES);
  say(points.map(({ copies, labelled, cpu, megabytes }) => `${copies * Number(values.size) * FILES} files, labels in ${labelled * Number(values.size) * FILES}: ${cpu.toFixed(2)} s, ${megabytes.toFixed(0)} MB`));
} else if (values.projects !== undefined) {
  const folder = scratchFolder();
  const count = Number(values.projects);
  writeProjects(folder, count);
  const { seconds, cpu } = run([join(ROOT, 'dist/src/cli/main.js'), 'check', '--no-cache', '-p', 'p*/tsconfig.json'], folder);
  say([`${count} projects: ${seconds.toFixed(1)} s, ${((cpu / count) * 1000).toFixed(0)} ms of processor time each`]);
} else {
  const generated = positionals.length === 0 ? [writeCopies(scratchFolder(), 16, 1)] : [];
  for (const tsconfig of [...positionals.map((file) => resolve(file)), ...generated]) say([tsconfig, ...table(measureProgram(tsconfig, runs, values.eslint)), '']);
}
