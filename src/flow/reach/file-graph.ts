import type { FileFacts, Span, TypeIR } from '../../facts/ir.js';

/** What an edge does to the place below a value at which a label stands. */
export type Op =
  /** The same value. Elements of arrays and collections and what promises hold stand for the whole. */
  | 'copy'
  /** Reads the property `name`. */
  | 'load'
  /** Puts the value below the property `name`. */
  | 'store'
  /** A value made of the other: labelled as a whole. */
  | 'blur';

export interface Edge {
  /** Node at the other end. */
  readonly node: number;
  readonly op: Op;
  /** Property of a load or store; {@link ANY} where it is computed. */
  readonly name: string;
  /** The target is an object that others hold too: they see what is stored. */
  readonly mutates: boolean;
  /** Function whose code moves the value, by index: neither end need be its own. */
  readonly fn: number;
}

export const ANY = '*';

/** A read of a property: of which object, under which name, and where it is written, if it is. */
export interface Origin {
  readonly node: number;
  readonly name: string;
  readonly at?: Span | undefined;
}

export type SiteKind = 'call' | 'new' | 'jsx';

/** A call as written. Nodes are -1 where nothing is known of a value that can matter. */
export interface CallSite {
  readonly kind: SiteKind;
  /** Function that holds it, by index. */
  readonly fn: number;
  readonly callee: number;
  /** Last written name of the callee; '' where it has none. */
  readonly name: string;
  /** Value whose method is called. */
  readonly receiver: number;
  readonly args: readonly number[];
  /** Arguments from this index on may stand at any place behind it. */
  readonly spreadFrom: number;
  readonly result: number;
  /** The call of `f` that `f.bind` begins: the function that it gives, by whose calls the rest is done. */
  readonly bound?: number;
  /** `super.f()`: no method of the class itself. */
  readonly isSuper?: true;
  /** First argument, where it is a string literal. */
  readonly key?: string;
  /** A server calls the function, and sends what it gives. */
  readonly served?: true;
  /** What `new Name<A>()` makes, with the arguments that are written. */
  readonly type?: TypeIR;
}

export interface FunctionNodes {
  /** The function as a value. */
  readonly value: number;
  readonly ret: number;
  readonly thrown: number;
  readonly self: number;
  readonly params: readonly number[];
  readonly rest: boolean;
  /** `arguments`, where it is used; -1: it is not. */
  readonly all: number;
  /** What the code of a generator is sent by `next`; -1: it is none. */
  readonly sent: number;
}

export interface ClassNodes {
  readonly value: number;
  /** All instances of the class. */
  readonly instance: number;
  /** What it extends; -1: nothing. */
  readonly base: number;
}

/** How values move in one file, by syntax alone: a function of its facts, so it is kept with them. Nodes are counted from 0. */
export interface FileGraph {
  readonly facts: FileFacts;
  /** Function that holds a node, by index. The first nodes are the file's bindings. */
  readonly fnOf: readonly number[];
  readonly out: readonly (readonly Edge[])[];
  readonly into: readonly (readonly Edge[])[];
  readonly sites: readonly CallSite[];
  readonly functions: readonly FunctionNodes[];
  readonly classes: readonly ClassNodes[];
  /** Reads by property name. */
  readonly loads: ReadonlyMap<string, readonly number[]>;
  /** The object and property that a node was read from. */
  readonly origin: ReadonlyMap<number, Origin>;
  /** Array and object literals. */
  readonly literals: ReadonlyMap<number, 'array' | 'object'>;
  /** Nodes whose type is written. */
  readonly typed: readonly { readonly node: number; readonly type: TypeIR }[];
  /** Nodes on which a doc comment puts labels. */
  readonly tagged: readonly number[];
  /** Nodes that stand for a whole module, by specifier. */
  readonly modules: ReadonlyMap<number, string>;
  /** Nodes that a framework gives its request. */
  readonly requests: readonly number[];
  /** Names that no scope of the file binds. */
  readonly globals: ReadonlyMap<string, number>;
  /** `module.exports`, or what `export =` gives. */
  readonly exports: number;
  /** Uses of a node as callee and as argument: indexes into `sites`. */
  readonly calledAt: ReadonlyMap<number, readonly number[]>;
  readonly givenAt: ReadonlyMap<number, readonly { readonly site: number; readonly index: number }[]>;
  /** Sites whose receiver a node is. */
  readonly receivedAt: ReadonlyMap<number, readonly number[]>;
}

/** Collects the nodes and edges of one file. */
export class GraphBuilder {
  readonly fnOf: number[] = [];
  readonly out: Edge[][] = [];
  readonly into: Edge[][] = [];
  readonly sites: CallSite[] = [];
  readonly loads = new Map<string, number[]>();
  readonly origin = new Map<number, Origin>();
  readonly literals = new Map<number, 'array' | 'object'>();
  readonly typed: { node: number; type: TypeIR }[] = [];
  readonly tagged: number[] = [];
  readonly requests: number[] = [];
  readonly modules = new Map<number, string>();
  readonly globals = new Map<string, number>();
  readonly calledAt = new Map<number, number[]>();
  readonly givenAt = new Map<number, { site: number; index: number }[]>();
  readonly receivedAt = new Map<number, number[]>();

  /** Function being lowered, by index. */
  fn = 0;

  /** What is added from here on is of the function's parameters and body. */
  beginFunction(_fn: number): void {}
  endFunctions(): void {}
  /** What is added from here on is of the statement; the result is for {@link endStatement}. */
  beginStatement(_s: Span): boolean {
    return false;
  }
  endStatement(_outer: boolean): void {}

  node(fn: number): number {
    this.out.push([]);
    this.into.push([]);
    return this.fnOf.push(fn) - 1;
  }

  edge(from: number, to: number, op: Op = 'copy', name = '', mutates = false): void {
    if (from < 0 || to < 0 || (from === to && op === 'copy')) return;
    this.out[from]!.push({ node: to, op, name, mutates, fn: this.fn });
    this.into[to]!.push({ node: from, op, name, mutates, fn: this.fn });
  }

  /** A new node for `from.name`, which is written at `at`. */
  load(from: number, name: string, fn: number, at?: Span): number {
    if (from < 0) return -1;
    const to = this.node(fn);
    this.edge(from, to, 'load', name);
    if (name === ANY || isIndex(name)) this.edge(from, to);
    this.origin.set(to, { node: from, name, at });
    push(this.loads, name, to);
    return to;
  }

  /** `to.name = from`, on an object that others may hold. */
  storeInto(from: number, to: number, name: string): void {
    this.edge(from, to, 'store', name, true);
    if (name === ANY || isIndex(name)) this.edge(from, to, 'copy', '', true);
  }

  site(site: CallSite): void {
    const at = this.sites.push(site) - 1;
    if (site.callee >= 0) push(this.calledAt, site.callee, at);
    if (site.receiver >= 0) push(this.receivedAt, site.receiver, at);
    site.args.forEach((node, index) => {
      if (node >= 0) push(this.givenAt, node, { site: at, index });
    });
  }
}

export function isIndex(name: string): boolean {
  return name !== '' && name.charCodeAt(0) <= 57 && name.charCodeAt(0) >= 48;
}

/** Adds to the list under a key. */
export function push<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}
