import type { FileFacts, FunctionFacts, Pattern, Span, Stmt } from '../../facts/ir.js';
import type { Edit } from './edit.js';
import { paired, type Counterparts, type Outside } from './same.js';

/** The statements of one function that an edit changes, adds or removes, where all the rest of the file is as it was. */
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
  const spans = { before: stretch(before, fn.before, { s, e: ends.before }), after: stretch(after, fn.after, { s, e: ends.after }) };
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

/** The edit, with the statements that it touches. */
function stretch({ functions }: FileFacts, fn: number, edit: Span): Span {
  const { body, funcs } = functions[fn]?.body ?? { body: [], funcs: [] };
  const touched = [...body, ...funcs.flatMap(({ f }) => functions[f] ?? [])].filter((one) => one.s <= edit.e && one.e >= edit.s);
  return { s: Math.min(edit.s, ...touched.map((one) => one.s)), e: Math.max(edit.e, ...touched.map((one) => one.e)) };
}

function without(facts: FileFacts, fn: number, span: Span): Thinned | undefined {
  const isIn = (one: Span): boolean => one.s >= span.s && one.e <= span.e;
  const { functions, bindings, classes, types, ambient, imports, exports } = facts;
  const body = functions[fn]?.body;
  // These are seen by others.
  if (!body || [classes, types, ambient, imports].some((list) => list.some(isIn)) || exports.some((x) => isIn(x) && (x.k !== 'local' || x.name === 'default' || x.name === '='))) return undefined;
  const gone = new Set(functions.flatMap((one, f) => (f !== fn && isIn(one) ? [f] : [])));
  if (body.body.some((stmt) => isIn(stmt) && stmt.k === (fn === 0 ? 'namespace' : 'return'))) return undefined;
  const isOut = (v: number): boolean => !isIn(bindings[v]!) && !gone.has(bindings[v]!.fn);
  const kept = body.body.filter((stmt) => !isIn(stmt));
  const rest: FunctionFacts = {
    ...functions[fn]!,
    locals: functions[fn]!.locals.filter(isOut),
    body: { scope: body.scope.filter(isOut), funcs: body.funcs.filter(({ v, f }) => isOut(v) && !gone.has(f)), body: kept },
  };
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
