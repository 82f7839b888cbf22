import type { Access, Endpoint, FlowEdge, Model } from '../../models/index.js';
import { ANY, type CallSite } from './file-graph.js';
import { ReachBounds } from './bounds.js';
import type { CodeBuilder } from './code-builder.js';

/** Arguments of callbacks that stand for themselves; those behind them are one with what all of them are. */
const OWN_ARGUMENTS = 8;

/** A value in the code of a library. */
interface Place {
  readonly node: number;
  /** The library made it: functions there are the library's. Else they are the program's, which the library calls. */
  readonly own: boolean;
  readonly props: Map<string, Place>;
  /** The function that stands there: what its parameters get, and what it gives. */
  fn?: { readonly param: (index: number) => Place; readonly all: () => Place; readonly result: Place; readonly self?: number };
  /** Its property is read already. */
  isRead?: true;
}

/** The model says more than how arguments come into the result and callbacks: a function of its own tells it. */
export function isCode({ flow, property }: Model): boolean {
  if (property || flow.some(({ from, to }) => [from, to].some(({ base }) => base === 'this' || base === 'callback-this' || base === 'type'))) return false;
  return flow.some(({ from, to }) => [from, to].some(({ base, path, at }) => base.startsWith('callback') || base === 'channel' || base === 'new' || at !== undefined || path.some((a) => a.k === 'param' || a.k === 'result' || isHidden(a))));
}

function isHidden(a: Access): boolean {
  return a.k === 'property' && a.name.startsWith('@');
}

/** Writes the code of one function that a model describes, as it is called at a site. */
export class LibraryFunction {
  readonly #roots = new Map<string, Place>();
  readonly #objects = new Map<string, Place>();
  #model: Model | undefined;

  constructor(
    readonly code: CodeBuilder,
    readonly f: number,
    readonly site: CallSite,
    readonly keysAt: (of: Pick<Endpoint, 'base' | 'index' | 'path'>) => readonly string[] | undefined,
  ) {}

  run(model: Model): void {
    this.code.b.fn = this.f;
    this.#model = model;
    for (const edge of model.flow) if (!edge.unless || this.#isMissing(edge.unless)) for (const e of this.#byKey(edge)) this.#edge(e);
    for (const edge of model.matches) this.#edge({ ...edge, exact: false });
    if (model.instance !== undefined && this.code.isSmall(model.instance)) {
      const made = this.#object(model.instance);
      if (made) this.code.b.edge(made.node, this.code.nodes(this.f).ret);
    }
  }

  /** Nothing is given there, or it is not told. */
  #isMissing({ base, index = 0, path }: Endpoint): boolean {
    if (base !== 'arg') return true;
    if (path.length === 0) return index >= this.site.args.length;
    const last = path.at(-1)!;
    const keys = this.keysAt({ base, index, path: path.slice(0, -1) });
    return !keys || last.k !== 'property' || !keys.includes(last.name);
  }

  /** An edge from each member to each, where the literal that the program gives tells which there are. */
  #byKey(edge: FlowEdge): readonly FlowEdge[] {
    for (const end of [edge.from, edge.to]) {
      const whole = { base: end.base.startsWith('callback') ? ('arg' as const) : end.base, index: end.callback ?? end.index ?? 0, path: end.at ?? end.path };
      const each = whole.path.findIndex((a) => a.k === 'each');
      const keys = each < 0 ? undefined : this.keysAt({ ...whole, path: whole.path.slice(0, each) });
      if (keys) return keys.map((name) => ({ ...edge, from: named(edge.from, name), to: named(edge.to, name) }));
    }
    return [edge];
  }

  #edge({ from, to, exact }: FlowEdge): void {
    for (const source of this.#places(from, false)) {
      if (to.base === 'nothing') continue;
      for (const target of this.#places(to, true)) this.code.b.edge(source.node, target.node, exact ? 'copy' : 'blur');
    }
  }

  #places(end: Endpoint, isTarget: boolean): readonly Place[] {
    const { base, index = 0, callback, every, at = [], path } = end;
    if (base === 'callback-arg' || base === 'callback-return') {
      const ports: readonly Access[] = base === 'callback-return' ? [{ k: 'result' }] : [{ k: 'param', index, ...(end.rest && { rest: true as const }) }];
      return this.#args(callback ?? 0, every === true).flatMap((arg) => this.#walk(arg, [...at, ...ports, ...path], isTarget));
    }
    if (base === 'arg' || base === 'args') return this.#args(index, base === 'args').flatMap((arg) => this.#walk(arg, path, isTarget));
    if (base === 'return') return this.#walk(this.#root('return', () => ({ node: this.code.nodes(this.f).ret, own: true, props: new Map() })), path, isTarget);
    if (base === 'channel') return this.#walk(this.#channel(), path, isTarget);
    const made = base === 'new' && end.instance !== undefined ? this.#object(end.instance) : undefined;
    return made ? this.#walk(made, path, isTarget) : [];
  }

  #args(index: number, every: boolean): readonly Place[] {
    const count = this.site.args.length;
    const at = (i: number): Place => this.#root(`arg${i}`, () => ({ node: this.code.param(this.f, i), own: false, props: new Map() }));
    if (this.site.spreadFrom !== Infinity && (every || index < 0 || index >= this.site.spreadFrom)) return [this.#root('args', () => ({ node: this.code.all(this.f), own: false, props: new Map() }))];
    if (every) return Array.from({ length: Math.max(count - index, 0) }, (_, i) => at(index + i));
    const of = index < 0 ? count + index : index;
    return of < 0 || of >= count ? [] : [at(of)];
  }

  #channel(): Place {
    const { channel } = this.#model!;
    const key = channel?.name === '*' ? undefined : (channel?.name ?? (channel?.key === undefined ? '' : channel.key.base === 'arg' && channel.key.index === 0 && channel.key.path.length === 0 ? this.site.key : undefined));
    const medium = channel?.medium ?? '';
    return this.#root('channel', () => ({ node: this.code.channel(medium, key), own: true, props: new Map() }));
  }

  #root(name: string, make: () => Place): Place {
    let place = this.#roots.get(name);
    if (!place) this.#roots.set(name, (place = make()));
    return place;
  }

  #walk(from: Place, path: readonly Access[], isTarget: boolean): readonly Place[] {
    let at: readonly Place[] = [from];
    path.forEach((a, i) => {
      const isLast = i === path.length - 1;
      at = at.flatMap((p) => this.#step(p, a, isTarget && isLast));
    });
    return at;
  }

  #step(p: Place, a: Access, isTarget: boolean): readonly Place[] {
    switch (a.k) {
      // Elements, and what promises hold, stand for the whole.
      case 'element': case 'await': case 'caught': case 'key': case 'value':
        return [p];
      case 'property':
        return [this.#property(p, a.name, isTarget)];
      case 'any': case 'each':
        return [this.#property(p, ANY, isTarget)];
      case 'param': {
        const { param, all } = this.#functionAt(p);
        return [a.rest ? all() : param(a.index)];
      }
      case 'result':
        return [this.#functionAt(p).result];
    }
  }

  #property(p: Place, name: string, isTarget: boolean): Place {
    const { b } = this.code;
    let at = p.props.get(name);
    if (!at) {
      at = { node: b.node(b.fnOf[p.node]!), own: p.own, props: new Map() };
      p.props.set(name, at);
      // What a library's object holds is what was put there; of the program's, it is read.
      if (p.own) this.#store(at.node, p.node, name, false);
    }
    if (isTarget && !p.own) this.#store(at.node, p.node, name, true);
    else if (!isTarget && !at.isRead) {
      at.isRead = true;
      b.edge(p.node, at.node, 'load', name);
      if (name === ANY) b.edge(p.node, at.node);
      if (!p.own) b.origin.set(at.node, { node: p.node, name });
      const loads = b.loads.get(name);
      if (loads) loads.push(at.node);
      else b.loads.set(name, [at.node]);
    }
    return at;
  }

  #store(from: number, to: number, name: string, mutates: boolean): void {
    this.code.b.edge(from, to, 'store', name, mutates);
    if (name === ANY) this.code.b.edge(from, to, 'copy', '', mutates);
  }

  #functionAt(p: Place): NonNullable<Place['fn']> {
    return (p.fn ??= p.own ? this.#made(p) : this.#called(p));
  }

  /** A function that the library makes: the program calls it. */
  #made(p: Place): NonNullable<Place['fn']> {
    const { code } = this;
    const f = code.function('', this.f);
    code.b.edge(code.nodes(f).value, p.node);
    const params: Place[] = [];
    let all: Place | undefined;
    return {
      param: (index) => (params[index] ??= { node: code.param(f, index), own: false, props: new Map() }),
      all: () => (all ??= { node: code.all(f), own: false, props: new Map() }),
      result: { node: code.nodes(f).ret, own: true, props: new Map() },
      self: code.nodes(f).self,
    };
  }

  /** A function of the program: the library calls it. */
  #called(p: Place): NonNullable<Place['fn']> {
    const { b } = this.code;
    const fn = b.fnOf[p.node]!;
    const args: Place[] = [];
    const result = b.node(fn);
    const nodes = Array.from({ length: OWN_ARGUMENTS }, () => b.node(fn));
    const further = b.node(fn);
    const before = b.fn;
    b.fn = fn;
    b.site({ kind: 'call', fn, callee: p.node, name: b.origin.get(p.node)?.name ?? '', receiver: -1, args: [...nodes, further], spreadFrom: nodes.length, result });
    b.fn = before;
    let all: Place | undefined;
    return {
      param: (index) => (args[index] ??= { node: nodes[index] ?? further, own: true, props: new Map() }),
      all: () => {
        if (!all) for (const n of nodes) b.edge(further, n);
        return (all ??= { node: further, own: true, props: new Map() });
      },
      result: { node: result, own: false, props: new Map() },
    };
  }

  /** An object of a library's type, with the methods that the program uses. */
  #object(type: string): Place | undefined {
    const known = this.#objects.get(type);
    if (known || this.#objects.size >= ReachBounds.libraryTypes) return known;
    const place: Place = { node: this.code.b.node(this.f), own: true, props: new Map() };
    this.#objects.set(type, place);
    for (const [name, model] of this.code.membersOf(type)) {
      if (!model.property) this.#method(place, name, model);
      else for (const { from } of model.flow) if (from.base === 'this') for (const held of this.#walk(place, from.path, false)) this.code.b.edge(held.node, this.#property(place, name, true).node);
    }
    return place;
  }

  #method(self: Place, name: string, model: Model): void {
    const { param, all, result, self: receiver = -1 } = this.#functionAt(this.#property(self, name, true));
    // What it is called on can have come about later, and hold more.
    this.code.b.edge(receiver, self.node);
    // Which one is the last, the call tells.
    const given = (index: number, every: boolean): Place => (index < 0 || every ? all() : param(index));
    const places = ({ base, index = 0, callback, at = [], path, ...end }: Endpoint, isTarget: boolean): readonly Place[] => {
      if (base === 'this') return this.#walk(self, path, isTarget);
      if (base === 'return') return this.#walk(result, path, isTarget);
      if (base === 'channel') return model.channel?.owner ? [] : this.#walk(this.#shared(model), path, isTarget);
      if (base === 'callback-arg' || base === 'callback-return') {
        const port: Access = base === 'callback-return' ? { k: 'result' } : { k: 'param', index, ...(end.rest && { rest: true as const }) };
        return this.#walk(given(callback ?? 0, end.every === true), [...at, port, ...path], isTarget);
      }
      if (base === 'arg' || base === 'args') return this.#walk(given(index, base === 'args'), path, isTarget);
      const made = base === 'new' && end.instance !== undefined ? this.#object(end.instance) : undefined;
      return made ? this.#walk(made, path, isTarget) : [];
    };
    for (const { from, to, exact } of model.flow) {
      for (const source of places(from, false)) {
        if (to.base !== 'nothing') for (const target of places(to, true)) this.code.b.edge(source.node, target.node, exact ? 'copy' : 'blur');
      }
    }
    const made = model.instance === undefined || !this.code.isSmall(model.instance) ? undefined : this.#object(model.instance);
    if (made) this.code.b.edge(made.node, result.node);
  }

  #shared({ channel }: Model): Place {
    const medium = channel?.medium ?? '';
    return this.#root(`channel ${medium}`, () => ({ node: this.code.channel(medium, channel?.key === undefined ? (channel?.name ?? '') : undefined), own: true, props: new Map() }));
  }
}

/** The endpoint with the name in place of each member. */
function named(end: Endpoint, name: string): Endpoint {
  const give = (path: readonly Access[]): readonly Access[] => path.map((a) => (a.k === 'each' ? { k: 'property', name } : a));
  return { ...end, path: give(end.path), ...(end.at && { at: give(end.at) }) };
}
