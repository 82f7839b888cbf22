import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import type { Expr, FileFacts, TypeIR } from '../facts/ir.js';

/** A cast by a comment in JavaScript: a `@type` before parentheses. */
export interface DocCast {
  readonly type: TypeIR;
  /** What stands in the parentheses. */
  readonly value: TSESTree.Expression;
}

type Cast = Extract<Expr, { k: 'cast' }>;

export function docCastsIn(facts: FileFacts, sourceCode: Readonly<TSESLint.SourceCode>): readonly DocCast[] {
  const casts: DocCast[] = [];
  const visit = (node: unknown): void => {
    if (node === null || typeof node !== 'object') return;
    if ('k' in node && node.k === 'cast' && 'expr' in node) {
      const { type, expr, s } = node as Cast;
      const value = type && sourceCode.text.startsWith('(', s) ? nodeAt(sourceCode, expr) : undefined;
      if (type && value) casts.push({ type, value });
    }
    for (const inner of Object.values(node) as unknown[]) visit(inner);
  };
  visit([facts.functions, facts.classes]);
  return casts;
}

function nodeAt(sourceCode: Readonly<TSESLint.SourceCode>, { s, e }: Expr): TSESTree.Expression | undefined {
  for (let node: TSESTree.Node | null | undefined = sourceCode.getNodeByRangeIndex(s); node; node = node.parent) {
    if (node.range[0] === s && node.range[1] === e) return node as TSESTree.Expression;
  }
  return undefined;
}
