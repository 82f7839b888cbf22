import type Ts from 'typescript';
import type { CheckedMember, DeclaredAt } from './checker.js';
import { declarationPlaces } from './nodes.js';
import { originsOf } from './origins.js';
import type { Language, Types, TypeSystem } from './system.js';

/** Levels of properties and elements that {@link contentsOf} looks through. */
const CONTENT_DEPTH = 6;
/** Types that one question looks into. Lost past it: properties of what is found later. */
const CONTENT_TYPES = 400;
/** Properties of one object past which it is taken for a registry of types, not for data. */
const CONTENT_PROPERTIES = 300;

/**
 * A property, with the declarations that it was made from.
 *
 * @param owner the expression that has it
 */
export function checkedMember(system: TypeSystem, symbol: Ts.Symbol, type: Ts.Type, owner: Ts.Node | undefined): CheckedMember {
  const { ts, checker } = system;
  const primitive = holdsPrimitive(ts, checker, type);
  let made = declarationsOf(system, symbol);
  if (made.length === 0 && primitive && owner) made = originsOf(system, owner, symbol.name).flatMap((origin) => declarationsOf(system, origin));
  return { name: symbol.name, declarations: declarationPlaces(ts, made), primitive, types: namesOf(ts, type) };
}

/** Where the named types are declared that a property's type is made of. */
function namesOf(ts: Language, type: Ts.Type): readonly DeclaredAt[] {
  const parts = type.isUnionOrIntersection() && !type.aliasSymbol ? type.types : [type];
  return parts.flatMap((part) => {
    const symbol = part.aliasSymbol ?? part.getSymbol();
    return symbol && !(symbol.flags & ts.SymbolFlags.TypeLiteral) ? declarationPlaces(ts, symbol.declarations ?? []) : [];
  });
}

/** A property that a mapped type renames or filters has no declaration; those that it was made from have. */
function declarationsOf(system: TypeSystem, symbol: Ts.Symbol): readonly Ts.Declaration[] {
  const found: Ts.Declaration[] = [];
  const seen = new Set<Ts.Symbol>();
  const visit = (of: Ts.Symbol): void => {
    if (seen.has(of)) return;
    seen.add(of);
    if (of.declarations?.length) found.push(...of.declarations);
    else for (const root of system.rootsOf(of)) visit(root);
  };
  visit(symbol);
  return found;
}

function holdsPrimitive(ts: Language, checker: Types, type: Ts.Type, depth = 0): boolean {
  const { StringLike, NumberLike, BooleanLike, BigIntLike, ESSymbolLike, Any, Unknown, TypeParameter } = ts.TypeFlags;
  if (type.flags & (StringLike | NumberLike | BooleanLike | BigIntLike | ESSymbolLike | Any | Unknown | TypeParameter)) return true;
  if (type.isUnionOrIntersection()) return type.types.some((part) => holdsPrimitive(ts, checker, part, depth));
  if (depth < 3 && (checker.isArrayType(type) || checker.isTupleType(type))) return checker.getTypeArguments(type as Ts.TypeReference).some((part) => holdsPrimitive(ts, checker, part, depth + 1));
  return false;
}

/**
 * See {@link Checker.contents}. Of a literal, its parts are asked for: what type it has as a whole the call decides that it is
 * given to, which takes TypeScript long where a library computes that.
 */
export function contentsAt(system: TypeSystem, node: Ts.Node, names: ReadonlySet<string>): readonly CheckedMember[] {
  const { ts, checker } = system;
  if (ts.isParenthesizedExpression(node)) return contentsAt(system, node.expression, names);
  if (ts.isArrayLiteralExpression(node)) return node.elements.flatMap((x) => contentsAt(system, ts.isSpreadElement(x) ? x.expression : x, names));
  if (ts.isObjectLiteralExpression(node)) return node.properties.flatMap((p) => contentsOfProperty(system, p, names));
  return ts.isFunctionLike(node) ? [] : contentsOf(system, checker.getTypeAtLocation(node), node, names);
}

function contentsOfProperty(system: TypeSystem, property: Ts.ObjectLiteralElementLike, names: ReadonlySet<string>): readonly CheckedMember[] {
  const { ts, checker } = system;
  if (ts.isSpreadAssignment(property)) return contentsAt(system, property.expression, names);
  if (ts.isShorthandPropertyAssignment(property)) {
    const variable = checker.getShorthandAssignmentValueSymbol(property);
    const type = variable && checker.getTypeOfSymbolAtLocation(variable, property);
    return type ? [...named(property.name.text, type), ...contentsOf(system, type, property, names)] : [];
  }
  if (!ts.isPropertyAssignment(property)) return [];
  const { name, initializer } = property;
  const isNamed = (ts.isIdentifier(name) || ts.isStringLiteralLike(name)) && names.has(name.text) && !ts.isFunctionLike(initializer);
  return [...(isNamed ? named(name.text, checker.getTypeAtLocation(initializer)) : []), ...contentsAt(system, initializer, names)];

  function named(text: string, type: Ts.Type): readonly CheckedMember[] {
    if (!names.has(text) || type.getCallSignatures().length > 0) return [];
    return [{ name: text, declarations: declarationPlaces(ts, [property]), primitive: holdsPrimitive(ts, checker, type), types: namesOf(ts, type) }];
  }
}

/** Stands for a property whose name is computed. */
const ANY = '*';

/** A type that is looked into, and the property of the value that leads to it. */
interface Held {
  readonly type: Ts.Type;
  readonly via: string | undefined;
}

function contentsOf(system: TypeSystem, type: Ts.Type, at: Ts.Node, names: ReadonlySet<string>): readonly CheckedMember[] {
  const { ts, checker } = system;
  const found = new Map<Ts.Symbol, CheckedMember>();
  const seen = new Set<Ts.Type>();
  let open: readonly Held[] = [{ type, via: undefined }];
  for (let depth = 0; depth < CONTENT_DEPTH && open.length > 0; depth++) {
    const next: Held[] = [];
    for (const one of open) look(one.type, one.via, next);
    open = next;
  }
  return [...found.values()];

  function look(of: Ts.Type, via: string | undefined, next: Held[]): void {
    if (seen.has(of) || seen.size >= CONTENT_TYPES) return;
    seen.add(of);
    if (of.isUnionOrIntersection() && !(of.flags & ts.TypeFlags.Intersection)) {
      for (const part of of.types) look(part, via, next);
      return;
    }
    const bound = of.flags & ts.TypeFlags.TypeParameter ? checker.getBaseConstraintOfType(of) : undefined;
    if (bound) look(bound, via, next);
    if (!(of.flags & (ts.TypeFlags.Object | ts.TypeFlags.Intersection))) return;
    if (isOfPlatform(of)) {
      // Of a promise, a list or another holder, what it holds counts, not its methods.
      if ((of as Ts.TypeReference).target) for (const arg of checker.getTypeArguments(of as Ts.TypeReference)) look(arg, via, next);
      return;
    }
    const promised = checker.getPropertyOfType(of, 'then') && awaitedType(of);
    if (promised) next.push({ type: promised, via });
    if (promised || isMachinery(of)) return;
    for (const info of checker.getIndexInfosOfType(of)) if (!(info.keyType.flags & ts.TypeFlags.ESSymbol)) next.push({ type: info.type, via: via ?? ANY });
    const properties = checker.getPropertiesOfType(of);
    if (properties.length > CONTENT_PROPERTIES) return;
    // By name: a type that is computed has them in another order in each version of TypeScript.
    const data = properties
      .filter((symbol) => !(symbol.flags & (ts.SymbolFlags.Method | ts.SymbolFlags.Prototype)) && !isHidden(symbol))
      .sort((a, b) => (a.name < b.name ? -1 : 1));
    for (const [i, held] of system.typesOf(data, at).entries()) {
      const symbol = data[i]!;
      if (held.getCallSignatures().length > 0) continue;
      const by = via ?? symbol.name;
      if (names.has(symbol.name) && !found.has(symbol)) found.set(symbol, { ...checkedMember(system, symbol, held, at), ...(by !== ANY && { via: by }) });
      next.push({ type: held, via: by });
    }
  }

  function isOfPlatform(of: Ts.Type): boolean {
    if (checker.isArrayType(of) || checker.isTupleType(of)) return true;
    const symbol = of.getSymbol();
    if (!symbol || !(symbol.flags & (ts.SymbolFlags.Class | ts.SymbolFlags.Interface))) return false;
    const file = symbol.declarations?.[0]?.getSourceFile();
    return file !== undefined && (system.isLibrary(file) || file.fileName.includes('/node_modules/@types/node/'));
  }

  /** A package's object that is there to be called, not read: a client, a table's description, a query. */
  function isMachinery(of: Ts.Type): boolean {
    if (of.flags & ts.TypeFlags.Intersection) return (of as Ts.IntersectionType).types.some(isMachinery);
    const symbol = of.getSymbol();
    if (!symbol?.declarations?.[0]?.getSourceFile().fileName.includes('/node_modules/')) return false;
    if (symbol.flags & ts.SymbolFlags.Class) return true;
    return (symbol.flags & ts.SymbolFlags.Interface) !== 0 && checker.getPropertiesOfType(of).some((p) => (p.flags & ts.SymbolFlags.Method) !== 0);
  }

  /** What the first parameter of a thenable's callback is. */
  function awaitedType(of: Ts.Type): Ts.Type | undefined {
    const then = checker.getPropertyOfType(of, 'then');
    const callback = then && checker.getTypeOfSymbolAtLocation(then, at).getCallSignatures()[0]?.getParameters()[0];
    const signatures = callback && checker.getNonNullableType(checker.getTypeOfSymbolAtLocation(callback, at)).getCallSignatures();
    const value = signatures?.[0]?.getParameters()[0];
    return value && checker.getTypeOfSymbolAtLocation(value, at);
  }
}

/** Private members and those under symbols are no data that anybody else can read. */
function isHidden(symbol: Ts.Symbol): boolean {
  return /^(?:__@|__#|#)/.test(symbol.name) || (symbol.declarations ?? []).some((d) => /\b(?:private|protected)\b/.test(modifiersOf(d)));
}

function modifiersOf(declaration: Ts.Declaration): string {
  const { modifiers } = declaration as { readonly modifiers?: readonly Ts.Node[] };
  return modifiers?.map((m) => m.getText()).join(' ') ?? '';
}
