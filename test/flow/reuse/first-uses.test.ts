import { expect, it } from 'vitest';
import type { FileFacts } from '../../../src/facts/ir.js';
import { extractFacts } from '../../../src/facts/extract.js';
import { createLinker } from '../../../src/facts/program.js';
import { analyse } from '../../../src/flow/analyse.js';
import { nodesApart } from '../../../src/flow/reach/stretch.js';
import { ReadsBuilder } from '../../../src/flow/reuse/reads.js';
import { reused, type Former } from '../../../src/flow/reuse/reuse.js';
import { loadPolicy } from '../../../src/policy/load.js';
import { filesIn } from '../reach/in-slice.js';

const ROOT = '/app';
const EDITED = `${ROOT}/later.ts`;

function analysed(files: ReadonlyMap<string, string>): Former & { readonly facts: FileFacts } {
  const linker = createLinker({ files: [...files.keys()], readFile: (file) => files.get(file), fileExists: (file) => files.has(file) });
  const reads = new ReadsBuilder();
  const analysis = analyse({ root: ROOT, linker, policy: loadPolicy({ from: `${ROOT}/tsconfig.json`, file: undefined }), extent: 'slice', reads });
  return { analysis, reads, questions: [], facts: linker.facts(EDITED)! };
}

const PROGRAM = `--- user.ts
export type TwoFactorPhone = string;
export interface User { phone: TwoFactorPhone }
--- ads/send.ts
export function send(x: unknown): void { console.log(x); }
`;

/** Each puts a statement for `NEW` in a function that no search has looked at. */
it.each<[what: string, text: string, statement: string]>([
  ['what was matched last', "--- a.ts\nimport type { User } from './user.js';\nexport function check(user: User) { return user.phone.match(/(.+)/); }\n--- later.ts\nimport { send } from './ads/send.js';\nexport function later(n: number) {\n  NEW\n  send(n);\n  return n;\n}\n", 'send(RegExp.$1);'],
  ['a global that a declaration file labels', "--- globals.d.ts\ndeclare const current: import('./user.js').TwoFactorPhone;\n--- a.ts\nimport type { User } from './user.js';\nexport function check(user: User) { return user.phone; }\n--- later.ts\nimport { send } from './ads/send.js';\nexport function later(n: number) {\n  NEW\n  send(n);\n  return n;\n}\n", 'send(current);'],
  ['a global that a module declares', "--- globals.ts\nimport type { TwoFactorPhone } from './user.js';\ndeclare global { function current(): TwoFactorPhone }\n--- a.ts\nimport type { User } from './user.js';\nexport function check(user: User) { return user.phone; }\n--- later.ts\nimport { send } from './ads/send.js';\nexport function later(n: number) {\n  NEW\n  send(n);\n  return n;\n}\n", 'send(current());'],
])('an edit in which %s is read first takes an analysis', (_, text, statement) => {
  const [before, after] = ['', statement].map((code) => new Map(Object.entries(filesIn(PROGRAM + text.replace('NEW', code))).map(([file, t]) => [`${ROOT}/${file}`, t])));
  const [former, now] = [analysed(before!), analysed(after!)];
  expect(now.analysis.violations.length).toBeGreaterThan(former.analysis.violations.length);
  const change = { before: { text: before!.get(EDITED)!, facts: former.facts }, after: { text: after!.get(EDITED)!, facts: now.facts } };
  expect(reused(former, [change], () => undefined)).toBeUndefined();
});

it('what all files share under no name of the text counts as looked at in each', () => {
  const texts = ['', 'next.handle();'].map((code) => `export function later(next: any) {\n  ${code}\n  return 1;\n}\n`);
  const [before, after] = texts.map((text) => extractFacts(EDITED, text));
  const stretch = (text: string) => ({ fn: 1, statements: { s: text.indexOf('{') + 1, e: text.indexOf('return') } });
  const apart = (names: string[]) => nodesApart(before!, after!, { before: stretch(texts[0]!), after: stretch(texts[1]!) }, new Map([[0, 0], [1, 1]]), [], new Set(names));
  expect(apart(['@nest answers'])).toBeUndefined();
  expect(apart(['next'])).toHaveLength(0);
});
