import { describe, expect, it } from 'vitest';
import { program } from './program.js';

const purposes = new Map(['security', 'ad-targeting'].map((name) => [name, { name, parents: [], place: { file: null, line: 1, column: 1 } }]));

function problems(files: string | Record<string, string>): unknown[] {
  return program(files, { TwoFactorPhone: {}, SecurityEmail: {} }, { purposes }).types.wrongTags().map(({ message, hint, place }) => [message, hint, `${place.file?.slice(3)}:${place.line}:${place.column}`]);
}

describe('tags that the policy can make nothing of', () => {
  it.each<[string, unknown[]]>([
    ['/** @data TwoFactorPhon */ export type A = string;', ['Unknown label "TwoFactorPhon".', 'Did you mean "TwoFactorPhone"? Labels stand in "data" of the policy.', 'a.ts:1:11']],
    ['export interface U {\n  /** Given at sign-up. @data SecurityEmail, Fone */\n  a: string;\n}', ['Unknown label "Fone".', expect.stringMatching(/^Known: "SecurityEmail", "TwoFactorPhone"\./), 'a.ts:2:46']],
    ['export const o = { /** @data Wibble */ a: 1 };', ['Unknown label "Wibble".', expect.anything(), 'a.ts:1:30']],
    ['export function f(/** @data Wibble */ a: string) {}', ['Unknown label "Wibble".', expect.anything(), 'a.ts:1:29']],
    ['/** @data TwoFacterPhone the number */ let x: string;', ['Unknown label "TwoFacterPhone".', expect.anything(), 'a.ts:1:11']],
    ['/**\n * @purpose ad-targetting\n */\n\nexport {};', ['Unknown purpose "ad-targetting".', 'Did you mean "ad-targeting"? Purposes stand in "purposes" of the policy.', 'a.ts:2:13']],
    ['/** @purpose ads - by the ads team */ export class A {}', ['Unknown purpose "ads".', expect.anything(), 'a.ts:1:14']],
    ['/** @declassifies Fone for security - why */ function f() {}', ['Unknown label "Fone".', expect.anything(), 'a.ts:1:19']],
    ['/** @declassifies TwoFactorPhone for security, adds - why */ function f() {}', ['Unknown purpose "adds".', expect.anything(), 'a.ts:1:48']],
    ['/** @declassifies TwoFactorPhone - why */ function f() {}', ['`@declassifies` names no purpose.', 'Write `@declassifies Label for purpose - reason`.', 'a.ts:1:5']],
    ['/** @declassifies */ function f() {}', ['`@declassifies` names no label.', 'Write `@declassifies Label for purpose - reason`.', 'a.ts:1:5']],
  ])('%s', (text, expected) => {
    expect(problems(text)).toEqual([expected]);
  });

  it('are none where another tool, prose, a string or no declaration has them', () => {
    expect(problems({
      'a.ts': '/** @purpose Renders the header of the page */ export const a = 1; /** @purpose Adds a row */ export function b() {} /** @data payload of the event */ export let c: string;',
      'b.ts': "export const text = '/** @data Wibble */'; /* @data Wibble */ // @data Wibble\n",
      'c.ts': '/** @data TwoFactorPhone, SecurityEmail */ export type A = string; /** @declassifies TwoFactorPhone for ad-targeting, security: opt-in */ function f() {}',
      'd.ts': '/** @data-testid x {@data Wibble} me@data.org */ export let x = 1;',
    })).toEqual([]);
  });

  it('are looked for in generated clients, not in packages', () => {
    const dts = 'export interface User { /** @data Wibble */ phone: string; /** @data TwoFactorPhone */ other: string }';
    expect(problems({ 'a.ts': "import type { User } from '.prisma/client'; import type { U } from 'sdk';", 'node_modules/.prisma/client/index.d.ts': dts, 'node_modules/sdk/index.d.ts': dts })).toEqual([
      ['Unknown label "Wibble".', expect.anything(), 'node_modules/.prisma/client/index.d.ts:1:35'],
    ]);
  });
});
