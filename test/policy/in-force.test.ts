import { describe, expect, test } from 'vitest';
import { createLinker } from '../../src/facts/program.js';
import { analyse } from '../../src/flow/analyse.js';
import { loadPolicy } from '../../src/policy/load.js';

const POLICY = `{
  "purposes": { "security": null, "advertising": null, "export": null, "retargeting": ["advertising", "export"] },
  "data": {
    "Phone": { "allow": ["security"] },
    "Mail": { "allow": ["security", "advertising"] },
    "Report": { "allow": ["export"] }
  },
  "modules": [
    { "purpose": "advertising", "files": ["src/ads/**"] },
    { "purpose": ["advertising", "export"], "files": ["src/both/**"] },
    { "purpose": "export", "files": ["src/ads/export/**"] },
    { "purpose": "retargeting", "files": ["src/retargeting/**"] },
    { "purpose": "security", "files": ["src/security/**"] },
    { "purpose": "advertising", "packages": ["pixel"] }
  ],
  "declassifiers": [
    { "function": "src/consent.ts#withConsent", "data": ["Phone"], "grants": ["advertising"], "reason": "opt-in", "expires": "2026-07-01" }
  ],
  "models": [{ "function": "codes#code", "flow": ["arg1 -> return"] }]
}`;

/** `line label -> purpose` of what `src/use.ts` gives to `take` of a file. */
function reported(file: string, use: string, taking = 'export function take(x: unknown): void { void x; }'): string[] {
  const from = file.replace(/^src\//, './').replace(/\.ts$/, '.js');
  const files = new Map([
    ['/p/src/data.ts', 'export type Phone = string; export type Mail = string; export type Report = string;\nexport declare const phone: Phone, mail: Mail, report: Report, both: Phone & Mail;'],
    ['/p/src/consent.ts', 'export const withConsent = <T>(x: T): T => x;'],
    [`/p/${file}`, taking],
    ['/p/src/use.ts', `import { both, mail, phone, report } from './data.js'; import { take } from '${from}';\n${use}`],
  ]);
  const linker = createLinker({ files: [...files.keys()], readFile: (path) => files.get(path), fileExists: (path) => files.has(path) });
  const policy = loadPolicy({ file: '/p/data-purpose.jsonc', from: '/p', readFile: () => POLICY, today: '2026-07-01' });
  return analyse({ root: '/p', linker, policy }).violations.map(({ place, label, purpose }) => `${place.line} ${label} -> ${purpose}`);
}

const ALL = 'take(phone);\ntake(mail);\ntake(report);';

describe('purposes in force', () => {
  test.each<[string, string, string[]]>([
    ['a file that serves none is neutral', 'src/lib/pass.ts', []],
    ['a file that serves one', 'src/ads/a.ts', ['2 Phone -> advertising', '4 Report -> advertising']],
    ['a file that serves several, by one entry: every one must be allowed', 'src/both/a.ts', ['2 Phone -> advertising', '2 Phone -> export', '3 Mail -> export', '4 Report -> advertising']],
    ['a file that serves several, by two entries', 'src/ads/export/a.ts', ['2 Phone -> advertising', '2 Phone -> export', '3 Mail -> export', '4 Report -> advertising']],
    ['a purpose below several is covered by a permission for any of them', 'src/retargeting/a.ts', ['2 Phone -> retargeting']],
    ['an allowed one', 'src/security/a.ts', ['4 Report -> security']],
  ])('%s', (_, file, expected) => {
    expect(reported(file, ALL)).toEqual(expected);
  });

  test('a tag adds a purpose to a file, a function and a class', () => {
    expect(reported('src/lib/a.ts', ALL, '/** @purpose export */\n\nexport function take(x: unknown): void { void x; }')).toEqual(['2 Phone -> export', '3 Mail -> export']);
    const some = '/** @purpose export */\nexport function take(x: unknown): void { void x; }\nexport function other(x: unknown): void { void x; }\n/** @purpose advertising */\nexport class Ads { show(x: unknown): void { void x; } }';
    expect(reported('src/lib/a.ts', "import { Ads, other } from './lib/a.js';\ntake(mail);\nother(mail);\nnew Ads().show(report);", some)).toEqual(['3 Mail -> export', '5 Report -> advertising']);
    expect(reported('src/ads/a.ts', ALL, '/** @purpose export */\n\nexport function take(x: unknown): void { void x; }')).toEqual(['2 Phone -> advertising', '2 Phone -> export', '3 Mail -> export', '4 Report -> advertising']);
  });

  test('of several labels on one value each is held to its own permission', () => {
    expect(reported('src/ads/a.ts', 'take(both);\ntake(`${mail} ${report}`);')).toEqual(['2 Phone -> advertising', '3 Report -> advertising']);
    expect(reported('src/both/a.ts', 'take(both);')).toEqual(['2 Mail -> export', '2 Phone -> advertising', '2 Phone -> export']);
  });
});

describe('other entries in force', () => {
  test('a package serves a purpose, whatever of it is imported', () => {
    expect(reported('src/lib/a.ts', "import { send } from 'pixel'; import * as all from 'pixel/server';\nsend(phone);\nall.send(mail);\nall.send(phone);")).toEqual(['3 Phone -> advertising', '5 Phone -> advertising']);
  });

  test('a declassifier releases its labels for what it grants, on its last day too', () => {
    expect(reported('src/both/a.ts', "import { withConsent } from './consent.js';\ntake(withConsent(phone));\ntake(withConsent(report));")).toEqual(['3 Phone -> export', '4 Report -> advertising']);
  });

  test('a model says what a function does whose body is not there', () => {
    expect(reported('src/ads/a.ts', "import { code } from 'codes';\ntake(code(phone, ''));\ntake(code('', phone));")).toEqual(['4 Phone -> advertising']);
  });
});
