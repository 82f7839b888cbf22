import type { Expression, ObjectExpression, TemplateLiteral } from 'oxc-parser';
import type { Context, Hint } from './context.js';
import { lowerExpr } from './expressions.js';
import { lowerFunction } from './functions.js';
import type { Expr, Key, ObjectEntry } from './ir.js';
import { lowerKey } from './patterns.js';

export function lowerLiteral(node: Extract<Expression, { type: 'Literal' }>): Expr {
  const s = node.start;
  const e = node.end;
  if ('bigint' in node) return { k: 'bigint', value: node.bigint, s, e };
  if ('regex' in node) return { k: 'regex', pattern: node.regex.pattern, flags: node.regex.flags, s, e };
  return { k: 'const', value: node.value, s, e };
}

/** A quasi with a wrong escape, legal below a tag, has its raw text. */
export function templateParts(cx: Context, node: TemplateLiteral): { quasis: readonly string[]; exprs: readonly Expr[] } {
  return { quasis: node.quasis.map(q => q.value.cooked ?? q.value.raw), exprs: node.expressions.map(x => lowerExpr(cx, x)) };
}

export const keyHint = (key: Key, s: number, e: number): Hint => ({ name: 'name' in key ? key.name : '', s, e });

export function lowerObject(cx: Context, node: ObjectExpression): Expr {
  const props = node.properties.map((p): ObjectEntry => {
    const s = p.start;
    const e = p.end;
    if (p.type === 'SpreadElement') return { kind: 'spread', value: lowerExpr(cx, p.argument), s, e };
    const key = lowerKey(cx, p.key, p.computed);
    const doc = cx.docs.before(s);
    const hint = { ...keyHint(key, p.key.start, p.key.end), ...(doc && { doc }) };
    const documented = doc ? { doc } : {};
    if (p.kind !== 'init' || p.method) {
      const kind = p.kind === 'init' ? 'method' : p.kind;
      const f = p.value.type === 'FunctionExpression' ? lowerFunction(cx, p.value, kind, hint) : -1;
      return { kind: p.kind, key, value: { k: 'func', f, s: p.value.start, e: p.value.end }, ...documented, s, e };
    }
    let value = lowerExpr(cx, p.value, hint);
    if (cx.js && doc?.type) value = { k: 'cast', expr: value, kind: 'as', type: doc.type, s: value.s, e: value.e };
    return { kind: 'init', key, value, ...documented, s, e };
  });
  return { k: 'object', props, s: node.start, e: node.end };
}
