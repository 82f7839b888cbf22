import type Ts from 'typescript';
import { CheckerError } from './checker.js';
import type { Checker, DeclaredAt } from './checker.js';
import { checkedMember, contentsAt } from './contents.js';
import { candidates, declarationPlaces, widestAt } from './nodes.js';
import type { TypeSystem } from './system.js';

/** Levels of type arguments and constituents that {@link Checker.typeNames} looks through. */
const TYPE_DEPTH = 5;
/** Types whose arguments are what the value holds. */
const HOLDERS = new Set(['Array', 'ReadonlyArray', 'Promise', 'PromiseLike', 'Set', 'ReadonlySet', 'Map', 'ReadonlyMap', 'Iterable', 'Iterator', 'IterableIterator', 'Generator', 'AsyncGenerator', 'AsyncIterable', 'AsyncIterator']);

/** A checker that puts its questions to a type system, which is started at the first of them. What that throws becomes a {@link CheckerError}. */
export function createChecker(start: () => TypeSystem): Checker {
  let questions: Checker | undefined;
  function ask<T>(file: string, question: (of: Checker) => T): T {
    try {
      return question((questions ??= questionsOf(start())));
    } catch (error) {
      // A panic of TypeScript 7 says its stack in the lines that follow.
      const [message] = (error instanceof Error ? error.message : String(error)).split('\n');
      throw new CheckerError(`TypeScript failed on ${file}: ${message}`, { cause: error });
    }
  }
  return {
    declarations: (file, offset) => ask(file, (of) => of.declarations(file, offset)),
    member: (file, offset) => ask(file, (of) => of.member(file, offset)),
    contents: (file, s, e, names) => ask(file, (of) => of.contents(file, s, e, names)),
    typeNames: (file, s, e) => ask(file, (of) => of.typeNames(file, s, e)),
    callee: (file, s, e) => ask(file, (of) => of.callee(file, s, e)),
  };
}

function questionsOf(system: TypeSystem): Checker {
  const { ts, checker } = system;

  /** Nothing is known of a file that is not in the program. */
  function ask<T>(file: string, none: T, question: (sourceFile: Ts.SourceFile) => T): T {
    const sourceFile = system.sourceFile(file);
    return sourceFile ? question(sourceFile) : none;
  }

  function aliased(symbol: Ts.Symbol): Ts.Symbol {
    return symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
  }

  function symbolOf(node: Ts.Node): Ts.Symbol | undefined {
    const found = shorthand(node) ?? propertyOfPattern(node) ?? checker.getSymbolAtLocation(node);
    return found && aliased(found);
  }

  /** `{ phone }` names a variable, not the property that it makes. */
  function shorthand(node: Ts.Node): Ts.Symbol | undefined {
    return ts.isShorthandPropertyAssignment(node.parent) && node.parent.name === node ? checker.getShorthandAssignmentValueSymbol(node.parent) : undefined;
  }

  /** `const { phone } = user` reads the property `phone` of what is destructured. */
  function propertyOfPattern(node: Ts.Node): Ts.Symbol | undefined {
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
      ask(file, undefined, (sourceFile) => {
        const node = nameAt(sourceFile, offset);
        const symbol = node && symbolOf(node);
        return symbol && checkedMember(system, symbol, checker.getTypeOfSymbolAtLocation(symbol, node), ownerOf(node));
      }),

    contents: (file, s, e, names) =>
      ask(file, [], (sourceFile) => {
        const node = widestAt(ts, sourceFile, s, e);
        return node ? contentsAt(system, node, names) : [];
      }),

    declarations: (file, offset) =>
      ask(file, [], (sourceFile) => {
        const node = nameAt(sourceFile, offset);
        const symbol = node && symbolOf(node);
        return symbol ? declarationPlaces(ts, symbol.declarations ?? []) : [];
      }),

    typeNames: (file, s, e) =>
      ask(file, [], (sourceFile) => {
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
          if (symbol.flags & ts.SymbolFlags.EnumMember) add(parentEnum(symbol));
          const holds = HOLDERS.has(symbol.name) || checker.isArrayType(type) || checker.isTupleType(type);
          if (holds) for (const arg of checker.getTypeArguments(type as Ts.TypeReference)) walk(arg, depth + 1);
        };
        walk(checker.getTypeAtLocation(node), 0);
        for (const written of writtenTypes(node)) addWritten(written, add, 0);
        return [...found.values()];
      }),

    callee: (file, s, e) =>
      ask(file, undefined, (sourceFile) => {
        const node = candidates(ts, sourceFile, s).find(
          (n): n is Ts.CallLikeExpression => n.getEnd() === e && (ts.isCallExpression(n) || ts.isNewExpression(n) || ts.isTaggedTemplateExpression(n)),
        );
        const declaration = node && checker.getResolvedSignature(node)?.getDeclaration() as Ts.Node | undefined;
        return declaration ? declarationPlaces(ts, [declaration as Ts.Declaration])[0] : undefined;
      }),
  };

  function parentEnum(member: Ts.Symbol): Ts.Symbol | undefined {
    const declaration = member.declarations?.[0]?.parent;
    return declaration && ts.isEnumDeclaration(declaration) ? checker.getSymbolAtLocation(declaration.name) : undefined;
  }

  /** An alias of a primitive leaves no trace in the type: read the annotation that the value was declared with. */
  function writtenTypes(node: Ts.Node): readonly Ts.TypeNode[] {
    let at: Ts.Node = node;
    while (ts.isParenthesizedExpression(at) || ts.isNonNullExpression(at) || ts.isAwaitExpression(at)) at = at.expression;
    if (ts.isAsExpression(at) || ts.isSatisfiesExpression(at) || ts.isTypeAssertionExpression(at)) return [at.type];
    if (ts.isCallExpression(at)) {
      const declaration = checker.getResolvedSignature(at)?.getDeclaration();
      return declaration?.type ? [declaration.type] : [];
    }
    const name = ts.isPropertyAccessExpression(at) ? at.name : ts.isElementAccessExpression(at) ? at.argumentExpression : at;
    const symbol = ts.isIdentifier(name) || ts.isPrivateIdentifier(name) || ts.isStringLiteralLike(name) ? symbolOf(name) : undefined;
    return (symbol?.declarations ?? []).flatMap((d) => {
      const type = (d as { readonly type?: Ts.Node }).type;
      if (type && ts.isTypeNode(type) && !ts.isTypeAliasDeclaration(d)) return [type];
      const jsDoc = ts.getJSDocType(d);
      return jsDoc ? [jsDoc] : [];
    });
  }

  /** Names in a written type: through unions, holders' arguments and aliases of these. */
  function addWritten(type: Ts.TypeNode, add: (symbol: Ts.Symbol | undefined) => void, depth: number): void {
    if (depth > TYPE_DEPTH) return;
    const into = (t: Ts.TypeNode): void => addWritten(t, add, depth + 1);
    if (ts.isUnionTypeNode(type) || ts.isIntersectionTypeNode(type)) type.types.forEach(into);
    else if (ts.isArrayTypeNode(type)) into(type.elementType);
    else if (ts.isTupleTypeNode(type)) type.elements.forEach((t) => into(ts.isNamedTupleMember(t) ? t.type : t));
    else if (ts.isParenthesizedTypeNode(type) || ts.isTypeOperatorNode(type) || ts.isOptionalTypeNode(type) || ts.isRestTypeNode(type)) into(type.type);
    else if (ts.isTypeReferenceNode(type) || ts.isImportTypeNode(type)) {
      const name = ts.isTypeReferenceNode(type) ? type.typeName : type.qualifier;
      const found = name && checker.getSymbolAtLocation(ts.isIdentifier(name) ? name : name.right);
      const symbol = found && aliased(found);
      add(symbol);
      if (!symbol) return;
      if (HOLDERS.has(symbol.name)) type.typeArguments?.forEach(into);
      for (const d of symbol.declarations ?? []) if (ts.isTypeAliasDeclaration(d)) into(d.type);
    }
  }
}
