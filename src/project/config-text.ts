import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import { findNodeAtLocation, parseTree, printParseErrorCode, type Node, type ParseError } from 'jsonc-parser';
import { absolute } from './absolute.js';
import { ProjectError } from './errors.js';
import { tryResolve } from './native-typescript.js';
import type { Sources } from './sources.js';

/**
 * What TypeScript 7's API does not tell of a tsconfig: whether it and all that it extends can be read, and its references.
 *
 * @returns the referenced tsconfigs, absolute
 * @throws ProjectError
 */
export function checkConfigText(file: string, sources: Sources, seen: ReadonlySet<string> = new Set()): string[] {
  const text = sources.read(file);
  if (text === undefined) throw new ProjectError('There is no such tsconfig.', 'Correct the path.', { file });
  const fail = (offset: number, message: string, hint: string): never => {
    const lines = text.slice(0, offset).split(/\r\n|\n|\r/);
    throw new ProjectError(message, hint, { file, line: lines.length, column: (lines.at(-1)?.length ?? 0) + 1 });
  };
  const errors: ParseError[] = [];
  const tree = parseTree(text, errors, { allowTrailingComma: true, allowEmptyContent: true });
  const [error] = errors;
  if (error) fail(error.offset, `Syntax error: ${printParseErrorCode(error.error)}.`, 'Correct the JSON.');
  for (const base of strings(tree && findNodeAtLocation(tree, ['extends']))) {
    const path = resolveBase(base.value, file, sources);
    if (path === undefined) fail(base.offset, `Cannot read ${base.value}, which it extends.`, 'Correct the path, or install the package.');
    else if (seen.has(path) || path === file) fail(base.offset, `It extends itself by way of ${base.value}.`, 'Remove the cycle.');
    else checkConfigText(path, sources, new Set([...seen, file]));
  }
  const references = (tree && findNodeAtLocation(tree, ['references']))?.children ?? [];
  return references.flatMap((node) => strings(findNodeAtLocation(node, ['path']))).map(({ value }) => {
    const path = absolute(value, dirname(file));
    return path.endsWith('.json') ? path : `${path}/tsconfig.json`;
  });
}

function strings(node: Node | undefined): { value: string; offset: number }[] {
  const nodes = node?.type === 'array' ? (node.children ?? []) : node ? [node] : [];
  return nodes.flatMap(({ value, offset }) => (typeof value === 'string' ? [{ value, offset }] : []));
}

function resolveBase(base: string, from: string, sources: Sources): string | undefined {
  const isPath = /^(?:\.{1,2}(?:[\\/]|$)|[\\/]|[A-Za-z]:)/.test(base);
  if (isPath) return [base, `${base}.json`].map((path) => absolute(path, dirname(from))).find((path) => sources.read(path) !== undefined);
  const require = createRequire(from);
  return [base, `${base}.json`, `${base}/tsconfig.json`].map((path) => tryResolve(require, path)).find((path) => path?.endsWith('.json'));
}
