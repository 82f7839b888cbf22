import type { ESLint, Linter, Rule } from 'eslint';
import { noForbiddenFlow } from '../rules/no-forbidden-flow.js';
import { noForbiddenImport } from '../rules/no-forbidden-import.js';
import { noForbiddenMatch } from '../rules/no-forbidden-match.js';
import { noLabelErasure } from '../rules/no-label-erasure.js';
import { requireJustification } from '../rules/require-justification.js';
import { requireLabel } from '../rules/require-label.js';
import { name, version } from './eslint/package.js';

const rules = {
  'no-forbidden-flow': noForbiddenFlow,
  'no-forbidden-import': noForbiddenImport,
  'no-forbidden-match': noForbiddenMatch,
  'no-label-erasure': noLabelErasure,
  'require-justification': requireJustification,
  'require-label': requireLabel,
} satisfies Record<string, Rule.RuleModule>;

/** ESLint's plugin object; its rules are `data-purpose/no-forbidden-flow` and so on. The parser, with type information, is for the user's config to set. */
export interface DataPurposePlugin extends ESLint.Plugin {
  readonly meta: { readonly name: string; readonly version: string; readonly namespace: 'data-purpose' };
  readonly rules: Readonly<Record<keyof typeof rules, Rule.RuleModule>>;
  readonly configs: {
    /** What the policy forbids, as errors; what it can't see for want of a label, as warnings. */
    readonly recommended: Linter.Config;
    /** Every rule as an error: labels stay in sight, too, and out of modules that can't use them. */
    readonly strict: Linter.Config;
  };
}

const configs = {} as { recommended: Linter.Config; strict: Linter.Config };

const plugin: DataPurposePlugin = { meta: { name, version, namespace: 'data-purpose' }, rules, configs };

// Afterwards, so that the configs hold this very plugin.
configs.recommended = {
  name: 'data-purpose/recommended',
  plugins: { 'data-purpose': plugin },
  rules: {
    'data-purpose/no-forbidden-flow': 'error',
    'data-purpose/no-forbidden-match': 'error',
    'data-purpose/require-justification': 'error',
    'data-purpose/require-label': 'warn',
  },
};
configs.strict = {
  name: 'data-purpose/strict',
  plugins: { 'data-purpose': plugin },
  rules: Object.fromEntries(Object.keys(rules).map((rule) => [`data-purpose/${rule}`, 'error'])),
};

export default plugin;
