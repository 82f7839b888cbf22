import { LABELS, type Label } from './world.js';

const FIRST = 0xe000;

/**
 * What a source gives at run time: one private-use character, several times. Every piece of it, in whatever order, still shows
 * which source it is from.
 */
export function tokenOf(label: Label): string {
  return String.fromCharCode(FIRST + LABELS.indexOf(label)).repeat(6);
}

/** A digest that shows what was hashed: real ones can't be told apart from noise. */
export function digestOf(parts: readonly unknown[]): string {
  const seen = new Set<Label>();
  for (const part of parts) for (const label of tokensIn(part)) seen.add(label);
  return `digest${[...seen].map(tokenOf).join('')}`;
}

/** Labels of the tokens that can be read out of a value, at any depth; promises apart. */
export function tokensIn(value: unknown): Set<Label> {
  const out = new Set<Label>();
  visit(value, out, new Set(), false);
  return out;
}

/** Also those that come by what the value inherits, by its accessors and by what is not listed among its properties. */
export function tokensReadable(value: unknown): Set<Label> {
  const out = new Set<Label>();
  visit(value, out, new Set(), true);
  return out;
}

function visit(value: unknown, out: Set<Label>, seen: Set<unknown>, all: boolean): void {
  if (typeof value === 'string') return text(value, out, 0);
  if (typeof value === 'number' || typeof value === 'bigint') return code(Number(value), out);
  if (typeof value !== 'object' || value === null || seen.has(value)) return;
  seen.add(value);
  if (ArrayBuffer.isView(value)) return text(Buffer.from(value.buffer, value.byteOffset, value.byteLength).toString(), out, 0);
  if (value instanceof Map) for (const [k, v] of value) [k, v].forEach((x) => visit(x, out, seen, all));
  if (value instanceof Set) for (const v of value) visit(v, out, seen, all);
  if (value instanceof Error) visit(value.message, out, seen, all);
  for (const [key, d] of Object.entries(Object.getOwnPropertyDescriptors(value))) {
    if (!d.enumerable && !all) continue;
    text(key, out, 0);
    visit(d.value, out, seen, all);
    if (all && d.get) visit(got(value, d.get as (this: object) => unknown), out, seen, all);
  }
  const inherited: unknown = all ? Object.getPrototypeOf(value) : null;
  if (inherited !== null && !BUILT_IN.has(inherited)) visit(inherited, out, seen, all);
}

const BUILT_IN = new Set<unknown>([Object, Array, Map, Set, Error, Promise, RegExp, Function].map((c) => c.prototype as unknown));

function got(of: object, get: (this: object) => unknown): unknown {
  try {
    return get.call(of);
  } catch {
    return undefined;
  }
}

function code(n: number, out: Set<Label>): void {
  const label = LABELS[n - FIRST];
  if (label) out.add(label);
}

/** Encodings are read through, three deep. */
function text(s: string, out: Set<Label>, depth: number): void {
  for (let i = 0; i < s.length; i++) code(s.charCodeAt(i), out);
  if (depth > 2) return;
  if (s.includes('%')) text(s.replace(/(?:%[0-9a-f]{2})+/gi, (x) => Buffer.from(x.replaceAll('%', ''), 'hex').toString()), out, depth + 1);
  if (s.includes('\\u')) text(s.replace(/\\u([0-9a-f]{4})/gi, (_x, h: string) => String.fromCharCode(parseInt(h, 16))), out, depth + 1);
  for (const piece of s.match(/[\w+/=-]{8,}/g) ?? []) {
    if (/^[0-9a-f]+$/.test(piece)) text(Buffer.from(piece, 'hex').toString(), out, depth + 1);
    text(Buffer.from(piece, 'base64').toString(), out, depth + 1);
  }
}
