import { parseSync, type Comment } from 'oxc-parser';
import type { Violation } from '../flow/result.js';

interface Directive {
  readonly kind: 'disable' | 'enable' | 'disable-line' | 'disable-next-line';
  /** Empty: all rules. */
  readonly rules: readonly string[];
  /** 1-based: the comment's start; for `disable-next-line`, its last line. */
  readonly line: number;
  readonly column: number;
}

/**
 * Tells which violations of a file its `eslint-disable` comments switch off, as ESLint 9 and 10 read them: block comments
 * from there on until `eslint-enable`, `-line` and `-next-line` comments for one line, all rules or those listed, a reason
 * after `--`.
 *
 * @param file for the syntax that its extension stands for
 */
export function disabledIn(file: string, text: string): (violation: Violation) => boolean {
  if (!/eslint-(?:disable|enable)/.test(text)) return () => false;
  const directives = readDirectives(parseSync(file, text).comments, text);
  return ({ rule, place }) => {
    const id = `data-purpose/${rule}`;
    let off = false;
    for (const { kind, rules, line, column } of directives) {
      if (rules.length > 0 && !rules.includes(id)) continue;
      if (kind === 'disable-line' || kind === 'disable-next-line') {
        if (place.line === (kind === 'disable-line' ? line : line + 1)) return true;
      } else if (line < place.line || (line === place.line && column <= place.column)) off = kind === 'disable';
    }
    return off;
  };
}

function readDirectives(comments: readonly Comment[], text: string): Directive[] {
  return comments.flatMap((comment): Directive[] => {
    const [body = ''] = comment.value.split(/\s-{2,}\s/u);
    const match = /^eslint-(disable-next-line|disable-line|disable|enable)(?:\s|$)/u.exec(body.trim());
    const kind = match?.[1] as Directive['kind'] | undefined;
    if (!match || !kind) return [];
    const oneLine = kind === 'disable-line' || kind === 'disable-next-line';
    if (comment.type === 'Line' && !oneLine) return [];
    if (kind === 'disable-line' && /[\n\r\u2028\u2029]/u.test(comment.value)) return [];
    const rules = body.trim().slice(match[0].length).split(',').map(unquoted).filter((rule) => rule !== '');
    return [{ kind, rules, ...position(text, kind === 'disable-next-line' ? comment.end : comment.start) }];
  });
}

function unquoted(rule: string): string {
  return rule.trim().replace(/^(['"]?)(.*)\1$/su, '$2');
}

function position(text: string, offset: number): { line: number; column: number } {
  const lines = text.slice(0, offset).split(/\r\n|[\n\r\u2028\u2029]/u);
  return { line: lines.length, column: (lines.at(-1)?.length ?? 0) + 1 };
}
