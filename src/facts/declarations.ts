import type { Class, Node, TSEnumDeclaration, TSModuleDeclaration } from 'oxc-parser';
import { lowerAmbient, lowerEnumType, lowerClassType } from './ambient.js';
import { lowerClass } from './classes.js';
import type { Context, Hint } from './context.js';
import { enterFunction, plainHead } from './functions.js';
import { lowerExpr } from './expressions.js';
import { hoist, runs } from './hoist.js';
import type { Expr, Stmt } from './ir.js';
import { exportAll, exportAssignment, exportDefault, exportDeclared, exportNamed, lowerImportEquals } from './modules.js';
import { keyName } from './patterns.js';
import { Scope } from './scopes.js';
import { lowerStatements, lowerVariables } from './statements.js';

function lowerEnum(cx: Context, node: TSEnumDeclaration, out: Stmt[]): void {
  const v = cx.scope.names.get(node.id.name);
  if (v === undefined) return;
  const span = { s: node.start, e: node.end };
  const names = new Set<string>();
  const scope = new Scope(cx.scope, 'names');
  scope.members = { v, names };
  const members = cx.within(scope, () => node.body.members.map(m => {
    const name = keyName(m.id, m.computed) ?? '';
    const init: Expr | undefined = m.initializer ? lowerExpr(cx, m.initializer) : undefined;
    names.add(name);
    return { name, ...(init && { init }) };
  }));
  out.push({
    k: 'decl', kind: 'enum', target: { k: 'pvar', v, s: node.id.start, e: node.id.end }, init: { k: 'enum', members, ...span }, ...span,
  });
}

/** A class declaration: its value is bound where it stands. */
export function lowerClassDeclaration(cx: Context, node: Class, start: number, out: Stmt[]): void {
  const doc = cx.docs.before(Math.min(start, node.decorators[0]?.start ?? start)) ?? cx.docs.before(node.start);
  const hint: Hint = { name: node.id?.name ?? 'default', s: node.id?.start ?? node.start, e: node.id?.end ?? node.start, ...(doc && { doc }) };
  const c = lowerClass(cx, node, hint);
  if (!node.id) return;
  lowerClassType(cx, node, doc, c);
  const v = cx.scope.names.get(node.id.name);
  if (v === undefined) return;
  const span = { s: node.start, e: node.end };
  out.push({ k: 'decl', kind: 'class', target: { k: 'pvar', v, s: node.id.start, e: node.id.end }, init: { k: 'class', c, ...span }, ...span });
}

/** A namespace runs as a function of its own; `A.B` is B exported from A. */
function lowerNamespace(cx: Context, node: TSModuleDeclaration, names: readonly { name: string; s: number; e: number }[], out: Stmt[]): void {
  const [first, ...rest] = names;
  const v = first && cx.scope.names.get(first.name);
  if (!first || v === undefined) return;
  const span = { s: node.start, e: node.end };
  const exported: { name: string; v: number }[] = [];
  const known = cx.namespaceMembers.get(v) ?? new Set<string>();
  cx.namespaceMembers.set(v, known);
  const host = { ...cx.host, prefix: `${cx.host.prefix}${first.name}.`, exported };
  const f = cx.hosted(host, () => enterFunction(cx, plainHead('namespace', span, first.name, first), () => {
    cx.scope.members = { v, names: known };
    const body: Stmt[] = [];
    let funcs: readonly { v: number; f: number }[] = [];
    const [next] = rest;
    if (next) {
      const inner = cx.newBinding(next.name, 'namespace', next.s, next.e);
      cx.scope.names.set(next.name, inner);
      cx.scope.owned.push(inner);
      exported.push({ name: next.name, v: inner });
      lowerNamespace(cx, node, rest, body);
    } else {
      const statements = node.body?.body ?? [];
      hoist(cx, statements, true);
      const lowered = lowerStatements(cx, statements);
      funcs = lowered.funcs;
      body.push(...lowered.body);
    }
    return { params: [], body: { scope: cx.capturedOf(cx.scope), funcs, body } };
  }));
  for (const x of exported) known.add(x.name);
  out.push({ k: 'namespace', v, f, exports: exported, ...span });
}

function namespaceNames(id: Node): { name: string; s: number; e: number }[] {
  if (id.type === 'TSQualifiedName') return [...namespaceNames(id.left), { name: id.right.name, s: id.right.start, e: id.right.end }];
  return id.type === 'Identifier' ? [{ name: id.name, s: id.start, e: id.end }] : [];
}

/** Statements that declare, import or export. `exported`: an `export` stands before it, from `start` on. */
export function lowerDeclaration(cx: Context, node: Node, start: number, exported: boolean, out: Stmt[]): void {
  if (exported) exportDeclared(cx, node);
  const declared = 'declare' in node && node.declare === true;
  if (cx.host.ambient || declared) {
    lowerAmbient(cx, node, start, exported);
    return;
  }
  switch (node.type) {
    case 'VariableDeclaration': lowerVariables(cx, node, start, out); break;
    case 'ClassDeclaration': lowerClassDeclaration(cx, node, start, out); break;
    case 'TSEnumDeclaration': lowerEnumType(cx, node, start); lowerEnum(cx, node, out); break;
    case 'TSModuleDeclaration':
      if (node.global || node.id.type === 'Literal' || !runs(node)) lowerAmbient(cx, node, start, exported);
      else lowerNamespace(cx, node, namespaceNames(node.id), out);
      break;
    case 'ExportNamedDeclaration':
      if (node.declaration) lowerDeclaration(cx, node.declaration, node.start, true, out);
      else exportNamed(cx, node);
      break;
    case 'ExportDefaultDeclaration': exportDefault(cx, node, out); break;
    case 'ExportAllDeclaration': exportAll(cx, node); break;
    case 'TSExportAssignment': exportAssignment(cx, node, out); break;
    case 'TSImportEqualsDeclaration': lowerImportEquals(cx, node, start, out); break;
    case 'TSInterfaceDeclaration':
    case 'TSTypeAliasDeclaration':
    case 'TSDeclareFunction': lowerAmbient(cx, node, start, exported); break;
    // Function declarations are hoisted, imports are bindings, `export as namespace` is for scripts without modules.
  }
}
