import type { TypeIR } from '../../facts/ir.js';
import type { Signature, TypeRef } from '../../types/shape.js';
import type { Labels } from '../domain/taint.js';
import { addLabels, BOTTOM, references, UNDEFINED, unknownWith, type Value } from '../domain/value.js';
import { callValue } from './calls.js';
import { materialise } from './declared-objects.js';
import type { Machine } from './machine.js';
import type { Site } from './objects.js';

/**
 * A function of a library's, given as an argument to one that is known by its declaration alone, gets what that says of the callback's
 * parameters, where they have labels; false: it does not. Functions of the program take it from the declaration themselves.
 */
export function callAsDeclared(m: Machine, s: Signature, index: number, given: Value, labels: Labels, site: Site): boolean {
  const natives = given.refs.filter((r) => m.obj(r).kind === 'native');
  const type = s.fn.params[index]?.type;
  if (!type || natives.length === 0 || !m.setting.declared.takes(typeIn(s, type))) return false;
  const signatures = m.setting.declared.shape(typeIn(s, type)).objects.flatMap((o) => (o.k === 'function' || o.k === 'object' ? (o.signatures ?? []) : []));
  for (const callback of signatures) {
    const list = callback.fn.params.map((p, i) => {
      const v = p.type ? materialise(m, typeIn(callback, p.type), { ...site, part: { of: `callback ${index}`, name: String(i) } }, 'a callback is given') : unknownWith(labels);
      return { v: addLabels(v, labels), s: site.s, e: site.e };
    });
    m.branch(() => m.within('callback', true, () => callValue(m, references(natives), UNDEFINED, { list }, site)), () => BOTTOM);
  }
  return signatures.length > 0;
}

const typeIn = ({ file, env }: Signature, type: TypeIR): TypeRef => ({ file, type, ...(env && { env }) });
