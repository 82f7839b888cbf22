import type { Place, SeenLabel, Sighting, Sightings } from '../../flow/result.js';
import { relativePath } from '../paths.js';
import type { ProjectAnalysis, Run } from '../run.js';
import type { NoLabel, Point } from './explanation.js';
import { onLine } from './geometry.js';
import { lineOf, textAt } from './source-text.js';

/** Why no label is at a point, and what the nearest one is. */
export function whyNothing(analysed: ProjectAnalysis['analysis']['analysed'], sightings: Sightings, points: readonly Sighting[], run: Run, point: Point): NoLabel {
  const { file, line } = point;
  const around = sightings.functions.filter(({ place }) => onLine(place, line));
  const fn = around.at(-1);
  const inFile = <T extends { readonly place: Place }>(items: readonly T[]): T[] => items.filter(({ place }) => place.file === file);
  const limits = inFile(analysed.limits);
  const near = fn ? limits.filter(({ place }) => onLine(fn.place, place.line)) : [];
  const bounds = analysed.limits.filter(({ kind }) => kind === 'bound');
  const rest = {
    limits: near.length > 0 ? near : limits.length > 0 ? limits : bounds,
    unresolvedImports: inFile(analysed.unresolvedImports),
    ...nearestIn(sightings, fn?.place, run, line),
  };
  if (isEmpty(run.text(file), line) || !sightings.statements.some(({ line: from, endLine }) => from <= line && line <= endLine)) {
    return { kind: 'no-code', message: 'There is no code here that holds a value: types, imports, comments and blank lines hold none.', ...rest };
  }
  if (fn && !fn.ran) {
    const name = fn.name ? `The function ${fn.name}()` : 'The function here';
    return { kind: 'not-run', message: `${name} was not followed: nothing reaches it, or in a large program no name in it leads to a label.`, ...rest };
  }
  if (points.length === 0) return { kind: 'not-run', message: 'This code never runs: it stands behind a condition that never holds, or after a return or throw.', ...rest };
  const labels = new Set(sightings.points.flatMap((p) => p.labels.map(({ label }) => label)));
  const message = labels.size === 0 ? `No label reaches ${relativePath(file, run.cwd)} at all.` : `No label reaches this ${point.column === undefined ? 'line' : 'place'}.`;
  return { kind: 'no-label', message, ...rest };
}

/** Blank, a comment, or brackets only. */
function isEmpty(text: string | undefined, line: number): boolean {
  return /^[\s()[\]{},;]*(?:\/\/.*|\/?\*.*)?$/.test(lineOf(text, line));
}

function nearestIn({ points }: Sightings, fn: Place | undefined, run: Run, line: number): Pick<NoLabel, 'nearest'> {
  const carrying = points.filter(({ labels }) => labels.length > 0);
  const inFunction = fn ? carrying.filter(({ place }) => onLine(fn, place.line)) : [];
  const [found] = (inFunction.length > 0 ? inFunction : carrying).map((sighting) => ({ sighting, seen: sighting.labels.find(({ inside }) => inside === undefined) ?? sighting.labels[0]! })).sort((a, b) => distance(a, line) - distance(b, line));
  if (!found) return {};
  const { sighting, seen } = found;
  return { nearest: { label: seen.label, match: seen.match, ...(seen.inside !== undefined && { inside: seen.inside }), place: sighting.place, text: textAt(run, sighting.place), trace: seen.trace, sameFunction: inFunction.length > 0 } };
}

/** In lines; what stands before is nearer than what stands behind, and what carries a label than what holds it inside. */
function distance({ sighting, seen }: { readonly sighting: Sighting; readonly seen: SeenLabel }, line: number): number {
  const lines = line - sighting.place.line;
  return Math.abs(lines) * 4 + (lines < 0 ? 2 : 0) + (seen.inside === undefined ? 0 : 1);
}
