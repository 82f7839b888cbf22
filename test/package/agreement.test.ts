import { readdirSync, readFileSync, statSync, symlinkSync } from 'node:fs';
import { join, relative } from 'node:path';
import parser from '@typescript-eslint/parser';
import { ESLint as ESLint10, type Linter } from 'eslint';
import { ESLint as ESLint9 } from 'eslint9';
import { describe, expect, it } from 'vitest';
import { dataPurpose, MAIN } from '../cli/command.js';
import { readExpectations } from '../fixtures/expectations.js';
import { APPLICATIONS, FIXTURES, SCHEMAS } from '../fixtures/programs.js';
import { git, run } from '../git/temp-repository.js';
import { script } from '../hooks/project.js';
import { tempFolder } from '../project/temp-folder.js';
import { ROOT } from './packed.js';

interface Reported {
  /** With the plugin's prefix. */
  readonly rule: string | null;
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly endLine: number | undefined;
  readonly endColumn: number | undefined;
  /** The message's first line, which names label and purpose. */
  readonly text: string;
  /** Places of the trace. */
  readonly steps: readonly string[];
}

const inOrder = (reports: readonly Reported[]): Reported[] => [...reports].sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));

/** What the built rule reports in a fixture, by this version of ESLint. */
async function lint(ESLint: typeof ESLint10, cwd: string): Promise<Reported[]> {
  const built = (await import(new URL('../../dist/src/index.js', import.meta.url).href)) as typeof import('../../src/index.js');
  const config: Linter.Config = { files: ['**/*.{ts,tsx,js}'], linterOptions: { reportUnusedDisableDirectives: 'off' }, languageOptions: { parser, parserOptions: { projectService: true, tsconfigRootDir: cwd } } };
  const eslint = new ESLint({ cwd, overrideConfigFile: true, overrideConfig: [config, built.default.configs.recommended] });
  const results = await eslint.lintFiles(['.']);
  return results.flatMap(({ filePath, messages }) =>
    messages.map(({ ruleId, line, column, endLine, endColumn, message }) => {
      const [text = '', ...trace] = message.split('\n');
      const steps = trace.map((step) => /^ +\d+\. (\S+)/.exec(step)?.[1] ?? step);
      return { rule: ruleId, file: relative(cwd, filePath).replaceAll('\\', '/'), line, column, endLine, endColumn, text, steps };
    }),
  );
}

interface JsonPlace {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** The violations of a JSON report. */
function reportedIn(json: string): Reported[] {
  const { violations } = JSON.parse(json) as { violations: (JsonPlace & { rule: string; endLine: number; endColumn: number; message: string; trace: JsonPlace[] })[] };
  return violations.map(({ rule, file, line, column, endLine, endColumn, message, trace }) => {
    const steps = trace.map((step) => `${step.file}:${step.line}:${step.column}`);
    return { rule: `data-purpose/${rule}`, file, line, column, endLine, endColumn, text: message, steps };
  });
}

/** What the hook of a commit of the whole fixture reports, and whether it refuses the commit. */
function commitAll(folder: string): { readonly reported: Reported[]; readonly refused: boolean } {
  const report = join(tempFolder({}), 'report.json');
  git(folder, 'init', '--quiet');
  script(join(folder, '.git/hooks/pre-commit'), `exec "${process.execPath}" "${MAIN}" check --staged --no-cache -f json -o "${report}"`);
  git(folder, 'add', '--all');
  const { status } = run(folder, 'git', ['commit', '--quiet', '--message', 'all']);
  return { reported: reportedIn(readFileSync(report, 'utf8')), refused: status !== 0 };
}

const DECLASSIFIER = 'capabilities/declassifier';
const files = (name: string, without: readonly string[] = []) => {
  const dir = join(FIXTURES, name);
  const paths = readdirSync(dir, { recursive: true, encoding: 'utf8' }).map((path) => path.replaceAll('\\', '/'));
  const own = paths.filter((path) => statSync(join(dir, path)).isFile() && !without.some((folder) => path.startsWith(`${folder}/`)));
  return Object.fromEntries(own.map((path) => [path, readFileSync(join(dir, path), 'utf8')]));
};

/** A fixture as a project of its own. One topic has a policy, which would not hold for the program of all topics. */
function projectOf(name: string): string {
  const { 'tsconfig.json': tsconfig = '', 'package.json': manifest = '' } = files('capabilities');
  const own = name === DECLASSIFIER ? { ...files(name), 'tsconfig.json': tsconfig, 'package.json': manifest } : files(name, ['declassifier']);
  const folder = tempFolder({ ...own, '.gitignore': 'node_modules\n' });
  symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'), 'junction');
  return folder;
}

describe.each([...APPLICATIONS, ...SCHEMAS, 'capabilities', DECLASSIFIER])('%s', (name) => {
  it('gives the same violations by the rule, by the command and by a hook, and those that are marked', { timeout: 240_000 }, async () => {
    const cwd = projectOf(name);
    const { status, stdout } = dataPurpose(cwd, ['check', '--no-cache', '-f', 'json']);
    const command = inOrder(reportedIn(stdout));
    expect(status).toBe(command.length > 0 ? 1 : 0);
    expect(inOrder(await lint(ESLint10, cwd))).toEqual(command);
    const isApplication = APPLICATIONS.some((application) => application === name);
    if (isApplication) expect(inOrder(await lint(ESLint9 as unknown as typeof ESLint10, cwd))).toEqual(command);
    // Of schemas, the one that is of more than code.
    if (isApplication || name === 'schemas-prisma') {
      const hook = commitAll(cwd);
      expect(inOrder(hook.reported)).toEqual(command);
      expect(hook.refused).toBe(command.length > 0);
    }
    const reported = command.map(({ rule, file, line, text }) => `${file}:${line} ${rule} ${/^(?:Data matched by )?(\S+) .* flows into ([\w-]+):/.exec(text)?.slice(1).join(' -> ') ?? text}`);
    const marked = readExpectations(join(FIXTURES, name)).filter(({ file }) => name !== 'capabilities' || !file.startsWith('declassifier/'));
    expect(reported.sort()).toEqual(marked.map(({ rule, file, line, label, purpose }) => `${file}:${line} data-purpose/${rule} ${label} -> ${purpose}`).sort());
  });
});
