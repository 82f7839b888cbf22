/**
 * What an analysis looked at: an edit outside of it changes nothing that it says. Told apart are function bodies, the nodes of the
 * graph in which labels were searched, and names by which code is found wherever it stands; declarations are all taken for read.
 */
export interface Reads {
  /** Functions that were run, or may have been, by file: indexes into its facts. */
  readonly bodies: ReadonlyMap<string, ReadonlySet<number>>;
  /** Files whose module code was run, not only looked at. */
  readonly ran: ReadonlySet<string>;
  /** Nodes of files' graphs that were looked at, by file. */
  readonly nodes: ReadonlyMap<string, Uint32Array>;
  /** Names that were looked up over the whole program. */
  readonly names: ReadonlySet<string>;
  /** Nothing was run: no file mentions a label, or none serves a purpose. */
  readonly isIdle: boolean;
}

/** Collects {@link Reads}. */
export class ReadsBuilder implements Reads {
  readonly bodies = new Map<string, Set<number>>();
  readonly ran = new Set<string>();
  readonly nodes = new Map<string, Uint32Array>();
  readonly names = new Set<string>();
  isIdle = true;

  body(file: string, fn: number): void {
    let known = this.bodies.get(file);
    if (!known) this.bodies.set(file, (known = new Set()));
    known.add(fn);
  }

  addNames(names: Iterable<string>): void {
    for (const name of names) this.names.add(name);
  }
}
