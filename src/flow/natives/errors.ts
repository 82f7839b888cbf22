import { Kind } from '../../types/shape.js';
import { EMPTY, hideProperty, slot, withSlot } from '../domain/content.js';
import { constant, ofKinds, reference, type Ref, type Value } from '../domain/value.js';
import { iterate } from '../machine/iteration.js';
import type { Machine } from '../machine/machine.js';
import type { Native, NativeCall, Natives } from '../machine/native.js';
import { textOf } from '../machine/operators.js';
import { getProperty } from '../machine/properties.js';
import { setProperty } from '../machine/property-writes.js';
import { newArray } from './array-elements.js';
import { arg, given } from './support.js';

/** An error keeps its message and cause. `at`: which argument is the message. */
function make(m: Machine, call: NativeCall, at: number): Value {
  const o = m.alloc('object', call.site, withSlot(EMPTY, '!error', slot(constant(true))), {}, 'error');
  const message = given(call, at) ? textOf(m, arg(call, at), call.site) : constant('');
  setProperty(m, reference(o), 'message', message, call.site);
  setProperty(m, reference(o), 'stack', ofKinds(Kind.string, message.labels), call.site);
  if (given(call, at + 1)) setProperty(m, reference(o), 'cause', getProperty(m, arg(call, at + 1), 'cause', call.site), call.site);
  hide(m, o, ['message', 'stack', 'cause']);
  return reference(o);
}

/** What an error says of itself is not listed among its properties: its JSON has none of it. */
function hide(m: Machine, o: Ref, names: readonly string[]): void {
  for (const name of names) if (m.st) m.setContent(o, hideProperty(m.content(o), name));
}

export function aggregateError(m: Machine, call: NativeCall, errors: Value): Value {
  const o = make(m, { ...call, args: { list: [] } }, 1);
  setProperty(m, o, 'errors', errors, call.site);
  for (const ref of o.refs) hide(m, ref, ['errors']);
  return o;
}

const aggregate: Native = (m, call) => {
  const o = make(m, call, 1);
  const { known, any } = iterate(m, arg(call, 0), call.site);
  setProperty(m, o, 'errors', newArray(m, call, known, any, 'errors'), call.site);
  for (const ref of o.refs) hide(m, ref, ['errors']);
  return o;
};

const both = (name: string, native: Native): [string, Native][] => [[name, native], [`new ${name}`, native]];

export const errorNatives: Natives = Object.fromEntries([
  ...['Error', 'TypeError', 'RangeError', 'SyntaxError', 'ReferenceError', 'EvalError', 'URIError'].flatMap((n) => both(n, (m, call) => make(m, call, 0))),
  ...both('AggregateError', aggregate),
]);
