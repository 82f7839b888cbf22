import { GitError } from '../git/error.js';
import { PolicyError } from '../policy/error.js';
import { ProjectError, TypeScriptError } from '../project/errors.js';
import { placeText } from '../report/paths.js';

/** A call that makes no sense. */
export class UsageError extends Error {
  override readonly name = 'UsageError';

  /** @param hint what to write instead, a sentence */
  constructor(
    message: string,
    readonly hint: string,
  ) {
    super(message);
  }
}

/** An error in a few lines for a terminal: where, what, what to do. Unexpected ones show their stack only with `DEBUG` set. */
export function explainError(error: unknown, cwd: string): string {
  if (error instanceof PolicyError) {
    const problems = error.problems.map(({ place, message, hint }) => {
      const where = place.file === null ? 'built-in policy' : placeText({ ...place, file: place.file }, cwd);
      return `  ${where}  ${message}${hint && `\n    ${hint}`}`;
    });
    return ['The policy cannot be used:', ...problems].join('\n');
  }
  if (error instanceof ProjectError) return `${placeText(error.place, cwd)}  ${error.message}\n  ${error.hint}`;
  if (error instanceof TypeScriptError || error instanceof GitError || error instanceof UsageError) return `${error.message}\n  ${error.hint}`;
  return `${crashMessage(error)}\n  This is a bug in data-purpose, please report it${process.env['DEBUG'] ? '.' : ' (DEBUG=1 shows where it is).'}`;
}

/** An unexpected error in one line; with `DEBUG` set, its stack. */
export function crashMessage(error: unknown): string {
  if (!(error instanceof Error)) return `Crash: ${String(error)}`;
  return process.env['DEBUG'] && error.stack ? error.stack : `Crash: ${error.message}`;
}
