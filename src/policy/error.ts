import type { PolicyProblem } from './policy.js';

/** One line: `file:line:column message hint`. */
export function formatProblem({ place, message, hint }: PolicyProblem): string {
  return `${place.file ?? '(built-in policy)'}:${place.line}:${place.column} ${message}${hint === '' ? '' : `\n  ${hint}`}`;
}

/** A policy that can't be used, with everything that is wrong with it: at least one problem. */
export class PolicyError extends Error {
  override readonly name = 'PolicyError';

  constructor(readonly problems: readonly PolicyProblem[]) {
    super(problems.map(formatProblem).join('\n'));
  }
}
