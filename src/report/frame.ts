import type { Place } from '../flow/result.js';

/** Most columns of source that a frame shows; a longer line is cut around the place. */
export const FRAME_WIDTH = 100;

/**
 * The source at a place with carets under it: the line before, the line, the carets. Tabs become two blanks and control
 * characters are shown as `·`, so that no source text can steer the terminal. Undefined where the text has no such line.
 */
export function codeFrame(text: string, place: Place): string[] | undefined {
  const lines = text.split(/\r\n|[\n\r\u2028\u2029]/);
  const line = lines[place.line - 1];
  if (line === undefined) return undefined;
  const before = printable(line.slice(0, place.column - 1));
  const marked = printable(place.endLine === place.line ? line.slice(place.column - 1, place.endColumn - 1) : line.slice(place.column - 1));
  const whole = printable(line);
  const cut = whole.length <= FRAME_WIDTH ? 0 : Math.min(Math.max(0, before.length - FRAME_WIDTH / 4), whole.length - FRAME_WIDTH);
  const gutter = String(place.line).length;
  const row = (n: number, source: string, mark: string) =>
    `${mark} ${String(n).padStart(gutter)} | ${clip(source, cut)}`.trimEnd();
  const carets = '^'.repeat(Math.max(1, Math.min(marked.length, FRAME_WIDTH - (before.length - cut))));
  const previous = lines[place.line - 2];
  return [
    ...(previous?.trim() ? [row(place.line - 1, printable(previous), ' ')] : []),
    row(place.line, whole, '>'),
    `  ${' '.repeat(gutter)} | ${' '.repeat(before.length - cut)}${carets}`,
  ];
}

function clip(source: string, from: number): string {
  const shown = source.slice(from, from + FRAME_WIDTH);
  return (from > 0 && shown ? '…' + shown.slice(1) : shown) + (source.length > from + FRAME_WIDTH ? '…' : '');
}

/** Text that is safe to print: one line, no control or direction-changing characters. */
export function printable(text: string): string {
  return text.replaceAll('\t', '  ').replace(/[\p{Cc}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu, '·');
}
