import type { Arg, Expr, FileFacts, Key } from '../../facts/ir.js';
import { PROVIDER } from '../../models/frameworks.js';
import { overloadReturns } from '../../facts/overloads.js';
import { isRequestOfMiddleware } from '../middleware.js';
import { ANY, GraphBuilder, type ClassNodes, type FileGraph, type FunctionNodes } from './file-graph.js';
import { decorateParameter, lowerCall, lowerJsx } from './lower-calls.js';
import { lastMatch } from './lower-matches.js';
import { pageData, provided, serverOf } from './lower-frameworks.js';
import { lowerClasses } from './lower-classes.js';
import { assign } from './lower-patterns.js';
import { lowerBlock } from './lower-statements.js';

const graphs = new WeakMap<FileFacts, FileGraph>();

/** The flow graph of one file. */
export function fileGraph(facts: FileFacts): FileGraph {
  let graph = graphs.get(facts);
  if (!graph) graphs.set(facts, (graph = new Lowering(facts).run()));
  return graph;
}

const ARITHMETIC = new Set(['+', '-', '*', '/', '%', '**', '&', '|', '^', '<<', '>>', '>>>']);

/** Lowers one file's facts, function by function. */
export class Lowering {
  readonly functions: FunctionNodes[];
  readonly classes: ClassNodes[];
  readonly exports: number;

  constructor(
    readonly facts: FileFacts,
    readonly b = new GraphBuilder(),
  ) {
    for (const binding of facts.bindings) b.node(binding.fn);
    this.functions = facts.functions.map((fn, f) => ({
      value: b.node(Math.max(fn.parent, 0)),
      ret: b.node(f),
      thrown: b.node(f),
      self: b.node(f),
      params: fn.params.map((p) => (p.target.k === 'pvar' ? p.target.v : b.node(f))),
      rest: fn.params.some((p) => p.rest),
      all: fn.argumentsVar ?? -1,
      sent: fn.generator ? b.node(f) : -1,
    }));
    this.classes = facts.classes.map((cls) => ({ value: b.node(cls.parent), instance: b.node(cls.parent), base: cls.superClass ? b.node(cls.parent) : -1 }));
    this.exports = b.node(0);
  }

  /** Function being lowered, by index. */
  get fn(): number {
    return this.b.fn;
  }
  set fn(fn: number) {
    this.b.fn = fn;
  }

  run(): FileGraph {
    const { b, facts } = this;
    facts.bindings.forEach((binding, v) => {
      if (binding.type) b.typed.push({ node: v, type: binding.type });
      if (binding.doc?.data) b.tagged.push(v);
      if (binding.import !== undefined && /^[*=]$/.test(facts.imports[binding.import]!.imported)) b.modules.set(v, facts.imports[binding.import]!.source);
    });
    lowerClasses(this);
    facts.functions.forEach((fn, f) => {
      this.fn = f;
      b.beginFunction(f);
      const nodes = this.functions[f]!;
      for (const type of [fn.ret, ...overloadReturns(facts, fn)]) if (type) b.typed.push({ node: nodes.ret, type });
      if (fn.thisType) b.typed.push({ node: nodes.self, type: fn.thisType });
      if (fn.doc?.data && fn.kind !== 'module') b.tagged.push(nodes.ret);
      if (fn.self !== undefined) b.edge(nodes.value, fn.self);
      fn.params.forEach((p, i) => {
        const node = nodes.params[i]!;
        if (p.type) b.typed.push({ node, type: p.type });
        if (p.doc?.data) b.tagged.push(node);
        for (const d of p.decorators ?? []) decorateParameter(this, d, node);
        if (isRequestOfMiddleware(facts, fn, i)) b.requests.push(node);
        if (p.target.k !== 'pvar') assign(this, p.target, node);
      });
      if (fn.body) lowerBlock(this, fn.body);
    });
    b.endFunctions();
    pageData(this);
    const { fnOf, out, into, sites, loads, origin, literals, typed, tagged, requests, modules, globals, calledAt, givenAt, receivedAt } = b;
    return { facts, fnOf, out, into, sites, functions: this.functions, classes: this.classes, loads, origin, literals, typed, tagged, requests, modules, globals, exports: this.exports, calledAt, givenAt, receivedAt };
  }

  node(): number {
    return this.b.node(this.fn);
  }

  /** A node that is any of the given ones; -1 where there are none. */
  any(nodes: readonly number[], op: 'copy' | 'blur' = 'copy'): number {
    const known = nodes.filter((n) => n >= 0);
    if (known.length === 0 || (known.length === 1 && op === 'copy')) return known[0] ?? -1;
    const to = this.node();
    for (const n of known) this.b.edge(n, to, op);
    return to;
  }

  global(name: string): number {
    let node = this.b.globals.get(name);
    if (node === undefined) this.b.globals.set(name, (node = this.b.node(0)));
    return node;
  }

  /** `this` of the innermost function that has its own. */
  self(): number {
    let f = this.fn;
    while (f > 0 && this.facts.functions[f]!.kind === 'arrow') f = this.facts.functions[f]!.parent;
    return this.functions[Math.max(f, 0)]!.self;
  }

  /** The written name of a member; lowers a computed one, whose value can carry a label too. */
  key(key: Key): { readonly name: string; readonly node: number } {
    if ('name' in key) return { name: key.name, node: -1 };
    if (key.expr.k === 'const') return { name: String(key.expr.value), node: -1 };
    return { name: ANY, node: this.expr(key.expr) };
  }

  /** Node of the expression's value; -1 where it can carry no label and is no function. */
  expr(e: Expr): number {
    const { b } = this;
    switch (e.k) {
      case 'undef': case 'const': case 'bigint': case 'regex': case 'newtarget': case 'importmeta': case 'privatein':
        return -1;
      case 'template':
        return this.any(e.exprs.map((x) => this.expr(x)), 'blur');
      case 'tagged':
        return lowerCall(this, 'call', e.tag, [-1, ...e.exprs.map((x) => this.expr(x))], Infinity);
      case 'var':
        return e.v;
      case 'global':
        return this.facts.style === 'cjs' && e.name === 'exports' ? this.exports : this.global(e.name);
      case 'this':
        return this.facts.style === 'cjs' && this.self() === this.functions[0]!.self ? this.exports : this.self();
      case 'super':
        return this.self();
      case 'func':
        return this.functions[e.f]!.value;
      case 'class':
        return this.classes[e.c]!.value;
      case 'array': {
        const array = this.container(e.elems.map((x) => (x ? this.arg(x) : -1)));
        b.literals.set(array, 'array');
        return array;
      }
      case 'object':
        return this.object(e);
      case 'enum':
        return this.container(e.members.map((x) => (x.init ? this.expr(x.init) : -1)));
      case 'member':
        return this.member(e);
      case 'call': {
        const spread = e.args.findIndex((a) => a.k === 'spread');
        return lowerCall(this, 'call', e.callee, e.args.map((a) => this.arg(a)), spread < 0 ? Infinity : spread, e.args, e.typeArgs);
      }
      case 'new': {
        const spread = e.args.findIndex((a) => a.k === 'spread');
        return lowerCall(this, 'new', e.callee, e.args.map((a) => this.arg(a)), spread < 0 ? Infinity : spread, [], e.typeArgs);
      }
      case 'chain':
        return this.expr(e.expr);
      case 'unary': {
        const arg = this.expr(e.arg);
        if (e.op === '!') return e.arg.k === 'call' || e.arg.k === 'binary' || e.arg.k === 'unary' || e.arg.k === 'chain' ? arg : -1;
        return e.op === '-' || e.op === '+' || e.op === '~' ? arg : -1;
      }
      case 'binary': {
        const l = this.expr(e.l);
        const r = this.expr(e.r);
        if (ARITHMETIC.has(e.op)) return this.any([l, r], 'blur');
        // Two values compared: a match. Against a literal it is none.
        return l < 0 || r < 0 || e.op === 'instanceof' ? -1 : this.any([l, r], 'blur');
      }
      case 'logical':
        return this.any([this.expr(e.l), this.expr(e.r)]);
      case 'cond': {
        this.expr(e.test);
        return this.any([this.expr(e.yes), this.expr(e.no)]);
      }
      case 'update':
        return -1;
      case 'assign': {
        const value = this.expr(e.value);
        assign(this, e.target, value);
        return value;
      }
      case 'seq':
        return e.exprs.map((x) => this.expr(x)).at(-1) ?? -1;
      case 'await':
        return this.expr(e.arg);
      case 'yield': {
        // Who runs the generator gives back what it made of what was yielded, or sent.
        const { ret } = this.functions[this.fn]!;
        const back = this.node();
        if (e.arg) {
          const arg = this.expr(e.arg);
          b.edge(arg, ret);
          b.edge(arg, back);
        }
        b.edge(this.functions[this.fn]!.sent, back);
        return back;
      }
      case 'import': case 'require': {
        const source = this.expr(e.source);
        if (e.source.k !== 'const') return source;
        const node = this.node();
        b.modules.set(node, String(e.source.value));
        return node;
      }
      case 'cast': {
        const value = this.expr(e.expr);
        if (!e.type || e.kind === 'const' || e.kind === 'nonnull') return value;
        const to = this.node();
        b.edge(value, to);
        b.typed.push({ node: to, type: e.type });
        return to;
      }
      case 'jsx':
        return lowerJsx(this, e);
    }
  }

  arg(a: Arg): number {
    return this.expr(a.k === 'spread' ? a.arg : a);
  }

  /** What an iterator, or `toJSON`, gives is what its object holds. */
  iterates(key: Key, ret: number, owner: number): void {
    if ('name' in key) {
      if (key.name === 'next') this.b.edge(this.b.load(ret, 'value', this.fn), owner);
      // What a text is made of instead of the object.
      else if (key.name === 'toJSON') this.b.edge(ret, owner);
    } else if (key.expr.k === 'member' && key.expr.obj.k === 'global' && key.expr.obj.name === 'Symbol') this.b.edge(ret, owner);
  }

  private container(nodes: readonly number[]): number {
    const to = this.node();
    for (const n of nodes) this.b.edge(n, to);
    return to;
  }

  private member(e: Extract<Expr, { k: 'member' }>): number {
    if (e.obj.k === 'global' && e.obj.name === 'module' && 'name' in e.key && e.key.name === 'exports') return this.exports;
    const object = this.expr(e.obj);
    const key = this.key(e.key);
    const to = this.b.load(object, key.name, this.fn, e);
    serverOf(this, key.name, to);
    if (e.obj.k === 'global' && e.obj.name === 'RegExp') lastMatch(this, key.name, to);
    if (to >= 0) this.b.edge(key.node, to, 'blur');
    return to;
  }

  private object(e: Extract<Expr, { k: 'object' }>): number {
    const to = this.node();
    const values = new Map<string, number>();
    this.b.literals.set(to, 'object');
    for (const p of e.props) {
      if (p.kind === 'spread') {
        this.b.edge(this.expr(p.value), to);
        continue;
      }
      const { name, node } = this.key(p.key);
      this.b.edge(node, to, 'blur');
      const value = this.expr(p.value);
      values.set(name, value);
      if (p.value.k === 'func' && this.facts.functions[p.value.f]!.kind !== 'arrow') this.b.edge(to, this.functions[p.value.f]!.self);
      if (p.kind === 'get' && p.value.k === 'func') this.b.edge(this.functions[p.value.f]!.ret, to, 'store', name);
      else if (p.kind === 'set' && p.value.k === 'func') this.b.edge(to, this.functions[p.value.f]!.params[0] ?? -1, 'load', name);
      else this.b.edge(value, to, 'store', name);
      if (name === ANY) this.b.edge(value, to);
      if (p.value.k === 'func') this.iterates(p.key, this.functions[p.value.f]!.ret, to);
      if (p.doc?.data && value < 0) this.b.tagged.push(to);
    }
    if (values.has(PROVIDER.token)) provided(this, e.props, (name) => values.get(name) ?? -1);
    return to;
  }
}
