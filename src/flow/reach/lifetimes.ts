import type { Callees } from './callees.js';
import { KEEPING } from './library-names.js';
import type { Node } from './numbers.js';
import type { ProgramGraph } from './program-graph.js';

/** How long objects live that unread code is called on, and whether they keep what they are given. */
export class Lifetimes {
  /** @param globals names of nodes that no file binds */
  constructor(
    readonly graph: ProgramGraph,
    readonly callees: Callees,
    readonly globals: ReadonlyMap<Node, string>,
  ) {}

  /** `lasting`: longer than the call of the function that holds the node. `handed in`: a library gave it to a callback. */
  of(node: Node): 'local' | 'handed in' | 'lasting' {
    const root = this.#root(node);
    if (this.graph.shared(root) || this.graph.packageOf(root) !== undefined || (root !== node && this.#isInstance(root))) return 'lasting';
    return this.graph.paramOf(root).some(({ fn }) => this.callees.callbacksOf(fn).length > 0) ? 'handed in' : 'local';
  }

  /** It is `this` of a method: the object is there before the call, and after it. */
  #isInstance(node: Node): boolean {
    const method = this.graph.selfOf(node);
    return method !== undefined && this.graph.fn(method).facts.cls !== undefined && this.graph.fn(method).facts.kind !== 'ctor';
  }

  /** It stands at the top of a module, or comes from there. */
  isOfModule(node: Node): boolean {
    const root = this.#root(node);
    return this.graph.packageOf(root) !== undefined || this.graph.fn(this.graph.holder(root)).index === 0;
  }

  /** What is given to the object's methods can come out of them again. */
  keeps(node: Node): boolean {
    const root = this.#root(node);
    const global = this.globals.get(root);
    if (global !== undefined) return KEEPING.has(global) || this.#isAssigned(root);
    return this.graph.packageOf(root)?.startsWith('node:') ?? true;
  }

  /** The program itself puts something under the name, which no scope binds. */
  #isAssigned(global: Node): boolean {
    return this.graph.incoming(global).copies.length > 0;
  }

  #root(node: Node): Node {
    let at = node;
    for (let o = this.graph.origin(at), i = 0; o && i < 8; o = this.graph.origin(at), i++) at = o.node;
    return at;
  }
}
