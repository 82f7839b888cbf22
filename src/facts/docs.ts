import type { Comment } from 'oxc-parser';
import type { Doc, TypeIR } from './ir.js';
import { parseDoc } from './doc-tags.js';

/** Parses the type between a tag's braces, which stands at `offset` of the file; undefined where it is none. */
export type DocTypeParser = (text: string, offset: number) => TypeIR | undefined;

export interface DocComment {
  readonly start: number;
  readonly end: number;
  /** Between the comment's delimiters. */
  readonly value: string;
}

// Between a doc comment and what it documents: blanks and ordinary comments.
const GAP = /^(?:\s|\/\/[^\n\r\u2028\u2029]*(?=[\n\r\u2028\u2029])|\/\*(?!\*)[^]*?\*\/)*$/;

/** The file's doc comments that say something about labels, purposes or (in JavaScript) types. */
export class Docs {
  readonly comments: readonly DocComment[];
  private readonly parsed = new Map<number, Doc | undefined>();

  constructor(comments: readonly Comment[], private readonly text: string, private readonly parseType: DocTypeParser | undefined) {
    const wanted = parseType ? /@/ : /@(?:data|purpose|declassifies)\b/;
    this.comments = comments.filter(c => c.type === 'Block' && c.value.startsWith('*') && wanted.test(c.value));
  }

  /** The doc comment that stands directly before `offset`. */
  before(offset: number): Doc | undefined {
    if (this.comments.length === 0) return undefined;
    let low = 0;
    let high = this.comments.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.comments[middle]?.end ?? 0) <= offset) low = middle + 1;
      else high = middle;
    }
    const comment = this.comments[low - 1];
    if (!comment || offset - comment.end > 2000 || !GAP.test(this.text.slice(comment.end, offset))) return undefined;
    return this.parse(comment);
  }

  parse(comment: DocComment): Doc | undefined {
    if (!this.parsed.has(comment.start)) this.parsed.set(comment.start, parseDoc(comment, this.parseType));
    return this.parsed.get(comment.start);
  }
}
