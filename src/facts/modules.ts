import type {
  ExportAllDeclaration, ExportDefaultDeclaration, ExportNamedDeclaration, ImportDeclaration, ModuleExportName, Node, TSExportAssignment, TSImportEqualsDeclaration,
} from 'oxc-parser';
import { lowerAmbient, lowerClassType } from './ambient.js';
import type { Context } from './context.js';
import { lowerClassDeclaration } from './declarations.js';
import { lowerExpr } from './expressions.js';
import { runs } from './hoist.js';
import type { Expr, ImportFact, Span, Stmt } from './ir.js';
import { boundNames } from './patterns.js';
import { declare, reference } from './scopes.js';
import { dottedName } from './types.js';

const exportedName = (node: ModuleExportName): string => (node.type === 'Literal' ? node.value : node.name);

const inModule = (cx: Context): { module?: string } => (cx.host.module === undefined ? {} : { module: cx.host.module });

/** `name` is the local name's place. */
function addImport(cx: Context, fact: Omit<ImportFact, 'v'>, name?: Span): void {
  const bound = name && !fact.typeOnly && cx.host.module === undefined && cx.host.prefix === '';
  const v = bound ? declare(cx, fact.local, 'import', name) : undefined;
  const binding = v === undefined ? undefined : cx.bindings[v];
  if (binding) binding.import = cx.imports.length;
  cx.imports.push({ ...fact, ...inModule(cx), ...(v !== undefined && { v }) });
}

export function declareImports(cx: Context, node: ImportDeclaration): void {
  const source = node.source.value;
  const typeOnly = node.importKind === 'type';
  if (node.specifiers.length === 0) addImport(cx, { source, imported: '', local: '', typeOnly, s: node.start, e: node.end });
  for (const spec of node.specifiers) {
    const span = { s: spec.start, e: spec.end };
    const local = spec.local.name;
    const name = { s: spec.local.start, e: spec.local.end };
    if (spec.type === 'ImportSpecifier') addImport(cx, { source, imported: exportedName(spec.imported), local, typeOnly: typeOnly || spec.importKind === 'type', ...span }, name);
    else addImport(cx, { source, imported: spec.type === 'ImportDefaultSpecifier' ? 'default' : '*', local, typeOnly, ...span }, name);
  }
}

/** Hoisting of `import x = …`; the alias of a namespace's member is bound like a constant. */
export function declareImportEquals(cx: Context, node: TSImportEqualsDeclaration): void {
  const span = { s: node.id.start, e: node.id.end };
  const { moduleReference } = node;
  if (moduleReference.type !== 'TSExternalModuleReference') declare(cx, node.id.name, 'const', span);
  else addImport(cx, { source: moduleReference.expression.value, imported: '=', local: node.id.name, typeOnly: node.importKind === 'type', s: node.start, e: node.end }, span);
}

/** The type that `import x = NS.Y` may name; in a block that hoists nothing, the import of `import x = require()` too. */
export function importEqualsFacts(cx: Context, node: TSImportEqualsDeclaration, exported: boolean): void {
  const { moduleReference } = node;
  const span = { s: node.id.start, e: node.id.end };
  if (exported) pushExport(cx, node.id.name, node.id.name, span, false);
  if (moduleReference.type === 'TSExternalModuleReference') {
    if (cx.host.module !== undefined) declareImportEquals(cx, node);
    return;
  }
  const { prefix, fn, global, module } = cx.host;
  const type = { k: 'ref' as const, name: dottedName(moduleReference) ?? '', s: moduleReference.start, e: moduleReference.end };
  cx.types.push({ name: prefix + node.id.name, kind: 'alias', type, fn, ...(global && { global }), ...(module !== undefined && { module }), ...span });
}

export function lowerImportEquals(cx: Context, node: TSImportEqualsDeclaration, start: number, out: Stmt[]): void {
  importEqualsFacts(cx, node, false);
  const { moduleReference } = node;
  const v = cx.scope.names.get(node.id.name);
  if (moduleReference.type === 'TSExternalModuleReference' || v === undefined) return;
  const value = (n: Node): Expr => n.type === 'TSQualifiedName'
    ? { k: 'member', obj: value(n.left), key: { name: n.right.name }, ks: n.right.start, ke: n.right.end, s: n.start, e: n.end }
    : reference(cx, n.type === 'Identifier' ? n.name : '', n.start, n.end);
  out.push({ k: 'decl', kind: 'const', target: { k: 'pvar', v, s: node.id.start, e: node.id.end }, init: value(moduleReference), s: start, e: node.end });
}

/** Records an export of a local name, or of a namespace's. Names below an ambient namespace and in `declare module` export themselves. */
export function pushExport(cx: Context, name: string, local: string, span: Span, typeOnly: boolean, v = cx.scope.names.get(local)): void {
  const { exported, prefix } = cx.host;
  if (exported && v !== undefined) exported.push({ name, v });
  if (exported || prefix !== '') return;
  cx.exports.push({ k: 'local', name, local, ...(v !== undefined && !inModule(cx).module && { v }), ...(typeOnly && { typeOnly }), ...inModule(cx), s: span.s, e: span.e });
}

/** `export` before a declaration. */
export function exportDeclared(cx: Context, node: Node): void {
  if (cx.host.module !== undefined) return;
  const push = (id: Node | null, typeOnly: boolean): void => {
    for (const name of boundNames(id)) pushExport(cx, name.name, name.name, name, typeOnly);
  };
  switch (node.type) {
    case 'VariableDeclaration': for (const d of node.declarations) push(d.id, false); break;
    case 'FunctionDeclaration':
    case 'TSDeclareFunction':
      // Of overloads, one export.
      if (node.id && !cx.exports.some(x => x.k === 'local' && x.name === node.id?.name && cx.host.exported === undefined)) push(node.id, false);
      break;
    case 'ClassDeclaration':
    case 'TSEnumDeclaration': push(node.id, false); break;
    case 'TSImportEqualsDeclaration': push(node.id, false); break;
    case 'TSInterfaceDeclaration':
    case 'TSTypeAliasDeclaration': push(node.id, true); break;
    case 'TSModuleDeclaration': {
      let { id } = node;
      while (id.type === 'TSQualifiedName' && id.left.type !== 'ThisExpression') id = id.left;
      push(id, !runs(node));
      break;
    }
  }
}

export function exportNamed(cx: Context, node: ExportNamedDeclaration): void {
  for (const spec of node.specifiers) {
    const span = { s: spec.start, e: spec.end };
    const typeOnly = node.exportKind === 'type' || spec.exportKind === 'type';
    const name = exportedName(spec.exported);
    const local = exportedName(spec.local);
    if (node.source) cx.exports.push({ k: 'from', name, imported: local, source: node.source.value, ...(typeOnly && { typeOnly }), ...inModule(cx), ...span });
    else pushExport(cx, name, local, span, typeOnly);
  }
  // `export {} from 's'` still loads it.
  if (node.source && node.specifiers.length === 0) addImport(cx, { source: node.source.value, imported: '', local: '', typeOnly: node.exportKind === 'type', s: node.start, e: node.end });
}

export function exportAll(cx: Context, node: ExportAllDeclaration): void {
  const span = { s: node.start, e: node.end };
  const common = { source: node.source.value, ...(node.exportKind === 'type' && { typeOnly: true }), ...inModule(cx), ...span };
  cx.exports.push(node.exported ? { k: 'from', name: exportedName(node.exported), imported: '*', ...common } : { k: 'all', ...common });
}

export function exportDefault(cx: Context, node: ExportDefaultDeclaration, out: Stmt[]): void {
  const { declaration } = node;
  const span = { s: node.start, e: node.end };
  switch (declaration.type) {
    case 'TSInterfaceDeclaration':
      pushExport(cx, 'default', declaration.id.name, span, true);
      lowerAmbient(cx, declaration, node.start, true);
      return;
    case 'TSDeclareFunction':
      if (!cx.exports.some(x => x.k === 'local' && x.name === 'default')) pushExport(cx, 'default', declaration.id?.name ?? '*default*', span, false);
      lowerAmbient(cx, declaration, node.start, true);
      return;
    case 'FunctionDeclaration':
      if (!declaration.id) break;
      if (!cx.exports.some(x => x.k === 'local' && x.name === 'default')) pushExport(cx, 'default', declaration.id.name, span, false);
      return;
    case 'ClassDeclaration':
      if (!declaration.id) break;
      pushExport(cx, 'default', declaration.id.name, span, false);
      lowerClassDeclaration(cx, declaration, node.start, out);
      return;
  }
  const v = cx.newBinding('*default*', 'default', declaration.start, declaration.end);
  cx.scope.owned.push(v);
  cx.defaultBinding = v;
  pushExport(cx, 'default', declaration.type === 'Identifier' ? declaration.name : '*default*', span, false, v);
  const doc = cx.docs.before(node.start);
  const expr = lowerExpr(cx, declaration, { name: 'default', s: declaration.start, e: declaration.start, ...(doc && { doc }) });
  if (declaration.type === 'ClassDeclaration' && expr.k === 'class') lowerClassType(cx, declaration, doc, expr.c);
  out.push({ k: 'exportdefault', expr, ...span });
}

export function exportAssignment(cx: Context, node: TSExportAssignment, out: Stmt[]): void {
  const span = { s: node.start, e: node.end };
  if (node.expression.type === 'Identifier') pushExport(cx, '=', node.expression.name, span, false);
  if (!cx.host.ambient) out.push({ k: 'exportassign', expr: lowerExpr(cx, node.expression), ...span });
}
