import ts from 'typescript';
import { declaredIn, enclosing, isOperand, isVariable, nodesOf, oneLine, ownNodes, parsed, statementOf, suspends, writes, applied, type Edit } from './syntax.js';

/** Files by name. */
export type Files = Readonly<Record<string, string>>;

/** What a transformation may not touch: names that the policy refers to. */
export interface Terms {
  readonly names: ReadonlySet<string>;
  /** Labels of the program are told by inferred types: what is written otherwise has to keep them. */
  readonly isTyped: boolean;
  /** Chooses some of a list. */
  readonly some: <T>(list: readonly T[]) => T[];
}

/** Another way to write a file's code, which does the same, line by line. */
type Rewrite = (source: ts.SourceFile, terms: Terms) => Edit[];

/** Of edits that overlap, the first stands. */
function apart(groups: readonly (readonly Edit[])[]): Edit[] {
  const out: Edit[] = [];
  for (const group of groups) {
    const [s, e] = [Math.min(...group.map((x) => x.s)), Math.max(...group.map((x) => x.e))];
    if (out.every((x) => x.e < s || x.s > e)) out.push(...group);
  }
  return out;
}

const rename: Rewrite = (source, { some }) => {
  const nodes = nodesOf(source);
  const declared = declaredIn(source);
  const all = nodes.filter(ts.isIdentifier);
  const exported = new Set(nodes.filter(ts.isStatement).filter(isExported).flatMap(namesOf));
  const open = [...new Set(declared)].filter((name) => declared.filter((x) => x === name).length === 1 && all.filter((n) => n.text === name).every(isVariable) && !exported.has(name));
  return some(open).flatMap((name) => all.filter((n) => n.text === name).map((n) => ({ s: n.getStart(), e: n.end, text: `${name}_renamed` })));
};

const extract: Rewrite = (source, { some, isTyped }) => {
  const open = nodesOf(source).filter((n): n is ts.Expression => {
    if (!isOperand(n) || suspends(n) || mayBeDead(n) || (isTyped && isLiteral(n))) return false;
    const statement = statementOf(n);
    return statement !== undefined && enclosing(n) === enclosing(statement) && source.getLineAndCharacterOfPosition(statement.getStart()).line === source.getLineAndCharacterOfPosition(n.getStart()).line;
  });
  return apart(some(open).map((n, i) => {
    const at = statementOf(n)!.getStart();
    const scope = enclosing(n);
    const locals = isTyped || ts.isSourceFile(scope) || writes(n) ? new Set<string>() : new Set(ownNodes(scope).flatMap((x) => ((ts.isVariableDeclaration(x) || ts.isParameter(x)) && ts.isIdentifier(x.name) ? [x.name.text] : [])));
    const params = [...new Set([n, ...nodesOf(n)].filter(isVariable).map((x) => x.text))].filter((name) => locals.has(name) && !declaredIn(n).includes(name)).join(', ');
    return [{ s: at, e: at, text: `const extracted_${i} = (${params}) => (${n.getText()}); ` }, { s: n.getStart(), e: n.end, text: `extracted_${i}(${params})` }];
  }));
};

const inline: Rewrite = (source, { some, names }) => {
  const functions = source.statements.flatMap((s): { name: string; value: ts.Node }[] => {
    if (ts.getJSDocCommentsAndTags(s).length > 0) return [];
    if (ts.isFunctionDeclaration(s) && s.name && s.body && !s.modifiers?.some((m) => m.kind === ts.SyntaxKind.DefaultKeyword)) return [{ name: s.name.text, value: s }];
    if (!ts.isVariableStatement(s) || !(s.declarationList.flags & ts.NodeFlags.Const)) return [];
    return s.declarationList.declarations.flatMap((d) => (ts.isIdentifier(d.name) && d.initializer && ts.isArrowFunction(d.initializer) ? [{ name: d.name.text, value: d.initializer }] : []));
  });
  const all = declaredIn(source);
  const open = functions.flatMap(({ name, value }) => {
    const inner = new Set(nodesOf(value).filter(ts.isIdentifier).map((n) => n.text));
    if (!oneLine(value) || inner.has(name) !== ts.isFunctionDeclaration(value) || nodesOf(value).filter((n) => ts.isIdentifier(n) && n.text === name).length > 1 || all.filter((x) => x === name).length > 1 || names.has(name)) return [];
    const own = declaredIn(value);
    const clean = (call: ts.Node): boolean => {
      for (let at = enclosing(call); !ts.isSourceFile(at); at = enclosing(at)) if (at === value || [...inner].some((n) => !own.includes(n) && declaredIn(at).includes(n))) return false;
      return true;
    };
    const text = value.getText().replace(/^export /, '');
    return nodesOf(source).filter((n) => ts.isCallExpression(n.parent) && n.parent.expression === n && ts.isIdentifier(n) && n.text === name && clean(n)).map((n) => [{ s: n.getStart(), e: n.end, text: `(${text})` }]);
  });
  // A function whose call is replaced inside another one that is copied stays as it is there.
  return apart(some(open).filter(([x]) => !functions.some(({ value }) => x!.s >= value.getStart() && x!.e <= value.end)));
};

/** A constant condition may part it from what runs: as a function of its own, which nobody calls then, it would be an entry point. */
function mayBeDead(n: ts.Node): boolean {
  for (let at = n.parent; !ts.isFunctionLike(at) && !ts.isSourceFile(at); at = at.parent) if (ts.isConditionalExpression(at) || ts.isIfStatement(at) || (ts.isBinaryExpression(at) && /^(?:&&|\|\||\?\?)$/.test(at.operatorToken.getText()))) return true;
  return false;
}

/** Its type is what the place where it stands wants. */
function isLiteral(n: ts.Node): boolean {
  return ts.isArrayLiteralExpression(n) || ts.isObjectLiteralExpression(n) || n.kind === ts.SyntaxKind.TrueKeyword || n.kind === ts.SyntaxKind.FalseKeyword;
}

const WRAPPERS = [(x: string) => `wrapped(${x})`, (x: string, isTyped: boolean) => (isTyped ? `([${x}] as const)[0]` : `[${x}][0]`), (x: string) => `({ v: ${x} }).v`, (x: string) => `(0, ${x})`];

const wrap: Rewrite = (source, { some, isTyped }) => {
  const open = nodesOf(source).filter((n): n is ts.Expression => isOperand(n) && !(isTyped && isLiteral(n)));
  const edits = apart(some(open).map((n, i) => [{ s: n.getStart(), e: n.end, text: WRAPPERS[i % WRAPPERS.length]!(n.getText(), isTyped) }]));
  return edits.length === 0 ? [] : [...edits, { s: source.end, e: source.end, text: `\nfunction wrapped${isTyped ? '<T>(x: T): T' : '(x)'} { return x; }\n` }];
};

const loopToCallback: Rewrite = (source, { some }) => {
  const open = nodesOf(source).filter((n): n is ts.ForOfStatement => {
    if (!ts.isForOfStatement(n) || n.awaitModifier || !ts.isBlock(n.statement) || !ts.isVariableDeclarationList(n.initializer) || n.initializer.flags & ts.NodeFlags.Using || ts.isLabeledStatement(n.parent)) return false;
    return !suspends(n.statement) && !ownNodes(n.statement).some((x) => ts.isReturnStatement(x) || ts.isBreakOrContinueStatement(x));
  });
  return apart(some(open).map((n) => {
    const target = (n.initializer as ts.VariableDeclarationList).declarations[0]!.name;
    return [
      { s: n.getStart(), e: n.expression.getStart(), text: ';[...' },
      { s: n.expression.end, e: n.statement.getStart(), text: `].forEach((${target.getText()}) => ` },
      { s: n.end, e: n.end, text: ');' },
    ];
  }));
};

const asyncify: Rewrite = (source, { some }) => {
  const open = nodesOf(source).filter((n): n is ts.Expression => {
    return isOperand(n) && !suspends(n) && waits(n, false);
  });
  return apart(some(open).map((n) => [{ s: n.getStart(), e: n.end, text: `(await (async () => (${n.getText()}))())` }]));
};

/** Calls go by way of a function that hands its arguments on. */
const forward: Rewrite = (source, { some, isTyped }) => {
  if (isTyped) return [];
  const open = nodesOf(source).filter((n): n is ts.CallExpression => isOperand(n) && ts.isCallExpression(n) && ts.isIdentifier(n.expression) && !suspends(n) && n.expression.text !== 'require');
  return apart(some(open).map((n) => [{ s: n.expression.getStart(), e: n.expression.end, text: `((...handed) => ${n.expression.getText()}(...handed))` }]));
};

/** Functions that are only called, where their calls can wait, become async. */
const asyncFunction: Rewrite = (source, { some, names }) => {
  const isModule = source.statements.some((s) => ts.isImportDeclaration(s) || ts.isExportDeclaration(s));
  const declared = declaredIn(source);
  const open = source.statements.flatMap((f): Edit[][] => {
    if (!ts.isFunctionDeclaration(f) || !f.name || !f.body || f.asteriskToken || f.type || isExported(f) || ts.getCombinedModifierFlags(f) & ts.ModifierFlags.Async || names.has(f.name.text) || declared.filter((x) => x === f.name!.text).length > 1) return [];
    const uses = nodesOf(source).filter((n): n is ts.Identifier => ts.isIdentifier(n) && n.text === f.name!.text && n !== f.name);
    const calls = uses.flatMap((n) => (ts.isCallExpression(n.parent) && n.parent.expression === n && isOperand(n.parent) && waits(n.parent, isModule) ? [n.parent] : []));
    if (calls.length === 0 || calls.length < uses.length) return [];
    const start = f.getStart();
    return [[{ s: start, e: start, text: 'async ' }, ...calls.flatMap((c) => [{ s: c.getStart(), e: c.getStart(), text: '(await ' }, { s: c.end, e: c.end, text: ')' }])]];
  });
  return apart(some(open));
};

/** The node may await where it stands. */
function waits(n: ts.Node, isModule: boolean): boolean {
  const f = enclosing(n);
  if (ts.isSourceFile(f)) return isModule;
  return ts.isFunctionLike(f) && (ts.getCombinedModifierFlags(f) & ts.ModifierFlags.Async) !== 0 && !('asteriskToken' in f && f.asteriskToken);
}

/** Rewrites of a file's code, each of which keeps every line where it is. */
export const REWRITES: Readonly<Record<string, Rewrite>> = { rename, extract, inline, wrap, forward, 'loop to callback': loopToCallback, asyncify, 'async function': asyncFunction };

export function rewritten(files: Files, rewrite: Rewrite, terms: Terms): Files {
  return Object.fromEntries(Object.entries(files).map(([file, text]) => [file, applied(text, rewrite(parsed(file, text), terms))]));
}

function namesOf(s: ts.Statement): string[] {
  if (ts.isVariableStatement(s)) return s.declarationList.declarations.flatMap((d) => (ts.isIdentifier(d.name) ? [d.name.text] : []));
  return (ts.isFunctionDeclaration(s) || ts.isClassDeclaration(s)) && s.name ? [s.name.text] : [];
}

function isExported(s: ts.Statement): boolean {
  return ts.canHaveModifiers(s) && (s.modifiers ?? []).some((m) => m.kind === ts.SyntaxKind.ExportKeyword);
}

/** Moves functions of modules that `may` be split to files of their own. */
export function split(files: Files, may: (file: string) => boolean, { some, names }: Terms): Files {
  const out: Record<string, string> = { ...files };
  for (const [file, text] of Object.entries(files)) {
    const source = parsed(file, text);
    if (!may(file) || !source.statements.some((s) => ts.isImportDeclaration(s) || ts.isExportDeclaration(s))) continue;
    const top = new Set(source.statements.flatMap(namesOf));
    const open = source.statements.filter((s): s is ts.FunctionDeclaration => ts.isFunctionDeclaration(s) && s.body !== undefined && s.name !== undefined && !names.has(s.name.text) && !s.modifiers?.some((m) => m.kind === ts.SyntaxKind.DefaultKeyword) && ts.getJSDocCommentsAndTags(s).length === 0 && !writes(s) && declaredIn(source).filter((x) => x === s.name!.text).length === 1);
    const [moved] = some(open);
    if (!moved) continue;
    const name = moved.name!.text;
    const uses = [...new Set(nodesOf(moved).filter(ts.isIdentifier).map((n) => n.text))].filter((n) => n !== name && top.has(n) && !declaredIn(moved).includes(n));
    const exported = new Set(source.statements.filter(isExported).flatMap(namesOf));
    const types = source.statements.filter((s) => ts.isInterfaceDeclaration(s) || ts.isTypeAliasDeclaration(s) || ts.isEnumDeclaration(s)).length > 0;
    const base = file.slice(file.lastIndexOf('/') + 1).replace(/\.\w+$/, '');
    if (types) continue;
    const imports = source.statements.filter(ts.isImportDeclaration).map((s) => s.getText()).join('\n');
    const back = uses.length > 0 ? `import { ${uses.join(', ')} } from './${base}.js';\n` : '';
    out[file.replace(/(\.\w+)$/, '_part$1')] = `${imports}\n${back}${isExported(moved) ? '' : 'export '}${moved.getText()}\n`;
    const shared = uses.filter((n) => !exported.has(n));
    const again = isExported(moved) ? `export { ${name} } from './${base}_part.js';\n` : '';
    out[file] = `import { ${name} } from './${base}_part.js';\n${applied(text, [{ s: moved.getStart(), e: moved.end, text: '' }])}\n${again}${shared.length > 0 ? `export { ${shared.join(', ')} };\n` : ''}`;
  }
  return out;
}
