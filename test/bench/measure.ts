import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { fileURLToPath, pathToFileURL } from 'node:url';

export const ROOT = fileURLToPath(new URL('../..', import.meta.url)).replace(/\/$/, '');

/** What a whole process took. */
export interface Cost {
  /** Wall time. */
  readonly seconds: number;
  /** Processor time of its Node processes. */
  readonly cpu: number;
  /** The largest Node process's peak memory. */
  readonly megabytes: number;
  /** Exit code; null: ended by a signal. */
  readonly status: number | null;
}

const scratch = mkdtempSync(join(tmpdir(), 'data-purpose-bench-'));
process.on('exit', () => rmSync(scratch, { recursive: true, force: true }));
const hook = join(scratch, 'hook.mjs');
writeFileSync(
  hook,
  `import { appendFileSync } from 'node:fs'; process.on('exit', () => { const u = process.resourceUsage(); appendFileSync(process.env.BENCH_OUT, [u.userCPUTime + u.systemCPUTime, u.maxRSS].join(' ') + '\\n'); });`,
);

/** A file of the running benchmark, which goes when that ends. */
export function scratchFile(name: string, text: string): string {
  writeFileSync(join(scratch, name), text);
  return join(scratch, name);
}

/** Runs Node to its end; its exit code is not looked at, as what is measured may find something. */
export function run(args: readonly string[], cwd: string, env: NodeJS.ProcessEnv = {}): Cost {
  const out = scratchFile(`cost-${performance.now()}`, '');
  const begun = performance.now();
  const { error, status } = spawnSync(process.execPath, ['--import', pathToFileURL(hook).href, ...args], { cwd, stdio: 'ignore', env: { ...process.env, ...env, BENCH_OUT: out } });
  if (error) throw error;
  const seconds = (performance.now() - begun) / 1000;
  const processes = readFileSync(out, 'utf8').trim().split('\n').map((line) => line.split(' ').map(Number));
  return { seconds, cpu: processes.reduce((sum, [cpu = 0]) => sum + cpu / 1e6, 0), megabytes: Math.max(...processes.map(([, rss = 0]) => rss / 1024)), status };
}

export function median(numbers: readonly number[]): number {
  return quantile(numbers, 0.5);
}

export function quantile(numbers: readonly number[], q: number): number {
  const sorted = numbers.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * q))] ?? NaN;
}

export function medianCost(costs: readonly Cost[]): Omit<Cost, 'status'> {
  return { seconds: median(costs.map((c) => c.seconds)), cpu: median(costs.map((c) => c.cpu)), megabytes: median(costs.map((c) => c.megabytes)) };
}
