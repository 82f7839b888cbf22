import ts from 'typescript';
import type { Program } from './world.js';

interface Edit {
  readonly file: string;
  readonly s: number;
  readonly e: number;
  readonly text: string;
}

/** Programs that are smaller by one edit, those that lose most first: statements, members and elements go, an expression becomes one of its parts. */
export function* smaller(program: Program): Iterable<Program> {
  const names = Object.keys(program.files);
  for (const name of names) {
    if (name.startsWith('main.')) continue;
    yield { ...program, files: Object.fromEntries(Object.entries(program.files).filter(([n]) => n !== name)) };
  }
  const edits = names.flatMap((file) => editsOf(file, program.files[file]!));
  edits.sort((a, b) => b.e - b.s - b.text.length - (a.e - a.s - a.text.length));
  for (const edit of edits) {
    const text = program.files[edit.file]!;
    yield { ...program, files: { ...program.files, [edit.file]: text.slice(0, edit.s) + edit.text + text.slice(edit.e) } };
  }
}

/** Applies the first edit after which `holds`, until none does. Edits that once failed are not tried again in the same place. */
export async function shrink(program: Program, holds: (p: Program) => Promise<boolean>, most = 2_000): Promise<Program> {
  let best = program;
  const failed = new Set<string>();
  for (let tries = 0; tries < most; ) {
    let found: Program | undefined;
    for (const p of smaller(best)) {
      const key = JSON.stringify(p.files);
      if (failed.has(key)) continue;
      if (++tries > most) break;
      if (await holds(p)) {
        found = p;
        break;
      }
      failed.add(key);
    }
    if (!found) break;
    best = found;
  }
  return best;
}

function editsOf(file: string, text: string): Edit[] {
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.ES2022, true, file.endsWith('x') ? ts.ScriptKind.TSX : undefined);
  const out: Edit[] = [];
  const of = (n: ts.Node): string => text.slice(n.getStart(source), n.end);
  const replace = (n: ts.Node, by: string): void => {
    const s = n.getStart(source);
    if (by.length < n.end - s) out.push({ file, s, e: n.end, text: by });
  };
  /** Without the element, and the comma beside it. */
  const drop = (n: ts.Node): void => {
    const after = /^\s*,/.exec(text.slice(n.end));
    const before = /,\s*$/.exec(text.slice(0, n.getStart(source)));
    out.push({ file, s: n.getStart(source) - (after ? 0 : (before?.[0].length ?? 0)), e: n.end + (after?.[0].length ?? 0), text: '' });
  };
  const visit = (n: ts.Node): void => {
    if (ts.isStatement(n) && !ts.isBlock(n)) replace(n, '');
    if (ts.isBlock(n) && ts.isStatement(n.parent)) replace(n, n.statements.map(of).join('\n'));
    if (ts.isClassElement(n)) replace(n, '');
    if (ts.isParameter(n) || ts.isPropertyAssignment(n) || ts.isBindingElement(n) || ts.isImportSpecifier(n) || ts.isVariableDeclaration(n) || ts.isHeritageClause(n)) drop(n);
    if (ts.isExpression(n) && (ts.isArrayLiteralExpression(n.parent) || ((ts.isCallExpression(n.parent) || ts.isNewExpression(n.parent)) && n.parent.expression !== n))) drop(n);
    if ((ts.isParameter(n) || ts.isVariableDeclaration(n) || ts.isPropertyDeclaration(n)) && n.type) out.push({ file, s: n.name.end, e: n.type.end, text: '' });
    if (ts.isIfStatement(n)) for (const x of [n.thenStatement, n.elseStatement]) if (x) replace(n, of(x));
    if (ts.isTryStatement(n)) for (const x of [n.tryBlock, n.finallyBlock]) if (x) replace(n, of(x));
    if (ts.isLabeledStatement(n)) replace(n, of(n.statement));
    if (ts.isIterationStatement(n, false)) replace(n, of(n.statement));
    if (ts.isExpression(n) && !ts.isIdentifier(n) && !ts.isStringLiteral(n)) {
      if (!isName(n)) replace(n, "''");
      ts.forEachChild(n, (child) => {
        if (ts.isExpression(child) && !isName(child)) replace(n, ts.isObjectLiteralExpression(child) || ts.isArrowFunction(child) || ts.isFunctionExpression(child) ? `(${of(child)})` : of(child));
        if (ts.isPropertyAssignment(child)) replace(n, of(child.initializer));
        if (ts.isTemplateSpan(child)) replace(n, of(child.expression));
      });
      if (ts.isArrowFunction(n) && !ts.isBlock(n.body)) replace(n, of(n.body));
      if (ts.isCallExpression(n)) {
        const f = unwrapped(n.expression);
        if (ts.isArrowFunction(f) && f.parameters.length === 0 && !ts.isBlock(f.body)) replace(n, of(f.body));
      }
    }
    ts.forEachChild(n, visit);
  };
  visit(source);
  return out;
}

function unwrapped(n: ts.Expression): ts.Expression {
  return ts.isParenthesizedExpression(n) ? unwrapped(n.expression) : n;
}

function isName(n: ts.Node): boolean {
  return (ts.isPropertyAccessExpression(n.parent) && n.parent.name === n) || ts.isImportSpecifier(n.parent) || ts.isPropertyAssignment(n.parent) && n.parent.name === n;
}
