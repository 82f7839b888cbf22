import { BOTTOM, reference, type Ref, type Value } from '../domain/value.js';
import { constructValue } from '../machine/calls.js';
import { anyElement, knownElements } from '../machine/elements.js';
import type { Machine } from '../machine/machine.js';
import type { NativeCall } from '../machine/native.js';
import { getProperty } from '../machine/properties.js';
import { replace, scramble } from './array-elements.js';

/** `Sub.from(...)` and `Sub.of(...)` give an instance of the class that they are called on. */
export function madeBy(m: Machine, self: Value, made: Value, call: NativeCall): Value {
  const cls = self.refs.find((r) => m.obj(r).kind === 'class');
  return cls === undefined ? made : instanceWith(m, cls, made, call);
}

/** A new instance of a class that derives from Array, with the elements of `made`. */
function instanceWith(m: Machine, cls: Ref, made: Value, call: NativeCall): Value {
  const v = m.within(`species ${cls}`, false, () => constructValue(m, reference(cls), { list: [] }, call.site));
  for (const to of v.refs) {
    if (m.obj(to).kind !== 'array') continue;
    for (const from of made.refs) {
      const known = knownElements(m, from);
      if (known) replace(m, to, known);
      else scramble(m, to, anyElement(m, from));
    }
  }
  return m.st ? v : BOTTOM;
}

/** A method whose result is of the receiver's class, or of the one that its class names as species. */
export function ofSpecies(run: (m: Machine, ref: Ref, call: NativeCall) => Value) {
  return (m: Machine, ref: Ref, call: NativeCall): Value => {
    const made = run(m, ref, call);
    if (!m.st || !m.slot(ref, '!proto')) return made;
    const own = getProperty(m, reference(ref), 'constructor', call.site).refs.find((r) => m.obj(r).kind === 'class');
    if (own === undefined) return made;
    const species = getProperty(m, reference(own), '@@species', call.site).refs;
    const cls = species.length > 0 ? species.find((r) => m.obj(r).kind === 'class') : own;
    return cls === undefined ? made : instanceWith(m, cls, made, call);
  };
}
