import type { Expr, Span } from '../facts/ir.js';
import type { Linker } from '../facts/link.js';
import { placeOf } from '../facts/positions.js';
import { releaseOf, type Step, type Taint } from './domain/taint.js';
import { COMPARISONS } from './machine/operators.js';
import { COUNTS } from './counts.js';
import type { Observer, Seen } from './observer.js';
import type { Place, Release, SeenLabel, Sighting, Sightings, TraceStep } from './result.js';

/** What the observer noted; nothing where the file is none of the program's. */
export function sightings(observer: Observer, linker: Linker): Sightings | undefined {
  const { file } = observer;
  const facts = linker.files.includes(file) ? linker.facts(file) : undefined;
  if (!facts) return undefined;
  const places = (spans: readonly Span[]): Place[] => [...spans].sort(outerFirst).map((span) => placeOf(facts, span));
  return {
    file,
    statements: places(facts.functions.flatMap(({ body }) => (body ? statementsIn(body) : []))),
    functions: facts.functions
      .filter(({ kind, body }) => kind !== 'module' && body)
      .sort(outerFirst)
      .map((fn) => ({ name: fn.name, place: placeOf(facts, fn), ran: observer.functions.has(fn) })),
    points: [...observer.seen].sort(outerFirst).map((seen): Sighting => {
      const drops = seen.expr && dropping(seen.expr);
      return { place: placeOf(facts, seen), variable: !seen.expr, purposes: seen.purposes, ...(drops && { drops }), labels: labelsOf(seen, linker) };
    }),
  };
}

function outerFirst(a: Span, b: Span): number {
  return a.s - b.s || b.e - a.e;
}

/** Statements of a block and, by their shape alone, of the blocks in it. */
function statementsIn(node: unknown): Span[] {
  if (Array.isArray(node)) return node.flatMap(statementsIn);
  if (typeof node !== 'object' || node === null) return [];
  const { k, s, e } = node as { readonly k?: unknown; readonly s?: unknown; readonly e?: unknown };
  const own = typeof k === 'string' && typeof s === 'number' && typeof e === 'number' && k !== 'block' ? [{ s, e }] : [];
  return [...own, ...Object.values(node).flatMap(statementsIn)];
}

function labelsOf(seen: Seen, linker: Linker): SeenLabel[] {
  const labels = [...seen.taints.values()].filter(({ taint }) => !taint.chosen).map(({ taint, inside }) => ({
    label: taint.label,
    match: taint.match,
    ...(inside !== undefined && { inside }),
    releases: releasesOf(taint),
    trace: stepsOf(taint.step, linker),
  }));
  return labels.sort((a, b) => compare(a.label, b.label) || Number(a.match) - Number(b.match) || compare(a.inside ?? '', b.inside ?? '') || a.trace.length - b.trace.length);
}

function releasesOf(taint: Taint): SeenLabel['releases'] {
  return taint.settled.flatMap((settled) => {
    const purpose = settled.replace(/!$/, '');
    const release = settled.endsWith('!') ? releaseOf(taint, purpose) : undefined;
    return release ? [{ purpose, ...releaseText(release) }] : [];
  });
}

/** A declassifier as a report names it. */
export function releaseText({ function: name, reason, approver, expires }: Release): Release {
  return { function: name, reason, ...(approver !== undefined && { approver }), ...(expires !== undefined && { expires }) };
}

/** The steps that lead to one, source first, as far as they stand in files. */
export function stepsOf(last: Step, linker: Linker): TraceStep[] {
  const out: TraceStep[] = [];
  for (let s: Step | null = last; s; s = s.parent) {
    const facts = s.file === '' ? undefined : linker.facts(s.file);
    if (facts) out.unshift({ place: placeOf(facts, s), message: s.message });
  }
  return out;
}

function dropping(e: Expr): Sighting['drops'] {
  if (e.k === 'binary') return COMPARISONS.has(e.op) ? 'comparison' : undefined;
  if (e.k === 'unary') return e.op === 'typeof' ? 'typeof' : e.op === '!' ? 'truth test' : undefined;
  return e.k === 'member' && 'name' in e.key && COUNTS.has(e.key.name) ? 'count' : undefined;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
