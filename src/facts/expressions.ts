import type { Argument, Expression, Node, PrivateIdentifier, TSTypeParameterInstantiation } from 'oxc-parser';
import { lowerClass } from './classes.js';
import type { Context, Hint } from './context.js';
import { lowerFunction } from './functions.js';
import type { Arg, Expr, TypeIR } from './ir.js';
import { lowerJsx } from './jsx.js';
import { lowerLiteral, lowerObject, templateParts } from './literals.js';
import { lowerKey, lowerPattern } from './patterns.js';
import { lookup, reference } from './scopes.js';
import { lowerType, lowerTypes } from './types.js';

export function lowerArg(cx: Context, node: Argument): Arg {
  return node.type === 'SpreadElement' ? { k: 'spread', arg: lowerExpr(cx, node.argument), s: node.start, e: node.end } : lowerExpr(cx, node);
}

function typeArgs(cx: Context, node: TSTypeParameterInstantiation | null | undefined): { typeArgs?: readonly TypeIR[] } {
  return node ? { typeArgs: lowerTypes(cx, node.params) } : {};
}

const isRequire = (cx: Context, callee: Node): boolean =>
  callee.type === 'Identifier' && callee.name === 'require' && lookup(cx, 'require') === undefined;

/** The name that an assignment gives to an anonymous function: `exports.send = …`, `send = …`. */
function targetHint(cx: Context, target: Node, start: number): Hint | undefined {
  const named = target.type === 'MemberExpression' ? target.property : target;
  if (named.type !== 'Identifier' && named.type !== 'PrivateIdentifier') return undefined;
  if (target.type === 'MemberExpression' && target.computed) return undefined;
  const doc = cx.docs.before(start);
  const name = named.type === 'PrivateIdentifier' ? `#${named.name}` : named.name;
  return { name, s: named.start, e: named.end, ...(doc && { doc }) };
}

function lowerAssignment(cx: Context, node: Extract<Expression, { type: 'AssignmentExpression' }>): Expr {
  const s = node.start;
  const e = node.end;
  const target = lowerPattern(cx, node.left);
  const hint = targetHint(cx, node.left, s);
  let value = lowerExpr(cx, node.right, hint);
  const declared = cx.js ? hint?.doc?.type : undefined;
  if (declared) value = { k: 'cast', expr: value, kind: 'as', type: declared, s: value.s, e: value.e };
  const data = target.k === 'pmember' ? hint?.doc?.data : undefined;
  return { k: 'assign', op: node.operator === '=' ? '=' : node.operator.slice(0, -1), target, value, ...(data && { data }), s, e };
}

function lowerBinary(cx: Context, node: { operator: string; left: Expression | PrivateIdentifier; right: Expression }, s: number, e: number): Expr {
  if (node.left.type === 'PrivateIdentifier') return { k: 'privatein', name: `#${node.left.name}`, r: lowerExpr(cx, node.right), s, e };
  return { k: 'binary', op: node.operator, l: lowerExpr(cx, node.left), r: lowerExpr(cx, node.right), s, e };
}

/** In JavaScript, a doc comment with a type before parentheses is a cast. */
function lowerParenthesized(cx: Context, node: Extract<Expression, { type: 'ParenthesizedExpression' }>, hint: Hint | undefined): Expr {
  const doc = cx.js ? cx.docs.before(node.start) : undefined;
  const type = doc?.type;
  const expr = lowerExpr(cx, node.expression, hint);
  if (!type) return expr;
  const span = { s: node.start, e: node.end };
  if (type.k === 'ref' && type.name === 'const') return { k: 'cast', expr, kind: 'const', ...span };
  return { k: 'cast', expr, kind: 'as', type, ...span };
}

/** `hint` names the function or class that the expression is. */
export function lowerExpr(cx: Context, node: Expression, hint?: Hint): Expr {
  const s = node.start;
  const e = node.end;
  switch (node.type) {
    case 'Identifier': return reference(cx, node.name, s, e);
    case 'Literal': return lowerLiteral(node);
    case 'MemberExpression': {
      const { property } = node;
      const obj = lowerExpr(cx, node.object);
      const key = lowerKey(cx, property, node.computed);
      return node.optional ? { k: 'member', obj, key, opt: true, ks: property.start, ke: property.end, s, e }
        : { k: 'member', obj, key, ks: property.start, ke: property.end, s, e };
    }
    case 'CallExpression': {
      const source = node.arguments[0];
      if (source && source.type !== 'SpreadElement' && node.arguments.length === 1 && isRequire(cx, node.callee)) {
        cx.usesCommonJs = true;
        if (source.type === 'Literal' && typeof source.value === 'string') cx.requires.push(source.value);
        return { k: 'require', source: lowerExpr(cx, source), s, e };
      }
      const callee = lowerExpr(cx, node.callee);
      const args = node.arguments.map(a => lowerArg(cx, a));
      return { k: 'call', callee, args, ...(node.optional && { opt: true }), ...typeArgs(cx, node.typeArguments), s, e };
    }
    case 'NewExpression':
      return { k: 'new', callee: lowerExpr(cx, node.callee), args: node.arguments.map(a => lowerArg(cx, a)), ...typeArgs(cx, node.typeArguments), s, e };
    case 'ChainExpression': return { k: 'chain', expr: lowerExpr(cx, node.expression), s, e };
    case 'ArrowFunctionExpression':
      return { k: 'func', f: lowerFunction(cx, node, 'arrow', hint), s, e };
    case 'FunctionExpression':
    case 'FunctionDeclaration':
    case 'TSDeclareFunction':
    case 'TSEmptyBodyFunctionExpression':
      return { k: 'func', f: lowerFunction(cx, node, 'function', hint), s, e };
    case 'ClassExpression':
    case 'ClassDeclaration':
      return { k: 'class', c: lowerClass(cx, node, hint), s, e };
    case 'TemplateLiteral': return { k: 'template', ...templateParts(cx, node), s, e };
    case 'TaggedTemplateExpression':
      return { k: 'tagged', tag: lowerExpr(cx, node.tag), ...templateParts(cx, node.quasi), ...typeArgs(cx, node.typeArguments), s, e };
    case 'ObjectExpression': return lowerObject(cx, node);
    case 'ArrayExpression': return { k: 'array', elems: node.elements.map(a => a && lowerArg(cx, a)), s, e };
    case 'AssignmentExpression': return lowerAssignment(cx, node);
    case 'BinaryExpression': return lowerBinary(cx, node, s, e);
    case 'LogicalExpression': return { k: 'logical', op: node.operator, l: lowerExpr(cx, node.left), r: lowerExpr(cx, node.right), s, e };
    case 'ConditionalExpression':
      return { k: 'cond', test: lowerExpr(cx, node.test), yes: lowerExpr(cx, node.consequent), no: lowerExpr(cx, node.alternate), s, e };
    case 'UnaryExpression': return { k: 'unary', op: node.operator, arg: lowerExpr(cx, node.argument), s, e };
    case 'UpdateExpression': return { k: 'update', op: node.operator, prefix: node.prefix, target: lowerPattern(cx, node.argument), s, e };
    case 'AwaitExpression': return { k: 'await', arg: lowerExpr(cx, node.argument), s, e };
    case 'YieldExpression':
      return { k: 'yield', ...(node.argument && { arg: lowerExpr(cx, node.argument) }), delegate: node.delegate, s, e };
    case 'SequenceExpression': return { k: 'seq', exprs: node.expressions.map(x => lowerExpr(cx, x)), s, e };
    case 'ThisExpression': return { k: 'this', s, e };
    case 'Super': return { k: 'super', s, e };
    case 'MetaProperty': return { k: node.meta.name === 'new' ? 'newtarget' : 'importmeta', s, e };
    case 'ImportExpression': return { k: 'import', source: lowerExpr(cx, node.source), s, e };
    case 'ParenthesizedExpression': return lowerParenthesized(cx, node, hint);
    case 'TSAsExpression':
    case 'TSTypeAssertion': {
      const expr = lowerExpr(cx, node.expression, hint);
      const type = lowerType(cx, node.typeAnnotation);
      return type.k === 'ref' && type.name === 'const' ? { k: 'cast', expr, kind: 'const', s, e } : { k: 'cast', expr, kind: 'as', type, s, e };
    }
    case 'TSSatisfiesExpression':
      return { k: 'cast', expr: lowerExpr(cx, node.expression, hint), kind: 'satisfies', type: lowerType(cx, node.typeAnnotation), s, e };
    case 'TSNonNullExpression': return { k: 'cast', expr: lowerExpr(cx, node.expression), kind: 'nonnull', s, e };
    case 'TSInstantiationExpression': return { k: 'cast', expr: lowerExpr(cx, node.expression), kind: 'instantiate', s, e };
    case 'JSXElement':
    case 'JSXFragment': return lowerJsx(cx, node);
    case 'V8IntrinsicExpression':
      return { k: 'call', callee: { k: 'global', name: `%${node.name.name}`, s, e }, args: node.arguments.map(a => lowerArg(cx, a)), s, e };
    default:
      // Only a tree that the parser recovered from an error has anything else here.
      return { k: 'undef', s, e };
  }
}
