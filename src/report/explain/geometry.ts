import type { Place } from '../../flow/result.js';
import type { Point } from './explanation.js';

/** The place's lines, or with a column the place itself, hold the point. */
export function touches(place: Place, { line, column }: Point): boolean {
  if (column === undefined) return place.line === line;
  return contains(place, line, column);
}

export function contains(place: Place, line: number, column: number): boolean {
  if (line < place.line || (line === place.line && column < place.column)) return false;
  return line < place.endLine || (line === place.endLine && column < place.endColumn);
}

export function onLine(place: Place, line: number): boolean {
  return place.line <= line && line <= place.endLine;
}
