import type { Arg, Expr, FileFacts, Span, Stmt } from '../../facts/ir.js';
import { functionsOf, statementsIn } from './blocks.js';

/** What changes variables or what a function gives: a declaration that holds none of it says nothing of other types. */
const CHANGING = new Set(['assign', 'update', 'yield']);
/** Operators that call no method of what they are given. */
const PLAIN = new Set(['===', '!==']);
const PLAIN_UNARY = new Set(['!', 'typeof', 'void']);

/** Declarations that run nothing, and of which nothing else is made: `const total = price;`, `const sizes = [1, 2].length;`. */
export function isInert(facts: FileFacts, fn: number, span: Span): boolean {
  return statementsOf(facts, fn, span).every((stmt) => stmt.k === 'decl' && (stmt.kind === 'const' || stmt.kind === 'let') && stmt.target.k === 'pvar' && !stmt.type && (!stmt.init || isPlain(stmt.init, facts, stmt)));
}

/** Declarations that change nothing: no type that is inferred of other code depends on them. */
export function isOfNoType(facts: FileFacts, fn: number, span: Span): boolean {
  const isDeclaration = (stmt: Stmt): boolean => stmt.k === 'decl' && (stmt.kind === 'const' || stmt.kind === 'let') && !isChanging(stmt);
  const inner = facts.functions.filter((one) => isIn(one, span));
  const isExported = facts.exports.some((x) => isIn(x, span) || (x.k === 'local' && x.v !== undefined && isIn(facts.bindings[x.v]!, span)));
  return !isExported && statementsOf(facts, fn, span).every(isDeclaration) && !inner.some((one) => isChanging(one));
}

function statementsOf({ functions }: FileFacts, fn: number, span: Span): readonly Stmt[] {
  const body = functions[fn]?.body;
  if (!body) return [];
  return functionsOf(body).some((f) => isIn(functions[f]!, span)) ? [NO_DECLARATION] : statementsIn(body, span);
}

/** Stands for a function's declaration. */
const NO_DECLARATION: Stmt = { k: 'break', s: 0, e: 0 };
const isIn = (one: Span, { s, e }: Span): boolean => one.s >= s && one.e <= e;

function isPlain(expr: Expr, facts: FileFacts, at: Span): boolean {
  const plain = (e: Expr): boolean => isPlain(e, facts, at);
  const argument = (a: Arg | null): boolean => !a || (a.k !== 'spread' && plain(a));
  switch (expr.k) {
    case 'undef': case 'const': case 'bigint': case 'regex':
      return true;
    case 'var':
      // Before it is declared, to read it throws.
      return facts.bindings[expr.v]!.s < at.s;
    case 'template':
      return expr.exprs.every((e) => e.k === 'const');
    case 'array':
      return expr.elems.every(argument);
    case 'object':
      return expr.props.every((p) => p.kind === 'init' && 'name' in p.key && plain(p.value));
    case 'member':
      return 'name' in expr.key && expr.key.name !== '__proto__' && (expr.obj.k === 'array' || expr.obj.k === 'const') && plain(expr.obj);
    case 'unary':
      return PLAIN_UNARY.has(expr.op) ? plain(expr.arg) : expr.arg.k === 'const';
    case 'binary':
      return PLAIN.has(expr.op) ? plain(expr.l) && plain(expr.r) : expr.l.k === 'const' && expr.r.k === 'const';
    case 'logical':
      return plain(expr.l) && plain(expr.r);
    case 'cond':
      return plain(expr.test) && plain(expr.yes) && plain(expr.no);
    default:
      return false;
  }
}

function isChanging(node: unknown): boolean {
  if (Array.isArray(node)) return node.some(isChanging);
  if (typeof node !== 'object' || node === null) return false;
  if ('k' in node && (CHANGING.has(node.k as string) || (node.k === 'unary' && 'op' in node && node.op === 'delete'))) return true;
  return Object.values(node).some(isChanging);
}
