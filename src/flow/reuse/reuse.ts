import type { Checker } from '../../checker/checker.js';
import type { FileFacts, FunctionFacts, Span } from '../../facts/ir.js';
import { offsetAt, placeOf } from '../../facts/positions.js';
import { Bounds } from '../bounds.js';
import { fingerprint, numbered, violationId } from '../fingerprint.js';
import type { Analysis, Place, Violation } from '../result.js';
import { aligned, editedWords, editOf, moved, wordsIn, type Edit } from './edit.js';
import { isInert, isOfNoType } from './inert.js';
import { nodesApart, type Stretch } from '../reach/stretch.js';
import { answeredAlike, movedQuestions, type Move, type Question } from './questions.js';
import type { Reads } from './reads.js';
import { sameOutside, withInner, type Outside, type Places } from './same.js';
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
  const isAsked = then.length > 0 && !found.isOfNoType && (found.inner ? tellsByType(after.facts, found.inner.after) : !isBlank(edit, change));
  return { analysis: { ...shifted, analysed: { ...shifted.analysed, functions } }, reads: movedReads(reads, change, found), questions: then, isAsked };
}

interface Harmless extends Outside {
  readonly inner: { readonly before: number; readonly after: number } | undefined;
  /** Nodes of the file's graph that were looked at, by their numbers now; undefined: those before. */
  readonly nodes?: Uint32Array | undefined;
  /** It is of declarations on which no type of other code depends. */
  readonly isOfNoType?: boolean;
}

/** Functions of a file before and after a change, by index. */
interface Holder {
  readonly before: number;
  readonly after: number;
}

/** The edit changes nothing but places, or only what is inside a function and was not looked at, or runs without any effect. */
function harmless(edit: Edit, change: Change, reads: Reads): Harmless | undefined {
  const { before, after } = change;
  const names = foundIn(before.facts, reads);
  const isTold = (words: Iterable<string>): boolean => [...words].some((word) => names.has(word) || REACHING.has(word));
  const atLine = aligned(edit, before.text, after.text);
  if (isTold(editedWords(atLine, before.text, after.text))) return undefined;
  if (reads.isIdle) return isIdleStill(change, names) ? { inner: undefined, places: { starts: new Map(), ends: new Map() }, functions: new Map() } : undefined;
  if (TELLING.test(around(before.text, atLine.s, atLine.before)) || TELLING.test(around(after.text, atLine.s, atLine.after))) return undefined;
  const same = sameOutside(before.facts, after.facts, undefined);
  if (same) return { ...same, inner: undefined };
  const ran = reads.bodies.get(after.facts.file);
  for (const inner of holders(edit, change)) {
    const statements = changedStatements(before.facts, after.facts, inner, atLine);
    const hasRun = [...withInner(before.facts, inner.before)].some((f) => ran?.has(f) === true);
    if (hasRun && !(statements && isWithoutEffect(change, inner, statements, reads))) return undefined;
    const [x, y] = statements ? [statements.before, statements.after] : [before.facts.functions[inner.before]!, after.facts.functions[inner.after]!];
    if (tells(change, x, y, isTold)) return undefined;
    const outside = statements ?? sameOutside(before.facts, after.facts, inner);
    const nodes = outside && apart(change, inner, outside, reads, statements);
    if (nodes) return { ...outside, inner, nodes, isOfNoType: statements !== undefined && areOfNoType(change, inner, statements) };
  }
  return statementsApart(atLine, change, reads, isTold);
}

/** Functions and other statements of a module are added, changed or removed, and none of them was looked at, or run with any effect. */
function statementsApart(edit: Edit, change: Change, reads: Reads, isTold: (words: Iterable<string>) => boolean): Harmless | undefined {
  const { before, after } = change;
  const { file } = after.facts;
  const module: Holder = { before: 0, after: 0 };
  const statements = changedStatements(before.facts, after.facts, module, edit);
  if (!statements || tells(change, statements.before, statements.after, isTold)) return undefined;
  if (reads.ran.has(file) && !isWithoutEffect(change, module, statements, reads)) return undefined;
  // What a variable is may tell what others are, and a type may be written by it.
  const others = statements.variables.size === 0 ? [] : [...wordsIn(without(before.text, statements.before)), ...wordsIn(without(after.text, statements.after))];
  if (others.some((word) => statements.variables.has(word)) || after.facts.exports.some((x) => x.k === 'local' && statements.variables.has(x.local))) return undefined;
  if ([...(reads.bodies.get(file) ?? [])].some((f) => !statements.functions.has(f))) return undefined;
  const nodes = apart(change, module, statements, reads, statements);
  return nodes && { ...statements, inner: undefined, nodes, isOfNoType: areOfNoType(change, module, statements) };
}

/** To run the statements does nothing, before and after. Where all of a program was run, nothing but the run tells where labels are. */
function isWithoutEffect({ before, after }: Change, fn: Holder, statements: { readonly before: Span; readonly after: Span }, { nodes }: Reads): boolean {
  return nodes.size > 0 && isInert(before.facts, fn.before, statements.before) && isInert(after.facts, fn.after, statements.after);
}

function areOfNoType({ before, after }: Change, fn: Holder, statements: { readonly before: Span; readonly after: Span }): boolean {
  return isOfNoType(before.facts, fn.before, statements.before) && isOfNoType(after.facts, fn.after, statements.after);
}

const without = (text: string, { s, e }: Span): string => `${text.slice(0, s)} ${text.slice(e)}`;

/** Some word of the stretch, before or after, is one by which code was found, or can be. */
function tells({ before, after }: Change, x: Span, y: Span, isTold: (words: Iterable<string>) => boolean): boolean {
  const texts = [before.text.slice(x.s, x.e), after.text.slice(y.s, y.e)];
  return isTold(texts.flatMap(wordsIn)) || texts.some((text) => TELLING.test(text));
}

/** What was looked at in the file's graph, where no change of the function, or of some statements in it, concerns that. */
function apart({ before, after }: Change, fn: Holder, { functions }: Outside, reads: Reads, statements: { readonly before: Span; readonly after: Span } | undefined): Uint32Array | undefined {
  const stretch = (side: 'before' | 'after'): Stretch => ({ fn: fn[side], statements: statements?.[side] });
  return nodesApart(before.facts, after.facts, { before: stretch('before'), after: stretch('after') }, functions, reads.nodes.get(after.facts.file) ?? [], reads.names);
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
function holders(edit: Edit, { before, after }: Change): Holder[] {
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

/** The functions and nodes of the file by their numbers now. */
function movedReads(reads: Reads, { after }: Change, { functions, nodes }: Harmless): Reads {
  const { file } = after.facts;
  const ran = reads.bodies.get(file);
  return {
    ...reads,
    ...(ran && functions.size > 0 && { bodies: new Map(reads.bodies).set(file, new Set([...ran].map((f) => functions.get(f)!))) }),
    ...(nodes && { nodes: new Map(reads.nodes).set(file, nodes) }),
  };
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
