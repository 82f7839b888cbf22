import type Ts from 'typescript';
import type { Node } from 'typescript7/unstable/ast';
import type * as Native from 'typescript7/unstable/sync';
import type { Types } from '../system.js';
import type { NativeModules } from './modules.js';

/** Wraps the objects of one program, so that they look as the classic ones do. Each has one wrapper; answers are kept in it. */
export class NativeTypes {
  readonly #types = new Map<number, NativeType>();
  readonly #symbols = new Map<number, NativeSymbol>();
  /** By the type that is instantiated: whether it is the array's or a tuple's. */
  readonly #arrays = new Map<number, boolean>();

  constructor(readonly modules: NativeModules, readonly project: Native.Project) {}

  get #checker(): Native.Checker {
    return this.project.checker;
  }

  type(of: Native.Type): NativeType {
    let known = this.#types.get(of.id);
    if (!known) this.#types.set(of.id, (known = new NativeType(this, of)));
    return known;
  }

  symbol(of: Native.Symbol): NativeSymbol {
    let known = this.#symbols.get(of.id);
    if (!known) this.#symbols.set(of.id, (known = new NativeSymbol(of)));
    return known;
  }

  /** The types of symbols, in their order; in one message for those that are not known. */
  typesOf(symbols: readonly NativeSymbol[]): readonly NativeType[] {
    const wanted = [...new Set(symbols.filter(({ held }) => !held))];
    if (wanted.length > 0) {
      const found = this.#checker.getTypeOfSymbol(wanted.map(({ of }) => of));
      for (const [i, symbol] of wanted.entries()) symbol.held = this.#orAny(found[i]);
    }
    return symbols.map(({ held }) => held!);
  }

  propertiesOf(type: NativeType): readonly NativeSymbol[] {
    return (type.properties ??= this.#checker.getPropertiesOfType(type.of).map((property) => this.symbol(property)));
  }

  callSignaturesOf(type: NativeType): readonly NativeSignature[] {
    return (type.signatures ??= this.#mayBeCalled(type) ? this.#checker.getSignaturesOfType(type.of, this.modules.sync.SignatureKind.Call).map((signature) => new NativeSignature(this, signature)) : []);
  }

  #mayBeCalled({ flags }: NativeType): boolean {
    const { Object: object, UnionOrIntersection, Instantiable } = this.modules.sync.TypeFlags;
    return (flags & (object | UnionOrIntersection | Instantiable)) !== 0;
  }

  isReference({ of }: NativeType): boolean {
    const { sync } = this.modules;
    return (of.flags & sync.TypeFlags.Object) !== 0 && ((of as Native.ObjectType).objectFlags & sync.ObjectFlags.Reference) !== 0;
  }

  #isInstanceOf(kind: 'isArrayType' | 'isTupleType', type: NativeType): boolean {
    if (!this.isReference(type)) return false;
    const target = (type.of as unknown as { readonly target?: number }).target;
    if (target === undefined) return this.#checker[kind](type.of);
    const key = kind === 'isArrayType' ? target : -target;
    let known = this.#arrays.get(key);
    if (known === undefined) this.#arrays.set(key, (known = this.#checker[kind](type.of)));
    return known;
  }

  /** The classic checker has no symbol for a name that only a class's index signature covers; for one that an interface's does, it has that signature. */
  #isIndexOfClass({ of, declarations: [signature] }: NativeSymbol): boolean {
    const { is } = this.modules;
    return String(of.escapedName) === '__index' && signature !== undefined && (is.isClassDeclaration(signature.parent) || is.isClassExpression(signature.parent));
  }

  /** What the classic checker gives where nothing is known of a type. */
  #orAny(type: Native.Type | undefined): NativeType {
    return this.type(type ?? this.#checker.getAnyType());
  }

  /** The questions as the classic checker takes and answers them. */
  questions(): Types {
    const symbolOr = (found: Native.Symbol | undefined): NativeSymbol | undefined => found && this.symbol(found);
    const questions = {
      getAliasedSymbol: ({ of }: NativeSymbol) => this.symbol(this.#checker.getAliasedSymbol(of)),
      getBaseConstraintOfType: ({ of }: NativeType) => {
        const found = this.#checker.getBaseConstraintOfType(of);
        return found && this.type(found);
      },
      getContextualType: (node: Node) => {
        const found = this.#checker.getContextualType(node as Parameters<Native.Checker['getContextualType']>[0]);
        return found && this.type(found);
      },
      getIndexInfosOfType: ({ of }: NativeType) => this.#checker.getIndexInfosOfType(of).map(({ keyType, valueType }) => ({ keyType: this.type(keyType), type: this.type(valueType) })),
      getNonNullableType: ({ of }: NativeType) => this.#orAny(this.#checker.getNonNullableType(of)),
      getPropertiesOfType: (type: NativeType) => this.propertiesOf(type),
      getPropertyOfType: (type: NativeType, name: string) => type.properties?.find((property) => property.name === name) ?? symbolOr(this.#checker.getPropertyOfType(type.of, name)),
      getResolvedSignature: (node: Node) => {
        const found = this.#checker.getResolvedSignature(node);
        return found && new NativeSignature(this, found);
      },
      getShorthandAssignmentValueSymbol: (node: Node) => symbolOr(this.#checker.getShorthandAssignmentValueSymbol(node)),
      getSymbolAtLocation: (node: Node) => {
        const found = symbolOr(this.#checker.getSymbolAtLocation(node));
        return found && this.#isIndexOfClass(found) ? undefined : found;
      },
      getTypeArguments: (type: NativeType) => (this.isReference(type) ? this.#checker.getTypeArguments(type.of as Native.TypeReference).map((argument) => this.type(argument)) : []),
      getTypeAtLocation: (node: Node) => this.#orAny(this.#checker.getTypeAtLocation(node)),
      getTypeFromTypeNode: (node: Node) => this.#orAny(this.#checker.getTypeFromTypeNode(node as Parameters<Native.Checker['getTypeFromTypeNode']>[0])),
      getTypeOfSymbolAtLocation: ({ of }: NativeSymbol, at: Node) => this.type(this.#checker.getTypeOfSymbolAtLocation(of, at)),
      isArrayType: (type: NativeType) => this.#isInstanceOf('isArrayType', type),
      isTupleType: (type: NativeType) => this.#isInstanceOf('isTupleType', type),
    };
    return questions as unknown as Types;
  }
}

/** That the names are the classic ones. */
type Like<T, K extends keyof T> = Readonly<Record<K, unknown>>;

export class NativeType implements Like<Ts.UnionType, 'flags' | 'aliasSymbol' | 'aliasTypeArguments' | 'types' | 'getSymbol' | 'getCallSignatures' | 'isUnion' | 'isUnionOrIntersection' | 'isStringLiteral'> {
  readonly flags: number;
  properties?: readonly NativeSymbol[];
  signatures?: readonly NativeSignature[];

  constructor(private readonly program: NativeTypes, readonly of: Native.Type) {
    this.flags = of.flags;
  }

  get aliasSymbol(): NativeSymbol | undefined {
    const found = this.of.getAliasSymbol();
    return found && this.program.symbol(found);
  }

  get aliasTypeArguments(): readonly NativeType[] {
    return this.of.getAliasTypeArguments().map((argument) => this.program.type(argument));
  }

  get types(): readonly NativeType[] {
    return (this.of as Native.UnionOrIntersectionType).getTypes().map((part) => this.program.type(part));
  }

  /** Present of what has type arguments. */
  get target(): boolean {
    return this.program.isReference(this);
  }

  get value(): unknown {
    return (this.of as Native.LiteralType).value;
  }

  getSymbol(): NativeSymbol | undefined {
    const found = this.of.getSymbol();
    return found && this.program.symbol(found);
  }

  getCallSignatures(): readonly NativeSignature[] {
    return this.program.callSignaturesOf(this);
  }

  isUnion(): boolean {
    return this.of.isUnionType();
  }

  isUnionOrIntersection(): boolean {
    return this.of.isUnionType() || this.of.isIntersectionType();
  }

  isStringLiteral(): boolean {
    return this.of.isStringLiteralType();
  }
}

export class NativeSymbol implements Like<Ts.Symbol, 'flags' | 'name' | 'declarations'> {
  readonly flags: number;
  readonly name: string;
  /** Its type wherever it is read, once that is known. */
  held?: NativeType;
  #declarations: readonly Node[] | undefined;

  constructor(readonly of: Native.Symbol) {
    this.flags = of.flags;
    this.name = of.name;
  }

  get declarations(): readonly Node[] {
    return (this.#declarations ??= this.of.declarations.flatMap((handle) => handle.resolve() ?? []));
  }
}

export class NativeSignature implements Like<Ts.Signature, 'getDeclaration' | 'getParameters'> {
  constructor(private readonly program: NativeTypes, private readonly of: Native.Signature) {}

  getDeclaration(): Node | undefined {
    return this.of.declaration?.resolve();
  }

  getParameters(): readonly NativeSymbol[] {
    return this.of.getParameters().map((parameter) => this.program.symbol(parameter));
  }
}
