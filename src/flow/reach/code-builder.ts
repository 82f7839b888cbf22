import type { FileFacts, FunctionFacts } from '../../facts/ir.js';
import type { Model } from '../../models/index.js';
import { ReachBounds } from './bounds.js';
import { GraphBuilder, type FileGraph, type FunctionNodes } from './file-graph.js';
import type { Libraries } from './library-functions.js';

/** The file that stands for the code of libraries. */
export const LIBRARY_FILE = '/libraries';

/** Names the channel of a medium; without a key, the one that has to do with all. */
export function channelId(medium: string, key: string | undefined): string {
  return key === undefined ? `${medium}|*` : `${medium}|=${key}`;
}

/** Collects the functions of the file that stands for the code of libraries. */
export class CodeBuilder {
  readonly b = new GraphBuilder();
  readonly #functions: (Omit<FunctionNodes, 'params' | 'all'> & { params: number[]; all: number })[] = [];
  readonly #facts: FunctionFacts[] = [];
  readonly channels = new Map<string, number>();
  readonly #members = new Map<string, readonly (readonly [name: string, model: Model])[]>();

  /** @param used names that the program calls or reads: other methods of a library's objects are none of its business */
  constructor(
    readonly libraries: Libraries,
    readonly used: ReadonlySet<string>,
  ) {
    this.function('libraries', -1);
  }

  /** Members of a library's type that the program uses. */
  membersOf(type: string): readonly (readonly [name: string, model: Model])[] {
    let known = this.#members.get(type);
    if (!known) {
      const { models } = this.libraries;
      known = [...this.used].flatMap((name) => {
        const model = name === '' ? undefined : models.instance(type, name);
        return model ? [[name, model] as const] : [];
      });
      this.#members.set(type, known);
    }
    return known;
  }

  /** What objects of the type hold is given to callbacks by their methods, as of a stream. Others are told by the names of their methods. */
  handsOut(type: string): boolean {
    return this.isSmall(type) && this.membersOf(type).some(([name, { flow }]) => !this.libraries.isNative(`${type}.prototype.${name}`) && flow.some(({ from, to }) => from.base === 'this' && from.path.length > 0 && to.base === 'callback-arg'));
  }

  /** It has few methods, each with a name of its own, and no channels. */
  isSmall(type: string): boolean {
    const members = this.membersOf(type);
    return members.length <= ReachBounds.libraryMembers && members.every(([, { channel }]) => channel === undefined) && this.libraries.models.instance(type, ' ') === undefined;
  }

  /** A new function; its index. */
  function(name: string, parent: number): number {
    const { b } = this;
    const f = this.#functions.length;
    const fn = Math.max(f, 0);
    this.#functions.push({ value: b.node(Math.max(parent, 0)), ret: b.node(fn), thrown: b.node(fn), self: b.node(fn), params: [], rest: false, all: -1, sent: -1 });
    this.#facts.push({ s: 0, e: 0, name, ns: 0, ne: 0, kind: f === 0 ? 'module' : 'function', async: false, generator: false, parent, params: [], locals: [], usesArguments: false });
    return f;
  }

  nodes(f: number): FunctionNodes {
    return this.#functions[f]!;
  }

  param(f: number, index: number): number {
    const { params } = this.#functions[f]!;
    while (params.length <= index) params.push(this.b.node(f));
    return params[index]!;
  }

  /** All arguments of the function. */
  all(f: number): number {
    const nodes = this.#functions[f]!;
    if (nodes.all < 0) nodes.all = this.b.node(f);
    return nodes.all;
  }

  /** What all calls share whose channel has the name; one without a name has to do with all. */
  channel(medium: string, key: string | undefined): number {
    const any = this.#one(channelId(medium, undefined));
    if (key === undefined) return any;
    const id = channelId(medium, key);
    const known = this.channels.has(id);
    const node = this.#one(id);
    if (!known) {
      this.b.edge(any, node);
      this.b.edge(node, any);
    }
    return node;
  }

  #one(id: string): number {
    let node = this.channels.get(id);
    if (node === undefined) this.channels.set(id, (node = this.b.node(0)));
    return node;
  }

  build(): FileGraph {
    const { fnOf, out, into, sites, loads, origin, literals, typed, tagged, requests, modules, globals, calledAt, givenAt, receivedAt } = this.b;
    const functions = this.#facts.map((fn, f) => ({ ...fn, params: this.#functions[f]!.params.map((v) => ({ s: 0, e: 0, target: { k: 'pvar' as const, v, s: 0, e: 0 } })) }));
    const facts: FileFacts = { file: LIBRARY_FILE, hash: '', style: 'esm', declaration: false, bindings: [], functions, classes: [], types: [], ambient: [], imports: [], exports: [], lines: [0] };
    return { facts, fnOf, out, into, sites, functions: this.#functions, classes: [], loads, origin, literals, typed, tagged, requests, modules, globals, exports: this.b.node(0), calledAt, givenAt, receivedAt };
  }
}
