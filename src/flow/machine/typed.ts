import { EMPTY, isIndex, isInternal, slot, withSlot } from '../domain/content.js';
import { NO_LABELS } from '../domain/taint.js';
import { ALL_KINDS, BOTTOM, isBottom, join, joinAll, NUMBER, reference, type Ref, type Value } from '../domain/value.js';
import { declaredMember, materialise } from './declared-objects.js';
import { anyElement } from './elements.js';
import type { Machine } from './machine.js';
import type { Args, Site } from './objects.js';

/** What a type argument says that an object of unknown structure holds. */
const TYPED = '!value of type';
/** The same, for models. */
export const TYPED_OF_MODEL = '!@typed';
/** The same of what stands beside the data in what a library gives: it is no part of what the object itself carries. */
const BESIDE = '!beside type';
/** Levels of promises, objects and arrays in which what is not known is looked for. */
const DEPTH = 3;

/** Names under which libraries give the data itself. */
const DATA = /^(?:data|body|results?|rows?|values?|items?|contents?|payload|response|records?|documents?|docs|hits|nodes?|edges|list|entit(?:y|ies)|current|json|initialData|default)$/;

/**
 * What code that can't be read gives by a call with type arguments (`http.get<User>(url)`): where nothing is known of it, what they name. How the
 * result holds that is not known: what is read under a name that the type has is that, and what is read under other names leads to it.
 */
export function typedResult(m: Machine, callee: Value, v: Value, args: Args, site: Site): Value {
  if (!args.types || !(callee.unknown || callee.refs.length === 0 || callee.refs.some((r) => ['external', 'instance'].includes(m.obj(r).kind)))) return v;
  const named = args.types.filter((t) => m.setting.declared.mentions(t));
  if (named.length === 0) return v;
  return fill(m, v, joinAll(named.map((t) => materialise(m, t, site, 'the type argument is'))), site, DEPTH);
}

/** What a call's type argument names, where a label can be read from it. */
export function typeArgument(m: Machine, { types }: Args, index: number, site: Site): Value {
  const type = types?.[index];
  return type && m.setting.declared.mentions(type) ? materialise(m, type, site, 'the type argument is') : BOTTOM;
}

/** Puts `typed` where nothing is known of a value that the call at the site made. */
function fill(m: Machine, v: Value, typed: Value, site: Site, depth: number): Value {
  for (const ref of v.refs) {
    const o = m.obj(ref);
    if (!m.st || o.site.file !== site.file || o.site.s !== site.s || depth === 0) continue;
    const c = m.content(ref);
    const inner = (x: Value): Value => (x.unknown || x.refs.length > 0 ? fill(m, x, typed, site, depth - 1) : x);
    if (o.kind === 'instance' || (o.kind === 'external' && o.path === undefined)) m.setContent(ref, withSlot(withSlot(c, TYPED, slot(typed)), TYPED_OF_MODEL, slot(typed)));
    else if (o.kind === 'promise' || o.kind === 'object' || o.kind === 'array') {
      for (const [name, s] of c.props) {
        const x = isInternal(name) && name !== '!value' ? s.v : inner(s.v);
        if (x !== s.v) m.setSlot(ref, name, { ...s, v: x });
      }
      const rest = o.kind === 'object' && c.rest.unknown ? join(c.rest, reference(opened(m, site, BESIDE, typed))) : inner(c.rest);
      if (rest !== c.rest) m.setContent(ref, { ...m.content(ref), rest });
    }
  }
  return v.unknown && m.st ? join(v, reference(opened(m, site, TYPED, typed))) : v;
}

function opened(m: Machine, site: Site, slotName: string, typed: Value): Ref {
  return m.alloc('external', site, withSlot(EMPTY, slotName, slot(typed)), {}, slotName);
}

/** The objects of the value of which a type argument tells. */
export function typedObjects(m: Machine, v: Value): Value {
  const refs = v.refs.filter((r) => typeOf(m, r));
  return refs.length === 0 ? BOTTOM : { labels: NO_LABELS, consts: [], kinds: ALL_KINDS, refs, unknown: false };
}

/** The object made of others holds what they do. */
export function typedAs(m: Machine, ref: Ref, of: Value): void {
  const typed = of.refs.reduce((all, r) => join(all, typeOf(m, r) ?? BOTTOM), BOTTOM);
  if (!isBottom(typed) && m.st) m.setSlot(ref, TYPED, slot(typed));
}

function typeOf(m: Machine, ref: Ref): Value | undefined {
  const { props } = m.content(ref);
  return (props.get(TYPED) ?? props.get(BESIDE))?.v;
}

/** A member of an object of which a type argument tells; undefined: none does. */
export function typedMember(m: Machine, ref: Ref, name: string | null, site: Site): Value | undefined {
  const typed = typeOf(m, ref);
  if (!typed) return undefined;
  const found = name === null ? typedElements(m, ref)! : named(m, typed, name, site);
  if (found && !isBottom(found)) return found;
  const data = name === null || isIndex(name) || DATA.test(name);
  const member = data ? ref : m.shared(`beside|${ref}|${name}`, 'external', site, { of: ref }, m.obj(ref).several, withSlot(EMPTY, BESIDE, slot(typed)));
  return { labels: m.content(ref).inside, consts: [], kinds: ALL_KINDS, refs: [member], unknown: false };
}

function named(m: Machine, typed: Value, name: string, site: Site): Value | undefined {
  let out: Value | undefined;
  for (const r of typed.refs) {
    const { kind, shape } = m.obj(r);
    const found =
      kind === 'declared' && (shape?.k === 'object' || shape?.k === 'class') && shape.member(name) ? declaredMember(m, r, name, site)
      : kind === 'array' && name === 'length' ? NUMBER
      : kind === 'array' && isIndex(name) ? anyElement(m, r)
      : m.slot(r, name)?.v;
    if (found) out = out ? join(out, found) : found;
  }
  return out;
}

/** Elements of an object of which a type argument tells: those of the array that it is, and whatever it is, as a stream of it has. */
export function typedElements(m: Machine, ref: Ref): Value | undefined {
  const typed = typeOf(m, ref);
  if (!typed) return undefined;
  const arrays = typed.refs.filter((r) => m.obj(r).kind === 'array');
  return joinAll([...arrays.map((r) => anyElement(m, r)), typed]);
}
