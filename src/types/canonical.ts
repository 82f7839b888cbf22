import type { TypeIR } from '../facts/ir.js';
import type { Keys } from './keys.js';
import { hasMembers } from './members.js';
import type { ObjectShape, Shape, TypeRef } from './shape.js';

/** Built-in types that give their argument, or what is left of it. */
const GIVING = new Set(['NonNullable', 'Exclude', 'Extract', 'Awaited', 'Readonly']);

/** `T[K]`, or what is left of it: cheap to look at, which other types that are computed may not be. */
function isIndexed(type: TypeIR): boolean {
  if (type.k === 'indexed') return type.obj.k === 'ref' && (type.index.k === 'ref' || type.index.k === 'lit');
  return type.k === 'ref' && GIVING.has(type.name) && type.args !== undefined && isIndexed(type.args[0]!);
}

/**
 * Indexed types, by what they come to: `User['role']` and `NonNullable<User['role']>` are `Role`.
 * Types made member by member (`DeepPartial`, conditions of a query) would else be new ones on every way from record to related record.
 */
export function createCanonical(keys: Keys): (ref: TypeRef, shape: (ref: TypeRef) => Shape | undefined) => TypeRef {
  const firsts = new Map<string, TypeRef>();
  return (ref, shape) => {
    if (!isIndexed(ref.type)) return ref;
    const found = shape(ref);
    const meaning = found && meaningOf(keys, found);
    if (meaning === undefined) return ref;
    const first = firsts.get(meaning);
    if (first) return first;
    firsts.set(meaning, ref);
    return ref;
  };
}

/** Equal for types that are the same to every question; undefined where that isn't known. */
export function meaningOf(keys: Keys, shape: Shape): string | undefined {
  if (shape.labels.length > 0) return undefined;
  const objects = shape.objects.map((o) => objectMeaning(keys, o));
  if (objects.includes(undefined)) return undefined;
  return JSON.stringify([shape.unknown, shape.kinds, objects, shape.literals]);
}

function objectMeaning(keys: Keys, o: ObjectShape): string | undefined {
  if (hasMembers(o)) return o.id === '' || o.relabelled ? undefined : `${o.k} ${o.id}`;
  if (o.k === 'array' || o.k === 'set' || o.k === 'promise' || o.k === 'iterable') return o.elem && `${o.k} ${keys.of(o.elem)}`;
  return undefined;
}
