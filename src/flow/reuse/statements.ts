import type { Block, FileFacts, FunctionFacts, Pattern, Span, Stmt } from '../../facts/ir.js';
import type { Edit } from './edit.js';
import { blocksOf, statementsIn, withBlocks } from './blocks.js';
import { paired, type Counterparts, type Outside } from './same.js';

/** The statements of one function, in one of its blocks, that an edit changes, adds or removes, where all the rest of the file is as it was. */
export interface ChangedStatements extends Outside {
  readonly before: Span;
  readonly after: Span;
  /** Names of variables of the module that they declare, before or after, apart from functions. */
  readonly variables: ReadonlySet<string>;
}

/** A file without some statements of a function. */
interface Thinned {
  readonly facts: FileFacts;
  readonly functions: readonly number[];
  readonly bindings: readonly number[];
}

/**
 * @param fn the function's index before and after: of the module or of one that holds the edit
 * @returns undefined where more differs, or what differs is seen without running the function
 */
export function changedStatements(before: FileFacts, after: FileFacts, fn: { readonly before: number; readonly after: number }, { s, ...ends }: Edit): ChangedStatements | undefined {
  const [was, is] = [sideOf(before, fn.before, { s, e: ends.before }), sideOf(after, fn.after, { s, e: ends.after })];
  const spans = stretches(was, is);
  const [a, b] = [without(before, fn.before, spans.before), without(after, fn.after, spans.after)];
  const of = a && b && counterparts(a, b);
  if (!of) return undefined;
  const { functions: fa, bindings: ba, ...restA } = a.facts;
  const { functions: fb, bindings: bb, ...restB } = b.facts;
  const isSame =
    of.same(restA, restB) &&
    a.bindings.every((v, i) => of.same(ba[v], bb[b.bindings[i]!])) &&
    a.functions.every((f, i) => of.same(fa[f], fb[b.functions[i]!]));
  return isSame ? { ...spans, places: of.places, functions: of.functions, variables: new Set([...variablesIn(before, spans.before), ...variablesIn(after, spans.after)]) } : undefined;
}

function counterparts(a: Thinned, b: Thinned): Counterparts | undefined {
  const classes = a.facts.classes.map((_, c) => c);
  return a.facts.classes.length === b.facts.classes.length ? paired([a.functions, b.functions], [a.bindings, b.bindings], [classes, classes]) : undefined;
}

/** A block of one of the two states, and the edit there. */
interface Side {
  readonly facts: FileFacts;
  readonly block: Block;
  readonly edit: Span;
}

const NO_BLOCK: Block = { scope: [], funcs: [], body: [] };

function sideOf(facts: FileFacts, fn: number, edit: Span): Side {
  return { facts, block: facts.functions[fn]?.body ?? NO_BLOCK, edit };
}

/** The edit, with the statements that it touches, in the innermost block in which it stands before and after. */
function stretches(before: Side, after: Side): { readonly before: Span; readonly after: Span } {
  const [x, y] = [holderOf(before), holderOf(after)];
  const [inBefore, inAfter] = x && y && x.k === y.k ? [blocksOf(x), blocksOf(y)] : [[], []];
  if (inBefore.length === inAfter.length) {
    for (const [i, block] of inBefore.entries()) {
      const [a, b] = [{ ...before, block }, { ...after, block: inAfter[i]! }];
      if (touchedIn(a).length + touchedIn(b).length > 0) return stretches(a, b);
    }
  }
  return { before: stretch(before), after: stretch(after) };
}

/** The statement that holds the whole edit. */
function holderOf({ block, edit }: Side): Stmt | undefined {
  return block.body.find((one) => one.s < edit.s && one.e > edit.e);
}

function stretch(side: Side): Span {
  const touched = touchedIn(side);
  return { s: Math.min(side.edit.s, ...touched.map((one) => one.s)), e: Math.max(side.edit.e, ...touched.map((one) => one.e)) };
}

function touchedIn({ facts: { functions }, block: { body, funcs }, edit }: Side): Span[] {
  return [...body, ...funcs.flatMap(({ f }) => functions[f] ?? [])].filter((one) => one.s <= edit.e && one.e >= edit.s);
}

function without(facts: FileFacts, fn: number, span: Span): Thinned | undefined {
  const isIn = (one: Span): boolean => one.s >= span.s && one.e <= span.e;
  const { functions, bindings, classes, types, ambient, imports, exports } = facts;
  const body = functions[fn]?.body;
  // These are seen by others.
  if (!body || [classes, types, ambient, imports].some((list) => list.some(isIn)) || exports.some((x) => isIn(x) && (x.k !== 'local' || x.name === 'default' || x.name === '='))) return undefined;
  const gone = new Set(functions.flatMap((one, f) => (f !== fn && isIn(one) ? [f] : [])));
  if (statementsIn(body, span).some((stmt) => stmt.k === (fn === 0 ? 'namespace' : 'return'))) return undefined;
  const isOut = (v: number): boolean => !isIn(bindings[v]!) && !gone.has(bindings[v]!.fn);
  const thinned = (block: Block): Block => ({
    scope: block.scope.filter(isOut),
    funcs: block.funcs.filter(({ v, f }) => isOut(v) && !gone.has(f)),
    body: block.body.flatMap((stmt) => (isIn(stmt) ? [] : stmt.s < span.s && stmt.e > span.e ? withBlocks(stmt, thinned) : stmt)),
  });
  const rest: FunctionFacts = { ...functions[fn]!, locals: functions[fn]!.locals.filter(isOut), body: thinned(body) };
  return {
    facts: { ...facts, functions: functions.map((one, f) => (f === fn ? rest : one)), exports: exports.filter((x) => !isIn(x)) },
    functions: functions.flatMap((_, f) => (gone.has(f) ? [] : [f])),
    bindings: bindings.flatMap((_, v) => (isOut(v) ? [v] : [])),
  };
}

function variablesIn({ bindings, functions }: FileFacts, { s, e }: Span): string[] {
  const made = new Set(functions[0]!.body?.funcs.map(({ v }) => v));
  for (const stmt of functions[0]!.body?.body ?? []) if (declaresFunction(stmt)) made.add(stmt.target.v);
  return bindings.flatMap((one, v) => (one.fn === 0 && one.s >= s && one.e <= e && !made.has(v) ? [one.name] : []));
}

/** To run it makes a function and does nothing else. */
function declaresFunction(stmt: Stmt): stmt is Extract<Stmt, { k: 'decl' }> & { target: Extract<Pattern, { k: 'pvar' }> } {
  return stmt.k === 'decl' && stmt.kind === 'const' && stmt.target.k === 'pvar' && stmt.init?.k === 'func';
}
