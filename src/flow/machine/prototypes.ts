import { Kind } from '../../types/shape.js';
import { isIndex } from '../domain/content.js';
import { BOTTOM, constant, isBottom, join, NUMBER, ofKinds, UNDEFINED, UNKNOWN, type Value } from '../domain/value.js';
import { builtin, builtinMember } from './library.js';
import type { Machine } from './machine.js';
import type { Site } from './objects.js';
import { slotValue } from './properties.js';

/** A member of the string, number or other primitive that the value is; `name` null: not known. */
export function primitiveMember(m: Machine, base: Value, name: string | null, site: Site): Value {
  let out = BOTTOM;
  const kinds = base.consts.reduce((k: number, c) => k | (c === null || c === undefined ? 0 : Kind[typeof c as keyof typeof Kind]), base.kinds);
  if (kinds & Kind.string) {
    if (name === null || isIndex(name)) {
      const chars = base.consts.filter((c): c is string => typeof c === 'string');
      if (name !== null && base.kinds === 0 && chars.length > 0) for (const c of chars) out = join(out, constant(c[Number(name)]));
      else out = join(out, ofKinds(Kind.string | Kind.undefined));
    } else if (name === 'length') {
      out = join(out, base.kinds & Kind.string ? NUMBER : BOTTOM);
      for (const c of base.consts) if (typeof c === 'string') out = join(out, constant(c.length));
    } else out = join(out, ofPrototype(m, 'String', name, base, site));
  }
  for (const [kind, type] of [[Kind.number, 'Number'], [Kind.boolean, 'Boolean'], [Kind.bigint, 'BigInt'], [Kind.symbol, 'Symbol']] as const) {
    if (kinds & kind && name !== null) out = join(out, ofPrototype(m, type, name, base, site));
  }
  if (isBottom(out) && !base.unknown) {
    m.frame.implicit = true;
    m.mayRaise(UNKNOWN);
  }
  return out;
}

function ofPrototype(m: Machine, type: string, name: string, base: Value, site: Site): Value {
  return addedMember(m, type, name, base, site) ?? addedMember(m, 'Object', name, base, site) ?? builtinMember(m, `${type}.prototype`, name) ?? missing(base);
}

/** A member that a primitive lacks; where only a declaration says that it is one, it can be something else. */
function missing(base: Value): Value {
  return base.kinds === 0 ? UNDEFINED : UNKNOWN;
}

/** A member that the program has put on a prototype of the platform. */
export function addedMember(m: Machine, type: string, name: string, receiver: Value, site: Site): Value | undefined {
  if (!m.extendsPlatform) return undefined;
  const own = m.slot(builtin(m, `${type}.prototype`), name);
  return own && slotValue(m, own, receiver, site);
}
