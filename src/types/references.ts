import { posix } from 'node:path';
import type { Linker } from '../facts/link.js';
import type { Policy, Reference } from '../policy/policy.js';
import { matchesModule } from '../policy/references.js';
import { join, last } from './keys.js';
import type { Names, Site, ValueSite, Via } from './names.js';

const EXTENSIONS = ['.ts', '.tsx', '.mts', '.cts', '.d.ts', '.d.mts', '.d.cts', '.js', '.jsx', '.mjs', '.cjs'];

/** What a policy's reference to a module leads to. */
export type ModuleTarget =
  | { readonly k: 'file'; readonly file: string }
  /** A package that is found; `file` where it has types or is part of the program. */
  | { readonly k: 'package'; readonly file?: string }
  | { readonly k: 'none' };

/** Compares policy references with declarations. */
export interface References {
  /** Of a reference that names its module. */
  module(ref: Reference): ModuleTarget;
  /** Reference `[module#]Name` means this type declaration. */
  meansType(ref: Reference, site: Site): boolean;
  /** Reference means a name that leads to no declaration: its imports decide, else the name alone. */
  meansName(ref: Reference, name: string, via: readonly Via[]): boolean;
  /** `[module#]function` or `[module#]Class.method` means the function that `file` declares under this name. */
  meansFunction(ref: Reference, file: string, name: string, owner?: string): boolean;
  site(ref: Reference, name: string): Site | undefined;
  value(ref: Reference, name: string): ValueSite | undefined;
}

/** The whole name after `module#`. */
export const nameOf = (ref: Reference): string => join(ref.name, ref.member ?? '');

export function createReferences(linker: Linker, policy: Policy, names: Names): References {
  const modules = new Map<string, ModuleTarget>();
  const sites = new Map<string, Site | undefined>();
  const values = new Map<string, ValueSite | undefined>();
  const program = new Set(linker.files);

  function module(ref: Reference): ModuleTarget {
    const base = ref.base ?? policy.root;
    const key = `${base} ${ref.module}`;
    let target = modules.get(key);
    if (!target) modules.set(key, (target = find(base, ref.module ?? '')));
    return target;
  }

  function find(folder: string, specifier: string): ModuleTarget {
    const base = posix.resolve(folder, specifier);
    const stem = base.replace(/\.[cm]?[jt]sx?$/, '');
    const candidates = [base, ...EXTENSIONS.map((x) => base + x), ...EXTENSIONS.map((x) => `${base}/index${x}`), ...EXTENSIONS.map((x) => stem + x)];
    const file =
      candidates.find((c) => program.has(c)) ??
      candidates.find((c) => /\.[cm]?[jt]sx?$/.test(c) && linker.text(c) !== undefined);
    if (file !== undefined) return { k: 'file', file };
    if (specifier.startsWith('.')) return { k: 'none' };
    const to = linker.resolve(`${folder}/data-purpose.jsonc`, specifier);
    if (to.k === 'file') return { k: 'package', file: to.file };
    if (to.k !== 'unresolved') return { k: 'package', ...(to.types === undefined ? {} : { file: to.types }) };
    if (names.ambient().modules.has(specifier) || names.ambient().moduleValues.has(specifier)) return { k: 'package' };
    return installedFor(specifier);
  }

  /** A package of a workspace is installed where it is used, which need not be at the policy. */
  function installedFor(specifier: string): ModuleTarget {
    for (const importing of linker.files) {
      if (!linker.text(importing)?.includes(specifier)) continue;
      for (const { source } of linker.facts(importing)?.imports ?? []) {
        if (source !== specifier && !source.startsWith(`${specifier}/`)) continue;
        const to = linker.resolve(importing, specifier);
        if (to.k === 'file') return { k: 'package', file: to.file };
        if (to.k !== 'unresolved') return { k: 'package', ...(to.types === undefined ? {} : { file: to.types }) };
        if (linker.resolve(importing, source).k !== 'unresolved') return { k: 'package' };
      }
    }
    return { k: 'none' };
  }

  function fileOf(ref: Reference): string | undefined {
    const target = ref.module === undefined ? undefined : module(ref);
    return target && target.k !== 'none' ? target.file : undefined;
  }

  function cached<T>(store: Map<string, T | undefined>, ref: Reference, name: string, look: (file: string) => T | undefined): T | undefined {
    const key = `${ref.base ?? ''} ${ref.module}#${name}`;
    if (!store.has(key)) {
      const file = fileOf(ref);
      store.set(key, file === undefined ? undefined : look(file));
    }
    return store.get(key);
  }
  const site = (ref: Reference, name: string): Site | undefined => cached(sites, ref, name, (f) => names.exportedType(f, name));
  const value = (ref: Reference, name: string): ValueSite | undefined => cached(values, ref, name, (f) => names.exportedValue(f, name));

  const imports = (ref: Reference, name: string, via: readonly Via[]): boolean =>
    via.some((v) => v.name === name && (v.module === ref.module || v.module.startsWith(`${ref.module}/`)));

  return {
    module,
    site,
    value,
    meansType: (ref, of) => {
      const name = nameOf(ref);
      if (ref.module === undefined) return of.name === name || last(of.name) === name;
      if (imports(ref, name, of.via)) return true;
      const named = of.name === name || last(of.name) === name;
      return (named && of.parts.some((p) => inModule(ref, p.file))) || site(ref, name)?.id === of.id;
    },
    meansName: (ref, name, via) => {
      const own = nameOf(ref);
      if (ref.module !== undefined && imports(ref, own, via)) return true;
      if (via.length > 0 && via.some((v) => v.name === own || last(v.name) === own)) return true;
      return name === own || last(name) === own;
    },
    meansFunction: (ref, file, name, owner) => {
      if (owner === undefined) {
        if (ref.member !== undefined) return false;
        return (ref.name === name && inModule(ref, file)) || (ref.module !== undefined && isAlias(ref, file, name));
      }
      if (ref.member !== name) return false;
      if (last(owner) === ref.name && inModule(ref, file)) return true;
      return ref.module !== undefined && site(ref, ref.name)?.parts.some((p) => p.file === file && last(p.decl.name) === last(owner)) === true;
    },
  };

  function inModule(ref: Reference, file: string): boolean {
    return matchesModule(ref, file, policy.root) || (ref.module !== undefined && fileOf(ref) === file);
  }

  /** The reference's module exports the function under the reference's name. */
  function isAlias(ref: Reference, file: string, name: string): boolean {
    const target = value(ref, ref.name);
    return target?.k === 'binding' && target.file === file && (names.index(file)?.facts.bindings[target.v]?.name === name || target.name === name);
  }
}
