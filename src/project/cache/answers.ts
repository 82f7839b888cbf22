import { createHash } from 'node:crypto';
import { deserialize, serialize } from 'node:v8';
import type { Sources } from '../sources.js';
import type { CacheFolder, Kept } from './folder.js';
import type { Inputs } from './inputs.js';
import { recordSources } from './recorder.js';
import { verify, type Edited } from './verify.js';

/** What an answer is, beside its value. */
export interface Answer<T, Trail> {
  readonly value: T;
  /** What tells whether the value outlives an edit; undefined: it does not. */
  readonly trail: Trail | undefined;
  /** ISO date from which on it may be another one though nothing has changed: a declassifier expires. */
  readonly until: string | undefined;
  /** False for one that the next run need not give, as after a crash. */
  readonly isLasting: boolean;
}

/** How answers to a question are found. Values are serialisable as JSON, trails by `node:v8`; both read the disk by the sources that they are given. */
export interface Finding<T, Trail> {
  compute(sources: Sources): Answer<T, Trail>;
  /**
   * The answer after edits of files that the former one was computed from; all else is as it was.
   *
   * @returns undefined where it must be computed
   */
  revise(former: { readonly value: T; readonly trail: Trail }, edited: readonly Edited[], sources: Sources): Omit<Answer<T, Trail>, 'until'> | undefined;
}

interface Stored<T> {
  readonly key: string;
  readonly day: string;
  readonly until: string | null;
  readonly inputs: Inputs;
  readonly value: T;
}

/**
 * The answer to a question about the files on disk: the former one where nothing has changed that it was computed from,
 * else it is revised or computed, and remembered.
 *
 * @param question all that it depends on beside the disk and the tool, serialisable
 * @param today ISO date
 */
export function rememberedAnswer<T, Trail>(folder: CacheFolder, question: unknown, today: string, disk: Sources, { compute, revise }: Finding<T, Trail>): T {
  if (disk.isOverlay) return compute(disk).value;
  const key = createHash('sha256').update(JSON.stringify([folder.tool, question])).digest('hex');
  const name = `answer-${key.slice(0, 16)}.bin`;
  const kept = folder.read(name);
  const former = kept && storedIn<T>(folder, name, kept, key);
  if (former && isOf(former, today)) {
    const { holds, edited, renewed } = verify(former.inputs, disk);
    if (holds) {
      if (renewed) write(folder, name, former, trailBytes(kept));
      return former.value;
    }
    const trail = edited.length > 0 ? trailBytes(kept) : undefined;
    if (trail) {
      const recorder = recordSources(disk, former.inputs);
      const now = revise({ value: former.value, trail: deserialize(trail) as Trail }, edited, recorder.sources);
      const inputs = now && recorder.inputs();
      if (now?.isLasting === true && inputs) {
        for (const { file, after, stamp } of edited) inputs.texts[file] = { digest: after, stamp };
        write(folder, name, { ...former, inputs, value: now.value }, now.trail && serialize(now.trail));
      }
      if (now) return now.value;
    }
  }
  const recorder = recordSources(disk);
  const { value, trail, until, isLasting } = compute(recorder.sources);
  const inputs = recorder.inputs();
  if (isLasting && inputs) write(folder, name, { key, day: today, until: until ?? null, inputs, value }, trail && serialize(trail));
  return value;
}

function isOf({ day, until }: Stored<unknown>, today: string): boolean {
  return today === day || (today > day && (until === null || today < until));
}

function write(folder: CacheFolder, name: string, stored: Stored<unknown>, trail: Buffer | undefined): void {
  folder.write(name, stored, trail ? [trail] : []);
}

function trailBytes(kept: Kept): Buffer | undefined {
  return kept.count === 0 ? undefined : kept.part(0);
}

function storedIn<T>(folder: CacheFolder, name: string, kept: Kept, key: string): Stored<T> | undefined {
  const stored = kept.head as Stored<T>;
  if (stored.key === key) return stored;
  folder.warn(name, 'belongs to another version or another call, and is ignored');
  return undefined;
}
