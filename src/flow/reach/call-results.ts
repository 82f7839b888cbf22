import type { Classes } from './classes.js';
import { COMMANDS, EACH, GIVES_CLASS, GIVES_INSTANCES } from './library-names.js';
import type { Fn, Node, SiteId } from './numbers.js';
import type { ProgramGraph } from './program-graph.js';

/** Copies between a method's result and its `this`, past which that is not looked for. */
const SELF = 4;

/** What is told of values by what is near. */
export interface Near {
  /** Functions and classes that a node is, all there are. */
  valuesOf(node: Node): readonly Node[] | undefined;
  /** Instances of classes, classes and literals that a node is, all there are. */
  holdersOf(node: Node): readonly Node[] | undefined;
}

/** Of which classes the objects are that calls give, and that methods of lists give callbacks. */
export class CallResults {
  constructor(
    readonly graph: ProgramGraph,
    readonly classes: Classes,
    readonly near: Near,
  ) {}

  /**
   * What a call gives: of functions of the program what they return, of a class's method from a library that finds or makes records instances of the class.
   *
   * @param values what is called, all there is; undefined: that is not told
   */
  of(id: SiteId, values: readonly Node[] | undefined): readonly Node[] | undefined {
    const { file, site } = this.graph.site(id);
    if (site.kind === 'new') return values?.every((v) => this.classes.madeBy(v) !== undefined) ? values.flatMap((v) => this.classes.madeBy(v) ?? []) : undefined;
    if (values) {
      const all = values.map((v) => {
        const fn = this.graph.valueOf(v);
        if (fn === undefined || this.graph.fn(fn).facts.generator) return undefined;
        return site.receiver >= 0 && this.#isSelf(this.graph.returnAt(fn), fn) ? this.near.holdersOf(this.graph.at(file, site.receiver)) : this.near.holdersOf(this.graph.returnAt(fn));
      });
      return all.every((holders) => holders !== undefined) ? all.flat() : undefined;
    }
    const isClass = GIVES_CLASS.has(site.name);
    if (site.receiver < 0 || !(isClass || GIVES_INSTANCES.test(site.name))) return undefined;
    const receivers = this.near.holdersOf(this.graph.at(file, site.receiver));
    if (isClass) return receivers?.every((r) => this.classes.madeBy(r) !== undefined && !this.classes.isClosed(r)) ? receivers : undefined;
    const instances = receivers?.map((r) => (this.classes.isClosed(r) ? undefined : this.classes.madeBy(r)));
    return instances?.every((n) => n !== undefined) ? instances : undefined;
  }

  /** The value is `this` of the method, or what a command of a library on it gives: that again. */
  #isSelf(node: Node, method: Fn, depth = 0): boolean {
    if (depth > SELF) return false;
    const self = this.graph.selfAt(method);
    if (node === self) return true;
    const made = this.graph.siteOfResult(node);
    if (made !== undefined) {
      const { file, site } = this.graph.site(made);
      if (site.callee < 0 || site.receiver < 0 || this.graph.at(file, site.receiver) !== self) return false;
      const values = this.near.valuesOf(this.graph.at(file, site.callee));
      if (!values) return COMMANDS.test(site.name);
      return values.every((v) => {
        const fn = this.graph.valueOf(v);
        return fn !== undefined && this.#isSelf(this.graph.returnAt(fn), fn, depth + 1);
      });
    }
    let all = 0;
    let selves = 0;
    this.graph.eachEdge(node, 'into', (e, from) => {
      all++;
      if (e.op === 'copy' && !e.mutates && this.#isSelf(from, method, depth + 1)) selves++;
    });
    return all > 0 && selves === all;
  }

  /** What a callback is given that is written where the method of a list is called: an element. */
  elementsFor(callback: Fn): readonly Node[] | undefined {
    const { file, index } = this.graph.fn(callback);
    let list: Node | undefined;
    let count = 0;
    this.graph.uses(this.graph.at(file, file.functions[index]!.value), (id, at) => {
      count++;
      const { file: f, site } = this.graph.site(id);
      if (at === 0 && site.receiver >= 0 && EACH.has(site.name)) list = this.graph.at(f, site.receiver);
    });
    return list === undefined || count > 1 ? undefined : this.near.holdersOf(list);
  }
}
