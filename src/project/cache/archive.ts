import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { createHash } from 'node:crypto';
import { crc32 } from 'node:zlib';

/*
 * One file of the cache: a head, which is read at once, and parts, each read when asked for.
 * MAGIC, digest of what follows up to the parts, length of that, `{ head, parts }` as JSON, the parts.
 */
const MAGIC = 'data-purpose cache 2\n';
const DIGEST = 32;
/** Bytes that say how long the head is. */
const LENGTH = 4;
const FIXED = MAGIC.length + DIGEST + LENGTH;

/** Length and checksum of each part, in order. */
type Parts = readonly (readonly [length: number, sum: number])[];

export interface Archive {
  readonly head: unknown;
  /** Undefined where the part is damaged. */
  part(index: number): Buffer | undefined;

  readonly count: number;
  close(): void;
}

/** @throws the error of the file system where the file can't be read; returns undefined where it is not whole */
export function openArchive(path: string): Archive | undefined {
  const file = openSync(path, 'r');
  const read = (start: number, length: number): Buffer | undefined => {
    const bytes = Buffer.allocUnsafe(length);
    return readSync(file, bytes, 0, length, start) === length ? bytes : undefined;
  };
  try {
    const archive = archiveOf(file, read);
    if (!archive) closeSync(file);
    return archive;
  } catch (error) {
    closeSync(file);
    throw error;
  }
}

function archiveOf(file: number, read: (start: number, length: number) => Buffer | undefined): Archive | undefined {
  const { size } = fstatSync(file);
  const fixed = size < FIXED ? undefined : read(0, FIXED);
  if (fixed?.toString('latin1', 0, MAGIC.length) !== MAGIC) return undefined;
  const length = fixed.readUInt32LE(MAGIC.length + DIGEST);
  const json = size < FIXED + length ? undefined : read(FIXED, length);
  if (!json || !digest(json).equals(fixed.subarray(MAGIC.length, MAGIC.length + DIGEST))) return undefined;
  const { head, parts } = JSON.parse(json.toString()) as { readonly head: unknown; readonly parts: Parts };
  const starts: number[] = [];
  let at = FIXED + length;
  for (const [size] of parts) {
    starts.push(at);
    at += size;
  }
  if (at !== size) return undefined;
  return {
    head,
    part(index) {
      const [length = 0, sum] = parts[index] ?? [];
      const bytes = read(starts[index] ?? 0, length);
      return bytes && crc32(bytes) === sum ? bytes : undefined;
    },
    count: parts.length,
    close: () => closeSync(file),
  };
}

/** @param head serialisable */
export function archiveBytes(head: unknown, parts: readonly Buffer[]): Buffer {
  const json = Buffer.from(JSON.stringify({ head, parts: parts.map((part) => [part.length, crc32(part)]) }));
  const length = Buffer.alloc(LENGTH);
  length.writeUInt32LE(json.length);
  return Buffer.concat([Buffer.from(MAGIC, 'latin1'), digest(json), length, json, ...parts]);
}

function digest(content: Buffer): Buffer {
  return createHash('sha256').update(content).digest();
}
