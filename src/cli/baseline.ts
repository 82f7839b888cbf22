import { parseTree, printParseErrorCode, getNodeValue, type ParseError } from 'jsonc-parser';
import { dirname } from 'node:path';
import { z } from 'zod';
import { absolute } from '../project/absolute.js';
import { createSources } from '../project/sources.js';
import { placeText } from '../report/paths.js';
import type { Comparison, FixedViolation, Run } from '../report/run.js';
import { summarise } from '../report/summary.js';
import { match } from './compare.js';
import { UsageError } from './errors.js';
import { save } from './output.js';
import type { Restriction } from './restrict.js';

const entry = z.strictObject({
  id: z.string().regex(/^[0-9a-f]{16}$/, 'is no id: 16 hex digits'),
  rule: z.enum(['no-forbidden-flow', 'no-forbidden-match']),
  label: z.string().min(1),
  purpose: z.string().min(1),
  /** `file:line:column` when it was added, relative to the repository's root. */
  place: z.string().regex(/^.+:\d+:\d+$/, 'is no place: file:line:column'),
  /** The day on which it was added. */
  date: z.iso.date(),
  /** For people: kept as it is. */
  reason: z.string().optional(),
});

const schema = z.strictObject({ version: z.literal(1), violations: z.array(entry) });

type Entry = z.infer<typeof entry>;

/** Violations that a team has accepted for now. */
export interface Baseline {
  /** As given. */
  readonly name: string;
  /** Absolute. */
  readonly file: string;
  readonly entries: readonly Entry[];
}

/**
 * Reads a baseline.
 *
 * @param missing allowed: an empty one
 * @throws UsageError where there is none, or one that can't be believed
 */
export function readBaseline(name: string, cwd: string, missing: boolean): Baseline {
  const file = absolute(name, cwd);
  const text = createSources().read(file);
  if (text === undefined && missing) return { name, file, entries: [] };
  if (text === undefined) throw new UsageError(`There is no baseline ${name}.`, 'Make one with --update-baseline, or correct the path.');
  const fail = (message: string): never => {
    throw new UsageError(`The baseline ${name} is corrupt: ${message}.`, 'Restore it from version control. To make a new one, delete it and run with --update-baseline.');
  };
  const errors: ParseError[] = [];
  const tree = parseTree(text, errors);
  const [error] = errors;
  if (error || !tree) {
    const before = text.slice(0, error?.offset ?? 0).split('\n');
    return fail(`line ${before.length}, column ${(before.at(-1)?.length ?? 0) + 1}: ${error ? printParseErrorCode(error.error) : 'it is empty'}`);
  }
  const { success, data, error: wrong } = schema.safeParse(getNodeValue(tree));
  if (!success) {
    const [issue] = wrong.issues;
    return fail(`${issue?.path.join('.') ?? ''} ${issue?.message ?? ''}`.trim());
  }
  const ids = data.violations.map(({ id }) => id);
  const twice = ids.find((id, i) => ids.indexOf(id) < i);
  if (twice !== undefined) fail(`${twice} is in it twice`);
  return { name, file, entries: data.violations };
}

/** The violations of the run that the baseline has, and its entries that are fixed: those that the run would have found. */
export function compareBaseline(run: Run, { name, entries }: Baseline, restriction: Restriction): Comparison {
  const { violations, failures } = summarise(run);
  const { isCandidate, isJudged } = inRun(run, restriction);
  const { known, gone } = match(violations, placed(entries, run.root).filter(isCandidate));
  const fixed = failures.length > 0 ? [] : gone.filter(isJudged);
  return { kind: 'baseline', with: name, known, fixed, notes: [] };
}

/**
 * Makes the baseline say what the run found, and keeps the dates of what it had already. Entries of which the run can't
 * know stay: of other projects, and of files that it was not to report.
 *
 * @returns what was added and what was taken out
 * @throws UsageError where it can't be written, or something was not analysed
 */
export function updateBaseline(run: Run, baseline: Baseline, restriction: Restriction, today: string): { added: number; removed: number } {
  const { violations, failures } = summarise(run);
  const [failure] = failures;
  if (failure) {
    throw new UsageError(`The baseline ${baseline.name} is not updated, as something was not analysed: ${placeText(failure.place, run.cwd)}  ${failure.message}`, 'Mend that first: what is not analysed would look fixed.');
  }
  const old = placed(baseline.entries, run.root);
  const { isCandidate, isJudged } = inRun(run, restriction);
  const { known, gone, pairs } = match(violations, old.filter(isCandidate));
  const removed = new Set(gone.filter(isJudged));
  const replaced = new Set(pairs.values());
  const kept = old.filter((one) => !removed.has(one) && !replaced.has(one)).map(({ entry: own }) => own);
  const current = violations.map((violation): Entry => {
    const { id, rule, label, purpose, place } = violation;
    const { date = today, reason } = pairs.get(violation)?.entry ?? {};
    return { id, rule, label, purpose, place: placeText({ file: place.file, line: place.line, column: place.column }, run.root), date, ...(reason === undefined ? {} : { reason }) };
  });
  write([...current, ...kept], baseline.name, run.cwd);
  return { added: violations.length - known.length, removed: removed.size };
}

/**
 * Takes the entries that are fixed out of the baseline, and leaves the others as they are. Where something was not analysed
 * none is fixed.
 *
 * @returns the comparison, which says so
 * @throws UsageError where it can't be written
 */
export function pruneBaseline(comparison: Comparison, { name, entries }: Baseline, cwd: string): Comparison {
  const fixed = new Set(comparison.fixed.map(({ id }) => id));
  if (fixed.size > 0) write(entries.filter(({ id }) => !fixed.has(id)), name, cwd);
  return { ...comparison, takenOut: true };
}

function write(entries: readonly Entry[], name: string, cwd: string): void {
  const sorted = [...entries].sort((a, b) => (a.place < b.place ? -1 : a.place > b.place ? 1 : a.id < b.id ? -1 : 1));
  save(name, `${JSON.stringify({ version: 1, violations: sorted }, null, 2)}\n`, cwd, 'the baseline');
}

/** What a run of some files or some projects can say about an entry. */
function inRun({ analyses, text }: Run, restriction: Restriction) {
  const analysed = new Set(analyses.flatMap(({ files }) => files));
  const folders = analyses.map(({ project }) => `${project.endsWith('.json') ? dirname(project) : project}/`);
  const isGone = (file: string): boolean => text(file) === undefined;
  /** It would have been found where it stood: in a file that was analysed, or in one of the projects' folders that is gone. */
  const isJudged = ({ place: { file } }: Placed): boolean =>
    restriction.includes(file) && (analysed.has(file) || (isGone(file) && folders.some((folder) => file.startsWith(folder))));
  /** It may be what was found: in its file, or elsewhere if that is gone. What stands in other files stands there still. */
  const isCandidate = (entry: Placed): boolean => isJudged(entry) || isGone(entry.place.file);
  return { isJudged, isCandidate };
}

type Placed = FixedViolation & { readonly entry: Entry };

function placed(entries: readonly Entry[], root: string): Placed[] {
  return entries.map((own) => {
    const [, file = '', line, column] = /^(.+):(\d+):(\d+)$/.exec(own.place) ?? [];
    const { id, rule, label, purpose } = own;
    return { id, rule, label, purpose, place: { file: absolute(file, root), line: Number(line), column: Number(column) }, entry: own };
  });
}
