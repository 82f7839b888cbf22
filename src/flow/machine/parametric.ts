import type { FnType, TypeIR } from '../../facts/ir.js';
import { freeNames } from '../../types/keys.js';
import { BOTTOM, isBottom, join, reference, type Value } from '../domain/value.js';
import { fulfil, pending } from './async.js';
import type { Machine } from './machine.js';
import { fulfilled } from './model/access.js';
import type { Obj, Site } from './objects.js';

/** Where a library function has values of the type that it gives: an argument, or what a callback returns. */
interface Place {
  readonly arg: number;
  readonly from: 'argument' | 'callback';
  /** It promises one. */
  readonly promised: boolean;
}

interface Parametric {
  readonly places: readonly Place[];
  readonly promises: boolean;
}

/**
 * What a library function gives whose declared result is of one of its own type parameters: as it knows nothing else of that type, the
 * result is one of the values that it was given of it (`remember<T>(name: string, make: () => T): T`).
 *
 * @param returned what the callback gave, by argument
 * @returns undefined: its declaration does not say so
 */
export function ofTypeParameter(m: Machine, o: Obj, args: readonly Value[], returned: readonly Value[], site: Site): Value | undefined {
  const found = parametric(m, o);
  if (!found || !m.st) return undefined;
  let out = BOTTOM;
  for (const { arg, from, promised } of found.places) {
    const v = (from === 'argument' ? args : returned)[arg] ?? BOTTOM;
    out = join(out, promised ? fulfilled(m, v, site) : v);
  }
  if (isBottom(out) || !m.st) return undefined;
  if (!found.promises) return out;
  const promise = pending(m, site, 'of type parameter');
  fulfil(m, promise, out, site);
  return reference(promise);
}

const known = new WeakMap<FnType, Parametric | null>();

function parametric(m: Machine, { module, path }: Obj): Parametric | undefined {
  const types = module === undefined || path === undefined || path.includes('.') ? undefined : m.packageTypes.get(module);
  const declared = types === undefined ? undefined : m.setting.declared.typeOfExport(types, path! || 'default');
  const written = declared?.type?.type;
  const all = written?.k === 'fn' ? [written.fn] : (declared?.signatures?.map((s) => s.fn) ?? []);
  const found = all.map((fn) => {
    let of = known.get(fn);
    if (of === undefined) known.set(fn, (of = read(fn) ?? null));
    return of;
  });
  const [first] = found;
  if (!first || found.some((x) => x?.promises !== first.promises)) return undefined;
  return { promises: first.promises, places: found.flatMap((x) => x!.places) };
}

function read({ params, ret, typeParams = [] }: FnType): Parametric | undefined {
  for (const { name } of typeParams) {
    const result = ret && of(ret, name);
    if (!result) continue;
    const places: Place[] = [];
    for (const [arg, p] of params.entries()) {
      if (!p.type || !freeNames(p.type).has(name)) continue;
      const place = p.rest ? undefined : placeOf(p.type, name, arg);
      if (!place) return undefined;
      places.push(place);
    }
    return places.length > 0 ? { places, promises: result.promised } : undefined;
  }
  return undefined;
}

function placeOf(type: TypeIR, name: string, arg: number): Place | undefined {
  const itself = of(type, name);
  if (itself) return { arg, from: 'argument', ...itself };
  if (type.k !== 'fn' || !type.fn.ret || type.fn.params.some((p) => p.type && freeNames(p.type).has(name))) return undefined;
  const given = of(type.fn.ret, name);
  return given && { arg, from: 'callback', ...given };
}

/** The type parameter itself, or a promise of it; perhaps null or undefined. */
function of(type: TypeIR, name: string): { readonly promised: boolean } | undefined {
  if (type.k === 'union') {
    const found = type.types.flatMap((t) => of(t, name) ?? []);
    const others = type.types.filter((t) => !of(t, name));
    if (found.length === 0 || !others.every((t) => (t.k === 'prim' && /^(?:undefined|null|void)$/.test(t.name)) || (t.k === 'lit' && t.value === null))) return undefined;
    return { promised: found.some((f) => f.promised) };
  }
  if (type.k !== 'ref') return undefined;
  if (type.name === name && !type.args) return { promised: false };
  const inner = /^(?:Promise|PromiseLike|Awaited)$/.test(type.name) ? type.args?.[0] : undefined;
  return inner?.k === 'ref' && inner.name === name && !inner.args ? { promised: true } : undefined;
}
