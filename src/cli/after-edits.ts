import { createFactsCache, factsOf, type FactsCache } from '../facts/facts-cache.js';
import type { Question } from '../flow/reuse/questions.js';
import type { Reads } from '../flow/reuse/reads.js';
import { reused, type Change } from '../flow/reuse/reuse.js';
import type { Analysis } from '../flow/result.js';
import { digestOf } from '../project/cache/disk.js';
import type { Edited } from '../project/cache/verify.js';
import type { Sources } from '../project/sources.js';
import type { ClosableChecker } from '../checker/fallback.js';

/** What the analyses of the programs of a run looked at. */
export interface Trail {
  /** In the order of the programs that were found. */
  readonly programs: readonly ProgramTrail[];
  /** Own files of the programs that were read for all of them, as to judge the policy. */
  readonly common: ReadonlySet<string>;
}

export interface ProgramTrail {
  readonly reads: Reads;
  readonly questions: readonly Question[];
  /** Texts that were read beside those of the program's own files. */
  readonly others: ReadonlySet<string>;
}

/** A program with what is known of it. */
export interface Known {
  readonly files: readonly string[];
  readonly analysis: Analysis;
  readonly trail: ProgramTrail;
  /** Over the program as it is now; closed when that is known. */
  readonly open: () => ClosableChecker | undefined;
}

/**
 * The analyses after edits of own files, in the order of the programs.
 *
 * @returns undefined where a program must be analysed anew, or the policy judged anew
 */
export function afterEdits(programs: readonly Known[], { common }: Trail, edited: readonly Edited[], sources: Sources, cache: FactsCache): (Pick<Known, 'analysis'> & { readonly trail: ProgramTrail })[] | undefined {
  if (edited.some(({ file }) => common.has(file))) return undefined;
  const changes = new Map<string, Change>();
  for (const of of edited) {
    const change = changeOf(of, sources, cache);
    if (!change) return undefined;
    changes.set(of.file, change);
  }
  const left = new Set(changes.keys());
  const out: (Pick<Known, 'analysis'> & { readonly trail: ProgramTrail })[] = [];
  for (const program of programs) {
    if (edited.some(({ file }) => program.trail.others.has(file))) return undefined;
    const own = program.files.flatMap((file) => changes.get(file) ?? []);
    for (const { after } of own) left.delete(after.facts.file);
    const then = own.length === 0 ? { analysis: program.analysis, ...program.trail } : stillSaid(program, own);
    if (!then) return undefined;
    out.push({ analysis: then.analysis, trail: { ...program.trail, reads: then.reads, questions: then.questions } });
  }
  // What is no program's own file was read for another reason.
  return left.size === 0 ? out : undefined;
}

function stillSaid({ analysis, trail, open }: Known, changes: readonly Change[]): ReturnType<typeof reused> {
  let opened: ClosableChecker | undefined;
  try {
    return reused({ analysis, ...trail }, changes, () => (opened = open()));
  } finally {
    opened?.close();
  }
}

function changeOf({ file, before: digest, after }: Edited, sources: Sources, cache: FactsCache): Change | undefined {
  const before = cache.formerText(file);
  const text = sources.read(file);
  if (before === undefined || text === undefined || digestOf(before) !== digest || digestOf(text) !== after) return undefined;
  // In a cache of its own, as the other keeps one text of each file.
  const [x, y] = [factsOf(createFactsCache(), file, before), factsOf(cache, file, text)];
  return x instanceof Error || y instanceof Error ? undefined : { before: { text: before, facts: x }, after: { text, facts: y } };
}
