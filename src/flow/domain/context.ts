/** A calling context: the call sites and loop iterations that lead here. Interned: same path, same object. */
export class Context {
  readonly #children = new Map<string, Context>();
  private constructor(
    readonly id: number,
    readonly parent: Context | null,
    /** Stands for several calls or iterations: what is allocated under it stands for several objects. */
    readonly several: boolean,
    readonly key: string,
    /** The key of the entry point from which its calls come; undefined: it is none's. */
    readonly entry: string | undefined,
  ) {}

  static #count = 0;
  static root(): Context {
    return new Context(Context.#count++, null, false, '', undefined);
  }

  /** The innermost context around this one, or itself, that was entered under the key. */
  within(key: string): Context | undefined {
    return this.key === key ? this : this.parent?.within(key);
  }

  /** The context in which an entry point is run. */
  enter(key: string): Context {
    return this.child(`entry ${key}`, false, key);
  }

  child(key: string, several = false, entry = this.entry): Context {
    let c = this.#children.get(key);
    if (!c) {
      c = new Context(Context.#count++, this, this.several || several, key, entry);
      this.#children.set(key, c);
    }
    return c;
  }
}

/** Where a scope's variables live: variable -> location. Interned by the machine, one for each scope and context. */
export class Env {
  readonly locations = new Map<number, number>();
  /** Run in which it was last entered. */
  run = -1;
  constructor(
    readonly id: number,
    readonly file: string,
    readonly parent: Env | null,
    /** Stands for several activations: writes to its variables join. */
    public several: boolean,
    /** See {@link Context.entry}. */
    readonly entry: string | undefined,
    /** One activation can run within another one. */
    public recursive = false,
  ) {}
}
