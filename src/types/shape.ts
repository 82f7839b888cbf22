import type { Doc, Expr, FnType, FunctionFacts, TypeIR } from '../facts/ir.js';
import type { PolicyProblem, Reference } from '../policy/policy.js';
import type { TypeIdentity } from './identity.js';
import type { UnusedTag } from './unused-declassifiers.js';

/** A type as written in one file, under the type arguments in force there. */
export interface TypeRef {
  readonly file: string;
  readonly type: TypeIR;
  /** Type parameters in scope, by name. */
  readonly env?: TypeEnv;
}
export type TypeEnv = ReadonlyMap<string, TypeRef>;

/** Primitive kinds as a bit set. */
export const Kind = { undefined: 1, null: 2, boolean: 4, number: 8, string: 16, bigint: 32, symbol: 64 } as const;

export interface Signature {
  readonly file: string;
  readonly fn: FnType;
  readonly env?: TypeEnv;
  readonly doc?: Doc;
}

/** A declared property: its type, and the labels that its own declaration carries (policy `properties`, `@data`). */
export interface Member {
  readonly name: string;
  readonly type?: TypeRef;
  readonly signatures?: readonly Signature[];
  readonly labels: readonly string[];
  readonly optional: boolean;
  /** Where it is declared. */
  readonly file: string;
  readonly s: number;
  readonly e: number;
  /** The declared type's name that holds it: `User` of `User.phone`. */
  readonly owner: string;
}

/** One object-like constituent of a type. */
export type ObjectShape =
  | { readonly k: 'array' | 'set' | 'promise' | 'iterable'; readonly elem: TypeRef | undefined }
  | { readonly k: 'tuple'; readonly elems: readonly TypeRef[]; readonly rest?: TypeRef }
  | { readonly k: 'map'; readonly key: TypeRef | undefined; readonly value: TypeRef | undefined }
  /** `name`: of the member whose value it is. */
  | { readonly k: 'function'; readonly name?: string; readonly signatures: readonly Signature[]; readonly construct?: boolean }
  /** A class of the program, by declaration: `this` methods and fields come from its body. */
  | ({ readonly k: 'class'; readonly file: string; readonly cls: number } & Members)
  /** Interface, type literal, mapped type … `index`: values under names not listed; `names`: what those names are. */
  | ({ readonly k: 'object'; readonly index?: TypeRef; readonly names?: TypeRef; readonly signatures?: readonly Signature[] } & Members);

interface Members {
  /** The same for the same declaration and arguments. */
  readonly id: string;
  readonly name: string;
  /** An alias puts labels on members, which the declaration behind `id` doesn't. */
  readonly relabelled?: true;
  member(name: string): Member | undefined;
  members(): readonly Member[];
}

/** The member of that name in the first shape that has one. */
export function memberOf(shapes: readonly ObjectShape[], name: string): Member | undefined {
  for (const shape of shapes) {
    const member = shape.k === 'object' || shape.k === 'class' ? shape.member(name) : undefined;
    if (member) return member;
  }
  return undefined;
}

/** A type, resolved to its head. Unions and intersections are flattened. */
export interface Shape {
  /** Primitive kinds that it can hold ({@link Kind} bits). */
  readonly kinds: number;
  /** Labels of the type itself: a labelled alias, brand, interface, class or enum; also through union and intersection; not those of its members or elements. */
  readonly labels: readonly string[];
  readonly objects: readonly ObjectShape[];
  /** Some constituent is any, unknown, object, an unresolved name, or a form that declarations alone don't answer. */
  readonly unknown: boolean;
  /** Literal values, where the type is a union of literals only. */
  readonly literals?: readonly (string | number | boolean | null)[];
}

/** A value by its declaration. */
export interface DeclaredValue {
  readonly file: string;
  /** Its own name, whatever it is imported as. */
  readonly name: string;
  readonly s: number;
  readonly e: number;
  readonly type?: TypeRef;
  readonly signatures?: readonly Signature[];
  /** Labels that the declaration puts on the value itself. */
  readonly labels: readonly string[];
  /** Labels that it puts on what the value returns when it is called (`@data` on a function, policy `returns`). */
  readonly returns: readonly string[];
  /** A class of the program. */
  readonly cls?: ClassRef;
}

export interface ClassRef {
  readonly file: string;
  readonly cls: number;
}

/** Labels of a declaration that a checker points at. */
export interface PlaceLabels {
  /** Of the value declared there, its declared type's included. */
  readonly value: readonly string[];
  /** Of what it returns when it is called. */
  readonly returns: readonly string[];
  /** Of the data that it describes: it is a table's column or a validator's field. */
  readonly describes: readonly string[];
}

export interface DeclaredTypes {
  shape(ref: TypeRef): Shape;
  /** Some label can be read out of a value of this type: of itself, its members, elements, results (deep; cycles are cut). */
  mentions(ref: TypeRef): boolean;
}

/** Declarations by what means or labels them, each as `file:offset`. */
export interface Matches {
  /** The types, members or functions that a reference of a label or declassifier means. */
  readonly references: ReadonlyMap<Reference, ReadonlySet<string>>;
  /** Doc comments with `@data`, by label. */
  readonly tags: ReadonlyMap<string, ReadonlySet<string>>;
  /** Schemas that are values (columns, validators' fields, constants), by label. */
  readonly schemas: ReadonlyMap<string, ReadonlySet<string>>;
}

/** All that declarations tell without a type checker. Every answer is computed once. */
export interface ProgramTypes extends DeclaredTypes {
  /** Like `mentions`, where what a function is given counts as well. */
  takes(ref: TypeRef): boolean;
  /** Types that lead to so many others that labels below them were not searched for to the end, so far. */
  cutShort(): readonly TypeRef[];
  /** Labels of a value of this type or of what it directly holds: elements, promised values, results; not of its members. */
  carried(ref: TypeRef): readonly string[];
  /** An exported value of a module file: an ambient declaration, an annotated binding, a function or class. Re-exports are followed; `name` may be dotted. */
  typeOfExport(file: string, name: string): DeclaredValue | undefined;
  /** A value that a module imports, declared where the specifier's types are. */
  typeOfImport(from: string, specifier: string, name: string): DeclaredValue | undefined;
  /** A value declared in `declare global` or by a script. */
  ambientGlobal(name: string): DeclaredValue | undefined;
  readonly identity: TypeIdentity;
  /** An instance of a class. */
  classShape(file: string, cls: number, args?: readonly TypeRef[]): Shape;
  /** A member by its declaration: own, parameter property, inherited or promised by an interface. For methods, labels are those of the result. */
  memberOfClass(file: string, cls: number, name: string, isStatic?: boolean): Member | undefined;
  /** Classes that implement or extend the declaration behind an object's or class's {@link ObjectShape} `id`, transitively; itself not included. */
  implementations(id: string): readonly ClassRef[];
  /** Property and method names that some declaration labels. */
  labelledMemberNames(): ReadonlySet<string>;
  /** Names by whose presence in its text a file is found to hold labels. */
  labelWords(): ReadonlySet<string>;
  /** Files that can contain a source, sorted: of the program, and declaration files of packages that it imports. None: nothing carries a label. */
  sourceFiles(): readonly string[];
  /** Labels on what a function returns, by policy `returns` or `@data`; its declared type's are not included. */
  returnsLabel(file: string, fn: FunctionFacts, className?: string): readonly string[];
  /** A policy reference `[module#]function` or `[module#]Class.method` means the function that `file` declares under this name. */
  meansFunction(ref: Reference, file: string, name: string, className?: string): boolean;
  /** Labels of the declaration at a place that a checker named. */
  labelsAt(at: { readonly file: string; readonly s: number; readonly e: number }): PlaceLabels;
  /** A property is declared at the place, without a label, which types inherit of which it has one. */
  isInherited(at: { readonly file: string; readonly s: number }): boolean;
  /** The file declares labels, or imports such a file, or one that does. */
  nearLabels(file: string): boolean;
  /** Labels of the data that a schema describes which the expression makes: a column, a validator. */
  schemaLabels(file: string, expr: Expr): readonly string[];
  /** What of the policy's own files is idle in the program: references that mean no declaration, labels that nothing carries, declassifiers that nothing calls. */
  idleEntries(): readonly PolicyProblem[];
  /** What each source of the policy matches in the program. */
  matches(): Matches;
  /** Functions with a `@declassifies` tag that nothing in the program calls. */
  unusedTags(): readonly UnusedTag[];
  /** Tags of doc comments that the policy can't make sense of, in the program and in code that is generated into packages. */
  wrongTags(): readonly PolicyProblem[];
}
