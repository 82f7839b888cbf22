import type { FnType, TypeIR } from '../facts/ir.js';
import type { TypeEnv, TypeRef } from './shape.js';

/** Key of the `this` type in a {@link TypeEnv}. */
export const THIS = '*this';

const names = new WeakMap<TypeIR, ReadonlySet<string>>();

/** Names that a type may look up in its environment (an over-approximation: bound ones are included). */
export function freeNames(type: TypeIR): ReadonlySet<string> {
  const known = names.get(type);
  if (known) return known;
  const found = new Set<string>();
  names.set(type, found);
  const add = (t: TypeIR | undefined): void => {
    if (t) for (const name of freeNames(t)) found.add(name);
  };
  const addFn = (fn: FnType | undefined): void => {
    if (!fn) return;
    for (const p of fn.params) add(p.type);
    for (const p of fn.typeParams ?? []) {
      add(p.constraint);
      add(p.default);
    }
    add(fn.ret);
  };
  switch (type.k) {
    case 'ref':
      found.add(head(type.name));
      type.args?.forEach(add);
      break;
    case 'typeof':
    case 'import':
      type.args?.forEach(add);
      break;
    case 'union':
    case 'inter':
    case 'tuple':
    case 'template':
      type.types.forEach(add);
      break;
    case 'array':
    case 'rest':
    case 'optional':
    case 'keyof':
      add(type.type);
      break;
    case 'object':
      for (const m of type.members) {
        add(m.type);
        addFn(m.fn);
      }
      break;
    case 'fn':
      addFn(type.fn);
      break;
    case 'indexed':
      add(type.obj);
      add(type.index);
      break;
    case 'cond':
      add(type.check);
      add(type.ext);
      add(type.yes);
      add(type.no);
      break;
    case 'mapped':
      add(type.over);
      add(type.as);
      add(type.type);
      break;
    case 'infer':
      found.add(type.name);
      break;
    case 'this':
      found.add(THIS);
      break;
    default:
  }
  return found;
}

export function head(name: string): string {
  const dot = name.indexOf('.');
  return dot < 0 ? name : name.slice(0, dot);
}

/** What follows the first dot; '' where there is none. */
export function rest(name: string): string {
  const dot = name.indexOf('.');
  return dot < 0 ? '' : name.slice(dot + 1);
}

export function last(name: string): string {
  return name.slice(name.lastIndexOf('.') + 1);
}

export function join(...parts: readonly string[]): string {
  return parts.filter((p) => p !== '').join('.');
}

/** The same type without what it doesn't use: a type parameter becomes its argument, the environment shrinks to the names used. */
export function close(ref: TypeRef): TypeRef {
  const { type, env } = ref;
  if (!env || env.size === 0) return ref;
  if (type.k === 'ref' && !type.args) {
    const bound = env.get(type.name);
    if (bound) return bound;
  }
  if (type.k === 'this') return env.get(THIS) ?? ref;
  const used = freeNames(type);
  const kept = new Map<string, TypeRef>();
  for (const [name, value] of env) if (used.has(name)) kept.set(name, value);
  if (kept.size === env.size) return ref;
  return kept.size === 0 ? { file: ref.file, type } : { file: ref.file, type, env: kept };
}

export interface Keys {
  /** Equal for types that stand in one file, are written alike at one offset and see the same arguments. */
  of(ref: TypeRef): string;
}

export function createKeys(): Keys {
  const interned = new Map<string, number>();
  const ofType = new WeakMap<TypeIR, number>();
  const ofRef = new WeakMap<TypeRef, string>();
  /** Of types in no environment, by file. */
  const inFile = new WeakMap<TypeIR, Map<string, string>>();
  const intern = (text: string): number => {
    let id = interned.get(text);
    if (id === undefined) interned.set(text, (id = interned.size));
    return id;
  };
  const typeId = (type: TypeIR): number => {
    let id = ofType.get(type);
    if (id === undefined) ofType.set(type, (id = intern(JSON.stringify(type))));
    return id;
  };
  const envKey = (env: TypeEnv): number =>
    intern([...env].map(([name, ref]) => `${name}=${of(ref)}`).sort().join(','));
  const plain = (file: string, type: TypeIR): string => {
    let keys = inFile.get(type);
    if (!keys) inFile.set(type, (keys = new Map<string, string>()));
    let key = keys.get(file);
    if (key === undefined) keys.set(file, (key = `${intern(file)}:${typeId(type)}`));
    return key;
  };
  const of = (given: TypeRef): string => {
    if (!given.env) return plain(given.file, given.type);
    const known = ofRef.get(given);
    if (known !== undefined) return known;
    const ref = close(given);
    const key = ref.env ? `${intern(ref.file)}:${typeId(ref.type)}<${envKey(ref.env)}>` : plain(ref.file, ref.type);
    ofRef.set(given, key);
    return key;
  };
  return { of };
}
