import type { Expression, Node, PropertyKey } from 'oxc-parser';
import type { Context } from './context.js';
import type { Key, Pattern } from './ir.js';
import { lowerExpr } from './expressions.js';
import { lookup } from './scopes.js';

/** The name of a property key that syntax fixes; undefined where it is computed. */
export function keyName(key: PropertyKey | Expression, computed: boolean): string | undefined {
  if (key.type === 'PrivateIdentifier') return `#${key.name}`;
  if (key.type === 'Identifier') return computed ? undefined : key.name;
  if (key.type === 'ParenthesizedExpression') return keyName(key.expression, computed);
  if (key.type === 'Literal') return 'bigint' in key ? key.bigint : 'regex' in key ? undefined : String(key.value);
  if (key.type === 'TemplateLiteral' && key.expressions.length === 0) return key.quasis[0]?.value.cooked ?? undefined;
  return undefined;
}

export function lowerKey(cx: Context, key: PropertyKey, computed: boolean): Key {
  const name = keyName(key, computed);
  // What the analysis gives a meaning of its own as a name is a text here.
  if (name !== undefined && key.type !== 'PrivateIdentifier' && /^[!~#@\uE000]/.test(name)) return { expr: { k: 'const', value: name, s: key.start, e: key.end } };
  return name === undefined ? { expr: lowerExpr(cx, key as Expression) } : { name };
}

function assigned(cx: Context, name: string, s: number, e: number): Pattern {
  const found = lookup(cx, name);
  if (typeof found === 'number') return { k: 'pvar', v: found, s, e };
  if (found) return { k: 'pmember', obj: { k: 'var', v: found.member, s, e }, key: { name }, ks: s, ke: e, s, e };
  return { k: 'pglobal', name, s, e };
}

/** A binding or assignment target; the names that it binds are declared already. Casts around a target are transparent. */
export function lowerPattern(cx: Context, node: Node): Pattern {
  const s = node.start;
  const e = node.end;
  switch (node.type) {
    case 'Identifier':
      return assigned(cx, node.name, s, node.typeAnnotation ? s + node.name.length : e);
    case 'MemberExpression':
      return {
        k: 'pmember', obj: lowerExpr(cx, node.object), key: lowerKey(cx, node.property, node.computed),
        ks: node.property.start, ke: node.property.end, s, e,
      };
    case 'AssignmentPattern': {
      const target = lowerPattern(cx, node.left);
      const hint = node.left.type === 'Identifier' ? { name: node.left.name, s: node.left.start, e: target.e } : undefined;
      return { k: 'pdefault', target, value: lowerExpr(cx, node.right, hint), s, e };
    }
    case 'ObjectPattern': {
      const props: { key: Key; target: Pattern; s: number; e: number }[] = [];
      let rest: Pattern | undefined;
      for (const p of node.properties) {
        if (p.type === 'RestElement') rest = lowerPattern(cx, p.argument);
        else props.push({ key: lowerKey(cx, p.key, p.computed), target: lowerPattern(cx, p.value), s: p.start, e: p.end });
      }
      return rest ? { k: 'pobject', props, rest, s, e } : { k: 'pobject', props, s, e };
    }
    case 'ArrayPattern': {
      const elems: (Pattern | null)[] = [];
      let rest: Pattern | undefined;
      for (const p of node.elements) {
        if (p?.type === 'RestElement') rest = lowerPattern(cx, p.argument);
        else elems.push(p && lowerPattern(cx, p));
      }
      return rest ? { k: 'parray', elems, rest, s, e } : { k: 'parray', elems, s, e };
    }
    case 'ParenthesizedExpression':
    case 'TSAsExpression':
    case 'TSSatisfiesExpression':
    case 'TSTypeAssertion':
    case 'TSNonNullExpression':
      return lowerPattern(cx, node.expression);
    case 'RestElement':
      return lowerPattern(cx, node.argument);
    case 'TSParameterProperty':
      return lowerPattern(cx, node.parameter);
    default:
      // A parse that recovered from a wrong target: it binds nothing.
      return { k: 'pobject', props: [], s, e };
  }
}

/** The identifiers that a binding pattern declares. */
export function boundNames(node: Node | null, found: { name: string; s: number; e: number }[] = []): { name: string; s: number; e: number }[] {
  switch (node?.type) {
    case 'Identifier': found.push({ name: node.name, s: node.start, e: node.start + node.name.length }); break;
    case 'AssignmentPattern': boundNames(node.left, found); break;
    case 'ObjectPattern': for (const p of node.properties) boundNames(p.type === 'RestElement' ? p.argument : p.value, found); break;
    case 'ArrayPattern': for (const p of node.elements) boundNames(p, found); break;
    case 'RestElement': boundNames(node.argument, found); break;
    case 'TSParameterProperty': boundNames(node.parameter, found); break;
  }
  return found;
}
