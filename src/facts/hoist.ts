import type { Class, Directive, Function as FunctionNode, Node, Statement, TSEnumDeclaration, TSGlobalDeclaration, TSModuleDeclaration, VariableDeclaration } from 'oxc-parser';
import type { Context } from './context.js';
import type { Binding } from './ir.js';
import { declareImportEquals, declareImports } from './modules.js';
import { boundNames } from './patterns.js';
import { declare } from './scopes.js';
import { annotation } from './types.js';

/** A declaration, without the `export` around it, and where its doc comment may end. */
export function unwrapExport(node: Directive | Statement): { node: Node; start: number } {
  if (node.type === 'ExportNamedDeclaration' && node.declaration) return { node: node.declaration, start: node.start };
  if (node.type === 'ExportDefaultDeclaration') return { node: node.declaration, start: node.start };
  return { node, start: node.start };
}

/** A namespace that holds more than types and so has an object at run time. */
export function runs(node: TSModuleDeclaration | TSGlobalDeclaration): boolean {
  return (node.body?.body ?? []).some(st => {
    const inner = unwrapExport(st).node;
    switch (inner.type) {
      case 'TSInterfaceDeclaration':
      case 'TSTypeAliasDeclaration': return false;
      case 'ImportDeclaration': return inner.importKind !== 'type';
      case 'ExportNamedDeclaration': return inner.exportKind !== 'type';
      case 'TSModuleDeclaration': return inner.global ? false : runs(inner);
      default: return true;
    }
  });
}

function annotate(cx: Context, v: number, facts: Partial<Pick<Binding, 'type' | 'doc' | 'ambient'>>): void {
  const binding = cx.bindings[v];
  if (!binding) return;
  if (facts.type) binding.type = facts.type;
  if (facts.doc) binding.doc = facts.doc;
  if (facts.ambient) binding.ambient = true;
}

const KINDS: Readonly<Record<VariableDeclaration['kind'], Binding['kind']>> = { var: 'var', let: 'let', const: 'const', using: 'using', 'await using': 'using' };

/** Declares the names of a variable declaration; `start` is where a doc comment of its first declarator may end. */
export function declareVariables(cx: Context, node: VariableDeclaration, start: number): void {
  node.declarations.forEach((d, i) => {
    const statementDoc = i === 0 ? (cx.docs.before(start) ?? cx.docs.before(node.start)) : undefined;
    for (const name of boundNames(d.id)) {
      const v = declare(cx, name.name, KINDS[node.kind], name);
      const plain = d.id.type === 'Identifier';
      const doc = cx.docs.before(name.s) ?? (plain ? statementDoc : undefined);
      const type = plain ? (annotation(cx, d.id.typeAnnotation) ?? doc?.type) : undefined;
      annotate(cx, v, { ...(type && { type }), ...(doc && { doc }), ...((node.declare || cx.host.ambient) && { ambient: true }) });
    }
  });
}

function declareFunction(cx: Context, node: FunctionNode, start: number): void {
  if (!node.id) return;
  const { id } = node;
  const fresh = !cx.scope.names.has(id.name);
  const v = declare(cx, id.name, 'function', { s: id.start, e: id.end });
  const doc = cx.docs.before(start);
  if (node.body) delete cx.bindings[v]?.ambient;
  annotate(cx, v, { ...(doc && { doc }), ...(!node.body && fresh && { ambient: true }) });
}

function declareNamed(cx: Context, node: Class | TSEnumDeclaration | TSModuleDeclaration, kind: Binding['kind'], start: number): void {
  let id = node.id;
  while (id?.type === 'TSQualifiedName') id = id.left.type === 'ThisExpression' ? null : id.left;
  if (id?.type !== 'Identifier') return;
  const v = declare(cx, id.name, kind, { s: id.start, e: id.end });
  const doc = cx.docs.before(start) ?? cx.docs.before(node.start);
  annotate(cx, v, { ...(doc && { doc }), ...((node.declare || cx.host.ambient) && { ambient: true }) });
}

function hoistStatement(cx: Context, statement: Directive | Statement): void {
  const { node, start } = unwrapExport(statement);
  switch (node.type) {
    case 'VariableDeclaration': if (node.kind !== 'var' || cx.host.ambient) declareVariables(cx, node, start); break;
    case 'FunctionDeclaration':
    case 'TSDeclareFunction': declareFunction(cx, node, start); break;
    case 'ClassDeclaration': declareNamed(cx, node, 'class', start); break;
    case 'TSEnumDeclaration': declareNamed(cx, node, 'enum', start); break;
    case 'TSModuleDeclaration':
      if (!node.global && node.id.type !== 'Literal' && runs(node)) declareNamed(cx, node, 'namespace', start);
      break;
    case 'ImportDeclaration': declareImports(cx, node); break;
    case 'TSImportEqualsDeclaration': declareImportEquals(cx, node); break;
  }
}

/** `var`s of nested statements; inner functions keep theirs. */
function hoistVars(cx: Context, node: Node | null | undefined): void {
  switch (node?.type) {
    case 'VariableDeclaration': if (node.kind === 'var') declareVariables(cx, node, node.start); break;
    case 'ExportNamedDeclaration': {
      const { declaration } = node;
      if (declaration?.type === 'VariableDeclaration' && declaration.kind === 'var') declareVariables(cx, declaration, node.start);
      break;
    }
    case 'BlockStatement': for (const s of node.body) hoistVars(cx, s); break;
    case 'IfStatement': hoistVars(cx, node.consequent); hoistVars(cx, node.alternate); break;
    case 'ForStatement': hoistVars(cx, node.init); hoistVars(cx, node.body); break;
    case 'ForInStatement':
    case 'ForOfStatement': hoistVars(cx, node.left); hoistVars(cx, node.body); break;
    case 'WhileStatement':
    case 'DoWhileStatement':
    case 'WithStatement':
    case 'LabeledStatement': hoistVars(cx, node.body); break;
    case 'SwitchStatement': for (const c of node.cases) for (const s of c.consequent) hoistVars(cx, s); break;
    case 'TryStatement': hoistVars(cx, node.block); hoistVars(cx, node.handler?.body); hoistVars(cx, node.finalizer); break;
  }
}

/** Declares in the current scope what its statements declare; a function's own block takes the `var`s below it too. */
export function hoist(cx: Context, statements: readonly (Directive | Statement)[], functionBlock: boolean): void {
  for (const s of statements) hoistStatement(cx, s);
  if (functionBlock && !cx.host.ambient) for (const s of statements) hoistVars(cx, s);
}
