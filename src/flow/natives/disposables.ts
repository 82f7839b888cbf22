import { EMPTY, slot, without, withSlot } from '../domain/content.js';
import { join, reference, UNDEFINED, type Value } from '../domain/value.js';
import { callValue, plainArgs } from '../machine/calls.js';
import type { Machine } from '../machine/machine.js';
import { instanceOf } from '../machine/model/results.js';
import type { Native, NativeCall, Natives } from '../machine/native.js';
import { getProperty } from '../machine/properties.js';
import { arg } from './support.js';

/** What a stack does when it is disposed of, one slot each in the order in which it was told. */
const TODO = '!todo ';

interface Todo {
  readonly f: Value;
  readonly self: Value;
  readonly given: readonly Value[];
}

function add(m: Machine, call: NativeCall, { f, self, given }: Todo): void {
  const todo = m.alloc('object', call.site, EMPTY, {}, 'todo');
  let c = withSlot(withSlot(m.content(todo), '!f', slot(f)), '!self', slot(self));
  if (given[0]) c = withSlot(c, '!given', slot(given[0]));
  m.setContent(todo, c);
  for (const ref of call.thisValue.refs) m.setSlot(ref, TODO + todo, slot(reference(todo)));
}

/** Runs what was told, last first. */
function dispose(m: Machine, call: NativeCall): Value {
  let out: Value = UNDEFINED;
  for (const ref of call.thisValue.refs) {
    const told = [...m.content(ref).props].filter(([name]) => name.startsWith(TODO)).reverse();
    for (const [name, { v }] of told) {
      for (const todo of v.refs) {
        if (!m.st) return out;
        const { props } = m.content(todo);
        const given = props.get('!given');
        out = join(out, callValue(m, props.get('!f')!.v, props.get('!self')!.v, plainArgs(call.site, ...(given ? [given.v] : [])), call.site));
      }
      if (m.st) m.setContent(ref, without(m.content(ref), name));
    }
  }
  return out;
}

function disposal(m: Machine, v: Value, call: NativeCall, names: readonly string[]): Value {
  for (const name of names) {
    const f = getProperty(m, v, name, call.site);
    if (f.refs.length > 0) return f;
  }
  return UNDEFINED;
}

function stack(type: string, names: readonly string[], end: string, symbol: string, ended: Native): Natives {
  const ofType = (name: string): string => `${type}.prototype.${name}`;
  return {
    [`new ${type}`]: (m, call) => instanceOf(m, type, call.site, 'stack'),
    [ofType('use')]: (m, call) => {
      const f = disposal(m, arg(call, 0), call, names);
      if (f.refs.length > 0) add(m, call, { f, self: arg(call, 0), given: [] });
      return arg(call, 0);
    },
    [ofType('adopt')]: (m, call) => (add(m, call, { f: arg(call, 1), self: UNDEFINED, given: [arg(call, 0)] }), arg(call, 0)),
    [ofType('defer')]: (m, call) => (add(m, call, { f: arg(call, 0), self: UNDEFINED, given: [] }), UNDEFINED),
    [ofType('move')]: (_m, call) => call.thisValue,
    [ofType(end)]: ended,
    [ofType(symbol)]: ended,
  };
}

export const disposableNatives: Natives = {
  ...stack('DisposableStack', ['@@dispose'], 'dispose', '@@dispose', (m, call) => (dispose(m, call), UNDEFINED)),
  ...stack('AsyncDisposableStack', ['@@asyncDispose', '@@dispose'], 'disposeAsync', '@@asyncDispose', dispose),
};
