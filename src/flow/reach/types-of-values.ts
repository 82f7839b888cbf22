import type { TypeIR } from '../../facts/ir.js';
import type { ProgramTypes } from '../../types/shape.js';
import { pathOf, ROOT, type Path } from './paths.js';

/** Types that say what the value of a name, or a call of it, is. */
const OF_VALUES = new Set(['ReturnType', 'Awaited', 'Parameters', 'InstanceType', 'ConstructorParameters']);

/** The type is that of a value: `typeof load`, `ReturnType<typeof load>`. */
export function isOfValue(type: TypeIR): boolean {
  if (type.k === 'typeof') return true;
  if (type.k === 'indexed') return isOfValue(type.obj);
  return type.k === 'ref' && OF_VALUES.has(type.name) && type.args?.some(isOfValue) === true;
}

/** Labelled places of what such a type comes to: itself, and its members. */
export function pathsOfShape(types: ProgramTypes, file: string, type: TypeIR): readonly Path[] {
  const { labels, objects } = types.shape({ file, type });
  if (labels.length > 0) return [ROOT];
  return objects.flatMap((o) => (o.k === 'object' || o.k === 'class' ? o.members().filter((m) => m.labels.length > 0 || (m.type && types.shape(m.type).labels.length > 0)).map((m) => pathOf(m.name)) : []));
}

/** The strings of a union of literals. */
export function literals(type: TypeIR): ReadonlySet<string> | undefined {
  const all = type.k === 'union' ? type.types : [type];
  const names = all.flatMap((t) => (t.k === 'lit' ? [String(t.value)] : []));
  return names.length === all.length ? new Set(names) : undefined;
}
