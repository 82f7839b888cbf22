import type { Policy, Reference } from '../policy/policy.js';
import { docsIn } from './doc-comments.js';
import type { FileIndex } from './file-index.js';
import { last } from './keys.js';
import { hasMembers } from './members.js';
import type { Resolver } from './resolver.js';
import type { Matches } from './shape.js';

/**
 * The declarations that each source of the policy matches.
 *
 * @param files absolute: all that can hold a source
 */
export function createMatches(r: Resolver, policy: Policy, files: readonly string[]): Matches {
  const references = new Map<Reference, Set<string>>();
  const tags = new Map<string, Set<string>>();
  const schemas = new Map<string, Set<string>>();
  const add = <K>(to: Map<K, Set<string>>, key: K, file: string, offset: number): void => {
    const known = to.get(key) ?? new Set();
    to.set(key, known.add(`${file}:${offset}`));
  };
  const entries = [...policy.data.values()];
  const types = entries.flatMap((entry) => entry.types);
  const members = [...entries.flatMap((entry) => [...entry.properties, ...entry.returns]), ...policy.declassifiers.map((d) => d.function)];

  for (const file of files) {
    const index = r.names.index(file);
    if (!index) continue;
    const { facts } = index;
    for (const decl of facts.types) {
      const site = r.names.siteOf({ file, decl });
      for (const ref of types) if (r.references.meansType(ref, site)) add(references, ref, file, decl.s);
    }
    for (const ref of members) for (const offset of membersMeant(r, index, ref)) add(references, ref, file, offset);
    for (const doc of docsIn(facts)) for (const label of doc.data ?? []) add(tags, label, file, doc.s);
    for (const [offset, { labels }] of r.schemas.entries(file)) for (const label of labels) add(schemas, label, file, offset);
  }
  return { references, tags, schemas };
}

/** Offsets of the functions, and of the types with the member, that a reference means in a file. */
function membersMeant(r: Resolver, { facts }: FileIndex, ref: Reference): number[] {
  const { file } = facts;
  const { member } = ref;
  if (member === undefined) {
    const functions = facts.functions.filter((fn) => fn.cls === undefined && fn.kind !== 'module' && r.references.meansFunction(ref, file, fn.name));
    const declared = facts.ambient.filter((value) => value.type?.k === 'fn' && r.references.meansFunction(ref, file, value.name));
    return [...functions, ...declared].map(({ s }) => s);
  }
  const { member: _, ...type } = ref;
  const sites = facts.types.filter((decl) => {
    const site = r.names.siteOf({ file, decl });
    return r.references.meansType(type, site) && r.siteShape(site, []).objects.some((o) => hasMembers(o) && o.member(member) !== undefined);
  });
  const statics = facts.classes.filter((cls) => !sites.some((decl) => decl.kind === 'class' && last(decl.name) === cls.name) && cls.members.some((m) => 'name' in m.key && m.key.name === member && r.references.meansFunction(ref, file, member, cls.name)));
  const constants = facts.bindings.filter(({ name, fn }) => fn === 0 && r.references.meansFunction(type, file, name));
  const columns = constants.flatMap(({ name }) => [...r.schemas.fields(file, name)].flatMap(([offset, field]) => (field === member ? [offset] : [])));
  return [...[...sites, ...statics].map(({ s }) => s), ...columns];
}
