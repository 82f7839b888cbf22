import { EMPTY, sameSlots, type Content } from './domain/content.js';
import type { Entry, State } from './domain/state.js';
import { NO_LABELS, type Labels } from './domain/taint.js';
import { equal, type Ref, type Value } from './domain/value.js';
import type { Machine } from './machine/machine.js';
import { MEMBER } from './machine/opaque.js';
import { FROZEN } from './machine/properties.js';
import type { Reads } from './machine/reads.js';

/** In the place of a name: what concerns every read of the object. */
const ANY = '*';
/** Slots that do: what an object inherits from, and what stands before it. */
const CONCERNS_ALL = new Set(['!proto', '!get', '!set', '!target', FROZEN]);

interface Change {
  /** The last run that made one. */
  readonly run: number;
  /** Made by the entry point in whose calls alone the location is made, and brings no label there, itself or in an object: what it left there itself it makes anew. */
  readonly isIdle: boolean;
}

/** What runs of entry points changed that others can see, each with the number of the run that changed it last. */
export class Changes {
  /** Locations of the state, and the names under which they changed. */
  readonly #written = new Map<number, Map<string, Change>>();
  /** Objects that can hold a label since then. */
  readonly #held = new Map<Ref, number>();
  /** Classes with new instances. */
  readonly #made = new Map<string, number>();

  /** Notes what the run of the number, which is over, did to the state. */
  note(m: Machine, before: State, after: State, run: number, entry: string): void {
    after.changedSince(before, (location, now, old) => {
      const isOwn = m.entryOf(location) === entry;
      for (const [name, isLabelled] of changedNames(m, location, now, old)) {
        const names = this.#written.get(location) ?? new Map<string, Change>();
        const last = names.get(name);
        this.#written.set(location, names.set(name, { run, isIdle: isOwn && !isLabelled && (last?.run !== run || last.isIdle) }));
      }
    });
    for (const ref of m.holding.takeFound()) this.#held.set(ref, run);
    for (const { key, instance } of m.made) if (!m.isSparing || m.holding.has(instance)) this.#made.set(key, run);
  }

  /** Something of this has changed in that run of the entry point, or since. */
  affect(m: Machine, { read, passed, classes }: Reads, run: number, entry: string): boolean {
    for (const [location, names] of read) {
      const changes = this.#written.get(location);
      if (!changes) continue;
      const isOwn = m.entryOf(location) === entry;
      for (const name of names ? [...names, ANY] : changes.keys()) {
        const last = changes.get(name);
        if (last && last.run >= run && !(isOwn && last.isIdle)) return true;
      }
    }
    return isSince(this.#held, passed, run) || isSince(this.#made, classes, run);
  }
}

function isSince<T>(changes: ReadonlyMap<T, number>, seen: Iterable<T>, run: number): boolean {
  for (const one of seen) if ((changes.get(one) ?? -1) >= run) return true;
  return false;
}

/** Where a location changed so that what reads it is worth another run: names of an object's slots, or {@link ANY}; and whether a label came there. */
function* changedNames(m: Machine, location: number, now: Entry, before: Entry | undefined): Iterable<readonly [name: string, isLabelled: boolean]> {
  const isWorth = m.isSparing ? brings : m.relevance ? opens : isOther;
  if (!('props' in now)) {
    const old = before as Value | undefined;
    if (isWorth(m, now, old)) yield [ANY, hasNewLabel(now.labels, old?.labels)];
    return;
  }
  const old = (before as Content | undefined) ?? EMPTY;
  const isLabelled = hasNewLabel(now.inside, old.inside) || hasNewLabel(now.rest.labels, old.rest.labels) || hasNewLabel(now.restKeys.labels, old.restKeys.labels);
  if (isLabelled || isWorth(m, now.rest, old.rest) || (!m.isSparing && isWorth(m, now.restKeys, old.restKeys))) yield [ANY, isLabelled];
  if (!m.isSparing && now.length !== old.length) yield ['length', false];
  for (const [name, s] of now.props) {
    const was = old.props.get(name);
    if (s === was) continue;
    const leads = hasNewLabel(s.v.labels, was?.v.labels) || hasNewLabel(s.keyLabels ?? NO_LABELS, was?.keyLabels);
    const isChange = m.relevance ? (was || !isFirstSight(m, location, name) ? isWorth(m, s.v, was?.v) : brings(m, s.v, undefined)) : !was || !sameSlots(s, was);
    if (leads || isChange) yield [CONCERNS_ALL.has(name) ? ANY : name, leads || bringsHolder(m, s.v, was?.v)];
  }
}

/** What stands under the name is there as soon as somebody looks. */
function isFirstSight(m: Machine, ref: Ref, name: string): boolean {
  return m.obj(ref).kind === 'declared' || name.startsWith(MEMBER) || name === 'prototype';
}

function isOther(_: Machine, now: Value, before: Value | undefined): boolean {
  return now !== before && (!before || !equal(now, before));
}

/** The value can be what leads to code that did not run with what it was before. */
function opens(m: Machine, now: Value, before: Value | undefined): boolean {
  if (now === before) return false;
  if (!before || brings(m, now, before)) return true;
  if (before.unknown) return false;
  if (before.refs.length === 0) return now.refs.length > 0 || now.unknown || (before.kinds === 0 && !equal(now, before));
  return now.refs.some((r) => !before.refs.includes(r) && m.obj(r)?.kind !== 'external' && m.obj(r)?.kind !== 'native');
}

/** A label, or a function: in a large program no other change is worth another run. */
function brings(m: Machine, now: Value, before: Value | undefined): boolean {
  return now !== before && (hasNewLabel(now.labels, before?.labels) || now.refs.some((r) => m.obj(r)?.kind === 'function' && !before?.refs.includes(r)));
}

/** The value can be another object, and that one holds a label. */
function bringsHolder(m: Machine, now: Value, before: Value | undefined): boolean {
  return now.refs.some((r) => m.holding.has(r) && !before?.refs.includes(r));
}

function hasNewLabel(now: Labels, before: Labels | undefined): boolean {
  return now.some((t) => !before?.some((u) => u.key === t.key));
}
