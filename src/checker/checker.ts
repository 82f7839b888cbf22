/** A declaration's place: file (absolute) and the offsets of its name. */
export interface DeclaredAt {
  readonly file: string;
  readonly s: number;
  readonly e: number;
}

/**
 * Lazy questions to a type checker, by file and offset. Implementations start nothing before the first question.
 * No answer is `[]` or undefined; an implementation throws {@link CheckerError} only where the checker itself fails.
 */
export interface Checker {
  /** Declarations of the symbol that the identifier or property name at `offset` refers to; import aliases are followed. */
  declarations(file: string, offset: number): readonly DeclaredAt[];
  /** Declarations of the named types (aliases included) that the type of the expression in s..e mentions: itself, union and intersection parts, array elements, promised values; not members. */
  typeNames(file: string, s: number, e: number): readonly DeclaredAt[];
  /** Declaration of the signature that the call expression in s..e resolves to. */
  callee(file: string, s: number, e: number): DeclaredAt | undefined;
}

export class CheckerError extends Error {
  override readonly name = 'CheckerError';
}
