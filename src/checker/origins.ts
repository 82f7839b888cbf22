import type Ts from 'typescript';
import { Renames } from './renames.js';
import type { TypeSystem } from './system.js';

/** Steps back from an expression to the calls and declarations that it comes from. */
const ORIGIN_STEPS = 24;
/** Levels of properties in which a column or field is looked for. */
const SEARCH_DEPTH = 5;
/** Types that one search looks into. */
const SEARCH_TYPES = 300;
/** Methods that give what their receiver holds. */
const GIVES_SAME = /^(?:filter|find|findLast|at|slice|concat|sort|toSorted|reverse|toReversed|flat|shift|pop|values|then|catch|finally)$/;
/** Methods whose callback is given what their receiver holds. */
const HANDS_OVER = /^(?:map|forEach|filter|find|findLast|findIndex|some|every|flatMap|sort|toSorted|then)$/;

/** Types that a library's types computed another one from, and what of them: a table's key, a property. */
interface Origin {
  readonly types: readonly Ts.Type[];
  /** String literals beside the types, by which a property of theirs may be selected. */
  readonly keys: ReadonlySet<string>;
  readonly path: readonly string[];
}

/**
 * Where a property comes from that has no declaration, since a library's types computed it: rows of a query builder, results of
 * a selection. It is looked for in the types that the call was given: by the receiver's type arguments, the call's own, those
 * in the declared result, and the annotation of a variable or parameter.
 *
 * @param node the expression that has the property
 * @returns properties of that name: of each type, those of the shallowest level that has any
 */
export function originsOf(system: TypeSystem, node: Ts.Node, name: string): readonly Ts.Symbol[] {
  const { ts, checker } = system;
  const origins: Origin[] = [];
  let steps = 0;
  const renamed = new Renames(ts);
  trace(node, []);
  const found = origins.flatMap((origin) => search(origin, name));
  const before = found.length > 0 ? [] : renamed.before(name);
  return [...new Set([...found, ...before.flatMap((column) => origins.flatMap((origin) => search(origin, column)))])];

  function trace(at: Ts.Node, path: readonly string[]): void {
    if (++steps > ORIGIN_STEPS) return;
    if (ts.isParenthesizedExpression(at) || ts.isNonNullExpression(at) || ts.isAwaitExpression(at)) trace(at.expression, path);
    else if (ts.isAsExpression(at) || ts.isSatisfiesExpression(at) || ts.isTypeAssertionExpression(at)) fromWritten(at.type, path);
    else if (ts.isPropertyAccessExpression(at)) trace(at.expression, [at.name.text, ...path]);
    else if (ts.isElementAccessExpression(at)) trace(at.expression, ts.isStringLiteralLike(at.argumentExpression) ? [at.argumentExpression.text, ...path] : path);
    else if (ts.isConditionalExpression(at)) [at.whenTrue, at.whenFalse].forEach((x) => trace(x, path));
    else if (ts.isBinaryExpression(at)) [at.left, at.right].forEach((x) => trace(x, path));
    else if (ts.isCallExpression(at)) fromCall(at, path);
    else if (ts.isArrowFunction(at) || ts.isFunctionExpression(at)) fromBody(at.body, path);
    else if (ts.isObjectLiteralExpression(at)) fromLiteral(at, path);
    else if (ts.isArrayLiteralExpression(at)) at.elements.forEach((x) => trace(x, path));
    else if (ts.isIdentifier(at)) for (const d of checker.getSymbolAtLocation(at)?.declarations ?? []) fromDeclaration(d, path);
    else if (ts.isVariableDeclaration(at) || ts.isParameter(at) || ts.isBindingElement(at)) fromDeclaration(at, path);
    else if (ts.isObjectBindingPattern(at) || ts.isArrayBindingPattern(at)) fromDeclaration(at.parent, path);
  }

  /** What stands under the first name of the path. */
  function fromLiteral(literal: Ts.ObjectLiteralExpression, [first, ...path]: readonly string[]): void {
    for (const p of literal.properties) {
      if (ts.isSpreadAssignment(p)) trace(p.expression, first === undefined ? [] : [first, ...path]);
      if (!p.name || !ts.isIdentifier(p.name) || p.name.text !== first) continue;
      if (ts.isPropertyAssignment(p)) trace(p.initializer, path);
      else if (ts.isShorthandPropertyAssignment(p)) for (const d of checker.getShorthandAssignmentValueSymbol(p)?.declarations ?? []) fromDeclaration(d, path);
    }
  }

  function fromDeclaration(d: Ts.Declaration, path: readonly string[]): void {
    if (ts.isBindingElement(d)) {
      const key = d.propertyName ?? d.name;
      const own = ts.isObjectBindingPattern(d.parent) && (ts.isIdentifier(key) || ts.isStringLiteralLike(key)) && !d.dotDotDotToken ? [key.text] : [];
      fromDeclaration(d.parent.parent, [...own, ...path]);
    } else if (ts.isVariableDeclaration(d)) {
      if (d.type) fromWritten(d.type, path);
      else if (d.initializer) trace(d.initializer, path);
      else if (ts.isForOfStatement(d.parent.parent)) trace(d.parent.parent.expression, path);
    } else if (ts.isParameter(d)) {
      if (d.type) fromWritten(d.type, path);
      else {
        fromCallback(d, path);
        fromContext(d, path);
      }
    }
  }

  /** A parameter that says nothing of its type is what the type around the function says. */
  function fromContext(d: Ts.ParameterDeclaration, path: readonly string[]): void {
    const fn = d.parent;
    if (!ts.isArrowFunction(fn) && !ts.isFunctionExpression(fn)) return;
    const at = fn.parameters.indexOf(d);
    for (const signature of checker.getContextualType(fn)?.getCallSignatures() ?? []) {
      for (const p of signature.getParameters()[at]?.declarations ?? []) if (ts.isParameter(p) && p.type) fromWritten(p.type, path);
    }
  }

  /** A parameter of a callback is given what the method's receiver holds. */
  function fromCallback(d: Ts.ParameterDeclaration, path: readonly string[]): void {
    const call = d.parent.parent;
    if (!ts.isCallExpression(call) || !ts.isPropertyAccessExpression(call.expression) || !HANDS_OVER.test(call.expression.name.text)) return;
    trace(call.expression.expression, path);
  }

  function fromCall(call: Ts.CallExpression, path: readonly string[]): void {
    const receiver = ts.isPropertyAccessExpression(call.expression) ? call.expression : undefined;
    renamed.read(call);
    if (receiver && GIVES_SAME.test(receiver.name.text)) trace(receiver.expression, path);
    for (const type of call.typeArguments ?? []) add([checker.getTypeFromTypeNode(type)], path);
    const of = receiver && checker.getTypeAtLocation(receiver.expression);
    if (of) fromType(of, path);
    const resolved = checker.getResolvedSignature(call)?.getDeclaration();
    for (const declaration of new Set([...(resolved ? [resolved] : []), ...(of?.isUnion() ? ofEach(of, receiver!.name.text) : [])])) fromSignature(declaration, call, path);
  }

  /** The method of each of several types: the call's own signature is only one of those that it may be of. */
  function ofEach({ types }: Ts.UnionType, method: string): readonly Ts.SignatureDeclaration[] {
    const methods = types.flatMap((type) => checker.getPropertyOfType(type, method) ?? []);
    return system.typesOf(methods, node).flatMap((type) => type.getCallSignatures().flatMap((s) => (s.getDeclaration() as Ts.SignatureDeclaration | undefined) ?? []));
  }

  function fromSignature(declaration: Ts.SignatureDeclaration | Ts.JSDocSignature, call: Ts.CallExpression, path: readonly string[]): void {
    if (declaration.type && ts.isTypeNode(declaration.type)) {
      fromWritten(declaration.type, path);
      call.arguments.forEach((argument, i) => {
        if (isOfSameType(declaration, i)) trace(argument, path);
      });
    } else if ('body' in declaration && declaration.body) fromBody(declaration.body, path);
  }

  /** The result's type is made of the type parameters of the argument's: `use<T>(promise: Promise<T>): T`. */
  function isOfSameType({ typeParameters, parameters, type: result }: Ts.SignatureDeclaration | Ts.JSDocSignature, i: number): boolean {
    const names = new Set((typeParameters as readonly Ts.TypeParameterDeclaration[] | undefined)?.map(({ name }) => name.text));
    const mentioned = (node: Ts.Node | undefined): readonly string[] => {
      if (!node) return [];
      if (ts.isIdentifier(node)) return names.has(node.text) ? [node.text] : [];
      const found: string[] = [];
      ts.forEachChild(node, (inner) => void found.push(...mentioned(inner)));
      return found;
    };
    if (names.size === 0) return false;
    const given = new Set(mentioned((parameters[i] as { readonly type?: Ts.Node } | undefined)?.type));
    return mentioned(result).some((name) => given.has(name));
  }

  /** A function of the program that says nothing of its result gives what it returns. */
  function fromBody(body: Ts.Node, path: readonly string[]): void {
    if (!ts.isBlock(body)) return trace(body, path);
    const visit = (node: Ts.Node): void => {
      if (ts.isReturnStatement(node) && node.expression) trace(node.expression, path);
      else if (!ts.isFunctionLike(node)) ts.forEachChild(node, visit);
    };
    ts.forEachChild(body, visit);
  }

  function fromType(type: Ts.Type, path: readonly string[]): void {
    const args = [...(type.aliasTypeArguments ?? []), ...((type as Ts.TypeReference).target ? checker.getTypeArguments(type as Ts.TypeReference) : [])];
    if (args.length > 0) add(args, path);
    if (type.isUnionOrIntersection()) for (const part of type.types) fromType(part, path);
  }

  /** The arguments of a written type, through aliases. */
  function fromWritten(type: Ts.TypeNode, path: readonly string[], depth = 0): void {
    if (depth > 3) return;
    if (ts.isArrayTypeNode(type)) return fromWritten(type.elementType, path, depth);
    if (ts.isParenthesizedTypeNode(type) || ts.isTypeOperatorNode(type)) return fromWritten(type.type, path, depth);
    if (ts.isTypeLiteralNode(type)) return fromMembers(type.members, path, depth);
    if (ts.isUnionTypeNode(type) || ts.isIntersectionTypeNode(type)) return type.types.forEach((t) => fromWritten(t, path, depth));
    if (ts.isIndexedAccessTypeNode(type)) return fromWritten(type.objectType, path, depth + 1);
    // `typeof users.$inferSelect` is computed from what `users` is.
    if (ts.isTypeQueryNode(type)) return add([checker.getTypeAtLocation(headOf(type.exprName))], path);
    if (!ts.isTypeReferenceNode(type)) return;
    if (type.typeArguments) {
      add(type.typeArguments.map((t) => checker.getTypeFromTypeNode(t)), path);
      for (const argument of type.typeArguments) fromWritten(argument, path, depth + 1);
    }
    const name = ts.isIdentifier(type.typeName) ? type.typeName : type.typeName.right;
    const symbol = checker.getSymbolAtLocation(name);
    const meant = symbol && symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
    for (const d of meant?.declarations ?? []) {
      if (ts.isTypeAliasDeclaration(d)) fromWritten(d.type, path, depth + 1);
      else if (ts.isInterfaceDeclaration(d)) fromMembers(d.members, path, depth + 1);
    }
  }

  /** What is declared of the first name of the path. */
  function fromMembers(members: readonly Ts.TypeElement[], [first, ...path]: readonly string[], depth: number): void {
    for (const member of members) {
      if (ts.isPropertySignature(member) && member.type && (ts.isIdentifier(member.name) || ts.isStringLiteralLike(member.name)) && member.name.text === first) fromWritten(member.type, path, depth);
    }
  }

  function headOf(name: Ts.EntityName): Ts.Node {
    return ts.isIdentifier(name) ? name : headOf(name.left);
  }

  function add(types: readonly Ts.Type[], path: readonly string[]): void {
    const keys = new Set(types.flatMap((t) => (t.isUnion() ? t.types : [t])).flatMap((t) => (t.isStringLiteral() ? [t.value] : [])));
    origins.push({ types, keys, path });
  }

  function search({ types, keys, path }: Origin, wanted: string): readonly Ts.Symbol[] {
    let from: readonly Ts.Type[] = types.flatMap((type) => selected(type, keys));
    for (const name of path) {
      const inner = find(from, name);
      if (inner.length > 0) from = system.typesOf(inner, node);
    }
    const found = find(from, wanted);
    return found.length > 0 || path.length === 0 ? found : find(types.flatMap((type) => selected(type, keys)), wanted);
  }

  /** `Database` beside the key `users` means `Database['users']`. */
  function selected(type: Ts.Type, keys: ReadonlySet<string>): readonly Ts.Type[] {
    if (!(type.flags & (ts.TypeFlags.Object | ts.TypeFlags.Intersection))) return type.aliasTypeArguments ?? [];
    const found = [...keys].flatMap((key) => checker.getPropertyOfType(type, key) ?? []);
    return found.length > 0 ? system.typesOf(found, node) : [type];
  }

  /** Breadth first: the properties of the name at the first level that has one. */
  function find(from: readonly Ts.Type[], wanted: string): readonly Ts.Symbol[] {
    const seen = new Set<Ts.Type>();
    let open = from;
    for (let depth = 0; depth < SEARCH_DEPTH && open.length > 0; depth++) {
      const found = open.flatMap((type) => declaredProperty(type, wanted) ?? []);
      if (found.length > 0) return found;
      const next: Ts.Type[] = [];
      for (const type of open) {
        if (seen.has(type) || seen.size > SEARCH_TYPES) continue;
        seen.add(type);
        next.push(...below(type));
      }
      open = next;
    }
    return [];
  }

  function declaredProperty(type: Ts.Type, name: string): Ts.Symbol | undefined {
    if (!(type.flags & (ts.TypeFlags.Object | ts.TypeFlags.Intersection))) return undefined;
    const property = checker.getPropertyOfType(type, name);
    return property?.declarations?.length ? property : undefined;
  }

  function below(type: Ts.Type): readonly Ts.Type[] {
    // A type that a type parameter keeps open has what its arguments have.
    const given = type.aliasTypeArguments ?? [];
    if (type.isUnion()) return [...given, ...type.types];
    if (!(type.flags & (ts.TypeFlags.Object | ts.TypeFlags.Intersection))) return given;
    const args = [...given, ...((type as Ts.TypeReference).target ? checker.getTypeArguments(type as Ts.TypeReference) : [])];
    if (checker.isArrayType(type)) return args;
    const properties = checker.getPropertiesOfType(type).filter((p) => (p.flags & ts.SymbolFlags.Method) === 0 && !p.name.startsWith('__@'));
    return [...args, ...system.typesOf(properties, node).filter((t) => t.getCallSignatures().length === 0)];
  }
}
