import { Kind } from '../../types/shape.js';
import { EMPTY, isEnumerable, isInternal, isSymbolName, nameOfText, slot, withSlot, without, type Content } from '../domain/content.js';
import { joinLabels, NO_LABELS, stepped, type Labels } from '../domain/taint.js';
import { BOTTOM, constant, constants, isBottom, join, ofKinds, reference, references, UNDEFINED, type Ref, type Value } from '../domain/value.js';
import { throughPassage } from '../machine/boundary.js';
import { callValue, plainArgs } from '../machine/calls.js';
import { typeLabels } from '../machine/asked.js';
import { declaredKeys } from '../machine/declared-objects.js';
import { deepLabels } from '../machine/deep.js';
import { knownElements, listContent } from '../machine/elements.js';
import { iterate } from '../machine/iteration.js';
import type { Machine } from '../machine/machine.js';
import type { NativeCall, Natives } from '../machine/native.js';
import type { LeftOut } from '../machine/model/serializing.js';
import { getProperty } from '../machine/properties.js';
import { setProperty } from '../machine/property-writes.js';
import { ownContent } from '../machine/proxies.js';
import { newArray } from './array-elements.js';
import { clone } from './clones.js';
import { arg, joinValues } from './support.js';

/** Levels of an object that are written one by one; below, all of it is taken for written. */
const DEPTH = 6;

function through(call: NativeCall, name: string, labels: Labels): Labels {
  return stepped(labels, call.site.file, call.site.s, call.site.e, `through ${name}()`);
}

function isFunction(m: Machine, v: Value): boolean {
  return v.refs.some((r) => ['function', 'native'].includes(m.obj(r).kind));
}

/** What `JSON.stringify` is told about which properties it writes, and how. */
interface Replacer {
  readonly call: NativeCall;
  readonly f: Value | undefined;
  readonly names: ReadonlySet<string> | undefined;
  readonly leftOut?: LeftOut | undefined;
  readonly seen: Map<Ref, Ref>;
}

function replacerOf(m: Machine, call: NativeCall): Replacer {
  const given = arg(call, 1);
  const f = isFunction(m, given) ? { ...given, consts: [], kinds: 0 } : undefined;
  const list = !f && given.refs.length > 0 && given.refs.every((r) => m.obj(r).kind === 'array') ? constants(iterate(m, given, call.site).any) : undefined;
  return { call, f, names: list && new Set(list.map(String)), seen: new Map() };
}

function stringify(m: Machine, call: NativeCall): Value {
  const v = arg(call, 0);
  const known = constants(v);
  const replacer = replacerOf(m, call);
  if (known?.length === 1 && typeof known[0] !== 'bigint' && !replacer.f) {
    const s = JSON.stringify(known[0]);
    const labels = through(call, 'JSON.stringify', v.labels);
    return s === undefined ? UNDEFINED : constant(s, labels);
  }
  const whole = written(m, v, UNDEFINED, '', replacer, 0);
  if (!m.st) return BOTTOM;
  const labels = through(call, 'JSON.stringify', joinLabels(kept(deepLabels(m, v, call.site), deepLabels(m, whole, call.site)), byType(m, replacer)));
  const out = ofKinds(Kind.string, labels);
  return labels.length > 0 && !call.args.rest ? { ...out, json: whole } : out;
}

/** Labels in what is written of the value as JSON; but what is left out. */
export function writtenLabels(m: Machine, v: Value, site: NativeCall['site'], { names, leftOut }: Pick<Replacer, 'leftOut'> & { readonly names?: Replacer['names'] } = {}): Labels {
  const call: NativeCall = { thisValue: UNDEFINED, args: plainArgs(site, v), site, isNew: false };
  const before = deepLabels(m, v, site);
  if (before.length === 0) return before;
  const whole = written(m, v, UNDEFINED, '', { ...replacerOf(m, call), leftOut, ...(names && { names }) }, 0);
  return m.st ? kept(before, deepLabels(m, whole, site)) : NO_LABELS;
}

/** Labels that only the argument's type tells of, where all of it is written. */
function byType(m: Machine, { call, f, names }: Replacer): Labels {
  const given = call.args.list[0];
  return given && !f && !names ? typeLabels(m, given, call.site) : NO_LABELS;
}

/** Labels of the value as it was handed over, of which there is something in what is written, and those that writing added. */
function kept(before: Labels, now: Labels): Labels {
  const names = (list: Labels): Set<string> => new Set(list.map((t) => t.label));
  const [was, is] = [names(before), names(now)];
  return joinLabels(before.filter((t) => is.has(t.label)), now.filter((t) => !was.has(t.label)));
}

/** A copy of what is written of a value: `toJSON` and the replacer have been asked. */
function written(m: Machine, v: Value, holder: Value, key: string | null, how: Replacer, depth: number): Value {
  const { call } = how;
  const name = key === null ? ofKinds(Kind.string) : constant(key);
  let out: Value = { ...v, refs: [] };
  for (const ref of v.refs) {
    const own = reference(ref);
    const f = m.obj(ref).kind === 'object' ? getProperty(m, own, 'toJSON', call.site) : BOTTOM;
    out = join(out, isFunction(m, f) ? callValue(m, f, own, plainArgs(call.site, name), call.site) : { ...v, consts: [], kinds: 0, unknown: false, refs: [ref] });
  }
  if (how.f && m.st) {
    const [f, plain] = [how.f, out];
    out = m.within(`key${key ?? '*'}|${depth}`, key === null, () => callValue(m, f, holder, plainArgs(call.site, name, plain), call.site));
  }
  if (!m.st) return BOTTOM;
  const all = out;
  out = { ...all, refs: [] };
  for (const ref of all.refs) out = join(out, writtenObject(m, ref, { ...all, consts: [], kinds: 0, unknown: false, refs: [ref] }, how, depth));
  return out;
}

function writtenObject(m: Machine, ref: Ref, v: Value, how: Replacer, depth: number): Value {
  const { kind } = m.obj(ref);
  const known = how.seen.get(ref);
  if (known !== undefined) return reference(known);
  if (kind === 'function' || kind === 'class' || kind === 'native' || kind === 'builtin') return UNDEFINED;
  const tag = `written ${ref}`;
  const at = how.call.site;
  // Of a Map or Set, entries are not written; those whose key isn't known can be properties too.
  const plain = kind === 'object' || kind === 'map' || kind === 'set' || kind === 'promise' || kind === 'generator';
  const declared = kind === 'declared' && (how.f || how.names || how.leftOut) ? declaredKeys(m, ref) : undefined;
  if ((!plain && kind !== 'array' && !declared) || depth > DEPTH) return clone(m, v, how.call, depth);
  const copy = m.alloc(kind === 'array' ? 'array' : 'object', at, EMPTY, {}, tag);
  how.seen.set(ref, copy);
  const c = ownContent(m, ref);
  const child = (x: Value, name: string | null): Value => written(m, throughPassage(v.passage, x), v, name, how, depth + 1);
  if (kind === 'array') {
    const list = knownElements(m, ref);
    const rest = list ? undefined : child(joinValues([c.rest, ...[...c.props.values()].map((s) => s.v)]), null);
    m.setContent(copy, { ...listContent(list?.map((x, i) => child(x, String(i))) ?? [], rest), inside: c.inside });
    return reference(copy);
  }
  let next = { ...EMPTY, inside: c.inside, restKeys: c.restKeys };
  for (const [name, s] of c.props) {
    if (!isEnumerable(c, name) || isSymbolName(name) || isLeftOut(how, ref, name) || !m.st) continue;
    const value = child(s.get ? getProperty(m, reference(ref), name, at) : s.v, name);
    if (!isAbsent(value)) next = { ...withSlot(next, name, slot(value, { maybe: s.maybe, keyLabels: s.keyLabels })) };
  }
  const { names, open } = fromOutside(m, ref, c, declared);
  for (const name of names) {
    if (c.props.has(name) || isLeftOut(how, ref, name) || !m.st) continue;
    const value = child(getProperty(m, reference(ref), name, at), name);
    if (!isAbsent(value)) next = withSlot(next, name, slot(value));
  }
  if (open) next = withSlot(next, '!proto', slot(open));
  m.setContent(copy, { ...next, rest: how.names || isBottom(c.rest) ? BOTTOM : child(c.rest, null) });
  return reference(copy);
}

/** Names that a value from outside has by its type, and those that a copy of one has from it; `open`: where there can be others. */
function fromOutside(m: Machine, ref: Ref, c: Content, own: readonly string[] | undefined): { readonly names: readonly string[]; readonly open: Value | undefined } {
  const outside = (c.props.get('!proto')?.v.refs ?? []).filter((p) => ['declared', 'external', 'instance'].includes(m.obj(p).kind));
  const lists = outside.map((p) => declaredKeys(m, p));
  const others = outside.filter((_, i) => !lists[i]);
  return { names: [...new Set([...(own ?? []), ...lists.flatMap((x) => x ?? [])])], open: others.length > 0 && m.obj(ref).kind === 'object' ? references(others) : undefined };
}

function isLeftOut({ names, leftOut }: Replacer, ref: Ref, name: string): boolean {
  return names?.has(name) === false || leftOut?.(ref, name) === true;
}

function isAbsent(v: Value): boolean {
  return v.refs.length === 0 && v.kinds === 0 && !v.unknown && v.consts.every((x) => x === undefined);
}

function parse(m: Machine, call: NativeCall): Value {
  const v = parsed(m, call);
  const reviver: Value = { ...arg(call, 1), consts: [], kinds: 0 };
  return m.st && isFunction(m, reviver) ? revived(m, v, UNDEFINED, '', reviver, call, 0) : v;
}

function parsed(m: Machine, call: NativeCall): Value {
  const v = arg(call, 0);
  const labels = through(call, 'JSON.parse', deepLabels(m, v, call.site));
  m.mayRaise({ ...UNDEFINED, consts: [], unknown: true });
  const known = constants(v);
  if (known?.length === 1 && typeof known[0] === 'string') {
    try {
      const value: unknown = JSON.parse(known[0]);
      return fromJson(m, value, call, labels, '');
    } catch (error) {
      if (!(error instanceof SyntaxError)) throw error;
      m.raise({ ...UNDEFINED, consts: [], unknown: true });
      return BOTTOM;
    }
  }
  if (v.json && v.refs.length === 0) return fromText(m, v, v.json, call);
  const o = m.alloc('external', call.site, EMPTY, {}, 'parsed');
  if (labels.length > 0) m.setContent(o, { ...m.content(o), inside: labels });
  return { labels, consts: [], kinds: 127, refs: [o], unknown: false };
}

/** What a text is made into that was made of `json`, or is another one without labels. */
function fromText(m: Machine, v: Value, json: Value, call: NativeCall): Value {
  let out = clone(m, json, call, 0);
  for (const text of v.consts) {
    try {
      out = join(out, fromJson(m, JSON.parse(String(text)), call, NO_LABELS, String(text)));
    } catch (error) {
      if (!(error instanceof SyntaxError)) throw error;
    }
  }
  return v.unknown || v.kinds !== Kind.string ? join(out, { ...reference(m.alloc('external', call.site, EMPTY, {}, 'other')), kinds: 127 }) : out;
}

/** What the reviver makes of a value, innermost first. */
function revived(m: Machine, v: Value, holder: Value, key: string | null, reviver: Value, call: NativeCall, depth: number): Value {
  for (const ref of v.refs) {
    const { kind } = m.obj(ref);
    if ((kind !== 'object' && kind !== 'array') || depth > DEPTH) continue;
    for (const [name, s] of m.content(ref).props) {
      if (isInternal(name) || !m.st) continue;
      const next = revived(m, s.v, reference(ref), name, reviver, call, depth + 1);
      const gone = constants(next)?.every((x) => x === undefined) === true && kind === 'object';
      m.setContent(ref, gone ? without(m.content(ref), name) : withSlot(m.content(ref), name, { ...s, v: next }));
    }
    const { rest } = m.content(ref);
    if (!isBottom(rest)) m.setContent(ref, { ...m.content(ref), rest: revived(m, rest, reference(ref), null, reviver, call, depth + 1) });
  }
  const known = v.refs.every((r) => m.obj(r).kind === 'object' || m.obj(r).kind === 'array') && !v.unknown;
  const once = (): Value => callValue(m, reviver, holder, plainArgs(call.site, key === null || !known ? ofKinds(Kind.string) : constant(key), v), call.site);
  return known ? m.within(`key${key ?? '*'}|${depth}`, key === null, once) : join(v, m.branch(() => m.within('revived', true, once), () => BOTTOM));
}

function fromJson(m: Machine, x: unknown, call: NativeCall, labels: Labels, tag: string): Value {
  if (x === null || typeof x === 'string' || typeof x === 'number' || typeof x === 'boolean') return constant(x, labels);
  if (Array.isArray(x)) return newArray(m, call, x.map((y, i) => fromJson(m, y, call, labels, `${tag}.${i}`)), BOTTOM, `json${tag}`);
  const o = reference(m.alloc('object', call.site, EMPTY, {}, `json${tag}`));
  for (const [k, y] of Object.entries(x as object)) setProperty(m, o, nameOfText(k), fromJson(m, y, call, labels, `${tag}.${k}`), call.site);
  return o;
}

export const jsonNatives: Natives = { 'JSON.stringify': stringify, 'JSON.parse': parse };
