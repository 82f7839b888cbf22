import type { Ref, Value } from '../domain/value.js';
import { joinArgs } from './recursions.js';
import type { Machine } from './machine.js';
import type { Args } from './objects.js';

/**
 * Functions that a library keeps can run again when other entry points have changed module state: with objects that a package
 * makes for them, or functions that it hands to them, as they are given now; else with values from outside, as who else calls them is not known.
 */
export function keepForLater(m: Machine, callee: Value, args: Args): void {
  const made = args.list.some(({ v }) => v.refs.some((r) => isMade(m, r)));
  for (const ref of callee.refs) {
    if (m.obj(ref).kind !== 'function') continue;
    m.handedOut.add(ref);
    if (!made) continue;
    const known = m.givenTo.get(ref);
    m.givenTo.set(ref, known ? joinArgs(known, args) : args);
  }
}

/** Node's own objects bring what other programs send. */
function isMade(m: Machine, ref: Ref): boolean {
  const { kind, module } = m.obj(ref);
  return kind === 'native' || (kind === 'instance' && module !== undefined && !module.startsWith('node:'));
}
