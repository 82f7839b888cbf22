import type { TSESLint, TSESTree } from '@typescript-eslint/utils';

/**
 * A fix that puts `@data Label` into the doc comment of a declaration, or makes one.
 *
 * @param node the declaration, which its doc comment stands before
 */
export function addDataTag(sourceCode: Readonly<TSESLint.SourceCode>, node: TSESTree.Node, label: string): TSESLint.ReportFixFunction {
  return (fixer) => {
    const line = sourceCode.lines[node.loc.start.line - 1] ?? '';
    const indent = /^\s*/.exec(line)?.[0] ?? '';
    const doc = sourceCode.getCommentsBefore(node).findLast((comment) => comment.type === 'Block' && comment.value.startsWith('*'));
    if (!doc) {
      const alone = indent.length >= node.loc.start.column;
      return fixer.insertTextBefore(node, `/** @data ${label} */${alone ? `\n${indent}` : ' '}`);
    }
    const end = doc.range[1] - '*/'.length;
    if (doc.loc.start.line === doc.loc.end.line) return fixer.insertTextBeforeRange([end, end], `${doc.value.endsWith(' ') ? '' : ' '}@data ${label} `);
    const start = /[^\S\n]*$/.exec(doc.value)?.[0].length ?? 0;
    return fixer.insertTextBeforeRange([end - start, end], `${indent} * @data ${label}\n`);
  };
}
