import { EMPTY, slot, withSlot } from '../domain/content.js';
import { reference } from '../domain/value.js';
import { instanceOf } from '../machine/model/results.js';
import type { Native, Natives } from '../machine/native.js';

/** `new MessageChannel()`: what goes into one of its ports comes out of the other. */
const channel = (module: string): Native => (m, call) => {
  const wires = ['a', 'b'].map((name) => reference(m.alloc('object', call.site, EMPTY, {}, `wire ${name}`)));
  const ports = [0, 1].map((i) => {
    const port = instanceOf(m, `${module}MessagePort`, call.site, `port${i}`);
    const [ref] = port.refs;
    m.setContent(ref!, withSlot(withSlot(m.content(ref!), '!@in', slot(wires[i]!)), '!@out', slot(wires[1 - i]!)));
    return port;
  });
  const made = m.alloc('object', call.site, EMPTY, {}, 'channel');
  m.setContent(made, withSlot(withSlot(EMPTY, 'port1', slot(ports[0]!)), 'port2', slot(ports[1]!)));
  return reference(made);
};

export const portNatives: Natives = {
  'new MessageChannel': channel(''),
  'new node:worker_threads#MessageChannel': channel('node:worker_threads#'),
  'new node:worker_threads#default.MessageChannel': channel('node:worker_threads#'),
};
