import type { DocComment, DocTypeParser } from './docs.js';
import type { Doc, TypeIR } from './ir.js';
import { parameterTypes } from './doc-types.js';

/** One `@tag` of a doc comment; `body` is what follows up to the next tag, at `offset` of the file. */
export interface Tag {
  readonly name: string;
  readonly body: string;
  readonly start: number;
  readonly offset: number;
}

/** The tags of a comment. A tag begins after a blank or a star, so that `a@b.c` and `{@link x}` are none. */
export function tagsOf(comment: DocComment): Tag[] {
  const found = [...comment.value.matchAll(/(?<=^|[\s*])@([A-Za-z]+)(?![\w/@])/g)];
  const base = comment.start + '/*'.length;
  return found.map((m, i) => {
    const from = m.index + m[0].length;
    return { name: m[1] ?? '', body: comment.value.slice(from, found[i + 1]?.index ?? comment.value.length), start: base + m.index, offset: base + from };
  });
}

const NAME = String.raw`[\w$][\w$.:/-]*`;
const NAMES = new RegExp(String.raw`^[ \t]+(${NAME}(?:[ \t]*,[ \t]*${NAME})*)`);
const DECLASSIFIES = new RegExp(String.raw`^\s+(${NAME})(?:\s+for\s+(${NAME}(?:\s*,\s*${NAME})*))?(?:\s+[-–—:]+\s*([^]*))?`);

const names = (text: string): string[] => text.split(',').map(n => n.trim().replace(/[.:/-]+$/, '')).filter(n => n !== '');

/** A label or a purpose that a tag names, where it stands in the file. */
export interface TagName {
  readonly kind: 'label' | 'purpose';
  readonly name: string;
  readonly s: number;
  /** Prose follows, so that the tag may be another tool's: `@purpose Renders the header`. */
  readonly inProse: boolean;
}

/** The labels and purposes that a comment's tags name, in their order. */
export function namesIn(comment: DocComment): TagName[] {
  return tagsOf(comment).flatMap((tag) => {
    const found: TagName[] = [];
    const add = (kind: TagName['kind'], list: string, from: number, inProse: boolean): void => {
      let at = from;
      for (const name of names(list)) {
        at = tag.body.indexOf(name, at);
        found.push({ kind, name, s: tag.offset + at, inProse });
        at += name.length;
      }
    };
    if (tag.name === 'declassifies') {
      const [, data = '', purposes = ''] = DECLASSIFIES.exec(tag.body) ?? [];
      const after = tag.body.indexOf(data) + data.length;
      add('label', data, 0, false);
      add('purpose', purposes, tag.body.indexOf('for', after) + 'for'.length, false);
    } else if (tag.name === 'data' || tag.name === 'purpose') {
      const [all = '', list = ''] = NAMES.exec(tag.body) ?? [];
      add(tag.name === 'data' ? 'label' : 'purpose', list, 0, !/^[ \t]*(?:[\r\n]|[-–—]|$)/.test(tag.body.slice(all.length)));
    }
    return found;
  });
}

/** Text of a tag without the stars at its lines' starts. */
export const plain = (text: string): string => text.replace(/^[ \t]*\*+(?!\/)[ \t]?/gm, '').replace(/\s+/g, ' ').trim();

/** The text between balanced braces at the start of a tag's body, with its place in the file. */
export function braced(tag: Tag): { text: string; offset: number; rest: string } | undefined {
  const open = /^[\s*]*\{/.exec(tag.body);
  if (!open) return undefined;
  let depth = 1;
  for (let i = open[0].length; i < tag.body.length; i++) {
    const c = tag.body[i];
    if (c === '{') depth++;
    else if (c === '}' && --depth === 0) return { text: tag.body.slice(open[0].length, i), offset: tag.offset + open[0].length, rest: tag.body.slice(i + 1) };
  }
  return undefined;
}

/** The labels, purposes and types that a doc comment declares; undefined where it declares none. */
export function parseDoc(comment: DocComment, parseType: DocTypeParser | undefined): Doc | undefined {
  const data: string[] = [];
  const purpose: string[] = [];
  const declassifies: NonNullable<Doc['declassifies']>[number][] = [];
  let type: TypeIR | undefined;
  let returns: TypeIR | undefined;
  const tags = tagsOf(comment);
  for (const tag of tags) {
    const list = NAMES.exec(tag.body)?.[1];
    if (tag.name === 'data' && list) data.push(...names(list));
    else if (tag.name === 'purpose' && list) purpose.push(...names(list));
    else if (tag.name === 'declassifies') {
      const m = DECLASSIFIES.exec(tag.body);
      const e = tag.offset + tag.body.replace(/[\s*]+$/, '').length;
      declassifies.push({ data: names(m?.[1] ?? '')[0] ?? '', purposes: names(m?.[2] ?? ''), reason: plain(m?.[3] ?? ''), s: tag.start, e });
    } else if (parseType && (tag.name === 'type' || tag.name === 'returns' || tag.name === 'return')) {
      const inner = braced(tag);
      const parsed = inner && parseType(inner.text, inner.offset);
      if (tag.name === 'type') type ??= parsed;
      else returns ??= parsed;
    }
  }
  const params = parseType && parameterTypes(tags, parseType);
  if (data.length + purpose.length + declassifies.length === 0 && !type && !returns && !params) return undefined;
  return {
    ...(data.length > 0 && { data }), ...(purpose.length > 0 && { purpose }), ...(declassifies.length > 0 && { declassifies }),
    ...(type && { type }), ...(params && { params }), ...(returns && { returns }), s: comment.start, e: comment.end,
  };
}
