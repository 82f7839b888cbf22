import { sameType, type ClassShape, type Type } from './types.js';

export interface Variable {
  readonly name: string;
  readonly type: Type;
  /** `let`, of this module. */
  readonly writable: boolean;
}

export interface ScopeInit {
  readonly async?: boolean;
  readonly yields?: Type | undefined;
  readonly returns?: Type | undefined;
  readonly loops?: readonly string[];
  /** A function with a `this` of its own: that of the code around it is out of reach. */
  readonly ownThis?: boolean;
}

/** Names that code can use at a place. */
export class Scope {
  readonly vars: Variable[] = [];
  readonly classes: ClassShape[] = [];
  readonly #parent: Scope | undefined;
  readonly #ownThis: boolean;
  /** `await` is allowed. */
  readonly async: boolean;
  /** Type of what `yield` gives out here, if it can. */
  readonly yields: Type | undefined;
  /** Type that `return` must give here; absent at the top of a module. */
  readonly returns: Type | undefined;
  /** Labels of enclosing loops, innermost last; '' for one without. */
  readonly loops: readonly string[];

  constructor(parent?: Scope, more: ScopeInit = {}) {
    this.#parent = parent;
    this.#ownThis = more.ownThis ?? false;
    this.async = more.async ?? parent?.async ?? false;
    this.yields = 'yields' in more ? more.yields : parent?.yields;
    this.returns = 'returns' in more ? more.returns : parent?.returns;
    this.loops = more.loops ?? parent?.loops ?? [];
  }

  /** The scope of a block inside this one. */
  block(loops?: readonly string[]): Scope {
    return new Scope(this, loops ? { loops } : {});
  }

  /** The scope of a function inside this one. */
  function(returns: Type | undefined, more: ScopeInit = {}): Scope {
    return new Scope(this, { async: false, yields: undefined, loops: [], ...more, returns });
  }

  declare(name: string, type: Type, writable = false): void {
    this.vars.push({ name, type, writable });
  }

  all(): Variable[] {
    const outer = this.#parent?.all() ?? [];
    return [...(this.#ownThis ? outer.filter((v) => !v.name.startsWith('this.')) : outer), ...this.vars];
  }

  of(type: Type): Variable[] {
    return this.all().filter((v) => sameType(v.type, type));
  }

  allClasses(): ClassShape[] {
    return [...(this.#parent?.allClasses() ?? []), ...this.classes];
  }
}
