/** What a run of an entry point saw of what stood there before it. */
export class Reads {
  /** Locations that were read. */
  readonly read = new Set<number>();
  /** Objects that a search for labels passed by, as they could hold none. */
  readonly passed = new Set<number>();
  /** Classes of which it took the instances that there were. */
  readonly classes = new Set<string>();
}
