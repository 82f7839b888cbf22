import { createRequire } from 'node:module';
import type { ESLint, Linter, Rule } from 'eslint';
import { noForbiddenFlow } from '../rules/no-forbidden-flow.js';
import { noForbiddenMatch } from '../rules/no-forbidden-match.js';

/** ESLint's plugin object; its rules are `data-purpose/no-forbidden-flow` and `data-purpose/no-forbidden-match`. */
export interface DataPurposePlugin extends ESLint.Plugin {
  readonly meta: { readonly name: string; readonly version: string; readonly namespace: 'data-purpose' };
  readonly rules: Readonly<Record<'no-forbidden-flow' | 'no-forbidden-match', Rule.RuleModule>>;
  readonly configs: {
    /** Every rule as an error. The parser, with type information, is for the user's config to set. */
    readonly recommended: Linter.Config;
  };
}

const { name, version } = createRequire(import.meta.url)('eslint-plugin-data-purpose/package.json') as { name: string; version: string };

const configs = {} as { recommended: Linter.Config };

const plugin: DataPurposePlugin = {
  meta: { name, version, namespace: 'data-purpose' },
  rules: { 'no-forbidden-flow': noForbiddenFlow, 'no-forbidden-match': noForbiddenMatch },
  configs,
};

// Afterwards, so that the config holds this very plugin.
configs.recommended = {
  name: 'data-purpose/recommended',
  plugins: { 'data-purpose': plugin },
  rules: { 'data-purpose/no-forbidden-flow': 'error', 'data-purpose/no-forbidden-match': 'error' },
};

export default plugin;
