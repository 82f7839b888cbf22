import type { Class, ClassElement, Decorator } from 'oxc-parser';
import type { Context, Hint } from './context.js';
import { lowerExpr } from './expressions.js';
import { enterFunction, lowerBody, lowerFunction, plainHead, returnBlock } from './functions.js';
import type { ClassFacts, ClassMember, Expr, Key } from './ir.js';
import { keyHint } from './literals.js';
import { boundNames, lowerKey } from './patterns.js';
import { Scope, declare } from './scopes.js';
import { annotation, dottedName, isThisParameter, lowerFnType, lowerTypeParams, lowerTypes } from './types.js';

const lowerDecorators = (cx: Context, nodes: readonly Decorator[]): Expr[] => nodes.map(d => lowerExpr(cx, d.expression));

function fieldFunction(cx: Context, value: Parameters<typeof lowerExpr>[1], hint: Hint, cls: number): number {
  const span = { s: value.start, e: value.end };
  return enterFunction(cx, { ...plainHead('field', span, hint.name, hint), cls }, () => ({
    params: [],
    body: returnBlock({ k: 'return', arg: lowerExpr(cx, value, hint), ...span }),
  }));
}

/** Overloads and index signatures have no run-time member: they stand in the class's type only. */
function lowerMember(cx: Context, node: ClassElement, cls: number): ClassMember | undefined {
  const span = { s: node.start, e: node.end };
  if (node.type === 'TSIndexSignature') return undefined;
  if (node.type === 'StaticBlock') {
    const f = enterFunction(cx, { ...plainHead('static', span, '', { s: span.s, e: span.s + 'static'.length }), cls }, () => ({ params: [], body: lowerBody(cx, node.body) }));
    return { kind: 'static', static: true, key: { name: '' }, f, ...span };
  }
  const doc = cx.docs.before(span.s);
  const decorators = lowerDecorators(cx, node.decorators);
  const key: Key = lowerKey(cx, node.key, node.computed);
  const hint: Hint = { ...keyHint(key, node.key.start, node.key.end), ...(doc && { doc }) };
  const common = {
    static: node.static, key, ...(node.optional && { optional: true }), ...(node.type.startsWith('TSAbstract') && { abstract: true }),
    ...(decorators.length > 0 && { decorators }), ...(doc && { doc }), ...span,
  };
  if ('kind' in node) {
    const kind = node.kind === 'constructor' ? 'ctor' : node.kind;
    if (node.value.body) return { kind, ...common, f: lowerFunction(cx, node.value, kind, hint, cls) };
    if (node.type === 'MethodDefinition') return undefined;
    return { kind, ...common, type: { k: 'fn', fn: lowerFnType(cx, node.value), ...span } };
  }
  const type = annotation(cx, node.typeAnnotation) ?? doc?.type;
  const accessor = node.type === 'AccessorProperty' || node.type === 'TSAbstractAccessorProperty';
  return {
    kind: 'field', ...common, ...(type && { type }), ...(accessor && { accessor: true }),
    ...(node.value && { f: fieldFunction(cx, node.value, hint, cls) }),
  };
}

/** Constructor parameters with a modifier are fields too. */
function parameterProperties(node: Class): ClassFacts['paramProps'] {
  for (const m of node.body.body) {
    if (m.type !== 'MethodDefinition' || m.kind !== 'constructor' || !m.value.body) continue;
    return m.value.params.filter(p => !isThisParameter(p)).flatMap((p, param) =>
      p.type === 'TSParameterProperty' ? boundNames(p).map(b => ({ param, name: b.name })) : []);
  }
  return [];
}

/** Adds a class with a body. A declaration's binding stands in the current scope; an expression's name is seen only inside it. */
export function lowerClass(cx: Context, node: Class, hint?: Hint): number {
  const index = cx.classes.length;
  cx.classes.push(undefined as unknown as ClassFacts);
  const doc = hint?.doc ?? cx.docs.before(node.start);
  const decorators = lowerDecorators(cx, node.decorators);
  const inner = new Scope(cx.scope, 'names');
  let v: number | undefined;
  if (node.id && node.type === 'ClassDeclaration') v = cx.scope.names.get(node.id.name);
  else if (node.id) {
    const { id } = node;
    v = cx.within(inner, () => declare(cx, id.name, 'class', { s: id.start, e: id.end }));
  }
  cx.within(inner, () => {
    const superClass = node.superClass ? lowerExpr(cx, node.superClass) : undefined;
    const members = node.body.body.map(m => lowerMember(cx, m, index)).filter(m => m !== undefined);
    const typeParams = lowerTypeParams(cx, node.typeParameters);
    cx.classes[index] = {
      name: node.id?.name ?? hint?.name ?? '', ...(v !== undefined && { v }), ...(superClass && { superClass }),
      ...(node.superTypeArguments && { superTypeArgs: lowerTypes(cx, node.superTypeArguments.params) }),
      implements: (node.implements ?? []).map(i => ({
        k: 'ref', name: dottedName(i.expression) ?? '', ...(i.typeArguments && { args: lowerTypes(cx, i.typeArguments.params) }), s: i.start, e: i.end,
      })),
      members, paramProps: parameterProperties(node), decorators, ...(typeParams && { typeParams }), abstract: node.abstract === true,
      parent: cx.fn, ...(doc && { doc }), s: node.start, e: node.end,
    };
  });
  return index;
}
