/** A file to be written; `before` is undefined where it is new. */
export interface Change {
  /** Absolute. */
  readonly file: string;
  readonly before: string | undefined;
  readonly after: string;
  /** To be run by git or a hook manager. */
  readonly executable?: true;
}

/** What one part of the set-up comes to. */
export interface Part {
  readonly changes: readonly Change[];
  /** What is there already, or was found, each in a few words. */
  readonly found: readonly string[];
  /** What the user has to do. */
  readonly byHand: readonly string[];
}

export function part({ changes = [], found = [], byHand = [] }: Partial<Part>): Part {
  return { changes, found, byHand };
}

export function joined(parts: readonly Part[]): Part {
  return {
    changes: parts.flatMap(({ changes }) => changes.map(withItsLineEnds)),
    found: parts.flatMap(({ found }) => found),
    byHand: parts.flatMap(({ byHand }) => byHand),
  };
}

/** A file whose lines end in CR and LF keeps to that. */
function withItsLineEnds(change: Change): Change {
  return change.before?.includes('\r\n') ? { ...change, after: change.after.replace(/\r?\n/g, '\r\n') } : change;
}

/** Some line is more than a comment and names the tool. */
export function mentions(text: string, name = 'data-purpose'): boolean {
  return text.split('\n').some((line) => line.includes(name) && !/^\s*(?:#|\/\/)/.test(line));
}
