import { getEnvironmentData, isMainThread, setEnvironmentData, workerData } from 'node:worker_threads';

/** What the thread that reads ESLint's config hands to those in which ESLint lints. */
interface Shared {
  readonly isCaching: boolean;
  /** One bit for each pitfall that a thread has told of. */
  readonly told: Int32Array;
}

const KEY = 'eslint-plugin-data-purpose';

const PITFALLS = {
  cache: {
    bit: 1,
    text:
      'ESLint runs with --cache: a file that has not changed is not linted again, though a change in another one may have opened a flow through it, ' +
      'and closed ones are still reported. Leave --cache out, or let `data-purpose check`, which keeps its own cache, be the gate.',
  },
  concurrency: {
    bit: 2,
    text:
      'ESLint runs with --concurrency: each of its threads analyses the whole program, which takes the time and the memory of one analysis in each. ' +
      'The reports are the same. Leave --concurrency out where these rules take most of the time, or use `data-purpose check`.',
  },
} as const;

if (isMainThread) setEnvironmentData(KEY, { isCaching: isCachingBy(process.argv), told: new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT)) } satisfies Shared);

/**
 * Warns, once a process, of ways to run ESLint that do not go well with rules that look past one file. ESLint's API tells plugins
 * of its cache only where it lints in threads: a program that calls it with `cache: true` is not noticed.
 */
export function tellPitfalls(): void {
  const shared = getEnvironmentData(KEY) as unknown as Shared | undefined;
  const worker = workerOptions();
  const isCaching = worker?.cache ?? shared?.isCaching ?? false;
  if (isCaching) tell('cache', shared);
  if (worker) tell('concurrency', shared);
}

function tell(pitfall: keyof typeof PITFALLS, shared: Shared | undefined): void {
  const { bit, text } = PITFALLS[pitfall];
  const told = shared?.told ?? own;
  if ((Atomics.or(told, 0, bit) & bit) === 0) process.emitWarning(text, { type: 'DataPurposeWarning', code: `DATA_PURPOSE_${pitfall.toUpperCase()}` });
}

/** Of a thread whose parent has not loaded the plugin. */
const own = new Int32Array(1);

/** In a thread that lints for ESLint (9.34 and later). */
function workerOptions(): { readonly cache?: boolean } | undefined {
  const data: unknown = workerData;
  if (isMainThread || typeof data !== 'object' || data === null || !('filePathIndexArray' in data)) return undefined;
  // Else the options are a module's, which only ESLint reads.
  const options = 'eslintOptionsOrURL' in data && typeof data.eslintOptionsOrURL === 'object' ? data.eslintOptionsOrURL : undefined;
  return options && 'cache' in options ? { cache: options.cache === true } : {};
}

/** @param argv of a process that may be ESLint's command */
export function isCachingBy(argv: readonly string[]): boolean {
  const [, script = '', ...args] = argv;
  if (!/[\\/]eslint(?:[\\/]bin[\\/]eslint)?(?:\.[cm]?js)?$/.test(script)) return false;
  const end = args.indexOf('--');
  const last = (end < 0 ? args : args.slice(0, end)).findLast((arg) => /^--(?:no-)?cache(?:=.*)?$/.test(arg));
  return last !== undefined && last !== '--no-cache' && last !== '--cache=false';
}
