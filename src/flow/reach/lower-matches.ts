import type { CallSite } from './file-graph.js';
import type { Lowering } from './lower.js';

/** Methods of texts that match a pattern, and those of patterns. */
const OF_TEXT = new Set(['match', 'matchAll', 'search', 'replace', 'replaceAll', 'split']);
const OF_PATTERN = new Set(['exec', 'test']);
/** Properties of `RegExp` that tell of the last match. */
const LAST = /^(?:\$\d|\$[_&+`']|input|lastMatch|lastParen|leftContext|rightContext)$/;

/** Stands for the text that was matched last, anywhere. */
const MATCHED = 'RegExp.$';

/** The call may match a text, which `RegExp.$1` and its like then are of. */
export function lowerMatch(l: Lowering, { name, receiver, args }: CallSite): void {
  const text = receiver < 0 ? -1 : OF_TEXT.has(name) ? receiver : OF_PATTERN.has(name) ? (args[0] ?? -1) : -1;
  if (text >= 0) l.b.edge(text, l.global(MATCHED), 'blur');
}

/** `RegExp.$1`, read to a node. */
export function lastMatch(l: Lowering, name: string, to: number): void {
  if (to >= 0 && LAST.test(name)) l.b.edge(l.global(MATCHED), to);
}
