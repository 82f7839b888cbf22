import { isIndex } from '../domain/content.js';
import { BOTTOM, constant, isBottom, join, NUMBER, reference, references, UNDEFINED, type Ref, type Value } from '../domain/value.js';
import { anyElement, knownElements } from '../machine/elements.js';
import type { Machine } from '../machine/machine.js';
import type { Native, NativeCall } from '../machine/native.js';
import { getProperty } from '../machine/properties.js';
import { deleteProperty, setProperty } from '../machine/property-writes.js';
import { newArray, number } from './array-elements.js';
import { inTurn } from './support.js';

/** Elements of an object that has a length and indexes, up to which they are told one by one. */
const ONE_BY_ONE = 64;

type Run = (m: Machine, ref: Ref, call: NativeCall) => Value;

/** Elements of an object with a length. */
export function elementsLike(m: Machine, source: Value, call: NativeCall): { known: readonly Value[] | undefined; any: Value } {
  const n = number(getProperty(m, source, 'length', call.site));
  if (n !== undefined && n <= ONE_BY_ONE) return { known: Array.from({ length: n }, (_, i) => getProperty(m, source, String(i), call.site)), any: BOTTOM };
  return { known: undefined, any: join(UNDEFINED, getProperty(m, source, null, call.site)) };
}

/** The array's method, which objects of the program that have a length and indexes borrow (`Array.prototype.push.call(list, x)`): `native` on other receivers. */
export function borrowed(native: Native, run: Run, changes: boolean): Native {
  return (m, call) => {
    const likes = call.thisValue.refs.filter((r) => isLike(m, r, call));
    if (likes.length === 0) return native(m, call);
    const others: Value = { ...call.thisValue, refs: call.thisValue.refs.filter((r) => !likes.includes(r)) };
    const work = likes.map((r) => () => onLike(m, r, run, call, changes));
    if (!isBottom(others)) work.push(() => native(m, { ...call, thisValue: others }));
    return inTurn(m, work);
  };
}

function isLike(m: Machine, ref: Ref, call: NativeCall): boolean {
  if (m.obj(ref).kind !== 'object') return false;
  const length = getProperty(m, reference(ref), 'length', call.site);
  return number(length) !== undefined || length.kinds === NUMBER.kinds;
}

/** Runs the method on an array of the object's elements, which it then holds. */
function onLike(m: Machine, ref: Ref, run: Run, call: NativeCall, changes: boolean): Value {
  const self: Value = { ...call.thisValue, refs: [ref], kinds: 0, consts: [], unknown: false };
  const { known, any } = elementsLike(m, self, call);
  const list = newArray(m, call, known, any, `like${ref}`);
  const [stand] = list.refs as [Ref];
  const out = run(m, stand, { ...call, thisValue: list });
  if (changes && m.st) writeBack(m, self, stand, call);
  return out.refs.includes(stand) ? { ...out, refs: references([...out.refs.filter((r) => r !== stand), ref]).refs } : out;
}

function writeBack(m: Machine, self: Value, list: Ref, call: NativeCall): void {
  const known = knownElements(m, list);
  if (!known) {
    setProperty(m, self, null, anyElement(m, list), call.site);
    return setProperty(m, self, 'length', NUMBER, call.site);
  }
  for (const ref of self.refs) for (const name of m.content(ref).props.keys()) if (isIndex(name) && Number(name) >= known.length) deleteProperty(m, self, name);
  known.forEach((v, i) => setProperty(m, self, String(i), v, call.site));
  setProperty(m, self, 'length', constant(known.length), call.site);
}
