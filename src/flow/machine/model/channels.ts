import type { Channel } from '../../../models/index.js';
import { slot, withSlot } from '../../domain/content.js';
import { BOTTOM, constants, join, reference, references, single, UNDEFINED, type Ref, type Value } from '../../domain/value.js';
import { knownElements } from '../elements.js';
import { noExit, type Frame } from '../frame.js';
import type { Machine } from '../machine.js';
import type { Site } from '../objects.js';

const NOWHERE = { file: '', s: 0, e: 0 };
/** Under this and a slot's name an object holds what is to run when the slot is written. */
const LISTENERS = '!on ';

/** Objects that a call on a channel reads from and writes to. */
export interface ChannelObjects {
  readonly read: Value;
  readonly write: Value;
}

/**
 * Channels of one medium join where their names are the same constant. One whose name is computed joins with others of its kind
 * only, and is reported. What is done to all names at once (`*`) reaches every one.
 */
export function channelObjects(m: Machine, channel: Channel, key: Value | undefined, owner: Value | undefined, site: Site): ChannelObjects {
  const known = channel.name !== undefined ? [channel.name] : key ? namesOf(m, key) : [''];
  const names = known && known.length > 0 ? known : undefined;
  const owners = owner && owner.refs.length > 0 ? owner.refs.map(String) : [''];
  const all = (name: string): Ref[] => owners.map((o) => m.shared(`channel|${channel.medium}|${name}|${o}`, 'object', NOWHERE, {}, true));
  const every = all('every one');
  const any = all('any of them');
  if (!names && channel.named) return { read: BOTTOM, write: BOTTOM };
  if (channel.name === '*') return { read: references(any), write: references([...every, ...any]) };
  if (!names) m.limit('dynamic', `a name in ${channel.medium} that is computed: what is written under constant names is not read here`, site);
  const own = names ? names.flatMap((n) => all(`=${n}`)) : all('computed');
  const heard = channel.wildcards && names ? names.flatMap((n) => wildcards(m, `${channel.medium}|${owners.join()}`, n).flatMap((w) => all(`=${w}`))) : [];
  return { read: references([...own, ...every]), write: references([...own, ...any, ...heard]) };
}

/** Names with wildcards, asked for before, that describe this one. */
function wildcards(m: Machine, of: string, name: string): readonly string[] {
  const known = m.wildcards.get(of) ?? new Set<string>();
  m.wildcards.set(of, known);
  if (name.includes('*')) known.add(name);
  return [...known].filter((w) => w !== name && new RegExp(`^${w.replace(/[.+?^${}()|[\]\\]/g, '\\$&').replace(/\*+/g, (stars) => (stars.length > 1 ? '.*' : '[^.]*'))}$`).test(name));
}

/** What names a channel: constants, or objects that stand for something by themselves: an entity's class, a table. */
function namesOf(m: Machine, key: Value): readonly string[] | undefined {
  const named = constants({ ...key, refs: [] });
  if (!named || key.refs.length === 0) return named?.map(String);
  const objects = key.refs.flatMap((r): (string | undefined)[] => {
    const { cls, kind, site, several } = m.obj(r);
    if (cls) return [cls.facts.classes[cls.index]!.name];
    if (kind === 'array') return [listed(m, r)];
    const own = m.slot(r, '!@name');
    if (own) return constants(own.v)?.map(String) ?? [undefined];
    const made = classesOf(m, r);
    if (made.length > 0) return [...made];
    return [several ? undefined : `${site.file}:${site.s}`];
  });
  return objects.includes(undefined) ? undefined : [...named.map(String), ...(objects as string[])];
}

/** The classes of the program that the object is an instance of: its own table is its class's. */
function classesOf(m: Machine, ref: Ref): readonly string[] {
  const prototypes = m.slot(ref, '!proto')?.v.refs ?? [];
  const constructors = prototypes.flatMap((p) => m.slot(p, 'constructor')?.v.refs ?? []);
  return constructors.flatMap((c) => m.obj(c).cls?.facts.classes[m.obj(c).cls!.index]!.name ?? []);
}

/** A name that is a list of constants. */
function listed(m: Machine, ref: Ref): string | undefined {
  const parts = knownElements(m, ref)?.map((v) => single(v));
  return parts?.every((p) => p !== undefined) ? JSON.stringify(parts.map((p) => String(p.c))) : undefined;
}

/** Has `listener` called whenever the slot of the object is written. */
export function listen(m: Machine, ref: Ref, name: string, listener: Ref): void {
  if (!m.st) return;
  const c = m.content(ref);
  const old = c.props.get(LISTENERS + name);
  m.setContent(ref, withSlot(c, LISTENERS + name, slot(old ? join(old.v, reference(listener)) : reference(listener))));
}

export function notify(m: Machine, ref: Ref, name: string): void {
  for (const l of m.slot(ref, LISTENERS + name)?.v.refs ?? []) {
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
