import { spawn } from 'node:child_process';

/**
 * Runs this command once more, without `--timeout`, in a process that is ended when the time is over: an analysis does not
 * stop to look at a clock. Output and terminal are shared.
 *
 * @param args the command's arguments, `--timeout` among them
 * @returns the exit code: 2 where the time was not enough
 */
export async function runWithin(seconds: number, args: readonly string[]): Promise<number> {
  const [, main = ''] = process.argv;
  const child = spawn(process.execPath, [...process.execArgv, main, ...withoutTimeout(args)], { stdio: 'inherit' });
  let isOver = false;
  const timer = setTimeout(() => {
    isOver = true;
    child.kill('SIGKILL');
  }, seconds * 1_000);
  // From a terminal the child has the signal too; else it must not outlive this process.
  const forward = (signal: NodeJS.Signals): void => void child.kill(signal);
  process.on('SIGINT', forward).on('SIGTERM', forward);
  const { code, signal } = await new Promise<{ code: number | null; signal: NodeJS.Signals | null }>((resolve, reject) => {
    child.on('error', reject).on('close', (ended, by) => resolve({ code: ended, signal: by }));
  });
  clearTimeout(timer);
  process.off('SIGINT', forward).off('SIGTERM', forward);
  if (isOver) {
    process.stderr.write(`The check took longer than ${seconds} seconds and was ended: nothing was judged.\n  Give it more time with --timeout, or fewer projects with --project.\n`);
    return 2;
  }
  if (signal !== null) process.kill(process.pid, signal);
  return code ?? 2;
}

/** The arguments without `--timeout` and its value. */
export function withoutTimeout(args: readonly string[]): string[] {
  const end = args.indexOf('--');
  return args.filter((arg, i) => (end >= 0 && i > end) || !(arg === '--timeout' || arg.startsWith('--timeout=') || args[i - 1] === '--timeout'));
}
