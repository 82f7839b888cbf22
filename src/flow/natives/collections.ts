import { EMPTY } from '../domain/content.js';
import { selecting, stepped, type Labels } from '../domain/taint.js';
import { matchLabels } from '../machine/operators.js';
import { addLabels, BOOLEAN, BOTTOM, constant, isBottom, reference, truth, UNDEFINED, type Ref, type Value } from '../domain/value.js';
import { callValue, plainArgs } from '../machine/calls.js';
import { clearEntries, deleteEntry, entriesOf, entryName, getEntry, putEntry } from '../machine/collections.js';
import { listIterator } from '../machine/list-iterators.js';
import { iterate } from '../machine/iteration.js';
import type { Machine } from '../machine/machine.js';
import type { NativeCall, Natives } from '../machine/native.js';
import { getProperty } from '../machine/properties.js';
import { oneByOne, takenOf } from '../machine/taken.js';
import { arg, given, method } from './support.js';

const stored = (v: Value, call: NativeCall): Value => (v.labels.length === 0 ? v : { ...v, labels: stepped(v.labels, call.site.file, call.site.s, call.site.e, 'stored in a collection') });

/** Labels of what is found by looking a key up among the keys. */
function lookedUp(m: Machine, ref: Ref, call: NativeCall): Labels {
  return matchLabels(entriesOf(m, ref, 'keys', call.site).any, arg(call, 0), call.site);
}

function has(m: Machine, ref: Ref, call: NativeCall): Value {
  return addLabels(answer(m, ref, call), lookedUp(m, ref, call));
}

function answer(m: Machine, ref: Ref, call: NativeCall): Value {
  const c = m.content(ref);
  const name = entryName(arg(call, 0), m);
  if (name === null || !isBottom(c.rest) || c.inside.length > 0) return BOOLEAN;
  const s = c.props.get(name);
  return s?.maybe ? BOOLEAN : constant(s !== undefined);
}

function forEach(m: Machine, ref: Ref, call: NativeCall): Value {
  const taken = takenOf(m, call.thisValue, call.site);
  const part = (entry: Value, name: string): Value => (m.obj(ref).kind === 'map' ? getProperty(m, entry, name, call.site) : entry);
  const once = (entry: Value): Value => callValue(m, arg(call, 0), given(call, 1) ? arg(call, 1) : UNDEFINED, plainArgs(call.site, part(entry, '1'), part(entry, '0'), reference(ref)), call.site);
  const limit = oneByOne(m, taken);
  for (let i = 0; m.st && i < limit; i++) {
    const entry = taken.list()![i];
    if (!entry) break;
    m.within(`element${i}`, false, () => once(entry));
  }
  for (let pass = 0; pass < 2 && m.st && !isBottom(taken.further(limit)); pass++) m.branch(() => m.within('elements', true, () => once(taken.further(limit))), () => UNDEFINED);
  return m.st ? UNDEFINED : BOTTOM;
}

function make(kind: 'map' | 'set') {
  return (m: Machine, call: NativeCall): Value => {
    const ref = m.alloc(kind, call.site, EMPTY, {}, `new ${kind}`);
    if (!given(call, 0)) return reference(ref);
    const items = iterate(m, arg(call, 0), call.site);
    for (const v of items.known ?? (isBottom(items.any) ? [] : [items.any])) {
      const k = kind === 'map' ? getProperty(m, v, '0', call.site) : v;
      const value = kind === 'map' ? getProperty(m, v, '1', call.site) : v;
      if (items.known) putEntry(m, ref, k, stored(value, call));
      else m.setContent(ref, { ...m.content(ref), rest: value, restKeys: k });
    }
    return reference(ref);
  };
}

function list(what: 'keys' | 'values' | 'entries') {
  return (m: Machine, ref: Ref, call: NativeCall): Value => {
    const { known, any } = entriesOf(m, ref, what, call.site);
    return listIterator(m, call.site, known, any, what, { ref, now: (mm) => entriesOf(mm, ref, what, call.site) });
  };
}

/** Set algebra: the union keeps both sides' elements, the others those of the receiver. */
function combine(union: boolean) {
  return (m: Machine, ref: Ref, call: NativeCall): Value => {
    const out = m.alloc('set', call.site, EMPTY, {}, 'combined');
    const sources = union ? [reference(ref), arg(call, 0)] : [reference(ref)];
    for (const s of sources) {
      const items = iterate(m, s, call.site);
      for (const v of items.known ?? [items.any]) if (!isBottom(v)) putEntry(m, out, v, v);
    }
    return reference(out);
  };
}

/** The receiver's elements that the other set has, or that it has not. */
function common(kept: boolean) {
  return (m: Machine, ref: Ref, call: NativeCall): Value => {
    const out = m.alloc('set', call.site, EMPTY, {}, 'combined');
    const { known, any } = iterate(m, reference(ref), call.site);
    for (const v of known ?? [any]) {
      const answer = callValue(m, getProperty(m, arg(call, 0), 'has', call.site), arg(call, 0), plainArgs(call.site, v), call.site);
      const t = truth(answer);
      const chosen = addLabels(v, selecting(answer.labels));
      if (!isBottom(v) && (kept ? t.yes : t.no)) putEntry(m, out, chosen, chosen);
    }
    return m.st ? reference(out) : BOTTOM;
  };
}

const map = (name: string, run: (m: Machine, ref: Ref, call: NativeCall) => Value): Natives => ({ [`Map.prototype.${name}`]: method(`Map.prototype.${name}`, 'map', run), [`WeakMap.prototype.${name}`]: method(`WeakMap.prototype.${name}`, 'map', run) });
const set = (name: string, run: (m: Machine, ref: Ref, call: NativeCall) => Value): Natives => ({ [`Set.prototype.${name}`]: method(`Set.prototype.${name}`, 'set', run), [`WeakSet.prototype.${name}`]: method(`WeakSet.prototype.${name}`, 'set', run) });

export const collectionNatives: Natives = {
  'new Map': make('map'),
  'new WeakMap': make('map'),
  'new Set': make('set'),
  'new WeakSet': make('set'),
  ...map('set', (m, ref, call) => (putEntry(m, ref, arg(call, 0), stored(arg(call, 1), call)), call.thisValue)),
  ...map('get', (m, ref, call) => addLabels(getEntry(m, ref, arg(call, 0)), lookedUp(m, ref, call))),
  ...map('has', has),
  ...map('delete', (m, ref, call) => (deleteEntry(m, ref, arg(call, 0)), BOOLEAN)),
  ...map('clear', (m, ref) => (clearEntries(m, ref), UNDEFINED)),
  ...map('forEach', forEach),
  ...map('keys', list('keys')),
  ...map('values', list('values')),
  ...map('entries', list('entries')),
  ...map('@@iterator', list('entries')),
  ...set('add', (m, ref, call) => (putEntry(m, ref, arg(call, 0), stored(arg(call, 0), call)), call.thisValue)),
  ...set('has', has),
  ...set('delete', (m, ref, call) => (deleteEntry(m, ref, arg(call, 0)), BOOLEAN)),
  ...set('clear', (m, ref) => (clearEntries(m, ref), UNDEFINED)),
  ...set('forEach', forEach),
  ...set('keys', list('values')),
  ...set('values', list('values')),
  ...set('entries', list('entries')),
  ...set('@@iterator', list('values')),
  ...set('union', combine(true)),
  ...set('symmetricDifference', combine(true)),
  ...set('difference', common(false)),
  ...set('intersection', common(true)),
};
