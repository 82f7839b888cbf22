import { withSlot } from '../domain/content.js';
import { released, type Release } from '../domain/taint.js';
import { withLabels, type ReleasedAt, type Value } from '../domain/value.js';
import { isOpen } from './asked.js';
import { throughPassage } from './boundary.js';
import type { Frame } from './frame.js';
import { className } from './declared.js';
import type { Machine } from './machine.js';
import type { Site } from './objects.js';

/** What a declassifier returns is settled for the purposes that it grants. */
export function declassified(m: Machine, frame: Frame, v: Value): Value {
  const site = { file: frame.facts.file, s: frame.fn.ns, e: frame.fn.ne };
  let out = v;
  for (const by of releasesOf(m, frame)) out = release(m, out, by, site, 0);
  return out;
}

function release(m: Machine, v: Value, by: Release, site: Site, depth: number): Value {
  if (depth < 4) {
    for (const ref of v.refs) {
      const c = m.content(ref);
      let next = c;
      for (const [name, s] of c.props) if (name !== '!proto') next = withSlot(next, name, { ...s, v: release(m, s.v, by, site, depth + 1) });
      m.setContent(ref, { ...next, rest: release(m, next.rest, by, site, depth + 1), inside: released(next.inside, by, site.file, site.s, site.e) });
    }
  }
  const out = withLabels(v, released(v.labels, by, site.file, site.s, site.e));
  // What is not known of a released value, or was not read yet, is released when it is.
  return isOpen(m, v) || v.refs.some((ref) => m.obj(ref).kind === 'declared') ? throughPassage({ settled: [], releases: [at(by, site)] }, out) : out;
}

const places = new WeakMap<Release, ReleasedAt>();

/** The same object for the same release, as passages compare them. */
function at(by: Release, site: Site): ReleasedAt {
  let place = places.get(by);
  if (!place) places.set(by, (place = { ...site, by }));
  return place;
}

function releasesOf(m: Machine, frame: Frame): readonly Release[] {
  const known = m.releases.get(frame.fn);
  if (known) return known;
  const { policy } = m.setting;
  const { fn, facts } = frame;
  const out: Release[] = [];
  const cls = className(frame);
  for (const d of policy.declassifiers) {
    if (!m.setting.declared.meansFunction(d.function, facts.file, fn.name, cls)) continue;
    const { reason, approver, expires } = d;
    out.push({ function: d.function.text, data: new Set(d.data), purposes: covered(m, d.grants), reason, ...(approver !== undefined && { approver }), ...(expires !== undefined && { expires }) });
  }
  const own = cls === undefined ? fn.name : `${cls}.${fn.name}`;
  for (const d of fn.doc?.declassifies ?? []) out.push({ function: own, data: new Set([d.data]), purposes: covered(m, d.purposes), reason: d.reason });
  m.releases.set(frame.fn, out);
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
