import type { AmbientValue, TypeIR } from '../facts/ir.js';
import type { Linker } from '../facts/link.js';
import { readAmbient } from './ambient.js';
import type { Ambient, Part } from './ambient.js';
import { createFileIndexes, declarationsAt, paramAt } from './file-index.js';
import type { FileIndex } from './file-index.js';
import { head, join, rest } from './keys.js';

/** An import specifier and the name asked of it, on the way to a declaration. */
export interface Via {
  readonly module: string;
  readonly name: string;
}

/** One type declaration with all that merges into it. */
export interface Site {
  /** The same for the same declaration. */
  readonly id: string;
  readonly name: string;
  readonly parts: readonly Part[];
  /** Imports that a name was followed through; not part of the identity. */
  readonly via: readonly Via[];
}

/** A declared value: a binding of a file, or declarations without body. */
export type ValueSite = { readonly file: string; readonly name: string; readonly via: readonly Via[] } & (
  | { readonly k: 'binding'; readonly v: number }
  | { readonly k: 'ambient'; readonly values: readonly AmbientValue[] }
  | { readonly k: 'module' }
);

export type TypeName =
  | { readonly k: 'site'; readonly site: Site }
  /** A type parameter that nothing binds. */
  | { readonly k: 'param'; readonly constraint: TypeIR | null }
  | { readonly k: 'none'; readonly via: readonly Via[] };

/** Tries the declarations that a file itself has under a name. */
type Visit<T> = (index: FileIndex, name: string, via: readonly Via[], from: From) => T | undefined;
/** `v`: the exported binding; `module`: the name of the `declare module` to look in. */
interface From {
  readonly v?: number | undefined;
  readonly module?: string | undefined;
}

/** Finds what names mean: in scopes, through imports and re-exports, among globals. */
export interface Names {
  readonly index: (file: string) => FileIndex | undefined;
  type(file: string, name: string, offset: number): TypeName;
  exportedType(file: string, name: string): Site | undefined;
  importedType(from: string, specifier: string, name: string): TypeName;
  /** The declaration that a type declaration of a file belongs to. */
  siteOf(part: Part): Site;
  value(file: string, name: string, offset: number): ValueSite | undefined;
  exportedValue(file: string, name: string): ValueSite | undefined;
  importedValue(from: string, specifier: string, name: string): ValueSite | undefined;
  globalValue(name: string): ValueSite | undefined;
  /** The file that declares what a specifier exports. */
  moduleFile(from: string, specifier: string): string | undefined;
  readonly ambient: () => Ambient;
}

export function createNames(linker: Linker): Names {
  const index = createFileIndexes(linker);
  let ambientOnce: Ambient | undefined;
  const ambient = (): Ambient => (ambientOnce ??= readAmbient(linker, index));

  function moduleFile(from: string, specifier: string): string | undefined {
    const to = linker.resolve(from, specifier);
    if (to.k === 'file') return to.file;
    return to.k === 'unresolved' ? undefined : to.types;
  }

  function inFile<T>(file: string, name: string, visit: Visit<T>, via: readonly Via[], seen: Set<string>, from: From = {}): T | undefined {
    const at = index(file);
    if (!at) return undefined;
    const own = visit(at, name, via, from);
    if (own !== undefined) return own;
    const imported = at.imports.get(head(name));
    return imported && through(file, imported.source, imported.imported, rest(name), visit, via, seen);
  }

  /** `imported` as in {@link ImportFact}; `path` is what is asked of it. */
  function through<T>(from: string, source: string, imported: string, path: string, visit: Visit<T>, via: readonly Via[], seen: Set<string>): T | undefined {
    const whole = imported === '*' || imported === '=';
    const name = whole ? path : join(imported, path);
    const next = [...via, { module: source, name }];
    const file = moduleFile(from, source);
    const found = file === undefined ? undefined : exported(file, name, visit, next, seen, declaredName(file, source));
    if (found !== undefined) return found;
    const declaring = [...(ambient().modules.get(source) ?? []), ...(ambient().moduleValues.get(source) ?? [])].map((p) => p.file);
    for (const other of new Set(declaring)) {
      if (other === file) continue;
      const there = exported(other, name, visit, next, seen, source);
      if (there !== undefined) return there;
    }
    return undefined;
  }

  /** The `declare module` of a file by which a specifier leads there. */
  function declaredName(file: string, specifier: string): string | undefined {
    const at = index(file);
    if (!at || at.facts.style === 'esm') return undefined;
    return at.modules.find((n) => n === specifier) ?? at.modules.find((n) => {
      const star = n.indexOf('*');
      return star >= 0 && specifier.startsWith(n.slice(0, star)) && specifier.endsWith(n.slice(star + 1));
    });
  }

  function exported<T>(file: string, name: string, visit: Visit<T>, via: readonly Via[], seen: Set<string>, module?: string): T | undefined {
    const at = index(file);
    const key = `${file}#${name}`;
    if (!at || seen.has(key)) return undefined;
    seen.add(key);
    const first = head(name);
    const path = rest(name);
    const own = at.exports.get(module);
    for (const e of own?.named.get(first) ?? []) {
      const found =
        e.k === 'local'
          ? inFile(file, join(e.local, path), visit, via, seen, { v: path === '' ? e.v : undefined, module })
          : through(file, e.source, e.imported, path, visit, via, seen);
      if (found !== undefined) return found;
    }
    const assigned = own?.named.get('=')?.find((e) => e.k === 'local');
    const local = assigned?.k === 'local' ? assigned.local : module === undefined ? at.assigned : undefined;
    if (local !== undefined) {
      const found = inFile(file, join(local, first === 'default' ? path : name), visit, via, seen, { module });
      if (found !== undefined) return found;
    }
    for (const source of first === 'default' || first === '' ? [] : (own?.all ?? [])) {
      const found = through(file, source, '*', name, visit, via, seen);
      if (found !== undefined) return found;
    }
    return visit(at, name, via, { module });
  }

  function siteFrom(file: string, decls: readonly Part['decl'][], via: readonly Via[]): Site {
    const first = decls[0]!;
    const id = `${file}#${first.name}${first.fn > 0 ? `@${first.s}` : ''}`;
    const parts = decls.map((decl) => ({ file, decl }));
    const more = first.global ? ambient().types.get(first.name) : augmentations(file, first.name);
    for (const part of more ?? []) if (!parts.some((p) => p.decl === part.decl)) parts.push(part);
    return { id: first.global ? `global#${first.name}` : id, name: first.name, parts, via };
  }

  let augmenting: Map<string, { specifier: string; part: Part }[]> | undefined;
  function augmentations(file: string, name: string): readonly Part[] {
    if (!augmenting) {
      augmenting = new Map();
      for (const [specifier, parts] of ambient().modules) {
        for (const part of parts) {
          const list = augmenting.get(part.decl.name) ?? [];
          augmenting.set(part.decl.name, [...list, { specifier, part }]);
        }
      }
    }
    const candidates = augmenting.get(name) ?? [];
    return candidates.filter((c) => c.part.file !== file && moduleFile(c.part.file, c.specifier) === file).map((c) => c.part);
  }

  const visitType: Visit<Site> = (at, name, via, { module }) => {
    const decls = outermost(at, name, module);
    return decls.length > 0 ? siteFrom(at.facts.file, decls, via) : undefined;
  };

  function globalType(name: string): Site | undefined {
    const parts = ambient().types.get(name);
    return parts && siteFrom(parts[0]!.file, [parts[0]!.decl], []);
  }

  const outerTypes = new Map<string, TypeName>();
  /** What a name means at the top of a file. */
  function outerType(file: string, name: string): TypeName {
    const key = `${file}#${name}`;
    let found = outerTypes.get(key);
    if (!found) {
      const site = inFile(file, name, visitType, [], new Set()) ?? globalType(name);
      outerTypes.set(key, (found = site ? { k: 'site', site } : { k: 'none', via: viaOf(file, name) }));
    }
    return found;
  }

  const visitValue = (offset?: number): Visit<ValueSite> => (at, name, via, { v, module }) => {
    const file = at.facts.file;
    if (v !== undefined && at.facts.bindings[v]!.kind === 'import') return undefined;
    if (name === '') return { k: 'module', file, name, via };
    const exact = v !== undefined && (at.facts.bindings[v]!.name === name || name === '*default*');
    const bound = exact ? v : module === undefined ? bindingAt(at, name, offset) : undefined;
    const declared = bound === undefined ? undefined : at.facts.bindings[bound]!;
    if (declared?.kind === 'import') return undefined;
    const values = at.ambient.get(name)?.filter((value) => value.module === module || module === undefined);
    const bodiless = at.facts.declaration || declared?.ambient === true;
    if (bound !== undefined && !(values?.length && bodiless)) return { k: 'binding', file, name, via, v: bound };
    return values?.length ? { k: 'ambient', file, name, via, values } : undefined;
  };

  function globalValue(name: string): ValueSite | undefined {
    const values = ambient().values.get(name);
    if (values) {
      const { file } = values[0]!;
      return { k: 'ambient', file, name, via: [], values: values.filter((v) => v.file === file).map((v) => v.value) };
    }
    const binding = ambient().bindings.get(name);
    return binding && { k: 'binding', file: binding.file, name, via: [], v: binding.v };
  }

  const viaOf = (file: string, name: string): readonly Via[] => {
    const imported = index(file)?.imports.get(head(name));
    if (!imported) return [];
    const whole = imported.imported === '*' || imported.imported === '=';
    return [{ module: imported.source, name: whole ? rest(name) : join(imported.imported, rest(name)) }];
  };

  return {
    index,
    ambient,
    moduleFile,
    type: (file, name, offset) => {
      const at = index(file);
      const local = at && declarationsAt(at, name, offset);
      if (at && local && local.length > 0) return { k: 'site', site: siteFrom(file, local, []) };
      const constraint = at && !name.includes('.') ? paramAt(at, name, offset) : undefined;
      if (constraint !== undefined) return { k: 'param', constraint };
      return outerType(file, name);
    },
    exportedType: (file, name) => exported(file, name, visitType, [], new Set()),
    importedType: (from, specifier, name) => {
      const site = through(from, specifier, '*', name, visitType, [], new Set());
      return site ? { k: 'site', site } : { k: 'none', via: [{ module: specifier, name }] };
    },
    siteOf: ({ file, decl }) => siteFrom(file, index(file)!.types.get(decl.name)!.filter((d) => d.fn === decl.fn && d.module === decl.module), []),
    value: (file, name, offset) => inFile(file, name, (at, n, via, from) => visitValue(at.facts.file === file && via.length === 0 ? offset : undefined)(at, n, via, from), [], new Set()) ?? globalValue(name),
    exportedValue: (file, name) => exported(file, name, visitValue(), [], new Set()),
    importedValue: (from, specifier, name) => through(from, specifier, '*', name, visitValue(), [], new Set()),
    globalValue,
  };
}

/** A file's declarations of a name that other files can see. */
function outermost(at: FileIndex, name: string, module: string | undefined): readonly Part['decl'][] {
  const all = (at.types.get(name) ?? []).filter((d) => d.fn <= 0);
  const asked = all.filter((d) => d.module === module);
  return asked.length > 0 || module !== undefined ? asked : all.filter((d) => d.module === all[0]!.module);
}

/** The binding that a name means at an offset (module scope without one). */
function bindingAt(at: FileIndex, name: string, offset: number | undefined): number | undefined {
  let best: number | undefined;
  let extent = Infinity;
  for (const { v, binding } of at.bindings.get(name) ?? []) {
    const fn = at.facts.functions[binding.fn];
    if (binding.fn > 0 && (offset === undefined || !fn || offset < fn.s || offset >= fn.e)) continue;
    const size = binding.fn > 0 ? fn!.e - fn!.s : Infinity;
    if (best === undefined || size < extent) [best, extent] = [v, size];
  }
  return best;
}
