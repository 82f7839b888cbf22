import { matchesModule } from '../../policy/references.js';
import { withSlot } from '../domain/content.js';
import { settle } from '../domain/taint.js';
import { withLabels, type Value } from '../domain/value.js';
import type { Frame } from './frame.js';
import { className } from './declared.js';
import type { Machine } from './machine.js';

interface Grant {
  readonly data: ReadonlySet<string>;
  readonly purposes: readonly string[];
}

/** What a declassifier returns is settled for the purposes that it grants. */
export function declassified(m: Machine, frame: Frame, v: Value): Value {
  const grants = grantsOf(m, frame);
  let out = v;
  for (const g of grants) out = release(m, out, g, 0);
  return out;
}

function release(m: Machine, v: Value, g: Grant, depth: number): Value {
  if (depth < 4) {
    for (const ref of v.refs) {
      const c = m.content(ref);
      let next = c;
      for (const [name, s] of c.props) if (name !== '!proto') next = withSlot(next, name, { ...s, v: release(m, s.v, g, depth + 1) });
      m.setContent(ref, { ...next, rest: release(m, next.rest, g, depth + 1), inside: settle(next.inside, g.purposes, g.data) });
    }
  }
  return withLabels(v, settle(v.labels, g.purposes, g.data));
}

const cache = new WeakMap<object, readonly Grant[]>();

function grantsOf(m: Machine, frame: Frame): readonly Grant[] {
  const known = cache.get(frame.fn);
  if (known) return known;
  const { policy } = m.setting;
  const { fn, facts } = frame;
  const out: Grant[] = [];
  const cls = className(frame);
  for (const d of policy.declassifiers) {
    const named = d.function.member === undefined ? d.function.name === fn.name && cls === undefined : d.function.name === cls && d.function.member === fn.name;
    if (!named || !matchesModule(d.function, facts.file, policy.root)) continue;
    m.usedDeclassifiers.add(d);
    out.push({ data: new Set(d.data), purposes: covered(m, d.grants) });
  }
  for (const d of fn.doc?.declassifies ?? []) out.push({ data: new Set([d.data]), purposes: covered(m, d.purposes) });
  cache.set(frame.fn, out);
  return out;
}

/** The purposes and all below them. */
function covered(m: Machine, purposes: readonly string[]): readonly string[] {
  const out = new Set(purposes);
  const all = [...m.setting.policy.purposes.values()];
  for (let grew = true; grew; ) {
    grew = false;
    for (const p of all) {
      if (out.has(p.name) || !p.parents.some((x) => out.has(x))) continue;
      out.add(p.name);
      grew = true;
    }
  }
  return [...out].map((p) => `${p}!`);
}
