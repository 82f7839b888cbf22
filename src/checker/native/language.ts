import type { Node } from 'typescript7/unstable/ast';
import type { Language } from '../system.js';
import type { NativeModules } from './modules.js';

/** TypeScript 7's names for what {@link Language} asks, over its own nodes: those have the properties of the classic ones. */
export function languageOf({ sync, is }: NativeModules): Language {
  const own = {
    SymbolFlags: sync.SymbolFlags,
    TypeFlags: sync.TypeFlags,
    forEachChild: <T>(node: Node, visit: (child: Node) => T | undefined): T | undefined => node.forEachChild((child) => visit(child)),
    // Types that comments of JavaScript give are `type` of the declaration here.
    getJSDocType: () => undefined,
    getNameOfDeclaration: (declaration: Node) => nameOf(is, declaration),
    isFunctionLike: is.isFunctionLikeDeclaration,
    isParameter: is.isParameterDeclaration,
    isPropertySignature: is.isPropertySignatureDeclaration,
    isStringLiteralLike: (node: Node) => is.isStringLiteral(node) || is.isNoSubstitutionTemplateLiteral(node),
    isTypeAssertionExpression: is.isTypeAssertion,
  };
  return { ...is, ...own } as unknown as Language;
}

/** As the classic `getNameOfDeclaration`: a function or class without a name has that of what it is assigned to. */
function nameOf(is: NativeModules['is'], declaration: Node): Node | undefined {
  const { name } = declaration as { readonly name?: Node };
  if (name) return name;
  if (is.isIdentifier(declaration)) return declaration;
  if (is.isBinaryExpression(declaration)) return targetOf(is, declaration.left);
  if (is.isExportAssignment(declaration)) return is.isIdentifier(declaration.expression) ? declaration.expression : undefined;
  if (!is.isFunctionExpression(declaration) && !is.isArrowFunction(declaration) && !is.isClassExpression(declaration)) return undefined;
  const { parent } = declaration;
  if (is.isPropertyAssignment(parent) || is.isBindingElement(parent)) return parent.name;
  if (is.isVariableDeclaration(parent)) return is.isIdentifier(parent.name) ? parent.name : undefined;
  return is.isBinaryExpression(parent) && parent.right === declaration ? targetOf(is, parent.left) : undefined;
}

function targetOf(is: NativeModules['is'], node: Node): Node | undefined {
  if (is.isIdentifier(node)) return node;
  if (is.isPropertyAccessExpression(node)) return node.name;
  return is.isElementAccessExpression(node) ? node.argumentExpression : undefined;
}
