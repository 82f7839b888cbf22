import type { Permitted, Place, Release, Terms, Violation } from '../../flow/result.js';
import { moduleName } from '../paths.js';
import type { Run } from '../run.js';
import { summarise } from '../summary.js';

/** Which label reaches which purpose, by which module, and how: in the spirit of GDPR article 30. */
export interface ProcessingRecord {
  /** In the policy's order. */
  readonly labels: readonly LabelRecord[];
}

export interface LabelRecord extends Counterparts {
  readonly label: string;
  readonly allow: readonly string[];
  /** Purposes that the label reaches, in the policy's order. */
  readonly purposes: readonly PurposeRecord[];
}

export interface PurposeRecord extends Counterparts {
  readonly purpose: string;
  /** Sorted: by status as listed in {@link Status}, then by module. */
  readonly ways: readonly Way[];
}

/** Names of the same in W3C's DPV and in fideslang, where the policy has them. */
export interface Counterparts {
  readonly dpv?: string;
  readonly fides?: string;
}

/** `disabled`: forbidden, and a comment in the source switches the violation off. */
export type Status = 'forbidden' | 'disabled' | 'declassified' | 'allowed';

/** How a label gets into one module for one purpose. */
export interface Way {
  /** File relative to the working directory, or a package's name. */
  readonly module: string;
  readonly status: Status;
  /** What enters was found by matching on the label. */
  readonly match: boolean;
  /** Where it enters, sorted; each is one flow. */
  readonly places: readonly Place[];
  /** Status `declassified`. */
  readonly release?: Release;
  /** Status `disabled`: the comments' reasons. */
  readonly reasons?: readonly string[];
}

export const STATUSES: readonly Status[] = ['forbidden', 'disabled', 'declassified', 'allowed'];

/**
 * The record of all programs of a run.
 *
 * @param run asked for permitted crossings
 */
export function processingRecord(run: Run): ProcessingRecord {
  const terms = run.analyses.flatMap(({ analysis }) => (analysis.terms ? [analysis.terms] : []));
  const ways = waysOf(run);
  const purposes = firstOf(terms.flatMap((t) => t.purposes), ({ name }) => name);
  const labels = firstOf(terms.flatMap((t) => t.labels), ({ label }) => label);
  return { labels: labels.map((entry) => ({ ...entry, purposes: purposesOf(entry.label, purposes, ways) })) };
}

interface Found extends Way {
  readonly label: string;
  readonly purpose: string;
}

function purposesOf(label: string, purposes: readonly Terms['purposes'][number][], ways: readonly Found[]): PurposeRecord[] {
  return purposes.flatMap(({ name, dpv, fides }) => {
    const own = ways.filter((way) => way.label === label && way.purpose === name).map(({ label: _, purpose: __, ...way }): Way => way);
    return own.length === 0 ? [] : [{ purpose: name, ...(dpv !== undefined && { dpv }), ...(fides !== undefined && { fides }), ways: own }];
  });
}

function waysOf(run: Run): Found[] {
  const { violations, disabled } = summarise(run);
  const found = new Map<string, Found & { readonly places: Place[]; readonly reasons?: string[] }>();
  const add = (crossing: Violation | Permitted, status: Status, match: boolean, reason?: string, release?: Release): void => {
    const { label, purpose, place } = crossing;
    const module = moduleName(crossing.module, run.cwd);
    const key = [label, purpose, STATUSES.indexOf(status), module, match, release?.function ?? ''].join('\n');
    const way = found.get(key) ?? { label, purpose, module, status, match, places: [], ...(release && { release }), ...(status === 'disabled' && { reasons: [] }) };
    found.set(key, way);
    if (!way.places.some((known) => samePlace(known, place))) way.places.push(place);
    if (reason !== undefined && way.reasons?.includes(reason) === false) way.reasons.push(reason);
  };
  for (const violation of violations) add(violation, 'forbidden', violation.rule === 'no-forbidden-match');
  for (const violation of disabled) add(violation, 'disabled', violation.rule === 'no-forbidden-match', violation.disabledBy.reason ?? 'no reason given');
  for (const permitted of run.analyses.flatMap(({ analysis }) => analysis.permitted ?? [])) {
    add(permitted, permitted.release ? 'declassified' : 'allowed', permitted.match, undefined, permitted.release);
  }
  for (const { places } of found.values()) places.sort((a, b) => (a.file < b.file ? -1 : a.file > b.file ? 1 : a.line - b.line || a.column - b.column));
  return [...found].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, way]) => way);
}

function samePlace(a: Place, b: Place): boolean {
  return a.file === b.file && a.line === b.line && a.column === b.column && a.endLine === b.endLine && a.endColumn === b.endColumn;
}

/** Of entries that several policies have, the first. */
function firstOf<T>(entries: readonly T[], key: (entry: T) => string): T[] {
  return [...new Map([...entries].reverse().map((entry) => [key(entry), entry])).values()].reverse();
}
