import type { Resolver } from './resolver.js';
import type { Shape, TypeRef } from './shape.js';

/** Holders in holders that are looked through. */
const DEPTH = 2;

/** Labels of a value of a type or of what it directly holds: elements, promised values, results. */
export function carried(r: Pick<Resolver, 'shape'>, ref: TypeRef): readonly string[] {
  return ofShape(r, r.shape(ref), 0);
}

function ofShape(r: Pick<Resolver, 'shape'>, shape: Shape, depth: number): readonly string[] {
  if (shape.labels.length > 0 || depth > DEPTH) return shape.labels;
  const of = (ref: TypeRef | undefined): readonly string[] => (ref ? ofShape(r, r.shape(ref), depth + 1) : []);
  return shape.objects.flatMap((o) => {
    if (o.k === 'array' || o.k === 'set' || o.k === 'promise' || o.k === 'iterable') return of(o.elem);
    if (o.k === 'tuple') return o.elems.flatMap(of);
    if (o.k === 'map') return [...of(o.key), ...of(o.value)];
    if (o.k !== 'function') return [];
    return o.signatures.flatMap((s) => (s.fn.ret ? of({ file: s.file, type: s.fn.ret, ...(s.env ? { env: s.env } : {}) }) : []));
  });
}
