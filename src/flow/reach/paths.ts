import { ANY } from './file-graph.js';

/** Property names from a value down to where a label stands. Interned: same names, same object. */
export interface Path {
  readonly id: number;
  readonly head: string;
  readonly tail: Path | undefined;
  readonly depth: number;
  readonly longer: Map<string, Path>;
}

/** Names of one path; of a longer one, the outermost and the innermost are kept. */
const DEPTH = 3;

let count = 0;
const path = (head: string, tail: Path | undefined, depth: number): Path => ({ id: count++, head, tail, depth, longer: new Map() });

/** The value itself. */
export const ROOT = path('', undefined, 0);

export function cons(name: string, below: Path): Path {
  let p = below.longer.get(name);
  if (!p) below.longer.set(name, (p = below.depth < DEPTH ? path(name, below, below.depth + 1) : cons(name, shortened(below))));
  return p;
}

/** Of a path that is too long for more names. */
function shortened(p: Path): Path {
  const inner = innermost(p);
  return isDeeper(inner) ? inner : loose(inner);
}

export function pathOf(...names: readonly string[]): Path {
  return names.reduceRight<Path>((p, n) => cons(n, p), ROOT);
}

/** Before a path: the label stands there in something that the value was made from. Where in the value is not known. */
const SOMEWHERE = '?';

/** The path in a value that code which can't be read made of another, which has the label at `p`. */
export function loose(p: Path): Path {
  return p.tail === undefined || p.head === SOMEWHERE ? p : cons(SOMEWHERE, without(p));
}

function without(p: Path): Path {
  if (!p.tail) return p;
  return p.head === SOMEWHERE || p.head === DEEPER ? without(p.tail) : cons(p.head, without(p.tail));
}

/** Before a name: below some member, as declared types tell. What is deeper counts where it is read: with relations both ways, every record of a program leads to every other. */
const DEEPER = '…';

/** The path of a member's labelled place, as seen from a value of the type that has the member. */
export function ofMember(name: string, p: Path): Path {
  return p.tail === undefined ? cons(name, p) : deeper(p);
}

/** The path of a labelled place, as seen from a value that has it below some member; of a label on the whole, that. */
export function deeper(p: Path): Path {
  if (p.tail === undefined) return p;
  const inner = innermost(p);
  return isDeeper(inner) ? inner : cons(DEEPER, inner);
}

export function isDeeper(p: Path): boolean {
  return p.head === DEEPER;
}

/** The path is names alone. */
export function isPlain(p: Path): boolean {
  return !isLoose(p) && !isDeeper(p) && (p.tail === undefined || isPlain(p.tail));
}

/** Some part of the path is told by declared types. */
export function holdsDeeper(p: Path): boolean {
  return isDeeper(p) || (p.tail !== undefined && holdsDeeper(p.tail));
}

export function isLoose(p: Path): boolean {
  return p.head === SOMEWHERE;
}

/** The value as a whole is labelled, or may be. */
export function isWhole(p: Path): boolean {
  return p.tail === undefined || p.head === SOMEWHERE;
}

/** What is left of the path below the property; undefined: nothing there is labelled. */
export function below(p: Path, name: string): Path | undefined {
  if (!p.tail) return p;
  if (p.head === SOMEWHERE || p.head === DEEPER) {
    for (let at: Path | undefined = p.tail; at?.tail; at = at.tail) if (at.head === name) return at.tail;
    return p;
  }
  return p.head === name || p.head === ANY || name === ANY ? p.tail : undefined;
}

/** The innermost name alone; of what only declared types tell, with the sign of that before it. */
export function innermost(p: Path): Path {
  let at = p;
  while (at.tail?.tail && !isDeeper(at)) at = at.tail;
  if (isDeeper(at)) return at;
  return at.tail ? cons(at.head, ROOT) : at;
}
