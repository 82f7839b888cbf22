import type { Linker } from '../facts/link.js';
import { placeOf } from '../facts/positions.js';
import type { Policy } from '../policy/policy.js';
import { fingerprint, numbered, violationId } from './fingerprint.js';
import type { Crossing, PermittedCrossing, Recorder } from './machine/recorder.js';
import type { Permitted, TraceStep, Violation } from './result.js';
import { releaseText, stepsOf } from './sightings.js';

/** The recorded crossings as violations, sorted by place, label and purpose. */
export function violations(recorder: Recorder, linker: Linker, policy: Policy, root: string): Violation[] {
  const found = sorted(recorder.crossings).map((c): Violation => {
    const facts = linker.facts(c.site.file)!;
    return {
      id: violationId(fingerprint(c, facts, linker.text(c.site.file) ?? ''), 0),
      rule: c.taint.match ? 'no-forbidden-match' : 'no-forbidden-flow',
      severity: severity(policy, c.taint.label, c.purpose),
      label: c.taint.label,
      purpose: c.purpose,
      allowed: policy.data.get(c.taint.label)?.allow ?? [],
      place: placeOf(facts, c.site),
      direction: c.direction,
      module: c.module,
      trace: trace(c, linker, root),
    };
  });
  return numbered(found);
}

/** The crossings that are no violations, in the same order. */
export function permitted(crossings: ReadonlyMap<string, PermittedCrossing>, linker: Linker, root: string): Permitted[] {
  return sorted(crossings).map((c) => ({
    label: c.taint.label,
    purpose: c.purpose,
    match: c.taint.match,
    place: placeOf(linker.facts(c.site.file)!, c.site),
    direction: c.direction,
    module: c.module,
    trace: trace(c, linker, root),
    ...(c.release && { release: releaseText(c.release) }),
  }));
}

function sorted<C extends Crossing>(crossings: ReadonlyMap<string, C>): C[] {
  return [...crossings.values()].sort(
    (a, b) => compare(a.site.file, b.site.file) || a.site.s - b.site.s || a.site.e - b.site.e || compare(a.taint.label, b.taint.label) || compare(a.purpose, b.purpose),
  );
}

/** A warning where the label or the purpose says "warn" and the other does not say "error". */
function severity(policy: Policy, label: string, purpose: string): Violation['severity'] {
  const said = [policy.data.get(label)?.severity, policy.purposes.get(purpose)?.severity];
  return said.includes('warn') && !said.includes('error') ? 'warning' : 'error';
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function relative(root: string, file: string): string {
  return file.startsWith(`${root}/`) ? file.slice(root.length + 1) : file;
}

function trace(c: Crossing, linker: Linker, root: string): TraceStep[] {
  const place = placeOf(linker.facts(c.site.file)!, c.site);
  return [...stepsOf(c.taint.step, linker), { place, message: `enters ${relative(root, c.module)} (${c.purpose})` }];
}
