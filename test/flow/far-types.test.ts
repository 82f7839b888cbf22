import { expect, it } from 'vitest';
import { run } from './harness.js';

/** Interfaces and classes that each lead to the next, the classes with a field of the type. */
function chain(length: number, field: string): string {
  const links = Array.from({ length }, (_, i) => `export interface I${i} { held: C${i} }\nexport class C${i} { next!: I${i + 1}; field?: ${field}; constructor(public owner: I${i + 1}) {} }`);
  return ['export type TwoFactorPhone = string;', ...links, `export interface I${length} { end: string }`].join('\n');
}

function given(length: number, field: string): ReturnType<typeof run> {
  return run({
    'data.ts': chain(length, field),
    'ads/send.ts': 'export function send(x: unknown): void { console.log(x); }',
    'main.ts': "import { send } from './ads/send.js';\nimport type { I0 } from './data.js';\nexport function main(x: I0): void { send(x); }",
  });
}

it('what is given can be of a type that leads to thousands of others', () => {
  const { violations, analysed } = given(2_000, 'TwoFactorPhone');
  expect(violations.map(({ place }) => `${place.file}:${place.line}`)).toEqual(['/app/main.ts:3']);
  expect(analysed.limits.map(({ kind, message }) => `${kind}: ${message}`)).toContainEqual(expect.stringMatching(/^bound: labels more than \d+ levels below an object/));
  expect(given(2_000, 'string').violations).toEqual([]);
}, 60_000);
