/** A declaration's place: file (absolute) and the offsets of its name. */
export interface DeclaredAt {
  readonly file: string;
  readonly s: number;
  readonly e: number;
}

/** A property that a checker found, and what its type says of what it holds. */
export interface CheckedMember {
  readonly name: string;
  /** Where it is declared; of a property that a library's types computed, where those are that it was made from, as far as can be told. */
  readonly declarations: readonly DeclaredAt[];
  /** Where the named types are declared that its type is made of. */
  readonly types: readonly DeclaredAt[];
  /** It can hold a primitive value: a column's value can, the description of the column can't. */
  readonly primitive: boolean;
  /** Of what is found in a value, the value's own property that leads there, past lists and promises. */
  readonly via?: string;
}

/**
 * Lazy questions to a type checker, by file and offset. Implementations start nothing before the first question.
 * No answer is `[]` or undefined; an implementation throws {@link CheckerError} only where the checker itself fails.
 */
export interface Checker {
  /** Declarations of the symbol that the identifier or property name at `offset` refers to; import aliases are followed. */
  declarations(file: string, offset: number): readonly DeclaredAt[];
  /** The property that the name at `offset` reads; undefined: there is none, or the name is no property's. */
  member(file: string, offset: number): CheckedMember | undefined;
  /**
   * The properties with one of these names that can be read out of the expression in s..e: of itself, of what it promises or
   * holds as elements, and of its properties, a few levels deep. Not of functions' results.
   */
  contents(file: string, s: number, e: number, names: ReadonlySet<string>): readonly CheckedMember[];
  /** Declarations of the named types (aliases included) that the type of the expression in s..e mentions: itself, union and intersection parts, array elements, promised values; not members. */
  typeNames(file: string, s: number, e: number): readonly DeclaredAt[];
  /** Declaration of the signature that the call expression in s..e resolves to. */
  callee(file: string, s: number, e: number): DeclaredAt | undefined;
}

export class CheckerError extends Error {
  override readonly name: string = 'CheckerError';
}

/** A checker failed on one question, and there is no other to put it to: the answer is not known, and the next may be. */
export class UnansweredError extends CheckerError {
  override readonly name = 'UnansweredError';
}
