import type Ts from 'typescript';
import { CheckerError } from './checker.js';
import type { Checker, DeclaredAt } from './checker.js';
import { checkedMember, contentsOf } from './contents.js';
import { candidates, declarationPlaces, widestAt } from './nodes.js';

/** Where the program comes from: one that exists (ESLint's), or what to make one of at the first question. */
export type ProgramSource =
  | { readonly program: Ts.Program }
  | {
      readonly files: readonly string[];
      readonly options: Ts.CompilerOptions;
      readonly host?: Ts.CompilerHost;
      readonly projectReferences?: readonly Ts.ProjectReference[];
    };

/** Levels of type arguments and constituents that {@link Checker.typeNames} looks through. */
const TYPE_DEPTH = 5;
/** Types whose arguments are what the value holds. */
const HOLDERS = new Set(['Array', 'ReadonlyArray', 'Promise', 'PromiseLike', 'Set', 'ReadonlySet', 'Map', 'ReadonlyMap', 'Iterable', 'Iterator', 'IterableIterator', 'Generator', 'AsyncGenerator', 'AsyncIterable', 'AsyncIterator']);

/**
 * A checker over TypeScript's classic API (5.0 to 6.x). `ts` is the module that the program belongs to.
 * Stays off the methods that typescript-estree's native adapter lacks.
 */
export function createTypeScriptChecker(ts: typeof Ts, source: ProgramSource): Checker {
  let made: { readonly program: Ts.Program; readonly checker: Ts.TypeChecker } | undefined;

  function start(): NonNullable<typeof made> {
    if (made) return made;
    const program = 'program' in source ? source.program : ts.createProgram({
      rootNames: source.files,
      options: source.options,
      ...(source.host ? { host: source.host } : {}),
      ...(source.projectReferences ? { projectReferences: source.projectReferences } : {}),
    });
    return (made = { program, checker: program.getTypeChecker() });
  }

  /** Runs one question; what the checker throws becomes a {@link CheckerError}. */
  function ask<T>(file: string, none: T, question: (sourceFile: Ts.SourceFile, checker: Ts.TypeChecker) => T): T {
    try {
      const { program, checker } = start();
      const sourceFile = program.getSourceFile(file);
      return sourceFile ? question(sourceFile, checker) : none;
    } catch (error) {
      throw new CheckerError(`TypeScript failed on ${file}: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
    }
  }

  function aliased(checker: Ts.TypeChecker, symbol: Ts.Symbol): Ts.Symbol {
    return symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
  }

  function symbolOf(checker: Ts.TypeChecker, node: Ts.Node): Ts.Symbol | undefined {
    const found = shorthand(checker, node) ?? propertyOfPattern(checker, node) ?? checker.getSymbolAtLocation(node);
    return found && aliased(checker, found);
  }

  /** `{ phone }` names a variable, not the property that it makes. */
  function shorthand(checker: Ts.TypeChecker, node: Ts.Node): Ts.Symbol | undefined {
    return ts.isShorthandPropertyAssignment(node.parent) && node.parent.name === node ? checker.getShorthandAssignmentValueSymbol(node.parent) : undefined;
  }

  /** `const { phone } = user` reads the property `phone` of what is destructured. */
  function propertyOfPattern(checker: Ts.TypeChecker, node: Ts.Node): Ts.Symbol | undefined {
    const { parent } = node;
    if (!ts.isIdentifier(node) || !ts.isBindingElement(parent) || !ts.isObjectBindingPattern(parent.parent)) return undefined;
    const key = parent.propertyName ?? parent.name;
    return key === node ? checker.getPropertyOfType(checker.getTypeAtLocation(parent.parent), node.text) : undefined;
  }

  function nameAt(sourceFile: Ts.SourceFile, offset: number): Ts.Node | undefined {
    return candidates(ts, sourceFile, offset).find((n) => ts.isIdentifier(n) || ts.isPrivateIdentifier(n) || ts.isStringLiteralLike(n) || ts.isNumericLiteral(n));
  }

  /** What the property at a name is read from. */
  function ownerOf({ parent }: Ts.Node): Ts.Node | undefined {
    if (ts.isPropertyAccessExpression(parent) || ts.isElementAccessExpression(parent)) return parent.expression;
    return ts.isBindingElement(parent) ? parent.parent : undefined;
  }

  return {
    member: (file, offset) =>
      ask(file, undefined, (sourceFile, checker) => {
        const node = nameAt(sourceFile, offset);
        const symbol = node && symbolOf(checker, node);
        return symbol && checkedMember(ts, checker, symbol, checker.getTypeOfSymbolAtLocation(symbol, node), ownerOf(node));
      }),

    contents: (file, s, e, names) =>
      ask(file, [], (sourceFile, checker) => {
        const node = widestAt(ts, sourceFile, s, e);
        return node ? contentsOf(ts, start().program, checker, checker.getTypeAtLocation(node), node, names) : [];
      }),

    declarations: (file, offset) =>
      ask(file, [], (sourceFile, checker) => {
        const node = nameAt(sourceFile, offset);
        const symbol = node && symbolOf(checker, node);
        return symbol ? declarationPlaces(ts, symbol.declarations ?? []) : [];
      }),

    typeNames: (file, s, e) =>
      ask(file, [], (sourceFile, checker) => {
        const node = widestAt(ts, sourceFile, s, e);
        if (!node) return [];
        const found = new Map<string, DeclaredAt>();
        const add = (symbol: Ts.Symbol | undefined): void => {
          for (const at of declarationPlaces(ts, symbol?.declarations ?? [])) found.set(`${at.file}:${at.s}`, at);
        };
        const seen = new Set<Ts.Type>();
        const walk = (type: Ts.Type, depth: number): void => {
          if (depth > TYPE_DEPTH || seen.has(type)) return;
          seen.add(type);
          add(type.aliasSymbol);
          for (const arg of type.aliasTypeArguments ?? []) if (depth < 2) walk(arg, depth + 1);
          if (type.isUnionOrIntersection()) for (const part of type.types) walk(part, depth + 1);
          const symbol = type.getSymbol();
          if (!symbol) return;
          if (symbol.flags & (ts.SymbolFlags.Class | ts.SymbolFlags.Interface | ts.SymbolFlags.Enum | ts.SymbolFlags.EnumMember | ts.SymbolFlags.TypeAlias)) add(symbol);
          if (symbol.flags & ts.SymbolFlags.EnumMember) add(parentEnum(checker, symbol));
          const holds = HOLDERS.has(symbol.name) || checker.isArrayType(type) || checker.isTupleType(type);
          if (holds) for (const arg of checker.getTypeArguments(type as Ts.TypeReference)) walk(arg, depth + 1);
        };
        walk(checker.getTypeAtLocation(node), 0);
        for (const written of writtenTypes(checker, node)) addWritten(checker, written, add, 0);
        return [...found.values()];
      }),

    callee: (file, s, e) =>
      ask(file, undefined, (sourceFile, checker) => {
        const node = candidates(ts, sourceFile, s).find(
          (n): n is Ts.CallLikeExpression => n.getEnd() === e && (ts.isCallExpression(n) || ts.isNewExpression(n) || ts.isTaggedTemplateExpression(n)),
        );
        const declaration = node && checker.getResolvedSignature(node)?.getDeclaration() as Ts.Node | undefined;
        return declaration ? declarationPlaces(ts, [declaration as Ts.Declaration])[0] : undefined;
      }),
  };

  function parentEnum(checker: Ts.TypeChecker, member: Ts.Symbol): Ts.Symbol | undefined {
    const declaration = member.declarations?.[0]?.parent;
    return declaration && ts.isEnumDeclaration(declaration) ? checker.getSymbolAtLocation(declaration.name) : undefined;
  }

  /** An alias of a primitive leaves no trace in the type: read the annotation that the value was declared with. */
  function writtenTypes(checker: Ts.TypeChecker, node: Ts.Node): readonly Ts.TypeNode[] {
    let at: Ts.Node = node;
    while (ts.isParenthesizedExpression(at) || ts.isNonNullExpression(at) || ts.isAwaitExpression(at)) at = at.expression;
    if (ts.isAsExpression(at) || ts.isSatisfiesExpression(at) || ts.isTypeAssertionExpression(at)) return [at.type];
    if (ts.isCallExpression(at)) {
      const declaration = checker.getResolvedSignature(at)?.getDeclaration();
      return declaration?.type ? [declaration.type] : [];
    }
    const name = ts.isPropertyAccessExpression(at) ? at.name : ts.isElementAccessExpression(at) ? at.argumentExpression : at;
    const symbol = ts.isIdentifier(name) || ts.isPrivateIdentifier(name) || ts.isStringLiteralLike(name) ? symbolOf(checker, name) : undefined;
    return (symbol?.declarations ?? []).flatMap((d) => {
      const type = (d as { readonly type?: Ts.Node }).type;
      if (type && ts.isTypeNode(type) && !ts.isTypeAliasDeclaration(d)) return [type];
      const jsDoc = ts.getJSDocType(d);
      return jsDoc ? [jsDoc] : [];
    });
  }

  /** Names in a written type: through unions, holders' arguments and aliases of these. */
  function addWritten(checker: Ts.TypeChecker, type: Ts.TypeNode, add: (symbol: Ts.Symbol | undefined) => void, depth: number): void {
    if (depth > TYPE_DEPTH) return;
    const into = (t: Ts.TypeNode): void => addWritten(checker, t, add, depth + 1);
    if (ts.isUnionTypeNode(type) || ts.isIntersectionTypeNode(type)) type.types.forEach(into);
    else if (ts.isArrayTypeNode(type)) into(type.elementType);
    else if (ts.isTupleTypeNode(type)) type.elements.forEach((t) => into(ts.isNamedTupleMember(t) ? t.type : t));
    else if (ts.isParenthesizedTypeNode(type) || ts.isTypeOperatorNode(type) || ts.isOptionalTypeNode(type) || ts.isRestTypeNode(type)) into(type.type);
    else if (ts.isTypeReferenceNode(type) || ts.isImportTypeNode(type)) {
      const name = ts.isTypeReferenceNode(type) ? type.typeName : type.qualifier;
      const found = name && checker.getSymbolAtLocation(ts.isIdentifier(name) ? name : name.right);
      const symbol = found && aliased(checker, found);
      add(symbol);
      if (!symbol) return;
      if (HOLDERS.has(symbol.name)) type.typeArguments?.forEach(into);
      for (const d of symbol.declarations ?? []) if (ts.isTypeAliasDeclaration(d)) into(d.type);
    }
  }
}
