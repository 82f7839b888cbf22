import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { writeProjects } from './corpus.js';
import { medianCost, ROOT, run, type Cost } from './measure.js';
import { COMMAND } from './program.js';

/** What it takes to start: processes that do next to nothing, side by side. */
export function measureStart(runs: number): string[] {
  const folder = mkdtempSync(join(tmpdir(), 'data-purpose-start-'));
  writeProjects(folder, 1);
  const ways: (readonly [what: string, measure: () => Cost])[] = [
    ['node -e 0', () => run(['-e', '0'], folder)],
    ['data-purpose --version', () => run([COMMAND, '--version'], folder)],
    ['import typescript', () => run(['-e', `import(${JSON.stringify(pathToFileURL(join(ROOT, 'node_modules/typescript/lib/typescript.js')).href)})`], folder)],
    ['check of three files, cold', () => run([COMMAND, 'check', '--no-cache', '-p', 'p0'], folder)],
  ];
  const costs = ways.map(() => [] as Cost[]);
  for (let i = 0; i < runs; i++) ways.forEach(([, measure], w) => costs[w]!.push(measure()));
  rmSync(folder, { recursive: true });
  const found = costs.map((of) => medianCost(of));
  return ways.map(([what], w) => `${what.padEnd(28)} ${(found[w]!.seconds * 1000).toFixed(0).padStart(5)} ms wall, ${(found[w]!.cpu * 1000).toFixed(0).padStart(5)} ms CPU, ${(found[w]!.cpu / found[0]!.cpu).toFixed(2)} of Node alone`);
}

/** Tiny projects in one glob. */
export function measureProjects(runs: number, count: number): string {
  const folder = mkdtempSync(join(tmpdir(), 'data-purpose-projects-'));
  writeProjects(folder, count);
  const { seconds, cpu } = medianCost(Array.from({ length: runs }, () => run([COMMAND, 'check', '--no-cache', '-p', 'p*/tsconfig.json'], folder)));
  rmSync(folder, { recursive: true });
  return `${count} projects: ${seconds.toFixed(1)} s wall, ${((cpu / count) * 1000).toFixed(1)} ms CPU each, at most 50`;
}
