import { EMPTY, EMPTY_ARRAY, slot, withSlot, without } from '../domain/content.js';
import { BOTTOM, constant, isBottom, join, NUMBER, reference, UNDEFINED, unknownWith, type Ref, type Value } from '../domain/value.js';
import type { Machine } from './machine.js';
import type { Site } from './objects.js';

/** Entries of Maps and Sets stand under `~` and the key's text, the key itself under `!key` and that. */
export function entryName(key: Value, m: Machine): string | null {
  if (key.unknown || key.kinds !== 0) return null;
  if (key.consts.length === 1 && key.refs.length === 0) return `~${typeof key.consts[0]}:${String(key.consts[0])}`;
  if (key.refs.length === 1 && key.consts.length === 0 && !m.obj(key.refs[0]!).several) return `~@${key.refs[0]}`;
  return null;
}

/** `map.set(key, value)`, `set.add(value)` with key and value alike. */
export function putEntry(m: Machine, ref: Ref, key: Value, value: Value): void {
  const name = entryName(key, m);
  const o = m.obj(ref);
  const c = m.content(ref);
  if (name === null) {
    m.setContent(ref, { ...c, rest: join(c.rest, value), restKeys: join(c.restKeys, key) });
    return;
  }
  const old = c.props.get(name);
  const v = old && o.several ? join(old.v, value) : value;
  const k = old ? join(c.props.get(`!key${name}`)?.v ?? BOTTOM, key) : key;
  m.setContent(ref, withSlot(withSlot(c, name, slot(v, { maybe: o.several && (!old || old.maybe) ? true : undefined })), `!key${name}`, slot(k)));
}

/** `map.get(key)` */
export function getEntry(m: Machine, ref: Ref, key: Value): Value {
  const c = m.content(ref);
  const name = entryName(key, m);
  let out = UNDEFINED;
  if (name !== null) {
    const s = c.props.get(name);
    if (s && !s.maybe && isBottom(c.rest)) out = s.v;
    else {
      if (s) out = s.maybe ? join(out, s.v) : s.v;
      if (!isBottom(c.rest)) out = join(out, c.rest);
    }
  } else {
    for (const [n, s] of c.props) if (n.startsWith('~')) out = join(out, s.v);
    out = join(out, c.rest);
  }
  return c.inside.length > 0 ? join(out, unknownWith(c.inside)) : out;
}

export function deleteEntry(m: Machine, ref: Ref, key: Value): void {
  const name = entryName(key, m);
  if (name === null) return;
  const c = m.content(ref);
  const s = c.props.get(name);
  if (!s) return;
  m.setContent(ref, m.obj(ref).several ? withSlot(c, name, { ...s, maybe: true }) : without(without(c, name), `!key${name}`));
}

export function clearEntries(m: Machine, ref: Ref): void {
  if (m.obj(ref).several) return;
  const c = m.content(ref);
  let out = { ...EMPTY };
  for (const [n, s] of c.props) if (!n.startsWith('~') && !n.startsWith('!key')) out = { ...withSlot(out, n, s) };
  m.setContent(ref, out);
}

/** Keys, values or `[key, value]` pairs in order of insertion. */
export function entriesOf(m: Machine, ref: Ref, what: 'keys' | 'values' | 'entries', site: Site): { readonly known: readonly Value[] | undefined; readonly any: Value } {
  const c = m.content(ref);
  const list: Value[] = [];
  let sure = isBottom(c.rest) && isBottom(c.restKeys) && c.inside.length === 0;
  let any = BOTTOM;
  const pick = (k: Value, v: Value, tag: string): Value => {
    if (what === 'keys') return k;
    if (what === 'values') return v;
    const pair = m.alloc('array', site, EMPTY_ARRAY, {}, `entry${ref}${tag}`);
    m.setContent(pair, { ...withSlot(withSlot(EMPTY_ARRAY, '0', slot(k)), '1', slot(v)), length: 2 });
    return reference(pair);
  };
  for (const [n, s] of c.props) {
    if (!n.startsWith('~')) continue;
    const v = pick(c.props.get(`!key${n}`)?.v ?? s.v, s.v, n);
    list.push(v);
    any = join(any, v);
    if (s.maybe) sure = false;
  }
  if (!isBottom(c.rest) || !isBottom(c.restKeys)) any = join(any, pick(isBottom(c.restKeys) ? c.rest : c.restKeys, c.rest, 'rest'));
  if (c.inside.length > 0) any = join(any, pick(unknownWith(c.inside), unknownWith(c.inside), 'inside'));
  return { known: sure ? list : undefined, any };
}

export function sizeOf(m: Machine, ref: Ref): Value {
  const c = m.content(ref);
  const entries = [...c.props].filter(([n]) => n.startsWith('~'));
  return isBottom(c.rest) && isBottom(c.restKeys) && entries.every(([, s]) => !s.maybe) ? constant(entries.length) : NUMBER;
}
