import { Bounds } from '../bounds.js';
import { joinLabels, NO_LABELS, sameLabels, type Labels } from './taint.js';
import { BOTTOM, equal, isBottom, join, kept, UNDEFINED, type Value } from './value.js';

/** One property. An accessor has `get`/`set` functions; `maybe`: it can be absent. */
export interface Slot {
  readonly v: Value;
  readonly maybe?: true;
  readonly get?: Value;
  readonly set?: Value;
  /** Labels of the property's name (`obj[phone] = 1`, `map.set(phone, 1)`). */
  readonly keyLabels?: Labels;
}

/**
 * What an object holds. Immutable.
 * Internal properties start with `!` (`!proto`, `!value` of a promise), entries of a Map or Set with `~`, private names with `#`.
 */
export interface Content {
  readonly props: ReadonlyMap<string, Slot>;
  /** Values under names or indexes that are not known; BOTTOM where there are none. */
  readonly rest: Value;
  /** Keys of `rest`: of a Map the key values, else only their labels matter. */
  readonly restKeys: Value;
  /** An array's exact length, where known. */
  readonly length: number | undefined;
  /** Labels that the object holds somewhere inside, where its structure is not known. */
  readonly inside: Labels;
}

export const EMPTY: Content = { props: new Map(), rest: BOTTOM, restKeys: BOTTOM, length: undefined, inside: NO_LABELS };
export const EMPTY_ARRAY: Content = { ...EMPTY, length: 0 };

/** A text that would mean something else as a name: an internal property, a private one, a symbol. */
const ODD = /^[!~#\uE000]|^@\d|^@@(?!symbol:|(?:iterator|asyncIterator|hasInstance|toPrimitive|toStringTag|species|dispose|asyncDispose|metadata|unscopables|isConcatSpreadable|match|matchAll|replace|search|split)$)/;

/** The name under which an object holds what code names by a text. */
export function nameOfText(text: string): string {
  return ODD.test(text) ? `\uE000${text}` : text;
}
export function textOfName(name: string): string {
  return name.charCodeAt(0) === 0xe000 ? name.slice(1) : name;
}

export function isInternal(name: string): boolean {
  const c = name.charCodeAt(0);
  return c === 0x21 || c === 0x7e || c === 0x23;
}
/** Labels of the names of properties that were computed. */
export function nameLabels(c: Content): Labels {
  let labels = c.restKeys.labels;
  for (const s of c.props.values()) if (s.keyLabels) labels = joinLabels(labels, s.keyLabels);
  return labels;
}

/** Before a property's name: it is not found by what lists an object's properties. */
const HIDDEN = '!hidden ';

export function hideProperty(o: Content, name: string): Content {
  return withSlot(o, HIDDEN + name, { v: UNDEFINED });
}
/** The property is one of those that listing the object's properties finds. */
export function isEnumerable(o: Content, name: string): boolean {
  if (isInternal(name)) return false;
  const hidden = o.props.get(HIDDEN + name);
  return !hidden || hidden.maybe === true;
}
/** The key is a symbol: `@` and the number of its object, or `@@` and a well-known one's name. */
export function isSymbolName(name: string): boolean {
  return /^@(?:\d|@)/.test(name);
}
export function isIndex(name: string): boolean {
  return /^(0|[1-9]\d{0,8})$/.test(name);
}

export function withSlot(o: Content, name: string, slot: Slot): Content {
  const old = o.props.get(name);
  if (old && sameSlots(old, slot) && old.v.labels.length === slot.v.labels.length) return o;
  if (!old && o.props.size >= Bounds.properties && !isInternal(name)) {
    return { ...o, rest: join(o.rest, slot.v), length: undefined };
  }
  const props = new Map(o.props);
  props.set(name, slot);
  return { ...o, props };
}

/** The object with properties that it does not have, of different names. */
export function withSlots(o: Content, added: readonly (readonly [string, Slot])[]): Content {
  const few = added.slice(0, Math.max(0, Bounds.properties - o.props.size));
  const props = new Map([...o.props, ...few]);
  if (few.length === added.length) return { ...o, props };
  return { ...o, props, rest: added.slice(few.length).reduce((rest, [, s]) => join(rest, s.v), o.rest), length: undefined };
}

export function without(o: Content, name: string): Content {
  if (!o.props.has(name)) return o;
  const props = new Map(o.props);
  props.delete(name);
  return { ...o, props };
}

/** All indexed elements joined into `rest`: the order and number are no longer known. */
export function blurred(o: Content): Content {
  if (o.length === undefined && ![...o.props.keys()].some(isIndex)) return o;
  const props = new Map<string, Slot>();
  let rest = o.rest;
  for (const [name, slot] of o.props) {
    if (isIndex(name)) rest = join(rest, slot.v);
    else props.set(name, slot);
  }
  return { ...o, props, rest, length: undefined };
}

function joinMaybe(a: Value | undefined, b: Value | undefined): Value | undefined {
  return a && b ? join(a, b) : (a ?? b);
}

export function joinSlots(a: Slot, b: Slot): Slot {
  if (a === b) return a;
  const v = join(a.v, b.v);
  const get = joinMaybe(a.get, b.get);
  const set = joinMaybe(a.set, b.set);
  const keyLabels = joinLabels(a.keyLabels ?? NO_LABELS, b.keyLabels ?? NO_LABELS);
  const maybe = a.maybe || b.maybe;
  if (v === a.v && get === a.get && set === a.set && keyLabels === (a.keyLabels ?? NO_LABELS) && maybe === a.maybe) return a;
  return slot(v, { maybe, get, set, keyLabels });
}

export function slot(v: Value, more: { maybe?: true | undefined; get?: Value | undefined; set?: Value | undefined; keyLabels?: Labels | undefined } = {}): Slot {
  return {
    v: kept(v),
    ...(more.maybe && { maybe: true as const }),
    ...(more.get && { get: more.get }),
    ...(more.set && { set: more.set }),
    ...(more.keyLabels?.length && { keyLabels: more.keyLabels }),
  };
}

/** Labels that only the ways differ of which are the same. */
export function sameSlots(a: Slot, b: Slot): boolean {
  const same = (x: Value | undefined, y: Value | undefined): boolean => x === y || (x !== undefined && y !== undefined && equal(x, y));
  return (
    a === b ||
    (equal(a.v, b.v) && a.maybe === b.maybe && same(a.get, b.get) && same(a.set, b.set) && sameLabels(a.keyLabels ?? NO_LABELS, b.keyLabels ?? NO_LABELS))
  );
}

export function joinObjects(a: Content, b: Content): Content {
  if (a === b) return a;
  // An array of unknown length beside one of known length: elements no longer line up with certainty, but indexes still do.
  let props: Map<string, Slot> | undefined;
  const set = (name: string, s: Slot): void => {
    props ??= new Map(a.props);
    props.set(name, s);
  };
  if (a.props !== b.props) {
    b.props.forEach((s, name) => {
      const mine = a.props.get(name);
      if (mine === s) return;
      if (!mine) set(name, s.maybe ? s : { ...s, maybe: true });
      else {
        const j = joinSlots(mine, s);
        if (j !== mine) set(name, j);
      }
    });
    a.props.forEach((s, name) => {
      if (!s.maybe && !b.props.has(name)) set(name, { ...s, maybe: true });
    });
  }
  const rest = join(a.rest, b.rest);
  const restKeys = join(a.restKeys, b.restKeys);
  const length = a.length === b.length ? a.length : undefined;
  const inside = joinLabels(a.inside, b.inside);
  if (!props && rest === a.rest && restKeys === a.restKeys && length === a.length && inside === a.inside) return a;
  let out: Content = { props: props ?? a.props, rest, restKeys, length, inside };
  if (out.props.size > 2 * Bounds.properties) out = blurred(out);
  return out;
}

export function sameObjects(a: Content, b: Content): boolean {
  if (a === b) return true;
  if (a.props.size !== b.props.size || a.length !== b.length || !sameLabels(a.inside, b.inside)) return false;
  if (!equal(a.rest, b.rest) || !equal(a.restKeys, b.restKeys)) return false;
  for (const [name, s] of a.props) {
    const t = b.props.get(name);
    if (!t || !sameSlots(s, t)) return false;
  }
  return true;
}

/** Every value that the object holds, internal ones apart. */
export function* heldValues(o: Content): Iterable<Value> {
  for (const [name, s] of o.props) if (!name.startsWith('!') && !name.startsWith('#')) yield s.v;
  if (!isBottom(o.rest)) yield o.rest;
}
