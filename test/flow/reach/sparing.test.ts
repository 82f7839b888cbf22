import { expect, it } from 'vitest';
import { PRELUDE, run } from '../harness.js';

/** So many functions lead from the label to the module that not all of them are run. */
const MANY = Array.from({ length: 700 }, (_, i) => `export function send${i}(u: User) { track(u.phone); }`).join('\n');
const lines = (files: Readonly<Record<string, string>>): string[] =>
  run({ ...PRELUDE, 'many.ts': `import { track } from './ads/sink.js'; import type { User } from './data.js';\n${MANY}`, ...files })
    .violations.filter((v) => !v.place.file.endsWith('many.ts'))
    .map((v) => `${v.place.file.slice('/app/'.length)}:${v.place.line}`);

it('of a large program, a client that a module makes keeps nothing of one call for the others', () => {
  expect(lines({
    'client.ts': `import { createClient } from 'some-client'; export const client = createClient();`,
    'b.ts': `import { client } from './client.js'; import { user } from './data.js'; import { track } from './ads/sink.js';
export const later = () => track(client.find('phone').phone);
client.use({ phone: user.phone });
track(client.find('phone').phone);
track(user.phone);`,
  })).toEqual(['b.ts:5']);
});

it('of a large program, a call past the bound on calls gives the labels of its arguments, not of what they hold', () => {
  const steps = 'n += 1; '.repeat(2_500);
  expect(lines({
    'neutral.ts': `import type { User } from './data.js';
export function made(u: User, n: number) { return { left: { id: n }, right: u.city }; }
export function wrapped(text: string, n: number) { return { text, n }; }`,
    'b.ts': `import { made, wrapped } from './neutral.js'; import type { User } from './data.js'; import { track } from './ads/sink.js';
export function go(u: User) {
  let n = 0; ${steps}
  track(made(u, n).left.id);
  track(wrapped(u.phone, n).text);
}`,
  })).toEqual(['b.ts:5']);
});

it('of a large program, bodies of tests’ modules are run until tests had their calls, and what is left out is said', () => {
  const calls = 'step(user); '.repeat(150);
  const test = `import { step } from '../step.js'; import { user } from '../data.js'; import { track } from '../ads/sink.js';
${calls}
track(user.phone);`;
  const specs = Object.fromEntries(Array.from({ length: 30 }, (_, i) => [`spec/s${10 + i}.test.ts`, test]));
  const files = { ...PRELUDE, 'many.ts': `import { track } from './ads/sink.js'; import type { User } from './data.js';\n${MANY}`, 'step.ts': `import type { User } from './data.js'; import { track } from './ads/sink.js';\nexport const step = (u: User) => track(u.city || u.phone);`, ...specs };
  const { violations, analysed } = run(files);
  const found = violations.map((v) => v.place.file.slice('/app/'.length));
  expect(found).toContain('step.ts');
  expect(found.filter((file) => file.startsWith('spec/'))).toContain('spec/s10.test.ts');
  expect(found).not.toContain('spec/s39.test.ts');
  expect(analysed.limits.map((l) => l.message).join('\n')).toMatch(/functions were not followed to the end/);
});
