import type { TSESTree } from '@typescript-eslint/utils';
import { parseDoc } from '../facts/doc-tags.js';

/** A tag `@declassifies Label for purpose - reason`. */
interface Declassifies {
  readonly data: string;
  /** '' where there is none. */
  readonly reason: string;
  readonly range: readonly [number, number];
}

/** The declassifiers that a comment makes. */
export function declassifiersIn({ type, value, range }: TSESTree.Comment): readonly Declassifies[] {
  if (type !== 'Block' || !value.startsWith('*') || !value.includes('@declassifies')) return [];
  const doc = parseDoc({ start: range[0], end: range[1], value }, undefined);
  return (doc?.declassifies ?? []).map(({ data, reason, s, e }) => ({ data, reason, range: [s, e] }));
}
