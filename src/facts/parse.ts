import type { Comment, Program } from 'oxc-parser';
import { parseSync } from 'oxc-parser';
import type { ParseFailure } from './ir.js';
import { lineStarts, positionAt } from './positions.js';

/** The text is no program in the language of its file extension. */
export class ParseError extends Error {
  override readonly name = 'ParseError';
  readonly hint = 'Fix the syntax, or leave the file out of the program.';
  constructor(readonly failure: ParseFailure) {
    super(`${failure.file}:${failure.line}:${failure.column}: ${failure.message}`);
  }
}

export interface Parsed {
  readonly program: Program;
  readonly comments: readonly Comment[];
  /** Has import, export or import.meta. */
  readonly moduleSyntax: boolean;
}

export const isJavaScript = (file: string): boolean => /\.[cm]?jsx?$/.test(file);
export const isDeclarationFile = (file: string): boolean => /\.d\.(?:[\w-]+\.)?[cm]?ts$/.test(file);

/** The parser's name for what a file is written in, by its extension. */
export function language(file: string): 'dts' | 'tsx' | 'ts' | 'jsx' {
  if (isDeclarationFile(file)) return 'dts';
  if (file.endsWith('.tsx')) return 'tsx';
  return isJavaScript(file) ? 'jsx' : 'ts';
}

/**
 * The TS-ESTree of `text`. What only a checker complains about (a duplicate declaration, a misplaced modifier) is
 * let through: the parser then still gives the whole tree. It gives an empty one where it had to stop.
 * Module code is tried first, then script and CommonJS (top-level return, `await` as a name).
 * Parentheses are kept only in JavaScript, where they mark a JSDoc cast.
 * @throws ParseError
 */
export function parse(file: string, text: string): Parsed {
  const lang = language(file);
  const preserveParens = lang === 'jsx' && text.includes('/**');
  let first: ReturnType<typeof parseSync> | undefined;
  for (const sourceType of ['unambiguous', 'script', 'commonjs'] as const) {
    const result = parseSync(file, text, { lang, sourceType, astType: 'ts', preserveParens });
    const program = result.program;
    if (result.errors.length === 0 || program.body.length > 0) {
      return { program, comments: result.comments, moduleSyntax: result.module.hasModuleSyntax };
    }
    first ??= result;
  }
  const error = first?.errors[0];
  const label = error?.labels[0];
  const s = label?.start ?? 0;
  throw new ParseError({ file, message: error?.message ?? 'Not a program', s, e: label?.end ?? s, ...positionAt(lineStarts(text), s) });
}
