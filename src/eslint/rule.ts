import type { Rule } from 'eslint';
import type { Violation } from '../flow/result.js';
import { traceLines, violationMessage } from '../report/message.js';
import { RULES } from '../report/rules.js';
import { defineRule } from './define-rule.js';
import { withProgram } from './refuse.js';
import { violationsIn } from './session.js';

/** An ESLint rule that reports the analysis's violations of one kind, file by file. */
export function violationRule(name: Violation['rule']): Rule.RuleModule {
  return defineRule({
    name,
    meta: {
      type: 'problem',
      docs: { description: RULES[name].short, recommended: true, requiresTypeChecking: true },
      schema: [],
      messages: { violation: '{{ text }}' },
    },
    create: (context) =>
      withProgram(context, (linted) => {
        const found = violationsIn(linted).filter((violation) => violation.rule === name);
        return {
          Program() {
            for (const violation of found) context.report({ loc: locOf(violation), messageId: 'violation', data: { text: messageOf(violation, linted.cwd) } });
          },
        };
      }),
  });
}

/** First line enough on its own, the trace below: an ESLint message has one location. */
function messageOf(violation: Violation, cwd: string): string {
  return [violationMessage(violation, cwd), ...traceLines(violation, cwd).map((line) => `    ${line}`)].join('\n');
}

function locOf({ place }: Violation): { start: { line: number; column: number }; end: { line: number; column: number } } {
  return { start: { line: place.line, column: place.column - 1 }, end: { line: place.endLine, column: place.endColumn - 1 } };
}
