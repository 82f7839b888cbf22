import type { TSESLint } from '@typescript-eslint/utils';
import type { Rule } from 'eslint';
import { docsUrl } from './package.js';
import { REFUSALS, type Refusal } from './refuse.js';

/** A rule without options, before it has the messages and the page that all of ours have. */
interface Definition<M extends string> {
  /** Without the plugin's prefix. */
  readonly name: string;
  readonly meta: Omit<TSESLint.RuleMetaData<M>, 'defaultOptions' | 'docs'> & { readonly docs: { readonly description: string; readonly recommended?: true; readonly requiresTypeChecking?: true } };
  create(context: RuleContext<M>): TSESLint.RuleListener;
}

export type RuleContext<M extends string = string> = Readonly<TSESLint.RuleContext<M | Refusal, readonly []>>;

/** An ESLint rule, typed by ESLint for its users and by typescript-eslint for its author. */
export function defineRule<M extends string>({ name, meta, create }: Definition<M>): Rule.RuleModule {
  const rule = { meta: { ...meta, messages: { ...meta.messages, ...REFUSALS }, docs: { ...meta.docs, url: docsUrl(name) } }, create };
  return rule as unknown as Rule.RuleModule;
}
