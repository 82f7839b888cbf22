import type { ArrowFunctionExpression, Directive, Function as FunctionNode, ParamPattern, Statement } from 'oxc-parser';
import type { Context, Hint } from './context.js';
import { lowerExpr } from './expressions.js';
import { hoist } from './hoist.js';
import type { Block, Doc, FunctionFacts, Param, Span, TypeIR } from './ir.js';
import { boundNames, lowerPattern } from './patterns.js';
import { Scope, declare } from './scopes.js';
import { lowerStatements } from './statements.js';
import { annotation, isThisParameter, lowerTypeParams, parameterAnnotation } from './types.js';

export type Head = Pick<FunctionFacts, 's' | 'e' | 'kind' | 'name' | 'ns' | 'ne' | 'async' | 'generator' | 'cls' | 'doc' | 'typeParams' | 'ret'>;

/** A head for a function that no syntax names: a field's value, a static block, a namespace. */
export const plainHead = (kind: FunctionFacts['kind'], span: Span, name: string, nameSpan: Span): Head =>
  ({ s: span.s, e: span.e, kind, name, ns: nameSpan.s, ne: nameSpan.e, async: false, generator: false });

/** Adds a function whose parameters and body `build` lowers in its scope; `selfName` is the name that an expression has for itself. */
export function enterFunction(
  cx: Context, head: Head, build: (index: number) => { params: readonly Param[]; body: Block | undefined }, selfName?: Hint,
): number {
  const index = cx.functions.length;
  const { scope: outerScope, fn: parent, host, strict } = cx;
  cx.functions.push(undefined as unknown as FunctionFacts);
  const locals: number[] = [];
  cx.locals.push(locals);
  cx.fn = index;
  const transparent = head.kind === 'namespace' || head.kind === 'module';
  if (!transparent) cx.host = { prefix: '', fn: index, ambient: false };
  let self: number | undefined;
  if (selfName) {
    cx.scope = new Scope(outerScope);
    self = declare(cx, selfName.name, 'self', selfName, false);
  }
  const scope = new Scope(index === 0 ? undefined : cx.scope);
  if (head.kind === 'function' || head.kind === 'method' || head.kind === 'get' || head.kind === 'set' || head.kind === 'ctor') scope.frame = { index };
  cx.scope = scope;
  const { params, body } = build(index);
  const isStrict = cx.strict;
  cx.strict = strict;
  const argumentsVar = scope.frame?.argumentsVar;
  cx.functions[index] = {
    ...head, parent: index === 0 ? -1 : parent, params, ...(body && { body }), locals, usesArguments: argumentsVar !== undefined,
    ...(isStrict && { strict: true as const }),
    ...(self !== undefined && { self }), ...(argumentsVar !== undefined && { argumentsVar }),
  };
  cx.scope = outerScope;
  cx.fn = parent;
  cx.host = host;
  return index;
}

/** The body's block; its scope is the function's own, where the parameters stand already. */
export function lowerBody(cx: Context, statements: readonly (Directive | Statement)[]): Block {
  if (statements.some(s => 'directive' in s && s.directive === 'use strict')) cx.strict = true;
  hoist(cx, statements, true);
  const { funcs, body } = lowerStatements(cx, statements);
  return { scope: cx.capturedOf(cx.scope), funcs, body };
}

export function returnBlock(arg: Block['body'][number] & { k: 'return' }): Block {
  return { scope: [], funcs: [], body: [arg] };
}

const unwrapOptional = (type: TypeIR | undefined): TypeIR | undefined => (type?.k === 'optional' || type?.k === 'rest' ? type.type : type);

/** The declared type of parameter `i` in a function's doc comment: by name, by place for a pattern, or in its `@type`. */
function documentedType(doc: Doc | undefined, name: string, i: number): TypeIR | undefined {
  if (doc?.params) return name === '' ? Object.values(doc.params)[i] : doc.params[name];
  return doc?.type?.k === 'fn' ? doc.type.fn.params[i]?.type : undefined;
}

function lowerParams(cx: Context, nodes: readonly ParamPattern[], doc: Doc | undefined): Param[] {
  const written = nodes.filter(n => !isThisParameter(n));
  const types = written.map((n, i) => {
    const names = boundNames(n);
    const inner = n.type === 'AssignmentPattern' ? n.left : n;
    const name = inner.type === 'Identifier' || inner.type === 'RestElement' || inner.type === 'TSParameterProperty' ? (names[0]?.name ?? '') : '';
    const own = cx.docs.before(n.start) ?? (n.type === 'TSParameterProperty' ? cx.docs.before(n.parameter.start) : undefined);
    const declared = own?.type ?? documentedType(doc, name, i);
    const type = annotation(cx, parameterAnnotation(n)) ?? unwrapOptional(declared);
    for (const bound of names) {
      const v = declare(cx, bound.name, 'param', bound, false);
      const binding = cx.bindings[v];
      if (binding && name !== '') {
        if (type) binding.type = type;
        if (own) binding.doc = own;
      }
    }
    return { type, own, optional: declared?.k === 'optional' };
  });
  return written.map((n, i) => {
    const { type, own, optional } = types[i] ?? { type: undefined, own: undefined, optional: false };
    const decorators = n.decorators?.map(d => lowerExpr(cx, d.expression)) ?? [];
    const inner = n.type === 'TSParameterProperty' ? n.parameter : n;
    const isOptional = optional || (inner.type !== 'AssignmentPattern' && inner.optional === true);
    return {
      target: lowerPattern(cx, n), ...(n.type === 'RestElement' && { rest: true }), ...(isOptional && { optional: true }),
      ...(type && { type }), ...(own && { doc: own }), ...(decorators.length > 0 && { decorators }), s: n.start, e: n.end,
    };
  });
}

function firstToken(cx: Context, s: number, e: number): Span {
  const token = /^[\w$]+|^./.exec(cx.text.slice(s, Math.min(e, s + 40)));
  return { s, e: s + (token ? token[0].length : 0) };
}

function thisType(cx: Context, receiver: ParamPattern | undefined): Pick<FunctionFacts, 'thisType'> {
  const type = receiver && annotation(cx, parameterAnnotation(receiver));
  return type ? { thisType: type } : {};
}

/** `hint` names an anonymous function, and always carries the doc comment of what it initialises. */
export function lowerFunction(cx: Context, node: FunctionNode | ArrowFunctionExpression, kind: FunctionFacts['kind'], hint?: Hint, cls?: number): number {
  const s = node.start;
  const e = node.end;
  const doc = hint?.doc ?? cx.docs.before(s);
  const named = node.id ? { name: node.id.name, s: node.id.start, e: node.id.end } : hint;
  const place = named ?? firstToken(cx, s, e);
  const documentedReturn = doc?.returns ?? (doc?.type?.k === 'fn' ? doc.type.fn.ret : undefined);
  const ret = annotation(cx, node.returnType) ?? documentedReturn;
  const typeParams = lowerTypeParams(cx, node.typeParameters);
  const receiver = node.params.find(isThisParameter);
  const head: Head = {
    s, e, kind, name: named?.name ?? '', ns: place.s, ne: place.e, async: node.async, generator: node.generator,
    ...(cls !== undefined && { cls }), ...(doc && { doc }), ...(typeParams && { typeParams }), ...(ret && { ret }), ...thisType(cx, receiver),
  };
  const self = node.type === 'FunctionExpression' && kind === 'function' && node.id ? named : undefined;
  return enterFunction(cx, head, () => {
    const params = lowerParams(cx, node.params, doc);
    const { body } = node;
    if (!body) return { params, body: undefined };
    if (body.type === 'BlockStatement') return { params, body: lowerBody(cx, body.body) };
    return { params, body: returnBlock({ k: 'return', arg: lowerExpr(cx, body), s: body.start, e: body.end }) };
  }, self);
}
