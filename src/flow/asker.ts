import { UnansweredError, type CheckedMember, type Checker } from '../checker/checker.js';
import type { Linker } from '../facts/link.js';
import type { ProgramTypes } from '../types/shape.js';
import type { Site } from './machine/objects.js';

/** A label on a property that the checker found. */
export interface AskedLabel {
  readonly label: string;
  readonly property: string;
}

/** A question that nothing could answer. */
export interface Unanswered {
  readonly site: Site;
  /** Undefined: there is no checker. */
  readonly why: string | undefined;
}

/** What only a type checker can tell, by file and offsets. Every answer is computed once. */
export interface Asker {
  /** Labels of the property `name` that is read in s..e. */
  member(file: string, s: number, e: number, name: string): readonly string[];
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
  const unanswered: Unanswered[] = [];
  /** What a checker says; undefined where there is none, or none that could answer. */
  function ask<T>(site: Site, question: (checker: Checker) => T): T | undefined {
    started ??= { checker: open?.() };
    if (!started.checker) {
      if (open && unanswered.length === 0) unanswered.push({ site, why: undefined });
      return undefined;
    }
    try {
      return question(started.checker);
    } catch (error) {
      if (!(error instanceof UnansweredError)) throw error;
      unanswered.push({ site, why: error.message });
      return undefined;
    }
  }
  const members = new Map<string, readonly string[]>();
  const contents = new Map<string, readonly AskedLabel[]>();

  /** A declaration may stand for the data itself or, as a column's or a validator's does, describe it. */
  const labelsOf = ({ declarations, types, primitive }: CheckedMember): readonly string[] => {
    const places = [...declarations, ...types].map((at) => declared.labelsAt(at));
    return [...new Set(places.flatMap(({ value, describes }) => (primitive ? [...value, ...describes] : value)))];
  };

  function askMember(file: string, s: number, e: number, name: string): readonly string[] {
    const text = linker.text(file)?.slice(s, e) ?? '';
    const at = text.startsWith(name) ? 0 : text.lastIndexOf(name);
    const member = at < 0 ? undefined : ask({ file, s, e }, (checker) => checker.member(file, s + at));
    return member ? labelsOf(member) : [];
  }

  function askContents(file: string, s: number, e: number): readonly AskedLabel[] {
    const found = ask({ file, s, e }, (checker) => checker.contents(file, s, e, declared.labelledMemberNames())) ?? [];
    return found.flatMap((member) => labelsOf(member).map((label) => ({ label, property: member.name })));
  }

  return {
    member: (file, s, e, name) => remembered(members, `${file}|${s}|${e}|${name}`, () => askMember(file, s, e, name)),
    contents: (file, s, e) => remembered(contents, `${file}|${s}|${e}`, () => askContents(file, s, e)),
    unanswered: () => unanswered,
  };
}

function remembered<T>(answers: Map<string, T>, key: string, ask: () => T): T {
  let answer = answers.get(key);
  if (answer === undefined) answers.set(key, (answer = ask()));
  return answer;
}
