import { findNodeAtLocation, getNodeValue, parseTree, printParseErrorCode } from 'jsonc-parser';
import type { Node, ParseError } from 'jsonc-parser';
import type { PolicyPlace, PolicyProblem } from './policy.js';

export type Path = readonly (string | number)[];

/** A policy's text with the places of its nodes. */
export interface PolicyDocument {
  /** Absolute; null: the built-in policy, all of which stands at 1:1. */
  readonly file: string | null;
  readonly value: unknown;
  /** Syntax errors and keys written twice. Where there is a syntax error `value` is undefined. */
  readonly problems: readonly PolicyProblem[];
  /** Place of the value at a path, else of the nearest one above it. */
  place(path: Path): PolicyPlace;
  /** Place of the key at a path's end. */
  keyPlace(path: Path): PolicyPlace;
}

const syntaxHints: Readonly<Record<string, string>> = {
  InvalidSymbol: 'Write strings and keys in double quotes.',
  PropertyNameExpected: 'A key stands in double quotes.',
  ValueExpected: 'Write a value: an object, a list, a string or null.',
  ColonExpected: 'Put a colon between key and value.',
  CommaExpected: 'Put a comma between entries.',
  CloseBraceExpected: 'Close the object with "}".',
  CloseBracketExpected: 'Close the list with "]".',
  EndOfFileExpected: 'Remove what stands after the closing "}".',
  UnexpectedEndOfString: 'Close the string with a double quote on the same line.',
  UnexpectedEndOfComment: 'Close the comment with "*/".',
  InvalidEscapeCharacter: 'Write a backslash as "\\\\".',
};

const words = (code: string): string => code.replace(/(?!^)([A-Z])/g, (letter) => ` ${letter.toLowerCase()}`).toLowerCase();

/** Places by offset: lines end at LF, CR LF or CR. */
function placer(file: string, text: string): (offset: number) => PolicyPlace {
  const starts = [0, ...Array.from(text.matchAll(/\r\n|\n|\r/g), (end) => end.index + end[0].length)];
  return (offset) => {
    let line = starts.findLastIndex((start) => start <= offset);
    if (line < 0) line = 0;
    return { file, line: line + 1, column: offset - starts[line]! + 1 };
  };
}

function* duplicateKeys(node: Node): Generator<Node> {
  if (node.type === 'object') {
    const seen = new Set<string>();
    for (const property of node.children ?? []) {
      const key = property.children![0]!;
      if (seen.has(key.value as string)) yield key;
      seen.add(key.value as string);
    }
  }
  for (const child of node.children ?? []) yield* duplicateKeys(child);
}

function syntaxProblem(error: ParseError, at: (offset: number) => PolicyPlace): PolicyProblem {
  const code = printParseErrorCode(error.error);
  return { message: `Syntax error: ${words(code)}.`, hint: syntaxHints[code] ?? 'See the JSON with comments syntax.', place: at(error.offset) };
}

/** Reads JSON with comments and trailing commas; a byte order mark is skipped. */
export function parseDocument(file: string, source: string): PolicyDocument {
  const text = source.replace(/^\uFEFF/, '');
  const at = placer(file, text);
  const errors: ParseError[] = [];
  const tree = parseTree(text, errors, { allowTrailingComma: true, disallowComments: false });
  const node = (path: Path): Node | undefined => tree && findNodeAtLocation(tree, [...path]);
  const place = (path: Path): PolicyPlace => {
    for (let length = path.length; length >= 0; length--) {
      const found = node(path.slice(0, length));
      if (found) return at(found.offset);
    }
    return at(0);
  };
  const keyPlace = (path: Path): PolicyPlace => {
    const parent = node(path)?.parent;
    return parent?.type === 'property' ? at(parent.offset) : place(path);
  };
  if (text.trim() === '') {
    const empty = { message: 'The file is empty.', hint: 'Start with `{ "extends": ["recommended"] }`; `data-purpose init` writes a policy with comments.', place: at(0) };
    return { file, value: undefined, problems: [empty], place, keyPlace };
  }
  if (errors.length > 0 || tree === undefined) {
    // What follows an error on its line is mostly its consequence.
    const byLine = new Map(errors.map((error) => syntaxProblem(error, at)).reverse().map((problem) => [problem.place.line, problem]));
    return { file, value: undefined, problems: [...byLine.values()].reverse(), place, keyPlace };
  }
  const problems = Array.from(duplicateKeys(tree), (key) => ({
    message: `The key "${key.value as string}" is written twice.`,
    hint: 'Merge the two entries into one, or remove one.',
    place: at(key.offset),
  }));
  return { file, value: getNodeValue(tree), problems, place, keyPlace };
}

/** A policy that comes from no file. */
export function builtInDocument(value: unknown): PolicyDocument {
  const place = (): PolicyPlace => ({ file: null, line: 1, column: 1 });
  return { file: null, value, problems: [], place, keyPlace: place };
}
