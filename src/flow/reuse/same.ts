import type { FileFacts, FunctionFacts } from '../../facts/ir.js';

const STARTS = new Set(['s', 'ks', 'ns']);
const ENDS = new Set(['e', 'ke', 'ne']);
/** What follows from the text alone. */
const OF_TEXT = new Set(['hash', 'lines']);
const BINDINGS = new Set(['v', 'self', 'argumentsVar', 'defaultBinding', 'scope', 'locals']);
const FUNCTIONS = new Set(['f', 'fn', 'parent']);
const CLASSES = new Set(['c', 'cls']);

/** Where what began or ended at an offset begins or ends now; null: that depends on what is meant. */
export interface Places {
  readonly starts: Map<number, number | null>;
  readonly ends: Map<number, number | null>;
}

/** Where things outside of a change stand now, and their functions' indexes by those before. */
export interface Outside {
  readonly places: Places;
  readonly functions: ReadonlyMap<number, number>;
}

/** What has counterparts in another state of the file. */
export interface Counterparts extends Outside {
  /** Two parts of the two states are the same; where things stand is noted in the places. */
  same(a: unknown, b: unknown): boolean;
}

/** By index; -1 and what is left out have none. */
interface Indexes extends Places {
  readonly functions: ReadonlyMap<number, number>;
  readonly bindings: ReadonlyMap<number, number>;
  readonly classes: ReadonlyMap<number, number>;
}

/**
 * Whether two states of a file are the same but for where things stand and for what is inside one function.
 *
 * @param inner the function's index before and after; undefined: none may differ
 * @returns undefined where more than that differs
 */
export function sameOutside(before: FileFacts, after: FileFacts, inner: { readonly before: number; readonly after: number } | undefined): Outside | undefined {
  const [a, b] = [outsideOf(before, inner?.before), outsideOf(after, inner?.after)];
  const of = paired([a.functions, b.functions], [a.bindings, b.bindings], [a.classes, b.classes]);
  if (!of) return undefined;
  // Types and classes have effects beyond the function that declares them.
  if (a.classes.length !== before.classes.length || b.classes.length !== after.classes.length) return undefined;
  if ([before, after].some(({ types }, i) => types.some(({ fn }) => fn > 0 && !(i === 0 ? a : b).functions.includes(fn)))) return undefined;
  const { functions: fa, bindings: ba, ...restA } = before;
  const { functions: fb, bindings: bb, ...restB } = after;
  const isSame =
    of.same(restA, restB) &&
    a.bindings.every((v, i) => of.same(ba[v], bb[b.bindings[i]!])) &&
    a.functions.every((f, i) => (f === inner?.before ? of.same(headOf(fa[f]!), headOf(fb[b.functions[i]!]!)) : of.same(fa[f], fb[b.functions[i]!])));
  return isSame ? of : undefined;
}

/**
 * The functions, bindings and classes of two states of a file, by their indexes, each list in the order of the other.
 *
 * @returns undefined where one has more than the other
 */
export function paired(functions: Pair, bindings: Pair, classes: Pair): Counterparts | undefined {
  const maps = { functions: pair(...functions), bindings: pair(...bindings), classes: pair(...classes) };
  if (!maps.functions || !maps.bindings || !maps.classes) return undefined;
  const of = { ...maps, starts: new Map<number, number | null>(), ends: new Map<number, number | null>() } as Indexes;
  return { places: of, functions: of.functions, same: (a, b) => same(a, b, of) };
}

type Pair = readonly [before: readonly number[], after: readonly number[]];

/** A function and all that stand in it. */
export function withInner(facts: FileFacts, fn: number): ReadonlySet<number> {
  const inside = new Set([fn]);
  // An outer function has the lower index.
  facts.functions.forEach(({ parent }, f) => {
    if (inside.has(parent)) inside.add(f);
  });
  return inside;
}

/** Indexes of what does not stand inside the function; the function itself does not. */
function outsideOf({ functions, bindings, classes }: FileFacts, fn: number | undefined): { functions: number[]; bindings: number[]; classes: number[] } {
  const inside = fn === undefined ? new Set<number>() : withInner({ functions } as FileFacts, fn);
  const indexes = <T>(all: readonly T[], isOutside: (one: T, i: number) => boolean): number[] => all.flatMap((one, i) => (isOutside(one, i) ? [i] : []));
  return {
    functions: indexes(functions, (_, f) => f === fn || !inside.has(f)),
    bindings: indexes(bindings, (binding) => !inside.has(binding.fn)),
    classes: indexes(classes, ({ parent }) => !inside.has(parent)),
  };
}

/** What others can see of a function without running it. */
function headOf({ body, locals: _, params, argumentsVar: _a, usesArguments: _u, self: _s, ...head }: FunctionFacts): unknown {
  return { ...head, hasBody: body !== undefined, params: params.map(({ target, ...rest }) => ({ ...rest, pattern: target.k })) };
}

function pair(a: readonly number[], b: readonly number[]): ReadonlyMap<number, number> | undefined {
  return a.length === b.length ? new Map(a.map((index, i) => [index, b[i]!])) : undefined;
}

function same(a: unknown, b: unknown, of: Indexes, key = ''): boolean {
  if (typeof a === 'number') {
    if (a < 0) return a === b;
    const counterparts = BINDINGS.has(key) ? of.bindings : FUNCTIONS.has(key) ? of.functions : CLASSES.has(key) ? of.classes : undefined;
    return counterparts ? counterparts.get(a) === b : a === b;
  }
  if (typeof a !== 'object' || a === null || typeof b !== 'object' || b === null) return a === b;
  if (Array.isArray(a)) return Array.isArray(b) && a.length === b.length && a.every((one, i) => same(one, b[i], of, key));
  const keys = Object.keys(a);
  if (keys.length !== Object.keys(b).length) return false;
  return keys.every((name) => {
    if (OF_TEXT.has(name)) return true;
    if (!(name in b)) return false;
    const [x, y] = [(a as Record<string, unknown>)[name], (b as Record<string, unknown>)[name]];
    const places = STARTS.has(name) ? of.starts : ENDS.has(name) ? of.ends : undefined;
    return places ? note(places, x as number, y as number) : same(x, y, of, name);
  });
}

function note(places: Map<number, number | null>, before: number, after: number): true {
  const known = places.get(before);
  places.set(before, known === undefined || known === after ? after : null);
  return true;
}
