import { validateAction, validateWorkflow } from '@action-validator/core';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { dataPurpose, LEAK } from '../cli/command.js';
import { git, run, write } from '../git/temp-repository.js';
import { commit, project } from './project.js';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const read = (file: string): string => readFileSync(join(ROOT, file), 'utf8');

interface Action {
  readonly inputs: Readonly<Record<string, { readonly description: string; readonly default: string }>>;
  readonly runs: { readonly steps: readonly { readonly id?: string; readonly run?: string; readonly env?: Readonly<Record<string, string>> }[] };
}

describe('action.yml', () => {
  const action = parse(read('action.yml')) as Action;
  const check = action.runs.steps.find(({ id }) => id === 'check')!;

  /** Runs the action's own step as GitHub does: bash with -e and -o pipefail, inputs by the environment. */
  function step(folder: string, inputs: Readonly<Record<string, string>> = {}) {
    const output = join(folder, 'github-output');
    write(folder, { 'github-output': '' });
    const env = Object.fromEntries(Object.entries(check.env!).map(([name, value]) => [name, value.replace(/\$\{\{ inputs\.([\w-]+) \}\}/, (_, input: string) => inputs[input] ?? action.inputs[input]!.default)]));
    const { status } = run(folder, 'bash', ['--noprofile', '--norc', '-eo', 'pipefail', '-c', check.run!], { ...env, GITHUB_OUTPUT: output });
    const outputs = Object.fromEntries(readFileSync(output, 'utf8').trim().split('\n').map((line) => line.split('=') as [string, string]));
    return { status, outputs };
  }

  it('is valid by the schema of actions', () => {
    expect(validateAction(read('action.yml')).errors).toEqual([]);
  });

  it('uses each input, and describes it', () => {
    for (const [name, { description }] of Object.entries(action.inputs)) {
      expect(read('action.yml')).toContain(`inputs.${name}`);
      expect(description.length).toBeGreaterThan(20);
    }
  });

  it('reports violations as SARIF and tells the exit code, so that the report is uploaded before the job fails', () => {
    const folder = project({ 'src/sync.ts': LEAK['src/sync.ts']! });
    expect(step(folder)).toEqual({ status: 0, outputs: { 'sarif-file': './data-purpose.sarif', 'exit-code': '1' } });
    expect(JSON.parse(readFileSync(`${folder}/data-purpose.sarif`, 'utf8'))).toMatchObject({ runs: [{ results: [{ ruleId: 'data-purpose/no-forbidden-flow' }] }] });
  });

  it('hands on projects line by line, and reads no input as shell code', () => {
    const folder = project({});
    const { outputs } = step(folder, { project: 'tsconfig.json\n$(touch pwned)\n' });
    expect(outputs).toEqual({ 'exit-code': '2' });
    expect(existsSync(`${folder}/pwned`)).toBe(false);
    expect(step(folder, { project: 'tsconfig.json\n.\n', 'max-violations': '3', 'sarif-file': 'out/a b.sarif' }).outputs).toEqual({ 'sarif-file': './out/a b.sarif', 'exit-code': '0' });
  });
});

describe('.pre-commit-hooks.yaml', () => {
  it('has what pre-commit demands of a hook, and runs on the index for the whole program', () => {
    const hooks = parse(read('.pre-commit-hooks.yaml')) as Record<string, unknown>[];
    expect(hooks).toMatchObject([{ id: 'data-purpose', name: expect.any(String), language: 'system', pass_filenames: false, always_run: true }]);
    for (const narrowing of ['files', 'types', 'types_or']) expect(hooks[0]).not.toHaveProperty(narrowing);
  });

  it('runs the command that is installed: a leak is refused', () => {
    const [{ entry }] = parse(read('.pre-commit-hooks.yaml')) as [{ entry: string }];
    const folder = project({});
    expect(run(folder, 'sh', ['-c', entry]).status).toBe(0);
    write(folder, { 'src/sync.ts': LEAK['src/sync.ts']! });
    git(folder, 'add', '--all');
    expect(run(folder, 'sh', ['-c', entry])).toMatchObject({ status: 1, stdout: expect.stringContaining('5:10  error  TwoFactorPhone') });
  });
});

describe('what init writes', () => {
  it('refuses a commit that adds a flow, by husky', () => {
    const folder = project({}, ['husky']);
    expect(run(folder, process.execPath, [join(ROOT, 'node_modules/husky/bin.js')]).status).toBe(0);
    expect(dataPurpose(folder, ['init', '--yes'])).toMatchObject({ status: 0, stdout: expect.stringContaining('wrote .husky/pre-commit\n') });
    git(folder, 'add', '--all');
    expect(commit(folder)).toMatchObject({ refused: false });
    write(folder, { 'src/sync.ts': LEAK['src/sync.ts']! });
    git(folder, 'add', '--all');
    expect(commit(folder)).toMatchObject({ refused: true, said: expect.stringContaining('5:10  error  TwoFactorPhone') });
  });

  it.each(['package-lock.json', 'pnpm-lock.yaml', 'yarn.lock', 'bun.lock'])('is a valid workflow, with %s', (lockfile) => {
    const folder = project({ [lockfile]: '', '.github/CODEOWNERS': '' });
    expect(dataPurpose(folder, ['init', '--yes']).status).toBe(0);
    expect(validateWorkflow(readFileSync(`${folder}/.github/workflows/data-purpose.yml`, 'utf8')).errors).toEqual([]);
  });
});
