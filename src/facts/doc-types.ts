import { parseSync } from 'oxc-parser';
import type { Context } from './context.js';
import { braced, plain, tagsOf, type Tag } from './doc-tags.js';
import type { DocTypeParser } from './docs.js';
import type { TypeIR, TypeMember, TypeParam } from './ir.js';
import { lowerType } from './types.js';

const PREFIX = 'type T = ';

/** Moves every offset of a small tree. */
function shift(node: unknown, by: number): void {
  if (Array.isArray(node)) for (const n of node) shift(n, by);
  else if (node !== null && typeof node === 'object') {
    const placed = node as { start?: number; end?: number };
    if (placed.start !== undefined) placed.start += by;
    if (placed.end !== undefined) placed.end += by;
    for (const value of Object.values(node)) shift(value, by);
  }
}

/** A parser of JSDoc types that lowers into `cx`. Closure's forms are read as TypeScript reads them. */
export function docTypeParser(cx: () => Context): DocTypeParser {
  return (written, offset) => {
    // Every replacement keeps the length, so that offsets stay true.
    let text = written.replace(/(\n[ \t]*)\*/g, '$1 ').replace(/\.</g, ' <');
    const span = { s: offset, e: offset + written.length };
    if (/^\s*[*?]\s*$/.test(text)) return { k: 'prim', name: 'any', ...span };
    const rest = /^\s*\.\.\./.test(text);
    if (rest) text = text.replace('...', '   ');
    const optional = /=\s*$/.test(text);
    if (optional) text = text.replace(/=(\s*)$/, ' $1');
    const result = parseSync('doc.ts', PREFIX + text, { lang: 'ts', astType: 'ts', preserveParens: false });
    const [statement] = result.program.body;
    if (statement?.type !== 'TSTypeAliasDeclaration' || result.program.body.length !== 1) return undefined;
    shift(statement, offset - PREFIX.length);
    const type = lowerType(cx(), statement.typeAnnotation);
    if (rest) return { k: 'rest', type: { k: 'array', type, ...span }, ...span };
    return optional ? { k: 'optional', type, ...span } : type;
  };
}

interface Field {
  readonly name: string;
  readonly type: TypeIR | undefined;
  readonly s: number;
  readonly e: number;
}

/** `{T} name`, `{T} [name=default]`; dotted names describe an earlier one's fields. */
function fields(tags: readonly Tag[], wanted: RegExp, parseType: DocTypeParser): Field[] {
  const all: Field[] = [];
  for (const tag of tags) {
    if (!wanted.test(tag.name)) continue;
    const inner = braced(tag);
    const m = /^[\s*]*(\[)?\s*([\w$.[\]]+)/.exec(inner ? inner.rest : tag.body);
    if (!m?.[2]) continue;
    const parsed = inner && parseType(inner.text, inner.offset);
    const span = { s: tag.start, e: tag.offset + tag.body.trimEnd().length };
    const type: TypeIR | undefined = parsed && m[1] && parsed.k !== 'optional' ? { k: 'optional', type: parsed, ...span } : parsed;
    all.push({ name: m[2].replace(/\]$/, ''), type, ...span });
  }
  return all;
}

const isPlainObject = (type: TypeIR | undefined): boolean =>
  type === undefined || (type.k === 'prim' && type.name === 'object') || (type.k === 'ref' && /^[Oo]bject$/.test(type.name))
  || (type.k === 'optional' && isPlainObject(type.type));

const property = ({ name, type, s, e }: Field): TypeMember => ({
  kind: 'prop', name, ...(type?.k === 'optional' && { optional: true }), ...(type && { type: type.k === 'optional' ? type.type : type }), s, e,
});

/** Fields with the dotted ones below them folded into object types. */
function nested(all: readonly Field[]): Field[] {
  return all.filter(f => !f.name.includes('.')).map(f => {
    const below = all.filter(x => x.name.startsWith(`${f.name}.`)).map(x => ({ ...x, name: x.name.slice(f.name.length + 1) }));
    if (below.length === 0 || !isPlainObject(f.type)) return f;
    const type: TypeIR = { k: 'object', members: nested(below).map(property), s: f.s, e: f.e };
    return { ...f, type: f.type?.k === 'optional' ? { ...f.type, type } : type };
  });
}

/** The types of `@param`s, by name in order. */
export function parameterTypes(tags: readonly Tag[], parseType: DocTypeParser): Readonly<Record<string, TypeIR>> | undefined {
  const found = nested(fields(tags, /^(?:param|arg|argument)$/, parseType)).flatMap(f => (f.type ? [[f.name, f.type] as const] : []));
  return found.length > 0 ? Object.fromEntries(found) : undefined;
}

function templateParams(tags: readonly Tag[], parseType: DocTypeParser): TypeParam[] {
  return tags.filter(t => t.name === 'template').flatMap(t => {
    const inner = braced(t);
    const constraint = inner && parseType(inner.text, inner.offset);
    return plain((inner ? inner.rest : t.body).split(/\s-\s/)[0] ?? '').split(/[\s,]+/).filter(n => /^[\w$]+$/.test(n))
      .map(name => ({ name, ...(constraint && { constraint }) }));
  });
}

const IMPORT = /^\s*(?:([\w$]+)\s*,?\s*)?(?:\{([^}]*)\})?\s*from\s*(['"][^'"]+['"])/;

/** `@import { Customer, Order as Bought } from './types.js'`: the names of those types in this file. Namespaces are left out. */
function importedTypes(tag: Tag, parseType: DocTypeParser): Context['types'] {
  const [, whole, list, from] = IMPORT.exec(plain(tag.body)) ?? [];
  if (from === undefined) return [];
  const span = { s: tag.start, e: tag.offset + tag.body.trimEnd().length };
  const names = (list ?? '').split(',').map((n) => /^\s*(?:type\s+)?([\w$]+)(?:\s+as\s+([\w$]+))?\s*$/.exec(n)).filter((n) => n !== null).map(([, name, local]) => [name!, local ?? name!] as const);
  return [...(whole === undefined ? [] : [['default', whole] as const]), ...names].flatMap(([name, local]) => {
    const type = parseType(`import(${from}).${name}`, tag.offset);
    return type ? [{ name: local, kind: 'alias' as const, type, fn: 0, ...span }] : [];
  });
}

/** The types that doc comments of a JavaScript file declare: `@typedef`, `@callback`. They are exported, as TypeScript has it. */
export function lowerTypedefs(cx: Context, parseType: DocTypeParser): void {
  for (const comment of cx.docs.comments) {
    const tags = tagsOf(comment);
    for (const t of tags) if (t.name === 'import') cx.types.push(...importedTypes(t, parseType));
    const tag = tags.find(t => t.name === 'typedef' || t.name === 'callback');
    if (!tag) continue;
    const inner = braced(tag);
    const after = inner ? inner.rest : tag.body;
    const name = /^[\s*]*([\w$]+)/.exec(after)?.[1] ;
    if (name === undefined) continue;
    const span = { s: comment.start, e: comment.end };
    const written = inner && parseType(inner.text, inner.offset);
    const properties = nested(fields(tags, /^(?:prop|property)$/, parseType));
    const typeParams = templateParams(tags, parseType);
    const doc = cx.docs.parse(comment);
    let type: TypeIR;
    if (tag.name === 'callback') {
      const params = nested(fields(tags, /^(?:param|arg|argument)$/, parseType)).map(f => ({
        name: f.name, ...(f.type?.k === 'optional' && { optional: true as const }), ...(f.type?.k === 'rest' && { rest: true as const }),
        ...(f.type && { type: f.type.k === 'optional' || f.type.k === 'rest' ? f.type.type : f.type }),
      }));
      type = { k: 'fn', fn: { params, ...(doc?.returns && { ret: doc.returns }) }, ...span };
    } else type = written && !isPlainObject(written) ? written : { k: 'object', members: properties.map(property), ...span };
    cx.types.push({ name, kind: 'alias', type, ...(typeParams.length > 0 && { typeParams }), fn: 0, ...(doc && { doc }), ...span });
    cx.exports.push({ k: 'local', name, local: name, typeOnly: true, ...span });
  }
}
