import { Bounds } from '../bounds.js';
import { isIndex, isInternal } from '../domain/content.js';
import { BOOLEAN, constant, isBottom, reference, type Ref, type Value } from '../domain/value.js';
import { callValue, plainArgs } from './calls.js';
import { builtinMember } from './library.js';
import type { Machine } from './machine.js';
import { getProperty } from './properties.js';

/** Whether something holds, as far as is known. */
type Answer = 'yes' | 'no' | 'either';

function both(a: Answer | undefined, b: Answer): Answer {
  return a === undefined || a === b ? b : 'either';
}

function asValue(a: Answer | undefined): Value {
  return a === undefined || a === 'either' ? BOOLEAN : constant(a === 'yes');
}

/** `l instanceof r` */
export function instanceOf(m: Machine, l: Value, r: Value): Value {
  // A class can answer by itself what its instances are.
  let own = false;
  for (const ref of r.refs) {
    const o = m.obj(ref);
    const f = o.kind === 'class' ? getProperty(m, reference(ref), '@@hasInstance', o.site) : undefined;
    if (!f?.refs.some((x) => m.obj(x).kind === 'function')) continue;
    callValue(m, f, reference(ref), plainArgs(o.site, l), o.site);
    own = true;
  }
  if (own || l.unknown || r.unknown) return BOOLEAN;
  let out: Answer | undefined = l.kinds !== 0 || l.consts.length > 0 ? 'no' : undefined;
  for (const ref of l.refs) out = both(out, isInstance(m, ref, r));
  return asValue(out);
}

/** The object is an instance of the class, function or builtin that the value is. */
export function isInstance(m: Machine, ref: Ref, of: Value): Answer {
  const [type] = of.refs;
  if (type === undefined || of.refs.length > 1 || of.unknown) return 'either';
  const t = m.obj(type);
  if (t.kind === 'class') return derives(m, ref, t.cls!.prototype, 0);
  const prototype = t.kind === 'function' ? m.slot(type, 'prototype') : undefined;
  if (prototype?.v.refs.length === 1 && !prototype.maybe && !prototype.v.unknown) return derives(m, ref, prototype.v.refs[0]!, 0);
  return 'either';
}

/** The prototype is on the object's chain. */
function derives(m: Machine, ref: Ref, prototype: Ref, depth: number): Answer {
  const { kind } = m.obj(ref);
  if (depth > Bounds.prototypes || ['external', 'declared', 'instance', 'builtin', 'namespace'].includes(kind)) return kind === 'builtin' ? 'no' : 'either';
  const proto = m.slot(ref, '!proto');
  if (!proto) return 'no';
  if (proto.maybe || proto.v.unknown || m.content(ref).inside.length > 0) return 'either';
  let out: Answer | undefined;
  for (const p of proto.v.refs) out = both(out, p === prototype ? 'yes' : derives(m, p, prototype, depth + 1));
  return out ?? 'no';
}

/** `name in o`; `own`: what it inherits doesn't count. */
export function hasProperty(m: Machine, key: Value, o: Value, own = false): Value {
  const name = key.consts.length === 1 && key.kinds === 0 && key.refs.length === 0 ? String(key.consts[0]) : undefined;
  if (name === undefined || isInternal(name) || o.unknown || o.refs.length === 0 || o.kinds !== 0 || o.consts.length > 0) return BOOLEAN;
  let out: Answer | undefined;
  for (const ref of o.refs) out = both(out, holds(m, ref, name, own, 0));
  return asValue(out);
}

function holds(m: Machine, ref: Ref, name: string, own: boolean, depth: number): Answer {
  const { kind, path } = m.obj(ref);
  if (kind === 'builtin' && path?.endsWith('.prototype')) return m.slot(ref, name) !== undefined ? 'either' : builtinMember(m, path, name) ? 'yes' : 'no';
  if (depth > Bounds.prototypes || (kind !== 'object' && kind !== 'array')) return 'either';
  const c = m.content(ref);
  const s = c.props.get(name);
  if (s) return s.maybe ? 'either' : 'yes';
  if (c.inside.length > 0 || c.props.has('!target') || (!isBottom(c.rest) && (kind === 'object' || isIndex(name)))) return 'either';
  if (kind === 'array' && name === 'length') return 'yes';
  if (own) return 'no';
  const proto = c.props.get('!proto');
  if (!proto) return builtinMember(m, kind === 'array' ? 'Array.prototype' : 'Object.prototype', name) || builtinMember(m, 'Object.prototype', name) ? 'yes' : 'no';
  if (proto.maybe || proto.v.unknown) return 'either';
  let out: Answer | undefined;
  for (const p of proto.v.refs) out = both(out, holds(m, p, name, false, depth + 1));
  return out ?? 'no';
}
