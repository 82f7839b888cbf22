import { isInternal } from '../domain/content.js';
import type { Ref, Value } from '../domain/value.js';
import type { Machine } from './machine.js';

/** An instance of a class of the program that has methods: it does something, it is not a mere record. */
export function isService(m: Machine, ref: Ref): boolean {
  const { instanceOf } = m.obj(ref);
  const protos = instanceOf === undefined ? (m.slot(ref, '!proto')?.v.refs ?? []) : [m.obj(instanceOf).cls?.prototype].filter((p) => p !== undefined);
  return protos.some((p) => hasMethods(m, p));
}

function hasMethods(m: Machine, proto: Ref): boolean {
  if (m.obj(proto).kind !== 'object') return false;
  for (const [name, s] of m.content(proto).props) {
    if (name !== 'constructor' && !isInternal(name) && s.v.refs.some((r) => m.obj(r).kind === 'function')) return true;
  }
  return false;
}

/** Services and functions, which may be absent: code, and no data. */
export function isCode(m: Machine, v: Value): boolean {
  const { refs, unknown, kinds, consts } = v;
  return refs.length > 0 && !unknown && kinds === 0 && consts.every((c) => c === undefined || c === null) && refs.every((r) => m.obj(r).kind === 'function' || isService(m, r));
}
