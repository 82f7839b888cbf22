import type { Span } from './ir.js';

/** Start offset of each line; lines end as in ECMAScript: LF, CR, CRLF, U+2028, U+2029. */
export function lineStarts(text: string): number[] {
  const starts = [0];
  for (let i = 0; i < text.length; i++) {
    const c = text.charCodeAt(i);
    if (c === 10 || c === 0x2028 || c === 0x2029 || (c === 13 && text.charCodeAt(i + 1) !== 10)) starts.push(i + 1);
  }
  return starts;
}

/** Line and column, both 1-based, of an offset; columns count UTF-16 code units. */
export function positionAt(lines: readonly number[], offset: number): { line: number; column: number } {
  let low = 0;
  let high = lines.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((lines[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return { line: low + 1, column: offset - (lines[low] ?? 0) + 1 };
}

/** The offset of a 1-based line and column; past the last line, the last line's start. */
export function offsetAt(lines: readonly number[], line: number, column: number): number {
  return (lines[Math.min(line, lines.length) - 1] ?? 0) + column - 1;
}

/** The place of a span, as reports show it: lines and columns 1-based, the end exclusive. */
export function placeOf(facts: { readonly file: string; readonly lines: readonly number[] }, span: Span): { file: string; line: number; column: number; endLine: number; endColumn: number } {
  const from = positionAt(facts.lines, span.s);
  const to = positionAt(facts.lines, span.e);
  return { file: facts.file, line: from.line, column: from.column, endLine: to.line, endColumn: to.column };
}
