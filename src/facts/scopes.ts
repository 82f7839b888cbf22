import type { Binding, Expr, Span } from './ir.js';
import type { Context } from './context.js';

/** The function whose `arguments` a scope gives. */
export interface Frame {
  readonly index: number;
  argumentsVar?: number;
}

/** Names of one lexical level. A level without a block of its own (a class's own name) lends its bindings to the block around it. */
export class Scope {
  readonly names = new Map<string, number>();
  readonly owned: number[];
  frame?: Frame;
  /** Names that are properties of an object in scope: enum members, exports of a namespace's other declarations. */
  members?: { readonly v: number; readonly names: ReadonlySet<string> };
  /** Of a `with` statement: what its object has is meant by its name. */
  object?: Expr;

  constructor(readonly parent: Scope | undefined, kind: 'block' | 'names' = 'block') {
    this.owned = kind === 'names' && parent ? parent.owned : [];
  }
}

/** Binds a name in the current scope; a second declaration of it is the same binding. `owned`: new at each entry of the block. */
export function declare(cx: Context, name: string, kind: Binding['kind'], span: Span, owned = true): number {
  const known = cx.scope.names.get(name);
  if (known !== undefined) {
    const binding = cx.bindings[known];
    if (binding && (binding.kind === 'namespace' || binding.ambient) && kind !== 'namespace') binding.kind = kind;
    return known;
  }
  const v = cx.newBinding(name, kind, span.s, span.e);
  cx.scope.names.set(name, v);
  if (owned) cx.scope.owned.push(v);
  return v;
}

function touch(cx: Context, v: number): number {
  cx.used.add(v);
  const binding = cx.bindings[v];
  if (binding && binding.fn !== cx.fn) binding.captured = true;
  return v;
}

/** The binding that a name means here, marked as captured where another function holds it. */
export function lookup(cx: Context, name: string): number | { readonly member: number } | undefined {
  for (let scope: Scope | undefined = cx.scope; scope; scope = scope.parent) {
    const v = scope.names.get(name);
    if (v !== undefined) return touch(cx, v);
    if (scope.members?.names.has(name)) return { member: touch(cx, scope.members.v) };
    if (name === 'arguments' && scope.frame) {
      scope.frame.argumentsVar ??= cx.newBinding('arguments', 'arguments', 0, 0, scope.frame.index);
      return touch(cx, scope.frame.argumentsVar);
    }
  }
  return undefined;
}

/** A name read as a value. */
export function reference(cx: Context, name: string, s: number, e: number): Expr {
  return objectsAround(cx, name).reduceRight((otherwise: Expr, object): Expr => {
    if (object.k === 'var') touch(cx, object.v);
    const test: Expr = { k: 'binary', op: 'in', l: { k: 'const', value: name, s, e }, r: object, s, e };
    return { k: 'cond', test, yes: { k: 'member', obj: object, key: { name }, ks: s, ke: e, s, e }, no: otherwise, s, e };
  }, named(cx, name, s, e));
}

/** Objects of the `with` statements between a name and where it is bound, innermost first. */
function objectsAround(cx: Context, name: string): readonly Expr[] {
  const out: Expr[] = [];
  for (let scope: Scope | undefined = cx.scope; scope && !scope.names.has(name); scope = scope.parent) if (scope.object) out.push(scope.object);
  return out;
}

function named(cx: Context, name: string, s: number, e: number): Expr {
  const found = lookup(cx, name);
  if (typeof found === 'number') return { k: 'var', v: found, s, e };
  if (found) return { k: 'member', obj: { k: 'var', v: found.member, s, e }, key: { name }, ks: s, ke: e, s, e };
  if (name === 'undefined') return { k: 'undef', s, e };
  if (name === 'require' || name === 'module' || name === 'exports') cx.usesCommonJs = true;
  if (name === 'module' || name === 'exports') cx.namesExports = true;
  return { k: 'global', name, s, e };
}
