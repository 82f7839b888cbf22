import { describe, expect, it } from 'vitest';
import { flowOf, numbered } from '../../src/flow/fingerprint.js';
import { PRELUDE, run } from './harness.js';

const IMPORTS = "import { user, type User } from './data.js'; import { track } from './ads/sink.js';\n";
const SEND = 'export function send(u: User): void {\n  const key = `+${u.phone}`;\n  track(key);\n}\n';

function ids(files: Readonly<Record<string, string>>): string[] {
  return run({ ...PRELUDE, ...files }).violations.map(({ id }) => id);
}

function idsOf(text: string): string[] {
  return ids({ 'a.ts': IMPORTS + text });
}

describe('a fingerprint', () => {
  const [known] = idsOf(SEND);

  it.each([
    ['lines that shift', `// one\n\nconst other = 1;\nvoid other;\n${SEND}`],
    ['other names of locals', SEND.replaceAll('key', 'hashed').replaceAll('(u:', '(member:').replaceAll('u.phone', 'member.phone')],
    ['another way from the source', SEND.replace('`+${u.phone}`', "u.city === '' ? '' : String(u.phone).trim()")],
    ['other layout and comments', SEND.replace('track(key)', 'track(\n    // consented\n    key,\n  )')],
  ])('survives %s', (_, text) => {
    expect(idsOf(text)).toEqual([known]);
  });

  it('survives moves of the file and of the module that is entered', () => {
    const moved = IMPORTS.replaceAll("'./", "'../../").replace('ads/sink', 'ads/upload/entry') + SEND;
    const { 'ads/sink.ts': sink = '', ...rest } = PRELUDE;
    expect(run({ ...rest, 'ads/upload/entry.ts': sink, 'jobs/nightly/sender.ts': moved }).violations.map(({ id }) => id)).toEqual([known]);
  });

  it.each([
    ['another function', SEND.replace('send', 'resend')],
    ['another expression', SEND.replace('track(key)', 'track(key.trim())')],
    ['another property', SEND.replace('track(key)', 'track({ phone: key })')],
    ['a match instead of a flow', "export function send(u: User, list: string[]): void {\n  const key = list.includes(u.phone);\n  track(key);\n}\n"],
  ])('differs for %s', (_, text) => {
    const other = idsOf(text);
    expect(other).toHaveLength(1);
    expect(other).not.toContain(known);
  });

  it('tells a local from a property of its name', () => {
    const shorthand = (name: string) => `export function send(u: User): void {\n  const ${name} = u.phone;\n  track({ ${name} });\n}\n`;
    const explicit = 'export function send(u: User): void {\n  const x = u.phone;\n  track({ phone: x });\n}\n';
    expect(idsOf(shorthand('phone'))).toEqual(idsOf(explicit));
    expect(idsOf(shorthand('tel'))).not.toEqual(idsOf(explicit));
  });

  it('counts the violations of one flow, in the order of places', () => {
    const twice = idsOf(SEND.replace('track(key);', 'track(key);\n  track(key);'));
    expect(twice).toEqual([known, `${flowOf(known!)}0001`]);
    const other = IMPORTS + SEND;
    expect(ids({ 'a.ts': other, 'b.ts': other })).toEqual(twice);
  });

  it('is 16 hex digits', () => {
    expect(known).toMatch(/^[0-9a-f]{16}$/);
  });
});

describe('numbered', () => {
  it('counts reports of one place once', () => {
    const at = (line: number) => ({ id: `${'a'.repeat(12)}0000`, place: { file: '/a.ts', line, column: 1 } });
    expect(numbered([at(1), at(1), at(2)]).map(({ id }) => id.slice(12))).toEqual(['0000', '0000', '0001']);
  });
});
