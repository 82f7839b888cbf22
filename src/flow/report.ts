import type { Linker } from '../facts/link.js';
import { placeOf } from '../facts/positions.js';
import type { Policy } from '../policy/policy.js';
import { fingerprint, numbered, violationId } from './fingerprint.js';
import type { Step } from './domain/taint.js';
import type { Crossing, Recorder } from './machine/recorder.js';
import type { TraceStep, Violation } from './result.js';

/** The recorded crossings as violations, sorted by place, label and purpose. */
export function violations(recorder: Recorder, linker: Linker, policy: Policy, root: string): Violation[] {
  const sorted = [...recorder.crossings.values()].sort(
    (a, b) => compare(a.site.file, b.site.file) || a.site.s - b.site.s || a.site.e - b.site.e || compare(a.taint.label, b.taint.label) || compare(a.purpose, b.purpose),
  );
  const found = sorted.map((c): Violation => {
    const facts = linker.facts(c.site.file)!;
    return {
      id: violationId(fingerprint(c, facts, linker.text(c.site.file) ?? ''), 0),
      rule: c.taint.match ? 'no-forbidden-match' : 'no-forbidden-flow',
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

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function relative(root: string, file: string): string {
  return file.startsWith(`${root}/`) ? file.slice(root.length + 1) : file;
}

function trace(c: Crossing, linker: Linker, root: string): TraceStep[] {
  const steps: Step[] = [];
  for (let s: Step | null = c.taint.step; s; s = s.parent) if (s.file !== '') steps.unshift(s);
  const out: TraceStep[] = [];
  for (const s of steps) {
    const facts = linker.facts(s.file);
    if (facts) out.push({ place: placeOf(facts, s), message: s.message });
  }
  const place = placeOf(linker.facts(c.site.file)!, c.site);
  out.push({ place, message: `enters ${relative(root, c.module)} (${c.purpose})` });
  return out;
}
