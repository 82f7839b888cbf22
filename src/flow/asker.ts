import { UnansweredError, type CheckedMember, type Checker } from '../checker/checker.js';
import type { Linker } from '../facts/link.js';
import type { ProgramTypes } from '../types/shape.js';
import type { Site } from './machine/objects.js';

/** A label on a property that the checker found. */
export interface AskedLabel {
  readonly label: string;
  readonly property: string;
  /** The value's own property that leads there, where it is known. */
  readonly via?: string;
}

/** A question that nothing could answer. */
export interface Unanswered {
  readonly site: Site;
  /** Undefined: there is no checker. */
  readonly why: string | undefined;
}

type Answer<T> = { readonly is: T } | { readonly why: string | undefined };

/** What only a type checker can tell, by file and offsets. Every answer is computed once. */
export interface Asker {
  /** Labels of the property `name` that is read in s..e. */
  member(file: string, s: number, e: number, name: string): readonly string[];
  /** A checker says that the property `name` which is read in s..e has no label; false: it has, or there is no answer. */
  isClear(file: string, s: number, e: number, name: string): boolean;
  /** Labels that can be read out of the expression in s..e, by its type. */
  contents(file: string, s: number, e: number): readonly AskedLabel[];
  /** Where a checker was wanted: of those places the first, where there is none to ask; each that one failed on. */
  unanswered(): readonly Unanswered[];
}

/**
 * @param open starts the checker at the first question; undefined: there is none, and nothing has a label by it
 */
export function createAsker(open: (() => Checker | undefined) | undefined, linker: Linker, declared: ProgramTypes): Asker {
  let started: { readonly checker: Checker | undefined } | undefined;
  const unanswered = new Map<string, Unanswered>();
  /** What a checker says; why there is no answer, where there is no checker or none that could answer. */
  function ask<T>(question: (checker: Checker) => T): Answer<T> {
    started ??= { checker: open?.() };
    if (!started.checker) return { why: undefined };
    try {
      return { is: question(started.checker) };
    } catch (error) {
      if (!(error instanceof UnansweredError)) throw error;
      return { why: error.message };
    }
  }
  /** What the analysis can't go on without. */
  function wanted<T>(site: Site, answer: Answer<T>): T | undefined {
    if ('is' in answer) return answer.is;
    if (answer.why !== undefined || (open && unanswered.size === 0)) unanswered.set(`${site.file}|${site.s}|${site.e}`, { site, why: answer.why });
    return undefined;
  }
  const members = new Map<string, Answer<CheckedMember | undefined>>();
  const contents = new Map<string, readonly AskedLabel[]>();

  /** A declaration may stand for the data itself or, as a column's or a validator's does, describe it. */
  const labelsOf = ({ declarations, types, primitive }: CheckedMember): readonly string[] => {
    const places = [...declarations, ...types].map((at) => declared.labelsAt(at));
    return [...new Set(places.flatMap(({ value, describes }) => (primitive ? [...value, ...describes] : value)))];
  };

  function memberAt(file: string, s: number, e: number, name: string): Answer<CheckedMember | undefined> {
    return remembered(members, `${file}|${s}|${e}|${name}`, () => {
      const text = linker.text(file)?.slice(s, e) ?? '';
      const at = text.startsWith(name) ? 0 : text.lastIndexOf(name);
      return at < 0 ? { is: undefined } : ask((checker) => checker.member(file, s + at));
    });
  }

  function askContents(file: string, s: number, e: number): readonly AskedLabel[] {
    const found = wanted({ file, s, e }, ask((checker) => checker.contents(file, s, e, declared.labelledMemberNames()))) ?? [];
    return found.flatMap((member) => labelsOf(member).map((label) => ({ label, property: member.name, ...(member.via !== undefined && { via: member.via }) })));
  }

  return {
    member(file, s, e, name) {
      const member = wanted({ file, s, e }, memberAt(file, s, e, name));
      return member ? labelsOf(member) : [];
    },
    isClear(file, s, e, name) {
      const answer = memberAt(file, s, e, name);
      if (!('is' in answer)) return false;
      return !answer.is || (labelsOf(answer.is).length === 0 && !answer.is.declarations.some(declared.isInherited));
    },
    contents: (file, s, e) => remembered(contents, `${file}|${s}|${e}`, () => askContents(file, s, e)),
    unanswered: () => [...unanswered.values()],
  };
}

function remembered<T>(answers: Map<string, T>, key: string, ask: () => T): T {
  let answer = answers.get(key);
  if (answer === undefined) answers.set(key, (answer = ask()));
  return answer;
}
