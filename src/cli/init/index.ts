import { createInterface } from 'node:readline/promises';
import { chmodSync } from 'node:fs';
import { relativePath } from '../../report/paths.js';
import { wantsColor, writeAtomically } from '../output.js';
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
    writeAtomically(file, after);
    if (executable && before === undefined) chmodSync(file, 0o755);
    process.stdout.write(`wrote ${relativePath(file, repository.root)}\n`);
  }
  return 0;
}

async function consents(): Promise<boolean> {
  const prompt = createInterface({ input: process.stdin, output: process.stdout });
  // The end of the input is a no.
  const closed = new Promise<string>((resolve) => prompt.once('close', () => resolve('')));
  const answer = await Promise.race([prompt.question('Write it? [y/N] '), closed]);
  prompt.close();
  return /^y(?:es)?$/i.test(answer.trim());
}
