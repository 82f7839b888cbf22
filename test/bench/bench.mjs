// Wall time and peak memory of `data-purpose check` beside `tsc --noEmit`, as whole processes, run in turn.
//   npm run bench -- [--runs N] [tsconfig…]      default: 5 runs on fixtures/twitter-2019
// Prints medians and the ratio of the medians. Exit status of the commands is not looked at.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { performance } from 'node:perf_hooks';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';

const root = fileURLToPath(new URL('../..', import.meta.url));
const { values, positionals } = parseArgs({ options: { runs: { type: 'string', default: '5' } }, allowPositionals: true });
const projects = positionals.length > 0 ? positionals.map((p) => resolve(p)) : [join(root, 'fixtures/twitter-2019/tsconfig.json')];

const folder = mkdtempSync(join(tmpdir(), 'data-purpose-bench-'));
const hook = join(folder, 'hook.mjs');
writeFileSync(hook, `import { appendFileSync } from 'node:fs'; process.on('exit', () => appendFileSync(process.env.BENCH_OUT, process.resourceUsage().maxRSS + '\\n'));`);

/** One run: seconds, and megabytes of the largest process. */
function measure(args) {
  const out = join(folder, `rss-${performance.now()}`);
  const start = performance.now();
  spawnSync(process.execPath, ['--import', pathToFileURL(hook).href, ...args], { stdio: 'ignore', env: { ...process.env, BENCH_OUT: out } });
  const seconds = (performance.now() - start) / 1000;
  return { seconds, megabytes: Math.max(...readFileSync(out, 'utf8').trim().split('\n').map(Number)) / 1024 };
}

const median = (numbers) => numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)];
const summary = (runs) => ({ seconds: median(runs.map((r) => r.seconds)), megabytes: median(runs.map((r) => r.megabytes)) });

for (const project of projects) {
  const tsc = [];
  const ours = [];
  for (let i = 0; i < Number(values.runs); i++) {
    tsc.push(measure([join(root, 'node_modules/typescript/lib/tsc.js'), '--noEmit', '-p', project]));
    ours.push(measure([join(root, 'dist/src/cli/main.js'), 'check', '-p', project]));
  }
  const [a, b] = [summary(tsc), summary(ours)];
  console.log(`${project}
  tsc --noEmit        ${a.seconds.toFixed(2)} s  ${a.megabytes.toFixed(0)} MB
  data-purpose check  ${b.seconds.toFixed(2)} s  ${b.megabytes.toFixed(0)} MB
  ratio               ${(b.seconds / a.seconds).toFixed(2)}    ${(b.megabytes / a.megabytes).toFixed(2)}`);
}
rmSync(folder, { recursive: true });
