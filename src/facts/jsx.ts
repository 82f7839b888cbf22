import type { JSXAttributeItem, JSXChild, JSXElement, JSXElementName, JSXFragment } from 'oxc-parser';
import type { Context } from './context.js';
import { lowerExpr } from './expressions.js';
import type { Arg, Expr, JsxAttribute } from './ir.js';
import { reference } from './scopes.js';

// The named entities of HTML that occur in practice; others stay as written, which changes no flow.
const ENTITIES: Readonly<Record<string, string>> = {
  amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: '\u00a0', copy: '©', reg: '®', hellip: '…', mdash: '—', ndash: '–',
  laquo: '«', raquo: '»', lsquo: '‘', rsquo: '’', ldquo: '“', rdquo: '”', bull: '•', middot: '·', times: '×', euro: '€',
};

function decode(text: string): string {
  if (!text.includes('&')) return text;
  return text.replace(/&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|(\w+));/gi, (whole, hex?: string, decimal?: string, name?: string) => {
    if (name !== undefined) return ENTITIES[name] ?? whole;
    const code = hex === undefined ? Number(decimal) : parseInt(hex, 16);
    return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });
}

/** JSX text as it is rendered: lines trimmed and joined by a blank; undefined where nothing is left. */
function jsxText(raw: string): string | undefined {
  if (!/[\r\n]/.test(raw)) return raw === '' ? undefined : decode(raw);
  const lines = raw.split(/\r\n|\n|\r/);
  const kept = lines
    .map((line, i) => (i === 0 ? line : line.replace(/^[ \t]+/, '')))
    .map((line, i) => (i === lines.length - 1 ? line : line.replace(/[ \t]+$/, '')))
    .filter(line => line !== '' && !(/^[ \t]*$/.test(line)));
  return kept.length > 0 ? decode(kept.join(' ')) : undefined;
}

function lowerTag(cx: Context, name: JSXElementName): Expr | string {
  const s = name.start;
  const e = name.end;
  if (name.type === 'JSXNamespacedName') return `${name.namespace.name}:${name.name.name}`;
  if (name.type === 'JSXMemberExpression') {
    const object = name.object;
    const obj = object.type === 'JSXIdentifier' ? identifier(cx, object.name, object.start, object.end) : (lowerTag(cx, object) as Expr);
    return { k: 'member', obj, key: { name: name.property.name }, ks: name.property.start, ke: name.property.end, s, e };
  }
  return /^[a-z]|-/.test(name.name) && name.name !== 'this' ? name.name : identifier(cx, name.name, s, e);
}

const identifier = (cx: Context, name: string, s: number, e: number): Expr =>
  name === 'this' ? { k: 'this', s, e } : reference(cx, name, s, e);

function lowerAttribute(cx: Context, node: JSXAttributeItem): JsxAttribute {
  const span = { s: node.start, e: node.end };
  if (node.type === 'JSXSpreadAttribute') return { spread: lowerExpr(cx, node.argument), ...span };
  const name = node.name.type === 'JSXIdentifier' ? node.name.name : `${node.name.namespace.name}:${node.name.name.name}`;
  const { value } = node;
  if (value === null) return { name, value: { k: 'const', value: true, ...span }, ...span };
  if (value.type === 'Literal') return { name, value: { k: 'const', value: decode(value.value), s: value.start, e: value.end }, ...span };
  if (value.type !== 'JSXExpressionContainer') return { name, value: lowerJsx(cx, value), ...span };
  const { expression } = value;
  if (expression.type === 'JSXEmptyExpression') return { name, value: { k: 'undef', s: expression.start, e: expression.end }, ...span };
  return { name, value: lowerExpr(cx, expression, { name, s: node.name.start, e: node.name.end }), ...span };
}

function lowerChild(cx: Context, node: JSXChild): Arg | undefined {
  const s = node.start;
  const e = node.end;
  switch (node.type) {
    case 'JSXText': {
      const value = jsxText(node.value);
      return value === undefined ? undefined : { k: 'const', value, s, e };
    }
    case 'JSXExpressionContainer':
      return node.expression.type === 'JSXEmptyExpression' ? undefined : lowerExpr(cx, node.expression);
    case 'JSXSpreadChild': return { k: 'spread', arg: lowerExpr(cx, node.expression), s, e };
    default: return lowerJsx(cx, node);
  }
}

export function lowerJsx(cx: Context, node: JSXElement | JSXFragment): Expr {
  const opening = node.type === 'JSXElement' ? node.openingElement : undefined;
  const tag = opening ? lowerTag(cx, opening.name) : null;
  const attrs = opening ? opening.attributes.map(a => lowerAttribute(cx, a)) : [];
  const children = node.children.map(c => lowerChild(cx, c)).filter(c => c !== undefined);
  return { k: 'jsx', tag, attrs, children, s: node.start, e: node.end };
}
