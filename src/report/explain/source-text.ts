import type { Place } from '../../flow/result.js';
import type { Run } from '../run.js';

/** In code units; a longer text is cut. */
const LONGEST = 60;

/** The source at a place on one line. */
export function textAt(run: Run, place: Place): string {
  const lines = linesOf(run.text(place.file)).slice(place.line - 1, place.endLine);
  if (lines.length === 0) return '';
  const last = lines.length - 1;
  lines[last] = lines[last]!.slice(0, place.endColumn - 1);
  lines[0] = lines[0]!.slice(place.column - 1);
  const text = lines.join(' ').replace(/\s+/g, ' ');
  return text.length > LONGEST ? `${text.slice(0, LONGEST - 1)}…` : text;
}

export function linesOf(text: string | undefined): string[] {
  return (text ?? '').split(/\r\n|[\n\r\u2028\u2029]/u);
}

export function lineOf(text: string | undefined, line: number): string {
  return linesOf(text)[line - 1] ?? '';
}
