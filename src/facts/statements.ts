import type { Directive, Node, Statement, VariableDeclaration, WithStatement } from 'oxc-parser';
import { lowerDeclaration } from './declarations.js';
import type { Context, Hint } from './context.js';
import { lowerExpr } from './expressions.js';
import { lowerFunction } from './functions.js';
import { declareVariables, hoist, unwrapExport } from './hoist.js';
import type { Block, Expr, Pattern, Span, Stmt } from './ir.js';
import { boundNames, lowerPattern } from './patterns.js';
import { Scope, declare } from './scopes.js';
import { annotation } from './types.js';

type Statements = readonly (Directive | Statement)[];

/** Lowers statements whose names are hoisted into the current scope already. */
export function lowerStatements(cx: Context, statements: Statements): Omit<Block, 'scope'> {
  const funcs: { v: number; f: number }[] = [];
  for (const statement of statements) {
    const { node, start } = unwrapExport(statement);
    if (node.type !== 'FunctionDeclaration' || !node.id || !node.body || cx.host.ambient) continue;
    const v = cx.scope.names.get(node.id.name);
    const doc = cx.docs.before(start) ?? cx.docs.before(node.start);
    const hint = { name: node.id.name, s: node.id.start, e: node.id.end, ...(doc && { doc }) };
    if (v !== undefined) funcs.push({ v, f: lowerFunction(cx, node, 'function', hint) });
  }
  const body: Stmt[] = [];
  for (const statement of statements) lowerStatement(cx, statement, body);
  return { funcs, body };
}

export function lowerBlock(cx: Context, statements: Statements): Block {
  const scope = new Scope(cx.scope);
  return cx.within(scope, () => {
    hoist(cx, statements, false);
    const { funcs, body } = lowerStatements(cx, statements);
    return { scope: cx.capturedOf(scope), funcs, body };
  });
}

/** One statement where syntax allows only one: a loop's body, a branch. */
function lowerSingle(cx: Context, node: Statement): Stmt {
  const span = { s: node.start, e: node.end };
  if (node.type === 'BlockStatement') return { k: 'block', block: lowerBlock(cx, node.body), ...span };
  if (node.type === 'FunctionDeclaration') return { k: 'block', block: lowerBlock(cx, [node]), ...span };
  return single(into(out => lowerStatement(cx, node, out)), span);
}

function into(run: (out: Stmt[]) => void): Stmt[] {
  const out: Stmt[] = [];
  run(out);
  return out;
}

function single(statements: readonly Stmt[], span: Span): Stmt {
  const [only] = statements;
  return only && statements.length === 1 ? only : { k: 'block', block: { scope: [], funcs: [], body: statements }, ...span };
}

/** The declarations of a variable statement. A `var` without a value does nothing where it stands. */
export function lowerVariables(cx: Context, node: VariableDeclaration, start: number, out: Stmt[]): void {
  const kind = node.kind === 'await using' ? 'awaitusing' : node.kind;
  node.declarations.forEach((d, i) => {
    if (!d.init && kind === 'var') return;
    const target = lowerPattern(cx, d.id);
    const type = target.k === 'pvar' ? cx.bindings[target.v]?.type : annotation(cx, d.id.typeAnnotation);
    const doc = target.k === 'pvar' ? cx.bindings[target.v]?.doc : undefined;
    const hint: Hint | undefined = d.id.type === 'Identifier' ? { name: d.id.name, s: target.s, e: target.e, ...(doc && { doc }) } : undefined;
    const init = d.init ? lowerExpr(cx, d.init, hint) : undefined;
    out.push({ k: 'decl', kind, target, ...(init && { init }), ...(type && { type }), s: i === 0 ? start : d.start, e: d.end });
  });
}

/** `run` in a scope for the names of a loop's head. */
function withHead<T>(cx: Context, head: Node | null, run: (scope: () => readonly number[]) => T): T {
  const scope = new Scope(cx.scope);
  return cx.within(scope, () => {
    if (head?.type === 'VariableDeclaration' && head.kind !== 'var') declareVariables(cx, head, head.start);
    return run(() => cx.capturedOf(scope));
  });
}

function lowerFor(cx: Context, node: Extract<Statement, { type: 'ForStatement' }>, span: Span): Stmt {
  return withHead(cx, node.init, captured => {
    const { init } = node;
    const first = init && (init.type === 'VariableDeclaration'
      ? single(into(out => { lowerVariables(cx, init, init.start, out); }), { s: init.start, e: init.end })
      : { k: 'expr' as const, expr: lowerExpr(cx, init), s: init.start, e: init.end });
    const test = node.test && lowerExpr(cx, node.test);
    const update = node.update && lowerExpr(cx, node.update);
    const body = lowerSingle(cx, node.body);
    return { k: 'for', ...(first && { init: first }), ...(test && { test }), ...(update && { update }), body, scope: captured(), ...span };
  });
}

function lowerForEach(cx: Context, node: Extract<Statement, { type: 'ForInStatement' | 'ForOfStatement' }>, span: Span): Stmt {
  return withHead(cx, node.left, captured => {
    const { left } = node;
    const target = lowerPattern(cx, left.type === 'VariableDeclaration' ? (left.declarations[0]?.id ?? left) : left);
    const source = lowerExpr(cx, node.right);
    const body = lowerSingle(cx, node.body);
    const scope = captured();
    return node.type === 'ForInStatement' ? { k: 'forin', target, obj: source, body, scope, ...span }
      : { k: 'forof', target, iter: source, body, scope, await: node.await, ...span };
  });
}

/** An object that is more than a name or a member of one is taken as if it had none of the names below; so is what is assigned to. */
function lowerWith(cx: Context, node: WithStatement, out: Stmt[]): void {
  const object = lowerExpr(cx, node.object);
  out.push({ k: 'expr', expr: object, s: object.s, e: object.e });
  const scope = new Scope(cx.scope, 'names');
  if (isPath(object)) scope.object = object;
  out.push(cx.within(scope, () => lowerSingle(cx, node.body)));
}

const isPath = (e: Expr): boolean => e.k === 'var' || e.k === 'global' || e.k === 'this' || (e.k === 'member' && 'name' in e.key && isPath(e.obj)) || (e.k === 'cond' && isPath(e.yes) && isPath(e.no));

function lowerSwitch(cx: Context, node: Extract<Statement, { type: 'SwitchStatement' }>, span: Span): Stmt {
  const disc = lowerExpr(cx, node.discriminant);
  const scope = new Scope(cx.scope);
  return cx.within(scope, () => {
    for (const c of node.cases) hoist(cx, c.consequent, false);
    const funcs: Block['funcs'][number][] = [];
    const cases = node.cases.map(c => {
      const test = c.test && lowerExpr(cx, c.test);
      const lowered = lowerStatements(cx, c.consequent);
      funcs.push(...lowered.funcs);
      return { ...(test && { test }), body: lowered.body };
    });
    return { k: 'switch', disc, cases, block: { scope: cx.capturedOf(scope), funcs }, ...span };
  });
}

function lowerTry(cx: Context, node: Extract<Statement, { type: 'TryStatement' }>, span: Span): Stmt {
  const block = lowerBlock(cx, node.block.body);
  const { handler } = node;
  const caught: { param?: Pattern; handler?: Block } = handler ? cx.within(new Scope(cx.scope), () => {
    for (const name of boundNames(handler.param)) declare(cx, name.name, 'catch', name);
    const param = handler.param && lowerPattern(cx, handler.param);
    return { ...(param && { param }), handler: lowerBlock(cx, handler.body.body) };
  }) : {};
  const finalizer = node.finalizer && lowerBlock(cx, node.finalizer.body);
  return { k: 'try', block, ...caught, ...(finalizer && { finalizer }), ...span };
}

export function lowerStatement(cx: Context, node: Directive | Statement, out: Stmt[]): void {
  const s = node.start;
  const e = node.end;
  switch (node.type) {
    case 'ExpressionStatement':
      if (typeof (node as Directive).directive !== 'string') out.push({ k: 'expr', expr: lowerExpr(cx, node.expression), s, e });
      break;
    case 'VariableDeclaration':
      if (node.declare || cx.host.ambient) lowerDeclaration(cx, node, s, false, out);
      else lowerVariables(cx, node, s, out);
      break;
    case 'ReturnStatement': out.push({ k: 'return', ...(node.argument && { arg: lowerExpr(cx, node.argument) }), s, e }); break;
    case 'IfStatement': {
      const test = lowerExpr(cx, node.test);
      const yes = lowerSingle(cx, node.consequent);
      out.push({ k: 'if', test, yes, ...(node.alternate && { no: lowerSingle(cx, node.alternate) }), s, e });
      break;
    }
    case 'BlockStatement': out.push({ k: 'block', block: lowerBlock(cx, node.body), s, e }); break;
    case 'ForStatement': out.push(lowerFor(cx, node, { s, e })); break;
    case 'ForInStatement':
    case 'ForOfStatement': out.push(lowerForEach(cx, node, { s, e })); break;
    case 'WhileStatement': out.push({ k: 'while', test: lowerExpr(cx, node.test), body: lowerSingle(cx, node.body), s, e }); break;
    case 'DoWhileStatement': out.push({ k: 'dowhile', body: lowerSingle(cx, node.body), test: lowerExpr(cx, node.test), s, e }); break;
    case 'ThrowStatement': out.push({ k: 'throw', arg: lowerExpr(cx, node.argument), s, e }); break;
    case 'BreakStatement': out.push({ k: 'break', ...(node.label && { label: node.label.name }), s, e }); break;
    case 'ContinueStatement': out.push({ k: 'continue', ...(node.label && { label: node.label.name }), s, e }); break;
    case 'LabeledStatement': out.push({ k: 'labeled', label: node.label.name, body: lowerSingle(cx, node.body), s, e }); break;
    case 'SwitchStatement': out.push(lowerSwitch(cx, node, { s, e })); break;
    case 'TryStatement': out.push(lowerTry(cx, node, { s, e })); break;
    case 'WithStatement':
      lowerWith(cx, node, out);
      break;
    case 'EmptyStatement':
    case 'DebuggerStatement': break;
    default: lowerDeclaration(cx, node, s, false, out);
  }
}
