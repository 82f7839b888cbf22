/** 1-based; only the file, or folder, where no more is known. Absolute, with `/`. */
export interface ProjectPlace {
  readonly file: string;
  readonly line?: number;
  readonly column?: number;
}

/** A tsconfig, folder or file given that can't be read as a program. */
export class ProjectError extends Error {
  override readonly name = 'ProjectError';

  /** @param hint what the user can do, a sentence */
  constructor(
    message: string,
    readonly hint: string,
    readonly place: ProjectPlace,
  ) {
    super(message);
  }
}

/** What to do about a tsconfig without files. */
export const NO_INPUTS_HINT = 'Check "files", "include" and "exclude"; for JavaScript set "allowJs", or name the file jsconfig.json.';

/** No TypeScript that can be used is installed. */
export class TypeScriptError extends Error {
  override readonly name = 'TypeScriptError';

  /** @param hint what the user can install, a sentence */
  constructor(
    message: string,
    readonly hint: string,
  ) {
    super(message);
  }
}
