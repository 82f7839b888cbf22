import type { Channel } from '../../../models/index.js';
import { slot, withSlot } from '../../domain/content.js';
import { constants, join, reference, references, UNDEFINED, type Ref, type Value } from '../../domain/value.js';
import { noExit, type Frame } from '../frame.js';
import type { Machine } from '../machine.js';

const NOWHERE = { file: '', s: 0, e: 0 };
/** Under this and a slot's name an object holds what is to run when the slot is written. */
const LISTENERS = '!on ';

/** Objects that a call on a channel reads from and writes to. */
export interface ChannelObjects {
  readonly read: Value;
  readonly write: Value;
}

/**
 * A channel whose name isn't known may be any of its medium: what is written to it is found under every name,
 * and it finds what was written under any.
 */
export function channelObjects(m: Machine, channel: Channel, key: Value | undefined, owner: Value | undefined): ChannelObjects {
  const known = channel.name !== undefined ? [channel.name] : key ? constants(key)?.map(String) : [''];
  const names = known && known.length > 0 ? known : undefined;
  const owners = owner && owner.refs.length > 0 ? owner.refs.map(String) : [''];
  const all = (name: string): Ref[] => owners.map((o) => m.shared(`channel|${channel.medium}|${name}|${o}`, 'object', NOWHERE, {}, true));
  const any = all('any of them');
  const unnamed = all('one of them');
  const named = (names ?? []).flatMap((n) => all(`=${n}`));
  return names ? { read: references([...named, ...unnamed]), write: references([...named, ...any]) } : { read: references(any), write: references([...unnamed, ...any]) };
}

/** Has `listener` called whenever the slot of the object is written. */
export function listen(m: Machine, ref: Ref, name: string, listener: Ref): void {
  if (!m.st) return;
  const c = m.content(ref);
  const old = c.props.get(LISTENERS + name);
  m.setContent(ref, withSlot(c, LISTENERS + name, slot(old ? join(old.v, reference(listener)) : reference(listener))));
}

export function notify(m: Machine, ref: Ref, name: string): void {
  for (const l of m.content(ref).props.get(LISTENERS + name)?.v.refs ?? []) {
    if (!m.st) return;
    const o = m.obj(l);
    o.native!.call(m, { thisValue: UNDEFINED, args: { list: [] }, site: o.site, isNew: false });
  }
}

/** Runs code perhaps, as the frame that asked for it; what it throws ends there. */
export function runApart(m: Machine, frame: Frame, run: () => void): void {
  const outer = m.frame;
  const before = m.st;
  m.frame = { ...frame, catches: [], jumps: [], chains: [], ret: noExit(), thrown: noExit() };
  m.branch(() => (run(), UNDEFINED), () => UNDEFINED);
  m.frame = outer;
  m.st ??= before;
}
