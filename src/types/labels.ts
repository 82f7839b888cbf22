import type { Doc, TypeMember } from '../facts/ir.js';
import type { Policy, Reference } from '../policy/policy.js';
import type { GeneratedRows } from './generated-rows.js';
import { head, last } from './keys.js';
import type { Site, Via } from './names.js';
import { nameOf } from './references.js';
import type { References } from './references.js';

/** Labels that the policy and doc comments put on declarations. */
export interface Labels {
  ofDoc(doc: Doc | undefined): readonly string[];
  /** Of a member where it is written: by its comment, and of a column of a generated client by what the policy says of the model. */
  ofMember(file: string, member: TypeMember): readonly string[];
  ofType(site: Site): readonly string[];
  /** Of a name that leads to no declaration. */
  ofName(name: string, via: readonly Via[]): readonly string[];
  /** Labels by property name that the policy puts on a type's properties and on its methods' results. */
  ofMembers(owner: Site | { readonly name: string; readonly via: readonly Via[] }): ReadonlyMap<string, readonly string[]>;
  /** Labels by property name that the policy puts on a constant's: on the columns of a table, the fields of a validator. */
  ofConstant(file: string, name: string): ReadonlyMap<string, readonly string[]>;
  /** Of what a function returns, by the policy's `returns`. */
  ofReturn(file: string, name: string, owner?: string): readonly string[];
  /** Names that the policy labels: of types, properties and functions. */
  readonly words: { readonly types: ReadonlySet<string>; readonly members: ReadonlySet<string>; readonly functions: ReadonlySet<string> };
  /** The names that a package's declarations must hold, all of one list, to be labelled: not those of what the program's own files declare. */
  packageWords(): readonly (readonly string[])[];
}

interface Entry {
  readonly label: string;
  readonly ref: Reference;
}
const NONE: readonly string[] = [];
const NO_MEMBERS: ReadonlyMap<string, readonly string[]> = new Map();

export function createLabels(policy: Policy, references: References, rows: GeneratedRows): Labels {
  const types: Entry[] = [];
  const properties: Entry[] = [];
  const returns: Entry[] = [];
  for (const data of policy.data.values()) {
    for (const ref of data.types) types.push({ label: data.label, ref });
    for (const ref of data.properties) properties.push({ label: data.label, ref });
    for (const ref of data.returns) returns.push({ label: data.label, ref });
  }
  const typeWords = new Set(types.map((t) => last(nameOf(t.ref))));
  const ownerNames = new Set([...properties, ...returns].filter((p) => p.ref.member !== undefined).map((p) => p.ref.name));
  const members = new Map<string, ReadonlyMap<string, readonly string[]>>();

  const ofDoc = (doc: Doc | undefined): readonly string[] => doc?.data?.filter((label) => policy.data.has(label)) ?? NONE;
  const unique = (labels: readonly string[]): readonly string[] => (labels.length > 1 ? [...new Set(labels)] : labels);

  const ofColumn = (file: string, member: TypeMember): readonly string[] => {
    const model = ownerNames.size > 0 ? rows.modelOf(file, member) : undefined;
    return model === undefined ? NONE : properties.filter(({ ref }) => ref.member === member.name && ref.name === model && rows.means(ref, file)).map(({ label }) => label);
  };

  return {
    ofDoc,
    ofMember: (file, member) => {
      const columns = ofColumn(file, member);
      const doc = ofDoc((rows.columnOf(file, member) ?? member).doc);
      return columns.length === 0 ? doc : unique([...doc, ...columns]);
    },
    ofType: (site) => {
      const named = types.filter((t) => references.meansType(t.ref, site)).map((t) => t.label);
      return unique([...named, ...site.parts.flatMap((p) => ofDoc(p.decl.doc))]);
    },
    ofName: (name, via) => {
      if (!typeWords.has(last(name)) && !via.some((v) => typeWords.has(last(v.name)))) return NONE;
      return unique(types.filter((t) => references.meansName(t.ref, name, via)).map((t) => t.label));
    },
    ofMembers: (owner) => {
      const declared = 'parts' in owner;
      const candidates = [owner.name, last(owner.name), head(owner.name), ...owner.via.map((v) => last(v.name))];
      if (!candidates.some((n) => ownerNames.has(n)) && !(declared && hasModuleRefs())) return NO_MEMBERS;
      const key = `${declared ? owner.id : `?${owner.name}`} ${owner.via.map((v) => `${v.module}#${v.name}`).join()}`;
      let found = members.get(key);
      if (!found) members.set(key, (found = collect(owner)));
      return found;
    },
    ofConstant: (file, name) => {
      const found = new Map<string, readonly string[]>();
      for (const { label, ref } of ownerNames.size > 0 ? properties : []) {
        const { member, ...owner } = ref;
        if (member !== undefined && references.meansFunction(owner, file, name)) found.set(member, [...(found.get(member) ?? []), label]);
      }
      return found.size > 0 ? found : NO_MEMBERS;
    },
    ofReturn: (file, name, owner) => unique(returns.filter((r) => references.meansFunction(r.ref, file, name, owner)).map((r) => r.label)),
    words: {
      types: typeWords,
      members: new Set([...properties, ...returns].flatMap((p) => p.ref.member ?? [])),
      functions: new Set(returns.map((r) => r.ref.member ?? r.ref.name)),
    },
    packageWords: () => [...types, ...properties, ...returns].flatMap(({ ref }) => {
      const target = ref.module === undefined ? undefined : references.module(ref);
      return target?.k === 'file' && !target.file.includes('/node_modules/') ? [] : [[last(ref.name), ...(ref.member === undefined ? [] : [ref.member])]];
    }),
  };

  /** A module may export a type under another name than its own. */
  function hasModuleRefs(): boolean {
    return [...properties, ...returns].some((p) => p.ref.module !== undefined && p.ref.member !== undefined);
  }

  function collect(owner: Site | { name: string; via: readonly Via[] }): ReadonlyMap<string, readonly string[]> {
    const found = new Map<string, string[]>();
    for (const { label, ref } of [...properties, ...returns]) {
      if (ref.member === undefined) continue;
      const { member: _, ...type } = ref;
      const means = 'parts' in owner ? references.meansType(type, owner) : references.meansName(type, owner.name, owner.via);
      if (means) found.set(ref.member, [...(found.get(ref.member) ?? []), label]);
    }
    return found.size > 0 ? found : NO_MEMBERS;
  }
}
