import type { TypeDecl, TypeIR } from '../facts/ir.js';
import type { Names } from './names.js';
import type { Resolver } from './resolver.js';

/**
 * Which declaration a written type name means, and what the policy and doc comments put on it. A meaning is a text, the same for
 * the same declaration; a name that leads to no declaration has one of its own.
 */
export interface TypeIdentity {
  /** Undefined: a type parameter. */
  meaning(file: string, name: string, offset: number): string | undefined;
  /** What a type parameter extends; undefined: it is none, or extends nothing. */
  constraint(file: string, name: string, offset: number): TypeIR | undefined;
  /** The same of a name that is imported where it is written: `import('x').Name`. */
  importedMeaning(file: string, specifier: string, name: string): string;
  /** What the names of a declaration mean. */
  of(file: string, declaration: TypeDecl): string;
  /** Values of the type carry a label themselves. */
  isLabelled(meaning: string): boolean;
  /** Properties that the policy labels, and methods whose results it labels. */
  labelledMembers(meaning: string): ReadonlySet<string>;
}

/** The names by which a declaration of the meaning is known. */
export function namesOf(meaning: string): readonly string[] {
  return meaning.split('|').flatMap((part) => part.slice(part.lastIndexOf('#') + 1).match(/[A-Za-z_$][\w$]*/g) ?? []);
}

/** The npm package that the type comes from, where it does. */
export function packageOf(meaning: string): string | undefined {
  const at = meaning.lastIndexOf('/node_modules/');
  if (at >= 0) return /^(?:@types\/)?((?:@[^/]+\/)?[^/#]+)/.exec(meaning.slice(at + '/node_modules/'.length))?.[1];
  return meaning.startsWith('?') ? /\|([^|#]+)#/.exec(meaning)?.[1] : undefined;
}

type Meant = Exclude<ReturnType<Names['type']>, { k: 'param' }>;

export function createIdentity(r: Resolver): TypeIdentity {
  const meant = new Map<string, { readonly named: Meant; readonly name: string }>();
  const written = new Map<string, string | undefined>();
  const labelled = new Map<string, boolean>();
  const members = new Map<string, ReadonlySet<string>>();

  function note(named: Meant, name: string): string {
    const key = named.k === 'site' ? named.site.id : `?${[name, ...named.via.map((v) => `${v.module}#${v.name}`)].join('|')}`;
    if (!meant.has(key)) meant.set(key, { named, name });
    return key;
  }

  function meaning(file: string, name: string, offset: number): string | undefined {
    const index = r.names.index(file);
    const scoped = index === undefined || index.typeParams.has(name) || index.types.get(name)?.some((d) => d.fn > 0) === true || index.namespacesAt(offset).length > 0;
    const key = `${file}|${name}${scoped ? `|${offset}` : ''}`;
    if (!written.has(key)) {
      const found = r.names.type(file, name, offset);
      written.set(key, found.k === 'param' ? undefined : note(found, name));
    }
    return written.get(key);
  }

  return {
    meaning,
    constraint: (file, name, offset) => {
      const found = r.names.type(file, name, offset);
      return found.k === 'param' ? (found.constraint ?? undefined) : undefined;
    },
    importedMeaning: (file, specifier, name) => {
      const found = r.names.importedType(file, specifier, name);
      return note(found.k === 'param' ? { k: 'none', via: [] } : found, name);
    },
    of: (file, decl) => {
      // What a module adds to another one's declaration is that declaration's.
      const home = decl.module === undefined ? undefined : r.names.importedType(file, decl.module, decl.name);
      return note(home?.k === 'site' ? home : { k: 'site', site: r.names.siteOf({ file, decl }) }, decl.name);
    },
    isLabelled: (key) => {
      let known = labelled.get(key);
      if (known === undefined) {
        const at = meant.get(key);
        known = at !== undefined && (at.named.k === 'site' ? r.labels.ofType(at.named.site) : r.labels.ofName(at.name, at.named.via)).length > 0;
        labelled.set(key, known);
      }
      return known;
    },
    labelledMembers: (key) => {
      let known = members.get(key);
      if (!known) {
        const at = meant.get(key);
        known = new Set(at ? r.labels.ofMembers(at.named.k === 'site' ? at.named.site : { name: at.name, via: at.named.via }).keys() : []);
        members.set(key, known);
      }
      return known;
    },
  };
}
