import type Ts from 'typescript';

/** The part of TypeScript's module that tells one node from another; what its flags are named. */
export type Language = Pick<
  typeof Ts,
  | 'SymbolFlags' | 'TypeFlags' | 'forEachChild' | 'getJSDocType' | 'getNameOfDeclaration' | 'isArrayBindingPattern' | 'isArrayLiteralExpression' | 'isArrayTypeNode' | 'isArrowFunction' | 'isAsExpression' | 'isAwaitExpression'
  | 'isBinaryExpression' | 'isBindingElement' | 'isBlock' | 'isCallExpression' | 'isConditionalExpression' | 'isElementAccessExpression' | 'isEnumDeclaration' | 'isForOfStatement' | 'isFunctionExpression'
  | 'isFunctionLike' | 'isIdentifier' | 'isImportTypeNode' | 'isInterfaceDeclaration' | 'isIndexedAccessTypeNode' | 'isIntersectionTypeNode' | 'isNamedTupleMember' | 'isNewExpression' | 'isNonNullExpression'
  | 'isNumericLiteral' | 'isObjectBindingPattern' | 'isObjectLiteralExpression' | 'isOptionalTypeNode' | 'isParameter' | 'isParenthesizedExpression' | 'isParenthesizedTypeNode' | 'isPrivateIdentifier'
  | 'isPropertyAccessExpression' | 'isPropertyAssignment' | 'isPropertySignature' | 'isRestTypeNode' | 'isReturnStatement' | 'isSatisfiesExpression' | 'isShorthandPropertyAssignment' | 'isSpreadAssignment' | 'isSpreadElement' | 'isStatement' | 'isStringLiteralLike'
  | 'isTaggedTemplateExpression' | 'isTupleTypeNode' | 'isTypeAliasDeclaration' | 'isTypeAssertionExpression' | 'isTypeLiteralNode' | 'isTypeNode' | 'isTypeOperatorNode' | 'isTypeQueryNode'
  | 'isTypeReferenceNode' | 'isUnionTypeNode' | 'isVariableDeclaration'
>;

/** What is asked of TypeScript's type checker. */
export type Types = Pick<
  Ts.TypeChecker,
  | 'getAliasedSymbol' | 'getBaseConstraintOfType' | 'getContextualType' | 'getIndexInfosOfType' | 'getNonNullableType' | 'getPropertiesOfType' | 'getPropertyOfType' | 'getResolvedSignature'
  | 'getShorthandAssignmentValueSymbol' | 'getSymbolAtLocation' | 'getTypeArguments' | 'getTypeAtLocation' | 'getTypeFromTypeNode' | 'getTypeOfSymbolAtLocation' | 'isArrayType' | 'isTupleType'
>;

/** A program with its types. Objects of two systems can't be mixed. */
export interface TypeSystem {
  readonly ts: Language;
  readonly checker: Types;
  /** The types of symbols, in their order: asked for together, as each question may be a message to another process. */
  typesOf(symbols: readonly Ts.Symbol[], at: Ts.Node): readonly Ts.Type[];
  /** Symbols that one was made from, in a union, an intersection or a mapped type; itself where that can't be told. */
  rootsOf(symbol: Ts.Symbol): readonly Ts.Symbol[];
  sourceFile(file: string): Ts.SourceFile | undefined;
  /** A file of the language's own library. */
  isLibrary(file: Ts.SourceFile): boolean;
}
