import type { Place, SeenLabel, Sighting, Sightings } from '../../flow/result.js';
import type { ProjectAnalysis, Run } from '../run.js';
import { summarise } from '../summary.js';
import type { Explanation, LabelThere, Point } from './explanation.js';
import { contains, onLine, touches } from './geometry.js';
import { whyNothing } from './nothing.js';
import { allowedOf, reasonsFor } from './reasons.js';
import { textAt } from './source-text.js';

/**
 * What the analysis found at a place, and where there is no violation, why.
 *
 * @param run asked for permitted crossings and the sightings of the point's file
 * @returns undefined where no analysed program has the file
 */
export function explainPoint(run: Run, point: Point): Explanation | undefined {
  const candidates = run.analyses.filter(({ analysis }) => analysis.sightings?.file === point.file).map((project) => explainIn(project, run, point));
  return candidates.find(({ labels, violations, disabled }) => labels.length + violations.length + disabled.length > 0) ?? candidates[0];
}

function explainIn({ analysis }: ProjectAnalysis, run: Run, point: Point): Explanation {
  const { violations: all, disabled: allDisabled } = summarise(run);
  const at = ({ place }: { readonly place: Place }): boolean => place.file === point.file && touches(place, point);
  const violations = all.filter(at);
  const disabled = allDisabled.filter(at);
  const sightings = analysis.sightings!;
  const points = pointsAt(sightings, point);
  const reported = [...violations, ...disabled];
  const unreported = labelsAt(points).filter(({ seen }) => !reported.some(({ label, rule }) => label === seen.label && (rule === 'no-forbidden-match') === seen.match));
  // What an object only holds matters where nothing is at hand.
  const direct = unreported.filter(({ seen }) => seen.inside === undefined);
  const there = direct.length + reported.length > 0 ? direct : unreported;
  const labels = there.map(({ seen, sighting }): LabelThere => {
    const { label, match, inside, trace } = seen;
    return {
      label,
      allowed: allowedOf(analysis.terms, label),
      match,
      ...(inside !== undefined && { inside }),
      place: sighting.place,
      text: textAt(run, sighting.place),
      trace,
      reasons: reasonsFor(seen, sighting, { run, terms: analysis.terms, points, all, permitted: (analysis.permitted ?? []).filter(at) }),
      onward: all.filter((violation) => violation.label === label && violation.trace.some(at)),
    };
  });
  const found = { point, violations, disabled, labels };
  return labels.length + reported.length > 0 ? found : { ...found, nothing: whyNothing(analysis.analysed, sightings, points, run, point) };
}

/**
 * Points that begin on the line, or hold the column, in the innermost function; else those of a statement that begins there
 * (`return (`); else the innermost that the line is part of.
 */
function pointsAt({ points, functions, statements }: Sightings, point: Point): Sighting[] {
  const fn = functions.findLast(({ place }) => onLine(place, point.line) && !(place.line === point.line && place.endLine > point.line));
  const inner = points.filter(({ place }) => !fn || (place.line >= fn.place.line && place.endLine <= fn.place.endLine));
  const found = inner.filter(({ place }) => touches(place, point));
  if (found.length > 0) return found;
  const statement = statements.find(({ line }) => line === point.line);
  const below = statement && point.column === undefined ? inner.filter(({ place }) => contains(statement, place.line, place.column)) : [];
  if (below.length > 0) return below;
  return inner.filter(({ place }) => onLine(place, point.line) && (point.column === undefined || contains(place, point.line, point.column))).slice(-1);
}

/** Each label once, by the outermost expression that carries it itself, else a variable, else an object that holds it. */
function labelsAt(points: readonly Sighting[]): { readonly seen: SeenLabel; readonly sighting: Sighting }[] {
  const best = new Map<string, { seen: SeenLabel; sighting: Sighting; rank: number }>();
  for (const sighting of points) {
    for (const seen of sighting.labels) {
      const key = `${seen.label}|${seen.match}`;
      const rank = (seen.inside === undefined ? 0 : 2) + (sighting.variable ? 1 : 0);
      if (rank < (best.get(key)?.rank ?? Infinity)) best.set(key, { seen, sighting, rank });
    }
  }
  return [...best.values()].sort((a, b) => (a.seen.label < b.seen.label ? -1 : a.seen.label > b.seen.label ? 1 : Number(a.seen.match) - Number(b.seen.match)));
}
