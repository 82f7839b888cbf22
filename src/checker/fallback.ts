import { CheckerError, UnansweredError, type Checker } from './checker.js';

/** A checker that holds something which has to be ended: a process. */
export interface ClosableChecker extends Checker {
  close(): void;
}

/** Failures after which the first checker is not asked any more. */
const MOST_FAILURES = 3;

/**
 * Asks one checker, and another one what the first fails on. After a failure the first is begun anew, as nobody knows what
 * state it is in; after a few it is left alone.
 *
 * @param begin starts nothing before its first question
 * @param other undefined: there is none, and the question stays open: {@link UnansweredError}
 * @param tell of each failure, and whether the other makes up for it
 */
export function withFallback(begin: () => ClosableChecker, other: () => Checker | undefined, tell: (message: string, isMended: boolean) => void): ClosableChecker {
  let first: ClosableChecker | undefined = begin();
  let second: { readonly checker: Checker | undefined } | undefined;
  let failures = 0;
  let last = '';

  function ask<T>(question: (of: Checker) => T): T {
    if (first) {
      try {
        return question(first);
      } catch (error) {
        if (!(error instanceof CheckerError)) throw error;
        end(first);
        failures++;
        first = failures < MOST_FAILURES ? begin() : undefined;
        last = error.message;
        tell(`${last}; the other TypeScript answers${first ? '' : `, and all that comes after ${failures} such failures`}`, othersChecker() !== undefined);
      }
    }
    const instead = othersChecker();
    if (!instead) throw new UnansweredError(first ? last : `${last} (not asked any more after ${failures} failures)`);
    return question(instead);
  }

  function othersChecker(): Checker | undefined {
    return (second ??= { checker: other() }).checker;
  }

  return {
    declarations: (file, offset) => ask((of) => of.declarations(file, offset)),
    member: (file, offset) => ask((of) => of.member(file, offset)),
    contents: (file, s, e, names) => ask((of) => of.contents(file, s, e, names)),
    typeNames: (file, s, e) => ask((of) => of.typeNames(file, s, e)),
    callee: (file, s, e) => ask((of) => of.callee(file, s, e)),
    close: () => first && end(first),
  };
}

/** Ending a process that is gone already fails, and leaves nothing behind. */
function end(checker: ClosableChecker): void {
  try {
    checker.close();
  } catch (error) {
    if (!(error instanceof CheckerError)) throw error;
  }
}
