/**
 * What an analysis looked at: an edit outside of it changes nothing that it says. Function bodies are told apart, and names by
 * which code is found wherever it stands; declarations are all taken for read.
 */
export interface Reads {
  /** Functions whose bodies were looked at, by file: indexes into its facts. */
  readonly bodies: ReadonlyMap<string, ReadonlySet<number>>;
  /** Files whose module code was run, not only looked at. */
  readonly ran: ReadonlySet<string>;
  /** Names of variables that were looked at and that more than one function can see, by file. */
  readonly variables: ReadonlyMap<string, ReadonlySet<string>>;
  /** Names that were looked up over the whole program. */
  readonly names: ReadonlySet<string>;
  /** Nothing was run: no file mentions a label, or none serves a purpose. */
  readonly isIdle: boolean;
}

/** Collects {@link Reads}. */
export class ReadsBuilder implements Reads {
  readonly bodies = new Map<string, Set<number>>();
  readonly ran = new Set<string>();
  readonly variables = new Map<string, Set<string>>();
  readonly names = new Set<string>();
  isIdle = true;

  body(file: string, fn: number): void {
    of(this.bodies, file).add(fn);
  }

  variable(file: string, name: string): void {
    of(this.variables, file).add(name);
  }

  addNames(names: Iterable<string>): void {
    for (const name of names) this.names.add(name);
  }
}

function of<T>(map: Map<string, Set<T>>, key: string): Set<T> {
  const known = map.get(key) ?? new Set<T>();
  map.set(key, known);
  return known;
}
