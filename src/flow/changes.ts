import type { Content } from './domain/content.js';
import type { Entry, State } from './domain/state.js';
import type { Labels } from './domain/taint.js';
import type { Ref, Value } from './domain/value.js';
import type { Machine } from './machine/machine.js';
import type { Reads } from './machine/reads.js';

/** What runs of entry points changed that others can see, each with the number of the run that changed it last. */
export class Changes {
  /** Locations of module state. */
  readonly #written = new Map<number, number>();
  /** Objects that can hold a label since then. */
  readonly #held = new Map<Ref, number>();
  /** Classes with new instances. */
  readonly #made = new Map<string, number>();

  /** Notes what the run of the number, which is over, did to the state. */
  note(m: Machine, before: State, after: State, run: number): void {
    after.changedSince(before, (location, now, old) => {
      if (matters(m, now, old)) this.#written.set(location, run);
    });
    for (const ref of m.holding.takeFound()) this.#held.set(ref, run);
    for (const { key, instance } of m.made) if (!m.isSparing || m.holding.has(instance)) this.#made.set(key, run);
  }

  /** Something of this has changed in that run, or since. */
  affect({ read, passed, classes }: Reads, run: number): boolean {
    return isSince(this.#written, read, run) || isSince(this.#held, passed, run) || isSince(this.#made, classes, run);
  }
}

function isSince<T>(changes: ReadonlyMap<T, number>, seen: ReadonlySet<T>, run: number): boolean {
  for (const one of seen) if ((changes.get(one) ?? -1) >= run) return true;
  return false;
}

/** The change can bring a label somewhere new: where so much is to be run, other changes are not worth another run. */
function matters(m: Machine, now: Entry, before: Entry | undefined): boolean {
  if (!m.isSparing) return true;
  if (!('props' in now)) return brings(m, now, before as Value | undefined);
  const old = before as Content | undefined;
  if (hasNewLabel(now.inside, old?.inside) || brings(m, now.rest, old?.rest)) return true;
  for (const [name, s] of now.props) if (brings(m, s.v, old?.props.get(name)?.v)) return true;
  return false;
}

function brings(m: Machine, now: Value, before: Value | undefined): boolean {
  return now !== before && (hasNewLabel(now.labels, before?.labels) || now.refs.some((r) => m.obj(r)?.kind === 'function' && !before?.refs.includes(r)));
}

function hasNewLabel(now: Labels, before: Labels | undefined): boolean {
  return now.some((t) => !before?.some((u) => u.key === t.key));
}
