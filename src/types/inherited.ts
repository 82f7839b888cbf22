import { endOf } from './file-index.js';
import type { Resolver } from './resolver.js';
import type { Member } from './shape.js';

/**
 * Tells of a place whether a property is declared there, without a label, which types inherit on which the policy labels it:
 * what a type checker names is the declaration, whatever type the property is read of.
 *
 * @param files those that can declare labels
 */
export function createInherited(r: Resolver, files: () => readonly string[]): (at: { readonly file: string; readonly s: number }) => boolean {
  let found: readonly Member[] | undefined;
  const find = (): readonly Member[] =>
    files().flatMap((file) =>
      (r.names.index(file)?.facts.types ?? []).flatMap((decl) => {
        const site = r.names.siteOf({ file, decl });
        const labelled = [...r.labels.ofMembers(site).keys()];
        const objects = labelled.length > 0 ? r.siteShape(site, []).objects : [];
        const members = objects.flatMap((o) => (o.k === 'object' || o.k === 'class' ? labelled.flatMap((name) => o.member(name) ?? []) : []));
        return members.filter((m) => m.file !== file || m.s < decl.s || m.s >= endOf(decl));
      }),
    );
  return (at) => (found ??= find()).some((m) => m.file === at.file && m.s <= at.s && at.s < m.e);
}
