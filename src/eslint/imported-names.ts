import type { TSESLint, TSESTree } from '@typescript-eslint/utils';

/** A name that a file takes from a module; `*`: all of them. */
export interface ImportedName {
  readonly source: string;
  readonly name: string;
  /** Where it is named. */
  readonly node: TSESTree.Node;
}

type Report = (imported: ImportedName) => void;

const nameOf = (node: TSESTree.Identifier | TSESTree.StringLiteral): string => (node.type === 'Identifier' ? node.name : node.value);

const sourceOf = (node: TSESTree.Node | undefined): string | undefined => (node?.type === 'Literal' && typeof node.value === 'string' ? node.value : undefined);

/** Listens for every name that a file imports, in whatever form: of a namespace, those of its members that are named. */
export function onImportedNames(sourceCode: Readonly<TSESLint.SourceCode>, report: Report): TSESLint.RuleListener {
  return {
    ImportDeclaration(node) {
      const source = node.source.value;
      for (const specifier of node.specifiers) {
        if (specifier.type === 'ImportNamespaceSpecifier') ofVariables(sourceCode, specifier, source, report);
        else report({ source, name: specifier.type === 'ImportSpecifier' ? nameOf(specifier.imported) : 'default', node: specifier });
      }
    },
    ExportNamedDeclaration(node) {
      if (node.source) for (const specifier of node.specifiers) report({ source: node.source.value, name: nameOf(specifier.local), node: specifier });
    },
    ExportAllDeclaration(node) {
      report({ source: node.source.value, name: '*', node: node.source });
    },
    TSImportEqualsDeclaration(node) {
      const source = node.moduleReference.type === 'TSExternalModuleReference' ? sourceOf(node.moduleReference.expression) : undefined;
      if (source !== undefined) ofVariables(sourceCode, node, source, report);
    },
    TSImportType(node) {
      const first = node.qualifier && leftmost(node.qualifier);
      if (first) report({ source: node.source.value, name: first.name, node: first });
    },
    ImportExpression(node) {
      const source = sourceOf(node.source);
      if (source === undefined) return;
      const { parent } = node;
      if (parent.type === 'AwaitExpression') ofValue(sourceCode, parent, source, report);
      else if (parent.type === 'MemberExpression' && parent.object === node) ofCallback(sourceCode, parent, source, report);
    },
    CallExpression(node) {
      const source = node.callee.type === 'Identifier' && node.callee.name === 'require' && node.arguments.length === 1 ? sourceOf(node.arguments[0]) : undefined;
      if (source !== undefined) ofValue(sourceCode, node, source, report);
    },
  };
}

function leftmost(name: TSESTree.EntityName): TSESTree.Identifier | undefined {
  if (name.type === 'TSQualifiedName') return leftmost(name.left);
  return name.type === 'Identifier' ? name : undefined;
}

/** Names read of an expression whose value is the module. */
function ofValue(sourceCode: Readonly<TSESLint.SourceCode>, node: TSESTree.Expression, source: string, report: Report): void {
  const { parent } = node;
  if (parent.type === 'MemberExpression' && parent.object === node) ofMember(parent, source, report);
  else if (parent.type === 'TSNonNullExpression' || parent.type === 'TSAsExpression') ofValue(sourceCode, parent, source, report);
  else if (parent.type === 'VariableDeclarator' && parent.init === node) ofPattern(sourceCode, parent.id, parent, source, report);
}

/** `import('x').then(({ name }) => …)` */
function ofCallback(sourceCode: Readonly<TSESLint.SourceCode>, member: TSESTree.MemberExpression, source: string, report: Report): void {
  const [callback] = member.parent.type === 'CallExpression' && member.parent.callee === member ? member.parent.arguments : [];
  if (callback?.type !== 'ArrowFunctionExpression' && callback?.type !== 'FunctionExpression') return;
  if (member.property.type === 'Identifier' && member.property.name === 'then' && callback.params[0]) ofPattern(sourceCode, callback.params[0], callback, source, report);
}

function ofPattern(sourceCode: Readonly<TSESLint.SourceCode>, pattern: TSESTree.Node, declaring: TSESTree.Node, source: string, report: Report): void {
  if (pattern.type === 'Identifier') {
    ofVariables(sourceCode, declaring, source, report, pattern.name);
  } else if (pattern.type === 'ObjectPattern') {
    for (const property of pattern.properties) {
      if (property.type === 'Property' && !property.computed) report({ source, name: property.key.type === 'Identifier' ? property.key.name : String((property.key as TSESTree.Literal).value), node: property });
    }
  }
}

/** Members named of the variables that a node declares. */
function ofVariables(sourceCode: Readonly<TSESLint.SourceCode>, declaring: TSESTree.Node, source: string, report: Report, only?: string): void {
  for (const variable of sourceCode.getDeclaredVariables?.(declaring) ?? []) {
    if (only !== undefined && variable.name !== only) continue;
    for (const { identifier } of variable.references) {
      const { parent } = identifier;
      if (parent.type === 'MemberExpression' && parent.object === identifier) ofMember(parent, source, report);
      else if (parent.type === 'TSQualifiedName' && parent.left === identifier) report({ source, name: parent.right.name, node: parent.right });
      else if (parent.type === 'JSXMemberExpression' && parent.object === identifier) report({ source, name: parent.property.name, node: parent.property });
      else if (parent.type === 'VariableDeclarator' && parent.init === identifier && parent.id.type === 'ObjectPattern') ofPattern(sourceCode, parent.id, parent, source, report);
    }
  }
}

function ofMember(member: TSESTree.MemberExpression, source: string, report: Report): void {
  const { property } = member;
  if (!member.computed && property.type === 'Identifier') report({ source, name: property.name, node: property });
  else if (member.computed && sourceOf(property) !== undefined) report({ source, name: sourceOf(property)!, node: property });
}
