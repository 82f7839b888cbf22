import { EMPTY, isInternal, joinObjects, slot, withSlot, type Content } from '../domain/content.js';
import { isBottom, reference, type Ref } from '../domain/value.js';
import type { Machine } from './machine.js';
import { exportedNames } from './modules.js';
import { getProperty } from './properties.js';

function namespaceContent(m: Machine, ref: Ref): Content {
  const { file, site } = m.obj(ref);
  let out = EMPTY;
  for (const name of exportedNames(m, file!)) out = withSlot(out, name, slot(getProperty(m, reference(ref), name, site)));
  return out;
}

/** What lists an object's own properties finds: of a proxy, those of its target, each as the proxy gives it; of a module's namespace, its exports. */
export function ownContent(m: Machine, ref: Ref): Content {
  if (m.obj(ref).kind === 'namespace') return namespaceContent(m, ref);
  const c = m.content(ref);
  const target = c.props.get('!target');
  if (!target || !(c.props.has('!get') || c.props.has('!set'))) return c;
  const { site } = m.obj(ref);
  const self = reference(ref);
  let out: Content | undefined;
  for (const t of target.v.refs) {
    const of = ownContent(m, t);
    let own: Content = { ...EMPTY, inside: of.inside, restKeys: of.restKeys };
    for (const [name, s] of of.props) if (!isInternal(name)) own = withSlot(own, name, slot(getProperty(m, self, name, site), { maybe: s.maybe, keyLabels: s.keyLabels }));
    if (!isBottom(of.rest)) own = { ...own, rest: getProperty(m, self, null, site) };
    out = out ? joinObjects(out, own) : own;
  }
  return out ?? EMPTY;
}
