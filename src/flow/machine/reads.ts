/** What a run of an entry point saw of what stood there before it. */
export class Reads {
  /** Locations that were read; of an object, the names under which it was, or null: all of it. */
  readonly read = new Map<number, Set<string> | null>();
  /** Objects that a search for labels passed by, as they could hold none. */
  readonly passed = new Set<number>();
  /** Classes of which it took the instances that there were. */
  readonly classes = new Set<string>();

  /** @param name undefined: all that stands at the location */
  note(location: number, name?: string): void {
    const known = this.read.get(location);
    if (known === null) return;
    if (name === undefined) this.read.set(location, null);
    else if (known) known.add(name);
    else this.read.set(location, new Set([name]));
  }
}
