import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { filesBelow, writeCopies } from './corpus.js';
import { medianCost, run, type Cost } from './measure.js';
import { COMMAND } from './program.js';

export interface Point {
  readonly copies: number;
  readonly labelled: number;
  readonly cpu: number;
  readonly megabytes: number;
}

/** Copies of a program, and in how many of them labels are: in none, in one, in all; of the largest, in some too. */
const GRID: readonly (readonly [copies: number, labelled: number])[] = [
  ...[1, 2, 4, 8].flatMap((copies) => [...new Set([0, 1, copies])].map((labelled) => [copies, labelled] as const)),
  [8, 2],
  [8, 4],
];

/**
 * @param base copies that count as one
 * @param tell of each point when it is known
 */
export function measureGrowth(runs: number, base: number, tell: (point: Point) => void): Point[] {
  return GRID.map(([copies, labelled]) => {
    const folder = mkdtempSync(join(tmpdir(), 'data-purpose-growth-'));
    const tsconfig = writeCopies(folder, copies * base, labelled * base);
    const { cpu, megabytes } = medianCost(Array.from({ length: runs }, () => run([COMMAND, 'check', '--no-cache', '-p', tsconfig], folder)));
    rmSync(folder, { recursive: true });
    const point = { copies, labelled, cpu, megabytes };
    tell(point);
    return point;
  });
}

/** Checks a program of so many lines, with labels in one of the copies that it is made of. */
export function measureLines(lines: number, labelled: number): { readonly files: number; readonly lines: number; readonly cost: Cost } {
  const folder = mkdtempSync(join(tmpdir(), 'data-purpose-lines-'));
  writeCopies(folder, 1, 0);
  const one = filesBelow(folder).reduce((sum, file) => sum + readFileSync(file, 'utf8').split('\n').length - 1, 0);
  const copies = Math.ceil(lines / one);
  const tsconfig = writeCopies(folder, copies, labelled);
  const files = filesBelow(folder).length;
  const cost = run([COMMAND, 'check', '--no-cache', '-p', tsconfig], folder);
  rmSync(folder, { recursive: true });
  return { files, lines: copies * one, cost };
}
