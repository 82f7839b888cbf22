import type { TSESTree } from '@typescript-eslint/utils';
import { defineRule } from '../src/eslint/define-rule.js';
import { declassifiersIn } from '../src/eslint/doc-comment.js';

const DIRECTIVE = /^\s*(eslint-disable(?:-next-line|-line)?|eslint)(?:\s+|$)/u;
const OFF = /data-purpose\/([\w-]+)["']?\s*:\s*\[?\s*(?:0|(["']?)off\2)(?![\w-])/u;

/** A directive's own text and the reason that follows `--`, as ESLint splits them. */
function parts(text: string): { body: string; reason: string } {
  const [body = '', ...reason] = text.split(/\s-{2,}\s/u);
  return { body, reason: reason.join(' ').trim() };
}

/** The rule of ours that a comment switches off. */
function disabledRule(comment: TSESTree.Comment): { directive: string; rule: string } | undefined {
  const { body, reason } = parts(comment.value);
  const directive = DIRECTIVE.exec(body)?.[1];
  if (directive === undefined || reason !== '') return undefined;
  if (comment.type === 'Line' && !directive.endsWith('-line')) return undefined;
  const rule = directive === 'eslint' ? OFF.exec(body)?.[1] : /\bdata-purpose\/([\w-]+)/u.exec(body)?.[1];
  return rule === undefined ? undefined : { directive, rule };
}

export const requireJustification = defineRule({
  name: 'require-justification',
  meta: {
    type: 'suggestion',
    docs: { description: 'A comment that disables a rule of this plugin, or a declassifier, gives no reason.', recommended: true },
    schema: [],
    messages: {
      directive: '`{{ directive }}` for data-purpose/{{ rule }} gives no reason. Write it after two dashes: `-- explicit opt-in, DPIA-12`.',
      declassifier: '`@declassifies {{ data }}` gives no reason. Write it after a dash: `- explicit opt-in, DPIA-12`.',
    },
  },
  create(context) {
    const { sourceCode } = context;
    return {
      Program() {
        for (const comment of sourceCode.getAllComments()) {
          const disabled = disabledRule(comment);
          if (disabled) context.report({ loc: comment.loc, messageId: 'directive', data: disabled });
          for (const { data, reason, range } of declassifiersIn(comment)) {
            if (reason === '') context.report({ loc: { start: sourceCode.getLocFromIndex(range[0]), end: sourceCode.getLocFromIndex(range[1]) }, messageId: 'declassifier', data: { data } });
          }
        }
      },
    };
  },
});
