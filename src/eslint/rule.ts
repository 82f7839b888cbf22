import type { Rule, SourceCode } from 'eslint';
import type * as Ts from 'typescript';
import type { Violation } from '../flow/result.js';
import { PolicyError } from '../policy/error.js';
import { traceLines, violationMessage } from '../report/message.js';
import { RULES } from '../report/rules.js';
import { noTypesMessage, policyMessage } from './problems.js';
import { violationsIn } from './session.js';

const LINE_1 = { line: 1, column: 0 };

/** The rule that says for all of ours, once a file, why there is nothing to report. */
const speakers = new WeakMap<SourceCode, Violation['rule']>();

/** An ESLint rule that reports the analysis's violations of one kind, file by file. */
export function createRule(name: Violation['rule']): Rule.RuleModule {
  return {
    meta: {
      type: 'problem',
      docs: { description: RULES[name].short, recommended: true },
      schema: [],
      messages: { violation: '{{ text }}', policy: '{{ text }}', noTypes: '{{ text }}' },
    },
    create(context) {
      const { sourceCode, cwd } = context;

      const refuse = (messageId: 'policy' | 'noTypes', text: string): void => {
        const speaker = speakers.get(sourceCode) ?? name;
        speakers.set(sourceCode, speaker);
        if (speaker === name) context.report({ loc: LINE_1, messageId, data: { text } });
      };

      const check = (): void => {
        const { program } = sourceCode.parserServices as { readonly program?: Ts.Program | null };
        if (!program) return refuse('noTypes', noTypesMessage(cwd));
        const linted = { file: context.filename, text: sourceCode.text, program, cwd, policy: policySetting(context.settings) };
        for (const violation of violationsIn(linted)) {
          if (violation.rule === name) context.report({ loc: locOf(violation), messageId: 'violation', data: { text: messageOf(violation, cwd) } });
        }
      };

      return {
        Program() {
          try {
            check();
          } catch (error) {
            if (!(error instanceof PolicyError)) throw error;
            refuse('policy', policyMessage(error.problems, cwd));
          }
        },
      };
    },
  };
}

/** First line enough on its own, the trace below: an ESLint message has one location. */
function messageOf(violation: Violation, cwd: string): string {
  return [violationMessage(violation, cwd), ...traceLines(violation, cwd).map((line) => `    ${line}`)].join('\n');
}

function locOf({ place }: Violation): { start: { line: number; column: number }; end: { line: number; column: number } } {
  return { start: { line: place.line, column: place.column - 1 }, end: { line: place.endLine, column: place.endColumn - 1 } };
}

function policySetting(settings: Readonly<Record<string, unknown>>): string | undefined {
  const own = settings['data-purpose'];
  const policy: unknown = typeof own === 'object' && own !== null && 'policy' in own ? own.policy : undefined;
  if (policy === undefined || typeof policy === 'string') return policy;
  throw new PolicyError([
    { message: 'The setting "data-purpose".policy is not a string.', hint: 'Give the path of the policy file, relative to the folder in which ESLint runs.', place: { file: 'eslint.config.js', line: 1, column: 1 } },
  ]);
}
