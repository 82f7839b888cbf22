import type { Docs } from './docs.js';
import { unwrapExport } from './hoist.js';
import type { Doc } from './ir.js';
import type { Parsed } from './parse.js';

/**
 * The file's own doc comment: its first one. Where it stands on the line before a function or class, it is that one's,
 * unless it says `@file`, `@fileoverview` or `@module`.
 */
export function fileDoc({ program, comments }: Parsed, docs: Docs, text: string): Doc | undefined {
  const first = comments.find(c => c.type === 'Block' && c.value.startsWith('*'));
  if (!first || !/@(?:data|purpose|declassifies)\b/.test(first.value)) return undefined;
  const next = program.body.find(st => st.start >= first.end);
  if (next && !/@(?:file|fileoverview|module)\b/.test(first.value)) {
    const { node } = unwrapExport(next);
    const owns = node.type === 'FunctionDeclaration' || node.type === 'TSDeclareFunction' || node.type === 'ClassDeclaration';
    const gap = text.slice(first.end, next.start);
    if (owns && gap.trim() === '' && !/\n[ \t]*\r?\n/.test(gap)) return undefined;
  }
  return docs.parse(first);
}
