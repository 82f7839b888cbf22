import type { Expr } from '../../facts/ir.js';
import { EMPTY_ARRAY, slot, withSlot } from '../domain/content.js';
import { joinLabels, NO_LABELS, stepped, type Labels } from '../domain/taint.js';
import { addLabels, BOTTOM, constant, headed, join, jsonAs, ofKinds, reference, UNDEFINED, type Value } from '../domain/value.js';
import { Kind } from '../../types/shape.js';
import { callValue } from './calls.js';
import { makeClosure } from './functions.js';
import { iterate } from './iteration.js';
import type { Machine } from './machine.js';
import type { Args, Site } from './objects.js';
import { textOf } from './operators.js';
import { copyProperties, keyOf } from './patterns.js';
import { defineProperty, setProperty } from './property-writes.js';
import { listContent, pushElement } from './elements.js';
import { calleeOf, evaluate, evaluateArgs, evaluateUse } from './expressions.js';

export function arrayLiteral(m: Machine, e: Extract<Expr, { k: 'array' }>): Value {
  const values: Value[] = [];
  let rest: Value | undefined;
  for (const el of e.elems) {
    if (!m.st) return BOTTOM;
    const items = el?.k === 'spread' ? iterate(m, evaluateUse(m, el.arg), m.site(el)) : undefined;
    const given = items ? (items.known ?? []) : [el && el.k !== 'spread' ? evaluateUse(m, el) : UNDEFINED];
    if (items && !items.known) rest = join(rest ?? BOTTOM, items.any);
    else if (rest) rest = given.reduce(join, rest);
    else values.push(...given);
  }
  return m.st ? m.recent(m.alloc('array', m.site(e), listContent(values, rest))) : BOTTOM;
}

export function template(m: Machine, e: Extract<Expr, { k: 'template' }>): Value {
  let text: string | undefined = e.quasis[0] ?? '';
  let labels = NO_LABELS;
  let json: Value | undefined;
  let head: string | undefined;
  for (const [i, x] of e.exprs.entries()) {
    const t = textOf(m, evaluateUse(m, x), m.site(x));
    if (!m.st) return BOTTOM;
    json = t.json;
    labels = addLabels(ofKinds(0, labels), t.labels).labels;
    const c = t.consts.length === 1 && t.kinds === 0 ? t.consts[0] : undefined;
    if (typeof c !== 'string') head ??= text! + (t.head ?? '');
    text = text !== undefined && typeof c === 'string' ? text + c + (e.quasis[i + 1] ?? '') : undefined;
  }
  labels = stepped(labels, m.frame.facts.file, e.s, e.e, 'part of a template');
  return text !== undefined ? constant(text, labels) : jsonAs(e.exprs.length === 1 && e.quasis.every(isSpace) ? json : undefined, headed(head!, ofKinds(Kind.string, labels)));
}

/** A text that JSON can have around it. */
function isSpace(text: string): boolean {
  return text.trim() === '';
}

export function tagged(m: Machine, e: Extract<Expr, { k: 'tagged' }>): Value {
  const callee = calleeOf(m, e.tag);
  const strings = m.alloc('array', m.site(e), EMPTY_ARRAY, {}, 'strings');
  for (const q of e.quasis) pushElement(m, strings, constant(q));
  m.setSlot(strings, 'raw', slot(reference(strings)));
  const rest = evaluateArgs(m, e.exprs);
  if (!m.st) return BOTTOM;
  const args: Args = { ...rest, list: [{ v: reference(strings), s: e.s, e: e.e }, ...rest.list] };
  return callValue(m, callee.value, callee.thisValue, args, m.site(e), callee.name);
}

export function objectLiteral(m: Machine, e: Extract<Expr, { k: 'object' }>): Value {
  const ref = m.alloc('object', m.site(e));
  const self = m.recent(ref);
  for (const p of e.props) {
    if (!m.st) return BOTTOM;
    if (p.kind === 'spread') {
      copyProperties(m, evaluateUse(m, p.value), ref);
      continue;
    }
    const key = keyOf(m, p.key);
    const method = p.value.k === 'func' && m.frame.facts.functions[p.value.f]!.kind !== 'arrow' && m.frame.facts.functions[p.value.f]!.kind !== 'function';
    const v = method && p.value.k === 'func' ? reference(makeClosure(m, m.frame.facts, p.value.f, m.frame.env, { object: ref })) : evaluateUse(m, p.value);
    if (!m.st) return BOTTOM;
    if (p.kind === 'init' && key.name === '__proto__') setProperty(m, self, key.name, v, m.site(p));
    else if (p.kind === 'init') defineProperty(m, self, key.name, v, m.site(p), key.labels);
    else defineAccessor(m, ref, key.name, p.kind, v, m.site(p), key.labels);
  }
  return self;
}

/** A getter under a name that is not known is asked once, for what is found under any. */
export function defineAccessor(m: Machine, ref: number, name: string | null, kind: 'get' | 'set', f: Value, site: Site, keyLabels: Labels = NO_LABELS): void {
  if (name === null) {
    const v = kind === 'get' ? m.branch(() => callValue(m, f, reference(ref), { list: [] }, site), () => BOTTOM) : BOTTOM;
    return setProperty(m, reference(ref), null, v, site, keyLabels);
  }
  const c = m.content(ref);
  const old = c.props.get(name);
  m.setContent(ref, withSlot(c, name, slot(BOTTOM, { get: old?.get, set: old?.set, [kind]: f, keyLabels: joinLabels(keyLabels, old?.keyLabels ?? NO_LABELS) })));
}

/** `ref`: the object that the enum's variable holds before, where it is declared in several parts or its members refer to it. */
export function enumObject(m: Machine, e: Extract<Expr, { k: 'enum' }>, ref = m.alloc('object', m.site(e))): Value {
  let next: number | undefined = 0;
  for (const mem of e.members) {
    const v: Value = mem.init ? evaluate(m, mem.init) : next === undefined ? ofKinds(Kind.number) : constant(next);
    const c = v.consts.length === 1 ? v.consts[0] : undefined;
    next = typeof c === 'number' ? c + 1 : undefined;
    setProperty(m, reference(ref), mem.name, v, m.site(e));
    if (typeof c === 'number') setProperty(m, reference(ref), String(c), constant(mem.name), m.site(e));
  }
  return reference(ref);
}
