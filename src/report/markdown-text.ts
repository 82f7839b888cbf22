/** Markup in names and messages is shown, not obeyed. */
export function escape(text: string): string {
  return text.replace(/\s+/g, ' ').replace(/[\\`*_[\]<>#|~@]/g, '\\$&');
}

/** A code span whose fence is longer than any run of backticks inside. */
export function code(text: string): string {
  const longest = Math.max(0, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  return longest > 0 ? `${fence} ${text} ${fence}` : `${fence}${text}${fence}`;
}
