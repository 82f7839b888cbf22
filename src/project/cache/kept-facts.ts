import { createHash } from 'node:crypto';
import { deserialize, serialize } from 'node:v8';
import { createFactsCache, type FactsCache, type FactsOutcome } from '../../facts/facts-cache.js';
import type { FileFacts, ParseFailure } from '../../facts/ir.js';
import { ParseError } from '../../facts/parse.js';
import type { Skim } from '../../facts/skim.js';
import { digestOf } from './disk.js';
import type { CacheFolder, Kept } from './folder.js';

/** By file: the digest of its text, and which part holds its facts; the next one holds the text. */
type Index = Record<string, { readonly digest: string; readonly part: number }>;
type Stored = { readonly facts: FileFacts } | { readonly failure: ParseFailure } | { readonly skim: Skim };

interface Former {
  readonly index: Index;
  readonly kept: Kept | undefined;
}

interface Entry {
  readonly digest: string;
  parts(): readonly [facts: Buffer, text: Buffer] | undefined;
}

/** What has been read since is written apart, until it is this part of the whole. */
const APART = 1 / 4;

/** Facts of the files of former runs, each read when asked for; to parse again takes four times as long. */
export interface KeptFacts extends FactsCache {
  /** Keeps the facts of the files that were asked for since. */
  keep(): void;
}

/** @param question what tells apart runs over different programs, serialisable */
export function keptFacts(folder: CacheFolder, question: unknown): KeptFacts {
  const key = createHash('sha256').update(JSON.stringify([folder.tool, question])).digest('hex');
  const names = { base: `facts-${key.slice(0, 16)}.bin`, newer: `newer-${key.slice(0, 16)}.bin` };
  const memory = createFactsCache();
  /** In the files of the folder, newest first. */
  let formers: readonly [newer: Former, base: Former] | undefined;
  const used = new Set<string>();
  const fresh = new Map<string, { readonly text: string; readonly outcome: Stored }>();

  const former = (): readonly [newer: Former, base: Former] => (formers ??= [readFormer(folder, names.newer, key), readFormer(folder, names.base, key)]);

  function entryOf(file: string): Entry | undefined {
    for (const { index, kept } of former()) {
      const at = index[file];
      if (at && kept) return { digest: at.digest, parts: () => both(kept.part(at.part), kept.part(at.part + 1)) };
    }
    return undefined;
  }

  function ofFormer(file: string, text: string): Stored | undefined {
    const digest = digestOf(text);
    for (const { index, kept } of former()) {
      const at = index[file];
      if (at?.digest !== digest) continue;
      const bytes = kept?.part(at.part);
      if (!bytes) continue;
      used.add(file);
      return deserialize(bytes) as Stored;
    }
    return undefined;
  }

  function note(file: string, text: string, outcome: Stored): void {
    used.add(file);
    fresh.set(file, { text, outcome });
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
      note(file, text, { skim });
      memory.setSkim(file, text, skim);
    },
    set(file, text, outcome) {
      note(file, text, stored(outcome));
      memory.set(file, text, outcome);
    },
    formerText: (file) => memory.formerText(file) ?? entryOf(file)?.parts()?.[1].toString(),
    keep() {
      if (fresh.size === 0) return;
      const [newer, base] = former();
      const entries = new Map([...fresh].map(([file, { text, outcome }]) => [file, entry(text, outcome)]));
      const known = Object.keys(base.index);
      const apart = new Set([...entries.keys(), ...Object.keys(newer.index)]);
      const isWhole = used.size * 2 > known.length;
      const isStale = known.length - known.filter((file) => used.has(file)).length > known.length * APART;
      if (isWhole && (isStale || apart.size > known.length * APART)) {
        // Of no others: they may have gone.
        write(names.base, used, entries);
        if (Object.keys(newer.index).length > 0) folder.write(names.newer, { key, index: {} }, []);
      } else write(names.newer, apart, entries);
    },
  };

  function write(name: string, files: Iterable<string>, entries: ReadonlyMap<string, Entry>): void {
    const index: Index = {};
    const parts: Buffer[] = [];
    for (const file of files) {
      const one = entries.get(file) ?? entryOf(file);
      const bytes = one?.parts();
      if (!one || !bytes) continue;
      index[file] = { digest: one.digest, part: parts.length };
      parts.push(...bytes);
    }
    folder.write(name, { key, index }, parts);
  }
}

const both = (facts: Buffer | undefined, text: Buffer | undefined): readonly [Buffer, Buffer] | undefined => (facts && text ? [facts, text] : undefined);

const entry = (text: string, outcome: Stored): Entry => ({ digest: digestOf(text), parts: () => [serialize(outcome), Buffer.from(text)] });

function readFormer(folder: CacheFolder, name: string, key: string): Former {
  const kept = folder.read(name);
  const head = kept?.head as { readonly key: string; readonly index: Index } | undefined;
  if (head?.key === key) return { index: head.index, kept };
  if (head) folder.warn(name, 'belongs to another version or another call, and is ignored');
  return { index: {}, kept: undefined };
}

function stored(outcome: FactsOutcome): Stored {
  return outcome instanceof ParseError ? { failure: outcome.failure } : { facts: outcome };
}

function revive(value: Exclude<Stored, { readonly skim: Skim }>): FactsOutcome {
  return 'failure' in value ? new ParseError(value.failure) : value.facts;
}
