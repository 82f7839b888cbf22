import { createHash } from 'node:crypto';
import type { FileFacts } from '../facts/ir.js';
import type { Linker } from '../facts/link.js';
import { placeOf } from '../facts/positions.js';
import type { Policy } from '../policy/policy.js';
import type { Step } from './domain/taint.js';
import type { Crossing, Recorder } from './machine/recorder.js';
import type { Site } from './machine/objects.js';
import type { TraceStep, Violation } from './result.js';

/** The recorded crossings as violations, sorted by place, label and purpose. */
export function violations(recorder: Recorder, linker: Linker, policy: Policy, root: string): Violation[] {
  const sorted = [...recorder.crossings.values()].sort(
    (a, b) => compare(a.site.file, b.site.file) || a.site.s - b.site.s || a.site.e - b.site.e || compare(a.taint.label, b.taint.label) || compare(a.purpose, b.purpose),
  );
  const seen = new Map<string, number>();
  return sorted.map((c) => {
    const facts = linker.facts(c.site.file)!;
    const key = fingerprintKey(c, facts, linker, root);
    const n = seen.get(key) ?? 0;
    seen.set(key, n + 1);
    return {
      id: createHash('sha256').update(`${key}|${n}`).digest('hex').slice(0, 16),
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
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function relative(root: string, file: string): string {
  return file.startsWith(`${root}/`) ? file.slice(root.length + 1) : file;
}

/** What a violation is, apart from where its lines are: kind, file, enclosing function, the text that is reported, and the source. */
function fingerprintKey(c: Crossing, facts: FileFacts, linker: Linker, root: string): string {
  let first: Step = c.taint.step;
  while (first.parent) first = first.parent;
  return [
    c.taint.match ? 'match' : 'flow',
    c.taint.label,
    c.purpose,
    relative(root, c.site.file),
    enclosing(facts, c.site.s),
    textAt(linker, c.site),
    relative(root, c.module),
    relative(root, first.file),
  ].join('|');
}

function textAt(linker: Linker, site: Site): string {
  return (linker.text(site.file) ?? '').slice(site.s, site.e).replace(/\s+/g, ' ');
}

/** Names of the functions around an offset, outermost first. */
function enclosing(facts: FileFacts, offset: number): string {
  return facts.functions
    .filter((f) => f.kind !== 'module' && f.name !== '' && f.s <= offset && offset < f.e)
    .sort((a, b) => a.s - b.s)
    .map((f) => f.name)
    .join('.');
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
