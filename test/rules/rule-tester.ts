import { RuleTester } from '@typescript-eslint/rule-tester';
import type { TSESLint } from '@typescript-eslint/utils';
import type { Rule } from 'eslint';
import { afterAll, describe, it } from 'vitest';

RuleTester.afterAll = afterAll;
RuleTester.describe = describe;
RuleTester.it = it;
RuleTester.itOnly = it.only;

type MessageIds = 'violation' | 'policy' | 'noTypes';

/** Tests a rule on files of the program in a folder, whose texts the cases replace. */
export function testRule(name: string, rule: Rule.RuleModule, folder: string, cases: Parameters<typeof RuleTester.prototype.run<MessageIds, []>>[2]): void {
  const tester = new RuleTester({ languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: folder } } });
  tester.run(name, rule as unknown as TSESLint.RuleModule<MessageIds>, cases);
}
