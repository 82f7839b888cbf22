/** The one stretch in which two texts differ: from `s` to `before` in the old one, to `after` in the new. Nothing is in common inside of it. */
export interface Edit {
  readonly s: number;
  readonly before: number;
  readonly after: number;
}

const WORD_CHARACTER = /[\p{L}\p{N}_$]/u;
const WORD = /[\p{L}_$][\p{L}\p{N}_$]*/gu;

export function editOf(before: string, after: string): Edit {
  const shorter = Math.min(before.length, after.length);
  let s = 0;
  while (s < shorter && before.charCodeAt(s) === after.charCodeAt(s)) s++;
  let tail = 0;
  while (tail < shorter - s && before.charCodeAt(before.length - 1 - tail) === after.charCodeAt(after.length - 1 - tail)) tail++;
  return { s, before: before.length - tail, after: after.length - tail };
}

/**
 * The same edit, begun at the start of a line where it can be: what is put between two functions that begin alike can be said to
 * begin inside either.
 */
export function aligned(edit: Edit, before: string, after: string): Edit {
  const isInsertion = edit.before === edit.s;
  if (isInsertion === (edit.after === edit.s)) return edit;
  const [text, end] = isInsertion ? [after, edit.after] : [before, edit.before];
  let by = 0;
  while (edit.s > by && text[edit.s - by - 1] !== '\n') {
    if (text[edit.s - by - 1] !== text[end - by - 1]) return edit;
    by++;
  }
  return { s: edit.s - by, before: edit.before - by, after: edit.after - by };
}

/** Where an offset of the old text stands in the new one; undefined inside the edit or at its brink. */
export function moved({ s, before, after }: Edit, offset: number): number | undefined {
  if (offset < s) return offset;
  return offset > before ? offset + after - before : undefined;
}

/** The words that an edit touches, in the old text or the new. */
export function editedWords(edit: Edit, before: string, after: string): ReadonlySet<string> {
  return new Set([...wordsIn(widened(before, edit.s, edit.before)), ...wordsIn(widened(after, edit.s, edit.after))]);
}

export function wordsIn(text: string): readonly string[] {
  return text.match(WORD) ?? [];
}

/** The stretch with the words that it begins or ends in. */
function widened(text: string, s: number, e: number): string {
  let [from, to] = [s, e];
  while (from > 0 && WORD_CHARACTER.test(text[from - 1]!)) from--;
  while (to < text.length && WORD_CHARACTER.test(text[to]!)) to++;
  return text.slice(from, to);
}
