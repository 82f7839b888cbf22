import { slot } from '../domain/content.js';
import { BOTTOM, join, UNDEFINED, type Ref, type Value } from '../domain/value.js';
import { invoke } from './calls.js';
import { initialise, initialiseFields, resultOrThis } from './classes.js';
import { callLibrary } from './library.js';
import type { Machine } from './machine.js';
import type { Args, Site } from './objects.js';
import { PRIMITIVE } from './operators.js';

/** `super(...)` in a constructor. */
export function superCall(m: Machine, args: Args, site: Site): Value {
  const cls = m.frame.home?.cls;
  if (cls === undefined || !m.st) return UNDEFINED;
  const info = m.obj(cls).cls!;
  const self = info.superClass ? superInitialise(m, info.superClass, m.frame.thisValue, args, site, m.frame.newTarget) : m.frame.thisValue;
  m.frame.thisValue = self;
  if (m.st) initialiseFields(m, cls, self);
  return self;
}

export function superInitialise(m: Machine, superClass: Value, self: Value, args: Args, site: Site, newTarget: Value): Value {
  let out = BOTTOM;
  for (const ref of superClass.refs) {
    if (!m.st) break;
    const o = m.obj(ref);
    if (o.kind === 'class') out = join(out, initialise(m, ref, self, args, site, newTarget));
    else if (o.kind === 'function') out = join(out, resultOrThis(invoke(m, ref, o.closure!, self, args, site, newTarget), self));
    else {
      if (o.kind !== 'declared') superLibrary(m, ref, self, args, site);
      out = join(out, self);
    }
  }
  return out.refs.length > 0 ? out : self;
}

/** The library's constructor gets the arguments; what it makes of them is in the object already made. */
function superLibrary(m: Machine, ref: Ref, self: Value, args: Args, site: Site): void {
  const made = callLibrary(m, ref, { thisValue: self, args, site, isNew: true });
  if (made.refs.length === 0 && !made.unknown) for (const t of self.refs) m.setSlot(t, PRIMITIVE, slot(made));
  for (const r of made.refs) {
    const given = m.content(r);
    for (const t of self.refs) {
      for (const [name, s] of given.props) if (name !== '!proto') m.setSlot(t, name, s);
      const c = m.content(t);
      const inside = given.inside.length > 0 ? given.inside : c.inside;
      const length = c.length === given.length || !m.obj(t).several ? given.length : undefined;
      m.setContent(t, { ...c, rest: join(c.rest, given.rest), restKeys: join(c.restKeys, given.restKeys), length, inside });
    }
  }
}
