import { createInterface } from 'node:readline/promises';
import { chmodSync } from 'node:fs';
import { relativePath } from '../../report/paths.js';
import { writeAtomically } from '../../project/write-atomically.js';
import { UsageError } from '../errors.js';
import { wantsColor } from '../output.js';
import { ciPart } from './ci.js';
import { eslintPart } from './eslint.js';
import { hookPart } from './hooks.js';
import { joined, part, type Part } from './plan.js';
import { policyPart } from './policy.js';
import { dependsOn, lookAt, type Repository } from './repository.js';
import { planText } from './text.js';

export interface InitOptions {
  readonly cwd: string;
  /** Write without asking. */
  readonly yes: boolean;
  readonly color: boolean;
}

const PACKAGE = 'eslint-plugin-data-purpose';
const ADD = { npm: 'npm install --save-dev', pnpm: 'pnpm add --save-dev', yarn: 'yarn add --dev', bun: 'bun add --dev' };

/** What `init` would do in a repository. Reads only. */
export function planFor(repository: Repository): Part {
  const install = dependsOn(repository, PACKAGE) ? part({}) : part({ byHand: [`Install: ${ADD[repository.packageManager]} ${PACKAGE}`] });
  return joined([part({ found: [repository.packageManager] }), install, policyPart(repository), eslintPart(repository), hookPart(repository), ciPart(repository)]);
}

/**
 * Sets a repository up: shows the plan and writes it with consent.
 *
 * @returns the exit code: 0 written, or nothing to write; 1 declined; 2 nobody could be asked
 * @throws UsageError for a package.json that is none, and where a file can't be written
 */
export async function init({ cwd, yes, color }: InitOptions): Promise<number> {
  const repository = lookAt(cwd);
  const plan = planFor(repository);
  process.stdout.write(planText(plan, repository.root, color && wantsColor(process.stdout)));
  if (plan.changes.length === 0) return 0;
  if (!yes) {
    if (!process.stdin.isTTY || !process.stdout.isTTY) {
      process.stderr.write('Nothing was written, as nobody can be asked here.\n  Run `data-purpose init --yes` to write it, or run it on a terminal.\n');
      return 2;
    }
    if (!(await consents())) {
      process.stdout.write('Nothing was written.\n');
      return 1;
    }
  }
  for (const { file, before, after, executable } of plan.changes) {
    writeChange(file, after, executable === true && before === undefined, relativePath(file, repository.root));
  }
  return 0;
}

function writeChange(file: string, text: string, executable: boolean, name: string): void {
  try {
    writeAtomically(file, text);
    if (executable) chmodSync(file, 0o755);
  } catch (error) {
    if (!(error instanceof Error && 'syscall' in error)) throw error;
    throw new UsageError(`Cannot write ${name}: ${error.message}`, 'Mend that and run `data-purpose init` once more: it goes on with what is left.');
  }
  process.stdout.write(`wrote ${name}\n`);
}

async function consents(): Promise<boolean> {
  const prompt = createInterface({ input: process.stdin, output: process.stdout });
  // The end of the input is a no.
  const closed = new Promise<undefined>((resolve) => prompt.once('close', () => resolve(undefined)));
  const answer = await Promise.race([prompt.question('Write it? [y/N] '), closed]);
  if (answer === undefined) process.stdout.write('\n');
  prompt.close();
  return /^y(?:es)?$/i.test(answer?.trim() ?? '');
}
