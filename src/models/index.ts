import type { ModelEntry } from '../policy/policy.js';
import { CompiledLibrary } from './compile.js';
import { libraries } from './libraries.js';
import type { Model, Models } from './model.js';
import { Overrides } from './overrides.js';

export type { Access, Endpoint, FlowEdge } from './flow-language.js';
export { FlowSyntaxError, parseFlow } from './flow-language.js';
export type { Channel, Model, Models, ResultKind } from './model.js';
export { ModelEntryError } from './overrides.js';

const FILE_OF_PACKAGE = /^(?:@[^/]+\/)?[^@./][^/]*\/.+\.[cm]?js$/;

const globalLibraries = libraries.filter((library) => !library.modules).map((library) => new CompiledLibrary(undefined, library));
const moduleLibraries = new Map<string, CompiledLibrary>();
for (const library of libraries) {
  const [name, ...aliases] = library.modules ?? [];
  if (name === undefined) continue;
  const compiled = new CompiledLibrary(name, library);
  for (const key of [name, ...aliases]) moduleLibraries.set(moduleName(key), compiled);
}

const generators = [...new Set(moduleLibraries.values())].flatMap((library) => (library.library.generated ? [{ ...library.library.generated, library }] : []));

/**
 * The built-in models under the policy's own ones, which win.
 * @throws {ModelEntryError} where an entry's flow can't be read
 */
export function createModels(entries: readonly ModelEntry[]): Models {
  const overrides = new Overrides(entries);
  return {
    own: (model) => overrides.has(model),
    global: remembered((path) => {
      const name = path.replace(/^(?:globalThis|window|self|global)\./, '');
      return overrides.find('', name) ?? overrides.find('', name.replace('.prototype.', '.')) ?? builtInGlobal(name.replace(/^RegExp\.prototype\.@@(\w+)$/, 'RegExp.prototype.[Symbol.$1]'));
    }),
    isNamespace: (path) => globalLibraries.some((library) => Object.hasOwn(library.table, path)),
    type: (module, name) => {
      const library = moduleLibraries.get(moduleName(module));
      return library?.hasType(name) ? `${library.name!}#${name}` : undefined;
    },
    generatedType: (imports, name) => {
      for (const { by, types, library } of generators) {
        if (!imports.some((source) => source === by || source.startsWith(`${by}/`))) continue;
        for (const [written, type] of Object.entries(types)) {
          if (name === written) return { type: `${library.name!}#${type}` };
          if (!written.startsWith('*') || !name.endsWith(written.slice(1))) continue;
          const of = name.slice(0, -written.slice(1).length);
          return { type: `${library.name!}#${type}`, made: of.charAt(0).toLowerCase() + of.slice(1) };
        }
      }
      return undefined;
    },
    instance: remembered((type, member) => {
      const [module, name] = splitType(type);
      return overrides.find(module, `${name}.${member}`) ?? builtInInstance(type, member.replace(/^@@(\w+)$/, '[Symbol.$1]'));
    }),
    module: remembered((name, path) => {
      const at = locate(name, path);
      return overrides.find(name, path) ?? overrides.find(at.name, at.path) ?? (at.library ? builtInModule(at.library, at.path) : undefined);
    }),
  };
}

/** The same, each answer found once. */
function remembered(find: (of: string, member: string) => Model | undefined): (of: string, member?: string) => Model | undefined {
  const known = new Map<string, Map<string, Model | undefined>>();
  return (of, member = '') => {
    let found = known.get(of);
    if (!found) known.set(of, (found = new Map<string, Model | undefined>()));
    if (!found.has(member)) found.set(member, find(of, member));
    return found.get(member);
  };
}

/** `a.b.c` as section `a.b` and member `c`; `[Symbol.iterator]` is one name. */
function split(path: string): [section: string, member: string] {
  const dot = path.endsWith(']') ? path.lastIndexOf('.[') : path.lastIndexOf('.');
  return dot < 0 ? ['', path] : [path.slice(0, dot), path.slice(dot + 1)];
}

function splitType(type: string): [module: string, name: string] {
  const hash = type.lastIndexOf('#');
  return hash < 0 ? ['', type] : [type.slice(0, hash), type.slice(hash + 1)];
}

function moduleName(specifier: string): string {
  return withoutExtension(specifier.replace(/^node:/, ''));
}

/** A package's file as models and natives know it: Node asks for its extension where the package lists no exports (`lodash/fp.js`). */
export function withoutExtension(module: string): string {
  return FILE_OF_PACKAGE.test(module) ? module.replace(/\.[cm]?js$/, '') : module;
}

function builtInGlobal(path: string): Model | undefined {
  const [section, member] = split(path);
  if (section.endsWith('.prototype')) return builtInInstance(section.slice(0, -'.prototype'.length), member);
  for (const library of globalLibraries) {
    const model = library.member(section, member);
    if (model) return model;
  }
  const holder = section === '' ? undefined : builtInGlobal(section);
  return holder?.property && holder.instance !== undefined ? builtInInstance(holder.instance, member) : undefined;
}

function builtInInstance(type: string, member: string): Model | undefined {
  const [module, name] = splitType(type);
  const candidates = module === '' ? globalLibraries : [moduleLibraries.get(moduleName(module))];
  for (const library of candidates) {
    const model = library?.member(`${name}.prototype`, member);
    if (model) return model;
    const bases = library?.library.bases;
    const base = bases && Object.hasOwn(bases, name) ? bases[name] : undefined;
    if (base !== undefined) {
      const inherited = builtInInstance(base.includes('#') || !library?.hasType(base) || module === '' ? base : `${module}#${base}`, member);
      if (inherited) return inherited;
    }
    if (library?.library.globals?.includes(name)) return builtInInstance(name, member);
  }
  return undefined;
}

interface Located {
  readonly name: string;
  readonly path: string;
  readonly library: CompiledLibrary | undefined;
}

/** Finds the library; a default import of a subpath (`lodash/pick`) is the member that the subpath names. */
function locate(module: string, path: string): Located {
  const name = moduleName(module);
  const exact = moduleLibraries.get(name);
  if (exact) return { name, path: memberPath(exact, path), library: exact };
  const parts = name.split('/');
  const length = name.startsWith('@') ? 2 : 1;
  const packageName = parts.slice(0, length).join('/');
  const library = parts.length > length ? moduleLibraries.get(packageName) : undefined;
  if (!library) return { name, path, library: undefined };
  const inner = memberPath(library, path);
  const last = (parts.at(-1) ?? '').replace(/\.[cm]?js$/, '');
  return { name: packageName, path: inner === 'default' ? last : inner, library };
}

function memberPath(library: CompiledLibrary, path: string): string {
  let member = path === '' || path === '=' ? 'default' : path;
  for (const own of ['default', ...(library.library.self ?? [])]) {
    if (member === own) member = 'default';
    else if (member.startsWith(`${own}.`)) member = member.slice(own.length + 1);
  }
  return member.startsWith('prototype.') ? `default.${member}` : member;
}

function builtInModule(library: CompiledLibrary, path: string): Model | undefined {
  const [section, member] = split(path);
  const model = library.member(section, member);
  if (model) return model;
  const globals = library.library.globals;
  if (globals?.includes(path.split('.')[0] ?? '')) return builtInGlobal(path) ?? (section ? builtInInstance(section, member) : undefined);
  const type = section.replace(/\.prototype$/, '');
  return type && library.hasType(type) ? builtInInstance(`${library.name ?? ''}#${type}`, member) : undefined;
}
