/** git can't answer what was asked. */
export class GitError extends Error {
  override readonly name = 'GitError';

  /** @param hint what the user can do, a sentence */
  constructor(
    message: string,
    readonly hint: string,
  ) {
    super(message);
  }
}
