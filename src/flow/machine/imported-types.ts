import { packageOf } from '../../types/identity.js';
import type { TypeRef } from '../../types/shape.js';
import type { Ref } from '../domain/value.js';
import type { Machine } from './machine.js';

/** Aliases of a file that are followed one after the other. */
const ALIASES = 3;

/** `@scope/name/sub` -> `@scope/name` */
export function packageName(module: string): string {
  return module.split('/').slice(0, module.startsWith('@') ? 2 : 1).join('/');
}

/** The package, and the name in it, of a type that is imported from one. */
export function importedType(m: Machine, { type, file }: TypeRef): { readonly source: string; readonly name: string } | undefined {
  if (type.k === 'import') return type.isTypeof || type.source.startsWith('.') ? undefined : type;
  if (type.k !== 'ref') return undefined;
  const [head, ...path] = type.name.split('.');
  const imp = m.facts(file)?.imports.find((i) => i.local === head);
  if (!imp || imp.source.startsWith('.')) return undefined;
  const whole = imp.imported === '*' || imp.imported === '=';
  return { source: imp.source, name: [...(whole ? [] : [imp.imported]), ...path].join('.') };
}

/** The package that the type, or one of a union, is imported from, where it serves some purpose: what is given to such a value's methods enters it. */
export function servingPackage(m: Machine, ref: TypeRef, depth = 0): string | undefined {
  const { type } = ref;
  if (type.k === 'union' || type.k === 'inter') {
    for (const t of type.types) {
      const found = servingPackage(m, { ...ref, type: t }, depth);
      if (found !== undefined) return found;
    }
    return undefined;
  }
  const source = importedType(m, ref)?.source;
  if (source !== undefined) return m.setting.policy.purposesOfPackage(source).length > 0 ? source : undefined;
  const alias = type.k === 'ref' && depth < ALIASES ? m.facts(ref.file)?.types.find((d) => d.name === type.name && d.kind === 'alias')?.type : undefined;
  return alias && servingPackage(m, { file: ref.file, type: alias }, depth + 1);
}

/** The packages in which a function that is known by its declaration stands, and the type of the object whose method it is. */
export function packagesOfDeclared(m: Machine, file: string, owners: readonly Ref[]): readonly string[] {
  const shapes = owners.map((r) => m.obj(r).shape);
  const all = [file, ...shapes.map((s) => (s && 'id' in s ? s.id : ''))].map(packageOf);
  return [...new Set(all.filter((x) => x !== undefined))];
}
