import { equal, join, type Value } from './value.js';
import { joinObjects, sameObjects, type Content } from './content.js';

/** What one location holds: a variable's value, or an object's content. */
export type Entry = Value | Content;

type Changed = (location: number, entry: Entry, before: Entry | undefined) => void;

const BITS = 5;
const WIDTH = 1 << BITS;
const MASK = WIDTH - 1;

interface Node {
  owner: object | null;
  slots: (Node | Entry | undefined)[];
}

/**
 * The abstract store: location -> entry. A persistent radix trie, so that a fork costs nothing and a join
 * visits only what differs. A state is used by one path; `fork` gives another path its own.
 */
export class State {
  #root: Node;
  #levels: number;
  #owner: object;
  #stamp: object = {};

  constructor() {
    this.#root = { owner: null, slots: [] };
    this.#levels = 1;
    this.#owner = {};
  }

  /** States with the same stamp hold the same in all locations whose writes were {@link touch | touches}. */
  get stamp(): object {
    return this.#stamp;
  }

  touch(): void {
    this.#stamp = {};
  }

  fork(): State {
    const other = new State();
    other.#root = this.#root;
    other.#levels = this.#levels;
    other.#stamp = this.#stamp;
    this.#owner = {};
    return other;
  }

  get(location: number): Entry | undefined {
    if (location >= 1 << (BITS * this.#levels)) return undefined;
    let node = this.#root;
    for (let level = this.#levels - 1; level > 0; level--) {
      const next = node.slots[(location >>> (BITS * level)) & MASK];
      if (next === undefined) return undefined;
      node = next as Node;
    }
    return node.slots[location & MASK] as Entry | undefined;
  }

  set(location: number, entry: Entry): void {
    while (location >= 1 << (BITS * this.#levels)) {
      this.#root = { owner: this.#owner, slots: [this.#root] };
      this.#levels++;
    }
    this.#root = this.#own(this.#root);
    let node = this.#root;
    for (let level = this.#levels - 1; level > 0; level--) {
      const i = (location >>> (BITS * level)) & MASK;
      const next = node.slots[i] as Node | undefined;
      const owned = next ? this.#own(next) : { owner: this.#owner, slots: [] };
      node.slots[i] = owned;
      node = owned;
    }
    node.slots[location & MASK] = entry;
  }

  #own(node: Node): Node {
    return node.owner === this.#owner ? node : { owner: this.#owner, slots: node.slots.slice() };
  }

  /** Least state above both; `a` or `b` itself may come back. */
  static join(a: State | null, b: State | null): State | null {
    if (!a || a === b) return b;
    if (!b) return a;
    const out = a.fork();
    const other = b.fork();
    while (out.#levels < other.#levels) {
      out.#root = { owner: null, slots: [out.#root] };
      out.#levels++;
    }
    let root = other.#root;
    for (let l = other.#levels; l < out.#levels; l++) root = { owner: null, slots: [root] };
    out.#root = joinNodes(out.#root, root, out.#levels - 1);
    if (a.#stamp !== b.#stamp && out.#root !== a.#root) out.touch();
    return out;
  }

  /** The states hold the same, traces aside. */
  static same(a: State, b: State): boolean {
    if (a.#levels !== b.#levels) return false;
    return sameNodes(a.#root, b.#root, a.#levels - 1);
  }

  /**
   * `mine`, with what happened to `base` until it became `now`: a path that stopped in `mine` while the program, in `base`,
   * went on. What others wrote since then stands as they left it; all else is as the path left it.
   */
  static rebase(mine: State, base: State, now: State): State {
    const out = mine.fork();
    const levels = Math.max(mine.#levels, base.#levels, now.#levels);
    const [m, b, n] = [mine, base, now].map((s) => raised(s.#root, s.#levels, levels)) as [Node, Node, Node];
    out.#root = rebaseNodes(m, b, n, levels - 1);
    out.#levels = levels;
    out.touch();
    return out;
  }

  /** Locations whose entry differs between `before` and this state. */
  changedSince(before: State, visit: Changed): void {
    let old: Node | undefined = before.#root;
    for (let l = before.#levels; l < this.#levels; l++) old = { owner: null, slots: old ? [old] : [] };
    diff(old, this.#root, this.#levels - 1, 0, visit);
  }
}

function raised(root: Node, from: number, to: number): Node {
  let out = root;
  for (let l = from; l < to; l++) out = { owner: null, slots: [out] };
  return out;
}

function rebaseNodes(mine: Node, base: Node | undefined, now: Node, level: number): Node {
  if (base === now) return mine;
  if (mine === base) return now;
  const slots = mine.slots.slice();
  for (let i = 0; i < now.slots.length; i++) {
    const n = now.slots[i];
    const b = base?.slots[i];
    const m = mine.slots[i];
    if (n === b || n === undefined) continue;
    slots[i] = level === 0 || m === undefined ? n : rebaseNodes(m as Node, b as Node | undefined, n as Node, level - 1);
  }
  return { owner: null, slots };
}

function joinNodes(a: Node, b: Node, level: number): Node {
  if (a === b) return a;
  let out: Node | null = null;
  const n = Math.max(a.slots.length, b.slots.length);
  for (let i = 0; i < n; i++) {
    const x = a.slots[i];
    const y = b.slots[i];
    if (x === y || y === undefined) continue;
    const z = x === undefined ? y : level > 0 ? joinNodes(x as Node, y as Node, level - 1) : joinEntries(x as Entry, y as Entry);
    if (z === x) continue;
    out ??= { owner: null, slots: a.slots.slice() };
    out.slots[i] = z;
  }
  return out ?? a;
}

function isContent(e: Entry): e is Content {
  return 'props' in e;
}

export function joinEntries(a: Entry, b: Entry): Entry {
  if (isContent(a)) return isContent(b) ? joinObjects(a, b) : a;
  return isContent(b) ? b : join(a, b);
}

function sameEntries(a: Entry, b: Entry): boolean {
  if (a === b) return true;
  if (isContent(a)) return isContent(b) && sameObjects(a, b);
  return !isContent(b) && equal(a, b);
}

function sameNodes(a: Node, b: Node, level: number): boolean {
  if (a === b) return true;
  const n = Math.max(a.slots.length, b.slots.length);
  for (let i = 0; i < n; i++) {
    const x = a.slots[i];
    const y = b.slots[i];
    if (x === y) continue;
    if (x === undefined || y === undefined) return false;
    if (!(level > 0 ? sameNodes(x as Node, y as Node, level - 1) : sameEntries(x as Entry, y as Entry))) return false;
  }
  return true;
}

function diff(a: Node | undefined, b: Node, level: number, base: number, visit: Changed): void {
  if (a === b) return;
  for (let i = 0; i < b.slots.length; i++) {
    const x = a?.slots[i];
    const y = b.slots[i];
    if (x === y || y === undefined) continue;
    const at = base | (i << (BITS * level));
    if (level > 0) diff(x as Node | undefined, y as Node, level - 1, at, visit);
    else if (x === undefined || !sameEntries(x as Entry, y as Entry)) visit(at, y as Entry, x as Entry | undefined);
  }
}
