/** Finds which of some words a text holds as whole identifiers (`a.phone` holds `phone`, `phones` does not). */
export class Words {
  private readonly pattern: RegExp | undefined;

  constructor(words: Iterable<string>) {
    const all = [...new Set(words)].filter(w => w !== '').map(w => w.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
    // The longest first: of `a` and `a.b`, the longer is found where both begin.
    all.sort((a, b) => b.length - a.length);
    this.pattern = all.length > 0 ? new RegExp(`(?<![\\w$])(?:${all.join('|')})(?![\\w$])`, 'g') : undefined;
  }

  /** Any of the words occurs, in code, a string or a comment. */
  anyIn(text: string): boolean {
    if (!this.pattern) return false;
    this.pattern.lastIndex = 0;
    return this.pattern.test(text);
  }

  in(text: string): Set<string> {
    return new Set(this.pattern ? (text.match(this.pattern) ?? []) : []);
  }
}

/** The words that occur in a text, in code, a string or a comment. Make a {@link Words} once for many texts. */
export const mentionsWord = (text: string, words: Iterable<string>): Set<string> => new Words(words).in(text);
