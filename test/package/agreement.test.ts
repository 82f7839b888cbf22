import { join, relative } from 'node:path';
import parser from '@typescript-eslint/parser';
import { ESLint as ESLint10, type Linter } from 'eslint';
import { ESLint as ESLint9 } from 'eslint9';
import { describe, expect, it } from 'vitest';
import { dataPurpose } from '../cli/command.js';
import { readExpectations } from '../fixtures/expectations.js';
import { APPLICATIONS, FIXTURES } from '../fixtures/programs.js';

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
  const config: Linter.Config = { files: ['**/*.{ts,tsx,js}'], languageOptions: { parser, parserOptions: { projectService: true, tsconfigRootDir: cwd } } };
  const eslint = new ESLint({ cwd, overrideConfigFile: true, overrideConfig: [config, built.default.configs.recommended] });
  const results = await eslint.lintFiles(['src']);
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

/** What the built command reports. */
function check(cwd: string): Reported[] {
  const { stdout } = dataPurpose(cwd, ['check', '-f', 'json']);
  const { violations } = JSON.parse(stdout) as { violations: (JsonPlace & { rule: string; endLine: number; endColumn: number; message: string; trace: JsonPlace[] })[] };
  return violations.map(({ rule, file, line, column, endLine, endColumn, message, trace }) => {
    const steps = trace.map((step) => `${step.file}:${step.line}:${step.column}`);
    return { rule: `data-purpose/${rule}`, file, line, column, endLine, endColumn, text: message, steps };
  });
}

describe.each(APPLICATIONS)('%s', (name) => {
  const cwd = join(FIXTURES, name);

  it('gives the same violations by ESLint 10, by ESLint 9 and by the command, and those that are marked', { timeout: 120_000 }, async () => {
    const command = inOrder(check(cwd));
    expect(inOrder(await lint(ESLint10, cwd))).toEqual(command);
    expect(inOrder(await lint(ESLint9 as unknown as typeof ESLint10, cwd))).toEqual(command);
    const reported = command.map(({ rule, file, line, text }) => `${file}:${line} ${rule} ${/^(?:Data matched by )?(\S+) .* flows into ([\w-]+):/.exec(text)?.slice(1).join(' -> ') ?? text}`);
    expect(reported.sort()).toEqual(readExpectations(cwd).map(({ rule, file, line, label, purpose }) => `${file}:${line} data-purpose/${rule} ${label} -> ${purpose}`).sort());
  });
});
