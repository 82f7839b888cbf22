import type { Arg, Binding, Expr, FileFacts, FunctionFacts, Pattern, Stmt } from '../../facts/ir.js';
import { chosenBy, joinLabels, makeTaint, mapLabels, onlyMatches, selecting, type Labels, type Taint } from '../domain/taint.js';
import { addLabels, constant, UNDEFINED, type Value } from '../domain/value.js';
import { COMPARISONS } from './operators.js';
import { Kind } from '../../types/shape.js';
import type { Machine } from './machine.js';
import { isService } from './services.js';

/**
 * Records that a branch selects: where a test compares what stands in `user` (`list.includes(user.phone)`, `row.hash === hash`), the branch
 * in which it was found runs for the users that were found, as what `filter` keeps does. What the branch does beside them is a branch's.
 */
export function selectedBy(m: Machine, test: Expr, outcome: boolean, given: Labels): readonly Selection[] {
  const answers = answersOf(m, test, given);
  if (answers.length === 0) return [];
  const isFound = (t: Taint): boolean => foundWhen(test, outcome !== (t.inverse === true), isNew(m, test, t));
  decide(m, mapLabels(selecting(answers), (t) => makeTaint(t.label, t.step, t.settled, { match: true, ...(!isFound(t) && { inverse: true }) })));
  const labels = selecting(answers.filter(isFound));
  return labels.length === 0 ? [] : selectionOf(m, test, labels, true);
}

/** Records that a loop selects which goes through what was found by them: `for (const order of byMail.get(user.mail))`. */
export function selectedByList(m: Machine, list: Expr, labels: Labels): readonly Selection[] {
  const matches = onlyMatches(labels);
  return matches.length === 0 ? [] : selectionOf(m, list, selecting(matches), false);
}

function selectionOf(m: Machine, e: Expr, labels: Labels, direct: boolean): readonly Selection[] {
  const found = new Map<number, boolean>();
  const out: Selection[] = [];
  for (const { v, holds, index } of subjectsOf(m.frame.facts, e, direct)) {
    if (index && isNumber(m.readVar(m.frame.env, v))) out.push({ v, labels });
    else found.set(v, found.get(v) === true || holds);
  }
  for (const [v, holds] of found) collect(m, v, holds, labels, out, new Set());
  return out;
}

/** Location of what says by which matches the running code of a function was chosen, as {@link Value.selected}; an inverse label: where nothing was found. */
function decisionAt(m: Machine): number {
  let env = m.frame.env;
  const outside = m.frame.closure?.env ?? null;
  while (env.parent && env.parent !== outside) env = env.parent;
  return env.id;
}

function decide(m: Machine, labels: Labels): void {
  const at = decisionAt(m);
  const old = m.st!.get(at) as Value | undefined;
  m.st!.set(at, { ...(old ?? UNDEFINED), selected: joinLabels(old?.selected ?? [], labels) });
}

/** A yes or no in a branch that a match decided answers as the match does. */
export function chosen(m: Machine, c: boolean): Value {
  const labels = m.answers.size > 0 ? (m.st!.get(decisionAt(m)) as Value | undefined)?.selected : undefined;
  return constant(c, labels && chosenBy(labels, c));
}

export interface Selection {
  readonly v: number;
  readonly labels: Labels;
}

/** A variable of which the branch selects the record; `holds`: the test looks into what it holds, or was handed it. */
interface Subject {
  readonly v: number;
  readonly holds: boolean;
  /** It tells which element of a list the test looks at. */
  readonly index?: true;
}

/** A record that the running branch has selected, as matched. */
export function readSelected(v: Value): Value {
  if (!v.selected) return v;
  const { selected, ...rest } = v;
  return addLabels(rest, selected);
}

/** Keeps by which labels a test's answer was matched, for the branches that it decides. */
export function noteAnswer(m: Machine, test: Expr, v: Value): Value {
  if (v.labels.some((t) => t.match)) m.answers.set(test, onlyMatches(v.labels));
  else if (m.answers.size > 0) m.answers.delete(test);
  return v;
}

/** The answer to `l && r`: of a yes or no, it answers what `l` asked too. */
export function answerToBoth(l: Value, r: Value): Value {
  return (r.kinds & Kind.boolean) !== 0 && r.refs.length === 0 && !r.unknown ? addLabels(r, onlyMatches(l.labels)) : r;
}

function answersOf(m: Machine, test: Expr, given: Labels): Labels {
  switch (test.k) {
    case 'var':
      return m.readVar(m.frame.env, test.v).labels.filter((t) => t.match);
    case 'cast':
    case 'chain':
      return answersOf(m, test.expr, given);
    case 'await':
      return onlyMatches(joinLabels(given, m.answers.get(test) ?? []));
    default:
      return m.answers.get(test) ?? [];
  }
}

/** The comparison itself is what matches, and does not only look at the answer of another. */
function isNew(m: Machine, test: Expr, { step }: Taint): boolean {
  return test.k === 'binary' && step.file === m.frame.facts.file && step.s === test.s && step.e === test.e;
}

/** The outcome says that something was found. */
function foundWhen(test: Expr, outcome: boolean, compares: boolean): boolean {
  if (test.k !== 'binary' || test.op === 'in') return outcome;
  const equals = test.op === '===' || test.op === '==';
  if (!equals && test.op !== '!==' && test.op !== '!=') return !compares && test.op.startsWith('>') === outcome;
  const answer = [test.l, test.r].find((e) => e.k === 'const');
  const wanted = answer?.k === 'const' && (answer.value === true || answer.value === 0);
  return (compares || wanted) === (equals === outcome);
}

/** `direct`: the test, or a side of its comparison, whose own identity is no record's. */
function subjectsOf(facts: FileFacts, e: Arg, direct = false): readonly Subject[] {
  const all = (list: readonly Arg[], isDirect = false): readonly Subject[] => list.flatMap((x) => subjectsOf(facts, x, isDirect));
  switch (e.k) {
    case 'var':
      return [{ v: e.v, holds: !direct }];
    case 'member':
      return ofMember(facts, e);
    case 'call':
    case 'new':
      if (e.args.length > 0) return all(e.args);
      return e.callee.k === 'member' ? subjectsOf(facts, e.callee.obj, true) : [];
    case 'func':
      return ofPredicate(facts, e.f);
    case 'binary':
      return COMPARISONS.has(e.op) ? all([e.l, e.r], true) : all([e.l, e.r]);
    case 'logical':
      return all([e.l, e.r], direct);
    case 'template':
      return all(e.exprs);
    case 'cast':
    case 'chain':
      return subjectsOf(facts, e.expr, direct);
    case 'unary':
    case 'await':
    case 'spread':
      return e.arg ? subjectsOf(facts, e.arg, direct) : [];
    default:
      return [];
  }
}

/** `user.phone` looks into the record `user`; `rows[i].phone` into the one that `i` tells. A longer path leads through what holds more than one record's data, but from an element of a list. */
function ofMember(facts: FileFacts, e: Extract<Expr, { k: 'member' }>): readonly Subject[] {
  let depth = 0;
  for (let x: Expr = e; ; x = x.obj) {
    while (x.k === 'cast' || x.k === 'chain') x = x.expr;
    if (x.k === 'var') return depth === 1 || placeOf(facts, x.v)?.element ? [{ v: x.v, holds: true }] : [];
    if (x.k !== 'member') return [];
    if (!('name' in x.key)) return subjectsOf(facts, x.key.expr).map(({ v }) => ({ v, holds: false, index: true }));
    depth++;
  }
}

/** A predicate in the test (`list.some((x) => x === user.phone)`) compares what stands in variables around it. */
function ofPredicate(facts: FileFacts, f: number): readonly Subject[] {
  const { body } = facts.functions[f]!;
  const returned = (body?.body ?? []).flatMap((s) => (s.k === 'return' && s.arg ? [s.arg] : []));
  return returned.flatMap((e) => subjectsOf(facts, e, true)).filter(({ v }) => facts.bindings[v]!.fn !== f);
}

function collect(m: Machine, v: number, holds: boolean, labels: Labels, out: Selection[], seen: Set<number>): void {
  if (seen.has(v)) return;
  seen.add(v);
  const { facts } = m.frame;
  if (facts.bindings[v]!.kind === 'import') return;
  const value = m.readVar(m.frame.env, v);
  const records = value.unknown || value.refs.some((r) => isRecord(m, r));
  if (holds && records) {
    out.push({ v, labels });
    return;
  }
  if (records || value.refs.length > 0) return;
  const place = placeOf(facts, v);
  if (place?.index) out.push({ v, labels });
  for (const other of place?.beside ?? []) {
    const { refs } = m.readVar(m.frame.env, other);
    if (other !== v && refs.every((r) => isRecord(m, r))) out.push({ v: other, labels });
  }
  for (const s of place?.init ? subjectsOf(facts, place.init) : []) collect(m, s.v, s.holds, labels, out, seen);
}

function isNumber({ consts, kinds, refs, unknown }: Value): boolean {
  return refs.length === 0 && !unknown && (kinds & ~Kind.number) === 0 && consts.every((c) => typeof c === 'number');
}

function isRecord(m: Machine, ref: number): boolean {
  return ['object', 'declared', 'external', 'instance'].includes(m.obj(ref).kind) && !isService(m, ref);
}

/** How a variable gets what it holds, where it gets it once. */
interface Place {
  /** Variables of the same pattern: parts of the same record. */
  readonly beside: readonly number[];
  /** What a constant is made of. */
  readonly init?: Expr;
  /** An element of what a loop goes through. */
  readonly element: boolean;
  /** The counter of a loop. */
  readonly index: boolean;
}

const places = new WeakMap<FunctionFacts, ReadonlyMap<number, Place>>();

function placeOf(facts: FileFacts, v: number): Place | undefined {
  const binding: Binding = facts.bindings[v]!;
  const fn = facts.functions[binding.fn]!;
  let known = places.get(fn);
  if (!known) places.set(fn, (known = placesIn(facts, fn)));
  return known.get(v);
}

function placesIn(facts: FileFacts, fn: FunctionFacts): ReadonlyMap<number, Place> {
  const out = new Map<number, Place>();
  const put = (p: Pattern, init: Expr | undefined, element: boolean, index = false): void => {
    const all = variablesOf(p);
    const beside = p.k === 'pvar' || p.k === 'pdefault' ? [] : all;
    for (const v of all) {
      const once = init && facts.bindings[v]!.kind === 'const';
      out.set(v, { beside, ...(once && { init }), element, index });
    }
  };
  const visit = (s: Stmt): void => {
    switch (s.k) {
      case 'decl':
        return put(s.target, s.init, false);
      case 'block':
        return s.block.body.forEach(visit);
      case 'if':
        visit(s.yes);
        if (s.no) visit(s.no);
        return;
      case 'for':
        if (s.init?.k === 'decl') put(s.init.target, s.init.init, false, true);
        return visit(s.body);
      case 'forof':
        put(s.target, undefined, true);
        return visit(s.body);
      case 'forin':
        put(s.target, undefined, false, true);
        return visit(s.body);
      case 'while':
      case 'dowhile':
      case 'labeled':
        return visit(s.body);
      case 'switch':
        return s.cases.forEach((c) => c.body.forEach(visit));
      case 'try':
        s.block.body.forEach(visit);
        s.handler?.body.forEach(visit);
        s.finalizer?.body.forEach(visit);
    }
  };
  for (const p of fn.params) put(p.target, undefined, false);
  fn.body?.body.forEach(visit);
  return out;
}

function variablesOf(p: Pattern): readonly number[] {
  switch (p.k) {
    case 'pvar':
      return [p.v];
    case 'pdefault':
      return variablesOf(p.target);
    case 'pobject':
      return [...p.props.flatMap((x) => variablesOf(x.target)), ...(p.rest ? variablesOf(p.rest) : [])];
    case 'parray':
      return [...p.elems.flatMap((x) => (x ? variablesOf(x) : [])), ...(p.rest ? variablesOf(p.rest) : [])];
    default:
      return [];
  }
}

/** What the variables hold is selected from here on, until the branch meets another. */
export function select(m: Machine, selections: readonly Selection[]): void {
  for (const { v, labels } of selections) {
    const { at } = m.cell(m.frame.env, v);
    const old = m.st?.get(at) as Value | undefined;
    if (old) m.st!.set(at, { ...old, selected: joinLabels(old.selected ?? [], labels) });
  }
}
