import type { Endpoint, Model } from '../../models/index.js';
import { namesOf, packageOf } from '../../types/identity.js';
import type { Node, SiteId } from './numbers.js';
import type { ProgramGraph } from './program-graph.js';
import type { ReadsBuilder } from '../reuse/reads.js';
import { inModule, type Libraries, type LibraryFunctions } from './library-functions.js';
import type { TypeNames } from './type-names.js';

/** Nodes between a library's call and where its result is called on, past which no model is looked for. */
const NEAR = 20;

/** Properties read one after the other, of a value that a library's call gave, past which no model is looked for. */
const PROPERTIES = 3;

/** What models say of calls of libraries' functions. */
export class LibraryModels {
  readonly #known = new Map<SiteId, Model | null>();
  /** Of functions of which the engine knows more, too. */
  readonly #described = new Map<SiteId, Model>();

  readonly libraries: Libraries;
  /** Names of properties whose types were looked for. */
  readonly #asked = new Set<string>();

  constructor(
    readonly graph: ProgramGraph,
    readonly functions: LibraryFunctions,
    /** What is declared of values. */
    readonly types: TypeNames,
  ) {
    this.libraries = functions.libraries;
  }

  /** A model tells that the call leaves nothing anywhere of the argument, or of its receiver (-2). */
  ends(id: SiteId, index: number): boolean {
    const model = this.#of(id);
    if (!model) return false;
    const { args, spreadFrom } = this.graph.site(id).site;
    if (index >= spreadFrom) return false;
    return ![...model.flow, ...model.matches].some(({ from, to }) => [from, to].some((end) => isAt(end, index, args.length)));
  }

  noteReads(reads: ReadsBuilder): void {
    reads.addNames(this.#asked);
  }

  /** The model of what is called, also where the engine knows more of it. */
  described(id: SiteId): Model | undefined {
    return this.#of(id) ?? this.#described.get(id) ?? this.#ofDeclared(id);
  }

  /** The model of a method of an object that is declared to be of a package's type, where that has a channel: the object can be made anywhere. */
  #ofDeclared(id: SiteId): Model | undefined {
    const { file, site } = this.graph.site(id);
    if (site.receiver < 0 || site.name === '') return undefined;
    const receiver = this.graph.at(file, site.receiver);
    const origin = this.graph.origin(receiver);
    const meanings = [...this.types.namesAt(receiver), ...(origin ? (this.types.headsOfMember(origin.name) ?? []) : [])];
    if (origin) this.#asked.add(origin.name);
    for (const meaning of meanings) {
      const module = packageOf(meaning);
      const type = module === undefined ? undefined : namesOf(meaning).map((name) => this.libraries.models.type(module, name)).find((t) => t !== undefined);
      const model = type === undefined ? undefined : this.libraries.models.instance(type, site.name);
      if (model?.channel) {
        this.#described.set(id, model);
        return model;
      }
    }
    return undefined;
  }

  #of(id: SiteId): Model | undefined {
    let known = this.#known.get(id);
    if (known === undefined) {
      // A chain of calls ends where it began.
      this.#known.set(id, null);
      this.#known.set(id, (known = this.#find(id) ?? null));
    }
    return known ?? undefined;
  }

  #find(id: SiteId): Model | undefined {
    const { file, site } = this.graph.site(id);
    if (site.callee < 0) return undefined;
    const { at, names } = this.functions.path(this.graph.at(file, site.callee));
    const isNew = site.kind === 'new' ? 'new ' : '';
    const imported = this.graph.importOf(at);
    if (imported) {
      const path = inModule(imported.name, names);
      return this.#unlessNative(id, `${isNew}${imported.module}#${path}`, this.libraries.models.module(imported.module, path));
    }
    const global = this.graph.isGlobal(at) ? this.functions.globals.get(at) : undefined;
    if (global !== undefined) {
      const path = [global, ...names].join('.');
      return this.#unlessNative(id, isNew + path, this.libraries.models.global(path));
    }
    return site.receiver < 0 ? undefined : this.#ofMethod(id, this.graph.at(file, site.receiver), site.name);
  }

  /** The model of a method of what a library's call gave. */
  #ofMethod(id: SiteId, receiver: Node, name: string): Model | undefined {
    for (const { type, isSure } of this.#typesOf(receiver, 0)) {
      const model = this.libraries.models.instance(type, name);
      if (isSure) return this.#unlessNative(id, `${type}.prototype.${name}`, model);
      if (model && !this.#described.has(id)) this.#described.set(id, model);
    }
    return undefined;
  }

  /** Types of a library that the value can be of: what a call gave, or what such a value has as a property. */
  *#typesOf(value: Node, depth: number): Iterable<{ readonly type: string; readonly isSure: boolean }> {
    const near = new Set([value]);
    for (const n of near) {
      if (near.size < NEAR) {
        this.graph.eachEdge(n, 'into', (e, from) => {
          if (e.op === 'copy' && !e.mutates) near.add(from);
        });
      }
      const made = this.graph.siteOfResult(n);
      const type = made === undefined ? undefined : this.#of(made)?.instance;
      const described = type ?? (made === undefined ? undefined : this.#described.get(made)?.instance);
      if (described !== undefined) yield { type: described, isSure: type !== undefined };
      const origin = depth < PROPERTIES && described === undefined ? this.graph.origin(n) : undefined;
      if (!origin) continue;
      for (const of of this.#typesOf(origin.node, depth + 1)) {
        const held = this.libraries.models.instance(of.type, origin.name);
        if (held?.property && held.instance !== undefined) yield { type: held.instance, isSure: false };
      }
    }
  }

  /** The engine knows more of some functions than their models say. */
  #unlessNative(id: SiteId, key: string, model: Model | undefined): Model | undefined {
    if (model) this.#described.set(id, model);
    return model && (!this.libraries.isNative(key) || this.libraries.models.own(model)) ? model : undefined;
  }
}

function isAt({ base, index = 0, callback, every }: Endpoint, argument: number, count: number): boolean {
  // What the search knows of channels is that objects hold what their methods are given.
  if (base === 'this' || base === 'channel') return argument === -2;
  if (argument < 0) return false;
  const of = callback ?? index;
  if (base === 'args' || every) return argument >= of;
  return base === 'arg' || base.startsWith('callback') ? argument === (of < 0 ? count + of : of) : false;
}
