import { RuleTester } from '@typescript-eslint/rule-tester';
import type { TSESLint } from '@typescript-eslint/utils';
import type { Rule } from 'eslint';
import { afterAll, describe, it } from 'vitest';
import plugin from '../../src/index.js';

RuleTester.afterAll = afterAll;
RuleTester.describe = describe;
// The first case of a file loads TypeScript.
RuleTester.it = (name, run) => it(name, run, 60_000);
RuleTester.itOnly = it.only;

/** Tests a rule on files of the program in a folder, whose texts the cases replace. */
export function testRule<M extends string>(name: string, rule: Rule.RuleModule, folder: string, cases: Parameters<typeof RuleTester.prototype.run<M, []>>[2]): void {
  const tester = new RuleTester({ linterOptions: { reportUnusedDisableDirectives: false }, plugins: { 'data-purpose': plugin as unknown as TSESLint.FlatConfig.Plugin }, languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: folder, ecmaFeatures: { jsx: true } } } });
  tester.run(name, rule as unknown as TSESLint.RuleModule<M>, cases);
}
