import ts from 'typescript';

/** A replacement in a text; offsets. */
export interface Edit {
  readonly s: number;
  readonly e: number;
  readonly text: string;
}

export function applied(text: string, edits: readonly Edit[]): string {
  return [...edits].sort((a, b) => b.s - a.s || b.e - a.e).reduce((out, x) => out.slice(0, x.s) + x.text + out.slice(x.e), text);
}

export function parsed(file: string, text: string): ts.SourceFile {
  return ts.createSourceFile(file, text, ts.ScriptTarget.ES2022, true, file.endsWith('x') ? ts.ScriptKind.TSX : undefined);
}

export function nodesOf(root: ts.Node): ts.Node[] {
  const out: ts.Node[] = [];
  const visit = (n: ts.Node): void => {
    out.push(n);
    ts.forEachChild(n, visit);
  };
  ts.forEachChild(root, visit);
  return out;
}

/** Nodes of code that runs as part of the root: those of functions inside it apart. */
export function ownNodes(root: ts.Node): ts.Node[] {
  const out: ts.Node[] = [];
  const visit = (n: ts.Node): void => {
    out.push(n);
    if (!ts.isFunctionLike(n)) ts.forEachChild(n, visit);
  };
  ts.forEachChild(root, visit);
  return out;
}

export function oneLine(n: ts.Node): boolean {
  return !n.getText().includes('\n');
}

/** The function, class member or file whose code the node is a part of. */
export function enclosing(n: ts.Node): ts.Node {
  let at = n.parent;
  while (!ts.isFunctionLike(at) && !ts.isSourceFile(at) && !ts.isClassLike(at)) at = at.parent;
  return at;
}

/** The statement that the node is a part of, where it stands in a list of statements. */
export function statementOf(n: ts.Node): ts.Statement | undefined {
  let at = n;
  while (!ts.isStatement(at)) at = at.parent;
  return ts.isSourceFile(at.parent) || ts.isBlock(at.parent) ? at : undefined;
}

/** The name stands for a variable here: it is no property's, and no part of an import or export. */
export function isVariable(n: ts.Node): n is ts.Identifier {
  if (!ts.isIdentifier(n)) return false;
  const { parent } = n;
  if ((ts.isPropertyAccessExpression(parent) || ts.isQualifiedName(parent)) && n !== (ts.isPropertyAccessExpression(parent) ? parent.expression : parent.left)) return false;
  if (ts.isShorthandPropertyAssignment(parent) || ts.isImportSpecifier(parent) || ts.isExportSpecifier(parent) || ts.isJsxAttribute(parent) || ts.isJsxOpeningLikeElement(parent) || ts.isJsxClosingElement(parent) || ts.isTypeNode(parent)) return false;
  if (ts.isBindingElement(parent)) return parent.propertyName !== n && (parent.name !== n || parent.propertyName !== undefined || ts.isArrayBindingPattern(parent.parent));
  return !('name' in parent && parent.name === n && !ts.isVariableDeclaration(parent) && !ts.isParameter(parent) && !ts.isFunctionDeclaration(parent));
}

/** Names that the code inside a node declares. */
export function declaredIn(root: ts.Node): string[] {
  return nodesOf(root).flatMap((n) => ((ts.isVariableDeclaration(n) || ts.isParameter(n) || ts.isBindingElement(n) || ts.isFunctionLike(n) || ts.isClassLike(n) || ts.isEnumDeclaration(n) || ts.isModuleDeclaration(n)) && n.name && ts.isIdentifier(n.name) ? [n.name.text] : []));
}

function isWritten(n: ts.Node): boolean {
  return (ts.isBinaryExpression(n) && n.operatorToken.kind >= ts.SyntaxKind.FirstAssignment && n.operatorToken.kind <= ts.SyntaxKind.LastAssignment) || ts.isPostfixUnaryExpression(n) || (ts.isPrefixUnaryExpression(n) && (n.operator === ts.SyntaxKind.PlusPlusToken || n.operator === ts.SyntaxKind.MinusMinusToken));
}

export function writes(root: ts.Node): boolean {
  return [root, ...nodesOf(root)].some(isWritten);
}

/** The code stops in itself: it can't stand in a function of its own. */
export function suspends(root: ts.Node): boolean {
  return [root, ...ownNodes(root)].some((n) => ts.isAwaitExpression(n) || ts.isYieldExpression(n) || n.kind === ts.SyntaxKind.SuperKeyword);
}

/** An expression that gives a value where it stands, on one line. */
export function isOperand(n: ts.Node): n is ts.Expression {
  const { parent } = n;
  const placed =
    (ts.isCallExpression(parent) && parent.arguments.includes(n as ts.Expression) && parent.expression.kind !== ts.SyntaxKind.ImportKeyword && parent.expression.getText() !== 'require') || (ts.isVariableDeclaration(parent) && parent.initializer === n && ts.isIdentifier(parent.name)) || (ts.isReturnStatement(parent) && parent.expression === n) ||
    (ts.isPropertyAssignment(parent) && parent.initializer === n && !isPattern(parent.parent)) || (ts.isBinaryExpression(parent) && parent.operatorToken.kind === ts.SyntaxKind.EqualsToken && parent.right === n && !isPattern(parent)) ||
    (ts.isArrayLiteralExpression(parent) && !isPattern(parent)) || (ts.isTemplateSpan(parent) && !ts.isTaggedTemplateExpression(parent.parent.parent));
  if (!placed || !ts.isExpression(n) || ts.isSpreadElement(n) || ts.isOmittedExpression(n) || ts.isFunctionExpression(n) || ts.isArrowFunction(n) || ts.isClassExpression(n) || ts.isLiteralExpression(n)) return false;
  return oneLine(n) && !inDecorator(n);
}

/** The literal stands where something is assigned to. */
function isPattern(n: ts.Node): boolean {
  for (let at = n; !ts.isStatement(at) && !ts.isFunctionLike(at); at = at.parent) {
    const { parent } = at;
    if (ts.isBinaryExpression(parent) && parent.operatorToken.kind === ts.SyntaxKind.EqualsToken && parent.left === at && (ts.isObjectLiteralExpression(at) || ts.isArrayLiteralExpression(at))) return true;
    if (ts.isForOfStatement(parent) && parent.initializer === at) return true;
  }
  return false;
}

function inDecorator(n: ts.Node): boolean {
  for (let at: ts.Node = n; !ts.isSourceFile(at); at = at.parent) if (ts.isDecorator(at)) return true;
  return false;
}
