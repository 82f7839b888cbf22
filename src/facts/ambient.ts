import type { Class, Node, TSClassImplements, TSEnumDeclaration, TSGlobalDeclaration, TSInterfaceDeclaration, TSInterfaceHeritage, TSModuleDeclaration, TSTypeAliasDeclaration, VariableDeclaration } from 'oxc-parser';
import type { Context, Host } from './context.js';
import { declareImports, exportAll, exportAssignment, exportDeclared, exportNamed, importEqualsFacts, pushExport } from './modules.js';
import type { AmbientValue, Doc, TypeDecl, TypeIR, TypeMember } from './ir.js';
import { boundNames, keyName } from './patterns.js';
import { lowerClassTypeMembers, lowerTypeMembers } from './type-members.js';
import { annotation, dottedName, lowerFnType, lowerType, lowerTypeParams, lowerTypes } from './types.js';

type Placed = Pick<TypeDecl, 'name' | 'fn' | 'global' | 'module'>;

const placed = (cx: Context, name: string): Placed => {
  const { prefix, fn, global, module } = cx.host;
  return { name: prefix + name, fn, ...(global && { global }), ...(module !== undefined && { module }) };
};

function addValue(cx: Context, name: string, type: TypeIR | undefined, doc: Doc | undefined, s: number, e: number): void {
  const { fn: _, ...place } = placed(cx, name);
  const value: AmbientValue = { ...place, ...(type && { type }), ...(doc && { doc }), s, e };
  cx.ambient.push(value);
}

const docOf = (cx: Context, start: number, node: Node): { doc?: Doc } => {
  const doc = cx.docs.before(start) ?? cx.docs.before(node.start);
  return doc ? { doc } : {};
};

const heritage = (cx: Context, nodes: readonly (TSInterfaceHeritage | TSClassImplements)[]): TypeIR[] => nodes.map(n => {
  const args = n.typeArguments ? { args: lowerTypes(cx, n.typeArguments.params) } : {};
  return { k: 'ref', name: dottedName(n.expression) ?? '', ...args, s: n.start, e: n.end };
});

function lowerInterface(cx: Context, node: TSInterfaceDeclaration, start: number): void {
  const typeParams = lowerTypeParams(cx, node.typeParameters);
  cx.types.push({
    ...placed(cx, node.id.name), kind: 'interface', ...(typeParams && { typeParams }), members: lowerTypeMembers(cx, node.body.body),
    ...(node.extends.length > 0 && { extends: heritage(cx, node.extends) }), ...docOf(cx, start, node), s: node.id.start, e: node.id.end,
  });
}

function lowerAlias(cx: Context, node: TSTypeAliasDeclaration, start: number): void {
  const typeParams = lowerTypeParams(cx, node.typeParameters);
  cx.types.push({
    ...placed(cx, node.id.name), kind: 'alias', ...(typeParams && { typeParams }), type: lowerType(cx, node.typeAnnotation),
    ...docOf(cx, start, node), s: node.id.start, e: node.id.end,
  });
}

/** The type of a class's instances; one that is exported without a name is `*default*`. `cls` is its index where it has a body in this file. */
export function lowerClassType(cx: Context, node: Class, doc: Doc | undefined, cls?: number): void {
  const name = node.id ?? { name: '*default*', start: node.start, end: node.start };
  const typeParams = lowerTypeParams(cx, node.typeParameters);
  const base = node.superClass ? dottedName(node.superClass) : undefined;
  const args = node.superTypeArguments ? { args: lowerTypes(cx, node.superTypeArguments.params) } : {};
  const parents: TypeIR[] = node.superClass && base !== undefined ? [{ k: 'ref', name: base, ...args, s: node.superClass.start, e: node.superClass.end }] : [];
  const kept = node.implements ?? [];
  cx.types.push({
    ...placed(cx, name.name), kind: 'class', ...(typeParams && { typeParams }), members: lowerClassTypeMembers(cx, node),
    ...(parents.length > 0 && { extends: parents }), ...(kept.length > 0 && { implements: heritage(cx, kept) }),
    ...(cls !== undefined && { cls }), ...(doc && { doc }), s: name.start, e: name.end,
  });
}

export function lowerEnumType(cx: Context, node: TSEnumDeclaration, start: number): void {
  let next: number | undefined = 0;
  const members = node.body.members.map((m): TypeMember => {
    const span = { s: m.start, e: m.end };
    const init = m.initializer;
    const value: string | number | undefined = !init ? next
      : init.type === 'Literal' && (typeof init.value === 'string' || typeof init.value === 'number') ? init.value : undefined;
    next = typeof value === 'number' ? value + 1 : undefined;
    const doc = cx.docs.before(m.start);
    return { kind: 'prop', name: keyName(m.id, m.computed) ?? '', ...(value !== undefined && { type: { k: 'lit', value, ...span } }), ...(doc && { doc }), ...span };
  });
  cx.types.push({ ...placed(cx, node.id.name), kind: 'enum', members, ...docOf(cx, start, node), s: node.id.start, e: node.id.end });
}

function lowerAmbientVariables(cx: Context, node: VariableDeclaration, start: number): void {
  node.declarations.forEach((d, i) => {
    const { doc } = i === 0 ? docOf(cx, start, node) : docOf(cx, d.start, d);
    for (const name of boundNames(d.id)) addValue(cx, name.name, d.id.type === 'Identifier' ? annotation(cx, d.id.typeAnnotation) : undefined, doc, name.s, name.e);
  });
}

/** The value of a class that a `declare module` lists: what `new` makes, and its static members. */
function addConstructor(cx: Context, { name, members = [], s, e }: TypeDecl): void {
  const ret: TypeIR = { k: 'ref', name, s, e };
  const written = members.filter((m) => m.name === 'constructor' && m.fn);
  const constructs = (written.length > 0 ? written.map((m) => m.fn!) : [{ params: [] }]).map((fn): TypeMember => ({ kind: 'construct', name: '', fn: { ...fn, ret }, s, e }));
  addValue(cx, name.slice(cx.host.prefix.length), { k: 'object', members: [...constructs, ...members.filter((m) => m.static)], s, e }, undefined, s, e);
}

/** The value of a namespace in a `declare module`, by what it declares. */
function addNamespace(cx: Context, name: string, from: number, s: number, e: number): void {
  const prefix = `${cx.host.prefix}${name}.`;
  const members = cx.ambient.slice(from).flatMap((v): TypeMember[] => {
    const own = v.name.startsWith(prefix) ? v.name.slice(prefix.length) : '.';
    if (own.includes('.')) return [];
    const { type, doc } = v;
    return [{ kind: 'prop', name: own, ...(type && { type }), ...(doc && { doc }), s: v.s, e: v.e }];
  });
  if (members.length > 0) addValue(cx, name, { k: 'object', members, s, e }, undefined, s, e);
}

function moduleHost(cx: Context, node: TSModuleDeclaration | TSGlobalDeclaration): Host {
  const { host } = cx;
  if (node.global) return { prefix: '', fn: host.fn, ambient: true, global: true };
  if (node.id.type === 'Literal') return { prefix: '', fn: host.fn, ambient: true, module: node.id.value };
  return { ...host, prefix: `${host.prefix}${dottedName(node.id) ?? ''}.`, ambient: true };
}

function lowerAmbientModule(cx: Context, node: TSModuleDeclaration | TSGlobalDeclaration): void {
  const from = cx.ambient.length;
  cx.hosted(moduleHost(cx, node), () => {
    const { body } = node;
    // `declare module 'x';` exports anything.
    if (!body && cx.host.module !== undefined) addValue(cx, '=', { k: 'prim', name: 'any', s: node.id.start, e: node.id.end }, undefined, node.id.start, node.id.end);
    for (const st of body?.body ?? []) lowerAmbient(cx, st, st.start, false);
  });
  const name = node.global || node.id.type === 'Literal' ? undefined : dottedName(node.id);
  if (name !== undefined && !name.includes('.') && cx.host.module !== undefined) addNamespace(cx, name, from, node.id.start, node.id.end);
}

/** A declaration without a run-time part here: a type, or a value of which only the type is known. */
export function lowerAmbient(cx: Context, node: Node, start: number, exported: boolean): void {
  switch (node.type) {
    case 'TSInterfaceDeclaration': lowerInterface(cx, node, start); break;
    case 'TSTypeAliasDeclaration': lowerAlias(cx, node, start); break;
    case 'ClassDeclaration':
      lowerClassType(cx, node, docOf(cx, start, node).doc);
      if (cx.host.module !== undefined) addConstructor(cx, cx.types.at(-1)!);
      break;
    case 'TSEnumDeclaration': lowerEnumType(cx, node, start); break;
    case 'VariableDeclaration': lowerAmbientVariables(cx, node, start); break;
    case 'FunctionDeclaration':
    case 'TSDeclareFunction': {
      const span = { s: node.id?.start ?? node.start, e: node.id?.end ?? node.start };
      const { doc } = docOf(cx, start, node);
      addValue(cx, node.id?.name ?? '*default*', { k: 'fn', fn: lowerFnType(cx, node, doc), ...span }, doc, span.s, span.e);
      break;
    }
    case 'TSModuleDeclaration': lowerAmbientModule(cx, node); break;
    case 'ExportNamedDeclaration':
      if (!node.declaration) exportNamed(cx, node);
      else {
        exportDeclared(cx, node.declaration);
        lowerAmbient(cx, node.declaration, node.start, true);
      }
      break;
    case 'ExportDefaultDeclaration': {
      const { declaration } = node;
      const local = declaration.type === 'Identifier' ? declaration.name : 'id' in declaration && declaration.id ? declaration.id.name : '*default*';
      pushExport(cx, 'default', local, { s: node.start, e: node.end }, declaration.type === 'TSInterfaceDeclaration');
      if (declaration.type !== 'Identifier') lowerAmbient(cx, declaration, node.start, true);
      break;
    }
    case 'ExportAllDeclaration': exportAll(cx, node); break;
    case 'TSExportAssignment': exportAssignment(cx, node, []); break;
    case 'ImportDeclaration': if (cx.host.module !== undefined) declareImports(cx, node); break;
    case 'TSImportEqualsDeclaration': importEqualsFacts(cx, node, exported); break;
  }
}
