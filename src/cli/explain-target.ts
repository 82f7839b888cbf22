import { SOURCE } from '../project/walk.js';
import { absolute } from '../project/absolute.js';
import type { Sources } from '../project/sources.js';
import type { Point } from '../report/explain/explanation.js';
import { linesOf } from '../report/explain/source-text.js';
import { count } from '../report/message.js';
import { UsageError } from './errors.js';

/** What `data-purpose explain` is asked about. */
export type Target = { readonly kind: 'id'; readonly id: string } | { readonly kind: 'point'; readonly point: Point };

/** Hex digits that an id can be cut to. */
const SHORTEST_ID = 4;
const ID = new RegExp(`^[0-9a-f]{${SHORTEST_ID},16}$`, 'i');

/**
 * Reads `<id>` or `<file>:<line>[:<column>]`.
 *
 * @throws UsageError where it is neither, there is no such file, or it has no such line or column
 */
export function readTarget(text: string, cwd: string, sources: Sources): Target {
  const match = /^(.+?):(\d+)(?::(\d+))?$/.exec(text);
  if (!match) {
    if (sources.read(absolute(text, cwd)) !== undefined) throw new UsageError(`${text} is a file: which line of it?`, `Give a line, and a column if you like: data-purpose explain ${text}:12`);
    if (ID.test(text)) return { kind: 'id', id: text.toLowerCase() };
    throw new UsageError(`${text} is neither an id nor a place.`, 'Give the id of a violation (check -f json has them), or a place: src/file.ts:12 or src/file.ts:12:8.');
  }
  const [, name = '', line, column] = match;
  const file = absolute(name, cwd);
  const source = sources.read(file);
  if (source === undefined) throw new UsageError(`There is no ${name}.`, 'Give a file relative to the working folder.');
  if (!SOURCE.test(file)) throw new UsageError(`${name} is no JavaScript or TypeScript file.`, 'Labels are followed through source files; give a place in one of them.');
  const point: Point = { file, line: Number(line), ...(column !== undefined && { column: Number(column) }) };
  checkRange(point, name, source);
  return { kind: 'point', point };
}

function checkRange({ line, column }: Point, name: string, source: string): void {
  const lines = linesOf(source);
  if (line < 1 || line > lines.length) throw new UsageError(`${name} has ${count(lines.length, 'line')}, not line ${line}.`, `Give a line from 1 to ${lines.length}.`);
  const length = lines[line - 1]!.length;
  if (column !== undefined && (column < 1 || column > length + 1)) {
    throw new UsageError(`Line ${line} of ${name} has ${count(length, 'column')}, not column ${column}.`, `Give a column from 1 to ${length + 1}, or none.`);
  }
}
