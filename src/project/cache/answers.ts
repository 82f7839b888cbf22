import { createHash } from 'node:crypto';
import type { Sources } from '../sources.js';
import type { CacheFolder } from './folder.js';
import type { Inputs } from './inputs.js';
import { recordSources } from './recorder.js';
import { verify } from './verify.js';

/** What an answer is, beside its value. */
export interface Answer<T> {
  readonly value: T;
  /** ISO date from which on it may be another one though nothing has changed: a declassifier expires. */
  readonly until: string | undefined;
  /** False for one that the next run need not give, as after a crash. */
  readonly isLasting: boolean;
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
 * else it is computed, and remembered.
 *
 * @param question all that it depends on beside the disk and the tool, serialisable
 * @param compute must read the disk by the sources that it is given; its value is serialisable
 * @param today ISO date
 */
export function rememberedAnswer<T>(folder: CacheFolder, question: unknown, today: string, disk: Sources, compute: (sources: Sources) => Answer<T>): T {
  if (disk.isOverlay) return compute(disk).value;
  const key = createHash('sha256').update(JSON.stringify([folder.tool, question])).digest('hex');
  const name = `answer-${key.slice(0, 16)}.json`;
  const former = read<T>(folder, name, key);
  if (former && isOf(former, today)) {
    const { holds, renewed } = verify(former.inputs, disk);
    if (holds && renewed) write(folder, name, former);
    if (holds) return former.value;
  }
  const recorder = recordSources(disk);
  const { value, until, isLasting } = compute(recorder.sources);
  const inputs = recorder.inputs();
  if (isLasting && inputs) write(folder, name, { key, day: today, until: until ?? null, inputs, value });
  return value;
}

function isOf({ day, until }: Stored<unknown>, today: string): boolean {
  return today === day || (today > day && (until === null || today < until));
}

function write(folder: CacheFolder, name: string, stored: Stored<unknown>): void {
  folder.write(name, Buffer.from(JSON.stringify(stored)));
}

function read<T>(folder: CacheFolder, name: string, key: string): Stored<T> | undefined {
  const content = folder.read(name);
  if (!content) return undefined;
  const stored = JSON.parse(content.toString()) as Stored<T>;
  if (stored.key === key) return stored;
  folder.warn(name, 'belongs to another version or another call, and is ignored');
  return undefined;
}
