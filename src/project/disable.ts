import { parseSync, type Comment } from 'oxc-parser';
import type { Violation } from '../flow/result.js';

/** A comment `eslint-disable`, `-line` or `-next-line`, or `eslint-enable`. */
export interface Directive {
  readonly kind: 'disable' | 'enable' | 'disable-line' | 'disable-next-line';
  /** Empty: all rules. */
  readonly rules: readonly string[];
  /** What stands after `--`; undefined where nothing does. */
  readonly reason: string | undefined;
  /** Of the comment's start, 1-based. */
  readonly line: number;
  readonly column: number;
  /** The comment's last line. */
  readonly lastLine: number;
}

/** Prefix of our rules' names. */
const OWN = 'data-purpose/';
/** Our rules that the command runs too. */
const RUN: readonly string[] = (['no-forbidden-flow', 'no-forbidden-match'] satisfies Violation['rule'][]).map((rule) => OWN + rule);

/**
 * Finds the comment that switches a violation of a file off, as ESLint 9 and 10 read them: block comments from there on
 * until `eslint-enable`, `-line` and `-next-line` comments for one line, all rules or those listed, a reason after `--`.
 * Of several, a block comment comes before one for a line, and the later before the earlier.
 *
 * @param file for the syntax that its extension stands for
 */
export function disabledIn(file: string, text: string): (violation: Violation) => Directive | undefined {
  const directives = directivesIn(file, text);
  return ({ rule, place }) => {
    let block: Directive | undefined;
    let single: Directive | undefined;
    for (const directive of directives) {
      const { kind, rules, line, column, lastLine } = directive;
      if (rules.length > 0 && !rules.includes(OWN + rule)) continue;
      if (kind === 'disable-line' || kind === 'disable-next-line') {
        if (place.line === (kind === 'disable-line' ? line : lastLine + 1)) single = directive;
      } else if (line < place.line || (line === place.line && column <= place.column)) block = kind === 'disable' ? directive : undefined;
    }
    return block ?? single;
  };
}

/** A comment that has no effect on these rules: switches off none of their violations, or ends what nothing began. */
export interface UnusedRules {
  readonly directive: Directive;
  readonly rules: readonly string[];
}

/**
 * The comments of a file that name rules of ours and have no effect on one of them, as ESLint judges it. Comments for all
 * rules may serve others, and those of ours that only ESLint runs are its to judge.
 *
 * @param violations all of the file's, switched off or not
 */
export function unusedIn(file: string, text: string, violations: readonly Violation[]): UnusedRules[] {
  if (!text.includes(OWN)) return [];
  const find = disabledIn(file, text);
  const directives = directivesIn(file, text);
  const used = new Set([...violations.map((violation) => key(find(violation), OWN + violation.rule)), ...RUN.flatMap((rule) => usedEnables(directives, rule).map((directive) => key(directive, rule)))]);
  return directives.flatMap((directive) => {
    const rules = directive.rules.filter((rule) => RUN.includes(rule) && !used.has(key(directive, rule)));
    return rules.length === 0 ? [] : [{ directive, rules }];
  });
}

/** The `eslint-enable` comments that name the rule and are the next to do so after an `eslint-disable` of it. */
function usedEnables(directives: readonly Directive[], rule: string): Directive[] {
  const used: Directive[] = [];
  let open = false;
  for (const directive of directives) {
    if (directive.kind !== 'disable' && directive.kind !== 'enable') continue;
    if (directive.rules.length > 0 && !directive.rules.includes(rule)) continue;
    if (directive.kind === 'enable' && open) used.push(directive);
    open = directive.kind === 'disable';
  }
  return used;
}

function key(directive: Directive | undefined, rule: string): string {
  return `${directive?.line}:${directive?.column}:${rule}`;
}

function directivesIn(file: string, text: string): Directive[] {
  return /eslint-(?:disable|enable)/.test(text) ? readDirectives(parseSync(file, text).comments, text) : [];
}

function readDirectives(comments: readonly Comment[], text: string): Directive[] {
  return comments.flatMap((comment): Directive[] => {
    const [body = '', ...reasons] = comment.value.split(/\s-{2,}\s/u);
    const match = /^eslint-(disable-next-line|disable-line|disable|enable)(?:\s|$)/u.exec(body.trim());
    const kind = match?.[1] as Directive['kind'] | undefined;
    if (!match || !kind) return [];
    const oneLine = kind === 'disable-line' || kind === 'disable-next-line';
    if (comment.type === 'Line' && !oneLine) return [];
    if (kind === 'disable-line' && /[\n\r\u2028\u2029]/u.test(comment.value)) return [];
    const rules = body.trim().slice(match[0].length).split(',').map(unquoted).filter((rule) => rule !== '');
    const reason = reasons.join(' -- ').replace(/\s+/gu, ' ').trim() || undefined;
    return [{ kind, rules, reason, ...position(text, comment.start), lastLine: position(text, comment.end).line }];
  });
}

function unquoted(rule: string): string {
  return rule.trim().replace(/^(['"]?)(.*)\1$/su, '$2');
}

function position(text: string, offset: number): { line: number; column: number } {
  const lines = text.slice(0, offset).split(/\r\n|[\n\r\u2028\u2029]/u);
  return { line: lines.length, column: (lines.at(-1)?.length ?? 0) + 1 };
}
