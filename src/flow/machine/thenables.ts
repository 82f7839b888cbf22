import { addLabels, type Ref, type Value } from '../domain/value.js';
import { materialise } from './declared-objects.js';
import type { Machine } from './machine.js';
import type { Site } from './objects.js';

/** What awaiting an object gives whose declaration has a `then`: what that hands to its callback, and labels that the object holds. Undefined: it is none. */
export function fulfilledBy(m: Machine, ref: Ref, site: Site): Value | undefined {
  const { kind, shape, depth = 0 } = m.obj(ref);
  if (kind !== 'declared' || (shape?.k !== 'object' && shape?.k !== 'class')) return undefined;
  const then = shape.member('then')?.signatures?.[0];
  const callback = then?.fn.params[0]?.type;
  if (!callback) return undefined;
  const types = m.setting.declared;
  for (const o of types.shape({ file: then.file, type: callback, ...(then.env && { env: then.env }) }).objects) {
    const [s] = o.k === 'function' ? o.signatures : [];
    const type = s?.fn.params[0]?.type;
    if (!s || !type) continue;
    const given = materialise(m, { file: s.file, type, ...(s.env && { env: s.env }) }, site, 'awaiting gives', depth + 1);
    const { inside } = m.content(ref);
    return addLabels(given, inside);
  }
  return undefined;
}
