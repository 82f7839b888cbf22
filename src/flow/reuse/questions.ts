import type { CheckedMember, Checker, DeclaredAt } from '../../checker/checker.js';

/** Where an offset of an edited file stands now; undefined: nowhere, or that can't be told. */
export type Move = (offset: number, side: 'start' | 'end') => number | undefined;

/** What a checker was asked, and what it said. */
export type Question =
  | { readonly k: 'member'; readonly file: string; readonly s: number; readonly answer: CheckedMember | undefined }
  | { readonly k: 'contents'; readonly file: string; readonly s: number; readonly e: number; readonly names: ReadonlySet<string>; readonly answer: readonly CheckedMember[] };

/** A checker that notes what it is asked. Undefined answers for other questions: an analysis asks none. */
export function notingChecker(checker: Checker, questions: Question[]): Checker {
  return {
    ...checker,
    member(file, s) {
      const answer = checker.member(file, s);
      questions.push({ k: 'member', file, s, answer });
      return answer;
    },
    contents(file, s, e, names) {
      const answer = checker.contents(file, s, e, names);
      questions.push({ k: 'contents', file, s, e, names, answer });
      return answer;
    },
  };
}

/**
 * The questions as they are after an edit of a file.
 *
 * @returns undefined where one of them, or its answer, names a place that the edit changed
 */
export function movedQuestions(questions: readonly Question[], file: string, move: Move): Question[] | undefined {
  const out: Question[] = [];
  for (const question of questions) {
    const moved = movedQuestion(question, file, move);
    if (!moved) return undefined;
    out.push(moved);
  }
  return out;
}

/** A checker gives the questions the same answers. */
export function answeredAlike(questions: readonly Question[], checker: Checker | undefined): boolean {
  return questions.every((q) => JSON.stringify(checker && (q.k === 'member' ? checker.member(q.file, q.s) : checker.contents(q.file, q.s, q.e, q.names))) === JSON.stringify(q.answer));
}

function movedQuestion(question: Question, file: string, move: Move): Question | undefined {
  let isWhole = true;
  const at = (of: string, offset: number, side: 'start' | 'end'): number => {
    const to = of === file ? move(offset, side) : offset;
    if (to === undefined) isWhole = false;
    return to ?? 0;
  };
  const place = (d: DeclaredAt): DeclaredAt => (d.file === file ? { ...d, s: at(file, d.s, 'start'), e: at(file, d.e, 'end') } : d);
  const member = (m: CheckedMember): CheckedMember => ({ ...m, declarations: m.declarations.map(place), types: m.types.map(place) });
  const moved: Question =
    question.k === 'member'
      ? { ...question, s: at(question.file, question.s, 'start'), answer: question.answer && member(question.answer) }
      : { ...question, s: at(question.file, question.s, 'start'), e: at(question.file, question.e, 'end'), answer: question.answer.map(member) };
  return isWhole ? moved : undefined;
}
