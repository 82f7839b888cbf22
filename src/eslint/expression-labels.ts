import type Ts from 'typescript';
import { declarationPlaces } from '../checker/nodes.js';
import { createTypeScriptChecker } from '../checker/typescript.js';
import type { TypeScript } from '../project/typescript.js';
import type { ProgramTypes } from '../types/shape.js';

/** Declarations and calls that are looked through on the way to a label: `const a = b` for each. */
const DEPTH = 5;

const NONE: readonly string[] = [];

/** Which labels expressions carry by declaration, not by flow: what a reader can see by looking names up. */
export interface ExpressionLabels {
  /** Of the value, and of what it holds: elements, a promised value. Casts are looked through. */
  of(expression: Ts.Node): readonly string[];
  /** Of the members of the value, or of its elements' or promised value's, by name. */
  ofMembers(expression: Ts.Node): ReadonlyMap<string, readonly string[]>;
  /** Of what the function, or the variable that holds one, at this place gives; inferred results too. */
  ofResult(file: string, offset: number): readonly string[];
}

/** @param ts the TypeScript that made the program */
export function createExpressionLabels(ts: TypeScript, program: Ts.Program, declared: ProgramTypes): ExpressionLabels {
  const checker = program.getTypeChecker();
  const places = createTypeScriptChecker(ts, { program });
  const known = new Map<Ts.Node, readonly string[]>();

  function of(node: Ts.Node, depth = 0): readonly string[] {
    if (depth > DEPTH) return NONE;
    let labels = known.get(node);
    if (!labels) {
      known.set(node, NONE);
      known.set(node, (labels = unique(read(node, depth))));
    }
    return labels;
  }

  function read(node: Ts.Node, depth: number): readonly string[] {
    const inside = (inner: Ts.Node): readonly string[] => of(inner, depth);
    if (ts.isParenthesizedExpression(node) || ts.isNonNullExpression(node) || ts.isAwaitExpression(node) || ts.isSatisfiesExpression(node)) return inside(node.expression);
    if (ts.isAsExpression(node) || ts.isTypeAssertionExpression(node)) {
      const named = byType(node);
      return named.length > 0 ? named : inside(node.expression);
    }
    if (ts.isConditionalExpression(node)) return [...inside(node.whenTrue), ...inside(node.whenFalse)];
    if (ts.isBinaryExpression(node)) return operands(node).flatMap(inside);
    if (ts.isCallExpression(node)) return [...byType(node), ...called(node, depth)];
    if (ts.isPropertyAccessExpression(node)) return [...byType(node), ...named(node.name, depth)];
    if (ts.isElementAccessExpression(node)) return [...byType(node), ...(ts.isStringLiteralLike(node.argumentExpression) ? named(node.argumentExpression, depth) : NONE)];
    if (ts.isIdentifier(node)) return [...byType(node), ...named(node, depth)];
    return NONE;
  }

  function operands(node: Ts.BinaryExpression): readonly Ts.Node[] {
    const { kind } = node.operatorToken;
    if (kind === ts.SyntaxKind.BarBarToken || kind === ts.SyntaxKind.QuestionQuestionToken) return [node.left, node.right];
    return kind === ts.SyntaxKind.AmpersandAmpersandToken || kind === ts.SyntaxKind.CommaToken || kind === ts.SyntaxKind.EqualsToken ? [node.right] : [];
  }

  function byType(node: Ts.Node): readonly string[] {
    const file = node.getSourceFile();
    return places.typeNames(file.fileName, node.getStart(file), node.getEnd()).flatMap((at) => declared.labelsAt(at).value);
  }

  function symbolOf(name: Ts.Node): Ts.Symbol | undefined {
    const symbol = checker.getSymbolAtLocation(name);
    return symbol && symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
  }

  function named(name: Ts.Node, depth: number): readonly string[] {
    return (symbolOf(name)?.declarations ?? []).flatMap((d) => ofDeclaration(d, depth));
  }

  function ofDeclaration(declaration: Ts.Declaration, depth: number): readonly string[] {
    const own = declarationPlaces(ts, [declaration]).flatMap((at) => declared.labelsAt(at).value);
    if (own.length > 0 || 'type' in declaration && declaration.type !== undefined) return own;
    if (ts.isVariableDeclaration(declaration) && declaration.initializer) return of(declaration.initializer, depth + 1);
    if (ts.isShorthandPropertyAssignment(declaration)) return NONE;
    return ts.isBindingElement(declaration) ? ofElement(declaration, depth) : NONE;
  }

  /** `const { phone } = user` reads the property `phone` of what is destructured. */
  function ofElement(element: Ts.BindingElement, depth: number): readonly string[] {
    const key = element.propertyName ?? element.name;
    if (element.dotDotDotToken || !ts.isObjectBindingPattern(element.parent) || !(ts.isIdentifier(key) || ts.isStringLiteral(key))) return NONE;
    const property = checker.getPropertyOfType(checker.getTypeAtLocation(element.parent), key.text);
    return (property?.declarations ?? []).flatMap((d) => ofDeclaration(d, depth + 1));
  }

  function called(call: Ts.CallExpression, depth: number): readonly string[] {
    const declaration = checker.getResolvedSignature(call)?.getDeclaration();
    return declaration ? resultOf(declaration, depth) : NONE;
  }

  function resultOf(fn: Ts.SignatureDeclaration, depth: number): readonly string[] {
    const holder = ts.isVariableDeclaration(fn.parent) || ts.isPropertyDeclaration(fn.parent) ? [fn.parent] : [];
    const own = declarationPlaces(ts, [...holder, fn]).flatMap((at) => declared.labelsAt(at).returns);
    if (own.length > 0 || fn.type || !('body' in fn) || !fn.body) return own;
    return results(fn.body as Ts.Node).flatMap((result) => of(result, depth + 1));
  }

  /** The expressions that a function's body gives. */
  function results(body: Ts.Node): readonly Ts.Node[] {
    if (!ts.isBlock(body)) return [body];
    const found: Ts.Node[] = [];
    const visit = (node: Ts.Node): void => {
      if (ts.isReturnStatement(node) && node.expression) found.push(node.expression);
      else if (!ts.isFunctionLike(node) && !ts.isClassLike(node)) ts.forEachChild(node, visit);
    };
    ts.forEachChild(body, visit);
    return found;
  }

  /** What members are read of: constituents, elements, promised values. */
  function holders(type: Ts.Type, depth = 0): readonly Ts.Type[] {
    if (type.isUnionOrIntersection()) return type.types.flatMap((t) => holders(t, depth));
    const holds = checker.isArrayType(type) || checker.isTupleType(type) || type.getSymbol()?.name === 'Promise';
    return holds && depth < 2 ? checker.getTypeArguments(type as Ts.TypeReference).flatMap((t) => holders(t, depth + 1)) : [type];
  }

  return {
    of: (expression) => of(expression),
    ofMembers: (expression) => {
      const found = new Map<string, readonly string[]>();
      for (const type of holders(checker.getTypeAtLocation(expression))) {
        for (const name of type.flags & ts.TypeFlags.Object ? declared.labelledMemberNames() : NONE) {
          const declarations = checker.getPropertyOfType(type, name)?.declarations ?? [];
          const labels = unique(declarationPlaces(ts, declarations).flatMap((at) => declared.labelsAt(at).value));
          if (labels.length > 0) found.set(name, labels);
        }
      }
      return found;
    },
    ofResult: (file, offset) => {
      const source = program.getSourceFile(file);
      const fn = source && functionAt(source, offset);
      return fn ? unique(resultOf(fn, 0)) : NONE;
    },
  };

  function functionAt(source: Ts.SourceFile, offset: number): Ts.SignatureDeclaration | undefined {
    const visit = (node: Ts.Node): Ts.SignatureDeclaration | undefined => {
      if (offset < node.getStart(source) || offset >= node.getEnd()) return undefined;
      if (ts.isFunctionDeclaration(node)) return node;
      if (ts.isVariableDeclaration(node) && node.initializer && (ts.isArrowFunction(node.initializer) || ts.isFunctionExpression(node.initializer))) return node.initializer;
      return ts.forEachChild(node, visit);
    };
    return ts.forEachChild(source, visit);
  }
}

const unique = (labels: readonly string[]): readonly string[] => (labels.length > 1 ? [...new Set(labels)] : labels);
