import type { Node } from './numbers.js';

/** Nodes that stand for the same variable are one, named by its representative. */
export class MergedNodes {
  #parent: Int32Array;
  readonly #members = new Map<Node, readonly Node[]>();

  constructor(count: number) {
    this.#parent = Int32Array.from({ length: count }, (_, n) => n);
  }

  /** Adds nodes up to the count, each for itself. */
  grow(count: number): void {
    const before = this.#parent;
    this.#parent = Int32Array.from({ length: count }, (_, n) => n);
    this.#parent.set(before);
  }

  find(node: Node): Node {
    const p = this.#parent;
    let root = node;
    while (p[root] !== root) root = p[root]!;
    while (p[node] !== root) [p[node], node] = [root, p[node]!];
    return root;
  }

  /** What the representative stands for, where that is more than itself. */
  several(node: Node): readonly Node[] | undefined {
    return this.#members.get(node);
  }

  members(node: Node): readonly Node[] {
    return this.#members.get(node) ?? [node];
  }

  union(a: Node, b: Node): void {
    const [x, y] = [this.find(a), this.find(b)];
    if (x === y) return;
    this.#members.set(x, [...this.members(x), ...this.members(y)]);
    this.#members.delete(y);
    this.#parent[y] = x;
  }
}
