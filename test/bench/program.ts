import { appendFileSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type * as Ts from 'typescript';
import { medianCost, ROOT, run, scratchFile, type Cost } from './measure.js';

const COMMAND = join(ROOT, 'dist/src/cli/main.js');
const require = createRequire(import.meta.url);
const TSC = require.resolve('typescript/lib/tsc.js');
const MODULES = pathToFileURL(join(ROOT, 'node_modules')).href;

/** Creates a program and binds it, checking nothing. */
const BIND = `import ts from '${MODULES}/typescript/lib/typescript.js';
const file = process.argv[2];
const { fileNames, options } = ts.getParsedCommandLineOfConfigFile(file, {}, { ...ts.sys, onUnRecoverableConfigFileDiagnostic() {} });
ts.createProgram(fileNames, { ...options, noEmit: true }).getTypeChecker();`;

/** An ESLint config with one rule, or none. */
const config = (rule: 'ours' | 'typed' | 'none'): string => `import parser from '${MODULES}/@typescript-eslint/parser/dist/index.js';
import typed from '${MODULES}/@typescript-eslint/eslint-plugin/dist/index.js';
import ours from '${pathToFileURL(ROOT).href}/dist/src/index.js';
const of = { ours: { plugins: { 'data-purpose': ours }, rules: { 'data-purpose/no-forbidden-flow': 'error' } }, typed: { plugins: { '@typescript-eslint': typed }, rules: { '@typescript-eslint/no-floating-promises': 'error' } }, none: {} };
export default [{ files: ['**/*.{ts,tsx}'], languageOptions: { parser, parserOptions: { projectService: true } }, linterOptions: { reportUnusedDisableDirectives: 'off' }, ...of.${rule} }];`;

export interface Row {
  readonly what: string;
  readonly cost: Cost;
}

/** Measures the ways to look at one program, in turn, so that what else the machine does is shared by all. */
export function measureProgram(tsconfig: string, runs: number, withESLint: boolean): Row[] {
  const cwd = dirname(tsconfig);
  const kept = mkdtempSync(join(tmpdir(), 'data-purpose-kept-'));
  const cached = ['check', '-p', tsconfig, '--cache-location', kept];
  const native = join(ROOT, 'node_modules/typescript7/bin/tsc');
  const eslint = (rule: 'ours' | 'typed' | 'none') => (): Cost => run([require.resolve('eslint/package.json').replace('package.json', 'bin/eslint.js'), '-c', scratchFile(`${rule}.config.mjs`, config(rule)), '.'], cwd);
  const changed = leafOf(tsconfig);
  const ways: (readonly [string, () => Cost])[] = [
    ['tsc --noEmit', () => run([TSC, '--noEmit', '-p', tsconfig], cwd)],
    ...(existsSync(native) ? [['TypeScript 7: tsc --noEmit', () => run([native, '--noEmit', '-p', tsconfig], cwd)] as const] : []),
    ['create the program and bind it', () => run([scratchFile('bind.mjs', BIND), tsconfig], cwd)],
    ['data-purpose check --no-cache', () => run([COMMAND, 'check', '--no-cache', '-p', tsconfig], cwd)],
    ['… again, nothing changed', () => run([COMMAND, ...cached], cwd)],
    ['… again, one file changed', () => withEdit(changed, () => run([COMMAND, ...cached], cwd))],
    ...(withESLint ? [['ESLint, parser alone', eslint('none')], ['ESLint, no-floating-promises', eslint('typed')], ['ESLint, no-forbidden-flow', eslint('ours')]] as const : []),
  ];
  run([COMMAND, ...cached], cwd);
  const costs = new Map<string, Cost[]>();
  for (let i = 0; i < runs; i++) for (const [what, measure] of ways) costs.set(what, [...(costs.get(what) ?? []), measure()]);
  rmSync(kept, { recursive: true, force: true });
  return ways.map(([what]) => ({ what, cost: medianCost(costs.get(what) ?? []) }));
}

/** The table's lines; ratios are to its first row. */
export function table(rows: readonly Row[]): string[] {
  const [base] = rows;
  if (!base) return [];
  const line = (cells: readonly string[]): string => cells.map((cell, i) => (i === 0 ? cell.padEnd(34) : cell.padStart(9))).join('');
  const ratio = (a: number, b: number): string => (b > 0 ? (a / b).toFixed(3) : '-');
  return [
    line(['', 'wall s', 'ratio', 'CPU s', 'ratio', 'MB', 'ratio']),
    ...rows.map(({ what, cost: c }) => line([what, c.seconds.toFixed(2), ratio(c.seconds, base.cost.seconds), c.cpu.toFixed(2), ratio(c.cpu, base.cost.cpu), c.megabytes.toFixed(0), ratio(c.megabytes, base.cost.megabytes)])),
  ];
}

/** The program's last file. */
function leafOf(tsconfig: string): string {
  const ts = require('typescript') as typeof Ts;
  const parsed = ts.getParsedCommandLineOfConfigFile(tsconfig, {}, { ...ts.sys, onUnRecoverableConfigFileDiagnostic: () => undefined });
  const file = parsed?.fileNames.filter((name) => /\.tsx?$/.test(name) && !name.endsWith('.d.ts')).at(-1);
  if (file === undefined) throw new Error(`${tsconfig} has no files`);
  return file;
}

let edits = 0;

/** With a function more in the file, which is then as it was. */
function withEdit<T>(file: string, measure: () => T): T {
  const text = readFileSync(file, 'utf8');
  appendFileSync(file, `\nexport const edited${edits++} = (): number => ${edits};\n`);
  try {
    return measure();
  } finally {
    writeFileSync(file, text);
  }
}
