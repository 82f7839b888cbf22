import type { TSESLint, TSESTree } from '@typescript-eslint/utils';

export type FunctionNode = TSESTree.FunctionDeclaration | TSESTree.FunctionExpression | TSESTree.ArrowFunctionExpression;

/** The expressions that a function returns; none of a generator, whose results its callers ask for one by one. */
export function returnedBy(fn: FunctionNode, visitorKeys: Readonly<TSESLint.SourceCode.VisitorKeys>): readonly TSESTree.Expression[] {
  if (fn.generator) return [];
  if (fn.body.type !== 'BlockStatement') return [fn.body];
  const found: TSESTree.Expression[] = [];
  const visit = (node: TSESTree.Node): void => {
    if (node.type === 'ReturnStatement') {
      if (node.argument) found.push(node.argument);
      return;
    }
    if (/Function|Class/u.test(node.type)) return;
    for (const key of visitorKeys[node.type] ?? []) {
      const child = (node as unknown as Readonly<Record<string, TSESTree.Node | readonly (TSESTree.Node | null)[] | null | undefined>>)[key];
      for (const each of Array.isArray(child) ? child : [child]) if (each) visit(each as TSESTree.Node);
    }
  };
  visit(fn.body);
  return found;
}

/** Tells what other files see of a file: exported declarations, and what is not private of exported classes. */
export function createIsExported({ body }: TSESTree.Program): (node: TSESTree.Node) => boolean {
  let listed: ReadonlySet<string> | undefined;
  const names = (): ReadonlySet<string> => (listed ??= new Set(body.flatMap(exportedLocals)));
  const isExported = (node: TSESTree.Node): boolean => {
    const { parent } = node;
    if (!parent) return false;
    if (parent.type === 'ExportNamedDeclaration' || parent.type === 'ExportDefaultDeclaration' || parent.type === 'TSExportAssignment') return true;
    switch (node.type) {
      case 'FunctionDeclaration': case 'ClassDeclaration': return parent.type === 'Program' && node.id !== null && names().has(node.id.name);
      case 'VariableDeclarator': return isExported(parent) || (parent.parent?.type === 'Program' && node.id.type === 'Identifier' && names().has(node.id.name));
      case 'ArrowFunctionExpression': case 'FunctionExpression': return (parent.type === 'VariableDeclarator' || isMember(parent)) && isExported(parent);
      case 'MethodDefinition': case 'PropertyDefinition': return isMember(node) && node.accessibility !== 'private' && node.key.type !== 'PrivateIdentifier' && isExported(node.parent.parent);
      default: return false;
    }
  };
  return isExported;
}

function isMember(node: TSESTree.Node): boolean {
  return node.type === 'MethodDefinition' || node.type === 'PropertyDefinition';
}

function exportedLocals(statement: TSESTree.ProgramStatement): readonly string[] {
  if (statement.type === 'ExportDefaultDeclaration') return statement.declaration.type === 'Identifier' ? [statement.declaration.name] : [];
  if (statement.type === 'TSExportAssignment') return statement.expression.type === 'Identifier' ? [statement.expression.name] : [];
  if (statement.type !== 'ExportNamedDeclaration' || statement.source) return [];
  return statement.specifiers.flatMap(({ local }) => (local.type === 'Identifier' ? [local.name] : []));
}
