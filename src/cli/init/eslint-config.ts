import type { Argument, CallExpression, Expression, Program } from 'oxc-parser';
import { parseSync } from 'oxc-parser';

const ENTRY = "{ files: ['**/*.{ts,tsx,mts,cts}'], ...dataPurpose.configs.recommended";

/**
 * A flat config with our recommended config added at its end: an array, or the call of a function like `defineConfig` or
 * `tseslint.config`, that is exported directly or through a constant.
 *
 * @returns undefined where its shape is another, and nothing is touched
 */
export function editEslintConfig(file: string, text: string): string | undefined {
  const { program, errors } = parseSync(file, text);
  if (errors.length > 0) return undefined;
  const commonJs = program.body.some((s) => s.type === 'ExpressionStatement' && isModuleExports(s.expression));
  const list = listOf(exported(program), program);
  if (!list) return undefined;
  const quote = (text.match(/"/g) ?? []).length > (text.match(/'/g) ?? []).length ? '"' : "'";
  const style = (code: string): string => code.replaceAll("'", quote);
  const { entry, imports } = additions(text, commonJs);
  const semicolon = /;\s*$/m.test(text) ? ';' : '';
  const withEntry = insert(text, list, style(entry));
  const at = importEnd(program, commonJs);
  const lines = imports.map((line) => `${style(line)}${semicolon}`).join('\n');
  const after = at === 0 ? `${lines}\n${withEntry}` : `${withEntry.slice(0, at)}\n${lines}${withEntry.slice(at)}`;
  return parseSync(file, after).errors.length === 0 ? after : undefined;
}

/** What is added, for a config that can't be edited. */
export function additions(text: string, commonJs: boolean): { readonly entry: string; readonly imports: readonly string[] } {
  const load = (name: string, from: string): string => (commonJs ? `const ${name === 'dataPurpose' ? '{ default: dataPurpose }' : name} = require('${from}')` : `import ${name} from '${from}'`);
  const plugin = load('dataPurpose', 'eslint-plugin-data-purpose');
  if (/\bprojectService\b|\bparserOptions\b[^]*\bproject\b/.test(text)) return { entry: `${ENTRY} }`, imports: [plugin] };
  const known = /(?:import|const)\s+(?:\*\s+as\s+)?(\w+)\s+(?:from|=)\s*(?:require\()?['"](typescript-eslint|@typescript-eslint\/parser)['"]/.exec(text);
  const parser = known ? (known[2] === 'typescript-eslint' ? `${known[1]!}.parser` : known[1]!) : 'tsParser';
  const imports = known ? [plugin] : [plugin, load('tsParser', '@typescript-eslint/parser')];
  return { entry: `${ENTRY}, languageOptions: { ${parser === 'parser' ? 'parser' : `parser: ${parser}`}, parserOptions: { projectService: true } } }`, imports };
}

interface List {
  /** Offsets of the brackets' content, and of its elements. */
  readonly end: number;
  readonly items: readonly { readonly start: number; readonly end: number }[];
}

function exported(program: Program): Expression | undefined {
  for (const s of program.body) {
    if (s.type === 'ExportDefaultDeclaration') return s.declaration as Expression;
    if (s.type === 'ExpressionStatement' && isModuleExports(s.expression) && s.expression.type === 'AssignmentExpression') return s.expression.right;
  }
  return undefined;
}

function isModuleExports(e: Expression): boolean {
  if (e.type !== 'AssignmentExpression' || e.left.type !== 'MemberExpression') return false;
  const { object, property } = e.left;
  return object.type === 'Identifier' && object.name === 'module' && property.type === 'Identifier' && property.name === 'exports';
}

function listOf(e: Expression | Argument | undefined, program: Program): List | undefined {
  switch (e?.type) {
    case 'ArrayExpression':
      return e.elements.includes(null) ? undefined : { end: e.end - 1, items: e.elements as { start: number; end: number }[] };
    case 'CallExpression':
      return listOfCall(e, program);
    case 'Identifier':
      return listOf(constant(program, e.name), program);
    case 'TSAsExpression':
    case 'TSSatisfiesExpression':
    case 'ParenthesizedExpression':
      return listOf(e.expression, program);
    default:
      return undefined;
  }
}

/** `defineConfig([…])` or `tseslint.config(a, b)`: functions that take configs and are known to. */
function listOfCall({ callee, arguments: args, end }: CallExpression, program: Program): List | undefined {
  const name = callee.type === 'Identifier' ? callee.name : callee.type === 'MemberExpression' && callee.property.type === 'Identifier' ? callee.property.name : '';
  if (!/^(?:defineConfig|config)$/.test(name)) return undefined;
  const [first] = args;
  if (args.length === 1 && first?.type === 'ArrayExpression') return listOf(first, program);
  return args.length === 0 ? undefined : { end: end - 1, items: args };
}

function constant(program: Program, name: string): Expression | undefined {
  for (const s of program.body) {
    if (s.type !== 'VariableDeclaration') continue;
    for (const { id, init } of s.declarations) if (id.type === 'Identifier' && id.name === name) return init ?? undefined;
  }
  return undefined;
}

/** Behind the last element, on a line of its own where that has one. */
function insert(text: string, { end, items }: List, entry: string): string {
  const last = items.at(-1);
  if (!last) return `${text.slice(0, end)}${entry}${text.slice(end)}`;
  const tail = text.slice(last.end, end);
  const comma = withoutComments(tail).includes(',');
  const line = text.slice(text.lastIndexOf('\n', last.start - 1) + 1, last.start);
  if (!tail.includes('\n')) return `${text.slice(0, last.end)}${comma ? tail.trimEnd() : ','} ${entry}${text.slice(end)}`;
  const indent = /^\s*/.exec(line)?.[0] ?? '';
  const kept = tail.replace(/\s*$/, '');
  return `${text.slice(0, last.end)}${comma ? '' : ','}${kept}\n${indent}${entry}${comma ? ',' : ''}${tail.slice(kept.length)}${text.slice(end)}`;
}

function withoutComments(text: string): string {
  return text.replace(/\/\*[^]*?\*\/|\/\/[^\n]*/g, '');
}

/** The end of the last import, or require at the top; 0 where there is none. */
function importEnd(program: Program, commonJs: boolean): number {
  const isImport = (s: Program['body'][number]): boolean =>
    commonJs ? s.type === 'VariableDeclaration' && s.declarations.some(({ init }) => init?.type === 'CallExpression' && init.callee.type === 'Identifier' && init.callee.name === 'require') : s.type === 'ImportDeclaration';
  return program.body.filter(isImport).at(-1)?.end ?? 0;
}
