import { describe, expect, it } from 'vitest';
import { parseReference } from '../../src/policy/references.js';
import { program } from './program.js';

const place = { file: '/p/data-purpose.jsonc', line: 4, column: 18 };
const CONSENT = 'export function withConsent(x: string): string { return x; }';

function problems(files: Record<string, string>, text = 'src/consent.ts#withConsent'): string[] {
  const declassifiers = [{ function: parseReference(text, place), data: ['TwoFactorPhone'], grants: [], reason: 'opt-in', place }];
  return program(files, {}, { declassifiers }).types.idleEntries().map(({ message, hint }) => {
    expect(hint).not.toBe('');
    return message;
  });
}

const UNUSED = [expect.stringMatching(/^The declassifier `.*` is unused: nothing calls it\.$/)];

describe('a declassifier is unused', () => {
  it.each<[string, Record<string, string>]>([
    ['where it is only declared', { 'src/consent.ts': CONSENT }],
    ['where it is only imported and passed on', { 'src/consent.ts': CONSENT, 'src/index.ts': "import { withConsent } from './consent'; export { withConsent } from './consent'; export * from './consent';" }],
    ['where it only calls itself', { 'src/consent.ts': 'export function withConsent(x: string): string { const again = (y: string) => withConsent(y); return again(x); }' }],
    ['where it is only exported by default', { 'src/consent.ts': 'function withConsent(x: string) { return x; }\nexport default withConsent;', 'b.ts': "import consent from './src/consent'; export { consent };" }],
    ['where only a comment, a string or a type names it', { 'src/consent.ts': CONSENT, 'b.ts': "// withConsent(x)\nexport const s = 'withConsent'; import type { withConsent } from './src/consent'; export type F = typeof withConsent;" }],
  ])('%s', (_, files) => {
    expect(problems(files)).toEqual(UNUSED);
  });

  it('as a method that nothing calls', () => {
    expect(problems({ 'src/consent.ts': 'export class Consent { release(x: string) { return x; } }' }, 'Consent.release')).toEqual(UNUSED);
  });

  it('but one that does not exist is said to be that only', () => {
    expect(problems({ 'src/consent.ts': 'export {};' })).toEqual([expect.stringContaining('resolves to nothing')]);
  });
});

describe('a declassifier is used', () => {
  it.each<[string, string]>([
    ['where it is called', "import { withConsent } from './src/consent'; withConsent('');"],
    ['where it is handed on', "import { withConsent } from './src/consent'; [''].map(withConsent);"],
    ['under another name', "import { withConsent as release } from './src/consent'; release('');"],
    ['by a namespace', "import * as consent from './src/consent'; consent.withConsent('');"],
    ['by a computed name', "import * as consent from './src/consent'; consent['withConsent']('');"],
    ['by a dynamic import', "export const f = async () => { const { withConsent: release } = await import('./src/consent'); return release(''); };"],
    ['by require', "const { withConsent } = require('./src/consent'); withConsent('');"],
    ['in the initial value of a field and in a parameter\'s default', "import { withConsent } from './src/consent'; export class A { field = withConsent(''); }"],
    ['in a file that can not be parsed', "import { withConsent } from './src/consent'; withConsent("],
  ])('%s', (_, b) => {
    expect(problems({ 'src/consent.ts': CONSENT, 'b.ts': b })).toEqual([]);
  });

  it('through re-exports under other names, two files away', () => {
    expect(problems({
      'src/consent.ts': CONSENT,
      'src/index.ts': "export { withConsent as released } from './consent';",
      'b.ts': "import { released as go } from './src/index'; go('');",
    })).toEqual([]);
  });

  it('as a default export, named otherwise and passed on', () => {
    const files = { 'src/consent.ts': 'export default function withConsent(x: string) { return x; }', 'b.ts': "import consent from './src/consent'; consent('');" };
    expect(problems(files)).toEqual([]);
    expect(problems({ ...files, 'b.ts': "export { default as consent } from './src/consent';", 'c.ts': "import { consent } from './b'; consent('');" })).toEqual([]);
  });

  it('as a method called through an interface', () => {
    const files = { 'src/consent.ts': 'export interface Gate { release(x: string): string } export class Consent implements Gate { release(x: string) { return x; } }', 'b.ts': "import type { Gate } from './src/consent'; export const f = (gate: Gate) => gate.release('');" };
    expect(problems(files, 'src/consent.ts#Consent.release')).toEqual([]);
  });
});

describe('a function with a tag of its own is judged alike', () => {
  const TAG = '/** @declassifies TwoFactorPhone for ad-targeting - opt-in */';
  const unused = (files: string | Record<string, string>): unknown[] => program(files).types.unusedTags().map(({ message, place, isExported }) => [message, `${place.file?.slice(3)}:${place.line}:${place.column}`, isExported]);
  const found = (name: string): string => `The declassifier \`${name}\` is unused: nothing calls it.`;

  it('unused', () => {
    expect(unused(`${TAG}\nexport function release(x: string) { return release(x); }`)).toEqual([[found('release'), 'a.ts:1:5', true]]);
    expect(unused(`const release = (x: string) => x; ${TAG} const other = (x: string) => release(x);`)).toEqual([[found('other'), 'a.ts:1:39', false]]);
    expect(unused(`export class Gate {\n  ${TAG}\n  release(x: string) { return x; }\n}`)).toEqual([[found('release'), 'a.ts:2:7', true]]);
    expect(unused({ 'a.ts': `${TAG} export const release = (x: string) => x;`, 'b.ts': "import { release } from './a'; export { release };" })).toEqual([[found('release'), 'a.ts:1:5', true]]);
  });

  it('used', () => {
    expect(unused({ 'a.ts': `${TAG} export const release = (x: string) => x;`, 'b.ts': "import { release as go } from './a'; go('');" })).toEqual([]);
    expect(unused({ 'a.ts': `export class Gate { ${TAG} release(x: string) { return x; } }`, 'b.ts': "import type { Gate } from './a'; export const f = (gate: Gate) => gate.release('');" })).toEqual([]);
    expect(unused(`export const gates = { ${TAG} release(x: string) { return x; } }; gates.release('');`)).toEqual([]);
    expect(unused(`[''].map(${TAG} (x) => x);`)).toEqual([]);
  });
});
