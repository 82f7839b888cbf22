import { createHash } from 'node:crypto';
import { deserialize, serialize } from 'node:v8';
import { createFactsCache, type FactsCache, type FactsOutcome } from '../../facts/facts-cache.js';
import type { FileFacts, ParseFailure } from '../../facts/ir.js';
import { ParseError } from '../../facts/parse.js';
import type { Skim } from '../../facts/skim.js';
import { digestOf } from './disk.js';
import type { CacheFolder } from './folder.js';

type Index = Record<string, { readonly digest: string; readonly start: number; readonly end: number }>;
type Stored = { readonly facts: FileFacts } | { readonly failure: ParseFailure } | { readonly skim: Skim };

/** Bytes in front of the index that say how long it is. */
const LENGTH = 4;

/** Facts of the files of former runs, each read when asked for; to parse again takes four times as long. */
export interface KeptFacts extends FactsCache {
  /** Keeps the facts of the files asked for since, and of no others. */
  keep(): void;
}

/** @param question what tells apart runs over different programs, serialisable */
export function keptFacts(folder: CacheFolder, question: unknown): KeptFacts {
  const key = createHash('sha256').update(JSON.stringify([folder.tool, question])).digest('hex');
  const name = `facts-${key.slice(0, 16)}.bin`;
  const memory = createFactsCache();
  const used = new Map<string, { readonly digest: string; readonly bytes: () => Buffer }>();
  let former: { readonly index: Index; readonly blobs: Buffer } | undefined;
  let hasNew = false;

  function ofFormer(file: string, text: string): Stored | undefined {
    former ??= readFormer(folder, name, key);
    const entry = former.index[file];
    if (!entry) return undefined;
    const digest = digestOf(text);
    if (entry.digest !== digest) return undefined;
    const bytes = former.blobs.subarray(entry.start, entry.end);
    used.set(file, { digest, bytes: () => bytes });
    return deserialize(bytes) as Stored;
  }

  return {
    get(file, text) {
      const known = memory.get(file, text);
      if (known) return known;
      const stored = ofFormer(file, text);
      if (!stored || 'skim' in stored) return undefined;
      const outcome = revive(stored);
      memory.set(file, text, outcome);
      return outcome;
    },
    getSkim(file, text) {
      const known = memory.getSkim(file, text);
      if (known) return known;
      const stored = memory.get(file, text) ? undefined : ofFormer(file, text);
      if (!stored) return undefined;
      if ('skim' in stored) memory.setSkim(file, text, stored.skim);
      else memory.set(file, text, revive(stored));
      return memory.getSkim(file, text);
    },
    setSkim(file, text, skim) {
      hasNew = true;
      used.set(file, { digest: digestOf(text), bytes: () => serialize({ skim } satisfies Stored) });
      memory.setSkim(file, text, skim);
    },
    set(file, text, outcome) {
      hasNew = true;
      used.set(file, { digest: digestOf(text), bytes: () => serialize(stored(outcome)) });
      memory.set(file, text, outcome);
    },
    keep() {
      if (!hasNew) return;
      const index: Index = {};
      const blobs: Buffer[] = [];
      let start = 0;
      for (const [file, { digest, bytes }] of used) {
        const blob = bytes();
        index[file] = { digest, start, end: start + blob.length };
        start += blob.length;
        blobs.push(blob);
      }
      const head = Buffer.from(JSON.stringify({ key, index }));
      const length = Buffer.alloc(LENGTH);
      length.writeUInt32LE(head.length);
      folder.write(name, Buffer.concat([length, head, ...blobs]));
    },
  };
}

function readFormer(folder: CacheFolder, name: string, key: string): { index: Index; blobs: Buffer } {
  const content = folder.read(name);
  if (content) {
    const end = LENGTH + content.readUInt32LE(0);
    const head = JSON.parse(content.toString('utf8', LENGTH, end)) as { readonly key: string; readonly index: Index };
    if (head.key === key) return { index: head.index, blobs: content.subarray(end) };
    folder.warn(name, 'belongs to another version or another call, and is ignored');
  }
  return { index: {}, blobs: Buffer.alloc(0) };
}

function stored(outcome: FactsOutcome): Stored {
  return outcome instanceof ParseError ? { failure: outcome.failure } : { facts: outcome };
}

function revive(value: Exclude<Stored, { readonly skim: Skim }>): FactsOutcome {
  return 'failure' in value ? new ParseError(value.failure) : value.facts;
}
