import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { pathToFileURL } from 'node:url';
import { edited, leafAndHub, type Edit } from './edits.js';
import { medianCost, ROOT, run, scratchFile, type Cost } from './measure.js';

export const COMMAND = join(ROOT, 'dist/src/cli/main.js');
const require = createRequire(import.meta.url);
const TSC = require.resolve('typescript/lib/tsc.js');
const NATIVE = join(ROOT, 'node_modules/typescript7/bin/tsc');
const ESLINT = join(dirname(require.resolve('eslint/package.json')), 'bin/eslint.js');
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
  readonly cost: Omit<Cost, 'status'>;
  /** What it must stay below, as a part of the processor time and the memory of the row named `of`. */
  readonly limit?: { readonly of: string; readonly cpu: number; readonly megabytes: number };
}

/** A program under a policy that has its labels. */
export interface Labelled {
  readonly tsconfig: string;
  /** Undefined: the nearest, or the built-in one. */
  readonly policy: string | undefined;
}

export interface Measured {
  readonly tsconfig: string;
  /** Undefined: no row for it. */
  readonly labelled: Labelled | undefined;
  readonly runs: number;
  readonly eslint: boolean;
  /** The main module of a jelly that is built. */
  readonly jelly: string | undefined;
}

type Way = Omit<Row, 'cost'> & { readonly measure: () => Cost };

const TSC_ROW = 'tsc --noEmit';
const TYPED_ROW = 'ESLint, no-floating-promises';

/** Measures the ways to look at one program, in turn, so that what else the machine does is shared by all. */
export function measureProgram({ tsconfig, labelled, runs, eslint, jelly }: Measured): Row[] {
  const cwd = dirname(tsconfig);
  const lint = (rule: 'ours' | 'typed' | 'none') => (): Cost => run([ESLINT, '-c', scratchFile(`${rule}.config.mjs`, config(rule)), '.'], cwd);
  const unlabelled = ours({ tsconfig, policy: scratchFile('unlabelled.jsonc', '{ "extends": ["recommended"] }') }, 'no label', { cold: 0.08, megabytes: 0.33 });
  const withLabels = labelled && ours(labelled, 'labels', { cold: 0.6, megabytes: 1 });
  const ways: Way[] = [
    { what: TSC_ROW, measure: () => run([TSC, '--noEmit', '-p', tsconfig], cwd) },
    ...(existsSync(NATIVE) ? [{ what: 'TypeScript 7: tsc --noEmit', measure: () => run([NATIVE, '--noEmit', '-p', tsconfig], cwd) }] : []),
    { what: 'create the program and bind it', measure: () => run([scratchFile('bind.mjs', BIND), tsconfig], cwd) },
    ...(jelly === undefined ? [] : [{ what: 'jelly: call graph', measure: () => run([jelly, '--callgraph-json', scratchFile('jelly.json', ''), cwd], cwd) }]),
    ...unlabelled.ways,
    ...(withLabels?.ways ?? []),
    ...(eslint
      ? [
          { what: 'ESLint, parser alone', measure: lint('none') },
          { what: TYPED_ROW, measure: lint('typed') },
          { what: 'ESLint, no-forbidden-flow', measure: lint('ours'), limit: { of: TYPED_ROW, cpu: 1.15, megabytes: Infinity } },
        ]
      : []),
  ];
  const costs = new Map<string, Cost[]>();
  for (let i = 0; i < runs; i++) for (const { what, measure } of ways) costs.set(what, [...(costs.get(what) ?? []), measure()]);
  for (const of of [unlabelled, withLabels]) of?.end();
  return ways.map(({ what, limit }) => ({ what, cost: medianCost(costs.get(what) ?? []), ...(limit && { limit }) }));
}

/** Our command over a program: cold, and warm after nothing and after edits, which are taken back. */
function ours({ tsconfig, policy }: Labelled, name: string, most: { readonly cold: number; readonly megabytes: number }): { readonly ways: Way[]; end(): void } {
  const cwd = dirname(tsconfig);
  const kept = mkdtempSync(join(tmpdir(), 'data-purpose-kept-'));
  const args = ['check', '-p', tsconfig, ...(policy === undefined ? [] : ['--policy', policy])];
  const pristine = join(kept, 'pristine');
  const used = join(kept, 'used');
  /** By what a run over the unchanged program keeps. */
  const warm = (): Cost => {
    if (!existsSync(pristine)) run([COMMAND, ...args, '--cache-location', pristine], cwd);
    rmSync(used, { recursive: true, force: true });
    cpSync(pristine, used, { recursive: true });
    return run([COMMAND, ...args, '--cache-location', used], cwd);
  };
  const { leaf, hub } = leafAndHub(tsconfig);
  warm();
  const after = (what: string, file: string, edit: Edit): Way => ({
    what: `${name}, warm, ${what}`,
    limit: { of: TSC_ROW, cpu: 0.12, megabytes: 1 },
    measure() {
      const text = readFileSync(file, 'utf8');
      writeFileSync(file, edited(text, edit));
      try {
        return warm();
      } finally {
        writeFileSync(file, text);
      }
    },
  });
  const ways: Way[] = [
    { what: `${name}, cold`, limit: { of: TSC_ROW, cpu: most.cold, megabytes: most.megabytes }, measure: () => run([COMMAND, ...args, '--no-cache'], cwd) },
    { what: `${name}, warm, nothing changed`, limit: { of: TSC_ROW, cpu: 0.05, megabytes: 1 }, measure: warm },
    after('leaf: a statement more', leaf, 'statement'),
    after('hub: a statement more', hub, 'statement'),
    after('hub: a function more', hub, 'function'),
  ];
  return { ways, end: () => rmSync(kept, { recursive: true, force: true }) };
}

/** The table's lines; ratios are to its first row. */
export function table(rows: readonly Row[]): string[] {
  const [base] = rows;
  if (!base) return [];
  const line = (cells: readonly string[]): string => cells.map((cell, i) => (i === 0 ? cell.padEnd(42) : cell.padStart(9))).join('');
  const ratio = (a: number, b: number): string => (b > 0 ? (a / b).toFixed(3) : '-');
  return [
    line(['', 'wall s', 'ratio', 'CPU s', 'ratio', 'MB', 'ratio']),
    ...rows.map(({ what, cost: c }) => line([what, c.seconds.toFixed(2), ratio(c.seconds, base.cost.seconds), c.cpu.toFixed(2), ratio(c.cpu, base.cost.cpu), c.megabytes.toFixed(0), ratio(c.megabytes, base.cost.megabytes)])),
  ];
}

/** Of each row that has a limit, the program in which it comes nearest to it or passes it by most. */
export function worst(programs: readonly { readonly tsconfig: string; readonly rows: readonly Row[] }[]): string[] {
  const found = new Map<string, { readonly part: number; readonly line: string }>();
  for (const { tsconfig, rows } of programs) {
    for (const { what, cost, limit } of rows) {
      const of = rows.find((row) => row.what === limit?.of)?.cost;
      if (!limit || !of) continue;
      for (const [key, unit] of [['cpu', 'processor time'], ['megabytes', 'memory']] as const) {
        const ratio = cost[key] / of[key];
        const most = limit[key];
        if (most === Infinity || ratio / most <= (found.get(what + key)?.part ?? 0)) continue;
        found.set(what + key, { part: ratio / most, line: `${ratio > most ? '✖' : '✔'} ${what}: ${ratio.toFixed(3)} of the ${unit} of ${limit.of}, at most ${most}: ${relative(process.cwd(), tsconfig)}` });
      }
    }
  }
  return [...found.values()].map(({ line }) => line);
}
