import type { Permitted, Release, SeenLabel, Sighting, Terms, Violation } from '../../flow/result.js';
import { moduleName, placeText } from '../paths.js';
import type { Run } from '../run.js';
import type { Reason } from './explanation.js';
import { contains } from './geometry.js';
import { textAt } from './source-text.js';

interface Around {
  readonly run: Run;
  readonly terms: Terms | undefined;
  readonly points: readonly Sighting[];
  readonly all: readonly Violation[];
  readonly permitted: readonly Permitted[];
}

/** Why a label that was seen at a place is no violation there. */
export function reasonsFor(seen: SeenLabel, sighting: Sighting, { run, terms, points, all, permitted }: Around): Reason[] {
  const { label, match } = seen;
  const reasons: Reason[] = [];
  for (const { purpose, module, release } of permitted.filter((p) => p.label === label && p.match === match)) {
    const entering = `it enters ${moduleName(module, run.cwd)} (${purpose})`;
    reasons.push(release ? declassified(entering, purpose, release) : { kind: 'allowed', purpose, message: `${entering}, which ${label} allows` });
  }
  const left = sighting.purposes.filter((purpose) => !reasons.some((reason) => reason.purpose === purpose));
  for (const purpose of left) {
    const code = `this code serves ${purpose}`;
    const release = seen.releases.find((r) => r.purpose === purpose);
    if (allows(terms, label, purpose)) reasons.push({ kind: 'allowed', purpose, message: `${code}, which ${label} allows` });
    else if (release) reasons.push(declassified(code, purpose, release));
    else if (seen.inside !== undefined) reasons.push({ kind: 'inside', purpose, message: `${code}, but only an object that holds it is here: a violation is reported where it is read` });
    else reasons.push({ kind: 'reported', purpose, message: `${code}, and it came in before${where(seen, sighting, purpose, all, run)}` });
  }
  if (reasons.length === 0) reasons.push({ kind: 'neutral', message: 'this code serves no purpose, so labels pass through it' });
  const lost = points.find((p) => p.drops && within(p, points, label) && !p.labels.some((l) => l.label === label && l.match === match));
  if (lost) reasons.push({ kind: 'dropped', message: `it ends at \`${textAt(run, lost.place)}\`: ${DROPS[lost.drops!]}` });
  return reasons;
}

const DROPS: Readonly<Record<NonNullable<Sighting['drops']>, string>> = {
  comparison: 'the answer of a comparison does not carry it',
  typeof: 'the name of a type does not carry it',
  'truth test': 'the answer of a truth test does not carry it',
  count: 'a count does not carry it',
};

function declassified(what: string, purpose: string, release: Release): Reason {
  const { function: name, reason, approver, expires } = release;
  const until = [...(approver ? [`approved by ${approver}`] : []), ...(expires ? [`until ${expires}`] : [])];
  return { kind: 'declassified', purpose, release, message: `${what}, for which the declassifier ${name} released it: ${reason}${until.length > 0 ? ` (${until.join(', ')})` : ''}` };
}

/** Violations that were reported on the way, or in the same module. */
function where({ label, trace }: SeenLabel, { place: here }: Sighting, purpose: string, all: readonly Violation[], run: Run): string {
  const passed = new Set(trace.map(({ place }) => placeText(place, run.cwd)));
  const reported = all.filter((v) => v.label === label && v.purpose === purpose && (v.module === here.file || passed.has(placeText(v.place, run.cwd))));
  if (reported.length === 0) return '';
  const shown = reported.slice(0, 3).map(({ place }) => placeText(place, run.cwd));
  return `, where it is reported: ${shown.join(', ')}${reported.length > 3 ? ` and ${reported.length - 3} more` : ''}`;
}

/** Some point inside this one carries the label. */
function within(outer: Sighting, points: readonly Sighting[], label: string): boolean {
  return points.some((p) => p !== outer && contains(outer.place, p.place.line, p.place.column) && p.labels.some((l) => l.label === label && l.inside === undefined));
}

/** Purposes that the label allows by the policy. */
export function allowedOf(terms: Terms | undefined, label: string): readonly string[] {
  return terms?.labels.find((entry) => entry.label === label)?.allow ?? [];
}

function allows(terms: Terms | undefined, label: string, purpose: string): boolean {
  const above = new Set([purpose]);
  for (const name of above) for (const parent of terms?.purposes.find((entry) => entry.name === name)?.parents ?? []) above.add(parent);
  return allowedOf(terms, label).some((name) => above.has(name));
}
