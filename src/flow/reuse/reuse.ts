import type { Checker } from '../../checker/checker.js';
import type { FileFacts, FunctionFacts } from '../../facts/ir.js';
import { offsetAt, placeOf } from '../../facts/positions.js';
import { Bounds } from '../bounds.js';
import { fingerprint, numbered, violationId } from '../fingerprint.js';
import type { Analysis, Place, Violation } from '../result.js';
import { aligned, editedWords, editOf, moved, wordsIn, type Edit } from './edit.js';
import { answeredAlike, movedQuestions, type Move, type Question } from './questions.js';
import type { Reads } from './reads.js';
import { sameOutside, withInner, type Places } from './same.js';
import { changedStatements } from './statements.js';

/** An analysis of former texts of a program's files, without what {@link Analysis} has only where it is asked for. */
export interface Former {
  readonly analysis: Analysis;
  readonly reads: Reads;
  /** Of the checker. */
  readonly questions: readonly Question[];
}

/** One file in two states, both parsed. */
export interface Change {
  readonly before: { readonly text: string; readonly facts: FileFacts };
  readonly after: { readonly text: string; readonly facts: FileFacts };
}

/** Words by which files are looked through as texts, and those that reach out of the function that they stand in. */
const REACHING = new Set(['import', 'require', 'exports', 'module', 'eval', 'declare', 'from', 'global', 'globalThis']);
/** Those that mean something of the function around an arrow function. */
const OF_OUTER = new Set(['this', 'super', 'arguments']);
const MARKING = /@(?:data|purpose|declassifies)\b/;
/**
 * What no word tells: a tag of a doc comment, an escape by which a name is written in another way; a call by a computed name, or a
 * variable that gets what stands under one, which can be any method.
 */
const TELLING = /@[A-Za-z]|\\[ux]|\]\s*(?:\?\.\s*)?\(|=[^;\n]*[\w$)\]](?:\?\.)?\[\s*[A-Za-z_$(`]/;

/**
 * The analysis after edits of some files, where that is sure to be the former one but for places: the edits are outside of all
 * that the former analysis looked at.
 *
 * @param open the checker of the program as it is now; asked only where an edit can have changed its answers
 * @returns undefined where the program must be analysed anew
 */
export function reused(former: Former, changes: readonly Change[], open: () => Checker | undefined): Former | undefined {
  let now: Former = former;
  let isAsked = false;
  for (const change of changes) {
    const next = reusedOnce(now, change);
    if (!next) return undefined;
    now = next;
    isAsked ||= next.isAsked;
  }
  return isAsked && !answeredAlike(now.questions, open()) ? undefined : now;
}

function reusedOnce(former: Former, change: Change): (Former & { readonly isAsked: boolean }) | undefined {
  const { analysis, reads, questions } = former;
  const { before, after } = change;
  const { file } = after.facts;
  if (analysis.permitted || analysis.sightings || analysis.analysed.unparsed.some(({ place }) => place.file === file)) return undefined;
  const functions = analysis.analysed.functions === 0 ? 0 : analysis.analysed.functions + after.facts.functions.length - before.facts.functions.length;
  if (functions > Bounds.wholeProgramFunctions !== analysis.analysed.functions > Bounds.wholeProgramFunctions) return undefined;
  const edit = editOf(before.text, after.text);
  const found = harmless(edit, change, reads);
  if (!found) return undefined;
  const move = mover(edit, found.places);
  const then = movedQuestions(questions, file, move);
  const shifted = shift(analysis, change, move);
  if (!then || !shifted) return undefined;
  const isAsked = then.length > 0 && (found.inner ? tellsByType(after.facts, found.inner.after) : !isBlank(edit, change));
  return { analysis: { ...shifted, analysed: { ...shifted.analysed, functions } }, reads: movedReads(reads, change, found), questions: then, isAsked };
}

interface Harmless {
  readonly inner: { readonly before: number; readonly after: number } | undefined;
  readonly places: Places;
  /** Functions that were read, by their indexes before: their indexes now. */
  readonly functions?: ReadonlyMap<number, number>;
}

/** The edit changes nothing but places, or only what is inside a function that was not looked at. */
function harmless(edit: Edit, change: Change, reads: Reads): Harmless | undefined {
  const { before, after } = change;
  const names = foundIn(before.facts, reads);
  const isTold = (words: Iterable<string>): boolean => [...words].some((word) => names.has(word) || REACHING.has(word));
  const touched = editedWords(edit, before.text, after.text);
  if (isTold(touched)) return undefined;
  if (reads.isIdle) return isIdleStill(change, names) ? { inner: undefined, places: { starts: new Map(), ends: new Map() } } : undefined;
  if (TELLING.test(around(before.text, edit.s, edit.before)) || TELLING.test(around(after.text, edit.s, edit.after))) return undefined;
  const places = sameOutside(before.facts, after.facts, undefined);
  if (places) return { inner: undefined, places };
  const bodies = reads.bodies.get(after.facts.file);
  const variables = reads.variables.get(after.facts.file);
  const outsider = (fn: number): boolean => [...withInner(before.facts, fn)].some((f) => bodies?.has(f) === true);
  const atLine = aligned(edit, before.text, after.text);
  for (const inner of holders(edit, change)) {
    if (outsider(inner.before)) return undefined;
    const fn = before.facts.functions[inner.before]!;
    const statements = changedStatements(before.facts, after.facts, inner, atLine);
    const [x, y] = statements ? [statements.before, statements.after] : [fn, after.facts.functions[inner.after]!];
    const texts = [before.text.slice(x.s, x.e), after.text.slice(y.s, y.e)];
    const words = new Set(texts.flatMap(wordsIn));
    if (isTold(words) || texts.some((text) => TELLING.test(text))) return undefined;
    if ([...words].some((word) => variables?.has(word) === true || (fn.kind === 'arrow' && OF_OUTER.has(word)))) continue;
    const outside = statements?.places ?? sameOutside(before.facts, after.facts, inner);
    if (outside) return { inner, places: outside };
  }
  return functionsApart(atLine, change, reads, isTold);
}

/** Whole functions of a module that was not run are added, changed or removed, and none of them was looked at. */
function functionsApart(edit: Edit, { before, after }: Change, reads: Reads, isTold: (words: Iterable<string>) => boolean): Harmless | undefined {
  if (reads.ran.has(after.facts.file)) return undefined;
  const statements = changedStatements(before.facts, after.facts, { before: 0, after: 0 }, edit);
  if (!statements) return undefined;
  const { places, functions } = statements;
  const texts = [before.text.slice(statements.before.s, statements.before.e), after.text.slice(statements.after.s, statements.after.e)];
  const words = texts.flatMap(wordsIn);
  const { file } = after.facts;
  if (isTold(words) || texts.some((text) => TELLING.test(text)) || words.some((word) => reads.variables.get(file)?.has(word) === true)) return undefined;
  if ([...(reads.bodies.get(file) ?? [])].some((f) => !functions.has(f))) return undefined;
  return { inner: undefined, places, functions };
}

/** Where nothing was run, the file has no part in why. */
function isIdleStill({ before, after }: Change, names: ReadonlySet<string>): boolean {
  return leadsTo(before) === leadsTo(after) && [before, after].every(({ text }) => !MARKING.test(text) && !wordsIn(text).some((word) => names.has(word)));
}

/** Where a file's imports lead, as far as that counts where nothing is run. */
function leadsTo({ text, facts: { imports, exports } }: Change['after']): string {
  const imported = imports.map(({ source, typeOnly, module }) => [source, typeOnly, module]);
  return JSON.stringify([imported, exports.flatMap((x) => (x.k === 'local' ? [] : x.source)), /\bimport\s*\(/.test(text)]);
}

/** A tag or an escape may begin a little before the edit. */
function around(text: string, s: number, e: number): string {
  return text.slice(Math.max(0, text.lastIndexOf('\n', s - 1)), text.includes('\n', e) ? text.indexOf('\n', e) : text.length);
}

/** The functions, apart from the module's, that hold the whole edit before and after it, innermost first. */
function holders(edit: Edit, { before, after }: Change): { before: number; after: number }[] {
  const holds = (fn: FunctionFacts, end: number): boolean => fn.kind !== 'module' && fn.kind !== 'namespace' && fn.body !== undefined && fn.s < edit.s && end < fn.e;
  const shift = edit.after - edit.before;
  return before.facts.functions
    .flatMap((fn, f) => {
      if (!holds(fn, edit.before)) return [];
      const other = after.facts.functions.findIndex((g) => g.s === fn.s && g.e === fn.e + shift && g.kind === fn.kind && holds(g, edit.after));
      return other < 0 ? [] : [{ before: f, after: other }];
    })
    .reverse();
}

/** With the names that the file's imports give to what has one. */
function foundIn({ imports }: FileFacts, reads: Reads): ReadonlySet<string> {
  const names = foundBy(reads);
  const locals = imports.flatMap(({ imported, local }) => (imported !== local && (names.has(imported) || (imported === 'default' && reads.names.has('default'))) ? [local] : []));
  return locals.length === 0 ? names : new Set([...names, ...locals]);
}

const foundWords = new WeakMap<ReadonlySet<string>, ReadonlySet<string>>();

/** The names as the words that a text has them as. */
function foundBy({ names }: Reads): ReadonlySet<string> {
  let words = foundWords.get(names);
  if (!words) foundWords.set(names, (words = new Set([...names].flatMap(wordsIn).filter((word) => word !== 'default'))));
  return words;
}

/** What a checker says of other code can depend on the function's body: on what it returns, where that is not written. */
function tellsByType(facts: FileFacts, fn: number): boolean {
  const { ret, kind } = facts.functions[fn]!;
  return ret === undefined || kind === 'ctor' || /\.[cm]?jsx?$/.test(facts.file);
}

const isBlank = ({ s, before, after }: Edit, change: Change): boolean => (change.before.text.slice(s, before) + change.after.text.slice(s, after)).trim() === '';

function mover(edit: Edit, places: Places): Move {
  return (offset, side) => moved(edit, offset) ?? (side === 'start' ? places.starts : places.ends).get(offset) ?? undefined;
}

/** The functions of the file by their new indexes. Those inside the edited one were not looked at. */
function movedReads(reads: Reads, { before, after }: Change, { inner, functions }: Harmless): Reads {
  const { file } = after.facts;
  const read = reads.bodies.get(file);
  if (!read || (!inner && !functions)) return reads;
  const added = after.facts.functions.length - before.facts.functions.length;
  const last = inner ? Math.max(...withInner(before.facts, inner.before)) : Infinity;
  return { ...reads, bodies: new Map(reads.bodies).set(file, new Set([...read].map((f) => functions?.get(f) ?? (f > last ? f + added : f)))) };
}

/** The analysis with its places in the file as they are now. */
function shift(analysis: Analysis, { before, after }: Change, move: Move): Analysis | undefined {
  const { file } = after.facts;
  let isWhole = true;
  const offset = (line: number, column: number, side: 'start' | 'end'): number => {
    const to = move(offsetAt(before.facts.lines, line, column), side);
    if (to === undefined) isWhole = false;
    return to ?? 0;
  };
  const place = (p: Place): Place => {
    if (p.file !== file || isFileItself(p)) return p;
    return placeOf(after.facts, { s: offset(p.line, p.column, 'start'), e: offset(p.endLine, p.endColumn, 'end') });
  };
  const at = <T extends { readonly place: Place }>(of: T): T => ({ ...of, place: place(of.place) });
  const violations = analysis.violations.map((violation): Violation => {
    const there = { ...at(violation), trace: violation.trace.map(at) };
    return there.place.file === file ? { ...there, id: idOf(there, after) } : there;
  });
  const { analysed } = analysis;
  const out: Analysis = {
    ...analysis,
    violations: numbered(violations),
    analysed: { ...analysed, unresolvedImports: analysed.unresolvedImports.map(at), limits: analysed.limits.map(at) },
  };
  return isWhole ? out : undefined;
}

/** What concerns a file as a whole is noted at its start. */
function isFileItself({ line, column, endLine, endColumn }: Place): boolean {
  return line === 1 && column === 1 && endLine === 1 && endColumn === 1;
}

function idOf({ rule, label, purpose, direction, module, place }: Violation, { text, facts }: Change['after']): string {
  const site = { file: place.file, s: offsetAt(facts.lines, place.line, place.column), e: offsetAt(facts.lines, place.endLine, place.endColumn) };
  return violationId(fingerprint({ taint: { match: rule === 'no-forbidden-match', label }, purpose, site, direction, module }, facts, text), 0);
}
